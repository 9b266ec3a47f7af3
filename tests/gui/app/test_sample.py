"""The sample association in its window."""

import pytest
from support.program import wait_for, window_of

from kobe_desk.app.program import Program
from kobe_desk.app.start.begin import BeginPage
from kobe_desk.core import settings
from kobe_desk.sample import sample_folder


def test_the_sample_opens_is_marked_on_every_page_and_goes_in_one_press(
    program: Program, qtbot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kobe_desk.ui.dialog.confirm", lambda *_: True)
    program.begin(sample=True)
    qtbot.waitUntil(lambda: program.opened is not None, timeout=60_000)
    wait_for(qtbot, lambda: "みなと坂" in window_of(program).windowTitle())
    assert settings.read().desks == ()
    assert sample_folder().is_dir()
    window_of(program).sample_removal_wanted.emit()
    assert program.opened is None
    assert not sample_folder().exists()
    assert isinstance(program.entrance.shown_page(), BeginPage)
