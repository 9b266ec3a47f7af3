"""Slip numbers (用紙の番号): 班 and running number with a check figure, typed back without looking at the name.

03047-6 is the 47th voter of the third 班. The check figure (Damm's) finds every single wrong figure and every two
neighbours exchanged.
"""

import re
import unicodedata

from kobe_desk.core.errors import UserError
from kobe_desk.core.text import N_

_DAMM = (
    "0317598642", "7092154863", "4206871359", "1750983426", "6123045978",
    "3674209581", "5869720134", "8945362017", "9438617205", "2581436790",
)  # fmt: skip
DIGITS = 5


class SlipMistyped(UserError):
    text = N_("The number {number} does not fit its last figure. Please look at the slip again.")


def check_figure(number: int) -> str:
    """The last figure of the slip number."""
    row = "0"
    for figure in f"{number:0{DIGITS}}":
        row = _DAMM[int(row)][int(figure)]
    return row


def written(number: int) -> str:
    """The number as it stands on the slip: 03047-6."""
    return f"{number:0{DIGITS}}-{check_figure(number)}"


def looks_like_a_number(text: str) -> bool:
    """Whether figures were typed, not a name."""
    return bool(re.fullmatch(r"[\d\-‐–—−ー－ ]+", unicodedata.normalize("NFKC", text.strip())))


def read_number(text: str) -> int:
    """The slip's number, typed with or without its stroke and leading zeros. Raises SlipMistyped."""
    figures = re.sub(r"\D", "", unicodedata.normalize("NFKC", text))
    if len(figures) < 2 or check_figure(int(figures[:-1])) != figures[-1]:
        raise SlipMistyped("words", number=text.strip())
    return int(figures[:-1])
