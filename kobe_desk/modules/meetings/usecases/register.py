"""The register of resolutions (議決一覧), and the words of all minutes searched across the years (いつ決めたか)."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core import search_key
from kobe_desk.core.names import fold
from kobe_desk.core.permission import query
from kobe_desk.modules.meetings.model import AgendaItem, ItemKind, Meeting
from kobe_desk.modules.meetings.rules import Outcome, Vote
from kobe_desk.modules.meetings.usecases.bodies import bodies
from kobe_desk.modules.meetings.usecases.rows import judge, vote_of

EXCERPT = 70  # characters on either side of what was found


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """A motion that was voted on, of whatever year: what it came to and on which base."""

    id: UUID
    number: str
    title: str
    meeting_id: UUID
    meeting: str
    body: str
    body_name: str
    fiscal_year: int
    day: date
    matter: str
    rule: str
    vote: Vote
    carried: bool
    outcome: Outcome
    adopted: bool
    """Whether it stands in adopted minutes; not while they are open for a correction."""


@dataclass(frozen=True, slots=True)
class MinutesHit:
    """A place in the minutes where the words stand: `marks` are from and to in the excerpt."""

    meeting_id: UUID
    item_id: UUID | None
    meeting: str
    day: date
    heading: str
    excerpt: str
    marks: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class MinutesPage:
    """Some of the hits, newest meeting first, and how many there are."""

    hits: tuple[MinutesHit, ...]
    total: int


@query(needs="meetings.read")
def resolution_register(
    session: Session, words: str = "", body: str = "", fiscal_year: int | None = None
) -> tuple[RegisterRow, ...]:
    """Every motion that was voted on, newest first, lost ones too; numbers missing between them were withdrawn."""
    statement = (
        sa.select(AgendaItem, Meeting)
        .join(Meeting, Meeting.id == AgendaItem.meeting_id)
        .where(AgendaItem.kind == ItemKind.MOTION, AgendaItem.carried.is_not(None))
        .order_by(Meeting.starts.desc(), AgendaItem.position)
    )
    if words.strip():
        statement = statement.where(AgendaItem.id.in_(_owners(words)))
    if body:
        statement = statement.where(Meeting.body == body)
    if fiscal_year is not None:
        statement = statement.where(Meeting.fiscal_year == fiscal_year)
    names = {each.key: each.said for each in bodies(session)}
    return tuple(
        _line(motion, found, names.get(found.body, found.body)) for motion, found in session.execute(statement)
    )


@query(needs="meetings.read")
def find_in_minutes(session: Session, words: str, offset: int = 0, limit: int = 50) -> MinutesPage:
    """Where all these words stand in the minutes of any year; variants of kanji, kana and width count as the same."""
    match = search_key.match(words)
    if not match:
        return MinutesPage((), 0)
    connection = session.connection()
    total, docs = connection.execute(_COUNT, {"match": match}).one()
    rows = connection.execute(_PAGE, {"docs": docs, "limit": limit, "offset": offset}).all() if total else []
    wanted = tuple(fold(word) for word in words.split())
    return MinutesPage(tuple(_hit(row, wanted) for row in rows), total)


_COUNT = sa.text("SELECT count(*), json_group_array(rowid) FROM minutes_search WHERE minutes_search MATCH :match")
_PAGE = sa.text(
    "SELECT i.meeting_id, a.id AS item_id, m.title AS meeting, m.starts, m.place, m.chair, m.opening, a.number, "
    "a.title, a.proposal, a.discussion FROM minutes_index i JOIN meeting m ON m.id = i.meeting_id "
    "LEFT JOIN agenda_item a ON a.id = i.owner_id WHERE i.doc IN (SELECT value FROM json_each(:docs)) "
    "ORDER BY m.starts DESC, i.doc LIMIT :limit OFFSET :offset"
).columns(
    meeting_id=Meeting.__table__.c.id.type,
    item_id=AgendaItem.__table__.c.id.type,
    starts=Meeting.__table__.c.starts.type,
)


def _owners(words: str) -> sa.ScalarSelect[UUID]:
    """The keys of what holds the words; words that are all signs find nothing."""
    found = sa.text(
        "SELECT owner_id FROM minutes_index WHERE doc IN "
        "(SELECT rowid FROM minutes_search WHERE minutes_search MATCH :match)"
    ).bindparams(match=search_key.match(words) or '"\ue0ff\ue0ff"')
    return found.columns(sa.column("owner_id", AgendaItem.__table__.c.id.type)).scalar_subquery()


def _line(motion: AgendaItem, found: Meeting, body_name: str) -> RegisterRow:
    return RegisterRow(
        id=motion.id,
        number=motion.number or "",
        title=motion.title,
        meeting_id=found.id,
        meeting=found.title,
        body=found.body,
        body_name=body_name,
        fiscal_year=found.fiscal_year,
        day=found.starts.date(),
        matter=motion.matter,
        rule=motion.rule,
        vote=vote_of(motion),
        carried=bool(motion.carried),
        outcome=judge(motion, found),
        adopted=found.frozen,
    )


def _hit(row: Any, wanted: tuple[str, ...]) -> MinutesHit:
    if row.item_id is None:
        heading, text = "", "\n".join((row.meeting, row.place, row.chair, row.opening))
    else:
        heading = f"{row.number}　{row.title}" if row.number else row.title
        text = "\n".join((row.title, row.proposal, row.discussion))
    excerpt, marks = excerpt_of(text, wanted)
    return MinutesHit(row.meeting_id, row.item_id, row.meeting, row.starts.date(), heading, excerpt, marks)


def excerpt_of(text: str, wanted: tuple[str, ...]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """What stands around the first of the folded words, and where they all are in it."""
    flat = " ".join(text.split())
    folded, places = _folded(flat)
    starts = [place for word in wanted if word and (place := folded.find(word)) >= 0]
    middle = places[min(starts)] if starts else 0
    begin, end = max(0, middle - EXCERPT // 2), min(len(flat), middle + EXCERPT)
    lead = "…" if begin else ""
    shift = begin - len(lead)
    found = (
        (places[at] - shift, places[at + len(word) - 1] + 1 - shift)
        for word in wanted
        if word
        for at in _all(folded, word)
        if begin <= places[at] and places[at + len(word) - 1] < end
    )
    return lead + flat[begin:end] + ("…" if end < len(flat) else ""), tuple(sorted(found))


def _folded(text: str) -> tuple[str, list[int]]:
    """The text as search sees it, and for each of its signs where it stands in the text."""
    folded, places = [], []
    for place, sign in enumerate(text):
        for each in _sign(sign):
            folded.append(each)
            places.append(place)
    return "".join(folded), places


_sign = lru_cache(maxsize=8192)(fold)


def _all(text: str, word: str) -> list[int]:
    found, at = [], text.find(word)
    while at >= 0:
        found.append(at)
        at = text.find(word, at + 1)
    return found
