"""Groups (利用団体): registered, found by any spelling, joined when two turn out to be one."""

from collections.abc import Iterable
from dataclasses import asdict, fields
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core.change import Edit, Work
from kobe_desk.core.japanese import kana
from kobe_desk.core.names import as_typed, fold
from kobe_desk.core.permission import query, usecase
from kobe_desk.core.text import N_
from kobe_desk.modules.bookings.model import Booking, Group, GroupName, Series, Wish
from kobe_desk.modules.bookings.usecases.refusals import GroupKnown, NameMissing
from kobe_desk.modules.bookings.usecases.rows import GroupLine, GroupRequest, GroupRow


def folded(name: str) -> str:
    """A name as its spellings are compared."""
    return "".join(fold(name).split())


@usecase(label=N_("Register a group"), needs="bookings.groups")
def add_group(session: Session, request: GroupRequest) -> UUID:
    """Register a group (団体登録). Raises NameMissing, GroupKnown."""
    _check(session, request, None)
    group = Group(**_columns(request))
    session.add(group)
    session.flush()
    _spell(session, group.id, [request.name, request.kana])
    return group.id


@usecase(label=N_("Change a group"), needs="bookings.groups")
def change_group(session: Session, key: UUID, request: GroupRequest) -> None:
    """Correct a group; it is still found by its earlier name. Raises NameMissing, GroupKnown."""
    _check(session, request, key)
    group = session.get_one(Group, key)
    for name, value in _columns(request).items():
        setattr(group, name, value)
    _spell(session, key, [request.name, request.kana])


@usecase(label=N_("Add a spelling of a group"), needs="bookings.groups")
def add_spelling(session: Session, key: UUID, name: str) -> None:
    """Let a group be found by one more spelling (表記ゆれ). Raises NameMissing, GroupKnown."""
    if not name.strip():
        raise NameMissing("name")
    holder = _holder(session, name)
    if holder is not None and holder.id != key:
        raise GroupKnown("name", name=holder.name)
    _spell(session, key, [name])


@usecase(label=N_("Join groups"), needs="bookings.groups")
def merge_groups(session: Session, keep: UUID, others: tuple[UUID, ...]) -> int:
    """Let several spellings of one group be one: bookings and spellings go to the one that is kept.

    Returns the number of bookings that moved.
    """
    gone = tuple(key for key in others if key != keep)
    for key in gone:
        session.get_one(Group, key).merged_id = keep
    tables: tuple[Any, ...] = (GroupName, Series, Wish)
    for table in tables:
        for row in session.scalars(sa.select(table).where(table.group_id.in_(gone))):
            row.group_id = keep
    session.flush()
    work: Work = session.info["work"]
    moved = session.execute(sa.select(Booking.id, Booking.group_id).where(Booking.group_id.in_(gone))).all()
    edits = [Edit(key, {"group_id": before}, {"group_id": keep}) for key, before in moved]
    if edits:
        work.batch(Booking.__table__, edits=edits)  # type: ignore[arg-type]
        session.expire_all()
    return len(edits)


@query(needs="bookings.read")
def groups(session: Session, words: str = "", limit: int = 500) -> tuple[GroupLine, ...]:
    """Groups in 五十音 order; of typed words (kana, kanji, number) those that begin with them first."""
    held = sa.select(Booking.group_id, sa.func.count().label("held"), sa.func.max(Booking.start).label("last"))
    counted = held.group_by(Booking.group_id).subquery()
    columns = (Group.id, Group.name, Group.kana, Group.number, Group.representative, Group.tier)
    statement = sa.select(*columns, sa.func.coalesce(counted.c.held, 0), counted.c.last).outerjoin(
        counted, counted.c.group_id == Group.id
    )
    statement = statement.where(Group.merged_id.is_(None)).order_by(Group.sort_key)
    rows = [GroupLine(*row) for row in session.execute(statement)]
    return tuple(_found(session, rows, words))[:limit]


@query(needs="bookings.read")
def find_groups(session: Session, words: str, limit: int = 20) -> tuple[GroupLine, ...]:
    """What the booking's field shows while a group's kana are typed."""
    columns = (Group.id, Group.name, Group.kana, Group.number, Group.representative, Group.tier)
    statement = sa.select(*columns).where(Group.merged_id.is_(None)).order_by(Group.sort_key)
    rows = [GroupLine(*row) for row in session.execute(statement)]
    return tuple(_found(session, rows, words))[:limit]


def _found(session: Session, rows: list[GroupLine], words: str) -> Iterable[GroupLine]:
    wanted = folded(words)
    if not wanted:
        return rows
    spelled: dict[UUID, list[str]] = {}
    for key, text in session.execute(sa.select(GroupName.group_id, GroupName.folded)):
        spelled.setdefault(key, []).append(text)
    begins = [row for row in rows if any(text.startswith(wanted) for text in _texts(row, spelled))]
    within = [row for row in rows if any(wanted in text for text in _texts(row, spelled))]
    return [*begins, *(row for row in within if row not in begins)]


def _texts(row: GroupLine, spelled: dict[UUID, list[str]]) -> list[str]:
    return [*spelled.get(row.id, ()), folded(row.kana), folded(row.number), folded(row.representative)]


@query(needs="bookings.read")
def group(session: Session, key: UUID) -> GroupRow:
    """A group whole."""
    found = session.get_one(Group, key)
    spellings = session.scalars(sa.select(GroupName.name).where(GroupName.group_id == key).order_by(GroupName.name))
    count: int
    last: datetime | None
    statement = sa.select(sa.func.count(), sa.func.max(Booking.start)).where(Booking.group_id == key)
    count, last = session.execute(statement).one()
    missed = sa.select(sa.func.count()).where(Booking.group_id == key, Booking.no_show.is_(True))
    return GroupRow(
        key,
        GroupRequest(**{each.name: getattr(found, each.name) for each in fields(GroupRequest)}),
        tuple(spellings),
        count,
        last,
        session.scalar(missed) or 0,
        found.merged_id,
    )


@query(needs="bookings.read")
def alike_groups(session: Session) -> tuple[tuple[GroupLine, ...], ...]:
    """Groups that may be one: the same reading, or a name that differs only by what people write before and after."""
    buckets: dict[str, list[GroupLine]] = {}
    for row in find_groups(session, "", 100_000):
        for key in {bare_name(row.name), folded(row.kana)} - {""}:
            buckets.setdefault(key, []).append(row)
    found = {tuple(rows) for rows in buckets.values() if len(rows) > 1}
    return tuple(sorted(found, key=lambda rows: kana.sort_key(rows[0].kana or rows[0].name)))


_AROUND = ("の会", "会", "さん", "様", "サークル", "教室", "クラブ", "グループ", "同好会")


def bare_name(name: str) -> str:
    """A name without the words that are sometimes written and sometimes not (コーラス / コーラスサークル)."""
    text = folded(name)
    for word in sorted(map(folded, _AROUND), key=len, reverse=True):
        text = text.removesuffix(word) or text
    return text


def _holder(session: Session, name: str) -> Group | None:
    statement = sa.select(Group).join(GroupName, GroupName.group_id == Group.id)
    return session.scalars(statement.where(GroupName.folded == folded(name))).first()


def _check(session: Session, request: GroupRequest, key: UUID | None) -> None:
    if not request.name.strip():
        raise NameMissing("name")
    holder = _holder(session, request.name)
    if holder is not None and holder.id != key:
        raise GroupKnown("name", name=holder.name)


def _columns(request: GroupRequest) -> dict[str, object]:
    columns = asdict(request)
    return {**columns, "name": as_typed(request.name), "kana": kana.reading(request.kana)}


def _spell(session: Session, key: UUID, names: Iterable[str]) -> None:
    """Let a group be found by these; a spelling that another group has already stays there."""
    for name in filter(None, map(str.strip, names)):
        taken = session.scalar(sa.select(GroupName.id).where(GroupName.folded == folded(name)))
        if taken is None:
            session.add(GroupName(group_id=key, name=as_typed(name)))
            session.flush()


@query(needs="bookings.read")
def groups_named(session: Session, names: Iterable[str]) -> dict[str, UUID | None]:
    """Which group each written name is (表記), or None where nobody is called so yet."""
    known: dict[str, UUID] = {
        text: key for text, key in session.execute(sa.select(GroupName.folded, GroupName.group_id))
    }
    return {name: known.get(folded(name)) for name in names}
