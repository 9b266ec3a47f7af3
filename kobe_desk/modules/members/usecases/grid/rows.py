"""The rows of the list with the columns somebody chose beyond the usual ones."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core import clock
from kobe_desk.core.japanese.age import age_on
from kobe_desk.core.permission import query
from kobe_desk.modules.members.rules.periods import last_day
from kobe_desk.modules.members.usecases.list_rows import PeoplePage, PersonRow
from kobe_desk.modules.members.usecases.lists import PeopleFilter, people
from kobe_desk.modules.members.usecases.then import as_of

AT_ONCE = 500
"""So many keys go into one question."""
AGE, OFFICE, TAGS = "age", "office", "tags"
OWN = "own:"
"""What the key of a column of the association's own begins with; the key of its field follows."""


@query(needs="members.read")
def people_in_columns(
    session: Session, which: PeopleFilter, columns: tuple[str, ...], offset: int = 0, limit: int = 50
) -> PeoplePage:
    """A page of the list as `people` gives it, each row with what the columns hold."""
    page = people(session, which, offset, limit)
    more = values_of(session, page.rows, columns, which.on or clock.today())
    return replace(page, rows=tuple(replace(row, more=more.get(row.id, {})) for row in page.rows))


@query(needs="members.read")
def keys_between(session: Session, which: PeopleFilter, ranges: tuple[tuple[int, int], ...]) -> tuple[UUID, ...]:
    """Who stands at these places of the list, first and last of each included."""
    return tuple(
        row.id for first, last in ranges for row in people(session, which, first, last - first + 1).rows
    )  # fmt: skip


def values_of(
    session: Session, rows: Sequence[PersonRow], columns: Iterable[str], on: date
) -> dict[UUID, dict[str, Any]]:
    """What the columns hold of each person on a day, by key."""
    wanted = tuple(columns)
    found: dict[UUID, dict[str, Any]] = {row.id: {} for row in rows}
    if not (wanted and rows):
        return found
    then, homes = as_of(session, on)
    sources: dict[str, Any] = {
        "mobile": then.mobile, "mail": then.mail, "sex": then.sex, "number": then.number, "notes": then.notes,
        "joined": then.joined, "until": then.until, "birth_part": then.birth_part, "postal_code": homes.postal_code,
        "home_phone": homes.phone, "home_number": homes.number, "home_notes": homes.notes,
    }  # fmt: skip
    names = {"left": "until", "birth": "birth_part", AGE: "birth_part"}
    asked = tuple(dict.fromkeys(name for each in wanted if (name := names.get(each, each)) in sources))
    for keys in in_parts([row.id for row in rows]):
        statement = sa.select(then.id, *(sources[name].label(name) for name in asked))
        statement = statement.outerjoin(homes, homes.id == then.household_id).where(then.id.in_(keys))
        for key, *values in session.execute(statement):
            found[key].update(zip(asked, values, strict=True))
    for row in rows:
        own = found[row.id]
        own["left"] = last_day(own.pop("until", None))
        own[AGE] = age_on(row.birth, on) if row.birth and row.birth <= on else None
    if OFFICE in wanted:
        _add_offices(session, found, on)
    if TAGS in wanted or any(each.startswith(OWN) for each in wanted):
        _add_own(session, rows, found, wanted)
    return found


def _add_own(session: Session, rows: Sequence[PersonRow], found: dict[UUID, dict[str, Any]], wanted: Any) -> None:
    from kobe_desk.modules.members.usecases.own.fields import values_by_owner
    from kobe_desk.modules.members.usecases.own.tags import tag_words

    owners = list({key for row in rows for key in (row.id, row.household_id) if key is not None})
    columns = {each: values_by_owner(session, UUID(each.removeprefix(OWN)), owners)
               for each in wanted if each.startswith(OWN)}  # fmt: skip
    if TAGS in wanted:
        columns[TAGS] = tag_words(session, owners)
    for row in rows:
        for name, values in columns.items():
            said = (values.get(owner) for owner in (row.id, row.household_id) if owner is not None)
            found[row.id][name] = "・".join(filter(None, said))


def _add_offices(session: Session, found: dict[UUID, dict[str, Any]], on: date) -> None:
    from kobe_desk.modules.members.usecases.exporting import offices_of

    for key, words in offices_of(session, on).items():
        if key in found:
            found[key][OFFICE] = words


def in_parts(keys: Sequence[UUID]) -> Iterable[Sequence[UUID]]:
    """Many keys, as many at a time as one question takes."""
    return (keys[at : at + AT_ONCE] for at in range(0, len(keys), AT_ONCE))
