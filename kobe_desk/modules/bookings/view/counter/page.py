"""The form of a booking, in four steps: when, which room, who, more about it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from PySide6.QtCore import QTimer, Signal

from kobe_desk.core.errors import UserError
from kobe_desk.core.text import _
from kobe_desk.modules.bookings.usecases import (
    BookingRequest,
    Clash,
    FeeQuote,
    FreeSlot,
    GroupLine,
    UsualBooking,
    WishRequest,
)
from kobe_desk.modules.bookings.view.counter.aloud import AloudPane, sentence
from kobe_desk.modules.bookings.view.counter.equipment import EquipmentField
from kobe_desk.modules.bookings.view.counter.parts import (
    Offered,
    Start,
    more_form,
    room_words,
    usual_words,
    who_form,
)
from kobe_desk.modules.bookings.view.counter.when import Span, WhenForm
from kobe_desk.modules.bookings.view.group_field import GroupField
from kobe_desk.modules.bookings.view.wording import hours, long_day
from kobe_desk.ui.button import primary, secondary
from kobe_desk.ui.card import Card
from kobe_desk.ui.field import Choice, FormField, Option, Select
from kobe_desk.ui.form import Form
from kobe_desk.ui.layout import STRETCH
from kobe_desk.ui.page import Page

PEOPLE = ("adults", "children", "seniors")
TICKS = ("heating", "profit")
WAIT = 250
"""Milliseconds after the last letter before the fee is asked for."""


class CounterPage(Page):
    """One form for a new booking and for a changed one."""

    help_page = "bookings-counter"
    day_changed = Signal(object)
    asked = Signal(object)
    """The `BookingRequest` as far as it goes: clashes and fee are wanted."""
    groups_searched = Signal(str)
    group_chosen = Signal(object)
    """The key of the group whose usual booking is wanted."""
    group_wanted = Signal()
    book_requested = Signal(object, bool)
    """The booking, and whether the permit is wanted with it."""
    series_requested = Signal(object)
    change_all_requested = Signal(object)
    """The booking of a series as it and those after it should be."""
    """A `SeriesRequest` whose dates are to be looked at."""
    wait_requested = Signal(object)
    """A `WishRequest` for the waiting list."""
    finder_wanted = Signal()

    def __init__(self, title: str = "", *, changes: bool = False, repeats: bool = False) -> None:
        """A page that changes a booking; one that `repeats` offers to change those after it, too."""
        super().__init__(title or _("Book at the counter"), back=_("To the bookings"))
        self._offered: Offered | None = None
        self._changes, self._repeats = changes, repeats
        self._kept: BookingRequest | None = None
        self._event_shown = False
        self.group, self.rooms, self.equipment = GroupField(), Choice(columns=2), EquipmentField()
        self.group.searched.connect(self.groups_searched)
        self.group.new_wanted.connect(self.group_wanted)
        self.group.edited.connect(self._group_edited)
        self.group.usual_wanted.connect(self._take_usual)
        self._usual: UsualBooking | None = None
        self.when = WhenForm(repeats=not changes)
        self.when.day_changed.connect(self.day_changed)
        self.room = Form({"room": FormField(_("Room"), self.rooms)})
        self.who, self.more = who_form(self.group), more_form(self.equipment)
        self.forms = (self.when, self.room, self.who, self.more)
        for number, (words, form) in enumerate(
            zip((_("When"), _("Which room"), _("Who uses it"), _("More about it")), self.forms, strict=True), 1
        ):
            self.add(Card(_("{number}  {title}").format(number=number, title=words), form))
            form.edited.connect(self._edited)
        self.pane = AloudPane(waits=not changes)
        self.pane.slot_chosen.connect(self._take)
        self.pane.finder_wanted.connect(self.finder_wanted)
        self.pane.wait_wanted.connect(self._wait_for_it)
        self.set_side(self.pane, 288)
        self._wait = QTimer(self, singleShot=True, interval=WAIT)
        self._wait.timeout.connect(self._ask)
        self._footer()
        self._read_aloud(None)

    def _footer(self) -> None:
        leave = secondary(_("Leave"))
        leave.clicked.connect(self.back_requested)
        self.keep = secondary(_("Book provisionally"))
        self.keep.clicked.connect(lambda: self._book(provisional=True, permit=False))
        self.all = secondary(_("Change those after it, too"), "repeat")
        self.all.clicked.connect(self._change_all)
        words = _("Change the booking") if self._changes else _("Book and print the permit")
        self.book = primary(words, "save" if self._changes else "printer")
        self.book.clicked.connect(lambda: self._book(provisional=False, permit=not self._changes))
        others = () if self._changes and not self._repeats else (self.all if self._changes else self.keep,)
        self.set_footer(leave, STRETCH, *others, self.book)

    # what is shown

    def begin(self, start: Start) -> None:
        """Start at a place of the grid or at a free time that was found; `offer` fills the choices."""
        self.rooms.offer([Option(start.room, "")] if start.room else [])
        self.rooms.set_value(start.room)
        if start.people:
            self.who.fill({"adults": start.people})
        self.when.begin(start)

    def offer(self, offered: Offered) -> None:
        """What can be chosen on the day; what was chosen stays where it can."""
        self._offered = offered
        self.when.offer(offered)
        self.more.fields["equipment"].setVisible(bool(offered.equipment))
        self.equipment.offer(offered.equipment)
        self._show_rooms({})
        self.pane.clear()
        if offered.closed is not None:
            self.pane.tell(_("The centre is closed on {day} ({why}).").format(day=long_day(offered.day),
                                                                             why=offered.closed))  # fmt: skip

    def offer_events(self, options: Sequence[tuple[Any, str]], shown: tuple[Any, str] | None = None) -> None:
        """The events a room may be booked for; `shown` is the one of a booking that is changed."""
        field = self.more.fields["event_id"]
        others = [each for each in options if shown is None or each[0] != shown[0]]
        select = field.control
        assert isinstance(select, Select)  # noqa: S101 - it is built so
        select.offer([(None, _("no event")), *([shown] if shown else []), *others])
        if shown is not None and not self._event_shown:
            select.set_value(shown[0])
        self._event_shown = True
        field.setVisible(bool(options or shown))

    def fill(self, request: BookingRequest, group: GroupLine, band: str) -> None:
        """Show a booking that is to be changed."""
        self._kept = request
        self.group.show_groups((group,))
        self.group.set_value(group.id)
        self.who.fill({name: getattr(request, name) for name in (*PEOPLE, "purpose")})
        self.more.fill({name: getattr(request, name) for name in self.more.fields})
        times = None if band else (request.start, request.end)
        self.begin(Start(request.start.date(), band, request.room, times))

    def show_groups(self, groups: Sequence[GroupLine]) -> None:
        self.group.show_groups(groups)
        self._group_edited()

    def show_usual(self, group: UUID, usual: UsualBooking | None) -> None:
        """What a group books usually, if it is still the chosen one."""
        if group == self.group.value():
            self._usual = usual
            self.group.show_usual(usual_words(usual) if usual else "")

    def show_holders(self, held: Mapping[UUID, Clash], free: Sequence[FreeSlot] = ()) -> None:
        """Each room says who has it then; for the chosen one it is said aloud, with what is free instead."""
        self._show_rooms({room: clash.holder for room, clash in held.items()})
        clash = held.get(self.rooms.value())
        if clash is None:
            self.pane.clear()
            return
        words = _("{room} is taken by {holder} ({hours}).")
        self.pane.tell(words.format(room=clash.room, holder=clash.holder, hours=hours(clash.start, clash.end)))
        self.pane.offer(free)

    def show_quote(self, quote: FeeQuote) -> None:
        self._read_aloud(quote)

    def show_refusal(self, error: UserError) -> None:
        """At its field; else where clashes are told."""
        if not any(form.show_refusal(error) for form in self.forms):
            self.pane.tell(error.message())

    # what is asked

    def times(self) -> Span | None:
        """The chosen time, for asking which rooms are free."""
        return self.when.times()

    def request(self) -> BookingRequest | None:
        """The booking as far as it is filled in; None while day, time, room or group is missing."""
        times, room, group = self.times(), self.rooms.value(), self.group.value()
        return None if times is None or room is None or group is None else self._request(times, room, group)

    def _request(self, times: Span, room: UUID, group: UUID) -> BookingRequest:
        values: dict[str, Any] = {**self.who.typed(), **self.more.typed()}
        values.pop("group", None)
        counts = {name: values.pop(name, None) or 0 for name in (*PEOPLE, "entrance")}
        ticks = {name: bool(values.pop(name)) for name in TICKS}
        lent = {"equipment": values.pop("equipment", ()), "event_id": values.pop("event_id", None)}
        kept = {name: getattr(self._kept, name) for name in ("exemption", "exemption_why")} if self._kept else {}
        words = {name: value or "" for name, value in values.items()}
        return BookingRequest(room, group, *times, **{**kept, **counts, **ticks, **lent, **words})

    def _whole(self) -> BookingRequest | None:
        """The booking once every form is filled in; what is missing is said at its field."""
        whole = [self.when.is_whole(), *(form.read() is not None for form in self.forms[1:])]
        return self.request() if all(whole) else None

    def _book(self, *, provisional: bool, permit: bool) -> None:
        request = self._whole()
        if request is None:
            return
        wished = replace(request, provisional=provisional)
        if self._changes or not self.when.repeat.value():
            self.book_requested.emit(wished, permit)
        elif (series := self.when.series(wished)) is not None:
            self.series_requested.emit(series)

    def _change_all(self) -> None:
        request = self._whole()
        if request is not None:
            self.change_all_requested.emit(request)

    def _wait_for_it(self) -> None:
        request = self._whole()
        if request is not None:
            people = request.adults + request.children + request.seniors
            self.wait_requested.emit(
                WishRequest(request.group, request.room, request.start, request.end, request.purpose, people)
            )

    def _take(self, slot: FreeSlot) -> None:
        self.begin(Start.at(slot))
        self._edited()
        self.when.focus_first()

    def _group_edited(self) -> None:
        """A booking that is changed keeps what it has; a new one can be as usual."""
        self._usual = None
        self.group.show_usual("")
        if not self._changes and self.group.value() is not None:
            self.group_chosen.emit(self.group.value())

    def _take_usual(self) -> None:
        """Room, time, people and purpose as usual; the day stays."""
        usual = self._usual
        if usual is None:
            return
        if self._offered is None or any(each.id == usual.room for each in self._offered.rooms):
            self.rooms.set_value(usual.room)
        self.when.choose(usual.band, usual.start, usual.end)
        known = {name: getattr(usual, name) for name in (*PEOPLE, "purpose")}
        self.who.fill({name: value for name, value in known.items() if value})
        self._edited()

    def _edited(self) -> None:
        self._read_aloud(None)
        self._wait.start()

    def _ask(self) -> None:
        self.asked.emit(self.request())

    def _show_rooms(self, holders: Mapping[UUID, str]) -> None:
        if self._offered is None:
            return
        taken = _("taken: {holder}")
        told = {room: taken.format(holder=holder) for room, holder in holders.items()}
        self.rooms.offer(
            [
                Option(each.id, each.name, "\n".join(filter(None, (room_words(each), told.get(each.id, "")))))
                for each in self._offered.rooms
            ]
        )

    def _read_aloud(self, quote: FeeQuote | None) -> None:
        """The sentence to be read to the person at the counter."""
        times, room, group = self.times(), self._room_name(), self.group.words()
        if not (times and room and group):
            self.pane.aloud.ask(_("Choose day, room and group. The sentence to read aloud then stands here."))
            return
        typed = self.who.typed()
        people = sum(typed.get(name) or 0 for name in PEOPLE)
        self.pane.aloud.ask(sentence(group, room, times, people, quote))

    def _room_name(self) -> str:
        rooms = self._offered.rooms if self._offered else ()
        return next((each.name for each in rooms if each.id == self.rooms.value()), "")

    # Qt asks:

    def focus_first(self) -> None:
        self.when.focus_first()
