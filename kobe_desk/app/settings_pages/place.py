"""この帳面: where the desk lies, who opened it, and what speaks against its place."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kobe_desk.core.permission import ROLE_NAMES
from kobe_desk.core.text import _
from kobe_desk.core.vault.places import warning_for
from kobe_desk.core.whereabouts import spoken
from kobe_desk.ui.button import secondary
from kobe_desk.ui.card import Card, Facts
from kobe_desk.ui.layout import STRETCH, Column, Row
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.text import Paragraph

if TYPE_CHECKING:
    from kobe_desk.app.opened import Opened


class DeskPart(QWidget):
    """The desk as a thing on a disk."""

    check_wanted = Signal()

    def __init__(self, facts: tuple[tuple[str, str], ...], warning: str) -> None:
        super().__init__()
        self.check = secondary(_("Check the desk"), "shield-check")
        self.warning = Notice("warn", warning)
        self.warning.setVisible(bool(warning))
        self.setLayout(
            Column(
                Card(_("Where it lies"), Facts(facts, 150), Row(self.check, STRETCH)),
                self.warning,
                Paragraph(
                    _("To move the desk, close the program and move the whole folder. Then choose “Show where it is”."),
                    ink="muted",
                ),
                gap="group",
            )
        )
        self.check.clicked.connect(self.check_wanted)


def open_part(opened: "Opened") -> DeskPart:
    who, folder = opened.desk.who, opened.custody.folder
    facts = (
        (_("Name"), folder.name),
        (_("Folder"), spoken(folder.path)),
        (_("Backups"), spoken(folder.backups)),
        (_("Opened by"), f"{who.person}（{_(ROLE_NAMES[who.role])}）"),
    )
    part = DeskPart(facts, warning_for(folder.path) or "")
    part.check_wanted.connect(lambda: opened.open_at("verify", "desk"))
    return part
