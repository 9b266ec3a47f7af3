"""What of a text goes into a box, in which size, and what goes on on a 続紙. What is shown and the rest are the text.

A text that fits at no size ends in its box at a whole sentence, line or item, with （続紙のとおり）; not a character is
lost or doubled.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from kobe_desk.paper.continuation import SEE_SHEET
from kobe_desk.paper.fonts import Face
from kobe_desk.paper.glyphs import Setter, clusters
from kobe_desk.paper.lines import wrap
from kobe_desk.paper.sheet import Align, Type

LEADING = 1.25
NARROW = (97.0, 94.0, 91.0, 88.0)
_STEP = 0.5
_SLACK = 0.01
_END = re.compile(r"[。！？!?][」』）)]*[ \u3000]*\n*|\n+")


class Fit(StrEnum):
    """How a text that is too long is dealt with before it goes on on a 続紙."""

    SHRINK = "shrink"  # one line, set smaller
    WRAP = "wrap"  # several lines, set smaller
    ADDENDUM = "addendum"  # several lines in the size that is named


@dataclass(frozen=True, slots=True)
class Box:
    """A box on a page, in mm from the upper left of what is seen; `largest` and `smallest` are points.

    `cells`: so many character boxes (マス目) side by side; 0 for none.
    """

    x: float
    y: float
    width: float
    height: float
    largest: float = 10.5
    smallest: float = 7.0
    face: Face = Face.MINCHO
    align: Align = "left"
    fit: Fit = Fit.WRAP
    cells: int = 0


@dataclass(frozen=True, slots=True)
class Fitted:
    """`shown` + `rest` is the text. `lines` are drawn in `type`; with a rest the last of them is （続紙のとおり）."""

    lines: tuple[str, ...]
    type: Type
    shown: str
    rest: str = ""


def fit_box(setter: Setter, text: str, box: Box) -> Fitted:
    """The text as its box shows it."""
    if not text.strip():
        return Fitted((), Type(box.face, box.largest, LEADING), text)
    if box.cells:
        return _cells(text, box)
    for type in _types(box):
        lines = _lines(setter, text, type, box)
        if lines is not None:
            return Fitted(tuple(lines), type, text)
    return _split(setter, text, box)


def _cells(text: str, box: Box) -> Fitted:
    size = min(box.largest, box.height * 72 / 25.4 * 0.8, box.width / box.cells * 72 / 25.4 * 0.9)
    type = Type(box.face, size, LEADING)
    if "\n" not in text and len(list(clusters(text))) <= box.cells:
        return Fitted((text,), type, text)
    return Fitted((SEE_SHEET,), type, "", text)


def _types(box: Box) -> Iterator[Type]:
    """Ever smaller, then narrower."""
    type = Type(box.face, box.largest, LEADING)
    yield type
    if box.fit is Fit.ADDENDUM:
        return
    least, size = min(box.smallest, box.largest), box.largest
    while size > least:
        size = max(size - _STEP, least)
        yield type.at(size)
    yield from (replace(type, size=size, scale=scale) for scale in NARROW)


def _lines(setter: Setter, text: str, type: Type, box: Box) -> list[str] | None:
    """The lines of a text in a box; None if it is too small for them."""
    if box.fit is Fit.SHRINK:
        width = setter.width(text.replace("\n", ""), type.face) * type.em * type.scale / 100_000
        fits = "\n" not in text and width <= box.width + _SLACK and type.em <= box.height + _SLACK
        return [text] if fits else None
    lines = wrap(setter, text.rstrip("\n"), type, box.width)
    return lines if _height(lines, type) <= box.height + _SLACK else None


def _height(lines: list[str], type: Type) -> float:
    """The last line needs no room below it."""
    return (len(lines) - 1) * type.line + type.em if lines else 0.0


def _split(setter: Setter, text: str, box: Box) -> Fitted:
    """The longest beginning that ends well and leaves room for （続紙のとおり）."""
    size = box.largest if box.fit is Fit.ADDENDUM else min(box.smallest, box.largest)
    type = Type(box.face, size, LEADING)
    ends = [0] if box.fit is Fit.SHRINK else [0, *_ends(text)]
    low, high = 0, len(ends) - 1
    while low < high:
        middle = (low + high + 1) // 2
        fits = _height(_noted(setter, text[: ends[middle]], type, box), type) <= box.height + _SLACK
        low, high = (middle, high) if fits else (low, middle - 1)
    shown = text[: ends[low]]
    return Fitted(tuple(_noted(setter, shown, type, box)), type, shown, text[ends[low] :])


def _ends(text: str) -> Iterator[int]:
    """Where a text may be parted: something of it has to be left for the 続紙."""
    last = len(text.rstrip())
    return (found.end() for found in _END.finditer(text) if found.end() < last)


def _noted(setter: Setter, text: str, type: Type, box: Box) -> list[str]:
    lines = wrap(setter, text.rstrip("\n"), type, box.width) if text.strip("\n") else []
    return [*lines, SEE_SHEET]
