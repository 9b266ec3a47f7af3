"""Reception (受付): who came and left, and the papers that came in, each with what it counts for."""

from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core import clock
from kobe_desk.core.permission import query, usecase
from kobe_desk.core.text import N_
from kobe_desk.modules.meetings.model import Meeting, Presence, Slip, Voter
from kobe_desk.modules.meetings.rules.reception import Judged, PaperKind
from kobe_desk.modules.meetings.usecases.agenda_order import item_rows
from kobe_desk.modules.meetings.usecases.errors import AdoptedAlready, HereAlready, NoRegister, NotHere
from kobe_desk.modules.meetings.usecases.reception_rows import (
    EntryRow,
    FoundVoter,
    ItemQuorum,
    ReceptionRow,
    SlipRequest,
    SlipRow,
)
from kobe_desk.modules.meetings.usecases.rows import attendance_of, quorum_of, rules_from
from kobe_desk.modules.meetings.usecases.standing import Register, count_anew, note, notes, register_of
from kobe_desk.modules.meetings.usecases.voters import find, voter_row


@query(needs="meetings.read")
def reception(session: Session, key: UUID, latest: int = 20) -> ReceptionRow:
    """Who is present now, whether the meeting stands, and what was done last."""
    found = session.get_one(Meeting, key)
    register, rules = register_of(session, found), rules_from(found.rules)
    standing = register.standing(now=True) if register.made else None
    attendance = standing.attendance if standing else attendance_of(found)
    return ReceptionRow(
        meeting_id=key,
        title=found.title,
        unit=rules.unit,
        article=rules.article("quorum"),
        listed=register.made,
        attendance=attendance,
        quorum=quorum_of(rules, attendance),
        void=notes(standing, register) if standing else (),
        entries=_entries(register, {each.paper.id: each for each in standing.papers} if standing else {})[:latest],
        items=_item_quorums(found, register),
        chair_proxies=standing.holders.get(None, 0) if standing else 0,
    )


@query(needs="meetings.read")
def find_voters(session: Session, key: UUID, words: str) -> tuple[FoundVoter, ...]:
    """Voters by kana, name or slip number, with what came in of each. Raises SlipMistyped, NoRegister."""
    found = session.get_one(Meeting, key)
    register = register_of(session, found)
    if not register.made:
        raise NoRegister("words")
    judged = {each.paper.id: each for each in register.standing(now=True).papers}
    here = {each.voter_id: each for each in register.presences if each.until_item_id is None and each.left is None}
    return tuple(
        FoundVoter(
            voter_row(each),
            each.id in here,
            here[each.id].id if each.id in here else None,
            tuple(_slip(one, judged, register) for one in register.slips if one.voter_id == each.id),
        )
        for each in find(session, key, words)
    )


@usecase(label=N_("Receive somebody"), needs="meetings.edit")
def receive(
    session: Session, voter: UUID, from_item: UUID | None = None, online: bool = False, at: datetime | None = None
) -> UUID:
    """Somebody comes in (来場): papers given before become void. `from_item` is the first point the voter is there for,
    `at` the time on the wall if it is not now.

    Returns the presence. Raises AdoptedAlready, HereAlready.
    """
    who, found = _voter(session, voter)
    there = _there(session, voter)
    if there:
        raise HereAlready("words", name=who.name)
    presence = Presence(
        meeting_id=found.id, voter_id=voter, came=at or clock.wall(), from_item_id=from_item, online=online
    )
    session.add(presence)
    count_anew(session, found)
    return presence.id


@usecase(label=N_("Write down who left the hall"), needs="meetings.edit")
def leave(session: Session, voter: UUID, until_item: UUID | None) -> None:
    """Somebody leaves: `until_item` is the first point the voter is no longer there for (None: right at the end)."""
    who, found = _voter(session, voter)
    there = _there(session, voter)
    if there is None:
        raise NotHere("words", name=who.name)
    there.left, there.until_item_id = clock.wall(), until_item
    count_anew(session, found)


@usecase(label=N_("Take back a reception"), needs="meetings.edit")
def withdraw_presence(session: Session, key: UUID) -> None:
    """Somebody was received by mistake: papers given before count again."""
    presence = session.get_one(Presence, key)
    _who, found = _voter(session, presence.voter_id)
    session.delete(presence)
    count_anew(session, found)


@usecase(label=N_("Receive a paper"), needs="meetings.edit")
def receive_slip(session: Session, request: SlipRequest) -> UUID:
    """A written vote, an electronic vote or a proxy comes in; whether it counts is told at once. Returns the slip."""
    _who, found = _voter(session, request.voter_id)
    slip = Slip(meeting_id=found.id, received=request.received or clock.wall(), **_slip_columns(request))
    session.add(slip)
    count_anew(session, found)
    return slip.id


@usecase(label=N_("Receive several people"), needs="meetings.edit")
def receive_all(session: Session, arrivals: tuple[tuple[UUID, datetime], ...]) -> None:
    """Those ticked on the list at the door, each with the time, in one go. Raises AdoptedAlready, HereAlready."""
    for voter, at in arrivals:
        who, found = _voter(session, voter)
        if _there(session, voter):
            raise HereAlready("words", name=who.name)
        session.add(Presence(meeting_id=found.id, voter_id=voter, came=at))
    if arrivals:
        count_anew(session, found)


@usecase(label=N_("Receive a pile of papers"), needs="meetings.edit")
def receive_slips(session: Session, requests: tuple[SlipRequest, ...]) -> None:
    """Papers of one meeting that came in together, in the order of the pile."""
    for each in requests:
        _who, found = _voter(session, each.voter_id)
        session.add(Slip(meeting_id=found.id, received=each.received or clock.wall(), **_slip_columns(each)))
    if requests:
        count_anew(session, found)


@usecase(label=N_("Take back a paper"), needs="meetings.edit")
def withdraw_slip(session: Session, key: UUID) -> None:
    """A paper was typed in by mistake."""
    slip = session.get_one(Slip, key)
    _who, found = _voter(session, slip.voter_id)
    session.delete(slip)
    count_anew(session, found)


def _slip_columns(request: SlipRequest) -> dict[str, object]:
    return {
        "voter_id": request.voter_id,
        "kind": request.kind,
        "holder_id": request.holder_id,
        "holder_name": request.holder_name.strip(),
        "holder_came": request.holder_came,
        "to_chair": request.to_chair,
        "choices": {str(item): choice for item, choice in request.choices},
    }


def _voter(session: Session, key: UUID) -> tuple[Voter, Meeting]:
    who = session.get_one(Voter, key)
    found = session.get_one(Meeting, who.meeting_id)
    if found.frozen:
        raise AdoptedAlready
    return who, found


def _there(session: Session, voter: UUID) -> Presence | None:
    statement = sa.select(Presence).where(
        Presence.voter_id == voter, Presence.until_item_id.is_(None), Presence.left.is_(None)
    )
    return session.scalars(statement).first()


def _slip(slip: Any, judged: dict[UUID, Judged], register: Register) -> SlipRow:
    mine = judged.get(slip.id)
    return SlipRow(
        slip.id,
        slip.kind,
        slip.received,
        mine.valid if mine else True,
        mine.votes if mine else True,
        note(mine, register.voters).said if mine and mine.why else "",
        tuple((UUID(item), choice) for item, choice in slip.choices.items()),
    )


def _entries(register: Register, judged: dict[UUID, Judged]) -> tuple[EntryRow, ...]:
    """Everything done, newest first; who came tells of the papers that thereby became void."""
    void: dict[UUID, str] = {}
    for each in judged.values():
        if not each.valid:
            void.setdefault(each.paper.voter, note(each, register.voters).said)
    found = []
    for presence in register.presences:
        row = voter_row(register.voters[presence.voter_id])
        what = "left" if presence.left else "online" if presence.online else "came"
        at = presence.left or presence.came
        found.append(EntryRow(presence.id, at, row.number, row.name, what, void.get(presence.voter_id, "")))
    for slip in register.slips:
        if slip.kind in list(PaperKind):
            row, made = voter_row(register.voters[slip.voter_id]), _slip(slip, judged, register)
            found.append(EntryRow(slip.id, slip.received, row.number, row.name, slip.kind, made.note))
    return tuple(sorted(found, key=lambda each: (each.at, each.key), reverse=True))


def _item_quorums(found: Meeting, register: Register) -> tuple[ItemQuorum, ...]:
    rules, matters = rules_from(found.rules), {each.id: each.matter for each in found.items}
    rows = []
    for row in item_rows(found):
        matter = matters[row.id]
        attendance = register.standing(row.id, matter).attendance if register.made else attendance_of(found)
        quorum = quorum_of(rules, attendance)
        rows.append(ItemQuorum(row.id, row.label, row.title, attendance, quorum, rules.unit_of(matter)))
    return tuple(rows)
