"""「使える助成は？」: which programmes an association can use, nearly can, or cannot, and when the next window is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from kobe_desk.core.japanese.same_day import same_day
from kobe_desk.modules.subsidies.rules import expr
from kobe_desk.modules.subsidies.rules.association import FACTS
from kobe_desk.modules.subsidies.rules.definition import Eligibility, Programme
from kobe_desk.modules.subsidies.rules.window import Opening, Rule

Facts = Mapping[str, str | int | bool]
"""What is known of the association, by fact; what is missing has not been answered."""


class Fit(StrEnum):
    """How an association and a programme go together, the nearest first."""

    FITS = "fits"
    NEARLY = "nearly"
    NOT = "not"


@dataclass(frozen=True, slots=True)
class Need:
    """One thing a programme asks for. `met` is None while a fact it rests on (`open`) is not known."""

    text: str
    met: bool | None
    fixable: bool
    open: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    fit: Fit
    needs: tuple[Need, ...]


def judge(programme: Programme, facts: Facts) -> Verdict:
    """What the definition's conditions say of these facts. One that says nothing of who may apply fits everybody."""
    needs = tuple(_need(programme, each, facts) for each in programme.eligibility)
    if any(each.met is False and not each.fixable for each in needs):
        return Verdict(Fit.NOT, needs)
    return Verdict(Fit.FITS if all(each.met for each in needs) else Fit.NEARLY, needs)


def _need(programme: Programme, rule: Eligibility, facts: Facts) -> Need:
    seen = {each: facts.get(each) for each in FACTS}
    constants: dict[str, expr.Plain] = {each.id: each.value for each in programme.constants}
    compiled = expr.compile(rule.expr)
    met = compiled.evaluate({"facts": seen, "constants": constants})
    named = (each.removeprefix("facts.") for each in compiled.references if each.startswith("facts."))
    asked = tuple(sorted(each for each in named if seen[each] is None))
    return Need(
        programme.worded(rule.need),
        met if isinstance(met, bool) else None,
        rule.fixable,
        () if isinstance(met, bool) else asked,
    )


@dataclass(frozen=True, slots=True)
class NextWindow:
    """The window that is open or comes next. `guide`: the days of an earlier year stand in for it (めやす)."""

    opening: Opening
    guide: bool


def next_window(programme: Programme, today: date) -> NextWindow | None:
    """When one can apply next; None where no source gives the days. Days that are over are moved on by whole years."""
    if not programme.window_known:
        return None
    opening = programme.window.on(today, programme.fiscal_year)
    if programme.window.rule is Rule.TODAY or not opening.has_ended(today):
        return NextWindow(opening, guide=False)
    years = today.year - opening.close_day.year
    moved = _moved(opening, years)
    return NextWindow(moved if not moved.has_ended(today) else _moved(opening, years + 1), guide=True)


def _moved(opening: Opening, years: int) -> Opening:
    opens, close = opening.opens, opening.close_day
    day = same_day(close, close.year + years)
    return Opening(opens and same_day(opens, opens.year + years), datetime.combine(day, opening.closes.time()))
