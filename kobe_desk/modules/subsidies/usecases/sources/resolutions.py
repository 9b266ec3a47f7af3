"""Resolutions that an application can rest on: carried, in adopted minutes, of the right body and year."""

from datetime import date

from sqlalchemy.orm import Session

from kobe_desk.core.japanese.fiscal_year import FiscalYear
from kobe_desk.modules.ledger.usecases import year_of
from kobe_desk.modules.meetings.usecases import ResolutionRow, resolutions
from kobe_desk.modules.subsidies.rules.accept import accepts
from kobe_desk.modules.subsidies.rules.definition import Field
from kobe_desk.modules.subsidies.rules.values import ResolutionRef

BODY_WORDS = {"general": "総会", "extraordinary": "総会", "board": "役員会"}
CARRIED = "可決"


def candidates(session: Session, field: Field, day: date) -> tuple[ResolutionRef, ...]:
    """The resolutions a question accepts, newest first; all of them are of adopted minutes."""
    year = FiscalYear(year_of(session, day))
    found = (as_ref(each) for each in resolutions(session))
    return tuple(each for each in found if accepts(field.accept, each, approved=True, today=day, year=year))


def as_ref(row: ResolutionRow) -> ResolutionRef:
    """The resolution as forms name it; another edition of the minutes is another source."""
    body = BODY_WORDS.get(row.body, row.body_name)
    return ResolutionRef(str(row.id), row.number, row.day, row.title, CARRIED, row.meeting, body)


def resolution_for(session: Session, field: Field, day: date) -> ResolutionRef | None:
    """The one resolution that fits; where several do, the person chooses."""
    found = candidates(session, field, day)
    return found[0] if len(found) == 1 else None
