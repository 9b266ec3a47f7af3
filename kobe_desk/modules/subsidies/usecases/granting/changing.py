"""A change (変更) against what held before: the plan and budget of both, and what stands against it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from kobe_desk.core import clock
from kobe_desk.core.errors import UserError
from kobe_desk.core.text import N_
from kobe_desk.modules.subsidies.rules.evaluate import evaluate
from kobe_desk.modules.subsidies.rules.judged import Judged, judged
from kobe_desk.modules.subsidies.rules.life import Step, decided
from kobe_desk.modules.subsidies.rules.terms import Terms, after_steps, as_applied, changed
from kobe_desk.modules.subsidies.usecases.facts import ApplicationRow


class ChangeBreaksRules(UserError):
    text = N_("The papers of this change cannot be signed yet. {problems}")


@dataclass(frozen=True, slots=True)
class Changing:
    """A change as it is written: what held, what it asks for, and what stands against it."""

    before: Terms
    after: Terms
    judged: Judged


def held_after(row: ApplicationRow, first: Terms, steps: Sequence[Step]) -> Terms:
    """The plan and budget that hold after these steps; `first`: as applied for."""
    held, known = after_steps(first, row.programme, row.answers, steps, clock.today()), decided(steps).yen
    return held if known is None else replace(held, yen=known)


def changing(row: ApplicationRow, held: Terms, values: Mapping[str, Any]) -> Changing:
    """What a change makes of the plan and budget that hold."""
    today = clock.today()
    after = changed(held, values, row.programme, row.answers, today)
    return Changing(held, after, judged(row.programme, row.answers, held, after, values, today))


def require_rules(row: ApplicationRow, steps: Sequence[Step], values: Mapping[str, Any]) -> None:
    """A change is held to what the application was held to. Raises ChangeBreaksRules."""
    first = as_applied(row.programme, row.answers, evaluate(row.programme, row.answers, clock.today()))
    errors = changing(row, held_after(row, first, steps), values).judged.errors
    if errors:
        raise ChangeBreaksRules(problems="\n".join(errors))
