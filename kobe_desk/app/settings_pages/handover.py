"""引き継ぎの紙: what the next officer has to know, to be printed. No passphrase and no code stands on it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from kobe_desk.core.text import _
from kobe_desk.core.vault.commands import SlotRow
from kobe_desk.core.vault.listing import BackupRow
from kobe_desk.ui.layout import Column
from kobe_desk.ui.preview import Paper, PaperPreview
from kobe_desk.ui.text import Paragraph
from kobe_desk.ui.theme import follow, theme

if TYPE_CHECKING:
    from kobe_desk.app.opened import Opened


class HandoverPart(QWidget):
    """The sheet as it will be printed."""

    def __init__(self) -> None:
        super().__init__()
        self.preview = PaperPreview()
        follow(self.preview, lambda: self.preview.setMinimumHeight(theme.space(480)))
        hint = Paragraph(_("Give it to the next officer together with the stick. Passphrases are told, not written."))
        self.setLayout(Column(hint, self.preview, gap="item"))


class HandoverController(QObject):
    """Asks for keys and backups, and draws the sheet from them."""

    def __init__(self, part: HandoverPart, opened: "Opened") -> None:
        super().__init__(part)
        self._part, self._opened = part, opened
        self._keys: Sequence[SlotRow] = ()
        opened.custody.keys(self._show_keys)
        part.preview.printed.connect(lambda _name: opened.window.strip.report(_("Printed")))
        part.preview.saved.connect(lambda _path: opened.window.strip.report(_("Saved")))

    def _show_keys(self, rows: Sequence[SlotRow]) -> None:
        self._keys = rows
        self._opened.custody.backups(self._draw)

    def _draw(self, backups: Sequence[BackupRow]) -> None:
        from kobe_desk.app.handover_sheet import HandoverFacts, handover_sheet

        folder = self._opened.custody.folder
        facts = HandoverFacts(folder, tuple(self._keys), tuple(backups), sample=self._opened.sample)
        self._part.preview.show_papers([Paper(_("Sheet for handing over"), handover_sheet(facts))])


def open_part(opened: "Opened") -> HandoverPart:
    part = HandoverPart()
    HandoverController(part, opened)
    return part
