"""The book as a file: typed, harmless, recorded."""

import csv
from datetime import date
from pathlib import Path
from uuid import UUID

import openpyxl
import pytest

from kobe_desk.core.progress import silent
from kobe_desk.core.records import Records
from kobe_desk.core.sheets.writing import CannotBeWritten
from kobe_desk.modules.ledger import usecases as ledger
from kobe_desk.modules.ledger.exchange.export import lost_in_cp932, write_book
from kobe_desk.modules.ledger.usecases import BookFilter, EntryRequest, ExportRequest

REQUEST = ExportRequest("book", "xlsx", "監事", "監査のため", "令和8年度")
WHOLE = BookFilter(2026)


@pytest.fixture
def written(records: Records, accounts: dict[str, UUID], may: None) -> Records:
    for request in (
        EntryRequest(date(2026, 4, 10), accounts["会費"], 3_600, "=HYPERLINK(1)", "𠮷田 花子"),
        EntryRequest(date(2026, 5, 2), accounts["消耗品費"], 1_200, "コピー用紙", "髙橋文具", None, "0012", "3"),
    ):
        records.do(ledger.post_entry, request)
    return records


def test_a_workbook_has_days_and_amounts_of_their_type(written: Records, tmp_path: Path) -> None:
    file = written.do(ledger.export_book, WHOLE, REQUEST).result
    path = write_book(file, tmp_path / "book.xlsx", "xlsx", "出納帳", None, silent)
    sheet = openpyxl.load_workbook(path).active
    heading, first, second = sheet.iter_rows(min_row=1, max_row=3)
    assert [cell.value for cell in heading][:3] == ["番号", "日付", "科目"]
    assert (first[0].value, first[1].value.date(), first[5].value) == (1, date(2026, 4, 10), 3600)
    assert (first[3].value, first[3].data_type) == ("=HYPERLINK(1)", "s")  # a text, no formula
    assert second[10].value == "0012番 3ページ"


def test_a_csv_cannot_run(written: Records, tmp_path: Path) -> None:
    file = written.ask(ledger.preview_book_file, WHOLE, "book")
    path = write_book(file, tmp_path / "book.csv", "csv", "", None, silent)
    rows = list(csv.reader(path.read_text("utf-8-sig").splitlines()))
    assert rows[1][3] == "'=HYPERLINK(1)"
    assert rows[1][1] == "2026-04-10"


def test_what_old_characters_lack_is_said_before(written: Records, tmp_path: Path) -> None:
    file = written.ask(ledger.preview_book_file, WHOLE, "book")
    (lost,) = lost_in_cp932(file)
    assert (lost.line, lost.column, lost.characters) == (2, "相手", "𠮷")
    with pytest.raises(CannotBeWritten):
        write_book(file, tmp_path / "old.csv", "csv_cp932", "", None, silent)
    path = write_book(file, tmp_path / "old.csv", "csv_cp932", "", "〓", silent)
    assert "〓田 花子" in path.read_text("cp932")


def test_recipient_and_purpose_are_asked_and_recorded(written: Records) -> None:
    for missing in (ExportRequest("book", "csv", "", "監査"), ExportRequest("book", "csv", "監事", " ")):
        with pytest.raises((ledger.RecipientMissing, ledger.PurposeMissing)):
            written.do(ledger.export_book, WHOLE, missing)
    assert written.do(ledger.export_book, WHOLE, REQUEST).result.number == "みなと会2027-001"
    (row,) = written.ask(ledger.book_exports)
    assert (row.recipient, row.purpose, row.lines) == ("監事", "監査のため", 2)


def test_the_statement_is_a_file_too(written: Records, accounts: dict[str, UUID]) -> None:
    written.do(ledger.save_budget, 2026, {accounts["会費"]: 4_000}, {})
    file = written.ask(ledger.preview_book_file, WHOLE, "statement")
    assert file.rows[0] == ("収入", "会費", 4_000, 3_600, -400, "")
