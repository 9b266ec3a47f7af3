"""封の引き出し: shut when it comes into sight, and shut again as soon as it leaves it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from kobe_desk.core.text import N_, _
from kobe_desk.core.vault.drawer import DrawerStatus
from kobe_desk.modules.members.usecases import SealedListRow
from kobe_desk.modules.members.view.drawer.code import CodeCard
from kobe_desk.modules.members.view.drawer.gate import Gate
from kobe_desk.modules.members.view.drawer.keys import KeysPart, LogPart
from kobe_desk.modules.members.view.drawer.lists import ListsPart
from kobe_desk.modules.members.view.drawer.people import PeoplePart
from kobe_desk.modules.members.view.drawer.sheet import SheetPart
from kobe_desk.ui.button import secondary
from kobe_desk.ui.layout import STRETCH, Column
from kobe_desk.ui.page import Page
from kobe_desk.ui.side_list import SideList

PARTS = (
    (N_("Who is in it"), "users"),
    (N_("Lists received"), "inbox"),
    (N_("Sheet for looking after people"), "clipboard-check"),
    (N_("Who can open it"), "key-round"),
    (N_("Record of the drawer"), "history"),
)


class DrawerPage(Page):
    """The gate while it is shut; its parts while it is open. Nothing of a person stays here when it shuts."""

    help_page = "members-drawer"
    shut_wanted = Signal()
    looked_at = Signal()
    """It came into sight: ask whether there is a drawer."""

    def __init__(self) -> None:
        super().__init__(_("The sealed drawer"), back=_("To the upkeep"))
        self.gate = Gate()
        self.people, self.lists, self.sheet = PeoplePart(), ListsPart(), SheetPart()
        self.keys, self.log = KeysPart(), LogPart()
        self._parts: tuple[QWidget, ...] = (self.people, self.lists, self.sheet, self.keys, self.log)
        self.list = SideList(width=212)
        self.list.show_entries([(_(title), icon) for title, icon in PARTS])
        self.list.chosen.connect(self.show_part)
        self.set_list(self.list)
        self.shut = secondary(_("Shut it"), "lock", name=_("Shut the drawer"))
        self.shut.clicked.connect(self.shut_wanted)
        self.header.add(self.shut)
        self._paper = Column(gap=0)
        holder = QWidget()
        holder.setLayout(self._paper)
        self.add(self.gate, holder, *self._parts, STRETCH)
        self._open = False
        self._card: CodeCard | None = None
        self._show()

    @property
    def open(self) -> bool:
        return self._open

    def show_status(self, status: DrawerStatus) -> None:
        """Open or shut, and who can open it."""
        self.keys.show_status(status)
        if status.open and self._open:
            return
        self._open = status.open
        self.gate.show_status(status)
        if not status.open:
            self.forget()
        self._show()
        if self.isVisible():
            self.focus_first()

    def show_lists(self, rows: Sequence[SealedListRow]) -> None:
        for part in (self.people, self.lists, self.sheet):
            part.show_lists(rows)

    def show_code(self, card: CodeCard) -> None:
        """The code on paper, until a line of it was copied back."""
        self._paper.empty()
        self._paper.add(card)
        self._card = card
        card.done.connect(self._code_done)
        self._show()
        card.focus()

    def show_part(self, place: int) -> None:
        self.list.mark(place)
        for at, part in enumerate(self._parts):
            part.setVisible(self._open and self._card is None and at == place)
        self.to_top()

    def forget(self) -> None:
        """Nothing of what was in the drawer stays on the page."""
        self._open, self._card = False, None
        self._paper.empty()
        self.people.forget()
        self.sheet.clear()
        self._show()

    def _code_done(self) -> None:
        self._card = None
        self._paper.empty()
        self._show()
        self.focus_first()

    def _show(self) -> None:
        self.gate.setVisible(not self._open and self._card is None)
        self.list.setVisible(self._open and self._card is None)
        self.shut.setVisible(self._open)
        self.show_part(0)

    # Qt asks:

    def focus_first(self) -> None:
        if self._card is not None:
            self._card.focus()
        elif self._open:
            self.list.items[0].setFocus()
        else:
            self.gate.focus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            self.looked_at.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous() and self._open:
            self.forget()
            self.shut_wanted.emit()
