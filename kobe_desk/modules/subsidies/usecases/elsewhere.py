"""Costs that another application asks for, too: two grants cannot pay for one (二重の助成)."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core import clock
from kobe_desk.core.errors import UserError
from kobe_desk.core.permission import usecase
from kobe_desk.core.text import N_
from kobe_desk.modules.subsidies.model import Application, Bundle, BundleMember, CostAnswer
from kobe_desk.modules.subsidies.rules.costs import Beside, Owner, lines_of
from kobe_desk.modules.subsidies.rules.evaluate import evaluate
from kobe_desk.modules.subsidies.rules.life import Step, brings_nothing
from kobe_desk.modules.subsidies.rules.terms import standing_period
from kobe_desk.modules.subsidies.rules.twice import ELSEWHERE, Answered, CostLine, Ref
from kobe_desk.modules.subsidies.rules.values import Period
from kobe_desk.modules.subsidies.usecases.amounts import all_steps
from kobe_desk.modules.subsidies.usecases.earlier import title_of
from kobe_desk.modules.subsidies.usecases.storing import row_of

Pair = tuple[Ref, Ref]


class DifferenceUnsaid(UserError):
    text = N_("Please write why they are other costs, so that it can be looked up later.")


class WholeMissing(UserError):
    text = N_("Please write what the whole cost comes to, in yen.")


def beside(session: Session, keys: Sequence[UUID]) -> Beside:
    """What the guard against paying one cost twice knows beside the budgets of these applications."""
    mine = [session.get_one(Application, key) for key in keys]
    bundles = session.scalars(
        sa.select(Bundle).join(BundleMember).where(BundleMember.application_id.in_(keys)).distinct()
    )
    return Beside(
        owners=tuple(map(_owner, mine)),
        others=tuple(_others(session, mine)),
        answers=tuple(_answered(each) for each in session.scalars(sa.select(CostAnswer))),
        different=tuple(mark for each in bundles for mark in each.different),
    )


def _owner(found: Application) -> Owner:
    papers = tuple((each.attachment, each.row_key, each.sha256) for each in found.enclosures)
    return Owner(str(found.id), title_of(found), papers)


def _answered(found: CostAnswer) -> Answered:
    one, other = (str(found.application_id), found.row_key), (str(found.other_id), found.other_row)
    return Answered(one, other, found.whole, found.reason)


def _others(session: Session, mine: Sequence[Application]) -> Iterator[CostLine]:
    """The lines that count in every other application that brings money, or may.

    Of another year and another time only those are told that a paper is put to.
    """
    steps_of = all_steps(session)
    times = [(each.fiscal_year, _period(each, steps_of.get(each.id, ()))) for each in mine]
    others = sa.select(Application).where(Application.id.not_in([each.id for each in mine]))
    for other in session.scalars(others.order_by(Application.begun, Application.id)):
        row, steps = row_of(other), steps_of.get(other.id, ())
        if brings_nothing(row.programme, steps):
            continue
        period = standing_period(row.programme, row.answers, steps, clock.today())
        far = not any(year == other.fiscal_year or _meet(period, each) for year, each in times)
        if far and not other.enclosures:
            continue
        for line in lines_of(ELSEWHERE, row.programme, evaluate(row.programme, row.answers, clock.today()),
                             _owner(other)):  # fmt: skip
            if line.eligible and (line.files or not far):
                yield replace(line, far=far)


def _period(found: Application, steps: Sequence[Step]) -> Period | None:
    row = row_of(found)
    return standing_period(row.programme, row.answers, steps, clock.today())


def _meet(one: Period | None, other: Period | None) -> bool:
    """Whether two projects have a day in common."""
    return one is not None and other is not None and one.start <= other.end and other.start <= one.end


@usecase(label=N_("Tell two costs apart"), needs="subsidies.edit")
def tell_costs_apart(session: Session, pairs: tuple[Pair, ...], reason: str) -> None:
    """Write down that lines which look the same are other costs (別の費用), and why. Raises DifferenceUnsaid."""
    if not reason.strip():
        raise DifferenceUnsaid("reason")
    _say(session, pairs, None, reason.strip())


@usecase(label=N_("Share a cost"), needs="subsidies.edit")
def share_cost(session: Session, pairs: tuple[Pair, ...], whole: int | None) -> None:
    """Write down that lines are one cost of so much, of which each application pays its part. Raises WholeMissing."""
    if whole is None or whole < 1:
        raise WholeMissing("whole")
    _say(session, pairs, whole, "")


@usecase(label=N_("Answer anew whether costs are one"), needs="subsidies.edit")
def take_cost_answer_back(session: Session, pairs: tuple[Pair, ...]) -> None:
    """What was said of these lines is asked again."""
    wanted = {frozenset(each) for each in pairs}
    for each in session.scalars(sa.select(CostAnswer)):
        if _answered(each).pair in wanted:
            session.delete(each)
    session.flush()


def _say(session: Session, pairs: tuple[Pair, ...], whole: int | None, reason: str) -> None:
    """Write down what is said of each pair; what was said of it before is no more."""
    known = {_answered(each).pair: each for each in session.scalars(sa.select(CostAnswer))}
    for one, other in pairs:
        found = known.get(frozenset({one, other}))
        if found is None:
            found = CostAnswer(application_id=UUID(one[0]), row_key=one[1], other_id=UUID(other[0]), other_row=other[1])
            session.add(found)
        found.whole, found.reason = whole, reason
    session.flush()


def forget_answers(session: Session, key: UUID) -> None:
    """What was said of the lines of an application goes with it."""
    mine = sa.or_(CostAnswer.application_id == key, CostAnswer.other_id == key)
    for each in session.scalars(sa.select(CostAnswer).where(mine)):
        session.delete(each)
    session.flush()
