"""The shipped programmes: offered on any day, past years known, copies confirmed figure by figure."""

from datetime import date, datetime, timedelta

import pytest

from kobe_desk.core.japanese.fiscal_year import FiscalYear, fiscal_year
from kobe_desk.modules.subsidies.rules import bundle, example, library
from kobe_desk.modules.subsidies.rules.accept import accepts
from kobe_desk.modules.subsidies.rules.answers import Answers
from kobe_desk.modules.subsidies.rules.deadline import NextDay, next_day
from kobe_desk.modules.subsidies.rules.definition import Accept, Programme
from kobe_desk.modules.subsidies.rules.editing import differences, edited, parts
from kobe_desk.modules.subsidies.rules.evaluate import evaluate
from kobe_desk.modules.subsidies.rules.life import Step
from kobe_desk.modules.subsidies.rules.moved import moved
from kobe_desk.modules.subsidies.rules.problem import DefinitionRefused
from kobe_desk.modules.subsidies.rules.values import ResolutionRef
from kobe_desk.modules.subsidies.rules.window import Rule, Window
from kobe_desk.modules.subsidies.rules.years import copy_for_year, past_year

ENTRIES = {each.path.name: each for each in library.shipped()}
FORMS = ["交付申請書", "団体概要書", "事業計画書", "収支予算書", "役員名簿", "誓約書"]


def programme(name: str) -> Programme:
    found = ENTRIES[name].programme
    assert found
    return found


@pytest.mark.parametrize("name", ENTRIES)
def test_every_shipped_programme_is_offered_without_a_word(name: str) -> None:
    assert ENTRIES[name].problems == ()


@pytest.mark.parametrize("name", ENTRIES)
def test_every_programme_has_the_six_papers_as_reference_forms(name: str) -> None:
    forms = programme(name).forms
    assert [next(each for each in forms if title in each.title).official for title in FORMS] == [False] * 6
    assert not any(each.code or each.article for each in forms)


@pytest.mark.parametrize("name", ENTRIES)
def test_no_page_asks_more_than_five_things_and_each_says_why(name: str) -> None:
    for page in programme(name).pages:
        assert len(page.items) <= 5
        assert page.why


def test_figures_of_the_real_programmes_are_marked_to_be_confirmed() -> None:
    for name in ("chiiki-kadai-npo", "bouhan-camera-koushin"):
        made = programme(name)
        assert made.unverified() == made.figures
        assert all(each.source and each.vintage for each in made.figures)
    assert programme("chiiki-katsudo-mihon").unverified() == ()


def test_the_window_of_the_teaching_programme_follows_the_clock() -> None:
    made = programme("chiiki-katsudo-mihon")
    for today in (date(2026, 4, 1), date(2027, 3, 31), date(2029, 11, 24), date(2028, 2, 29)):
        opening = made.window.on(today)
        assert opening.has_begun(today) and not opening.has_ended(today)
        assert opening.closes.hour == 17
        assert past_year(made, today) is None
        assert evaluate(made, Answers(), today).errors == ()


def test_a_programme_of_a_past_year_says_so() -> None:
    made = programme("chiiki-kadai-npo")
    assert past_year(made, date(2024, 4, 10)) is None
    assert past_year(made, date(2025, 3, 31)) is None
    year = past_year(made, date(2026, 11, 24))
    assert year and year.label == "令和6年度"


def test_a_window_by_the_fiscal_year_and_one_by_fixed_days() -> None:
    by_year = Window(Rule.FISCAL_YEAR, "04-10", "01-31")
    assert (by_year.on(date(2027, 2, 3)).opens, by_year.on(date(2027, 2, 3)).close_day) == (
        date(2026, 4, 10), date(2027, 1, 31),
    )  # fmt: skip
    assert Window(Rule.FISCAL_YEAR, "02-29", "02-29").on(date(2026, 5, 1)).opens == date(2027, 2, 28)
    fixed = programme("chiiki-kadai-npo").window.on(date(2024, 4, 10))
    assert fixed.opens is None and fixed.has_begun(date(2020, 1, 1))
    assert fixed.close_day == date(2024, 4, 19)
    assert fixed.has_ended(datetime(2024, 4, 20, 0, 0)) and not fixed.has_ended(date(2024, 4, 19))


def test_a_copy_for_this_year_is_finished_when_every_figure_is_confirmed() -> None:
    draft = copy_for_year(programme("chiiki-kadai-npo"), 2026)
    assert {each.at for each in draft.open} == {each.at for each in programme("chiiki-kadai-npo").figures}
    assert draft.programme().fiscal_year == 2026
    assert draft.programme().window.on(date(2026, 4, 1)).close_day == date(2026, 4, 19)
    with pytest.raises(DefinitionRefused) as refused:
        draft.finished()
    assert len(refused.value.problems) == len(draft.figures)
    for each in draft.figures:
        draft = draft.confirm(each.at, each.value, "令和8年度の募集の案内", "令和8年度")
    done = draft.finished()
    assert (done.version, done.unverified()) == ("2026.1", ())
    assert library.of_canonical(done.canonical).sha256 == done.sha256


def test_a_confirmed_figure_may_be_another_one_but_not_another_thing() -> None:
    draft = copy_for_year(programme("chiiki-kadai-npo"), 2026)
    cap = {"by": "series_year", "table": {"y1": 400_000, "y2": 300_000, "y3": 100_000}}
    amount = draft.confirm("amount.grant.cap", cap, "案内", "令和8年度").programme().amount("grant")
    assert amount and amount.cap and amount.cap.table["y1"] == 400_000
    with pytest.raises(DefinitionRefused):
        draft.confirm("amount.grant.cap", "50万円", "案内", "令和8年度")


def test_a_limit_that_a_choice_decides_is_named_by_the_words_of_the_choice() -> None:
    before = programme("chiiki-kadai-npo").data["definition"]
    at = "amount/grant/cap/table/"
    steps = {place.at: place.of for part in parts(before) for place in part.places if place.at.startswith(at)}
    assert steps == {f"{at}y1": "1年目", f"{at}y2": "2年目", f"{at}y3": "3年目"}
    (changed,) = differences(before, edited(before, {f"{at}y2": 250_000}))
    assert (changed.of, changed.was, changed.now) == ("2年目", 300_000, 250_000)


def test_the_forms_an_answer_lands_in_are_known() -> None:
    made = programme("chiiki-katsudo-mihon")
    assert [each.id for each in made.forms_of("chair")] == ["application", "organisation", "pledge"]
    assert [each.id for each in made.forms_of("budget_out.amount")] == ["budget"]


def test_a_resolution_is_taken_if_it_is_of_the_right_meeting_and_recent() -> None:
    rule = Accept(("総会",), ("approved",), "last_12_months")
    today, year = date(2026, 4, 24), FiscalYear(2026)
    found = ResolutionRef("1", "第4号議案", date(2026, 4, 19), "申請", "可決", "令和8年度通常総会", "assembly")
    assert accepts(rule, found, approved=True, today=today, year=year)
    assert not accepts(rule, found, approved=False, today=today, year=year)
    assert not accepts(rule, found, approved=True, today=today + timedelta(400), year=year)
    within = Accept(within="fiscal_year")
    assert accepts(within, found, approved=True, today=today, year=fiscal_year(today))
    assert not accepts(within, found, approved=True, today=today, year=FiscalYear(2025))
    board = ResolutionRef("1", "1", date(2026, 4, 19), "申請", "可決", "役員会", "board")
    assert not accepts(rule, board, approved=True, today=today, year=year)


@pytest.mark.parametrize("name", [name for name in ENTRIES if name != "chiiki-katsudo-mihon"])
def test_every_past_definition_becomes_this_years_when_its_figures_are_confirmed(name: str) -> None:
    draft = copy_for_year(programme(name), 2027)
    assert draft.open == draft.figures
    for each in draft.figures:
        draft = draft.confirm(each.at, each.value, "令和9年度の募集要領", "令和9年度")
    done = draft.finished()
    assert done.window_known and not done.unverified()
    assert done.window.on(date(2027, 4, 1), 2027).close_day.year in (2027, 2028)
    assert done.eligibility == programme(name).eligibility
    years = 2027 - (programme(name).fiscal_year or 0)
    for file, data in bundle.read(ENTRIES[name].path).examples.items():
        assert example.unmet(done, file, moved(data, years))[1] == ()


def test_a_day_of_the_year_is_a_deadline_whatever_the_project_was() -> None:
    """兵庫県 こども食堂: report and invoice from 1 to 20 April of the year after (domain.md §1.2)."""
    canteen = programme("ken-kodomo-shokudo-2025")
    registered = [Step("decided", date(2026, 2, 20), {})]
    assert next_day(canteen, registered, None) == NextDay(date(2026, 4, 20), "実績報告と請求")
    assert next_day(canteen, registered, date(2026, 2, 28)) == NextDay(date(2026, 4, 20), "実績報告と請求")
    assert next_day(canteen, [*registered, Step("report", date(2026, 4, 10), {})], None) is None
    moved = copy_for_year(canteen, 2026).programme()
    assert next_day(moved, [Step("decided", date(2027, 2, 20), {})], None) == NextDay(
        date(2027, 4, 20), "実績報告と請求"
    )


@pytest.mark.parametrize(("name", "what", "last"), [
    ("chiiki-shukaijo-2020", "完了の検査", date(2021, 3, 31)),
    ("bouhan-camera-koushin", "工事の完了", date(2026, 3, 31)),
])  # fmt: skip
def test_works_are_done_by_the_end_of_the_fiscal_year_where_the_source_says_so(
    name: str, what: str, last: date
) -> None:
    """集会所 (2020): 完了検査 by 3/31; 防犯カメラ更新: works done by 3/31 (domain.md §1.2)."""
    works = programme(name)
    steps = [Step("decided", date(2020, 6, 1), {})]
    assert next_day(works, steps, date(2020, 12, 1)) == NextDay(last, what)
    advanced = [*steps, Step("advance", date(2020, 7, 1), {})]
    assert next_day(works, advanced, None) == NextDay(last, what), "an advance does not end the work"
    later = copy_for_year(works, 2027).programme()
    assert next_day(later, steps, None) == NextDay(date(2028, 3, 31), what)


def test_a_rule_for_the_advance_stands_only_where_its_source_gives_one() -> None:
    """No shipped programme's source does (domain.md §1.1: a culture subsidy that is not shipped); the teaching one
    has it to learn with.
    """
    ruled = {name for name in ENTRIES for stage in programme(name).stages if stage.advance}
    assert ruled == {"chiiki-katsudo-mihon"}


def test_the_teaching_programme_has_the_whole_life_of_a_grant_and_its_own_day_of_report() -> None:
    ours, theirs = programme("chiiki-katsudo-mihon"), programme("chiiki-kadai-npo")
    assert {each.id: each.next for each in ours.stages} == {each.id: each.next for each in theirs.stages}
    end = date(2027, 1, 31)
    steps = [Step("decided", date(2026, 6, 1), {})]
    assert next_day(ours, steps, end) == NextDay(date(2027, 3, 2), "実績報告")


def test_a_day_in_a_notice_stands_until_what_it_was_for_is_done() -> None:
    """変更の承認 and 概算払 lie beside the way: the report that was asked for is still to come."""
    usual = programme("chiiki-kadai-npo")
    said = Step("decided", date(2026, 6, 1), {"due": "2027-03-20"})
    beside = [Step("changed", date(2026, 7, 1), {}), Step("changed", date(2026, 8, 1), {}),
              Step("advance", date(2026, 9, 1), {})]  # fmt: skip
    for count in range(len(beside) + 1):
        steps = [said, *beside[:count]]
        assert next_day(usual, steps, None) == NextDay(date(2027, 3, 20), "実績報告")
        told = [*steps[:-1], Step(steps[-1].stage, steps[-1].day, {"due": "2027-02-01"})]
        assert next_day(usual, told, None) == NextDay(date(2027, 2, 1), "実績報告"), "the last notice counts"
        assert next_day(usual, [*steps, Step("report", date(2027, 3, 1), {})], None) is None
    assert next_day(usual, [Step("decided", date(2026, 6, 1), {}), *beside], None) is None
