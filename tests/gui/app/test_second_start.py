"""A second start of the program finds the first window; only a desk that is open elsewhere is refused in words."""

import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from support.program import new_program, wait_for, window_of
from support.vault_desk import ROOT, WORDS

from kobe_desk.app import doorbell
from kobe_desk.app.doorbell import Doorbell
from kobe_desk.app.program import Program
from kobe_desk.core import paths
from kobe_desk.core.settings import Settings
from kobe_desk.core.vault.making import Made


@pytest.fixture
def bell(made_desk: Made, qapp) -> Iterator[Doorbell]:
    made = Doorbell(made_desk.folder)
    yield made
    made.close()


def rung(folder: Path, qtbot) -> bool:
    """Ring as another process does: while the first one goes on with its own work."""
    with ThreadPoolExecutor(1) as other:
        answer = other.submit(doorbell.ring, folder)
        qtbot.waitUntil(answer.done, timeout=5_000)
        return answer.result()


def test_who_has_the_desk_open_hears_the_bell(bell: Doorbell, made_desk: Made, qtbot) -> None:
    with qtbot.waitSignal(bell.rung, timeout=5_000):
        assert rung(made_desk.folder, qtbot)


def test_a_desk_that_nobody_has_open_here_does_not_answer(made_desk: Made, tmp_path: Path, qtbot) -> None:
    assert not rung(made_desk.folder, qtbot)
    assert not rung(tmp_path / "ない.kobedesk", qtbot)


def test_a_copy_of_the_desk_has_a_bell_of_its_own(made_desk: Made, bell: Doorbell, tmp_path: Path) -> None:
    copy = tmp_path / "写し.kobedesk"
    copy.mkdir()
    (copy / "desk.db").write_bytes((made_desk.folder / "desk.db").read_bytes())
    assert doorbell.bell_of(copy) != doorbell.bell_of(made_desk.folder)


def test_the_name_of_the_bell_tells_nothing(made_desk: Made) -> None:
    bell = doorbell.bell_of(made_desk.folder)
    assert bell.name.isascii() and len(bell.name) == 20 and bell.parent == paths.program_data() / "bells"


def test_a_bell_that_a_crash_left_neither_answers_nor_stands_in_the_way(made_desk: Made, qtbot) -> None:
    left = doorbell.bell_of(made_desk.folder)
    left.parent.mkdir(parents=True)
    left.touch()
    assert not rung(made_desk.folder, qtbot)
    left.touch()
    bell = Doorbell(made_desk.folder)
    assert rung(made_desk.folder, qtbot)
    bell.close()
    assert list(left.parent.iterdir()) == []


def test_the_bell_may_be_rung_again_and_again(bell: Doorbell, made_desk: Made, qtbot) -> None:
    assert [rung(made_desk.folder, qtbot) for _ in range(3)] == [True, True, True]


def test_where_no_bell_can_be_hung_up_the_desk_opens_all_the_same(made_desk: Made, qapp, qtbot) -> None:
    paths.program_data().mkdir(parents=True, exist_ok=True)
    (paths.program_data() / "bells").write_text("in the way")
    bell = Doorbell(made_desk.folder)
    assert not rung(made_desk.folder, qtbot)
    bell.close()


def second(folder: Path) -> "subprocess.Popen[bytes]":
    program = (
        "import sys\nfrom kobe_desk.app.start_up import run\nsys.argv = ['kobe-desk', *sys.argv[1:]]\nsys.exit(run())"
    )
    return subprocess.Popen([sys.executable, "-c", program, str(folder)], cwd=ROOT)


@pytest.mark.qt_log_ignore("does not support raise", extend=True)
def test_a_second_start_brings_the_first_window_forward_and_ends(at_work: Program, qtbot) -> None:
    window = window_of(at_work)
    window.showMinimized()
    with second(at_work.opened.folder) as other:
        qtbot.waitUntil(lambda: other.poll() is not None, timeout=20_000)
    assert other.returncode == 0
    assert not window.windowState() & Qt.WindowState.WindowMinimized
    assert window.isVisible()


@pytest.mark.qt_log_ignore("does not support raise", extend=True)
def test_a_passphrase_typed_in_a_second_window_leads_to_the_first(
    at_work: Program, qtbot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kobe_desk.app.later.shown_already", lambda _folder: False)  # as if begun at the same moment
    other = new_program(Settings(desks=(str(at_work.opened.folder),)))
    other.begin()
    page = other.entrance.shown_page()
    page.secret.words.words.setText(WORDS)
    with qtbot.waitSignals([at_work.opened._bell.rung, other.ended], timeout=20_000):
        page.open.click()


def test_a_desk_open_on_another_computer_keeps_its_sentence(at_work: Program, qtbot) -> None:
    at_work.opened._bell._watcher.removePaths(at_work.opened._bell._watcher.directories())
    other = new_program(Settings(desks=(str(at_work.opened.folder),)))
    other.begin()
    page = other.entrance.shown_page()
    page.secret.words.words.setText(WORDS)
    page.open.click()
    wait_for(qtbot, lambda: not page._waiting)
    assert "開いて" in page.refusal.text
    other._end()


def test_a_locked_desk_does_not_answer(at_work: Program, qtbot) -> None:
    folder = at_work.opened.folder
    at_work.lock()
    assert not rung(folder, qtbot)
    assert not doorbell.bell_of(folder).exists()


@pytest.mark.qt_log_ignore("does not support raise", extend=True)
def test_the_sample_that_is_open_already_comes_forward_too(program: Program, qtbot) -> None:
    program.begin(sample=True)
    wait_for(qtbot, lambda: program.opened is not None)
    other = new_program()
    with qtbot.waitSignals([program.opened._bell.rung, other.ended], timeout=20_000):
        other.begin(sample=True)
