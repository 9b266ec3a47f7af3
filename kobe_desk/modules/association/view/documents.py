"""しまった書類: papers kept in the desk, to be attached to applications."""

from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from kobe_desk.core.errors import UserError
from kobe_desk.core.text import _
from kobe_desk.modules.association.table import DOCUMENT_COLUMNS, DOCUMENT_KINDS
from kobe_desk.modules.association.usecases import DocumentRow
from kobe_desk.ui.button import secondary
from kobe_desk.ui.card import Card
from kobe_desk.ui.field import DateField, FormField, Need, Select, TextField
from kobe_desk.ui.form import Form
from kobe_desk.ui.layout import STRETCH, Column, Row
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.table import Table, TableModel


class DocumentsPart(QWidget):
    """The list, a way to keep another PDF, and a way to take one out."""

    file_chosen = Signal(object, str, str, object)
    """Path, kind, title, date."""
    remove_requested = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._model: TableModel[DocumentRow] = TableModel(DOCUMENT_COLUMNS)
        self.table = Table(self._model, _("List of documents"))
        self.table.setMinimumHeight(220)
        self.remove = secondary(_("Take it out"), "trash-2")
        self.remove.clicked.connect(self._remove)
        self.form = Form(
            {
                "kind": FormField(_("Kind of document"), Select([(k, _(w)) for k, w in DOCUMENT_KINDS.items()])),
                "title": FormField(_("Title of the document"), TextField(width=340)),
                "dated": FormField(_("Date of the document"), DateField(), Need.OPTIONAL),
            }
        )
        self.choose = secondary(_("Choose a PDF and keep it"), "file-up")
        self.choose.clicked.connect(self._choose)
        self._refusal = Notice("warn")
        self._refusal.hide()
        card = Card(_("Keep another document"), self.form, Row(self.choose, STRETCH), self._refusal)
        self.setLayout(Column(self.table, Row(self.remove, STRETCH), card, STRETCH, gap="group"))

    def show_documents(self, rows: tuple[DocumentRow, ...]) -> None:
        self._model.show(rows)
        self.remove.setEnabled(bool(rows))

    def show_refusal(self, error: UserError) -> None:
        self._refusal.ask(error.message())
        self._refusal.show()

    def clear(self, _result: object = None) -> None:
        self._refusal.hide()
        self.form.fill({"title": "", "dated": None})

    def _choose(self) -> None:
        values = self.form.read()
        if values is None:
            return
        name, _filter = QFileDialog.getOpenFileName(self, _("Choose a PDF"), str(Path.home()), "PDF (*.pdf)")
        if name:
            self.file_chosen.emit(Path(name), values["kind"], values["title"], values["dated"])

    def _remove(self) -> None:
        row = self.table.row
        if row is not None:
            key: UUID = row.id
            self.remove_requested.emit(key)
