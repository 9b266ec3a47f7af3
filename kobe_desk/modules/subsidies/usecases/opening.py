"""Everything a page needs to go on with an application."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from uuid import UUID

from sqlalchemy.orm import Session

from kobe_desk.core import clock
from kobe_desk.core.permission import query
from kobe_desk.modules.association.usecases import DocumentRow, documents
from kobe_desk.modules.members.usecases import officers_on
from kobe_desk.modules.subsidies.model import Application
from kobe_desk.modules.subsidies.rules.costs import Beside
from kobe_desk.modules.subsidies.rules.definition import Kind, Programme
from kobe_desk.modules.subsidies.rules.values import BookingRef, PersonRef, ResolutionRef
from kobe_desk.modules.subsidies.usecases.earlier import before, rows_offered, title_of
from kobe_desk.modules.subsidies.usecases.elsewhere import beside
from kobe_desk.modules.subsidies.usecases.enclosing import EnclosureRow, counted
from kobe_desk.modules.subsidies.usecases.enclosing import row_of as enclosure_row
from kobe_desk.modules.subsidies.usecases.facts import ApplicationRow, SourceChange
from kobe_desk.modules.subsidies.usecases.lines import ProposedRow
from kobe_desk.modules.subsidies.usecases.programmes.newer import newer_one
from kobe_desk.modules.subsidies.usecases.reading import changes_of
from kobe_desk.modules.subsidies.usecases.sources.lines import bookings_to_pay, proposed_rows
from kobe_desk.modules.subsidies.usecases.sources.resolutions import candidates
from kobe_desk.modules.subsidies.usecases.storing import row_of


@dataclass(frozen=True, slots=True)
class OpenedRow:
    """An application with what can be chosen in it, what has changed since, and what goes with it."""

    application: ApplicationRow
    changes: tuple[SourceChange, ...]
    people: tuple[PersonRef, ...]
    resolutions: dict[str, tuple[ResolutionRef, ...]]
    documents: tuple[DocumentRow, ...]
    enclosures: tuple[EnclosureRow, ...]
    attached: dict[str, int]
    """How many papers there are for each attachment."""
    rows_before: Mapping[str, str] = field(default_factory=dict)
    """Tables whose rows the application before has, with its title."""
    has_before: bool = False
    """Whether there is an earlier application to look at."""
    proposed: tuple[ProposedRow, ...] = ()
    """Rows that the desk can offer for tables."""
    bookings: tuple[BookingRef, ...] = ()
    """Bookings of the association's own that a line of a budget can pay for."""
    beside: Beside = Beside()
    """What the guard against paying one cost twice knows; of a bundle the bundle knows it."""
    newer: str = ""
    """A newer version of the programme that the application could go on with: 2026.2."""


@query(needs="subsidies.read")
def open_application(session: Session, key: UUID) -> OpenedRow:
    """An application whole, to go on with."""
    found = session.get_one(Application, key)
    return replace(opened(session, found), beside=beside(session, (key,)))


def opened(session: Session, found: Application) -> OpenedRow:
    """The same without what other applications ask for."""
    row, today, past = row_of(found), clock.today(), before(session, found)
    chosen = [each for each in row.programme.fields.values() if each.kind is Kind.RESOLUTION]
    return OpenedRow(
        application=row,
        changes=changes_of(session, row.programme, row.answers),
        people=tuple(
            PersonRef(str(each.person_id), each.name, each.kana, each.office) for each in officers_on(session, today)
        ),
        resolutions={each.id: candidates(session, each, today) for each in chosen},
        documents=documents(session),
        enclosures=tuple(enclosure_row(each) for each in found.enclosures_of()),
        attached=counted(found, row.programme, extract=resolution_of(row) is not None),
        rows_before=_rows_before(row.programme, past),
        has_before=past is not None,
        proposed=proposed_rows(session, row.programme),
        bookings=bookings_to_pay(session, row.programme, found.fiscal_year),
        newer=newer_one(session, found),
    )


def _rows_before(programme: Programme, past: Application | None) -> Mapping[str, str]:
    return dict.fromkeys(rows_offered(programme, past), title_of(past)) if past else {}


def resolution_of(row: ApplicationRow) -> ResolutionRef | None:
    """The resolution an application rests on: an extract of its minutes goes with it."""
    fields = (each.id for each in row.programme.fields.values() if each.kind is Kind.RESOLUTION)
    values = (row.answers.value(each) for each in fields)
    return next((each for each in values if isinstance(each, ResolutionRef)), None)
