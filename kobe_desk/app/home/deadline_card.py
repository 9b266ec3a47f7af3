"""期限のちかいもの: the days that the modules say must not be missed."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal

from kobe_desk.app.when import day_with_weekday, until
from kobe_desk.core import clock
from kobe_desk.core.text import _
from kobe_desk.ui.button import LINK_SIDE, link
from kobe_desk.ui.card import Card
from kobe_desk.ui.chip import Chip
from kobe_desk.ui.distinct import Distinct
from kobe_desk.ui.home import Deadline
from kobe_desk.ui.layout import STRETCH, Column, Row, Rule
from kobe_desk.ui.text import Label, Paragraph
from kobe_desk.ui.theme import fit, theme

SHOWN = 5
_SOON = 7
_DAY_WIDTH = 132


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline with the entry of the module that told it."""

    entry: str
    deadline: Deadline


class DeadlineCard(Card):
    """The nearest five; all of them on request."""

    opened = Signal(str, str)

    def __init__(self) -> None:
        self._more = link(_("Show all"), name=_("Show all deadlines"))
        super().__init__(_("Due soon"), more=self._more)
        self._due: tuple[Due, ...] = ()
        self._all, self._distinct = False, Distinct()
        self._more.clicked.connect(self._show_all)
        self.show_due(())

    def show_due(self, due: Sequence[Due]) -> None:
        """Show these, nearest first."""
        self._due = tuple(sorted(due, key=lambda each: each.deadline.day))
        shown = self._due if self._all else self._due[:SHOWN]
        self._more.setVisible(len(shown) < len(self._due))
        self.body.empty()
        self._distinct = Distinct()
        if not shown:
            self.body.add(Paragraph(_("Nothing is due. Days to be kept appear here by themselves."), ink="muted"))
        for at, each in enumerate(shown):
            if at:
                self.body.add(Rule())
            self.body.addLayout(self._row(each))

    def _show_all(self) -> None:
        self._all = True
        self.show_due(self._due)

    def _row(self, due: Due) -> Row:
        deadline = due.deadline
        day = Label(day_with_weekday(deadline.day))
        fit(day, _DAY_WIDTH)
        go = link(deadline.title, name=self._distinct(_("Go to: {title}").format(title=deadline.title)))
        go.clicked.connect(lambda: self.opened.emit(due.entry, deadline.record))
        words = Column(Row(go, STRETCH), gap="hair")
        if deadline.text and not theme.large:
            text = Paragraph(deadline.text, ink="muted", narrow=True)
            words.addLayout(Row(text, around=(LINK_SIDE, 0, 0, 0)))
        left = (deadline.day - clock.today()).days
        row = Row(gap="item")
        row.addWidget(day)
        row.addLayout(words, 1)
        row.addWidget(Chip(until(deadline.day), "warn" if left <= _SOON else "plain", "clock"))
        return row
