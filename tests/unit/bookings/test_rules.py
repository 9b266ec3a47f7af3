"""Fee tables, hours and bands of real halls as data: the rules are only what somebody wrote down."""

from datetime import date, datetime
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.centre import SINCE

from kobe_desk.modules.bookings.rules.days import BandFact, Calendar, Closing, Decision, Opening
from kobe_desk.modules.bookings.rules.fees import Fee, FeeTable, Policy, Reduction, Use
from kobe_desk.modules.bookings.rules.spans import clock_time, pieces

HALL, ROOM = uuid4(), uuid4()


def band(name: str, starts: int, ends: int, **more: object) -> BandFact:
    return BandFact(**{"since": SINCE, **more, "name": name, "starts": starts * 60, "ends": ends * 60})


# 神戸市 清風公民館: 9–12, 13–15, 15–17, 18–21
SEIFU = (band("午前", 9, 12), band("午後1", 13, 15), band("午後2", 15, 17), band("夜間", 18, 21))
SEIFU_FEES = tuple(
    Fee(since=SINCE, room_id=room, band=each.name, amount=amount)
    for room, amounts in ((HALL, (1500, 1000, 1000, 1500)), (ROOM, (800, 500, 500, 800)))
    for each, amount in zip(SEIFU, amounts, strict=True)
)


def use(*bands: BandFact, room: object = HALL, minutes: int = 180, **more: object) -> Use:
    return Use(**{"room_id": room, "bands": bands, "minutes": minutes, "day_kind": "weekday", "tier": "", **more})


def total(fees: tuple[Fee, ...], asked: Use, policy: Policy | None = None, reduction: Reduction | None = None) -> int:
    return FeeTable(fees, policy or Policy(since=SINCE), reduction).figure(asked).total


def test_a_hall_of_four_bands() -> None:
    assert total(SEIFU_FEES, use(SEIFU[0])) == 1500
    assert total(SEIFU_FEES, use(SEIFU[1], SEIFU[2])) == 2000
    assert total(SEIFU_FEES, use(*SEIFU, room=ROOM)) == 2600


def test_a_tier_and_a_kind_of_day_beat_the_rule_for_everybody() -> None:
    fees = (
        Fee(since=SINCE, amount=500),
        Fee(since=SINCE, tier="会員", amount=200),
        Fee(since=SINCE, tier="自治会", amount=0),
        Fee(since=SINCE, day_kind="sunday", amount=700),
    )
    morning = SEIFU[0]
    assert [total(fees, use(morning, tier=tier)) for tier in ("", "会員", "自治会")] == [500, 200, 0]
    assert total(fees, use(morning, day_kind="sunday")) == 700


def test_free_times_are_paid_by_the_hour_begun() -> None:
    fees = (Fee(since=SINCE, amount=300, per="hour"),)
    assert [total(fees, use(minutes=minutes)) for minutes in (60, 61, 90, 120)] == [300, 600, 600, 600]


@pytest.mark.parametrize(("rounding", "yen"), [("down", 1230), ("half", 1240), ("up", 1240)])
def test_rounding_is_a_rule(rounding: str, yen: int) -> None:
    lowered = Reduction(since=SINCE, name="半額", percent=50)
    fees = (Fee(since=SINCE, amount=2470),)
    assert total(fees, use(SEIFU[0]), Policy(since=SINCE, unit=10, rounding=rounding), lowered) == yen


def test_an_exemption_of_everything_leaves_nothing() -> None:
    free = Reduction(since=SINCE, name="地域活動", percent=100, whole=True)
    fees = (*SEIFU_FEES, Fee(since=SINCE, kind="heating", amount=200))
    figure = FeeTable(fees, Policy(since=SINCE), free).figure(use(SEIFU[0], heating=True))
    assert (figure.total, figure.reduced) == (0, 1700)


@given(
    st.integers(0, 9_999),
    st.integers(0, 100),
    st.sampled_from([1, 10, 50, 100]),
    st.sampled_from(["down", "half", "up"]),
)
def test_fee_and_exemption_add_up_and_are_never_negative(amount: int, percent: int, unit: int, rounding: str) -> None:
    policy = Policy(since=SINCE, unit=unit, rounding=rounding)
    whole = total((Fee(since=SINCE, amount=amount),), use(SEIFU[0]), policy)
    lowered = FeeTable((Fee(since=SINCE, amount=amount),), policy, Reduction(since=SINCE, name="x", percent=percent))
    figure = lowered.figure(use(SEIFU[0]))
    assert figure.total + figure.reduced == whole
    assert 0 <= figure.total <= whole and figure.total % unit == 0


def test_refunds_follow_the_days_before() -> None:
    policy = Policy(since=SINCE, refunds=((7, 100), (1, 50)))
    assert [policy.refund(1500, days) for days in (30, 7, 6, 1, 0)] == [1500, 1500, 750, 750, 0]


def test_bands_change_with_the_ordinance_the_season_and_the_weekday() -> None:
    calendar = Calendar(
        bands=(
            band("午前", 9, 11, until=date(2026, 4, 1)),
            band("午前", 9, 12, since=date(2026, 4, 1)),
            band("夜間", 18, 21, weekdays="01234", confirmed=False),
            band("夜間", 19, 21, season_from="07-01", season_to="08-31"),
        )
    )
    named = [
        (each.name, clock_time(each.starts), clock_time(each.ends)) for each in calendar.bands_on(date(2026, 3, 31))
    ]
    assert named == [("午前", "9:00", "11:00"), ("夜間", "18:00", "21:00")]
    assert [each.ends for each in calendar.bands_on(date(2026, 4, 5))] == [720]  # a Sunday
    assert calendar.bands_on(date(2026, 7, 7))[-1].starts in (18 * 60, 19 * 60)
    assert calendar.bands_on(date(2026, 7, 5))[-1].starts == 19 * 60


def test_a_special_opening_holds_inside_a_closure_and_outside_the_hours() -> None:
    closed = Decision(kind="closed", start=datetime(2026, 8, 10), end=datetime(2026, 8, 25), reason="工事")
    opened = Decision(kind="open", start=datetime(2026, 8, 15, 17), end=datetime(2026, 8, 15, 23), reason="盆踊り")
    calendar = Calendar(
        openings=(Opening(since=SINCE, opens=540, closes=1260),),
        closings=(Closing(since=SINCE, name="お盆", day_from="08-13", day_to="08-15"),),
        decisions=(closed, opened),
    )
    evening = datetime(2026, 8, 15, 19), datetime(2026, 8, 15, 22)
    assert calendar.why_not(*evening, None) is None
    assert calendar.in_hours(*evening)
    assert calendar.why_not(datetime(2026, 8, 15, 9), datetime(2026, 8, 15, 12), None) == "工事"
    assert calendar.closed(date(2026, 8, 15)) is None
    assert calendar.closed(date(2026, 8, 14)) == "工事"


def test_minutes_before_the_opening_and_after_the_close_are_counted() -> None:
    calendar = Calendar(openings=(Opening(since=SINCE, opens=540, closes=1020),))
    assert calendar.minutes_outside(datetime(2026, 4, 14, 8, 30), datetime(2026, 4, 14, 18)) == 90


@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31)),
    st.integers(1, 4_000),
    st.integers(0, 180),
    st.integers(0, 180),
)
def test_pieces_cover_a_booking_with_its_buffers_and_stay_within_a_day(
    start: datetime, minutes: int, before: int, after: int
) -> None:
    from datetime import timedelta

    start = start.replace(second=0, microsecond=0)
    end = start + timedelta(minutes=minutes)
    cut = list(pieces(start.isoformat(timespec="minutes"), end.isoformat(timespec="minutes"), before, after))
    times = [(datetime.fromisoformat(one), datetime.fromisoformat(other)) for one, other in cut]
    assert times[0][0] == start - timedelta(minutes=before)
    assert times[-1][1] == end + timedelta(minutes=after)
    assert all(one[1] == other[0] for one, other in zip(times, times[1:], strict=False))
    assert all(one < other <= one.replace(hour=0, minute=0) + timedelta(days=1) for one, other in times)
