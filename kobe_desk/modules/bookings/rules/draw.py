"""The draw (抽選): from a seed that was written down anyone can draw again and gets the same order.

For each application the SHA-256 of `seed:number` is taken (UTF-8, the number in decimal figures); the smallest comes
first. In that order each application gets its room and time if no part of it went to one before. Nothing else counts.
Try it: `printf '%s' 'SEED:NUMBER' | sha256sum`.
"""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Lot:
    """An application in the draw: its number, the parts it wants, and when (buffers included)."""

    number: int
    parts: frozenset[str]
    start: datetime
    end: datetime

    def clashes(self, other: "Lot") -> bool:
        return self.start < other.end and other.start < self.end and bool(self.parts & other.parts)


@dataclass(frozen=True, slots=True)
class Drawn:
    """An application as it was drawn: its place, its digest, whether it won, and to which number it lost."""

    place: int
    number: int
    digest: str
    won: bool
    lost_to: int | None = None


def digest_of(seed: str, number: int) -> str:
    """SHA-256 of `seed:number` in hexadecimal."""
    return hashlib.sha256(f"{seed}:{number}".encode()).hexdigest()


def draw(seed: str, lots: Iterable[Lot], free: Callable[[Lot], bool] = lambda _lot: True) -> tuple[Drawn, ...]:
    """Draw; `free` says whether what a lot wants was still to be had before the draw (0 tells that it was not)."""
    ordered = sorted(lots, key=lambda lot: (digest_of(seed, lot.number), lot.number))
    won: list[Lot] = []
    drawn = []
    for place, lot in enumerate(ordered, start=1):
        rival = _rival(lot, won)
        lost_to = rival.number if rival else None if free(lot) else 0
        if lost_to is None:
            won.append(lot)
        drawn.append(Drawn(place, lot.number, digest_of(seed, lot.number), lost_to is None, lost_to))
    return tuple(drawn)


def _rival(lot: Lot, won: Sequence[Lot]) -> Lot | None:
    return next((other for other in won if lot.clashes(other)), None)
