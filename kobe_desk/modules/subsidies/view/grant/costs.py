"""支出の割り当て: plan against actual, what the grant pays for, and what would cost it."""

from collections.abc import Mapping
from typing import TypeVar
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kobe_desk.core.errors import UserError
from kobe_desk.core.japanese import era
from kobe_desk.core.japanese.money import figures, yen
from kobe_desk.core.text import N_, _
from kobe_desk.modules.subsidies.table import shortened
from kobe_desk.modules.subsidies.usecases import FreeEntry, GrantRow, SpentRow
from kobe_desk.modules.subsidies.usecases.asking import NOT_COVERED, Caution, Known, PlanLine, Warned
from kobe_desk.modules.subsidies.view.grant.headings import gone_words
from kobe_desk.ui.button import link, primary, secondary
from kobe_desk.ui.card import Card
from kobe_desk.ui.field import FormField, MoneyField, Need, Select
from kobe_desk.ui.flow import Flow
from kobe_desk.ui.form import Form
from kobe_desk.ui.layout import STRETCH, Column, Row
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.table import Column as TableColumn
from kobe_desk.ui.table import Table, TableModel
from kobe_desk.ui.text import Paragraph
from kobe_desk.ui.theme import follow, theme

R = TypeVar("R", PlanLine, SpentRow)
CAUTIONS = {
    Warned.BEFORE_DECISION: N_("No. {number} “{text}” was paid on {day}, before the decision. It is not covered."),
    Warned.NO_DECISION: N_(
        "No. {number} “{text}” was paid on {day}, and nothing is decided yet. It may not be covered."
    ),
    Warned.OUTSIDE: N_("No. {number} “{text}” was paid on {day}, outside the period. It is not covered."),
    Warned.TAKEN_BACK: N_("No. {number} “{text}” was taken back in the cash book. It does not count."),
    Warned.OTHER_ACCOUNT: N_("The account is not in the group's own name. The office may refuse to pay into it."),
}
WHY = {
    Known.SET: N_("“{account}” goes to “{heading}”, as it is set."),
    Known.BEFORE: N_("“{account}” was put under “{heading}” the last time."),
    Known.NAME: N_("“{heading}” is called like the account."),
    Known.OPEN: N_("Nobody has set yet where “{account}” goes."),
}
NOT_SET_ON = N_("“{account}” is set as not covered by this programme.")
PLAN: tuple[TableColumn[PlanLine], ...] = (
    TableColumn(N_("Category"), lambda row: row.label, stretch=True, bold=True),
    TableColumn(N_("Planned (yen)"), lambda row: figures(row.planned), width=150, right=True, secondary=True),
    TableColumn(N_("Spent (yen)"), lambda row: figures(row.spent), width=150, right=True),
    TableColumn(N_("Left (yen)"), lambda row: figures(row.left), width=150, right=True),
)


class GrantCosts(QWidget):
    """The guard first, then plan against actual, then the entries, then a form for the next one."""

    allocated = Signal(object, int, str)
    """The entry, how much of it, and the category."""
    taken_out = Signal(object)
    registered = Signal(object)
    """The allocated cost is a thing that belongs into the register of equipment."""
    headings_wanted = Signal()
    """Where the accounts of the cash book go in this programme is to be seen."""

    def __init__(self, row: GrantRow) -> None:
        super().__init__()
        self._row = row
        self.cautions = [_caution(each) for each in row.cautions]
        self._whole = Paragraph(ink="muted")
        self.plan = _table(PLAN, _("Plan against actual"), list(row.plan), self._whole)
        self.plan.setVisible(bool(row.plan))
        self.plan.row_chosen.connect(self._show_plan)
        columns = _columns(row)
        self.spent = _table(columns, _("Entries this grant pays for"), list(row.spent), self._whole)
        self.spent.setVisible(bool(row.spent))
        self.spent.row_chosen.connect(self._show_spent)
        self.out = secondary(_("Take it out of this grant"), "x")
        self.out.setVisible(bool(row.spent))
        self.out.clicked.connect(self._take_out)
        self.register = secondary(_("Take it into the register of equipment"), "package")
        self.register.setVisible(bool(row.spent))
        self.register.clicked.connect(self._register)
        ways = QWidget()
        ways.setLayout(Flow(self.out, self.register))
        self.due = Paragraph(_due(row), ink="muted")
        self.due.setVisible(row.settlement.made is not None and bool(row.spent))
        tables = (self.plan, self.due, self.spent, self._whole)
        self.setLayout(Column(*self.cautions, *tables, ways, self._asked(), gap="group"))

    def _asked(self) -> QWidget:
        row = self._row
        self._entries = Select([(each.id, _entry_words(each)) for each in row.free], width=420)
        self._amount = MoneyField()
        self._category = Select([("", _("Please choose")), *row.categories.items()], width=260)
        self.form = Form({
            "entry": FormField(_("Entry of the cash book"), self._entries),
            "amount": FormField(_("How much of it"), self._amount, unit=_("yen")),
            "category": FormField(_("Category of the budget"), self._category, Need.REQUIRED),
        })  # fmt: skip
        self.known = Notice("quiet")
        self._entries.edited.connect(self._fill)
        self._fill()
        self.headings = link(_("Headings of the accounts"), "list")
        self.headings.clicked.connect(self.headings_wanted)
        self.button = primary(_("Let this grant pay for it"), "plus")
        self.button.clicked.connect(self._allocate)
        if row.free:
            ways = QWidget()
            ways.setLayout(Flow(self.button, self.headings))
            return Card(_("Another cost"), self.form, self.known, ways)
        words = _(
            "Every expense of these years is paid by a grant, or there is none. Write expenses into the cash book."
        )
        return Card(_("Another cost"), Paragraph(words, ink="muted"), Row(self.headings, STRETCH))

    def _fill(self) -> None:
        """What is left of the chosen entry, and the category it probably belongs to."""
        free = next((each for each in self._row.free if each.id == self._entries.value()), None)
        self.form.fill({"amount": free.left if free else None, "category": free.category if free else ""})
        if free is not None:
            self.known.mean("warn" if free.goes.heading == NOT_COVERED else "quiet")
            self.known.ask(_why(free, self._row.categories))

    def _allocate(self) -> None:
        read = self.form.read()
        if read is not None:
            self.allocated.emit(read["entry"], read["amount"] or 0, read["category"] or "")

    def _take_out(self) -> None:
        row: SpentRow | None = self.spent.row
        if row is not None:
            key: UUID = row.id
            self.taken_out.emit(key)

    def _register(self) -> None:
        row: SpentRow | None = self.spent.row
        if row is not None:
            self.registered.emit(row.id)

    def _show_plan(self, row: PlanLine | None) -> None:
        if row is not None:
            words = _("{what}: planned {planned}, spent {spent}, left {left}")
            self._whole.say(words.format(what=row.label, planned=yen(row.planned), spent=yen(row.spent),
                                         left=yen(row.left)))  # fmt: skip

    def _show_spent(self, row: SpentRow | None) -> None:
        if row is not None:
            each = row.spent
            words = _("No. {number}, {day}, {text}, {partner}: {yen} of {whole}")
            self._whole.say(words.format(number=each.number, day=era.wareki(each.day), text=each.text,
                                         partner=each.partner, yen=yen(each.yen), whole=yen(each.whole)))  # fmt: skip

    def show_refusal(self, error: UserError) -> bool:
        return self.form.show_refusal(error)

    def focus_first(self) -> None:
        (self._entries if self._row.free else self.plan).setFocus()


def _why(free: FreeEntry, names: Mapping[str, str]) -> str:
    """Where the heading that is proposed for an entry comes from."""
    goes = free.goes
    words = _(NOT_SET_ON if goes.heading == NOT_COVERED else WHY[goes.known])
    said = words.format(account=free.account, heading=names.get(goes.heading or "", ""))
    return _("{first} {then}").format(first=gone_words(goes.gone), then=said) if goes.gone else said


def _due(row: GrantRow) -> str:
    """What the grant comes to by what is spent so far."""
    made = row.settlement
    words = _("By the rule of the programme, what is spent so far comes to a grant of {yen}.")
    if made.made is not None and made.made.yen > made.most:
        words = _("What is spent so far is enough for the whole grant of {yen}.")
    return words.format(yen=yen(made.due))


def _columns(row: GrantRow) -> tuple[TableColumn[SpentRow], ...]:
    names = row.categories
    return (
        TableColumn(N_("No."), lambda each: str(each.spent.number), width=70, right=True, secondary=True),
        TableColumn(N_("Date"), lambda each: era.short(each.spent.day), width=120),
        TableColumn(N_("What for"), lambda each: each.spent.text, stretch=True, bold=True),
        TableColumn(N_("Category"), lambda each: names.get(each.spent.category, ""), width=170,
                    secondary=True),
        TableColumn(N_("Amount (yen)"), lambda each: figures(each.spent.yen), width=140, right=True),
    )  # fmt: skip


def _caution(each: Caution) -> Notice:
    spent = each.spent
    words = _(CAUTIONS[each.kind])
    if spent is not None:
        words = words.format(number=spent.number, text=spent.text, day=era.wareki(spent.day))
    return Notice("warn", words)


def _entry_words(each: FreeEntry) -> str:
    words = _("No. {number} {day} {text} ({left} yen left)")
    return words.format(
        number=each.number, day=era.short(each.day), text=shortened(each.text, 8), left=f"{each.left:,}"
    )


def _table(columns: tuple[TableColumn[R], ...], name: str, rows: list[R], whole: QWidget) -> Table:
    """A table as high as its rows: the page scrolls, not the table."""
    model = TableModel(columns, key=lambda row: getattr(row, "id", None) or getattr(row, "category", ""))
    model.show(rows)
    table = Table(model, name)
    table.shown_whole_in = whole
    follow(table, lambda: table.setMinimumHeight((len(rows) + 1) * theme.px("row") + 8))
    return table
