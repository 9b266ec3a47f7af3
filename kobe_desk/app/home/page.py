"""今日: what is open, what is due, and when the desk was last copied. Cards and days come from the modules."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from kobe_desk.app.home.backup_card import BackupCard
from kobe_desk.app.home.deadline_card import DeadlineCard, Due
from kobe_desk.app.when import day_with_weekday
from kobe_desk.core import clock
from kobe_desk.core.japanese import era
from kobe_desk.core.text import _
from kobe_desk.ui.button import link, secondary
from kobe_desk.ui.card import Card
from kobe_desk.ui.home import HomeCard
from kobe_desk.ui.layout import STRETCH, Column, FoldingRow, Row
from kobe_desk.ui.page import Page
from kobe_desk.ui.text import Paragraph
from kobe_desk.ui.theme import follow, theme

if TYPE_CHECKING:
    from kobe_desk.app.opened import Opened

_SIDE = 444


class HomePage(Page):
    """Two columns: what wants doing at the left, what is to be known at the right; one below the other when large."""

    help_page: ClassVar[str] = "home"
    opened = Signal(str, str)
    """The wish to go to a page (entry, record)."""
    help_wanted = Signal()

    def __init__(self) -> None:
        today = clock.today()
        super().__init__(day_with_weekday(today), f"{era.era_year(today)}・{today.year}年")
        self.me = secondary(_("Help me"), "hand")
        self.me.clicked.connect(self.help_wanted)
        self.header.add(self.me)
        self.deadlines = DeadlineCard()
        self.deadlines.opened.connect(self.opened)
        self.backups = BackupCard()
        self._first_steps = Card(_("To begin with"))
        self._left, self._right = Column(gap=14), Column(gap=14)
        right = QWidget()
        right.setLayout(self._right)
        follow(right, lambda: right.setMaximumWidth(16_777_215 if theme.large else _SIDE))
        across = FoldingRow(gap=18)
        across.addLayout(self._left, 3)
        across.addWidget(right, 2)
        across.setAlignment(right, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(across)
        self.body.add(STRETCH)
        self._left.add(self._first_steps, self.deadlines, STRETCH)
        self._right.add(self.backups, STRETCH)
        self._first_steps.hide()

    def add_cards(self, entry: str, cards: Sequence[HomeCard]) -> None:
        """Put a module's cards where they belong; the deadlines stay below the first ones."""
        for card in cards:
            card.opened.connect(lambda record, entry=entry: self.opened.emit(entry, record))
            if card.side:
                self._right.insertWidget(self._right.indexOf(self.backups), card)
            elif card.property("box") == "next":
                self._left.insertWidget(self._left.indexOf(self.deadlines), card)
            else:
                self._left.insertWidget(self._left.indexOf(self.deadlines) + 1, card)

    def show_first_steps(self, steps: Sequence[tuple[str, str, str]]) -> None:
        """While the desk is empty: (entry, what it is for, words of the way there)."""
        self._first_steps.body.empty()
        self._first_steps.setVisible(bool(steps))
        for entry, text, words in steps:
            go = link(words, "arrow-right")
            go.clicked.connect(lambda _checked=False, entry=entry: self.opened.emit(entry, ""))
            row = Row(gap="item")
            row.addWidget(Paragraph(text), 1)
            row.add(go)
            self._first_steps.body.addLayout(row)

    def show_due(self, due: Sequence[Due]) -> None:
        self.deadlines.show_due(due)

    def focus_first(self) -> None:
        self.me.setFocus()


def open_page(opened: "Opened") -> HomePage:
    """The page with its controller."""
    from kobe_desk.app.home.controller import HomeController

    page = HomePage()
    HomeController(page, opened)
    return page
