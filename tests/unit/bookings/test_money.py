"""Fees and money: the table, exemptions, receipts in the ledger, refunds, the day's and the month's end."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from support.centre import SINCE, House, at, request

from kobe_desk.core import clock
from kobe_desk.core.records import Records
from kobe_desk.modules.bookings import usecases as bookings
from kobe_desk.modules.bookings.usecases import Fee, GroupRequest, Policy, Reduction
from kobe_desk.modules.ledger import usecases as ledger


@pytest.fixture
def priced(records: Records, house: House) -> House:
    """Fees like those of 清風公民館 and 守山: bands, a combined band, surcharges."""
    for band, amount in (("午前", 1200), ("午後", 1200), ("午前＋午後", 2280), ("夜間", 1505)):
        records.do(
            bookings.save_rule, Fee(since=SINCE, room_id=house.a, band=band, amount=amount, confirmed=band != "夜間")
        )
    records.do(bookings.save_rules, (
        Fee(since=SINCE, kind="heating", amount=200, per="band"),
        Fee(since=SINCE, kind="entrance", percent=100),
        Fee(since=SINCE, kind="profit", percent=100),
        Fee(since=SINCE, kind="entrance_and_profit", percent=300),
        Fee(since=SINCE, kind="extension", amount=300, per="hour"),
        Policy(since=SINCE, unit=10, rounding="down", refunds=((7, 100), (1, 50))),
        Reduction(since=SINCE, name="福祉", percent=50, reason="高齢者の団体"),
    ))  # fmt: skip
    return house


def total(records: Records, asked: object) -> int:
    return records.ask(bookings.quote, asked).total


def test_bands_are_paid_one_by_one_or_together_whichever_is_less(records: Records, priced: House) -> None:
    assert total(records, request(priced, at(4, 14), at(4, 14, 12))) == 1200
    assert total(records, request(priced, at(4, 14), at(4, 14, 16))) == 2280
    whole_day = records.ask(bookings.quote, request(priced, at(4, 14), at(4, 14, 21)))
    assert whole_day.total == 3780  # 2,280 + 1,505, rounded down to ten yen
    assert whole_day.doubtful


def test_surcharges_heating_extension_and_exemption(records: Records, priced: House) -> None:
    morning = request(priced, at(4, 14), at(4, 14, 12))
    from dataclasses import replace

    assert total(records, replace(morning, heating=True)) == 1400
    assert total(records, replace(morning, entrance=500)) == 2400
    assert total(records, replace(morning, entrance=500, profit=True)) == 4800
    assert total(records, replace(morning, end=at(4, 14, 12, 30))) == 1500
    half = records.ask(bookings.quote, replace(morning, exemption="福祉", heating=True))
    assert (half.total, half.reduced) == (800, 600)
    assert [line.amount for line in half.lines] == [1200, 200, -600]


def test_a_room_without_a_price_says_so(records: Records, priced: House) -> None:
    assert records.ask(bookings.quote, request(priced, at(4, 14), at(4, 14, 12), room=priced.tatami)).missing


def test_a_fee_is_taken_with_a_receipt_and_an_entry_at_once(records: Records, priced: House) -> None:
    key = records.do(bookings.book_room, request(priced, at(4, 14), at(4, 14, 12))).result
    payment = records.do(bookings.take_fee, key).result
    assert records.ask(bookings.booking, key).row.paid == 1200
    entry = records.ask(ledger.cash_book, 2026)[-1]
    assert (entry.account, entry.income, entry.partner) == ("施設利用料", 1200, "コーラスみなと")
    assert records.ask(bookings.receipt_facts, payment).amount == 1200
    with pytest.raises(bookings.AlreadyPaid):
        records.do(bookings.take_fee, key)
    with pytest.raises(bookings.PaidBefore):
        records.do(bookings.cancel_booking, key, "取りやめ")


def test_undoing_a_fee_cancels_its_receipt_and_keeps_the_number(records: Records, priced: House) -> None:
    key = records.do(bookings.book_room, request(priced, at(4, 14), at(4, 14, 12))).result
    records.do(bookings.take_fee, key)
    records.undo()
    assert records.ask(bookings.booking, key).row.paid == 0
    records.do(bookings.take_fee, key)
    receipts = records.ask(ledger.receipts, 2026)
    assert [each.label[-1] for each in receipts] == ["1", "2"]
    assert [each.cancelled is not None for each in receipts] == [True, False]
    assert records.ask(ledger.cash_book, 2026)[-1].balance == 1200


def test_a_refund_follows_the_days_before_the_use(records: Records, priced: House) -> None:
    key = records.do(bookings.book_room, request(priced, at(4, 14), at(4, 14, 12))).result
    records.do(bookings.take_fee, key)
    with clock.stopped_at(datetime(2026, 4, 12, 3, tzinfo=UTC)):
        assert records.do(bookings.give_back_fee, key, "取りやめ").result == 600
    assert records.ask(bookings.booking, key).row.paid == 600
    assert records.ask(ledger.cash_book, 2026)[-1].balance == 600


def test_what_was_paid_too_much_is_given_back(records: Records, priced: House) -> None:
    key = records.do(bookings.book_room, request(priced, at(4, 14), at(4, 14, 16))).result
    records.do(bookings.take_fee, key)
    records.do(bookings.change_booking, key, request(priced, at(4, 14), at(4, 14, 12)))
    row = records.ask(bookings.booking, key).row
    assert (row.fee, row.paid) == (1200, 2280)
    assert records.do(bookings.give_back_fee, key, "時間の変更", None, row.paid - row.fee).result == 1080
    assert records.ask(bookings.booking, key).row.paid == 1200
    assert records.ask(ledger.cash_book, 2026)[-1].balance == 1200


def test_a_fee_is_carried_over_to_another_booking(records: Records, priced: House) -> None:
    one = records.do(bookings.book_room, request(priced, at(4, 14), at(4, 14, 12))).result
    other = records.do(bookings.book_room, request(priced, at(4, 15), at(4, 15, 12))).result
    records.do(bookings.take_fee, one)
    assert records.do(bookings.carry_fee, one, other).result == 1200
    records.do(bookings.cancel_booking, one, "日を変える")
    assert records.ask(bookings.booking, other).row.paid == 1200
    assert len(records.ask(ledger.cash_book, 2026)) == 1


def test_what_was_carried_is_given_back_out_of_its_receipt(records: Records, priced: House) -> None:
    one = records.do(bookings.book_room, request(priced, at(4, 14), at(4, 14, 16))).result
    other = records.do(bookings.book_room, request(priced, at(4, 15), at(4, 15, 12))).result
    records.do(bookings.take_fee, one)
    assert [row.id for row in records.ask(bookings.owing_of_group, priced.chorus)] == [other]
    assert records.do(bookings.carry_fee, one, other).result == 1200
    assert records.do(bookings.give_back_fee, one, "取りやめ", 100).result == 1080
    assert records.ask(ledger.cash_book, 2026)[-1].balance == 1200  # what the other booking has
    assert records.do(bookings.give_back_fee, other, "取りやめ", 50).result == 600
    assert [records.ask(bookings.booking, key).row.paid for key in (one, other)] == [0, 600]
    assert records.ask(ledger.cash_book, 2026)[-1].balance == 600


LAST_OF_APRIL = datetime(2026, 4, 30, 11, tzinfo=UTC)


def test_the_day_and_the_month_are_closed(records: Records, priced: House) -> None:
    today = date(2026, 4, 1)
    key = records.do(bookings.book_room, request(priced, at(4, 14), at(4, 14, 12))).result
    records.do(bookings.take_fee, key)
    records.do(bookings.hand_out_key, key, "2番", "三宅")
    state = records.ask(bookings.month_state, today)
    assert (state.income, state.days_open, len(state.keys_out), state.report.uses) == (1200, (today,), 1, 1)
    with pytest.raises(bookings.DifferenceUnexplained):
        records.do(bookings.close_day, today, 1190)
    records.do(bookings.close_day, today, 1190, "10円不足")
    sheet = records.ask(bookings.cash_sheet, today)
    assert (sheet.total, sheet.closing.difference) == (1200, -10)
    second = records.do(bookings.book_room, request(priced, at(4, 15), at(4, 15, 12))).result
    with pytest.raises(bookings.DayClosed):
        records.do(bookings.take_fee, second)
    with pytest.raises(bookings.NotOverYet):
        records.do(bookings.close_month, today)
    with clock.stopped_at(LAST_OF_APRIL):
        records.do(bookings.close_month, today)
        with pytest.raises(bookings.MonthClosed):
            records.do(bookings.close_month, today)
        assert records.ask(bookings.month_state, today).closing.counted == 1190


def test_closing_a_month_closes_its_open_days_in_the_same_step(records: Records, priced: House) -> None:
    for day in (1, 2):
        with clock.stopped_at(datetime(2026, 4, day, 3, tzinfo=UTC)):
            key = records.do(bookings.book_room, request(priced, at(4, 13 + day), at(4, 13 + day, 12))).result
            records.do(bookings.take_fee, key)
    with clock.stopped_at(LAST_OF_APRIL):
        with pytest.raises(bookings.DifferenceUnexplained):
            records.do(bookings.close_month, date(2026, 4, 1), 2300)
        records.do(bookings.close_month, date(2026, 4, 1), 2300, "100円不足")
        days = [records.ask(bookings.cash_sheet, date(2026, 4, day)).closing for day in (1, 2)]
        assert [(each.counted, each.note) for each in days] == [(1200, ""), (1100, "100円不足")]
        records.undo()
        assert records.ask(bookings.month_state, date(2026, 4, 1)).days_open == (date(2026, 4, 1), date(2026, 4, 2))


def test_a_closed_month_is_mended_by_reversal_in_an_open_one(records: Records, priced: House) -> None:
    april = date(2026, 4, 1)
    key = records.do(bookings.book_room, request(priced, at(4, 14), at(4, 14, 12))).result
    records.do(bookings.take_fee, key)
    with clock.stopped_at(LAST_OF_APRIL):
        records.do(bookings.close_month, april, 1200)
        with pytest.raises(bookings.MonthClosed):
            records.do(bookings.give_back_fee, key, "停電のため", 100)
        with pytest.raises(bookings.MonthClosed):
            records.do(bookings.reopen_day, april)
    with clock.stopped_at(datetime(2026, 5, 1, 3, tzinfo=UTC)):
        assert records.do(bookings.give_back_fee, key, "停電のため", 100).result == 1200
    assert records.ask(bookings.cash_sheet, april).total == 1200
    assert records.ask(bookings.cash_sheet, date(2026, 5, 1)).total == -1200
    assert records.ask(ledger.cash_book, 2026)[-1].balance == 0


def test_the_report_of_a_closed_month_stays_as_it_stood(records: Records, priced: House) -> None:
    records.do(bookings.book_room, request(priced, at(4, 14), at(4, 14, 12), adults=10))
    with clock.stopped_at(LAST_OF_APRIL):
        before = records.ask(bookings.month_state, date(2026, 4, 1)).report
        records.do(bookings.close_month, date(2026, 4, 1))
        records.do(bookings.book_room, request(priced, at(4, 30, 18), at(4, 30, 21), despite="館長の判断"))
        assert records.ask(bookings.month_state, date(2026, 4, 1)).report == before


def test_what_is_still_open_is_told_before_a_month_is_closed(records: Records, priced: House) -> None:
    wanted = request(priced, at(4, 14), at(4, 14, 12))
    records.do(bookings.book_room, replace(wanted, provisional=True))
    paid = records.do(bookings.book_room, replace(wanted, start=at(4, 15), end=at(4, 15, 12))).result
    records.do(bookings.take_fee, paid)
    with clock.stopped_at(LAST_OF_APRIL):
        points = records.ask(bookings.month_state, date(2026, 4, 1)).points
    assert [point.kind for point in points] == ["provisional", "unpaid"]


def test_a_hall_of_two_halves_counts_once(records: Records, priced: House) -> None:
    records.do(bookings.book_room, request(priced, at(4, 14), at(4, 14, 12), room=priced.hall, adults=30))
    report = records.ask(bookings.use_report, date(2026, 4, 1), date(2026, 4, 30))
    assert (report.uses, report.people, report.open_days, report.closed_days) == (1, 30, 26, 4)
    rates = {(each.room, each.band): each.uses for each in report.by_room_band}
    assert rates["大会議室", "午前"] == 1 and rates["会議室A", "午前"] == 0
    assert report.by_room[0].people == 30


def test_a_group_has_one_name_however_it_is_written(records: Records, house: House) -> None:
    with pytest.raises(bookings.GroupKnown):
        records.do(bookings.add_group, GroupRequest("ｺｰﾗｽ みなと"))
    other = records.do(bookings.add_group, GroupRequest("コーラスみなと会", "コーラスミナトカイ")).result
    assert any({row.id for row in found} == {house.chorus, other} for found in records.ask(bookings.alike_groups))
    key = records.do(bookings.book_room, request(house, at(4, 14), at(4, 14, 12), group=other)).result
    assert records.do(bookings.merge_groups, house.chorus, (other,)).result == 1
    assert records.ask(bookings.booking, key).row.group == "コーラスみなと"
    assert [row.id for row in records.ask(bookings.find_groups, "こーらすみなとか")] == [house.chorus]
    with pytest.raises(bookings.GroupMerged):
        records.do(bookings.book_room, request(house, at(4, 15), at(4, 15, 12), group=other))
    records.undo()
    assert records.ask(bookings.booking, key).row.group == "コーラスみなと会"
