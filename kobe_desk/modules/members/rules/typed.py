"""What is typed into one cell of the roster, read as the columns it is kept in, or refused with a sentence."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from kobe_desk.core import clock
from kobe_desk.core.errors import UserError
from kobe_desk.core.japanese import era, kana
from kobe_desk.core.japanese.day_text import AmbiguousDay, PartialDay, read_day
from kobe_desk.core.japanese.phone import read_phone
from kobe_desk.core.japanese.postal import read_postal_code
from kobe_desk.core.names import lines, one_line
from kobe_desk.core.text import N_

OF_HOUSEHOLD = ("area", "house_number", "postal_code", "address", "building", "home_phone", "home_number", "home_notes")
"""Written in the row of any of its people: it holds for all of them."""
LINE_MARK = "⏎"
"""Stands for a line break where a text of several lines is written in one."""
HEADS = frozenset(("世帯主", "本人", "主", "戸主", "筆頭者"))
SEX_WORDS = {
    "男": "male", "男性": "male", "おとこ": "male", "m": "male", "male": "male", "man": "male", "♂": "male",
    "女": "female", "女性": "female", "おんな": "female", "f": "female", "female": "female", "woman": "female",
    "♀": "female", "その他": "other", "other": "other", "another": "other", "x": "other",
    "": "", "不明": "", "未記入": "", "not written down": "", "書いていない": "",
}  # fmt: skip
_MAIL = re.compile(r"[^@\s,;]+@[^@\s,;]+\.[^@\s,;]+\Z")
_DAY = timedelta(days=1)


class NameEmpty(UserError):
    text = N_("A name cannot be empty. Write it, or take the entry out on the page of the person.")


class NotAReading(UserError):
    text = N_("“{text}” is not a reading in kana. Write it in hiragana or katakana.")


class NotASex(UserError):
    text = N_("“{text}” is neither man nor woman. Choose one of the words, or leave it empty.")


class NotAMail(UserError):
    text = N_("“{text}” does not look like one mail address. Check it.")


class DayOpen(UserError):
    text = N_("“{text}” can be {days}. Write it with its era, such as S23.4.1.")


class DayNotWhole(UserError):
    text = N_("“{text}” is not a whole date. Write it like S23.4.1 or 1948/4/1.")


@dataclass(frozen=True, slots=True)
class Typed:
    """The columns a text is kept in, and what to look at again."""

    values: Mapping[str, Any]
    doubt: str = ""


def read_typed(field: str, text: str) -> Typed:
    """A text of a field, `area` apart. Raises the refusals of this module and of `day_text`."""
    return _READERS[field](text)


def typed_text(value: Any) -> str:
    """A value as it is written in a cell to be corrected."""
    if isinstance(value, date):
        return era.wareki(value)
    return str(value or "").replace("\n", LINE_MARK)


def sex_of(text: str) -> str | None:
    """The sex that a word names; None when it names none."""
    return SEX_WORDS.get(unicodedata.normalize("NFKC", text).strip().lower())


def _line(column: str) -> Callable[[str], Typed]:
    return lambda text: Typed({column: one_line(text)})


def _name(text: str) -> Typed:
    if not one_line(text):
        raise NameEmpty("name")
    return Typed({"name": one_line(text)})


def _kana(text: str) -> Typed:
    found = kana.reading(one_line(text))
    if found and not kana.is_kana(found):
        raise NotAReading("kana", text=text.strip())
    return Typed({"kana": found})


def _phone(column: str) -> Callable[[str], Typed]:
    def read(text: str) -> Typed:
        found = read_phone(one_line(text))
        return Typed({column: found.value}, found.doubt.message() if found.doubt else "")

    return read


def _postal(text: str) -> Typed:
    found = read_postal_code(one_line(text))
    return Typed({"postal_code": found.value}, found.doubt.message() if found.doubt else "")


def _mail(text: str) -> Typed:
    found = kana.narrow(one_line(text))
    doubt = NotAMail("mail", text=found).message() if found and not _MAIL.match(found) else ""
    return Typed({"mail": found}, doubt)


def _sex(text: str) -> Typed:
    found = sex_of(text)
    if found is None:
        raise NotASex("sex", text=text.strip())
    return Typed({"sex": found})


def _birth(text: str) -> Typed:
    if not text.strip():
        return Typed({"birth": None, "birth_part": ""})
    found = read_day(text, "birth", latest=clock.today())
    if isinstance(found, PartialDay):
        return Typed({"birth": None, "birth_part": _part(found)})
    return Typed({"birth": _whole("birth", text, found), "birth_part": ""})


def _part(found: PartialDay) -> str:
    """What is known of a birth date, as it is kept."""
    if found.year is None:
        return f"--{found.month:02}-{found.day:02}"
    return f"{found.year:04}" + (f"-{found.month:02}" if found.month else "")


def read_whole_day(field: str, text: str) -> date | None:
    """A day that has to be whole; None for nothing. Raises DayOpen, DayNotWhole."""
    return _whole(field, text, read_day(text, field)) if text.strip() else None


def _whole(field: str, text: str, found: Any) -> date:
    if isinstance(found, AmbiguousDay):
        days = " / ".join(era.both_calendars(day) for day in found.candidates)
        raise DayOpen(field, text=text.strip(), days=days)
    if not isinstance(found, date):
        raise DayNotWhole(field, text=text.strip())
    return found


def _joined(text: str) -> Typed:
    return Typed({"joined": read_whole_day("joined", text)})


def _left(text: str) -> Typed:
    last = read_whole_day("left", text)
    return Typed({"until": last + _DAY if last else None})


def _notes(column: str) -> Callable[[str], Typed]:
    return lambda text: Typed({column: lines(text.replace(LINE_MARK, "\n"))})


_READERS: dict[str, Callable[[str], Typed]] = {
    "name": _name,
    "kana": _kana,
    "relation": _line("relation"),
    "phone": _phone("phone"),
    "mobile": _phone("mobile"),
    "mail": _mail,
    "birth": _birth,
    "sex": _sex,
    "number": _line("number"),
    "joined": _joined,
    "left": _left,
    "notes": _notes("notes"),
    "house_number": lambda text: Typed({"house_number": kana.narrow(one_line(text))}),
    "postal_code": _postal,
    "address": _line("address"),
    "building": _line("building"),
    "home_phone": _phone("phone"),
    "home_number": _line("number"),
    "home_notes": _notes("notes"),
}
