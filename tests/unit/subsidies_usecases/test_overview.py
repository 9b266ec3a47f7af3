"""The grants of a year for the general meeting: every amount as far as it is known, beside the year before."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa
from openpyxl import load_workbook
from support.papers import squeezed, text_of

from kobe_desk.core import clock
from kobe_desk.core.progress import silent
from kobe_desk.core.records import Records
from kobe_desk.modules.subsidies.exchange.register import House, overview_paper, write_overview
from kobe_desk.modules.subsidies.rules.life import COST
from kobe_desk.modules.subsidies.usecases import (
    applications,
    begin_application,
    bundles,
    grant,
    grant_dues,
    guarded_orders,
    note_step,
    paper_orders,
)
from kobe_desk.modules.subsidies.usecases.overview import NOT_APPLIED, last_results, year_overview

DECISION = {"decision_no": "神地第12号", "decision_date": date(2026, 12, 10), "decided_amount": 80_000}


@pytest.fixture
def records(together_records: tuple[Records, UUID]) -> Records:
    return together_records[0]


def to_the_end(records: Records, key: UUID, settled: int) -> None:
    records.do(note_step, key, "decided", DECISION, date(2026, 12, 12))
    records.do(note_step, key, "report", {"done": "清掃を9回した。"}, date(2027, 4, 10))
    records.do(note_step, key, "settled", {"settled_amount": settled}, date(2027, 4, 20))
    records.do(note_step, key, "claim", {}, date(2027, 4, 25))
    records.do(note_step, key, "paid", {"paid_date": date(2027, 5, 20)}, date(2027, 5, 20))


def line_of(records: Records, key: UUID, year: int = 2026):
    return next(each for each in records.ask(year_overview, year).lines if each.application == key)


def test_every_application_of_the_year_stands_there_with_what_was_asked(
    records: Records, keys: tuple[UUID, ...]
) -> None:
    found = records.ask(year_overview)
    assert found.label == "令和8年度"
    assert [each.application for each in found.lines] == list(keys[:3])
    assert [each.asked for each in found.lines] == [records.ask(grant, key).amounts.asked for key in keys[:3]]
    assert found.sums.asked == sum(records.ask(grant, key).amounts.asked for key in keys[:3])
    assert line_of(records, keys[3], 2027).asked == records.ask(grant, keys[3]).amounts.asked, (
        "its window closes in the next"
    )


def test_the_amount_that_counts_goes_from_asked_to_decided_to_settled(records: Records, keys: tuple[UUID, ...]) -> None:
    line = line_of(records, keys[1])
    assert (line.decided, line.counts) == (None, line.asked)
    to_the_end(records, keys[1], 61_000)
    line = line_of(records, keys[1])
    assert (line.decided, line.settled, line.paid, line.counts, line.due) == (80_000, 61_000, 61_000, 61_000, None)
    assert line.stage == records.ask(grant, keys[1]).now.title


def test_every_page_shows_the_same_figures_after_a_change_and_at_the_end(
    records: Records, keys: tuple[UUID, ...]
) -> None:
    def shown() -> set[tuple[int | None, ...]]:
        line = line_of(records, keys[1])
        listed = next(each for each in records.ask(applications) if each.id == keys[1]).amounts
        together = next(each for row in records.ask(bundles) for each in row.lines if each.id == keys[1]).amounts
        page = records.ask(grant, keys[1]).amounts
        assert listed == together == page
        return {(page.asked, page.decided, page.settled), (line.asked, line.decided, line.settled)}

    asked = records.ask(grant, keys[1]).amounts.asked
    assert shown() == {(asked, None, None)}
    records.do(note_step, keys[1], "decided", DECISION, date(2026, 12, 12))
    changed = {"change": "減らす。", "change_why": "雨", f"{COST}supplies": 38_000, "decided_amount": 70_000}
    records.do(note_step, keys[1], "changed", changed, date(2027, 1, 15))
    assert shown() == {(asked, 70_000, None)}
    records.do(note_step, keys[1], "report", {"done": "清掃"}, date(2027, 4, 10))
    records.do(note_step, keys[1], "settled", {"settled_amount": 61_000}, date(2027, 4, 20))
    assert shown() == {(asked, 70_000, 61_000)}
    records.undo()
    assert shown() == {(asked, 70_000, None)}


def test_what_was_paid_in_advance_has_come_in(records: Records, keys: tuple[UUID, ...]) -> None:
    records.do(note_step, keys[1], "decided", DECISION, date(2026, 12, 12))
    assert line_of(records, keys[1]).paid is None
    advance = {"advance_amount": 30_000, "paid_date": date(2027, 1, 30)}
    records.do(note_step, keys[1], "advance", advance, date(2027, 1, 30))
    assert line_of(records, keys[1]).paid == 30_000


def test_a_withdrawn_application_brings_nothing(records: Records, keys: tuple[UUID, ...]) -> None:
    before = records.ask(year_overview).sums.counts
    ends = [each.stage.id for each in records.ask(grant, keys[1]).stages
            if each.stage.final and "reason" in each.stage.records]  # fmt: skip
    records.do(note_step, keys[1], ends[0], {"reason": "人が集まらなかった"}, date(2026, 12, 12))
    line = line_of(records, keys[1])
    assert line.ended
    assert records.ask(year_overview).sums.counts == before - (line.asked or 0)


def test_the_year_before_stands_beside_and_what_was_not_applied_for_again_comes_last(
    records: Records, keys: tuple[UUID, ...]
) -> None:
    to_the_end(records, keys[1], 61_000)
    this, following = records.ask(year_overview, 2026), records.ask(year_overview, 2027)
    first, *others = following.lines
    assert (first.application, first.before, following.difference(first)) == (keys[3], None, first.asked)
    assert [(each.state, each.before) for each in others] == [(NOT_APPLIED, each.counts) for each in this.lines]
    assert [following.difference(each) for each in others] == [-each.counts for each in this.lines]
    assert following.sums.difference == first.counts - this.sums.counts


def test_an_application_to_the_same_programme_is_compared_once(records: Records, keys: tuple[UUID, ...]) -> None:
    first = line_of(records, keys[0])
    with clock.stopped_at(datetime(2027, 4, 20, 3, 0, tzinfo=UTC)):
        made = {records.do(begin_application, first.programme).result for _ in range(2)}
        found = records.ask(year_overview)
    mine = [each for each in found.lines if each.programme == first.programme]
    assert found.year == 2027
    assert {each.application for each in mine} == made
    assert [each.before for each in mine] == [first.asked, None]
    assert [found.difference(each) for each in mine] == [-(first.asked or 0), None], "nothing was answered yet"


def test_the_overview_is_one_page_on_its_long_side_and_a_workbook_with_the_same_sums(
    records: Records, keys: tuple[UUID, ...], tmp_path: Path
) -> None:
    import pypdfium2

    to_the_end(records, keys[1], 61_000)
    found = records.ask(year_overview, 2026)
    pdf = overview_paper(found, House("みなと坂自治会", date(2027, 5, 25)), silent)
    document = pypdfium2.PdfDocument(pdf)
    width, height = document[0].get_size()
    assert len(document) == 1
    assert width > height
    text = squeezed(text_of(pdf, tmp_path))
    for words in ("令和8年度助成一覧", "令和9年5月25日現在", "61,000", f"{found.sums.asked:,}", "みなと坂自治会"):
        assert words in text
    target = write_overview(found, tmp_path / "一覧.xlsx", silent)
    rows = list(load_workbook(target).active.values)
    assert len(rows) == len(found.lines) + 2
    assert rows[-1][3:7] == (found.sums.asked, found.sums.decided, found.sums.settled, found.sums.paid)


def asked_of_steps(records: Records, query: Any, *args: Any) -> int:
    """How often a question reads the steps of grants."""
    heard: list[str] = []

    def hear(_conn: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        heard.append(statement)

    sa.event.listen(records.database.engine, "before_cursor_execute", hear)
    records.ask(query, *args)
    sa.event.remove(records.database.engine, "before_cursor_execute", hear)
    return sum("FROM grant_step" in each for each in heard)


def test_the_steps_of_all_grants_are_read_at_once_and_by_what_makes_no_paper_not_at_all(
    records: Records, keys: tuple[UUID, ...]
) -> None:
    for query in (grant_dues, year_overview, applications, last_results):
        assert asked_of_steps(records, query) == 1, query
    assert asked_of_steps(records, guarded_orders, keys[:2]) == 1
    assert asked_of_steps(records, paper_orders, keys[:2]) == 0
