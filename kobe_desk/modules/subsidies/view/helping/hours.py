"""時間と謝礼: what helpers did, and what they were paid."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal

from kobe_desk.core import clock
from kobe_desk.core.errors import UserError
from kobe_desk.core.japanese import era
from kobe_desk.core.japanese.money import figures
from kobe_desk.core.text import N_, _
from kobe_desk.modules.subsidies.usecases.helping import WorkPlaces, WorkRequest, WorkRow, honorarium, read_time
from kobe_desk.ui.button import primary, secondary
from kobe_desk.ui.card import Card, EmptyState
from kobe_desk.ui.field import DateField, FormField, MoneyField, Need, Select, TextField
from kobe_desk.ui.flow import Flow
from kobe_desk.ui.form import Form
from kobe_desk.ui.layout import STRETCH, Column, Row
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.page import Page
from kobe_desk.ui.table import Column as TableColumn
from kobe_desk.ui.table import Table, TableModel
from kobe_desk.ui.text import Paragraph

COLUMNS: tuple[TableColumn[WorkRow], ...] = (
    TableColumn(N_("Day"), lambda row: era.wareki(row.day), width=190, bold=True),
    TableColumn(N_("Helper"), lambda row: row.helper, width=140),
    TableColumn(N_("Work done"), lambda row: row.purpose, stretch=True, secondary=True),
    TableColumn(N_("Time taken"), lambda row: time_words(row.minutes), width=120, right=True),
    TableColumn(N_("Honorarium (yen)"), lambda row: _amount(row), width=150, right=True,
                meaning=lambda row: "muted" if row.cancelled else ""),
)  # fmt: skip


class TimeField(TextField):
    """A time as people write it: 2.5, 2:30, 2時間30分. Its value is minutes."""

    def __init__(self) -> None:
        super().__init__(width=140)

    def value(self) -> int | None:  # type: ignore[override]
        return read_time(self.text()) if self.text().strip() else None

    def set_value(self, value: int | None) -> None:  # type: ignore[override]
        self.setText(time_words(value) if value else "")


class HoursPage(Page):
    """The list, and a form for the next line."""

    help_page = "subsidies-helpers"
    recorded = Signal(object)
    taken_back = Signal(object)
    print_wanted = Signal(object)
    """The application whose list is to be printed."""

    def __init__(self) -> None:
        super().__init__(_("Hours and honoraria"), back=_("To the helpers"))
        self.refusal = Notice("warn")
        self.refusal.hide()
        self._model: TableModel[WorkRow] = TableModel(COLUMNS)
        self.list = Table(self._model, _("Hours of helpers"))
        self._whole = Paragraph(ink="muted", narrow=True)
        self.list.shown_whole_in = self._whole
        self.list.row_chosen.connect(self._show_row)
        self.none = EmptyState(_("No hours yet"), _("Write the first line below."))
        self.back_out = secondary(_("Take this line back"), "undo-2")
        self.back_out.clicked.connect(self._take_back)
        self.print = secondary(_("Print the list"), "printer")
        self.print.clicked.connect(self._print)
        self._calculated: int | None = None
        self.add(Column(self.refusal, self.none, self.list, self._whole, Flow(self.back_out, self.print), self._asked(),
                        gap="item", around=(0, 14, 0, 0)))  # fmt: skip
        self.body.add(STRETCH)

    def _asked(self) -> Card:
        self._application, self._account, self._purse = Select(width=420), Select(width=220), Select(width=220)
        self.form = Form({
            "application": FormField(_("For which application"), self._application),
            "helper": FormField(_("Helper’s name"), TextField(width=280)),
            "day": FormField(_("Day of the help"), DateField()),
            "hours": FormField(_("How long"), TimeField(), support=_("2.5, 2:30 or 2時間30分.")),
            "purpose": FormField(_("Work done"), TextField(width=420)),
            "rate": FormField(_("Yen for an hour"), MoneyField(), Need.OPTIONAL, unit=_("yen"),
                              support=_("What was agreed. With it, the honorarium is calculated.")),
            "amount": FormField(_("Honorarium"), MoneyField(), Need.OPTIONAL, unit=_("yen"),
                                support=_("Empty for unpaid help. Otherwise it goes into the cash book at once.")),
            "account": FormField(_("Account"), self._account, Need.OPTIONAL),
            "purse": FormField(_("Paid from"), self._purse, Need.OPTIONAL),
        })  # fmt: skip
        self.form.edited.connect(self._calculate)
        self.record = primary(_("Write it down"), "plus")
        self.record.clicked.connect(self._record)
        return Card(_("Another line"), self.form, Row(self.record, STRETCH))

    def show_places(self, places: WorkPlaces) -> None:
        self._application.offer(places.applications)
        self._account.offer(places.accounts)
        self._purse.offer(places.purses)
        if places.usual_account is not None:
            self._account.set_value(places.usual_account)
        self.form.fill({"day": clock.today()})
        self.record.setEnabled(bool(places.applications))

    def show_work(self, rows: Sequence[WorkRow]) -> None:
        self._model.show(tuple(rows))
        for part in (self.list, self.back_out, self.print):
            part.setVisible(bool(rows))
        self.none.setHidden(bool(rows))
        self._show_row(self.list.row)

    def clear_form(self) -> None:
        """Ready for the next line: application and account stay."""
        self._calculated = None
        self.refusal.hide()
        self.form.fill({"hours": None, "purpose": "", "rate": None, "amount": None})
        self.form.fields["hours"].focus()

    def show_refusal(self, error: UserError) -> None:
        if not self.form.show_refusal(error):
            self.refusal.ask(error.message())
            self.refusal.show()
            self.to_top()

    def _calculate(self) -> None:
        """With a rate, the honorarium follows until somebody writes another one."""
        typed = self.form.typed()
        minutes, rate, amount = typed.get("hours"), typed.get("rate"), typed.get("amount")
        if minutes and rate and amount in (None, self._calculated):
            self._calculated = honorarium(minutes, rate)
            self.form.fill({"amount": self._calculated})

    def _record(self) -> None:
        self.refusal.hide()
        read: dict[str, Any] | None = self.form.read()
        if read is not None:
            self.recorded.emit(
                WorkRequest(read["application"], read["helper"], read["day"], read["hours"] or 0, read["purpose"],
                            read["rate"], read["amount"] or 0, read["account"], read["purse"])
            )  # fmt: skip

    def _show_row(self, row: WorkRow | None) -> None:
        self._whole.say(_whole(row) if row is not None else "")
        self.back_out.setEnabled(row is not None and not row.cancelled)

    def _take_back(self) -> None:
        if self.list.row is not None:
            self.taken_back.emit(self.list.row.id)

    def _print(self) -> None:
        """The list of the application of the chosen line, else of the one in the form."""
        row = self.list.row
        self.print_wanted.emit(row.application if row is not None else self._application.value())

    # Qt asks:

    def focus_first(self) -> None:
        self.form.fields["helper"].focus()


def time_words(minutes: int) -> str:
    """2 hours 30 minutes, in the language of the screen."""
    hours, rest = divmod(minutes, 60)
    if not rest:
        return _("{hours} h").format(hours=hours)
    return _("{hours} h {minutes} min").format(hours=hours, minutes=rest) if hours else _("{n} min").format(n=rest)


def _amount(row: WorkRow) -> str:
    if row.cancelled:
        return _("taken back")
    return figures(row.amount) if row.amount else _("unpaid")


def _whole(row: WorkRow) -> str:
    where = _("No. {number} of the cash book").format(number=row.number) if row.number else _("not in the cash book")
    return _("{title}: {what} ({where})").format(title=row.title, what=row.purpose, where=where)
