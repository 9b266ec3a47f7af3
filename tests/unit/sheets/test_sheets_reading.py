"""Tables people bring: every encoding, separator and breakage, with the line of the file beside each row."""

import csv
import io
import pickle
import time
import tracemalloc
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.styles import Font

from kobe_desk.core.errors import UserError
from kobe_desk.core.sheets.reading import read_sheet
from kobe_desk.core.sheets.sheet import (
    BROKEN_QUOTES,
    CELL_TOO_LONG,
    UNREADABLE,
    CannotReadSheet,
    DamagedSheet,
    EmptySheet,
    EncryptedSheet,
    FarCell,
    Limits,
    NotASheet,
    OldWorkbook,
    Sheet,
    SheetChanged,
    SheetTooLarge,
    TooManyParts,
    TooManyRows,
)

ROSTER = "氏名,フリガナ,電話\r\n髙橋 一郎,ﾀｶﾊｼ ｲﾁﾛｳ,078-333-1234\r\n山﨑 花子,ヤマザキ ハナコ,090-0000-0000\r\n"
WORDS = ("氏名", "フリガナ", "住所", "電話", "生年月日")


def _lines(sheet: Sheet) -> list[tuple[int, list[str]]]:
    return [(row.line, row.cells) for row in sheet.rows()]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp932"])
def test_each_encoding_of_japan_is_read(encoding: str) -> None:
    sheet = read_sheet(ROSTER.encode(encoding), "roster.csv")
    assert sheet.header == ("氏名", "フリガナ", "電話")
    assert sheet.first(1)[0].cells == ["髙橋 一郎", "ﾀｶﾊｼ ｲﾁﾛｳ", "078-333-1234"]


@pytest.mark.parametrize(
    "text", ["氏名,住所\n田中,神戸市\n", "氏名,ふりがな\n佐藤 花子,さとう はなこ\n", "名前,電話\n伊藤,078-1\n"]
)
def test_euc_jp_is_not_taken_for_windows_kana(text: str) -> None:
    sheet = read_sheet(text.encode("euc_jp"), "list.csv")
    assert (sheet.encoding, ",".join(sheet.header)) == ("euc_jp", text.split("\n")[0])


def test_a_file_of_half_width_kana_alone_is_windows() -> None:
    assert read_sheet("ｶﾅ,ﾒｲ\nﾀﾅｶ,ﾀﾛｳ\n".encode("cp932"), "kana.csv").first()[0].cells == ["ﾀﾅｶ", "ﾀﾛｳ"]


@pytest.mark.parametrize(
    ("data", "header"),
    [
        (bytes.fromhex("935F8C9F9841 94D4 2C 8C5E8EAE 0D0A 312C32 0D0A"), ("点検連番", "型式")),
        (bytes.fromhex("8F88979D8BE695AA2C8C8F9094 0D0A 312C32"), ("処理区分", "件数")),
        (b"a\r\n\xfb\xfc\xee\xe0\r\n", ("a",)),
    ],
)
def test_short_windows_files_are_read_as_japanese(data: bytes, header: tuple[str, ...]) -> None:
    sheet = read_sheet(data, "short.csv")
    assert sheet.header == header
    assert sheet.first()[0].cells in (["1", "2"], ["髙髙"])


@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_each_separator_is_found(separator: str) -> None:
    sheet = read_sheet(f"氏名{separator}住所\n田中{separator}灘区、1-2; 3\n".replace("; 3", "").encode(), "x.csv")
    assert (sheet.separator, sheet.header) == (separator, ("氏名", "住所"))


def test_blank_lines_and_lines_of_commas_are_left_out_and_lines_are_those_of_the_file() -> None:
    text = '氏名,備考\n\n田中,"一行目\n二行目"\n,,,\n　, \n佐藤,x\n'
    assert _lines(read_sheet(text.encode(), "x.csv")) == [(3, ["田中", "一行目\n二行目"]), (7, ["佐藤", "x"])]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_a_row_whose_quotes_do_not_close_is_reported_and_the_rest_is_read(newline: str) -> None:
    text = newline.join(["氏名,住所", '"田中,灘区', "佐藤,東灘区", '"鈴木","中央区"', '山田,"西"区', "森,北区", ""])
    rows = list(read_sheet(text.encode(), "x.csv").rows())
    assert [(row.line, row.problem) for row in rows] == [
        (2, BROKEN_QUOTES),
        (3, ""),
        (4, ""),
        (5, BROKEN_QUOTES),
        (6, ""),
    ]
    assert rows[0].cells == ['"田中,灘区'] and rows[2].cells == ["鈴木", "中央区"]


def test_an_open_quote_in_the_last_row_is_reported() -> None:
    rows = list(read_sheet('氏名,住所\n佐藤,灘区\n"田中,灘区\n'.encode(), "x.csv").rows())
    assert [(row.line, bool(row.problem)) for row in rows] == [(2, False), (3, True)]


def test_an_open_quote_does_not_swallow_a_long_file() -> None:
    text = '氏名,住所\n"田中,灘区\n' + "佐藤,灘区\n" * 1_000
    rows = list(read_sheet(text.encode(), "x.csv").rows())
    assert len(rows) == 1_001 and [row.line for row in rows if row.problem] == [2]


def test_a_damaged_character_spoils_its_row_only() -> None:
    data = (
        ("氏名,住所\n" + "髙橋,神戸市中央区\n" * 50).encode("cp932") + b"\x8d\x82\x81\n" + "山﨑,灘区\n".encode("cp932")
    )
    rows = list(read_sheet(data, "x.csv").rows())
    assert [row.line for row in rows if row.problem == UNREADABLE] == [52]
    assert rows[-1].cells == ["山﨑", "灘区"]


def test_a_title_and_a_date_above_the_header_are_passed_over() -> None:
    text = "○○自治会 会員名簿,,\n,,令和8年4月1日現在\n\n 氏 名 ,住所,電話\n田中,灘区,078-1\n"
    sheet = read_sheet(text.encode(), "x.csv", words=WORDS)
    assert (sheet.header, sheet.header_line) == (("氏 名", "住所", "電話"), 4)
    assert _lines(sheet) == [(5, ["田中", "灘区", "078-1"])]
    assert read_sheet(text.encode(), "x.csv").header_line == 4


def test_a_table_without_header_is_said_to_have_none() -> None:
    sheet = read_sheet("田中,078-333-1234\n佐藤,078-333-1235\n".encode(), "x.csv")
    assert (sheet.header, sheet.header_line, len(sheet.first())) == (("", ""), 0, 2)


def test_our_own_apostrophes_are_taken_off() -> None:
    assert read_sheet("a,b\n'+81-78,'普通\n".encode(), "x.csv").first()[0].cells == ["+81-78", "'普通"]


def test_a_number_that_a_spreadsheet_was_to_keep_as_text_is_that_text() -> None:
    assert read_sheet(b'a,b\n="0783331234",="A"\n', "x.csv").first()[0].cells == ["0783331234", "A"]


def test_a_cell_that_is_far_too_long_spoils_its_row_and_is_shown_in_part() -> None:
    first, second = read_sheet(f"氏名,備考\n山田,{'あ' * 200_000}\n鈴木,x\n".encode(), "x.csv").first()
    assert (first.problem, len(first.cells[0]) < 2_000, second.cells[0]) == (CELL_TOO_LONG, True, "鈴木")


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (b"", EmptySheet),
        (b"\n\n,,\n", EmptySheet),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", NotASheet),
        (bytes(range(1, 256)) * 20, NotASheet),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), OldWorkbook),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le"), EncryptedSheet),
        (b"PK\x03\x04 no zip at all", DamagedSheet),
    ],
)
def test_what_is_no_table_is_refused_by_name(data: bytes, refusal: type[UserError]) -> None:
    with pytest.raises(refusal) as said:
        read_sheet(data, "名簿.csv")
    assert "名簿.csv" in said.value.message()


def test_a_file_that_cannot_be_opened_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CannotReadSheet):
        read_sheet(tmp_path / "gone.csv")


def test_a_file_that_changed_after_the_preview_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "roster.csv"
    file.write_text(ROSTER, "utf-8")
    sheet = read_sheet(file)
    file.write_text(ROSTER * 2, "utf-8")
    with pytest.raises(SheetChanged):
        sheet.first()


def test_a_file_that_is_gone_after_the_preview_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "roster.csv"
    file.write_text(ROSTER, "utf-8")
    sheet = read_sheet(file)
    file.unlink()
    with pytest.raises(CannotReadSheet):
        sheet.first()


def test_too_large_a_file_is_refused() -> None:
    with pytest.raises(SheetTooLarge):
        read_sheet(ROSTER.encode(), "x.csv", limits=Limits(size=20))
    with pytest.raises(TooManyRows):
        list(read_sheet(("a,b\n" + "c,d\n" * 30).encode(), "x.csv", limits=Limits(rows=20)).rows())


def test_a_sheet_can_cross_into_another_process(tmp_path: Path) -> None:
    file = tmp_path / "roster.csv"
    file.write_text(ROSTER, "cp932")
    sheet = read_sheet(file)
    assert list(pickle.loads(pickle.dumps(sheet)).rows()) == list(sheet.rows())


def test_a_long_file_needs_little_memory_and_tells_how_far_it_is(tmp_path: Path) -> None:
    file = tmp_path / "long.csv"
    file.write_text("氏名,住所,電話\n" + "髙橋 一郎,神戸市中央区御幸通2-3-4,078-333-1234\n" * 30_000, "cp932")
    steps: list[tuple[int, int]] = []
    tracemalloc.start()
    count = sum(1 for _row in read_sheet(file).rows(lambda done, total: steps.append((done, total))))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 30_000 and peak < 8 * 2**20
    assert steps[-1][0] == steps[-1][1] == file.stat().st_size and steps == sorted(steps)


CELLS = st.text(st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="'\ufffd\ufeff"), max_size=6)


@given(st.lists(st.lists(CELLS, min_size=2, max_size=2), max_size=6))
def test_whatever_csv_wrote_is_read_back(rows: list[list[str]]) -> None:
    out = io.StringIO(newline="")
    csv.writer(out).writerows([["氏名", "住所"], *rows])
    read = [row.cells for row in read_sheet(out.getvalue().encode("utf-8"), "x.csv", words=WORDS).rows()]
    kept = [row for row in rows if "".join(row).strip()]
    assert read == kept


@given(st.binary(max_size=80))
def test_any_bytes_give_a_table_or_a_refusal(data: bytes) -> None:
    try:
        list(read_sheet(data, "x").rows())
    except UserError:
        return


def _workbook(*rows: list[object]) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    sheet.merge_cells("A1:C1")
    book.create_sheet("空")
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def test_a_workbook_is_read_as_a_person_would_type_it() -> None:
    data = _workbook(
        ["会員名簿"], [], ["氏名", "生年月日", "会費", "電話"],
        ["髙橋", date(1948, 4, 1), 5.0, "0780001111"], ["𠮷田", datetime(2026, 4, 1, 9, 30), 0.5, True],
        [None, None], ["森", "S23.4.1", 12345678901, None],
    )  # fmt: skip
    sheet = read_sheet(data, "roster.xlsx", words=WORDS)
    assert (sheet.header, sheet.header_line, sheet.sheet_names) == (
        ("氏名", "生年月日", "会費", "電話"),
        3,
        ("Sheet", "空"),
    )
    assert _lines(sheet) == [
        (4, ["髙橋", "1948-04-01", "5", "0780001111"]),
        (5, ["𠮷田", "2026-04-01 09:30", "0.5", "TRUE"]),
        (7, ["森", "S23.4.1", "12345678901", ""]),
    ]
    assert list(pickle.loads(pickle.dumps(sheet)).rows()) == list(sheet.rows())


def test_an_empty_sheet_of_a_workbook_is_said_to_be_empty() -> None:
    with pytest.raises(EmptySheet):
        read_sheet(_workbook(["氏名", "住所"]), "x.xlsx", sheet="空")


def test_rows_that_are_hidden_or_crossed_out_in_a_workbook_are_named() -> None:
    book, out = Workbook(), io.BytesIO()
    sheet = book.worksheets[0]
    for row in (["氏名", "住所"], ["山田", "1-1"], ["佐藤", "1-2"], ["田中", "1-3"]):
        sheet.append(row)
    sheet.row_dimensions[3].hidden = sheet.row_dimensions[40].hidden = True
    sheet["A4"].font = Font(strike=True)
    sheet["A2"].font = Font(bold=True)
    sheet["A50"].font = Font(strike=True)
    book.save(out)
    found = read_sheet(out.getvalue(), "名簿.xlsx", words=WORDS)
    assert (found.hidden, found.struck) == ((3,), (4,))
    assert len(list(found.rows())) == 3


def test_a_workbook_with_hundreds_of_photographs_is_read_and_with_thousands_told_why(tmp_path: Path) -> None:
    book = Workbook()
    assert book.active is not None
    book.active.append(["氏名"])
    book.active.append(["山田"])
    book.save(tmp_path / "写真.xlsx")
    for many, refused in ((300, False), (2_000, True)):
        path = tmp_path / f"{many}.xlsx"
        path.write_bytes((tmp_path / "写真.xlsx").read_bytes())
        with zipfile.ZipFile(path, "a") as archive:
            for number in range(many):
                archive.writestr(f"xl/media/image{number}.png", b"\x89PNG")
        if refused:
            with pytest.raises(TooManyParts):
                read_sheet(path)
        else:
            assert [row.cells for row in read_sheet(path).rows()] == [["山田"]]


def _zip(entries: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return file.getvalue()


@pytest.mark.parametrize("lie", [False, True])
def test_a_zip_bomb_is_refused_before_all_of_it_is_unpacked(lie: bool) -> None:
    data = _zip({"xl/workbook.xml": b"<x/>", "xl/worksheets/sheet1.xml": bytes(160 * 2**20)})
    begun = time.process_time()
    zipfile.ZipFile(io.BytesIO(data)).testzip()  # unpacks all of it, a little at a time
    whole = time.process_time() - begun
    if lie:  # the directory declares a small size
        at = data.rfind(b"PK\x01\x02")
        data = data[: at + 24] + (1_000).to_bytes(4, "little") + data[at + 28 :]
    begun = time.process_time()
    tracemalloc.start()
    with pytest.raises((SheetTooLarge, DamagedSheet)):
        read_sheet(data, "bomb.xlsx")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert time.process_time() - begun < whole * 3
    assert peak < 16 * 2**20


def test_the_sheet_with_the_expected_headings_is_read_and_a_hidden_one_is_not() -> None:
    book, out = Workbook(), io.BytesIO()
    hidden, cover, roster = book.worksheets[0], book.create_sheet("表紙"), book.create_sheet("名簿")
    hidden.append(["氏名", "住所", "電話"])
    hidden.append(["前の会長", "", ""])
    hidden.sheet_state = "hidden"
    cover.append(["みなと台自治会 会員名簿"])
    roster.append(["氏名", "住所"])
    roster.append(["田中", "神戸市"])
    book.active = 2
    book.save(out)
    sheet = read_sheet(out.getvalue(), "名簿.xlsx", words=WORDS)
    assert (sheet.header, sheet.sheet_names) == (("氏名", "住所"), ("Sheet", "表紙", "名簿"))


def test_a_zip_that_is_no_workbook_is_refused() -> None:
    with pytest.raises(NotASheet):
        read_sheet(_zip({"word/document.xml": b"<x/>"}), "letter.docx")
    with pytest.raises(DamagedSheet):
        read_sheet(_zip({"xl/workbook.xml": b"<x/>"}), "half.xlsx")


def test_a_cell_far_from_the_table_is_named() -> None:
    book = Workbook()
    assert book.active is not None
    book.active["A1"], book.active["XFD1048576"] = "氏名", "x"
    file = io.BytesIO()
    book.save(file)
    with pytest.raises(FarCell) as said:
        read_sheet(file.getvalue(), "x.xlsx")
    assert said.value.values["cell"] == "XFD1048576"


def test_a_truncated_workbook_is_refused() -> None:
    data = _workbook(["氏名", "住所"], ["田中", "灘区"])
    for size in range(8, len(data), 97):
        with pytest.raises(UserError):
            read_sheet(data[:size], "x.xlsx")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "iso2022_jp"])
def test_encodings_without_a_mark_are_read(encoding: str) -> None:
    assert read_sheet("氏名,電話\r\n髙橋 一郎,1\r\n".replace("髙", "高").encode(encoding), "x.csv").header == (
        "氏名",
        "電話",
    )


@pytest.mark.parametrize("data", [b"%PDF-1.7\n%\xe2\xe3", b"<html><table><tr><td>x", b"GIF89a,,,,"])
def test_pages_pictures_and_pdfs_are_no_tables_whatever_their_name(data: bytes) -> None:
    with pytest.raises(NotASheet):
        read_sheet(data, "名簿.csv")
