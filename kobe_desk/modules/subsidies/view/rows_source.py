"""Where the rows of a table come from: what has changed there since, and the rows of the application before."""

from PySide6.QtCore import Signal

from kobe_desk.core.text import _
from kobe_desk.modules.subsidies.usecases import SourceChange
from kobe_desk.modules.subsidies.usecases.asking import Answers, Origin, Table
from kobe_desk.ui.notice import Notice


class RowsSource(Notice):
    """要確認 of the rows as a whole, with both ways; nothing is replaced without a word."""

    refill_wanted = Signal()
    keep_wanted = Signal()

    def __init__(self, table: Table) -> None:
        super().__init__("warn")
        self._asked = table
        self.hide()

    def show_change(self, answers: Answers, change: SourceChange | None) -> None:
        """What is to be looked at: the desk says otherwise now, or the rows were taken over."""
        mine = [each for cell, each in answers.items() if cell.field.startswith(f"{self._asked.id}.") and each.stale]
        self.setVisible(change is not None or bool(mine))
        if change is not None:
            words = _("To be checked: the rows differ from their source now ({source}).")
            self.ask(
                words.format(source=change.today.source),
                (_("Fill in again"), self.refill_wanted.emit),
                (_("Leave the rows as they are"), self.keep_wanted.emit),
            )
        elif mine:
            taken = next((each.source for each in mine if each.origin is Origin.CARRIED), "")
            words = _("These rows are from before ({source}). Are they still right?")
            if not taken:
                words = _("Something that these rows rest on has changed. Are they still right?")
            self.ask(words.format(source=taken), (_("They are right"), self.keep_wanted.emit))
