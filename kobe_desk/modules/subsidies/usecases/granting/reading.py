"""Questions about grants: where each stands, what it pays for, what would cost it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core import clock
from kobe_desk.core.japanese.fiscal_year import FiscalYear
from kobe_desk.core.permission import query
from kobe_desk.modules.association.usecases import Profile, profile
from kobe_desk.modules.ledger.usecases import year_of
from kobe_desk.modules.subsidies.model import Application, ApplicationState, GrantStep
from kobe_desk.modules.subsidies.rules.actual import Spent, categories, cautions, covered, plan
from kobe_desk.modules.subsidies.rules.advance import greatest
from kobe_desk.modules.subsidies.rules.deadline import next_day, straight_on
from kobe_desk.modules.subsidies.rules.definition import Programme, Stage
from kobe_desk.modules.subsidies.rules.evaluate import evaluate
from kobe_desk.modules.subsidies.rules.later import papers_at
from kobe_desk.modules.subsidies.rules.life import (
    BESIDE,
    CHANGED,
    REPORT,
    Step,
    decided,
    decides,
    fields_of,
    next_stages,
    noted,
    reached,
    stage_of,
    taxable,
    undecided,
)
from kobe_desk.modules.subsidies.rules.own_account import in_own_name
from kobe_desk.modules.subsidies.rules.settlement import Settlement, as_reported, by_costs
from kobe_desk.modules.subsidies.rules.terms import (
    Terms,
    after_steps,
    as_applied,
    asked_about,
    by_counts,
    standing_period,
)
from kobe_desk.modules.subsidies.rules.values import BankAccount, Period
from kobe_desk.modules.subsidies.usecases.amounts import all_steps, amounts_in
from kobe_desk.modules.subsidies.usecases.enclosing import row_of as enclosure_row
from kobe_desk.modules.subsidies.usecases.facts import ApplicationRow
from kobe_desk.modules.subsidies.usecases.granting.changing import changing, held_after
from kobe_desk.modules.subsidies.usecases.granting.costs import free_entries
from kobe_desk.modules.subsidies.usecases.granting.event_facts import tied_event
from kobe_desk.modules.subsidies.usecases.granting.facts import RETURNED, GrantDue, GrantRow, NotHandedIn, StageRow
from kobe_desk.modules.subsidies.usecases.granting.spent import spent_on
from kobe_desk.modules.subsidies.usecases.granting.wanted import in_office_order, wanted_at
from kobe_desk.modules.subsidies.usecases.occasions import as_steps, occasion, steps_before, steps_of
from kobe_desk.modules.subsidies.usecases.storing import row_of


@query(needs="subsidies.read")
def grant(session: Session, key: UUID) -> GrantRow:
    """One grant whole. Raises NotHandedIn."""
    found = session.get_one(Application, key)
    if found.state != ApplicationState.SUBMITTED:
        raise NotHandedIn
    row = row_of(found)
    programme, stored = row.programme, steps_of(session, key)
    steps = as_steps(stored)
    evaluation = evaluate(programme, row.answers, clock.today())
    first_terms, spent = as_applied(programme, row.answers, evaluation), spent_on(session, key)
    terms = after_steps(first_terms, programme, row.answers, steps, clock.today())
    parts, period = [each.spent for each in spent], terms.period
    start, end = (period.start, period.end) if period else (None, None)
    settlement = _settlement(row, terms, steps, parts)
    house = profile(session)
    first = _first_decision(programme, steps)
    own = _own_account(row, house)
    now = stage_of(programme, steps)
    due = next_day(programme, steps, end, taxed=taxable(row.answers))
    return GrantRow(
        application=row,
        evaluation=evaluation,
        steps=steps,
        stages=tuple(
            _with_enclosed(session, each, found, programme) for each in _stages(row, first_terms, stored, steps)
        ),
        now=now,
        due=due,
        amounts=amounts_in(found, steps),
        plan=settlement.plan,
        settlement=settlement,
        spent=spent,
        free=free_entries(session, _years(session, row, period), programme),
        cautions=cautions(parts, first, start, end, own_account=own, undecided=undecided(programme, steps)),
        categories=categories(programme),
        returned=tuple(enclosure_row(each) for each in found.enclosures_of() if each.attachment.startswith(RETURNED)),
        keep_until=_keep_until(session, programme, stored) if now.final else None,
        event=tied_event(session, key),
        asks_day="" if due else _handed_in_next(programme, steps),
    )


def _handed_in_next(programme: Programme, steps: Sequence[Step]) -> str:
    """The next stage where the association hands something in, once an answer has come that may say by when."""
    following = straight_on(programme, steps) if reached(steps) else None
    return following.title if following and papers_at(programme, following.id) else ""


def _with_enclosed(session: Session, row: StageRow, found: Application, programme: Programme) -> StageRow:
    if not row.occasion:
        return row
    there = in_office_order(programme, found.enclosures_of(row.occasion))
    wanted = wanted_at(session, found, row.occasion) if row.may_come else ()
    return replace(row, enclosed=tuple(enclosure_row(each) for each in there), wanted=wanted)


def _settlement(row: ApplicationRow, terms: Terms, steps: Sequence[Step], spent: Sequence[Spent]) -> Settlement:
    """What the grant comes to by what the cash book says was spent on it, and a report says came in."""
    programme, period = row.programme, terms.period
    start, end = (period.start, period.end) if period else (None, None)
    counting = covered(spent, _first_decision(programme, steps), start, end)
    reports = [each.values for each in steps if each.stage == REPORT]
    said = reports[-1] if reports else {}
    income = as_reported(terms.income, said)
    whole = plan(terms.costs, terms.labels, spent)
    return Settlement(
        asked=terms.yen,
        decided=decided(steps).yen,
        settled=noted(steps, "settled_amount"),
        made=by_costs(programme, row.answers, counting, clock.today(), income),
        plan=tuple(each for each in whole if each.planned or each.spent),
        income=income,
        counted=by_counts(programme, row.answers, said, clock.today()),
        uncovered=sum(each.spent for each in whole) - sum(each.yen for each in counting),
    )


@query(needs="subsidies.read")
def grant_dues(session: Session) -> tuple[GrantDue, ...]:
    """The next day of every grant that is under way and has one."""
    found, all_of_them = [], all_steps(session)
    running = session.scalars(sa.select(Application).where(Application.state == ApplicationState.SUBMITTED))
    for each in running:
        row = row_of(each)
        steps = all_of_them.get(each.id, ())
        period = standing_period(row.programme, row.answers, steps, clock.today())
        due = next_day(row.programme, steps, period.end if period else None, taxed=taxable(row.answers))
        if due is not None:
            found.append(GrantDue(each.id, each.title, due.day, due.what))
    return tuple(found)


def _years(session: Session, row: ApplicationRow, period: Period | None) -> set[int]:
    """The fiscal years the project is in."""
    within = range(year_of(session, period.start), year_of(session, period.end) + 1) if period else ()
    return {row.fiscal_year, *within}


def _own_account(row: ApplicationRow, house: Profile | None) -> bool:
    """Whether the account named is the group's own: without one nothing is wrong yet."""
    accounts = [each.value for _cell, each in row.answers.items() if isinstance(each.value, BankAccount)]
    asked = [key for key, shared in row.programme.share.items() if shared in ("common.org_name", "common.org_kana")]
    typed = [str(row.answers.value(each) or "") for each in asked]
    names = [*typed, *((house.name, house.kana) if house else ())]
    return all(in_own_name(each.holder, names) for each in accounts)


def _first_decision(programme: Programme, steps: Sequence[Step]) -> date | None:
    """The day before which nothing may be spent; None where no amount is decided on the way."""
    return decided(steps).first if decides(programme) else None


def _stages(
    row: ApplicationRow, terms: Terms, stored: list[GrantStep], steps: tuple[Step, ...]
) -> tuple[StageRow, ...]:
    """Done ones in the order they were done, then those that may come, then the straight way to the end."""
    programme = row.programme
    stages = {each.id: each for each in programme.stages}
    done = [each for each in stored if each.day is not None and each.stage in stages]
    begun = {each.stage: each for each in stored if each.day is None}
    following = next_stages(programme, steps, taxed=taxable(row.answers))
    rows = [
        _stage(row, terms, steps_before(each, stored), stages[each.stage], each, occasion(each.stage, stored, each.id))
        for each in done
    ]
    rows += [_stage(row, terms, steps, stage, begun.get(stage.id), occasion(stage.id, stored)) for stage in following]
    seen = {each.stage.id for each in rows}
    ahead = [each for each in _straight_on(stages, following) if each.id not in seen]
    return (*rows, *(StageRow(each, fields_of(each), {}, None, None, False) for each in ahead))


def _stage(
    row: ApplicationRow, first: Terms, before: Sequence[Step], stage: Stage, written: GrantStep | None, occasion: str
) -> StageRow:
    """A stage that is done or may come, with what held before it."""
    known = decided(before)
    most = greatest(stage.advance, known.yen)
    held = held_after(row, first, before)
    values, day = (written.values, written.day) if written else ({}, None)
    change = changing(row, held, values) if stage.id == CHANGED else None
    return StageRow(
        stage=stage,
        fields=fields_of(stage, asked_about(held, stage.id)),
        values=values,
        day=day,
        key=written.id if written else None,
        may_come=day is None,
        occasion=occasion,
        known=known,
        most=most,
        change=change,
    )


def _straight_on(stages: Mapping[str, Stage], following: tuple[Stage, ...]) -> list[Stage]:
    """What comes after the next stages when all goes well: never an end before the end."""
    found: dict[str, Stage] = {}
    waiting = [each for each in following if not each.final]
    while waiting:
        for name in waiting.pop(0).next:
            stage = stages[name]
            if stage.id not in {*found, *BESIDE} and not stage.ends_early:
                found[stage.id] = stage
                waiting.append(stage)
    return list(found.values())


def _keep_until(session: Session, programme: Programme, stored: list[GrantStep]) -> date | None:
    """The end of the fiscal year of the last step, and the years to keep after it."""
    days = [each.day for each in stored if each.day]
    return FiscalYear(year_of(session, max(days)) + programme.keep_years).last if days else None
