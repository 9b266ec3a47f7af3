"""The most that counts of one line of a table (1件ごとの上限), with the reason that people read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import prod

from kobe_desk.core.japanese.money import figures

AT_MOST = "{at_most}"
"""In a reason: the figure itself, so that both never say different things."""


@dataclass(frozen=True, slots=True)
class Limit:
    """Of a line where `when` holds, `column` counts at most so much: yen, yen for each one, or a share of the line.

    A limit of 0 yen says that such a line does not count at all, and why.
    """

    id: str
    label: str
    column: str
    """The calculated column it limits (うち対象)."""
    reason: str
    when: str = ""
    yen: int | None = None
    share: Fraction | None = None
    """Of what the line itself comes to."""
    source: str = ""
    """The figure it is taken from: a constant, or a question where no source gives it."""
    each: tuple[str, ...] = ()
    """The columns it is multiplied by (人数, 回数); an empty one counts once."""

    def unit(self, lookup: Callable[[str], object]) -> int | None:
        """The limit in yen for one; None for a share, and while the figure is blank."""
        return _whole(lookup(self.source)) if self.source else self.yen

    def most(self, row: Mapping[str, object], claimed: int, unit: int | None) -> int | None:
        """The most that counts of a line of `claimed` yen; None while it is not known."""
        if self.share is not None:
            return claimed * self.share.numerator // self.share.denominator
        return None if unit is None else unit * prod(self._times(row))

    def written(self, row: Mapping[str, object], unit: int | None, counted: Mapping[str, str]) -> str:
        """30,000円×2人×3回: how the limit of a line comes about; empty where it is the figure itself.

        `counted` says what each column counts.
        """
        given = [(name, _whole(row.get(name))) for name in self.each]
        times = [f"{figures(each)}{counted.get(name, '')}" for name, each in given if each is not None]
        return "×".join([f"{figures(unit)}円", *times]) if unit is not None and times else ""

    def said(self, unit: int | None) -> str:
        """The reason with the figure in it."""
        most = figures(unit) if unit is not None else _percent(self.share)
        return self.reason.replace(AT_MOST, most)

    def _times(self, row: Mapping[str, object]) -> list[int]:
        return [each for name in self.each if (each := _whole(row.get(name))) is not None]


def _whole(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _percent(share: Fraction | None) -> str:
    share = share or Fraction(0)
    percent = share * 100
    return f"{percent}％" if percent.denominator == 1 else f"{share.denominator}分の{share.numerator}"


@dataclass(frozen=True, slots=True)
class Held:
    """A line of which only a part counts: `counted` of `claimed` yen, and why."""

    limit: str
    column: str
    claimed: int
    counted: int
    reason: str
    written: str = ""
    """How the limit of this line comes about: 30,000円×2人×3回."""
    line: str = ""
    """Which line: 3行目 講師謝礼."""
    at: str = ""
    """Where the figure stands in the definition."""

    @property
    def excess(self) -> int:
        return self.claimed - self.counted
