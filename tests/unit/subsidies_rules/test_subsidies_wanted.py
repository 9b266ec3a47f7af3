"""What a definition says of papers that go with a later stage: which stage, when, from where, and in which order."""

from copy import deepcopy
from typing import Any

import pytest

from kobe_desk.core import clock, paths
from kobe_desk.core.text import use_language
from kobe_desk.modules.subsidies.rules import bundle, library
from kobe_desk.modules.subsidies.rules.answers import Answers
from kobe_desk.modules.subsidies.rules.bundle import Bundle
from kobe_desk.modules.subsidies.rules.definition import Programme
from kobe_desk.modules.subsidies.rules.evaluate import evaluate
from kobe_desk.modules.subsidies.rules.life import REPORT
from kobe_desk.modules.subsidies.rules.problem import DefinitionRefused
from kobe_desk.modules.subsidies.rules.values import Value
from kobe_desk.modules.subsidies.rules.wanted import Given, Wanted, missing_labels, sources_at, wanted

STAGES = [
    {"id": "apply", "title": "申請", "forms": ["f1"], "next": ["decided"]},
    {"id": "decided", "title": "交付決定", "records": ["decided_amount"], "next": ["report"]},
    {"id": "report", "title": "実績報告", "next": ["settled"]},
    {"id": "settled", "title": "額の確定", "records": ["settled_amount"], "next": ["claim"]},
    {"id": "claim", "title": "請求", "final": True},
]
ACCOUNTS = {"id": "accounts", "label": "収支決算書", "stage": "report", "required": True, "reuse": "papers.accounts"}
RECEIPTS = {"id": "receipts", "label": "領収書の写し", "stage": "report", "required": True, "reuse": "ledger.receipts"}
MENU = {"id": "menu", "label": "献立表", "stage": "report", "when": "has_food", "required_when": "tea"}
BOOK = {"id": "book", "label": "通帳の写し", "stage": "claim", "reuse": "association.documents.bank_book"}
RULES = {"id": "rules", "label": "規約", "required": True}


def bent(small: dict[str, Any], *papers: dict[str, Any]) -> dict[str, Any]:
    return {**small, "stage": deepcopy(STAGES), "attachment": [deepcopy(each) for each in papers]}


def loaded(small: dict[str, Any], *papers: dict[str, Any]) -> Programme:
    return library.load(Bundle(bent(small, *papers)))


def refusal(small: dict[str, Any], *papers: dict[str, Any]) -> str:
    with pytest.raises(DefinitionRefused) as refused:
        loaded(small, *papers)
    use_language("en")
    try:
        return refused.value.message()
    finally:
        use_language("ja")


def at_report(
    programme: Programme, answers: Answers, there: dict[str, int] | None = None, **given: Given
) -> tuple[Wanted, ...]:
    evaluation = evaluate(programme, answers, clock.today())
    return wanted(evaluation, REPORT, there or {}, lambda source: given.get(source.rpartition(".")[2], Given()))


def with_food(*, tea: bool) -> Answers:
    row: dict[str, Value] = {"category": "food", "amount": 500}
    return Answers().with_value("tea", tea).with_row("costs", row)


def test_a_paper_belongs_to_the_application_or_to_one_stage(small: dict[str, Any]) -> None:
    programme = loaded(small, RULES, ACCOUNTS, BOOK, {**RULES, "id": "own", "stage": "apply"})
    assert [each.id for each in programme.attachments] == ["rules", "own"]
    assert [(each.id, each.stage) for each in programme.attachments_later] == [
        ("accounts", "report"), ("book", "claim"),
    ]  # fmt: skip
    evaluation = evaluate(programme, Answers(), clock.today())
    assert [each.attachment.id for each in evaluation.attachments] == ["rules", "own"]


def test_what_the_desk_gives_is_not_missing_and_what_was_put_stands_for_what_it_lacks(small: dict[str, Any]) -> None:
    programme, none = loaded(small, ACCOUNTS, RECEIPTS, BOOK), Answers()

    def missing(there: dict[str, int] | None = None, **given: Given) -> tuple[str, ...]:
        return missing_labels(at_report(programme, none, there, accounts=Given(1), **given), required=True)

    assert missing() == ("領収書の写し",)
    assert missing(receipts=Given(3)) == ()
    assert missing(receipts=Given(2, lacking=1)) == ("領収書の写し",), "one receipt has no scan"
    assert missing({"receipts": 1}, receipts=Given(2, lacking=1)) == ()
    assert missing({"receipts": 1}) == ()


def test_a_paper_is_wanted_and_must_be_there_by_the_same_conditions_as_one_of_the_application(
    small: dict[str, Any],
) -> None:
    programme = loaded(small, ACCOUNTS, MENU)
    assert [each.attachment.id for each in at_report(programme, Answers())] == ["accounts"]
    (_accounts, menu) = at_report(programme, with_food(tea=False))
    assert menu.missing and not menu.required
    (_accounts, menu) = at_report(programme, with_food(tea=True))
    assert menu.required


@pytest.mark.parametrize(
    ("paper", "said"),
    [
        ({**RULES, "stage": "nothing"}, "attachment.rules.stage"),
        ({**RULES, "stage": "settled"}, "Nothing is handed in at this stage"),
        ({**BOOK, "reuse": "papers.accounts"}, "papers.accounts"),
        ({**BOOK, "reuse": "ledger.receipts"}, "ledger.receipts"),
        ({**ACCOUNTS, "reuse": "papers.nothing"}, "papers.nothing"),
        ({**RULES, "reuse": "papers.accounts"}, "papers.accounts"),
        ({**RULES, "stage": "report", "lines": {"table": "costs"}}, "Only a paper of the application"),
        ({**RULES, "stage": "report", "kind": "extract"}, "Only a paper of the application"),
        ({**MENU, "when": "nothing_here"}, "nothing_here"),
        ({**MENU, "required_when": "tea_cost + 1"}, "attachment.menu.required_when"),
    ],
)
def test_what_cannot_be_so_is_refused_at_its_place(small: dict[str, Any], paper: dict[str, Any], said: str) -> None:
    assert said in refusal(small, paper)


def test_one_id_is_one_paper_at_whatever_stage(small: dict[str, Any]) -> None:
    assert "rules" in refusal(small, RULES, {**MENU, "id": "rules"})


def test_conditions_that_go_in_a_circle_are_refused_whoever_asks_them(small: dict[str, Any]) -> None:
    small["condition"] = [{"id": "a", "expr": "b"}, {"id": "b", "expr": "a"}]
    assert "→" in refusal(small, {**MENU, "when": "a"})


def test_a_claim_that_goes_with_the_report_can_be_named_only_where_it_is_made(small: dict[str, Any]) -> None:
    assert "papers.report_claim" not in sources_at(loaded(small), REPORT)
    assert {"papers.accounts", "papers.receipts", "ledger.receipts", "events.photos"} <= sources_at(
        loaded(small), REPORT
    )


def test_the_shipped_programmes_want_with_a_report_what_its_sources_name() -> None:
    """domain.md §1.1: 実績報告（+収支決算、領収書写し、写真）; variant B: 収支決算報告書; E: neither."""
    found: dict[str, list[str]] = {}
    for folder in sorted(paths.resources("programmes").iterdir()):
        if (folder / "programme.toml").is_file():
            programme = library.load(bundle.read(folder))
            found[programme.id] = [each.label for each in programme.attachments_later]
            unsure = [each for each in programme.attachments_later if each.id != "report_accounts"]
            assert all(not each.required and "要確認" in each.note for each in unsure)
    whole = ["収支決算書", "領収書等整理表", "領収書の写し", "写真", "成果物（チラシなど）"]
    assert found["chiiki-katsudo-mihon"] == found["boukomi-unei"] == whole
    assert found["fureai-machizukuri"] == ["収支決算書"]
    assert found["ken-kodomo-shokudo"] == []
