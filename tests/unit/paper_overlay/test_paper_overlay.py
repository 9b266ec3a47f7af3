"""A funder's own PDF is filled: nothing is lost or doubled, whatever its pages look like; what cannot be is refused."""

from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name
from support.papers import fonts_of, poppler, squeezed, text_of

from kobe_desk.paper.continuation import SEE_SHEET, Continuation
from kobe_desk.paper.document import Paper, PaperFacts
from kobe_desk.paper.glyphs import MissingGlyph, Setter
from kobe_desk.paper.overlay.blank import (
    BlankLocked,
    BlankNeedsAdobe,
    BlankNotPdf,
    BlankTooLarge,
    BlankTooLong,
    BlankTooWide,
    take_blank,
)
from kobe_desk.paper.overlay.fitting import Box, Fit, fit_box
from kobe_desk.paper.overlay.making import Filled, overlay_pdf
from kobe_desk.paper.render import render_page
from kobe_desk.paper.sheet import MM
from kobe_desk.paper.styles import CELL, LABELS

LETTERS = "あかさたなアイウエオー漢字山川、。」「（）ょっ・々0123名円月日 　\n！？abcXYZ,.-〜￥𠮷"
texts = st.text(alphabet=LETTERS, max_size=300)
boxes = st.builds(
    Box, x=st.just(20.0), y=st.just(20.0), width=st.floats(6, 160), height=st.floats(4, 60),
    largest=st.floats(8, 14), smallest=st.floats(5, 8), fit=st.sampled_from(Fit), cells=st.sampled_from((0, 0, 7)),
)  # fmt: skip
setter = Setter()
SENTENCE = "子どもと高齢者がいっしょに過ごせる場を月に２回ひらき、見守りの輪をひろげる。"


def form(pages: int = 1) -> bytes:
    """An office's form: a title, a label, a frame."""
    paper = Paper(PaperFacts(title="様式"), LABELS)
    for number in range(pages):
        if number:
            paper.add_sheet()
        paper.sheet.text(20, 20, f"見本市様式{number + 1}", CELL)
        paper.sheet.text(20, 42, "団体名", CELL)
        paper.sheet.box(50, 36, 100, 10)
    return paper.finish()


def changed(pdf: bytes, change) -> bytes:
    with pikepdf.open(BytesIO(pdf)) as opened:
        change(opened)
        out = BytesIO()
        opened.save(out)
        return out.getvalue()


def filled(pdf: bytes, *boxes: Filled, **more) -> bytes:
    blank = take_blank(pdf)
    return overlay_pdf(blank.pdf, blank.sizes, boxes, "様式第１号 交付申請書", **more).pdf


@given(texts, boxes)
@settings(max_examples=150, deadline=None)
def test_what_a_box_shows_and_its_rest_are_the_answer(text: str, box: Box) -> None:
    fitted = fit_box(setter, text, box)
    assert fitted.shown + fitted.rest == text
    drawn = [line for line in fitted.lines if line != SEE_SHEET]
    assert squeezed("".join(drawn)) == squeezed(fitted.shown)
    assert (SEE_SHEET in fitted.lines) == bool(fitted.rest)


@given(st.lists(texts.map(lambda text: text.replace("\n", "") + "。"), min_size=2, max_size=20), boxes)
@settings(max_examples=80, deadline=None)
def test_a_box_ends_only_where_a_sentence_ends(sentences: list[str], box: Box) -> None:
    shown = fit_box(setter, "".join(sentences), box).shown.rstrip(" 　")
    assert not shown or shown.endswith(("。", "！", "？", "」", "）"))


def test_nine_names_where_three_fit_end_at_a_whole_name(tmp_path: Path) -> None:
    names = [f"神戸　{given}" for given in ("一郎", "二郎", "三郎", "四郎", "五郎", "六郎", "七郎", "八郎", "九郎")]
    box = Box(50, 60, 60, 15, fit=Fit.ADDENDUM)
    fitted = fit_box(setter, "\n".join(names), box)
    assert fitted.lines == (*names[:2], SEE_SHEET)
    made = text_of(filled(form(), Filled(0, "役員", box, "\n".join(names))), tmp_path)
    assert all(squeezed(made).count(squeezed(name)) == 1 for name in names)
    assert "役員" in made


def test_six_hundred_signs_in_a_box_for_two_hundred_go_on_to_the_letter(tmp_path: Path) -> None:
    purpose = "".join(f"第{number}に、{SENTENCE}" for number in range(1, 15))
    box = Box(50, 60, 100, 22, largest=9, smallest=8)
    made = squeezed(text_of(filled(form(), Filled(0, "目的", box, purpose)), tmp_path))
    shown = fit_box(setter, purpose, box).shown
    assert 0 < len(shown) < len(purpose)
    assert squeezed(shown) + squeezed(SEE_SHEET) in made
    assert all(made.count(f"第{number}に、") == 1 for number in range(1, 15))
    assert "続紙" in made


def test_a_short_answer_is_set_smaller_before_it_goes_on() -> None:
    box = Box(0, 0, 40, 6, fit=Fit.SHRINK)
    assert fit_box(setter, "みなと台自治会", box).type.size == 10.5
    smaller = fit_box(setter, "みなと台自治会ふれあいの会", box)
    assert 7 <= smaller.type.size < 10.5
    assert not smaller.rest
    assert fit_box(setter, "みなと台自治会" * 4, box).rest == "みなと台自治会" * 4


def test_the_text_is_what_was_typed_flat_and_embedded(tmp_path: Path) -> None:
    typed = "髙橋𠮷田自治会〒☎①"
    made = filled(form(), Filled(0, "団体名", Box(52, 37, 96, 8, fit=Fit.SHRINK), typed))
    assert typed in text_of(made, tmp_path)
    assert "見本市様式1" in text_of(made, tmp_path)
    assert all(each.embedded and each.to_unicode for each in fonts_of(made, tmp_path))
    with pikepdf.open(BytesIO(made)) as opened:
        assert "/AcroForm" not in opened.Root
        assert "/Annots" not in opened.pages[0]


def test_one_character_stands_in_each_character_box(tmp_path: Path) -> None:
    box = Box(50, 60, 49, 7, cells=7)
    made = filled(form(), Filled(0, "郵便番号", box, "6500001"))
    words = poppler("pdftotext", made, tmp_path, "-bbox")
    assert "6500001" in text_of(made, tmp_path)
    assert "<page" in words
    dark = _dark(made, 60, 67)
    assert all(any(50 + 7 * cell + 1 < x < 50 + 7 * cell + 6 for x in dark) for cell in range(7))
    money = filled(form(), Filled(0, "金額", Box(50, 60, 49, 7, cells=7, align="right"), "¥9800"))
    assert min(_dark(money, 60, 67)) > 50 + 2 * 7


def test_more_signs_than_character_boxes_are_not_cut() -> None:
    fitted = fit_box(setter, "12345678", Box(50, 60, 49, 7, cells=7))
    assert (fitted.shown, fitted.rest) == ("", "12345678")


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
@pytest.mark.parametrize("shown", [None, (30, 40, 530, 800)])
@pytest.mark.parametrize("origin", [(0, 0), (-50, 25)])
def test_a_turned_page_and_one_that_shows_a_part_take_text_where_it_is_seen(turn, shown, origin) -> None:
    def change(opened: pikepdf.Pdf) -> None:
        page = opened.pages[0]
        left, low = origin
        page.MediaBox = Array([left, low, left + 650, low + 900])
        if shown:
            page.CropBox = Array([left + shown[0], low + shown[1], left + shown[2], low + shown[3]])
        page.Rotate = turn

    blank = take_blank(changed(form(), change))
    width, height = (shown[2] - shown[0], shown[3] - shown[1]) if shown else (650, 900)
    seen = (height, width) if turn in (90, 270) else (width, height)
    assert blank.sizes[0] == pytest.approx(tuple(side / MM for side in seen), abs=0.02)
    bare = overlay_pdf(blank.pdf, blank.sizes, [], "様式").pdf
    made = overlay_pdf(blank.pdf, blank.sizes, [Filled(0, "名", Box(100, 90, 40, 8), "ここ")], "様式").pdf
    new = set(_dots(made)) - set(_dots(bare))
    assert new
    assert all(99 < x < 112 and 89 < y < 98 for x, y in new)


def test_what_the_page_showed_stays_where_it_was() -> None:
    def change(opened: pikepdf.Pdf) -> None:
        opened.pages[0].MediaBox = Array([-50, -25, 620, 860])
        opened.pages[0].CropBox = Array([10, 20, 580, 830])
        opened.pages[0].Rotate = 90

    turned = changed(form(), change)
    before, after = render_page(turned, 0, 50), render_page(take_blank(turned).pdf, 0, 50)
    assert (before.width, before.height) == (after.width, after.height)
    different = sum(abs(a - b) > 90 for a, b in zip(before.pixels, after.pixels, strict=True))
    assert different < len(before.pixels) / 500


def test_fields_and_scripts_of_a_form_become_what_they_show(tmp_path: Path) -> None:
    def change(opened: pikepdf.Pdf) -> None:
        look = opened.make_stream(b"0 0 20 20 re f", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 20, 20]))
        field = opened.make_indirect(Dictionary(
            Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T="name", F=4, Rect=Array([300, 100, 320, 120]),
            AP=Dictionary(N=look), P=opened.pages[0].obj))  # fmt: skip
        opened.pages[0].Annots = Array([field])
        opened.Root.AcroForm = Dictionary(Fields=Array([field]))
        opened.Root.OpenAction = Dictionary(S=Name.JavaScript, JS="app.alert(1)")

    blank = take_blank(changed(form(), change))
    assert blank.had_fields
    with pikepdf.open(BytesIO(blank.pdf)) as opened:
        assert "/AcroForm" not in opened.Root
        assert "/OpenAction" not in opened.Root
        assert "/Annots" not in opened.pages[0]
    assert b"JavaScript" not in blank.pdf
    black = [(x, y) for x, y in _dots(blank.pdf) if 300 / MM < x < 320 / MM and 297 - 120 / MM < y < 297 - 100 / MM]
    assert len(black) > 50


def test_a_hybrid_file_as_word_writes_it_is_made_anew_and_can_be_signed() -> None:
    from kobe_desk.paper.sign.packet import CannotBePrepared, SignaturePlace, prepare

    hybrid = _hybrid(form())
    place = SignaturePlace("sig_chair__01", 1, 20, 200, 74, 22)
    with pytest.raises(CannotBePrepared):
        prepare(hybrid, [place])
    assert prepare(filled(hybrid, Filled(0, "団体名", Box(52, 37, 96, 8), "みなと台自治会")), [place]).genuine


def test_what_cannot_be_a_form_is_refused_in_a_sentence() -> None:
    def locked(data: bytes, user: str) -> bytes:
        out = BytesIO()
        with pikepdf.open(BytesIO(data)) as opened:
            opened.save(out, encryption=pikepdf.Encryption(owner="o", user=user))
        return out.getvalue()

    def for_adobe(opened: pikepdf.Pdf) -> None:
        opened.Root.AcroForm = Dictionary(Fields=Array([]), XFA=opened.make_stream(b"<xdp/>"))

    def wide(opened: pikepdf.Pdf) -> None:
        opened.pages[0].MediaBox = Array([0, 0, 3000, 500])

    for data, refusal in (
        (b"PK\x03\x04", BlankNotPdf),
        (b"%PDF-1.7\nnothing", BlankNotPdf),
        (b"%PDF-1.7\n" + b"0" * 5 * 1024 * 1024, BlankTooLarge),
        (form(51), BlankTooLong),
        (locked(form(), "u"), BlankLocked),
        (locked(form(), ""), BlankLocked),
        (changed(form(), for_adobe), BlankNeedsAdobe),
        (changed(form(), wide), BlankTooWide),
    ):
        with pytest.raises(refusal) as fault:
            take_blank(data)
        assert fault.value.message()


def test_a_character_no_font_has_stops_the_paper_by_name() -> None:
    with pytest.raises(MissingGlyph) as stopped:
        filled(form(), Filled(0, "代表者", Box(52, 37, 96, 8), "山田𛀁郎"))
    assert "代表者" in stopped.value.message()
    assert "𛀁" in stopped.value.message()


def test_a_page_can_come_again_for_more_rows_and_rows_can_go_on_behind(tmp_path: Path) -> None:
    one, two = Filled(0, "一", Box(52, 60, 60, 6), "一行目"), Filled(2, "二", Box(52, 60, 60, 6), "二行目")
    made = filled(form(2), one, two, pages=(0, 1, 0), after=[Continuation("様式", "経費", "三行目")])
    text = text_of(made, tmp_path)
    assert text.count("見本市様式1") == 2
    assert text.index("一行目") < text.index("二行目") < text.index("三行目")


def _dots(pdf: bytes, page: int = 0) -> list[tuple[float, float]]:
    """Where a page is dark, in mm from the upper left."""
    dpi = 100
    seen = render_page(pdf, page, dpi)
    mm = 25.4 / dpi
    dark = [at for at in range(0, len(seen.pixels), 3) if seen.pixels[at] < 120]
    return [((at // 3 % seen.width) * mm, (at // 3 // seen.width) * mm) for at in dark]


def _dark(pdf: bytes, top: float, low: float) -> list[float]:
    return [x for x, y in _dots(pdf) if top < y < low]


def _hybrid(pdf: bytes) -> bytes:
    """A file with both kinds of cross-references: its trailer names a stream of them as well."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        out = BytesIO()
        opened.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    plain = out.getvalue()
    size = int(plain.split(b"/Size ")[1].split()[0].rstrip(b">/"))
    at = len(plain)
    entry = b"\x01" + at.to_bytes(4, "big") + b"\x00"
    stream = (
        f"\n{size} 0 obj\n<</Type/XRef/Size {size + 1}/W[1 4 1]/Index[{size} 1]/Length {len(entry)}>>stream\n".encode()
        + entry + b"\nendstream\nendobj\n"
    )  # fmt: skip
    before = int(plain.rsplit(b"startxref", 1)[1].split()[0])
    root = plain.rsplit(b"/Root ", 1)[1].split(b" R")[0] + b" R"
    table = at + len(stream)
    names = f"<</Size {size + 1}/Prev {before}/XRefStm {at + 1}/Root "
    tail = f"xref\n{size} 1\n{at + 1:010} 00000 n \ntrailer\n{names}".encode()
    return plain + stream + tail + root + b">>\nstartxref\n" + str(table).encode() + b"\n%%EOF\n"
