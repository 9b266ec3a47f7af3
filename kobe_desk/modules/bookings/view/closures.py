"""休館と臨時開館: closing asks of each booking in it what becomes of it; reopening brings back what it cancelled."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kobe_desk.core.errors import UserError
from kobe_desk.core.text import N_, _, n_
from kobe_desk.modules.bookings.usecases import BookingRow, ClosureRequest, ClosureRow, Fate, RoomRow
from kobe_desk.modules.bookings.view.centre.kinds import RoomSelect
from kobe_desk.modules.bookings.view.wording import hours, long_day, short_day
from kobe_desk.ui.button import primary, secondary
from kobe_desk.ui.card import Section
from kobe_desk.ui.field import DateField, FormField, Need, Select, TextField
from kobe_desk.ui.flow import Flow
from kobe_desk.ui.form import Form
from kobe_desk.ui.layout import STRETCH
from kobe_desk.ui.layout import Column as Down
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.page import Page
from kobe_desk.ui.table import Column, Table, TableModel
from kobe_desk.ui.text import Paragraph

OPEN = "open"


def _when(row: ClosureRow) -> str:
    last = row.end - timedelta(minutes=1)
    if row.start.date() == last.date():
        return long_day(row.start.date())
    return _("{first} to {last}").format(first=short_day(row.start.date()), last=short_day(last.date()))


def _kind(row: ClosureRow) -> str:
    if row.lifted_at is not None:
        return _("reopened")
    return _("special opening") if row.kind == OPEN else _("closed")


COLUMNS: tuple[Column[ClosureRow], ...] = (
    Column(N_("When"), _when, width=260, stretch=True, bold=True),
    Column(N_("What"), _kind, width=130),
    Column(N_("Reason"), lambda row: row.reason, width=260, stretch=True, secondary=True),
    Column(N_("Cancelled"), lambda row: str(row.cancelled or ""), width=100, right=True, secondary=True),
)


class ClosuresPage(Page):
    """A list of closures, and the form of a new one; its bookings are decided one by one."""

    help_page = "bookings-closures"
    looked = Signal(object)
    """The bookings in this `ClosureRequest` are wanted."""
    close_requested = Signal(object, object)
    open_requested = Signal(object)
    lift_requested = Signal(object)
    letters_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__(_("Closures"), back=_("To the bookings"))
        self._fates: dict[Any, Select] = {}
        self._chosen: ClosureRow | None = None
        self.model: TableModel[ClosureRow] = TableModel(COLUMNS)
        self.table = Table(self.model, _("Closures and special openings"))
        self.table.row_chosen.connect(self._show)
        self.letters = secondary(_("Letters to the groups"), "mail")
        self.lift = secondary(_("Reopen"), "undo-2")
        self.letters.clicked.connect(lambda: self.letters_wanted.emit(self._chosen.id if self._chosen else None))
        self.lift.clicked.connect(lambda: self.lift_requested.emit(self._chosen.id if self._chosen else None))
        self.said = Notice("info")
        self.said.hide()
        self.rooms = RoomSelect()
        self.form = Form(
            {
                "first": FormField(_("First day"), DateField()),
                "last": FormField(_("Last day"), DateField(), Need.OPTIONAL, _("Left empty: one day.")),
                "room": FormField(_("Room"), self.rooms, Need.UNSAID),
                "reason": FormField(
                    _("Reason"), TextField(width=420), support=_("It stands on the calendar and in the letters.")
                ),
            }
        )
        self.look = primary(_("Close these days"), "door-closed")
        self.open_specially = secondary(_("Open these days specially"), "door-open")
        self.look.clicked.connect(self._look)
        self.open_specially.clicked.connect(self._open)
        self.decide = QWidget()
        self._lines = Down(gap="item")
        self.close_button = primary(_("Close, and do this"), "check")
        self.close_button.clicked.connect(self._close)
        self.all_cancelled = secondary(_("Cancel all of them"), "calendar-x")
        self.all_cancelled.clicked.connect(self._cancel_all)
        self.intro = Paragraph("", bold=True)
        lines = QWidget()
        lines.setLayout(self._lines)
        self.decide.setLayout(Down(self.intro, lines, _across(self.all_cancelled, self.close_button), gap="item"))
        self._deciding(on=False)
        self.form.edited.connect(lambda: self._deciding(on=False))
        new = Section(_("A new closure"), self.form, _across(self.open_specially, self.look), self.decide)
        self.add(self.said, self.table, _across(self.letters, self.lift), new)
        self.body.add(STRETCH)
        self._show(None)

    # what is shown

    def show_closures(self, rows: Sequence[ClosureRow]) -> None:
        self.model.show(rows)

    def show_rooms(self, rows: Sequence[RoomRow]) -> None:
        self.rooms.offer_rooms(rows)

    def show_bookings(self, rows: Sequence[BookingRow]) -> None:
        """Each booking in the closure with its choice; without any, the closure is made at once."""
        self._lines.empty()
        self._fates = {}
        request = self.request()
        if request is not None and not rows:
            self._deciding(on=False)
            self.close_requested.emit(request, {})
            return
        words = n_("{count} booking lies in it. Say what becomes of it.",
                   "{count} bookings lie in it. Say what becomes of each.", len(rows))  # fmt: skip
        self.intro.say(words.format(count=len(rows)))
        for each in rows:
            choice = Select([("cancel", _("Cancel it")), ("keep", _("Leave it as it is"))], 150)
            told = _("{day} {hours}, {room}, {group}").format(
                day=short_day(each.start.date()), hours=hours(each.start, each.end), room=each.room, group=each.title
            )
            choice.setAccessibleName(told)
            self._fates[each.id] = choice
            self._lines.add(Down(Paragraph(told), choice, gap="tight"))
        self._deciding(on=True)

    def _deciding(self, *, on: bool) -> None:
        """While bookings are decided, that is the one thing to do."""
        self.decide.setVisible(on)
        self.look.setVisible(not on)
        self.open_specially.setVisible(not on)

    def say(self, words: str) -> None:
        self.said.ask(words)
        self.said.show()
        self.to_top()

    def show_done(self) -> None:
        """The form is empty again."""
        self._deciding(on=False)
        self.form.fill(dict.fromkeys(self.form.fields))

    def show_refusal(self, error: UserError) -> None:
        if not self.form.show_refusal(error):
            self.say(error.message())

    def _show(self, row: ClosureRow | None) -> None:
        self._chosen = row
        self.letters.setVisible(row is not None and row.kind != OPEN and row.lifted_at is None)
        self.lift.setVisible(row is not None and row.lifted_at is None)

    # what is asked

    def request(self) -> ClosureRequest | None:
        values = self.form.read()
        if values is None:
            return None
        first: date = values["first"]
        last: date = values["last"] or first
        start, end = datetime.combine(first, time()), datetime.combine(last, time()) + timedelta(1)
        return ClosureRequest(start, end, values["reason"], values["room"])

    def _look(self) -> None:
        if (request := self.request()) is not None:
            self.looked.emit(request)

    def _open(self) -> None:
        if (request := self.request()) is not None:
            self.open_requested.emit(request)

    def _cancel_all(self) -> None:
        for each in self._fates.values():
            each.set_value("cancel")

    def _close(self) -> None:
        if (request := self.request()) is not None:
            fates = {key: Fate(choice.value()) for key, choice in self._fates.items()}
            self.close_requested.emit(request, fates)

    # Qt asks:

    def focus_first(self) -> None:
        self.form.focus_first()


def _across(*buttons: QWidget) -> QWidget:
    holder = QWidget()
    holder.setLayout(Flow(*buttons, gap=10))
    return holder
