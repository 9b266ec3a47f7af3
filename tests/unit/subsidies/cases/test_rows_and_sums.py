"""Rows 4 to 7: rows that go, sums that are there at once and again, exact halves, and what is pasted."""

import re
import shutil
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from random import Random
from uuid import UUID

import pytest
from support import tea
from support.applications import NOON, SECRETARY
from support.key import KEY

from kobe_desk.core import clock
from kobe_desk.core.database import Database
from kobe_desk.core.errors import UserError
from kobe_desk.core.progress import silent
from kobe_desk.core.records import Records
from kobe_desk.modules.subsidies import exchange
from kobe_desk.modules.subsidies.papers.check import text_of
from kobe_desk.modules.subsidies.rules import parse
from kobe_desk.modules.subsidies.rules.answers import Answers
from kobe_desk.modules.subsidies.rules.definition import Field, Kind
from kobe_desk.modules.subsidies.rules.evaluate import evaluate
from kobe_desk.modules.subsidies.usecases import paper_order, save_answers


@pytest.fixture
def key(sample_records: Records) -> UUID:
    return tea.answered(sample_records)


def with_lines(records: Records, key: UUID, *lines: tuple[str, int]) -> Answers:
    """The costs of the application are these."""
    answers = tea.answers_of(records, key)
    for row in answers.keys("spending"):
        answers = answers.without_row("spending", row)
    for kind, yen in lines:
        answers = answers.with_row("spending", {"kind": kind, "amount": yen})
    return records.do(save_answers, key, answers, "money").result


def budget(records: Records, key: UUID) -> str:
    made = exchange.make_papers(records.ask(paper_order, key), silent).papers
    return next(text_of(each.data) for each in made if each.form == "sums")


def test_the_second_of_four_rows_goes_and_everything_follows_at_once(sample_records: Records, key: UUID) -> None:
    """From survey-library#5526, #10057, #11636."""
    answers = with_lines(sample_records, key, ("goods", 1_111), ("goods", 20_002), ("food", 303), ("goods", 4_004))
    first, second, third, fourth = answers.keys("spending")
    before = evaluate(tea.programme(), answers, tea.DAY)
    answers = answers.without_row("spending", second)
    found = evaluate(tea.programme(), answers, tea.DAY)
    assert answers.keys("spending") == (first, third, fourth)
    assert [row.key for row in found.rows["spending"]] == [first, third, fourth]
    assert [row.values["eligible"] for row in found.rows["spending"]] == [1_111, 0, 4_004]
    assert (before.totals["spending.amount"], found.totals["spending.amount"]) == (25_420, 5_418)
    assert (before.amounts["grant"].yen, found.amounts["grant"].yen) == (12_000, 2_000)
    assert answers.value("spending.amount", fourth) == 4_004
    sample_records.do(save_answers, key, answers, "money")
    text = budget(sample_records, key)
    assert "20,002" not in text and "5,418" in text and "4,004" in text


def test_any_row_of_any_table_may_go_and_the_keys_of_the_others_stay() -> None:
    """The same rule, tried with every row of many tables."""
    chance = Random(4)  # a fixed seed: the same tables in every run
    for _table in range(40):
        answers, figures = Answers(), {}
        for _row in range(chance.randint(1, 12)):
            yen, kind = chance.randint(1, 10**6), chance.choice(["goods", "food"])
            answers = answers.with_row("spending", {"kind": kind, "amount": yen})
            figures[answers.keys("spending")[-1]] = (kind, yen)
        gone = chance.choice(answers.keys("spending"))
        del figures[gone]
        left = answers.without_row("spending", gone)
        found = evaluate(tea.programme(), left, tea.DAY)
        assert left.keys("spending") == tuple(figures)
        assert found.totals["spending.amount"] == sum(yen for _kind, yen in figures.values())
        assert found.totals["spending.eligible"] == sum(yen for kind, yen in figures.values() if kind == "goods")
        assert not [cell for cell in left.cells if cell.row == gone]


@pytest.fixture
def twice(sample_file: Path, tmp_path: Path) -> Iterator[Path]:
    """A desk that is closed and opened again."""
    with clock.stopped_at(NOON):
        yield Path(shutil.copy(sample_file, tmp_path / "twice.db"))


def test_totals_are_there_when_the_desk_is_opened_again_and_are_those_of_before(twice: Path) -> None:
    """From survey-library#10455."""
    records = Records(Database.open(twice, KEY), SECRETARY)
    key = tea.answered(records)
    with_lines(records, key, ("goods", 33_333), ("goods", 66_667), ("food", 1))
    before = evaluate(tea.programme(), tea.answers_of(records, key), clock.today())
    records.close()
    again = Records(Database.open(twice, KEY), SECRETARY)
    found = evaluate(tea.programme(), tea.answers_of(again, key), clock.today())
    text = budget(again, key)
    again.close()
    assert (found.totals, found.values) == (before.totals, before.values)
    assert found.amounts["grant"] == before.amounts["grant"]
    assert found.totals["spending.amount"] == 100_001 and "100,001" in text


def test_three_times_33333_at_one_half_is_49000_and_the_trace_shows_the_half(
    sample_records: Records, key: UUID
) -> None:
    """From survey-library#3542, #3423, and article 3 of Itoman's rules."""
    answers = with_lines(sample_records, key, *[("goods", 33_333)] * 3)
    made = evaluate(tea.programme(), answers, tea.DAY).amounts["grant"]
    assert made.yen == 49_000
    assert made.trace.summary == "99,999 → ×1/2 = 49,999.5 → ↓1,000 = 49,000"
    assert Fraction(99_999, 2) in [line.value for line in made.trace.lines]
    text = budget(sample_records, key)
    assert "49,999.5" in text and "49,000" in text
    assert not re.search(r"\.(?:0{3,}|9{3,}|\d{6,})", text)


@pytest.mark.parametrize(
    ("typed", "yen"),
    [
        ("¥1,000", 1_000), ("１，５００円", 1_500), ("▲200", -200), ("△１，０００", -1_000), ("￥ 12,000 円", 12_000),
        ("-5", -5), ("0", 0), ("　３００　", 300), ("1，０００，000", 1_000_000), ("¥－300", -300),
    ],
)  # fmt: skip
def test_what_is_pasted_becomes_a_figure(typed: str, yen: int) -> None:
    """From survey-library#1805, #2547."""
    made = parse.parse(Field("cost", Kind.YEN, "額"), typed, {})
    assert made == yen and type(made) is int


@pytest.mark.parametrize("typed", ["▲200", "0", "△１"])
def test_what_is_less_than_the_least_is_refused(typed: str) -> None:
    with pytest.raises(parse.TooSmall):
        parse.parse(Field("cost", Kind.YEN, "額", min=1), typed, {})


@pytest.mark.parametrize(
    "typed", ["1,0,0", "12,34", "1 000 2", "一千円ぐらい", "1e3", "0x10", "1.5", "1000円2000円", "--5"]
)
def test_what_is_no_figure_is_refused_in_a_sentence_and_never_joined(typed: str) -> None:
    with pytest.raises(UserError) as refused:
        parse.parse(Field("cost", Kind.YEN, "額"), typed, {})
    assert refused.value.message().endswith("。") and refused.value.field == "cost"


def test_pasted_figures_are_added_and_not_put_in_a_row_of_signs(sample_records: Records, key: UUID) -> None:
    column = tea.programme().fields["spending.amount"]
    figures = [parse.parse(column, each, {}) for each in ("¥1,000", "１，５００円", "10")]
    answers = with_lines(sample_records, key, *(("goods", each) for each in figures))
    assert evaluate(tea.programme(), answers, tea.DAY).totals["spending.amount"] == 2_510
