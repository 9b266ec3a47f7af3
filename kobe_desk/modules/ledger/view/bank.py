"""銀行の明細: the file, how its columns are read, what each row becomes; nothing is written before the last button."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from kobe_desk.core.errors import UserError
from kobe_desk.core.japanese import era
from kobe_desk.core.japanese.money import figures
from kobe_desk.core.text import N_, _, n_
from kobe_desk.modules.ledger.usecases import (
    KNOWN,
    LOCKED,
    MATCH,
    MOVE,
    NEW,
    SAME,
    SKIP,
    WRITE,
    AccountRow,
    BankRow,
    Decision,
    PurseRow,
)
from kobe_desk.modules.ledger.view.bank_columns import ColumnsCard
from kobe_desk.modules.ledger.view.bank_row import RowCard
from kobe_desk.ui.button import link, primary, secondary
from kobe_desk.ui.card import Card, EmptyState
from kobe_desk.ui.field import FormField, Need, Select
from kobe_desk.ui.layout import STRETCH, Row
from kobe_desk.ui.layout import Column as Box
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.page import Page
from kobe_desk.ui.table import Column, Table, TableModel
from kobe_desk.ui.text import Label, Paragraph

PATTERNS = "*.csv *.txt *.tsv *.xlsx"
OPEN = "open"
STATES = {
    KNOWN: N_("taken in before"),
    LOCKED: N_("in a closed month"),
    SAME: N_("is in the book"),
    MOVE: N_("moved"),
    SKIP: N_("left out"),
    OPEN: N_("to be decided"),
}


@dataclass(frozen=True, slots=True)
class Problem:
    """A row that cannot be read: line, column, what is written, and why."""

    line: int
    column: str
    value: str
    reason: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A row with what was decided of it, in words."""

    row: BankRow
    decision: Decision
    words: str
    open: bool

    @property
    def id(self) -> int:
        return self.row.fact.line


ROW_COLUMNS: tuple[Column[Shown], ...] = (
    Column(N_("Line"), lambda each: str(each.row.fact.line), width=56, right=True, secondary=True),
    Column(N_("Date"), lambda each: era.short(each.row.fact.day), width=104),
    Column(N_("What the bank says"), lambda each: each.row.fact.text, stretch=True, bold=True),
    Column(N_("Came in (yen)"), lambda each: _side(each, 1), width=112, right=True),
    Column(N_("Went out (yen)"), lambda each: _side(each, -1), width=112, right=True),
    Column(N_("What becomes of it"), lambda each: each.words, width=230, secondary=True,
           meaning=lambda each: "warn" if each.open else ""),
)  # fmt: skip
PROBLEM_COLUMNS: tuple[Column[Problem], ...] = (
    Column(N_("Line"), lambda row: str(row.line), width=56, right=True),
    Column(N_("Column"), lambda row: row.column, width=130, secondary=True),
    Column(N_("What is written"), lambda row: row.value, width=170, bold=True),
    Column(N_("Reason"), lambda row: row.reason, stretch=True, meaning=lambda _row: "error"),
)


def _side(each: Shown, sign: int) -> str:
    amount = each.row.fact.amount * sign
    return figures(amount) if amount > 0 else ""


class BankPage(Page):
    """One file of one account at the bank."""

    help_page = "ledger-bank"
    file_chosen = Signal(object)
    columns_chosen = Signal(object)
    purse_chosen = Signal(object)
    take_requested = Signal(object)
    """Every decision, in the order of the file."""

    def __init__(self) -> None:
        super().__init__(_("Take in the bank’s lines"), back=_("To the book"))
        self._rows: tuple[BankRow, ...] = ()
        self._decided: dict[int, Decision] = {}
        self._accounts: tuple[AccountRow, ...] = ()
        self.warning = Notice("warn")
        self.warning.hide()
        self.purse = Select()
        self.purse.edited.connect(lambda: self.purse_chosen.emit(self.purse.value()))
        self.choose = primary(_("Choose the bank’s file"), "folder-open")
        self.choose.clicked.connect(self._choose)
        text = _("A CSV file from the bank’s page is read as it is. Nothing is written before you say so.")
        self.start = EmptyState(_("Which file is it?"), text, self.choose)
        self.whole = QWidget()
        self.whole.setLayout(self._reading())
        which = FormField(_("Account at the bank that the file is of"), self.purse, Need.UNSAID)
        self.add(self.warning, which, self.start, self.whole)
        self._foot()
        self.whole.hide()

    def _reading(self) -> Box:
        self._file = Label("", bold=True)
        self.other = link(_("Another file"), "folder-open")
        self.other.clicked.connect(self._choose)
        self.columns = ColumnsCard()
        self.columns.changed.connect(self.columns_chosen)
        self._counts = Paragraph(narrow=True)
        self._model: TableModel[Shown] = TableModel(ROW_COLUMNS)
        self.table = Table(self._model, _("Rows of the bank’s file"))
        self.table.setMinimumHeight(260)
        self.table.row_chosen.connect(self._show_row)
        self._words = Paragraph(ink="muted", narrow=True)
        self.table.shown_whole_in = self._words
        self.card = RowCard()
        self.card.decided.connect(self._decide)
        self.income, self.expense = Select(), Select()
        both = Row(gap="group")
        for select, words in ((self.income, _("Other money in under")), (self.expense, _("Other money out under"))):
            select.edited.connect(self._show)
            both.addWidget(FormField(words, select, Need.UNSAID), 1)
        usual = Card(_("Rows that nothing is chosen for"))
        usual.body.addLayout(both)
        self._problems: TableModel[Problem] = TableModel(PROBLEM_COLUMNS, key=lambda row: row.line)
        self.problem_table = Table(self._problems, _("Rows that cannot be read"))
        self.problem_table.setMinimumHeight(150)
        self._reason = Paragraph(ink="muted", narrow=True)
        self.problem_table.shown_whole_in = self._reason
        self.problem_table.row_chosen.connect(self._say_reason)
        self.problems = Card(_("Rows that cannot be read"), self.problem_table, self._reason)
        line = Row(self._file, STRETCH, self.other)
        return Box(line, self.columns, self._counts, self.table, self._words, self.card, usual, self.problems)

    def _foot(self) -> None:
        promise = Label(_("Nothing has been written yet."), bold=True)
        self.leave = secondary(_("Leave it"))
        self.leave.clicked.connect(self.back_requested)
        self.take = primary(_("Take them in"), "download")
        self.take.clicked.connect(lambda: self.take_requested.emit(self.decisions()))
        self.set_footer(promise, STRETCH, self.leave, self.take)
        self.take.hide()

    # what is shown

    def know(self, accounts: Sequence[AccountRow]) -> None:
        self._accounts = tuple(accounts)
        for select, kind in ((self.income, "income"), (self.expense, "expense")):
            mine = [(row.id, row.name) for row in accounts if row.kind == kind]
            select.offer([(None, _("decide row by row")), *mine])
        self.card.know(accounts)

    def know_purses(self, purses: Sequence[PurseRow]) -> None:
        """The account at the bank is the first choice; money may be moved to the others."""
        offered = [row for row in purses if not row.retired]
        self.purse.offer([(row.id, row.name) for row in offered])
        bank = next((row.id for row in offered if row.kind == "bank"), None)
        if bank is not None:
            self.purse.set_value(bank)
        self.card.know_purses([(row.id, row.name) for row in offered])

    def show_file(self, name: str, headings: Sequence[str], fields: Sequence[str], examples: Sequence[str]) -> None:
        self._file.setText(name)
        self.columns.show_columns(headings, fields, examples)
        self.warning.hide()
        if not self.start.isHidden():
            self.whole.show()
            self.table.setFocus()  # before what had it goes
            self.start.hide()
        self._decided = {}

    def show_rows(self, rows: Sequence[BankRow], problems: Sequence[Problem]) -> None:
        """What each row could become; what was decided of a row stays."""
        self._rows = tuple(rows)
        self._problems.show(problems)
        self.problems.setVisible(bool(problems))
        if problems and self.problem_table.row is None:
            self.problem_table.setCurrentIndex(self._problems.index(0, 0))
        self._show()

    def show_refusal(self, error: UserError) -> None:
        self.warning.mean("warn")
        self.warning.ask(error.message())
        self.warning.show()
        self.to_top()

    def show_taken(self, count: int) -> None:
        words = n_("{count} line is in the book now. It can be undone as a whole.",
                   "{count} lines are in the book now. It can be undone as a whole.", count)  # fmt: skip
        self.warning.mean("ok")
        self.warning.ask(words.format(count=count))
        self.warning.show()
        self.to_top()

    def decisions(self) -> tuple[Decision, ...]:
        """Of every row, as it stands now."""
        return tuple(self._decision(row) for row in self._rows)

    def _decision(self, row: BankRow) -> Decision:
        """What was decided, else what is proposed; a row that nothing is known of stays out."""
        if row.state in (KNOWN, LOCKED):
            return Decision(row.fact, SKIP)
        if row.fact.line in self._decided:
            return self._decided[row.fact.line]
        if row.state == MATCH:
            return Decision(row.fact, SAME, candidate=row.candidate)
        usual: UUID | None = (self.income if row.fact.amount > 0 else self.expense).value()
        account = row.account or usual
        return Decision(row.fact, WRITE if account else SKIP, account)

    def _show(self) -> None:
        shown = [self._shown(row) for row in self._rows]
        self._model.show(shown)
        if shown and self.table.row is None:
            self.table.setCurrentIndex(self._model.index(0, 0))
        self._show_row(self.table.row)
        going = sum(each.decision.what != SKIP for each in shown)
        counts = {state: sum(row.state == state for row in self._rows) for state in (NEW, MATCH, KNOWN)}
        words = _("{new} new, {match} perhaps in the book, {known} taken in before, {open} to be decided")
        unread, open_ = self._problems.rowCount(), sum(each.open for each in shown)
        more = _("Rows that cannot be read, below: {unread}") if unread else ""
        self._counts.say(f"{words}　{more}".format(open=open_, unread=unread, **counts).strip())
        said = n_("Take in {count} line", "Take in {count} lines", going).format(count=going)
        self.take.say(said if going else _("No line to take in"))
        self.take.setEnabled(bool(going))
        self.take.setVisible(bool(self._rows))

    def _shown(self, row: BankRow) -> Shown:
        decision = self._decision(row)
        open_ = row.state == NEW and decision.what == SKIP and row.fact.line not in self._decided
        return Shown(row, decision, self._said(row, decision, undecided=open_), open_)

    def _said(self, row: BankRow, decision: Decision, *, undecided: bool) -> str:
        if row.state in (KNOWN, LOCKED):
            return _(STATES[row.state])
        if decision.what == WRITE:
            return next((each.name for each in self._accounts if each.id == decision.account), "")
        return _(STATES[OPEN if undecided else decision.what])

    def _show_row(self, shown: Shown | None) -> None:
        self.card.setVisible(shown is not None and shown.row.state not in (KNOWN, LOCKED))
        self._words.say(_whole(shown) if shown else "")
        if shown is not None:
            self.card.show_row(shown.row, shown.decision, self.purse.value())

    def _decide(self, decision: Decision) -> None:
        self._decided[decision.fact.line] = replace(decision)
        self._show()

    def _say_reason(self, row: Problem | None) -> None:
        if row is None:
            self._reason.say("")
            return
        words, column = _("line {line}, {column}: {value}: {reason}"), row.column or _("the row")
        value = row.value or _("(empty)")
        self._reason.say(words.format(line=row.line, column=column, value=value, reason=row.reason))

    def _choose(self) -> None:
        kinds = f"CSV, Excel ({PATTERNS})"
        name, _kind = QFileDialog.getOpenFileName(self.window(), _("Choose the file"), str(Path.home()), kinds)
        if name:
            self.file_chosen.emit(Path(name))

    # Qt asks:

    def focus_first(self) -> None:
        self.choose.setFocus()


def _whole(shown: Shown) -> str:
    facts: list[tuple[str, Any]] = [(_(column.title), column.text(shown)) for column in ROW_COLUMNS]
    pair = _("{what}: {fact}")
    return _(", ").join(pair.format(what=what, fact=fact) for what, fact in facts if fact)
