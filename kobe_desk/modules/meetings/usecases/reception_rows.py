"""What is asked and answered at reception (受付): papers, entries, voters, and how the meeting stands."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from kobe_desk.modules.meetings.rules import Attendance, Quorum
from kobe_desk.modules.meetings.usecases.facts import Note
from kobe_desk.modules.meetings.usecases.voters import VoterRow


@dataclass(frozen=True, slots=True)
class SlipRequest:
    """A paper that came in. A proxy names a voter, somebody else, the chair (ticked), or nobody."""

    voter_id: UUID
    kind: str
    holder_id: UUID | None = None
    holder_name: str = ""
    holder_came: bool = True
    to_chair: bool = False
    choices: tuple[tuple[UUID, str], ...] = ()
    """By motion: yes, no, abstain or invalid. A motion without a mark is what the bylaws say of blank votes."""
    received: datetime | None = None
    """The time on the wall if it is not now."""


@dataclass(frozen=True, slots=True)
class SlipRow:
    """A paper with what it counts for: `valid`, and `note` in a sentence where something is to be said."""

    id: UUID
    kind: str
    received: datetime
    valid: bool
    votes: bool
    note: str
    choices: tuple[tuple[UUID, str], ...]


@dataclass(frozen=True, slots=True)
class FoundVoter:
    """A voter found at reception, and whether and how the voter is present already."""

    voter: VoterRow
    here: bool
    presence_id: UUID | None
    papers: tuple[SlipRow, ...]


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One thing done at reception, newest first; `key` is the presence or slip to take back."""

    key: UUID
    at: datetime
    number: str
    name: str
    what: str
    """came, online, left, writing, electronic or proxy."""
    note: str


@dataclass(frozen=True, slots=True)
class ItemQuorum:
    """Whether the meeting stands for one point of the agenda, in the unit of its matter."""

    item_id: UUID
    label: str
    title: str
    attendance: Attendance
    quorum: Quorum
    unit: str


@dataclass(frozen=True, slots=True)
class ReceptionRow:
    """How the reception stands at this moment; without a list of voters the counts are those written down."""

    meeting_id: UUID
    title: str
    unit: str
    article: str
    """Where the bylaws say what the quorum is (第15条); may be empty."""
    listed: bool
    attendance: Attendance
    quorum: Quorum
    void: tuple[Note, ...]
    """Papers that are void, have no vote or go to the chair; `.said` is the sentence."""
    entries: tuple[EntryRow, ...]
    items: tuple[ItemQuorum, ...]
    chair_proxies: int
