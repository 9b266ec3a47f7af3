"""これまでの変更 in words: 「電話を 078-000-0117 に変えた」."""

from __future__ import annotations  # nothing has changed yet when the list is painted

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from kobe_desk.core.japanese import era
from kobe_desk.core.text import N_, _
from kobe_desk.modules.members import usecases
from kobe_desk.modules.members.table import SEXES
from kobe_desk.ui.text import strong

if TYPE_CHECKING:
    from kobe_desk.modules.members.usecases import FieldChange, PastChangeRow

FIELDS = {
    "name": N_("Full name"),
    "kana": N_("Reading"),
    "birth": N_("Birth date"),
    "sex": N_("Sex"),
    "relation": N_("Relation to the head"),
    "phone": N_("Telephone"),
    "mobile": N_("Mobile phone"),
    "mail": N_("Mail"),
    "number": N_("Number"),
    "notes": N_("Notes"),
    "joined": N_("Joined on"),
    "until": N_("Day of leaving"),
    "start": N_("First day"),
    "postal_code": N_("Postal code"),
    "address": N_("Address"),
    "building": N_("Building"),
    "house_number": N_("House number in the group"),
}
CONSENTS = {
    "name": N_("Full name"),
    "address": N_("Address"),
    "phone": N_("Telephone"),
    "family": N_("Family members"),
    "photo": N_("Photo"),
}
"""What somebody agrees to show or not."""
WHOLE = {
    "area_id": N_("Put into another block"),
    "household_id": N_("Moved to another household"),
    "head": N_("Head of the household changed"),
    "person_id": N_("The office went to another person"),
    "office_id": N_("Another office was written down"),
}


def what_changed(row: PastChangeRow) -> tuple[str, ...]:
    """Each value that was written otherwise; the name of the act where there is none."""
    found = sorted(row.fields, key=lambda each: list(FIELDS).index(each.field) if each.field in FIELDS else len(FIELDS))
    return tuple(dict.fromkeys(_sentences(found))) or (_(row.label),)


def _sentences(changes: list[FieldChange]) -> Iterator[str]:
    for each in changes:
        if each.table == "tagging":
            words = _("Tag “{name}” was put on") if each.after else _("Tag “{name}” was taken off")
            yield words.format(name=each.name or "…")
        elif each.table == "own_value":
            yield _own(each)
        elif each.field in WHOLE:
            yield _(WHOLE[each.field])
        elif each.field in FIELDS and each.after is None:
            yield _("{field} was emptied").format(field=_(FIELDS[each.field]))
        elif each.field in FIELDS:
            yield _("{field} was changed to {value}").format(field=_(FIELDS[each.field]), value=strong(_value(each)))


def _own(change: FieldChange) -> str:
    name = change.name or "…"
    if not change.after:
        return _("{field} was emptied").format(field=name)
    said = {"yes": _("yes"), "no": _("no")}.get(str(change.after), str(change.after))
    return _("{field} was changed to {value}").format(field=name, value=strong(said))


def _value(change: FieldChange) -> str:
    if isinstance(change.after, date):
        return era.wareki(usecases.last_day(change.after) or change.after if change.field == "until" else change.after)
    if change.field == "sex":
        return _(dict(SEXES).get(str(change.after), ""))
    return str(change.after)
