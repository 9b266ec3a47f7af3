"""The place the keyboard is on: who has it, until when, and what is free near by."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from kobe_desk.core.text import _
from kobe_desk.modules.bookings.usecases import BookingRow, DayRow
from kobe_desk.modules.bookings.usecases.lanes import Lane, Place
from kobe_desk.modules.bookings.view.wording import STATE_MEANINGS, hours, short_day, state
from kobe_desk.ui.button import Button, link, primary, secondary
from kobe_desk.ui.card import Facts
from kobe_desk.ui.chip import Chip
from kobe_desk.ui.layout import Column
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.page import SidePane
from kobe_desk.ui.text import Label, Paragraph


class PlacePane(SidePane):
    """Free: book here. Taken: who, and the nearest free places. Closed: why."""

    book_wanted = Signal(object)
    booking_opened = Signal(object)
    place_wanted = Signal(object)

    def __init__(self) -> None:
        self.heading = Paragraph("", "lead", narrow=True)
        self.parts = Column(gap="item")
        super().__init__(self.heading)
        self.body.addLayout(self.parts)
        self.buttons: list[Button] = []

    def show_place(
        self,
        place: Place,
        lane: Lane,
        day: DayRow | None,
        bookings: Sequence[BookingRow],
        *,
        offered: bool,
        free: Sequence[tuple[Place, str]],
    ) -> None:
        where = _("{day} {band}, {room}").format(day=short_day(place.day), band=place.band, room=lane.name)
        self.heading.say(where)
        self.parts.empty()
        self.buttons = []
        if bookings:
            self._taken(bookings)
            self._near(free)
        elif offered and lane.room is not None:
            self.parts.add(Notice("ok", _("Free.")))
            self._button(primary(_("Book this"), "plus"), lambda: self.book_wanted.emit(place))
        else:
            why = day.closed if day is not None and day.closed else _("Not offered at this time.")
            self.parts.add(Notice("quiet", _("Closed: {why}").format(why=why)))
            self._near(free)
        if day is not None and not day.known:
            year = place.day.year
            self.parts.add(Notice("warn", _("The holidays of {year} are not announced yet.").format(year=year)))

    def _taken(self, bookings: Sequence[BookingRow]) -> None:
        for each in bookings:
            meaning = STATE_MEANINGS[each.state]
            facts = [
                (_("Room"), each.room),
                (_("Time"), hours(each.start, each.end)),
                (_("Purpose"), each.purpose or each.title),
                (_("Fee class"), each.exemption or _("ordinary")),
                (_("People"), _("{count} people").format(count=each.people) if each.people else _("not known")),
            ]
            self.parts.add(Chip(state(each), meaning), Paragraph(each.title, bold=True, narrow=True), Facts(facts, 66))
            name = _("Look at the booking of {title}").format(title=each.title)
            key = each.id
            self._button(
                secondary(_("Look at this booking"), "eye", name=name), lambda key=key: self.booking_opened.emit(key)
            )

    def _near(self, free: Sequence[tuple[Place, str]]) -> None:
        if not free:
            return
        self.parts.add(Label(_("Free near by"), "lead"))
        for place, room in free:
            words = _("{day} {band}, {room}").format(day=short_day(place.day), band=place.band, room=room)
            self.parts.add(Paragraph(words, narrow=True))
            name = _("Go to {place}").format(place=words)
            self._button(link(_("Go there"), "arrow-right", name=name), lambda at=place: self.place_wanted.emit(at))

    def _button(self, button: Button, act: object) -> None:
        button.clicked.connect(lambda _checked=False: act())  # type: ignore[operator]
        self.buttons.append(button)
        self.parts.add(button)
