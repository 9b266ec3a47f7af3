"""What is asked and answered about helpers (お手伝い), and why it may be refused."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from kobe_desk.core.errors import UserError
from kobe_desk.core.text import N_
from kobe_desk.modules.subsidies.rules.packet import Askable, Known, Point, Side


class NothingChosen(UserError):
    text = N_("Choose at least one question that the helper is to answer.")


class HelperMissing(UserError):
    text = N_("Write the helper's name, so that it is known who has this packet.")


class DayIsOver(UserError):
    text = N_("This day is over already. Choose a day from tomorrow on.")


class NotDelegable(UserError):
    text = N_("This programme does not let helpers answer “{question}”. Take it out of the packet.")


class NoteTooLong(UserError):
    text = N_("The note is {length} characters long, and there is room for {most}. Shorten it a little.")


class PacketUnknown(UserError):
    text = N_("This packet was not handed out by this desk, or its record was taken back. Nothing was taken in.")


class PacketOfAnother(UserError):
    text = N_("This packet belongs to another application than the one it was handed out for. Nothing was taken in.")


class MergedAlready(UserError):
    text = N_("This packet was taken in on {day} already. It can be taken in once only. Nothing was changed.")


class PacketWithdrawn(UserError):
    text = N_("This packet was withdrawn on {day}. Nothing was taken in. Ask for the answers in another way.")


class PacketLate(UserError):
    text = N_("This packet was good until {day}. To take it in all the same, tick the box and press again.")


class ChoicesMissing(UserError):
    text = N_("Some answers were changed here and by the helper. Choose one of the two for each, then press again.")


class TimeMissing(UserError):
    text = N_("Write how long it took, like 2.5 hours or 2 hours 30 minutes.")


class TimeTooLong(UserError):
    text = N_("One line holds one day: at most 24 hours. Check the hours.")


class PurposeMissing(UserError):
    text = N_("Write what was done, like “Drafting the plan”.")


class AccountMissing(UserError):
    text = N_("Choose the account of the cash book that the honorarium is paid from.")


class TakenBackAlready(UserError):
    text = N_("This line was taken back already. Nothing was changed.")


@dataclass(frozen=True, slots=True)
class HelpOffer:
    """What can be given to a helper of an application, and what can be told besides."""

    application: UUID
    title: str
    questions: tuple[Askable, ...]
    context: tuple[Known, ...]


@dataclass(frozen=True, slots=True)
class HelpRequest:
    """Which questions go to whom, with what context, until when."""

    application: UUID
    questions: tuple[str, ...]
    context: tuple[str, ...]
    helper: str
    note: str
    until: date | None


@dataclass(frozen=True, slots=True)
class Kept:
    """One answer as it was decided when a packet was taken in; the text that was not taken is kept too."""

    label: str
    place: int
    desk: str
    helper: str
    taken: Side
    conflict: bool


@dataclass(frozen=True, slots=True)
class PacketRow:
    """A packet in the list."""

    id: UUID
    application: UUID
    title: str
    helper: str
    questions: tuple[str, ...]
    """Their labels."""
    context: tuple[str, ...]
    made: datetime
    until: date
    state: str
    closed: datetime | None
    file_name: str
    outcome: tuple[Kept, ...]
    late: bool = False
    """Still out, and its day is over."""


@dataclass(frozen=True, slots=True)
class ReturnedRow:
    """A packet that came back beside the desk: what is taken, and what is to be chosen."""

    packet: UUID
    title: str
    helper: str
    points: tuple[Point, ...]
    returned: bool
    late: date | None
    """Its last day, if that is over."""
    unread: tuple[str, ...] = ()
    """Questions in which the helper left something that cannot be read."""

    @property
    def conflicts(self) -> tuple[Point, ...]:
        return tuple(each for each in self.points if each.conflict)


@dataclass(frozen=True, slots=True)
class MergeRequest:
    """What was chosen at each conflict, and whether a packet may be late."""

    choices: Mapping[str, Side] = field(default_factory=dict)
    late: bool = False


@dataclass(frozen=True, slots=True)
class WorkRequest:
    """Hours of a helper; an honorarium of 0 is unpaid help and comes into no book."""

    application: UUID
    helper: str
    day: date
    minutes: int
    purpose: str
    rate: int | None = None
    amount: int = 0
    account: UUID | None = None
    purse: UUID | None = None


@dataclass(frozen=True, slots=True)
class WorkRow:
    """A line of the list of hours; `number` is its line in the cash book."""

    id: UUID
    application: UUID
    title: str
    helper: str
    day: date
    minutes: int
    rate: int | None
    amount: int
    purpose: str
    number: int | None
    cancelled: bool


@dataclass(frozen=True, slots=True)
class WorkPlaces:
    """What a line can belong to and be paid from: applications, accounts and purses by key."""

    applications: tuple[tuple[UUID, str], ...]
    accounts: tuple[tuple[UUID, str], ...]
    purses: tuple[tuple[UUID, str], ...]
    usual_account: UUID | None = None
