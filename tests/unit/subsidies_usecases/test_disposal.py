"""A thing bought with a grant is disposed of: asked for on paper, signed and packed, approved, and only then done."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from support.granted import Granted, granted_of

from kobe_desk.core import clock
from kobe_desk.core.progress import silent
from kobe_desk.core.records import Records
from kobe_desk.modules.association.usecases import Profile, offices, profile
from kobe_desk.modules.members.usecases import officers_on
from kobe_desk.modules.subsidies import exchange
from kobe_desk.modules.subsidies.papers.register import lines_of
from kobe_desk.modules.subsidies.rules.disposal import KINDS, bound
from kobe_desk.modules.subsidies.rules.life import unwritten
from kobe_desk.modules.subsidies.usecases import (
    PaperRequest,
    grant,
    keep_later_papers,
    later_package_order,
    note_step,
    own_forms,
    record_later_package,
    take_step_back,
)
from kobe_desk.modules.subsidies.usecases.assets import (
    AssetRequest,
    AssetRow,
    BoughtLater,
    DisposalBelowNothing,
    DisposalRequest,
    NoGrantOfAsset,
    asset,
    dispose_asset,
    plan_disposal,
    save_asset,
    take_disposal_back,
    wanted_disposal,
)

BOUGHT = date(2026, 12, 20)
WANTED = DisposalRequest(date(2028, 5, 1), "骨組みが折れて、直せない。", kind="scrapped")
APPROVED = {"change": "日", "change_why": "雪", "decision_no": "神地第30号"}


@pytest.fixture
def granted(together_records: tuple[Records, UUID], tmp_path: Path) -> Granted:
    return granted_of(*together_records, tmp_path)


def tent(granted: Granted) -> AssetRequest:
    return AssetRequest("簡易テント", BOUGHT, 48_000, 40_000, application=granted.key, place="集会所の倉庫",
                        keeper="会計", limit=date(2031, 12, 20))  # fmt: skip


def in_register(granted: Granted, **more: object) -> UUID:
    return granted.records.do(save_asset, replace(tent(granted), **more)).result


def row_of(granted: Granted, key: UUID) -> AssetRow:
    row = granted.records.ask(asset, key)
    assert row is not None
    return row


def made(granted: Granted, key: UUID) -> tuple[PaperRequest, ...]:
    found, records = granted.records.ask(wanted_disposal, key), granted.records
    order = exchange.LaterOrder(found.grant, found.row, dict(found.row.values), records.ask(profile) or Profile(""),
                                records.ask(officers_on, clock.today()), records.ask(offices), clock.today(),
                                asset=found.asset)  # fmt: skip
    return exchange.make_later_papers(order, silent)


def kept(granted: Granted, key: UUID) -> str:
    """The application for approval made and kept; its occasion."""
    occasion = row_of(granted, key).occasion
    granted.records.do(keep_later_papers, granted.key, occasion, made(granted, key))
    return occasion


def test_a_last_day_that_nobody_asked_for_is_not_over() -> None:
    day = date(2028, 5, 1)
    assert bound(40_000, None, day)
    assert bound(40_000, day, day)
    assert not bound(40_000, date(2028, 4, 30), day)
    assert not bound(0, None, day)


def test_the_application_says_what_the_register_knows_and_invents_nothing(
    granted: Granted, words_of: Callable[[PaperRequest], str]
) -> None:
    key = in_register(granted)
    granted.records.do(plan_disposal, key, replace(WANTED, kind="sold", proceeds=5_000))
    (paper,) = made(granted, key)
    said = words_of(paper)
    for each in ("財産処分承認申請書", "参考様式", "公式の様式ではありません", "神地第12号",
                 row_of(granted, key).number, "簡易テント", "令和8年12月20日", "48,000円", "40,000円", "集会所の倉庫",
                 "令和13年12月20日", "売却", "5,000円", "骨組みが折れて、直せない。", "令和10年5月1日"):  # fmt: skip
        assert each in said, each
    assert "返還額" not in said, "the office says it, or nobody"
    granted.records.do(save_asset, replace(tent(granted), limit=None), key)
    granted.records.do(plan_disposal, key, replace(WANTED, back=12_000))
    said = words_of(made(granted, key)[0])
    assert "処分制限の期限" not in said
    assert "12,000円" in said


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_disposal_stands_on_the_paper(
    granted: Granted, kind: str, words_of: Callable[[PaperRequest], str]
) -> None:
    key = in_register(granted)
    granted.records.do(plan_disposal, key, replace(WANTED, kind=kind))
    assert KINDS[kind].printed in words_of(made(granted, key)[0])


def test_long_names_and_reasons_stand_whole(granted: Granted, words_of: Callable[[PaperRequest], str]) -> None:
    name = "折りたたみ式アルミ製大型テント（三方幕・おもり・収納袋・名入れ付き）" * 3
    key = in_register(granted, name=name, place="社会福祉法人みなと台福祉会みなと台ケアハウスの倉庫", price=123_456_789)
    reason = "".join(f"{number}番めの骨が折れた。" for number in range(101, 161))
    granted.records.do(plan_disposal, key, replace(WANTED, reason=reason))
    said = words_of(made(granted, key)[0])
    assert name in said
    assert said.count("番めの骨が折れた。") == 60


def test_it_is_signed_and_packed_like_the_other_papers_of_the_grant(granted: Granted) -> None:
    key = in_register(granted)
    granted.records.do(plan_disposal, key, WANTED)
    occasion = kept(granted, key)
    granted.sign(occasion, "chair")
    order = granted.records.ask(later_package_order, granted.key, occasion)
    assert [paper.title for paper, _data in order.papers] == ["財産処分承認申請書（参考様式）"]
    granted.records.do(record_later_package, granted.key, occasion, "財産処分.zip", "0" * 64)
    granted.records.do(plan_disposal, key, replace(WANTED, approval="神地第9号", approved=date(2028, 4, 20)))
    assert granted.state(occasion).papers, "the approval changes nothing of what was asked for"


def test_the_paper_is_void_once_it_would_say_otherwise_and_stays_where_only_a_step_of_the_grant_moved(
    granted: Granted,
) -> None:
    key, other = in_register(granted), in_register(granted, name="発電機")
    for each in (key, other):
        granted.records.do(plan_disposal, each, WANTED)
    occasion, beside = kept(granted, key), kept(granted, other)
    granted.records.do(note_step, granted.key, "changed", {"change": "日", "change_why": "雪"}, date(2027, 1, 10))
    assert granted.state(occasion).papers
    granted.records.do(plan_disposal, key, replace(WANTED, kind="given"))
    assert not granted.state(occasion).papers
    assert granted.state(beside).papers, "each thing is asked for by itself"
    granted.records.do(save_asset, replace(tent(granted), name="発電機", price=50_000), other)
    assert not granted.state(beside).papers


def test_the_paper_is_void_once_the_decision_it_tells_is_another_one(
    granted: Granted, words_of: Callable[[PaperRequest], str]
) -> None:
    """The number of the decision was noted wrongly, and is put right after the application was made."""
    key = in_register(granted)
    granted.records.do(plan_disposal, key, WANTED)
    occasion = kept(granted, key)
    (step,) = (each for each in granted.records.ask(grant, granted.key).stages if each.day)
    assert step.key is not None
    granted.records.do(take_step_back, granted.key, step.key)
    right = {**step.values, "decision_no": "神地第21号"}
    granted.records.do(note_step, granted.key, "decided", right, step.day)
    assert not granted.state(occasion).papers
    assert "神地第21号" in words_of(made(granted, key)[0])
    kept(granted, key)
    granted.records.do(note_step, granted.key, "changed", APPROVED, date(2027, 1, 10))
    assert not granted.state(occasion).papers, "an approved change has a decision of its own"


def test_an_application_that_was_handed_in_stays_as_it_went_out_when_the_decision_is_put_right(
    granted: Granted,
) -> None:
    key = in_register(granted)
    granted.records.do(plan_disposal, key, WANTED)
    occasion = kept(granted, key)
    granted.sign(occasion, "chair")
    granted.records.do(record_later_package, granted.key, occasion, "財産処分.zip", "0" * 64)
    granted.records.do(note_step, granted.key, "changed", APPROVED, date(2027, 1, 10))
    assert granted.state(occasion).papers


def test_what_is_missing_on_the_paper_is_named(granted: Granted) -> None:
    key = in_register(granted)
    row = granted.records.ask(wanted_disposal, key).row
    assert [each.label for each in unwritten(row.stage, row.values)] == [
        "Kind of disposal", "Day it is disposed of", "Why it is disposed of"
    ]  # fmt: skip
    granted.records.do(plan_disposal, key, WANTED)
    row = granted.records.ask(wanted_disposal, key).row
    assert unwritten(row.stage, row.values) == ()


def test_a_thing_of_no_grant_of_this_desk_has_no_application(granted: Granted) -> None:
    key = in_register(granted, application=None, programme="ほかの助成")
    with pytest.raises(NoGrantOfAsset):
        granted.records.ask(wanted_disposal, key)


def test_what_cannot_be_so_is_refused_at_its_field(granted: Granted) -> None:
    key = in_register(granted)
    for request, error, field in (
        (replace(WANTED, day=date(2026, 12, 19)), BoughtLater, "day"),
        (replace(WANTED, approved=date(2026, 12, 19)), BoughtLater, "approved"),
        (replace(WANTED, proceeds=-1), DisposalBelowNothing, "proceeds"),
        (replace(WANTED, back=-1), DisposalBelowNothing, "back"),
    ):
        with pytest.raises(error) as refused:
            granted.records.do(plan_disposal, key, request)
        assert refused.value.field == field


def test_the_register_tells_the_approval_before_and_after_the_disposal(granted: Granted) -> None:
    key = in_register(granted)
    approved = replace(WANTED, approval="神地第9号", approved=date(2028, 4, 20))
    granted.records.do(plan_disposal, key, approved)
    assert row_of(granted, key).disposed is None
    granted.records.do(dispose_asset, key, approved)
    (line,) = lines_of([row_of(granted, key)])
    assert line[13:16] == (date(2028, 5, 1), "骨組みが折れて、直せない。", "神地第9号")
    assert line[17:] == ("廃棄", date(2028, 4, 20), None, None)
    granted.records.do(take_disposal_back, key)
    row = row_of(granted, key)
    assert (row.disposed, row.approval, row.disposal_kind) == (None, "神地第9号", "scrapped")
    granted.records.undo()
    assert row_of(granted, key).disposed == date(2028, 5, 1)


def test_the_offices_own_form_can_be_taken_for_it(granted: Granted) -> None:
    found = granted.records.ask(own_forms, granted.key, "disposal")
    assert [each.form.id for each in found.forms] == ["later-disposal"]
    assert found.stage == "財産処分の承認申請"
    assert "later_asset_name" in found.forms[0].form.fields
