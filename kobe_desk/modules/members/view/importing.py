"""名簿の取り込み: choose a file, see how it is read and what would become of it, and only then take it in."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from kobe_desk.core.errors import UserError
from kobe_desk.core.names import brief
from kobe_desk.core.text import N_, _, n_
from kobe_desk.modules.members.table.importing import PREVIEW_COLUMNS, PROBLEM_COLUMNS, PreviewRow, reason_of
from kobe_desk.modules.members.usecases.importing.items import ERROR, Difference, ImportReport, ImportRow, Problem
from kobe_desk.modules.members.view.differences import COLUMNS, sentence
from kobe_desk.modules.members.view.dropped import dropped_file
from kobe_desk.modules.members.view.mapping import ColumnRow, MappingCard, Options
from kobe_desk.modules.members.view.reading_words import WordsCard
from kobe_desk.modules.members.view.repair import RepairLine
from kobe_desk.modules.members.view.since import SinceCard
from kobe_desk.ui.button import link, primary, secondary
from kobe_desk.ui.card import EmptyState
from kobe_desk.ui.counts import Counts, Kind
from kobe_desk.ui.field import Select
from kobe_desk.ui.layout import STRETCH, Column, Row
from kobe_desk.ui.notice import Notice, Picture
from kobe_desk.ui.page import Page
from kobe_desk.ui.table import Table, TableModel
from kobe_desk.ui.text import Label, Paragraph
from kobe_desk.ui.theme import goes_when_large

NEW, CHANGED, UNCHANGED, REFUSED, DOUBTED = "new", "changed", "unchanged", "refused", "doubted"
KINDS = (
    Kind(NEW, N_("New"), "circle-plus", "ok"),
    Kind(CHANGED, N_("Will change"), "refresh-cw", "accent"),
    Kind(UNCHANGED, N_("Same as before"), "equal", "muted"),
    Kind(REFUSED, N_("Cannot be taken in"), "octagon-alert", "error"),
)
TO_CHECK = Kind(DOUBTED, N_("of which to check"), "triangle-alert", "warn")
MOST_LINES = 10
PATTERNS = "*.xlsx *.csv *.tsv *.txt *.vcf"


def _listed(lines: Sequence[int]) -> str:
    """The first of many lines."""
    shown = ", ".join(map(str, lines[:MOST_LINES]))
    return (
        shown
        if len(lines) <= MOST_LINES
        else _("{these} and {count} more").format(these=shown, count=len(lines) - MOST_LINES)
    )


class ImportPage(Page):
    """Nothing is written before the last button."""

    help_page = "members-import"
    file_chosen = Signal(Path)
    sheet_chosen = Signal(str)
    mapping_chosen = Signal(object, str)
    repair_requested = Signal(object, str)
    """A problem, and what its cell is to say."""
    import_requested = Signal()

    def __init__(self) -> None:
        super().__init__(_("Import a roster"), back=_("To the roster"))
        self.setAcceptDrops(True)
        self._rows: Mapping[str, Sequence[ImportRow]] = {}
        self._differences: Sequence[Difference] = ()
        self._problems: dict[str, list[Problem]] = {REFUSED: [], DOUBTED: []}
        self.warning = Notice("warn")
        self.warning.hide()
        self.start = self._beginning()
        self.whole = QWidget()
        self.whole.setLayout(self._reading())
        self.add(self.warning, self.start)
        self.body.addWidget(self.whole, 1)
        self._foot()
        self.show_start()

    def _beginning(self) -> EmptyState:
        self.choose = primary(_("Choose the file"), "folder-open")
        self.choose.clicked.connect(self._choose)
        text = _(
            "An Excel workbook (.xlsx) or a CSV file is read in as it is. You can also drop it here. "
            "You see first how it was understood.\nNothing is written before you say so."
        )
        return EmptyState(_("Which file holds the roster?"), text, self.choose)

    def _reading(self) -> Column:
        self._file, self._facts = Label("", bold=True), Label("", ink="muted", elide=True)
        goes_when_large(self._facts)
        self.sheets = Select(width=120)
        self.sheets.setAccessibleName(_("Sheet of the workbook"))
        self.sheets.edited.connect(lambda: self.sheet_chosen.emit(self.sheets.value()))
        self.other = link(_("Another file"), "folder-open")
        self.other.clicked.connect(self._choose)
        line = Row(Picture("file-text"), self._file, self.sheets, gap=10)
        line.add(self._facts, STRETCH, self.other)
        self.aside = Notice("warn")
        self.mapping = MappingCard()
        self.mapping.changed.connect(self.mapping_chosen)
        self.counts = Counts((*KINDS, TO_CHECK))
        self.counts.chosen.connect(self.show_kind)
        self.rows: TableModel[PreviewRow] = TableModel(PREVIEW_COLUMNS, key=lambda row: row.line)
        self.problems: TableModel[Problem] = TableModel(PROBLEM_COLUMNS, key=lambda row: row)
        self.changes: TableModel[Difference] = TableModel(COLUMNS, key=lambda row: row)
        self.change_table = Table(self.changes, _("What the file says otherwise"))
        self.rows_table = Table(self.rows, _("Rows of the file"))
        self.problem_table = Table(self.problems, _("Rows to look at"))
        self._note = Paragraph(ink="muted", narrow=True)
        self._reason = Paragraph(narrow=True)
        self.problem_table.row_chosen.connect(self._say_reason)
        self.change_table.shown_whole_in = self.problem_table.shown_whole_in = self._reason
        self.change_table.row_chosen.connect(self._say_change)
        self.since = SinceCard()
        self.words = WordsCard()
        column = Column(self.since, line, self.aside, self.mapping, self.words, self.counts, gap="item")
        for table in (self.rows_table, self.change_table, self.problem_table):
            table.setMinimumHeight(250)
            column.addWidget(table, 1)
        self.repair = RepairLine()
        self.repair.wished.connect(self._repaired)
        column.add(self._reason, self.repair, self._note)
        return column

    def _foot(self) -> None:
        words = Label(_("Nothing has been written yet."), bold=True)
        more = Label(_("Afterwards it can be undone as a whole."), ink="muted", elide=True)
        goes_when_large(more)
        self.leave = secondary(_("Leave it"))
        self.leave.clicked.connect(self.back_requested)
        self.take_in = primary(_("Put them on the roster"), "download")
        self.take_in.clicked.connect(self.import_requested)
        self._promise = QWidget()
        self._promise.setLayout(Row(Picture("info", "info"), words, more, gap=10))
        self.set_footer(self._promise, STRETCH, self.leave, self.take_in)

    # what is shown

    def show_start(self) -> None:
        """No file has been read yet."""
        self.start.show()
        self.whole.hide()
        self.take_in.hide()

    def show_sheet(self, file: str, facts: str, names: Sequence[str], chosen: str) -> None:
        """Which file it is, and how it was read."""
        self._file.setText(file)
        self._facts.setText(facts)
        self.sheets.setVisible(len(names) > 1)
        self.since.hide()
        self.sheets.offer([(name, name) for name in names])
        self.sheets.set_value(chosen)
        self.warning.hide()
        self.start.hide()
        self.whole.show()
        self.header.say(_("Import a roster: look it over"))

    def show_aside(self, hidden: Sequence[int], struck: Sequence[int]) -> None:
        """What of the file cannot be seen in Excel, or is crossed out there, is read all the same."""
        said = []
        if hidden:
            said.append(_("Hidden in Excel, and read all the same: line {lines}").format(lines=_listed(hidden)))
        if struck:
            said.append(_("Crossed out in Excel, and read all the same: line {lines}").format(lines=_listed(struck)))
        self.aside.ask("\n".join([*said, _("Delete in the file what is not to come in, and choose it again.")]))
        self.aside.setVisible(bool(said))

    def show_columns(self, columns: Sequence[ColumnRow], fields: Options, eras: Options) -> None:
        self.mapping.show_columns(columns, fields, eras)

    def show_report(self, report: ImportReport, rows: Mapping[str, Sequence[ImportRow]]) -> None:
        """What would become of the rows."""
        self._rows, self._differences = rows, report.differences
        self._problems = {
            REFUSED: [each for each in report.problems if each.severity == ERROR],
            DOUBTED: [each for each in report.problems if each.severity != ERROR],
        }
        doubted = len({each.line for each in self._problems[DOUBTED]})
        counts = {NEW: report.imported, CHANGED: report.changed, UNCHANGED: report.unchanged, REFUSED: report.refused}
        self.counts.show_counts({**counts, DOUBTED: doubted})
        first, now = self.take_in.isHidden(), self.counts.current
        best = next(
            (kind for kind in (REFUSED, DOUBTED, NEW, CHANGED) if {**counts, DOUBTED: doubted}[kind]), UNCHANGED
        )
        self.show_kind(now if now and self.counts.buttons[now].count else best)
        good = report.imported + report.changed
        words = n_("Put {count} row on the roster", "Put {count} rows on the roster", good)
        self.take_in.say(words.format(count=f"{good:,}") if good else _("Nothing to put on the roster"))
        self.take_in.setEnabled(bool(good))
        self.take_in.show()
        if first:
            self.counts.buttons[self.counts.current].setFocus()

    def since_when(self, changed: int) -> tuple[bool, date | None]:
        """Whether it is known since when the file's changes hold, and that day; asked once for the whole file."""
        if not changed:
            return True, None
        if self.since.asked:
            return self.since.answer()
        words = n_("{count} row says otherwise what the roster has.", "{count} rows say otherwise what the roster has.",
                   changed)  # fmt: skip
        self.since.ask_about(words.format(count=f"{changed:,}"))
        self.to_top()
        return False, None

    def show_kind(self, kind: str) -> None:
        """Show the rows of one count below."""
        self.counts.mark(kind)
        wrong = kind in self._problems
        changed = kind == CHANGED and bool(self._differences)
        self.rows_table.setVisible(not (wrong or changed))
        self.change_table.setVisible(changed)
        self.problem_table.setVisible(wrong)
        self._reason.setVisible(wrong or changed)
        self.repair.setVisible(False)
        if wrong:
            self.problems.show(self._problems[kind])
            if self._problems[kind] and self.problem_table.row is None:
                self.problem_table.setCurrentIndex(self.problems.index(0, 0))
            self._say_reason(self.problem_table.row)
            self._note.say("" if self._problems[kind] else _("No row is of this kind."))
        elif changed:
            self.changes.show(self._differences)
            self.change_table.setCurrentIndex(self.changes.index(0, 0))
            self._say_change(self.change_table.row)
            self._note.say(_("Compared fact by fact with the roster. Nothing has been written yet."))
        else:
            rows = self._rows.get(kind, ())
            self.rows.show([PreviewRow(row.line, row) for row in rows])
            self._note.say(self._how_many(kind, len(rows)))
        self._note.setVisible(bool(self._note.plain()))

    def show_refusal(self, error: UserError) -> None:
        """The file cannot be read: why, and what to do."""
        self.warning.ask(error.message(), (_("Choose another file"), self._choose))
        self.warning.show()
        self.to_top()

    def show_working(self, *, working: bool) -> None:
        """While the rows are written nothing else can be chosen here."""
        self.take_in.setEnabled(not working)
        self.mapping.setEnabled(not working)
        self.words.setEnabled(not working)
        self.other.setEnabled(not working)

    def show_stopped(self) -> None:
        self.show_working(working=False)
        self.warning.ask(_("The import was stopped. Nothing was written, and the roster is as it was before."))
        self.warning.show()
        self.to_top()

    def _how_many(self, kind: str, shown: int) -> str:
        count = self.counts.buttons[kind].count
        if not count:
            return _("No row is of this kind.")
        return _("The first {shown} of {count} rows.").format(shown=shown, count=f"{count:,}") if shown < count else ""

    def _say_change(self, row: Difference | None) -> None:
        self._reason.say(sentence(row) if row is not None else "")

    def _say_reason(self, row: Problem | None) -> None:
        self.repair.show_problem(row)
        if row is None:
            self._reason.say("")
            return
        words = _("line {line}, {column}: {value}: {reason}") if row.column else _("line {line}: {value}: {reason}")
        shown = {"value": brief(row.value) or _("(empty)"), "reason": reason_of(row)}
        self._reason.say(words.format(**{**row.as_json(), **shown}))

    def _repaired(self, problem: Problem, text: str) -> None:
        """The next problem takes its place; whoever types goes on in the same field."""
        typing = self.repair.field.hasFocus() or self.repair.button.hasFocus()
        self.repair_requested.emit(problem, text)
        if typing and self.repair.isVisible():
            self.repair.field.setFocus()
            self.repair.field.selectAll()

    def _choose(self) -> None:
        kinds = f"Excel, CSV ({PATTERNS})"
        name, _kind = QFileDialog.getOpenFileName(self.window(), _("Choose the file"), str(Path.home()), kinds)
        if name:
            self.file_chosen.emit(Path(name))

    # Qt asks:

    def focus_first(self) -> None:
        self.choose.setFocus()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_file(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if (path := dropped_file(event)) is not None:
            self.file_chosen.emit(path)
