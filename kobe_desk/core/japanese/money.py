"""Money is whole yen, an int: read as people write it, written with commas and △ for what is missing."""

import re
import unicodedata

from kobe_desk.core.errors import UserError
from kobe_desk.core.japanese import numerals
from kobe_desk.core.text import N_

MOST = 999_999_999_999
"""No association holds a trillion yen: a larger figure is a slip, and this one still fits every column."""


class NotAnAmount(UserError):
    text = N_("“{text}” cannot be read as an amount. Write it like 1,500 or △200.")


class NotWholeYen(UserError):
    text = N_("“{text}” is not a whole number of yen. Write it without decimals.")


class TooMuch(UserError):
    text = N_("{text} is more than can be entered. Check the number of figures.")


_SIGN = "▲△−‐–-"
_AMOUNT = re.compile(
    rf"(?:金\s*)?(?P<sign>[{_SIGN}])?\s*[¥\\]?\s*(?P<inner>[{_SIGN}])?\s*"
    r"(?P<whole>\d{1,3}(?:[,、]\d{3})+|\d+)(?P<part>\.\d{1,2})?\s*(?P<unit>[千万])?\s*(?:円(?:也)?)?\Z",
    re.ASCII,
)
_UNITS = {None: 1, "千": 1_000, "万": 10_000}


_SPOKEN = re.compile(
    rf"(?:金\s*)?(?P<sign>[{_SIGN}])?\s*[¥\\]?\s*(?P<inner>[{_SIGN}])?\s*(?P<whole>[^\s円]+?)(?:円也?)?\Z"
)


def read_yen(text: str, field: str | None = None) -> int:
    """The amount in yen of `¥1,000`, `１，５００円`, `▲200`, `3万円`, `1万5千円` or `五百円`.

    Refuses what is not clear, as `(200)` or `1万5`.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    figures = _AMOUNT.match(plain)
    match = figures or _SPOKEN.match(plain)
    spoken = numerals.whole(match["whole"]) if match and not figures else None
    if match is None or (match["sign"] and match["inner"]) or (figures is None and spoken is None):
        raise NotAnAmount(field, text=text.strip())
    yen, rest = divmod(_hundredths(figures), 100) if figures else (spoken or 0, 0)
    if rest:
        raise NotWholeYen(field, text=text.strip())
    if yen > MOST:
        raise TooMuch(field, text=text.strip())
    return -yen if match["sign"] or match["inner"] else yen


def _hundredths(match: re.Match[str]) -> int:
    """An amount in figures, in hundredths of a yen."""
    hundredths = int(re.sub(r"\D", "", match["whole"])) * 100 + int((match["part"] or ".0")[1:].ljust(2, "0"))
    return hundredths * _UNITS[match["unit"]]


def figures(yen: int) -> str:
    """1,500 and △200, as in the tables of a settlement (収支決算書)."""
    return f"△{-yen:,}" if yen < 0 else f"{yen:,}"


def yen(amount: int) -> str:
    """1,500円 and △200円."""
    return f"{figures(amount)}円"


def yen_mark(amount: int) -> str:
    """¥1,500 and △¥200."""
    return f"△¥{-amount:,}" if amount < 0 else f"¥{amount:,}"


def written_out(amount: int) -> str:
    """金1,500円: the amount line of an application or a receipt."""
    return f"金{figures(amount)}円"
