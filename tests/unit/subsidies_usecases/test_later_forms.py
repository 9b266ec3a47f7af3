"""Papers of later stages on the office's own form: laid, tried, made, signed, void when the boxes change."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from support.granted import CHANGED, REPORTED, Granted, granted_of
from support.office_form import office_form
from support.papers import squeezed, text_of

from kobe_desk.core.progress import silent
from kobe_desk.core.records import Records
from kobe_desk.modules.ledger.usecases import EntryRequest, accounts, post_entry
from kobe_desk.modules.subsidies import exchange
from kobe_desk.modules.subsidies.rules import lint
from kobe_desk.modules.subsidies.rules.definition import Field, Kind, Page
from kobe_desk.modules.subsidies.rules.later import PAPERS, REPORT_CLAIM, form_of, laid_on
from kobe_desk.modules.subsidies.rules.layout import Box, choices, faults, gaps
from kobe_desk.modules.subsidies.usecases import (
    LayoutFaulty,
    OverlaidForm,
    OwnFormRow,
    PaperRequest,
    allocate,
    application,
    grant,
    keep_boxes,
    later_package_order,
    note_step,
    own_form,
    own_form_bytes,
    own_forms,
    paper_order,
    record_later_package,
    remove_form,
    take_form,
    use_form,
)
from kobe_desk.paper.verify.pdf import verify_pdf

ORG = Box("org_name", 1, (57, 42, 126, 14))
DONE = Box("later_done", 1, (57, 64, 126, 14))
PEOPLE = Box("later_people", 1, (57, 86, 126, 14))
DECIDED = Box("later_decided", 1, (57, 108, 126, 14), align="right", money="formal")
DAY = tuple(
    Box("later_day", 1, (130 + at * 14, 29, 12, 6), date=part) for at, part in enumerate(("year", "month", "day"))
)
SIGN = Box("chair", 1, (20, 190, 74, 22), kind="signature")


@pytest.fixture
def granted(together_records: tuple[Records, UUID], tmp_path: Path) -> Granted:
    return granted_of(*together_records, tmp_path)


def take(granted: Granted, name: str) -> OwnFormRow:
    """The office's form for a later paper, as the test makes it."""
    file = granted.folder / "様式.pdf"
    file.write_bytes(office_form())
    granted.records.do(take_form, granted.key, f"later-{name}", exchange.read_form(file, silent))
    return granted.records.ask(own_form, granted.key, f"later-{name}")


def use(granted: Granted, name: str, *boxes: Box) -> OwnFormRow:
    row = take(granted, name)
    granted.records.do(keep_boxes, granted.key, row.id, boxes)
    granted.records.do(use_form, granted.key, row.id, True)
    return row


def words(granted: Granted, paper: PaperRequest) -> str:
    return squeezed(text_of(paper.data, granted.folder))


def spend(granted: Granted, amount: int, text: str) -> None:
    account = next(each for each in granted.records.ask(accounts) if each.name == "消耗品費")
    entry = EntryRequest(date(2026, 12, 15), account.id, amount, text, "みなと商店")
    key = granted.records.do(post_entry, entry).result
    granted.records.do(allocate, granted.key, key, amount, "supplies")


def test_a_report_is_written_on_the_offices_form_and_the_papers_beside_it_stay_ours(granted: Granted) -> None:
    use(granted, "report", ORG, DONE, PEOPLE, DECIDED, *DAY)
    made = granted.papers("report", REPORTED)
    assert list(made) == ["report", "accounts", "receipts"], "each under the name it has without the office's form"
    assert made["report"].title == "助成事業実績報告書"
    said = words(granted, made["report"])
    for each in ("（窓口の様式）", "みなと坂自治会", "清掃を9回した。", "212人", "金80,000円"):
        assert each in said, each
    assert "参考様式" not in said
    assert said.count("清掃を9回した。") == 1
    assert "参考様式" in words(granted, made["accounts"])


def test_a_long_answer_goes_on_behind_without_losing_or_doubling_a_character(granted: Granted) -> None:
    use(granted, "report", DONE, replace(PEOPLE, field="later_effect", fit="addendum"))
    sentences = [f"第{number}回の清掃をした。" for number in range(101, 181)]
    told = "".join(sentences)
    made = granted.papers("report", {**REPORTED, "done": told, "effect": "".join(reversed(sentences))})["report"]
    said = words(granted, made)
    assert said.count("続紙のとおり") >= 2
    assert all(said.count(each) == 2 for each in sentences), "once for what was done, once for what came of it"
    assert len(re.findall(r"第\d+回の清掃をした。", said)) == said.count("回の清掃をした") == 2 * len(sentences)


def test_the_accounts_stand_row_by_row_and_agree_with_our_own_paper(granted: Granted) -> None:
    for number in range(1, 8):
        spend(granted, 1_000 * number, f"軍手{number}")
    ours = {name: words(granted, each) for name, each in granted.papers("report", REPORTED).items()}
    label = Box("later_spent.label", 1, (21, 141, 98, 6), rows=4, step=8)
    actual = Box("later_spent.actual", 1, (121, 141, 60, 6), rows=4, step=8, align="right", money="figures")
    total = Box("totals.later_spent.actual", 1, (57, 108, 126, 14), align="right")
    income = Box("totals.later_income.actual", 1, (57, 86, 126, 14), align="right")
    use(granted, "accounts", label, actual, total, income)
    receipt = Box("later_receipts.text", 1, (21, 141, 98, 6), rows=4, step=8, over="addendum")
    use(granted, "receipts", receipt)
    made = granted.papers("report", REPORTED)
    said = words(granted, made["accounts"])
    assert said.count("28,000円") == 2, "what was spent, and as much income"
    assert "28,000" in ours["accounts"]
    for each in granted.records.ask(grant, granted.key).plan:
        assert each.label in said
        assert each.label in ours["accounts"]
    listed = words(granted, made["receipts"])
    assert [listed.count(f"軍手{number}") for number in range(1, 8)] == [1] * 7
    assert "続紙のとおり" in listed


def test_the_places_of_signature_are_those_of_the_form(granted: Granted) -> None:
    use(granted, "claim", Box("later_claim", 1, (57, 42, 126, 14), money="formal"), SIGN)
    granted.records.do(note_step, granted.key, "report", REPORTED, date(2027, 4, 10))
    granted.records.do(note_step, granted.key, "settled", {"settled_amount": 77_000}, date(2027, 4, 20))
    (claim,) = granted.papers("claim", {}).values()
    assert "金77,000円" in words(granted, claim)
    assert [(each.role, each.page, each.box) for each in claim.places] == [("chair", 1, SIGN.rect)]
    occasion = granted.made("claim", {})
    granted.sign(occasion, "chair")
    order = granted.records.ask(later_package_order, granted.key, occasion)
    (signature,) = verify_pdf(order.papers[0][1], [granted.keys.root_pem]).signatures
    assert signature.field == "sig_chair__01"


def test_papers_of_the_occasion_at_hand_are_void_when_the_boxes_change_and_what_went_out_stays(
    granted: Granted,
) -> None:
    first = granted.made("changed", CHANGED)
    granted.records.do(note_step, granted.key, "changed", CHANGED, date(2027, 1, 10))
    second = granted.made("changed", CHANGED)
    before = granted.records.ask(application, granted.key).papers
    row = use(granted, "change", ORG)
    assert granted.state(first).papers, "that change was handed in before"
    assert not granted.state(second).papers
    assert granted.records.ask(application, granted.key).papers == before, "the application keeps its own"
    granted.records.undo()
    assert granted.state(second).papers, "undone, they count again"
    granted.records.do(use_form, granted.key, row.id, True)
    assert granted.made("changed", CHANGED) == second
    granted.sign(second, "chair")
    granted.records.do(record_later_package, granted.key, second, "変更.zip", "0" * 64)
    granted.records.do(keep_boxes, granted.key, row.id, (ORG.moved(0, 1),))
    granted.records.do(remove_form, row.id)
    assert granted.state(second).papers, "exported, they stay as they went out"


def test_a_later_form_is_no_form_of_the_application(granted: Granted) -> None:
    use(granted, "report", DONE)
    assert not granted.records.ask(paper_order, granted.key).overlaid
    assert not [each for each in granted.records.ask(own_forms, granted.key).forms if each.form.id.startswith("later-")]
    row = granted.records.ask(own_forms, granted.key, "report")
    assert [(each.form.id, each.in_use) for each in row.forms] == [
        ("later-report", True), ("later-accounts", False), ("later-receipts", False)]  # fmt: skip
    assert row.stage == row.forms[0].stage == "実績報告"


def test_what_another_paper_says_is_refused_and_what_is_missing_is_named(granted: Granted) -> None:
    row = take(granted, "change")
    granted.records.do(keep_boxes, granted.key, row.id, (DONE,))
    assert not granted.records.ask(own_form, granted.key, "later-change").in_use
    with pytest.raises(LayoutFaulty):
        granted.records.do(use_form, granted.key, row.id, True)
    missing = {each.at for each in granted.records.ask(own_form, granted.key, "later-change").gaps}
    assert {"変更の理由", "変更の内容", "書類の日付", "chair"} <= missing


@pytest.mark.parametrize("paper", [each for each in PAPERS if each.name != REPORT_CLAIM], ids=lambda each: each.name)
def test_everything_a_later_paper_can_say_can_be_tried(granted: Granted, paper) -> None:
    row = take(granted, paper.name)
    bare = granted.records.ask(application, granted.key).programme
    programme, form = laid_on(bare, paper.form), form_of(bare, paper)
    names = [name for name, _label in choices(programme, form)]
    assert len(names) > len(choices(bare)), "what the paper says stands beside the answers"
    every = tuple(Box(name, 1, (5 + at // 65 * 66, 5 + at % 65 * 4.2, 60, 4)) for at, name in enumerate(names))
    assert not faults(every, row.sizes, programme)
    assert not [each for each in gaps(every, programme, form) if each.at not in {one.role for one in form.signers}]
    given = OverlaidForm(paper.form, granted.records.ask(own_form_bytes, row.id), row.sizes, every)
    order = granted.records.ask(paper_order, granted.key)
    later = granted.order(paper.stage, {**REPORTED, **CHANGED, "reason": "人が足りない", "advance_amount": 30_000})
    real = exchange.try_form(exchange.TrialOrder(order, given, False, later), silent)
    made_up = exchange.try_form(exchange.TrialOrder(order, given, True), silent)
    assert "みなと坂自治会" in squeezed(text_of(real, granted.folder))
    assert "見本の文字" in squeezed(text_of(made_up, granted.folder))


def test_no_question_of_a_programme_may_be_called_like_what_later_papers_say(granted: Granted) -> None:
    programme = granted.records.ask(application, granted.key).programme
    taken = Field("later_done", Kind.TEXT, "行ったこと")
    other = replace(programme, pages=(*programme.pages, Page("more", "ほか", (taken,))), sha256="other")
    assert "later_done" in [each.at for each in lint.problems(other)]
    assert "later_done" not in [each.at for each in lint.problems(programme)]
