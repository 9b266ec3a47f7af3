"""Row 4, its second half: a table that a condition hides is in nothing that is made, and comes back row by row."""

import json
import zipfile
from pathlib import Path
from uuid import UUID

import pytest
from support import tea

from kobe_desk.core import clock
from kobe_desk.core.progress import silent
from kobe_desk.core.records import Records
from kobe_desk.modules.subsidies import exchange
from kobe_desk.modules.subsidies.papers.check import text_of
from kobe_desk.modules.subsidies.rules.answers import Answers, Cell
from kobe_desk.modules.subsidies.rules.evaluate import evaluate
from kobe_desk.modules.subsidies.rules.evaluation import Evaluation
from kobe_desk.modules.subsidies.usecases import application, paper_order, save_answers

ROWS = ({"who": "髙橋", "cost": 1_201}, {"who": "辻󠄀本", "cost": 2_302}, {"who": "𠮷田", "cost": 3_403}, {"cost": 404})
WHOLE = 7_310


@pytest.fixture
def key(sample_records: Records) -> UUID:
    """An application with four rows of thanks, to the last of whom no name was given yet."""
    key = tea.answered(sample_records, tea.THANKS)
    answers = tea.answers_of(sample_records, key).with_value("thanked", True)
    for each in ROWS:
        answers = answers.with_row("thanks", each)
    sample_records.do(save_answers, key, answers, "helpers")
    return key


def follows(records: Records, key: UUID) -> Evaluation:
    row = records.ask(application, key)
    return evaluate(row.programme, row.answers, clock.today())


def printed(records: Records, key: UUID) -> str:
    return "".join(text_of(each.data) for each in exchange.make_papers(records.ask(paper_order, key), silent).papers)


def cells(answers: Answers) -> dict[Cell, object]:
    return {cell: each.value for cell, each in answers.items() if cell.field.startswith("thanks.")}


@pytest.mark.parametrize(("off", "on"), [({"thanked": False}, {"thanked": True}), ({"tea": False}, {"tea": True})])
def test_a_hidden_table_is_in_no_sum_amount_check_or_form_and_comes_back_with_its_rows(
    sample_records: Records, key: UUID, off: dict[str, bool], on: dict[str, bool]
) -> None:
    """From survey-library#5526, #10057, #11636: hidden by its own condition, then with the page that it stands on."""
    shown, answers = follows(sample_records, key), tea.answers_of(sample_records, key)
    keys = answers.keys("thanks")
    assert (shown.totals["thanks.cost"], shown.totals["thanks.twice"]) == (WHOLE, 2 * WHOLE)
    assert (shown.amounts["gifts"].yen, shown.values["per_helper"]) == (7_000, WHOLE)
    assert [each.id for each in shown.failed] == ["cheap", "dear"]
    assert Cell("thanks.who", keys[3]) in shown.missing
    assert "2,302" in printed(sample_records, key)
    tea.change(sample_records, key, **off)
    hidden, text = follows(sample_records, key), printed(sample_records, key)
    assert (hidden.rows["thanks"], hidden.totals["thanks.cost"], hidden.totals["thanks.twice"]) == ((), 0, 0)
    assert (hidden.amounts["gifts"].yen, hidden.values.get("per_helper", 0)) == (0, 0)
    assert "dear" not in [each.id for each in hidden.failed]
    assert not [each for each in hidden.missing if each.field.startswith("thanks")]
    assert not [each for each in hidden.exported() if each.startswith("thanks.") or each == "thanks"]
    assert "辻󠄀本" not in text and "2,302" not in text and "7,310" not in text
    assert cells(tea.answers_of(sample_records, key)) == cells(answers), "kept, for when it is asked again"
    tea.change(sample_records, key, **on)
    again, now = follows(sample_records, key), tea.answers_of(sample_records, key)
    assert (now.keys("thanks"), cells(now)) == (keys, cells(answers))
    assert [row.key for row in again.rows["thanks"]] == list(keys)
    assert (again.rows, again.totals, again.amounts) == (shown.rows, shown.totals, shown.amounts)
    assert "2,302" in printed(sample_records, key)


def test_a_hidden_table_is_not_in_the_package(
    sample_records: Records, key: UUID, passphrases: dict[str, str], tmp_path: Path
) -> None:
    tea.change(sample_records, key, thanked=False)
    exchange.prepare_application(sample_records, key)
    made = exchange.submit_application(sample_records, key, tmp_path, passphrases)
    with zipfile.ZipFile(made.package) as archive:
        names = archive.namelist()
        answers = json.loads(next(archive.read(each) for each in names if each.endswith("answers.json")))
        papers = "".join(text_of(archive.read(each)) for each in names if each.endswith(".pdf"))
    assert "thanks" not in answers["tables"] and not [each for each in answers["totals"] if each.startswith("thanks")]
    assert answers["amounts"]["gifts"]["yen"] == 0
    assert "2302" not in json.dumps(answers) and "辻󠄀本" not in json.dumps(answers, ensure_ascii=False)
    assert "辻󠄀本" not in papers and "2,302" not in papers
