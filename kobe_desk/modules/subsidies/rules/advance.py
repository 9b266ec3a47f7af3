"""The most that can be asked for in advance (概算払): a share of what was decided, by the programme's own rule."""

from dataclasses import dataclass
from fractions import Fraction

from kobe_desk.modules.subsidies.rules.amount import rounded
from kobe_desk.modules.subsidies.rules.definition import Advance, Rounding


@dataclass(frozen=True, slots=True)
class Greatest:
    """The most by a rule, of the amount that was decided."""

    rule: Advance
    decided: int

    @property
    def share(self) -> Fraction:
        """The share of the decided amount, before it is rounded."""
        return self.rule.at_most * self.decided

    @property
    def yen(self) -> int:
        """Whole yen, and never more than was decided, whichever way it is rounded."""
        return min(self.decided, rounded(self.share, self.rule.rounding, self.rule.unit))

    @property
    def rounding(self) -> Rounding | None:
        """The way it is rounded; None where the share comes out as it is."""
        return None if self.share == self.yen else self.rule.rounding


def greatest(rule: Advance | None, decided: int | None) -> Greatest | None:
    """The most that can be asked for; None where no rule gives it, or nothing is decided yet."""
    return Greatest(rule, decided) if rule is not None and decided is not None else None
