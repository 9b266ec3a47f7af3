"""Questions about applications."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core import clock
from kobe_desk.core.permission import query
from kobe_desk.core.text import _
from kobe_desk.modules.subsidies.model import Application, ApplicationPaper, BundleMember, PaperContent, Submission
from kobe_desk.modules.subsidies.rules.answers import Answer, Answers, Origin
from kobe_desk.modules.subsidies.rules.beside import GONE
from kobe_desk.modules.subsidies.rules.definition import Field, Kind, Programme, Table
from kobe_desk.modules.subsidies.rules.evaluate import evaluate
from kobe_desk.modules.subsidies.rules.life import Step
from kobe_desk.modules.subsidies.rules.prefill import SOURCES
from kobe_desk.modules.subsidies.rules.unconfirmed import unconfirmed
from kobe_desk.modules.subsidies.rules.values import ResolutionRef, Value
from kobe_desk.modules.subsidies.usecases.amounts import all_steps, amounts_in
from kobe_desk.modules.subsidies.usecases.facts import (
    AnswersUnconfirmed,
    ApplicationLine,
    ApplicationRow,
    SourceChange,
    SubmissionRow,
)
from kobe_desk.modules.subsidies.usecases.sources import known_answers, known_rows, rows_mark
from kobe_desk.modules.subsidies.usecases.sources.known import fingerprint
from kobe_desk.modules.subsidies.usecases.sources.lines import line_changes
from kobe_desk.modules.subsidies.usecases.sources.resolutions import candidates
from kobe_desk.modules.subsidies.usecases.storing import answers_of, programme_of, row_of


@query(needs="subsidies.read")
def applications(session: Session) -> tuple[ApplicationLine, ...]:
    """All applications, newest first."""
    found = session.scalars(sa.select(Application).order_by(Application.begun.desc()))
    members = session.scalars(sa.select(BundleMember))
    bundles = {each.application_id: each.bundle_id for each in members}
    steps = all_steps(session)
    return tuple(replace(line_of(each, steps.get(each.id, ())), bundle=bundles.get(each.id)) for each in found)


def line_of(found: Application, steps: Sequence[Step]) -> ApplicationLine:
    programme = programme_of(found)
    closes = programme.window.on(found.begun.astimezone(clock.JST).date(), programme.fiscal_year).closes
    stale = sum(each.stale for each in found.answers)
    return ApplicationLine(
        found.id, found.title, found.number, found.fiscal_year, found.state, found.begun, closes, stale,
        amounts_in(found, steps),
    )  # fmt: skip


@query(needs="subsidies.read")
def application(session: Session, key: UUID) -> ApplicationRow:
    """One application whole."""
    return row_of(session.get_one(Application, key))


@query(needs="subsidies.read")
def source_changes(session: Session, key: UUID) -> tuple[SourceChange, ...]:
    """Prefilled answers whose source says something else today: shown as 要確認, never replaced silently."""
    found = session.get_one(Application, key)
    programme = programme_of(found)
    return changes_of(session, programme, answers_of(found, programme))


def changes_of(session: Session, programme: Programme, answers: Answers) -> tuple[SourceChange, ...]:
    known = known_answers(session, programme)
    changes = [_resolution_change(session, field, answers) for field in programme.fields.values()]
    for field, today in known.items():
        given = answers.get(field)
        taken = given.origin is Origin.PREFILL or given.source_hash
        chosen = programme.fields[field].kind is Kind.RESOLUTION
        if taken and not chosen and given.source_hash != today.source_hash:
            changes.append(SourceChange(field, given, today))
    changes += [_rows_change(programme.tables[name], answers, rows)
                for name, rows in known_rows(session, programme).items()]  # fmt: skip
    return (*(each for each in changes if each), *line_changes(session, programme, answers))


def unconfirmed_in(session: Session, row: ApplicationRow) -> tuple[str, ...]:
    """The questions whose answers somebody has to look at again (要確認), in words."""
    changes = changes_of(session, row.programme, row.answers)
    evaluation = evaluate(row.programme, row.answers, clock.today())
    waiting = unconfirmed(row.programme, row.answers, evaluation, (each.field for each in changes))
    return tuple(each.label for each in waiting)


def require_confirmed(session: Session, row: ApplicationRow) -> None:
    """Nobody signs what nobody has looked at. Raises AnswersUnconfirmed."""
    waiting = unconfirmed_in(session, row)
    if waiting:
        raise AnswersUnconfirmed(answers=_(", ").join(waiting))


def _rows_change(table: Table, answers: Answers, rows: Sequence[Mapping[str, Value]]) -> SourceChange | None:
    """Rows that the desk filled (役員名簿, the last years' figures), where it would fill in others today."""
    cells = {cell: each for cell, each in answers.items() if cell.field.startswith(f"{table.id}.")}
    taken = {each.source_hash for each in cells.values() if each.source_hash}
    now = rows_mark(rows)
    if not cells or taken == {now}:
        return None
    if not taken:  # filled before marks were kept: only rows that nobody touched can be compared
        names = [each.id for each in table.columns]
        given = [{name: value for name in names if (value := answers.value(f"{table.id}.{name}", key)) is not None}
                 for key in answers.keys(table.id)]  # fmt: skip
        if any(each.origin is not Origin.PREFILL for each in cells.values()) or rows_mark(given) == now:
            return None
    prefill = table.prefill
    source = _(SOURCES[prefill.source].label) if prefill else ""
    return SourceChange(table.id, Answer(), Answer(origin=Origin.PREFILL, source=source, source_hash=now))


def _resolution_change(session: Session, field: Field, answers: Answers) -> SourceChange | None:
    """A chosen resolution that is worded otherwise now, or whose minutes were reopened (議事録の訂正)."""
    given = answers.get(field.id)
    if field.kind is not Kind.RESOLUTION or not isinstance(given.value, ResolutionRef):
        return None
    chosen, found = given.value.id, candidates(session, field, clock.today())
    today = next((each for each in found if each.id == chosen), None)
    now = fingerprint(today) if today else GONE
    if today == given.value or given.source_hash == now:
        return None
    source = replace(given, value=today, source_hash=now, stale=False)
    return SourceChange(field.id, given, source)


@query(needs="subsidies.read")
def paper_bytes(session: Session, key: UUID) -> bytes:
    """The PDF of a paper as it is now, with the signatures it has."""
    return session.get_one(PaperContent, session.get_one(ApplicationPaper, key).content).data


@query(needs="subsidies.read")
def submissions(session: Session, key: UUID) -> tuple[SubmissionRow, ...]:
    """The packages that were exported of an application, newest first."""
    return packages_of(session, key)


def packages_of(session: Session, key: UUID, stage: str = "") -> tuple[SubmissionRow, ...]:
    """The packages of the application itself, or of one occasion of a later stage."""
    mine = (
        sa.select(Submission)
        .where(Submission.application_id == key, Submission.stage == stage)
        .order_by(Submission.edition.desc())
    )
    return tuple(
        SubmissionRow(each.id, each.edition, each.day, each.file_name, each.sha256) for each in session.scalars(mine)
    )
