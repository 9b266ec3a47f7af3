"""控え: when the desk was last copied and read back, on this computer and at the second place."""

from datetime import timedelta

from PySide6.QtCore import Signal

from kobe_desk.app.when import ago
from kobe_desk.core import clock
from kobe_desk.core.text import _
from kobe_desk.core.vault.listing import BackupRow
from kobe_desk.ui.button import secondary
from kobe_desk.ui.card import Card
from kobe_desk.ui.flow import Flow
from kobe_desk.ui.layout import STRETCH, Column, Row, Rule
from kobe_desk.ui.notice import Picture
from kobe_desk.ui.text import Label, Paragraph

OLD = timedelta(days=7)


class BackupCard(Card):
    """One line for each place: round when it is fresh, a triangle with the reason when it is not."""

    backup_wanted = Signal()
    settings_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(_("Backups"))
        self._lines = Column(gap="item")
        self.now = secondary(_("Make a backup now"), "hard-drive-download")
        self.where = secondary(_("Choose a second place"), "usb")
        self.body.addLayout(self._lines)
        self.body.addLayout(Flow(self.now, self.where, gap=10))
        self.now.clicked.connect(self.backup_wanted)
        self.where.clicked.connect(self.settings_wanted)

    def show_backups(self, here: BackupRow | None, second: BackupRow | None, *, has_second: bool) -> None:
        """The newest backup of each place."""
        self._lines.empty()
        self._lines.addLayout(_line(_("Backup on this computer"), here))
        if has_second:
            self._lines.add(Rule())
            self._lines.addLayout(_line(_("Backup at the second place"), second))
        self.where.setVisible(not has_second)

    def say_sample(self) -> None:
        """The sample has no backups."""
        self._lines.empty()
        self._lines.add(
            Paragraph(_("The sample is not backed up. Your own desk is, after each day's work."), ink="muted")
        )
        self.now.hide()
        self.where.hide()


def _line(name: str, row: BackupRow | None) -> Row:
    if row is None:
        ink, icon, text = "warn", "triangle-alert", _("There is none yet.")
    elif clock.now() - row.made_at > OLD:
        ink, icon, text = "warn", "triangle-alert", ago(row.made_at)
    else:
        ink, icon = "ok", "circle-check"
        text = _("{when}, read back and whole").format(when=ago(row.made_at))
    line = Row(gap=10)
    line.addLayout(Column(2, Picture(icon, ink, 22), STRETCH, gap=0))
    words = Column(
        Label(name, bold=True), Paragraph(text, ink="warn" if ink == "warn" else "muted", narrow=True), gap=3
    )
    line.addLayout(words, 1)
    return line
