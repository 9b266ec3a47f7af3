"""The grants of a year in the window: chosen by year, opened, printed, written for Excel."""

from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from openpyxl import load_workbook
from PySide6.QtWidgets import QFileDialog
from support.audit import audit
from support.papers import squeezed, text_of

from kobe_desk.modules.subsidies.usecases import PaperRequest, bundles, hand_in_on_paper, keep_papers, open_bundle
from kobe_desk.modules.subsidies.usecases.overview import year_overview
from kobe_desk.modules.subsidies.view import GrantPage


@pytest.fixture
def sample_records(together_records):
    return together_records[0]


@pytest.fixture
def keys(sample_records) -> tuple[UUID, ...]:
    (line,) = sample_records.ask(bundles)
    keys = sample_records.ask(open_bundle, line.id).keys
    for each in keys:
        sample_records.do(keep_papers, each, (PaperRequest("application", "交付申請書", b"%PDF-1.4\n%%EOF"),))
    sample_records.do(hand_in_on_paper, keys, date(2026, 11, 25))
    return keys


def test_the_year_is_seen_whole_and_another_one_is_chosen(opened, keys: tuple[UUID, ...]) -> None:
    opened.click(opened.page.overview)
    page = opened.page
    assert page.table.model().rowCount() == 3
    assert not audit(opened.window)
    page.year.set_value(2027)
    page.year.edited.emit()
    assert page.table.model().rowCount() == 4
    page.table.choose(opened.records.ask(year_overview, 2027).lines[-1].key)
    assert not page.open.isEnabled(), "what was not applied for cannot be opened"


def test_a_line_leads_to_what_came_after_it(opened, keys: tuple[UUID, ...]) -> None:
    opened.click(opened.page.overview)
    opened.page.table.choose(str(keys[1]))
    opened.click(opened.page.open)
    assert isinstance(opened.page, GrantPage)


def test_the_year_is_printed_and_written_for_excel(opened, keys: tuple[UUID, ...], tmp_path: Path, monkeypatch) -> None:
    opened.click(opened.page.overview)
    page = opened.page
    opened.click(page.print)
    paper = opened.page.preview.paper
    assert paper is not None
    assert "令和8年度助成一覧" in squeezed(text_of(paper.pdf, tmp_path))
    opened.page.back_requested.emit()
    target = tmp_path / "一覧"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(target), ""))
    opened.click(page.save)
    assert len(list(load_workbook(target.with_suffix(".xlsx")).active.values)) == 5
