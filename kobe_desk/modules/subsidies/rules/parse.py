"""Reads what a person typed as the answer to a question, or refuses with what to do."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date

from kobe_desk.core.errors import UserError
from kobe_desk.core.japanese import bank, era, kana
from kobe_desk.core.japanese.corporate_number import read_corporate_number
from kobe_desk.core.japanese.day_text import AmbiguousDay, read_day
from kobe_desk.core.japanese.money import figures, read_yen
from kobe_desk.core.japanese.phone import read_phone
from kobe_desk.core.japanese.postal import read_postal_code
from kobe_desk.core.names import as_typed, lines, one_line
from kobe_desk.core.text import N_
from kobe_desk.modules.subsidies.rules.definition import Choices, Field, Kind
from kobe_desk.modules.subsidies.rules.values import Address, BankAccount, Period, Value


class NotAWholeNumber(UserError):
    text = N_("“{text}” cannot be read as a whole number. Write it like 128.")


class TooSmall(UserError):
    text = N_("{value} is less than {least}. Check the number.")


class TooLarge(UserError):
    text = N_("{value} is more than {most}. Check the number.")


class TextTooLong(UserError):
    text = N_("This is {length} characters long, and there is room for {most}. Shorten it a little.")


class DayIncomplete(UserError):
    text = N_("“{text}” leaves part of the date out. Write year, month and day, like R8.4.1.")


class DayAmbiguous(UserError):
    text = N_("“{text}” can mean {days}. Write the era too, like R8.4.1.")


class PeriodUnreadable(UserError):
    text = N_("“{text}” is not a period. Write two days with 〜 between them, like R8.7.1〜R9.1.31.")


class EndsBeforeItStarts(UserError):
    text = N_("The last day {end} is before the first day {start}. Check both days.")


class NotAChoice(UserError):
    text = N_("“{text}” is not in the list. Choose one of: {options}.")


class TooManyChosen(UserError):
    text = N_("Up to {most} can be chosen. Take some away.")


class NeitherYesNorNo(UserError):
    text = N_("“{text}” is neither yes nor no. Choose はい or いいえ.")


class NotKana(UserError):
    text = N_("“{text}” holds signs that are not kana. Write the reading in kana.")


class ChosenNotTyped(UserError):
    text = N_("This answer is chosen from the list, not typed. Choose it there.")


class AddressMissing(UserError):
    text = N_("The address is missing after the postal code. Write it too.")


_NUMBER = re.compile(r"([-−▲△])?\s*(\d{1,3}(?:,\d{3})+|\d{1,12})\s*", re.ASCII)
_UNIT = r"(?:人|名|世帯|回|か所|ヶ所|個|台|枚|円)?\Z"
_BETWEEN = re.compile(r"\s*(?:〜|~|～|から|より)\s*")
_POSTAL = re.compile(r"〒?\s*(\d{3}[-－‐ー−]?\d{4})(?!\d)\s*(.*)", re.DOTALL)
_YES = frozenset({"はい", "yes", "y", "true", "1", "有", "あり", "ある"})
_NO = frozenset({"いいえ", "no", "n", "false", "0", "無", "なし", "ない"})

Lists = Mapping[str, Choices]


def parse(field: Field, text: str, choices: Lists) -> Value | None:
    """The value of a typed text; None for an empty one. Raises UserError with the remedy, at the field."""
    written = lines(text) if field.kind in (Kind.LONGTEXT, Kind.MULTI) else one_line(text)
    if not written:
        return None
    return within(field, _READERS[field.kind](field, written, choices))


def within(field: Field, value: Value) -> Value:
    """The value, if it lies between the bounds of its question. Raises TooSmall, TooLarge."""
    if field.kind in (Kind.INTEGER, Kind.YEN) and isinstance(value, int):
        if isinstance(field.min, int) and value < field.min:
            raise TooSmall(field.id, value=figures(value), least=figures(field.min))
        if field.max is not None and value > field.max:
            raise TooLarge(field.id, value=figures(value), most=figures(field.max))
    return value


def _text(field: Field, text: str, _choices: Lists) -> Value:
    if field.max is not None and len(text) > field.max:
        raise TextTooLong(field.id, length=len(text), most=field.max)
    return text


def _integer(field: Field, text: str, _choices: Lists) -> Value:
    match = re.match(_NUMBER.pattern + _unit(field), unicodedata.normalize("NFKC", text), re.ASCII)
    if match is None:
        raise NotAWholeNumber(field.id, text=text)
    value = int(match[2].replace(",", ""))
    return -value if match[1] else value


def _unit(field: Field) -> str:
    return rf"(?:{re.escape(unicodedata.normalize('NFKC', field.unit))})?\Z" if field.unit else _UNIT


def _yen(field: Field, text: str, _choices: Lists) -> Value:
    return read_yen(text, field.id)


def _date(field: Field, text: str, _choices: Lists) -> Value:
    return _day(field, text)


def _day(field: Field, text: str) -> date:
    found = read_day(text, field.id)
    if isinstance(found, AmbiguousDay):
        days = "、".join(map(era.both_calendars, found.candidates))
        raise DayAmbiguous(field.id, text=text, days=days)
    if not isinstance(found, date):
        raise DayIncomplete(field.id, text=text)
    return found


def _period(field: Field, text: str, _choices: Lists) -> Value:
    parts = _BETWEEN.split(text.removesuffix("まで").strip())
    if len(parts) != 2:  # noqa: PLR2004 - two days
        raise PeriodUnreadable(field.id, text=text)
    return period(field.id, _day(field, parts[0]), _day(field, parts[1]))


def period(field: str | None, start: date, end: date) -> Period:
    """Two days as a period. Raises EndsBeforeItStarts."""
    if end < start:
        raise EndsBeforeItStarts(field, start=era.wareki(start), end=era.wareki(end))
    return Period(start, end)


def _choice(field: Field, text: str, choices: Lists) -> Value:
    for option in choices[field.choices].options:
        if text in (option.id, option.label):
            return option.id
    raise NotAChoice(field.id, text=text, options="、".join(each.label for each in choices[field.choices].options))


def _multi(field: Field, text: str, choices: Lists) -> Value:
    chosen = dict.fromkeys(
        str(_choice(field, each.strip(), choices)) for each in re.split("[、,\n]", text) if each.strip()
    )
    if field.max is not None and len(chosen) > field.max:
        raise TooManyChosen(field.id, most=field.max)
    return tuple(chosen)


def _yesno(field: Field, text: str, _choices: Lists) -> Value:
    plain = unicodedata.normalize("NFKC", text).casefold()
    if plain in _YES:
        return True
    if plain in _NO:
        return False
    raise NeitherYesNorNo(field.id, text=text)


def _kana(field: Field, text: str, _choices: Lists) -> Value:
    if not kana.is_kana(text):
        raise NotKana(field.id, text=text)
    return _text(field, kana.reading(text), _choices)


def _phone(field: Field, text: str, _choices: Lists) -> Value:
    found = read_phone(text, field.id)
    if found.doubt is not None and found.value == text.strip():
        raise found.doubt
    return found.value


def _corporate(field: Field, text: str, _choices: Lists) -> Value:
    return read_corporate_number(text, field.id)


def _address(field: Field, text: str, _choices: Lists) -> Value:
    match = _POSTAL.match(unicodedata.normalize("NFKC", text[:12]) + text[12:])
    if match is None:
        return Address("", " ".join(text.split()))
    return address(field.id, match[1], match[2])


def address(field: str | None, postal_code: str, text: str) -> Address:
    """A postal code and an address typed in two places. Raises NotAPostalCode, AddressMissing."""
    code = read_postal_code(postal_code, field)
    if code.doubt is not None and not code.value:
        raise code.doubt
    rest = " ".join(as_typed(text).split())
    if not rest:
        raise AddressMissing(field)
    return Address(code.value, rest)


def account(field: str | None, parts: Mapping[str, str]) -> BankAccount:
    """A bank account typed in its places: bank, branch, kind, number, holder, holder_kana. Raises UserError."""
    return BankAccount(
        as_typed(parts["bank"]),
        as_typed(parts["branch"]),
        as_typed(parts["kind"]),
        bank.read_account_number(parts["number"], field),
        as_typed(parts["holder"]),
        bank.read_holder(parts["holder_kana"], field),
    )


def _chosen(field: Field, _text: str, _choices: Lists) -> Value:
    raise ChosenNotTyped(field.id)


_READERS: Mapping[Kind, Callable[[Field, str, Lists], Value]] = {
    **dict.fromkeys(Kind, _chosen),
    Kind.TEXT: _text, Kind.LONGTEXT: _text, Kind.INTEGER: _integer, Kind.YEN: _yen, Kind.DATE: _date,
    Kind.PERIOD: _period, Kind.CHOICE: _choice, Kind.MULTI: _multi, Kind.YESNO: _yesno, Kind.KANA: _kana,
    Kind.PHONE: _phone, Kind.CORPORATE: _corporate, Kind.ADDRESS: _address,
}  # fmt: skip

TYPED = frozenset(kind for kind, reader in _READERS.items() if reader is not _chosen)
"""The kinds that can be typed; the others are chosen from what the desk holds, or put together from parts."""
