"""What the bylaws say of meetings (規約の会議の定め)."""

from dataclasses import asdict, dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core.permission import query, usecase
from kobe_desk.core.text import N_
from kobe_desk.modules.association.model import (
    MeetingRules,
)
from kobe_desk.modules.association.usecases.rows import fill, plain

ALWAYS = date(1900, 1, 1)
"""Since when rules hold that nobody wrote down a day for."""


@dataclass(frozen=True, slots=True)
class Rules:
    """The bylaws' rules for one kind of meeting, in force since a day."""

    body: str
    since: date
    unit: str = "household"
    quorum: str = "more_than 1/2"
    majority: str = "more_than 1/2 of cast"
    rule_change: str = "at_least 3/4 of all"
    dissolution: str = "at_least 3/4 of all"
    disposal: str = "at_least 3/4 of all"
    election: str = "more_than 1/2 of cast"
    person_matters: str = ""
    writing_counts: bool = True
    writing_votes: bool = True
    blank_writing: str = "abstain"
    electronic_counts: bool = False
    electronic_votes: bool = False
    proxy_counts: bool = True
    proxy_votes: bool = True
    proxy_who: str = "anyone"
    proxy_limit: int = 0
    absent_proxy_to_chair: bool = False
    both_papers: str = "writing"
    blank_proxy_to_chair: bool = True
    chair_votes: bool = True
    chair_breaks_ties: bool = True
    notice_days: int = 5
    only_notified: bool = True
    signatories: int = 2
    secretary_may_sign: bool = False
    officers_may_sign: bool = True
    seal: bool = False
    paper_resolution: bool = False
    articles: str = ""

    def unit_of(self, matter: str) -> str:
        """Who has one vote in this kind of matter: household or person."""
        return "person" if matter in self.person_matters.split() else self.unit

    def article(self, of: str) -> str:
        """Where the bylaws say it, such as 第15条; empty if nobody wrote it down."""
        return dict(each.partition("=")[::2] for each in self.articles.split()).get(of, "")


@query(needs="association.read")
def rules_on(session: Session, body: str, day: date) -> Rules:
    """The bylaws' rules for this body on this day; the commonest ones where none were written down."""
    statement = sa.select(MeetingRules).where(MeetingRules.body == body, MeetingRules.since <= day)
    found = session.scalars(statement.order_by(MeetingRules.since.desc())).first()
    return plain(Rules, found) if found else Rules(body, ALWAYS)


@usecase(label=N_("Change the meeting rules"), needs="association.edit")
def save_rules(session: Session, request: Rules) -> UUID:
    """Write down the rules of one body from a day on; what was decided before keeps the rules of its day."""
    statement = sa.select(MeetingRules).where(MeetingRules.body == request.body, MeetingRules.since == request.since)
    found = session.scalars(statement).first()
    if found is None:
        found = MeetingRules(**asdict(request))
        session.add(found)
    else:
        fill(found, request)
    session.flush()
    return found.id
