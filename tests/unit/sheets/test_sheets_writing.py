"""Files for Excel and for old programs: no formula runs, no zero is lost, and no name turns into a question mark."""

import string
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from kobe_desk.core.sheets import guard
from kobe_desk.core.sheets.reading import read_sheet
from kobe_desk.core.sheets.writing import CP932, CannotBeWritten, unwritable, write_csv, write_xlsx

HEADER = ["氏名", "電話", "備考"]
HOSTILE = [
    "=1+1",
    "+81-78-000-0000",
    "-5",
    "@SUM(A1)",
    "＝1",
    "＋1",
    "－1",
    "＠x",
    ' "=1',
    "\t=1",
    "'=1",
    "''+1",
    "=cmd|' /C calc'!A0",
]


@pytest.mark.parametrize("encoding", ["utf-8-sig", CP932])
def test_texts_that_a_spreadsheet_would_run_are_disarmed_and_come_back(tmp_path: Path, encoding: str) -> None:
    rows = [["田中", text, "x"] for text in HOSTILE]
    write_csv(tmp_path / "out.csv", HEADER, rows, encoding=encoding)
    raw = (tmp_path / "out.csv").read_bytes().decode(encoding)
    assert not [line for line in raw.splitlines() if line.split(",")[1].lstrip(' "\t')[:1] in tuple("=+-@＝＋－＠")]
    assert [row.cells for row in read_sheet(tmp_path / "out.csv").rows()] == rows


def test_ordinary_cells_are_written_as_they_are(tmp_path: Path) -> None:
    write_csv(tmp_path / "out.csv", HEADER, [["髙橋", "078-000-0000", date(2026, 4, 1)], ["山﨑", 5, None]])
    expected = "氏名,電話,備考\r\n髙橋,078-000-0000,2026-04-01\r\n山﨑,5,\r\n"
    assert (tmp_path / "out.csv").read_bytes() == expected.encode("utf-8-sig")


def test_names_that_an_encoding_lacks_are_listed_and_nothing_is_written(tmp_path: Path) -> None:
    rows = [["髙橋", "", ""], ["𠮷田", "", ""], ["辻\U000e0100", "", "☎"]]
    lacking = unwritable(HEADER, rows)
    assert [(each.row, each.column, each.characters) for each in lacking] == [
        (1, "氏名", ("𠮷",)),
        (2, "氏名", ("\U000e0100",)),
        (2, "備考", ("☎",)),
    ]
    with pytest.raises(CannotBeWritten) as said:
        write_csv(tmp_path / "out.csv", HEADER, rows, encoding=CP932)
    assert "𠮷田" in said.value.message() and not (tmp_path / "out.csv").exists()


def test_a_substitute_the_user_chose_stands_for_them(tmp_path: Path) -> None:
    write_csv(tmp_path / "out.csv", HEADER, [["𠮷田", "辻\U000e0100", "〜−"]], encoding=CP932, substitute="〓")
    assert (tmp_path / "out.csv").read_bytes().decode(CP932).splitlines()[1] == "〓田,辻,～－"


def test_a_workbook_keeps_texts_texts_and_figures_figures(tmp_path: Path) -> None:
    rows = [["=1+1", "0780000000", 1500], ["𠮷田\x0b", "+81", date(2026, 4, 1)], ["'x", "", None]]
    write_xlsx(tmp_path / "out.xlsx", "名簿[1]/2", HEADER, rows)
    sheet = load_workbook(tmp_path / "out.xlsx").active
    assert sheet is not None
    cells = list(sheet.iter_rows())
    assert [cell.data_type for cell in cells[1]] == ["s", "s", "n"]
    assert [cell.value for cell in cells[1]] == rows[0]
    assert [row.cells for row in read_sheet(tmp_path / "out.xlsx").rows()] == [
        ["=1+1", "0780000000", "1500"],
        ["𠮷田", "+81", "2026-04-01"],
        ["'x", "", ""],
    ]


@given(st.text(alphabet=string.printable + "＝＋－＠'氏", max_size=6))
def test_guarding_loses_nothing(text: str) -> None:
    assert guard.bare(guard.guarded(text)) == text or not text.lstrip("'")
    assert guard.guarded(text).lstrip(' "\t\r\n')[:1] not in tuple("=+-@＝＋－＠")
