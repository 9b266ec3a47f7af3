"""The figures of an application (申請額、決定額、確定額), the same on every page and paper."""

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core import clock
from kobe_desk.modules.subsidies.model import Application, GrantStep
from kobe_desk.modules.subsidies.rules.costs import grant_of
from kobe_desk.modules.subsidies.rules.evaluate import evaluate
from kobe_desk.modules.subsidies.rules.life import Amounts, Step, amounts_of
from kobe_desk.modules.subsidies.usecases.storing import answers_of, programme_of

_kept: dict[bytes, int | None] = {}
_MOST_KEPT = 256


def all_steps(session: Session) -> Mapping[UUID, Sequence[Step]]:
    """The steps of every grant, in their order."""
    steps: dict[UUID, list[Step]] = defaultdict(list)
    for each in session.scalars(sa.select(GrantStep).order_by(GrantStep.position)):
        steps[each.application_id].append(Step(each.stage, each.day, each.values))
    return steps


def amounts_in(found: Application, steps: Sequence[Step]) -> Amounts:
    """What was asked for with the application, decided with its changes, and settled."""
    return amounts_of(_asked(found), steps)


def _asked(found: Application) -> int | None:
    """The amount by the programme's rule: lists ask for it at every change of the desk, so that it is kept."""
    answers = sorted((each.field, each.row_key, repr(each.value)) for each in found.answers)
    said = repr((found.sha256, found.rows, clock.today(), answers))
    key = hashlib.sha256(said.encode()).digest()  # what was answered is not kept beyond the lock
    if key not in _kept:
        if len(_kept) >= _MOST_KEPT:
            _kept.clear()
        _kept[key] = _made(found)
    return _kept[key]


def _made(found: Application) -> int | None:
    programme = programme_of(found)
    made = evaluate(programme, answers_of(found, programme), clock.today()).amounts.get(grant_of(programme))
    return made.yen if made else None
