"""記帳: one short form for money that came in, went out, or was moved; keyboard alone is enough."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from kobe_desk.core import clock
from kobe_desk.core.errors import UserError
from kobe_desk.core.japanese.money import yen
from kobe_desk.core.text import N_, _
from kobe_desk.modules.ledger.usecases import AccountRow, EntryRequest, EntryRow, PurseRow, TransferRequest
from kobe_desk.modules.ledger.view.quick import QuickForm
from kobe_desk.ui.button import primary
from kobe_desk.ui.card import Card
from kobe_desk.ui.field import (
    Choice,
    DateField,
    FormField,
    MoneyField,
    Need,
    Option,
    PairField,
    Select,
    TextField,
)
from kobe_desk.ui.form_text import as_text, from_text
from kobe_desk.ui.layout import STRETCH, Column, Row
from kobe_desk.ui.notice import Notice

INCOME, EXPENSE, MOVE = "income", "expense", "move"
WAYS = {INCOME: N_("Money came in"), EXPENSE: N_("Money went out"), MOVE: N_("Moved it")}
OPTIONAL = Need.OPTIONAL
WAIT = 1500
"""Milliseconds after the first letter that is not kept yet."""


class EnteringPart(QWidget):
    """What is written here stands in the cash book and in the statement at once."""

    entry_requested = Signal(object)
    move_requested = Signal(object)
    scan_wanted = Signal(object)
    reversal_requested = Signal(object)
    draft_typed = Signal(str)
    """What is being typed, within two seconds of it, until it is written."""
    draft_dropped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[AccountRow, ...] = ()
        self._chosen: dict[str, UUID] = {}
        self.way = Choice([Option(way, _(words)) for way, words in WAYS.items()], columns=3)
        self.way.edited.connect(self._turn)
        self._account, self._purse = Select(), Select()
        self._source, self._target = Select(), Select()
        self.form = self._money_form()
        self.moving = self._move_form()
        self.enter = primary(_("Write it into the book"), "save")
        self.enter.clicked.connect(self._enter)
        self.done = Notice("ok")
        self.done.hide()
        self.restored = Notice("info", icon="history")
        self.restored.hide()
        self._wait = QTimer(self, singleShot=True, interval=WAIT)
        self._wait.timeout.connect(self.keep_now)
        for form in (self.form, self.moving):
            form.edited.connect(self._typed)
        card = Card("", self.way, self.form, self.moving, Row(self.enter, STRETCH))
        self.setLayout(Column(self.done, self.restored, card, STRETCH))
        self.way.set_value(EXPENSE)
        self._turn()
        self.form.fill({"day": clock.today()})
        self.moving.fill({"day": clock.today()})

    def _money_form(self) -> QuickForm:
        filed = PairField((_("its number"), TextField(84)), (_("page"), TextField(64)))
        return QuickForm(
            (("day", FormField(_("Day"), DateField())), ("amount", _amount())),
            (("account", FormField(_("Account"), self._account)),
             ("purse", FormField(_("Where the money is"), self._purse))),
            (("text", FormField(_("What for"), TextField(380))),),
            (("partner", FormField(_("From or to whom"), TextField(280), OPTIONAL)),
             ("filed", FormField(_("Receipt in the file"), filed, OPTIONAL))),
        )  # fmt: skip

    def _move_form(self) -> QuickForm:
        return QuickForm(
            (("day", FormField(_("Day"), DateField())), ("amount", _amount())),
            (("source", FormField(_("From where"), self._source)), ("target", FormField(_("To where"), self._target))),
            (("text", FormField(_("Note"), TextField(380), OPTIONAL)),),
        )

    @property
    def shown(self) -> QuickForm:
        """The form in sight."""
        return self.moving if self.way.value() == MOVE else self.form

    def show_accounts(self, rows: Sequence[AccountRow]) -> None:
        self._rows = tuple(rows)
        self._offer()

    def show_purses(self, rows: Sequence[PurseRow]) -> None:
        """Each place says what is in it, so that the person sees at once whether it is right."""
        words = _("{purse} ({yen} now)")
        offered = [(row.id, words.format(purse=row.name, yen=yen(row.balance))) for row in rows if not row.retired]
        for select in (self._purse, self._source, self._target):
            select.offer(offered)
        if len(offered) > 1 and self._source.value() == self._target.value():
            self._target.set_value(offered[1][0])

    def show_written(self, row: EntryRow) -> None:
        """What stands in the book now, with what usually comes next."""
        amount = yen(row.income or row.expense or row.moved)
        words = _("Written as No. {number}: {text}, {amount}. The balance is {balance}.")
        said = words.format(number=row.number, text=row.text, amount=amount, balance=yen(row.balance))
        answers = [(_("Take it back"), lambda: self.reversal_requested.emit(row.id))]
        if not row.moved:
            answers.insert(0, (_("Keep the receipt"), lambda: self.scan_wanted.emit(row)))
        self.done.ask(said, *answers)
        self.done.show()
        self._clear()
        self.shown.fields["amount"].focus()

    def restore(self, text: str) -> None:
        """Bring back what was being typed, and say so."""
        values = from_text(text)
        self.way.set_value(values.pop("way", EXPENSE))
        self._turn()
        self.shown.fill(values)
        self.restored.ask(
            _("What you were writing last time is here again. It is not in the book yet."),
            (_("Throw the draft away"), self._throw_away),
        )
        self.restored.show()

    def keep_now(self) -> None:
        self._wait.stop()
        self.draft_typed.emit(as_text({"way": self.way.value(), **self.shown.typed()}))

    def show_refusal(self, error: UserError) -> None:
        self.shown.show_refusal(error)

    def forget(self) -> None:
        """The line that was told about has been taken back."""
        self.done.hide()

    def focus_first(self) -> None:
        self.way.cards[0].setFocus()

    def _clear(self) -> None:
        """Ready for the next line; the day, the account and the place stay."""
        self._wait.stop()
        self.restored.hide()
        self.form.fill({"amount": None, "text": "", "partner": "", "filed": ()})
        self.moving.fill({"amount": None, "text": ""})
        self.draft_dropped.emit()

    def _throw_away(self) -> None:
        self._clear()
        self.shown.focus_first()

    def _typed(self) -> None:
        if not self._wait.isActive():
            self._wait.start()

    def _turn(self) -> None:
        moving = self.way.value() == MOVE
        self.form.setVisible(not moving)
        self.moving.setVisible(moving)
        self._offer()

    def _offer(self) -> None:
        """The accounts of the side in sight; the one chosen last of that side stays."""
        way = self.way.value()
        self._account.offer([(row.id, row.name) for row in self._rows if row.kind == way])
        if way in self._chosen:
            self._account.set_value(self._chosen[way])

    def _enter(self) -> None:
        values = self.shown.read()
        if values is None:
            return
        if self.way.value() == MOVE:
            self.move_requested.emit(TransferRequest(**values))
            return
        number, page = values.pop("filed") or ("", "")
        self._chosen[self.way.value()] = values["account"]
        self.entry_requested.emit(EntryRequest(**values, number=number, page=page))


def _amount() -> FormField:
    return FormField(_("Amount"), MoneyField(), unit=_("yen"))
