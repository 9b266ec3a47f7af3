"""Dues: rates, a collection charged, paid, receipted, exempted, in arrears, taken back, as the cash book tells it."""

from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

import pytest
from support.papers import squeezed, text_of

from kobe_desk.core import clock
from kobe_desk.core.change import ChangedSince
from kobe_desk.core.permission import Role
from kobe_desk.core.records import Records
from kobe_desk.modules.association import usecases as association
from kobe_desk.modules.association.usecases import Profile
from kobe_desk.modules.ledger import usecases as ledger
from kobe_desk.modules.members import usecases as members
from kobe_desk.modules.members.model import Way
from kobe_desk.modules.members.papers import receipts_pdf
from kobe_desk.modules.members.usecases import (
    AreaRequest,
    HouseholdRequest,
    Partial,
    PaymentRequest,
    PeopleFilter,
    PersonRequest,
    RoundRequest,
)

YEAR = 2026
FIRST_HALF = RoundRequest(YEAR, "前期", date(2026, 4, 1), 6, date(2026, 5, 1), date(2026, 5, 20))
PAID = date(2026, 5, 3)


@pytest.fixture
def homes(records: Records) -> dict[str, UUID]:
    """Three households of 3班; 月額300円, 事業所 年額10,000円."""
    records.do(association.save_profile, Profile("みなと台自治会", mark="みなと"))
    area = records.do(members.add_area, AreaRequest("3班")).result
    made = {}
    for number, name in enumerate(("長谷川　和代", "今井　剛", "見本商店"), 1):
        home = HouseholdRequest(area, str(number), address=f"3-{number}")
        made[name] = records.do(members.add_household, home, (PersonRequest(name),)).result
    records.do(members.set_dues_kind, made["見本商店"], "事業所")
    records.do(members.set_rate, YEAR, "", 300, 1)
    records.do(members.set_rate, YEAR, "事業所", 10_000, 12)
    return made


@pytest.fixture
def half(records: Records, homes: dict[str, UUID]) -> UUID:
    key = records.do(members.add_round, FIRST_HALF).result
    records.do(members.charge_round, key)
    return key


def charge(records: Records, half: UUID, name: str) -> members.ChargeRow:
    return next(row for row in records.ask(members.charges_of, half) if row.name == name)


def test_each_household_is_charged_by_its_kind_once(records: Records, half: UUID) -> None:
    rows = records.ask(members.charges_of, half)
    assert [(row.house_number, row.name, row.amount) for row in rows] == [
        ("1", "長谷川　和代", 1_800),
        ("2", "今井　剛", 1_800),
        ("3", "見本商店", 5_000),
    ]
    assert records.do(members.charge_round, half).result == 0
    (row,) = records.ask(members.rounds, YEAR)
    assert (row.households, row.charged, row.paid, row.open) == (3, 8_600, 0, 3)
    records.undo()
    assert records.ask(members.charges_of, half) == () or records.ask(members.rounds, YEAR)[0].households == 0


@pytest.mark.parametrize(("rule", "asked"), [(Partial.FULL, 1_800), (Partial.MONTHLY, 900), (Partial.NEXT, None)])
def test_what_a_household_pays_that_joined_in_between_is_asked(
    records: Records, homes: dict[str, UUID], rule: Partial, asked: int | None
) -> None:
    """Case 9: joined in the middle of the months collected for; nothing is charged before a rule is chosen."""
    late = HouseholdRequest(address="9-9", joined=date(2026, 7, 31))
    records.do(members.add_household, late, (PersonRequest("新居　来"),))
    key = records.do(members.add_round, FIRST_HALF).result
    with pytest.raises(members.PartialRuleMissing) as refusal:
        records.do(members.charge_round, key)
    assert refusal.value.values["count"] == 1
    view = records.ask(members.preview_charges, key, rule)
    assert [(row.name, row.months, row.joined) for row in view.partial] == [("新居　来", 3, date(2026, 7, 31))]
    assert view.total == 8_600 + (asked or 0)
    records.do(members.charge_round, key, rule)
    found = {row.name: row.amount for row in records.ask(members.charges_of, key)}
    assert found.get("新居　来") == asked


def test_who_joins_on_the_last_day_of_march_pays_as_the_rule_says(records: Records, homes: dict[str, UUID]) -> None:
    records.do(members.add_household, HouseholdRequest(joined=date(2027, 3, 31)), (PersonRequest("年度　末"),))
    half = RoundRequest(YEAR, "後期", date(2026, 10, 1), 6, date(2026, 11, 1), date(2026, 11, 20))
    key = records.do(members.add_round, half).result
    totals = [records.ask(members.preview_charges, key, rule).total for rule in Partial]
    assert totals == [10_400, 8_900, 8_600]


def test_money_at_the_door_is_posted_with_a_receipt_and_a_transfer_without(records: Records, half: UUID) -> None:
    first, second = (charge(records, half, name).id for name in ("長谷川　和代", "見本商店"))
    requests = (PaymentRequest(first, PAID), PaymentRequest(second, PAID, Way.TRANSFER, 2_000, receipt=False))
    records.do(members.take_dues, requests)
    assert charge(records, half, "長谷川　和代").receipts == ("みなと2026-0001",)
    assert charge(records, half, "見本商店").owed == 3_000
    (receipt,) = records.ask(ledger.receipts, YEAR)
    assert (receipt.payer, receipt.amount, receipt.purpose) == ("長谷川　和代", 1_800, "令和8年度 前期 会費として")
    book = records.ask(ledger.cash_book, YEAR)
    assert [(row.account, row.income) for row in book] == [("会費", 1_800), ("会費", 2_000)]
    assert records.ask(members.rounds, YEAR)[0].paid == sum(row.income for row in book)


def test_undo_cancels_the_offices_way_and_the_number_is_not_given_again(records: Records, half: UUID) -> None:
    key = charge(records, half, "今井　剛").id
    records.do(members.take_dues, (PaymentRequest(key, PAID),))
    records.undo()
    row = charge(records, half, "今井　剛")
    assert (row.paid, row.receipts, row.owed) == (0, (), 1_800)
    (receipt,) = records.ask(ledger.receipts, YEAR)
    assert receipt.cancelled is not None
    records.do(members.take_dues, (PaymentRequest(key, PAID),))
    assert charge(records, half, "今井　剛").receipts == ("みなと2026-0002",)


def test_a_receipt_cancelled_in_the_books_is_owed_again(records: Records, half: UUID) -> None:
    key = charge(records, half, "今井　剛").id
    payments = records.do(members.take_dues, (PaymentRequest(key, PAID),)).result
    with clock.stopped_at(datetime(2026, 11, 25, 3, 0, tzinfo=UTC)):  # what cancels it is dated today
        records.do(ledger.cancel_receipt, records.ask(ledger.receipts, YEAR)[0].id)
    assert charge(records, half, "今井　剛").owed == 1_800
    records.do(members.cancel_dues, payments)
    assert len(records.ask(ledger.cash_book, YEAR)) == 2


def test_a_wrong_amount_takes_no_money_at_all(records: Records, half: UUID) -> None:
    first, second = (charge(records, half, name).id for name in ("長谷川　和代", "今井　剛"))
    with pytest.raises(members.TooMuchPaid):
        records.do(members.take_dues, (PaymentRequest(first, PAID), PaymentRequest(second, PAID, amount=9_999)))
    assert records.ask(ledger.cash_book, YEAR) == ()
    records.do(members.take_dues, (PaymentRequest(first, PAID),))
    assert charge(records, half, "長谷川　和代").receipts == ("みなと2026-0001",)


def test_an_exempted_household_stays_on_the_list_with_its_reason(records: Records, half: UUID) -> None:
    key = charge(records, half, "今井　剛").id
    with pytest.raises(members.ExemptionReasonMissing):
        records.do(members.exempt_charge, key, " ")
    records.do(members.exempt_charge, key, "入院のため（役員会 5月10日）")
    assert charge(records, half, "今井　剛").owed == 0
    assert records.ask(members.rounds, YEAR)[0].exempt == 1
    with pytest.raises(members.ChargeExempt):
        records.do(members.take_dues, (PaymentRequest(key, PAID),))
    records.do(members.ask_dues_again, key)
    records.do(members.take_dues, (PaymentRequest(key, PAID, amount=100),))
    with pytest.raises(members.AlreadyPaid):
        records.do(members.exempt_charge, key, "入院のため")


def test_what_is_unpaid_after_the_last_day_is_in_arrears(records: Records, half: UUID) -> None:
    records.do(members.take_dues, (PaymentRequest(charge(records, half, "長谷川　和代").id, PAID),))
    assert records.ask(members.arrears, date(2026, 5, 20)) == ()
    late = records.ask(members.arrears, date(2026, 5, 21))
    assert [(row.charge.name, row.charge.owed) for row in late] == [("今井　剛", 1_800), ("見本商店", 5_000)]
    page = records.ask(members.people, PeopleFilter(owing=True, on=date(2026, 5, 21)))
    assert {row.name for row in page.rows} == {"今井　剛", "見本商店"}
    (row,) = records.ask(members.household_dues, late[0].charge.household_id)
    assert (row.title, row.owed) == ("前期", 1_800)


def test_a_collection_others_paid_for_stays_and_months_are_asked_once(records: Records, half: UUID) -> None:
    with pytest.raises(members.RoundOverlaps):
        records.do(members.add_round, RoundRequest(YEAR, "臨時", date(2026, 9, 1), 1, PAID, PAID))
    records.do(members.take_dues, (PaymentRequest(charge(records, half, "今井　剛").id, PAID),))
    with pytest.raises(members.RoundPaid):
        records.do(members.remove_round, half)


def test_the_next_year_begins_with_the_rates_of_this_one(records: Records, homes: dict[str, UUID]) -> None:
    assert records.do(members.copy_rates, YEAR + 1).result == 2
    assert records.do(members.copy_rates, YEAR + 1).result == 0
    assert [(row.kind, row.amount, row.months) for row in records.ask(members.rates, YEAR + 1)] == [
        ("", 300, 1),
        ("事業所", 10_000, 12),
    ]
    with pytest.raises(members.RateInvalid):
        records.do(members.set_rate, YEAR, "", -1, 1)


def test_a_kind_without_a_rate_is_named(records: Records, homes: dict[str, UUID]) -> None:
    records.do(members.set_dues_kind, homes["今井　剛"], "単身")
    key = records.do(members.add_round, FIRST_HALF).result
    with pytest.raises(members.RateMissing) as refusal:
        records.do(members.charge_round, key)
    assert refusal.value.values["kind"] == "単身"


def test_the_treasurer_takes_dues_and_the_reader_does_not(records: Records, records_as, half: UUID) -> None:  # type: ignore[no-untyped-def]
    request = (PaymentRequest(charge(records, half, "今井　剛").id, PAID),)
    from kobe_desk.core.permission import NotAllowed

    with pytest.raises(NotAllowed):
        records_as(Role.READER).do(members.take_dues, request)
    records_as(Role.TREASURER).do(members.take_dues, request)


def test_a_collection_somebody_paid_for_is_not_undone_from_below(records: Records, half: UUID) -> None:
    """The payment was cancelled the office's way and stays in the books, so what it stands on stays too."""
    records.do(members.take_dues, (PaymentRequest(charge(records, half, "今井　剛").id, PAID),))
    records.undo()
    with pytest.raises(ChangedSince):
        records.undo()
    assert len(records.ask(members.charges_of, half)) == 3


def test_a_household_that_owes_is_not_taken_out(records: Records, half: UUID, homes: dict[str, UUID]) -> None:
    home = homes["今井　剛"]
    person = records.ask(members.household_card, home).people[0].id
    records.do(members.remove_person, person)
    with pytest.raises(members.HouseholdKept):
        records.do(members.remove_household, home)


def test_a_receipt_stands_on_paper_with_its_stub_and_a_cancelled_one_says_so(
    records: Records, half: UUID, tmp_path: Path
) -> None:
    keys = [charge(records, half, name).id for name in ("長谷川　和代", "今井　剛")]
    payments = records.do(members.take_dues, tuple(PaymentRequest(key, PAID) for key in keys)).result
    records.do(members.cancel_dues, payments[1:])
    slips = records.ask(members.receipt_slips, payments)
    assert [(slip.number, slip.cancelled) for slip in slips] == [("みなと2026-0001", False), ("みなと2026-0002", True)]
    text = squeezed(text_of(receipts_pdf(slips), tmp_path))
    assert text.count("No.みなと2026-0001") == 2 and "長谷川和代" in text and "¥1,800−" in text
    assert "但し令和8年度前期会費として" in text and text.count("取消") == 2
    assert "領収書のある納入はありません" in squeezed(text_of(receipts_pdf(()), tmp_path))


def test_a_closed_month_refuses_dues_before_anything_is_written(records: Records, half: UUID) -> None:
    one = charge(records, half, "長谷川　和代")
    records.do(members.take_dues, (PaymentRequest(one.id, PAID, amount=100),))
    month = PAID.replace(day=1)
    with clock.stopped_at(datetime(2026, 11, 25, 3, 0, tzinfo=UTC)):
        _close(records, month)
    before = records.ask(ledger.cash_book, YEAR)
    with pytest.raises(ledger.MonthClosed):
        records.do(members.take_dues, (PaymentRequest(one.id, PAID, amount=100),))
    assert records.ask(ledger.cash_book, YEAR) == before
    assert charge(records, half, "長谷川　和代").paid == 100


def _close(records: Records, month: date) -> None:
    counts = tuple(ledger.CountRequest(each.purse, each.book) for each in records.ask(ledger.month_facts, month).purses)
    records.do(ledger.close_month, month, counts)


def test_dues_paid_into_the_account_lie_at_the_bank(records: Records, half: UUID) -> None:
    one = charge(records, half, "長谷川　和代")
    records.do(members.take_dues, (PaymentRequest(one.id, PAID, Way.TRANSFER),))
    assert [row.purse for row in records.ask(ledger.cash_book, YEAR)] == ["預金"]
