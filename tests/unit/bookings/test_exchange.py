"""Calendar files, tables and the wall's matrices: what goes out comes back, and no file stops the program."""

import time as clock_time
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from support.centre import House, at, request

from kobe_desk.core.progress import silent
from kobe_desk.core.records import Records
from kobe_desk.core.sheets.reading import read_sheet
from kobe_desk.core.sheets.sheet import CannotReadSheet
from kobe_desk.core.text import _
from kobe_desk.modules.bookings import usecases as bookings
from kobe_desk.modules.bookings.controller.calendar_in import read_calendar
from kobe_desk.modules.bookings.controller.past_in import read_table
from kobe_desk.modules.bookings.exchange.ical_in import (
    CANCELLED,
    LEFT_OUT_BY_RULE,
    OUTDATED,
    UNKNOWN_ZONE,
    IcalReading,
    read_ical,
)
from kobe_desk.modules.bookings.exchange.ical_in import past_of as past_of_items
from kobe_desk.modules.bookings.exchange.ical_out import ical_of, ical_of_series
from kobe_desk.modules.bookings.exchange.matrix import NotAMatrix, past_of, read_matrix
from kobe_desk.modules.bookings.exchange.sheets import write_bookings
from kobe_desk.modules.bookings.rules.series import MONTH_END
from kobe_desk.modules.bookings.usecases import PastBooking, SeriesRequest

NEW_YORK = "TZID=America/New_York"
FIRST, LAST = date(2021, 1, 1), date(2025, 12, 31)


def ics(*events: str) -> bytes:
    inside = "".join(f"BEGIN:VEVENT\n{event}\nEND:VEVENT\n" for event in events)
    return f"BEGIN:VCALENDAR\nVERSION:2.0\n{inside}END:VCALENDAR\n".encode()


def read(*events: str) -> IcalReading:
    return read_ical(ics(*events), FIRST, LAST)


def starts(found: IcalReading) -> list[datetime]:
    return [item.start for item in found.items]


def test_times_of_another_zone_keep_its_wall_time_over_the_change_of_the_clocks() -> None:
    found = read(f"DTSTART;{NEW_YORK}:20210307T200000\nDTEND;{NEW_YORK}:20210307T210000\nRRULE:FREQ=WEEKLY;COUNT=3")
    assert starts(found) == [datetime(2021, 3, 8, 10), datetime(2021, 3, 15, 9), datetime(2021, 3, 22, 9)]


def test_utc_floating_and_whole_days() -> None:
    found = read(
        "DTSTART:20211019T081500Z\nDTEND:20211019T091500Z",
        "DTSTART:20211020T090000\nDTEND:20211020T100000",
        "DTSTART;VALUE=DATE:20211021",
    )
    assert starts(found) == [datetime(2021, 10, 19, 17, 15), datetime(2021, 10, 20, 9), datetime(2021, 10, 21)]
    assert found.items[2].all_day and found.items[2].end == datetime(2021, 10, 22)


def test_what_is_taken_out_added_and_changed() -> None:
    series = "UID:1\nSUMMARY:A\nDTSTART:20210405T090000\nDTEND:20210405T100000\nRRULE:FREQ=WEEKLY;COUNT=4"
    series += "\nEXDATE:20210412T090000\nRDATE:20210501T090000"
    moved = "UID:1\nSUMMARY:B\nRECURRENCE-ID:20210419T090000\nDTSTART:20210420T130000\nDTEND:20210420T140000"
    gone = "UID:1\nRECURRENCE-ID:20210426T090000\nDTSTART:20210426T090000\nSTATUS:CANCELLED"
    found = read(series, moved, gone)
    assert [(item.start, item.summary) for item in found.items] == [
        (datetime(2021, 4, 5, 9), "A"), (datetime(2021, 4, 20, 13), "B"), (datetime(2021, 5, 1, 9), "A"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("event", "count", "problems"),
    [
        ("SUMMARY:x", 0, 1),
        ("DTSTART:20210405T090000\nDTEND:20210405T080000", 0, 1),
        ("DTSTART:20210405T090000", 1, 0),
        ("DTSTART:20210405T090000\nSTATUS:CANCELLED", 0, 1),
        ("DTSTART:20210405T090000\nRRULE:FREQ=DAILY;UNTIL=20200101T000000", 1, 0),
        ("DTSTART:20210405T090000\nRRULE:FREQ=DAILY;COUNT=2\nRRULE:FREQ=WEEKLY;COUNT=2", 3, 0),
        ("DTSTART:20210405T090000\nRRULE:FREQ=SECONDLY", 1, 1),
        ("DTSTART:20210405T090000\nRRULE:FREQ=DAILY;COUNT=1000000000", 1, 1),
        ("DTSTART:20210405T090000\nRRULE:FREQ=DAILY", 1000, 1),
        ("DTSTART:20210405T090000\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", 1, 0),
        ("DTSTART:00010101T000000\nRRULE:FREQ=DAILY", 0, 2),
        ("DTSTART;TZID=Nowhere/Known:20210405T090000\nDTEND:xyz", 0, 1),
        ("DTSTART:20210405T090000\nDURATION:-PT1H", 0, 1),
    ],
)
def test_odd_events_are_read_or_told(event: str, count: int, problems: int) -> None:
    begun = clock_time.perf_counter()
    found = read(event)
    assert (len(found.items), len(found.problems)) == (count, problems)
    assert clock_time.perf_counter() - begun < 2


def test_a_day_taken_out_without_its_time_is_taken_out() -> None:
    found = read("DTSTART;TZID=Asia/Tokyo:20210405T190000\nRRULE:FREQ=WEEKLY;COUNT=3\nEXDATE;VALUE=DATE:20210412")
    assert starts(found) == [datetime(2021, 4, 5, 19), datetime(2021, 4, 19, 19)]


def reasons(found: IcalReading) -> list[tuple[int, str]]:
    return [(each.number, each.why) for each in found.problems]


def test_what_a_calendar_calls_off_does_not_come_in_and_is_told() -> None:
    data = ics("UID:1\nDTSTART:20210405T090000", "UID:2\nRECURRENCE-ID:20210406T090000\nDTSTART:20210406T090000")
    found = read_ical(data.replace(b"VERSION:2.0", b"VERSION:2.0\nMETHOD:CANCEL"), FIRST, LAST)
    assert (starts(found), reasons(found)) == ([], [(1, _(CANCELLED)), (2, _(CANCELLED))])


def test_of_an_event_written_several_times_the_newest_counts_and_changed_dates_stay() -> None:
    first = "UID:1\nSEQUENCE:0\nDTSTART:20210405T090000\nRRULE:FREQ=WEEKLY;COUNT=2"
    newest = "UID:1\nSEQUENCE:2\nDTSTART:20210405T130000\nRRULE:FREQ=WEEKLY;COUNT=2"
    moved = "UID:1\nSEQUENCE:1\nRECURRENCE-ID:20210412T130000\nDTSTART:20210413T130000"
    found = read(newest, first, moved)
    assert starts(found) == [datetime(2021, 4, 5, 13), datetime(2021, 4, 13, 13)]
    assert reasons(found) == [(2, _(OUTDATED))]
    early, late = (f"UID:1\nLAST-MODIFIED:2021040{day}T000000Z\nDTSTART:20210405T1{day}0000" for day in (1, 2))
    assert starts(read(late, early)) == [datetime(2021, 4, 5, 12)]
    assert len(read("UID:1\nDTSTART:20210405T090000", "UID:1\nDTSTART:20210412T090000").items) == 2


def test_a_newer_version_that_calls_an_event_off_counts() -> None:
    found = read("UID:1\nDTSTART:20210405T090000", "UID:1\nSEQUENCE:1\nSTATUS:CANCELLED\nDTSTART:20210405T090000")
    assert (starts(found), reasons(found)) == ([], [(1, _(OUTDATED)), (2, _(CANCELLED))])


def test_a_rule_that_leaves_dates_out_and_a_zone_nobody_knows_are_told() -> None:
    found = read(
        "DTSTART:20210405T090000\nRRULE:FREQ=WEEKLY;COUNT=2\nEXRULE:FREQ=WEEKLY;COUNT=1",
        "DTSTART;TZID=Nowhere/Known:20210406T090000",
    )
    assert len(found.items) == 3
    assert reasons(found) == [(1, _(LEFT_OUT_BY_RULE)), (2, _(UNKNOWN_ZONE).format(zone="Nowhere/Known"))]


def test_a_calendar_of_the_old_kind_is_refused_with_what_to_do() -> None:
    event = "SUMMARY;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E3=82=B3=\n=E3=83=A9\nDTSTART:20210405T090000Z"
    with pytest.raises(bookings.OldCalendar):
        read_ical(ics(event).replace(b"VERSION:2.0", b"VERSION:1.0"), FIRST, LAST)


@pytest.mark.parametrize("encoding", ["cp932", "utf-16", "utf-8-sig", "iso2022_jp"])
def test_a_calendar_in_older_letters_is_read(encoding: str) -> None:
    data = ics("SUMMARY:コーラス\nLOCATION:会議室\nDTSTART:20210405T190000").decode().encode(encoding)
    (item,) = read_ical(data, FIRST, LAST).items
    assert (item.summary, item.location) == ("コーラス", "会議室")


def test_a_calendar_that_cannot_be_opened_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CannotReadSheet):
        read_calendar(tmp_path / "gone.ics", FIRST, LAST, silent)


@pytest.mark.parametrize("data", [b"", b"\0\xff", b"BEGIN:VCALENDAR", b"BEGIN:VCALENDAR\n" * 900, b"hello"])
def test_what_is_no_calendar_is_refused(data: bytes) -> None:
    with pytest.raises(bookings.NotACalendar):
        read_ical(data, FIRST, LAST)


def test_a_file_without_end_is_refused_at_once() -> None:
    with pytest.raises(bookings.FileTooLarge):
        read_ical(b"BEGIN:VEVENT\n" * 6000, FIRST, LAST)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from([
    "DTSTART:20210405T090000", "DTSTART;VALUE=DATE:20210405", "DTSTART:20210405T090000Z", "DTEND:20210405T100000",
    "DTEND;VALUE=DATE:20210405", "DURATION:P1D", "RRULE:FREQ=WEEKLY;COUNT=3", "RRULE:FREQ=MONTHLY;BYDAY=5WE", "RRULE:",
    "RRULE:FREQ=DAILY;INTERVAL=0", "EXDATE:20210412T090000", "EXDATE;VALUE=DATE:20210405",
    "RDATE;VALUE=PERIOD:20210501T090000Z/PT1H",
    "RECURRENCE-ID:20210405T090000", "STATUS:CANCELLED", "UID:1", "UID:2", "SUMMARY:会",
    "RRULE:FREQ=YEARLY;BYMONTH=13", "X\0Y:1",
]), max_size=8))  # fmt: skip
def test_any_mixture_of_lines_is_read_or_told(lines: list[str]) -> None:
    found = read("\n".join(lines), "DTSTART:20210405T090000\nUID:1")
    assert all(item.start < item.end for item in found.items)


RULES = ("FREQ=WEEKLY;BYDAY=TU", "FREQ=MONTHLY;BYDAY=2TU,4TU", "FREQ=MONTHLY;BYMONTHDAY=31", MONTH_END[31])


@pytest.mark.parametrize("rule", RULES)
def test_a_series_comes_back_from_its_file_to_the_day(records: Records, house: House, rule: str) -> None:
    start = at(3, 31) if "MONTHDAY" in rule else at(4, 14)
    asked = request(house, start.replace(month=start.month), start.replace(hour=12), despite="試し")
    key = records.do(bookings.book_series, SeriesRequest(asked, f"{rule};COUNT=6"), True).result
    rows = records.ask(bookings.bookings_of_series, key)
    held = [row for row in rows if row.state == "confirmed"]
    records.do(bookings.cancel_booking, held[1].id, "休み")
    records.do(bookings.move_booking, held[2].id, house.b, held[2].start.replace(hour=13), "変更")
    rows = records.ask(bookings.bookings_of_series, key)
    data = ical_of_series(records.ask(bookings.series, key), rows, records.ask(bookings.series_days, key), "みなと台")
    found = read_ical(data, date(2026, 1, 1), date(2027, 12, 31))
    assert found.problems == ()
    assert [(item.start, item.end, item.location) for item in found.items] == [
        (row.start, row.end, row.room) for row in rows if row.state == "confirmed"
    ]
    assert b"RRULE" in data


def test_single_bookings_come_back_from_a_file(records: Records, house: House) -> None:
    records.do(bookings.book_room, request(house, at(4, 14), at(4, 14, 12), purpose="練習, 発声; 他"))
    rows = records.ask(bookings.bookings_between, date(2026, 4, 1), date(2026, 4, 30))
    item = read_ical(ical_of(rows, "みなと台"), date(2026, 4, 1), date(2026, 4, 30)).items[0]
    assert (item.start, item.end, item.summary, item.description) == (
        at(4, 14),
        at(4, 14, 12),
        "コーラスみなと",
        "練習, 発声; 他",
    )


def test_a_calendar_file_is_taken_in_and_counted(records: Records, house: House) -> None:
    records.do(bookings.book_room, request(house, at(4, 14, 10), at(4, 14, 12), group=house.tea))
    weekly = "SUMMARY:練習\nDTSTART:20260407T100000\nDTEND:20260407T110000\nRRULE:FREQ=WEEKLY;COUNT=3\nLOCATION:和室"
    data = ics(weekly, "SUMMARY:会議\nDTSTART:20260414T110000\nDTEND:20260414T130000", "SUMMARY:x")
    found = read_ical(data, date(2026, 4, 1), date(2026, 4, 30))
    asked = past_of_items(found.items, house.a, house.club, {"和室": house.tatami})
    report = records.do(bookings.take_in_bookings, asked).result
    assert (report.count, report.taken, len(found.problems)) == (4, 3, 1)
    assert report.words == "4件中 3件登録、1件不可です。"
    rows = records.ask(bookings.bookings_between, date(2026, 4, 1), date(2026, 4, 30))
    assert [row.room for row in rows].count("和室") == 3 and len(rows) == 4


def test_taking_in_tells_how_many_and_the_book_holds_as_many(records: Records, house: House) -> None:
    records.do(bookings.book_room, request(house, at(4, 14), at(4, 14, 12), group=house.tea))
    asked = [PastBooking(request(house, at(4, day), at(4, day, 12)), line=day) for day in range(14, 26)]
    asked.append(replace(asked[1], line=99))
    assert records.ask(bookings.compare_past, asked).taken == 11
    report = records.do(bookings.take_in_bookings, asked).result
    assert (report.count, report.taken, [each.line for each in report.refused]) == (13, 11, [14, 99])
    assert "茶道あじさい会" in report.refused[0].why and "13" in report.words
    rows = records.ask(bookings.bookings_between, date(2026, 4, 1), date(2026, 4, 30))
    assert len(rows) == 12
    records.undo()
    assert len(records.ask(bookings.bookings_between, date(2026, 4, 1), date(2026, 4, 30))) == 1
    records.redo()
    assert len(records.ask(bookings.bookings_between, date(2026, 4, 1), date(2026, 4, 30))) == 12
    with pytest.raises(bookings.RoomTaken):
        records.do(bookings.book_room, request(house, at(4, 15), at(4, 15, 12), group=house.tea))


WALL = """４月,大会議室,,,和室,,
日,午前,午後,夜間,午前,午後,夜間
1(水),コーラスみなと 12名,,,茶道あじさい会(8),×,
2(木),休館,休館,,,ｺｰﾗｽみなと,
30,,囲碁の会,,,,
1,卓球,,,,,
合計,3,,,,,
"""


def test_merged_cells_of_a_wall_calendar_hold_for_every_band_and_day_they_cover(tmp_path: Path) -> None:
    book = Workbook()
    page = book.active
    assert page is not None
    for row in (
        ["和室の予定表", None, None, None],
        [None, "大会議室", None, "和室"],
        ["日", "午前", "午後", "午前"],
        [1, "文化祭", None, "茶道"],
        [2, None, None, None],
        [3, "卓球", None, "囲碁"],
        [None, "手芸", None, None],
    ):
        page.append(row)
    for area in ("A1:D1", "B2:C2", "B4:C5"):
        page.merge_cells(area)
    book.save(tmp_path / "wall.xlsx")
    sheet = read_table(tmp_path / "wall.xlsx", None, silent)
    lines = [(row.line, row.cells) for row in sheet.every_row()]
    matrix = read_matrix(lines, ("大会議室", "和室"), ("午前", "午後"), date(2025, 4, 1))
    assert [(cell.day.day, cell.room, cell.band, cell.group) for cell in matrix.cells] == [
        (1, "大会議室", "午前", "文化祭"), (1, "大会議室", "午後", "文化祭"), (1, "和室", "午前", "茶道"),
        (2, "大会議室", "午前", "文化祭"), (2, "大会議室", "午後", "文化祭"),
        (3, "大会議室", "午前", "卓球"), (3, "和室", "午前", "囲碁"),
    ]  # fmt: skip
    assert [each.line for each in matrix.problems] == [7]  # a line without a day is told, not dropped


def test_a_wall_calendar_of_a_past_year_is_read_and_taken_in(records: Records, house: House, tmp_path) -> None:
    (tmp_path / "wall.csv").write_text(WALL, encoding="utf-8")
    sheet = read_sheet(tmp_path / "wall.csv")
    lines = [(row.line, row.cells) for row in sheet.every_row()]
    rooms = {row.name: row.id for row in records.ask(bookings.rooms)}
    matrix = read_matrix(lines, tuple(rooms), ("午前", "午後", "夜間"), date(2025, 4, 1))
    assert [(cell.day, cell.room, cell.band, cell.group, cell.people) for cell in matrix.cells] == [
        (date(2025, 4, 1), "大会議室", "午前", "コーラスみなと", 12),
        (date(2025, 4, 1), "和室", "午前", "茶道あじさい会", 8),
        (date(2025, 4, 2), "和室", "午後", "ｺｰﾗｽみなと", 0),
        (date(2025, 4, 30), "大会議室", "午後", "囲碁の会", 0),
        (date(2025, 5, 1), "大会議室", "午前", "卓球", 0),
    ]  # fmt: skip
    assert len(matrix.problems) == 1
    known = records.ask(bookings.groups_named, matrix.groups)
    assert known["ｺｰﾗｽみなと"] == house.chorus and known["囲碁の会"] is None
    days = records.ask(bookings.days_between, date(2025, 4, 1), date(2025, 5, 31))
    groups = {name: key for name, key in known.items() if key}
    past, left = past_of(matrix, rooms, groups, {day.day: day.bands for day in days})
    assert (len(past), len(left)) == (3, 2)
    assert records.do(bookings.take_in_bookings, past).result.taken == 3


def test_a_ditto_in_a_timetable_means_the_group_above() -> None:
    lines = [(1, ["", "和室", "ホール"]), (2, ["", "午前", "午前"]), (3, ["1日", "俳句 5名", ""])]
    lines += [(4, ["2日", "〃", "卓球"]), (5, ["3日", "同上", "″"]), (6, ["4日", "", "囲碁"])]
    matrix = read_matrix(lines, ("和室", "ホール"), ("午前",), date(2025, 4, 1))
    assert [(cell.day.day, cell.room, cell.group, cell.people) for cell in matrix.cells] == [
        (1, "和室", "俳句", 5), (2, "和室", "俳句", 5), (2, "ホール", "卓球", 0), (3, "和室", "俳句", 5),
        (3, "ホール", "卓球", 0), (4, "ホール", "囲碁", 0),
    ]  # fmt: skip


def test_a_table_without_rooms_is_refused() -> None:
    with pytest.raises(NotAMatrix):
        read_matrix([(1, ["氏名", "住所"]), (2, ["田中", "神戸"])], ("和室",), ("午前",), date(2025, 4, 1))


@pytest.mark.parametrize("name", ["out.csv", "out.xlsx"])
def test_bookings_go_out_as_a_table(records: Records, house: House, tmp_path, name: str) -> None:
    records.do(bookings.book_room, request(house, at(4, 14), at(4, 14, 12), purpose="=1+1"))
    rows = records.ask(bookings.bookings_between, date(2026, 4, 1), date(2026, 4, 30))
    write_bookings(tmp_path / name, rows)
    found = read_sheet(tmp_path / name)
    assert len(found.first()) == 1
    assert "会議室A" in found.first()[0].cells
