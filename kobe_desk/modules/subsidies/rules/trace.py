"""The printable way to an amount (算定表): lettered lines with exact values, and which bound decided."""

import tomllib
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Any

from kobe_desk.core import paths
from kobe_desk.core.japanese.money import figures

LETTERS = "ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺ"


@cache
def words() -> dict[str, Any]:
    """The words of the sheet (resources/programmes/words.toml): Japanese, whatever the screen's language is."""
    return tomllib.loads(paths.resources("programmes", "words.toml").read_text("utf-8"))


@dataclass(frozen=True, slots=True)
class Line:
    """One line: `letter` Ｃ, label 差引, expression Ｃ＝Ａ−Ｂ, exact value. `binds`: this bound decided the amount."""

    letter: str
    step: str
    label: str
    expression: str
    value: Fraction
    binds: bool = False
    at: str = ""
    """Where the figure of a limit for one line stands; such a line has no letter."""

    @property
    def figure(self) -> str:
        """The value as printed: 503,400 or, where it is not whole, 248,907.5 or 83,333と1/3."""
        return exact(self.value)


@dataclass(frozen=True, slots=True)
class Trace:
    """Every line on the way to an amount; the last one is the amount itself."""

    lines: tuple[Line, ...]
    summary: str
    """One line: 523,400 − 20,000 = 503,400 → ×1/2 = 251,700 → min(300,000) → ↓1,000 = 251,000."""

    @property
    def binding(self) -> Line | None:
        """The bound that decided, if there were several."""
        return next((each for each in reversed(self.lines) if each.binds), None)


def exact(value: Fraction) -> str:
    """A figure without loss: decimals where they end, else a fraction beside the whole yen."""
    whole, rest = divmod(abs(value), 1)
    sign = "△" if value < 0 else ""
    if not rest:
        return figures(int(value))
    scale = _decimals(rest)
    if scale is None:
        return f"{sign}{int(whole):,}と{rest}"
    return f"{sign}{int(whole):,}.{int(rest * 10**scale):0{scale}d}"


def _decimals(rest: Fraction) -> int | None:
    """How many decimals write it exactly, if up to four do."""
    return next((each for each in range(1, 5) if (rest * 10**each).denominator == 1), None)
