"""The application before (前の申請): which one it is, and what it answers of a programme's questions."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core import clock
from kobe_desk.core.ids import new_id
from kobe_desk.core.japanese.fiscal_year import FiscalYear
from kobe_desk.core.text import _
from kobe_desk.modules.subsidies.model import Application, ApplicationState
from kobe_desk.modules.subsidies.rules.answers import BLANK, NOT_APPLICABLE, Answer, Answers, Origin
from kobe_desk.modules.subsidies.rules.definition import Field, Kind, Programme
from kobe_desk.modules.subsidies.rules.evaluate import evaluate
from kobe_desk.modules.subsidies.rules.evaluation import Evaluation, sums
from kobe_desk.modules.subsidies.rules.matching import Row, typed
from kobe_desk.modules.subsidies.rules.patterns import covers
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
    """What the application before answers of this programme's questions, by id, new name or shared name.

    What was not asked then went into no paper, and is no answer.
    """
    past = programme_of(earlier)
    answers, asked = answers_of(earlier, past), evaluation_of(earlier).exported()
    source = title_of(earlier)
    found: dict[str, Answer] = {}
    for field in programme.fields.values():
        theirs = past.fields.get(_name_there(programme, past, field.id))
        if theirs is None or theirs.kind is not field.kind or field.kind is Kind.RESOLUTION or "." in field.id:
            continue
        given = answers.get(theirs.id)
        if not given.blank and theirs.id in asked:
            found[field.id] = Answer(given.value, absent=given.absent, origin=Origin.CARRIED, source=source)
    return found


def rows_before(programme: Programme, earlier: Application, asked: frozenset[str]) -> Mapping[str, tuple[Row, ...]]:
    """The rows that the application before has in this programme's tables; what does not fit any more is left out.

    A table that was not asked then has none: what stood in it went into no paper.
    """
    past = programme_of(earlier)
    answers, source = answers_of(earlier, past), title_of(earlier)
    found: dict[str, tuple[Row, ...]] = {}
    for table in programme.tables.values():
        theirs = past.tables.get(_name_there(programme, past, table.id))
        if theirs is None or theirs.id not in asked:
            continue
        kinds = {each.id: each.field.kind for each in theirs.columns if not each.field.computed}
        columns = [each for each in typed(table) if kinds.get(each.id) is each.field.kind and _lasts(each.field)]
        rows = [
            {each.id: _fitting(programme, each.field, answers.get(f"{theirs.id}.{each.id}", key), source)
             for each in columns}
            for key in answers.keys(theirs.id)
        ]  # fmt: skip
        if kept := tuple(row for row in rows if any(not each.blank for each in row.values())):
            found[table.id] = kept
    return found


def _lasts(field: Field) -> bool:
    """A booking was for its day."""
    return field.kind is not Kind.BOOKING


def rows_offered(programme: Programme, earlier: Application) -> Mapping[str, tuple[Row, ...]]:
    """Those that can be put in as a whole: a table that the desk fills itself (役員名簿) is not taken from there."""
    found = rows_before(programme, earlier, evaluation_of(earlier).relevant)
    return {name: rows for name, rows in found.items() if programme.tables[name].prefill is None}


def sums_before(programme: Programme, earlier: Application, then: Evaluation, table: str) -> Mapping[str, int]:
    """What the totals of a table came to in the application before, by the name of the total."""
    past = programme_of(earlier)
    theirs = past.tables.get(_name_there(programme, past, table))
    return {total.id: yen for total, yen in sums(theirs, then)} if theirs else {}


def evaluation_of(earlier: Application) -> Evaluation:
    """What followed from its answers when it was begun."""
    programme = programme_of(earlier)
    return evaluate(programme, answers_of(earlier, programme), earlier.begun.astimezone(clock.JST).date())


def _fitting(programme: Programme, field: Field, given: Answer, source: str) -> Answer:
    """An answer of before, unless it is a choice that is no longer there, or is given as 該当なし where that is not."""
    listed = programme.choice_lists.get(field.choices)
    value = given.value
    gone = listed is not None and isinstance(value, str) and listed.option(value) is None
    if given.blank or gone or (given.absent and not field.not_applicable):
        return BLANK
    return Answer(value, absent=given.absent, origin=Origin.CARRIED, source=source)


def with_rows_before(answers: Answers, table: str, rows: Sequence[Row]) -> Answers:
    """The answers with these rows after those of a table, all to be looked at."""
    for row in rows:
        key = new_id()
        answers = answers.with_row(table, {}, key)
        for name, given in row.items():
            if not given.blank:
                answers = answers.with_answer(f"{table}.{name}", replace(given, stale=True), key)
    return answers


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
    for name, rows in (rows_offered(programme, earlier) if earlier else {}).items():
        if _carries(programme, name) and not answers.keys(name):
            answers = with_rows_before(answers, name, rows)
    return answers


def _carries(programme: Programme, table: str) -> bool:
    return _named(programme.reuse_carry, table) and not asks_again(programme, table)


def asks_again(programme: Programme, item: str) -> bool:
    """Whether the definition wants an answer anew each year (`reuse.ask_again`)."""
    return _named(programme.reuse_ask_again, item)


def _named(patterns: Sequence[str], name: str) -> bool:
    return any(covers(each, name) for each in patterns)
