"""What is asked of the books and what they answer: plain, frozen rows."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, slots=True)
class AccountRow:
    """An account in its order."""

    id: UUID
    name: str
    kind: str
    retired: bool = False
    used: bool = False
    """Whether money stands under it."""
    role: str = ""


@dataclass(frozen=True, slots=True)
class PurseRow:
    """A place for money, and what is in it now."""

    id: UUID
    name: str
    kind: str
    balance: int
    retired: bool = False


@dataclass(frozen=True, slots=True)
class EntryRequest:
    """Money that came in or went out. Without a purse it is cash; `number` and `page` say where its receipt is."""

    day: date
    account: UUID
    amount: int
    text: str
    partner: str = ""
    purse: UUID | None = None
    number: str = ""
    page: str = ""


@dataclass(frozen=True, slots=True)
class TransferRequest:
    """Money moved from one purse to another."""

    day: date
    source: UUID
    target: UUID
    amount: int
    text: str = ""


@dataclass(frozen=True, slots=True)
class EntryRow:
    """A line of the cash book with the balance after it (差引残高). `moved`: yen moved between two purses."""

    id: UUID
    number: int
    day: date
    account: str
    income: int
    expense: int
    balance: int
    text: str
    partner: str
    reversed: bool
    reverses: bool
    purse: str = ""
    paper: str = ""
    """Where the receipt is: its number and page."""
    scans: int = 0
    moved: int = 0
    account_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class BookFilter:
    """Which lines of a fiscal year are wanted; `month` is its first day."""

    year: int
    purse: UUID | None = None
    month: date | None = None
    account: UUID | None = None
    words: str = ""

    @property
    def whole(self) -> bool:
        return self.month is None and self.account is None and not self.words.strip()


@dataclass(frozen=True, slots=True)
class Book:
    """The lines of a filter: what stood before the first of the year, what the lines come to."""

    which: BookFilter
    opening: int
    """Yen left by the year before and not yet written into this one."""
    rows: tuple[EntryRow, ...]
    income: int
    expense: int


@dataclass(frozen=True, slots=True)
class AccountTotal:
    """What an account came to in a year."""

    account: str
    kind: str
    amount: int


@dataclass(frozen=True, slots=True)
class ReceiptRequest:
    """Money taken against a receipt. Without a purse it is cash."""

    day: date
    account: UUID
    payer: str
    amount: int
    purpose: str
    purse: UUID | None = None


@dataclass(frozen=True, slots=True)
class ReceiptRow:
    """A receipt as it stands in the book of receipts."""

    id: UUID
    label: str
    day: date
    payer: str
    amount: int
    purpose: str
    cancelled: date | None
    reason: str


@dataclass(frozen=True, slots=True)
class VoucherRow:
    """A receipt that is kept for an entry; `file_name` is empty where there is only the paper."""

    id: UUID
    entry: UUID
    number: str
    page: str
    file_name: str
    size: int
