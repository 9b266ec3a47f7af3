"""Nobody signs an answer that nobody has looked at (要確認): taken over from before, or otherwise in its source now."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from support import tea

from kobe_desk.core import clock
from kobe_desk.core.records import Records
from kobe_desk.modules.association.usecases import profile, save_profile
from kobe_desk.modules.subsidies import exchange
from kobe_desk.modules.subsidies.rules.answers import Answers
from kobe_desk.modules.subsidies.rules.evaluate import evaluate
from kobe_desk.modules.subsidies.rules.unconfirmed import unconfirmed
from kobe_desk.modules.subsidies.usecases import (
    AnswersUnconfirmed,
    application,
    keep_answer,
    keep_answer_together,
    open_bundle,
    save_answers,
    signing_order,
    signing_orders,
    signing_state,
)
from kobe_desk.modules.subsidies.usecases.circulating import SendRequest, packet_to_sign


def carried(records: Records, key: UUID, field: str) -> None:
    """An answer is there as an application before had it, and nobody has looked at it."""
    row = records.ask(application, key)
    given = replace(row.answers.get(field), stale=True)
    records.do(save_answers, key, row.answers.with_answer(field, given), row.page)


def papers(records: Records, key: UUID) -> tuple[UUID, ...]:
    return tuple(each.id for each in records.ask(application, key).papers)


def refused(records: Records, name: str, query: Any, *args: Any) -> None:
    with pytest.raises(AnswersUnconfirmed) as error:
        records.ask(query, *args)
    assert name in error.value.message()


@pytest.mark.usefixtures("passphrases")
def test_an_answer_that_was_taken_over_is_named_before_anybody_signs_and_its_papers_stay_once_it_is_kept(
    sample_records: Records, answered: UUID
) -> None:
    carried(sample_records, answered, "content")
    made = exchange.prepare_application(sample_records, answered)
    label = "すること"
    assert sample_records.ask(signing_state, answered).unconfirmed == (label,)
    refused(sample_records, label, signing_order, answered, "chair")
    refused(sample_records, label, packet_to_sign, SendRequest((answered,), "", ("chair",), "", None, ""))
    sample_records.do(keep_answer, answered, "content")
    assert sample_records.ask(signing_state, answered).unconfirmed == ()
    assert sample_records.ask(signing_order, answered, "chair").papers
    assert papers(sample_records, answered) == made, "what is kept as it is changes no paper"


@pytest.mark.usefixtures("passphrases")
def test_an_answer_whose_source_changed_after_the_papers_were_made_is_named_too(
    sample_records: Records, answered: UUID
) -> None:
    exchange.prepare_application(sample_records, answered)
    house = sample_records.ask(profile)
    sample_records.do(save_profile, replace(house, phone="078-000-0999"))
    refused(sample_records, "団体の電話", signing_order, answered, "chair")
    sample_records.do(keep_answer, answered, "phone")
    assert sample_records.ask(signing_order, answered, "chair").papers


def test_what_several_programmes_ask_is_named_once_and_confirmed_in_all_of_them(
    together_records: tuple[Records, UUID],
) -> None:
    records, bundle = together_records
    keys = records.ask(open_bundle, bundle).keys
    waiting = records.ask(signing_state, *keys).unconfirmed
    house = records.ask(profile)
    records.do(save_profile, replace(house, phone="078-000-0999"))
    (name,) = set(records.ask(signing_state, *keys).unconfirmed) - set(waiting)
    refused(records, name, signing_orders, keys, "chair")
    records.do(keep_answer_together, bundle, keys[0], "phone")
    assert records.ask(signing_state, *keys).unconfirmed == waiting


def test_an_answer_that_is_not_asked_now_does_not_wait(sample_records: Records) -> None:
    key = tea.answered(sample_records)
    row = sample_records.ask(application, key)
    given = row.answers.marked_stale({"tea_near", "aim", "spending.amount"})

    def names(answers: Answers) -> list[str]:
        return [
            each.id for each in unconfirmed(row.programme, answers, evaluate(row.programme, answers, clock.today()))
        ]

    assert names(given) == ["tea_near", "aim", "spending"], "in the order they are asked, a table once"
    assert names(given.with_value("tea", False)) == ["aim", "spending"]
