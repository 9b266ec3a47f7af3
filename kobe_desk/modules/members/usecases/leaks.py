"""漏えいの記録: what happened, whether it has to be reported and by when, and what was done."""

from dataclasses import asdict, dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core.errors import UserError
from kobe_desk.core.names import tidy
from kobe_desk.core.permission import query, usecase
from kobe_desk.core.text import N_
from kobe_desk.modules.members.model import Leak
from kobe_desk.modules.members.rules.leaks import must_report, report_days


class LeakUnnamed(UserError):
    text = N_("Please write what was lost or seen by others.")


class LeakOfNobody(UserError):
    text = N_("Please write how many people it is about; 1 if you are not sure.")


@dataclass(frozen=True, slots=True)
class LeakRequest:
    """What happened, as the form gives it."""

    found: date
    what: str
    people: int
    sensitive: bool = False
    harm: bool = False
    malice: bool = False
    encrypted: bool = False
    cause: str = ""
    measures: str = ""
    first_report: date | None = None
    full_report: date | None = None
    people_told: date | None = None


@dataclass(frozen=True, slots=True)
class LeakRow:
    """A leak and its days; `first_by` and `full_by` are None where nothing need be reported."""

    id: UUID
    leak: LeakRequest
    first_by: date | None
    full_by: date | None

    @property
    def open(self) -> bool:
        """Whether a report, or telling the people, is still to come."""
        done = self.leak
        return self.full_by is not None and None in (done.first_report, done.full_report, done.people_told)


@query(needs="members.read")
def leaks_recorded(session: Session) -> tuple[LeakRow, ...]:
    """Everything that happened, the newest first."""
    return tuple(map(_row, session.scalars(sa.select(Leak).order_by(Leak.found.desc(), Leak.id))))


@usecase(label=N_("Record a leak"), needs="members.edit")
def add_leak(session: Session, request: LeakRequest) -> UUID:
    """Raises LeakUnnamed, LeakOfNobody."""
    found = Leak(**_checked(request))
    session.add(found)
    session.flush()
    return found.id


@usecase(label=N_("Correct the record of a leak"), needs="members.edit")
def edit_leak(session: Session, key: UUID, request: LeakRequest) -> None:
    """Raises LeakUnnamed, LeakOfNobody."""
    found = session.get_one(Leak, key)
    for name, value in _checked(request).items():
        setattr(found, name, value)
    session.flush()


def _checked(request: LeakRequest) -> dict[str, object]:
    values = tidy(asdict(request), ("cause", "measures"))
    if not values["what"]:
        raise LeakUnnamed("what")
    if request.people < 1:
        raise LeakOfNobody("people")
    return values


def _row(found: Leak) -> LeakRow:
    leak = LeakRequest(**{name: getattr(found, name) for name in LeakRequest.__dataclass_fields__})
    kind = {"sensitive": leak.sensitive, "harm": leak.harm, "malice": leak.malice, "encrypted": leak.encrypted}
    if not must_report(leak.people, **kind):
        return LeakRow(found.id, leak, None, None)
    return LeakRow(found.id, leak, *report_days(leak.found, malice=leak.malice))
