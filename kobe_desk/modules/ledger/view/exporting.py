"""会計を書き出す: which rows, what kind of file; purpose and recipient are asked and recorded."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from kobe_desk.core import paths
from kobe_desk.core.errors import UserError
from kobe_desk.core.text import N_, _
from kobe_desk.modules.ledger.usecases import ExportRequest
from kobe_desk.ui.button import primary, secondary
from kobe_desk.ui.card import Card
from kobe_desk.ui.field import FormField, Need, Select, TextField
from kobe_desk.ui.flow import Flow
from kobe_desk.ui.form import Form
from kobe_desk.ui.layout import STRETCH
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.page import Page
from kobe_desk.ui.table import Column, Table, TableModel

CSV = "csv"
KINDS = {
    "xlsx": (N_("Workbook (Excel)"), ".xlsx"),
    CSV: (N_("CSV for Excel of today (UTF-8)"), ".csv"),
    "csv_cp932": (N_("CSV for older programs (Shift JIS)"), ".csv"),
}
WHAT = {"book": N_("The lines of the cash book in sight"), "statement": N_("Budget and statement by account")}
SUBSTITUTE = "〓"


@dataclass(frozen=True, slots=True)
class Lost:
    """A text with characters that the older encoding lacks, and its line in the file."""

    line: int
    column: str
    value: str
    characters: str


COLUMNS: tuple[Column[Lost], ...] = (
    Column(N_("Line"), lambda row: str(row.line), width=70, right=True),
    Column(N_("Column"), lambda row: row.column, width=110, secondary=True),
    Column(N_("What is written"), lambda row: row.value, width=260, stretch=True, bold=True),
    Column(N_("Cannot be written"), lambda row: row.characters, width=150),
)


class ExportBookPage(Page):
    """One form; what the old characters lack is listed before anything is written."""

    help_page = "ledger-export"
    write_requested = Signal(object, object)
    """An `ExportRequest`, and what stands for what cannot be written (or None)."""

    def __init__(self, said: str, lines: int) -> None:
        super().__init__(_("Write the book to a file"), back=_("To the book"))
        self._said = said
        words = _("In sight are: {said}, {lines} lines.")
        self.which = Notice("info", words.format(said=said, lines=f"{lines:,}"), icon="book-open")
        self.warning = Notice("warn")
        self.warning.hide()
        self.form = Form(_fields())
        self.form.edited.connect(self._forget)
        self._model: TableModel[Lost] = TableModel(COLUMNS, key=lambda row: (row.line, row.column))
        self.table = Table(self._model, _("What the older characters lack"))
        self.table.setMinimumHeight(170)
        self.with_mark = secondary(_("Write {mark} in their place").format(mark=SUBSTITUTE))
        self.with_mark.clicked.connect(lambda: self._write(SUBSTITUTE))
        self.otherwise = secondary(_("Write a CSV of today (UTF-8) instead"))
        self.otherwise.clicked.connect(self._other_kind)
        answers = QWidget()
        answers.setLayout(Flow(self.otherwise, self.with_mark))
        self.lost = Card(_("What the older characters lack"), self.table, answers, box="next")
        self.add(self.which, self.warning, self.lost, Card(_("The file"), self.form), STRETCH)
        self.leave = secondary(_("Leave it"))
        self.leave.clicked.connect(self.back_requested)
        self.write = primary(_("Write the file"), "download")
        self.write.clicked.connect(lambda: self._write(None))
        self.set_footer(self.leave, STRETCH, self.write)
        self._forget()

    def show_lost(self, rows: Sequence[Lost]) -> None:
        """Texts with characters that the older encoding lacks; nothing is written yet."""
        self._model.show(rows)
        self.lost.show()
        self.table.setCurrentIndex(self._model.index(0, 0))
        self.to_top()
        self.otherwise.setFocus()

    def show_written(self, path: Path, number: str) -> None:
        self._forget()
        self._tell("ok", _("Written: {name}. It stands in the record as {number}.").format(
            name=path.name, number=number))  # fmt: skip

    def show_refusal(self, error: UserError) -> None:
        if not self.form.show_refusal(error):
            self._tell("warn", error.message())

    def target(self, kind: str) -> Path | None:
        """Ask where the file is to be; None when the person left it."""
        words, suffix = KINDS[kind]
        start = str(paths.documents().parent / f"{_('Cash book')}{suffix}")
        chosen, _kind = QFileDialog.getSaveFileName(self.window(), _("Save"), start, f"{_(words)} (*{suffix})")
        if not chosen:
            return None
        path = Path(chosen)
        return path if path.suffix.lower() == suffix else Path(f"{chosen}{suffix}")

    def _tell(self, meaning: str, words: str) -> None:
        self.warning.mean(meaning)
        self.warning.ask(words)
        self.warning.show()
        self.to_top()

    def _forget(self) -> None:
        self.lost.hide()
        self.warning.hide()

    def _other_kind(self) -> None:
        self.form.fields["kind"].set_value(CSV)
        self._write(None)

    def _write(self, mark: str | None) -> None:
        values = self.form.read()
        if values is not None:
            self.write_requested.emit(ExportRequest(**values, said=self._said), mark)

    # Qt asks:

    def focus_first(self) -> None:
        self.form.fields["what"].focus()


def _fields() -> dict[str, FormField]:
    return {
        "what": FormField(_("What to write"), Select([(key, _(words)) for key, words in WHAT.items()]), Need.UNSAID),
        "kind": FormField(_("Kind of file"), Select([(key, _(words)) for key, (words, _end) in KINDS.items()]),
                          Need.UNSAID),
        "recipient": FormField(_("Who is given it"), TextField(300), support=_("Your own office counts, too.")),
        "purpose": FormField(_("What it is given for"), TextField(420)),
    }  # fmt: skip
