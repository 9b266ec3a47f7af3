"""The place the keyboard is on: who has it, until when, and what is free near by."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from kobe_desk.core.errors import UserError
from kobe_desk.core.text import _
from kobe_desk.modules.bookings.usecases import BookingRow, DayRow, MoveLook
from kobe_desk.modules.bookings.usecases.lanes import Lane, Place
from kobe_desk.modules.bookings.view.wording import STATE_MEANINGS, hours, short_day, slot_words, state, told
from kobe_desk.ui.button import Button, link, secondary
from kobe_desk.ui.card import Facts
from kobe_desk.ui.chip import Chip
from kobe_desk.ui.field import FormField, TextField
from kobe_desk.ui.layout import Column
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.page import SidePane
from kobe_desk.ui.text import Label, Paragraph


class PlacePane(SidePane):
    """Free: book here. Taken: who, and the nearest free places. Closed: why."""

    book_wanted = Signal(object)
    booking_opened = Signal(object)
    place_wanted = Signal(object)
    move_wanted = Signal(object)
    """A `BookingRow` is to be moved."""
    put_wanted = Signal(str)
    """With why it is taken there all the same; empty where no rule stands against it."""
    swap_wanted = Signal(object)
    """With the key of the booking that is in the way."""
    slot_wanted = Signal(object)
    """A free time near by, to look at while moving."""
    give_up_wanted = Signal()

    def __init__(self) -> None:
        self.heading = Paragraph("", "lead", narrow=True)
        self.parts = Column(gap="item")
        super().__init__(self.heading)
        self.body.addLayout(self.parts)
        self.buttons: list[Button] = []
        self.why: FormField | None = None
        """While a rule stands against a move: why it is moved there all the same."""

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
        self._empty()
        if bookings:
            self._taken(bookings)
            if lane.room is not None:
                wait = secondary(_("Join the waiting list"), "hourglass")
                self._button(wait, lambda: self.book_wanted.emit(place))
            self._near(free)
        elif offered and lane.room is not None:
            self.parts.add(Notice("ok", _("Free.")))
            self._button(secondary(_("Book this"), "plus"), lambda: self.book_wanted.emit(place))
        else:
            why = day.closed if day is not None and day.closed else _("Not offered at this time.")
            self.parts.add(Notice("quiet", _("Closed: {why}").format(why=why)))
            self._near(free)
        if day is not None and not day.known:
            year = place.day.year
            self.parts.add(Notice("warn", _("The holidays of {year} are not announced yet.").format(year=year)))

    def show_move(self, booking: BookingRow, look: MoveLook | None) -> None:
        """While a booking is moved: from where to where, who is in the way, what it costs there."""
        self.heading.say(_("Moving {title}").format(title=booking.title))
        typed = self._reason
        self._empty()
        now = _("Now: {place}").format(place=told(booking.start, booking.end, booking.room))
        self.parts.add(Paragraph(now, ink="muted", narrow=True))
        if look is None:
            self.parts.add(Notice("quiet", _("Nothing can be booked here.")))
        else:
            self._aim(booking, look, typed)
        keys = _("Arrows choose a place, Enter puts it there, Esc gives up.")
        self._button(secondary(_("Leave it"), "x"), self.give_up_wanted.emit)
        self.parts.add(Paragraph(keys, ink="muted", narrow=True))

    def _aim(self, booking: BookingRow, look: MoveLook, typed: str) -> None:
        if (look.room, look.start, look.end) == (booking.room, booking.start, booking.end):
            self.parts.add(Notice("info", _("Choose where it goes.")))
            return
        self.parts.add(Paragraph(told(look.start, look.end, look.room), bold=True, narrow=True))
        if not look.refusal:
            self.parts.add(Notice("ok", move_fee(look)))
            self._button(secondary(_("Move it here"), "check"), lambda: self.put_wanted.emit(""))
            return
        if look.clash is None:
            self.parts.add(Notice("warn" if look.excusable else "error", look.refusal))
            if look.excusable:
                self._excuse(typed)
            return
        clash = look.clash
        words = _("{room} is taken by {holder} ({hours}).")
        self.parts.add(
            Notice("error", words.format(room=clash.room, holder=clash.holder, hours=hours(clash.start, clash.end)))
        )
        swap = secondary(_("Swap the two"), "refresh-cw", name=_("Swap with {holder}").format(holder=clash.holder))
        self._button(swap, lambda: self.swap_wanted.emit(clash.booking))
        if look.free:
            self.parts.add(Label(_("Free near by"), "lead"))
        for slot in look.free:
            words = slot_words(slot)
            self.parts.add(Paragraph(words, narrow=True))
            name = _("Go to {place}").format(place=words)
            self._button(link(_("Go there"), "arrow-right", name=name), lambda slot=slot: self.slot_wanted.emit(slot))

    def _excuse(self, typed: str) -> None:
        """A reason sets the rule aside; what was begun for another place stays."""
        self.why = FormField(_("Taken all the same because"), TextField(width=190))
        self.why.set_value(typed)
        self.parts.add(self.why)
        self._button(secondary(_("Move all the same"), "check"), self._put_all_the_same)

    def _put_all_the_same(self) -> None:
        if self.why is None:
            return
        try:
            self.put_wanted.emit(self.why.value())
        except UserError as error:
            self.why.refuse(error.message())
            self.why.focus()

    @property
    def _reason(self) -> str:
        return str(self.why.control.value()) if self.why is not None else ""

    def show_refusal(self, words: str) -> None:
        """Why what was just wished was not done; where a reason would help, it is asked for."""
        if self.why is not None and not self._reason:
            self.why.focus()
        else:
            self.parts.insertWidget(0, Notice("error", words))

    def _empty(self) -> None:
        self.parts.empty()
        self.buttons, self.why = [], None

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
            move = secondary(_("Move"), "arrow-up-down", name=_("Move {title}").format(title=each.title))
            self._button(move, lambda each=each: self.move_wanted.emit(each))

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


def move_fee(look: MoveLook) -> str:
    """What moving does to the fee, and what was paid of it."""
    if look.fee == look.fee_there:
        return _("Free. The fee stays at {yen} yen.").format(yen=f"{look.fee:,}")
    words = _("Free. The fee changes from {before} to {after} yen.")
    changed = words.format(before=f"{look.fee:,}", after=f"{look.fee_there:,}")
    paid = _("{yen} yen are paid.").format(yen=f"{look.paid:,}") if look.paid else ""
    return f"{changed}\n{paid}".strip()
