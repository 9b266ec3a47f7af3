"""The language of conditions: what it lets through, and the same results from a second engine."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kobe_desk.modules.subsidies.rules import expr

ANSWERS: dict[str, expr.Plain] = {
    "members": 748, "place": "会館", "open": True, "day": 739_000, "nothing": None,
    "rows": {"costs": [{"category": "food", "amount": 300}, {"category": "travel", "amount": 90_000}]},
    "totals": {"costs": {"amount": 90_300}},
}  # fmt: skip
OPTIONS = {"food": {"id": "food", "label": "食糧費", "eligible": False, "group": ""}}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('rows.costs.exists(r, r.category == "food")', True),
        ("rows.costs.all(r, r.amount > 300)", False),
        ("total(rows.costs.map(r, r.amount)) == totals.costs.amount", True),
        ("count(rows.costs.filter(r, r.amount >= 1000))", 1),
        ('cat("food").eligible ? 1 : 2', 2),
        ("members >= 2 && !(place == '集会所')", True),
        ("day - days(3) < day", True),
        ("fiscal_year(day)", 2024),
        ("wareki(day)", "令和6年4月24日"),
        ("floor_to(49999, 1000)", 49_000),
        ('place in ["会館", "公園"]', True),
        ("-members + 2 * 3", -742),
        ("is_blank(nothing) && !is_blank(members)", True),
        ("is_blank(0)", False),
    ],
)
def test_what_the_language_says(text: str, value: expr.Plain) -> None:
    assert expr.compile(text).evaluate(ANSWERS, OPTIONS) == value


@pytest.mark.parametrize("text", ["nothing > 3", "nothing == 'x'", "nothing != 'x'", "!nothing", "nothing ? 1 : 2"])
def test_a_blank_answer_leaves_a_condition_undecided(text: str) -> None:
    assert expr.compile(text).evaluate(ANSWERS) is None


def test_what_is_decided_anyway_does_not_wait_for_a_blank() -> None:
    assert expr.compile("nothing > 3 || members > 3").evaluate(ANSWERS) is True
    assert expr.compile("nothing > 3 && members < 3").evaluate(ANSWERS) is False


def test_a_sum_that_is_too_large_is_undecided() -> None:
    assert expr.compile("members * 1000000000000000 * 1000000000000000 > 1").evaluate(ANSWERS) is None


@pytest.mark.parametrize(
    "text",
    [
        "1.5 > 1.0", "1u", "members / 2", "members % 2", "members.__class__", "rows.costs[0]", '{"a": 1}', 'b"x"',
        "size(place)", "open(place)", 'place.matches("(a+)+$")', "total(1, 2)", '"a\\nb"', "timestamp(place)", "dyn(1)",
        "rows.costs.exists(r, rows.costs.exists(q, q.amount == r.amount))", "rows.costs.exists(rows, true)",
        "rows.costs.exists_one(r, true)", "type(members)", "Msg{a: 1}", ".members", "9999999999999999999", "0x1f", "",
        "members +", "null == nothing", "members" + " + members" * 60, "(" * 21 + "1" + ")" * 21, "!" * 100 + "open",
        "x" * 501, "[" * 30, "members\x00", "a ? " * 30,
    ],
)  # fmt: skip
def test_everything_else_is_refused(text: str) -> None:
    if text == "members.__class__":
        assert expr.compile(text).evaluate({"members": 1}) is None
        return
    with pytest.raises(expr.ExpressionRefused) as refusal:
        expr.compile(text)
    assert "cannot be used" in refusal.value.message() or "使えません" in refusal.value.message()


def test_the_deepest_allowed_expression_can_be_evaluated() -> None:
    assert expr.compile("(" * 20 + "members" + ")" * 20).evaluate(ANSWERS) == 748


def test_the_names_an_expression_reads_are_known() -> None:
    text = 'rows.costs.exists(r, r.category == "food") && totals.costs.amount > members + days(place_count)'
    assert expr.references(text) == {"rows.costs", "totals.costs.amount", "members", "place_count"}


# ---- the second engine -----------------------------------------------------------------------------------------

_numbers = st.one_of(st.integers(-1000, 1000).filter(lambda n: n >= 0).map(str), st.sampled_from(["a", "b", "c"]))
_sums = st.recursive(
    _numbers,
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(["+", "-", "*"]), inner).map(lambda it: f"({it[0]} {it[1]} {it[2]})"),
        inner.map(lambda it: f"floor_to({it}, 10)"),
        inner.map(lambda it: f"-({it})"),
    ),
    max_leaves=5,
)
_compared = st.tuples(_sums, st.sampled_from(["<", "<=", ">", ">=", "==", "!="]), _sums).map(" ".join)
_texts = st.sampled_from(['s == "x"', 's != "x"', 's in ["x", "y"]', "t", "!t", "is_blank(s)", "a in [1, 2, 3]"])
_rows = st.sampled_from(
    ["rows.t.exists(r, r.m > a)", "rows.t.all(r, r.m >= b)", "count(rows.t.filter(r, r.m != c)) > 1",
     "total(rows.t.map(r, r.m * 2)) >= a", 'rows.t.exists(r, r.k == "x")']
)  # fmt: skip
_conditions = st.recursive(
    st.one_of(_compared, _texts, _rows),
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(["&&", "||"]), inner).map(lambda it: f"({it[0]} {it[1]} {it[2]})"),
        inner.map(lambda it: f"!({it})"),
        st.tuples(inner, inner, inner).map(lambda it: f"({it[0]} ? {it[1]} : {it[2]})"),
    ),
    max_leaves=4,
)


@settings(max_examples=250, deadline=None)
@given(
    _conditions,
    st.integers(-50, 50), st.integers(-50, 50), st.integers(0, 50), st.sampled_from(["x", "y", "神戸"]), st.booleans(),
    st.lists(st.tuples(st.sampled_from(["x", "z"]), st.integers(-20, 20)), max_size=4),
)  # fmt: skip
def test_an_independent_engine_agrees(
    text: str, a: int, b: int, c: int, s: str, t: bool, rows: list[tuple[str, int]]
) -> None:
    import cel

    answers = {"a": a, "b": b, "c": c, "s": s, "t": t, "rows": {"t": [{"k": k, "m": m} for k, m in rows]}}
    other = cel.Context(answers)
    for name in ("total", "count", "is_blank", "floor_to"):
        other.add_function(name, expr.HELPERS[name])
    if len(text) <= expr.LONGEST:
        assert expr.compile(text).evaluate(answers) == cel.evaluate(text, other)


def test_what_is_remembered_of_a_condition_follows_every_answer_and_its_kind() -> None:
    wanted = expr.compile("members > 1 || text == 'はい'")
    asked = [{"members": 2, "text": ""}, {"members": 1, "text": ""}, {"members": 1, "text": "はい"}, {"members": None}]
    twice = [[wanted.evaluate(each) for each in asked] for _round in range(2)]
    assert twice == [[True, False, True, None]] * 2
    same = expr.compile("one == two")
    assert same.evaluate({"one": 1, "two": 1}) is True
    assert same.evaluate({"one": "1", "two": "1"}) is True
    assert expr.compile("one + 0").evaluate({"one": 1}) == 1
    assert expr.compile("one ? 5 : 6").evaluate({"one": True}) == 5


def test_answers_are_remembered_only_as_a_digest() -> None:
    expr.compile("secret == 'x'").evaluate({"secret": "口座1234567"})
    assert not any("1234567" in repr(each) for each in expr._settled)


def test_what_an_option_says_follows_the_options_of_the_moment() -> None:
    asked = expr.compile("cat(kind).eligible")
    assert asked.evaluate({"kind": "a"}, {"a": {"eligible": True}}) is True
    assert asked.evaluate({"kind": "a"}, {"a": {"eligible": False}}) is False
