"""What of the roster falls due: terms that end, rosters and lists to be given back, events to come (期限)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core import clock
from kobe_desk.core.permission import query
from kobe_desk.modules.association.model import Office, OfficeKind
from kobe_desk.modules.members.model import Provision, SealedList
from kobe_desk.modules.members.rules.periods import DAY
from kobe_desk.modules.members.usecases.events import events_between
from kobe_desk.modules.members.usecases.offices import terms_ending

TERMS, ROSTER, SEALED, EVENT = "terms", "roster", "sealed", "event"
AHEAD = 60
"""Days: how long before they are told. What is to be given back is told until it is."""


@dataclass(frozen=True, slots=True)
class RosterDue:
    """A day of the roster: `name` is an office with its holder, a recipient, or an event; of sealed lists nothing."""

    kind: str
    day: date
    name: str
    count: int = 1
    record: str = ""


@query(needs="members.read")
def roster_dues(session: Session) -> tuple[RosterDue, ...]:
    """Everything of the roster that falls due, those late among them; block leaders go by their turns."""
    today = clock.today()
    found = (*_terms(session, today), *_given(session, today), *_events(session, today))
    return tuple(sorted(found, key=lambda each: each.day))


def _terms(session: Session, today: date) -> Iterator[RosterDue]:
    """The terms that end on one day are one matter."""
    leaders = set(session.scalars(sa.select(Office.id).where(Office.kind == OfficeKind.BLOCK_LEADER)))
    ending = [each for each in terms_ending(session, today, AHEAD) if each.office_id not in leaders and each.end]
    for day, terms in groupby(ending, key=lambda each: each.end):
        first, *more = terms
        if day is not None:
            yield RosterDue(TERMS, day, f"{first.office} {first.person}", 1 + len(more))


def _given(session: Session, today: date) -> Iterator[RosterDue]:
    soon = today + DAY * AHEAD
    out = sa.select(Provision.return_by, Provision.recipient).where(Provision.closed.is_(None))
    for day, recipient in session.execute(out.where(Provision.return_by <= soon)):
        if day is not None:
            yield RosterDue(ROSTER, day, recipient)
    held = sa.select(SealedList.return_by).where(SealedList.closed.is_(None))
    for day in session.scalars(held.where(SealedList.return_by <= soon)):
        if day is not None:
            yield RosterDue(SEALED, day, "")


def _events(session: Session, today: date) -> Iterator[RosterDue]:
    for each in events_between(session, today, today + DAY * AHEAD):
        if not each.cancelled:
            yield RosterDue(EVENT, max(each.start.date(), today), each.title, record=str(each.id))
