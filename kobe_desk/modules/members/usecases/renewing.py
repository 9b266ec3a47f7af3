"""The term after a term (再任): the same person in the same office, for as long again."""

from uuid import UUID

from sqlalchemy.orm import Session

from kobe_desk.core.errors import UserError
from kobe_desk.core.permission import usecase
from kobe_desk.core.text import N_
from kobe_desk.modules.members.model import OfficeTerm
from kobe_desk.modules.members.rules.periods import last_day, next_period
from kobe_desk.modules.members.usecases.offices import TermRequest, assign_office


class RunsOn(UserError):
    text = N_("This term has no last day, so there is none after it. Write its last day down first.")


@usecase(label=N_("Renew a term of office"), needs="members.edit")
def renew_term(session: Session, key: UUID) -> UUID:
    """Give the office to the same person for the next period. Raises RunsOn, AlreadyHeld."""
    term = session.get_one(OfficeTerm, key)
    last = last_day(term.until)
    if last is None:
        raise RunsOn("end")
    first, end = next_period(term.start, last)
    return assign_office(session, TermRequest(term.person_id, term.office_id, first, end))
