"""出納帳: the lines of a year, a form for the next one, and the way to take one back."""

from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kobe_desk.core import clock
from kobe_desk.core.errors import UserError
from kobe_desk.core.text import _
from kobe_desk.modules.ledger.table import ENTRY_COLUMNS, KINDS
from kobe_desk.modules.ledger.usecases import AccountRow, EntryRequest, EntryRow
from kobe_desk.ui.button import primary, secondary
from kobe_desk.ui.card import Card
from kobe_desk.ui.field import DateField, FormField, MoneyField, Need, Select, TextField
from kobe_desk.ui.form import Form
from kobe_desk.ui.layout import STRETCH, Column, Row
from kobe_desk.ui.table import Table, TableModel
from kobe_desk.ui.text import Paragraph


class BookPart(QWidget):
    """Nothing is ever erased here: a mistake is taken back by a second line."""

    entry_requested = Signal(object)
    reversal_requested = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._model: TableModel[EntryRow] = TableModel(ENTRY_COLUMNS)
        self.table = Table(self._model, _("Lines of the cash book"))
        self.table.setMinimumHeight(240)
        self.table.row_chosen.connect(self._show_whole)
        self._whole = Paragraph(ink="muted")
        self.table.shown_whole_in = self._whole
        self.reverse = secondary(_("Take this line back"), "undo-2")
        self.reverse.clicked.connect(self._reverse)
        self._accounts = Select()
        self.form = Form(
            {
                "day": FormField(_("Day"), DateField()),
                "account": FormField(_("Account"), self._accounts),
                "amount": FormField(_("Amount"), MoneyField(), unit=_("yen")),
                "text": FormField(_("What for"), TextField(width=380)),
                "partner": FormField(_("From or to whom"), TextField(width=300), Need.OPTIONAL),
            }
        )
        self.enter = primary(_("Write it into the book"), "save")
        self.enter.clicked.connect(self._enter)
        card = Card(_("Write into the cash book"), self.form, Row(self.enter, STRETCH))
        self._none = Paragraph(_("Nothing is written into the book of this year yet."), ink="muted")
        lines = Column(self._none, self.table, self._whole, Row(self.reverse, STRETCH), gap="item")
        whole = Column(gap="group")
        whole.addLayout(lines)
        whole.add(card, STRETCH)
        self.setLayout(whole)
        self.form.fill({"day": clock.today()})

    def show_entries(self, rows: tuple[EntryRow, ...]) -> None:
        self._model.show(rows)
        self._none.setVisible(not rows)
        for part in (self.table, self._whole, self.reverse):
            part.setVisible(bool(rows))
        if rows and self.table.row is None:
            self.table.setCurrentIndex(self._model.index(len(rows) - 1, 0))

    def _show_whole(self, row: EntryRow | None) -> None:
        """Every column of the chosen line in words: large type leaves room for a few of them only."""
        facts = [(_(column.title), column.text(row)) for column in ENTRY_COLUMNS] if row is not None else []
        pair = _("{what}: {fact}")
        self._whole.say(_(", ").join(pair.format(what=what, fact=fact) for what, fact in facts if fact))

    def show_accounts(self, rows: tuple[AccountRow, ...]) -> None:
        words = _("{kind}: {name}")
        self._accounts.offer([(row.id, words.format(kind=_(KINDS[row.kind]), name=row.name)) for row in rows])

    def clear(self, _result: object = None) -> None:
        self.form.fill({"amount": None, "text": "", "partner": ""})

    def show_refusal(self, error: UserError) -> None:
        self.form.show_refusal(error)

    def _enter(self) -> None:
        values = self.form.read()
        if values is not None:
            self.entry_requested.emit(EntryRequest(**values))

    def _reverse(self) -> None:
        row = self.table.row
        if row is not None:
            key: UUID = row.id
            self.reversal_requested.emit(key)
