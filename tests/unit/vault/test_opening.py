"""Making and opening a desk: never a file made by opening, and a sentence of its own for everything in the way."""

import ctypes
import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
import sqlcipher3.dbapi2 as sqlcipher
from support.vault_desk import CHEAP, KEY, ROOT, WORDS

from kobe_desk.core import database, migrate
from kobe_desk.core.database import DeskDamaged, DeskInUse, DeskMissing, NewerDesk
from kobe_desk.core.permission import Role
from kobe_desk.core.vault import checking, hardening, keys, making, opening
from kobe_desk.core.vault.keys import Passphrase
from kobe_desk.core.vault.making import Made
from kobe_desk.core.vault.opening import OpenDesk
from kobe_desk.core.vault.situations import (
    DeskCutOff,
    DeskEmpty,
    DeskExists,
    DeskFlawed,
    DeskReplaced,
    DeskScrambled,
    DeskTooShort,
    DiskFault,
    OpenElsewhere,
    PassphraseTooShort,
    WrongPassphrase,
)


def test_a_new_desk_is_complete_and_opens(tmp_path: Path) -> None:
    made = making.make_desk(tmp_path / "新しい町会", WORDS, "会長 一郎", Role.CHAIR, cost=CHEAP)
    assert made.folder.name == "新しい町会.kobedesk"
    assert {path.name for path in made.folder.iterdir()} == {"desk.db", "slots.json", "slots-2.json"}
    with opening.open_desk(made.folder, keys.unlock(made.folder, Passphrase(WORDS))) as desk:
        assert desk.records.who.person == "会長 一郎"
    assert [path.name for path in tmp_path.iterdir()] == ["新しい町会.kobedesk"]


def test_a_refused_desk_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(PassphraseTooShort):
        making.make_desk(tmp_path / "町会", "1234", "会長", cost=CHEAP)
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "町会.kobedesk").mkdir()
    with pytest.raises(DeskExists):
        making.make_desk(tmp_path / "町会", WORDS, "会長", cost=CHEAP)
    assert list((tmp_path / "町会.kobedesk").iterdir()) == []


def test_opening_a_missing_desk_makes_nothing(tmp_path: Path, made_desk: Made) -> None:
    with pytest.raises(DeskMissing):
        opening.open_desk(tmp_path / "ない.kobedesk", made_desk.unlocked)
    assert not (tmp_path / "ない.kobedesk").exists()
    (made_desk.folder / "desk.db").unlink()
    with pytest.raises(DeskMissing):
        opening.open_desk(made_desk.folder, made_desk.unlocked)
    assert not (made_desk.folder / "desk.db").exists()


JPEG = b"\xff\xd8\xff\xe0" + bytes(9000)


def _damages(whole: bytes) -> dict[type[DeskDamaged], bytes]:
    middle = len(whole) // 2 // 4096 * 4096
    return {
        DeskEmpty: b"",
        DeskTooShort: whole[:100],
        DeskCutOff: whole[:middle],
        DeskReplaced: JPEG,
        DeskScrambled: whole[:20] + bytes([whole[20] ^ 1]) + whole[21:],
    }


def test_every_kind_of_damage_has_a_sentence_of_its_own(made_desk: Made) -> None:
    file = made_desk.folder / "desk.db"
    whole, said = file.read_bytes(), set()
    for situation, content in _damages(whole).items():
        file.write_bytes(content)
        with pytest.raises(DeskDamaged) as refusal:
            opening.open_desk(made_desk.folder, made_desk.unlocked)
        assert type(refusal.value) is situation
        said.add(refusal.value.message())
        assert file.read_bytes() == content
    with pytest.raises(WrongPassphrase) as wrong:
        keys.unlock(made_desk.folder, Passphrase("ちがう あいことば です よね"))
    said |= {wrong.value.message(), DeskMissing().message(), DeskInUse().message(), NewerDesk().message()}
    assert len(said) == len(_damages(whole)) + 4


def test_a_cut_off_desk_says_how_much_is_there(made_desk: Made) -> None:
    file = made_desk.folder / "desk.db"
    whole = file.read_bytes()
    for missing in (1, 4096, len(whole) // 2):
        file.write_bytes(whole[:-missing])
        with pytest.raises(DeskCutOff) as refusal:
            opening.open_desk(made_desk.folder, made_desk.unlocked)
        assert refusal.value.values == {"found": len(whole) - missing, "expected": len(whole)}


def test_an_unencrypted_database_in_its_place_is_no_desk(made_desk: Made) -> None:
    file = made_desk.folder / "desk.db"
    file.unlink()
    plain = sqlcipher.connect(str(file))
    plain.execute("CREATE TABLE t (x)")
    plain.close()
    with pytest.raises(DeskReplaced):
        opening.open_desk(made_desk.folder, made_desk.unlocked)


@pytest.mark.parametrize("pages", [1, 2, 10, 73])
def test_damage_inside_never_passes_for_a_wrong_passphrase(made_desk: Made, pages: int) -> None:
    file = made_desk.folder / "desk.db"
    whole = bytearray(file.read_bytes())
    for page in range(pages):
        whole[-4096 * page - 2000] ^= 1
    file.write_bytes(whole)
    try:
        opening.open_desk(made_desk.folder, made_desk.unlocked).close()
    except DeskDamaged as damage:
        assert type(damage) is DeskFlawed
    else:
        assert not checking.check(made_desk.folder, made_desk.unlocked).sound


def test_a_fault_of_the_disk_is_not_called_damage(made_desk: Made) -> None:
    (made_desk.folder / "desk.db-journal").mkdir()  # the engine cannot open what it needs
    with pytest.raises(DiskFault):
        opening.open_desk(made_desk.folder, made_desk.unlocked)


def test_what_interrupted_work_left_is_swept_away(made_desk: Made) -> None:
    left = [
        made_desk.folder / ".slots.json.4711.partial",
        made_desk.folder.with_name(f".{made_desk.folder.name}.restore.partial"),
        made_desk.folder.with_name(".みなと台自治会-before-restore-20260401-090000.kobedesk.partial"),
    ]
    left[0].write_bytes(b"half")
    left[1].mkdir()
    left[2].mkdir()
    opening.open_desk(made_desk.folder, made_desk.unlocked).close()
    assert not any(path.exists() for path in left)


def test_a_newer_desk_is_refused_and_not_touched(made_desk: Made) -> None:
    file = made_desk.folder / "desk.db"
    connection = database.connect(file, KEY)
    connection.execute(f"PRAGMA user_version = {migrate.newest() + 1}")
    connection.close()
    before = hashlib.sha256(file.read_bytes()).hexdigest()
    with pytest.raises(NewerDesk):
        opening.open_desk(made_desk.folder, made_desk.unlocked)
    assert hashlib.sha256(file.read_bytes()).hexdigest() == before


def test_the_second_to_come_is_told_where_and_since_when_it_is_open(open_desk: OpenDesk) -> None:
    with pytest.raises(OpenElsewhere) as refusal:
        opening.open_desk(open_desk.folder.path, open_desk.unlocked)
    assert refusal.value.values["computer"]
    assert set(json.loads(open_desk.folder.open_note.read_bytes())) == {"since", "computer"}
    open_desk.folder.open_note.unlink()
    with pytest.raises(DeskInUse):
        opening.open_desk(open_desk.folder.path, open_desk.unlocked)


def test_a_closed_desk_can_be_opened_again(made_desk: Made) -> None:
    for _ in range(2):
        with opening.open_desk(made_desk.folder, made_desk.unlocked) as desk:
            assert desk.folder.open_note.exists()
        assert not desk.folder.open_note.exists()


HOLDER = """
import sys, time
from pathlib import Path
from kobe_desk.core.vault import keys, opening
desk = opening.open_desk(Path(sys.argv[1]), keys.unlock(Path(sys.argv[1]), keys.Passphrase(sys.argv[2])))
print("open", flush=True)
time.sleep(60)
"""


def test_a_crash_leaves_no_lock_behind(made_desk: Made) -> None:
    arguments = [sys.executable, "-c", HOLDER, str(made_desk.folder), WORDS]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, cwd=ROOT) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"open\n"
        with pytest.raises(OpenElsewhere):
            opening.open_desk(made_desk.folder, made_desk.unlocked)
        holder.kill()
    opening.open_desk(made_desk.folder, made_desk.unlocked).close()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has its own settings for this")
def test_no_core_is_dumped_once_forbidden(tmp_path: Path) -> None:
    program = (
        "import ctypes, os, resource, sys\n"
        "from kobe_desk.core.vault import hardening\n"
        "hard = resource.getrlimit(resource.RLIMIT_CORE)[1]\n"
        "resource.setrlimit(resource.RLIMIT_CORE, (hard, hard))\n"
        "hardening.forbid_core_dumps()\n"
        "print(resource.getrlimit(resource.RLIMIT_CORE))\n"
        "dumpable = ctypes.CDLL(None).prctl(3, 0, 0, 0, 0) if sys.platform == 'linux' else 0\n"
        "print(dumpable, flush=True)\n"
        "os.chdir(sys.argv[1])\n"
        "os.kill(os.getpid(), 11)"
    )
    done = subprocess.run([sys.executable, "-c", program, str(tmp_path)], capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == -11
    assert done.stdout == "(0, 0)\n0\n"
    assert not list(tmp_path.glob("*core*"))


def test_on_windows_no_report_of_a_crash_holds_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[tuple[str, int]] = []
    kernel = SimpleNamespace(
        SetErrorMode=lambda mode: told.append(("mode", mode)), WerSetFlags=lambda flags: told.append(("flags", flags))
    )
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(kernel32=kernel), raising=False)
    hardening.forbid_core_dumps()
    assert told == [("mode", 3), ("flags", 1)]


FULL = """
import errno, os, resource, signal, sys
from pathlib import Path
from kobe_desk.core.errors import UserError
from kobe_desk.core.vault import backup, commands, keys, opening
folder, words = Path(sys.argv[1]), sys.argv[2]
desk = opening.open_desk(folder, keys.unlock(folder, keys.Passphrase(words)))
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, resource.RLIM_INFINITY))
draft = commands.draft_recovery_code(desk)
for task in (lambda: commands.confirm_recovery_code(desk, draft), lambda: backup.make_backup(desk)):
    try:
        task()
    except UserError as refusal:
        print(type(refusal).__name__)
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
print(len(desk.records.history()))
desk.close()
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no limit on the size of a file")
def test_a_disk_that_takes_no_more_is_said_and_nothing_is_half_done(made_desk: Made) -> None:
    before = (made_desk.folder / "slots.json").read_bytes()
    arguments = [sys.executable, "-c", FULL, str(made_desk.folder), WORDS]
    done = subprocess.run(arguments, capture_output=True, text=True, cwd=ROOT, check=True)
    assert set(done.stdout.splitlines()[:-1]) <= {"CannotWrite", "DiskFailed", "DiskFault", "NoRoom"}
    assert done.stdout.splitlines()[-1] == "0"
    assert len(done.stdout.splitlines()) == 3
    assert (made_desk.folder / "slots.json").read_bytes() == before
    assert checking.check(made_desk.folder, made_desk.unlocked).sound
