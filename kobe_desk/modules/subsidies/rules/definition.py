"""A programme definition (制度の定義) as it is read from its file: what is asked, counted, checked and printed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from typing import Any

from kobe_desk.modules.subsidies.rules.window import Window


class Kind(StrEnum):
    """What kind of answer a field takes."""

    TEXT = "text"
    LONGTEXT = "longtext"
    INTEGER = "integer"
    YEN = "yen"
    DATE = "date"
    PERIOD = "period"
    CHOICE = "choice"
    MULTI = "multi"
    YESNO = "yesno"
    PERSON = "person_ref"
    RESOLUTION = "resolution_ref"
    BOOKING = "booking_ref"
    DOCUMENT = "document_ref"
    ADDRESS = "address_jp"
    PHONE = "phone"
    KANA = "kana"
    BANK = "bank_account"
    FILE = "file"
    PHOTO = "photo"


NUMBERS = frozenset({Kind.INTEGER, Kind.YEN})


class Level(StrEnum):
    """How much a check (点検) weighs: an error stops the papers, a warning asks for a look, info only tells."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a list. `attributes` is what `cat(…)` gives: id, label and the list's own words (eligible …)."""

    id: str
    label: str
    note: str
    attributes: Mapping[str, str | bool | int]


@dataclass(frozen=True, slots=True)
class Choices:
    """A list to choose from (選択肢)."""

    id: str
    options: tuple[Option, ...]

    def option(self, key: str) -> Option | None:
        return next((each for each in self.options if each.id == key), None)

    def ids(self) -> tuple[str, ...]:
        return tuple(each.id for each in self.options)


@dataclass(frozen=True, slots=True)
class Prefill:
    """Where the desk finds an answer: a name of the vocabulary in `prefill.py`, and the day it is asked for."""

    source: str
    where: str = ""
    as_of: str = ""


@dataclass(frozen=True, slots=True)
class Accept:
    """Which resolution (議決) will do: of which body, in which state, and how recent."""

    body: tuple[str, ...] = ()
    state: tuple[str, ...] = ()
    within: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """One question (設問). `when` decides whether it is asked; what is not asked is kept but counts nowhere."""

    id: str
    kind: Kind
    label: str
    help: str = ""
    why: str = ""
    unit: str = ""
    example: str = ""
    required: bool = False
    required_when: str = ""
    when: str = ""
    min: int | str | None = None
    max: int | None = None
    choices: str = ""
    computed: str = ""
    prefill: Prefill | None = None
    accept: Accept | None = None
    attach_extract: bool = False
    not_applicable: bool = False
    """該当なし can be answered."""
    retain: bool = False
    """Exported even while it is not asked (programmes.md: survey-library#3811)."""
    masked: bool = False
    depends_on: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table: a question asked for each row, or a value computed from the row."""

    field: Field
    fills: Mapping[str, str]
    prefill: str = ""

    @property
    def id(self) -> str:
        return self.field.id


@dataclass(frozen=True, slots=True)
class Total:
    """A sum (計) over one column, of every row or of those where `where` holds."""

    id: str
    column: str
    label: str = ""
    where: str = ""


@dataclass(frozen=True, slots=True)
class Lead:
    """A first row that is not typed but calculated: the subsidy itself in the income table."""

    label: str
    amount: str
    column: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table of answers (明細); its rows are known by key, never by number."""

    id: str
    label: str
    columns: tuple[Column, ...]
    totals: tuple[Total, ...]
    help: str = ""
    why: str = ""
    when: str = ""
    min_rows: int = 0
    max_rows: int = 40
    prefill: Prefill | None = None
    lead: Lead | None = None
    depends_on: tuple[str, ...] = ()

    def column(self, key: str) -> Column | None:
        return next((each for each in self.columns if each.id == key), None)


@dataclass(frozen=True, slots=True)
class Page:
    """One page of questions, at its fixed place in the order."""

    id: str
    title: str
    items: tuple[Field | Table, ...]
    section: str = ""
    why: str = ""
    when: str = ""

    @property
    def fields(self) -> tuple[Field, ...]:
        return tuple(each for each in self.items if isinstance(each, Field))

    @property
    def tables(self) -> tuple[Table, ...]:
        return tuple(each for each in self.items if isinstance(each, Table))


@dataclass(frozen=True, slots=True)
class Condition:
    """A named condition, usable in others by its bare name."""

    id: str
    expr: str


@dataclass(frozen=True, slots=True)
class Check:
    """A sentence that must hold of the answers (点検)."""

    id: str
    level: Level
    expr: str
    message: str
    fields: tuple[str, ...] = ()
    when: str = ""


@dataclass(frozen=True, slots=True)
class Cap:
    """The most that is granted (上限): a figure, one by table, one for each × times, or one that is asked."""

    yen: int | None = None
    by: str = ""
    table: Mapping[str, int] = field(default_factory=dict)
    each: int = 0
    times: str = ""
    asked: str = ""
    """The field that holds the figure where no source gives it."""


@dataclass(frozen=True, slots=True)
class Part:
    """A cost that counts up to a share of the request itself (賃料は申請額の20％まで)."""

    id: str
    label: str
    base: str
    at_most: Fraction


class Rounding(StrEnum):
    DOWN = "down"
    UP = "up"
    HALF_UP = "half_up"
    HALF_EVEN = "half_even"


STEPS = ("deduct", "rate", "lesser_of", "cap", "round", "floor")


@dataclass(frozen=True, slots=True)
class Amount:
    """How a money figure (補助金額) is reached: exact steps in a printed order."""

    id: str
    label: str
    base: str
    deduct: tuple[str, ...] = ()
    rate: Fraction | None = None
    lesser_of: str = ""
    cap: Cap | None = None
    floor: int = 0
    rounding: Rounding = Rounding.DOWN
    unit: int = 1
    order: tuple[str, ...] = STEPS
    parts: tuple[Part, ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict)
    """The programme's own words for lines of the trace: base, deduct, rate, lesser_of, cap."""

    def sources(self) -> tuple[str, ...]:
        """Every figure the amount is made of."""
        cap = self.cap or Cap()
        named = (self.base, *self.deduct, self.lesser_of, cap.by, cap.times, cap.asked)
        return tuple(each for each in (*named, *(part.base for part in self.parts)) if each)


@dataclass(frozen=True, slots=True)
class Attachment:
    """A paper that goes with the application (そえる書類)."""

    id: str
    label: str
    kind: str = "copy"
    required: bool = False
    required_when: str = ""
    when: str = ""
    accept: tuple[str, ...] = ("pdf",)
    min: int = 1
    reuse: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Signer:
    role: str
    order: int


@dataclass(frozen=True, slots=True)
class FormSpec:
    """A paper that is filled (様式). `official` is False for a 参考様式: a layout of ours, not the funder's."""

    id: str
    title: str
    paper: str
    code: str = ""
    article: str = ""
    official: bool = False
    layout: str = ""
    continuation: bool = True
    when: str = ""
    seal: str = "none"
    draft_wording: bool = False
    """The wording is ours and is to be confirmed (文案 要確認)."""
    fields: tuple[str, ...] = ()
    wording: tuple[str, ...] = ()
    signers: tuple[Signer, ...] = ()


@dataclass(frozen=True, slots=True)
class Due:
    after: str
    days: int


@dataclass(frozen=True, slots=True)
class Stage:
    """A step in the life of an application (申請, 交付決定, 実績報告 …). `final` says that it ends there."""

    id: str
    title: str
    forms: tuple[str, ...] = ()
    records: tuple[str, ...] = ()
    next: tuple[str, ...] = ()
    due: Due | None = None
    copies_from: str = ""
    final: bool = False


@dataclass(frozen=True, slots=True)
class Basis:
    """What the programme rests on (規則・要綱). `article` stays empty unless a source gives it."""

    title: str
    article: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """Where one figure of the programme comes from, and whether it is to be confirmed (要確認)."""

    at: str
    label: str
    source: str
    vintage: str
    unverified: bool = False
    note: str = ""


@dataclass(frozen=True)
class Programme:
    """A subsidy programme for one fiscal year, or for every year when its window follows the clock."""

    id: str
    version: str
    title: str
    funder: str
    fiscal_year: int | None
    """None: whatever year the window falls in."""
    addressee: str
    summary: str
    who: str
    valid_from: date | None
    valid_to: date | None
    window: Window
    keep_years: int
    teaching: bool
    basis: tuple[Basis, ...]
    pages: tuple[Page, ...]
    choices: tuple[Choices, ...]
    conditions: tuple[Condition, ...]
    checks: tuple[Check, ...]
    amounts: tuple[Amount, ...]
    attachments: tuple[Attachment, ...]
    forms: tuple[FormSpec, ...]
    stages: tuple[Stage, ...]
    figures: tuple[Figure, ...]
    reuse_carry: tuple[str, ...]
    reuse_ask_again: tuple[str, ...]
    share: Mapping[str, str]
    delegate_allow: tuple[str, ...]
    delegate_never: tuple[str, ...]
    migrate: Mapping[str, str]
    retired: tuple[str, ...]
    data: Mapping[str, Any]
    canonical: str
    sha256: str

    @cached_property
    def fields(self) -> Mapping[str, Field]:
        """Every question by its id; a column is `table.column`."""
        found = {each.id: each for page in self.pages for each in page.fields}
        columns = {
            f"{table.id}.{each.id}": each.field
            for page in self.pages
            for table in page.tables
            for each in table.columns
        }
        return found | columns

    @cached_property
    def tables(self) -> Mapping[str, Table]:
        return {each.id: each for page in self.pages for each in page.tables}

    @cached_property
    def choice_lists(self) -> Mapping[str, Choices]:
        return {each.id: each for each in self.choices}

    @cached_property
    def options(self) -> Mapping[str, Option]:
        """Every option by its id, for `cat(…)`; the lint refuses one id with two meanings."""
        return {option.id: option for each in self.choices for option in each.options}

    def amount(self, key: str) -> Amount | None:
        return next((each for each in self.amounts if each.id == key), None)

    def page_of(self, key: str) -> Page | None:
        """The page that asks a field, a table or a column `table.column`."""
        head = key.split(".")[0]
        return next((page for page in self.pages if any(each.id == head for each in page.items)), None)

    def items(self) -> Iterator[tuple[Page, Field | Table]]:
        for page in self.pages:
            for each in page.items:
                yield page, each

    def unverified(self) -> tuple[Figure, ...]:
        """The figures that are shown with 要確認."""
        return tuple(each for each in self.figures if each.unverified)

    def forms_of(self, key: str) -> tuple[FormSpec, ...]:
        """The papers an answer lands in, for the box 「この答えが入る書類」."""
        head = key.split(".")[0]
        return tuple(each for each in self.forms if head in each.fields or key in each.fields)
