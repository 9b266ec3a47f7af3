"""Where the rows of a table come from: what has changed there since, and the rows of the application before."""

from PySide6.QtCore import Signal

from kobe_desk.core.japanese.money import yen
from kobe_desk.core.text import _
from kobe_desk.modules.subsidies.usecases import LineChange, SourceChange
from kobe_desk.modules.subsidies.usecases.asking import Answer, Answers, BookingRef, Origin, Table
from kobe_desk.modules.subsidies.view.controls.chosen import booking_words
from kobe_desk.ui.notice import Notice


class RowsSource(Notice):
    """要確認 of the rows as a whole, with both ways; nothing is replaced without a word."""

    refill_wanted = Signal()
    compare_wanted = Signal()
    keep_wanted = Signal()

    def __init__(self, table: Table) -> None:
        super().__init__("warn")
        self._asked = table
        self.hide()

    def show_change(self, answers: Answers, change: SourceChange | None) -> None:
        """What is to be looked at: the desk says otherwise now, or the rows were taken over."""
        mine = [each for cell, each in answers.items() if cell.field.startswith(f"{self._asked.id}.") and each.stale]
        keys = answers.keys(self._asked.id)
        lines = [each for each in change.lines if each.row in keys] if change else []
        self.setVisible(bool(lines or mine) or (change is not None and not change.lines))
        if lines:
            self.ask(
                "\n".join(_of_line(each, keys.index(each.row) + 1) for each in lines),
                (_("Make it as the source says"), self.refill_wanted.emit),
                (_("Leave the rows as they are"), self.keep_wanted.emit),
            )
        elif change is not None and not change.lines:
            words = _("To be checked: the rows differ from their source now ({source}).")
            self.ask(
                words.format(source=change.today.source),
                (_("Look at each row"), self.compare_wanted.emit),
                (_("Leave the rows as they are"), self.keep_wanted.emit),
            )
        elif mine:
            taken = next((each.source for each in mine if each.origin is Origin.CARRIED), "")
            words = _("These rows are from before ({source}). Are they still right?")
            if not taken:
                words = _("Something that these rows rest on has changed. Are they still right?")
            look = ((_("Look at each row"), self.compare_wanted.emit),) if taken else ()
            self.ask(words.format(source=taken), *look, (_("They are right"), self.keep_wanted.emit))


def _of_line(change: LineChange, place: int) -> str:
    """第2行: 大会議室　7月4日 9:00〜12:00 3,000円 was written from its source, which says 3,500円 now."""
    words = _("To be checked, row {place}: “{given}” stands here. The source now says “{today}” ({source}).")
    source = change.today.source or change.given.source
    return words.format(place=place, given=_said(change.given), today=_said(change.today), source=source)


def _said(answer: Answer) -> str:
    if isinstance(answer.value, BookingRef):
        return booking_words(answer.value)
    return yen(answer.value) if isinstance(answer.value, int) else _("nothing any more")
