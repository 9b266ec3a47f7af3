"""Taking in a calendar (.ics): whose dates they are, which room where the file names none, and which period."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal

from kobe_desk.core.errors import UserError
from kobe_desk.core.text import _
from kobe_desk.modules.bookings.usecases import RoomRow
from kobe_desk.modules.bookings.view.files.taking import TakeInPage
from kobe_desk.modules.bookings.view.group_field import GroupField
from kobe_desk.ui.field import DateField, FormField, Need, Select
from kobe_desk.ui.form import Form


class CalendarPage(TakeInPage):
    """The answers are asked once the file was read; each date then tells what would become of it."""

    groups_searched = Signal(str)
    group_wanted = Signal()
    period_changed = Signal()
    answered = Signal()

    def __init__(self) -> None:
        self.group = GroupField()
        self.room = Select((), 220)
        self.form = Form(
            {
                "first": FormField(_("First day"), DateField()),
                "last": FormField(_("Last day"), DateField()),
                "room": FormField(_("Room, where the calendar names none"), self.room, Need.UNSAID),
                "group": FormField(_("Whose dates they are"), self.group),
            }
        )
        text = _(
            "A calendar file (.ics) of any calendar program is read in as it is. You can also drop it here.\n"
            "Nothing is written before you say so."
        )
        super().__init__(_("Take in a calendar"), _("Which file holds the calendar?"), text, (".ics",), self.form)
        self.group.searched.connect(self.groups_searched)
        self.group.new_wanted.connect(self.group_wanted)
        for name in ("first", "last"):
            self.form.fields[name].edited.connect(self.period_changed)
        for name in ("room", "group"):
            self.form.fields[name].edited.connect(self.answered)

    def begin(self, first: date, last: date) -> None:
        """The period that is offered."""
        self.form.fill({"first": first, "last": last})

    def offer_rooms(self, rooms: Sequence[RoomRow]) -> None:
        self.room.offer([(each.id, each.name) for each in rooms])

    def period(self) -> tuple[date, date] | None:
        """The first and the last day, when both can be read."""
        try:
            first, last = (self.form.fields[name].control.value() for name in ("first", "last"))
        except UserError:
            return None
        return (first, last) if first and last and first <= last else None
