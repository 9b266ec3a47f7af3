"""Nothing goes out and nothing stays behind: no connection in the whole main job, no name outside the desk in clear."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.vault_desk import CHEAP, ROOT, WORDS

from kobe_desk.core.drafts import Draft
from kobe_desk.core.vault import making, opening
from kobe_desk.modules.members.usecases import PersonRequest, add_person

pytestmark = pytest.mark.fault
CANARY = "加奈利屋　鳴子"
PARTS = ("加奈利屋", "カナリヤメイコ", "078-999-4649")
"""Long enough not to stand in encrypted bytes by chance."""
ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "cp932", "euc-jp")
ROSTER = f"""氏名,フリガナ,電話番号,生年月日
{CANARY},カナリヤメイコ,078-999-4649,S23.4.1
加奈利屋　一郎,,078-999-4649,S23.4.31
"""


def cli(home: Path, *words: object, tracer: tuple[object, ...] = ()) -> subprocess.CompletedProcess[str]:
    """The command line in a process and a home of its own."""
    environment = {**os.environ, "HOME": str(home), "TMPDIR": str(home / "tmp"), "PYTHONPATH": str(ROOT)}
    command = [*tracer, sys.executable, "-X", "utf8", "-m", "kobe_desk.cli", *words]
    return subprocess.run(list(map(str, command)), capture_output=True, text=True, env=environment)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "home" / "tmp").mkdir(parents=True)
    return tmp_path / "home"


def test_the_whole_main_job_connects_to_nothing(home: Path, tmp_path: Path) -> None:
    log = tmp_path / "strace.log"
    calls = "trace=socket,connect,sendto,sendmsg,bind"
    ended = cli(home, "demo", "--out", tmp_path / "out", tracer=("strace", "-f", "-qq", "-e", calls, "-o", log))
    assert ended.returncode == 0, ended.stderr
    assert [line for line in log.read_text(errors="replace").splitlines() if "AF_INET" in line] == []


def traces(folder: Path) -> Iterator[str]:
    """Files below a folder that hold a part of the canary in any usual encoding, or in their names."""
    wanted = [part.encode(encoding) for part in PARTS for encoding in ENCODINGS]
    for path in folder.rglob("*"):
        if any(part in path.name for part in PARTS):
            yield f"name of {path}"
        if path.is_file() and any(each in path.read_bytes() for each in wanted):
            yield str(path)


def test_a_name_is_found_nowhere_but_where_it_was_asked_for(home: Path, tmp_path: Path) -> None:
    desk, secret, roster = (
        tmp_path / "place" / "みなと坂.kobedesk",
        tmp_path / "secret",
        tmp_path / "asked" / "名簿.csv",
    )
    for folder in (desk.parent, roster.parent, tmp_path / "usb"):
        folder.mkdir()
    secret.write_text(WORDS)
    roster.write_bytes(ROSTER.encode("cp932"))
    made = making.make_desk(desk, WORDS, "書記", cost=CHEAP)
    with opening.open_desk(desk, made.unlocked) as opened:
        opened.records.do(add_person, PersonRequest(name=CANARY, phone="078-999-4649"))
        opened.records.keep(Draft("person", "", CANARY))
    before = set(Path("/dev/shm").iterdir())
    common = ("--passphrase-file", secret)
    for words in (
        ("import-members", roster, "--desk", desk, "--dry-run"),
        ("import-members", roster, "--desk", desk),
        ("backup", desk, tmp_path / "usb"),
        ("check", desk),
    ):
        ended = cli(home, *words, *common)
        assert ended.returncode == 0, ended.stderr
        assert not any(part in ended.stderr for part in PARTS)
    backup = next((tmp_path / "usb").iterdir())
    assert cli(home, "restore", backup, desk, *common).returncode == 0
    assert cli(home, "verify", backup, *common).returncode == 0
    assert [*traces(home), *traces(desk.parent), *traces(tmp_path / "usb")] == []
    assert set(Path("/dev/shm").iterdir()) == before
    assert list((home / "tmp").iterdir()) == []


WINDOW = """
import subprocess, sys, time
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLineEdit
from kobe_desk.app.start_up import _log_crashes, application, keep_report
from kobe_desk.core.drafts import Draft
from kobe_desk.core.settings import Settings
from kobe_desk.modules.members.usecases import PersonRequest, add_person
from kobe_desk.ui import crash
from support.program import new_program
desk, words, canary = sys.argv[1:]

def until(there):
    end = time.monotonic() + 60
    while not there() and time.monotonic() < end:
        app.processEvents()
    assert there()

def open_it():
    page = program.entrance.shown_page()
    page.secret.words.words.setText(words)
    page.open.click()
    until(lambda: program.opened is not None)

app = application()
_log_crashes()
program = new_program(Settings(desks=(desk,)))
program.begin()
open_it()
done = []
program.opened.desk.do(add_person, PersonRequest(name=canary, phone="078-999-4649"), then=done.append)
program.opened.desk.keep(Draft("person", "", canary))
for entry in [each.name for each in program.opened.window.entries if each.open is not None]:
    program.opened.open_at(entry)
    for edit in program.opened.window.page(entry).findChildren(QLineEdit):
        edit.insert(canary)
        edit.textEdited.emit(canary)
    QTimer.singleShot(400, lambda: done.append(1))
    before = len(done)
    until(lambda: len(done) > before)
ring = "import sys, pathlib; from kobe_desk.app.doorbell import ring; print(ring(pathlib.Path(sys.argv[1])))"
other = subprocess.Popen([sys.executable, "-c", ring, desk], stdout=subprocess.PIPE, text=True)
until(lambda: other.poll() is not None)
assert other.stdout.read() == "True\\n"
try:
    raise ValueError(canary)
except ValueError as error:
    keep_report(crash.report_of(error))
program.lock()
open_it()
program.ended.connect(lambda: done.append("ended"))
program.opened.window.close()
until(lambda: done[-1] == "ended")
print("done", program.entrance)
"""


def test_a_day_at_the_window_connects_to_nothing_and_leaves_no_name(home: Path, tmp_path: Path) -> None:
    made = making.make_desk(tmp_path / "place" / "みなと坂.kobedesk", WORDS, "書記", cost=CHEAP)
    log = tmp_path / "strace.log"
    environment = {name: each for name, each in os.environ.items() if not name.startswith(("DBUS_", "XDG_"))}
    paths = os.pathsep.join([str(ROOT), str(ROOT / "tests")])
    environment |= {"HOME": str(home), "TMPDIR": str(home / "tmp"), "PYTHONPATH": paths, "QT_QPA_PLATFORM": "offscreen"}
    tracer = ("strace", "-f", "-qq", "-e", "trace=socket,connect,sendto,sendmsg,bind", "-o", str(log))
    command = ["dbus-run-session", "--", *tracer, sys.executable, "-X", "utf8", "-c", WINDOW]
    given = [str(made.folder), WORDS, CANARY]
    ended = subprocess.run([*command, *given], capture_output=True, text=True, env=environment)
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout == "done None\n"
    assert not any(part in ended.stderr for part in PARTS)
    calls = log.read_text(errors="replace").splitlines()
    assert [line for line in calls if "AF_INET" in line] == []
    assert [*traces(home), *traces(tmp_path / "place")] == []
    assert [path for path in (home / "tmp").iterdir() if "kobe" in path.name] == []
    assert list(home.rglob("crash-*.txt"))


def test_a_refusal_in_the_middle_tells_no_name(home: Path, tmp_path: Path) -> None:
    """A bug in the engine must not bring parameters of a statement onto the screen or into a log."""
    made = making.make_desk(tmp_path / "desk", WORDS, "書記", cost=CHEAP)
    with opening.open_desk(made.folder, made.unlocked) as opened, pytest.raises(Exception, match=".") as refused:
        opened.records.do(add_person, PersonRequest(name=CANARY, birth="1948"))  # type: ignore[arg-type]
    told = f"{refused.value!r} {refused.value}"
    assert not any(part in told for part in PARTS)
