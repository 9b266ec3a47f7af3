"""Rows 1 to 3: an answer that is no longer asked is in nothing that is made, and there again when it is asked again."""

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
from kobe_desk.modules.subsidies.rules.evaluate import evaluate
from kobe_desk.modules.subsidies.rules.evaluation import Evaluation
from kobe_desk.modules.subsidies.usecases import application, paper_order


@pytest.fixture
def key(sample_records: Records) -> UUID:
    return tea.answered(sample_records)


def follows(records: Records, key: UUID) -> Evaluation:
    row = records.ask(application, key)
    return evaluate(row.programme, row.answers, clock.today())


def printed(records: Records, key: UUID) -> str:
    return "".join(text_of(each.data) for each in exchange.make_papers(records.ask(paper_order, key), silent).papers)


def packed(records: Records, key: UUID, passphrases: dict[str, str], folder: Path) -> tuple[dict[str, object], str]:
    """answers.json of the exported package, and the text of every paper in it."""
    exchange.prepare_application(records, key)
    made = exchange.submit_application(records, key, folder, passphrases)
    with zipfile.ZipFile(made.package) as archive:
        names = archive.namelist()
        answers = next(archive.read(each) for each in names if each.endswith("answers.json"))
        papers = "".join(text_of(archive.read(each)) for each in names if each.endswith(".pdf"))
    return json.loads(answers), papers


@pytest.mark.parametrize("field", ["tea_near", "tea_far"])
def test_a_switched_off_figure_is_in_no_form_sum_or_check_and_comes_back(
    sample_records: Records, key: UUID, field: str
) -> None:
    """From survey-library#152, #817, #1207; the controlling question two pages earlier: #299, #1659."""
    figure = {"tea_near": "12,000", "tea_far": "34,567"}[field]
    assert figure in printed(sample_records, key)
    assert follows(sample_records, key).values["whole"] == 50_001 + 12_000 + 34_567
    tea.change(sample_records, key, tea=False)
    found = follows(sample_records, key)
    assert figure not in printed(sample_records, key)
    assert (found.values["whole"], found.failed) == (50_001, ())
    assert field not in found.exported()
    tea.change(sample_records, key, tea=True)
    again = follows(sample_records, key)
    assert figure in printed(sample_records, key)
    assert (again.values["whole"], [each.id for each in again.failed]) == (96_568, ["cheap"])
    assert tea.answers_of(sample_records, key).value(field) == int(figure.replace(",", ""))


def test_a_switched_off_figure_is_not_in_the_package(
    sample_records: Records, key: UUID, passphrases: dict[str, str], tmp_path: Path
) -> None:
    """From survey-library#152: enter 12,000, switch to no, export."""
    tea.change(sample_records, key, tea=False)
    answers, papers = packed(sample_records, key, passphrases, tmp_path)
    assert not {"tea_near", "tea_far", "guests", "hall_cost"} & set(answers["answers"])
    assert "12000" not in json.dumps(answers) and "34567" not in json.dumps(answers)
    assert "12,000" not in papers and "34,567" not in papers
    assert "50,001" in papers


def test_a_whole_page_that_is_not_asked_counts_nowhere_and_comes_back_with_its_rows(
    sample_records: Records, key: UUID
) -> None:
    """From survey-library#1626: the whole page is conditional, on an answer two pages before."""
    answers = tea.change(sample_records, key, has_guests=True, guests=120, hall_cost=80_123)
    with_seat = answers.with_row("seats", {"what": "舞台の前", "cost": 4_321})
    sample_records.do(tea.save_answers, key, with_seat, "hall")
    full = follows(sample_records, key)
    assert full.values["whole"] == 96_568 + 80_123 + 4_321
    assert full.totals["seats.cost"] == 4_321
    shown = printed(sample_records, key)
    assert "80,123" in shown and "舞台の前" in shown
    tea.change(sample_records, key, guests=99)
    gone, text = follows(sample_records, key), printed(sample_records, key)
    assert "hall" not in [each.id for each in gone.pages]
    assert (gone.values["whole"], gone.totals["seats.cost"], gone.rows["seats"]) == (96_568, 0, ())
    assert "80,123" not in text and "舞台の前" not in text and "4,321" not in text
    assert not {each.field for each in gone.missing} & {"hall_cost", "seats"}
    tea.change(sample_records, key, guests=100)
    back = follows(sample_records, key)
    assert back.values["whole"] == full.values["whole"]
    assert "舞台の前" in printed(sample_records, key)


def test_a_chain_of_switched_off_answers_switches_off_what_rests_on_it(sample_records: Records, key: UUID) -> None:
    """The same rule, one link further: the page rests on a number that itself is no longer asked."""
    tea.change(sample_records, key, has_guests=True, guests=500, hall_cost=1)
    assert follows(sample_records, key).conditions["is_large"]
    tea.change(sample_records, key, has_guests=False)
    found = follows(sample_records, key)
    assert not found.conditions["is_large"]
    assert not {"guests", "hall_cost", "seats"} & (found.relevant | found.exported())
    assert tea.answers_of(sample_records, key).value("guests") == 500


def test_a_computed_figure_never_shown_and_a_prefilled_hidden_address_are_both_exported(
    sample_records: Records, key: UUID, passphrases: dict[str, str], tmp_path: Path
) -> None:
    """From survey-library#1933, #3811: `retain` keeps what is not shown."""
    found = follows(sample_records, key)
    assert "mail" not in found.relevant and {"mail", "doubled"} <= found.retained
    answers, papers = packed(sample_records, key, passphrases, tmp_path)
    assert answers["answers"]["mail"]["value"] == "chakai@example.jp"
    assert answers["answers"]["mail"]["source"] == "団体の控え"
    assert answers["answers"]["doubled"]["origin"] == "computed"
    assert answers["answers"]["whole"]["value"] == 96_568
    assert "chakai@example.jp" in papers
