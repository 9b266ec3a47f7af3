"""A roster as a file: the people of a filter with the fields chosen, recorded with its purpose and recipient."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core import clock, search_key
from kobe_desk.core.japanese.age import age_on
from kobe_desk.core.permission import query, usecase
from kobe_desk.core.text import N_
from kobe_desk.modules.association.model import Office
from kobe_desk.modules.members.model import Area, OfficeTerm, PersonIndex
from kobe_desk.modules.members.rules.own import own_data
from kobe_desk.modules.members.rules.periods import last_day
from kobe_desk.modules.members.usecases.blocks import in_order
from kobe_desk.modules.members.usecases.grid.own_cells import column_key
from kobe_desk.modules.members.usecases.lists import PeopleFilter, conditions
from kobe_desk.modules.members.usecases.own.fields import FieldRow, own_fields, values_by_owner
from kobe_desk.modules.members.usecases.own.tags import tag_words
from kobe_desk.modules.members.usecases.provision import STAYS, ProvisionRequest, record_export
from kobe_desk.modules.members.usecases.then import as_of

EXPORT_FIELDS = (
    "number", "district", "area", "house", "name", "kana", "relation", "birth", "age", "sex", "postal", "address",
    "building", "phone", "mobile", "mail", "office", "joined", "left", "notes", "tags",
)  # fmt: skip
"""What a file can hold, in its order; the association's own fields follow by their keys (`own:…`).

The ブロック is left out where no 班 stands in one.
"""


class _Missing(ValueError):
    """A field that is no field: a bug."""


@dataclass(frozen=True, slots=True)
class Export:
    """The rows of a file, plain: who each is, and the values of `fields` in their order."""

    fields: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    persons: tuple[UUID, ...]
    on: date
    number: str = ""
    """Its number in the record of what was given away; empty for a look."""
    names: tuple[tuple[str, str], ...] = ()
    """The names of the association's own fields among them, by key."""


@query(needs="members.read")
def preview_export(session: Session, which: PeopleFilter, fields: tuple[str, ...] = EXPORT_FIELDS) -> Export:
    """What the file would hold, in the order of 班, 戸番 and household."""
    return _export(session, which, fields)


@usecase(label=N_("Export the roster"), needs="members.edit", undo=STAYS)
def export_roster(
    session: Session, which: PeopleFilter, fields: tuple[str, ...], kind: str, request: ProvisionRequest, chosen: str
) -> Export:
    """The rows of a file that leaves the desk; `chosen` says the filter in words.

    Raises RecipientMissing, PurposeMissing.
    """
    found = _export(session, which, fields)
    number = record_export(session, kind, request, chosen, found.fields, found.persons)
    return replace(found, number=number)


def _export(session: Session, which: PeopleFilter, fields: tuple[str, ...]) -> Export:
    own = {column_key(row.id): row for row in own_fields(session)}
    if unknown := set(fields) - set(EXPORT_FIELDS) - own.keys():
        raise _Missing(", ".join(sorted(unknown)))
    on = which.on or clock.today()
    then, homes = as_of(session, on)
    block = sa.orm.aliased(Area)
    if not session.scalar(sa.select(sa.exists().where(Area.parent_id.is_not(None)))):
        fields = tuple(name for name in fields if name != "district")
    match = search_key.match(which.words)
    columns: tuple[Any, ...] = (
        then.id, then.household_id, then.number, Area.name, homes.house_number, then.name, then.kana, then.head,
        then.relation, then.birth, then.birth_part, then.sex, homes.postal_code, homes.address, homes.building,
        then.phone, homes.phone, then.mobile, then.mail, then.joined, then.until, then.notes, block.name,
    )  # fmt: skip
    statement = (
        sa.select(*columns)
        .select_from(PersonIndex)
        .join(then, then.id == PersonIndex.person_id)
        .outerjoin(homes, homes.id == then.household_id)
        .outerjoin(Area, Area.id == homes.area_id)
        .outerjoin(block, block.id == Area.parent_id)
        .where(then.anonymised.is_(None), *conditions(which, match, on, then, homes))
        .order_by(
            Area.id.is_(None), *in_order(), sa.func.length(homes.house_number), homes.house_number, homes.id,
            then.head.desc(), then.birth.is_(None), then.birth, then.id,
        )
    )  # fmt: skip
    offices = offices_of(session, on)
    lines = [_line(row, offices, on) for row in session.execute(statement, {"match": match})]
    _add_own(session, lines, {key: row for key, row in own.items() if key in fields}, tagged="tags" in fields)
    rows = tuple(tuple(line[name] for name in fields) for line in lines)
    names = tuple((key, row.name) for key, row in own.items() if key in fields)
    return Export(fields, rows, tuple(line["id"] for line in lines), on, names=names)


def _add_own(session: Session, lines: list[dict[str, Any]], own: dict[str, FieldRow], *, tagged: bool) -> None:
    """The tags, and what the association's own fields say, of each person or of the household."""
    owners = list({line[each] for line in lines for each in ("id", "home_id") if line[each] is not None})
    words = tag_words(session, owners) if tagged else {}
    values = {key: values_by_owner(session, row.id, owners) for key, row in own.items()}
    for line in lines:
        both = (line["id"], line["home_id"])
        line["tags"] = "・".join(words[key] for key in both if key in words)
        for key, row in own.items():
            line[key] = next((own_data(row.kind, values[key][each]) for each in both if each in values[key]), None)


def _line(row: Any, offices: dict[UUID, str], on: date) -> dict[str, Any]:
    (key, home_id, number, area, house, name, kana, head, relation, birth, part, sex, postal, address, building, phone,
     home_phone, mobile, mail, joined, until, notes, block) = row  # fmt: skip
    return {
        "id": key, "home_id": home_id, "number": number, "district": block or "", "area": area or "",
        "house": house or "", "name": name, "kana": kana, "relation": "世帯主" if head else relation,
        "birth": birth or part,
        "age": age_on(birth, on) if birth and birth <= on else None,
        "sex": {"female": "女", "male": "男", "other": "その他"}.get(sex, ""), "postal": postal or "",
        "address": address or "", "building": building or "", "phone": phone or home_phone or "", "mobile": mobile,
        "mail": mail, "office": offices.get(key, ""), "joined": joined, "left": last_day(until), "notes": notes,
    }  # fmt: skip


def offices_of(session: Session, on: date) -> dict[UUID, str]:
    """The offices that people hold on a day, in words."""
    statement = sa.select(OfficeTerm.person_id, Office.name).join(Office).where(OfficeTerm.holds(on))
    found: dict[UUID, str] = {}
    for person, office in session.execute(statement.order_by(Office.position)):
        found[person] = f"{found[person]}・{office}" if person in found else office
    return found
