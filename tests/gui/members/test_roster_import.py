"""取り込み on the screen: looked at before anything is written, written as one change, stopped without a trace."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import Font
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot
from support.audit import audit, said, settle
from support.roster import fill

from kobe_desk.core import clock
from kobe_desk.core.change import Change, Telling
from kobe_desk.core.records import Records
from kobe_desk.modules.members.module import RosterStack
from kobe_desk.modules.members.usecases import PeopleFilter, counts_on, people, person_request
from kobe_desk.modules.members.view.importing import ImportPage
from kobe_desk.modules.members.view.roster import RosterPage
from kobe_desk.ui.desk import Desk
from kobe_desk.ui.field import Select
from kobe_desk.ui.rail import Entry
from kobe_desk.ui.window import DeskWindow


@pytest.fixture
def page(stack: RosterStack, roster: RosterPage) -> ImportPage:
    roster.take_in.click()
    assert isinstance(stack.page, ImportPage)
    return stack.page


def counts(page: ImportPage) -> dict[str, int]:
    return {name: button.count for name, button in page.counts.buttons.items()}


def take_in(page: ImportPage) -> None:
    """Press the button; what the file says otherwise was wrong from the beginning, when that is asked."""
    page.take_in.click()
    if page.since.asked:
        page.since.form.fields["since"].set_value("correction")
        page.take_in.click()


def column(page: ImportPage, heading: str) -> Select:
    return next(each for each in page.mapping.columns if heading in each.accessibleName())


def everybody(records: Records) -> int:
    return records.ask(people, PeopleFilter()).total


def test_the_columns_are_guessed_and_each_guess_says_why(page: ImportPage, workbook: Path) -> None:
    page.file_chosen.emit(workbook)
    shown = [select.currentText() for select in page.mapping.columns]
    assert shown == ["班", "氏名", "フリガナ", "生年月日", "郵便番号", "住所", "電話"]
    assert "見出しから" in {row.reason for row in page.mapping._rows}


def test_the_counts_add_up_to_the_rows_and_are_filters(page: ImportPage, workbook: Path) -> None:
    page.file_chosen.emit(workbook)
    found = counts(page)
    assert found.pop("doubted") == 1
    assert found == {"new": 1, "changed": 2, "unchanged": 0, "refused": 2} and sum(found.values()) == 5
    page.counts.buttons["new"].click()
    assert [page.rows.index(row, 1).data() for row in range(page.rows.rowCount())] == ["山﨑　春江"]


def test_a_bad_row_tells_line_column_writing_reason_and_remedy(page: ImportPage, workbook: Path) -> None:
    page.file_chosen.emit(workbook)
    assert page.counts.current == "refused"
    cells = [str(page.problems.index(1, at).data()) for at in range(5)]
    assert cells[0] == "7行" and "入れられない" in cells[1] and cells[2] == "生年月日" and cells[3] == "1948/4/31"
    assert "30日" in cells[4]
    page.problem_table.setCurrentIndex(page.problems.index(1, 0))
    assert "日を確かめてください" in page._reason.plain()


def test_lines_that_excel_hides_or_crosses_out_are_told_above_the_table(page: ImportPage, workbook: Path) -> None:
    page.file_chosen.emit(workbook)
    assert not page.aside.isVisible()
    book = openpyxl.load_workbook(workbook)
    sheet = book.worksheets[0]
    sheet.row_dimensions[6].hidden = True
    sheet["B7"].font = Font(strike=True)
    book.save(workbook)
    page.file_chosen.emit(workbook)
    assert page.aside.isVisible()
    told = page.aside.text.splitlines()
    assert len(told) == 3 and "6" in told[0] and "7" in told[1]


def test_a_very_long_cell_is_shown_short_and_kept_whole(page: ImportPage, tmp_path: Path) -> None:
    long = "1948年" + "あ" * 5_000
    (tmp_path / "長い.csv").write_text(f"氏名,生年月日\n山田 太郎,{long}\n佐藤 花,S23.4.1\n", encoding="utf-8")
    page.file_chosen.emit(tmp_path / "長い.csv")
    page.counts.buttons["doubted"].click()
    assert all(len(str(page.problems.index(0, at).data())) < 400 for at in range(5))
    assert len(page._reason.plain()) < 400
    assert page.problem_table.row.value == long and page.repair.field.value() == long


def test_a_cell_can_be_repaired_and_counts_at_once_while_nothing_is_written(
    records: Records, page: ImportPage, workbook: Path
) -> None:
    before, original = everybody(records), workbook.read_bytes()
    page.file_chosen.emit(workbook)
    page.problem_table.setCurrentIndex(page.problems.index(1, 0))
    assert page.repair.isVisible() and page.repair.field.value() == "1948/4/31"
    assert "7" in page.repair.field.accessibleName() and "生年月日" in page.repair.field.accessibleName()
    page.repair.field.setFocus()
    page.repair.field.set_value("S23.4.30")
    page.repair.button.click()
    found = counts(page)
    assert (found["refused"], found["new"] + found["changed"] + found["unchanged"]) == (1, 4)
    assert page.repair.field.value() == "" and "氏名" in page.repair.field.accessibleName().replace("お名前", "氏名")
    page.repair.field.set_value("田中　花")
    page.repair.button.click()
    assert counts(page)["refused"] == 0 and page.counts.current == "doubted"
    assert everybody(records) == before and workbook.read_bytes() == original
    take_in(page)
    assert everybody(records) == before + 3


def test_a_repair_that_is_wrong_too_is_told_again(page: ImportPage, workbook: Path) -> None:
    page.file_chosen.emit(workbook)
    page.problem_table.setCurrentIndex(page.problems.index(1, 0))
    page.repair.field.set_value("1948/2/30")
    page.repair.button.click()
    assert counts(page)["refused"] == 2
    assert "1948/2/30" in {str(page.problems.index(row, 3).data()) for row in range(2)}


def test_another_file_begins_without_the_repairs_of_the_first(page: ImportPage, workbook: Path) -> None:
    page.file_chosen.emit(workbook)
    page.repair.field.set_value("田中　花")
    page.repair.button.click()
    assert counts(page)["refused"] == 1
    page.file_chosen.emit(workbook)
    assert counts(page)["refused"] == 2


def test_the_import_says_itself_what_came_of_it(desk: Desk, page: ImportPage, workbook: Path) -> None:
    heard: list[Change] = []
    desk.changed.connect(heard.append)
    page.file_chosen.emit(workbook)
    take_in(page)
    assert isinstance(heard[-1].result, Telling)
    assert heard[-1].result.said() == "1人を名簿に入れました。 2人の内容を変えました。 2行は入れていません。"


def test_nothing_is_written_before_it_is_wished(records: Records, page: ImportPage, workbook: Path) -> None:
    before = everybody(records)
    page.file_chosen.emit(workbook)
    page.counts.buttons["new"].click()
    page.leave.click()
    assert everybody(records) == before
    assert records.undoable is not None and records.undoable.label != "Import the roster"


def test_the_import_is_one_change_with_one_undo(
    records: Records, stack: RosterStack, roster: RosterPage, page: ImportPage, workbook: Path, desk: Desk
) -> None:
    before = everybody(records)
    page.file_chosen.emit(workbook)
    assert "3行" in page.take_in.words()
    take_in(page)
    assert stack.page is roster
    assert everybody(records) == before + 1
    desk.undo()
    assert everybody(records) == before


def test_the_same_file_again_changes_nothing(
    stack: RosterStack, roster: RosterPage, page: ImportPage, workbook: Path
) -> None:
    page.file_chosen.emit(workbook)
    take_in(page)
    roster.take_in.click()
    again = stack.page
    assert isinstance(again, ImportPage)
    again.file_chosen.emit(workbook)
    assert counts(again)["new"] == counts(again)["changed"] == 0
    assert not again.take_in.isEnabled() and "ありません" in again.take_in.words()
    assert {row.reason for row in again.mapping._rows} == {"前と同じ"}


def test_another_reading_of_a_column_is_tried_at_once(page: ImportPage, workbook: Path) -> None:
    page.file_chosen.emit(workbook)
    phone = column(page, "TEL")
    phone.set_value("mobile")
    phone.edited.emit()
    assert counts(page)["changed"] == 2
    kana = column(page, "ふりがな")
    kana.set_value("name")
    kana.edited.emit()
    assert column(page, "お名前").value() == ""


def test_a_csv_file_of_an_old_windows_is_read(page: ImportPage, csv_file: Path) -> None:
    page.file_chosen.emit(csv_file)
    assert sum(counts(page)[kind] for kind in ("new", "changed", "unchanged", "refused")) == 5
    assert "Excelの古い形の文字" in page._facts.text()


def test_a_file_that_is_no_table_is_refused_with_the_remedy(page: ImportPage, tmp_path: Path) -> None:
    empty = tmp_path / "空.xlsx"
    empty.write_bytes(b"")
    page.file_chosen.emit(empty)
    assert "空.xlsx" in page.warning.text and page.warning.isVisible()
    assert page.start.isVisible()


def test_the_file_can_be_chosen_or_dropped(
    stack: RosterStack, roster: RosterPage, workbook: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(workbook), ""))
    roster.take_in.click()
    page = stack.page
    assert isinstance(page, ImportPage)
    page.choose.click()
    assert page.whole.isVisible()
    page.leave.click()
    _drop(roster, workbook)
    dropped = stack.page
    assert isinstance(dropped, ImportPage) and dropped.whole.isVisible()
    _drop(dropped, workbook)
    assert counts(dropped)["refused"] == 2


def _drop(page: RosterPage | ImportPage, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(page, QDragEnterEvent(QPoint(9, 9), Qt.DropAction.CopyAction, data, buttons, keys))
    QApplication.sendEvent(page, QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, data, buttons, keys))


def test_stopping_rolls_everything_back_and_says_so(
    records: Records, desk: Desk, page: ImportPage, workbook: Path
) -> None:
    before = everybody(records)
    page.file_chosen.emit(workbook)
    desk.started.connect(lambda progress: progress.cancel())
    take_in(page)
    assert everybody(records) == before
    assert "何も書き込んでいません" in page.warning.text
    assert page.take_in.isEnabled()


def test_the_import_keeps_the_rules_of_every_screen(window: DeskWindow, page: ImportPage, workbook: Path) -> None:
    assert audit(window) == [], said(audit(window))
    page.file_chosen.emit(workbook)
    assert audit(window) == [], said(audit(window))
    page.counts.buttons["new"].click()
    page.mapping.fold.click()
    assert audit(window) == [], said(audit(window))


@pytest.fixture
def far_desk(records: Records, qtbot: QtBot) -> Iterator[Desk]:
    """A desk as it is in the program: the records on a thread, the reading in a child process."""
    fill(records)
    made = Desk(records)
    yield made
    made._workshop.shutdown(wait=True)
    made._thread.shutdown(wait=True)


def test_the_file_is_read_in_a_child_process(records: Records, far_desk: Desk, workbook: Path, qtbot: QtBot) -> None:
    window = DeskWindow([Entry("members", "名簿", "users", open=lambda: RosterStack(far_desk))])
    qtbot.addWidget(window)
    window.open("members")
    window.show()
    stack = window.page("members")
    assert isinstance(stack, RosterStack)
    stack.controller.open_import(workbook)
    page = stack.page
    assert isinstance(page, ImportPage)
    qtbot.waitUntil(lambda: counts(page)["refused"] == 2, timeout=30_000)
    take_in(page)
    qtbot.waitUntil(lambda: stack.page is not page, timeout=30_000)
    settle()
    assert records.ask(counts_on, clock.today()).people == 5


def test_a_file_that_says_otherwise_is_asked_once_since_when(
    window: DeskWindow, stack: RosterStack, roster: RosterPage, page: ImportPage, workbook: Path
) -> None:
    page.file_chosen.emit(workbook)
    page.take_in.click()
    assert page.since.asked and stack.page is page
    page.take_in.click()
    assert page.since.form.fields["since"].error
    page.since.form.fields["since"].set_value("change")
    page.since.form.fields["since"].control.edited.emit()
    settle()
    assert audit(window) == [], said(audit(window))
    page.since.form.fields["day"].set_value(date(2026, 11, 1))
    page.take_in.click()
    assert stack.page is roster


def test_words_nobody_knows_are_shown_and_read_as_somebody_says(
    page: ImportPage, tmp_path: Path, records: Records, window: DeskWindow
) -> None:
    file = tmp_path / "名簿.csv"
    file.write_text("氏名,性別,続柄,電話\n浜　一,オス,夫,078-000-0001\n浜　花,女,妻,078-000-0002\n", encoding="utf-8")
    page.file_chosen.emit(file)
    assert not page.words.isHidden()
    assert {key: select.value() for key, select in page.words.selects.items()} == {
        ("sex", "オス"): "", ("sex", "女"): "female", ("relation", "夫"): "=", ("relation", "妻"): "=",
    }  # fmt: skip
    assert counts(page)["doubted"] == 1
    assert audit(window) == [], said(audit(window))
    page.words.selects["sex", "オス"].set_value("male")
    page.words.selects["sex", "オス"].edited.emit()
    assert counts(page)["doubted"] == 0
    page.words.fold.click()
    assert "「オス」→男" in page.words._words.plain()
    take_in(page)
    row = next(row for row in records.ask(people).rows if row.name == "浜　一")
    assert records.ask(person_request, row.id).sex == "male"


def test_what_changes_is_shown_fact_by_fact(page: ImportPage, tmp_path: Path, window: DeskWindow) -> None:
    file = tmp_path / "名簿.csv"
    text = "氏名,フリガナ,電話,住所,班\n𠮷田　義一,ヨシダ　ギイチ,078-000-9999,見本市見本区みなと坂2丁目9-6,3班\n"
    file.write_text(text, encoding="utf-8")
    page.file_chosen.emit(file)
    page.show_kind("changed")
    found = {row.field: (row.before, row.after) for row in page._differences}
    assert found["phone"] == ("078-000-0117", "078-000-9999")
    assert found["area"] == ("2班", "3班")
    place = next(at for at, row in enumerate(page._differences) if row.field == "phone")
    page.change_table.setCurrentIndex(page.changes.index(place, 0))
    assert page.change_table.isVisible() and "078-000-0117 → 078-000-9999" in page._reason.plain()
    assert audit(window) == [], said(audit(window))
