"""One cost in two applications: a second calculation by brute force, apart from the program's own."""

from dataclasses import replace
from itertools import combinations
from random import Random

import pytest

from kobe_desk.modules.subsidies.rules.twice import ELSEWHERE, Answered, CostLine, Found, Same, sameness, twice

LINE = CostLine(0, "budget_out", "チラシ", 40_000, 40_000, application="a", row="1", place=1, heading="印刷製本費")


def other(**more: object) -> CostLine:
    return replace(LINE, **{"member": ELSEWHERE, "application": "b", **more})


@pytest.mark.parametrize(("more", "same"), [
    ({}, Same.WORDS),
    ({"label": "ﾁ ﾗ ｼ"}, Same.WORDS),
    ({"yen": 12_000}, Same.WORDS),
    ({"heading": "ほかの科目"}, Same.WORDS),
    ({"heading": "ほかの科目", "yen": 12_000}, None),
    ({"label": "ポスター"}, None),
    ({"booking": "x"}, Same.WORDS),
    ({"booking": "x", "label": "ポスター"}, None),
    ({"far": True}, None),
])  # fmt: skip
def test_two_lines_are_one_cost_by_their_words_and_their_heading_or_amount(more: dict, same: Same | None) -> None:
    assert sameness(LINE, other(**more)) is same


def test_the_same_amount_at_another_price_and_quantity_is_another_cost() -> None:
    mine = replace(LINE, product=(20, 2_000))
    assert sameness(mine, other(heading="ほか", product=(40, 1_000))) is None
    assert sameness(mine, other(heading="ほか", product=(20, 2_000))) is Same.WORDS
    assert sameness(mine, other(heading="ほか")) is Same.WORDS, "nothing is said of its price"


def test_words_that_only_repeat_the_heading_say_nothing_by_themselves() -> None:
    mine = replace(LINE, label="印刷製本費")
    assert sameness(mine, other(label="印刷製本費", yen=5)) is None
    assert sameness(mine, other(label="印刷製本費")) is Same.WORDS


def test_a_paper_of_another_year_is_the_same_paper() -> None:
    mine = replace(LINE, files=frozenset({"x"}))
    assert sameness(mine, other(label="ほか", files=frozenset({"x", "y"}), far=True)) is Same.FILE


def some_lines(chance: Random) -> list[CostLine]:
    return [
        CostLine(
            member=who if who < 2 else ELSEWHERE, table="t", label=chance.choice(["あ", "い", "う"]),
            yen=(yen := chance.randint(1, 3) * 100), eligible=chance.choice([yen, yen // 2]),
            application="abcd"[who], row=str(number), place=number, heading=chance.choice(["か", "き"]),
            files=frozenset(chance.sample(["x", "y"], chance.choice([0, 0, 0, 1]))), far=who == 3,
        )
        for who in range(4) for number in range(chance.randint(0, 4))
    ]  # fmt: skip


def alike(one: CostLine, two: CostLine) -> bool:
    if one.application == two.application:
        return False
    near = "d" not in (one.application, two.application)
    words = near and one.label == two.label and (one.heading == two.heading or one.yen == two.yen)
    return words or bool(set(one.files) & set(two.files))


def by_hand(lines: list[CostLine], said: dict[frozenset, int | None]) -> tuple[set[frozenset], set[frozenset]]:
    """Groups that stand open, and groups that share more than the whole; by joining sets until nothing joins."""

    opened, shared = [], []
    for one, two in combinations(lines, 2):
        pair = frozenset({one.ref, two.ref})
        if not alike(one, two):
            continue
        if said.get(pair) is not None:
            shared.append({one, two})
        elif {one.application, two.application} <= {"c", "d"}:
            continue
        elif one.files & two.files or pair not in said:
            opened.append({one, two})
    return joined(opened), {
        group
        for group in joined(shared)
        if sum(each.eligible for each in group)
        > min(said[frozenset({a.ref, b.ref})] for a, b in combinations(group, 2) if {a, b} in shared)
    }


def joined(sets: list[set[CostLine]]) -> set[frozenset]:
    groups = [set(each) for each in sets]
    again = True
    while again:
        again = False
        for one, two in combinations(groups, 2):
            if one & two:
                groups = [each for each in groups if each not in (one, two)] + [one | two]
                again = True
                break
    return {frozenset(each) for each in groups if any(line.member >= 0 for line in each)}


@pytest.mark.parametrize("seed", range(60))
def test_a_second_search_finds_the_same(seed: int) -> None:
    chance = Random(seed)
    lines = some_lines(chance)
    said: dict[frozenset, int | None] = {}
    for one, two in combinations(lines, 2):
        if one.application != two.application and chance.random() < 0.4:
            said[frozenset({one.ref, two.ref})] = chance.choice([None, 100, 300, 600])
    answers = [Answered(*pair, whole) for pair, whole in said.items()]
    found = twice(lines, answers)
    opened, over = by_hand(lines, said)
    assert {frozenset(each.lines) for each in found if each.found is not Found.OVER} == opened
    assert {frozenset(each.lines) for each in found if each.found is Found.OVER} == over
    for each in found:
        files = any(one.files & two.files and one.application != two.application
                    for one, two in combinations(each.lines, 2))  # fmt: skip
        if each.found is Found.LIKE:
            assert not files
        assert set(each.lines[:1]) <= {line for line in lines if line.member >= 0}, "one of here comes first"
        assert all(one[0] != two[0] for one, two in each.pairs)


@pytest.mark.parametrize("seed", range(20))
def test_whatever_is_found_can_be_answered(seed: int) -> None:
    """After every group is said to be other costs, or shared for enough, nothing stands open."""
    lines = some_lines(Random(seed))
    answers: list[Answered] = []
    for each in twice(lines):
        whole = None if each.may_differ else each.sum
        answers += [Answered(one, two, whole) for one, two in each.pairs]
    assert not twice(lines, answers)
