"""The application before (前の申請): which one it is, and what it answers of a programme's questions."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core.japanese.fiscal_year import FiscalYear
from kobe_desk.core.text import _
from kobe_desk.modules.subsidies.model import Application, ApplicationState
from kobe_desk.modules.subsidies.rules.answers import NOT_APPLICABLE, Answer, Answers, Origin
from kobe_desk.modules.subsidies.rules.definition import Field, Kind, Programme
from kobe_desk.modules.subsidies.rules.patterns import covers
from kobe_desk.modules.subsidies.rules.values import Value
from kobe_desk.modules.subsidies.usecases.storing import answers_of, programme_of


def before(session: Session, found: Application) -> Application | None:
    """The newest one that was handed in earlier: to the same programme, else to any that shares questions."""
    earlier = (
        sa.select(Application)
        .where(
            Application.id != found.id,
            Application.begun <= found.begun,
            Application.state == ApplicationState.SUBMITTED,
        )
        .order_by(Application.begun.desc())
    )
    all_of_them = list(session.scalars(earlier))
    same = (each for each in all_of_them if each.programme_id == found.programme_id)
    return next(same, all_of_them[0] if all_of_them else None)


def title_of(found: Application) -> str:
    """令和7年度 地域活動補助金."""
    return _("{title} of {year}").format(title=found.title, year=FiscalYear(found.fiscal_year).label)


def carried(programme: Programme, earlier: Application) -> Mapping[str, Answer]:
    """What the application before answers of this programme's questions, by id, new name or shared name."""
    past = programme_of(earlier)
    answers = answers_of(earlier, past)
    source = title_of(earlier)
    found: dict[str, Answer] = {}
    for field in programme.fields.values():
        theirs = past.fields.get(_name_there(programme, past, field.id))
        if theirs is None or theirs.kind is not field.kind or field.kind is Kind.RESOLUTION or "." in field.id:
            continue
        given = answers.get(theirs.id)
        if not given.blank:
            found[field.id] = Answer(given.value, absent=given.absent, origin=Origin.CARRIED, source=source)
    return found


def rows_before(programme: Programme, earlier: Application) -> Mapping[str, tuple[Mapping[str, Value], ...]]:
    """The rows that the application before has in this programme's tables; what does not fit any more is left out.

    A table that the desk fills itself (役員名簿) is not taken from there.
    """
    past = programme_of(earlier)
    answers = answers_of(earlier, past)
    found: dict[str, tuple[Mapping[str, Value], ...]] = {}
    for table in programme.tables.values():
        theirs = past.tables.get(_name_there(programme, past, table.id))
        if theirs is None or table.prefill is not None:
            continue
        kinds = {each.id: each.field.kind for each in theirs.columns}
        columns = [each for each in table.columns if kinds.get(each.id) is each.field.kind and _lasts(each.field)]
        rows = []
        for key in answers.keys(theirs.id):
            given = {each.id: answers.value(f"{theirs.id}.{each.id}", key) for each in columns}
            fitting = {each.id: _fitting(programme, each.field, given[each.id]) for each in columns}
            rows.append({name: value for name, value in fitting.items() if value is not None})
        if any(rows):
            found[table.id] = tuple(row for row in rows if row)
    return found


def _lasts(field: Field) -> bool:
    """A booking was for its day, and what is calculated is calculated anew."""
    return field.kind is not Kind.BOOKING and not field.computed


def _fitting(programme: Programme, field: Field, value: Value | None) -> Value | None:
    """A value of before, unless it is a choice that is no longer there."""
    listed = programme.choice_lists.get(field.choices)
    return None if listed is not None and isinstance(value, str) and listed.option(value) is None else value


def _name_there(programme: Programme, past: Programme, name: str) -> str:
    """What a question is called in an earlier definition."""
    if past.id == programme.id:
        renamed = {new: old for old, new in programme.migrate.items()}
        return renamed.get(name, name)
    shared = programme.share.get(name)
    return next((each for each, theirs in past.share.items() if theirs == shared), "") if shared else ""


def carried_over(session: Session, found: Application, programme: Programme, answers: Answers) -> Answers:
    """The answers of a new application with those the definition carries over (`reuse.carry`), to be looked at.

    What asks how this year differs (`reuse.since`) is carried from the same programme only: the first time, it does
    not apply.
    """
    session.flush()
    earlier = before(session, found)
    past = carried(programme, earlier) if earlier else {}
    again = earlier is not None and earlier.programme_id == programme.id
    for name in programme.fields:
        since = _named(programme.reuse_since, name)
        if not answers.get(name).blank or "." in name:
            continue
        if since and not again:
            answers = answers.with_answer(name, NOT_APPLICABLE)
        elif name in past and (since or _named(programme.reuse_carry, name)):
            answers = answers.with_answer(name, replace(past[name], stale=True))
    return answers


def _named(patterns: Sequence[str], name: str) -> bool:
    return any(covers(each, name) for each in patterns)
