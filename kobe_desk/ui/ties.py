"""What belongs to one record (an event) in other modules, and the ways there and back.

A `module.py` may offer `TIES(desk, record, then)`, which asks what of its own belongs to a record and hands `Tie`s to
`then`; `app` puts those of all modules together. A `PageStack` says with `jump_wanted` that another page is wanted.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import Signal

from kobe_desk.core.text import _
from kobe_desk.ui.button import LINK_SIDE, link
from kobe_desk.ui.card import Card
from kobe_desk.ui.desk import Desk
from kobe_desk.ui.distinct import Distinct
from kobe_desk.ui.field import FormField, Need, Select
from kobe_desk.ui.flow import Flow
from kobe_desk.ui.form import Form
from kobe_desk.ui.layout import STRETCH, Column, Row, Rule
from kobe_desk.ui.text import Paragraph


@dataclass(frozen=True, slots=True)
class Tie:
    """Something of another module that belongs to the record shown. `record` is handed to the page of `entry`."""

    entry: str
    day: date
    when: str
    title: str
    text: str = ""
    record: str = ""


Ties = Callable[[Desk, str, Callable[[Sequence[Tie]], object]], object]


class TiesCard(Card):
    """What belongs to a record, each line with the way there."""

    opened = Signal(str, str)

    def __init__(self, title: str, nothing: str) -> None:
        super().__init__(title)
        self._nothing = nothing
        self.ways: tuple[Tie, ...] = ()
        self.show_ties(())

    def show_ties(self, ties: Sequence[Tie]) -> None:
        self.ways = tuple(sorted(ties, key=lambda each: (each.day, each.title)))
        self.body.empty()
        if not ties:
            self.body.add(Paragraph(self._nothing, ink="muted"))
        distinct = Distinct()
        for at, each in enumerate(self.ways):
            if at:
                self.body.add(Rule())
            self.body.addLayout(self._line(each, distinct))

    def go(self, place: int) -> None:
        """The way to one of them."""
        self.opened.emit(self.ways[place].entry, self.ways[place].record)

    def _line(self, tie: Tie, distinct: Distinct) -> Column:
        way = link(tie.title, name=distinct(_("Go to: {title}").format(title=tie.title)))
        way.clicked.connect(lambda: self.opened.emit(tie.entry, tie.record))
        column = Column(Row(way, STRETCH), gap="hair")
        words = Paragraph(_(" · ").join(filter(None, (tie.when, tie.text))), ink="muted", narrow=True)
        column.addLayout(Row(words, around=(LINK_SIDE, 0, 0, 0)))
        return column


class EventCard(Card):
    """The event that something belongs to: chosen from a list of those around its day, with the way there."""

    chosen = Signal(object)
    """Its key, or None."""
    wanted = Signal(object)

    def __init__(self, hint: str, box: str = "card") -> None:
        self.select = Select(((None, _("no event")),), 300)
        self.form = Form({"event": FormField(_("Event it is for"), self.select, Need.UNSAID, hint)})
        self.go = link(_("Open the event"), "arrow-right")
        super().__init__(_("Event"), self.form, box=box)
        self.body.addLayout(Flow(self.go))
        self._reachable = False
        self._shown: Any = None
        self.select.edited.connect(self._choose)
        self.go.clicked.connect(lambda: self.wanted.emit(self._shown))
        self.go.hide()

    def let_go_there(self, reachable: bool) -> None:  # noqa: FBT001 - a fact of the role
        """Whether whoever sits here may see the events' own page."""
        self._reachable = reachable
        self.go.setVisible(reachable and self._shown is not None)

    def offer(self, options: Sequence[tuple[Any, str]], shown: tuple[Any, str] | None) -> None:
        """The events to choose from, and the one it belongs to."""
        others = [each for each in options if shown is None or each[0] != shown[0]]
        self.select.offer([(None, _("no event")), *([shown] if shown else []), *others])
        self._shown = shown[0] if shown else None
        self.select.set_value(self._shown)
        self.go.setVisible(self._reachable and self._shown is not None)

    def _choose(self) -> None:
        if self.select.value() != self._shown:
            self.chosen.emit(self.select.value())
