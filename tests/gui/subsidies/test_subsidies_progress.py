"""A progress report in the window: written and looked at with the mouse and with the keyboard, and asked for again."""

from datetime import date
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from support.audit import audit
from support.granting import decided_grant
from support.ime import commit
from support.tabbing import reach, write

from kobe_desk.modules.subsidies.usecases import grant, later_signing
from kobe_desk.modules.subsidies.view import StagePart

TITLES = ["助成事業遂行状況報告書（参考様式）", "遂行状況の内訳書（参考様式）"]


@pytest.fixture
def sample_records(together_records):
    return together_records[0]


@pytest.fixture
def key(sample_records) -> UUID:
    """A grant that was decided."""
    return decided_grant(sample_records)


def at_progress(opened, key: UUID) -> StagePart:
    opened.stack.controller.granted.open_grant(key)
    opened.click(next(each for each in opened.page.steps.items if each.text() == "遂行状況の報告"))
    return opened.page.part


def test_it_is_written_heading_by_heading_and_its_papers_are_made(opened, key: UUID) -> None:
    part = at_progress(opened, key)
    assert not audit(opened.window)
    fields = part.form.fields
    fields["as_of"].set_value(date(2026, 11, 24))
    commit(fields["so_far"].control, "花だんの手入れを4回した。")
    fields["end_expected"].set_value(date(2027, 3, 20))
    fields["share.supplies"].control.setText("４０")
    opened.click(part.papers)
    assert [each.name for each in opened.page.preview.papers] == TITLES
    assert opened.records.ask(later_signing, key, "progress.1").papers, "kept, to be signed"
    assert not audit(opened.window)
    opened.page.back_requested.emit()
    opened.click(opened.page.part.done)
    titles = [each.text() for each in opened.page.steps.items]
    assert titles.count("遂行状況の報告") == 2, "done once, and the office may ask again"
    assert opened.records.ask(grant, key).now.id == "decided"


def test_more_than_all_is_refused_where_it_is_typed(opened, key: UUID) -> None:
    part = at_progress(opened, key)
    part.form.fields["share.supplies"].control.setText("101")
    for name, value in (("as_of", date(2026, 11, 24)), ("end_expected", date(2027, 3, 20))):
        part.form.fields[name].set_value(value)
    commit(part.form.fields["so_far"].control, "した。")
    opened.click(part.done)
    assert part.form.fields["share.supplies"].error
    assert opened.page.part is part


def test_a_day_to_come_is_warned_of_while_it_is_written_and_refused_when_it_is_done(opened, key: UUID) -> None:
    """Today is 25 November: what will be spent until the end of the year cannot be told as done."""
    part = at_progress(opened, key)
    assert part.early.isHidden()
    for name, words in (("as_of", "R8.12.31"), ("so_far", "sita"), ("end_expected", "R9.3.20")):
        write(opened, part.form.fields[name], words)
    assert not part.early.isHidden() and "まだ" in part.early.text
    assert not audit(opened.window)
    opened.click(part.done)
    assert "令和8年12月31日" in part.form.fields["as_of"].error
    assert opened.page.part is part
    part.form.fields["as_of"].set_value(date(2026, 11, 25))
    part.form.edited.emit()
    assert part.early.isHidden()
    opened.click(part.done)
    assert [each.text() for each in opened.page.steps.items].count("遂行状況の報告") == 2


def test_it_is_written_with_the_keyboard(opened, key: UUID) -> None:
    part = at_progress(opened, key)
    for name, words in (("as_of", "R8.12.31"), ("so_far", "sita"), ("end_expected", "R9.3.20")):
        write(opened, part.form.fields[name], words)
    reach(opened, part.papers)
    QTest.keyClick(part.papers, Qt.Key.Key_Space)
    assert [each.name for each in opened.page.preview.papers] == TITLES
    assert opened.records.ask(later_signing, key, "progress.1").papers, "nothing that is needed is missing"
