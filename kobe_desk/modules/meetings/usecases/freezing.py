"""What is kept with a result: who was present in which way, by slip number, and a digest over that list."""

import hashlib
import json
from dataclasses import asdict, replace
from uuid import UUID

from sqlalchemy.orm import Session

from kobe_desk.modules.meetings.model import AgendaItem, ItemKind, Meeting
from kobe_desk.modules.meetings.rules.reception import PaperKind, Standing
from kobe_desk.modules.meetings.usecases.ballots import ATTENDANCE, LIST, NAMES, stored
from kobe_desk.modules.meetings.usecases.errors import NotAMotion
from kobe_desk.modules.meetings.usecases.facts import Ballot
from kobe_desk.modules.meetings.usecases.planning import open_item
from kobe_desk.modules.meetings.usecases.standing import Register, attendance_for, register_of


def open_motion(session: Session, key: UUID) -> tuple[AgendaItem, Meeting]:
    """A motion whose minutes are not adopted, and its meeting. Raises AdoptedAlready, NotAMotion."""
    motion, found = open_item(session, key)
    if motion.kind != ItemKind.MOTION:
        raise NotAMotion
    return motion, found


def freeze(session: Session, motion: AgendaItem, found: Meeting, ballot: Ballot) -> None:
    """Keep with the result who was present in which way, by slip number, and a digest over that list."""
    kept = {name: (motion.ballot or {})[name] for name in (NAMES,) if name in (motion.ballot or {})}
    standing = attendance_for(session, found, motion)
    if standing is not None:
        register = register_of(session, found)
        listed = _listed(register, standing)
        digest = hashlib.sha256(json.dumps(listed, sort_keys=True).encode()).hexdigest()
        ballot = replace(ballot, entitled=len(register.voters), digest=digest)
        kept |= {ATTENDANCE: asdict(standing.attendance), LIST: listed}
    motion.ballot = {**kept, **stored(ballot)}


def _listed(register: Register, standing: Standing) -> dict[str, list[int]]:
    def numbers(keys: set[UUID]) -> list[int]:
        return sorted(register.voters[each].number for each in keys)

    found = {"entitled": numbers(set(register.voters)), "in_person": numbers(set(standing.in_person))}
    for kind in PaperKind:
        papers = {each.paper.voter for each in standing.papers if each.valid and each.paper.kind is kind}
        found[kind.value] = numbers(papers)
    return found


def keep(motion: AgendaItem, ballot: Ballot) -> None:
    """Change what is kept of a ballot; the frozen list stays."""
    motion.ballot = {**(motion.ballot or {}), **stored(ballot)}
