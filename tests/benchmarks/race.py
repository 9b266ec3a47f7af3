"""Two ways to do the same work, run in turns: the ratio of each round, and the median of those."""

import gc
import os
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from time import perf_counter, process_time
from typing import NamedTuple

Work = Callable[[], object]


class Took(NamedTuple):
    """Seconds of one run: of the processors, of this process and the children that have ended; and of the clock."""

    processor: float
    clock: float


@dataclass(frozen=True)
class Ratio:
    """What a row came to: the desk's figure over the floor's in each round."""

    name: str
    rounds: tuple[float, ...]
    required: float | None
    own: str
    floor: str
    beside: str = ""
    """What else was seen, told but not judged."""

    @property
    def median(self) -> float:
        return median(self.rounds)

    @property
    def held(self) -> bool:
        return self.required is None or self.median <= self.required

    def __str__(self) -> str:
        wanted = f"≤ {self.required:.2f}" if self.required else "(told)"
        spread = f"{min(self.rounds):.2f}–{max(self.rounds):.2f}"
        figures = f"{self.own:>11} / {self.floor:>11}"
        return f"{self.name:<48} {self.median:6.2f}  {spread:>11}  {wanted:<8} {figures}  {self.beside}".rstrip()


class Ratios:
    """The rows measured in this run, printed at its end."""

    def __init__(self) -> None:
        self.rows: list[Ratio] = []

    def race(
        self, name: str, own: Work, floor: Work, *, most: float | None, rounds: int = 5, durable: bool = False
    ) -> Ratio:
        """Two pieces of work in turns, each going first every other time. One of each is not counted."""
        timed(own), timed(floor)
        pairs = [_pair(own, floor, own_first=bool(number % 2)) for number in range(rounds)]
        return self.took(name, pairs, most=most, durable=durable)

    def took(self, name: str, pairs: list[tuple[Took, Took]], *, most: float | None, durable: bool = False) -> Ratio:
        """Pairs (own, floor) of what was taken in turns. Judged by the processors' seconds, which others who keep the
        machine busy hardly change and which leave out no child and no thread; the clock's are told beside them.
        Where both are `durable` they are judged by the clock: the disk, for which both wait, is most of such a floor.
        """
        processors = [(own.processor, floor.processor) for own, floor in pairs]
        clocks = [(own.clock, floor.clock) for own, floor in pairs]
        judged, told, name_told = (clocks, processors, "processors") if durable else (processors, clocks, "the clock")
        beside = f"by {name_told} {median(own / floor for own, floor in told):.2f}"
        return self.compare(name, judged, most=most, unit="ms", scale=1_000, beside=beside)

    def compare(
        self,
        name: str,
        pairs: list[tuple[float, float]],
        *,
        most: float | None,
        unit: str,
        scale: float = 1,
        beside: str = "",
    ) -> Ratio:
        """Figures (own, floor) measured by the caller in turns."""
        own, floor = (f"{median(each) * scale:,.1f} {unit}" for each in zip(*pairs, strict=True))
        row = Ratio(name, tuple(mine / bare for mine, bare in pairs), most, own, floor, beside)
        self.rows.append(row)
        return row


def timed(work: Work) -> Took:
    """One run, with the litter of the one before taken out first."""
    gc.collect()
    start, used = perf_counter(), processor_seconds()
    work()
    return Took(processor_seconds() - used, perf_counter() - start)


def processor_seconds() -> float:
    """Of this process with all its threads, and of its children once they have ended and were waited for."""
    times = os.times()
    return process_time() + times.children_user + times.children_system


def _pair(own: Work, floor: Work, *, own_first: bool) -> tuple[Took, Took]:
    if own_first:
        mine = timed(own)
        return mine, timed(floor)
    bare = timed(floor)
    return timed(own), bare
