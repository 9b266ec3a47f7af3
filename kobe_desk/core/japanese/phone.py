"""Phone numbers: any width in, grouped by area code (市外局番) with strokes, always a text because of the leading 0."""

import re
import unicodedata
from functools import lru_cache

from kobe_desk.core.errors import UserError
from kobe_desk.core.japanese.written import Written
from kobe_desk.core.text import N_


class NotAPhoneNumber(UserError):
    text = N_("“{text}” was kept as written: it does not look like one phone number. Check it.")


class AreaCodeMissing(UserError):
    text = N_("“{text}” was kept as written: the area code (such as 078) is missing.")


class PhoneZeroAdded(UserError):
    text = N_("“{text}” had lost its first 0 and is kept as {number}. Check it.")


_SIGNS = re.compile(r"[-‐‑‒–—−ー()\s./]")
_LOCAL = re.compile(r"[1-9]\d{5,7}\Z", re.ASCII)
_LOST_ZERO = re.compile(r"(?:[1-9]\d{8}|[5789]0\d{8})\Z", re.ASCII)
_NATIONAL = re.compile(r"0(?![5789]0)[1-9]\d{8}\Z|0[5789]0\d{8}\Z|0800\d{7}\Z", re.ASCII)
_LABEL = re.compile(r"(?:TEL|電話|携帯)[:\s]*", re.IGNORECASE)


@lru_cache(maxsize=8192)
def _groups(start: str, length: int) -> tuple[int, ...]:
    """How long the groups of a number are; its first six figures decide."""
    import phonenumbers  # only here: large, and not needed before the first number is typed

    sample = phonenumbers.parse(start.ljust(length, "0"), "JP")
    written = phonenumbers.format_number(sample, phonenumbers.PhoneNumberFormat.NATIONAL)
    return tuple(map(len, written.split("-")))


def _grouped(figures: str) -> str:
    parts, at, sizes = [], 0, _groups(figures[:6], len(figures))
    if sum(sizes) != len(figures):
        return figures
    for size in sizes:
        parts.append(figures[at : at + size])
        at += size
    return "-".join(parts)


def _foreign(plain: str) -> str | None:
    import phonenumbers

    try:
        number = phonenumbers.parse(plain, None)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def read_phone(text: str, field: str | None = None) -> Written:
    """０７８（３３３）１２３４, +81-78-333-1234 as 078-333-1234. What is not understood stays as typed, in doubt."""
    typed = text.strip()
    plain = _LABEL.sub("", unicodedata.normalize("NFKC", typed)).strip()
    if not plain:
        return Written("")
    figures = _SIGNS.sub("", plain)
    if figures.startswith("+81"):
        figures = f"0{figures[3:].removeprefix('0')}"
    if _NATIONAL.match(figures):
        return Written(_grouped(figures))
    if figures.startswith("+") and (number := _foreign(plain)):
        return Written(number)
    return _doubtful(typed, figures, field)


_BETWEEN = re.compile(r"[\n,、，;；/／・]+")
_MOBILE = re.compile(r"0[5789]0")


def two_numbers(text: str) -> tuple[str, str] | None:
    """A telephone and a mobile phone that were written in one cell; None for anything else."""
    parts = [each for each in _BETWEEN.split(text) if each.strip()]
    if len(parts) != 2:  # noqa: PLR2004
        return None
    read = [read_phone(each) for each in parts]
    fixed = [each.value for each in read if not each.doubt and not _MOBILE.match(each.value)]
    mobile = [each.value for each in read if not each.doubt and _MOBILE.match(each.value)]
    return (fixed[0], mobile[0]) if fixed and mobile else None


def _doubtful(typed: str, figures: str, field: str | None) -> Written:
    if _LOST_ZERO.match(figures):
        number = _grouped(f"0{figures}")
        return Written(number, PhoneZeroAdded(field, text=typed, number=number))
    if _LOCAL.match(figures):
        return Written(typed, AreaCodeMissing(field, text=typed))
    return Written(typed, NotAPhoneNumber(field, text=typed))
