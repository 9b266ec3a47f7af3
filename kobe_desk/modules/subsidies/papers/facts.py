"""What the forms of an application print: plain texts and figures, already worded. No definition, no database."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kobe_desk.modules.subsidies.usecases.facts import PlaceRow
from kobe_desk.paper.bank import BankAccount
from kobe_desk.paper.letter import Applicant, Item


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs a form: the role of the definition (chair, treasurer …) and the office as the paper says it."""

    role: str
    office: str
    order: int = 1


@dataclass(frozen=True, slots=True)
class FormPaper:
    """A form as made: its bytes and where its signatures go, in the order of signing."""

    data: bytes
    places: tuple[PlaceRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Face:
    """What every form says of itself. A draft has no `check`; a submission copy carries it and the answers' SHA-256.

    `reference`: 参考様式, a layout of ours where the funder's own is not held.
    `draft_wording`: sentences of ours that the office has to confirm (文案 要確認).
    """

    title: str
    code: str = ""
    reference: bool = True
    draft: bool = True
    draft_wording: bool = False
    number: str = ""
    day: date | None = None
    association: str = ""
    sample: bool = False
    check: str = ""
    answers: str = ""
    lying: bool = False
    """On its long side, for a table of many columns."""

    @property
    def name(self) -> str:
        """How the paper is called in a list or as a file."""
        return f"{self.title}（参考様式）" if self.reference else self.title


@dataclass(frozen=True, slots=True)
class Pair:
    """A label and its answer; `half`: two such neighbours share a row; `to_confirm`: 要確認 is printed beside it."""

    label: str
    value: str
    ruby: str = ""
    half: bool = False
    to_confirm: bool = False


class Holds(StrEnum):
    """What a column of a grid holds, which decides how it is set."""

    TEXT = "text"
    NAME = "name"
    NUMBER = "number"
    CODE = "code"
    SHORT = "short"


@dataclass(frozen=True, slots=True)
class GridColumn:
    """A column; `share` divides what the columns of fixed width leave over."""

    head: str
    holds: Holds = Holds.TEXT
    share: float = 1.0


GridValue = str | int | None


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of answers (明細) with its total row."""

    title: str
    columns: tuple[GridColumn, ...]
    rows: tuple[tuple[GridValue, ...], ...]
    total: tuple[GridValue, ...] | None = None
    unit: str = ""
    empty: str = "該当なし"
    note: str = ""
    compact: bool = False
    """Lower rows, for a form of many."""


Part = Pair | Grid


@dataclass(frozen=True, slots=True)
class TraceRow:
    """One line of the 算定表: what it is, how it comes about, the figure; `grey` rows are results."""

    label: str
    formula: str
    figure: str
    to_confirm: bool = False
    result: bool = False


@dataclass(frozen=True, slots=True)
class Trace:
    """The way to one amount, line by line (補助対象経費算定表)."""

    title: str
    rows: tuple[TraceRow, ...]


@dataclass(frozen=True, slots=True)
class Officer:
    """A row of the 役員名簿; an unknown day of birth is left blank."""

    office: str
    name: str
    kana: str = ""
    birth: date | None = None
    sex: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class LetterFacts:
    """交付申請書, 誓約書: a formal letter."""

    face: Face
    addressee: str
    applicant: Applicant
    body: str
    date: str = ""
    items: tuple[Item, ...] = ()
    note: str = ""
    contact: tuple[tuple[str, str], ...] = ()
    signers: tuple[Signer, ...] = ()


@dataclass(frozen=True, slots=True)
class ClaimFacts:
    """補助金請求書: a letter about an amount, and where the money is to be paid."""

    letter: LetterFacts
    amount: int
    kind: str
    """概算払 or 精算払."""
    grant: tuple[tuple[str, str], ...]
    """The project and the notice, by label."""
    reckoning: tuple[tuple[str, int], ...]
    """What the amount comes from (確定額, 既受領額 …), by label."""
    account: BankAccount | None = None
    enclosed: tuple[tuple[str, bool], ...] = ()


@dataclass(frozen=True, slots=True)
class SheetFacts:
    """団体概要書, 事業計画書 and any other ruled form: labelled answers and tables in their order."""

    face: Face
    parts: tuple[Part, ...]
    as_of: str = ""
    signers: tuple[Signer, ...] = ()


@dataclass(frozen=True, slots=True)
class BudgetFacts:
    """収支予算書 with its 算定表."""

    face: Face
    parts: tuple[Part, ...] = ()
    project: str = ""
    """What the budget is for; stands under the title."""
    traces: tuple[Trace, ...] = ()
    signers: tuple[Signer, ...] = ()


@dataclass(frozen=True, slots=True)
class OfficersFacts:
    """役員名簿."""

    face: Face
    association: str
    as_of: str
    officers: tuple[Officer, ...]
    signers: tuple[Signer, ...] = ()
