"""決算: how far the year is, who answers for it, what else is owned, the papers, and carrying over."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kobe_desk.core.errors import UserError
from kobe_desk.core.japanese import era
from kobe_desk.core.japanese.money import yen
from kobe_desk.core.text import _
from kobe_desk.modules.ledger.table import ASSET_COLUMNS, ASSET_KINDS
from kobe_desk.modules.ledger.usecases import AssetLine, Settlement, YearEndRequest
from kobe_desk.modules.ledger.view.quick import QuickForm
from kobe_desk.ui.button import primary, secondary
from kobe_desk.ui.card import Card, Facts
from kobe_desk.ui.field import DateField, FormField, MoneyField, Need, Select, TextField
from kobe_desk.ui.flow import Flow
from kobe_desk.ui.layout import STRETCH, Column, Row
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.table import Table, TableModel

OPTIONAL = Need.OPTIONAL
AUDITORS = 2


@dataclass(frozen=True, slots=True)
class _Asset:
    """A line of the list with its place in it."""

    id: int
    line: AssetLine

    @property
    def kind(self) -> str:
        return self.line.kind

    @property
    def name(self) -> str:
        return self.line.name

    @property
    def note(self) -> str:
        return self.line.note

    @property
    def amount(self) -> int:
        return self.line.amount


class YearEndPart(QWidget):
    """The settlement of one fiscal year."""

    save_requested = Signal(object)
    carry_requested = Signal()
    open_requested = Signal()
    print_wanted = Signal()
    audit_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._assets: tuple[AssetLine, ...] = ()
        self.state = Notice("info")
        self._facts = Facts(width=210)
        self.print = primary(_("Look at the papers of the year"), "printer")
        self.print.clicked.connect(self.print_wanted)
        self.audit = secondary(_("Audit, signed in the PDF"), "signature")
        self.audit.clicked.connect(self.audit_wanted)
        self.carry = secondary(_("Carry over to the next year"), "arrow-right")
        self.carry.clicked.connect(self.carry_requested)
        self.open_again = secondary(_("Open the settlement again"), "lock-open")
        self.open_again.clicked.connect(self.open_requested)
        acts = QWidget()
        acts.setLayout(Flow(self.print, self.audit, self.carry, self.open_again))
        first = Card(_("How far the year is"), self._facts, self.state, acts)
        self.form = self._names()
        self.save = secondary(_("Keep these names"), "save")
        self.save.clicked.connect(self._save)
        names = Card(_("Who answers for it"), self.form, Row(self.save, STRETCH))
        self.setLayout(Column(first, names, self._owned(), STRETCH, gap="group"))

    def _names(self) -> QuickForm:
        auditors = [
            (f"auditor-{place}", FormField(_("Auditor {place}").format(place=place + 1), TextField(200), OPTIONAL))
            for place in range(AUDITORS)
        ]
        return QuickForm(
            (("chair", FormField(_("Chair"), TextField(200), OPTIONAL)),
             ("treasurer", FormField(_("Treasurer"), TextField(200), OPTIONAL))),
            auditors,
            (("audited", FormField(_("Day of the audit"), DateField(), OPTIONAL)),),
        )  # fmt: skip

    def _owned(self) -> Card:
        self._model: TableModel[_Asset] = TableModel(ASSET_COLUMNS)  # type: ignore[arg-type]
        self.table = Table(self._model, _("What else is owned or owed"))
        self.table.setMinimumHeight(180)
        kinds = Select([(kind, _(words)) for kind, words in ASSET_KINDS.items()])
        self.asset = QuickForm(
            (("kind", FormField(_("Owned or owed"), kinds, Need.UNSAID)),
             ("name", FormField(_("Name of the thing"), TextField(220)))),
            (("amount", FormField(_("Amount"), MoneyField(), unit=_("yen"))),
             ("note", FormField(_("Note"), TextField(220), OPTIONAL))),
        )  # fmt: skip
        self.add = secondary(_("Add it to the list"), "plus")
        self.remove = secondary(_("Take it off the list"), "trash-2")
        self.add.clicked.connect(self._add)
        self.remove.clicked.connect(self._remove)
        acts = QWidget()
        acts.setLayout(Flow(self.add, self.remove))
        return Card(_("What else is owned or owed"), self.table, self.asset, acts)

    def show_settlement(self, found: Settlement) -> None:
        """Everything the page says of a year; a field being typed into keeps what is in it."""
        told = found.statement
        facts = [
            (_("Income and expense"), _("{income} in, {expense} out").format(
                income=yen(told.income), expense=yen(told.expense))),
            (_("Left over"), yen(told.left)),
            (_("Where the money is"), _(", ").join(f"{each.name} {yen(each.amount)}" for each in found.purses)),
            (_("Closed months"), _closed_words(found)),
            (_("Carried over"), _carried_words(found)),
        ]  # fmt: skip
        self._facts.show_facts(facts)
        self._say_state(found)
        self.carry.setVisible(found.closed is None)
        self.carry.setEnabled(found.over and found.open_from is None)
        self.open_again.setVisible(found.closed is not None)
        self._assets = found.said.assets
        self._model.show([_Asset(place, line) for place, line in enumerate(self._assets)])
        self.table.setVisible(bool(self._assets))
        self.remove.setVisible(bool(self._assets))
        said = found.said
        auditors = {f"auditor-{place}": _at(said.auditors, place) for place in range(AUDITORS)}
        self.form.fill({"chair": said.chair, "treasurer": said.treasurer, "audited": said.audited, **auditors})

    def show_refusal(self, error: UserError) -> None:
        self.state.mean("warn")
        self.state.ask(error.message())

    def _say_state(self, found: Settlement) -> None:
        meaning, words = _state(found)
        self.state.mean(meaning)
        self.state.ask(words)

    def _save(self) -> None:
        self._tell(self._assets)

    def _tell(self, assets: tuple[AssetLine, ...]) -> None:
        values = self.form.read()
        if values is None:
            return
        auditors = tuple(values[f"auditor-{place}"] for place in range(AUDITORS))
        said = YearEndRequest(values["chair"], values["treasurer"], auditors, values["audited"], assets)
        self.save_requested.emit(said)

    def _add(self) -> None:
        values = self.asset.read()
        if values is not None:
            self._tell((*self._assets, AssetLine(**values)))
            self.asset.fill({"name": "", "amount": None, "note": ""})

    def _remove(self) -> None:
        row = self.table.row
        if row is not None:
            self._tell(tuple(line for place, line in enumerate(self._assets) if place != row.id))


def _at(names: Sequence[str], place: int) -> str:
    return names[place] if place < len(names) else ""


def _closed_words(found: Settlement) -> str:
    if found.open_from is None:
        return _("all of the year")
    if found.open_from == found.first:
        return _("none yet")
    return _("until {day}").format(day=era.wareki(found.open_from - timedelta(days=1)))


def _carried_words(found: Settlement) -> str:
    if found.closed is not None:
        return _("{yen}, on {day}").format(yen=yen(found.carried or 0), day=era.wareki(found.closed))
    return _("not yet")


def _state(found: Settlement) -> tuple[str, str]:
    if found.closed is not None:
        return "ok", _("This year is settled and carried over.")
    if not found.over:
        return "info", _("The year runs until {day}. Its papers can be looked at before.").format(
            day=era.wareki(found.last)
        )
    if found.open_from is not None:
        return "info", _("Close the months to the end of the year, have it audited, then carry it over.")
    return "info", _("All months are closed. Print the papers, have them audited, then carry over.")
