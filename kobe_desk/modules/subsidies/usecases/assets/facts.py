"""What is asked and answered about things bought with a grant, and why it may be refused."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from kobe_desk.core.errors import UserError
from kobe_desk.core.text import N_
from kobe_desk.modules.subsidies.rules.disposal import occasion_of


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
    text = N_("A disposal needs the funder's approval beforehand, or the grant may have to be paid back. "
              "Hand in the application for approval, then write the approval's number and day here.")  # fmt: skip


class ApprovalDay(UserError):
    text = N_("Please write the day of the approval, as it stands on the notice.")


class ApprovedLater(UserError):
    text = N_("The approval is of {day}, after the disposal. It has to come first. Please look at the days again.")


class DisposalBelowNothing(UserError):
    text = N_("An amount here cannot be less than zero.")


class NoGrantOfAsset(UserError):
    text = N_("Choose above which grant paid for it, and keep it. The application is made from that grant.")


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
    """It is to be disposed of, or was (処分): why and how, and the funder's approval where one is needed.

    `proceeds` and `back`: yen that come in, and that are paid back as the office says.
    """

    day: date | None
    reason: str = ""
    approval: str = ""
    approved: date | None = None
    kind: str = ""
    proceeds: int | None = None
    back: int | None = None


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
    approved: date | None = None
    disposal_kind: str = ""
    disposal_planned: date | None = None
    proceeds: int | None = None
    pay_back: int | None = None

    @property
    def occasion(self) -> str:
        """What its papers are kept under, with those of the grant."""
        return occasion_of(self.id)

    @property
    def papers_say(self) -> Mapping[str, Any]:
        """What the application for approval has to say, by the names of what is written at a stage."""
        day = self.disposal_planned.isoformat() if self.disposal_planned else ""
        return {"disposal_kind": self.disposal_kind, "disposal_day": day, "disposal_why": self.disposal_reason}


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
