"""Questions about grants: where each stands, what it pays for, what would cost it."""

from collections.abc import Mapping, Sequence
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
from kobe_desk.modules.subsidies.rules.costs import grant_of
from kobe_desk.modules.subsidies.rules.definition import Kind, Programme, Stage
from kobe_desk.modules.subsidies.rules.evaluate import evaluate
from kobe_desk.modules.subsidies.rules.evaluation import Evaluation
from kobe_desk.modules.subsidies.rules.life import (
    Step,
    decided,
    decides,
    due_day,
    fields_of,
    next_stages,
    noted,
    stage_of,
    undecided,
)
from kobe_desk.modules.subsidies.rules.own_account import in_own_name
from kobe_desk.modules.subsidies.rules.settlement import Settlement, by_costs, other_income
from kobe_desk.modules.subsidies.rules.values import BankAccount, Period
from kobe_desk.modules.subsidies.usecases.enclosing import row_of as enclosure_row
from kobe_desk.modules.subsidies.usecases.facts import ApplicationRow
from kobe_desk.modules.subsidies.usecases.granting.costs import free_entries, spent_on
from kobe_desk.modules.subsidies.usecases.granting.event_facts import tied_event
from kobe_desk.modules.subsidies.usecases.granting.facts import RETURNED, GrantDue, GrantRow, NotHandedIn, StageRow
from kobe_desk.modules.subsidies.usecases.occasions import as_steps, occasion, steps_of
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
    period, spent = period_of(row), spent_on(session, key)
    parts = [each.spent for each in spent]
    start, end = (period.start, period.end) if period else (None, None)
    settlement = _settlement(row, evaluation, steps, parts, period)
    house = profile(session)
    first = _first_decision(programme, steps)
    own = _own_account(row, house)
    now = stage_of(programme, steps)
    return GrantRow(
        application=row,
        evaluation=evaluation,
        steps=steps,
        stages=_stages(programme, stored, steps),
        now=now,
        due=due_day(programme, steps, end),
        asked=settlement.asked,
        decided=decided(steps).yen,
        plan=settlement.plan,
        settlement=settlement,
        spent=spent,
        free=free_entries(session, _years(session, row, period)),
        cautions=cautions(parts, first, start, end, own_account=own, undecided=undecided(programme, steps)),
        categories=categories(programme),
        returned=tuple(enclosure_row(each) for each in found.enclosures if each.attachment.startswith(RETURNED)),
        keep_until=_keep_until(session, programme, stored) if now.final else None,
        event=tied_event(session, key),
    )


def _settlement(
    row: ApplicationRow, evaluation: Evaluation, steps: Sequence[Step], spent: Sequence[Spent], period: Period | None
) -> Settlement:
    """What the grant comes to by what the cash book says was spent on it."""
    programme, known = row.programme, decided(steps)
    asked = evaluation.amounts.get(grant_of(programme))
    start, end = (period.start, period.end) if period else (None, None)
    counting = covered(spent, _first_decision(programme, steps), start, end)
    whole = plan(programme, evaluation, spent)
    return Settlement(
        asked=asked.yen if asked else 0,
        decided=known.yen,
        settled=noted(steps, "settled_amount"),
        made=by_costs(programme, row.answers, counting, clock.today()),
        plan=whole,
        income=other_income(programme, evaluation),
        uncovered=sum(each.spent for each in whole) - sum(each.yen for each in counting),
    )


@query(needs="subsidies.read")
def grant_dues(session: Session) -> tuple[GrantDue, ...]:
    """The next day of every grant that is under way and has one."""
    found = []
    running = session.scalars(sa.select(Application).where(Application.state == ApplicationState.SUBMITTED))
    for each in running:
        row = row_of(each)
        steps = as_steps(steps_of(session, each.id))
        period = period_of(row)
        day = due_day(row.programme, steps, period.end if period else None)
        following = next_stages(row.programme, steps)
        if day is not None and following:
            titles = [stage.title for stage in following if stage.due] or [stage.title for stage in following]
            found.append(GrantDue(each.id, each.title, day, titles[0]))
    return tuple(found)


def period_of(row: ApplicationRow) -> Period | None:
    """When the project is (実施期間)."""
    names = [each.id for each in row.programme.fields.values() if each.kind is Kind.PERIOD]
    values = (row.answers.value(each) for each in names)
    return next((each for each in values if isinstance(each, Period)), None)


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


def _stages(programme: Programme, stored: list[GrantStep], steps: tuple[Step, ...]) -> tuple[StageRow, ...]:
    """Done ones in the order they were done, then those that may come, then the straight way to the end."""
    stages = {each.id: each for each in programme.stages}
    done = [each for each in stored if each.day is not None and each.stage in stages]
    begun = {each.stage: each for each in stored if each.day is None}
    following = next_stages(programme, steps)
    rows = [StageRow(stages[each.stage], fields_of(stages[each.stage]), each.values, each.day, each.id, False,
                     occasion(each.stage, stored, each.id)) for each in done]  # fmt: skip
    for stage in following:
        written = begun.get(stage.id)
        values = written.values if written else {}
        rows.append(StageRow(stage, fields_of(stage), values, None, written.id if written else None, True,
                             occasion(stage.id, stored)))  # fmt: skip
    seen = {row.stage.id for row in rows}
    ahead = [each for each in _straight_on(stages, following) if each.id not in seen]
    return (*rows, *(StageRow(each, fields_of(each), {}, None, None, False) for each in ahead))


def _straight_on(stages: Mapping[str, Stage], following: tuple[Stage, ...]) -> list[Stage]:
    """What comes after the next stages when all goes well: never an end before the end."""
    found: dict[str, Stage] = {}
    waiting = [each for each in following if not each.final]
    while waiting:
        for name in waiting.pop(0).next:
            stage = stages[name]
            if stage.id not in found and not stage.ends_early:
                found[stage.id] = stage
                waiting.append(stage)
    return list(found.values())


def _keep_until(session: Session, programme: Programme, stored: list[GrantStep]) -> date | None:
    """The end of the fiscal year of the last step, and the years to keep after it."""
    days = [each.day for each in stored if each.day]
    return FiscalYear(year_of(session, max(days)) + programme.keep_years).last if days else None
