"""What both ways of taking in share: choose a file, see what would become of each date, and only then take it in."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from kobe_desk.core.errors import UserError
from kobe_desk.core.text import N_, _, n_
from kobe_desk.ui.button import link, primary, secondary
from kobe_desk.ui.card import EmptyState
from kobe_desk.ui.counts import Counts, Kind
from kobe_desk.ui.layout import STRETCH, Row
from kobe_desk.ui.layout import Column as Down
from kobe_desk.ui.notice import Notice, Picture
from kobe_desk.ui.page import Page
from kobe_desk.ui.table import Column, Table, TableModel
from kobe_desk.ui.text import Label, Paragraph
from kobe_desk.ui.theme import goes_when_large

GOOD, REFUSED = "good", "refused"
KINDS = (
    Kind(GOOD, N_("Can be taken in"), "circle-plus", "ok"),
    Kind(REFUSED, N_("Cannot be taken in"), "octagon-alert", "error"),
)


@dataclass(frozen=True, slots=True)
class TakeRow:
    """A date of the file, in words, and why it cannot be taken in (empty: it can)."""

    line: int
    when: str
    room: str
    group: str
    why: str = ""


COLUMNS: tuple[Column[TakeRow], ...] = (
    Column(N_("No."), lambda row: str(row.line) if row.line else "", width=70, right=True),
    Column(N_("When"), lambda row: row.when, width=330, bold=True),
    Column(N_("Room"), lambda row: row.room, width=150, secondary=True),
    Column(N_("Group"), lambda row: row.group, width=200, stretch=True),
    Column(N_("Because"), lambda row: row.why, width=300, stretch=True, secondary=True),
)


class TakeInPage(Page):
    """Nothing is written before the last button; afterwards it is undone as a whole."""

    help_page = "bookings-files"
    file_chosen = Signal(Path)
    take_in_requested = Signal()

    def __init__(self, title: str, question: str, text: str, suffixes: Sequence[str], questions: QWidget) -> None:
        super().__init__(title, back=_("To the files"))
        self._suffixes = tuple(suffixes)
        self._rows: tuple[TakeRow, ...] = ()
        self.setAcceptDrops(True)
        self.warning = Notice("warn")
        self.warning.hide()
        self.choose = primary(_("Choose the file"), "folder-open")
        self.choose.clicked.connect(self._choose)
        self.start = EmptyState(question, text, self.choose)
        self.whole = QWidget()
        self.whole.setLayout(self._reading(questions))
        self.add(self.warning, self.start, self.whole, STRETCH)
        self._foot()
        self.show_start()

    def _reading(self, questions: QWidget) -> Down:
        self._file = Label("", bold=True)
        self.other = link(_("Another file"), "folder-open")
        self.other.clicked.connect(self._choose)
        line = Row(Picture("file-text"), self._file, STRETCH, self.other, gap=10)
        self.counts = Counts(KINDS)
        self.counts.chosen.connect(self.show_kind)
        self.model: TableModel[TakeRow] = TableModel(COLUMNS, key=lambda row: row)
        self.table = Table(self.model, _("Dates of the file"))
        self.table.setMinimumHeight(250)
        self.reason = Paragraph(narrow=True)
        self.table.shown_whole_in = self.reason
        self.table.row_chosen.connect(self._say_row)
        self.result = QWidget()
        self.result.setLayout(Down(self.counts, self.table, self.reason, gap="item"))
        return Down(line, questions, self.result, gap="item")

    def _foot(self) -> None:
        words = Label(_("Nothing has been written yet."), bold=True)
        more = Label(_("Afterwards it can be undone as a whole."), ink="muted", elide=True)
        goes_when_large(more)
        promise = QWidget()
        promise.setLayout(Row(Picture("info", "info"), words, more, gap=10))
        leave = secondary(_("Leave it"))
        leave.clicked.connect(self.back_requested)
        self.take_in = primary("", "download")
        self.take_in.clicked.connect(self.take_in_requested)
        self.set_footer(promise, STRETCH, leave, self.take_in)

    # what is shown

    def show_start(self) -> None:
        """No file has been read yet."""
        self.start.show()
        self.whole.hide()
        self.take_in.hide()

    def show_file(self, name: str) -> None:
        """A file was read; what is in it comes with `show_rows`."""
        self._file.setText(name)
        self.warning.hide()
        self.start.hide()
        self.whole.show()

    def show_rows(self, rows: Sequence[TakeRow]) -> None:
        """What would become of each date; shown first is what cannot be taken in, where there is any."""
        first = self.take_in.isHidden()
        self._rows = tuple(rows)
        refused = sum(bool(row.why) for row in rows)
        good = len(rows) - refused
        self.counts.show_counts({GOOD: good, REFUSED: refused})
        now = self.counts.current
        self.show_kind(now if now and self.counts.buttons[now].count else REFUSED if refused else GOOD)
        words = n_("Take in {count} booking", "Take in {count} bookings", good).format(count=f"{good:,}")
        self.take_in.say(words if good else _("Nothing to take in"))
        self.take_in.setEnabled(bool(good))
        self.take_in.show()
        self.result.show()
        if first and self.isVisible():
            self.counts.buttons[self.counts.current].setFocus()

    def show_nothing_yet(self) -> None:
        """A question above has to be answered first."""
        self.result.hide()
        self.take_in.hide()

    def show_kind(self, kind: str) -> None:
        """Show the dates of one count below."""
        self.counts.mark(kind)
        self.model.show([row for row in self._rows if bool(row.why) == (kind == REFUSED)])
        if self.table.row is None and self.model.rowCount():
            self.table.setCurrentIndex(self.model.index(0, 0))
        self._say_row(self.table.row)

    def show_refusal(self, error: UserError) -> None:
        """The file cannot be read or taken in: why, and what to do."""
        self.take_in.setEnabled(True)
        self.warning.ask(error.message(), (_("Choose another file"), self._choose))
        self.warning.show()
        self.to_top()

    def _say_row(self, row: TakeRow | None) -> None:
        parts = (row.when, row.room, row.group, row.why) if row else ()
        self.reason.say(_(" · ").join(filter(None, parts)))

    # what is asked

    def _choose(self) -> None:
        patterns = " ".join(f"*{suffix}" for suffix in self._suffixes)
        name, _kind = QFileDialog.getOpenFileName(
            self.window(), _("Choose the file"), str(Path.home()), f"{self.header.title.text()} ({patterns})"
        )
        if name:
            self.file_chosen.emit(Path(name))

    def _dropped(self, event: QDropEvent) -> Path | None:
        urls = event.mimeData().urls()
        path = Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None
        return path if path is not None and path.suffix.lower() in self._suffixes else None

    # Qt asks:

    def focus_first(self) -> None:
        self.choose.setFocus()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._dropped(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if (path := self._dropped(event)) is not None:
            self.file_chosen.emit(path)
