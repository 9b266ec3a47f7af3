"""空きをさがす: said in a sentence or with a few conditions; Enter on a free time starts the booking."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kobe_desk.core import clock
from kobe_desk.core.text import N_, _, n_
from kobe_desk.modules.bookings.usecases import BandFact, FreeSlot, RoomRow, SlotSearch, understood
from kobe_desk.modules.bookings.view.counter.parts import Start, clock_field
from kobe_desk.modules.bookings.view.wording import hours, long_day, short_day, weekday_names
from kobe_desk.ui.button import primary
from kobe_desk.ui.field import FormField, Need, NumberField, SearchField, Select, TextField, Ticks
from kobe_desk.ui.form import Form
from kobe_desk.ui.layout import Column as Down
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.page import Page, SidePane
from kobe_desk.ui.table import Column, Table, TableModel
from kobe_desk.ui.text import Paragraph

AHEAD = timedelta(31)
MOST = 60
HOUR = 60
Span = tuple[date, date]
PERIODS = {
    "今週": N_("This week"),
    "来週": N_("Next week"),
    "今月": N_("This month"),
    "来月": N_("Next month"),
    "再来月": N_("The month after next"),
}
"""As they are said, and their words on the screen."""

COLUMNS: tuple[Column[FreeSlot], ...] = (
    Column(N_("Day"), lambda slot: short_day(slot.start.date()), width=150, stretch=True, bold=True),
    Column(N_("Time of the day"), lambda slot: slot.band, width=90, secondary=True),
    Column(N_("Time"), lambda slot: hours(slot.start, slot.end), width=140),
    Column(N_("Room"), lambda slot: slot.room, width=150, stretch=True),
    Column(N_("Holds"), lambda slot: str(slot.capacity or ""), width=70, right=True, secondary=True),
)


class FinderPage(Page):
    """The sentence fills the conditions; the list follows both."""

    help_page = "bookings-finder"
    search_requested = Signal(object)
    """A `SlotSearch`."""
    booking_wanted = Signal(object)
    """A `Start` for a booking."""

    def __init__(self) -> None:
        super().__init__(_("Find a free time"), back=_("To the bookings"), scrolls=False)
        self._bands: tuple[str, ...] = ()
        self._rooms: tuple[str, ...] = ()
        self._people, self._rest = 0, ""
        self.said = SearchField(_("In words"), 330)
        self.said.searched.connect(self._understand)
        self.found = Notice("info")
        self.model: TableModel[FreeSlot] = TableModel(COLUMNS, key=lambda slot: (slot.room_id, slot.start))
        self.table = Table(self.model, _("Free times"))
        self.table.row_opened.connect(self._take)
        self.whole_row = Paragraph(ink="muted")
        self.table.shown_whole_in = self.whole_row
        self.table.row_chosen.connect(self._show_row)
        self.book = primary(_("Book this"), "plus")
        self.book.clicked.connect(lambda: self._take(self.table.row))
        self.results = QWidget()
        results = Down(gap="item")
        results.addWidget(self.table, 1)
        results.add(self.book)
        self.results.setLayout(results)
        example = Paragraph(_("In Japanese, such as: 来月の火曜午前、30人、調理室"), ink="muted")
        self.goes_when_large(example)
        self.add(self.said, example, self.found)
        self.body.addWidget(self.results, 1)
        self.form = self._form()
        self.form.edited.connect(self._search)
        self.set_side(SidePane(self.whole_row, Paragraph(_("Conditions"), "lead", narrow=True), self.form), 330)

    def _form(self) -> Form:
        optional = Need.OPTIONAL
        self.period = Select(_periods(), 200)
        return Form(
            {
                "period": FormField(_("Period"), self.period, Need.UNSAID),
                "weekdays": FormField(_("Days of the week"), Ticks(tuple(enumerate(weekday_names()))), Need.UNSAID),
                "bands": FormField(_("Time of the day"), Ticks(), Need.UNSAID),
                "start": FormField(_("From"), clock_field(), Need.OPTIONAL),
                "end": FormField(_("Until"), clock_field(), Need.OPTIONAL),
                "people": FormField(_("People"), NumberField(84), optional, unit=_("people")),
                "place": FormField(_("Room or what it has"), TextField(width=220), optional),
            }
        )

    # what is shown

    def offer(self, bands: Sequence[BandFact], rooms: Sequence[RoomRow]) -> None:
        """What can be asked for; then everything that is free is looked for."""
        self._bands = tuple(dict.fromkeys(each.name for each in sorted(bands, key=lambda each: each.starts)))
        self._rooms = tuple(f"{each.name} {each.features}" for each in rooms)
        ticks = self.form.fields["bands"].control
        assert isinstance(ticks, Ticks)  # noqa: S101 - put in above
        ticks.offer([(name, name) for name in self._bands])
        self._search()

    def show_slots(self, slots: Sequence[FreeSlot]) -> None:
        self.model.show(slots)
        self.results.setVisible(bool(slots))
        if slots and self.table.row is None:
            self.table.setCurrentIndex(self.model.index(0, 0))
        if not slots:
            self._tell("warn", _("Nothing is free. Take a longer period, or fewer conditions."))
            return
        words = n_("{count} free time", "{count} free times", len(slots)).format(count=len(slots))
        more = _("The first {count} free times. Narrower conditions show the later ones.").format(count=MOST)
        self._tell("ok", words if len(slots) < MOST else more)

    def _tell(self, meaning: str, words: str) -> None:
        rest = self._rest
        odd = _("“{words}” was not understood. Use the conditions at the right.").format(words=rest) if rest else ""
        self.found.mean("warn" if odd else meaning)
        self.found.ask("\n".join(each for each in (words, odd) if each))

    # what is asked

    def _understand(self, words: str) -> None:
        """Put what was said into the conditions, where it can be seen and changed."""
        today = clock.today()
        asked = understood(words, today, self._bands, self._rooms)
        self._rest = asked.rest
        period = (asked.first or today, asked.last or today + AHEAD)
        self.period.offer(_periods(period))
        self.form.fill({"period": period, "weekdays": asked.weekdays, "bands": asked.bands,
                        "start": _pair(asked.start), "end": _pair(asked.end), "people": asked.people or None,
                        "place": asked.place})  # fmt: skip
        self._search()

    def _search(self) -> None:
        values = self.form.typed()
        first, last = values["period"]
        self._people = values.get("people") or 0
        start, end = _minutes(values.get("start")), _minutes(values.get("end"))
        if start is None or end is None or end <= start:
            start = end = None
        self.search_requested.emit(
            SlotSearch(first, last, values["weekdays"], values["bands"],
                       start, end, self._people, feature=values["place"], most=MOST)
        )  # fmt: skip

    def _show_row(self, slot: FreeSlot | None) -> None:
        told = _("{day} {hours}, {room}, {band}")
        self.whole_row.say(told.format(day=long_day(slot.start.date()), hours=hours(slot.start, slot.end),
                                       room=slot.room, band=slot.band) if slot else "")  # fmt: skip

    def _take(self, slot: FreeSlot | None) -> None:
        if slot is not None:
            self.booking_wanted.emit(Start.at(slot, self._people))

    # Qt asks:

    def focus_first(self) -> None:
        self.said.edit.setFocus()


def _pair(minutes: int | None) -> tuple[int, int] | None:
    return None if minutes is None else divmod(minutes, HOUR)


def _minutes(pair: tuple[Any, ...] | None) -> int | None:
    """Minutes after midnight of hour and minutes as they were written."""
    hour, minute = pair or (None, None)
    return None if hour is None else hour * HOUR + (minute or 0)


def _periods(asked: Span | None = None) -> list[tuple[Span, str]]:
    """The usual ones, and the one that was asked for in words."""
    today = clock.today()
    usual = {(today, today + AHEAD): _("From today for a month")}
    usual |= {_usual(word, today): _(words) for word, words in PERIODS.items()}
    if asked is not None and asked not in usual:
        usual = {asked: _("{first} to {last}").format(first=short_day(asked[0]), last=short_day(asked[1])), **usual}
    return list(usual.items())


def _usual(word: str, today: date) -> Span:
    asked = understood(word, today, (), ())
    return asked.first or today, asked.last or today
