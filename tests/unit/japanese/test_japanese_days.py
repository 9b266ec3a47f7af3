"""Days of Japan: read in every form people write, written in both calendars, counted as the law does."""

import contextlib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kobe_desk.core.japanese import age, era
from kobe_desk.core.japanese.day_text import (
    AmbiguousDay,
    EraNotBegun,
    NoSuchDay,
    NoSuchEraYear,
    NoSuchMonth,
    NotADate,
    PartialDay,
    TooLate,
    WrongWeekday,
    YearsDiffer,
    from_serial,
    old_name,
    read_day,
)
from kobe_desk.core.japanese.fiscal_year import FiscalYear, fiscal_year
from kobe_desk.core.japanese.holidays import holiday_name, holidays_of, is_settled
from kobe_desk.core.japanese.same_day import same_day

SOLAR_DAYS = st.dates(min_value=era.SOLAR_CALENDAR, max_value=date(2080, 12, 31))


@pytest.mark.parametrize(
    "written",
    [
        "S23.4.1",
        "s23.4.1",
        "S.23.4.1",
        "Ｓ２３．４．１",
        "S23/4/1",
        "S230401",
        "㍼23.4.1",
        "昭23-4-1",
        "昭和23年4月1日",
        "昭和 23年 4月 1日",
        "昭和２３年０４月０１日",
        "昭和二十三年四月一日",
        "昭和23年4月1日生",
        "1948/4/1",
        "S23.4.1生(75歳)",
        "1948-04-01",
        "1948.4.1",
        "1948年4月1日",
        "１９４８年４月１日",
        "西暦1948年4月1日",
        "19480401",
        "1948/04/01 0:00:00",
        "1948-04-01T00:00:00",
        "昭和23年（1948年）4月1日",
        "1948年（昭和23年）4月1日（木）",
        "1948/4/1(木)",
        " 1948/4/1 ",
    ],
)
def test_every_way_of_writing_one_day_is_read(written: str) -> None:
    assert read_day(written) == date(1948, 4, 1)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("令和元年5月1日", date(2019, 5, 1)),
        ("R1.5.1", date(2019, 5, 1)),
        ("R元.5.1", date(2019, 5, 1)),
        ("平成31年4月30日", date(2019, 4, 30)),
        ("H1.1.8", date(1989, 1, 8)),
        ("昭和64年1月7日", date(1989, 1, 7)),
        ("昭和元年12月25日", date(1926, 12, 25)),
        ("T元.7.30", date(1912, 7, 30)),
        ("明治6年1月1日", date(1873, 1, 1)),
        ("㋿8.4.1", date(2026, 4, 1)),
        ("4/25/1948", date(1948, 4, 25)),
    ],
)
def test_the_first_and_last_days_of_eras_are_read(written: str, meant: date) -> None:
    assert read_day(written) == meant


@pytest.mark.parametrize(
    "written",
    ["昭和64年1月8日", "S65.1.1", "平成31年5月1日", "H32.1.1", "明治45年7月31日", "T15.12.26", "M5.1.1", "T0.8.1"],
)
def test_a_year_or_day_outside_its_era_is_refused_with_the_eras_ends(written: str) -> None:
    with pytest.raises(NoSuchEraYear) as refusal:
        read_day(written)
    assert refusal.value.values["last"].endswith("日")


@pytest.mark.parametrize(
    ("old", "new", "day"),
    [
        ("大正15年12月25日", "昭和元年12月25日", date(1926, 12, 25)),
        ("T15.12.25", "S1.12.25", date(1926, 12, 25)),
        ("明治45年7月30日", "大正元年7月30日", date(1912, 7, 30)),
    ],
)
def test_the_day_an_era_changed_at_once_bears_both_names(old: str, new: str, day: date) -> None:
    assert read_day(old) == read_day(new) == day
    assert old_name(old, day)
    assert not old_name(new, day)
    assert not old_name(day.isoformat(), day)


@pytest.mark.parametrize("written", ["平成31年5月1日", "昭和64年1月8日", "大正15年12月26日"])
def test_an_era_that_ended_with_its_day_names_no_day_more(written: str) -> None:
    with pytest.raises(NoSuchEraYear):
        read_day(written)


@pytest.mark.parametrize("written", ["令和元年4月30日", "平成元年1月7日", "昭和元年12月24日", "大正元年7月29日"])
def test_an_era_names_no_day_before_its_first(written: str) -> None:
    with pytest.raises((NoSuchEraYear, EraNotBegun)):
        read_day(written)


def test_a_day_before_the_present_era_began_is_refused() -> None:
    with pytest.raises(EraNotBegun):
        read_day("令和元年4月30日")


@pytest.mark.parametrize(
    "written", ["1948-04-31", "昭和23年4月31日", "R7.2.29", "19480431", "2/30", "1948/4/0", "23.4.31"]
)
def test_a_day_the_month_does_not_have_is_refused(written: str) -> None:
    with pytest.raises(NoSuchDay):
        read_day(written)


def test_a_thirteenth_month_is_refused() -> None:
    with pytest.raises(NoSuchMonth):
        read_day("1948/13/1")


@pytest.mark.parametrize(
    "written", ["", "不明", "12345678901", "2026/4/1/2", "10年", "abc12.1.1", "0026/4/1", "-", "年月日", "3-2-1-0"]
)
def test_what_is_no_date_is_called_so(written: str) -> None:
    with pytest.raises((NotADate, NoSuchMonth)) as refusal:
        read_day(written, "birth")
    assert refusal.value.field == "birth"


def test_a_day_without_year_keeps_month_and_day() -> None:
    assert read_day("4/1") == read_day("4月1日") == PartialDay(month=4, day=1)
    assert read_day("2月29日") == PartialDay(month=2, day=29)


def test_a_year_or_month_alone_is_kept_as_far_as_it_goes() -> None:
    assert read_day("昭和23年") == PartialDay(year=1948)
    assert read_day("昭和23年4月") == PartialDay(year=1948, month=4)


def test_two_figures_for_the_year_are_asked_and_never_guessed() -> None:
    found = read_day("23.4.1", latest=date(2026, 11, 1))
    assert isinstance(found, AmbiguousDay)
    assert {date(1948, 4, 1), date(2011, 4, 1), date(1923, 4, 1), date(2023, 4, 1)} <= set(found.candidates)
    assert max(found.candidates) <= date(2026, 11, 1)
    assert found.candidates == tuple(sorted(found.candidates))


def test_a_bare_serial_number_of_a_spreadsheet_is_asked() -> None:
    assert read_day("17624") == AmbiguousDay((date(1948, 4, 1),))
    assert (from_serial(1), from_serial(59), from_serial(61)) == (date(1900, 1, 1), date(1900, 2, 28), date(1900, 3, 1))


def test_two_calendars_that_disagree_are_refused() -> None:
    with pytest.raises(YearsDiffer):
        read_day("令和8年（2025年）4月24日")


def test_a_weekday_that_does_not_fit_is_refused() -> None:
    with pytest.raises(WrongWeekday):
        read_day("2026年4月24日（木）")


def test_a_birth_date_in_the_future_is_refused() -> None:
    with pytest.raises(TooLate):
        read_day("R30.4.1", "birth", latest=date(2026, 11, 1))


@given(SOLAR_DAYS)
def test_whatever_we_write_we_can_read(day: date) -> None:
    ways = (era.wareki, era.seireki, era.both_calendars, era.short, era.code, date.isoformat)
    assert [read_day(way(day)) for way in ways] == [day] * len(ways)
    assert read_day(era.with_weekday(era.wareki(day), day)) == day


@given(st.text(max_size=14))
def test_reading_a_day_never_breaks(text: str) -> None:
    with contextlib.suppress(NotADate, NoSuchDay, NoSuchMonth, NoSuchEraYear, EraNotBegun, YearsDiffer, WrongWeekday):
        read_day(text)


def test_days_are_written_as_offices_write_them() -> None:
    day = date(2026, 4, 24)
    assert era.wareki(day) == "令和8年4月24日"
    assert era.both_calendars(day) == "令和8年（2026年）4月24日"
    assert (era.short(day), era.code(date(1965, 1, 2))) == ("R8.4.24", "S400102")
    assert era.with_weekday(era.short(day), day) == "R8.4.24（金）"
    assert era.wareki(date(2019, 5, 1)) == "令和元年5月1日"
    assert era.wareki(date(1870, 1, 1)) == "1870年1月1日"


def test_a_fiscal_year_runs_from_april_to_march() -> None:
    year = fiscal_year(date(2027, 3, 31))
    assert (year, year.label) == (FiscalYear(2026), "令和8年度")
    assert (year.first, year.last) == (date(2026, 4, 1), date(2027, 3, 31))
    assert date(2027, 4, 1) not in year and date(2027, 4, 1) in year.next
    assert fiscal_year(date(2026, 1, 1), first_month=1).last == date(2026, 12, 31)


def test_fiscal_years_in_which_an_era_changed_have_their_usual_names() -> None:
    labels = [FiscalYear(year).label for year in (2018, 2019, 2020, 1988, 1989, 1926, 1927)]
    assert labels == ["平成30年度", "令和元年度", "令和2年度", "昭和63年度", "平成元年度", "大正15年度", "昭和2年度"]


def test_an_age_is_reached_at_the_end_of_the_day_before_the_birthday() -> None:
    assert age.attained_on(date(2020, 4, 1), 6) == date(2026, 3, 31)
    assert (age.age_on(date(1948, 4, 1), date(2026, 3, 31)), age.age_on(date(1948, 4, 1), date(2026, 4, 1))) == (77, 78)


def test_who_was_born_on_29_february_has_a_birthday_every_year() -> None:
    born = date(2004, 2, 29)
    assert (same_day(born, 2026), same_day(born, 2028)) == (date(2026, 2, 28), date(2028, 2, 29))
    assert age.attained_on(born, 20) == date(2024, 2, 28) and age.attained_on(born, 22) == date(2026, 2, 28)
    assert [age.age_on(born, day) for day in (date(2026, 2, 28), date(2026, 3, 1), date(2028, 2, 29))] == [21, 22, 24]


@given(SOLAR_DAYS, st.integers(0, 110))
def test_the_day_after_an_age_is_attained_one_has_that_age(born: date, years: int) -> None:
    attained = age.attained_on(born, years)
    assert age.age_on(born, attained) == years - 1
    assert age.age_on(born, date.fromordinal(attained.toordinal() + 1)) == years


def test_the_holidays_of_2026_are_the_official_ones() -> None:
    assert holiday_name(date(2026, 9, 22)) == "国民の休日"
    assert holiday_name(date(2026, 9, 24)) is None
    assert len(holidays_of(2026)) == 18
    assert is_settled(date(2026, 5, 5)) and not is_settled(date(2030, 3, 20))


def test_an_association_may_add_and_drop_holidays() -> None:
    own = {date(2026, 9, 24): "創立記念日", date(2026, 9, 22): None}
    assert holiday_name(date(2026, 9, 24), own) == "創立記念日"
    assert holiday_name(date(2026, 9, 22), own) is None


@pytest.mark.parametrize("year", range(2015, 2028))
def test_the_announced_years_are_what_the_library_computes(year: int) -> None:
    from kobe_desk.core.japanese.holidays import _announced, _computed

    announced = _announced()["years"][str(year)]
    assert {f"{day:%m-%d}": name for day, name in _computed(year).items()} == announced


def test_a_year_outside_the_announced_ones_is_computed() -> None:
    assert holidays_of(2030)[date(2030, 1, 1)] == "元日"
    assert not is_settled(date(2028, 1, 1))
