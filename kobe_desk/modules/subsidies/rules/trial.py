"""What an amount would be with another rate and cap (ためし計算): answers and definition are not touched."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from kobe_desk.modules.subsidies.rules.amount import Result, calculate, cap_in_yen
from kobe_desk.modules.subsidies.rules.answers import Answers
from kobe_desk.modules.subsidies.rules.costs import cost_share, grant_of
from kobe_desk.modules.subsidies.rules.definition import Amount, Cap, Programme
from kobe_desk.modules.subsidies.rules.definition.money import STEPS
from kobe_desk.modules.subsidies.rules.evaluate import figures_of

WHOLE = Fraction(1)
RATES = tuple(Fraction(*each) for each in (
    (1, 10), (1, 5), (1, 4), (3, 10), (1, 3), (2, 5), (1, 2), (3, 5), (2, 3), (7, 10), (3, 4), (4, 5), (9, 10), (1, 1),
))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Trial:
    """A rate and a cap that are tried; without a cap there is no limit."""

    rate: Fraction
    cap: int | None


@dataclass(frozen=True, slots=True)
class Tried:
    """What comes of it, in yen."""

    made: Result | None
    """The amount and the way there; None while a figure it rests on is blank."""
    whole: int
    """All costs together."""
    other: int
    """What others pay: what the amount deducts."""

    @property
    def own(self) -> int | None:
        """The association's own share (自己負担)."""
        return self.whole - self.other - self.made.yen if self.made else None


def rates_with(rate: Fraction) -> Sequence[Fraction]:
    """The rates to choose from, the programme's own among them."""
    return tuple(sorted({*RATES, rate}))


class Bench:
    """The answers evaluated once; each trial works out the amount alone, inside one frame."""

    def __init__(self, programme: Programme, answers: Answers, today: date) -> None:
        self._figures = figures_of(programme, answers, today)
        self._amount = programme.amount(grant_of(programme))
        evaluation = self._figures.evaluation
        self._whole = cost_share([(programme, evaluation)]).whole
        deducted = self._amount.deduct if self._amount else ()
        self._other = sum(self._yen(each) for each in deducted)

    @property
    def own(self) -> Trial:
        """The rate and the cap of the programme itself, as they are with these answers."""
        amount = self._amount
        if amount is None:
            return Trial(WHOLE, None)
        cap = cap_in_yen(amount.cap, self._figures.lookup) if amount.cap else None
        return Trial(amount.rate or WHOLE, cap)

    def tried(self, trial: Trial | None = None) -> Tried:
        """What comes of a rate and a cap; of the programme's own without any."""
        amount = self._amount
        if amount is not None and trial is not None:
            amount = _changed(amount, trial)
        made = calculate(amount, self._figures.lookup, self._figures.spoken, self._figures.held) if amount else None
        return Tried(made, self._whole, self._other)

    def _yen(self, source: str) -> int:
        found = self._figures.lookup(source)
        return found if isinstance(found, int) else 0


def _changed(amount: Amount, trial: Trial) -> Amount:
    order = amount.order if {"rate", "cap"} <= set(amount.order) else STEPS
    cap = None if trial.cap is None else Cap(yen=trial.cap)
    return replace(amount, rate=trial.rate, cap=cap, order=order)
