"""The roster as of an earlier day against the bare statements it asks, on the same connection."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa
from benchmarks.conftest import People
from benchmarks.race import Ratios
from benchmarks.sizes import PEOPLE

from kobe_desk.core.vault.opening import OpenDesk
from kobe_desk.modules.members.usecases import PeopleFilter, people, rename_person, roster_on

pytestmark = pytest.mark.benchmark
DAY = date(2024, 4, 1)
RENAMED = 50


@pytest.fixture(scope="module")
def desk(people: People, tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenDesk]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(tmp_path_factory.mktemp("home")))
        with people.opened() as opened:
            yield opened


def statements(desk: OpenDesk) -> list[tuple[str, Any]]:
    """What the roster asks of the database, as it reaches it."""
    heard: list[tuple[str, Any]] = []

    def hear(_conn: Any, _cursor: Any, statement: str, parameters: Any, _context: Any, _many: bool) -> None:
        heard.append((statement, parameters))

    sa.event.listen(desk.database.engine, "before_cursor_execute", hear)
    desk.records.ask(roster_on, DAY)
    sa.event.remove(desk.database.engine, "before_cursor_execute", hear)
    return [each for each in heard if each[0].lstrip().upper().startswith("SELECT")]


def test_the_roster_of_an_earlier_day_costs_little_more_than_its_sql(ratios: Ratios, desk: OpenDesk) -> None:
    for row in desk.records.ask(people, PeopleFilter(), 0, RENAMED).rows:
        desk.records.do(rename_person, row.id, f"{row.name}改", row.kana, date(2025, 4, 1))
    asked = statements(desk)
    connection: Any = desk.database.engine.raw_connection().dbapi_connection

    def bare() -> int:
        return sum(len(connection.execute(statement, parameters).fetchall()) for statement, parameters in asked)

    assert desk.records.ask(roster_on, DAY).people > PEOPLE // 2
    assert bare() > PEOPLE // 2
    row = ratios.race(
        f"roster as of {DAY}, {PEOPLE:,} people", lambda: desk.records.ask(roster_on, DAY), bare, most=2.0, rounds=21
    )
    assert row.held, str(row)
