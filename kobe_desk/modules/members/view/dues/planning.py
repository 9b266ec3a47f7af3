"""集金の回: which months it is for and when it is collected; then every household is charged at once."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kobe_desk.core.errors import UserError
from kobe_desk.core.japanese.money import yen
from kobe_desk.core.text import _
from kobe_desk.modules.members.usecases import ChargeView, Partial, RoundRequest, RoundRow
from kobe_desk.ui.button import primary, secondary
from kobe_desk.ui.card import Card
from kobe_desk.ui.field import Choice, DateField, FormField, Need, NumberField, Option, Select, TextField
from kobe_desk.ui.form import Form
from kobe_desk.ui.layout import STRETCH, Column, Row
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.text import Paragraph

_APRIL = 4


class PlanningPart(QWidget):
    """Two steps: the collection, and what the households owe in it."""

    round_requested = Signal(object)
    look_requested = Signal(object, object)
    charge_requested = Signal(object, object)
    remove_requested = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._year = 0
        self.form = Form(
            {
                "title": FormField(_("Name of the collection"), TextField(220), support=_("Such as first half.")),
                "first": FormField(_("First month"), DateField(), support=_("Any day of the month.")),
                "months": FormField(_("For how many months"), NumberField(least=1, most=12), unit=_("months")),
                "collect_from": FormField(_("Collected from"), DateField()),
                "collect_until": FormField(_("Collected until"), DateField()),
            }
        )
        self.add_round = secondary(_("Add this collection"), "plus")
        self.add_round.clicked.connect(self._add)
        self.rounds = Select(width=260)
        rules = [
            Option(Partial.FULL, _("All of it")),
            Option(Partial.MONTHLY, _("By the month"), _("For the months in which they belonged on any day.")),
            Option(Partial.NEXT, _("From the next collection on"), _("Who joined in between pays nothing now.")),
        ]
        support = _("Only asked where households joined or left within these months.")
        self.charges = Form(
            {
                "round": FormField(_("Collection"), self.rounds, Need.UNSAID),
                "partial": FormField(_("Who was not there all the time"), Choice(rules), Need.OPTIONAL, support),
            }
        )
        self.rounds.edited.connect(self._look)
        self.charges.fields["partial"].control.edited.connect(self._look)
        self._view = Paragraph(ink="muted")
        self.charge = primary(_("Charge the households"), "users")
        self.charge.clicked.connect(self._charge)
        self.remove = secondary(_("Take this collection out"), "trash-2")
        self.remove.clicked.connect(lambda: self.remove_requested.emit(self.rounds.value()))
        self.warning = Notice("warn")
        self.warning.hide()
        self._second = Card(
            _("What the households owe"), self.charges, self._view, Row(self.charge, self.remove, STRETCH)
        )
        first = Card(_("Another collection"), self.form, Row(self.add_round, STRETCH))
        self.setLayout(Column(self.warning, self._second, first, gap="group"))

    def begin(self, year: int) -> None:
        """Another fiscal year: the first month is proposed."""
        if year != self._year:
            self._year = year
            self.form.fill({"first": date(year, _APRIL, 1), "months": 6})

    def show_rounds(self, rows: Sequence[RoundRow]) -> None:
        self.rounds.offer([(row.id, row.title) for row in rows])
        self._second.setVisible(bool(rows))
        self._look()

    def show_view(self, view: ChargeView) -> None:
        """What charging would do."""
        words = _("{households} households are charged {total} together; {known} were charged before.")
        text = words.format(households=view.households, total=yen(view.total), known=view.known)
        if view.partial:
            names = "、".join(row.name for row in view.partial)
            text = f"{text}\n" + _("Not there all the time: {names}").format(names=names)
        self._view.say(text)
        self.charge.setEnabled(view.households > 0)
        self.warning.hide()

    def clear(self, _result: object = None) -> None:
        self.warning.hide()
        self.form.fill({"title": "", "collect_from": None, "collect_until": None})

    def show_refusal(self, error: UserError) -> None:
        if not (self.form.show_refusal(error) or self.charges.show_refusal(error)):
            self.warning.ask(error.message())
            self.warning.show()

    def _add(self) -> None:
        values = self.form.read()
        if values is not None:
            self.round_requested.emit(RoundRequest(self._year, **values))

    def _answers(self) -> tuple[UUID | None, Any]:
        return self.rounds.value(), self.charges.fields["partial"].control.value()

    def _look(self) -> None:
        key, rule = self._answers()
        if key is not None:
            self.look_requested.emit(key, rule)

    def _charge(self) -> None:
        key, rule = self._answers()
        if key is not None:
            self.charge_requested.emit(key, rule)
