"""What forms ask beside the project: 法人番号, 消費税, 予算規模, 広報, 昨年度からの変更点; carried where they last."""

from dataclasses import replace
from uuid import UUID

from support.granting import hand_in

from kobe_desk.cli.demo.bundle import confirmed_copy
from kobe_desk.core import clock
from kobe_desk.core.japanese.corporate_number import check_figure
from kobe_desk.core.records import Records
from kobe_desk.modules.association.usecases import profile, save_profile
from kobe_desk.modules.ledger import usecases as ledger
from kobe_desk.modules.subsidies.rules.answers import Answer, Origin, State
from kobe_desk.modules.subsidies.rules.evaluate import evaluate
from kobe_desk.modules.subsidies.usecases import application, begin_application, save_answers, source_changes

MIHON, ECOTOWN = "chiiki-katsudo-mihon", "ecotown-2022"
ASKED = ("tax_status", "annual_budget", "publicity", "since_last")


def test_the_first_time_nothing_has_changed_since_last_year(sample_records: Records) -> None:
    answers = sample_records.ask(application, sample_records.do(begin_application, MIHON).result).answers
    assert answers.get("since_last").state is State.NOT_APPLICABLE
    assert not answers.get("since_last").stale


def test_the_next_time_it_is_asked_from_what_was_written_before(sample_records: Records, answered: UUID) -> None:
    given = sample_records.ask(application, answered).answers.with_value("since_last", "会場を公園に移した。")
    sample_records.do(save_answers, answered, given, "plan")
    hand_in(sample_records, answered)
    again = sample_records.ask(application, sample_records.do(begin_application, MIHON).result).answers
    assert again.value("since_last") == "会場を公園に移した。"
    for name in ("since_last", "publicity", "tax_status"):
        assert again.get(name).stale and again.get(name).origin is Origin.CARRIED
    other = sample_records.do(begin_application, confirmed_copy(sample_records, ECOTOWN)).result
    there = sample_records.ask(application, other).answers
    assert there.get("since_last").state is State.NOT_APPLICABLE, "another programme has no last year"
    assert there.value("tax_status") == "exempt" and there.get("tax_status").stale


def test_the_budget_of_the_year_comes_from_the_cash_book(sample_records: Records) -> None:
    key = sample_records.do(begin_application, MIHON).result
    found = sample_records.ask(application, key).answers.get("annual_budget")
    assert found.origin is Origin.PREFILL and "出納帳" in found.source
    rows = sample_records.ask(ledger.budget, sample_records.ask(ledger.year_of, clock.today()))
    assert found.value == sum(row.budget or 0 for row in rows if row.kind == "income")
    assert "annual_budget" not in {each.field for each in sample_records.ask(source_changes, key)}


def test_the_corporate_number_is_asked_of_a_corporation_only(sample_records: Records) -> None:
    row = sample_records.ask(application, sample_records.do(begin_application, MIHON).result)
    for incorporated in (True, False):
        answers = row.answers.with_answer("incorporated", Answer(incorporated))
        found = evaluate(row.programme, answers, clock.today())
        assert ("corporate_number" in found.relevant) is incorporated
        assert "corporate_number" not in {cell.field for cell in found.missing}


def test_the_corporate_number_comes_from_what_the_desk_knows_of_the_association(sample_records: Records) -> None:
    number = f"{check_figure('234567890123')}234567890123"
    known = sample_records.ask(profile)
    sample_records.do(save_profile, replace(known, legal_form="recognised", corporate_number=number))
    found = sample_records.ask(application, sample_records.do(begin_application, MIHON).result).answers
    assert (found.value("corporate_number"), found.get("corporate_number").origin) == (number, Origin.PREFILL)
    sample_records.do(save_profile, replace(known, corporate_number=""))
    again = sample_records.ask(application, sample_records.do(begin_application, MIHON).result).answers
    assert again.get("corporate_number").value is None


def test_none_of_them_holds_the_papers_up(sample_records: Records, answered: UUID) -> None:
    row = sample_records.ask(application, answered)
    answers = row.answers
    for name in ASKED:
        answers = answers.with_answer(name, Answer())
    assert not {cell.field for cell in evaluate(row.programme, answers, clock.today()).missing} & set(ASKED)
