"""One booking: what was promised, the money, the day itself, and what can still be done with it."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QFileDialog, QWidget

from kobe_desk.core import paths
from kobe_desk.core.errors import UserError
from kobe_desk.core.japanese import era
from kobe_desk.core.text import _
from kobe_desk.modules.bookings.usecases import CATEGORIES, BookingDetail, SeriesRow, WishRow
from kobe_desk.modules.bookings.view.fee_card import FeeCard
from kobe_desk.modules.bookings.view.series_card import SeriesCard
from kobe_desk.modules.bookings.view.wording import STATE_MEANINGS, hours, long_day, state
from kobe_desk.ui.button import Button, primary, secondary
from kobe_desk.ui.card import Card, Facts
from kobe_desk.ui.chip import Chip
from kobe_desk.ui.field import FormField, Need, NumberField, TextField
from kobe_desk.ui.flow import Flow
from kobe_desk.ui.form import Form
from kobe_desk.ui.layout import STRETCH, Row
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.page import Page
from kobe_desk.ui.text import Label
from kobe_desk.ui.ties import EventCard


class BookingPage(Page):
    """Shows a booking and emits what is wished with it."""

    help_page = "bookings-booking"
    change_wanted = Signal()
    move_wanted = Signal()
    waiting_wanted = Signal()
    shift_wanted = Signal(int)
    """The series from here on, by so many days."""
    split_wanted = Signal()
    cancel_all_wanted = Signal(str)
    """The reason, for this booking of a series and those after it."""
    confirm_wanted = Signal()
    cancel_wanted = Signal(str)
    restore_wanted = Signal()
    papers_wanted = Signal()
    calendar_wanted = Signal()
    series_calendar_wanted = Signal()
    usual_wanted = Signal()
    check_in_wanted = Signal(object)
    check_out_wanted = Signal()
    no_show_wanted = Signal()
    key_wanted = Signal(str, str)
    key_back_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(_("Booking"), back=_("To the bookings"))
        self._detail: BookingDetail | None = None
        self.refusal = Notice("error")
        self.refusal.hide()
        self.waiting = Notice("info")
        self.waiting.hide()
        self.series = SeriesCard()
        self.series.shift_wanted.connect(self.shift_wanted)
        self.series.split_wanted.connect(self.split_wanted)
        self.series.calendar_wanted.connect(self.series_calendar_wanted)
        self.series.hide()
        self.fee = FeeCard()
        self.event_card = EventCard(_("A festival, a drill or a clean-up that the room is booked for."))
        parts = self._promise(), self.event_card, self.fee, self._day(), self.series, self._ending()
        self.add(self.refusal, self.waiting, *parts)
        self.body.add(STRETCH)

    def _promise(self) -> Card:
        self.state, self.number = Chip("", "plain"), Label("", ink="muted")
        self.facts = Facts(width=110)
        self.change = secondary(_("Change"), "pencil", name=_("Change this booking"))
        self.carry = secondary(_("Move"), "arrow-up-down", name=_("Move this booking"))
        self.confirm = primary(_("Confirm the booking"), "check")
        self.papers = secondary(_("Application and permit"), "printer")
        self.calendar = secondary(_("Save for a calendar"), "calendar-plus")
        self.usual = secondary(_("Make it the usual booking"), "repeat")
        self.restore = secondary(_("Bring it back"), "undo-2")
        for button, wish in (
            (self.change, self.change_wanted),
            (self.carry, self.move_wanted),
            (self.confirm, self.confirm_wanted),
            (self.papers, self.papers_wanted),
            (self.calendar, self.calendar_wanted),
            (self.usual, self.usual_wanted),
            (self.restore, self.restore_wanted),
        ):
            button.clicked.connect(wish)
        head = QWidget()
        head.setLayout(Row(self.state, self.number, STRETCH, gap="item"))
        deeds = _across(self.confirm, self.change, self.carry, self.papers, self.calendar, self.usual, self.restore)
        return Card(_("What was promised"), head, self.facts, deeds)

    def _day(self) -> Card:
        people = {name: NumberField(84) for name in ("came_adults", "came_children", "came_seniors")}
        words = (_("Adults who came"), _("Children who came"), _("Older people who came"))
        self.came = Form(
            {
                name: FormField(label, field, Need.OPTIONAL, unit=_("people"))
                for (name, field), label in zip(people.items(), words, strict=True)
            }
        )
        self.check_in = secondary(_("They came"), "user-check")
        self.check_out = secondary(_("Not yet after all"), "undo-2")
        self.no_show = secondary(_("Nobody came"), "user-x")
        self.keys = Form(
            {
                "key": FormField(_("Key"), TextField(width=120), Need.OPTIONAL, _("Number or name of the key.")),
                "holder": FormField(_("Handed to"), TextField(width=260), Need.OPTIONAL),
            }
        )
        self.key_out = secondary(_("Hand out the key"), "key-round")
        self.key_back = secondary(_("The key is back"), "key")
        self.on_the_day = Facts(width=110)
        self.check_in.clicked.connect(self._check_in)
        self.check_out.clicked.connect(self.check_out_wanted)
        self.no_show.clicked.connect(self.no_show_wanted)
        self.key_out.clicked.connect(self._hand_out)
        self.key_back.clicked.connect(self.key_back_wanted)
        self.day_card = Card(_("On the day"), self.on_the_day, self.came,
                             _across(self.check_in, self.check_out, self.no_show),
                             self.keys, _across(self.key_out, self.key_back))  # fmt: skip
        return self.day_card

    def _ending(self) -> Card:
        self.end_form = Form({"why": FormField(_("Why it is cancelled"), TextField(width=420))})
        self.cancel = secondary(_("Cancel the booking"), "calendar-x")
        self.cancel.clicked.connect(lambda: self._cancel(self.cancel_wanted))
        self.cancel_all = secondary(_("Cancel this and those after it"), "repeat")
        self.cancel_all.clicked.connect(lambda: self._cancel(self.cancel_all_wanted))
        self.end_card = Card(_("Cancel"), self.end_form, _across(self.cancel, self.cancel_all))
        return self.end_card

    def target(self, label: str) -> Path | None:
        """Ask where the calendar file of this booking is to be; None when the person left it."""
        start = str(paths.documents().parent / f"{label}.ics")
        words = f"{_('Calendar (iCalendar)')} (*.ics)"
        chosen, _kind = QFileDialog.getSaveFileName(self.window(), _("Save"), start, words)
        return Path(chosen).with_suffix(".ics") if chosen else None

    # what is shown

    def show_booking(self, detail: BookingDetail) -> None:
        """Show it as it stands; only what can be done now is offered."""
        self._detail = detail
        row, self_open = detail.row, detail.row.state in ("confirmed", "provisional")
        self.refusal.hide()
        self.header.say(row.title, long_day(row.start.date()))
        self.state.say(state(row), STATE_MEANINGS[row.state])
        self.number.setText(row.label)
        self.facts.show_facts(_facts(detail))
        self.fee.show_fee(detail)
        self.on_the_day.show_facts(_day_facts(detail))
        shown = {
            self.confirm: row.state == "provisional",
            self.change: self_open,
            self.carry: self_open,
            self.papers: self_open,
            self.usual: self_open,
            self.restore: row.state in ("cancelled", "rejected", "skipped"),
            self.day_card: self_open,
            self.check_out: row.arrived is not None or row.no_show,
            self.no_show: row.arrived is None and not row.no_show,
            self.key_out: row.key_out is None or row.key_back is not None,
            self.keys: row.key_out is None or row.key_back is not None,
            self.key_back: row.key_out is not None and row.key_back is None,
            self.end_card: self_open,
            self.cancel_all: row.series_id is not None,
        }
        for widget, visible in shown.items():
            widget.setVisible(visible)
        request = detail.request
        came = detail.actual or (request.adults, request.children, request.seniors)
        self.came.fill(dict(zip(self.came.fields, came, strict=True)))

    def show_waiting(self, rows: Sequence[WishRow]) -> None:
        """Who waits for the time that was given up."""
        self.waiting.setVisible(bool(rows))
        if rows:
            names = _(", ").join(dict.fromkeys(each.group for each in rows))
            words = _("This time is free again. Waiting for it: {groups}").format(groups=names)
            self.waiting.ask(words, (_("To the waiting list"), self.waiting_wanted.emit))

    def show_series(self, series: SeriesRow) -> None:
        """What it is one of; those to come can be shifted together."""
        self.series.show_series(series, self._detail.row if self._detail else None)

    def show_saved(self, path: Path) -> None:
        """Where the calendar file is."""
        self.refusal.mean("ok")
        self.refusal.ask(_("Saved: {name}.").format(name=path.name))
        self.refusal.show()
        self.to_top()

    def show_remembered(self) -> None:
        """That it is the usual booking now."""
        self.refusal.mean("ok")
        self.refusal.ask(_("Kept as the usual booking. It can be filled in at the counter."))
        self.refusal.show()
        self.to_top()

    def show_refusal(self, error: UserError) -> None:
        self.refusal.mean("error")
        if not any(form.show_refusal(error) for form in (self.end_form, self.keys)):
            self.refusal.ask(error.message())
            self.refusal.show()
            self.to_top()

    def _check_in(self) -> None:
        values = self.came.read()
        if values is not None:
            self.check_in_wanted.emit(tuple(each or 0 for each in values.values()))

    def _hand_out(self) -> None:
        values = self.keys.read()
        if values is not None:
            self.key_wanted.emit(values["key"] or "", values["holder"] or "")

    def _cancel(self, wanted: SignalInstance) -> None:
        values = self.end_form.read()
        if values is not None:
            wanted.emit(values["why"])

    # Qt asks:

    def focus_first(self) -> None:
        button: Button = self.change if not self.change.isHidden() else self.restore
        button.setFocus()


def _across(*buttons: Button) -> QWidget:
    holder = QWidget()
    holder.setLayout(Flow(*buttons, gap=10))
    return holder


def _facts(detail: BookingDetail) -> Sequence[tuple[str, str]]:
    row, request = detail.row, detail.request
    kind = _(CATEGORIES[request.category]) if request.category in CATEGORIES else ""
    lent = _(", ").join(_("{name} {count}").format(name=each.name, count=each.count) for each in detail.equipment)
    facts = [
        (_("Group"), row.group),
        (_("Room"), row.room),
        (_("Time"), hours(row.start, row.end)),
        (_("Purpose"), _(" · ").join(each for each in (row.purpose, kind) if each)),
        (_("People"), _("{count} people").format(count=row.people) if row.people else ""),
        (_("Equipment"), lent),
        (_("Who is there that day"), _(" · ").join(each for each in (request.responsible, request.phone) if each)),
        (_("Preparation"), request.setup),
        (_("Notes"), request.notes),
        (_("Permit"), _permit(detail)),
        (_("Taken down by"), _("{who}, {day}").format(who=detail.taken_by, day=era.wareki(detail.taken_at.date()))),
        (_("Why"), detail.state_why),
    ]
    return [(name, words) for name, words in facts if words]


def _permit(detail: BookingDetail) -> str:
    if not detail.permit or detail.permitted is None:
        return ""
    return _("{number}, {day}").format(number=detail.permit, day=era.wareki(detail.permitted))


def _day_facts(detail: BookingDetail) -> Sequence[tuple[str, str]]:
    row = detail.row
    facts = []
    if row.arrived is not None:
        facts.append((_("Reception"), _("They came.")))
    if row.no_show:
        facts.append((_("Reception"), _("Nobody came.")))
    if row.key_out is not None:
        holder = detail.key_holder or row.group
        words = _("{key} is back.") if row.key_back else _("{key} is with {holder}.")
        facts.append((_("Key"), words.format(key=row.key or _("The key"), holder=holder)))
    return facts
