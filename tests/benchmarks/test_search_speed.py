"""Search as it is typed, letter by letter, against the same answers by hand-written SQL on the same connection."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from benchmarks.conftest import People
from benchmarks.race import Ratios
from benchmarks.sizes import MANY_PEOPLE

from kobe_desk.core import clock, search_key
from kobe_desk.core.vault.opening import OpenDesk
from kobe_desk.modules.members.usecases import PeopleFilter, PeoplePage
from kobe_desk.modules.members.usecases import people as people_found

pytestmark = pytest.mark.benchmark
TYPED = tuple(
    word[:end]
    for word in ("さとう", "ｻｲﾄｳ", "佐藤 健", "山田太郎", "078-51", "港島中町", "はなこ", "12番", "いない人")
    for end in range(1, len(word) + 1)
)
"""Every text that stands in the field while these are typed."""
HITS = "SELECT count(*), json_group_array(rowid) FROM person_search WHERE person_search MATCH :match"
PAGE = """SELECT i.doc {total} FROM person_index i {members}
WHERE {chosen} i.doc IN (SELECT value FROM json_each(:docs)) ORDER BY i.sort_key, i.doc LIMIT 50"""
ROWS = """SELECT p.id, p.name, p.kana, p.household_id, p.head, p.relation, a.name, h.house_number, h.address,
h.building, coalesce(nullif(p.phone, ''), nullif(p.mobile, ''), h.phone, ''), p.birth, p.joined, p.until
FROM person_index i JOIN person p ON p.id = i.person_id LEFT JOIN household h ON h.id = p.household_id
LEFT JOIN area a ON a.id = h.area_id WHERE i.doc IN (SELECT value FROM json_each(:docs)) ORDER BY i.sort_key, i.doc"""
PAGES = {
    "": PAGE.format(total="", members="", chosen=""),
    "present": PAGE.format(
        total=", count(*) OVER ()",
        members="JOIN person p ON p.id = i.person_id",
        chosen="(p.joined IS NULL OR p.joined <= :on) AND (p.until IS NULL OR p.until > :on) AND",
    ),
}
Answer = tuple[int, list[bytes]]


@pytest.fixture(scope="module")
def desk(many_people: People, tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenDesk]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(tmp_path_factory.mktemp("home")))
        with many_people.opened() as opened:
            yield opened


def raw(desk: OpenDesk, state: str) -> Callable[[str], Answer]:
    """The total, and the first fifty: what the index finds, which of it is on the page, and the lines of these."""
    connection: Any = desk.database.engine.raw_connection().dbapi_connection
    page = PAGES[state]

    def answer(words: str) -> Answer:
        total, docs = connection.execute(HITS, {"match": search_key.match(words)}).fetchone()
        first = connection.execute(page, {"docs": docs, "on": clock.today().isoformat()}).fetchall()
        total = first[0][1] if first and state else total
        return total, connection.execute(ROWS, {"docs": str([row[0] for row in first])}).fetchall()

    return answer


def own(desk: OpenDesk, state: str) -> Callable[[str], PeoplePage]:
    return lambda words: desk.records.ask(people_found, PeopleFilter(words, state=state))


@pytest.mark.parametrize(("state", "said"), [("", "all"), ("present", "members")])
def test_search_as_you_type_costs_little_more_than_the_bare_query(
    ratios: Ratios, desk: OpenDesk, state: str, said: str
) -> None:
    ask, bare = own(desk, state), raw(desk, state)
    for words in TYPED:
        page, (total, rows) = ask(words), bare(words)
        assert (words, page.total, [row.id.bytes for row in page.rows]) == (words, total, [row[0] for row in rows])
    row = ratios.race(
        f"search as typed, {MANY_PEOPLE:,} people, {said}",
        lambda: [ask(words) for words in TYPED],
        lambda: [bare(words) for words in TYPED],
        most=1.5,
        rounds=7,
    )
    assert row.held, str(row)


def test_answers_equal_a_look_through_everybody(desk: OpenDesk) -> None:
    ask = own(desk, "")
    everybody = """SELECT p.id, p.name, p.kana, p.mail, p.number, p.phone, p.mobile, h.address, h.building,
        h.postal_code, h.phone FROM person p LEFT JOIN household h ON h.id = p.household_id"""
    connection: Any = desk.database.engine.raw_connection().dbapi_connection
    stored = [tuple(cell or "" for cell in row) for row in connection.execute(everybody).fetchall()]
    for words in ("佐", "さとう", "ﾔﾏﾀﾞ", "07851"):
        hits = {row[0] for row in stored if _fits(words, row)}
        page = ask(words)
        assert page.total == len(hits)
        assert {row.id.bytes for row in page.rows} <= hits


def _fits(words: str, row: tuple[Any, ...]) -> bool:
    _key, name, kana, mail, number, phone, mobile, address, building, postal, home = row
    texts, numbers = (name, kana, mail, number, address, building), (phone, mobile, postal, home)
    return search_key.found_in(words, *texts, numbers=numbers)
