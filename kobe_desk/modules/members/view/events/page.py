"""行事 of a year."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from kobe_desk.core.errors import UserError
from kobe_desk.core.japanese.fiscal_year import FiscalYear
from kobe_desk.core.text import N_, _
from kobe_desk.modules.members.usecases import EventRow
from kobe_desk.modules.members.usecases.event_names import brief
from kobe_desk.modules.members.view.events.form import KINDS, event_form, fill, read
from kobe_desk.ui.button import primary, secondary
from kobe_desk.ui.card import Card
from kobe_desk.ui.flow import Flow
from kobe_desk.ui.layout import STRETCH, Row
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.page import Page
from kobe_desk.ui.table import Column, Table, TableModel

COLUMNS: tuple[Column[EventRow], ...] = (
    Column(N_("Day"), lambda row: brief(row.start, row.end), width=230),
    Column(N_("Name of the event"), lambda row: row.title, width=190, stretch=True, bold=True),
    Column(N_("Kind"), lambda row: _(KINDS[row.kind]), width=120, secondary=True),
    Column(N_("Place"), lambda row: row.place, width=180, stretch=True, secondary=True),
    Column(N_("Came"), lambda row: _state(row), width=90, right=True, secondary=True,
           meaning=lambda row: "warn" if row.cancelled else ""),
)  # fmt: skip


def _state(row: EventRow) -> str:
    if row.cancelled:
        return _("not held")
    return _("{count} people").format(count=row.people) if row.people else ""


class EventsPage(Page):
    """The list, and the form of another event."""

    help_page = "members-events"
    year_requested = Signal(int)
    event_opened = Signal(object)
    add_requested = Signal(object)

    def __init__(self) -> None:
        super().__init__(_("Events"), back=_("To the upkeep"))
        self._year = 0
        self.before = secondary(_("Year before"), "chevron-left")
        self.after = secondary(_("Year after"), "chevron-right")
        self.header.add(self.before, self.after)
        self.model: TableModel[EventRow] = TableModel(COLUMNS)
        self.table = Table(self.model, _("Events of the year"))
        self.table.setMinimumHeight(260)
        self.open = secondary(_("Open this event"), "arrow-right")
        self.add_one = primary(_("Plan an event"), "plus")
        self._none = Notice("info", _("No event is planned in this year."))
        self.warning = Notice("warn")
        self.form = event_form()
        self.save, self.leave = primary(_("Write the event down"), "save"), secondary(_("Leave it"))
        self.card = Card(_("Another event"), self.warning, self.form)
        self.card.body.addLayout(Flow(self.save, self.leave))
        self.add(self._none, self.table, Row(self.open, self.add_one, STRETCH, gap=10), self.card, STRETCH)
        self.before.clicked.connect(lambda: self.year_requested.emit(self._year - 1))
        self.after.clicked.connect(lambda: self.year_requested.emit(self._year + 1))
        self.table.row_opened.connect(lambda row: self.event_opened.emit(row.id))
        self.open.clicked.connect(self._open)
        self.add_one.clicked.connect(self._begin)
        self.save.clicked.connect(self._save)
        self.leave.clicked.connect(self.close_form)
        self.close_form()

    def show_events(self, year: FiscalYear, rows: Sequence[EventRow]) -> None:
        self._year = year.year
        self.header.say(_("Events"), year.label)
        self.model.show(rows)
        self._none.setVisible(not rows)
        for part in (self.table, self.open):
            part.setVisible(bool(rows))
        if rows and self.table.row is None:
            self.table.setCurrentIndex(self.model.index(0, 0))

    def show_refusal(self, error: UserError) -> None:
        if not self.form.show_refusal(error):
            self.warning.ask(error.message())
            self.warning.show()

    def close_form(self, _result: object = None) -> None:
        fill(self.form, None)
        self.warning.hide()
        self.card.hide()
        self.add_one.show()

    def _begin(self) -> None:
        self.card.show()
        self.add_one.hide()
        self.form.focus_first()

    def _open(self) -> None:
        if self.table.row is not None:
            self.event_opened.emit(self.table.row.id)

    def _save(self) -> None:
        request = read(self.form)
        if request is not None:
            self.add_requested.emit(request)

    # Qt asks:

    def focus_first(self) -> None:
        self.add_one.setFocus()
