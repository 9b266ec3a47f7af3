"""One sheet of paper being drawn on: lengths in mm from the top left, type in points, black unless a grey is named.

`sheet.text(x, baseline, "…", type)` is the one way text reaches a paper. It takes plain text: there is no markup.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Literal

from kobe_desk.paper.fonts import Face
from kobe_desk.paper.glyphs import SELECTORS, Line, Setter

MM = 72 / 25.4
NARROWEST = 88.0  # percent of the natural width
MIDDLE = 0.37  # of an em: how far the middle of a kanji stands above the baseline
Align = Literal["left", "center", "right"]
Point = tuple[float, float]
_WRITTEN = re.compile(f".[{SELECTORS}]?", re.DOTALL)
"""A character with the selector that chooses its form (辻󠄀): one place in a column of upright writing."""


@dataclass(frozen=True, slots=True)
class Type:
    """How a piece of text is set: face, size in points, leading (times the size), grey (0 black), width in percent."""

    face: Face
    size: float
    leading: float = 1.5
    grey: float = 0.0
    scale: float = 100.0

    def at(self, size: float) -> "Type":
        return replace(self, size=size)

    def with_face(self, face: Face) -> "Type":
        return replace(self, face=face)

    @property
    def line(self) -> float:
        """The distance of two lines in mm."""
        return self.size * self.leading / MM

    @property
    def em(self) -> float:
        """The size in mm."""
        return self.size / MM


class Sheet:
    """The drawing of one page."""

    def __init__(self, setter: Setter, width: float, height: float) -> None:
        self.setter, self.width, self.height = setter, width, height
        self.operations: list[str] = []
        self.images: list[str] = []
        self._top = height * MM
        self._fill = self._stroke = 0.0
        self._pen: tuple[float, tuple[float, ...]] = (1.0, ())

    # Text

    def text(self, x: float, baseline: float, text: str, type: Type, align: Align = "left") -> float:
        """Draw plain text on one line and return its width; `x` is its left end, middle or right end."""
        line = self.setter.line(text, type.face)
        width = line.width * type.size * type.scale / 100_000 / MM
        self.put(x - width * _SHARE[align], baseline, line, type)
        return width

    def middle(self, x: float, y: float, height: float, text: str, type: Type, align: Align = "left") -> float:
        """Draw text on one line centred in the height of a box whose top is at `y`."""
        return self.text(x, centre_line(y, height, type.size), text, type, align)

    def within(self, x: float, baseline: float, width: float, text: str, type: Type, align: Align = "left") -> None:
        """Draw text on one line in a given width: shrunk to 80 % (never under 9 pt), then narrowed."""
        type = self.squeezed(text, type, width)
        self.text(x + width * _SHARE[align], baseline, text, type, align)

    def squeezed(self, text: str, type: Type, width: float) -> Type:
        """The type in which a text keeps to one line of a width."""
        natural = self.setter.width(text, type.face) / 1000
        if natural * type.em <= width:
            return type
        size = min(type.size, max(width / natural * MM, min(type.size, max(type.size * 0.8, 9.0))))
        return replace(type, size=size, scale=min(100.0, 100 * width * MM / natural / size))

    def spread(self, x: float, baseline: float, width: float, text: str, type: Type) -> None:
        """均等割付: the characters spread over a width; the text layer holds the word whole."""
        line = self.setter.line(text, type.face)
        natural = line.width * type.em / 1000
        if line.count < 2 or natural > width:
            self.within(x, baseline, width, text, type, "left" if line.count > 1 else "center")
            return
        with self.actual(text):
            self.put(x, baseline, line, type, (width - natural) / (line.count - 1) * MM)

    def tracked(self, x: float, baseline: float, text: str, type: Type, tracking: float, align: Align = "left") -> None:
        """A title with `tracking` points between its characters; the text layer holds it whole."""
        line = self.setter.line(text, type.face)
        width = (line.width * type.size / 1000 + tracking * (line.count - 1)) / MM
        with self.actual(text):
            self.put(x - width * _SHARE[align], baseline, line, type, tracking)

    def upright(self, x: float, y: float, text: str, type: Type) -> None:
        """Vertical writing: characters one below the other, centred on `x`, the first em box at `y`."""
        with self.actual(text):
            for number, character in enumerate(_WRITTEN.findall(text)):
                line = self.setter.line(character, type.face, upright=True)
                width = line.width * type.em / 1000
                self.put(x - width / 2, y + type.em * (0.88 + number * type.leading), line, type)

    def put(self, x: float, baseline: float, line: Line, type: Type, tracking: float = 0.0) -> None:
        """Draw a line that is already set; the one place where text becomes drawing."""
        if not line.pieces:
            return
        self._fill_with(type.grey)
        shown = " ".join([f"/{font} {type.size:.4g} Tf <{codes}> Tj" for font, codes in line.pieces])
        where = f"{x * MM:.2f} {self._top - baseline * MM:.2f} Td"
        if not tracking and type.scale == 100:
            self.operations.append(f"BT {where} {shown} ET")
        else:
            self.operations.append(f"BT {tracking:.4f} Tc {type.scale:.2f} Tz {where} {shown} 0 Tc 100 Tz ET")

    @contextmanager
    def actual(self, text: str) -> Iterator[None]:
        """What is drawn inside extracts as this text (ActualText), whatever its spacing."""
        self.operations.append(f"/Span <</ActualText <FEFF{text.encode('utf-16-be').hex().upper()}>>> BDC")
        yield
        self.operations.append("EMC")

    # Lines and shapes

    def line(
        self,
        x1: float,
        y1: float,
        x2: float,
        y2: float,
        width: float = 0.35,
        grey: float = 0.0,
        dash: Sequence[float] = (),
    ) -> None:
        """A straight line of `width` points."""
        self._pen_with(width, grey, dash)
        self.operations.append(f"{self._xy(x1, y1)} m {self._xy(x2, y2)} l S")

    def box(self, x: float, y: float, width: float, height: float, pen: float = 0.35, grey: float = 0.0,
            dash: Sequence[float] = (), corner: float = 0.0) -> None:  # fmt: skip
        """A frame; `corner` rounds it by that many mm."""
        self._pen_with(pen, grey, dash)
        self.operations.append(f"{self._outline(x, y, width, height, corner)} S")

    def tint(self, x: float, y: float, width: float, height: float, grey: float = 0.925, corner: float = 0.0) -> None:
        """A filled area without a frame."""
        self._fill_with(grey)
        self.operations.append(f"{self._outline(x, y, width, height, corner)} f")

    def circle(self, x: float, y: float, radius: float, pen: float = 0.6, dash: Sequence[float] = (),
               grey: float = 0.0) -> None:  # fmt: skip
        """A circle around a point."""
        self.box(x - radius, y - radius, 2 * radius, 2 * radius, pen, grey, dash, corner=radius)

    def stroke(self, points: Sequence[Point], width: float = 0.6, grey: float = 0.0) -> None:
        """A line through points (ticks, scissors, brackets)."""
        self._pen_with(width, grey, ())
        first, *rest = [self._xy(x, y) for x, y in points]
        self.operations.append(f"{first} m {' '.join(f'{point} l' for point in rest)} S")

    def cells(self, x: float, y: float, size: float, rows: Sequence[Sequence[bool]]) -> None:
        """Black square cells of `size` mm (a QR code)."""
        self._fill_with(0.0)
        side = size * MM
        for number, row in enumerate(rows):
            low = self._top - y * MM - (number + 1) * side
            for start, count in _runs(row):
                self.operations.append(f"{x * MM + start * side:.3f} {low:.3f} {count * side:.3f} {side:.3f} re")
        self.operations.append("f")

    def tick_box(self, x: float, y: float, size: float = 3.2, ticked: bool = False) -> None:
        """☐ or ☑ as a drawing: the fonts have no such signs; read aloud it is 「レ」 or nothing."""
        self.box(x, y, size, size, 0.7)
        if ticked:
            self.stroke([(x + size * a, y + size * b) for a, b in ((0.2, 0.5), (0.42, 0.78), (0.95, 0.02))], 1.3)

    # What the paper keeps track of

    def _xy(self, x: float, y: float) -> str:
        return f"{x * MM:.2f} {self._top - y * MM:.2f}"

    def _outline(self, x: float, y: float, width: float, height: float, corner: float) -> str:
        left, low = x * MM, self._top - (y + height) * MM
        wide, high = width * MM, height * MM
        if not corner:
            return f"{left:.2f} {low:.2f} {wide:.2f} {high:.2f} re"
        return _rounded(left, low, left + wide, low + high, corner * MM)

    def _fill_with(self, grey: float) -> None:
        if grey != self._fill:
            self._fill = grey
            self.operations.append(f"{grey:.4g} g")

    def _pen_with(self, width: float, grey: float, dash: Sequence[float]) -> None:
        if grey != self._stroke:
            self._stroke = grey
            self.operations.append(f"{grey:.4g} G")
        pen = (width, tuple(dash))
        if pen != self._pen:
            self._pen = pen
            self.operations.append(f"{width:.4g} w [{' '.join(f'{part:.4g}' for part in dash)}] 0 d")


_SHARE = {"left": 0.0, "center": 0.5, "right": 1.0}


def centre_line(y: float, height: float, size: float) -> float:
    """The baseline of type centred in a box."""
    return y + height / 2 + MIDDLE * size / MM


def _runs(row: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Start and length of each run of black cells."""
    start = None
    for place, black in enumerate([*row, False]):
        if black and start is None:
            start = place
        elif not black and start is not None:
            yield start, place - start
            start = None


def _rounded(left: float, low: float, right: float, high: float, corner: float) -> str:
    """A rectangle with round corners as a path; 0.5523 makes a Bézier curve a quarter of a circle."""
    k = corner * (1 - 0.5523)
    return (
        f"{left + corner:.2f} {low:.2f} m {right - corner:.2f} {low:.2f} l "
        f"{right - k:.2f} {low:.2f} {right:.2f} {low + k:.2f} {right:.2f} {low + corner:.2f} c "
        f"{right:.2f} {high - corner:.2f} l "
        f"{right:.2f} {high - k:.2f} {right - k:.2f} {high:.2f} {right - corner:.2f} {high:.2f} c "
        f"{left + corner:.2f} {high:.2f} l "
        f"{left + k:.2f} {high:.2f} {left:.2f} {high - k:.2f} {left:.2f} {high - corner:.2f} c "
        f"{left:.2f} {low + corner:.2f} l "
        f"{left:.2f} {low + k:.2f} {left + k:.2f} {low:.2f} {left + corner:.2f} {low:.2f} c h"
    )
