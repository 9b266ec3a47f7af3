"""Lines end where Japanese lines may end, nothing is lost, and what does not fit goes on."""

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from support.papers import squeezed

from kobe_desk.paper.continuation import SEE_SHEET, Continuation, draw_continuations, fit_answer, split_answer
from kobe_desk.paper.document import Paper, PaperFacts
from kobe_desk.paper.flow import Flow
from kobe_desk.paper.glyphs import Setter
from kobe_desk.paper.lines import NEVER_FIRST, NEVER_LAST, fit, tokens, wrap
from kobe_desk.paper.render import page_text
from kobe_desk.paper.styles import BODY, CELL

LETTERS = "あかさたなアイウエオー漢字山川、。」「（）ょっ・々0123名円月日 　\n！？abcXYZ,.-〜￥𠮷"
texts = st.text(alphabet=LETTERS, max_size=300)
sentences = st.lists(texts.map(lambda text: text + "。"), max_size=30).map("".join)
setter = Setter()


@given(texts)
def test_tokens_joined_are_the_text(text: str) -> None:
    assert "".join(tokens(text)) == text


@given(texts, st.floats(12, 80))
def test_lines_joined_are_the_paragraphs(text: str, width: float) -> None:
    lines = wrap(setter, text, CELL, width)
    assert "".join(lines) == text.replace("\n", "")


@given(texts, st.floats(12, 80))
def test_no_line_is_wider_than_its_place(text: str, width: float) -> None:
    for line in wrap(setter, text, CELL, width):
        assert setter.width(line.rstrip(), CELL.face) / 1000 * CELL.em <= width + 0.01


@given(st.text(alphabet="漢字かな、。」（「々ー", max_size=120))
def test_no_line_begins_or_ends_against_kinsoku(text: str) -> None:
    if any(len(token) > 8 for token in tokens(text)):
        return
    lines = wrap(setter, text, CELL, 40)
    assert not any(line[0] in NEVER_FIRST for line in lines[1:])
    assert not any(line[-1] in NEVER_LAST for line in lines[:-1])


@pytest.mark.parametrize(
    "token",
    [
        "136名",
        "9月6日",
        "令和8年4月24日",
        "078-000-0000",
        "9:00〜",
        "30,000円",
        "三丁目",
        "グランドハイツ",
        "第4号議案",
    ],
)
def test_a_number_with_its_counter_and_a_short_katakana_word_stay_whole(token: str) -> None:
    assert token in tokens(f"みなと台{token}ほか")


def test_a_box_shrinks_then_narrows_and_only_then_leaves_a_rest() -> None:
    text = "みなと台自治会の活動" * 6
    height = 4 * BODY.line
    assert fit(setter, text[:20], BODY, 60, height).type == BODY
    smaller = fit(setter, text, BODY, 48, height)
    assert smaller.type.size < BODY.size
    assert smaller.rest == ""
    assert fit(setter, text, BODY, 46, height).type.size >= 9
    full = fit(setter, text * 3, BODY, 46, height)
    assert full.type.scale == 88
    assert full.rest
    assert "".join(full.lines) + full.rest == text * 3


@settings(max_examples=60)
@given(sentences, st.floats(30, 150), st.floats(8, 60))
@example("、0000000\u3000\u3000\u3000。\u3000。", 30.0, 11.0)
@example("\n000\u3000\u3000\u3000\u3000\u3000\u3000\u3000\u3000。", 30.0, 11.0)
def test_box_and_continuation_are_the_answer_exactly(answer: str, width: float, height: float) -> None:
    """The box ends at a sentence; at an item (、) only where not even the first sentence fits."""
    here, rest = split_answer(setter, answer, CELL, width, height)
    assert here + rest == answer
    if rest and here and not here.endswith("\n") and here.rstrip()[-1] not in "。！？」）\n":
        first = re.split(r"(?<=[。！？\n])", answer)[0]
        assert here.rstrip()[-1] in "、，,；;／・" and len(here) < len(first)


def test_a_box_with_a_continuation_says_so_and_stays_in_its_height() -> None:
    answer = "".join(f"{number}番目の取り組みとして、会館の前で清掃と見守りを行った。" for number in range(30))
    fitted = fit_answer(setter, answer, CELL, 130, 40)
    assert fitted.lines[-1] == SEE_SHEET
    assert fitted.height <= 40
    assert "".join(fitted.lines[:-1]) + fitted.rest == answer


def test_continuation_sheets_hold_the_rest_and_say_where_they_end() -> None:
    rest = "".join(f"{number}つ目の課題は、坂の多い町で外出が難しいことである。" for number in range(90))
    paper = Paper(PaperFacts(title="続紙"))
    draw_continuations(Flow(paper), [Continuation("様式第３号 事業計画書", "現状と課題", rest)])
    pages = len(paper.sheets)
    data = paper.finish()
    found = [page_text(data, page) for page in range(pages)]
    assert pages == 3
    assert "続紙 1／2" in found[1]
    assert "続紙 2／2" in found[2]
    assert "（続紙終わり）" in found[2]
    assert "（続紙終わり）" not in found[1]
    body = squeezed("".join(found))
    assert all(squeezed(f"{number}つ目の課題は") in body for number in range(90))


def test_a_justified_line_reaches_the_margin_without_gaps_that_read_as_blanks() -> None:
    paper = Paper(PaperFacts(title="本文"))
    text = "令和8年度において、下記のとおり地域活動補助事業を実施したいので、" * 6
    Flow(paper).paragraph(text, BODY)
    operations = [line for line in paper.sheet.operations if " Tc " in line]
    assert operations
    assert all(0 < float(line.split()[1]) <= 0.08 * BODY.size + 0.001 for line in operations)
    assert squeezed(text) in page_text(paper.finish()).replace("\r\n", "").replace("\n", "").replace("\u3000", "")
