"""The 五十音 list: two columns of short lines, each 行 with a head of its own."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from kobe_desk.core.japanese import kana
from kobe_desk.modules.members.usecases.home_names import place_words
from kobe_desk.modules.members.usecases.rosters import RosterHomeRow
from kobe_desk.paper.flow import Flow
from kobe_desk.paper.fonts import Face
from kobe_desk.paper.sheet import Type, centre_line
from kobe_desk.paper.styles import LIST_CELL, TINT

LINE = 6.4
HEAD = 6.4
BEFORE_HEAD = 2.2
GUTTER = 8.0
NAME, RUBY, PLACE, PHONE = 26.5, 22.0, 14.0, 21.0
"""Widths of name, reading, 班−戸番 and telephone in a column of 83.5 mm."""
OTHERS = "その他"

_NAME = LIST_CELL.at(10.5)
_RUBY = Type(Face.GOTHIC, 8.0, 1.2)
_PHONE = Type(Face.FIXED, 10.0, 1.2)
_HEAD = Type(Face.GOTHIC_BOLD, 10.5, 1.3)


def draw_by_kana(flow: Flow, homes: Sequence[RosterHomeRow]) -> None:
    """All heads of household in the order of their readings."""
    columns = _Columns(flow)
    ordered = sorted(homes, key=lambda home: kana.sort_key(home.kana or home.name))
    for row, group in groupby(ordered, key=lambda home: kana.row_of(home.kana or home.name)):
        columns.begin(f"{row}行" if row else OTHERS)
        for home in group:
            columns.line(home)
    if not ordered:
        flow.text("該当する世帯はありません。", LIST_CELL)


class _Columns:
    """Two columns filled from top to bottom, sheet after sheet."""

    def __init__(self, flow: Flow) -> None:
        self._flow = flow
        self._width = (flow.width - GUTTER) / 2
        self._x, self._y, self._top = flow.left, flow.y, flow.y
        self._places: Iterator[float] = iter((flow.left + self._width + GUTTER,))
        self._head = ""

    def begin(self, head: str) -> None:
        """A new 行: its head stays with the two lines after it."""
        if self._y > self._top:
            self._y += BEFORE_HEAD
        self._head = ""
        self._need(HEAD + 2 * LINE)
        self._flow.paper.mark(head)
        self._draw_head(head)

    def line(self, home: RosterHomeRow) -> None:
        self._need(LINE)
        sheet, y = self._flow.sheet, centre_line(self._y, LINE, _NAME.size)
        x = self._x + 1.5
        with self._flow.paper.owner(home.name):
            sheet.within(x, y, NAME - 1.5, home.name, _NAME)
            sheet.within(x + NAME, y, RUBY - 1.5, kana.to_hiragana(home.kana), _RUBY)
            place = place_words(home.area, home.house_number)
            sheet.within(x + NAME + RUBY, y, PLACE - 2, place, LIST_CELL, "right")
            sheet.within(x + NAME + RUBY + PLACE, y, self._width - NAME - RUBY - PLACE - 1.5, home.phone, _PHONE)
        self._y += LINE
        sheet.line(self._x, self._y, self._x + self._width, self._y, 0.35, 0.65)

    def _need(self, height: float) -> None:
        if self._y + height > self._flow.paper.bottom:
            self._next_column()
            if self._head:
                self._draw_head(f"{self._head}（続き）")

    def _next_column(self) -> None:
        place = next(self._places, None)
        if place is None:
            self._flow.next_sheet()
            place = self._flow.left
            self._places = iter((place + self._width + GUTTER,))
            self._top = self._flow.y
        self._x, self._y = place, self._top

    def _draw_head(self, text: str) -> None:
        sheet = self._flow.sheet
        sheet.tint(self._x, self._y, self._width, HEAD, TINT)
        sheet.middle(self._x + 1.5, self._y, HEAD, text, _HEAD)
        self._y += HEAD
        self._head = text.removesuffix("（続き）")
