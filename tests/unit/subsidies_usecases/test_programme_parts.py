"""A programme put together by forms: parts put in, taken out and moved; answers to what is gone stay beside."""

from typing import Any
from uuid import UUID

import pytest

from kobe_desk.cli.demo.bundle import confirm_all, confirmed_copy
from kobe_desk.core.records import Records
from kobe_desk.core.text import use_language
from kobe_desk.modules.subsidies.rules.answers import Answer
from kobe_desk.modules.subsidies.rules.editing import Step
from kobe_desk.modules.subsidies.rules.problem import DefinitionRefused
from kobe_desk.modules.subsidies.usecases import (
    DefinitionUnfinished,
    application,
    begin_application,
    copy_programme,
    find_programmes,
    offers,
    programme_copy,
    save_answers,
)
from kobe_desk.modules.subsidies.usecases.programmes import (
    ChangedMeanwhile,
    programme_difference,
    programme_places,
    reshape_programme,
    save_programme,
    take_newer_version,
    tried,
)

PAST = "bouhan-camera-shuzen-2025"
QUESTIONS = "page/places_page/field"


@pytest.fixture
def own(sample_records: Records) -> str:
    """This year's copy of a past programme, every figure confirmed."""
    use_language("ja")
    return confirmed_copy(sample_records, PAST)


def do(records: Records, key: str, verb: str, at: str, **given: Any) -> str:
    seen = records.ask(programme_places, key).fingerprint
    return records.do(reshape_programme, key, Step(verb, at, given), seen).result


def save(records: Records, key: str, values: dict[str, Any]) -> int:
    return records.do(save_programme, key, values, records.ask(programme_places, key).fingerprint).result


def definition(records: Records, key: str) -> dict[str, Any]:
    return records.ask(programme_places, key).programme.data["definition"]


def said(records: Records, key: str) -> list[str]:
    return [each.message() for each in records.ask(programme_difference, key).changes]


def question(records: Records, key: str, label: str = "夜も写りますか", **given: Any) -> str:
    return do(records, key, "add", QUESTIONS, label=label, **{"type": "yesno", "form": "plan", **given})


def test_a_new_question_is_asked_and_printed_on_the_form_it_was_put_on(sample_records: Records, own: str) -> None:
    at = question(sample_records, own)
    assert at == f"{QUESTIONS}/question_1"
    programme = sample_records.ask(programme_places, own).programme
    assert programme.page_of("question_1").id == "places_page"
    assert [each.id for each in programme.forms_of("question_1")] == ["plan"]
    assert "質問「夜も写りますか」が新しくできました。" in said(sample_records, own)
    title = next(each.title for each in programme.forms if each.id == "plan")
    assert f"{title}：「夜も写りますか」が新しく印刷されます。" in said(sample_records, own)


def test_a_step_is_one_change_and_can_be_undone(sample_records: Records, own: str) -> None:
    before = definition(sample_records, own)
    question(sample_records, own)
    sample_records.undo()
    assert definition(sample_records, own) == before


def test_a_question_to_choose_brings_its_list_along(sample_records: Records, own: str) -> None:
    question(sample_records, own, "こわれ方", type="choice", options=["映らない", "ぶれる"])
    programme = sample_records.ask(programme_places, own).programme
    assert [each.label for each in programme.choice_lists["question_1_list"].options] == ["映らない", "ぶれる"]
    do(sample_records, own, "add", "choices/question_1_list/options", label="音がする")
    do(sample_records, own, "up", "choices/question_1_list/options/choice_3")
    do(sample_records, own, "remove", "choices/question_1_list/options/choice_1")
    options = sample_records.ask(programme_places, own).programme.choice_lists["question_1_list"].options
    assert [each.label for each in options] == ["音がする", "ぶれる"]
    assert sample_records.ask(programme_places, own).faults == ()


def test_an_id_that_was_once_used_is_never_given_again(sample_records: Records, own: str) -> None:
    at = question(sample_records, own)
    do(sample_records, own, "remove", at)
    assert question(sample_records, own) == f"{QUESTIONS}/question_2"
    assert "question_1" in definition(sample_records, own)["retired"]


def test_what_is_gone_is_named_nowhere_but_in_rules_and_those_are_told(sample_records: Records, own: str) -> None:
    do(sample_records, own, "remove", f"{QUESTIONS}/old_subsidy")
    made = definition(sample_records, own)
    assert all("old_subsidy" not in each.get("fields", ()) for each in made["form"])
    assert "質問「今のカメラは、前の補助で付けたものですか」はなくなりました。" in said(sample_records, own)
    told = sample_records.ask(programme_places, own).faults
    assert told and all(each.part == "check" for each in told)
    with pytest.raises(DefinitionUnfinished):
        sample_records.do(begin_application, own)
    do(sample_records, own, "remove", "/".join(told[0].at.split("/")[:2]))
    assert sample_records.ask(programme_places, own).faults == ()


def test_questions_move_within_a_page_and_to_the_next_one(sample_records: Records, own: str) -> None:
    first, second = question(sample_records, own, "一つ目"), question(sample_records, own, "二つ目")
    do(sample_records, own, "up", second)
    page = definition(sample_records, own)["page"]
    ids = [each["id"] for each in page]
    here = next(each for each in page if each["id"] == "places_page")
    assert [each["label"] for each in here["field"]][-2:] == ["二つ目", "一つ目"]
    moved = do(sample_records, own, "down", first)
    following = ids[ids.index("places_page") + 1]
    assert moved == f"page/{following}/field/question_1"
    assert do(sample_records, own, "up", moved) == first


def test_moving_a_question_to_another_page_is_told_as_moving(sample_records: Records, own: str) -> None:
    page = definition(sample_records, own)["page"]
    place = [each["id"] for each in page].index("places_page")
    last = page[place]["field"][-1]
    do(sample_records, own, "down", f"{QUESTIONS}/{last['id']}")
    assert f"{page[place + 1]['title']}：「{last['label']}」がこのページに移りました。" in said(sample_records, own)
    assert not any("なくなりました" in each for each in said(sample_records, own))


def test_pages_are_put_in_moved_and_taken_out(sample_records: Records, own: str) -> None:
    at = do(sample_records, own, "add", "page", label="電気のこと")
    assert [each.at for each in sample_records.ask(programme_places, own).faults], "a page that asks nothing is told"
    do(sample_records, own, "add", f"{at}/field", label="電気代はだれが払いますか", type="text", form="plan")
    do(sample_records, own, "up", at)
    pages = [each["id"] for each in definition(sample_records, own)["page"]]
    assert pages[-2] == "page_1"
    assert "ページ「電気のこと」が新しくできました。" in said(sample_records, own)
    do(sample_records, own, "remove", at)
    assert "page_1" not in [each["id"] for each in definition(sample_records, own)["page"]]
    assert sample_records.ask(programme_places, own).faults == ()


def test_the_last_page_is_not_taken_out(sample_records: Records, own: str) -> None:
    pages = [each["id"] for each in definition(sample_records, own)["page"]]
    with pytest.raises(DefinitionRefused):
        for each in pages:
            do(sample_records, own, "remove", f"page/{each}")
    assert len(definition(sample_records, own)["page"]) == 1


def test_papers_and_budget_categories_come_and_go(sample_records: Records, own: str) -> None:
    at = do(sample_records, own, "add", "attachment", label="電気の契約書の写し", required=True)
    save(sample_records, own, {f"{at}/required_when": "old_subsidy", f"{at}/required": False})
    option = do(sample_records, own, "add", "choices/cost_categories/options", label="足場の費用", eligible=True)
    do(sample_records, own, "remove", "attachment/quote")
    row = sample_records.ask(programme_places, own)
    paper = next(each for each in row.programme.attachments if f"attachment/{each.id}" == at)
    assert (paper.label, paper.required_when) == ("電気の契約書の写し", "old_subsidy")
    assert row.programme.options[option.rpartition("/")[2]].attributes["eligible"] is True
    words = said(sample_records, own)
    assert "書類「電気の契約書の写し」を新しくそえます。" in words
    assert "書類「見積書」はそえなくてよくなりました。" in words
    assert "「足場の費用」を選べるようになりました。" in words


def test_a_paper_is_put_to_a_later_stage_and_moved_to_another(sample_records: Records, own: str) -> None:
    at = do(sample_records, own, "add", "attachment", label="作業の日報", required=True, stage="report")
    save(sample_records, own, {"attachment/report_photos/stage": "claim", "attachment/report_receipts/required": True,
                               "attachment/report_results/stage": "apply"})  # fmt: skip
    programme = sample_records.ask(programme_places, own).programme
    later = {each.id: each for each in programme.attachments_later}
    assert later[at.rpartition("/")[2]].stage == "report"
    assert (later["report_photos"].stage, later["report_photos"].reuse) == ("claim", ""), "a claim has no photos"
    assert later["report_receipts"].required
    assert "report_results" in {each.id for each in programme.attachments}
    words = said(sample_records, own)
    assert "書類「作業の日報（実績報告）」を新しくそえます。" in words
    assert "写真・どの手続きにそえるか：実績報告 → 請求" in words
    assert "写真・どこから取るか：行事の写真 → （なし）" in words
    assert "成果物（チラシなど）・どの手続きにそえるか：実績報告 → 申請" in words
    assert "領収書の写し・必ずそえる：いいえ → はい" in words
    save(sample_records, own, {"attachment/report_photos/reuse": "association.documents.bank_book"})
    assert "写真・どこから取るか：行事の写真 → しまった通帳の写し" in said(sample_records, own)


def test_a_limit_for_lines_is_put_in_for_one_category_and_confirmed_like_any_figure(sample_records: Records) -> None:
    use_language("ja")
    key = sample_records.do(copy_programme, "kyodo-sankaku-2020").result
    confirm_all(sample_records, key)
    group = next(
        group
        for groups in sample_records.ask(programme_places, key).groups.values()
        for group in groups
        if group.kind == "limit"
    )
    at = do(sample_records, key, "add", group.at, label="1件の上限", at_most=30_000, reason="1件{at_most}円までです")
    category = sample_records.ask(programme_places, key).programme.choice_lists["cost_categories"].options[0]
    save(sample_records, key, {f"{at}/when": f'row.category == "{category.id}"'})
    row = sample_records.ask(programme_places, key)
    assert row.faults == ()
    assert [each.at for each in sample_records.ask(programme_copy, key).figures if not each.confirmed] == [
        at.replace("/", ".") + ".at_most"
    ]
    rows = [each for each in said(sample_records, key) if "1件の上限" in each]
    assert rows == ["上限「1件の上限」が新しくできました。"]
    do(sample_records, key, "remove", at)
    assert sample_records.ask(programme_places, key).faults == ()


def test_what_stands_on_a_form_is_put_on_moved_and_taken_off(sample_records: Records, own: str) -> None:
    at = question(sample_records, own, form="")
    name = at.rpartition("/")[2]
    put = do(sample_records, own, "add", "form/plan/fields", name=name)
    do(sample_records, own, "up", put)
    fields = next(each for each in definition(sample_records, own)["form"] if each["id"] == "plan")["fields"]
    assert fields[-2] == name
    do(sample_records, own, "remove", put)
    fields = next(each for each in definition(sample_records, own)["form"] if each["id"] == "plan")["fields"]
    assert name not in fields
    assert at.rpartition("/")[2] in [
        each["id"] for page in definition(sample_records, own)["page"] for each in page.get("field", ())
    ]


def test_conditions_are_told_in_plain_words(sample_records: Records, own: str) -> None:
    at = question(sample_records, own)
    save(sample_records, own, {f"{at}/when": "old_subsidy"})
    assert sample_records.ask(programme_places, own).faults == ()
    save(sample_records, own, {"attachment/quote/required_when": "place_count >= 3"})
    labels = {each.id: each.label for each in sample_records.ask(programme_places, own).programme.fields.values()}
    words = f"見積書・必ずそえるとき：いつも → 「{labels['place_count']}」が3以上のとき"
    assert words in said(sample_records, own)


def test_a_condition_on_what_is_asked_later_or_on_nothing_is_told_at_it(sample_records: Records, own: str) -> None:
    at = f"{QUESTIONS}/old_subsidy/when"
    for expr in ("no_such_question", "old_subsidy =="):
        told = sample_records.ask(tried, own, {at: expr}).faults
        assert [each.at for each in told] == [at]


def test_a_rule_that_cannot_be_read_is_kept_and_stops_nothing_else(sample_records: Records, own: str) -> None:
    assert save(sample_records, own, {"eligibility/1/expr": "facts.camera =="}) == 1
    assert own not in [each.offer.key for each in sample_records.ask(find_programmes, {})]
    assert next(each.faults for each in sample_records.ask(offers) if each.key == own) == 1
    assert [each.at for each in sample_records.ask(programme_places, own).faults] == ["eligibility/1/expr"]


def test_the_examples_say_what_a_change_does_to_them(sample_records: Records, own: str) -> None:
    assert sample_records.ask(programme_places, own).examples == ()
    question(sample_records, own, required=True)
    rows = sample_records.ask(programme_places, own).examples
    assert rows, "a question that must be answered is missing in a complete example"
    assert any("question_1" in str(each.values) for row in rows for each in row.problems)
    at = f"{QUESTIONS}/question_1/required"
    assert sample_records.ask(tried, own, {at: False}).examples == ()


def test_nothing_is_put_into_what_was_changed_elsewhere(sample_records: Records, own: str) -> None:
    seen = sample_records.ask(programme_places, own).fingerprint
    question(sample_records, own)
    with pytest.raises(ChangedMeanwhile):
        sample_records.do(reshape_programme, own, Step("remove", f"{QUESTIONS}/question_1"), seen)


def begun(records: Records, own: str) -> UUID:
    key = records.do(begin_application, own).result
    answers = records.ask(application, key).answers
    answers = answers.with_answer("project_name", Answer("カメラの修理")).with_answer("old_subsidy", Answer(True))
    records.do(save_answers, key, answers, "project")
    return key


def test_answers_survive_questions_that_come_and_go(sample_records: Records, own: str) -> None:
    """The pinned version keeps its own; the newer one keeps what it asks, and what it does not ask comes back later."""
    key = begun(sample_records, own)
    pinned = sample_records.ask(application, key).programme
    question(sample_records, own)
    do(sample_records, own, "remove", f"{QUESTIONS}/old_subsidy")
    told = sample_records.ask(programme_places, own).faults
    for at in {"/".join(each.at.split("/")[:2]) for each in told}:
        do(sample_records, own, "remove", at)
    confirm_all(sample_records, own)
    found = sample_records.ask(application, key)
    assert found.programme == pinned
    assert found.answers.value("old_subsidy") is True
    sample_records.do(take_newer_version, key)
    found = sample_records.ask(application, key)
    assert found.programme.version == "2026.2"
    assert "question_1" in found.programme.fields and "old_subsidy" not in found.programme.fields
    assert found.answers.value("project_name") == "カメラの修理"
    assert not found.answers.get("project_name").stale
    answers = found.answers.with_answer("question_1", Answer(True))
    sample_records.do(save_answers, key, answers, "places_page")
    sample_records.undo()
    sample_records.undo()
    found = sample_records.ask(application, key)
    assert found.programme == pinned
    assert found.answers.value("old_subsidy") is True


def test_a_question_that_only_moved_is_not_asked_again(sample_records: Records, own: str) -> None:
    key = begun(sample_records, own)
    fields = next(each for each in definition(sample_records, own)["page"] if each["id"] == "places_page")["field"]
    while fields[-1]["id"] != "old_subsidy":
        do(sample_records, own, "down", f"{QUESTIONS}/old_subsidy")
        fields = next(each for each in definition(sample_records, own)["page"] if each["id"] == "places_page")["field"]
    do(sample_records, own, "down", f"{QUESTIONS}/old_subsidy")
    confirm_all(sample_records, own)
    sample_records.do(take_newer_version, key)
    found = sample_records.ask(application, key)
    assert found.answers.value("old_subsidy") is True
    assert not found.answers.get("old_subsidy").stale
