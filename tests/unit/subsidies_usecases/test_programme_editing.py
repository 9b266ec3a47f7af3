"""A programme of one's own: edited by forms, its difference told, and a newer version put under an application."""

from fractions import Fraction
from typing import Any
from uuid import UUID

import pytest

from kobe_desk.cli.demo.bundle import confirm_all, confirmed_copy
from kobe_desk.core.records import Records
from kobe_desk.core.text import use_language
from kobe_desk.modules.subsidies.rules.problem import DefinitionRefused
from kobe_desk.modules.subsidies.usecases import (
    DefinitionUnfinished,
    FiguresUnconfirmed,
    accept_example,
    application,
    begin_application,
    confirm_figure,
    copy_programme,
    offers,
    programme_copy,
    save_answers,
)
from kobe_desk.modules.subsidies.usecases.programmes import (
    ChangedMeanwhile,
    YearTaken,
    copy_for_next_year,
    newer_version,
    programme_difference,
    programme_places,
    save_programme,
    take_newer_version,
    tried,
)

PAST = "bouhan-camera-shuzen-2025"


@pytest.fixture
def own(sample_records: Records) -> str:
    """This year's copy of a past programme, every figure confirmed."""
    use_language("ja")
    return confirmed_copy(sample_records, PAST)


def save(records: Records, key: str, values: dict[str, Any]) -> int:
    return records.do(save_programme, key, values, records.ask(programme_places, key).fingerprint).result


def test_a_changed_word_is_one_change_and_can_be_undone(sample_records: Records, own: str) -> None:
    assert save(sample_records, own, {"page/places_page/field/old_subsidy/label": "前の補助で付けたカメラですか"}) == 0
    programme = sample_records.ask(programme_copy, own).programme
    assert programme.fields["old_subsidy"].label == "前の補助で付けたカメラですか"
    sample_records.undo()
    programme = sample_records.ask(programme_copy, own).programme
    assert programme.fields["old_subsidy"].label == "今のカメラは、前の補助で付けたものですか"


def test_the_difference_is_told_in_words(sample_records: Records, own: str) -> None:
    save(sample_records, own, {"amount/grant/rate": "2/3", "attachment/quote/required": False})
    row = sample_records.ask(programme_difference, own)
    said = [each.message() for each in row.changes]
    assert (row.before, row.now) == ("2025.1", "2026.1")
    assert "交付申請額・補助率：1/2 → 2/3" in said
    assert "見積書・必ずそえる：はい → いいえ" in said


def test_a_changed_figure_is_confirmed_again_before_anybody_applies(sample_records: Records, own: str) -> None:
    save(sample_records, own, {"amount/grant/rate": "2/3"})
    assert [each.at for each in sample_records.ask(programme_copy, own).figures if not each.confirmed] == [
        "amount.grant.rate"
    ]
    with pytest.raises(FiguresUnconfirmed):
        sample_records.do(begin_application, own)
    rate = next(each for each in sample_records.ask(programme_copy, own).figures if not each.confirmed)
    sample_records.do(confirm_figure, own, rate.at, ("2/3",), "令和8年度の案内")
    examples = sample_records.ask(programme_copy, own).examples
    assert examples, "an example promised what the old rate gives"
    for row in examples:
        sample_records.do(accept_example, own, row.mark)
    assert sample_records.ask(programme_copy, own).examples == ()
    assert sample_records.do(begin_application, own).result


def test_a_cap_left_empty_is_asked_in_each_application(sample_records: Records) -> None:
    key = sample_records.do(copy_programme, "ken-vision-2025").result
    save(sample_records, key, {"amount/grant/cap": None})
    copy = sample_records.ask(programme_copy, key)
    assert copy.programme.fields["grant_cap"].label == "上限額（募集要領の額）"
    assert "amount.grant.cap" not in [each.at for each in copy.figures]
    save(sample_records, key, {"amount/grant/cap": 150_000})
    copy = sample_records.ask(programme_copy, key)
    assert copy.programme.amount("grant").cap.yen == 150_000
    assert not next(each for each in copy.figures if each.at == "amount.grant.cap").confirmed


def test_what_does_not_fit_the_shape_is_refused_at_its_place(sample_records: Records, own: str) -> None:
    with pytest.raises(DefinitionRefused) as refused:
        save(sample_records, own, {"amount/grant/rate": "half"})
    assert refused.value.field == "amount/grant/rate"
    assert sample_records.ask(programme_copy, own).programme.amount("grant").rate.denominator == 2


def test_what_does_not_fit_together_is_kept_but_not_offered(sample_records: Records, own: str) -> None:
    values = {"page/places_page/table/places/min_rows": 41}
    told = sample_records.ask(tried, own, values).faults
    assert [each.at for each in told] == ["page/places_page/table/places/label"]
    assert save(sample_records, own, values) == 1
    with pytest.raises(DefinitionUnfinished):
        sample_records.do(begin_application, own)
    assert next(each.faults for each in sample_records.ask(offers) if each.key == own) == 1
    save(sample_records, own, {"page/places_page/table/places/min_rows": 1})
    assert sample_records.do(begin_application, own).result


def test_what_was_changed_elsewhere_is_not_overwritten(sample_records: Records, own: str) -> None:
    seen = sample_records.ask(programme_places, own).fingerprint
    save(sample_records, own, {"programme/title": "防犯カメラ修繕補助金"})
    with pytest.raises(ChangedMeanwhile):
        sample_records.do(save_programme, own, {"programme/title": "別の名前"}, seen)


def test_a_year_has_one_version(sample_records: Records, own: str) -> None:
    following = sample_records.do(copy_for_next_year, own).result
    assert sample_records.do(copy_for_next_year, own).result == following
    assert sample_records.ask(programme_places, following).programme.version == "2027.1"
    with pytest.raises(YearTaken):
        save(sample_records, own, {"programme/fiscal_year": 2027})


def test_next_years_version_promises_the_same_with_its_days_moved(sample_records: Records, own: str) -> None:
    following = sample_records.do(copy_for_next_year, own).result
    assert all(not each.confirmed for each in sample_records.ask(programme_copy, following).figures)
    confirm_all(sample_records, following)
    row = sample_records.ask(programme_difference, following)
    assert {each.at for each in row.changes} == {
        "programme/fiscal_year", "programme/version", "programme/window/open", "programme/window/close",
        "programme/valid/from", "programme/valid/to",
    }  # fmt: skip


def test_signers_rules_and_deadlines_are_edited(sample_records: Records, own: str) -> None:
    save(
        sample_records,
        own,
        {
            "form/application/signers/auditor": 2,
            "form/application/signers/treasurer": None,
            "programme/basis/3/title": "令和8年度の案内",
            "programme/basis/2/title": "",
            "programme/basis/2/note": "",
            "stage/report/due/days": 14,
        },
    )
    made = sample_records.ask(programme_copy, own).programme
    form = next(each for each in made.forms if each.id == "application")
    assert [(each.role, each.order) for each in form.signers] == [("chair", 1), ("auditor", 2)]
    assert [each.title for each in made.basis] == ["神戸市補助金等の交付に関する規則", "令和8年度の案内"]
    due = next(each.due for each in made.stages if each.id == "report")
    assert (due.after, due.days) == ("project_end", 14)
    save(sample_records, own, {"stage/report/due/days": None})
    made = sample_records.ask(programme_copy, own).programme
    assert next(each.due for each in made.stages if each.id == "report") is None


def stage_of(records: Records, own: str, name: str):
    return next(each for each in records.ask(programme_copy, own).programme.stages if each.id == name)


def differences(records: Records, own: str, of: str) -> list[str]:
    use_language("en")
    return [each.line() for each in records.ask(programme_difference, own).changes if each.of == of]


@pytest.mark.parametrize(("after", "words"), [
    ("project_end", "the last day of the project"), ("decision_date", "the day of the decision"),
    ("window_close", "the last day of applying"), ("year_end", "the last day of the fiscal year"),
])  # fmt: skip
def test_what_a_deadline_counts_from_is_chosen_and_told(
    sample_records: Records, own: str, after: str, words: str
) -> None:
    save(sample_records, own, {"stage/report/due/after": after, "stage/report/due/days": 0})
    due = stage_of(sample_records, own, "report").due
    assert (due.after, due.days) == (after, 0)
    told = differences(sample_records, own, "実績報告")
    assert told == [f"Deadline counted from: (nothing) → {words}", "Days until it is due: (nothing) → 0"]
    figures = {each.at: each.confirmed for each in sample_records.ask(programme_copy, own).figures}
    assert figures["stage.report.due.days"] is False, "its source is asked for"
    save(sample_records, own, {"stage/report/due/what": "完了の検査"})
    assert stage_of(sample_records, own, "report").due.what == "完了の検査"
    save(sample_records, own, {"stage/report/due/after": ""})
    assert stage_of(sample_records, own, "report").due is None
    assert "stage.report.due.days" not in [each.at for each in sample_records.ask(programme_copy, own).figures]
    assert sample_records.ask(programme_places, own).faults == ()


def test_the_greatest_advance_is_edited_and_told_and_its_source_asked_for(sample_records: Records, own: str) -> None:
    save(sample_records, own, {"stage/advance/advance/at_most": "1/2", "stage/advance/advance/round/unit": 1000})
    rule = stage_of(sample_records, own, "advance").advance
    assert (rule.at_most, rule.rounding, rule.unit) == (Fraction(1, 2), "down", 1000)
    assert differences(sample_records, own, "概算払") == [
        "Greatest advance, as a share of what was decided: (nothing) → 1/2",
        "Way of rounding: (nothing) → rounded down",
        "Rounded to units of: (nothing) → 1,000円",
    ]
    assert not sample_records.ask(programme_places, own).faults
    confirm_all(sample_records, own)
    save(sample_records, own, {"stage/advance/advance/round/mode": "up"})
    assert [each.at for each in sample_records.ask(programme_copy, own).figures if not each.confirmed] == [
        "stage.advance.advance"
    ]
    save(sample_records, own, {"stage/advance/advance/round/unit": None})
    assert stage_of(sample_records, own, "advance").advance.unit == 1
    save(sample_records, own, {"stage/advance/advance/at_most": None})
    assert stage_of(sample_records, own, "advance").advance is None
    assert not sample_records.ask(programme_places, own).faults


@pytest.mark.parametrize(("values", "at"), [
    ({"stage/report/due/after": "year_end"}, "stage/report/due/days"),
    ({"stage/advance/advance/round/unit": 1000}, "stage/advance/advance/at_most"),
    ({"stage/advance/advance/at_most": "0.5"}, "stage/advance/advance/at_most"),
    ({"stage/advance/advance/at_most": "3/2"}, "stage/advance/advance/at_most"),
])  # fmt: skip
def test_a_rule_of_a_stage_that_is_not_whole_is_told_at_its_place(
    sample_records: Records, own: str, values: dict[str, Any], at: str
) -> None:
    assert [each.at for each in sample_records.ask(tried, own, values).faults] == [at]


def begun(records: Records, own: str) -> UUID:
    key = records.do(begin_application, own).result
    answers = records.ask(application, key).answers
    answers = answers.with_answer("project_name", _typed("カメラの修理")).with_answer("old_subsidy", _typed(True))
    records.do(save_answers, key, answers, "project")
    return key


def _typed(value: object):
    from kobe_desk.modules.subsidies.rules.answers import Answer

    return Answer(value)


def test_a_newer_version_keeps_the_answers_and_says_what_changed(sample_records: Records, own: str) -> None:
    key = begun(sample_records, own)
    assert sample_records.ask(newer_version, key) is None
    save(sample_records, own, {"page/places_page/field/old_subsidy/label": "前の補助で付けましたか"})
    row = sample_records.ask(newer_version, key)
    assert (row.before, row.now) == ("2026.1", "2026.2")
    assert "前の補助で付けましたか・質問：今のカメラは、前の補助で付けたものですか → 前の補助で付けましたか" in [
        each.message() for each in row.changes
    ]
    sample_records.do(take_newer_version, key)
    found = sample_records.ask(application, key)
    assert found.programme.version == "2026.2"
    assert found.answers.value("project_name") == "カメラの修理"
    assert found.answers.value("old_subsidy") is True
    assert found.answers.get("old_subsidy").stale
    assert not found.answers.get("project_name").stale
    assert sample_records.ask(newer_version, key) is None
    sample_records.undo()
    assert sample_records.ask(application, key).programme.version == "2026.1"


def test_a_version_with_open_figures_is_not_put_under_an_application(sample_records: Records, own: str) -> None:
    key = begun(sample_records, own)
    save(sample_records, own, {"amount/grant/rate": "2/3"})
    assert sample_records.ask(newer_version, key) is None
    confirm_all(sample_records, own)
    assert sample_records.ask(newer_version, key) is not None
