"""The book, the budget and the papers of a year say what the desk holds."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from uuid import UUID

import pytest
from PIL import Image
from support.papers import squeezed, text_of

from kobe_desk.core.picture import PictureTooLarge
from kobe_desk.core.progress import silent
from kobe_desk.core.records import Records
from kobe_desk.modules.ledger import usecases as ledger
from kobe_desk.modules.ledger.exchange.scans import ScanUnreadable, pdf_of_scan
from kobe_desk.modules.ledger.papers import assets_pdf, audit_pdf, book_pdf, budget_pdf, slips_pdf, statement_pdf
from kobe_desk.modules.ledger.papers.year import Issued
from kobe_desk.modules.ledger.usecases import AssetLine, BookFilter, EntryRequest, TransferRequest, YearEndRequest
from kobe_desk.paper.render import page_count

MADE = date(2027, 4, 12)
ISSUED = Issued("みなと台自治会", MADE)


Read = Callable[[bytes], str]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """The text of a paper without blanks; each paper is left beside for whoever wants to look at it."""
    return lambda pdf: squeezed(text_of(pdf, tmp_path))


@pytest.fixture
def settled(records: Records, accounts: dict[str, UUID], purses: dict[str, UUID], may: None) -> Records:
    for request in (
        EntryRequest(date(2026, 4, 10), accounts["会費"], 100_000, "会費 4月分", "3班"),
        EntryRequest(date(2027, 2, 5), accounts["消耗品費"], 30_000, "コピー用紙", "髙橋文具", None, "12", "3"),
    ):
        records.do(ledger.post_entry, request)
    records.do(ledger.move_money, TransferRequest(date(2026, 6, 1), purses["現金"], purses["預金"], 50_000))
    records.do(ledger.save_budget, 2026, {accounts["会費"]: 110_000, accounts["予備費"]: 110_000}, {})
    assets = (AssetLine("asset", "テント", "2張", 80_000), AssetLine("debt", "印刷代の未払", "", 5_000))
    said = YearEndRequest("長谷川　和代", "𠮷田　花子", ("五百旗頭　健", "濵田　静江"), MADE, assets)
    records.do(ledger.save_year_end, 2026, said)
    return records


def test_the_book_prints_every_line_with_its_balance_and_receipt(settled: Records, read: Read) -> None:
    found = settled.ask(ledger.book, BookFilter(2026))
    text = read(book_pdf(found, "みなと台自治会", "令和8年度", "4月", made=MADE))
    for words in ("会費4月分", "髙橋文具", "現金から預金へ", "12番3ページ", "70,000", "計", "4月"):
        assert words in text


def test_a_book_without_lines_says_so(settled: Records, read: Read) -> None:
    found = settled.ask(ledger.book, BookFilter(2026, words="ない"))
    assert "この条件の出納はありません" in read(book_pdf(found, "会", "令和8年度", made=MADE))


def test_every_line_has_its_slip_two_to_a_sheet(settled: Records, read: Read) -> None:
    found = settled.ask(ledger.book, BookFilter(2026))
    pdf = slips_pdf(found.rows, "みなと台自治会", "令和8年度", made=MADE)
    assert page_count(pdf) == (len(found.rows) + 1) // 2
    text = read(pdf)
    for words in ("入金伝票", "出金伝票", "振替伝票", "会費4月分", "髙橋文具", "12番3ページ", "金100,000円", "第1号"):
        assert words in text, words


def test_a_slip_that_was_taken_back_says_so(settled: Records, read: Read) -> None:
    first = settled.ask(ledger.book, BookFilter(2026)).rows[0]
    settled.do(ledger.reverse_entry, first.id)
    books = [settled.ask(ledger.book, BookFilter(year)).rows for year in (2025, 2026, 2027)]
    rows = [row for book in books for row in book if row.reversed or row.reverses]
    text = read(slips_pdf(rows, "会", "令和8年度", made=MADE))
    assert "この伝票は、取り消されました" in text and "前の伝票を取り消すもの" in text
    assert "金△100,000円" in text
    assert "この条件の出納はありません" in read(slips_pdf((), "会", "令和8年度", made=MADE))


def test_a_long_text_of_a_slip_goes_on_on_a_sheet_of_its_own(settled: Records, read: Read) -> None:
    row = replace(settled.ask(ledger.book, BookFilter(2026)).rows[0], text="会館で使う品物を買った。" * 60)
    pdf = slips_pdf([row, row], "会", "令和8年度", made=MADE)
    text = read(pdf)
    assert text.count("会館で使う品物を買った。") == 120 and "続紙のとおり" in text
    assert page_count(pdf) == 3


def test_the_statement_stands_against_the_budget(settled: Records, read: Read) -> None:
    text = read(statement_pdf(settled.ask(ledger.settlement, 2026), ISSUED))
    for words in ("令和8年度収支決算書", "△10,000", "△80,000", "差引残高70,000円", "長谷川", "令和9年3月31日まで"):
        assert words in text


def test_what_is_owned_is_the_money_and_the_things(settled: Records, read: Read) -> None:
    text = read(assets_pdf(settled.ask(ledger.settlement, 2026), ISSUED))
    for words in ("令和9年3月31日現在", "テント", "150,000", "印刷代の未払", "145,000円"):
        assert words in text


def test_the_audit_has_a_place_for_each_auditor(settled: Records, read: Read) -> None:
    text = read(audit_pdf(settled.ask(ledger.settlement, 2026), ISSUED))
    assert text.count("署名又は記名押印") == 2
    for words in ("五百旗頭", "濵田", "令和9年4月12日", "正確かつ適正", "うち預金50,000"):
        assert words in text


def test_an_audit_still_to_come_leaves_day_and_names_open(settled: Records, read: Read) -> None:
    settled.do(ledger.save_year_end, 2026, YearEndRequest())
    text = read(audit_pdf(settled.ask(ledger.settlement, 2026), ISSUED))
    assert text.count("署名又は記名押印") == 2
    assert "令和年月日" in text


def test_the_budget_says_whether_both_sides_are_equal(settled: Records, read: Read) -> None:
    text = read(budget_pdf(settled.ask(ledger.budget, 2026), "みなと台自治会", "令和8年度", made=MADE))
    assert "ともに110,000円" in text


def photograph(path: Path, size: tuple[int, int] = (800, 600)) -> Path:
    picture = Image.new("RGB", size, "white")
    exif = picture.getexif()
    exif[0x0112], exif[0x010F] = 6, "SECRET-CAMERA"  # lies on its side; the maker of the camera
    picture.save(path, "JPEG", exif=exif)
    return path


def test_a_photograph_becomes_a_page_without_place_and_camera(tmp_path: Path) -> None:
    name, pdf = pdf_of_scan(photograph(tmp_path / "レシート.JPG"), silent)
    assert name == "レシート.pdf"
    assert pdf.startswith(b"%PDF-")
    assert b"SECRET" not in pdf and b"Exif" not in pdf
    import pypdfium2

    width, height = pypdfium2.PdfDocument(pdf)[0].get_size()
    assert height > width  # turned upright


def test_a_transparent_png_is_laid_on_white(tmp_path: Path) -> None:
    path = tmp_path / "scan.png"
    Image.new("RGBA", (40, 40), (0, 0, 0, 0)).save(path)
    assert pdf_of_scan(path, silent)[1].startswith(b"%PDF-")


@pytest.mark.parametrize("data", [b"", b"MZ\x90", b"%PDF-1.7 nothing in it", b"\xff\xd8\xff\xe0 broken"])
def test_what_is_no_picture_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "x.jpg"
    path.write_bytes(data)
    with pytest.raises(ScanUnreadable):
        pdf_of_scan(path, silent)


def test_a_picture_of_too_many_points_is_refused(tmp_path: Path) -> None:
    buffer = BytesIO()
    Image.new("1", (20_000, 9_000)).save(buffer, "PNG")
    path = tmp_path / "bomb.png"
    path.write_bytes(buffer.getvalue())
    with pytest.raises((PictureTooLarge, ScanUnreadable)):
        pdf_of_scan(path, silent)
