"""Costs that another application of the year asks for, too: two grants cannot pay for one (二重の助成)."""

from collections.abc import Collection
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core import clock
from kobe_desk.modules.subsidies.model import Application, BundleMember
from kobe_desk.modules.subsidies.rules.costs import counted_lines
from kobe_desk.modules.subsidies.rules.evaluate import evaluate
from kobe_desk.modules.subsidies.rules.life import stage_of
from kobe_desk.modules.subsidies.usecases.occasions import as_steps, steps_of
from kobe_desk.modules.subsidies.usecases.storing import row_of


def begun_together(session: Session, key: UUID) -> frozenset[UUID]:
    """The applications of the bundle that one is in, itself included: they have a guard of their own."""
    bundle = sa.select(BundleMember.bundle_id).where(BundleMember.application_id == key)
    together = sa.select(BundleMember.application_id).where(BundleMember.bundle_id.in_(bundle))
    return frozenset({key, *session.scalars(together)})


def costs_elsewhere(session: Session, year: int, without: Collection[UUID]) -> dict[str, str]:
    """The costs that count in the other applications of a fiscal year, by mark, and which application that is.

    What was refused, withdrawn or given up pays for nothing.
    """
    others = sa.select(Application).where(Application.fiscal_year == year, Application.id.not_in(without))
    found: dict[str, str] = {}
    for other in session.scalars(others.order_by(Application.begun)):
        row = row_of(other)
        if stage_of(row.programme, as_steps(steps_of(session, other.id))).ends_early:
            continue
        for line in counted_lines(row.programme, evaluate(row.programme, row.answers, clock.today())):
            found.setdefault(line.mark, other.title)
    return found
