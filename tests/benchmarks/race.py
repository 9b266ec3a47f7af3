"""Two ways to do the same work, run in turns: the ratio of each round, and the median of those."""

import gc
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from time import perf_counter

Work = Callable[[], object]


@dataclass(frozen=True)
class Ratio:
    """What a row came to: the desk's figure over the floor's in each round."""

    name: str
    rounds: tuple[float, ...]
    required: float | None
    own: str
    floor: str

    @property
    def median(self) -> float:
        return median(self.rounds)

    @property
    def held(self) -> bool:
        return self.required is None or self.median <= self.required

    def __str__(self) -> str:
        wanted = f"≤ {self.required:.2f}" if self.required else "(told)"
        spread = f"{min(self.rounds):.2f}–{max(self.rounds):.2f}"
        return f"{self.name:<48} {self.median:6.2f}  {spread:>11}  {wanted:<8} {self.own:>9} / {self.floor:>9}"


class Ratios:
    """The rows measured in this run, printed at its end."""

    def __init__(self) -> None:
        self.rows: list[Ratio] = []

    def race(self, name: str, own: Work, floor: Work, *, most: float | None, rounds: int = 5) -> Ratio:
        """Seconds of two pieces of work in turns, each going first every other time. One of each is not counted."""
        timed(own), timed(floor)
        pairs = [_pair(own, floor, own_first=bool(number % 2)) for number in range(rounds)]
        return self.compare(name, pairs, most=most, unit="ms", scale=1_000)

    def compare(
        self, name: str, pairs: list[tuple[float, float]], *, most: float | None, unit: str, scale: float = 1
    ) -> Ratio:
        """Figures (own, floor) measured by the caller in turns."""
        own, floor = (median(each) * scale for each in zip(*pairs, strict=True))
        row = Ratio(
            name, tuple(mine / bare for mine, bare in pairs), most, f"{own:,.1f} {unit}", f"{floor:,.1f} {unit}"
        )
        self.rows.append(row)
        return row


def timed(work: Work) -> float:
    """Seconds of one run, with the litter of the one before taken out first."""
    gc.collect()
    start = perf_counter()
    work()
    return perf_counter() - start


def _pair(own: Work, floor: Work, *, own_first: bool) -> tuple[float, float]:
    if own_first:
        mine = timed(own)
        return mine, timed(floor)
    bare = timed(floor)
    return timed(own), bare
