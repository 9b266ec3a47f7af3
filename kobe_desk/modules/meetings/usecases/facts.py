"""What is asked and answered about meetings."""

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from kobe_desk.core.text import N_, _
from kobe_desk.modules.association.usecases import Rules
from kobe_desk.modules.meetings.rules import Attendance, Outcome, Quorum, Vote

ITEM_NAMES = {
    "opening": N_("Opening"),
    "motion": N_("Motion"),
    "report": N_("Report"),
    "other": N_("Any other business"),
    "closing": N_("Closing"),
}
MATTER_NAMES = {
    "ordinary": N_("Ordinary matter"),
    "election": N_("Election of officers"),
    "rule_change": N_("Change of the bylaws"),
    "disposal": N_("Sale or purchase of basic assets"),
    "dissolution": N_("Dissolution"),
}
METHOD_NAMES = {
    "acclaim": N_("No objection"),
    "hands": N_("Show of hands"),
    "named": N_("By name"),
    "secret": N_("Secret ballot"),
    "election": N_("Election"),
    "paper": N_("On paper"),
}
STATE_NAMES = {
    "open": N_("Draft"),
    "reviewed": N_("Reviewed"),
    "adopted": N_("adopted"),
    "signed": N_("signed"),
}


@dataclass(frozen=True, slots=True)
class MeetingRequest:
    """What is written down of a meeting besides its counts and agenda."""

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
    way: str = "hall"


@dataclass(frozen=True, slots=True)
class MotionRequest:
    """A motion as it stands on the agenda; without a rule it needs the majority of its kind of matter."""

    title: str
    proposal: str = ""
    discussion: str = ""
    rule: str = ""
    matter: str = "ordinary"
    presenter: str = ""
    planned: int = 0
    parent_id: UUID | None = None
    notified: bool | None = None
    """Whether it stood in the notice; None: unless notice is on record as sent already."""


@dataclass(frozen=True, slots=True)
class ItemRequest:
    """A point of the agenda that is not put to the vote; `parent_id` is the point it stands under."""

    title: str
    kind: str = "report"
    proposal: str = ""
    presenter: str = ""
    planned: int = 0
    parent_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who stands for an office; `person_id` where the roster knows the person."""

    name: str
    votes: int = 0
    person_id: UUID | None = None
    elected: bool = False


@dataclass(frozen=True, slots=True)
class Ballot:
    """What stood behind a result when it was frozen. Each part is for, against, abstained, invalid."""

    hall: tuple[int, ...] = ()
    writing: tuple[int, ...] = ()
    electronic: tuple[int, ...] = ()
    chair_proxies: int = 0
    """Proxies that the chair of the meeting cast (議長一任), all of them as `chair_choice`."""
    chair_choice: str = ""
    named: tuple[tuple[str, str], ...] = ()
    """Name and choice of each, where the vote was by name."""
    candidates: tuple[Candidate, ...] = ()
    seats: int = 0
    office_id: UUID | None = None
    term: tuple[date, date | None] | None = None
    confirmed: bool = False
    counters: tuple[str, ...] = ()
    entitled: int = 0
    """How many were entitled; who they were stands in the frozen list."""
    digest: str = ""
    """SHA-256 over the frozen list."""


@dataclass(frozen=True, slots=True)
class MotionRow:
    """A motion with its vote and what it came to. `position` counts motions: 第1号議案."""

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
    matter: str = "ordinary"
    presenter: str = ""
    notified: bool = True
    postponed: bool = False
    method: str = ""
    unit: str = ""
    """Who has one vote in it: household or person; empty in minutes of before."""
    attendance: Attendance | None = None
    """Who was present for it, where that is known apart."""
    quorum: Quorum | None = None
    interested: tuple[str, ...] = ()
    ballot: Ballot = field(default_factory=Ballot)


@dataclass(frozen=True, slots=True)
class ItemRow:
    """A point of the agenda in its order; `label` is its numbering (第1号議案, 報告事項1), `at` when it is planned."""

    id: UUID
    parent_id: UUID | None
    depth: int
    kind: str
    label: str
    title: str
    presenter: str
    planned: int
    at: datetime
    proposal: str
    text: str
    notified: bool
    postponed: bool
    carried: bool | None

    @property
    def heading(self) -> str:
        """第1号議案　補助金の申請."""
        return f"{self.label}　{self.title}" if self.label else self.title


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
    state: str = "open"
    body_name: str = ""


@dataclass(frozen=True, slots=True)
class SignatureRow:
    """A place to sign the minutes; `day` None: not signed yet. `digital`: signed in the PDF."""

    role: str
    name: str
    day: date | None = None
    digital: bool = False


PAPER_NAMES = {
    "writing": N_("Vote in writing"),
    "electronic": N_("Electronic vote"),
    "proxy": N_("Proxy"),
    "answer": N_("Answer"),
}
WHY_TEXTS = {
    "came": N_("{paper} of {name} is void: {name} came in person."),
    "housemate": N_("{paper} of {name} is void: the household has its vote already."),
    "double": N_("{paper} of {name} is void: a later one came in."),
    "both": N_("{paper} of {name} is void: {name} gave the other paper too."),
    "not_allowed": N_("{paper} of {name} is void: the bylaws do not allow it."),
    "holder_absent": N_("{paper} of {name} is not counted: {holder}, who was to vote, is not here."),
    "over_limit": N_("{paper} of {name} is void: {holder} holds as many proxies as the bylaws allow."),
    "unnamed": N_("{paper} of {name} names nobody: it counts for the quorum, not for the vote."),
    "holder_absent to_chair": N_("{paper} of {name} goes to the chair: {holder} is not here."),
    "unnamed to_chair": N_("{paper} of {name} names nobody: it goes to the chair, as the bylaws say."),
}


@dataclass(frozen=True, slots=True)
class Note:
    """A paper that is void, has no vote, or goes to the chair, and why."""

    why: str
    """A key of WHY_TEXTS."""
    kind: str
    name: str
    holder: str = ""

    @property
    def said(self) -> str:
        """The note in a sentence."""
        return _(WHY_TEXTS[self.why]).format(paper=_(PAPER_NAMES[self.kind]), name=self.name, holder=self.holder)


@dataclass(frozen=True, slots=True)
class Move:
    """Somebody who came after the beginning (late) or left before the end (`late` False), at a point of the agenda."""

    name: str
    item: str
    late: bool

    @property
    def said(self) -> str:
        text = _("{name} came before “{item}”.") if self.late else _("{name} left before “{item}”.")
        return text.format(name=self.name, item=self.item)


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """A meeting whole: facts, counts, quorum, agenda and motions."""

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
    way: str = "hall"
    state: str = "open"
    body_name: str = ""
    mark: str = ""
    items: tuple[ItemRow, ...] = ()
    notes: tuple[Note, ...] = ()
    """What the quorum's sum leaves out and why (無効とした用紙)."""
    moves: tuple[Move, ...] = ()
    """Who came late or left before the end (遅刻・早退)."""
    online: int = 0
    """How many of those present took part online, at any time (オンライン出席)."""
    signatures: tuple[SignatureRow, ...] = ()

    def motion(self, item: UUID) -> MotionRow | None:
        """The motion of a point of the agenda, if it is one."""
        return next((each for each in self.motions if each.id == item), None)


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
    body_name: str = ""
