"""The funder's own form: taken in, boxes laid on it, tried, used for the paper, signed, and taken out again."""

import hashlib
import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from support.office_form import office_form
from support.papers import squeezed, text_of

from kobe_desk.core.permission import NotAllowed, Role, Who
from kobe_desk.core.progress import silent
from kobe_desk.core.records import Records
from kobe_desk.modules.subsidies import exchange
from kobe_desk.modules.subsidies.exchange.overlaying import FormNotRead
from kobe_desk.modules.subsidies.rules.layout import Box, choices, conditions, faults, of_data, to_data
from kobe_desk.modules.subsidies.usecases import (
    LayoutFaulty,
    NothingPlaced,
    OverlaidForm,
    OwnFormRow,
    application,
    hand_in_on_paper,
    keep_boxes,
    keep_papers,
    number_application,
    own_form,
    own_form_bytes,
    own_forms,
    paper_bytes,
    paper_order,
    remove_form,
    save_answers,
    take_form,
    use_form,
)
from kobe_desk.paper.overlay.blank import BlankNotPdf
from kobe_desk.paper.verify.door import verify

FORM = "application"
NAME = Box("project_name", 1, (57, 64, 126, 14))
AMOUNT = Box("amounts.grant", 1, (57, 108, 126, 14), align="right", money="yen_mark")
SIGN = Box("chair", 1, (20, 190, 74, 22), kind="signature")
ROW = Box("budget_out.amount", 1, (121, 141, 60, 6), rows=4, step=8, align="right", money="figures")


@pytest.fixture
def taken(sample_records: Records, answered: UUID, tmp_path: Path) -> OwnFormRow:
    """The office's form for the first form of the application."""
    file = tmp_path / "様式第1号.pdf"
    file.write_bytes(office_form())
    sample_records.do(take_form, answered, FORM, exchange.read_form(file, silent))
    return sample_records.ask(own_form, answered, FORM)


def use(records: Records, application_key: UUID, row: OwnFormRow, *boxes: Box) -> None:
    records.do(keep_boxes, application_key, row.id, boxes)
    records.do(use_form, application_key, row.id, True)


def first_paper(records: Records, key: UUID):
    return exchange.make_papers(records.ask(paper_order, key), silent).papers[0]


def test_the_paper_is_the_offices_form_with_the_answers(
    sample_records: Records, answered: UUID, taken: OwnFormRow, tmp_path: Path
) -> None:
    assert "参考様式" in first_paper(sample_records, answered).title
    use(sample_records, answered, taken, NAME, AMOUNT, ROW)
    paper = first_paper(sample_records, answered)
    text = squeezed(text_of(paper.data, tmp_path))
    assert "参考様式" not in paper.title
    assert "（窓口の様式）交付申請書" in text
    answers = sample_records.ask(application, answered).answers
    assert squeezed(str(answers.value("project_name"))) in text
    assert "¥" in text


def test_rows_without_a_place_go_on_on_the_page_once_more_or_behind(
    sample_records: Records, answered: UUID, taken: OwnFormRow, tmp_path: Path
) -> None:
    spent = sample_records.ask(application, answered).answers.rows["budget_out"]
    assert len(spent) > 2
    amounts = [sample_records.ask(application, answered).answers.value("budget_out.amount", row) for row in spent]
    two = replace(ROW, rows=2)
    use(sample_records, answered, taken, NAME, two)
    text = squeezed(text_of(first_paper(sample_records, answered).data, tmp_path))
    assert text.count("（窓口の様式）") == -(-len(spent) // 2)
    assert all(f"{each:,}" in text for each in amounts if each)
    use(sample_records, answered, taken, NAME, replace(two, over="addendum"))
    text = squeezed(text_of(first_paper(sample_records, answered).data, tmp_path))
    assert text.count("（窓口の様式）") == 1
    assert "（続紙のとおり）" in text
    assert all(f"{each:,}" in text for each in amounts if each)


def test_a_form_is_not_used_while_a_box_is_wrong(sample_records: Records, answered: UUID, taken: OwnFormRow) -> None:
    with pytest.raises(NothingPlaced):
        sample_records.do(use_form, answered, taken.id, True)
    over = Box("org_name", 1, (60, 66, 40, 8))
    sample_records.do(keep_boxes, answered, taken.id, (NAME, over))
    with pytest.raises(LayoutFaulty) as refused:
        sample_records.do(use_form, answered, taken.id, True)
    assert "団体名" in refused.value.message()
    use(sample_records, answered, taken, NAME)
    sample_records.do(keep_boxes, answered, taken.id, (NAME.moved(100, 0),))
    row = sample_records.ask(own_form, answered, FORM)
    assert not row.in_use
    assert len(row.faults) == 1


def test_what_has_no_box_is_told(sample_records: Records, answered: UUID, taken: OwnFormRow) -> None:
    sample_records.do(keep_boxes, answered, taken.id, (NAME,))
    bare = len(sample_records.ask(own_form, answered, FORM).gaps)
    sample_records.do(keep_boxes, answered, taken.id, (NAME, SIGN))
    assert len(sample_records.ask(own_form, answered, FORM).gaps) == bare - 1


def test_each_step_is_undone(sample_records: Records, answered: UUID, taken: OwnFormRow) -> None:
    use(sample_records, answered, taken, NAME)
    sample_records.do(keep_boxes, answered, taken.id, (NAME.moved(1, 0),))
    sample_records.undo()
    assert sample_records.ask(own_form, answered, FORM).boxes == (NAME,)
    sample_records.undo()
    assert not sample_records.ask(own_form, answered, FORM).in_use
    sample_records.do(remove_form, taken.id)
    assert sample_records.ask(own_form, answered, FORM).id is None
    sample_records.undo()
    assert sample_records.ask(own_form, answered, FORM).boxes == (NAME,)
    assert sample_records.ask(own_form_bytes, taken.id).startswith(b"%PDF-")


def test_an_overlaid_form_is_signed_in_its_place_and_packed(
    sample_records: Records, answered: UUID, passphrases: dict[str, str], taken: OwnFormRow, tmp_path: Path
) -> None:
    form = sample_records.ask(own_form, answered, FORM).form
    places = [Box(each.role, 1, (20, 190 + 26 * at, 60, 18), kind="signature") for at, each in enumerate(form.signers)]
    use(sample_records, answered, taken, NAME, *places)
    exchange.prepare_application(sample_records, answered)
    exchange.sign_application(sample_records, answered, passphrases)
    row = next(each for each in sample_records.ask(application, answered).papers if each.form == FORM)
    assert [each.box for each in row.places] == [each.rect for each in places]
    packed = exchange.submit_application(sample_records, answered, tmp_path, passphrases)
    roots = [next((tmp_path / "usb").glob("*.pem")).read_bytes()]
    assert verify(packed.package, roots).unaltered
    assert "（窓口の様式）" in squeezed(text_of(sample_records.ask(paper_bytes, row.id), tmp_path))


def test_a_layout_is_tried_with_the_answers_and_with_made_up_words(
    sample_records: Records, answered: UUID, taken: OwnFormRow, tmp_path: Path
) -> None:
    order = sample_records.ask(paper_order, answered)
    programme = order.application.programme
    form = OverlaidForm(FORM, sample_records.ask(own_form_bytes, taken.id), taken.sizes, (NAME, AMOUNT))
    real = text_of(exchange.try_form(exchange.TrialOrder(order, form, example=False), silent), tmp_path)
    made_up = text_of(exchange.try_form(exchange.TrialOrder(order, form, example=True), silent), tmp_path)
    assert squeezed(str(order.application.answers.value("project_name"))) in squeezed(real)
    assert "251,000" in made_up
    names = [name for name, _label in choices(programme)]
    every = tuple(Box(name, 1, (5 + at // 65 * 66, 5 + at % 65 * 4.2, 60, 4)) for at, name in enumerate(names))
    exchange.try_form(exchange.TrialOrder(order, OverlaidForm(FORM, form.pdf, taken.sizes, every), True), silent)
    assert not faults([NAME, AMOUNT], taken.sizes, programme)


def test_a_date_a_number_and_an_amount_are_written_as_the_form_wants_them(
    sample_records: Records, answered: UUID, taken: OwnFormRow, tmp_path: Path
) -> None:
    order = sample_records.ask(paper_order, answered)
    programme = order.application.programme
    day = next(each.id for each in programme.fields.values() if each.kind == "date" and each.id in
               {item.id for page in programme.pages for item in page.items})  # fmt: skip
    boxes = [Box(day, 1, (20 + at * 25, 215, 22, 6), date=part)
             for at, part in enumerate(("era_name", "year", "month", "day"))]  # fmt: skip
    boxes.append(Box("amounts.grant", 1, (20, 230, 63, 7), char_boxes=9, align="right", money="yen_mark"))
    boxes.append(Box("amounts.grant", 1, (20, 245, 63, 7), digits="full", money="formal"))
    form = OverlaidForm(FORM, sample_records.ask(own_form_bytes, taken.id), taken.sizes, tuple(boxes))
    made = text_of(exchange.try_form(exchange.TrialOrder(order, form, example=True), silent), tmp_path)
    assert all(each in made.split() for each in ("令和", "8", "4", "1"))
    assert "¥251000" in made.replace(" ", "")
    assert "金２５１，０００円" in made.replace(" ", "")


def test_a_layout_is_written_and_read_back_as_it_was() -> None:
    boxes = (NAME, AMOUNT, ROW, Box("kind", 1, (1, 2, 3, 4), tick="new", mark="circle"), SIGN)
    assert of_data(to_data(FORM, boxes, 2)) == boxes


def test_what_is_no_form_is_refused_and_a_reader_may_not_lay_boxes(
    sample_records: Records, answered: UUID, taken: OwnFormRow, tmp_path: Path
) -> None:
    with pytest.raises(FormNotRead):
        exchange.read_form(tmp_path / "nowhere.pdf", silent)
    (tmp_path / "text.pdf").write_text("no form")
    with pytest.raises(BlankNotPdf):
        exchange.read_form(tmp_path / "text.pdf", silent)
    assert len(sample_records.ask(own_forms, answered).forms) > 1
    sample_records.who = Who("slot", "閲覧", Role.READER)
    with pytest.raises(NotAllowed):
        sample_records.do(keep_boxes, answered, taken.id, (NAME,))


def test_the_fingerprint_is_of_the_file_that_was_chosen(tmp_path: Path) -> None:
    file = tmp_path / "form.pdf"
    file.write_bytes(office_form())
    assert exchange.read_form(file, silent).sha256 == hashlib.sha256(file.read_bytes()).hexdigest()


def made_papers(records: Records, key: UUID) -> None:
    records.do(number_application, key)
    records.do(keep_papers, key, exchange.make_papers(records.ask(paper_order, key), silent).papers)
    assert records.ask(application, key).papers


def test_papers_are_void_when_the_layout_they_were_made_with_changes(
    sample_records: Records, answered: UUID, taken: OwnFormRow
) -> None:
    made_papers(sample_records, answered)
    sample_records.do(keep_boxes, answered, taken.id, (NAME,))
    assert sample_records.ask(application, answered).papers, "a form that is not used changes no paper"
    sample_records.do(use_form, answered, taken.id, True)
    assert not sample_records.ask(application, answered).papers
    sample_records.undo()
    assert sample_records.ask(application, answered).papers, "undone, they count again"
    sample_records.do(use_form, answered, taken.id, True)
    made_papers(sample_records, answered)
    sample_records.do(keep_boxes, answered, taken.id, (NAME,))
    assert sample_records.ask(application, answered).papers, "the same boxes are no change"
    sample_records.do(keep_boxes, answered, taken.id, (NAME.moved(0, 1),))
    assert not sample_records.ask(application, answered).papers
    made_papers(sample_records, answered)
    sample_records.do(remove_form, taken.id)
    assert not sample_records.ask(application, answered).papers


def test_what_was_handed_in_stays_as_it_went_out(sample_records: Records, answered: UUID, taken: OwnFormRow) -> None:
    made_papers(sample_records, answered)
    sample_records.do(hand_in_on_paper, (answered,), date(2026, 11, 25))
    use(sample_records, answered, taken, NAME)
    found = sample_records.ask(application, answered)
    assert found.papers and found.state == "submitted"


def test_the_sheet_carries_the_same_code_as_our_own_papers(
    sample_records: Records, answered: UUID, taken: OwnFormRow, tmp_path: Path
) -> None:
    use(sample_records, answered, taken, NAME)
    draft = squeezed(text_of(first_paper(sample_records, answered).data, tmp_path))
    assert "照合" not in draft
    sample_records.do(number_application, answered)
    papers = exchange.make_papers(sample_records.ask(paper_order, answered), silent).papers
    texts = [squeezed(text_of(each.data, tmp_path)) for each in papers[:2]]
    code = re.search(r"[0-9A-F]{16}", texts[1])
    assert code and "照合" in texts[0] and code[0] in texts[0]


def test_a_box_with_a_condition_is_written_only_while_it_holds(
    sample_records: Records, answered: UUID, taken: OwnFormRow, tmp_path: Path
) -> None:
    yes, no = replace(NAME, when="has_other"), replace(NAME, field="place", when="!has_other")
    use(sample_records, answered, taken, yes, no)
    kept = sample_records.ask(own_form, answered, FORM)
    assert kept.in_use and [each.when for each in kept.boxes] == ["has_other", "!has_other"], "at one place, never both"
    answers = sample_records.ask(application, answered).answers
    words = {name: squeezed(str(answers.value(name))) for name in ("project_name", "place")}
    for given, shown, hidden in ((True, "project_name", "place"), (False, "place", "project_name")):
        now = sample_records.ask(application, answered).answers
        sample_records.do(save_answers, answered, now.with_value("has_other", given), "")
        text = squeezed(text_of(first_paper(sample_records, answered).data, tmp_path))
        assert words[shown] in text and words[hidden] not in text


def test_a_condition_that_says_neither_yes_nor_no_keeps_the_form_from_being_used(
    sample_records: Records, answered: UUID, taken: OwnFormRow
) -> None:
    for text in ("project_name", "nobody_knows", "has_other &&"):
        sample_records.do(keep_boxes, answered, taken.id, (replace(NAME, when=text),))
        with pytest.raises(LayoutFaulty):
            sample_records.do(use_form, answered, taken.id, True)


def test_conditions_are_offered_in_words_and_each_of_them_can_be_used(sample_records: Records, answered: UUID) -> None:
    programme = sample_records.ask(application, answered).programme
    offered = conditions(programme)
    assert ("has_other", programme.fields["has_other"].label, "はい") in offered
    for text, _question, _answer in offered:
        assert not faults((replace(NAME, when=text),), ((210.0, 297.0),), programme)
