"""A page that writes a file: one form; what the old characters lack is listed before anything is written."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QWidget

from kobe_desk.core import paths
from kobe_desk.core.errors import UserError
from kobe_desk.core.text import N_, _
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
Kinds = Mapping[str, tuple[str, str]]
"""By the names that the writing of files has for them: in words, and how the file ends."""
SHEETS: Kinds = {
    "xlsx": (N_("Workbook (Excel)"), ".xlsx"),
    CSV: (N_("CSV for Excel of today (UTF-8)"), ".csv"),
    "csv_cp932": (N_("CSV for older programs (Shift JIS)"), ".csv"),
}
SUBSTITUTE = "〓"


class ExportingPage(Page):
    """Who writes says what with `_wish`: the values of the form, and what stands for what cannot be written (or None).

    `stem` names the file that is proposed, `first` the field that has the keyboard.
    """

    def __init__(
        self, title: str, back: str, form: Form, columns: tuple[Column[Any], ...], key: Callable[[Any], object],
        *, stem: str, first: str, kinds: Kinds = SHEETS, icon: str,
    ) -> None:  # fmt: skip
        super().__init__(title, back=back)
        self._stem, self._first, self._kinds = stem, first, kinds
        self.which = Notice("info", icon=icon)
        self.warning = Notice("warn")
        self.warning.hide()
        self.form = form
        self.form.edited.connect(self._forget)
        self.model: TableModel[Any] = TableModel(columns, key=key)
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

    def show_lost(self, rows: Sequence[Any]) -> None:
        """Texts with characters that the older encoding lacks; nothing is written yet."""
        self.model.show(rows)
        self.lost.show()
        self.table.setCurrentIndex(self.model.index(0, 0))
        self.to_top()
        self.otherwise.setFocus()

    def show_written(self, path: Path, number: str) -> None:
        """Where the file is, and its number in the record."""
        self._forget()
        words = _("Written: {name}. It stands in the record as {number}.")
        self._tell("ok", words.format(name=path.name, number=number))

    def show_refusal(self, error: UserError) -> None:
        if not self.form.show_refusal(error):
            self._tell("warn", error.message())

    def target(self, kind: str) -> Path | None:
        """Ask where the file is to be; None when the person left it."""
        words, suffix = self._kinds[kind]
        start = str(paths.documents().parent / f"{self._stem}{suffix}")
        chosen, _kind = QFileDialog.getSaveFileName(self.window(), _("Save"), start, f"{_(words)} (*{suffix})")
        if not chosen:
            return None
        path = Path(chosen)
        return path if path.suffix.lower() == suffix else Path(f"{chosen}{suffix}")

    def _wish(self, values: dict[str, Any], substitute: str | None) -> None:
        """Let the desk know what to write."""

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

    def _write(self, substitute: str | None) -> None:
        values = self.form.read()
        if values is not None:
            self._wish(values, substitute)

    # Qt asks:

    def focus_first(self) -> None:
        self.form.fields[self._first].focus()


def kind_field(kinds: Kinds = SHEETS) -> FormField:
    """What kind of file it is to be."""
    return FormField(_("Kind of file"), Select([(key, _(words)) for key, (words, _end) in kinds.items()]), Need.UNSAID)


def given_fields() -> dict[str, FormField]:
    """Who is given it and what for: what leaves the desk is recorded with both."""
    return {
        "recipient": FormField(_("Who is given it"), TextField(300), support=_("Your own office counts, too.")),
        "purpose": FormField(_("What it is given for"), TextField(420)),
    }
