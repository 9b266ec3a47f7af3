"""実績報告 takes its day, place and numbers from the event: visibly, without overwriting, and says what changed."""

from datetime import date, datetime
from pathlib import Path
from uuid import UUID

import pytest
from support.papers import squeezed, text_of

from kobe_desk.core.progress import silent
from kobe_desk.core.records import Records
from kobe_desk.modules.association.usecases import offices, profile
from kobe_desk.modules.members import usecases as members
from kobe_desk.modules.members.usecases import officers_on
from kobe_desk.modules.members.usecases.events import EventTied
from kobe_desk.modules.subsidies.exchange import LaterOrder, make_later_papers
from kobe_desk.modules.subsidies.rules.life import TAKEN
from kobe_desk.modules.subsidies.usecases import (
    PaperRequest,
    grant,
    hand_in_on_paper,
    keep_papers,
    note_step,
    open_bundle,
)
from kobe_desk.modules.subsidies.usecases.granting.events import (
    applications_for_event,
    keep_from_event,
    report_from_event,
    take_from_event,
)

FESTIVAL = members.EventRequest(
    "夏祭り", "festival", datetime(2027, 1, 16, 16), datetime(2027, 1, 17, 20), "校庭", "交流", "行事保険 12", 300
)


@pytest.fixture
def records(together_records: tuple[Records, UUID]) -> Records:
    return together_records[0]


@pytest.fixture
def event(records: Records) -> UUID:
    key = records.do(members.add_event, FESTIVAL).result
    records.do(members.report_event, key, {"school": 96, "seniors": 87}, "けがもなく終わった。")
    return key


@pytest.fixture
def key(records: Records, together_records: tuple[Records, UUID]) -> UUID:
    """A grant that was decided: its report is to be written."""
    found = records.ask(open_bundle, together_records[1]).keys[0]
    records.do(keep_papers, found, (PaperRequest("application", "交付申請書", b"%PDF-1.4\n%%EOF"),))
    records.do(hand_in_on_paper, (found,), date(2026, 11, 25))
    decision = {"decision_no": "第12号", "decision_date": date(2026, 12, 10), "decided_amount": 80_000}
    records.do(note_step, found, "decided", decision, date(2026, 12, 12))
    return found


def said(records: Records, key: UUID) -> dict[str, object]:
    return next(dict(each.values) for each in records.ask(grant, key).stages if each.stage.id == "report")


def test_what_is_empty_is_filled_and_what_was_written_stays(records: Records, key: UUID, event: UUID) -> None:
    records.do(report_from_event, key, event, {"people": 200, "place": None})
    told = said(records, key)
    assert (told["done_from"], told["done_to"], told["place"]) == ("2027-01-16", "2027-01-17", "校庭")
    assert (told["people"], told["ages"]) == (200, "小学生96人、65歳以上87人")
    assert told["insurance"] == "行事保険 12（300人分）"
    row = records.ask(grant, key).event
    assert row is not None and row.label == "夏祭り　R9.1.16（土）〜1.17（日）" and row.changed(told) == {}
    assert [each.id for each in records.ask(applications_for_event, event)] == [key]
    records.undo()
    assert said(records, key) == {} and records.ask(grant, key).event is None


def test_an_event_that_changed_is_told_and_overwrites_nothing(records: Records, key: UUID, event: UUID) -> None:
    records.do(report_from_event, key, event, {})
    records.do(members.report_event, event, {"school": 100, "seniors": 87}, "けがもなく終わった。")
    told, row = said(records, key), records.ask(grant, key).event
    assert told["people"] == 183
    assert row is not None and row.changed(told) == {"people": 187, "ages": "小学生100人、65歳以上87人"}
    records.do(keep_from_event, key, told)
    assert row.changed(said(records, key)) == {} and said(records, key)["people"] == 183
    records.undo()
    records.do(take_from_event, key, told)
    assert said(records, key)["people"] == 187 and row.changed(said(records, key)) == {}


def test_a_step_kept_by_hand_remembers_what_was_taken(records: Records, key: UUID, event: UUID) -> None:
    records.do(report_from_event, key, event, {})
    written = {name: value for name, value in said(records, key).items() if name != TAKEN}
    records.do(note_step, key, "report", {**written, "effect": "顔見知りが増えた。"}, None)
    records.do(
        members.edit_event, event, members.EventRequest("夏祭り", "festival", FESTIVAL.start, FESTIVAL.end, "公園")
    )
    row = records.ask(grant, key).event
    assert row is not None and row.changed(said(records, key)) == {"place": "公園"}


def test_a_grant_lets_go_of_its_event_and_only_then_it_can_be_taken_out(
    records: Records, key: UUID, event: UUID
) -> None:
    records.do(report_from_event, key, event, {})
    with pytest.raises(EventTied) as refused:
        records.do(members.remove_event, event)
    assert "申請1件" in refused.value.message()
    records.do(report_from_event, key, None, said(records, key))
    assert TAKEN not in said(records, key) and said(records, key)["place"] == "校庭"
    records.do(members.remove_event, event)


def test_the_paper_of_the_report_says_place_ages_and_insurance(
    records: Records, key: UUID, event: UUID, tmp_path: Path
) -> None:
    records.do(report_from_event, key, event, {"done": "夏祭りをした。"})
    day = date(2027, 2, 1)
    house, officers = records.ask(profile), records.ask(officers_on, day)
    row = records.ask(grant, key)
    order = LaterOrder(row, row.at("report"), said(records, key), house, officers, records.ask(offices), day)
    text = squeezed(text_of(make_later_papers(order, silent)[0].data, tmp_path))
    for words in ("校庭", "183人", "小学生96人", "行事保険12"):
        assert words in text
