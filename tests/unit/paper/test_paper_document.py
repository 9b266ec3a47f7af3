"""What every paper has: its foot, its code, its metadata; the same facts give the same bytes."""

from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

from PIL import Image
from reportlab import rl_config
from support.papers import fonts_of, poppler, text_of

from kobe_desk.core import clock
from kobe_desk.paper.document import Paper, PaperFacts
from kobe_desk.paper.footer import check_groups, code_content
from kobe_desk.paper.marks import draw_tag, draw_watermark
from kobe_desk.paper.render import page_count, page_sizes, render_page
from kobe_desk.paper.styles import BODY, FORM_TITLE, FORM_WITH_CODE, LABELS, POSTCARD, WALL

MOMENT = datetime(2026, 4, 24, 5, 0, tzinfo=UTC)
CODE = "fb173a948cf4a99a0123456789abcdef"


def submission() -> bytes:
    facts = PaperFacts("交付申請書", "みなと台自第12号", "令和8年度の申請", "みなと台自治会", sample=True, code=CODE)
    with clock.stopped_at(MOMENT):
        paper = Paper(facts, FORM_WITH_CODE)
        paper.sheet.text(25, 40, "本文", BODY)
        paper.add_sheet()
        return paper.finish()


def test_the_foot_says_what_which_page_and_when(tmp_path: Path) -> None:
    text = text_of(submission(), tmp_path)
    for words in (
        "みなと台自第12号",
        "ページ 1／2",
        "ページ 2／2",
        "作成 令和8年4月24日",
        "見本・架空の団体です",
        "照合",
    ):
        assert words in text
    assert text.count("FB17 3A94 8CF4 A99A") == 2


def test_the_code_of_a_page_names_paper_page_and_hash() -> None:
    assert code_content("第12号", 1, 2, CODE) == f"KD1|第12号|1/2|{CODE}"
    assert check_groups(CODE) == "FB17 3A94 8CF4 A99A"


def test_the_code_is_drawn_at_the_lower_right() -> None:
    picture = render_page(submission(), dpi=72)
    image = Image.frombytes("RGB", (picture.width, picture.height), picture.pixels).convert("L")
    corner = image.crop((500, 780, 540, 820))
    assert 0.3 < sum(pixel < 128 for pixel in corner.tobytes()) / len(corner.tobytes()) < 0.7


def test_title_subject_language_and_day_stand_in_the_metadata(tmp_path: Path) -> None:
    told = poppler("pdfinfo", submission(), tmp_path)
    assert "交付申請書" in told
    assert "令和8年度の申請" in told
    assert "Apr 24 05:00:00 2026 UTC" in told
    assert b"/Lang (ja)" in submission()


def test_the_same_facts_give_the_same_bytes() -> None:
    assert submission() == submission()


def test_no_font_is_named_that_is_not_in_the_file(tmp_path: Path) -> None:
    assert b"Helvetica" not in submission()
    assert all(font.embedded for font in fonts_of(submission(), tmp_path))


def test_printing_may_not_fetch_anything() -> None:
    assert rl_config.trustedSchemes == ["data"]


def test_a_long_paper_has_an_outline_and_a_short_one_has_none() -> None:
    def pages(count: int) -> bytes:
        paper = Paper(PaperFacts("議案書"))
        for number in range(count):
            if number:
                paper.add_sheet()
            paper.mark(f"第{number + 1}号議案")
        return paper.finish()

    assert b"/Outlines" in pages(4)
    assert b"/First" in pages(4)
    assert b"/First" not in pages(3)


def test_spread_and_tracked_words_extract_whole(tmp_path: Path) -> None:
    paper = Paper(PaperFacts("題"))
    paper.sheet.spread(25, 40, 60, "代表者職氏名", BODY)
    paper.sheet.tracked(105, 60, "誓約書", FORM_TITLE, 18, "center")
    text = text_of(paper.finish(), tmp_path)
    assert "代表者職氏名" in text
    assert "誓約書" in text


def test_a_watermark_is_seen_and_not_read(tmp_path: Path) -> None:
    paper = Paper(PaperFacts("下書き"))
    plain = render_page(Paper(PaperFacts("下書き")).finish()).pixels
    draw_watermark(paper.sheet, "配布用 第07号", 60)
    draw_tag(paper.sheet, 190, 12, "要確認")
    data = paper.finish()
    assert "配布用" not in text_of(data, tmp_path)
    assert "要確認" in text_of(data, tmp_path)
    assert render_page(data).pixels != plain


def test_sizes_of_paper_are_those_of_japan() -> None:
    for format, millimetres in ((POSTCARD, (100, 148)), (WALL, (420, 297)), (LABELS, (210, 297))):
        width, height = page_sizes(Paper(PaperFacts("紙", made=date(2026, 4, 1)), format).finish())[0]
        assert (round(width * 25.4 / 72), round(height * 25.4 / 72)) == millimetres


def test_an_image_is_drawn_from_its_bytes() -> None:
    seal = BytesIO()
    Image.new("RGBA", (60, 60), (184, 50, 42, 255)).save(seal, "PNG")
    paper = Paper(PaperFacts("印"))
    paper.image(seal.getvalue(), 100, 100, 18, 18)
    paper.add_sheet()
    data = paper.finish()
    first, second = (render_page(data, page, 25.4).pixels for page in (0, 1))
    assert b"\xb8\x32\x2a" in first
    assert b"\xb8\x32\x2a" not in second


def test_pages_are_pictured_from_memory() -> None:
    data = submission()
    assert page_count(data) == 2
    assert render_page(data, 0, 36).width == 298
