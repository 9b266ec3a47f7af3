"""How an entry is sealed: under the drawer's key, and inside that under the half that goes with the person.

Whoever wipes the half destroys the entry and all its copies, the drawer shut or open. Whose half it is stands inside
the outer seal: while the drawer is shut, nothing tells who lies in it.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID, uuid4

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core import audit
from kobe_desk.core.vault import crypto
from kobe_desk.core.vault.drawer import Drawer, NoDrawer, SealBroken
from kobe_desk.modules.members.model import Person, SealedRow, SealHalf

_NONE = UUID(int=0)
"""Stands for the half of somebody who is not on the roster."""
_BLANK = bytes(crypto.KEY_BYTES)


@dataclass(frozen=True, slots=True)
class Unsealed:
    """What one row holds, and whose it is if the person is on the roster."""

    row: SealedRow
    plain: bytes
    person: UUID | None


def drawer_behind(session: Session) -> Drawer | None:
    """The drawer of this desk, if there can be one."""
    way = session.info.get("drawer")
    return way() if way else None


def drawer_of(session: Session) -> Drawer:
    """The drawer of this desk. Raises NoDrawer where there can be none (a desk without a folder)."""
    found = drawer_behind(session)
    if found is None:
        raise NoDrawer
    return found


def sealed_for(session: Session, bound: bytes, plain: bytes, person: UUID | None) -> bytes:
    """An entry sealed for its row and its person. Raises DrawerShut."""
    drawer = drawer_of(session)
    drawer.require_open()
    half = _half_of(session, person) if person is not None else None
    inner = crypto.wrap(half.half if half else _BLANK, plain, bound)
    return drawer.seal(bound, (half.id if half else _NONE).bytes + inner)


def unsealed(session: Session, rows: Iterable[SealedRow]) -> list[Unsealed]:
    """What these rows hold; those of people who were anonymised are no more. Raises DrawerShut, SealBroken."""
    opened = _opened(session, rows)
    halves = _halves(session, opened)
    return [found for row, body in opened if (found := _unsealed(row, body, halves)) is not None]


def rows_of(session: Session, person: UUID) -> list[UUID]:
    """The rows of a person, if the drawer is open; while it is shut nobody can know."""
    drawer = drawer_behind(session)
    if drawer is None or not drawer.open:
        return []
    return [each.row.id for each in unsealed(session, session.scalars(sa.select(SealedRow))) if each.person == person]


def settle(session: Session) -> None:
    """At each opening: everybody gets a half, older entries are sealed with theirs, and what is dead goes for good."""
    _give_halves(session)
    opened = _opened(session, session.scalars(sa.select(SealedRow)))
    halves = _halves(session, opened)
    dead = [row.id for row, body in opened if not _is_before(body) and not _alive(body, halves)]
    anew: dict[UUID, bytes] = {}
    for row, body in opened:
        if _is_before(body):
            key = json.loads(body)["person"]
            person = session.get(Person, UUID(key)) if key else None
            if person is not None and person.anonymised is not None:
                dead.append(row.id)
            else:
                bound = row.bound(row.id, row.list_id)
                anew[row.id] = sealed_for(session, bound, body, person.id if person else None)
    touched = {*dead, *anew}
    if touched:
        with session.info["work"].forgetting(touched) as connection:
            connection.execute(sa.delete(SealedRow).where(SealedRow.id.in_(dead)))
            for key, sealed in anew.items():
                connection.execute(sa.update(SealedRow).where(SealedRow.id == key).values(sealed=sealed))
        audit.forget(session, touched, ())


def _is_before(body: bytes) -> bool:
    """An entry sealed before there were halves: the drawer seals it anew when it is opened.

    It is a JSON object. One of 256 random keys begins with the same byte, so that byte alone does not tell.
    """
    try:
        return body.startswith(b"{") and isinstance(json.loads(body), dict)
    except ValueError:
        return False


def _opened(session: Session, rows: Iterable[SealedRow]) -> list[tuple[SealedRow, bytes]]:
    drawer = drawer_of(session)
    drawer.require_open()
    return [(row, drawer.unseal(row.bound(row.id, row.list_id), row.sealed)) for row in rows]


def _halves(session: Session, opened: list[tuple[SealedRow, bytes]]) -> dict[UUID, SealHalf]:
    keys = {UUID(bytes=body[:16]) for _row, body in opened if not _is_before(body)}
    return {half.id: half for half in session.scalars(sa.select(SealHalf).where(SealHalf.id.in_(keys)))}


def _alive(body: bytes, halves: dict[UUID, SealHalf]) -> bool:
    key = UUID(bytes=body[:16])
    return key == _NONE or key in halves


def _unsealed(row: SealedRow, body: bytes, halves: dict[UUID, SealHalf]) -> Unsealed | None:
    if _is_before(body):
        person = json.loads(body)["person"]
        return Unsealed(row, body, UUID(person) if person else None)
    if not _alive(body, halves):
        return None
    half = halves.get(UUID(bytes=body[:16]))
    plain = crypto.unwrap(half.half if half else _BLANK, body[16:], row.bound(row.id, row.list_id))
    if plain is None:
        raise SealBroken
    return Unsealed(row, plain, half.person_id if half else None)


def _half_of(session: Session, person: UUID) -> SealHalf:
    wanted = sa.select(SealHalf).where(SealHalf.person_id == person).order_by(SealHalf.id).limit(1)
    found = session.scalar(wanted)
    if found is None:
        _give_halves(session)
        found = session.scalars(wanted).one()
    return found


def _give_halves(session: Session) -> None:
    """One to everybody who has none, past the record: an undo must not take it away from a row that needs it."""
    has = sa.exists().where(SealHalf.person_id == Person.id)
    lacking = session.scalars(sa.select(Person.id).where(Person.anonymised.is_(None), ~has)).all()
    if lacking:  # random keys: one with a time in it would tell beside which row it was made
        made = [{"id": uuid4(), "version": 1, "person_id": key, "half": crypto.new_key()} for key in lacking]
        with session.info["work"].forgetting(()) as connection:
            connection.execute(sa.insert(SealHalf), made)
