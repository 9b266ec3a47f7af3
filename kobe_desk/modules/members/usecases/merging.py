"""Two entries of one person become one (統合): what is kept, what moves and what is left out is shown first."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core import clock
from kobe_desk.core.errors import UserError
from kobe_desk.core.japanese import era
from kobe_desk.core.permission import query, usecase
from kobe_desk.core.text import N_
from kobe_desk.modules.members.model import Consent, Household, Person, PersonPhoto, SealHalf
from kobe_desk.modules.members.rules.periods import last_day
from kobe_desk.modules.members.usecases.dated import correct, states
from kobe_desk.modules.members.usecases.heads import members_of, settle_heads
from kobe_desk.modules.members.usecases.persons import drop_own, entity_of, references

KEEP, DROP = "keep", "drop"
FIELDS = (
    "name", "kana", "number", "birth", "birth_part", "sex", "household_id", "phone", "mobile", "mail", "joined",
    "until",
)  # fmt: skip


class SamePerson(UserError):
    text = N_("Please choose two different entries.")


@dataclass(frozen=True, slots=True)
class MergeWish:
    """Which entry stays, which goes into it, and for fields that differ whose value is taken ("keep" or "drop").

    `note_rest`: what is not taken is written into the notes.
    """

    keep: UUID
    drop: UUID
    choices: Mapping[str, str] = field(default_factory=dict)
    note_rest: bool = True


@dataclass(frozen=True, slots=True)
class MergeField:
    """A field the entries differ in; `taken` is "keep" or "drop"."""

    name: str
    kept: Any
    dropped: Any
    taken: str


@dataclass(frozen=True, slots=True)
class MovedRow:
    """So many rows of a table go over to the entry that stays."""

    table: str
    count: int


@dataclass(frozen=True, slots=True)
class MergeView:
    """What a merge does. `staying`: the household-mates of the entry that goes, who stay where they are.

    `photo_goes`: both have a photo; the other one is erased when the desk is closed, and undo reaches no further.
    """

    keep: str
    drop: str
    fields: tuple[MergeField, ...]
    moved: tuple[MovedRow, ...]
    left_out: tuple[str, ...]
    staying: tuple[str, ...]
    photo_goes: bool = False


@query(needs="members.read")
def preview_people_merge(session: Session, wish: MergeWish) -> MergeView:
    """What stays, what moves, what is left out and who is not touched. Raises SamePerson."""
    keep, drop = _both(session, wish)
    moved = [(column.table.name, len(_rows(session, column, drop.id))) for column in _moving()]
    counts: dict[str, int] = {}
    for table, count in moved:
        counts[table] = counts.get(table, 0) + count
    return MergeView(
        keep=keep.name,
        drop=drop.name,
        fields=tuple(_fields(session, keep, drop, wish)),
        moved=tuple(MovedRow(table, count) for table, count in counts.items() if count),
        left_out=tuple(_left_out(session, keep, drop, wish)),
        staying=tuple(each.name for each in _mates(session, drop)),
        photo_goes=_photo_goes(session, keep, drop),
    )


@usecase(label=N_("Merge two entries of one person"), needs="members.edit")
def merge_people(session: Session, wish: MergeWish) -> None:
    """Make one entry of two: offices, dues and consents go over, the household-mates of the other stay. One undo."""
    keep, drop = _both(session, wish)
    rest = list(_left_out(session, keep, drop, wish))
    home, mates, led = drop.household_id, _mates(session, drop), drop.head
    for each in _fields(session, keep, drop, wish):
        if each.taken == DROP:
            setattr(keep, each.name, getattr(drop, each.name))
            if each.name == "household_id":
                keep.head, keep.relation = drop.head, drop.relation
    keep.notes = "\n".join(filter(None, (keep.notes, drop.notes, *(rest if wish.note_rest else ()))))
    for column in _moving():
        _move(session, column, keep.id, drop.id)
    _one_answer(session, keep.id)
    _move_seal(session, keep.id, drop.id)
    drop_own(session, drop.id)
    _take_out(session, drop)
    if home is not None:
        _settle_home(session, home, bool(mates))
    if led and mates and keep.household_id != home:
        correct(session, mates[0], {"head": True}, clock.today())
    for key in {keep.household_id, home} - {None}:
        settle_heads(session, [key] if key else [], clock.today())


def _both(session: Session, wish: MergeWish) -> tuple[Person, Person]:
    if wish.keep == wish.drop:
        raise SamePerson("drop")
    return session.get_one(Person, wish.keep), session.get_one(Person, wish.drop)


def _fields(session: Session, keep: Person, drop: Person, wish: MergeWish) -> Iterator[MergeField]:
    """The fields that differ: the entry that stays is right unless it is empty or the user chose otherwise."""
    for name in FIELDS:
        kept, dropped = getattr(keep, name), getattr(drop, name)
        if kept == dropped:
            continue
        taken = wish.choices.get(name) or (DROP if _empty(name, kept) and not _empty(name, dropped) else KEEP)
        yield MergeField(name, _shown(session, name, kept), _shown(session, name, dropped), taken)


def _empty(name: str, value: Any) -> bool:
    """No last day is a fact; no first day is none."""
    return value in (None, "") and name != "until"


def _shown(session: Session, name: str, value: Any) -> Any:
    if name == "household_id" and value is not None:
        home = session.get_one(Household, value)
        return " ".join(filter(None, (home.address, home.building)))
    return last_day(value) if name == "until" else value


def _left_out(session: Session, keep: Person, drop: Person, wish: MergeWish) -> Iterator[str]:
    """Every value that the entry that stays will not have, in words that can stand in the notes."""
    for each in _fields(session, keep, drop, wish):
        lost = each.dropped if each.taken == KEEP else each.kept
        if lost not in (None, ""):
            yield f"{_WORDS[each.name]}: {era.wareki(lost) if isinstance(lost, date) else lost}"
    for state in states(session, drop)[:-1]:
        name = state.values["name"]
        if name not in (keep.name, drop.name):
            yield f"{_WORDS['name']}: {name}"
    if _photo_goes(session, keep, drop):
        yield f"別の写真: {drop.name}"


def _photo_goes(session: Session, keep: Person, drop: Person) -> bool:
    photos = sa.select(sa.func.count()).where(PersonPhoto.person_id.in_((keep.id, drop.id)))
    return session.scalar(photos) == len((keep, drop))


_WORDS = {
    "name": "別の氏名", "kana": "別のふりがな", "number": "別の会員番号", "birth": "別の生年月日",
    "birth_part": "別の生年月日",
    "sex": "別の性別", "household_id": "別の世帯", "phone": "別の電話", "mobile": "別の携帯電話", "mail": "別のメール",
    "joined": "別の入会日", "until": "別の退会日",
}  # fmt: skip


def _mates(session: Session, drop: Person) -> list[Person]:
    if drop.household_id is None:
        return []
    return [each for each in members_of(session, drop.household_id, clock.today()) if each.id != drop.id]


def _moving() -> list[sa.Column[Any]]:
    return [column for column in references() if column.info["on_merge"] == "move"]


def _rows(session: Session, column: sa.Column[Any], key: UUID) -> list[Any]:
    return list(session.scalars(sa.select(entity_of(column.table)).where(column == key)))


def _move(session: Session, column: sa.Column[Any], keep: UUID, drop: UUID) -> None:
    """Rows that the entry that stays has already (the same term, the same place at a meeting) are not doubled."""
    mine = [_without(row, column) for row in _rows(session, column, keep)]
    for row in _rows(session, column, drop):
        if _without(row, column) in mine or _clashes(session, row, column, keep):
            session.delete(row)
        else:
            setattr(row, column.key, keep)
    session.flush()


def _move_seal(session: Session, keep: UUID, drop: UUID) -> None:
    """What the drawer holds of the other entry is of the one that stays; nobody learns whether there is any."""
    for half in session.scalars(sa.select(SealHalf).where(SealHalf.person_id == drop)):
        half.person_id = keep


def _without(row: Any, column: sa.Column[Any]) -> dict[str, Any]:
    """What a row says, apart from whom it is of."""
    left = {"id", "version", "batch_id", column.key}
    return {each.key: getattr(row, each.key) for each in column.table.columns if each.key not in left}


def _clashes(session: Session, row: Any, column: sa.Column[Any], keep: UUID) -> bool:
    """Whether a table allows only one such row for a person."""
    entity = type(row)
    for rule in column.table.constraints:
        if isinstance(rule, sa.UniqueConstraint) and column.name in rule.columns:
            others = [
                getattr(entity, each.key) == getattr(row, each.key) for each in rule.columns if each is not column
            ]
            if session.scalar(sa.select(sa.exists().where(column == keep, *others))):
                return True
    return False


def _one_answer(session: Session, keep: UUID) -> None:
    """Two answers to one question: the later one holds; of two on one day the no."""
    found = sa.select(Consent).where(Consent.person_id == keep, Consent.until.is_(None))
    latest: dict[tuple[str, str], Consent] = {}
    for each in session.scalars(found.order_by(Consent.since, Consent.given.desc(), Consent.id)):
        earlier = latest.get((each.purpose, each.field))
        if earlier is not None:
            if earlier.since < each.since:
                earlier.until = each.since
            else:
                session.delete(earlier)
        latest[each.purpose, each.field] = each
    session.flush()


def _take_out(session: Session, drop: Person) -> None:
    """The other entry goes; where a paper must go on naming it (a signed list), it stays without household."""
    named = any(_rows(session, column, drop.id) for column in references())
    if not named:
        session.delete(drop)
    else:
        drop.household_id, drop.head = None, False
        drop.until = drop.until or max(clock.today(), drop.joined or clock.today())
    session.flush()


def _settle_home(session: Session, home: UUID, lived_in: bool) -> None:
    """A household that only the other entry was in ends today."""
    household = session.get_one(Household, home)
    others = session.scalar(sa.select(Person.id).where(Person.household_id == home).limit(1))
    if not lived_in and others is None and household.until is None:
        today = clock.today()
        household.until = today if household.joined is None or household.joined < today else None
    session.flush()
