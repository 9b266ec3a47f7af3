"""What is asked at a stage as fields of its form, and how a value of it is read and said."""

from datetime import date
from typing import Any

from kobe_desk.core import clock
from kobe_desk.core.japanese import era
from kobe_desk.core.japanese.money import yen
from kobe_desk.core.text import _
from kobe_desk.modules.subsidies.usecases.asking import CHANGED, PER_CENT, Noted
from kobe_desk.ui.field import DateField, FormField, MoneyField, Need, NumberField, Select, TextArea, TextField


def field_of(noted: Noted, stage: str, support: str = "") -> FormField:
    need = Need.REQUIRED if noted.needed else Need.OPTIONAL
    label = noted.words()
    if noted.kind == "choice":
        return FormField(label, Select([("", _("not chosen yet")), *_options(noted)], width=260), need)
    if noted.kind == "yen":
        return FormField(label, MoneyField(), need, unit=_("yen"), support=support or _below(noted, stage))
    if noted.kind == "number":
        number = NumberField(least=0, most=100 if noted.unit == PER_CENT else 9_999_999)
        return FormField(label, number, need, unit=noted.unit or _("people"), support=_below(noted, stage))
    if noted.kind == "day":
        return FormField(label, DateField(), need, support=_below(noted, stage))
    if noted.kind == "long":
        return FormField(label, TextArea(3, width=440), need)
    return FormField(label, TextField(width=260), need)


def _options(noted: Noted) -> list[tuple[str, str]]:
    return [(value, _(words)) for value, words in noted.options]


def _below(noted: Noted, stage: str) -> str:
    """What the budget has for a figure that is asked for, or the plan for a day; else what it says of itself."""
    if noted.now is None:
        return _(noted.support) if noted.support else ""
    if isinstance(noted.now, date):
        return _("So far: {day}. Write it only if it changes.").format(day=era.wareki(noted.now))
    if noted.kind == "number":
        return _("Planned: {count} {unit}").format(count=f"{noted.now:,}", unit=noted.unit)
    words = _("In the budget: {yen}. Write it only if it changes.") if stage == CHANGED else _("In the budget: {yen}.")
    return words.format(yen=yen(noted.now))


def to_come(until: date | None) -> str:
    """What is said of a day up to which costs are told; empty where there is nothing to say."""
    if until is None or until <= clock.today():
        return ""
    return _("This day is still to come. The papers tell only what stands in the cash book now: please make them on "
             "that day or after it.")  # fmt: skip


def value_of(noted: Noted | None, value: Any) -> Any:
    day = noted is None or noted.kind == "day"
    return date.fromisoformat(value) if day and isinstance(value, str) else value


def words_of(noted: Noted, value: Any) -> str:
    if noted.kind == "day":
        return era.wareki(date.fromisoformat(value))
    return yen(value) if noted.kind == "yen" else dict(_options(noted)).get(value, str(value))
