"""証拠書類: the receipts of one line of the book, with their scans to look at."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from kobe_desk.core.errors import UserError
from kobe_desk.core.japanese.money import yen
from kobe_desk.core.text import _
from kobe_desk.modules.ledger.table import VOUCHER_COLUMNS
from kobe_desk.modules.ledger.usecases import EntryRow, VoucherRow
from kobe_desk.modules.ledger.view.quick import QuickForm
from kobe_desk.ui.button import primary, secondary
from kobe_desk.ui.card import Card
from kobe_desk.ui.field import FormField, Need, TextField
from kobe_desk.ui.flow import Flow
from kobe_desk.ui.layout import STRETCH
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.page import Page
from kobe_desk.ui.table import Table, TableModel

PATTERNS = "*.pdf *.jpg *.jpeg *.png"


class VouchersPage(Page):
    """Where the paper is filed, and a scan or a photograph of it."""

    help_page = "ledger-vouchers"
    file_chosen = Signal(object, str, str)
    """A path (None: only the paper), the number and the page."""
    change_requested = Signal(object, str, str)
    drop_requested = Signal(object)
    look_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__(_("Receipts of a line"), back=_("To the book"))
        self.line = Notice("quiet", icon="book-open")
        self.warning = Notice("warn")
        self.warning.hide()
        self._model: TableModel[VoucherRow] = TableModel(VOUCHER_COLUMNS)
        self.table = Table(self._model, _("Receipts of this line"))
        self.table.setMinimumHeight(130)
        self.table.row_chosen.connect(self._fill)
        self.table.row_opened.connect(lambda row: self.look_wanted.emit(row))
        self.none = Notice("info", _("No receipt is kept for this line yet."))
        self.look = secondary(_("Look at the scan"), "eye")
        self.change = secondary(_("Change number and page"), "pencil")
        self.drop = secondary(_("Take it out"), "trash-2")
        self.look.clicked.connect(lambda: self._with_row(self.look_wanted))
        self.change.clicked.connect(self._change)
        self.drop.clicked.connect(lambda: self._with_row(self.drop_requested, key=True))
        self._acts = QWidget()
        self._acts.setLayout(Flow(self.look, self.change, self.drop))
        self.form = QuickForm(
            (
                ("number", FormField(_("Number on the receipt"), TextField(150), Need.OPTIONAL)),
                ("page", FormField(_("Page in the file of receipts"), TextField(100), Need.OPTIONAL)),
            )
        )
        self.choose = primary(_("Choose a scan or a photograph"), "file-up")
        self.choose.clicked.connect(self._choose)
        self.paper = secondary(_("Only the paper is kept"), "file-text")
        self.paper.clicked.connect(lambda: self._tell(None))
        below = QWidget()
        below.setLayout(Flow(self.choose, self.paper))
        hint = Notice("info", _("PDF, JPEG or PNG. Place and camera are taken out of photographs."))
        card = Card(_("Keep a receipt"), self.form, hint, below)
        self.add(self.line, self.warning, self.none, self.table, self._acts, card, STRETCH)

    def show_line(self, row: EntryRow) -> None:
        words = _("No. {number}, {account}: {text}, {yen}")
        amount = yen(row.income or row.expense)
        self.line.ask(words.format(number=row.number, account=row.account, text=row.text, yen=amount))

    def show_vouchers(self, rows: Sequence[VoucherRow]) -> None:
        self._model.show(rows)
        self.none.setVisible(not rows)
        self.table.setVisible(bool(rows))
        self._acts.setVisible(bool(rows))
        if rows and self.table.row is None:
            self.table.setCurrentIndex(self._model.index(0, 0))
        self._fill(self.table.row)

    def show_kept(self, _key: object = None) -> None:
        self.warning.hide()
        self.form.fill({"number": "", "page": ""})

    def show_refusal(self, error: UserError) -> None:
        self.warning.ask(error.message())
        self.warning.show()
        self.to_top()

    def _fill(self, row: VoucherRow | None) -> None:
        self.look.setEnabled(row is not None and bool(row.file_name))
        if row is not None:
            self.form.fill({"number": row.number, "page": row.page})

    def _with_row(self, wish: object, *, key: bool = False) -> None:
        row = self.table.row
        if row is not None:
            wish.emit(row.id if key else row)  # type: ignore[attr-defined]

    def _change(self) -> None:
        values, row = self.form.read(), self.table.row
        if values is not None and row is not None:
            self.change_requested.emit(row.id, values["number"], values["page"])

    def _choose(self) -> None:
        kinds = f"PDF, JPEG, PNG ({PATTERNS})"
        name, _kind = QFileDialog.getOpenFileName(self.window(), _("Choose the file"), str(Path.home()), kinds)
        if name:
            self._tell(Path(name))

    def _tell(self, path: Path | None) -> None:
        values = self.form.read()
        if values is not None:
            self.file_chosen.emit(path, values["number"], values["page"])

    # Qt asks:

    def focus_first(self) -> None:
        self.choose.setFocus()
