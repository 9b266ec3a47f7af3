"""Row 13: what does not fit its box ends there at a whole sentence or name, and goes on without loss or doubling."""

import re
from random import Random

import pytest
from support import subsidy

from kobe_desk.modules.subsidies.papers.check import check_papers, squeezed, text_of
from kobe_desk.modules.subsidies.papers.make import make_papers
from kobe_desk.paper.continuation import SEE_SHEET, fit_answer, split_answer
from kobe_desk.paper.glyphs import Setter
from kobe_desk.paper.lines import fit
from kobe_desk.paper.styles import CELL

WIDTH = 120.0  # mm
AIM = "".join(f"{number}つ目に、坂の多いこの町で、年齢のちがう人が顔を合わせる場をつくる。" for number in range(1, 19))
NAMES = [
    "髙橋　和彦", "𠮷田　和代", "辻󠄀本　勝", "長谷川　はる子", "佐藤　悦郎", "五百旗頭　健",
    "渡邊　エリザベス真理", "李　英姫", "東久世　太郎",
]  # fmt: skip
setter = Setter()


def box_of(text: str) -> float:
    """The height of a box that just holds a text together with the note."""
    lines = fit(setter, text, CELL, WIDTH, 1_000.0).lines
    return (len(lines) + 1) * CELL.line


def test_six_hundred_characters_in_a_box_for_two_hundred() -> None:
    """From AssemblyLine#113."""
    answer = AIM[:600]
    answer = answer[: answer.rindex("。") + 1]
    assert 560 < len(answer) <= 600
    height = box_of(answer[:200])
    here, rest = split_answer(setter, answer, CELL, WIDTH, height)
    assert here + rest == answer
    assert here.endswith("。") and 100 < len(here) <= 260
    assert fit_answer(setter, answer, CELL, WIDTH, height).lines[-1] == SEE_SHEET


@pytest.mark.parametrize("between", ["、", "\n", "，", "；", "・", ", "])
def test_nine_names_where_three_fit_end_at_a_whole_name(between: str) -> None:
    """From AssemblyLine#863: the form ends at a full name, however the names were set apart."""
    answer = between.join(NAMES)
    narrow = 34.0
    height = (len(fit(setter, between.join(NAMES[:3]), CELL, narrow, 1_000).lines) + 1) * CELL.line
    here, rest = split_answer(setter, answer, CELL, narrow, height)
    assert here + rest == answer and rest
    shown = [each for each in re.split(re.escape(between), here) if each]
    assert shown and shown == NAMES[: len(shown)]
    going_on = [each for each in re.split(re.escape(between), rest) if each]
    assert going_on == NAMES[len(shown) :]


def test_box_and_continuation_are_the_answer_for_any_text_and_any_box() -> None:
    """The rule with other texts: sentences, lists, both, neither."""
    chance = Random(13)  # a fixed seed: the same texts in every run
    parts = [
        "町の活動。",
        "髙橋　和彦、",
        "𠮷田・",
        "\n",
        "「はい。」",
        "あいうえおかきくけこ",
        "abc, ",
        "令和8年7月1日",
        "！",
    ]
    for _text in range(120):
        answer = "".join(chance.choice(parts) for _part in range(chance.randint(1, 120)))
        width, height = chance.uniform(20, 150), CELL.line * chance.randint(1, 12)
        here, rest = split_answer(setter, answer, CELL, width, height)
        assert here + rest == answer
        assert not (here and rest) or re.search(r"[。！、・\n」]\s*\Z|, \Z", here)


@pytest.mark.parametrize("answer", [AIM, "、".join(NAMES * 24), "坂道" * 700], ids=["sentences", "names", "unbroken"])
def test_the_form_and_its_continuation_together_are_the_answer(answer: str) -> None:
    """The same on a real form: nothing is lost, and nothing stands twice."""
    answers = subsidy.answers(why=answer)
    programme, found = subsidy.programme(), subsidy.evaluated(answers)
    made = make_papers(programme, answers, found, subsidy.HOUSE, day=subsidy.DAY)
    check_papers(made, programme, answers, found)
    text = next(text_of(each.data) for each in made if each.form == "f3")
    assert "続紙のとおり" in text
    band = re.compile(r"現状と課題|（続紙のとおり）|（続紙終わり）")
    whole, squeezed_answer = band.sub("", text), squeezed(answer)
    for at in range(0, len(squeezed_answer) - 24, 24):
        piece = squeezed_answer[at : at + 8]
        expected = squeezed_answer.count(piece)
        assert whole.count(piece) <= expected + 1, piece
    assert text.count("続紙終わり") == 1
