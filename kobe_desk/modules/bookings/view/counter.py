"""窓口で予約: when, which room, who; the sentence to read aloud is always complete, and the fee in it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from PySide6.QtCore import QTimer, Signal

from kobe_desk.core.errors import UserError
from kobe_desk.core.text import _
from kobe_desk.modules.bookings.usecases import (
    BookingRequest,
    Clash,
    FeeQuote,
    GroupLine,
    SeriesRequest,
    choices_for,
    clock_time,
    with_end,
)
from kobe_desk.modules.bookings.usecases.lanes import span
from kobe_desk.modules.bookings.view.counter_parts import (
    CountMissing,
    Offered,
    TimeMissing,
    clock_field,
    fee_words,
    moment_in,
    more_form,
    room_words,
    who_form,
)
from kobe_desk.modules.bookings.view.group_field import GroupField
from kobe_desk.modules.bookings.view.wording import hours, long_day
from kobe_desk.ui.button import primary, secondary
from kobe_desk.ui.card import Card
from kobe_desk.ui.field import (
    Choice,
    DateField,
    FormField,
    Need,
    NumberField,
    Option,
    Select,
)
from kobe_desk.ui.form import Form
from kobe_desk.ui.layout import STRETCH
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.page import Page, SidePane
from kobe_desk.ui.text import Paragraph

FREE_TIMES = ""
WAIT = 250
"""Milliseconds after the last letter before the fee is asked for."""


class CounterPage(Page):
    """One form for a new booking and for a changed one."""

    help_page = "bookings-counter"
    day_changed = Signal(object)
    asked = Signal(object)
    """The `BookingRequest` as far as it goes: clashes and fee are wanted."""
    groups_searched = Signal(str)
    group_wanted = Signal()
    book_requested = Signal(object, bool)
    """The booking, and whether the permit is wanted with it."""
    series_requested = Signal(object)
    """A `SeriesRequest` whose dates are to be looked at."""

    def __init__(self, title: str = "", *, changes: bool = False) -> None:
        super().__init__(title or _("Book at the counter"), back=_("To the bookings"))
        self._offered: Offered | None = None
        self._changes = changes
        self._kept: BookingRequest | None = None
        self.group = self._find()
        self.when, self.room, self.who, self.more = self._when(), self._room(), who_form(self.group), more_form()
        self.forms = (self.when, self.room, self.who, self.more)
        for number, (words, form) in enumerate(
            zip((_("When"), _("Which room"), _("Who uses it"), _("More about it")), self.forms, strict=True), 1
        ):
            self.add(Card(_("{number}  {title}").format(number=number, title=words), form))
            form.edited.connect(self._edited)
        self.clash = Notice("error")
        self.clash.hide()
        self.aloud = Notice("info", icon="megaphone")
        self.set_side(SidePane(Paragraph(_("Read this aloud"), "lead", narrow=True), self.clash, self.aloud), 288)
        self._wait = QTimer(self, singleShot=True, interval=WAIT)
        self._wait.timeout.connect(self._ask)
        self._footer()
        self._read_aloud(None)

    def _footer(self) -> None:
        leave = secondary(_("Leave"))
        leave.clicked.connect(self.back_requested)
        self.keep = secondary(_("Book provisionally"))
        self.keep.clicked.connect(lambda: self._book(provisional=True, permit=False))
        words = _("Change the booking") if self._changes else _("Book and print the permit")
        self.book = primary(words, "save" if self._changes else "printer")
        self.book.clicked.connect(lambda: self._book(provisional=False, permit=not self._changes))
        self.set_footer(leave, STRETCH, *(() if self._changes else (self.keep,)), self.book)

    def _when(self) -> Form:
        self.day = DateField()
        self.day.edited.connect(self._day_edited)
        self.band = Choice(columns=2)
        self.band.edited.connect(self._show_times)
        return Form(
            {
                "day": FormField(_("Day"), self.day),
                "band": FormField(_("Time of the day"), self.band, Need.UNSAID),
                "start": FormField(_("From"), clock_field(), Need.UNSAID, _("Hour and minutes, such as 10 and 0.")),
                "end": FormField(_("Until"), clock_field(), Need.UNSAID),
                **({} if self._changes else self._repeating()),
            }
        )

    def _repeating(self) -> dict[str, FormField]:
        """How it repeats, and how often; the dates are looked at before anything is booked."""
        self.repeat = Select([("", _("once"))], 260)
        self.repeat.edited.connect(self._show_times)
        return {
            "repeat": FormField(_("Repeats how"), self.repeat, Need.UNSAID),
            "count": FormField(_("How many times"), NumberField(84, least=2, most=200), Need.OPTIONAL, unit=_("dates")),
        }

    def _room(self) -> Form:
        self.rooms = Choice(columns=2)
        return Form({"room": FormField(_("Room"), self.rooms)})

    def _find(self) -> GroupField:
        field = GroupField()
        field.searched.connect(self.groups_searched)
        field.new_wanted.connect(self.group_wanted)
        return field

    # what is shown

    def offer(self, offered: Offered) -> None:
        """What can be chosen on the day; what was chosen stays where it can."""
        self._offered = offered
        bands = [
            Option(each.name, each.name, fact=f"{clock_time(each.starts)}〜{clock_time(each.ends)}")
            for each in offered.bands
        ]
        if offered.free_times or not bands:
            bands.append(Option(FREE_TIMES, _("Other times")))
        self.band.offer(bands)
        if not self._changes:
            self.repeat.offer([("", _("once")), *((each.rule, each.words) for each in choices_for(offered.day))])
        if self.band.value() is None and len(bands) == 1:
            self.band.set_value(bands[0].value)
        self._show_rooms(())
        if offered.closed is not None:
            self._say_clash(_("The centre is closed on {day} ({why}).").format(day=long_day(offered.day),
                                                                              why=offered.closed))  # fmt: skip
        self._show_times()

    def begin(self, day: date, band: str = "", room: UUID | None = None) -> None:
        """Start at a place of the grid; `offer` fills the choices."""
        self.day.set_value(day)
        self.band.offer([Option(band, band)] if band else [])
        self.band.set_value(band or None)
        self.rooms.offer([Option(room, "")] if room else [])
        self.rooms.set_value(room)
        self.day_changed.emit(day)

    def fill(self, request: BookingRequest, group: GroupLine, band: str) -> None:
        """Show a booking that is to be changed."""
        self._kept = request
        self.group.show_groups((group,))
        self.group.set_value(group.id)
        names = ("adults", "children", "seniors", "purpose")
        self.who.fill({name: getattr(request, name) for name in names})
        self.more.fill({name: getattr(request, name) for name in self.more.fields})
        for name, moment in (("start", request.start), ("end", request.end)):
            self.when.fields[name].set_value((moment.hour, moment.minute))
        self.begin(request.start.date(), band, request.room)
        self.band.set_value(band if band else FREE_TIMES)

    def show_groups(self, groups: Sequence[GroupLine]) -> None:
        self.group.show_groups(groups)

    def show_clashes(self, clashes: Sequence[Clash], taken: Sequence[tuple[UUID, str]]) -> None:
        """Say who holds the chosen room; the rooms say which of them are free."""
        self._show_rooms(taken)
        if not clashes:
            self.clash.hide()
            return
        first = clashes[0]
        words = _("{room} is taken by {holder} ({hours}).")
        self._say_clash(words.format(room=first.room, holder=first.holder, hours=hours(first.start, first.end)))

    def show_quote(self, quote: FeeQuote) -> None:
        self._read_aloud(quote)

    def show_refusal(self, error: UserError) -> None:
        """At its field; else where clashes are told."""
        if not any(form.show_refusal(error) for form in self.forms):
            self._say_clash(error.message())

    # what is asked

    def request(self) -> BookingRequest | None:
        """The booking as far as it is filled in; None while day, time, room or group is missing."""
        try:
            span_ = self._span()
        except UserError:
            return None
        room, group = self.rooms.value(), self.group.value()
        if span_ is None or room is None or group is None:
            return None
        return self._request(span_, room, group)

    def times(self) -> tuple[datetime, datetime] | None:
        """The chosen time, for asking which rooms are free."""
        try:
            return self._span()
        except UserError:
            return None

    def _span(self) -> tuple[datetime, datetime] | None:
        day, band = self.day.value(), self.band.value()
        if day is None or band is None:
            return None
        found = next((each for each in self._offered.bands if each.name == band), None) if self._offered else None
        if found is not None:
            return span(day, found)
        start, end = (moment_in(self.when, day, name) for name in ("start", "end"))
        return (start, end) if start and end else None

    def _request(self, span_: tuple[datetime, datetime], room: UUID, group: UUID) -> BookingRequest:
        values: dict[str, Any] = {**self.who.typed(), **self.more.typed()}
        values.pop("group", None)
        kept: dict[str, Any] = {}
        if self._kept is not None:
            kept = {name: getattr(self._kept, name) for name in ("exemption", "exemption_why", "equipment")}
        counts = {name: values.pop(name) or 0 for name in ("adults", "children", "seniors", "entrance")}
        return BookingRequest(room, group, *span_, **{**kept, **counts, **{k: v or "" for k, v in values.items()
                              if k not in ("heating", "profit")}},
                              heating=bool(values["heating"]), profit=bool(values["profit"]))  # fmt: skip

    def _book(self, *, provisional: bool, permit: bool) -> None:
        read = [form.read() for form in (self.when, self.room, self.who, self.more)]
        if any(values is None for values in read):
            return
        if self.band.value() is None or self.times() is None:
            self.when.show_refusal(TimeMissing("band"))
            return
        request = self.request()
        if request is None:
            return
        wished = replace(request, provisional=provisional)
        if not self._changes and self.repeat.value():
            self._repeat(wished)
        else:
            self.book_requested.emit(wished, permit)

    def _repeat(self, request: BookingRequest) -> None:
        count = self.when.fields["count"].control.value()
        if not count:
            self.when.show_refusal(CountMissing("count"))
            return
        chosen = next(each for each in choices_for(request.start.date()) if each.rule == self.repeat.value())
        self.series_requested.emit(SeriesRequest(request, with_end(chosen, count=count).rule))

    def _edited(self) -> None:
        self._read_aloud(None)
        self._wait.start()

    def _ask(self) -> None:
        self.asked.emit(self.request())

    def _day_edited(self) -> None:
        try:
            day = self.day.value()
        except UserError:
            return
        if day is not None:
            self.day_changed.emit(day)

    def _show_times(self) -> None:
        free = self.band.value() == FREE_TIMES
        self.when.fields["start"].setVisible(free)
        self.when.fields["end"].setVisible(free)
        if not self._changes:
            self.when.fields["count"].setVisible(bool(self.repeat.value()))

    def _show_rooms(self, taken: Sequence[tuple[UUID, str]]) -> None:
        if self._offered is None:
            return
        holders = dict(taken)
        self.rooms.offer(
            [Option(each.id, each.name, room_words(each), holders.get(each.id, "")) for each in self._offered.rooms]
        )

    def _say_clash(self, words: str) -> None:
        self.clash.ask(words)
        self.clash.show()

    def _read_aloud(self, quote: FeeQuote | None) -> None:
        """The sentence to be read to the person at the counter."""
        times, room, group = self.times(), self._room_name(), self.group.words()
        if not (times and room and group):
            self.aloud.ask(_("Choose day, room and group. The sentence to read aloud then stands here."))
            return
        people = sum(self.who.fields[name].control.value() or 0 for name in ("adults", "children", "seniors"))
        words = _("{group} uses {room} on {day}, {hours}, with {people} people.").format(
            group=group, room=room, day=long_day(times[0].date()), hours=hours(*times), people=people
        )
        self.aloud.ask(words if quote is None else _("{sentence} {fee}").format(sentence=words, fee=fee_words(quote)))

    def _room_name(self) -> str:
        rooms = self._offered.rooms if self._offered else ()
        return next((each.name for each in rooms if each.id == self.rooms.value()), "")

    # Qt asks:

    def focus_first(self) -> None:
        self.when.focus_first()
