"""Rows 8, 9, 11 and 14: circles are refused, going back loses nothing, two windows, and drafts with gaps."""

import re
import zipfile
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from support import tea

from kobe_desk.core import clock
from kobe_desk.core.records import Records
from kobe_desk.modules.subsidies import exchange
from kobe_desk.modules.subsidies.rules import bundle, library
from kobe_desk.modules.subsidies.rules.bundle import Bundle
from kobe_desk.modules.subsidies.rules.evaluate import evaluate
from kobe_desk.modules.subsidies.rules.problem import DefinitionRefused
from kobe_desk.modules.subsidies.usecases import (
    AnswersChanged,
    StillMissing,
    application,
    offers,
    save_answers,
    submissions,
)

Bend = Callable[[dict[str, Any]], None]


def definition() -> dict[str, Any]:
    return deepcopy(dict(bundle.plain(tea.SOURCE.encode(), "programme.toml")))


def fields(data: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {each["id"]: each for page in data["page"] for each in page.get("field", ())}


def _two(data: dict[str, Any]) -> None:
    fields(data)["tea"]["when"] = "has_guests"
    fields(data)["has_guests"]["when"] = "tea"


def _itself(data: dict[str, Any]) -> None:
    fields(data)["tea"]["when"] = "tea"


def _three(data: dict[str, Any]) -> None:
    fields(data)["tea"]["when"] = 'name == "x"'
    fields(data)["name"]["when"] = "has_guests"
    fields(data)["has_guests"]["when"] = "tea"


def _through_a_condition(data: dict[str, Any]) -> None:
    fields(data)["guests"]["when"] = "is_large"


def _through_money(data: dict[str, Any]) -> None:
    page = next(each for each in data["page"] if each["id"] == "money")
    page["table"][0]["when"] = "amounts.grant > 0"


def _through_a_sum(data: dict[str, Any]) -> None:
    fields(data)["whole"]["computed"]["expr"] = "whole + 1"


@pytest.mark.parametrize(
    ("bend", "circle"),
    [
        (_two, r"tea → has_guests → tea|has_guests → tea → has_guests"),
        (_itself, r"tea → tea"),
        (_three, r"(?:\w+ → ){3}\w+"),
        (_through_a_condition, r"guests → is_large → guests|is_large → guests → is_large"),
        (_through_money, r"(?:[\w.]+ → ){2,}[\w.]+"),
        (_through_a_sum, r"whole → whole"),
    ],
)
def test_a_circle_is_refused_with_its_way_said_and_nothing_is_installed(
    sample_records: Records, bend: Bend, circle: str, tmp_path: Path
) -> None:
    """From docassemble#64 and its examples of endless loops."""
    before = [each.key for each in sample_records.ask(offers)]
    data = definition()
    bend(data)
    with pytest.raises(DefinitionRefused) as refused:
        library.offer(Bundle(data))
    said = refused.value.message()
    found = re.search(rf"循環: ({circle})", said)
    assert found, said
    way = found[1].split(" → ")
    assert way[0] == way[-1] and len(set(way)) == len(way) - 1
    assert [each.key for each in sample_records.ask(offers)] == before


def test_a_circle_in_a_programme_file_is_refused_too(tmp_path: Path) -> None:
    source = tea.SOURCE.replace(
        'label = "茶菓あり", required = true', 'label = "茶菓あり", when = "has_guests"'
    ).replace('label = "来賓あり"', 'label = "来賓あり", when = "tea"')
    with zipfile.ZipFile(tmp_path / "a.kdprog", "w") as packed:
        packed.writestr("programme.toml", source)
    with pytest.raises(DefinitionRefused) as refused:
        library.offer(bundle.read(tmp_path / "a.kdprog"))
    assert "循環: " in refused.value.message()


def test_going_back_twice_and_forward_again_keeps_the_second_answer(sample_records: Records) -> None:
    """From docassemble#74: only what rests on the changed answer is to be looked at."""
    key = tea.answered(sample_records)
    tea.change(sample_records, key, name="秋の茶会")
    answers = tea.answers_of(sample_records, key)
    assert (answers.value("aim"), answers.get("aim").stale) == ("顔の見える関係をつくる。", False)
    assert (answers.value("depends"), answers.get("depends").stale) == ("夏だから", True)
    assert {each.field for each in answers.stale} == {"depends"}
    tea.change(sample_records, key, aim="つながる。")
    assert {each.field for each in tea.answers_of(sample_records, key).stale} == {"depends"}


def test_an_answer_changed_and_changed_back_is_still_to_be_looked_at(sample_records: Records) -> None:
    key = tea.answered(sample_records)
    tea.change(sample_records, key, name="秋の茶会")
    tea.change(sample_records, key, name="夏の茶会")
    answers = tea.answers_of(sample_records, key)
    assert answers.value("depends") == "夏だから" and answers.get("depends").stale


def test_two_windows_tell_each_other_and_export_nothing_half_with_one_number(
    sample_records: Records, passphrases: dict[str, str], tmp_path: Path
) -> None:
    """From forms-runner PR#762: export in one window; change and export in the other."""
    key = tea.answered(sample_records)
    seen = tea.answers_of(sample_records, key)
    exchange.prepare_application(sample_records, key)
    tea.change(sample_records, key, name="秋の茶会")
    exchange.prepare_application(sample_records, key)
    made = exchange.submit_application(sample_records, key, tmp_path, passphrases)
    number = sample_records.ask(application, key).number
    with pytest.raises(AnswersChanged):
        sample_records.do(save_answers, key, seen.with_value("name", "冬の茶会"), "first", seen)
    assert tea.answers_of(sample_records, key).value("name") == "秋の茶会"
    now = tea.answers_of(sample_records, key)
    sample_records.do(save_answers, key, now.with_value("name", "冬の茶会"), "first", now)
    assert sample_records.ask(application, key).papers == ()  # nothing of before is exported with the new answers
    exchange.prepare_application(sample_records, key)
    again = exchange.submit_application(sample_records, key, tmp_path, passphrases)
    assert again.package != made.package and made.package.is_file()
    assert sample_records.ask(application, key).number == number
    assert [each.edition for each in sample_records.ask(submissions, key)] in ([1, 2], [2, 1])


def test_a_draft_with_gaps_is_kept_opened_finished_and_exported(
    sample_records: Records, passphrases: dict[str, str], tmp_path: Path
) -> None:
    """From Hypha#4478, #3554."""
    key = tea.begun(sample_records)
    tea.change(sample_records, key, tea=True)
    answers = tea.answers_of(sample_records, key)
    found = evaluate(tea.programme(), answers, clock.today())
    assert {each.field for each in found.missing} == {"name", "tea_near", "tea_far", "spending"}
    with pytest.raises(StillMissing) as refused:
        exchange.prepare_application(sample_records, key)
    said = refused.value.message()
    assert all(each in said for each in ("会の名前", "茶菓代", "遠い茶菓代", "支出"))
    assert sample_records.ask(application, key).number == ""
    tea.change(sample_records, key, name="春の茶会", tea_near=1, tea_far=2)
    filled = tea.answers_of(sample_records, key).with_row("spending", {"kind": "goods", "amount": 4_000})
    sample_records.do(save_answers, key, filled, "money")
    exchange.prepare_application(sample_records, key)
    assert exchange.submit_application(sample_records, key, tmp_path, passphrases).package.is_file()
