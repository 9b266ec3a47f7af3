"""What is asked and answered about rosters that leave the desk, and why it may be refused."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from kobe_desk.core.errors import UserError
from kobe_desk.core.permission import NoUndo
from kobe_desk.core.text import N_

STAYS = NoUndo(
    N_("What is given away stays in the record. If it was not handed out after all, write down what became of it.")
)


class RecipientMissing(UserError):
    text = N_("Please write who is given this.")


class PurposeMissing(UserError):
    text = N_("Please write what it is given for.")


@dataclass(frozen=True, slots=True)
class ProvisionRequest:
    """Who is given a roster, what for, and when it is to come back."""

    recipient: str
    purpose: str
    return_by: date | None = None


@dataclass(frozen=True, slots=True)
class ProvisionRow:
    """One line of the record of what was given away."""

    id: UUID
    label: str
    day: date
    kind: str
    recipient: str
    purpose: str
    as_of: date
    chosen: str
    fields: tuple[str, ...]
    households: int
    people: int
    return_by: date | None
    closed: date | None
    outcome: str


@dataclass(frozen=True, slots=True)
class DistributionHome:
    """A household as the roster for members shows it: empty is what nobody agreed to."""

    area: str
    house_number: str
    name: str
    kana: str
    family: tuple[str, ...]
    address: str | None
    phone: str | None


@dataclass(frozen=True, slots=True)
class Distribution:
    """配布用名簿: one line a household, only what was agreed to, as of a day, and who it is for."""

    association: str
    sample: bool
    on: date
    area: str
    number: str
    recipient: str
    purpose: str
    return_by: date | None
    contact: str
    homes: tuple[DistributionHome, ...]
    total: int
    """The households there are, those that stay out included."""
