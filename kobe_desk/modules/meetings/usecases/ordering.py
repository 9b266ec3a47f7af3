"""Everything the papers of a meeting are made from, gathered in one go: the jobs that print have no desk."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core import clock
from kobe_desk.core.permission import query
from kobe_desk.modules.association.model import DocumentContent
from kobe_desk.modules.association.usecases import Profile, profile
from kobe_desk.modules.meetings.model import Meeting, MeetingDocument
from kobe_desk.modules.meetings.usecases.copies import PublicRule, public_copy
from kobe_desk.modules.meetings.usecases.facts import MeetingRow
from kobe_desk.modules.meetings.usecases.reading import adopted_minutes, meeting
from kobe_desk.modules.meetings.usecases.register import RegisterRow, resolution_register
from kobe_desk.modules.meetings.usecases.voters import VoterRow, voters
from kobe_desk.modules.meetings.usecases.wording import NoticeWords, words_of
from kobe_desk.modules.members.usecases import officers_on


@dataclass(frozen=True, slots=True)
class BoundPaper:
    """A paper of the meeting to be bound in: the point it belongs to (第1号議案), its title, its PDF."""

    label: str
    title: str
    data: bytes


@dataclass(frozen=True, slots=True)
class MeetingPapers:
    """A meeting as its papers need it: as adopted where it is, else as it stands."""

    row: MeetingRow
    public: MeetingRow | None
    house: Profile
    chair: str
    """The association's chair (会長), office and name."""
    today: date
    voters: tuple[VoterRow, ...] = ()
    words: NoticeWords = NoticeWords()
    """What the notice says in words of its own."""
    bound: tuple[BoundPaper, ...] = ()
    rule: PublicRule = PublicRule()
    """What the public copy hides."""


@dataclass(frozen=True, slots=True)
class RegisterPaper:
    """The register of resolutions to be printed, and what was asked for (令和8年度, 総会)."""

    rows: tuple[RegisterRow, ...]
    house: Profile
    today: date
    note: str = ""


@query(needs="meetings.read")
def papers_of(session: Session, key: UUID, edition: int = 0, public: PublicRule = PublicRule()) -> MeetingPapers:
    """What the papers of a meeting are made from; of adopted minutes an edition (the last unless asked for), and its
    public copy as the rule has it."""
    found = session.get_one(Meeting, key)
    adopted = found.frozen or bool(edition)
    row = adopted_minutes(session, key, edition) if adopted else meeting(session, key)
    return MeetingPapers(
        row=row,
        public=public_copy(session, key, public.mask, officers_stay=public.officers_stay) if found.frozen else None,
        house=profile(session) or Profile(""),
        chair=_chair(session, clock.today()),
        today=clock.today(),
        voters=voters(session, key),
        words=words_of(found),
        bound=_bound(session, row),
        rule=public,
    )


@query(needs="meetings.read")
def register_paper(
    session: Session, words: str = "", body: str = "", fiscal_year: int | None = None, note: str = ""
) -> RegisterPaper:
    """What the printed register (議決一覧) is made from."""
    rows = resolution_register(session, words, body, fiscal_year)
    return RegisterPaper(rows, profile(session) or Profile(""), clock.today(), note)


def _chair(session: Session, day: date) -> str:
    chairs = [each for each in officers_on(session, day) if each.kind == "chair"]
    return f"{chairs[0].office}　{chairs[0].name}" if chairs else ""


def _bound(session: Session, row: MeetingRow) -> tuple[BoundPaper, ...]:
    labels = {each.id: each.label or each.title for each in row.items}
    statement = (
        sa.select(MeetingDocument.item_id, MeetingDocument.title, DocumentContent.data)
        .join(DocumentContent, DocumentContent.id == MeetingDocument.content)
        .where(MeetingDocument.meeting_id == row.id)
        .order_by(MeetingDocument.position)
    )
    return tuple(
        BoundPaper(labels.get(item, "") if item else "", title, data)
        for item, title, data in session.execute(statement)
    )
