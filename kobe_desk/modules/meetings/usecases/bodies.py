"""The bodies that meet (総会, 臨時総会, 役員会, 部会, 委員会) and which of the bylaws' rules hold for them."""

from dataclasses import dataclass, replace
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core import numbers
from kobe_desk.core.names import as_typed
from kobe_desk.core.permission import query, usecase
from kobe_desk.core.text import N_, _
from kobe_desk.modules.association.model import MeetingRules
from kobe_desk.modules.association.usecases import Rules, rules_on
from kobe_desk.modules.meetings.model import MeetingBody
from kobe_desk.modules.meetings.usecases.errors import BodyKnown, MarkTooLong, TitleMissing

BODY_NAMES = {
    "general": N_("General meeting"),
    "extraordinary": N_("Extraordinary general meeting"),
    "board": N_("Board meeting"),
    "section": N_("Section"),
    "committee": N_("Committee"),
}
BODY_MARKS = {"general": "総", "extraordinary": "臨", "board": "役", "section": "部", "committee": "委"}
BUILT_IN = ("general", "extraordinary", "board")
GENERAL = ("general", "extraordinary")
"""Whose resolutions are those of a general meeting (総会)."""
_RULES_LIKE = {"extraordinary": "general", "section": "board", "committee": "board"}


@dataclass(frozen=True, slots=True)
class BodyRequest:
    """A body of the association's own: 部会 (section) or 委員会 (committee)."""

    name: str
    mark: str
    kind: str = "section"


@dataclass(frozen=True, slots=True)
class BodyRow:
    """A body that meets; `name` is in its own words, empty for the built-in ones."""

    key: str
    kind: str
    name: str
    mark: str

    @property
    def said(self) -> str:
        """Its name as people read it."""
        return self.name or _(BODY_NAMES[self.kind])


def kind_of(key: str) -> str:
    """section-2 is a section."""
    return key.partition("-")[0]


@query(needs="meetings.read")
def bodies(session: Session) -> tuple[BodyRow, ...]:
    """All bodies: the built-in ones, then the association's own."""
    found = session.scalars(sa.select(MeetingBody).order_by(MeetingBody.position))
    own = (BodyRow(each.key, each.kind, each.name, each.mark) for each in found)
    return (*(BodyRow(key, key, "", BODY_MARKS[key]) for key in BUILT_IN), *own)


def body_of(session: Session, key: str) -> BodyRow:
    """One body by its key."""
    found = next((each for each in bodies(session) if each.key == key), None)
    return found or BodyRow(key, kind_of(key), "", BODY_MARKS.get(kind_of(key), ""))


@usecase(label=N_("Add a body"), needs="meetings.edit")
def add_body(session: Session, request: BodyRequest) -> str:
    """Write down a section or committee; returns its key. Raises TitleMissing, MarkTooLong, BodyKnown."""
    name, mark = as_typed(request.name), as_typed(request.mark)
    if not name:
        raise TitleMissing("name")
    if not 0 < len(mark) < 3:
        raise MarkTooLong("mark")
    known = bodies(session)
    if any(name == each.said or mark == each.mark for each in known):
        raise BodyKnown("name")
    key = f"{request.kind}-{numbers.take(session, 'meeting-body', 0)}"
    session.add(MeetingBody(key=key, kind=request.kind, name=name, mark=mark, position=len(known)))
    session.flush()
    return key


@query(needs="meetings.read")
def rules_for(session: Session, body: str, day: date) -> Rules:
    """The bylaws' rules for a body on a day. An extraordinary general meeting has those of the general meeting, a
    section or committee those of the board, unless rules of their own were written down."""
    for key in dict.fromkeys((body, kind_of(body), _RULES_LIKE.get(kind_of(body), body))):
        known = sa.select(sa.exists().where(MeetingRules.body == key, MeetingRules.since <= day))
        if session.scalar(known):
            return replace(rules_on(session, key, day), body=body)
    return rules_on(session, body, day)
