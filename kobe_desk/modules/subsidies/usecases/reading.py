"""Questions about applications."""

from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core import clock
from kobe_desk.core.permission import query
from kobe_desk.modules.subsidies.model import Application, ApplicationPaper, PaperContent
from kobe_desk.modules.subsidies.rules.answers import Origin
from kobe_desk.modules.subsidies.usecases.facts import ApplicationLine, ApplicationRow, SourceChange
from kobe_desk.modules.subsidies.usecases.sources import known_answers
from kobe_desk.modules.subsidies.usecases.storing import answers_of, programme_of, row_of


@query(needs="subsidies.read")
def applications(session: Session) -> tuple[ApplicationLine, ...]:
    """All applications, newest first."""
    found = session.scalars(sa.select(Application).order_by(Application.begun.desc()))
    return tuple(_line(each) for each in found)


def _line(found: Application) -> ApplicationLine:
    programme = programme_of(found)
    closes = programme.window.on(found.begun.astimezone(clock.JST).date(), programme.fiscal_year).closes
    stale = sum(each.stale for each in found.answers)
    return ApplicationLine(
        found.id, found.title, found.number, found.fiscal_year, found.state, found.begun, closes, stale
    )


@query(needs="subsidies.read")
def application(session: Session, key: UUID) -> ApplicationRow:
    """One application whole."""
    return row_of(session.get_one(Application, key))


@query(needs="subsidies.read")
def source_changes(session: Session, key: UUID) -> tuple[SourceChange, ...]:
    """Prefilled answers whose source says something else today: shown as 要確認, never replaced silently."""
    found = session.get_one(Application, key)
    programme = programme_of(found)
    answers = answers_of(found, programme)
    changes = []
    for field, today in known_answers(session, programme).items():
        given = answers.get(field)
        taken = given.origin is Origin.PREFILL or given.source_hash
        if taken and given.source_hash != today.source_hash:
            changes.append(SourceChange(field, given, today))
    return tuple(changes)


@query(needs="subsidies.read")
def paper_bytes(session: Session, key: UUID) -> bytes:
    """The PDF of a paper as it is now, with the signatures it has."""
    return session.get_one(PaperContent, session.get_one(ApplicationPaper, key).content).data
