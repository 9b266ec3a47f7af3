"""Applications as the desk keeps them: nothing is lost, nothing is replaced silently, and everything is in its turn."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from kobe_desk.core import clock
from kobe_desk.core.drafts import Draft
from kobe_desk.core.records import Records
from kobe_desk.modules.association.usecases import profile, save_profile
from kobe_desk.modules.meetings.usecases import meetings, reopen_minutes
from kobe_desk.modules.subsidies import exchange
from kobe_desk.modules.subsidies.rules import years
from kobe_desk.modules.subsidies.rules.answers import Answers
from kobe_desk.modules.subsidies.rules.evaluate import evaluate
from kobe_desk.modules.subsidies.usecases import (
    DRAFT,
    AnswersChanged,
    EnclosureNotPdf,
    FiguresUnconfirmed,
    NotTheirTurn,
    PapersChanged,
    PastYear,
    SourceMissing,
    StillMissing,
    SubmittedAlready,
    accept_example,
    application,
    applications,
    begin_application,
    confirm_figure,
    copy_programme,
    enclose,
    enclosures,
    keep_answer,
    keep_signature,
    number_application,
    offers,
    open_application,
    paper_bytes,
    programme_copy,
    record_submission,
    refill_rows,
    remove_application,
    save_answers,
    signing_order,
    source_changes,
    take_source,
)
from kobe_desk.modules.subsidies.usecases.examples import open_examples

MIHON = "chiiki-katsudo-mihon"


def answers_of(records: Records, key: UUID) -> Answers:
    return records.ask(application, key).answers


@pytest.fixture
def begun(sample_records: Records) -> UUID:
    return sample_records.do(begin_application, MIHON).result


# what the desk knows


def test_an_application_begins_with_what_the_desk_knows_and_says_where_from(
    sample_records: Records, begun: UUID
) -> None:
    answers = answers_of(sample_records, begun)
    assert answers.value("org_name") == "みなと坂自治会"
    assert "名簿" in answers.get("members").source
    assert answers.keys("officers")
    assert [each.attachment for each in sample_records.ask(enclosures, begun)] == ["bylaws", "bank_book"]


def test_a_changed_source_is_told_and_replaced_only_when_asked(sample_records: Records, begun: UUID) -> None:
    before = answers_of(sample_records, begun).value("phone")
    house = sample_records.ask(profile)
    sample_records.do(save_profile, replace(house, phone="078-000-0999"))
    (change,) = sample_records.ask(source_changes, begun)
    assert (change.field, change.given.value, change.today.value) == ("phone", before, "078-000-0999")
    assert answers_of(sample_records, begun).value("phone") == before
    sample_records.do(take_source, begun, "phone")
    assert answers_of(sample_records, begun).value("phone") == "078-000-0999"
    assert sample_records.ask(source_changes, begun) == ()


def test_an_answer_that_was_kept_is_not_asked_again(sample_records: Records, begun: UUID) -> None:
    house = sample_records.ask(profile)
    sample_records.do(save_profile, replace(house, phone="078-000-0999"))
    sample_records.do(keep_answer, begun, "phone")
    assert sample_records.ask(source_changes, begun) == ()
    sample_records.do(save_profile, replace(house, phone="078-000-0998"))
    assert len(sample_records.ask(source_changes, begun)) == 1


def test_reopened_minutes_make_the_resolution_a_thing_to_check(sample_records: Records, answered: UUID) -> None:
    assert sample_records.ask(source_changes, answered) == ()
    sample_records.do(reopen_minutes, sample_records.ask(meetings, "general")[0].id)
    (change,) = sample_records.ask(source_changes, answered)
    assert change.field == "resolution"
    assert change.today.value is None
    sample_records.do(keep_answer, answered, "resolution")
    assert sample_records.ask(source_changes, answered) == ()


def test_rows_of_the_desk_can_be_taken_again(sample_records: Records, begun: UUID) -> None:
    answers = answers_of(sample_records, begun)
    count = len(answers.keys("officers"))
    for row in answers.keys("officers")[1:]:
        answers = answers.without_row("officers", row)
    sample_records.do(save_answers, begun, answers, "officers_page")
    assert len(sample_records.do(refill_rows, begun, "officers").result.keys("officers")) == count


# answers


def test_an_answer_that_is_not_asked_counts_nowhere_and_comes_back(sample_records: Records, answered: UUID) -> None:
    row = sample_records.ask(application, answered)
    with_other = row.answers.with_value("has_other", True).with_value("other_name", "まちづくり助成")
    sample_records.do(save_answers, answered, with_other, "other_money")
    dormant = answers_of(sample_records, answered).with_value("has_other", False)
    sample_records.do(save_answers, answered, dormant, "other_money")
    stored = answers_of(sample_records, answered)
    assert "other_name" not in evaluate(row.programme, stored, clock.today()).exported()
    again = sample_records.do(save_answers, answered, stored.with_value("has_other", True), "other_money").result
    assert again.value("other_name") == "まちづくり助成"


def test_only_what_rests_on_a_changed_answer_is_to_be_checked(sample_records: Records, answered: UUID) -> None:
    answers = answers_of(sample_records, answered)
    first = answers.keys("officers")[0]
    fewer = sample_records.do(save_answers, answered, answers.without_row("officers", first), "officers_page").result
    assert {cell.field for cell in fewer.stale} == {"pledge_agreed"}
    assert sample_records.ask(applications)[0].stale == 1


def test_one_resumes_at_the_page_where_one_stopped(sample_records: Records, begun: UUID) -> None:
    sample_records.do(save_answers, begun, answers_of(sample_records, begun), "project")
    assert sample_records.ask(application, begun).page == "project"


def test_saving_forgets_the_draft(sample_records: Records, begun: UUID) -> None:
    sample_records.keep(Draft(DRAFT, str(begun), "{}"))
    sample_records.do(save_answers, begun, answers_of(sample_records, begun), "who")
    assert sample_records.draft(DRAFT, str(begun)) is None


def test_a_second_window_does_not_overwrite_what_the_first_saved(sample_records: Records, begun: UUID) -> None:
    seen = answers_of(sample_records, begun)
    sample_records.do(save_answers, begun, seen.with_value("project_name", "防災フェスタ"), "project", seen)
    with pytest.raises(AnswersChanged):
        sample_records.do(save_answers, begun, seen.with_value("project_name", "夏まつり"), "project", seen)
    assert answers_of(sample_records, begun).value("project_name") == "防災フェスタ"


def test_undo_brings_the_answers_back(sample_records: Records, begun: UUID) -> None:
    answers = answers_of(sample_records, begun)
    sample_records.do(save_answers, begun, answers.with_value("project_name", "防災フェスタ"), "project")
    sample_records.undo()
    assert answers_of(sample_records, begun).value("project_name") is None


def test_the_sums_after_reopening_are_those_that_were_saved(sample_records: Records, answered: UUID) -> None:
    row = sample_records.ask(application, answered)
    one = evaluate(row.programme, row.answers, clock.today())
    again = sample_records.ask(application, answered)
    other = evaluate(again.programme, again.answers, clock.today())
    assert one.totals == other.totals
    assert one.amounts["grant"].yen == other.amounts["grant"].yen == 251_000


# papers


def test_papers_wait_for_what_is_missing_and_no_number_is_used_up(sample_records: Records, begun: UUID) -> None:
    with pytest.raises(StillMissing):
        exchange.prepare_application(sample_records, begun)
    assert sample_records.ask(application, begun).number == ""


def test_a_number_is_given_once(sample_records: Records, answered: UUID, begun: UUID) -> None:
    first = sample_records.do(number_application, answered).result
    assert sample_records.do(number_application, answered).result == first
    assert sample_records.do(number_application, begun).result != first


def test_a_changed_answer_makes_the_papers_void(
    sample_records: Records, answered: UUID, passphrases: dict[str, str]
) -> None:
    exchange.prepare_application(sample_records, answered)
    order = sample_records.ask(signing_order, answered, "chair")
    signed = exchange.sign_papers(order, passphrases["chair"], lambda _done, _total: None)
    changed = answers_of(sample_records, answered).with_value("project_name", "べつの事業")
    sample_records.do(save_answers, answered, changed, "project")
    row = sample_records.ask(application, answered)
    assert (row.papers, row.state) == ((), "answering")
    with pytest.raises(PapersChanged):
        sample_records.do(keep_signature, signed[0].paper, "chair", signed[0].before_sha256, signed[0].data)
    with pytest.raises(PapersChanged):
        sample_records.do(record_submission, answered, "x.zip", "0")


def test_the_treasurer_signs_after_the_chair(sample_records: Records, answered: UUID) -> None:
    first, *_ = exchange.prepare_application(sample_records, answered)
    import hashlib

    data = sample_records.ask(paper_bytes, first)
    with pytest.raises(NotTheirTurn):
        sample_records.do(keep_signature, first, "treasurer", hashlib.sha256(data).hexdigest(), data)


def test_an_enclosed_paper_makes_the_papers_void_and_has_to_be_a_pdf(sample_records: Records, answered: UUID) -> None:
    exchange.prepare_application(sample_records, answered)
    with pytest.raises(EnclosureNotPdf):
        sample_records.do(enclose, answered, "quote", "見積書", "a.txt", b"hello")
    assert sample_records.ask(application, answered).papers
    sample_records.do(enclose, answered, "quote", "見積書", "a.pdf", b"%PDF-1.4")
    assert sample_records.ask(application, answered).papers == ()


def test_an_exported_application_stays(
    sample_records: Records, answered: UUID, passphrases: dict[str, str], tmp_path
) -> None:
    exchange.prepare_application(sample_records, answered)
    exchange.sign_application(sample_records, answered, passphrases)
    exchange.submit_application(sample_records, answered, tmp_path, passphrases)
    with pytest.raises(SubmittedAlready):
        sample_records.do(remove_application, answered)
    again = exchange.submit_application(sample_records, answered, tmp_path, passphrases)
    assert again.package.stem.endswith("-2")


def test_a_removed_application_comes_back_with_undo(sample_records: Records, begun: UUID) -> None:
    sample_records.do(remove_application, begun)
    assert sample_records.ask(applications) == ()
    sample_records.undo()
    assert sample_records.ask(application, begun).answers.value("org_name") == "みなと坂自治会"


# this year's copy


def test_a_definition_of_a_past_year_cannot_be_applied_for(sample_records: Records) -> None:
    with pytest.raises(PastYear):
        sample_records.do(begin_application, "chiiki-kadai-npo")


def test_this_years_copy_is_usable_once_every_figure_was_confirmed(sample_records: Records) -> None:
    key = sample_records.do(copy_programme, "chiiki-kadai-npo").result
    assert sample_records.do(copy_programme, "chiiki-kadai-npo").result == key
    copy = sample_records.ask(programme_copy, key)
    assert not any(each.confirmed for each in copy.figures)
    with pytest.raises(FiguresUnconfirmed):
        sample_records.do(begin_application, key)
    with pytest.raises(SourceMissing):
        sample_records.do(confirm_figure, key, copy.figures[0].at, _values(copy.figures[0]), " ")
    for figure in copy.figures:
        sample_records.do(confirm_figure, key, figure.at, _values(figure), "令和8年度 募集要領 3ページ")
    done = sample_records.ask(programme_copy, key)
    assert done.left == 0
    assert {each.source for each in done.figures} == {"令和8年度 募集要領 3ページ"}
    assert sample_records.do(begin_application, key).result
    assert [each.key for each in sample_records.ask(offers) if each.programme.id == "chiiki-kadai-npo"] == [key]


def test_a_changed_figure_of_the_copy_counts(sample_records: Records) -> None:
    key = sample_records.do(copy_programme, "chiiki-kadai-npo").result
    cap = next(each for each in sample_records.ask(programme_copy, key).figures if each.at == "amount.grant.cap")
    assert [part.label for part in cap.parts] == ["1年目", "2年目", "3年目"]
    sample_records.do(confirm_figure, key, cap.at, (400_000, 300_000, 200_000), "募集要領")
    amount = sample_records.ask(programme_copy, key).programme.amount("grant")
    assert amount.cap.table["y1"] == 400_000


def test_a_figure_that_changes_a_worked_example_is_shown_before_anybody_applies(sample_records: Records) -> None:
    key = sample_records.do(copy_programme, "chiiki-kadai-npo").result
    for figure in sample_records.ask(programme_copy, key).figures:
        values = (100_000, 90_000, 80_000) if figure.at == "amount.grant.cap" else _values(figure)
        assert sample_records.ask(programme_copy, key).examples == ()
        sample_records.do(confirm_figure, key, figure.at, values, "令和8年度 募集要領")
    examples = sample_records.ask(programme_copy, key).examples
    assert any(each.at.endswith(".amounts.grant") for row in examples for each in row.problems)
    with pytest.raises(FiguresUnconfirmed):
        sample_records.do(begin_application, key)
    for row in examples:
        sample_records.do(accept_example, key, row.mark)
    assert sample_records.ask(programme_copy, key).examples == ()
    assert sample_records.do(begin_application, key).result


@pytest.mark.parametrize("year", [2026, 2028, 2029])
def test_the_examples_of_a_copy_hold_while_no_figure_is_changed(sample_records: Records, year: int) -> None:
    for row in sample_records.ask(offers):
        if row.past and row.newest:
            assert open_examples(years.copy_for_year(row.programme, year).programme(), ()) == ()


def test_a_last_moment_keeps_its_time_of_day() -> None:
    from kobe_desk.modules.subsidies.usecases.renewing import _with

    assert _with("2026-05-29T17:15:00+09:00", (), date(2027, 5, 28)) == "2027-05-28T17:15:00+09:00"


def test_what_can_be_chosen_comes_with_the_application(sample_records: Records, answered: UUID) -> None:
    opened = sample_records.ask(open_application, answered)
    assert opened.people[0].title == "会長"
    assert len(opened.resolutions["resolution"]) == 4
    assert opened.attached == {"bylaws": 1, "extract": 1, "bank_book": 1, "quote": 1}


def test_the_deadline_is_told_until_its_day(sample_records: Records, begun: UUID) -> None:
    from kobe_desk.modules.subsidies.controller.home import deadlines

    lines = sample_records.ask(applications)
    assert [each.record for each in deadlines(lines)] == [str(begun)]
    with clock.stopped_at(datetime(2027, 3, 1, tzinfo=UTC)):
        assert deadlines(lines) == ()


def _values(figure):
    return tuple(part.value for part in figure.parts)
