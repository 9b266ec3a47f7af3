"""The greatest request in which some costs may only be a share of the request itself, found in whole numbers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product


@dataclass(frozen=True, slots=True)
class Claim:
    """A cost of `yen` that counts up to `at_most` of the request."""

    yen: int
    at_most: Fraction

    def counted(self, request: int) -> int:
        """min(cost, ⌊share·R⌋)."""
        return min(self.yen, request * self.at_most.numerator // self.at_most.denominator)


def reach(own: int, claims: Iterable[Claim], request: int) -> int:
    """What carries a request: the other costs, and each claim as far as its share goes."""
    return own + sum(each.counted(request) for each in claims)


def greatest(own: int, claims: Sequence[Claim], bounds: Iterable[int] = ()) -> int:
    """The greatest whole-yen R with R ≤ every bound and R ≤ own + Σ min(claim, ⌊share·R⌋).

    `own` is ⌊rate·(base − deduct)⌋. The shares together are below 1 (the lint sees to it). Without the ⌊⌋ the greatest
    R is known in closed form; the ⌊⌋ take less than one yen for each claim, so R lies close below, and is searched for.
    """
    if own < 0:
        return min((own, *bounds))
    request = min((_without_floors(own, claims), *bounds))
    while request > 0 and request > reach(own, claims, request):
        request -= 1
    return request


def _without_floors(own: int, claims: Sequence[Claim]) -> int:
    """min over the claims taken whole or as shares: (own + Σ whole) / (1 − Σ shares)."""
    least: int | None = None
    for whole in product((True, False), repeat=len(claims)):
        fixed = own + sum(each.yen for each, taken in zip(claims, whole, strict=True) if taken)
        shares = sum((each.at_most for each, taken in zip(claims, whole, strict=True) if not taken), Fraction(0))
        found = int(fixed / (1 - shares))
        least = found if least is None else min(least, found)
    return own if least is None else least
