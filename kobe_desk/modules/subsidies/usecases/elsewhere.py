"""Costs that another application of the year asks for, too: two grants cannot pay for one (二重の助成)."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core import clock
from kobe_desk.modules.subsidies.model import Application, BundleMember, GrantStep
from kobe_desk.modules.subsidies.rules.costs import counted_lines
from kobe_desk.modules.subsidies.rules.evaluate import evaluate
from kobe_desk.modules.subsidies.rules.life import Step, reached, stage_of
from kobe_desk.modules.subsidies.usecases.storing import row_of


def costs_elsewhere(session: Session, mine: Application) -> dict[str, str]:
    """The costs that count in other applications of the same fiscal year, by mark, and which application that is.

    Those begun together have a guard of their own; what was refused, withdrawn or given up pays for nothing.
    """
    bundle = sa.select(BundleMember.bundle_id).where(BundleMember.application_id == mine.id)
    together = sa.select(BundleMember.application_id).where(BundleMember.bundle_id.in_(bundle))
    others = sa.select(Application).where(
        Application.fiscal_year == mine.fiscal_year, Application.id != mine.id, Application.id.not_in(together)
    )
    found: dict[str, str] = {}
    for other in session.scalars(others.order_by(Application.begun)):
        row = row_of(other)
        steps = session.scalars(
            sa.select(GrantStep).where(GrantStep.application_id == other.id).order_by(GrantStep.position)
        )
        done = [Step(each.stage, each.day, each.values) for each in steps]
        now = stage_of(row.programme, done)
        if reached(done) and now.final and "reason" in now.records:
            continue
        for line in counted_lines(row.programme, evaluate(row.programme, row.answers, clock.today())):
            found.setdefault(line.mark, other.title)
    return found
