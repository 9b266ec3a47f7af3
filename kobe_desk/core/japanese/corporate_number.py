"""法人番号 of the National Tax Agency: thirteen figures, the first of which is calculated from the other twelve."""

import re
import unicodedata

from kobe_desk.core.errors import UserError
from kobe_desk.core.text import N_


class NotACorporateNumber(UserError):
    text = N_("“{text}” is not a corporate number: it has 13 figures. Copy it from the notice of the tax agency.")


class FigureMistyped(UserError):
    text = N_("“{text}” cannot be a corporate number: one of its figures must be another. Compare it with the notice.")


_STROKES = re.compile(r"[-‐‑‒–—−ー\s]")
_FIGURES = re.compile(r"\d{13}", re.ASCII)


def read_corporate_number(text: str, field: str | None = None) -> str:
    """The thirteen figures of a typed number, any width, strokes and blanks left out.

    Raises NotACorporateNumber, FigureMistyped.
    """
    plain = _STROKES.sub("", unicodedata.normalize("NFKC", text))
    if _FIGURES.fullmatch(plain) is None:
        raise NotACorporateNumber(field, text=text)
    if int(plain[0]) != check_figure(plain[1:]):
        raise FigureMistyped(field, text=text)
    return plain


def check_figure(figures: str) -> int:
    """検査用数字: 9 − (Σ Pn×Qn mod 9), Pn counted from the lowest figure, Qn 1 for odd n and 2 for even n.

    法人番号の指定等に関する省令 (平成26年財務省令第70号) 第2条, over the twelve figures of the 基礎番号.
    """
    weighed = (int(figure) * (1 + place % 2) for place, figure in enumerate(reversed(figures)))
    return 9 - sum(weighed) % 9
