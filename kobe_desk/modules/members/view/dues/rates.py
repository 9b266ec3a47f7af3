"""会費の額 and 未納: what is paid by whom, and what was to be paid and is not."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kobe_desk.core.errors import UserError
from kobe_desk.core.japanese.money import yen
from kobe_desk.core.text import _
from kobe_desk.modules.members.table import ARREARS_COLUMNS, RATE_COLUMNS
from kobe_desk.modules.members.usecases import ArrearsRow, RateRow
from kobe_desk.ui.button import secondary
from kobe_desk.ui.card import Card
from kobe_desk.ui.field import FormField, MoneyField, Need, Select, TextField
from kobe_desk.ui.flow import Flow
from kobe_desk.ui.form import Form
from kobe_desk.ui.layout import Column
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.table import Table, TableModel
from kobe_desk.ui.text import Paragraph

PERIODS = (1, 3, 6, 12)


class RatesPart(QWidget):
    """The rates of the year; the kinds of households are whatever words the association uses."""

    rate_requested = Signal(str, int, int)
    remove_requested = Signal(object)
    copy_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.model: TableModel[RateRow] = TableModel(RATE_COLUMNS)
        self.table = Table(self.model, _("Rates of the year"))
        self.table.setMinimumHeight(170)
        self._none = Paragraph(_("No dues are written down for this year yet."), ink="muted")
        self.copy = secondary(_("Take over those of the year before"), "copy")
        self.copy.clicked.connect(self.copy_requested)
        self.remove = secondary(_("Take this rate out"), "trash-2")
        self.remove.clicked.connect(self._remove)
        acts = QWidget()
        acts.setLayout(Flow(self.copy, self.remove))
        kind = _("Left empty for the usual household. Others such as a shop get a word of their own.")
        periods = [(months, _("for {months} months").format(months=months)) for months in PERIODS]
        self.form = Form(
            {
                "kind": FormField(_("Kind of household"), TextField(200), Need.OPTIONAL, kind),
                "amount": FormField(_("Amount"), MoneyField(), unit=_("yen")),
                "months": FormField(_("For how long"), Select(periods, width=140), Need.UNSAID),
            }
        )
        self.save = secondary(_("Write this rate down"), "save")
        self.save.clicked.connect(self._save)
        self.warning = Notice("warn")
        self.warning.hide()
        card = Card(_("A rate"), self.warning, self.form, self.save)
        self.setLayout(Column(self._none, self.table, acts, card, gap="group"))

    def show_rates(self, rows: Sequence[RateRow]) -> None:
        self.warning.hide()
        self.model.show(rows)
        self._none.setVisible(not rows)
        for part in (self.table, self.remove):
            part.setVisible(bool(rows))
        if rows and self.table.row is None:
            self.table.setCurrentIndex(self.model.index(0, 0))

    def clear(self, _result: object = None) -> None:
        self.form.fill({"kind": "", "amount": None})

    def show_refusal(self, error: UserError) -> None:
        if not self.form.show_refusal(error):
            self.warning.ask(error.message())
            self.warning.show()

    def _remove(self) -> None:
        if self.table.row is not None:
            self.remove_requested.emit(self.table.row.id)

    def _save(self) -> None:
        values = self.form.read()
        if values is not None:
            self.rate_requested.emit(values["kind"], values["amount"], values["months"])


class ArrearsPart(QWidget):
    """Who has not paid after the last day of collecting."""

    def __init__(self) -> None:
        super().__init__()
        self.model: TableModel[ArrearsRow] = TableModel(ARREARS_COLUMNS, key=lambda row: row.charge.id)
        self.table = Table(self.model, _("Households in arrears"))
        self.table.setMinimumHeight(420)
        self._said = Paragraph(ink="muted")
        self.setLayout(Column(self._said, self.table))

    def show_arrears(self, rows: Sequence[ArrearsRow]) -> None:
        self.model.show(rows)
        self.table.setVisible(bool(rows))
        homes = len({row.charge.household_id for row in rows})
        total = yen(sum(row.charge.owed for row in rows))
        words = _("{homes} households owe {total} together.").format(homes=homes, total=total)
        self._said.say(words if rows else _("Nothing is in arrears today."))
