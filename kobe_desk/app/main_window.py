"""The window over an open desk: it asks before it closes, and says on every page when the desk is a sample (見本)."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut

from kobe_desk.core.text import _
from kobe_desk.ui.button import secondary
from kobe_desk.ui.chip import Chip
from kobe_desk.ui.layout import STRETCH, Panel, Row
from kobe_desk.ui.rail import Entry
from kobe_desk.ui.text import Label
from kobe_desk.ui.theme import goes_when_large
from kobe_desk.ui.window import DeskWindow


class MainWindow(DeskWindow):
    """Ctrl+L locks; closing is a wish until the backup after work is made."""

    close_wanted = Signal()
    lock_wanted = Signal()
    sample_removal_wanted = Signal()

    def __init__(self, entries: Sequence[Entry]) -> None:
        super().__init__(entries)
        self._may_close = False
        QShortcut(QKeySequence("Ctrl+L"), self, self.lock_wanted.emit)

    def mark_sample(self) -> None:
        """Show on every page that nothing here is real, with the way to remove it."""
        words = Label(_("All of this is invented. Try whatever you like."))
        goes_when_large(words)
        remove = secondary(_("Remove the sample"), "trash-2")
        remove.clicked.connect(self.sample_removal_wanted)
        row = Row(Chip(_("Sample"), "warn"), words, STRETCH, remove, gap=14, around=(24, 6, 16, 6))
        self.put_above(Panel(row, ground="warn"))

    def mark_only_read(self) -> None:
        """Say on every page that nothing can be changed here, and what to do about it."""
        words = Label(_("To write in it, copy its folder to this computer."), elide=True)
        row = Row(Chip(_("For reading only"), "warn"), gap=14, around=(24, 6, 16, 6))
        row.addWidget(words, 1)
        self.put_above(Panel(row, ground="warn"))

    def let_go(self) -> None:
        """Close for good, without asking again."""
        self._may_close = True
        self.close()

    # Qt asks:

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._may_close:
            event.accept()
            return
        event.ignore()
        self.close_wanted.emit()
