"""What stands beside the questions of a bundle: its calculations, what came before, its lists, newer versions."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import UUID

import openpyxl
import pypdfium2
import pytest

from kobe_desk.core.permission import NotAllowed, Role, Who
from kobe_desk.core.progress import silent
from kobe_desk.core.records import Records
from kobe_desk.core.text import _
from kobe_desk.modules.association.usecases import profile, save_profile
from kobe_desk.modules.subsidies.exchange import list_all, make_calculations, write_lists
from kobe_desk.modules.subsidies.rules.together import Place
from kobe_desk.modules.subsidies.usecases import (
    PaperRequest,
    answer_apart,
    begin_bundle,
    compared_together,
    hand_in_on_paper,
    keep_answer_together,
    keep_papers,
    offers,
    open_bundle,
    paper_orders,
    take_before_together,
    take_today_together,
)
from kobe_desk.modules.subsidies.usecases.comparing import ThreeWay
from kobe_desk.modules.subsidies.usecases.programmes import (
    newer_versions,
    programme_places,
    save_programme,
    take_newer_version,
)


@pytest.fixture
def sample_records(together_records: tuple[Records, UUID]) -> Records:
    return together_records[0]


@pytest.fixture
def earlier(together_records: tuple[Records, UUID]) -> UUID:
    """Last time's bundle, handed in on paper."""
    records, key = together_records
    keys = records.ask(open_bundle, key).keys
    for each in keys:
        records.do(keep_papers, each, (PaperRequest("application", "交付申請書", b"%PDF-1.4\n%%EOF"),))
    records.do(hand_in_on_paper, keys, date(2026, 11, 25))
    return key


@pytest.fixture
def again(sample_records: Records, earlier: UUID) -> UUID:
    """The same programmes once more."""
    ready = tuple(each.key for each in sample_records.ask(offers) if not each.past and not each.unconfirmed)
    ours = {each.application.programme.id for each in sample_records.ask(open_bundle, earlier).opened}
    wanted = [
        each.key for each in sample_records.ask(offers) if each.key in ready and each.programme.id in ours
    ]  # fmt: skip
    return sample_records.do(begin_bundle, tuple(wanted)).result


def row_of(records: Records, key: UUID, field: str) -> ThreeWay:
    return next(each for each in records.ask(compared_together, key).rows if each.field.id == field)


def where(row: ThreeWay) -> tuple[UUID, str]:
    key, _colon, field = row.key.partition(":")
    return UUID(key), field


def values(records: Records, key: UUID, field: str) -> list[object]:
    return [
        each.application.answers.value(field)
        for each in records.ask(open_bundle, key).opened
        if field in each.application.programme.fields
    ]


def test_a_question_that_several_ask_is_compared_once_and_says_for_whom(sample_records: Records, again: UUID) -> None:
    found = sample_records.ask(compared_together, again)
    assert len(found.programmes) == 4
    asked = [each.field.id for each in found.rows]
    assert asked.count("org_name") == 1
    assert len(row_of(sample_records, again, "org_name").programmes) == 4
    assert len(found.before) == 4 and any("令和8年度" in each for each in found.before)


def test_the_answer_before_goes_to_every_programme_and_counts_as_looked_at(
    sample_records: Records, again: UUID
) -> None:
    row = row_of(sample_records, again, "content")
    assert row.before is not None and row.before.value and row.now.blank
    sample_records.do(take_before_together, again, *where(row))
    assert set(values(sample_records, again, "content")) == {row.before.value}
    assert row_of(sample_records, again, "content").settled
    opened = sample_records.ask(open_bundle, again).opened
    assert all(each.application.answers.get("content").confirmed_by for each in opened)
    sample_records.undo()
    assert set(values(sample_records, again, "content")) == {None}


def test_what_the_desk_says_today_goes_to_every_programme(sample_records: Records, again: UUID) -> None:
    house = sample_records.ask(profile)
    sample_records.do(save_profile, replace(house, phone="078-000-0999"))
    row = row_of(sample_records, again, "phone")
    assert (row.before.value, row.today.value, row.now.value) == (house.phone, "078-000-0999", house.phone)
    sample_records.do(take_today_together, again, *where(row))
    assert set(values(sample_records, again, "phone")) == {"078-000-0999"}


def test_each_question_of_a_bundle_is_settled_by_itself(sample_records: Records, again: UUID) -> None:
    def left() -> list[str]:
        return [each.field.id for each in sample_records.ask(compared_together, again).rows if not each.settled]

    before = left()
    sample_records.do(keep_answer_together, again, *where(row_of(sample_records, again, "team")))
    assert [each for each in before if each not in left()] == ["team"]


def test_a_question_answered_apart_is_compared_for_each_programme(sample_records: Records, again: UUID) -> None:
    first = sample_records.ask(open_bundle, again).keys[0]
    sample_records.do(answer_apart, again, first, ("common.content",), True)
    found = [each for each in sample_records.ask(compared_together, again).rows if each.field.id == "content"]
    assert [len(each.programmes) for each in found] == [1] * len(found) and len(found) > 1
    sample_records.do(take_before_together, again, *where(found[1]))
    assert [bool(each) for each in values(sample_records, again, "content")].count(True) == 1


def test_who_may_only_read_settles_nothing(sample_records: Records, again: UUID) -> None:
    row = row_of(sample_records, again, "content")
    sample_records.who = Who("slot-2", "監査", Role.READER)
    with pytest.raises(NotAllowed):
        sample_records.do(take_before_together, again, *where(row))


def test_every_programme_has_its_list_and_its_sheet(sample_records: Records, earlier: UUID, tmp_path: Path) -> None:
    orders = sample_records.ask(paper_orders, sample_records.ask(open_bundle, earlier).keys)
    lists = list_all(orders, silent)
    assert [each.title for each in lists] == [each.application.programme.title for each in orders]
    for each in lists:
        words = {row.question: row.words for row in each.rows}
        assert words["団体名"] == "みなと坂自治会"
        assert any(row.page == "金額" for row in each.rows)
    book = openpyxl.load_workbook(write_lists(lists, tmp_path / "一覧.xlsx", silent))
    assert len(book.sheetnames) == len(lists)
    for sheet, each in zip(book.worksheets, lists, strict=True):
        assert sheet.title == each.title[:31]
        assert sheet.max_row == len(each.rows) + 1


def text_of(pdf: bytes) -> str:
    return "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf))


def test_the_way_to_each_amount_is_a_paper_and_all_of_them_are_one(sample_records: Records, earlier: UUID) -> None:
    row = sample_records.ask(open_bundle, earlier)
    orders = sample_records.ask(paper_orders, row.keys)
    (title, whole), *single = make_calculations(orders, silent)
    assert title == _("All programmes")
    assert [each for each, _pdf in single] == [each.application.programme.title for each in row.opened]
    for _title, pdf in single:
        assert "算定表" in text_of(pdf)
    assert len(pypdfium2.PdfDocument(whole)) == sum(len(pypdfium2.PdfDocument(pdf)) for _title, pdf in single)


def test_an_amount_that_is_not_worked_out_yet_has_no_paper(sample_records: Records, again: UUID) -> None:
    orders = sample_records.ask(paper_orders, sample_records.ask(open_bundle, again).keys)
    titles = {each.application.programme.title for each in orders}
    assert titles - {title for title, _pdf in make_calculations(orders, silent)}


def test_a_newer_version_of_one_programme_keeps_the_answers_of_the_bundle(
    sample_records: Records, together_records: tuple[Records, UUID]
) -> None:
    key = together_records[1]
    row = sample_records.ask(open_bundle, key)
    assert sample_records.ask(newer_versions, row.keys) == ()
    own = next(each.key for each in sample_records.ask(offers) if each.programme.id == "ecotown" and not each.past)
    words = {"page/project/field/place/label": "どこでしますか"}
    sample_records.do(save_programme, own, words, sample_records.ask(programme_places, own).fingerprint)
    ((changed, difference),) = sample_records.ask(newer_versions, row.keys)
    assert changed == row.keys[1]
    assert [each.line() for each in difference.changes if each.of == "どこでしますか"] == [
        f"{_('Question')}：場所 → どこでしますか"
    ]
    before = [each.application.answers.value("place") for each in row.opened]
    sample_records.do(take_newer_version, changed)
    now = sample_records.ask(open_bundle, key)
    assert [each.application.answers.value("place") for each in now.opened] == before
    assert now.opened[1].application.programme.fields["place"].label == "どこでしますか"
    assert now.opened[1].application.answers.get("place").stale
    assert len(now.together().same(Place(0, "place"))) == len(before), "it is still answered once for all"
