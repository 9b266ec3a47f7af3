"""When: the day, a time of it that is booked whole or hours of one's own, and how it repeats."""

from collections.abc import Sequence
from datetime import datetime, time

from PySide6.QtCore import Signal

from kobe_desk.core.errors import UserError
from kobe_desk.core.text import N_, _
from kobe_desk.modules.bookings.usecases import BandFact, BookingRequest, SeriesRequest, choices_for, with_end
from kobe_desk.modules.bookings.usecases.lanes import span
from kobe_desk.modules.bookings.view.counter.parts import Offered, Start, bands_words, clock_field, moment_in
from kobe_desk.ui.field import Choice, DateField, FormField, Need, NumberField, Option, Select
from kobe_desk.ui.form import Form

FREE_TIMES = ""
Span = tuple[datetime, datetime]


class TimeMissing(UserError):
    text = N_("Please choose a time of the day.")


class CountMissing(UserError):
    text = N_("Please write how many times it repeats.")


class WhenForm(Form):
    """Times of one's own are asked only where they are chosen, how often only where it repeats."""

    day_changed = Signal(object)

    def __init__(self, *, repeats: bool) -> None:
        self.day = DateField()
        self.band = Choice(columns=2)
        self.repeat = Select([("", _("once"))], 260)
        self._repeats = repeats
        self._bands: tuple[BandFact, ...] = ()
        self._free_times = False
        fields = {
            "day": FormField(_("Day"), self.day),
            "band": FormField(_("Time of the day"), self.band, Need.UNSAID),
            "start": FormField(_("From"), clock_field(), Need.UNSAID, _("Hour and minutes, such as 10 and 0.")),
            "end": FormField(_("Until"), clock_field(), Need.UNSAID),
        }
        if repeats:
            often = NumberField(84, least=2, most=200)
            fields |= {
                "repeat": FormField(_("Repeats how"), self.repeat, Need.UNSAID),
                "count": FormField(_("How many times"), often, Need.OPTIONAL, unit=_("dates")),
            }
        super().__init__(fields)
        self.day.edited.connect(self._day_edited)
        self.band.edited.connect(self._show_times)
        self.repeat.edited.connect(self._show_times)

    def begin(self, start: Start) -> None:
        """Choose a day and a time of it; `offer` brings what else can be chosen."""
        self.day.set_value(start.day)
        band = FREE_TIMES if start.times else start.band
        named = band or start.times
        self.band.offer([Option(band, band or _("Other times"))] if named else [])
        self.band.set_value(band if named else None)
        for name, moment in zip(("start", "end"), start.times or (), strict=False):
            self.fields[name].set_value((moment.hour, moment.minute))
        self.day_changed.emit(start.day)

    def offer(self, offered: Offered) -> None:
        """What can be chosen on the day; what was chosen stays where it can."""
        self._bands = offered.bands
        options = [Option(each.name, each.name, fact=bands_words(each)) for each in offered.bands]
        self._free_times = offered.free_times or not options
        if self._free_times:
            options.append(Option(FREE_TIMES, _("Other times")))
        self.band.offer(options)
        self.repeat.offer([("", _("once")), *((each.rule, each.words) for each in choices_for(offered.day))])
        if self.band.value() is None and len(options) == 1:
            self.band.set_value(options[0].value)
        self._show_times()

    def choose(self, band: str, start: time, end: time) -> None:
        """Choose a band of the day, or these hours where the centre has hours of one's own."""
        named = next((each.name for each in self._bands if each.name == band), FREE_TIMES)
        if named == FREE_TIMES and not self._free_times:
            return
        self.band.set_value(named)
        if named == FREE_TIMES:
            for name, moment in (("start", start), ("end", end)):
                self.fields[name].set_value((moment.hour, moment.minute))
        self._show_times()

    def times(self) -> Span | None:
        """The chosen time; None as long as it is not whole."""
        try:
            return self._times()
        except UserError:
            return None

    def _times(self) -> Span | None:
        day, band = self.day.value(), self.band.value()
        if day is None or band is None:
            return None
        found = next((each for each in self._bands if each.name == band), None)
        if found is not None:
            return span(day, found)
        start, end = (moment_in(self, day, name) for name in ("start", "end"))
        return (start, end) if start and end else None

    def is_whole(self) -> bool:
        """Whether a time is chosen; what is missing is said at its field."""
        if self.read() is None:
            return False
        if self.times() is None:
            self.show_refusal(TimeMissing("band"))
            return False
        return True

    def series(self, request: BookingRequest) -> SeriesRequest | None:
        """The booking as the first of its series; None when the count is missing, which is said."""
        count = self.fields["count"].control.value()
        if not count:
            self.show_refusal(CountMissing("count"))
            return None
        chosen = next(each for each in choices_for(request.start.date()) if each.rule == self.repeat.value())
        return SeriesRequest(request, with_end(chosen, count=count).rule)

    def _day_edited(self) -> None:
        try:
            day = self.day.value()
        except UserError:
            return
        if day is not None:
            self.day_changed.emit(day)

    def _show_times(self) -> None:
        free = self.band.value() == FREE_TIMES
        self._show(("start", "end"), on=free)
        if self._repeats:
            self._show(("count",), on=bool(self.repeat.value()))

    def _show(self, names: Sequence[str], *, on: bool) -> None:
        for name in names:
            self.fields[name].setVisible(on)
