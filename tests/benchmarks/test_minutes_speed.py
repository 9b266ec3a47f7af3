"""Minutes of many years: full-text search against the bare query; binding a book against the library's merge."""

import random
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta
from io import BytesIO
from typing import Any

import pypdfium2
import pytest
from benchmarks.race import Ratios
from benchmarks.sizes import sized
from sqlalchemy.orm import Session
from support.key import KEY

from kobe_desk.core import migrate, search_key
from kobe_desk.core.database import Database
from kobe_desk.core.permission import Role, Who, usecase
from kobe_desk.core.progress import silent
from kobe_desk.core.records import Records
from kobe_desk.modules.association.usecases import Profile
from kobe_desk.modules.meetings.model import AgendaItem, Meeting
from kobe_desk.modules.meetings.papers import book
from kobe_desk.modules.meetings.usecases import MeetingRequest, find_in_minutes, meeting, plan_meeting
from kobe_desk.paper.document import Paper, PaperFacts
from kobe_desk.paper.styles import CELL

pytestmark = pytest.mark.benchmark
MINUTES = sized(10_000)
SAYINGS = ("会費", "三宮", "夏まつり", "防災訓練", "会館", "清掃", "防犯カメラ", "予算", "決算")
TYPED = ("会", "会費", "三宮", "防犯カメラ", "夏まつり", "会費 三宮", "いない言葉")
RAW = (
    "SELECT count(*) FROM minutes_search WHERE minutes_search MATCH :match",
    "SELECT i.meeting_id, m.title, m.starts, m.place, m.chair, m.opening, a.id, a.number, a.title, a.proposal, "
    "a.discussion FROM minutes_index i JOIN meeting m ON m.id = i.meeting_id "
    "LEFT JOIN agenda_item a ON a.id = i.owner_id "
    "WHERE i.doc IN (SELECT rowid FROM minutes_search WHERE minutes_search MATCH :match) "
    "ORDER BY m.starts DESC, i.doc LIMIT 50",
)


@usecase(label="Many minutes", needs="meetings.edit")
def fill(session: Session, count: int) -> None:
    """So many points of meetings, four to a meeting, of some hundred characters each."""
    dice, day = random.Random(7), datetime(1990, 4, 15, 10)
    rules = session.get_one(Meeting, plan_meeting(session, MeetingRequest("総会", day))).rules
    for number in range(count // 4):
        found = Meeting(body="board", title=f"第{number}回役員会", fiscal_year=2000, rules=rules,
                        starts=day + timedelta(days=number))  # fmt: skip
        for place in range(4):
            text = "。".join(f"{dice.choice(SAYINGS)}について、{dice.choice(SAYINGS)}の件を話した" for _ in range(8))
            found.items.append(AgendaItem(position=place, number=f"{number}-{place}", title="議案", discussion=text))
        session.add(found)
        if number % 200 == 199:
            session.flush()


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Records]:
    path = tmp_path_factory.mktemp("minutes") / "desk.db"
    migrate.create(path, KEY)
    opened = Records(Database.open(path, KEY), Who("slot-1", "書記", Role.SECRETARY))
    opened.do(fill, MINUTES)
    yield opened
    opened.close()


def raw(records: Records) -> Callable[[str], tuple[int, list[Any]]]:
    connection: Any = records.database.engine.raw_connection().dbapi_connection

    def answer(words: str) -> tuple[int, list[Any]]:
        asked = {"match": search_key.match(words)}
        (total,) = connection.execute(RAW[0], asked).fetchone()
        return total, connection.execute(RAW[1], asked).fetchall()

    return answer


def test_searching_all_minutes_costs_little_more_than_the_bare_query(ratios: Ratios, records: Records) -> None:
    bare = raw(records)
    for words in TYPED:
        page, (total, rows) = records.ask(find_in_minutes, words), bare(words)
        assert (words, page.total, len(page.hits)) == (words, total, len(rows))
        assert all(hit.marks for hit in page.hits)
    row = ratios.race(
        f"search in {MINUTES:,} minutes",
        lambda: [records.ask(find_in_minutes, words) for words in TYPED],
        lambda: [bare(words) for words in TYPED],
        most=1.5,
        rounds=7,
    )
    assert row.held, str(row)


def paper_of(pages: int) -> bytes:
    """A paper as associations bind it in: forty lines of figures on a page, ruled."""
    paper = Paper(PaperFacts("資料"))
    for number in range(pages):
        for place in range(40):
            text = f"{number + 1}の{place + 1}　会館の修繕費、備品の購入費、清掃用具　{place * 1234:,}円"
            paper.sheet.text(25, 30 + place * 6, text, CELL)
            paper.sheet.line(25, 31 + place * 6, 185, 31 + place * 6)
        if number + 1 < pages:
            paper.add_sheet()
    return paper.finish()


def merged(parts: Sequence[bytes]) -> bytes:
    """The library's own merge."""
    whole = pypdfium2.PdfDocument.new()
    for data in parts:
        source = pypdfium2.PdfDocument(data)
        whole.import_pages(source)
        source.close()
    buffer = BytesIO()
    whole.save(buffer)
    return buffer.getvalue()


def test_binding_two_hundred_pages(ratios: Ratios, records: Records) -> None:
    """Merging with page numbers against the bare merge; what writing cover, contents and proposals adds is told."""
    key = records.do(plan_meeting, MeetingRequest("令和8年度 通常総会", datetime(2026, 4, 19, 10))).result
    row, house, day = records.ask(meeting, key), Profile("みなと台自治会"), date(2026, 4, 5)
    parts = [paper_of(20) for _ in range(10)]
    front = book.front_of(row, house, [book.Line("資料", "決算書", 1)], day, 200)
    bound = ratios.race(
        "200 pages merged and numbered",
        lambda: book.bind(front, parts, silent),
        lambda: merged((front.front, *parts)),
        most=1.5,
        rounds=15,
    )
    papers = tuple(book.Bound("", f"資料{number}", data) for number, data in enumerate(parts))
    ratios.race(
        "the whole book, with cover and contents",
        lambda: book.book_pdf(row, house, papers, day, silent),
        lambda: merged((front.front, *parts)),
        most=None,
        rounds=5,
    )
    assert bound.held, str(bound)
