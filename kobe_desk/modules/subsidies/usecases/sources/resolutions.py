"""Resolutions that an application can rest on: carried, in adopted minutes, of the right body and year."""

from datetime import date

from sqlalchemy.orm import Session

from kobe_desk.core.japanese.fiscal_year import FiscalYear
from kobe_desk.modules.ledger.usecases import year_of
from kobe_desk.modules.meetings.usecases import ResolutionRow, resolutions
from kobe_desk.modules.subsidies.rules.definition import Field
from kobe_desk.modules.subsidies.rules.values import ResolutionRef

BODIES = {"総会": "general", "役員会": "board"}
BODY_WORDS = {"general": "総会", "board": "役員会"}
CARRIED = "可決"


def candidates(session: Session, field: Field, day: date) -> tuple[ResolutionRef, ...]:
    """The resolutions a question accepts, newest first. A body that we do not know accepts nothing."""
    accept = field.accept
    wanted = {BODIES.get(each, each) for each in accept.body} if accept and accept.body else None
    since = FiscalYear(year_of(session, day)).first if accept and accept.within == "fiscal_year" else None
    found = resolutions(session, "", since)
    return tuple(as_ref(each) for each in found if wanted is None or each.body in wanted)


def as_ref(row: ResolutionRow) -> ResolutionRef:
    """The resolution as forms name it; another edition of the minutes is another source."""
    return ResolutionRef(
        str(row.id), row.number, row.day, row.title, CARRIED, row.meeting, BODY_WORDS.get(row.body, row.body)
    )


def resolution_for(session: Session, field: Field, day: date) -> ResolutionRef | None:
    """The one resolution that fits; where several do, the person chooses."""
    found = candidates(session, field, day)
    return found[0] if len(found) == 1 else None
