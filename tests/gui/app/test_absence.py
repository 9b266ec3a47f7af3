"""The desk locks when the system says that the person goes away: a locked screen, a computer that goes to sleep."""

import os
import shutil
import subprocess
import sys
from dataclasses import replace

import pytest
from support.program import wait_for
from support.vault_desk import ROOT

from kobe_desk.app.absence import says_absence
from kobe_desk.app.program import Program
from kobe_desk.core.drafts import Draft
from kobe_desk.ui.dialog import ConfirmDialog


def test_a_locked_screen_locks_the_desk_and_keeps_what_is_being_typed(at_work: Program, qtbot) -> None:
    at_work.opened.desk.keep(Draft("meeting", "", "書きかけ"))
    dialog = ConfirmDialog(at_work.opened.window, "消しますか", "戻せません。", "消す")
    dialog.show()
    at_work.idle._absence.turned(True)
    assert at_work.opened is None
    assert not dialog.isVisible()
    page = at_work.entrance.shown_page()
    page.secret.words.words.setText("さくら みかん とけい かもめ いずみ")
    page.open.click()
    wait_for(qtbot, lambda: at_work.opened is not None)
    kept: list = []
    at_work.opened.desk.draft("meeting", "", kept.append)
    wait_for(qtbot, lambda: bool(kept))
    assert kept[0].text == "書きかけ"


def test_a_screen_that_is_unlocked_again_changes_nothing(at_work: Program) -> None:
    at_work.idle._absence.turned(False)
    assert at_work.opened is not None


def test_who_never_wants_to_be_locked_is_not_locked(at_work: Program) -> None:
    at_work.opened.choose(replace(at_work.settings, lock_after=0))
    at_work.idle._absence.told_to_lock()
    assert at_work.opened is not None


def test_a_second_signal_after_the_first_does_no_harm(at_work: Program) -> None:
    at_work.idle._absence.told_to_lock()
    at_work.idle._absence.turned(True)
    assert at_work.opened is None


def test_of_all_that_windows_says_only_a_locked_session_and_sleep_count() -> None:
    told = [(0x02B1, 7), (0x0218, 4), (0x02B1, 8), (0x0218, 7), (0x0010, 4)]
    assert [says_absence(*each) for each in told] == [True, True, False, False, False]


LISTENER = """
import os, subprocess, sys
from PySide6.QtCore import QCoreApplication, QTimer
from kobe_desk.app.absence import Absence
app, heard = QCoreApplication([]), []
absence = Absence()
absence.begun.connect(lambda: heard.append("gone"))
if "LEAVE" in os.environ:
    absence.leave()
def say(*words):
    subprocess.run(["gdbus", "emit", "--session", "--object-path", "/org/freedesktop/ScreenSaver",
                    "--signal", "org.freedesktop.ScreenSaver.ActiveChanged", *words], capture_output=True)
QTimer.singleShot(100, lambda: say("true"))
QTimer.singleShot(300, lambda: say("false"))
QTimer.singleShot(900, app.quit)
app.exec()
print(heard)
"""


def heard(*before: str, **variables: str) -> str:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("DBUS_")} | variables
    command = [*before, sys.executable, "-c", LISTENER]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, env=environment).stdout.strip()


@pytest.mark.skipif(not (shutil.which("dbus-run-session") and shutil.which("gdbus")), reason="needs a message bus")
def test_the_screen_saver_is_heard_over_the_bus_of_this_computer() -> None:
    assert heard("dbus-run-session", "--") == "['gone']"


@pytest.mark.skipif(not (shutil.which("dbus-run-session") and shutil.which("gdbus")), reason="needs a message bus")
def test_at_the_end_of_the_program_the_bus_is_left() -> None:
    assert heard("dbus-run-session", "--", LEAVE="1") == "[]"


@pytest.mark.skipif(sys.platform != "linux", reason="the message bus is Linux's")
def test_without_a_bus_and_with_one_on_another_computer_nothing_is_heard_and_nothing_fails() -> None:
    assert heard() == "[]"
    assert heard(DBUS_SESSION_BUS_ADDRESS="tcp:host=192.0.2.1,port=9") == "[]"
