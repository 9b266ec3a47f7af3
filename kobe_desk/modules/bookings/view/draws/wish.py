"""The form of an application: who wants which room when, for a draw."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal

from kobe_desk.core.errors import UserError
from kobe_desk.core.text import _
from kobe_desk.modules.bookings.usecases import BandFact, RoomRow, WishRequest, clock_time
from kobe_desk.modules.bookings.usecases.lanes import span
from kobe_desk.modules.bookings.view.counter.parts import clock_field, moment_in
from kobe_desk.modules.bookings.view.counter.when import TimeMissing
from kobe_desk.modules.bookings.view.group_field import GroupField
from kobe_desk.ui.field import Choice, DateField, FormField, Need, NumberField, Option, Select, TextField
from kobe_desk.ui.form import Form

FREE_TIMES = ""


class WishForm(Form):
    """Group, day, time, room, people; the times offered are those of the day."""

    groups_searched = Signal(str)
    group_wanted = Signal()
    day_changed = Signal(object)

    def __init__(self) -> None:
        self.group = GroupField()
        self.day = DateField()
        self.band = Choice(columns=2)
        self.room = Select((), 220)
        self._bands: dict[str, BandFact] = {}
        super().__init__(
            {
                "group": FormField(_("Group"), self.group),
                "day": FormField(_("Day"), self.day),
                "band": FormField(_("Time of the day"), self.band, Need.UNSAID),
                "start": FormField(_("From"), clock_field(), Need.UNSAID),
                "end": FormField(_("Until"), clock_field(), Need.UNSAID),
                "room": FormField(_("Room"), self.room, Need.UNSAID),
                "people": FormField(_("People"), NumberField(84, least=0), Need.OPTIONAL, unit=_("people")),
                "purpose": FormField(_("Purpose"), TextField(width=350), Need.OPTIONAL),
            }
        )
        self.group.searched.connect(self.groups_searched)
        self.group.new_wanted.connect(self.group_wanted)
        self.day.edited.connect(self._day_edited)
        self.band.edited.connect(self._show_times)
        self._show_times()

    def offer_rooms(self, rooms: Sequence[RoomRow]) -> None:
        self.room.offer([(each.id, each.name) for each in rooms])

    def offer_times(self, bands: Sequence[BandFact]) -> None:
        """The times of the chosen day; without any, hours are written."""
        self._bands = {each.name: each for each in bands}
        options = [
            Option(each.name, each.name, fact=f"{clock_time(each.starts)}〜{clock_time(each.ends)}") for each in bands
        ]
        self.band.offer(options or [Option(FREE_TIMES, _("Other times"))])
        if len(options) < 2:  # noqa: PLR2004 - nothing to choose between
            self.band.set_value(options[0].value if options else FREE_TIMES)
        self._show_times()

    def request(self, round_id: UUID | None) -> WishRequest | None:
        """The application; None when something is missing, which is said at its field."""
        values = self.read()
        if values is None:
            return None
        times = self._times(values["day"])
        if times is None:
            self.show_refusal(TimeMissing("band"))
            return None
        words: dict[str, Any] = {"purpose": values["purpose"] or "", "people": values["people"] or 0}
        return WishRequest(values["group"], values["room"], *times, **words, round=round_id)

    def show_refusal(self, error: UserError) -> bool:
        """What is wrong with a time is said at the day."""
        if error.field in ("start", "end") and not self.fields["start"].isVisible():
            error.field = "day"
        return super().show_refusal(error)

    def begin_again(self) -> None:
        """The next application is for the same day and room, more often than not."""
        self.group.set_value(None)
        self.group.search.edit.clear()
        self.fill({"people": None, "purpose": ""})
        self.focus_first()

    def _times(self, day: date) -> tuple[datetime, datetime] | None:
        band = self.band.value()
        if band in self._bands:
            return span(day, self._bands[band])
        start, end = moment_in(self, day, "start"), moment_in(self, day, "end")
        return (start, end) if start and end else None

    def _day_edited(self) -> None:
        try:
            day = self.day.value()
        except UserError:
            return
        if day is not None:
            self.day_changed.emit(day)

    def _show_times(self) -> None:
        free = self.band.value() == FREE_TIMES
        self.fields["start"].setVisible(free)
        self.fields["end"].setVisible(free)
