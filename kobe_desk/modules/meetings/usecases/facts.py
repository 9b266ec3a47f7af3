"""What is asked and answered about meetings, and why it may be refused."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from kobe_desk.core.errors import UserError
from kobe_desk.core.text import N_
from kobe_desk.modules.association.usecases import Rules
from kobe_desk.modules.meetings.rules import Attendance, Outcome, Quorum, Vote


class TitleMissing(UserError):
    text = N_("Please write a title.")


class EndsBeforeStart(UserError):
    text = N_("The meeting ends before it starts. Please look at the times again.")


class AdoptedAlready(UserError):
    text = N_("These minutes are adopted and no longer change. To correct them, open them for a correction first.")


class NotReadyToAdopt(UserError):
    text = N_("The minutes cannot be adopted yet. Still missing: {missing}")


class NotAdopted(UserError):
    text = N_("These minutes are not adopted.")


class ReasonMissing(UserError):
    text = N_("Please write why the minutes are corrected.")


class MotionNotYetDecided(UserError):
    text = N_("This motion has not been put to the vote yet.")


BODY_NAMES = {"general": N_("General meeting"), "board": N_("Board meeting")}
BODY_MARKS = {"general": "総", "board": "役"}


@dataclass(frozen=True, slots=True)
class MeetingRequest:
    """What is written down of a meeting besides its counts and motions."""

    title: str
    starts: datetime
    body: str = "general"
    ends: datetime | None = None
    place: str = ""
    notice_sent: date | None = None
    chair: str = ""
    secretary: str = ""
    signatories: tuple[str, ...] = ()
    opening: str = ""


@dataclass(frozen=True, slots=True)
class MotionRequest:
    """A motion as it stands on the agenda; without a rule it needs the ordinary majority of the bylaws."""

    title: str
    proposal: str = ""
    discussion: str = ""
    rule: str = ""


@dataclass(frozen=True, slots=True)
class MotionRow:
    """A motion with its vote and what it came to."""

    id: UUID
    number: str
    position: int
    title: str
    proposal: str
    discussion: str
    rule: str
    vote: Vote
    carried: bool | None
    outcome: Outcome | None


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """A meeting in the list of meetings."""

    id: UUID
    body: str
    title: str
    starts: datetime
    place: str
    motions: int
    adopted: bool


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """A meeting whole: facts, counts, quorum and motions."""

    id: UUID
    body: str
    title: str
    fiscal_year: int
    starts: datetime
    ends: datetime | None
    place: str
    notice_sent: date | None
    chair: str
    secretary: str
    signatories: tuple[str, ...]
    opening: str
    attendance: Attendance
    quorum: Quorum
    rules: Rules
    motions: tuple[MotionRow, ...]
    adopted: bool
    edition: int = 0
    adopted_on: date | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ResolutionRow:
    """A carried motion of adopted minutes (議決), as applications refer to it."""

    id: UUID
    number: str
    title: str
    meeting: str
    meeting_id: UUID
    body: str
    day: date
    edition: int
