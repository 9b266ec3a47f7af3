"""The application before, the desk today, and this one: side by side, and settled one by one."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import UUID

import openpyxl
import pytest

from kobe_desk.core.progress import silent
from kobe_desk.core.records import Records
from kobe_desk.modules.association.usecases import profile, save_profile
from kobe_desk.modules.subsidies.exchange import listed_answers, write_lists
from kobe_desk.modules.subsidies.rules.answers import Origin
from kobe_desk.modules.subsidies.usecases import (
    AnswerList,
    PaperRequest,
    application,
    begin_application,
    compared,
    hand_in_on_paper,
    keep_answer,
    keep_papers,
    open_application,
    paper_order,
    take_before,
    take_today,
)

MIHON = "chiiki-katsudo-mihon"


@pytest.fixture
def earlier(sample_records: Records, answered: UUID) -> UUID:
    """Handed in, on paper."""
    paper = PaperRequest("application", "交付申請書", b"%PDF-1.4\n%%EOF")
    sample_records.do(keep_papers, answered, (paper,))
    sample_records.do(hand_in_on_paper, (answered,), date(2026, 11, 25))
    return answered


@pytest.fixture
def key(sample_records: Records, earlier: UUID) -> UUID:
    return sample_records.do(begin_application, MIHON).result


def row_of(records: Records, key: UUID, field: str):
    return next(each for each in records.ask(compared, key).rows if each.field.id == field)


def test_without_an_application_before_there_is_nothing_to_compare(sample_records: Records) -> None:
    key = sample_records.do(begin_application, MIHON).result
    assert not sample_records.ask(open_application, key).has_before
    assert all(each.before is None for each in sample_records.ask(compared, key).rows)


def test_what_the_definition_carries_over_is_there_and_to_be_looked_at(
    sample_records: Records, earlier: UUID, key: UUID
) -> None:
    before = sample_records.ask(application, earlier).answers.value("team")
    now = sample_records.ask(application, key).answers.get("team")
    assert before
    assert (now.value, now.origin, now.stale) == (before, Origin.CARRIED, True)
    assert "令和8年度" in now.source
    assert sample_records.ask(application, key).answers.get("content").blank, "what is not carried is asked again"


def test_the_three_answers_stand_side_by_side_and_each_can_be_taken(sample_records: Records, key: UUID) -> None:
    house = sample_records.ask(profile)
    sample_records.do(save_profile, replace(house, phone="078-000-0999"))
    row = row_of(sample_records, key, "phone")
    assert (row.before.value, row.today.value, row.now.value) == (house.phone, "078-000-0999", house.phone)
    assert not row.same
    sample_records.do(take_today, key, "phone")
    assert row_of(sample_records, key, "phone").now.value == "078-000-0999"
    sample_records.do(take_before, key, "phone")
    row = row_of(sample_records, key, "phone")
    assert (row.now.value, row.settled) == (house.phone, True)
    sample_records.undo()
    assert row_of(sample_records, key, "phone").now.value == "078-000-0999"


def test_each_question_is_settled_by_itself(sample_records: Records, key: UUID) -> None:
    before = [each.field.id for each in sample_records.ask(compared, key).rows if not each.settled]
    sample_records.do(keep_answer, key, "team")
    after = [each.field.id for each in sample_records.ask(compared, key).rows if not each.settled]
    assert [each for each in before if each not in after] == ["team"]


def test_every_answer_can_be_copied_and_is_written_for_excel(
    sample_records: Records, earlier: UUID, tmp_path: Path
) -> None:
    rows = listed_answers(sample_records.ask(paper_order, earlier), silent)
    words = {each.question: each.words for each in rows}
    assert words["団体名"] == "みなと坂自治会"
    assert words["交付申請額"].isdecimal()
    assert [each.question for each in rows if each.secret], "the account's number is not shown"
    target = write_lists([AnswerList("地域活動補助金", rows)], tmp_path / "一覧.xlsx", silent)
    sheet = openpyxl.load_workbook(target).active
    assert [cell.value for cell in sheet[1]] == ["ページ", "質問", "答え"]
    assert sheet.max_row == len(rows) + 1
    phone = next(row for row in sheet.iter_rows(values_only=True) if row[1] == "電話番号")
    assert phone[2].startswith("0"), "a telephone number keeps its first digit"
