"""助けて: when something seems wrong. Nothing here can make it worse."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from kobe_desk.app.start.door import Door
from kobe_desk.core.text import _
from kobe_desk.ui.layout import Column
from kobe_desk.ui.notice import Notice

if TYPE_CHECKING:
    from kobe_desk.app.opened import Opened


class HelpPart(QWidget):
    """Doors to what helps, the calmest first."""

    lock_wanted = Signal()
    undo_wanted = Signal()
    backup_wanted = Signal()
    check_wanted = Signal()
    handover_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        doors = (
            (
                _("Lock the desk"),
                _("Nobody sees or changes anything. What you were writing stays."),
                "lock",
                self.lock_wanted,
            ),
            (
                _("Take back what was done"),
                _("The list of all changes, each with its way back."),
                "undo-2",
                self.undo_wanted,
            ),
            (
                _("Check desk and backups"),
                _("Reads everything and says whether it is whole."),
                "shield-check",
                self.check_wanted,
            ),
            (_("Bring back a backup"), _("What is there now is kept beside it."), "rotate-ccw", self.backup_wanted),
            (
                _("Print a sheet for the next officer"),
                _("Where the desk and its backups lie, and who holds a key. No passphrase stands on it."),
                "printer",
                self.handover_wanted,
            ),
        )
        column = Column(Notice("info", _("Your records are safe. Everything on this page can be tried.")), gap=14)
        self.doors = []
        for title, text, icon, signal in doors:
            door = Door(title, text, icon)
            door.clicked.connect(signal)
            self.doors.append(door)
            column.add(door)
        self.setLayout(column)


class HelpController(QObject):
    """Leads to the places that help."""

    def __init__(self, part: HelpPart, opened: "Opened") -> None:
        super().__init__(part)
        self._part, self._opened = part, opened
        part.lock_wanted.connect(opened.lock_wanted)
        part.undo_wanted.connect(lambda: opened.open_at("settings", "history"))
        part.backup_wanted.connect(lambda: opened.open_at("settings", "backups"))
        part.check_wanted.connect(lambda: opened.open_at("verify", "desk"))
        part.handover_wanted.connect(lambda: opened.open_at("settings", "handover"))


def open_part(opened: "Opened") -> HelpPart:
    part = HelpPart()
    HelpController(part, opened)
    return part
