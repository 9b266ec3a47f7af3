"""The series that a booking is one of: how it repeats, how many are still to come, shifting and splitting it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kobe_desk.core.text import _, n_
from kobe_desk.modules.bookings.usecases import BookingRow, SeriesRow
from kobe_desk.ui.button import secondary
from kobe_desk.ui.card import Card, Facts
from kobe_desk.ui.flow import Flow
from kobe_desk.ui.layout import STRETCH, Row
from kobe_desk.ui.text import Paragraph

A_WEEK = 7


class SeriesCard(Card):
    """Shifting takes this booking and those after it, in one step that can be undone."""

    shift_wanted = Signal(int)
    split_wanted = Signal()
    calendar_wanted = Signal()

    def __init__(self) -> None:
        self.facts = Facts(width=110)
        self.earlier = secondary(_("A week earlier"), "arrow-left", name=_("Shift the series a week earlier"))
        self.later = secondary(_("A week later"), "arrow-right", name=_("Shift the series a week later"))
        self.calendar = secondary(_("Save the series for a calendar"), "calendar-plus")
        buttons = QWidget()
        self.split = secondary(_("A series of its own from here on"), "list-ordered")
        buttons.setLayout(Flow(self.earlier, self.later, self.split, gap=10))
        words = Paragraph(_("Shift this booking and those after it. Dates that were changed one by one go with them."))
        super().__init__(_("Series"), self.facts, words, buttons, Row(self.calendar, STRETCH))
        self.earlier.clicked.connect(lambda: self.shift_wanted.emit(-A_WEEK))
        self.split.clicked.connect(self.split_wanted)
        self.later.clicked.connect(lambda: self.shift_wanted.emit(A_WEEK))
        self.calendar.clicked.connect(self.calendar_wanted)
        self._words, self._buttons = words, buttons

    def show_series(self, series: SeriesRow, row: BookingRow | None) -> None:
        """The series of this booking; its first one cannot be split off."""
        self.split.setVisible(row is not None and row.start.date() > series.starts.date())
        coming = n_("{count} to come", "{count} to come", series.coming).format(count=series.coming)
        facts = [(_("Repeats how"), series.words), (_("Bookings"), coming)]
        if series.skipped:
            facts.append(
                (_("Not had"), n_("{count} date", "{count} dates", series.skipped).format(count=series.skipped))
            )
        self.facts.show_facts(facts)
        for each in (self._words, self._buttons):
            each.setVisible(series.coming > 0)
        self.show()
