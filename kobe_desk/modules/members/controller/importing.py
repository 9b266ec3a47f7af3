"""The import: reads a stranger's file in the workshop, tries it at the desk, and writes it when it is wished."""

from collections.abc import Sequence
from dataclasses import astuple, replace
from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QObject

from kobe_desk.core.errors import UserError
from kobe_desk.core.japanese import era
from kobe_desk.core.names import fold
from kobe_desk.core.progress import Report
from kobe_desk.core.sheets.reading import read_sheet
from kobe_desk.core.sheets.sheet import Sheet
from kobe_desk.core.text import N_, _
from kobe_desk.modules.members.exchange.ahead import rows_ahead
from kobe_desk.modules.members.exchange.fields import FIELD_NAMES, Field, words_expected
from kobe_desk.modules.members.exchange.guess import ColumnGuess, as_read_before, guess
from kobe_desk.modules.members.exchange.mapping import Mapping, letter_of, own_cells
from kobe_desk.modules.members.exchange.preview import RosterPreview, counted, preview_roster
from kobe_desk.modules.members.usecases.grid.own_cells import column_key
from kobe_desk.modules.members.usecases.grid.rows import OWN
from kobe_desk.modules.members.usecases.importing.items import ImportReport, Problem
from kobe_desk.modules.members.usecases.importing.roster import Headings, import_roster, remembered_mappings
from kobe_desk.modules.members.usecases.own.fields import FieldRow, own_fields
from kobe_desk.modules.members.view.importing import ImportPage
from kobe_desk.modules.members.view.mapping import ColumnRow
from kobe_desk.modules.members.view.reading_words import WordLine
from kobe_desk.ui.desk import Desk, Progress

WRITINGS = {
    "cp932": N_("characters of older Excel (Shift JIS)"),
    "utf-8": N_("characters of today (UTF-8)"),
    "utf-16": N_("characters of today (UTF-16)"),
    "euc": N_("characters of older computers (EUC)"),
    "iso2022": N_("characters of older mail (JIS)"),
}
"""How a text file is written, by what the name of its encoding begins with."""


def read_file(path: Path, sheet: str | None, report: Report) -> Sheet:
    """The table in a file: a job of the child process."""
    return read_sheet(path, words=words_expected(), sheet=sheet, report=report)


class ImportController(QObject):
    """One import under way."""

    def __init__(self, desk: Desk, page: ImportPage) -> None:
        super().__init__(page)
        self._desk, self._page = desk, page
        self._path = Path()
        self._sheet: Sheet | None = None
        self._mapping = Mapping(())
        self._own: tuple[FieldRow, ...] = ()
        self._rows = self._changed = 0
        self._looking: Progress | None = None
        page.file_chosen.connect(self.read)
        page.sheet_chosen.connect(self._read_sheet)
        page.mapping_chosen.connect(self._map)
        page.repair_requested.connect(self._repair)
        page.words.chosen.connect(self._read_word)
        page.import_requested.connect(self._take_in)

    def read(self, path: Path) -> None:
        """Read a file; the desk and its key are out of its reach."""
        self._path = path
        self._read_sheet(None)

    def _read_sheet(self, name: str | None) -> None:
        then = partial(self._ask_mappings, name)
        self._desk.run(
            read_file, self._path, name, then=then, refused=self._page.show_refusal, text=_("Reading the file")
        )

    def _ask_mappings(self, name: str | None, sheet: Sheet) -> None:
        self._desk.ask(own_fields, then=self._know_own)
        self._desk.ask(remembered_mappings, then=partial(self._show_sheet, sheet, name))

    def _know_own(self, found: tuple[FieldRow, ...]) -> None:
        self._own = found

    def _show_sheet(self, sheet: Sheet, name: str | None, known: tuple[Headings, ...]) -> None:
        """Guess the columns and try the import."""
        self._sheet = sheet
        remembered = as_read_before((each.names, _usual(each.fields)) for each in known)
        guesses = guess(sheet.header, [row.cells for row in sheet.first()], remembered)
        same = next((each for each in reversed(known) if each.names == sheet.header), None)
        words, era_letter = (same.words, same.era) if same is not None else ((), "")
        own = _own_guessed(guesses, self._own)
        self._mapping = Mapping(tuple(each.field for each in guesses), era_letter, own=own, words=words)
        self._page.show_sheet(sheet.file, _facts(sheet), sheet.sheet_names, name or next(iter(sheet.sheet_names), ""))
        self._page.show_aside(sheet.hidden, sheet.struck)
        fields = [(field.value, _(words)) for field, words in FIELD_NAMES.items()]
        fields += [(column_key(row.id), row.name) for row in self._own]
        eras = [("", _("leave them empty")), *((each.letter, each.name) for each in reversed(era.eras()))]
        own_at = {place: column_key(key) for place, key in own}
        columns = [_column(at, each) for at, each in enumerate(guesses)]
        columns = [replace(each, field=own_at.get(at, each.field)) for at, each in enumerate(columns)]
        self._page.show_columns(columns, fields, eras)
        self._page.mapping.era.set_value(era_letter)
        self._look()

    def _map(self, fields: tuple[str, ...], era_letter: str) -> None:
        usual = tuple(Field(each) for each in _usual(fields))
        own = tuple((at, UUID(each.removeprefix(OWN))) for at, each in enumerate(fields) if each.startswith(OWN))
        self._mapping = replace(self._mapping, fields=usual, era=era_letter, own=own)
        self._look()

    def _read_word(self, field: str, word: str, meaning: str) -> None:
        """Read a word for sex or relation otherwise, in every line, and count again."""
        self._mapping = self._mapping.read_as(field, word, meaning)
        self._look()

    def _repair(self, problem: Problem, text: str) -> None:
        """Read one cell as the user writes it, and count again; the file stays as it is."""
        self._mapping = self._mapping.repaired(problem.line, problem.field, text)
        self._look()

    def _look(self) -> None:
        """Try the import as it is mapped now; an earlier try that is still running has become pointless."""
        if self._sheet is None:
            return
        if self._looking is not None:
            self._looking.cancel()
        self._looking = progress = Progress(self._desk, _("Comparing with the roster"))
        self._desk.ask(
            *(preview_roster, self._sheet, self._mapping, progress.report),
            then=self._show_preview,
            refused=self._page.show_refusal,
            progress=progress,
        )

    def _show_preview(self, preview: RosterPreview) -> None:
        self._looking = None
        self._rows, self._changed = preview.report.rows, preview.report.changed
        self._page.words.show_words([WordLine(*astuple(each)) for each in preview.words])
        self._page.show_report(preview.report, preview.rows)

    def _take_in(self) -> None:
        """Write the good rows as one change; stopping rolls all of it back."""
        sheet = self._sheet
        if sheet is None:
            return
        known, since = self._page.since_when(self._changed)
        if not known:
            return
        progress = Progress(self._desk, _("Putting the rows on the roster"))
        progress.finished.connect(partial(self._ended, progress))
        rows = counted(rows_ahead(sheet, self._mapping), self._rows, progress.report)
        mapping = self._mapping
        own_at = {place: column_key(key) for place, key in mapping.own}
        read_as = tuple(own_at.get(at, each.value) for at, each in enumerate(mapping.fields))
        headings = Headings(sheet.header, read_as, mapping.words, mapping.era)
        own = own_cells(sheet, mapping) if mapping.own else ()
        self._page.show_working(working=True)
        self._desk.do(
            import_roster, rows, headings, since, own, then=self._taken_in, refused=self._refused, progress=progress
        )  # fmt: skip

    def _ended(self, progress: Progress) -> None:
        if progress.cancelled:
            self._page.show_stopped()

    def _refused(self, error: UserError) -> None:
        self._page.show_working(working=False)
        self._page.show_refusal(error)

    def _taken_in(self, _report: ImportReport) -> None:
        self._page.back_requested.emit()


def _usual(fields: Sequence[str]) -> tuple[str, ...]:
    """The fields that every roster has; a column of the association's own is left out."""
    return tuple("" if each.startswith(OWN) else each for each in fields)


def _own_guessed(guesses: Sequence[ColumnGuess], own: Sequence[FieldRow]) -> tuple[tuple[int, UUID], ...]:
    """Columns that nothing else is known of and whose heading is the name of a field of the association's own."""
    names = {fold(row.name): row.id for row in own}
    found = {names[fold(each.heading)]: at for at, each in enumerate(guesses)
             if not each.field and fold(each.heading) in names}  # fmt: skip
    return tuple((at, key) for key, at in found.items())


def _column(at: int, each: ColumnGuess) -> ColumnRow:
    return ColumnRow(letter_of(at), each.heading, each.field.value, _(each.reason), each.examples)


def _facts(sheet: Sheet) -> str:
    """How the file was read: the line of its headings, and the writing of a CSV file."""
    head = _("headings in line {line}").format(line=sheet.header_line) if sheet.header_line else _("no headings")
    return "・".join(filter(None, (head, _written_as(sheet.encoding or ""))))


def _written_as(encoding: str) -> str:
    """The writing of a text file in words for those who never heard of one; nothing for a workbook."""
    family = next((words for begin, words in WRITINGS.items() if encoding.startswith(begin)), None)
    return _(family) if family else ""
