"""The few types and formats all papers share."""

from dataclasses import dataclass, replace

from kobe_desk.paper.fonts import Face
from kobe_desk.paper.sheet import Type


@dataclass(frozen=True)
class Format:
    """A size of paper and its margins in mm."""

    width: float
    height: float
    left: float
    top: float
    right: float
    bottom: float
    footer: bool = True

    def turned(self) -> "Format":
        """The same paper lying on its long side."""
        return replace(self, width=self.height, height=self.width)


FORM = Format(210, 297, 25, 20, 20, 20)
"""A formal form, letter or minutes: the left margin keeps the two punched holes free."""
FORM_WITH_CODE = replace(FORM, bottom=25)
"""A submission copy, with room for its 照合 code."""
LIST = Format(210, 297, 20, 16, 15, 20)
LEDGER = Format(297, 210, 20, 18, 15, 20)
WALL = Format(420, 297, 16, 14, 14, 20)
LABELS = Format(210, 297, 0, 0, 0, 0, footer=False)
POSTCARD = Format(100, 148, 8, 15, 8, 15, footer=False)
ENVELOPE = Format(120, 235, 8, 15, 8, 15, footer=False)
"""長形3号."""

BODY = Type(Face.MINCHO, 11, 1.75)
CELL = Type(Face.MINCHO, 10.5, 1.4)
SMALL = Type(Face.MINCHO, 9.5, 1.4)
CAPTION = Type(Face.MINCHO, 8.5, 1.3)
FORM_TITLE = Type(Face.MINCHO, 15.5, 1.5)
LIST_CELL = Type(Face.GOTHIC, 10, 1.35)
LIST_HEAD = Type(Face.GOTHIC_BOLD, 10, 1.3)
LIST_SMALL = Type(Face.GOTHIC, 9.5, 1.35)
LIST_TITLE = Type(Face.GOTHIC_BOLD, 16, 1.4)
LIST_HEADING = Type(Face.GOTHIC_BOLD, 11, 1.4)
FIXED = Type(Face.FIXED, 10, 1.35)
FOOTER = Type(Face.GOTHIC, 8, 1.3, grey=0.25)
RUBY_SIZE = 7.6
TINT = 0.925
