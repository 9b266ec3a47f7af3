"""Calendars and tables of past years are looked at before they are taken in; what leaves the desk is recorded."""

import csv
from datetime import date
from pathlib import Path

import pytest
from icalendar import Calendar
from openpyxl import Workbook, load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from support.audit import audit, settle
from support.bookings_window import click, house, window
from support.centre import NOON, House, at, request
from support.ime import commit

from kobe_desk.core import clock
from kobe_desk.modules.bookings import usecases
from kobe_desk.modules.bookings.exchange.ical_in import read_ical
from kobe_desk.modules.bookings.view.files import CalendarPage, FilesPage, PastPage
from kobe_desk.modules.bookings.view.files.taking import GOOD, REFUSED
from kobe_desk.modules.members.usecases import provisions
from kobe_desk.ui.desk import Desk
from kobe_desk.ui.window import DeskWindow

__all__ = ["house", "window"]
EVENTS = (
    ("体操", "20260407T090000", "20260407T120000", "会議室A"),
    ("体操", "20260408T090000", "20260408T120000", ""),
    ("逆", "20260409T120000", "20260409T090000", ""),
)


@pytest.fixture
def files(house: House, window: DeskWindow, qtbot) -> FilesPage:
    click(qtbot, window.shown_page().centre)
    press(qtbot, window.shown_page().files)
    page = window.shown_page()
    assert isinstance(page, FilesPage)
    return page


def press(qtbot, widget, key=Qt.Key.Key_Space) -> None:
    widget.setFocus()
    qtbot.keyClick(widget, key)
    settle()


def calendar_file(folder: Path) -> Path:
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0"]
    for summary, start, end, place in EVENTS:
        lines += ["BEGIN:VEVENT", f"SUMMARY:{summary}", f"DTSTART:{start}", f"DTEND:{end}", f"LOCATION:{place}"]
        lines.append("END:VEVENT")
    path = folder / "予定.ics"
    path.write_text("\n".join([*lines, "END:VCALENDAR", ""]), encoding="utf-8")
    return path


def past_file(folder: Path) -> Path:
    book = Workbook()
    assert book.active is not None
    book.active.append(["", "会議室A", "", "和室"])
    book.active.append(["", "午前", "午後", "午前"])
    book.active.append(["1日", "コーラスみなと 12名", "", "俳句の会"])
    book.active.append(["2日", "俳句の会", "茶道あじさい会", ""])
    book.active.append(["あした", "茶道あじさい会", "", ""])
    book.save(folder / "令和7年度.xlsx")
    return folder / "令和7年度.xlsx"


def choosing(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    for name in ("getOpenFileName", "getSaveFileName"):
        monkeypatch.setattr(QFileDialog, name, lambda *_: (str(path), ""))


def test_a_calendar_is_looked_at_and_taken_in_as_one_step(
    files: FilesPage, house: House, window: DeskWindow, desk: Desk, qtbot, tmp_path: Path, monkeypatch
) -> None:
    desk._records.do(usecases.book_room, request(house, at(4, 7), at(4, 7, 12), room=house.hall))
    choosing(monkeypatch, calendar_file(tmp_path))
    click(qtbot, files.calendar)
    page = window.shown_page()
    assert isinstance(page, CalendarPage)
    press(qtbot, page.choose)
    assert not page.result.isVisible()  # whose they are is asked first
    commit(page.group.search.edit, "茶道")
    page.group.search._search()
    settle()
    page.room.set_value(house.tatami)
    page.answered.emit()
    settle()
    assert {kind: button.count for kind, button in page.counts.buttons.items()} == {GOOD: 1, REFUSED: 2}
    assert [row.why for row in page._rows if row.why] == [
        "「コーラスみなと」の予約があります",
        "終わりが始まりより前です",
    ]
    assert len(desk._records.ask(usecases.bookings_between, date(2026, 4, 1), date(2026, 4, 30))) == 1
    press(qtbot, page.take_in)
    (taken,) = desk._records.ask(usecases.bookings_on, date(2026, 4, 8))
    assert (taken.room, taken.group, taken.purpose) == ("和室", "茶道あじさい会", "体操")
    assert window.shown_page() is files
    desk.undo()
    settle()
    assert desk._records.ask(usecases.bookings_on, date(2026, 4, 8)) == ()


def test_what_is_no_calendar_is_told_and_nothing_happens(
    files: FilesPage, house: House, window: DeskWindow, qtbot, tmp_path: Path, monkeypatch
) -> None:
    (tmp_path / "写真.ics").write_bytes(b"\x89PNG not a calendar")
    choosing(monkeypatch, tmp_path / "写真.ics")
    click(qtbot, files.calendar)
    page = window.shown_page()
    click(qtbot, page.choose)
    assert page.warning.isVisible()
    assert page.start.isVisible()


def test_a_table_of_past_years_is_staged_compared_and_approved(
    files: FilesPage, house: House, window: DeskWindow, desk: Desk, qtbot, tmp_path: Path, monkeypatch
) -> None:
    choosing(monkeypatch, past_file(tmp_path))
    press(qtbot, files.past)
    page = window.shown_page()
    assert isinstance(page, PastPage)
    click(qtbot, page.choose)
    assert page.month.value() == date(2025, 4, 1)  # as the name of the file says
    page.month.set_value(date(2025, 7, 1))
    page.answered.emit()
    settle()
    assert "会議室A" in page.read_as.plain()
    assert list(page.decided()) == ["俳句の会"]
    assert {kind: button.count for kind, button in page.counts.buttons.items()} == {GOOD: 4, REFUSED: 1}
    before = len(desk._records.ask(usecases.groups))
    click(qtbot, page.take_in)
    rows = desk._records.ask(usecases.bookings_between, date(2025, 7, 1), date(2025, 7, 31))
    assert [(row.room, row.group, row.people) for row in rows] == [
        ("会議室A", "コーラスみなと", 12), ("和室", "俳句の会", 0),
        ("会議室A", "俳句の会", 0), ("会議室A", "茶道あじさい会", 0),
    ]  # fmt: skip
    assert len(desk._records.ask(usecases.groups)) == before + 1
    desk.undo()
    settle()
    assert desk._records.ask(usecases.bookings_between, date(2025, 7, 1), date(2025, 7, 31)) == ()
    assert len(desk._records.ask(usecases.groups)) == before


def test_a_table_that_was_taken_away_after_it_was_looked_at_is_told(
    files: FilesPage, house: House, window: DeskWindow, qtbot, tmp_path: Path, monkeypatch
) -> None:
    path = tmp_path / "令和7年度.csv"
    path.write_text(",会議室A\n,午前\n1日,コーラスみなと\n", encoding="utf-8")
    choosing(monkeypatch, path)
    press(qtbot, files.past)
    page = window.shown_page()
    click(qtbot, page.choose)
    assert page.counts.buttons[GOOD].count == 1 and not page.warning.isVisible()
    path.unlink()
    page.answered.emit()
    settle()
    assert page.warning.isVisible() and not page.take_in.isVisible()


def test_a_name_in_a_table_can_be_a_group_that_is_there(
    files: FilesPage, house: House, window: DeskWindow, desk: Desk, qtbot, tmp_path: Path, monkeypatch
) -> None:
    choosing(monkeypatch, past_file(tmp_path))
    click(qtbot, files.past)
    page = window.shown_page()
    click(qtbot, page.choose)
    page.month.set_value(date(2025, 7, 1))
    page._names["俳句の会"].set_value(house.club)
    page.answered.emit()
    settle()
    click(qtbot, page.take_in)
    rows = desk._records.ask(usecases.bookings_between, date(2025, 7, 1), date(2025, 7, 1))
    assert "みなと卓球クラブ" in [row.group for row in rows]


def test_of_rooms_at_the_same_time_only_the_one_that_clashes_is_left_out(
    files: FilesPage, house: House, window: DeskWindow, desk: Desk, qtbot, tmp_path: Path, monkeypatch
) -> None:
    """A line of a table tells of several rooms."""
    choosing(monkeypatch, past_file(tmp_path))
    with clock.stopped_at(NOON.replace(year=2025, month=6)):
        desk._records.do(usecases.book_room, request(house, at(7, 1, year=2025), at(7, 1, 12, year=2025)))
    click(qtbot, files.past)
    page = window.shown_page()
    click(qtbot, page.choose)
    page.month.set_value(date(2025, 7, 1))
    page.answered.emit()
    settle()
    click(qtbot, page.take_in)
    rows = desk._records.ask(usecases.bookings_on, date(2025, 7, 1))
    assert sorted(row.room for row in rows) == ["会議室A", "和室"]


@pytest.mark.parametrize("kind", ["xlsx", "csv", "ical"])
def test_what_leaves_the_desk_is_asked_about_and_recorded(
    files: FilesPage, house: House, window: DeskWindow, desk: Desk, qtbot, tmp_path: Path, monkeypatch, kind: str
) -> None:
    desk._records.do(usecases.book_room, request(house, at(4, 7), at(4, 7, 12), purpose="練習"))
    target = tmp_path / f"予約.{'ics' if kind == 'ical' else kind}"
    choosing(monkeypatch, target)
    files.form.fill({"kind": kind, "first": date(2026, 4, 1), "last": date(2026, 4, 30), "room": house.a})
    click(qtbot, files.write)
    assert files.form.fields["purpose"].error
    assert not target.exists()
    commit(files.form.fields["recipient"].control, "区役所")
    commit(files.form.fields["purpose"].control, "利用の確認")
    press(qtbot, files.write)
    assert "予約" in files.told.text
    (told,) = desk._records.ask(provisions)
    assert (told.recipient, told.purpose, told.kind) == ("区役所", "利用の確認", kind)
    assert "コーラスみなと" in read(target)


def read(target: Path) -> str:
    if target.suffix == ".xlsx":
        sheet = load_workbook(target).active
        assert sheet is not None
        return "".join(str(cell) for row in sheet.iter_rows(values_only=True) for cell in row)
    if target.suffix == ".csv":
        return "".join(cell for row in csv.reader(target.read_text("utf-8-sig").splitlines()) for cell in row)
    (event,) = Calendar.from_ical(target.read_bytes()).walk("VEVENT")
    assert event.decoded("dtstart").replace(tzinfo=None) == at(4, 7)
    return f"{event['summary']} {event.get('description', '')}"


def test_one_booking_is_saved_for_a_calendar(
    house: House, window: DeskWindow, desk: Desk, qtbot, tmp_path: Path, monkeypatch
) -> None:
    key = desk._records.do(usecases.book_room, request(house, at(4, 7), at(4, 7, 12))).result
    choosing(monkeypatch, tmp_path / "R8-0001.ics")
    window.shown_page().booking_opened.emit(key)
    press(qtbot, window.shown_page().calendar)
    assert "コーラスみなと" in read(tmp_path / "R8-0001.ics")


def test_a_series_is_saved_whole_and_agrees_to_the_day(
    house: House, window: DeskWindow, desk: Desk, qtbot, tmp_path: Path, monkeypatch
) -> None:
    weekly = usecases.SeriesRequest(request(house, at(4, 7), at(4, 7, 12)), "FREQ=WEEKLY;BYDAY=TU;COUNT=5")
    key = desk._records.do(usecases.book_series, weekly).result
    rows = desk._records.ask(usecases.bookings_of_series, key)
    desk._records.do(usecases.cancel_booking, rows[2].id, "祭りの日")
    choosing(monkeypatch, tmp_path / "合唱.ics")
    window.shown_page().booking_opened.emit(rows[0].id)
    press(qtbot, window.shown_page().series.calendar)
    assert "合唱.ics" in window.shown_page().refusal.text
    saved = read_ical((tmp_path / "合唱.ics").read_bytes(), date(2026, 4, 1), date(2026, 5, 31))
    assert [each.start for each in saved.items] == [row.start for row in rows if row.id != rows[2].id]


def test_the_pages_of_the_files_keep_the_rules_of_the_house(
    files: FilesPage, house: House, window: DeskWindow, qtbot, tmp_path: Path, monkeypatch
) -> None:
    assert audit(window) == []
    choosing(monkeypatch, past_file(tmp_path))
    click(qtbot, files.past)
    assert audit(window) == []
    click(qtbot, window.shown_page().choose)
    window.shown_page().answered.emit()
    settle()
    assert audit(window) == []
    window.shown_page().back_requested.emit()
    choosing(monkeypatch, calendar_file(tmp_path))
    click(qtbot, files.calendar)
    page = window.shown_page()
    click(qtbot, page.choose)
    page.groups_searched.emit("茶道")
    page.answered.emit()
    settle()
    assert page.result.isVisible()
    assert audit(window) == []
