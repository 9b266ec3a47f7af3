"""What becomes of an answer whose source says something else today (要確認): replaced, or kept as it is."""

from dataclasses import replace
from uuid import UUID

from sqlalchemy.orm import Session

from kobe_desk.core import clock
from kobe_desk.core.permission import usecase
from kobe_desk.core.text import N_
from kobe_desk.modules.subsidies.model import Application
from kobe_desk.modules.subsidies.rules.answers import Answers
from kobe_desk.modules.subsidies.usecases.facts import SourceChange
from kobe_desk.modules.subsidies.usecases.reading import changes_of
from kobe_desk.modules.subsidies.usecases.sources import known_rows, with_known_rows
from kobe_desk.modules.subsidies.usecases.sources.lines import kept, taken
from kobe_desk.modules.subsidies.usecases.storing import answers_of, programme_of, store
from kobe_desk.modules.subsidies.usecases.writing import save_answers


@usecase(label=N_("Take what the desk says today"), needs="subsidies.edit")
def take_source(session: Session, key: UUID, field: str) -> Answers:
    """Replace a prefilled answer by what its source says today."""
    found = session.get_one(Application, key)
    answers = answers_of(found, programme_of(found))
    change = _change(session, found, answers, field)
    if field in programme_of(found).tables:
        return refill_rows(session, key, field) if change else answers
    return save_answers(session, key, answers.with_answer(field, change.today), found.page) if change else answers


@usecase(label=N_("Keep an answer as it is"), needs="subsidies.edit")
def keep_answer(session: Session, key: UUID, field: str, row: UUID | None = None) -> Answers:
    """Confirm an answer although something it rests on, or its source, has changed."""
    found = session.get_one(Application, key)
    answers = answers_of(found, programme_of(found))
    who = session.info["work"].who
    change = _change(session, found, answers, field) if row is None else None
    if field in programme_of(found).tables:
        confirmed = _rows_kept(answers, field, change, who.slot)
    else:
        confirmed = answers.confirmed(field, who.slot, clock.now(), row)
    if change is not None and field not in programme_of(found).tables:
        kept = replace(confirmed.get(field), source_hash=change.today.source_hash)
        confirmed = confirmed.with_answer(field, kept)
    store(found, confirmed)
    session.flush()
    return confirmed


def _rows_kept(answers: Answers, table: str, change: SourceChange | None, who: str) -> Answers:
    """The rows of a table looked at and found right, also where the desk says otherwise today."""
    for cell, each in answers.items():
        if not cell.field.startswith(f"{table}."):
            continue
        mark = change.today.source_hash if change and not change.lines else each.source_hash
        if each.stale:
            each = replace(each, stale=False, confirmed_by=who, confirmed_at=clock.now())
        answers = answers.with_answer(cell.field, replace(each, source_hash=mark), cell.row)
    return kept(answers, table, change.lines) if change else answers


def _change(session: Session, found: Application, answers: Answers, field: str) -> SourceChange | None:
    changes = changes_of(session, programme_of(found), answers)
    return next((each for each in changes if each.field == field), None)


@usecase(label=N_("Take the rows of the desk again"), needs="subsidies.edit")
def refill_rows(session: Session, key: UUID, table: str) -> Answers:
    """Replace the rows of a table by what the desk says today (役員名簿, the last years' figures).

    Of a table that somebody wrote only the cells are replaced that rest on the desk (予約, 繰越金).
    """
    found = session.get_one(Application, key)
    programme = programme_of(found)
    answers = answers_of(found, programme)
    change = _change(session, found, answers, table)
    if programme.tables[table].prefill is None:
        return save_answers(session, key, taken(programme, answers, change), found.page) if change else answers
    for row in answers.keys(table):
        answers = answers.without_row(table, row)
    answers = with_known_rows(answers, table, known_rows(session, programme).get(table, ()))
    return save_answers(session, key, answers, found.page)
