"""A quote (見積書) belongs to one line of the budget: asked for from an amount on, merged in the order of the lines."""

from io import BytesIO
from uuid import UUID

import pypdfium2
import pytest
from support import subsidy
from support.signing import drawn

from kobe_desk.core.ids import new_id
from kobe_desk.core.progress import silent
from kobe_desk.core.records import Records
from kobe_desk.modules.subsidies import exchange
from kobe_desk.modules.subsidies.exchange.making import enclosed
from kobe_desk.modules.subsidies.rules import lint
from kobe_desk.modules.subsidies.rules.answers import Answers
from kobe_desk.modules.subsidies.rules.attached import at_line, lacking_words, paper_name, parted
from kobe_desk.modules.subsidies.rules.editing import edited, parts
from kobe_desk.modules.subsidies.rules.evaluate import evaluate
from kobe_desk.modules.subsidies.rules.evaluation import Needed
from kobe_desk.modules.subsidies.rules.schema import problems as faults
from kobe_desk.modules.subsidies.usecases import (
    LineGone,
    OpenedRow,
    application,
    begin_application,
    enclose,
    enclose_together,
    enclosures,
    open_application,
    open_bundle,
    paper_order,
    save_answers,
)

OLD = 'id = "quote"\nlabel = "見積書の写し"\n'
LINES = OLD + 'lines = { table = "spending", when = "row.amount >= 50000" }\n'


def needed(answers: Answers, attached: dict[str, int] | None = None, lines: str = LINES) -> Needed:
    found = evaluate(subsidy.programme(OLD, lines), answers, subsidy.DAY, attached)
    return next(each for each in found.attachments if each.attachment.id == "quote")


def with_lines(*amounts: int) -> Answers:
    made = subsidy.answers()
    for amount in amounts:
        made = made.with_row("spending", {"kind": "goods", "amount": amount, "note": f"{amount}の品"})
    return made


def test_a_line_from_the_amount_on_lacks_its_quote_until_one_is_there() -> None:
    answers = with_lines(49_999, 50_000, 80_000)
    _small, first, second = answers.keys("spending")
    found = needed(answers)
    assert (found.required, found.missing) == (True, 2)
    assert [each.row for each in found.lacking] == [first, second]
    assert lacking_words(found) == "見積書の写し（2行目　50000の品、3行目　80000の品）"
    found = needed(answers, {"quote": 1, at_line("quote", first): 1})
    assert [each.row for each in found.lacking] == [second]
    found = needed(answers, {"quote": 2, at_line("quote", first): 1, at_line("quote", second): 1})
    assert (found.missing, lacking_words(found)) == (0, "見積書の写し")


def test_two_quotes_at_one_line_do_not_stand_for_another() -> None:
    answers = with_lines(50_000, 80_000)
    first, second = answers.keys("spending")
    found = needed(answers, {"quote": 2, at_line("quote", first): 2})
    assert [each.row for each in found.lacking] == [second]


def test_one_quote_for_all_lines_will_do_unless_the_programme_wants_them_apart() -> None:
    answers = with_lines(50_000, 80_000)
    assert needed(answers, {"quote": 1}).missing == 0
    apart = LINES.replace('" }', '", joint = false }')
    assert needed(answers, {"quote": 1}, apart).missing == 2


def test_a_table_without_a_condition_takes_quotes_and_wants_none() -> None:
    found = needed(with_lines(900_000), lines=OLD + 'lines = { table = "spending" }\n')
    assert (found.required, found.missing, len(found.lines)) == (False, 0, 1)


@pytest.mark.parametrize(
    ("old", "new", "at"),
    [
        ('"spending"', '"nowhere"', "attachment.quote.lines.table"),
        ("row.amount", "row.nothing", "attachment.quote.lines.when"),
        ("row.amount >= 50000", "row.amount", "attachment.quote.lines.when"),
    ],
)
def test_the_lint_names_what_does_not_fit(old: str, new: str, at: str) -> None:
    assert any(each.at == at for each in lint.problems(subsidy.programme(OLD, LINES.replace(old, new))))
    assert not [each for each in lint.problems(subsidy.programme(OLD, LINES)) if "quote" in each.at]


def test_the_schema_and_the_editor_know_the_word() -> None:
    data = subsidy.programme(OLD, LINES).data["definition"]
    assert not [each for each in faults(data) if "quote" in each.at]
    at = "attachment/quote/lines/joint"
    assert {place.at: place.value for part in parts(data) for place in part.places}[at] is True
    quote = next(each for each in edited(data, {at: False})["attachment"] if each["id"] == "quote")
    assert quote["lines"] == {"table": "spending", "when": "row.amount >= 50000", "joint": False}


def test_the_name_of_a_paper_can_always_be_a_file() -> None:
    assert paper_name("見積書", "机/いす\n2台") == "見積書：机／いす2台"
    assert paper_name("見積書", "机", 2) == "見積書：机（2）"
    assert paper_name("見積書", "") == "見積書"
    row = new_id()
    assert parted(at_line("quote", row)) == ("quote", row)
    assert parted("quote") == ("quote", None)


@pytest.fixture
def key(sample_records: Records) -> UUID:
    """An application with three lines of a budget, the second and third above the amount."""
    made = sample_records.do(begin_application, "chiiki-katsudo-mihon").result
    answers = sample_records.ask(application, made).answers
    for name, amount in (("チラシ", 20_000), ("テント", 110_000), ("机", 120_000)):
        answers = answers.with_row("budget_out", {"category": "hire", "item": name, "amount": amount})
    sample_records.do(save_answers, made, answers, "money")
    return made


def opened(records: Records, key: UUID) -> OpenedRow:
    return records.ask(open_application, key)


def rows(records: Records, key: UUID) -> tuple[UUID, ...]:
    return opened(records, key).application.answers.keys("budget_out")


def put(records: Records, key: UUID, row: UUID | None, text: str) -> UUID:
    return records.do(enclose, key, "quote", text, f"{text}.pdf", drawn(text), row).result


def quotes(records: Records, key: UUID) -> Needed:
    found = opened(records, key)
    evaluation = evaluate(found.application.programme, found.application.answers, subsidy.DAY, found.attached)
    return next(each for each in evaluation.attachments if each.attachment.id == "quote")


def names(records: Records, key: UUID) -> list[str]:
    order = records.ask(paper_order, key)
    return [each.title for each in enclosed(order) if each.form == "attachment:quote"]


def test_a_quote_is_kept_at_its_line_and_the_check_says_which_lines_lack_one(
    sample_records: Records, key: UUID
) -> None:
    _flyers, tent, desk = rows(sample_records, key)
    assert [each.name for each in quotes(sample_records, key).lacking] == ["テント", "机"]
    put(sample_records, key, desk, "desk")
    assert [each.name for each in quotes(sample_records, key).lacking] == ["テント"]
    put(sample_records, key, tent, "tent")
    assert quotes(sample_records, key).missing == 0
    assert {each.row for each in opened(sample_records, key).enclosures if each.attachment == "quote"} == {tent, desk}


def test_the_package_has_them_in_the_order_of_the_lines_by_name(sample_records: Records, key: UUID) -> None:
    flyers, tent, desk = rows(sample_records, key)
    put(sample_records, key, desk, "desk")
    put(sample_records, key, tent, "tent")
    put(sample_records, key, tent, "tent again")
    told = ["見積書の写し：テント", "見積書の写し：テント（2）", "見積書の写し：机"]
    assert names(sample_records, key) == told
    answers = opened(sample_records, key).application.answers
    answers = answers.with_order("budget_out", [desk, flyers, tent]).with_value("budget_out.item", "折りたたみ机", desk)
    sample_records.do(save_answers, key, answers, "money")
    assert names(sample_records, key) == ["見積書の写し：折りたたみ机", *told[:2]]
    bound = exchange.bind_enclosures((sample_records.ask(paper_order, key),), silent)
    pages = [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(BytesIO(bound))]
    assert "見積書の写し：折りたたみ机" in pages[0]
    places = [
        next(at for at, text in enumerate(pages) if text.startswith(word)) for word in ("desk", "tent 1", "tent again")
    ]
    assert places == sorted(places)


def test_a_line_takes_its_quote_along_and_undo_brings_both_back(sample_records: Records, key: UUID) -> None:
    _flyers, tent, desk = rows(sample_records, key)
    put(sample_records, key, desk, "desk")
    before = opened(sample_records, key).application.answers
    sample_records.do(save_answers, key, before.without_row("budget_out", desk), "money")
    assert not [each for each in opened(sample_records, key).enclosures if each.attachment == "quote"]
    assert quotes(sample_records, key).lacking[0].row == tent
    sample_records.undo()
    (back,) = [each for each in opened(sample_records, key).enclosures if each.attachment == "quote"]
    assert (back.row, rows(sample_records, key)[2]) == (desk, desk)
    assert names(sample_records, key) == ["見積書の写し：机"]


def test_a_quote_for_a_line_that_is_gone_is_refused(sample_records: Records, key: UUID) -> None:
    with pytest.raises(LineGone):
        put(sample_records, key, new_id(), "desk")


def test_one_quote_for_all_lines_is_still_taken(sample_records: Records, key: UUID) -> None:
    put(sample_records, key, None, "whole")
    assert quotes(sample_records, key).missing == 0
    assert names(sample_records, key) == ["whole"]


def test_among_several_programmes_a_quote_goes_to_the_one_that_has_the_line(
    together_records: tuple[Records, UUID],
) -> None:
    records, key = together_records
    row = records.ask(open_bundle, key)
    mine = next(each for each in row.opened if each.application.programme.id == "chiiki-katsudo-mihon").application
    line = mine.answers.keys("budget_out")[0]
    before = {each: len(records.ask(enclosures, each)) for each in row.keys}
    records.do(enclose_together, row.keys, "quote", "見積", "見積.pdf", drawn("one"), line)
    now = {each: len(records.ask(enclosures, each)) - before[each] for each in row.keys}
    assert now == {each: int(each == mine.id) for each in row.keys}
    records.undo()
    assert {each: len(records.ask(enclosures, each)) for each in row.keys} == before
    with pytest.raises(LineGone):
        records.do(enclose_together, row.keys, "quote", "見積", "見積.pdf", drawn("one"), new_id())
