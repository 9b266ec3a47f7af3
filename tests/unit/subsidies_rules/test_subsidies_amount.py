"""Amounts in exact steps, and the request that carries its own shares."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kobe_desk.modules.subsidies.rules.amount import Result, calculate, rounded
from kobe_desk.modules.subsidies.rules.definition import Amount, Cap, Part, Rounding
from kobe_desk.modules.subsidies.rules.share import Claim, greatest, reach
from kobe_desk.modules.subsidies.rules.trace import exact

HALF = Fraction(1, 2)


def made(amount: Amount, **figures: int | str) -> Result:
    found = calculate(amount, figures.get)
    assert found is not None
    return found


def test_the_worked_example_of_the_paper() -> None:
    amount = Amount("grant", "交付申請額", "costs", ("income",), HALF, cap=Cap(yen=300_000), unit=1000)
    result = made(amount, costs=523_400, income=20_000)
    assert result.yen == 251_000
    assert result.trace.summary == ("523,400 − 20,000 = 503,400 → ×1/2 = 251,700 → min(300,000) → ↓1,000 = 251,000")
    lines = [(each.letter, each.label, each.expression, each.figure) for each in result.trace.lines]
    assert lines == [
        ("Ａ", "補助対象経費", "", "523,400"),
        ("Ｂ", "控除する収入", "", "20,000"),
        ("Ｃ", "差引", "Ｃ＝Ａ−Ｂ", "503,400"),
        ("Ｄ", "補助率 2分の1", "Ｄ＝Ｃ×1/2", "251,700"),
        ("Ｅ", "補助の上限額", "", "300,000"),
        ("Ｆ", "交付申請額", "ＤとＥのいずれか低い額（千円未満切捨て）", "251,000"),
    ]
    assert result.trace.binding and result.trace.binding.letter == "Ｄ"


def test_an_exact_half_is_shown_and_never_lost() -> None:
    result = made(Amount("grant", "交付申請額", "costs", rate=HALF, unit=1000), costs=99_999)
    assert result.yen == 49_000
    assert [each.figure for each in result.trace.lines] == ["99,999", "49,999.5", "49,000"]
    assert [each.figure for each in made(Amount("g", "額", "c", rate=HALF, unit=1000), c=497_815).trace.lines] == [
        "497,815", "248,907.5", "248,000",
    ]  # fmt: skip


def test_a_third_that_has_no_decimals_is_shown_as_a_fraction() -> None:
    assert exact(Fraction(100_000, 3)) == "33,333と1/3"
    assert exact(Fraction(-5, 2)) == "△2.5"
    assert made(Amount("g", "額", "c", rate=Fraction(1, 3)), c=100_000).yen == 33_333


def test_the_cap_that_binds_is_marked() -> None:
    result = made(Amount("g", "額", "c", rate=HALF, cap=Cap(each=80_000, times="places")), c=355_001, places=2)
    assert result.yen == 160_000
    assert result.trace.binding and (result.trace.binding.step, result.trace.binding.expression) == (
        "cap",
        "80,000円×2",
    )


@pytest.mark.parametrize(("year", "cap"), [("y1", 500_000), ("y2", 300_000), ("y3", 200_000)])
def test_the_cap_follows_the_year_of_the_series(year: str, cap: int) -> None:
    table = {"y1": 500_000, "y2": 300_000, "y3": 200_000}
    amount = Amount("g", "額", "c", cap=Cap(by="series_year", table=table))
    assert made(amount, c=999_999, series_year=year).yen == cap


def test_a_cap_without_an_answer_leaves_the_amount_open() -> None:
    amount = Amount("g", "額", "c", cap=Cap(by="series_year", table={"y1": 5}))
    assert calculate(amount, {"c": 10}.get) is None
    assert calculate(amount, {"c": 10, "series_year": "y4"}.get) is None
    assert calculate(Amount("g", "額", "c", cap=Cap(asked="g_cap")), {"c": 10}.get) is None
    assert made(Amount("g", "額", "c", cap=Cap(asked="g_cap")), c=10, g_cap=7).yen == 7


def test_the_lesser_of_a_standard_amount_counts() -> None:
    amount = Amount("g", "額", "c", rate=HALF, lesser_of="standard", unit=1000)
    assert made(amount, c=100_000, standard=30_500).yen == 30_000


def test_income_above_the_costs_gives_nothing() -> None:
    result = made(Amount("g", "額", "c", ("i",), HALF, unit=1000), c=100, i=2000)
    assert result.yen == 0
    assert result.trace.lines[-1].expression == "0円を下回らない"


@pytest.mark.parametrize(("cost", "income", "granted"), [
    (0, 0, 0), (100, 100, 0), (100, 2_000, 0), (1, 0, 100_000), (500_000, 0, 250_000),
])  # fmt: skip
def test_nothing_to_subsidise_has_no_least_amount(cost: int, income: int, granted: int) -> None:
    result = made(Amount("g", "額", "c", ("i",), HALF, floor=100_000), c=cost, i=income)
    assert result.yen == granted


def test_a_least_amount_counts_parts_and_stays_below_every_bound() -> None:
    parts = (Part("rent", "会場", "rent", Fraction(1, 5)),)
    assert made(Amount("g", "額", "c", floor=5_000, parts=parts), c=0, rent=1_000).yen == 5_000
    assert made(Amount("g", "額", "c", floor=5_000, parts=parts), c=0, rent=0).yen == 0
    assert made(Amount("g", "額", "c", floor=5_000, cap=Cap(asked="m")), c=9_000, m=3_000).yen == 3_000
    assert made(Amount("g", "額", "c", floor=5_000, cap=Cap(each=800, times="n")), c=9_000, n=0).yen == 0
    assert made(Amount("g", "額", "c", floor=5_000, lesser_of="s"), c=9_000, s=4_000).yen == 4_000


def test_the_order_of_the_steps_is_the_one_that_is_written() -> None:
    order = ("deduct", "round", "rate", "cap", "floor")
    result = made(Amount("g", "額", "c", rate=HALF, unit=1000, order=order, cap=Cap(yen=10**6)), c=99_999)
    assert result.yen == 49_500
    assert [each.step for each in result.trace.lines] == ["base", "rounded", "rate", "cap", "amount"]


def test_a_share_of_the_request_is_solved_on_the_request() -> None:
    parts = (Part("rent", "会場", "rent", Fraction(1, 5)), Part("op", "運営費", "op", Fraction(3, 10)))
    result = made(Amount("g", "額", "other", parts=parts), other=10_001, rent=10**6, op=10**6)
    assert (result.yen, result.request) == (20_001, 20_001)
    assert [(each.limit, each.counted) for each in result.parts] == [(4_000, 4_000), (6_000, 6_000)]


def test_the_venue_stops_at_a_fifth() -> None:
    parts = (Part("rent", "会場", "rent", Fraction(1, 5)),)
    result = made(Amount("g", "額", "other", cap=Cap(yen=500_000), parts=parts, unit=1000), other=234_400, rent=120_000)
    assert result.yen == 293_000
    assert [(each.label, each.figure) for each in result.trace.lines if each.binds] == [
        ("会場", "58,600"), ("あわせた額", "293,000"),
    ]  # fmt: skip


def _brute(own: int, claims: list[Claim], bound: int) -> int:
    top = min(bound, own + sum(each.yen for each in claims))
    return next(request for request in range(top, -1, -1) if request <= reach(own, claims, request))


SHARES = [Fraction(1, 5), Fraction(3, 10), Fraction(1, 3), Fraction(1, 7), Fraction(9, 20), Fraction(7, 1000)]


@settings(max_examples=400, deadline=None)
@given(
    st.integers(0, 400),
    st.lists(st.tuples(st.integers(0, 400), st.sampled_from(SHARES)), min_size=1, max_size=3),
    st.integers(0, 900),
)
def test_the_request_is_the_greatest_there_is(own: int, drawn: list[tuple[int, Fraction]], bound: int) -> None:
    claims = [Claim(yen, share) for yen, share in drawn]
    if sum((each.at_most for each in claims), Fraction(0)) < 1:
        assert greatest(own, claims, [bound]) == _brute(own, claims, bound)


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 10**12), st.integers(0, 10**12), st.sampled_from(SHARES), st.integers(0, 10**12))
def test_large_requests_keep_every_bound(own: int, cost: int, share: Fraction, bound: int) -> None:
    claims = [Claim(cost, share)]
    request = greatest(own, claims, [bound])
    assert request <= bound
    assert request <= reach(own, claims, request)
    assert request == bound or request + 1 > reach(own, claims, request + 1)


@settings(max_examples=300, deadline=None)
@given(st.fractions(-(10**9), 10**9, max_denominator=1000), st.sampled_from([1, 10, 1000, 100_000]))
def test_rounding_stays_within_one_unit(value: Fraction, unit: int) -> None:
    down, up = rounded(value, Rounding.DOWN, unit), rounded(value, Rounding.UP, unit)
    assert down <= value <= up
    assert up - down in (0, unit)
    for mode in (Rounding.HALF_UP, Rounding.HALF_EVEN):
        found = rounded(value, mode, unit)
        assert found in (down, up)
        assert abs(found - value) * 2 <= unit


def test_halves_go_up_or_to_the_even_one() -> None:
    assert [rounded(Fraction(each, 2), Rounding.HALF_UP, 1) for each in (1, 3, 5)] == [1, 2, 3]
    assert [rounded(Fraction(each, 2), Rounding.HALF_EVEN, 1) for each in (1, 3, 5)] == [0, 2, 2]


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 10**9), st.integers(0, 10**9), st.integers(0, 10**9), st.sampled_from([1, 1000]))
def test_more_costs_never_give_less(costs: int, more: int, income: int, unit: int) -> None:
    amount = Amount("g", "額", "c", ("i",), Fraction(2, 3), cap=Cap(yen=300_000), unit=unit)
    less = made(amount, c=costs, i=income)
    assert less.yen <= made(amount, c=costs + more, i=income).yen <= 300_000
    assert less.yen % unit == 0
