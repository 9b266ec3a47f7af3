"""What the papers of the leaders are made of: who leads on a day, and the turns of the year it lies in."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core.japanese.fiscal_year import fiscal_year
from kobe_desk.core.permission import query
from kobe_desk.modules.association.model import Association
from kobe_desk.modules.members.usecases.blocks import block_names
from kobe_desk.modules.members.usecases.offices import officers_on
from kobe_desk.modules.members.usecases.rota.reading import all_turns, leaders_on
from kobe_desk.modules.members.usecases.rota.rows import Rota
from kobe_desk.modules.members.usecases.then import as_of


@dataclass(frozen=True, slots=True)
class LeaderLine:
    """A 班 on a day, in which block it stands, and how its leader is reached; without a name nobody leads it."""

    area: str
    block: str
    households: int
    name: str
    kana: str
    address: str
    phone: str
    start: date | None
    end: date | None


@query(needs="members.read")
def leader_list(session: Session, day: date) -> tuple[LeaderLine, ...]:
    """班長名簿 as of a day, in the order of the 班; what has neither households nor a leader is left out."""
    officers = {each.term_id: each for each in officers_on(session, day)}
    parents = block_names(session)
    counts = _households(session, day)
    lines = []
    for led in leaders_on(session, day):
        officer = officers.get(led.term_id) if led.term_id is not None else None
        count = counts.get(led.area_id, 0)
        if officer is not None or count:
            lines.append(
                LeaderLine(
                    area=led.area,
                    block=parents.get(led.area_id, ""),
                    households=count,
                    name=officer.name if officer else "",
                    kana=officer.kana if officer else "",
                    address=officer.address if officer else "",
                    phone=officer.phone if officer else "",
                    start=led.start,
                    end=led.end,
                )
            )
    return tuple(lines)


@query(needs="members.read")
def turns_on(session: Session, day: date) -> tuple[Rota, ...]:
    """The turns of all 班 for the fiscal year in which a day lies."""
    begins = session.scalar(sa.select(Association.year_starts)) or 4
    return all_turns(session, fiscal_year(day, begins).year)


def _households(session: Session, day: date) -> dict[UUID, int]:
    _then, homes = as_of(session, day)
    found = session.execute(
        sa.select(homes.area_id, sa.func.count())
        .where(homes.area_id.is_not(None), homes.belongs(day))
        .group_by(homes.area_id)
    )
    return {key: count for key, count in found if key is not None}
