"""The minutes (議事録): written point by point, reviewed, adopted, opened for a correction, and compared."""

from dataclasses import dataclass, replace
from datetime import date
from difflib import SequenceMatcher
from uuid import UUID

from sqlalchemy.orm import Session

from kobe_desk.core.permission import Counter, query, usecase
from kobe_desk.core.text import N_, _
from kobe_desk.modules.meetings.model import AdoptedMinutes, Meeting, MeetingState
from kobe_desk.modules.meetings.rules.minutes_text import Line, lines
from kobe_desk.modules.meetings.usecases.actions import keep_charges
from kobe_desk.modules.meetings.usecases.errors import NotAdopted, NotReadyToAdopt, ReasonMissing
from kobe_desk.modules.meetings.usecases.facts import MeetingRow, SignatureRow
from kobe_desk.modules.meetings.usecases.planning import open_item, open_meeting
from kobe_desk.modules.meetings.usecases.reading import adopted_minutes, meeting, whole_row
from kobe_desk.modules.meetings.usecases.rows import content_of, editions_of, missing_of, row_from, rules_from
from kobe_desk.modules.meetings.usecases.signatures import signatures_of
from kobe_desk.modules.members.usecases import officers_on


@dataclass(frozen=True, slots=True)
class EditionRow:
    """One adopted text: the first, or a correction (訂正) with its reason, its day and who signed it."""

    edition: int
    adopted: date
    reason: str
    signatures: tuple[SignatureRow, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """A part of the minutes in two editions, side by side; the lines of each, and whether they differ.

    Marks are from and to, in the lines put one below the other, of what stands only on that side.
    """

    heading: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    changed: bool
    before_marks: tuple[tuple[int, int], ...] = ()
    after_marks: tuple[tuple[int, int], ...] = ()


@usecase(label=N_("Write the minutes"), needs="meetings.edit")
def write_item(session: Session, key: UUID, text: str) -> None:
    """The minutes of one point, as far as they are written; its tasks (宿題) are kept apart too. Raises AdoptedAlready.

    What is typed between two saves is kept as a draft by the page.
    """
    item, found = open_item(session, key)
    item.discussion = text
    keep_charges(session, found, item)
    session.flush()


@usecase(label=N_("Mark the minutes as reviewed"), needs="meetings.edit")
def review_minutes(session: Session, key: UUID, reviewed: bool = True) -> None:
    """Somebody other than the writer has read the draft (見直し済み); `False` makes it a draft again."""
    open_meeting(session, key).state = (MeetingState.REVIEWED if reviewed else MeetingState.OPEN).value


@usecase(label=N_("Open minutes for a correction"), needs="meetings.adopt")
def reopen_minutes(session: Session, key: UUID) -> None:
    """Let adopted minutes be corrected; the adopted text itself stays as it is. Raises NotAdopted."""
    found = session.get_one(Meeting, key)
    if not found.frozen:
        raise NotAdopted
    found.state = MeetingState.OPEN.value


@usecase(label=N_("Adopt the minutes"), needs="meetings.adopt", undo=Counter(reopen_minutes))
def adopt_minutes(session: Session, key: UUID, adopted: date, reason: str = "") -> UUID:
    """Adopt the minutes as they stand (議事録の確定); from the second time on it is a correction with its reason.

    Returns the meeting's key. Raises NotReadyToAdopt, ReasonMissing, AdoptedAlready.
    """
    found = open_meeting(session, key)
    row = whole_row(session, found)
    if missing := (*missing_of(row), *officers_signing(session, found)):
        raise NotReadyToAdopt(missing=_(", ").join(missing))
    last = session.scalars(editions_of(key).limit(1)).first()
    if last and not reason.strip():
        raise ReasonMissing("reason")
    edition = last.edition + 1 if last else 1
    state = MeetingState.ADOPTED.value
    row = replace(row, adopted=True, edition=edition, adopted_on=adopted, reason=reason, state=state)
    content = content_of(row)
    session.add(AdoptedMinutes(meeting_id=key, edition=edition, adopted=adopted, reason=reason, content=content))
    found.state = state
    session.flush()
    return key


def officers_signing(session: Session, found: Meeting) -> tuple[str, ...]:
    """Officers among the signatories, where the bylaws do not let them sign."""
    if rules_from(found.rules).officers_may_sign:
        return ()
    officers = {each.name for each in officers_on(session, found.starts.date())}
    names = [each for each in found.signatories if each in officers]
    return (_("signatories other than officers ({names})").format(names=_(", ").join(names)),) if names else ()


@query(needs="meetings.read")
def editions(session: Session, key: UUID) -> tuple[EditionRow, ...]:
    """Every adopted text of a meeting, newest first."""
    return tuple(
        EditionRow(each.edition, each.adopted, each.reason, signatures_of(session, row_from(each.content), each))
        for each in session.scalars(editions_of(key))
    )


@query(needs="meetings.read")
def compare(session: Session, key: UUID, before: int, after: int = 0) -> tuple[Difference, ...]:
    """Two editions side by side, part by part; `after` 0 is the draft as it stands. Raises NotAdopted."""
    one = adopted_minutes(session, key, before)
    other = adopted_minutes(session, key, after) if after else meeting(session, key)
    mine, theirs = dict(_parts(one)), dict(_parts(other))
    headings = [*mine, *(each for each in theirs if each not in mine)]
    return tuple(_difference(each, mine.get(each, ()), theirs.get(each, ())) for each in headings)


def word_changes(before: str, after: str) -> tuple[tuple[int, int, int, int], ...]:
    """Which characters changed between two lines: from and to in the first, from and to in the second."""
    found = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    return tuple((a, b, c, d) for tag, a, b, c, d in found if tag != "equal")


def _difference(heading: str, before: tuple[str, ...], after: tuple[str, ...]) -> Difference:
    changes = _line_changes(before, after) if before != after else []
    mine = tuple((begin, end) for begin, end, _from, _to in changes if begin < end)
    theirs = tuple((begin, end) for _from, _to, begin, end in changes if begin < end)
    return Difference(heading, before, after, before != after, mine, theirs)


def _line_changes(before: tuple[str, ...], after: tuple[str, ...]) -> list[tuple[int, int, int, int]]:
    """Which characters changed, counted over all lines: lines are matched first, so that long minutes take no time."""
    found = []
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag != "equal":
            mine, theirs = _start(before, a), _start(after, c)
            changes = word_changes("\n".join(before[a:b]), "\n".join(after[c:d]))
            found += [(mine + one, mine + two, theirs + three, theirs + four) for one, two, three, four in changes]
    return found


def _start(lines: tuple[str, ...], number: int) -> int:
    return sum(len(each) + 1 for each in lines[:number])


def _parts(row: MeetingRow) -> list[tuple[str, tuple[str, ...]]]:
    """The minutes as headings with lines."""
    came = row.attendance
    parts = [
        (_("Facts"), (row.title, f"{row.starts:%Y-%m-%d %H:%M}", f"{row.ends:%H:%M}" if row.ends else "", row.place,
                      row.chair, row.secretary, *row.signatories)),
        (_("Quorum"), (f"{row.quorum.addition} / {came.total}", *(each.said for each in row.notes))),
        (_("Before the first motion"), tuple(row.opening.splitlines())),
    ]  # fmt: skip
    votes = {each.id: each for each in row.motions}
    for item in row.items:
        motion = votes.get(item.id)
        vote = motion.vote if motion else None
        said = [*item.proposal.splitlines(), *map(_said, lines(item.text))]
        if vote and motion and motion.carried is not None:
            said += [f"{vote.yes} / {vote.no} / {vote.abstain} / {vote.invalid}"]
        parts.append((item.heading, tuple(said)))
    return parts


def _said(line: Line) -> str:
    marks = {"decision": "【決定】", "action": "【宿題】", "point": "・"}
    return marks.get(line.kind, "") + line.text
