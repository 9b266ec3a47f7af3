"""What a programme asks: pages, questions, tables and lists to choose from."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import prod

from kobe_desk.core.japanese.money import figures
from kobe_desk.modules.subsidies.rules.definition.limits import Limit


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
    CORPORATE = "corporate_number"
    KANA = "kana"
    BANK = "bank_account"
    FILE = "file"
    PHOTO = "photo"


NUMBERS = frozenset({Kind.INTEGER, Kind.YEN})


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
    """Exported even while it is not asked (survey-library#3811)."""
    masked: bool = False
    depends_on: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table: a question asked for each row, or a value computed from the row."""

    field: Field
    fills: Mapping[str, str]
    """Which columns of its row a chosen reference fills, and with what of it: unit_price = fee."""
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
class Product:
    """単価 × 数量 × 回数 = 金額: the columns of a line. Without a unit price the amount of a line is typed."""

    amount: str
    price: str
    quantity: str
    times: str = ""
    unit: str = ""
    """The column that says what is counted (人, 枚)."""
    words: str = ""
    """The column that shows the figures in words on papers (積算), before what is typed in it."""

    @property
    def factors(self) -> tuple[str, ...]:
        return tuple(each for each in (self.price, self.quantity, self.times) if each)

    @property
    def said(self) -> tuple[str, ...]:
        """The columns that papers show in words instead of each by itself."""
        return (*self.factors, *filter(None, (self.unit,))) if self.words else ()

    def yen(self, row: Mapping[str, object]) -> int | None:
        """The amount of a line, an empty factor counting once; None without a unit price or beyond all reason."""
        if _whole(row, self.price) is None:
            return None
        made = prod(each for name in self.factors if (each := _whole(row, name)) is not None)
        return made if abs(made) <= MOST_YEN else None

    def written(self, row: Mapping[str, object]) -> str:
        """1,500円×30人×2回 as the office writes it; empty without a unit price."""
        price, quantity, times = (_whole(row, each) for each in (self.price, self.quantity, self.times))
        if price is None:
            return ""
        counted = [] if quantity is None else [f"{figures(quantity)}{row.get(self.unit) or ''}"]
        return "×".join([f"{figures(price)}円", *counted, *([] if times is None else [f"{figures(times)}回"])])


MOST_YEN = 999_999_999_999
"""The largest amount that can be typed."""


def _whole(row: Mapping[str, object], name: str) -> int | None:
    found = row.get(name)
    return found if isinstance(found, int) and not isinstance(found, bool) else None


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
    product: Product | None = None
    limits: tuple[Limit, ...] = ()
    depends_on: tuple[str, ...] = ()

    @property
    def money(self) -> str:
        """The column that says what a line comes to; empty if there is none."""
        if self.product:
            return self.product.amount
        found = [each.id for each in self.columns if each.field.kind is Kind.YEN and not each.field.computed]
        return next((each for each in found if each == "amount"), found[0] if found else "")

    @property
    def counted(self) -> str:
        """The column that says how much of a line counts (うち対象): the limited one, else the first calculated one."""
        made = (each.id for each in self.columns if each.field.kind is Kind.YEN and each.field.computed)
        return next((each.column for each in self.limits), next(made, ""))

    @property
    def named(self) -> str:
        """The column that says what a line is (なにに使うか); empty if there is none."""
        said = (self.product.words, *self.product.said) if self.product else ()
        typed = [each for each in self.columns if each.field.kind is Kind.TEXT and not each.field.computed]
        return next((each.id for each in typed if each.id not in said), "")

    def column(self, key: str) -> Column | None:
        return next((each for each in self.columns if each.id == key), None)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A row that the desk offers for a table (前年度からの繰越金): never put in, and never changed, by itself.

    `source` fills the column `column`, asked for the day `as_of`; `row` holds the words and choices of the other ones.
    """

    id: str
    label: str
    table: str
    column: str
    source: str
    as_of: str
    row: Mapping[str, str]


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
