"""The navigation rail: whose desk this is, the pages, and at its foot what concerns the whole desk."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QWidget

from kobe_desk.core.text import _
from kobe_desk.ui.layout import STRETCH, Column, Panel, Rule
from kobe_desk.ui.side_list import SideItem
from kobe_desk.ui.text import Label, Paragraph
from kobe_desk.ui.theme import follow, theme

_KINDS = ("自治会", "町内会", "町会", "連合会", "協議会", "委員会", "管理組合", "婦人会", "子ども会")
_ONE_LINE = 6
_LEFT, _RIGHT = 18, 4


@dataclass(frozen=True, slots=True)
class Entry:
    """A page of the window, made when it is first shown. `title` is an English msgid; `act` stands in for a page."""

    name: str
    title: str
    icon: str
    open: Callable[[], QWidget] | None = None
    act: Callable[[], object] | None = None
    foot: bool = False


class Rail(Panel):
    """One item to each entry; the current one is marked, and everything takes at most the height of the window."""

    chosen = Signal(str)

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._association = Paragraph(bold=True, narrow=True)
        self._year = Label(ink="muted")
        head = Column(self._association, self._year, gap=0, around=(_LEFT, 10, _RIGHT, 8))
        self._items = {entry.name: SideItem(_(entry.title), entry.icon, measure="nav_item") for entry in entries}
        top = [self._items[entry.name] for entry in entries if not entry.foot]
        foot = [self._items[entry.name] for entry in entries if entry.foot]
        column = Column(gap=0, around=(0, 0, 0, 6))
        column.addLayout(head)
        column.add(*top, STRETCH, Rule(), *foot)
        super().__init__(column, ground="rail", edge="right")
        for name, item in self._items.items():
            item.clicked.connect(lambda _checked=False, name=name: self._choose(name))
        self._current, self._wide = "", 0
        follow(self, self._dress)

    @property
    def items(self) -> dict[str, SideItem]:
        return dict(self._items)

    def say(self, association: str, year: str) -> None:
        """Show whose desk is open and its fiscal year (年度)."""
        self._association.say(_broken(association))
        self._year.setText(year)
        self._fit_year()

    def mark(self, name: str) -> None:
        self._current = name
        for each, item in self._items.items():
            item.setChecked(each == name)

    def _dress(self) -> None:
        self._wide = max(theme.px("rail"), *(item.narrowest() for item in self._items.values()))
        self.setFixedWidth(self._wide)
        self._fit_year()

    def _fit_year(self) -> None:
        """令和10年度 is wider than 令和8年度: set closer rather than on two lines, for which there is no height."""
        font = theme.font()
        room = self._wide - theme.space(_LEFT) - theme.space(_RIGHT) - 1
        wide = QFontMetrics(font).horizontalAdvance(self._year.text())
        if wide > room:
            font.setStretch(100 * room // wide)
        self._year.setFont(font)

    def _choose(self, name: str) -> None:
        self.mark(self._current)  # the window marks the new one when its page is there
        self.chosen.emit(name)


def _broken(name: str) -> str:
    """A long name with its kind on a line of its own: みなと坂 / 自治会."""
    kind = next((each for each in _KINDS if name.endswith(each)), "")
    return f"{name.removesuffix(kind).rstrip()}\n{kind}" if kind and len(name) > _ONE_LINE and name != kind else name
