"""A grant that ends before its end: suspended or given up (中止・廃止), declined (辞退), or taken back (取下げ)."""

from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from support.granted import Granted, granted_of
from support.granting import later
from support.office_form import office_form
from support.papers import squeezed, text_of

from kobe_desk.core.progress import silent
from kobe_desk.core.records import Records
from kobe_desk.modules.ledger.usecases import EntryRequest, accounts, post_entry
from kobe_desk.modules.subsidies import exchange
from kobe_desk.modules.subsidies.rules import bundle, library
from kobe_desk.modules.subsidies.rules.definition import Programme
from kobe_desk.modules.subsidies.rules.later import DECLINE, WITHDRAW, fits_decision, papers_at, title_of
from kobe_desk.modules.subsidies.rules.layout import Box
from kobe_desk.modules.subsidies.rules.life import Decided, unwritten
from kobe_desk.modules.subsidies.usecases import (
    PaperRequest,
    allocate,
    grant,
    grant_dues,
    keep_boxes,
    keep_next_day,
    note_step,
    own_form,
    own_forms,
    take_form,
    take_step_back,
    use_form,
)
from kobe_desk.modules.subsidies.usecases.granting.checks import SuspensionEndsBeforeStart

SUSPENDED: dict[str, object] = {
    "stop_kind": "suspended", "stop_from": "2027-01-10", "stop_to": "2027-02-28", "reason": "会場の工事のため。",
}  # fmt: skip
GIVEN_UP: dict[str, object] = {"stop_kind": "abandoned", "stop_day": "2027-01-31", "reason": "人手が足りないため。"}
DECIDED = Decided("神地第12号", date(2026, 12, 10), date(2026, 12, 10), 80_000)


@pytest.fixture
def granted(together_records: tuple[Records, UUID], tmp_path: Path) -> Granted:
    return granted_of(*together_records, tmp_path)


def words(granted: Granted, paper: PaperRequest) -> str:
    return squeezed(text_of(paper.data, granted.folder))


def programme(name: str) -> Programme:
    return library.load(bundle.read(next(each for each in library.folders() if each.name == name)))


def missing(values: dict[str, object]) -> list[str]:
    stage = next(each for each in programme("chiiki-katsudo-mihon").stages if each.id == "stopped")
    return [each.label for each in unwritten(stage, values)]


@pytest.fixture
def records(together_records: tuple[Records, UUID]) -> Records:
    return together_records[0]


# 中止・廃止


def test_a_suspension_needs_its_two_days_and_giving_up_needs_its_one() -> None:
    assert missing(SUSPENDED) == missing(GIVEN_UP) == []
    assert missing({"reason": "雨のため。"}) == ["Suspended or given up"], "only then it is known what else is asked"
    assert len(missing({"stop_kind": "suspended", "reason": "雨のため。"})) == 2
    assert missing({"stop_kind": "abandoned", "reason": "雨のため。"}) == ["Day it is given up"]


def test_the_application_to_suspend_says_from_when_to_when(granted: Granted) -> None:
    said = words(granted, granted.papers("stopped", SUSPENDED)["stop"])
    assert "中止・廃止の別(1)中止(2)廃止" in said
    assert "令和9年1月10日から令和9年2月28日まで" in said
    assert "廃止日" not in said
    assert "返還額" not in said, "nobody said one, and none is worked out"


def test_the_application_to_give_up_says_the_day_what_was_spent_and_what_the_office_wants_back(
    granted: Granted,
) -> None:
    account = next(each for each in granted.records.ask(accounts) if each.name == "消耗品費")
    cost = EntryRequest(date(2026, 12, 15), account.id, 12_000, "軍手", "みなと商店")
    granted.records.do(allocate, granted.key, granted.records.do(post_entry, cost).result, 12_000, "supplies")
    values = {**GIVEN_UP, "stop_from": "2027-01-10", "pay_back": 28_000}
    said = words(granted, granted.papers("stopped", values)["stop"])
    assert "廃止日令和9年1月31日" in said
    assert "令和9年1月10日" not in said, "a day of the other kind is not told"
    assert "既執行額12,000円" in said
    assert "助成金の返還額金28,000円" in said


def test_what_was_noted_before_the_kind_was_asked_still_has_its_paper(granted: Granted) -> None:
    said = words(granted, granted.papers("stopped", {"reason": "雨のため。"})["stop"])
    assert "中止・廃止の別(1)中止(2)廃止" in said and "雨のため。" in said


def test_a_suspension_does_not_end_before_it_begins(granted: Granted) -> None:
    with pytest.raises(SuspensionEndsBeforeStart) as refused:
        granted.records.do(note_step, granted.key, "stopped", {**SUSPENDED, "stop_to": "2027-01-09"}, None)
    assert refused.value.field == "stop_to"


def test_signed_papers_are_void_once_another_day_is_written(granted: Granted) -> None:
    occasion = granted.made("stopped", GIVEN_UP)
    granted.sign(occasion, "chair")
    assert granted.state(occasion).papers
    granted.records.do(note_step, granted.key, "stopped", {**GIVEN_UP, "stop_day": "2027-02-01"}, None)
    assert not granted.state(occasion).papers


def test_it_is_listed_for_the_web_form_of_an_office(granted: Granted) -> None:
    order = granted.order("stopped", {**SUSPENDED, "pay_back": 0})
    (found,) = exchange.later_list(order, silent)
    said = {each.question: each.words for each in found.rows}
    assert said["中止・廃止の別"] == "中止"
    assert (said["中止期間の初日"], said["中止期間の末日"]) == ("令和9年1月10日", "令和9年2月28日")
    assert (said["既執行額（円）"], said["助成金の返還額（円）"]) == ("0", "0")


def test_it_is_written_on_the_offices_own_form(granted: Granted) -> None:
    file = granted.folder / "様式.pdf"
    file.write_bytes(office_form())
    granted.records.do(take_form, granted.key, "later-stop", exchange.read_form(file, silent))
    row = granted.records.ask(own_form, granted.key, "later-stop")
    boxes = (Box("later_stop_kind", 1, (57, 42, 60, 14)), Box("later_stop_day", 1, (57, 64, 126, 14)),
             Box("later_cost", 1, (57, 86, 126, 14)))  # fmt: skip
    granted.records.do(keep_boxes, granted.key, row.id, boxes)
    granted.records.do(use_form, granted.key, row.id, True)
    said = words(granted, granted.papers("stopped", GIVEN_UP)["stop"])
    assert "廃止" in said and "31" in said


def test_a_grant_whose_stop_was_not_approved_goes_on_where_it_stood_and_may_be_stopped_again(granted: Granted) -> None:
    records, key = granted.records, granted.key
    records.do(keep_next_day, key, date(2027, 4, 15))
    before = records.ask(grant, key)
    records.do(note_step, key, "stopped", GIVEN_UP, date(2027, 1, 10))
    stopped = records.ask(grant, key)
    assert stopped.now.ends_early and stopped.due is None and key not in {each.id for each in records.ask(grant_dues)}
    assert [each.stage.id for each in stopped.stages if each.may_come] == ["resumed"]
    records.do(note_step, key, "resumed", {"reason": "不承認の通知が届いたため。"}, date(2027, 1, 20))
    row = records.ask(grant, key)
    assert row.due == before.due and row.due is not None, "what the decision's notice said holds again"
    coming = {each.stage.id: each for each in row.stages if each.may_come}
    assert coming.keys() == {each.stage.id for each in before.stages if each.may_come}
    assert coming["stopped"].occasion == "stopped.2", "papers of the first stop stay with it"
    assert not row.now.final
    records.do(note_step, key, "stopped", SUSPENDED, date(2027, 1, 25))
    records.do(note_step, key, "resumed", {"reason": "工事が終わったため。"}, date(2027, 3, 1))
    assert "report" in {each.stage.id for each in records.ask(grant, key).stages if each.may_come}


def test_a_stop_that_was_noted_by_mistake_is_taken_back_and_what_was_written_stays(granted: Granted) -> None:
    step = granted.records.do(note_step, granted.key, "stopped", GIVEN_UP, date(2027, 1, 10)).result
    granted.records.do(take_step_back, granted.key, step)
    row = granted.records.ask(grant, granted.key)
    assert row.now.id == "decided" and row.at("stopped").may_come
    assert row.at("stopped").values["stop_day"] == "2027-01-31"


@pytest.mark.parametrize("name", [each.name for each in library.folders()])
def test_every_programme_that_can_be_stopped_can_go_on(name: str) -> None:
    stages = {each.id: each for each in programme(name).stages}
    if "stopped" in stages:
        assert stages["stopped"].next == ("resumed",)
        assert set(stages["decided"].next) - {"advance", "progress"} <= set(stages["resumed"].next)


# 辞退・取下げ


def test_an_application_is_taken_back_before_the_decision_and_declined_after_it(
    records: Records, keys: tuple[UUID, ...], tmp_path: Path
) -> None:
    before = later(records, keys[1], "withdrawn", reason="日程が合わないため。")
    assert list(before) == [WITHDRAW]
    assert "申請を、下記のとおり取り下げます" in squeezed(text_of(before[WITHDRAW].data, tmp_path))
    records.do(note_step, keys[1], "decided", {"decision_no": "神地第12号", "decision_date": date(2026, 12, 10),
                                               "decided_amount": 80_000}, date(2026, 12, 12))  # fmt: skip
    after = later(records, keys[1], "withdrawn", reason="日程が合わないため。")
    assert list(after) == [DECLINE]
    said = squeezed(text_of(after[DECLINE].data, tmp_path))
    assert "助成金交付辞退届" in said and "交付決定の通知を受けましたが、下記のとおり助成金の交付を辞退します" in said
    assert "令和8年12月10日神地第12号" in said and "金80,000円" in said and "日程が合わないため。" in said
    assert "取り下げ" not in said and "取下" not in said


def test_the_paper_stays_the_same_once_it_is_noted(granted: Granted) -> None:
    granted.records.do(note_step, granted.key, "withdrawn", {"reason": "雨のため。"}, date(2027, 1, 10))
    assert list(granted.papers("withdrawn", {"reason": "雨のため。"})) == [DECLINE]
    assert granted.records.ask(grant, granted.key).now.ends_early


def test_what_was_only_announced_is_declined_by_the_form_for_changes() -> None:
    announced, first = programme("fureai-machizukuri-2019"), programme("ecotown-2022")
    for each, title in ((announced, "計画変更（辞退）届"), (first, "助成金交付辞退届")):
        assert [
            title_of(each, paper) for paper in papers_at(each, "withdrawn") if fits_decision(each, paper, DECIDED)
        ] == [title]


def test_what_is_only_registered_is_taken_back_and_never_declined() -> None:
    clean = programme("shigen-kaishu-2023")
    (paper,) = papers_at(clean, "withdrawn")
    assert paper.name == WITHDRAW and fits_decision(clean, paper, Decided("登録第3号", date(2026, 5, 1)))


def test_the_offices_own_form_is_offered_for_both(granted: Granted) -> None:
    found = granted.records.ask(own_forms, granted.key, "withdrawn").forms
    assert [each.form.title for each in found] == ["助成金交付申請取下書", "助成金交付辞退届"]
