"""What an answer can be in memory, as JSON in the desk, and as a plain value in a condition."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any

from kobe_desk.core.japanese import era
from kobe_desk.core.japanese.money import yen as yen_text
from kobe_desk.modules.subsidies.rules.definition import Choices, Field, Kind
from kobe_desk.modules.subsidies.rules.expr import Plain


@dataclass(frozen=True, slots=True)
class Period:
    """From a day up to and including another (実施期間)."""

    start: date
    end: date


@dataclass(frozen=True, slots=True)
class PersonRef:
    """A person of the roster as named on the paper; `title` is the office (会長)."""

    id: str
    name: str
    kana: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class ResolutionRef:
    """A resolution (議決): 令和8年度通常総会 第4号議案 可決."""

    id: str
    number: str
    date: date
    title: str
    result: str
    meeting: str = ""
    body: str = ""


@dataclass(frozen=True, slots=True)
class BookingRef:
    id: str
    date: date
    title: str
    fee: int


@dataclass(frozen=True, slots=True)
class DocumentRef:
    """A document of the association (規約, 通帳の写し), known by its content."""

    id: str
    title: str
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Address:
    postal_code: str
    text: str


@dataclass(frozen=True, slots=True)
class BankAccount:
    """The account (振込先); its holder must be the group itself."""

    bank: str
    branch: str
    kind: str
    number: str
    holder: str
    holder_kana: str


@dataclass(frozen=True, slots=True)
class FileRef:
    name: str
    sha256: str
    size: int


Composite = Period | PersonRef | ResolutionRef | BookingRef | DocumentRef | Address | BankAccount | FileRef
Value = str | int | bool | date | tuple[str, ...] | Composite

CLASSES: Mapping[Kind, type[Composite]] = {
    Kind.PERIOD: Period,
    Kind.PERSON: PersonRef,
    Kind.RESOLUTION: ResolutionRef,
    Kind.BOOKING: BookingRef,
    Kind.DOCUMENT: DocumentRef,
    Kind.ADDRESS: Address,
    Kind.BANK: BankAccount,
    Kind.FILE: FileRef,
    Kind.PHOTO: FileRef,
}
TYPES: Mapping[Kind, type] = {Kind.INTEGER: int, Kind.YEN: int, Kind.YESNO: bool, Kind.DATE: date, Kind.MULTI: tuple}


def fits(kind: Kind, value: object) -> bool:
    """Whether a value is of the kind; true is no number."""
    wanted = CLASSES.get(kind) or TYPES.get(kind, str)
    return isinstance(value, wanted) and (wanted is bool or not isinstance(value, bool))


def to_json(value: Value) -> Any:
    """The value as JSON data; days in ISO."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, str | int):
        return value
    return {key: to_json(each) for key, each in _shallow(value).items()}


def _shallow(value: Composite) -> dict[str, Value]:
    return {each.name: getattr(value, each.name) for each in fields(value)}


def from_json(kind: Kind, data: Any) -> Value:
    """The value of JSON data that `to_json` wrote. Raises ValueError, TypeError or KeyError for anything else."""
    made: Any = data
    if kind is Kind.DATE:
        made = date.fromisoformat(data)
    elif kind is Kind.MULTI:
        made = tuple(map(str, data))
    elif kind in CLASSES:
        wanted: Any = CLASSES[kind]
        days = {each.name for each in fields(wanted) if each.type is date}
        made = wanted(**{key: date.fromisoformat(each) if key in days else each for key, each in data.items()})
    if not fits(kind, made) or not _members_fit(made):
        raise TypeError(kind)
    value: Value = made
    return value


def _members_fit(value: Value) -> bool:
    if isinstance(value, str | int | date | tuple):
        return True
    return all(type(getattr(value, each.name)) is each.type for each in fields(value))


def plain(value: Value | None) -> Plain:
    """The value as conditions see it: a day as its number, a composite as its members."""
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, date):
        return value.toordinal()
    if isinstance(value, tuple):
        return list(value)
    return {key: plain(each) for key, each in _shallow(value).items()}


def blank(kind: Kind) -> Plain:
    """What conditions see of a question that has no answer."""
    if kind is Kind.MULTI:
        return []
    if kind in CLASSES:
        return {each.name: None for each in fields(CLASSES[kind])}
    return None


def absent(kind: Kind) -> Plain:
    """What conditions see of 該当なし: nothing of its kind, which is not the same as no answer."""
    nothing: Mapping[Kind, Plain] = {Kind.INTEGER: 0, Kind.YEN: 0, Kind.YESNO: False, Kind.MULTI: []}
    return nothing.get(kind, blank(kind) if kind in CLASSES or kind is Kind.DATE else "")


def spoken(field: Field, value: Value | None, choices: Mapping[str, Choices]) -> str:
    """The answer as a Japanese paper shows it: 令和8年7月1日, 251,000円, はい, the label of an option."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "はい" if value else "いいえ"
    if isinstance(value, int):
        return yen_text(value) if field.kind is Kind.YEN else f"{value:,}{field.unit}"
    if isinstance(value, date):
        return era.wareki(value)
    if field.choices in choices:
        return _labels(value, choices[field.choices])
    return _composite(value) if not isinstance(value, str | tuple) else str(value)


def _labels(value: Value, choices: Choices) -> str:
    keys = value if isinstance(value, tuple) else (value,)
    return "、".join(option.label for key in keys if (option := choices.option(str(key))))


def _composite(value: Composite) -> str:
    if isinstance(value, Period):
        return f"{era.wareki(value.start)}から{era.wareki(value.end)}まで"
    if isinstance(value, PersonRef):
        return f"{value.title}　{value.name}".strip("　")
    if isinstance(value, ResolutionRef):
        return f"{era.wareki(value.date)}　{value.meeting}　{value.number}　{value.result}"
    if isinstance(value, Address):
        return f"〒{value.postal_code}　{value.text}" if value.postal_code else value.text
    if isinstance(value, BankAccount):
        return f"{value.bank}　{value.branch}　{value.kind}　{value.number}　{value.holder}"
    return str(asdict(value).get("title") or asdict(value).get("name", ""))
