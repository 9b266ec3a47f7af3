"""名簿を書き出す: which people, which items, what kind of file; purpose and recipient are asked and recorded."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from kobe_desk.core import paths
from kobe_desk.core.errors import UserError
from kobe_desk.core.text import N_, _, n_
from kobe_desk.modules.members.usecases import ProvisionRequest
from kobe_desk.ui.button import primary, secondary
from kobe_desk.ui.card import Card
from kobe_desk.ui.field import CheckBox, DateField, FormField, Need, Select, TextField
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
    "vcard_3": (N_("Contacts for a telephone (vCard 3.0)"), ".vcf"),
    "vcard_4": (N_("Contacts for a telephone (vCard 4.0)"), ".vcf"),
}
"""By the names that the writing of files has for them: in words, and how the file ends."""
SUBSTITUTE = "〓"
USUAL = ("area", "house", "name", "kana", "relation", "postal", "address", "building", "phone")


@dataclass(frozen=True, slots=True)
class LostCell:
    """A text with characters that the older encoding lacks, and whose it is."""

    name: str
    column: str
    value: str
    characters: str


COLUMNS: tuple[Column[LostCell], ...] = (
    Column(N_("Full name"), lambda row: row.name, width=170, bold=True),
    Column(N_("Column"), lambda row: row.column, width=110, secondary=True),
    Column(N_("What is written"), lambda row: row.value, width=260, stretch=True),
    Column(N_("Cannot be written"), lambda row: row.characters, width=150),
)


class Ticks(QWidget):
    """Boxes that flow from line to line. The value is the names of those ticked, in their order."""

    edited = Signal()

    def __init__(self, names: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._boxes = [(name, CheckBox(words)) for name, words in names]
        self.setLayout(Flow(*(box for _name, box in self._boxes), gap="group", lines="hair"))
        for _name, box in self._boxes:
            box.edited.connect(self.edited)

    def value(self) -> tuple[str, ...]:
        return tuple(name for name, box in self._boxes if box.isChecked())

    def set_value(self, value: Sequence[str] | None) -> None:
        for name, box in self._boxes:
            box.setChecked(name in (value or ()))

    def parts(self) -> tuple[tuple[str, QWidget], ...]:
        return tuple((box.text(), box) for _name, box in self._boxes)


class ExportPage(Page):
    """One form; what the old characters lack is listed before anything is written."""

    help_page = "members-export"
    write_requested = Signal(object, object, object, object)
    """The fields, the kind of file, a `ProvisionRequest`, and what stands for what cannot be written (or None)."""

    def __init__(self, items: Sequence[tuple[str, str]]) -> None:
        super().__init__(_("Write the roster to a file"), back=_("To the upkeep"))
        self.which = Notice("info", icon="users")
        self.warning = Notice("warn")
        self.warning.hide()
        self.form = Form(_fields(items))
        self.form.fill({"fields": USUAL})
        self.form.edited.connect(self._forget)
        self.model: TableModel[LostCell] = TableModel(COLUMNS, key=lambda row: (row.name, row.column, row.value))
        self.table = Table(self.model, _("What the older characters lack"))
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

    def show_which(self, words: str, count: int) -> None:
        """The people the file is of: those the roster shows."""
        people = n_("{count} person", "{count} people", count).format(count=f"{count:,}")
        self.which.ask(_("Written are: {words}, {people}.").format(words=words, people=people))

    def show_lost(self, rows: Sequence[LostCell]) -> None:
        """Names and texts with characters that the older encoding lacks; nothing is written yet."""
        self.model.show(rows)
        self.lost.show()
        self.table.setCurrentIndex(self.model.index(0, 0))
        self.to_top()
        self.otherwise.setFocus()

    def show_written(self, path: Path, number: str) -> None:
        """Where the file is, and its number in the record."""
        self._forget()
        self.warning.mean("ok")
        words = _("Written: {name}. It stands in the record as {number}.")
        self.warning.ask(words.format(name=path.name, number=number))
        self.warning.show()
        self.to_top()

    def show_refusal(self, error: UserError) -> None:
        if not self.form.show_refusal(error):
            self.warning.mean("warn")
            self.warning.ask(error.message())
            self.warning.show()
            self.to_top()

    def target(self, kind: str) -> Path | None:
        """Ask where the file is to be; None when the person left it."""
        words, suffix = KINDS[kind]
        start = str(paths.documents().parent / f"{_('Roster')}{suffix}")
        chosen, _kind = QFileDialog.getSaveFileName(self.window(), _("Save"), start, f"{_(words)} (*{suffix})")
        if not chosen:
            return None
        path = Path(chosen)
        return path if path.suffix.lower() == suffix else Path(f"{chosen}{suffix}")

    def _forget(self) -> None:
        self.lost.hide()
        self.warning.hide()

    def _other_kind(self) -> None:
        self.form.fields["kind"].set_value(CSV)
        self._write(None)

    def _write(self, substitute: str | None) -> None:
        values = self.form.read()
        if values is not None:
            given = ProvisionRequest(values["recipient"], values["purpose"], values["return_by"])
            self.write_requested.emit(values["fields"], values["kind"], given, substitute)

    # Qt asks:

    def focus_first(self) -> None:
        self.form.fields["kind"].focus()


def _fields(items: Sequence[tuple[str, str]]) -> dict[str, FormField]:
    kinds = [(kind, _(words)) for kind, (words, _suffix) in KINDS.items()]
    return {
        "kind": FormField(_("Kind of file"), Select(kinds), Need.UNSAID),
        "fields": FormField(_("Items"), Ticks(items)),
        "recipient": FormField(_("Who is given it"), TextField(300), support=_("Your own office counts, too.")),
        "purpose": FormField(_("What it is given for"), TextField(420)),
        "return_by": FormField(_("To be returned by"), DateField(), Need.OPTIONAL),
    }
