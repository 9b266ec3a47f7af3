"""集金: one collection, household by household; money is taken, exempted and taken back here."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kobe_desk.core import clock
from kobe_desk.core.errors import UserError
from kobe_desk.core.japanese.money import yen
from kobe_desk.core.text import _
from kobe_desk.modules.members.table import CHARGE_COLUMNS
from kobe_desk.modules.members.usecases import AreaRow, ChargeRow, PaymentRequest, RoundRow, Way
from kobe_desk.ui.button import primary, secondary
from kobe_desk.ui.card import Card
from kobe_desk.ui.field import Choice, DateField, FormField, MoneyField, Need, Option, Select, TextField
from kobe_desk.ui.flow import Flow
from kobe_desk.ui.form import Form
from kobe_desk.ui.layout import STRETCH, Column, Row
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.table import Table, TableModel
from kobe_desk.ui.text import Label, Paragraph

RECEIPT, TRANSFER = "receipt", "transfer"


class CollectingPart(QWidget):
    """The list of a collection; what is done is done for the household the keyboard is on."""

    round_chosen = Signal(object)
    area_chosen = Signal(object)
    """The 班 that is collected from; None for all."""
    take_requested = Signal(object)
    exempt_requested = Signal(object, str)
    ask_requested = Signal(object)
    cancel_requested = Signal(object)
    print_requested = Signal(object)
    receipts_requested = Signal(object)
    """The payments whose receipts are to be printed."""

    def __init__(self) -> None:
        super().__init__()
        self.rounds = Select(width=260)
        self.rounds.setAccessibleName(_("Collection"))
        self.rounds.edited.connect(lambda: self.round_chosen.emit(self.rounds.value()))
        self.area = Select([(None, _("All blocks"))], width=140)
        self.area.setAccessibleName(_("Block"))
        self.area.edited.connect(lambda: self.area_chosen.emit(self.area.value()))
        self.print = secondary(_("Sheets to collect with"), "printer")
        self.print.clicked.connect(lambda: self.print_requested.emit(self.rounds.value()))
        self.print_receipts = secondary(_("All receipts"), "receipt-text", name=_("Print all receipts"))
        self.print_receipts.clicked.connect(lambda: self.receipts_requested.emit(self._given))
        self._given: tuple[UUID, ...] = ()
        self._sum = Paragraph(ink="muted")
        self.model: TableModel[ChargeRow] = TableModel(CHARGE_COLUMNS)
        self.table = Table(self.model, _("Households of the collection"))
        self.table.setMinimumHeight(210)
        self.table.row_chosen.connect(self._show)
        self._none = Notice(
            "info", _("No collection of this year is planned yet. Write the rates down, then plan one.")
        )
        self.warning = Notice("warn")
        self.warning.hide()
        self._who = Label("", bold=True, elide=True)
        self._facts = Paragraph(ink="muted")
        self.table.shown_whole_in = self._facts
        self._taking, self._exempting = self._take_form(), self._exempt_form()
        self._one = Card(_("This household"), self._who, self._facts, self._taking, self._exempting)
        self._whole = QWidget()
        self._whole.setLayout(Column(self._sum, self.table, self.warning, self._one, gap="group"))
        chosen = Flow(self.rounds, self.area, self.print, self.print_receipts)
        top = QWidget()
        top.setLayout(chosen)
        self.setLayout(Column(self._none, top, self._whole, STRETCH, gap="item"))
        self._top = top
        self._rows: dict[UUID, RoundRow] = {}
        self.show_rounds((), None)

    def _take_form(self) -> QWidget:
        ways = [
            Option(RECEIPT, _("Cash, with a receipt")),
            Option(TRANSFER, _("Into the account")),
        ]
        self.form = Form(
            {
                "day": FormField(_("Day"), DateField()),
                "amount": FormField(_("Amount"), MoneyField(), unit=_("yen")),
                "way": FormField(_("How it is paid"), Choice(ways, columns=2), Need.UNSAID),
            }
        )
        self.take = primary(_("Take the dues"), "hand-coins")
        self.take.clicked.connect(self._take)
        self.cancel = secondary(_("Cancel what was paid"), "ban")
        self.cancel.clicked.connect(self._cancel)
        holder = QWidget()
        holder.setLayout(Column(self.form, Row(self.take, STRETCH)))
        return holder

    def _exempt_form(self) -> QWidget:
        self.reason = Form({"reason": FormField(_("Reason for exempting"), TextField(380), Need.OPTIONAL)})
        self.exempt = secondary(_("Exempt this household"), "circle-slash")
        self.exempt.clicked.connect(self._exempt)
        self.ask = secondary(_("Ask for the dues again"), "undo-2")
        self.ask.clicked.connect(self._ask)
        holder = QWidget()
        acts = QWidget()
        self.receipt = secondary(_("Print the receipt"), "printer")
        self.receipt.clicked.connect(self._print_receipt)
        acts.setLayout(Flow(self.receipt, self.exempt, self.ask, self.cancel))
        holder.setLayout(Column(self.reason, acts))
        return holder

    def show_rounds(self, rows: Sequence[RoundRow], chosen: UUID | None) -> None:
        """The collections of the year, and which of them is shown."""
        self._rows = {row.id: row for row in rows}
        self.rounds.offer([(row.id, row.title) for row in rows])
        if chosen in self._rows:
            self.rounds.set_value(chosen)
        self._none.setVisible(not rows)
        for part in (self._top, self._whole):
            part.setVisible(bool(rows))
        row = self._rows.get(self.rounds.value())
        if row is not None:
            words = _("{paid} of {charged} paid; {open} households have not paid all, {exempt} are exempted.")
            self._sum.say(words.format(paid=yen(row.paid), charged=yen(row.charged), open=row.open, exempt=row.exempt))

    def show_areas(self, rows: Sequence[AreaRow]) -> None:
        """The 班 that can be collected from one by one."""
        self.area.offer([(None, _("All blocks")), *((row.id, row.name) for row in rows)])

    def show_charges(self, rows: Sequence[ChargeRow]) -> None:
        self.model.show(rows)
        self._given = tuple(payment for row in rows if row.receipts for payment in row.payments)
        self.print_receipts.setVisible(bool(self._given))
        if rows and self.table.row is None:
            self.table.setCurrentIndex(self.model.index(0, 0))
        self._show(self.table.row)

    def show_refusal(self, error: UserError) -> None:
        if not (self.form.show_refusal(error) or self.reason.show_refusal(error)):
            self.warning.ask(error.message())
            self.warning.show()

    def clear(self, _result: object = None) -> None:
        self.warning.hide()
        self.reason.fill({"reason": ""})

    def _show(self, row: ChargeRow | None) -> None:
        self._one.setVisible(row is not None)
        if row is None:
            return
        self._who.setText(row.name)
        self._facts.say(charge_words(row))
        self._taking.setVisible(row.owed > 0)
        for part in (self.exempt, self.reason):
            part.setVisible(not row.exempt and not row.paid)
        self.ask.setVisible(bool(row.exempt))
        self.cancel.setVisible(bool(row.payments))
        self.receipt.setVisible(bool(row.receipts))
        way = self.form.fields["way"].control.value() or RECEIPT
        day = self.form.fields["day"].control
        kept = day.value() if day.parts() and self.model.rowCount() else None
        self.form.fill({"day": kept or clock.today(), "amount": row.owed, "way": way})

    def _take(self) -> None:
        values, row = self.form.read(), self.table.row
        if values is None or row is None:
            return
        cash = values["way"] != TRANSFER
        way = Way.CASH if cash else Way.TRANSFER
        self.take_requested.emit((PaymentRequest(row.id, values["day"], way, values["amount"], receipt=cash),))

    def _cancel(self) -> None:
        if self.table.row is not None:
            self.cancel_requested.emit(self.table.row.payments)

    def _print_receipt(self) -> None:
        if self.table.row is not None:
            self.receipts_requested.emit(self.table.row.payments)

    def _ask(self) -> None:
        if self.table.row is not None:
            self.ask_requested.emit(self.table.row.id)

    def _exempt(self) -> None:
        values, row = self.reason.read(), self.table.row
        if values is not None and row is not None:
            self.exempt_requested.emit(row.id, values["reason"])


def charge_words(row: ChargeRow) -> str:
    """What a household owes, paid and why not, in a sentence or two."""
    if row.exempt:
        return _("Exempted: {reason}").format(reason=row.exempt)
    words = _("{owed} left of {amount}").format(owed=yen(row.owed), amount=yen(row.amount))
    given = _("Receipts: {numbers}").format(numbers="、".join(row.receipts)) if row.receipts else ""
    return "　".join(filter(None, (words, given)))
