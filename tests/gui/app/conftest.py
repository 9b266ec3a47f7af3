"""A program with one window, ended after the test."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from support.program import new_program, wait_for
from support.vault_desk import WORDS

from kobe_desk.app.program import Program
from kobe_desk.core.settings import Settings
from kobe_desk.core.vault.making import Made


@pytest.fixture
def program(qapp, qtbot) -> Iterator[Program]:
    """Not begun yet."""
    made = new_program()
    yield made
    made._end()


@pytest.fixture
def closed(qapp, qtbot, made_desk: Made) -> Iterator[Program]:
    """The page of opening, over the desk of 中村 書記子."""
    made = new_program(Settings(desks=(str(made_desk.folder),)))
    made.begin()
    yield made
    made._end()


@pytest.fixture
def at_work(closed: Program, qtbot) -> Program:
    """The desk is open."""
    page = closed.entrance.shown_page()
    page.secret.words.words.setText(WORDS)
    page.open.click()
    wait_for(qtbot, lambda: closed.opened is not None)
    return closed


@pytest.fixture
def backup_of(at_work: Program, qtbot) -> Path:
    """A verified backup of the open desk."""
    rows: list = []
    at_work.opened.custody.back_up(None, rows.append)
    wait_for(qtbot, lambda: bool(rows))
    return rows[0].path
