"""What is asked and answered about things bought with a grant, and why it may be refused."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from kobe_desk.core.errors import UserError
from kobe_desk.core.text import N_


class AssetName(UserError):
    text = N_("Please write what it is, as on its label.")


class PriceMissing(UserError):
    text = N_("Please write the price in yen, one yen or more.")


class ShareTooLarge(UserError):
    text = N_("The grant cannot have paid more than the price. Write at most {price} yen.")


class LifeUnclear(UserError):
    text = N_("Please write the life in whole years, one or more, or leave it empty.")


class BoughtLater(UserError):
    text = N_("This day is before the thing was bought ({day}). Please look at the days again.")


class InRegisterAlready(UserError):
    text = N_("This cost stands in the register with its whole amount.")


class DisposalReason(UserError):
    text = N_("Please write why and how it is disposed of: broken, sold, given away.")


class ApprovalMissing(UserError):
    text = N_("A disposal needs the funder's approval. Ask the office, then write the approval's number and day.")


class DisposedAlready(UserError):
    text = N_("It was disposed of on {day}. Take the disposal back first.")


@dataclass(frozen=True, slots=True)
class AssetRequest:
    """What the register says of a thing; the number is the desk's own."""

    name: str
    bought: date
    price: int
    share: int
    application: UUID | None = None
    programme: str = ""
    place: str = ""
    keeper: str = ""
    life: int | None = None
    limit: date | None = None
    check_next: date | None = None


@dataclass(frozen=True, slots=True)
class CheckRequest:
    """Somebody looked whether it is there (現物確認), and when somebody is to look again."""

    day: date
    note: str = ""
    following: date | None = None


@dataclass(frozen=True, slots=True)
class DisposalRequest:
    """It was disposed of (処分): why and how, and the funder's approval where one is needed."""

    day: date
    reason: str
    approval: str = ""


@dataclass(frozen=True, slots=True)
class AssetRow:
    """A line of the register."""

    id: UUID
    number: str
    name: str
    bought: date
    price: int
    share: int
    application: UUID | None
    programme: str
    place: str
    keeper: str
    life: int | None
    limit: date | None
    checked: date | None
    check_note: str
    check_next: date | None
    disposed: date | None
    disposal_reason: str
    approval: str
    entry: int | None
    """The number of its line in the cash book."""
    taken_back: bool
    """Whether that line was taken back in the cash book since."""


@dataclass(frozen=True, slots=True)
class AssetProposal:
    """A cost that a grant pays for and that is not in the register, or not with its whole amount."""

    id: UUID
    """The allocation's."""
    programme: str
    number: int
    day: date
    text: str
    partner: str
    category: str
    price: int
    share: int
    durable: bool
    """Whether it stands under 備品 in the programme or in the cash book: those come first."""


@dataclass(frozen=True, slots=True)
class GrantChoice:
    """An application that was handed in."""

    id: UUID
    title: str
    fiscal_year: int


@dataclass(frozen=True, slots=True)
class AssetDue:
    """A thing that is to be looked at by a day."""

    id: UUID
    name: str
    number: str
    day: date
