"""Which backups may go: everything of 2 days stays, then one for each of 14 days, 8 weeks and 24 months.

The order is that of the running number, never of the time: a clock that walks must not cost a backup. Days, weeks and
months count only where there are backups, the newest of each stays, and the ten newest stay whatever their time says.
"""

from collections.abc import Callable, Hashable, Iterable
from datetime import datetime, timedelta
from typing import Protocol, TypeVar

from kobe_desk.core.clock import JST

ALL = timedelta(days=2)
ALWAYS = 10


class Made(Protocol):
    """A backup as far as thinning is concerned."""

    @property
    def sequence(self) -> int: ...
    @property
    def made_at(self) -> datetime: ...


B = TypeVar("B", bound=Made)

_KEPT: tuple[tuple[int, Callable[[datetime], Hashable]], ...] = (
    (14, lambda moment: moment.date()),
    (8, lambda moment: moment.isocalendar()[:2]),
    (24, lambda moment: (moment.year, moment.month)),
)


def surplus(backups: Iterable[B]) -> tuple[B, ...]:
    """The backups that may be deleted."""
    ordered = sorted(backups, key=lambda each: each.sequence, reverse=True)
    kept = {each.sequence for each in ordered[:ALWAYS]}
    if ordered:
        newest = ordered[0].made_at
        kept |= {each.sequence for each in ordered if newest - each.made_at <= ALL}
    for most, period_of in _KEPT:
        periods: dict[Hashable, int] = {}
        for each in ordered:
            periods.setdefault(period_of(each.made_at.astimezone(JST)), each.sequence)
        kept |= set(list(periods.values())[:most])
    return tuple(each for each in ordered if each.sequence not in kept)
