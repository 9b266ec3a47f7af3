"""One part of a programme as forms: a card for each thing in it, a field for each of its places."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kobe_desk.core.text import _
from kobe_desk.modules.subsidies.usecases.programmes import EditRow, Part, Place, Told, as_typed
from kobe_desk.modules.subsidies.view.named import NamedField
from kobe_desk.modules.subsidies.view.programmes.group import GroupCard
from kobe_desk.modules.subsidies.view.programmes.rule import RuleField
from kobe_desk.ui.card import Card
from kobe_desk.ui.field import Control, DateField, MoneyField, Need, NumberField, Select, TextArea, TextField
from kobe_desk.ui.form import Form
from kobe_desk.ui.layout import Column

_LINES = 2
_SHORT, _LONG = 140, 480


class PartForms(QWidget):
    """The places of a part, filled with what stands there or was typed before."""

    edited = Signal()
    step_wanted = Signal(object)
    unfolded = Signal(str)

    def __init__(self, part: Part, typed: Mapping[str, Any], row: EditRow, unfolded: Collection[str] = ()) -> None:
        super().__init__()
        self._asks = row.asks
        self.part = part
        self.places = {each.at: each for each in part.places}
        self.forms: list[Form] = []
        column, heard = Column(gap="item"), Counter[tuple[str, str]]()
        self.groups = [GroupCard(each, is_open=each.at in unfolded) for each in row.groups.get(part.id, ())]
        for card in self.groups:
            card.step_wanted.connect(self.step_wanted)
            card.opened.connect(self.unfolded)
            column.add(card)
        for of, group in groupby(part.places, key=lambda each: each.of):
            places = list(group)
            form = Form({each.at: self._field(each, _heard_as(each, heard)) for each in places})
            form.fill({each.at: typed.get(each.at, as_typed(each)) for each in places})
            form.edited.connect(self.edited)
            self.forms.append(form)
            column.add(Card(of or _("One more"), form))
        self.setLayout(column)

    def _field(self, place: Place, of: str) -> NamedField:
        control = _control(place)
        if place.kind == "rule":
            asks = [each for each in self._asks[place.row_of] if not place.at.endswith(f"/{each.name}/when")]
            control = RuleField(asks, always=place.optional)
        need = Need.UNSAID if place.kind == "rule" else Need.OPTIONAL if place.optional else Need.REQUIRED
        return NamedField(_(place.label), control, need, _(place.help) if place.help else "", of=of)

    @property
    def fields(self) -> dict[str, NamedField]:
        return {at: field for form in self.forms for at, field in form.fields.items() if isinstance(field, NamedField)}

    def changed(self) -> dict[str, Any]:
        """What can be read and differs from what stands in the programme."""
        found = {at: value for form in self.forms for at, value in form.typed().items()}
        return {at: value for at, value in found.items() if _said(value) != _said(as_typed(self.places[at]))}

    def is_whole(self) -> bool:
        """Whether every field can be read; those that cannot say why."""
        return all([form.read() is not None for form in self.forms])

    def show_faults(self, faults: Sequence[Told]) -> None:
        """Say each problem at its field, and take away those that were mended."""
        wrong = {each.at: each.problem.sentence() for each in faults}
        for at, field in self.fields.items():
            if at in wrong or field.error:
                field.refuse(wrong.get(at, ""))

    def focus_at(self, at: str) -> None:
        field = self.fields.get(at) or next(iter(self.fields.values()), None)
        if field is not None:
            field.focus()
        elif self.groups:
            self.groups[0].focus_first()

    def focus_step(self, verb: str, at: str) -> bool:
        """Give the keyboard back to where a step was made."""
        return any(each.focus_at(verb, at) for each in self.groups)


def _said(value: Any) -> Any:
    """Nothing and an empty text are one; 0 is a figure."""
    return None if value == "" else value


def _heard_as(place: Place, heard: Counter[tuple[str, str]]) -> str:
    """What a field belongs to, with a number where the same was said before."""
    heard[place.of, place.label] += 1
    again = heard[place.of, place.label]
    return place.of if again == 1 else _("{name}, number {n}").format(name=place.of, n=again)


def _control(place: Place) -> Control:
    made: Mapping[str, Any] = {
        "number": NumberField,
        "yen": MoneyField,
        "day": DateField,
        "yesno": lambda: Select([(True, _("Yes")), (False, _("No"))]),
        "longtext": lambda: TextArea(_LINES, _LONG),
        "share": lambda: TextField(_SHORT),
        "choice": lambda: Select([(value or None, _(words)) for value, words in place.options], 260),
    }
    control: Control = made.get(place.kind, lambda: TextField(_LONG))()
    return control


def as_json(values: Mapping[str, Any]) -> dict[str, Any]:
    """Typed values for a draft: a day as a text."""
    return {at: value if isinstance(value, str | int | bool) or value is None else value.isoformat()
            for at, value in values.items()}  # fmt: skip


def from_json(values: Mapping[str, Any], places: Iterable[Place]) -> dict[str, Any]:
    """The typed values of a draft, at places that are still there."""
    kinds = {each.at: each.kind for each in places}
    return {
        at: date.fromisoformat(value) if kinds[at] == "day" and value else value
        for at, value in values.items()
        if at in kinds
    }
