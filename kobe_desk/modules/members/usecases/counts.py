"""How many belong on a day: what applications and meetings ask."""

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core.permission import query
from kobe_desk.modules.members.model import Household, Person


@dataclass(frozen=True, slots=True)
class Counts:
    """Households and people (世帯数・人数) as of a day (基準日)."""

    on: date
    households: int
    people: int


@query(needs="members.read")
def counts_on(session: Session, day: date) -> Counts:
    """Count who belongs on a day. A household counts from its own days, even if nobody in it is named."""
    households = session.scalar(sa.select(sa.func.count()).where(Household.belongs(day))) or 0
    people = session.scalar(sa.select(sa.func.count()).where(Person.belongs(day))) or 0
    return Counts(day, households, people)
