"""How a programme reaches a money figure: cap, parts, rounding, order."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Constant:
    """A figure with a name, for conditions and computed values (`constants.rent_each`)."""

    id: str
    label: str
    value: int


@dataclass(frozen=True, slots=True)
class Cap:
    """The most that is granted (上限): a figure, one by table, one for each × times, or one that is asked."""

    yen: int | None = None
    by: str = ""
    table: Mapping[str, int] = field(default_factory=dict)
    each: int = 0
    times: str = ""
    asked: str = ""
    """The field that holds the figure where no source gives it."""


@dataclass(frozen=True, slots=True)
class Part:
    """A cost that counts up to a share of the request itself (賃料は申請額の20％まで)."""

    id: str
    label: str
    base: str
    at_most: Fraction


class Rounding(StrEnum):
    DOWN = "down"
    UP = "up"
    HALF_UP = "half_up"
    HALF_EVEN = "half_even"


@dataclass(frozen=True, slots=True)
class Advance:
    """The most that can be asked for before the project is done (概算払): a share of what was decided, rounded."""

    at_most: Fraction
    rounding: Rounding = Rounding.DOWN
    unit: int = 1


STEPS = ("deduct", "rate", "lesser_of", "cap", "round", "floor")


@dataclass(frozen=True, slots=True)
class Amount:
    """How a money figure (補助金額) is reached: exact steps in a printed order."""

    id: str
    label: str
    base: str
    deduct: tuple[str, ...] = ()
    rate: Fraction | None = None
    lesser_of: str = ""
    cap: Cap | None = None
    floor: int = 0
    rounding: Rounding = Rounding.DOWN
    unit: int = 1
    order: tuple[str, ...] = STEPS
    parts: tuple[Part, ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict)
    """The programme's own words for lines of the trace: base, deduct, rate, lesser_of, cap."""

    def sources(self) -> tuple[str, ...]:
        """Every figure the amount is made of."""
        cap = self.cap or Cap()
        named = (self.base, *self.deduct, self.lesser_of, cap.by, cap.times, cap.asked)
        return tuple(each for each in (*named, *(part.base for part in self.parts)) if each)
