"""続紙: an answer longer than its box ends there at a whole sentence, and goes on, to the letter, on sheets of its own.

here, rest = split_answer(setter, answer, CELL, width, height)      # here + rest == answer, always
draw_continuations(flow, [Continuation("様式第３号 事業計画書", "現状と課題", rest)])
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kobe_desk.paper.flow import Flow
from kobe_desk.paper.glyphs import Setter
from kobe_desk.paper.lines import Fitted, fit, wrap
from kobe_desk.paper.sheet import Type, centre_line
from kobe_desk.paper.styles import BODY

SEE_SHEET = "（続紙のとおり）"
END_OF_SHEET = "（続紙終わり）"
BAND_HEIGHT = 11.0
_SENTENCE_END = re.compile(r"[。！？!?][」』）)]*[ \u3000]*\n*|\n+")
_ITEM_END = re.compile(r"[、，；;／・][ \u3000]*|, +")


@dataclass(frozen=True)
class Continuation:
    """What goes on: the form, the box on it, and the rest of the answer."""

    form: str
    box: str
    text: str


def split_answer(setter: Setter, text: str, type: Type, width: float, height: float) -> tuple[str, str]:
    """The part of an answer for its box, ending at a whole sentence with room for （続紙のとおり）, and the rest.

    A list of names is one long sentence: where not even the first one fits, the box ends at a whole item.
    """
    if not fit(setter, text, type, width, height).rest:
        return text, ""
    here = _last_end(setter, text, type, width, height, _SENTENCE_END)
    here = here or _last_end(setter, text, type, width, height, _ITEM_END)
    return text[:here], text[here:]


def _last_end(setter: Setter, text: str, type: Type, width: float, height: float, end: re.Pattern[str]) -> int:
    """How much of an answer fits, up to an end of this kind; 0 if not even the first one does."""
    ends = [0, *(found.end() for found in end.finditer(text))]
    low, high = 0, len(ends) - 1
    while low < high:
        middle = (low + high + 1) // 2
        lines = len(_with_note(setter, text[: ends[middle]], type, width))
        low, high = (middle, high) if lines * type.line <= height + 0.01 else (low, middle - 1)
    return ends[low]


def fit_answer(setter: Setter, text: str, type: Type, width: float, height: float) -> Fitted:
    """An answer as its box shows it; with a rest, the box ends with （続紙のとおり）."""
    here, rest = split_answer(setter, text, type, width, height)
    if not rest:
        return fit(setter, text, type, width, height)
    return Fitted(tuple(_with_note(setter, here, type, width)), type, rest)


def _with_note(setter: Setter, text: str, type: Type, width: float) -> list[str]:
    lines = wrap(setter, text.rstrip("\n"), type, width) if text else []
    return [*lines, SEE_SHEET]


def draw_continuations(flow: Flow, parts: Sequence[Continuation]) -> None:
    """Each part begins a sheet of its own with its band; a long one goes on under the same band."""
    paper = flow.paper
    for part in parts:
        first = len(paper.sheets) + 1
        before, flow.again = flow.again, _band
        flow.next_sheet()
        with paper.owner(part.box):
            flow.paragraph(part.text.strip("\n"), BODY)
            flow.gap(2)
            flow.need(BODY.line)
            flow.text(END_OF_SHEET, BODY.at(10.5), "right")
        flow.again = before
        for number in range(first, len(paper.sheets) + 1):
            _write_band(flow, part, number, first)


def _band(flow: Flow) -> None:
    flow.y += BAND_HEIGHT + 5


def _write_band(flow: Flow, part: Continuation, number: int, first: int) -> None:
    paper = flow.paper
    sheet, y = paper.sheets[number - 1], paper.top
    baseline = centre_line(y, BAND_HEIGHT, 11)
    sheet.box(flow.left, y, flow.width, BAND_HEIGHT, 0.75)
    with sheet.actual("続紙"):
        sheet.text(flow.left + 3, centre_line(y, BAND_HEIGHT, 13), "続　紙", BODY.at(13))
    count = f"続紙 {number - first + 1}／{len(paper.sheets) - first + 1}"
    used = sheet.text(flow.right - 3, baseline, count, BODY, "right")
    title = f"{part.form}「{part.box}」の続き"
    sheet.within(flow.left + 24, baseline, flow.width - 30 - used, title, BODY)
