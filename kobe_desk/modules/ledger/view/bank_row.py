"""この行をどうするか: written under an account, the same as a line of the book, moved, or left out."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Signal

from kobe_desk.core.text import _
from kobe_desk.modules.ledger.usecases import MOVE, SAME, SKIP, WRITE, AccountRow, BankRow, Decision
from kobe_desk.ui.card import Card
from kobe_desk.ui.field import FormField, Need, Select
from kobe_desk.ui.layout import FoldingRow


class RowCard(Card):
    """What becomes of the chosen row; every choice counts at once."""

    decided = Signal(object)
    """A `Decision`."""

    def __init__(self) -> None:
        super().__init__(_("What becomes of the chosen row"))
        self._accounts: tuple[AccountRow, ...] = ()
        self._purses: tuple[tuple[UUID, str], ...] = ()
        self._row: BankRow | None = None
        self.what, self.account, self.other = Select(), Select(), Select()
        self._way = FormField(_("This row"), self.what, Need.UNSAID)
        self._under = FormField(_("Under the account"), self.account, Need.UNSAID)
        self._moved = FormField(_("The other place"), self.other, Need.UNSAID)
        line = FoldingRow(gap="group")
        for field in (self._way, self._under, self._moved):
            line.addWidget(field, 1)
        self.body.addLayout(line)
        self.what.edited.connect(self._tell)
        self.other.edited.connect(self._tell)
        self.account.edited.connect(self._choose_account)

    def know(self, accounts: Sequence[AccountRow]) -> None:
        self._accounts = tuple(accounts)

    def know_purses(self, purses: Sequence[tuple[UUID, str]]) -> None:
        self._purses = tuple(purses)

    def show_row(self, row: BankRow, decision: Decision, purse: UUID | None) -> None:
        """The ways there are for this row, and which of them is taken."""
        self._row = row
        ways = [(WRITE, _("Write it into the book"))]
        if row.candidate is not None:
            ways.insert(0, (SAME, _("It is {line}").format(line=row.candidate.words)))
        others = [each for each in self._purses if each[0] != purse]
        if others:
            ways.append((MOVE, _("Money that was moved")))
        ways.append((SKIP, _("Leave it out")))
        self.what.offer(ways)
        self.what.set_value(decision.what)
        kind = "income" if row.fact.amount > 0 else "expense"
        self.account.offer([(None, _("Choose one")), *((a.id, a.name) for a in self._accounts if a.kind == kind)])
        self.account.set_value(decision.account or row.account)
        self.other.offer(others)
        if decision.other is not None:
            self.other.set_value(decision.other)
        self._fold()

    def _fold(self) -> None:
        self._under.setVisible(self.what.value() in (WRITE, SKIP))
        self._moved.setVisible(self.what.value() == MOVE)

    def _choose_account(self) -> None:
        """Whoever chooses an account means the row to be written under it."""
        self.what.set_value(WRITE if self.account.value() is not None else SKIP)
        self._tell()

    def _tell(self) -> None:
        row = self._row
        if row is None:
            return
        self._fold()
        what = self.what.value()
        account = self.account.value() if what == WRITE else None
        candidate = row.candidate if what == SAME else None
        other = self.other.value() if what == MOVE else None
        if what == WRITE and account is None:
            return  # the account is still to be chosen
        self.decided.emit(Decision(row.fact, what, account, candidate, other))
