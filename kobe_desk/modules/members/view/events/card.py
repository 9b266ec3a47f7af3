"""One event: what it is, who helps, who came."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kobe_desk.core.errors import UserError
from kobe_desk.core.text import N_, _
from kobe_desk.modules.members.table import CANDIDATE_COLUMNS
from kobe_desk.modules.members.usecases import EventCard, PersonRow, StaffRow
from kobe_desk.modules.members.usecases.event_names import held
from kobe_desk.modules.members.view.events.form import BANDS, event_form, fill, read
from kobe_desk.modules.members.view.events.photos import PhotosPart
from kobe_desk.ui.button import primary, secondary
from kobe_desk.ui.card import Card
from kobe_desk.ui.dialog import confirm
from kobe_desk.ui.field import FormField, Need, NumberField, SearchField, TextArea, TextField
from kobe_desk.ui.flow import Flow
from kobe_desk.ui.form import Form
from kobe_desk.ui.layout import STRETCH
from kobe_desk.ui.layout import Column as Lines
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.page import Page
from kobe_desk.ui.side_list import SideList
from kobe_desk.ui.table import Column, Table, TableModel
from kobe_desk.ui.ties import TiesCard

PARTS = (
    (N_("What and when"), "calendar-days"),
    (N_("Helpers"), "users"),
    (N_("Who came"), "clipboard-list"),
    (N_("Photos"), "image"),
    (N_("What belongs to it"), "link"),
)
STAFF_COLUMNS: tuple[Column[StaffRow], ...] = (
    Column(N_("Full name"), lambda row: row.name, width=220, stretch=True, bold=True),
    Column(N_("What they do"), lambda row: row.task, width=260, stretch=True),
)


class FactsPart(QWidget):
    """The form, and the ways to cancel or take out."""

    save_requested = Signal(object)
    cancel_requested = Signal(str)
    hold_requested = Signal()
    remove_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.state = Notice("warn")
        self.form = event_form()
        self.save = primary(_("Save the event"), "save")
        self.remove = secondary(_("Take this event out"), "trash-2")
        self.hold = secondary(_("It is held after all"), "undo-2")
        card = Card(_("The event"), self.form)
        card.body.addLayout(Flow(self.save, self.remove))
        self.reason = Form({"reason": FormField(_("Why it is not held"), TextField(380), support=_("Such as rain."))})
        self.cancel = secondary(_("It is not held"), "calendar-x")
        self.calling_off = Card(_("Calling it off"), self.reason)
        self.calling_off.body.addLayout(Flow(self.cancel))
        self.setLayout(Lines(self.state, self.hold, card, self.calling_off, STRETCH, gap="group"))
        self.save.clicked.connect(self._save)
        self.remove.clicked.connect(self._remove)
        self.hold.clicked.connect(self.hold_requested)
        self.cancel.clicked.connect(self._cancel)

    def show_event(self, card: EventCard) -> None:
        fill(self.form, card.event)
        self.state.ask(_("It is not held: {reason}").format(reason=card.cancelled))
        self.state.setVisible(bool(card.cancelled))
        self.hold.setVisible(bool(card.cancelled))
        self.calling_off.setVisible(not card.cancelled)
        self.reason.fill({"reason": ""})

    def show_refusal(self, error: UserError) -> None:
        if not (self.form.show_refusal(error) or self.reason.show_refusal(error)):
            self.state.ask(error.message())
            self.state.show()

    def _save(self) -> None:
        request = read(self.form)
        if request is not None:
            self.save_requested.emit(request)

    def _cancel(self) -> None:
        values = self.reason.read()
        if values is not None:
            self.cancel_requested.emit(values["reason"])

    def _remove(self) -> None:
        text = _("Its helpers and counts go with it. You can take this back.")
        if confirm(self.window(), _("Take this event out?"), text, _("Take this event out")):
            self.remove_requested.emit()


class StaffPart(QWidget):
    """Who helps with what; found on the roster."""

    searched = Signal(str)
    add_requested = Signal(object, str)
    remove_requested = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.model: TableModel[StaffRow] = TableModel(STAFF_COLUMNS)
        self.table = Table(self.model, _("Helpers of the event"))
        self.none = Notice("info", _("Nobody is written down yet."))
        self.remove = secondary(_("Take this helper out"), "user-x")
        self.search = SearchField(_("Search for a person"), 220)
        self.search.searched.connect(self.searched)
        self.people: TableModel[PersonRow] = TableModel(CANDIDATE_COLUMNS)
        self.found = Table(self.people, _("People who can help"))
        self.warning = Notice("warn")
        self.form = Form(
            {"task": FormField(_("What they do"), TextField(300), Need.OPTIONAL, _("Such as reception, first aid."))}
        )
        self.put = secondary(_("Let this person help"), "user-plus")
        card = Card(_("Another helper"), self.search, self.found, self.warning, self.form)
        card.body.addLayout(Flow(self.put))
        acts = QWidget()
        acts.setLayout(Flow(self.remove))
        self.setLayout(Lines(self.none, self.table, acts, card, STRETCH, gap="group"))
        self.remove.clicked.connect(self._remove)
        self.put.clicked.connect(self._add)
        self.clear()

    def show_event(self, card: EventCard) -> None:
        self.model.show(card.staff)
        self.none.setVisible(not card.staff)
        for part in (self.table, self.remove):
            part.setVisible(bool(card.staff))
        if card.staff and self.table.row is None:
            self.table.setCurrentIndex(self.model.index(0, 0))

    def show_people(self, rows: Sequence[PersonRow]) -> None:
        self.people.show(rows)
        self.found.setVisible(bool(rows))
        if rows:
            self.found.setCurrentIndex(self.people.index(0, 0))

    def show_refusal(self, error: UserError) -> None:
        self.warning.ask(error.message())
        self.warning.show()

    def clear(self, _result: object = None) -> None:
        self.search.set_text("")
        self.show_people(())
        self.warning.hide()
        self.form.fill({"task": ""})

    def _add(self) -> None:
        values, person = self.form.read(), self.found.row
        if person is None:
            self.warning.ask(_("Search for a person first, and choose one."))
            self.warning.show()
        elif values is not None:
            self.add_requested.emit(person.id, values["task"])

    def _remove(self) -> None:
        if self.table.row is not None:
            self.remove_requested.emit(self.table.row.id)


class ReportPart(QWidget):
    """How many came, by age, and how it went."""

    save_requested = Signal(object, str)

    def __init__(self) -> None:
        super().__init__()
        self.total = Notice("info")
        fields: dict[str, FormField] = {
            band: FormField(_(words), NumberField(), Need.OPTIONAL, unit=_("people")) for band, words in BANDS.items()
        }
        fields["report"] = FormField(_("How it went"), TextArea(4, 460), Need.OPTIONAL)
        self.form = Form(fields)
        self.save = primary(_("Save who came"), "save")
        card = Card(_("People by age"), self.form)
        card.body.addLayout(Flow(self.save))
        self.setLayout(Lines(self.total, card, STRETCH, gap="group"))
        self.save.clicked.connect(self._save)

    def show_event(self, card: EventCard) -> None:
        self.form.fill({**{band: card.counts.get(band) for band in BANDS}, "report": card.report})
        words = _("{people} people came, {staff} helped.").format(people=card.people, staff=len(card.staff))
        self.total.ask(words)

    def show_refusal(self, error: UserError) -> None:
        self.form.show_refusal(error)

    def _save(self) -> None:
        values: dict[str, Any] | None = self.form.read()
        if values is not None:
            report = values.pop("report") or ""
            self.save_requested.emit(values, report)


class EventPage(Page):
    """An event in three parts, and its paper."""

    help_page = "members-events"
    paper_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(_("Event"), back=_("To the events"))
        self.print = secondary(_("Print"), "printer", name=_("Print the record of the event"))
        self.header.add(self.print)
        self.facts, self.staff, self.report = FactsPart(), StaffPart(), ReportPart()
        self.photos = PhotosPart()
        self.ties = TiesCard(_("What belongs to it"), _("No booking, meeting or application names it yet."))
        self._parts: tuple[QWidget, ...] = (self.facts, self.staff, self.report, self.photos, self.ties)
        self.list = SideList(width=180)
        self.list.show_entries([(_(title), icon) for title, icon in PARTS])
        self.list.chosen.connect(self.show_part)
        self.set_list(self.list)
        self.add(*self._parts, STRETCH)
        self.print.clicked.connect(self.paper_wanted)
        self.show_part(0)

    def show_event(self, card: EventCard) -> None:
        self.header.say(card.event.title, held(card.event.start, card.event.end))
        for part in (self.facts, self.staff, self.report):
            part.show_event(card)

    def show_part(self, place: int) -> None:
        self.list.mark(place)
        for at, part in enumerate(self._parts):
            part.setVisible(at == place)
        self.to_top()

    # Qt asks:

    def focus_first(self) -> None:
        self.list.items[0].setFocus()
