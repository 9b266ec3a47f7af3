"""A field of the association's own: what is typed into it as it is kept, and as it is shown."""

import re
from collections.abc import Sequence
from datetime import date

from kobe_desk.core.errors import UserError
from kobe_desk.core.japanese import era, kana
from kobe_desk.core.names import fold, one_line
from kobe_desk.core.text import N_
from kobe_desk.modules.members.rules.typed import read_whole_day

YES, NO = "yes", "no"
YES_WORDS = frozenset(("はい", "有", "あり", "有り", "可", *"○◯〇◎●✓✔☑レ1y", "yes", "true"))
NO_WORDS = frozenset(("いいえ", "無", "なし", "無し", "不可", *"×✕✗0n", "no", "false"))
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
_NUMBER = re.compile(r"-?\d{1,12}(?:\.\d{1,6})?\Z")


class NotAFigure(UserError):
    text = N_("“{text}” cannot be read as a number. Write it in figures, like 12.")


class NeitherYesNorNo(UserError):
    text = N_("“{text}” is neither yes nor no. Write はい or いいえ, or leave it empty.")


class NotAChoice(UserError):
    text = N_("“{text}” is none of the choices: {choices}. Choose one, or leave it empty.")


def read_own(kind: str, choices: Sequence[str], text: str) -> str:
    """What is kept of a text; empty for nothing. Raises NotAFigure, NeitherYesNorNo, NotAChoice, and those of days."""
    typed = one_line(text)
    if not typed or kind == "text":
        return typed
    if kind == "number":
        return _number(typed)
    if kind == "date":
        day = read_whole_day("own", typed)
        return day.isoformat() if day else ""
    return _yes_or_no(typed) if kind == "yes_no" else _choice(choices, typed)


def own_words(kind: str, value: str) -> str:
    """A kept value as people read it."""
    if kind == "date" and _ISO.match(value):
        return era.wareki(date.fromisoformat(value))
    return {YES: "はい", NO: "いいえ"}.get(value, value) if kind == "yes_no" else value


def own_data(kind: str, value: str) -> str | int | float | date | None:
    """A kept value as a cell of a workbook: figures and days are such."""
    if not value:
        return None
    if kind == "date":
        return date.fromisoformat(value)
    if kind == "number":
        return float(value) if "." in value else int(value)
    return own_words(kind, value)


def _number(typed: str) -> str:
    plain = kana.narrow(typed).replace(",", "").replace("−", "-")
    if not _NUMBER.match(plain):
        raise NotAFigure("own", text=typed)
    return plain


def _yes_or_no(typed: str) -> str:
    word = kana.narrow(typed).lower()
    if word in YES_WORDS or typed in YES_WORDS:
        return YES
    if word in NO_WORDS or typed in NO_WORDS:
        return NO
    raise NeitherYesNorNo("own", text=typed)


def _choice(choices: Sequence[str], typed: str) -> str:
    for each in choices:
        if fold(each) == fold(typed):
            return each
    raise NotAChoice("own", text=typed, choices="、".join(choices))
