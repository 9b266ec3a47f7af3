"""Rows of a table beside those of before and of the source: matched whatever their order, settled one by one."""

from collections.abc import Sequence
from datetime import UTC, datetime
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kobe_desk.core import paths
from kobe_desk.modules.subsidies.rules import bundle, library
from kobe_desk.modules.subsidies.rules.answers import BLANK, NOT_APPLICABLE, Answer, Answers, Origin
from kobe_desk.modules.subsidies.rules.beside import (
    Line,
    Looked,
    Versions,
    compared,
    kept,
    left_mark,
    lines,
    rows_in,
    taken,
)
from kobe_desk.modules.subsidies.rules.definition import Table
from kobe_desk.modules.subsidies.rules.matching import Match, Row, identities, matched

LOOKED = Looked("slot-1", datetime(2026, 11, 25, 3, 0, tzinfo=UTC))
PROGRAMME = library.load(bundle.read(paths.resources("programmes", "chiiki-katsudo-mihon")))
OUT, IN, OFFICERS = (PROGRAMME.tables[name] for name in ("budget_out", "budget_in", "officers"))
_FEW = st.sampled_from(["講師謝礼", "茶菓", "ﾁｬｶﾞｼ", "会場使用料", ""])


def row(table: Table, **values: object) -> Row:
    known = {each.id: BLANK for each in table.columns if not each.field.computed}
    return {**known, **{name: each if isinstance(each, Answer) else Answer(each) for name, each in values.items()}}


def costs(category: str, item: str, amount: int) -> Row:
    return row(OUT, category=category, item=item, amount=amount)


def officer(office: str, name: str, **more: object) -> Row:
    return row(OFFICERS, office=office, name=name, **more)


@st.composite
def rows(draw: st.DrawFn) -> list[Row]:
    found = draw(st.lists(st.tuples(st.sampled_from(["fee", "food"]), _FEW, st.integers(0, 3)), max_size=6))
    return [costs(*each) for each in found]


def written(table: Table, found: Sequence[Row], origin: Origin = Origin.TYPED) -> Answers:
    answers = Answers()
    for each in found:
        answers = answers.with_row(table.id, {})
        key = answers.keys(table.id)[-1]
        for name, answer in each.items():
            if not answer.blank:
                answers = answers.with_answer(f"{table.id}.{name}", Answer(answer.value, origin=origin), key)
    return answers


def pairs(found: Sequence[Match]) -> list[tuple[int | None, int | None, int | None]]:
    return [(each.before, each.today, each.now) for each in found]


# which rows are the same


@given(rows(), rows(), rows())
def test_every_row_of_each_version_appears_exactly_once(before: list[Row], today: list[Row], now: list[Row]) -> None:
    found = matched(OUT, before, today, now)
    for name, version in (("before", before), ("today", today), ("now", now)):
        places = [place for each in found if (place := getattr(each, name)) is not None]
        assert sorted(places) == list(range(len(version)))
    assert [each.now for each in found if each.now is not None] == list(range(len(now))), "this year keeps its order"


@given(rows(), st.randoms(use_true_random=False))
def test_the_same_rows_are_found_again_in_whatever_order(version: list[Row], chance: Random) -> None:
    mixed = [*version]
    chance.shuffle(mixed)
    given = {at for at, each in enumerate(version) if any(not answer.blank for answer in each.values())}
    found = matched(OUT, mixed, mixed, version)
    assert {each.now for each in found if each.before is not None} == given == set(range(len(version)))
    assert all(each.before == each.today and mixed[each.before] == version[each.now] for each in found)


@given(rows(), rows(), rows())
def test_matching_again_gives_the_same(before: list[Row], today: list[Row], now: list[Row]) -> None:
    assert matched(OUT, before, today, now) == matched(OUT, before, today, now)


def test_a_cost_is_known_by_category_and_words_and_else_by_its_words() -> None:
    before = [costs("food", "茶菓", 100), costs("fee", "茶菓", 300), costs("fee", "印刷代", 5)]
    now = [costs("fee", "茶菓", 900), costs("supplies", "印刷代", 5), costs("fee", "旗", 1)]
    assert pairs(matched(OUT, before, [], now)) == [(1, None, 0), (2, None, 1), (None, None, 2), (0, None, None)]


def test_twins_are_told_apart_by_what_they_cost_and_then_by_their_order() -> None:
    before = [costs("fee", "講師謝礼", each) for each in (100, 200, 300)]
    now = [costs("fee", "講師謝礼", each) for each in (300, 999, 888)]
    assert pairs(matched(OUT, before, [], now)) == [(2, None, 0), (0, None, 1), (1, None, 2)]


def test_a_person_is_known_by_the_name_and_not_by_the_office() -> None:
    before = [officer("会長", "山田太郎"), officer("書記", "林花子")]
    today = [officer("会長", "林花子"), officer("書記", "岡一郎")]
    assert pairs(matched(OFFICERS, before, today, [])) == [(1, 0, None), (None, 1, None), (0, None, None)]


def test_an_income_without_words_is_known_by_its_category() -> None:
    before, now = [row(IN, category="dues", amount=1)], [row(IN, category="dues", note="一般会計から", amount=2)]
    assert pairs(matched(IN, before, [], now)) == [(0, None, 0)]


def test_width_and_blanks_make_no_other_row() -> None:
    assert pairs(matched(OUT, [costs("fee", "ｺﾋﾟｰ 代", 1)], [], [costs("fee", "コピー代", 2)])) == [(0, None, 0)]


@pytest.mark.parametrize(
    ("table", "name"),
    [("officers", "name"), ("schedule", "what"), ("activities", "what"), ("budget_out", "item"), ("years", "year")],
)
def test_what_tells_a_row_in_the_tables_of_the_programmes(table: str, name: str) -> None:
    assert identities(PROGRAMME.tables[table])[-1] == (name,)


# what a press does


def beside(
    table: Table, versions: Versions, answers: Answers, left: frozenset[str] = frozenset()
) -> tuple[Line, ...]:  # fmt: skip
    return lines(table, versions, answers, left)


@settings(max_examples=60)
@given(rows(), rows(), rows(), st.data())
def test_settling_every_row_leaves_nothing_to_be_looked_at(
    before: list[Row], today: list[Row], now: list[Row], data: st.DataObject
) -> None:
    versions = Versions(tuple(before), tuple(today), "mark")
    answers = written(OUT, now, Origin.PREFILL).marked_stale([f"{OUT.id}.{each.id}" for each in OUT.columns])
    left: frozenset[str] = frozenset()
    many = len(before) + len(today) + len(now)
    for press in range(3 * many):  # a row taken from elsewhere may be another's double, which is then looked at again
        found = beside(OUT, versions, answers, left)
        line = next((each for each in found if not each.settled), None)
        if line is None:
            break
        choices = [each for each in (line.before, line.today) if each is not None]
        chosen = data.draw(st.sampled_from([*choices, None])) if press < many else None
        if chosen is not None:
            answers = taken(OUT, answers, line, chosen, _siblings(found, line, chosen), LOOKED)
        elif line.now is None:
            left |= {left_mark(line.before, line.today)}
        answers = kept(OUT, answers, line, LOOKED) if chosen is None else answers
    assert all(each.settled for each in beside(OUT, versions, answers, left))
    assert not answers.stale
    assert not compared(OUT, answers, "mark").stale


def _siblings(found: Sequence[Line], line: Line, chosen: Row) -> list[Line]:
    name = "before" if chosen is line.before else "today"
    mine = [each for each in found if getattr(each.at, name) is not None]
    return sorted(mine, key=lambda each: getattr(each.at, name))


def test_a_row_that_is_taken_in_stands_where_it_stood_and_says_where_it_is_from() -> None:
    before = tuple(costs("fee", each, 1) for each in ("一", "二", "三"))
    answers = written(OUT, [costs("fee", "三", 9), costs("fee", "新", 9)])
    found = beside(OUT, Versions(before), answers)
    line = next(each for each in found if each.before is before[1])
    answers = taken(OUT, answers, line, {**before[1], "amount": Answer(1, origin=Origin.CARRIED, source="令和7年度")},
                    _siblings(found, line, before[1]), LOOKED)  # fmt: skip
    assert [each["item"].value for each in rows_in(OUT, answers)] == ["二", "三", "新"]
    cell = rows_in(OUT, answers)[0]["amount"]
    assert (cell.origin, cell.source, cell.confirmed_by, cell.stale) == (Origin.CARRIED, "令和7年度", "slot-1", False)
    assert rows_in(OUT, answers)[1]["amount"].value == 9, "the others stay as they were typed"


def test_blank_and_does_not_apply_are_taken_as_they_were() -> None:
    before = (row(OUT, category="fee", item="一", amount=0, basis=NOT_APPLICABLE, unit=BLANK),)
    answers = written(OUT, [row(OUT, category="fee", item="一", amount=5, basis="詳しく", unit="人")])
    (line,) = beside(OUT, Versions(before), answers)
    assert line.differing == {"amount", "basis", "unit"}
    (made,) = rows_in(OUT, taken(OUT, answers, line, before[0], [line], LOOKED))
    assert (made["amount"].value, made["basis"].absent, made["unit"].blank) == (0, True, True)


def test_what_did_not_apply_before_and_is_blank_at_the_source_now_has_changed() -> None:
    same, other = officer("会計", "石井 弘"), officer("会計", "石井 弘", kana=NOT_APPLICABLE)
    for before, today, unchanged in ((same, same, True), (other, other, True), (other, same, False)):
        (line,) = lines(OFFICERS, Versions((before,), (today,)), Answers(), frozenset())
        assert line.unchanged is unchanged
    (alone,) = lines(OFFICERS, Versions((same,), ()), Answers(), frozenset())
    assert not alone.unchanged, "the source has no such row"


def test_a_row_of_a_table_that_is_asked_anew_is_still_to_be_looked_at_when_it_is_taken() -> None:
    before = (costs("fee", "一", 1),)
    (line,) = beside(OUT, Versions(before), Answers())
    answers = taken(OUT, Answers(), line, before[0], [line], None)
    (line,) = beside(OUT, Versions(before), answers)
    assert not line.settled and answers.stale
    (line,) = beside(OUT, Versions(before), kept(OUT, answers, line, LOOKED))
    assert line.settled


def test_a_row_kept_against_its_source_is_looked_at_again_only_when_the_source_changes_again() -> None:
    answers = Answers().with_row(
        OFFICERS.id, {"office": "会長", "name": "山田太郎"}, origin=Origin.PREFILL, source_hash="old"
    )
    versions = Versions((), (officer("顧問", "山田太郎"),), "new")
    (line,) = beside(OFFICERS, versions, answers)
    assert line.differing == {"office"} and not line.settled
    answers = kept(OFFICERS, answers, line, LOOKED)
    (line,) = beside(OFFICERS, versions, answers)
    assert line.settled and line.now is not None and line.now["office"].value == "会長"
    assert beside(OFFICERS, Versions((), (officer("顧問", "山田太郎"), officer("書記", "林")), "newer"), answers)[
        0
    ].settled
    assert not beside(OFFICERS, Versions((), (officer("相談役", "山田太郎"),), "newest"), answers)[0].settled


def test_calculated_columns_are_in_no_version() -> None:
    answers = written(OUT, [costs("fee", "一", 1)])
    assert "eligible" not in rows_in(OUT, answers)[0]
