"""The register of things bought with a grant: taken in from the costs, looked at, disposed of with approval only."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from kobe_desk.core.permission import NotAllowed, Role, Who
from kobe_desk.core.records import Records
from kobe_desk.modules.ledger.usecases import EntryRequest, accounts, post_entry, reverse_entry
from kobe_desk.modules.subsidies.usecases import allocate
from kobe_desk.modules.subsidies.usecases.assets import (
    ApprovalDay,
    ApprovalMissing,
    ApprovedLater,
    AssetName,
    AssetRequest,
    BoughtLater,
    CheckRequest,
    DisposalReason,
    DisposalRequest,
    DisposedAlready,
    InRegisterAlready,
    ShareTooLarge,
    asset,
    asset_dues,
    asset_proposals,
    assets,
    check_asset,
    dispose_asset,
    grant_choices,
    register_allocated,
    remove_asset,
    save_asset,
    take_disposal_back,
)

BOUGHT = date(2026, 12, 20)
TENT = AssetRequest("テント", BOUGHT, 48_000, 40_000, programme="地域活動助成", place="倉庫", limit=date(2031, 12, 20))


@pytest.fixture
def records(together_records: tuple[Records, UUID]) -> Records:
    return together_records[0]


def buy(records: Records, yen: int, account: str = "備品購入費", text: str = "簡易テント") -> UUID:
    chosen = next(each for each in records.ask(accounts) if each.name == account)
    return records.do(post_entry, EntryRequest(BOUGHT, chosen.id, yen, text, "みなと商店")).result


def paid(records: Records, key: UUID, yen: int, share: int, **more: str) -> UUID:
    return records.do(allocate, key, buy(records, yen, **more), share, "").result


def test_a_cost_of_a_grant_is_taken_into_the_register_in_one_step(records: Records, keys: tuple[UUID, ...]) -> None:
    allocation = paid(records, keys[0], 48_000, 40_000)
    made = records.do(register_allocated, allocation).result
    row = records.ask(asset, made)
    assert row is not None
    assert (row.name, row.bought, row.price, row.share) == ("簡易テント", BOUGHT, 48_000, 40_000)
    assert row.application == keys[0]
    assert row.programme
    assert (row.limit, row.life) == (None, None), "life and limit are the funder's to say"
    assert records.ask(asset_proposals) == ()


def test_what_stands_under_equipment_is_proposed_first(records: Records, keys: tuple[UUID, ...]) -> None:
    paid(records, keys[0], 9_000, 9_000, account="消耗品費", text="軍手")
    paid(records, keys[0], 48_000, 40_000)
    assert [(each.text, each.durable) for each in records.ask(asset_proposals)] == [
        ("簡易テント", True),
        ("軍手", False),
    ]


def test_a_receipt_of_two_things_leaves_the_rest_to_be_taken_in(records: Records, keys: tuple[UUID, ...]) -> None:
    allocation = paid(records, keys[0], 48_000, 40_000)
    made = records.do(register_allocated, allocation).result
    row = records.ask(asset, made)
    assert row is not None
    records.do(save_asset, replace(TENT, price=30_000, share=25_000, application=keys[0]), made)
    (left,) = records.ask(asset_proposals)
    assert (left.price, left.share) == (18_000, 15_000)
    records.do(register_allocated, allocation)
    assert records.ask(asset_proposals) == ()
    with pytest.raises(InRegisterAlready):
        records.do(register_allocated, allocation)


def test_a_cost_that_was_taken_back_is_not_proposed_and_is_told_of(records: Records, keys: tuple[UUID, ...]) -> None:
    entry = buy(records, 48_000)
    made = records.do(register_allocated, records.do(allocate, keys[0], entry, 40_000, "").result).result
    records.do(reverse_entry, entry)
    row = records.ask(asset, made)
    assert row is not None
    assert row.taken_back
    assert records.ask(asset_proposals) == ()


def test_numbers_are_never_given_twice(records: Records) -> None:
    first = records.do(save_asset, TENT).result
    number = records.ask(asset, first)
    records.do(remove_asset, first)
    assert records.ask(asset, first) is None
    second = records.ask(asset, records.do(save_asset, TENT).result)
    assert number is not None
    assert second is not None
    assert (number.number[-8:], second.number[-8:]) == ("2026-001", "2026-002")


def test_what_is_unclear_is_refused_at_its_field(records: Records) -> None:
    for request, error, field in (
        (replace(TENT, name="　"), AssetName, "name"),
        (replace(TENT, share=48_001), ShareTooLarge, "share"),
        (replace(TENT, limit=date(2026, 12, 19)), BoughtLater, "limit"),
    ):
        with pytest.raises(error) as refused:
            records.do(save_asset, request)
        assert refused.value.field == field


@pytest.mark.parametrize("limit", [None, date(2031, 12, 20)])
def test_a_thing_is_not_disposed_of_without_approval_before_its_limit(records: Records, limit: date | None) -> None:
    key = records.do(save_asset, replace(TENT, limit=limit)).result
    with pytest.raises(ApprovalMissing):
        records.do(dispose_asset, key, DisposalRequest(date(2028, 5, 1), "こわれた"))
    with pytest.raises(DisposalReason):
        records.do(dispose_asset, key, DisposalRequest(date(2028, 5, 1), " ", "神地第3号", date(2028, 4, 20)))
    with pytest.raises(ApprovalDay):
        records.do(dispose_asset, key, DisposalRequest(date(2028, 5, 1), "こわれた", "神地第3号"))
    with pytest.raises(ApprovedLater):
        records.do(dispose_asset, key, DisposalRequest(date(2028, 5, 1), "こわれた", "神地第3号", date(2028, 5, 2)))
    records.do(dispose_asset, key, DisposalRequest(date(2028, 5, 1), "こわれた", "神地第3号", date(2028, 4, 20)))
    row = records.ask(asset, key)
    assert row is not None
    assert (row.disposed, row.approval, row.approved) == (date(2028, 5, 1), "神地第3号", date(2028, 4, 20))


def test_after_the_limit_and_for_own_money_no_approval_is_asked(records: Records) -> None:
    after = records.do(save_asset, TENT).result
    records.do(dispose_asset, after, DisposalRequest(date(2031, 12, 21), "古くなった"))
    own = records.do(save_asset, replace(TENT, share=0, limit=None)).result
    records.do(dispose_asset, own, DisposalRequest(date(2027, 1, 5), "ゆずった"))
    assert all(each.disposed for each in records.ask(assets))


def test_a_disposal_is_taken_back_and_undone(records: Records) -> None:
    key = records.do(save_asset, replace(TENT, share=0)).result
    records.do(dispose_asset, key, DisposalRequest(date(2027, 1, 5), "ゆずった"))
    with pytest.raises(DisposedAlready):
        records.do(check_asset, key, CheckRequest(date(2027, 1, 6)))
    records.do(take_disposal_back, key)
    row = records.ask(asset, key)
    assert row is not None
    assert (row.disposed, row.disposal_reason) == (None, "ゆずった"), "what was written of it stays"
    records.undo()
    again = records.ask(asset, key)
    assert again is not None
    assert (again.disposed, again.disposal_reason) == (date(2027, 1, 5), "ゆずった")


def test_a_day_to_look_is_due_until_somebody_looked(records: Records) -> None:
    key = records.do(save_asset, replace(TENT, check_next=date(2027, 3, 31))).result
    assert [(each.id, each.day) for each in records.ask(asset_dues)] == [(key, date(2027, 3, 31))]
    records.do(check_asset, key, CheckRequest(date(2027, 3, 20), "倉庫にあった"))
    assert records.ask(asset_dues) == ()
    row = records.ask(asset, key)
    assert row is not None
    assert (row.checked, row.check_note) == (date(2027, 3, 20), "倉庫にあった")


def test_only_grants_that_were_handed_in_can_be_named(records: Records, together_records, keys) -> None:
    assert {each.id for each in records.ask(grant_choices)} == set(keys)


def test_a_reader_sees_the_register_and_changes_nothing(records: Records) -> None:
    reader = Records(records.database, Who("slot-9", "別の人", Role.READER))
    assert reader.ask(assets) == ()
    with pytest.raises(NotAllowed):
        reader.do(save_asset, TENT)
