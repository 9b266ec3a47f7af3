"""The guard against paying one cost twice, over applications that were begun apart."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

import pytest

from kobe_desk.cli.demo.bundle import confirmed_copy
from kobe_desk.core.records import Records
from kobe_desk.core.text import use_language
from kobe_desk.modules.subsidies import exchange
from kobe_desk.modules.subsidies.rules.costs import CostShare, cost_share
from kobe_desk.modules.subsidies.rules.evaluate import evaluate
from kobe_desk.modules.subsidies.rules.twice import Found, Twice
from kobe_desk.modules.subsidies.usecases import (
    PaidTwice,
    PaperRequest,
    StillMissing,
    begin_application,
    enclose,
    guarded_orders,
    hand_in_on_paper,
    keep_papers,
    note_step,
    open_application,
    open_bundle,
    remove_application,
    save_answers,
    share_cost,
    take_cost_answer_back,
    tell_costs_apart,
)

QUOTE = b"%PDF-1.4 a quote\n%%EOF"


@pytest.fixture(autouse=True)
def in_japanese() -> None:
    use_language("ja")


@pytest.fixture
def other(sample_records: Records, answered: UUID) -> UUID:
    """A second application of the year, begun apart from the answered one."""
    return sample_records.do(begin_application, confirmed_copy(sample_records, "ecotown-2022")).result


def write_cost(records: Records, key: UUID, item: str, amount: int, heading: str = "") -> UUID:
    row = records.ask(open_application, key).application
    category = heading or row.programme.choice_lists["cost_categories"].ids()[0]
    line = {"category": category, "item": item, "amount": amount}
    answers = row.answers.with_row("budget_out", line)
    records.do(save_answers, key, answers, "")
    return answers.keys("budget_out")[-1]


def share_of(records: Records, key: UUID) -> CostShare:
    opened = records.ask(open_application, key)
    row = opened.application
    return cost_share([(row.programme, evaluate(row.programme, row.answers, date(2026, 11, 25)))], opened.beside)


def told(records: Records, key: UUID) -> Sequence[Twice]:
    return share_of(records, key).twice


def refusal(records: Records, key: UUID) -> str:
    with pytest.raises((PaidTwice, StillMissing)) as refused:
        exchange.refuse_unready(records.ask(guarded_orders, (key,)))
    return refused.value.message() if isinstance(refused.value, PaidTwice) else ""


# the same words


def test_the_whole_of_a_cost_that_another_application_asks_for_is_an_error(
    sample_records: Records, other: UUID
) -> None:  # fmt: skip
    """「行事のﾁﾗ ｼ」 of 43,200 yen stands in the answered application as 「行事のチラシ」."""
    write_cost(sample_records, other, "行事のﾁﾗ ｼ", 43_200)
    (said,) = told(sample_records, other)
    assert said.found is Found.WHOLE and said.is_error
    assert "行事のﾁﾗ ｼ" in said.said() and said.said().count("43,200円") == 2 and "地域活動補助金" in said.said()
    assert said.said() in refusal(sample_records, other)


def test_it_is_told_in_the_other_application_too(sample_records: Records, answered: UUID, other: UUID) -> None:
    write_cost(sample_records, other, "行事のチラシ", 43_200)
    assert [each.found for each in told(sample_records, answered)] == [Found.WHOLE]


def test_the_same_words_under_the_same_heading_have_to_be_answered(sample_records: Records, other: UUID) -> None:
    write_cost(sample_records, other, "行事のチラシ", 10_000, "printing")
    (said,) = told(sample_records, other)
    assert said.found is Found.LIKE and not said.is_error
    assert said.said() in refusal(sample_records, other)
    sample_records.do(tell_costs_apart, said.pairs, "春のチラシです。")
    assert not told(sample_records, other)
    assert [each.reason for each in sample_records.ask(open_application, other).beside.answers] == ["春のチラシです。"]
    assert "行事のチラシ" not in refusal(sample_records, other)
    (answer,) = share_of(sample_records, other).told
    assert "春のチラシです。" in answer.said() and answer.said().count("行事のチラシ") == 2
    sample_records.do(take_cost_answer_back, answer.pairs)
    assert [each.found for each in told(sample_records, other)] == [Found.LIKE]


def test_other_words_or_another_heading_at_another_amount_are_another_cost(
    sample_records: Records, other: UUID
) -> None:  # fmt: skip
    write_cost(sample_records, other, "行事のチラシの配布", 43_200)
    write_cost(sample_records, other, "行事のチラシ", 43_201)
    assert not told(sample_records, other)


def test_a_shared_cost_may_not_ask_for_more_than_it_costs(sample_records: Records, other: UUID) -> None:
    write_cost(sample_records, other, "行事のチラシ", 20_000, "printing")
    (said,) = told(sample_records, other)
    sample_records.do(share_cost, said.pairs, 63_200)
    assert not told(sample_records, other)
    write_cost(sample_records, other, "行事のチラシ", 1, "printing")
    again = told(sample_records, other)
    assert [each.found for each in again] == [Found.LIKE], "a new line is asked about anew"
    sample_records.do(share_cost, again[0].pairs, 63_200)
    (over,) = told(sample_records, other)
    assert (over.found, over.sum) == (Found.OVER, 63_201)
    assert "63,201円" in over.said() and "63,200円" in over.said()


def test_what_does_not_count_there_is_free_for_another(sample_records: Records, other: UUID) -> None:
    write_cost(sample_records, other, "茶菓", 24_000)
    assert not told(sample_records, other)


# the same paper


def test_one_quote_in_two_applications_is_one_cost_whatever_it_is_called(
    sample_records: Records, answered: UUID, together_of_quotes: UUID
) -> None:  # fmt: skip
    (said,) = told(sample_records, together_of_quotes)
    assert said.found is Found.FILE and not said.may_differ
    sample_records.do(tell_costs_apart, said.pairs, "別の費用です。")
    assert told(sample_records, together_of_quotes), "one paper is one cost"
    sample_records.do(share_cost, said.pairs, said.sum)
    assert not told(sample_records, together_of_quotes)
    sample_records.do(share_cost, said.pairs, said.sum - 1)
    assert [each.found for each in told(sample_records, together_of_quotes)] == [Found.OVER]


@pytest.fixture
def together_of_quotes(sample_records: Records, answered: UUID) -> UUID:
    """A second application of the same programme, with the quote of the first at a line of another name."""
    programme = sample_records.ask(open_application, answered).application.programme
    second = sample_records.do(begin_application, programme.id).result
    for key, item, yen in ((answered, "看板", 60_000), (second, "立て札", 30_000)):
        row = write_cost(sample_records, key, item, yen, "supplies")
        sample_records.do(enclose, key, "quote", "見積書", f"{item}.pdf", QUOTE, row)
    return second


# what counts


def test_what_was_withdrawn_pays_for_nothing(sample_records: Records, answered: UUID, other: UUID) -> None:
    write_cost(sample_records, other, "行事のチラシ", 43_200)
    assert told(sample_records, other)
    sample_records.do(keep_papers, answered, (PaperRequest("application", "交付申請書", b"%PDF-1.4\n%%EOF"),))
    sample_records.do(hand_in_on_paper, (answered,), date(2026, 11, 25))
    sample_records.do(note_step, answered, "withdrawn", {"reason": "雨のため。"}, date(2026, 12, 1))
    assert not told(sample_records, other)


def test_what_was_said_goes_with_the_application_and_comes_back_with_it(sample_records: Records, other: UUID) -> None:
    write_cost(sample_records, other, "行事のチラシ", 43_200)
    sample_records.do(tell_costs_apart, told(sample_records, other)[0].pairs, "別の回です。")
    sample_records.do(remove_application, other)
    sample_records.undo()
    assert not told(sample_records, other)


def test_those_begun_together_are_told_among_themselves_once(together_records: tuple[Records, UUID]) -> None:
    records, bundle = together_records
    row = records.ask(open_bundle, bundle)
    mine = {str(key) for key in row.keys}
    assert not mine & {each.application for each in row.beside.others}
    apart = records.do(begin_application, row.opened[0].application.programme.id).result
    lines = records.ask(open_application, apart).beside.others
    assert mine & {each.application for each in lines}, "one begun apart is told of them"
