"""Reads one cell of a roster: what is kept of it, and the problem beside it."""

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from functools import lru_cache

from kobe_desk.core import clock
from kobe_desk.core.errors import UserError
from kobe_desk.core.japanese import era, kana
from kobe_desk.core.japanese.day_text import (
    AmbiguousDay,
    EraNotBegun,
    NoSuchDay,
    NoSuchEraYear,
    NoSuchMonth,
    PartialDay,
    TooLate,
    old_name,
    read_day,
)
from kobe_desk.core.names import as_typed, fits_a_line, lines, one_line, visible
from kobe_desk.core.sheets.hidden import ERRORS
from kobe_desk.core.text import N_, _
from kobe_desk.modules.members.exchange.fields import Field
from kobe_desk.modules.members.exchange.people import split_name
from kobe_desk.modules.members.rules.import_rows import ERROR, WARNING, Problem

SEVERAL_LINES = (Field.NOTES, Field.NAME, Field.PHONE, Field.MOBILE)
"""A name may have its reading on a line of its own, and a second number its own line."""
_RETURN = re.compile("\r\n?|[\v\f\x85\u2028\u2029]")
IMPOSSIBLE = (NoSuchDay, NoSuchMonth, NoSuchEraYear, EraNotBegun, TooLate)
"""Days that no calendar has, and births still to come: the row is not taken in."""

HEAD_WORDS = frozenset(("世帯主", "本人", "主", "戸主", "筆頭者", "世帯主本人", "本人（世帯主）", "本人(世帯主)"))
HEAD_MARKS = HEAD_WORDS | frozenset("○◯〇◎●✓✔☑レ＊*★☆有1１") | {"はい"}
"""What stands in a column 世帯主 that does not name the head but marks the row."""
NO_MARKS = frozenset(("", "×", "✕", "✗", "-", "ー", "－", "−", "無", "なし", "いいえ", "0", "０"))
_SEX = {"男": "male", "男性": "male", "m": "male", "male": "male", "♂": "male", "おとこ": "male",
        "女": "female", "女性": "female", "f": "female", "female": "female", "♀": "female", "おんな": "female",
        "その他": "other", "other": "other", "x": "other"}  # fmt: skip
_AREA_HOUSE = re.compile(r"(?P<area>\d{1,3}|.*?(?:班|組))\s*[-‐－ー−の]?\s*(?P<house>\d{1,4})\s*(?:番|号|戸)?\Z")
_DATED = re.compile(r"(?:\d{4}[-/]\d{1,2}[-/]\d{1,2}|\d{1,2}月\d{1,2}日|\d{1,2}-[A-Z][a-z]{2}|[A-Z][a-z]{2}-\d{2})\Z")
_MAIL = re.compile(r"[^@\s,;]+@[^@\s,;]+\.[^@\s,;]+\Z")

TAKEN_OUT = N_("Line breaks and signs that cannot be seen were taken out. Check what is left.")
SHOWS_ERROR = N_("The spreadsheet shows an error in this cell, so it was left empty. Correct it in the file.")
OWN_SIGN = re.compile("[\ue000-\uf8ff\U000f0000-\U0010fffd]")
"""外字: a sign that has a shape only on the computer where somebody drew it."""
HAS_OWN_SIGN = N_("〓 stands for a sign that only another computer can show (外字). It was kept; write the right one.")
MADE_A_DATE = N_("Excel has probably made a date of a house number like 1-2. It was kept as written; correct it.")
NOT_A_READING = N_("“{text}” is not a reading in kana, so the reading was left empty.")
NOT_A_SEX = N_("“{text}” is neither man nor woman, so it was left empty.")
NOT_A_MAIL = N_("“{text}” was kept as written: it does not look like one mail address. Check it.")
NOT_SPLIT = N_("“{text}” is not a group and a house number, so it was left empty.")
OPEN_DAY = N_("“{text}” can be {days}. The day was left empty: write it with its era.")
SERIAL_DAY = N_("“{text}” may be {days}. The day was left empty: write it as a date.")
OLD_NAME = N_("“{text}” is the day the era changed; it is kept as {day}.")
NO_YEAR = N_("“{text}” has no year; month and day were kept.")
NO_DAY = N_("“{text}” is not a whole date; what it says was kept.")
NOT_WHOLE = N_("“{text}” is not a whole date, so it was left empty.")


def sex_word(text: str) -> str | None:
    """The sex that a word names; None when it names none."""
    return _SEX.get(text) or _SEX.get(unicodedata.normalize("NFKC", text).strip().lower())


class Cells:
    """Reads the cells of one row after another; problems of the present row gather in `problems`."""

    def __init__(self, headings: dict[str, str], era_letter: str = "") -> None:
        self._headings, self._era = headings, era_letter
        self._today = clock.today()
        self.line = 0
        self.problems: list[Problem] = []
        self.refused = False

    def start(self, line: int) -> None:
        self.line, self.problems, self.refused = line, [], False

    def problem(self, field: str, value: str, reason: str, severity: str = WARNING) -> None:
        self.problems.append(Problem(self.line, self._headings.get(field, ""), visible(value), reason, severity, field))
        self.refused |= severity == ERROR

    def plain(self, field: Field, text: str) -> str:
        """A cell without what no text can hold, and empty if it shows an error of the spreadsheet."""
        if text in ERRORS:
            self.problem(field.value, text, _(SHOWS_ERROR))
            return ""
        if OWN_SIGN.search(text):
            self.problem(field.value, OWN_SIGN.sub("〓", text), _(HAS_OWN_SIGN))
        if fits_a_line(text):
            return text
        kept = lines(text)
        if field not in SEVERAL_LINES or (field is Field.NAME and not split_name(kept)[1]):
            kept = one_line(kept)
        if kept != _RETURN.sub("\n", text):
            self.problem(field.value, text, _(TAKEN_OUT))
        return kept

    def doubted(self, field: str, text: str, read: Callable[[str], tuple[str, str]]) -> str:
        """A phone number or a postal code, kept as its reader says."""
        value, reason = read(text)
        if reason:
            self.problem(field, text, reason)
        return value

    def reading(self, field: str, text: str) -> str:
        found = kana.reading(text)
        if not kana.is_kana(found):
            self.problem(field, text, _(NOT_A_READING).format(text=text))
            return ""
        return found

    def sex(self, field: str, text: str) -> str:
        found = sex_word(text)
        if found is None:
            self.problem(field, text, _(NOT_A_SEX).format(text=text))
        return found or ""

    def mail(self, field: str, text: str) -> str:
        found = kana.narrow(text)
        if not _MAIL.match(found):
            self.problem(field, text, _(NOT_A_MAIL).format(text=text))
        return found

    def house_numbers(self, written: dict[str, str]) -> None:
        """Tell where a spreadsheet made a day of a house number: 1-2 became 1月2日."""
        for field, text in written.items():
            if text and _DATED.match(text):
                self.problem(field, text, _(MADE_A_DATE))

    def area_and_house(self, field: str, text: str) -> tuple[str, str]:
        match = _AREA_HOUSE.match(kana.narrow(text))
        if match is None:
            self.problem(field, text, _(NOT_SPLIT).format(text=text))
            return "", ""
        return match["area"], match["house"]

    def birth(self, field: str, text: str) -> tuple[date | None, str]:
        """The birth date, or what is known of it. A day that cannot be refuses the row."""
        found, part, reason, severity = self._day(text, birth=True)
        if reason:
            self.problem(field, text, reason, severity)
        return found, part

    def day(self, field: str, text: str) -> date | None:
        """A day of joining or leaving."""
        found, _part, reason, severity = self._day(text, birth=False)
        if reason:
            self.problem(field, text, reason, severity)
        return found

    def _day(self, text: str, birth: bool) -> tuple[date | None, str, str, str]:
        try:
            found = read_day(text, latest=self._today if birth else None)
        except IMPOSSIBLE as refusal:
            return None, "", refusal.message(), ERROR
        except UserError as refusal:
            return None, "", refusal.message(), WARNING
        if isinstance(found, date):
            reason = _(OLD_NAME).format(text=text, day=era.wareki(found)) if old_name(text, found) else ""
            return found, "", reason, WARNING
        if isinstance(found, AmbiguousDay):
            return self._open_day(text, found)
        return self._partial(text, found, birth)

    def _open_day(self, text: str, found: AmbiguousDay) -> tuple[date | None, str, str, str]:
        """23.4.1: the era chosen for the whole file decides, else nobody but the user can."""
        meant = [day for day in found.candidates if self._era and self._in_era(day)]
        if len(meant) == 1:
            return meant[0], "", "", ""
        days = " / ".join(era.both_calendars(day) for day in found.candidates)
        reason = OPEN_DAY if len(found.candidates) > 1 else SERIAL_DAY
        return None, "", _(reason).format(text=text, days=days), WARNING

    def _in_era(self, day: date) -> bool:
        named = era.era_of(day)
        return named is not None and named.letter == self._era

    def _partial(self, text: str, found: PartialDay, birth: bool) -> tuple[date | None, str, str, str]:
        if not birth:
            return None, "", _(NOT_WHOLE).format(text=text), WARNING
        if found.year is None:
            return None, f"--{found.month:02}-{found.day:02}", _(NO_YEAR).format(text=text), WARNING
        part = f"{found.year:04}" + (f"-{found.month:02}" if found.month else "")
        return None, part, _(NO_DAY).format(text=text), WARNING


@lru_cache(maxsize=256)
def area_name(text: str, unit: str) -> str:
    """The name of a 班: a bare figure under the heading 班 is 3班."""
    typed = as_typed(text)
    return f"{int(kana.narrow(typed))}{unit}" if kana.narrow(typed).isdecimal() else typed
