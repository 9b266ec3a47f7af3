"""A desk at a place that can only be read: everything can be read, printed and copied elsewhere; nothing is written."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.vault_desk import KEY, ROOT, WORDS

from kobe_desk.core import database, migrate
from kobe_desk.core.database import DeskInUse, DeskOnlyRead, NewerDesk
from kobe_desk.core.drafts import Draft
from kobe_desk.core.vault import backup, checking, commands, opening, restore
from kobe_desk.core.vault.keys import Term
from kobe_desk.core.vault.making import Made
from kobe_desk.core.vault.opening import OpenDesk
from kobe_desk.core.vault.situations import CannotWrite, DeskReadOnly
from kobe_desk.modules.members.usecases import PeopleFilter, PersonRequest, add_person, people


@pytest.fixture
def stick(made_desk: Made, monkeypatch: pytest.MonkeyPatch) -> Iterator[OpenDesk]:
    """The desk with one person in it, opened where nothing can be written."""
    with opening.open_desk(made_desk.folder, made_desk.unlocked) as desk:
        desk.records.do(add_person, PersonRequest(name="山田　花子"))
        desk.records.keep(Draft("person", "", "書きかけ"))
    monkeypatch.setattr(opening, "cannot_write", lambda _desk: True)
    with opening.open_desk(made_desk.folder, made_desk.unlocked) as desk:
        yield desk


def test_everything_can_be_read(stick: OpenDesk) -> None:
    assert [row.name for row in stick.records.ask(people, PeopleFilter(words="花子")).rows] == ["山田　花子"]
    draft = stick.records.draft("person")
    assert draft is not None and draft.text == "書きかけ"
    assert stick.records.history()
    assert commands.slots_of(stick)


def test_every_change_is_refused_in_words_and_nothing_is_changed(stick: OpenDesk, tmp_path: Path) -> None:
    before = {path: path.read_bytes() for path in stick.folder.path.iterdir()}
    changes = (
        lambda: stick.records.do(add_person, PersonRequest(name="佐藤　次郎")),
        lambda: stick.records.keep(Draft("person", "", "別の書きかけ")),
        lambda: stick.records.undo_at(1),
        lambda: commands.renew_slot(stick, stick.unlocked.who.slot, Term.from_today()),
        lambda: commands.draft_recovery_code(stick),
        lambda: commands.remember_here(stick),
    )
    for change in changes:
        with pytest.raises(DeskOnlyRead) as refusal:
            change()
        assert "読むだけ" in refusal.value.message()
    stick.records.drop("person")
    assert {path: path.read_bytes() for path in stick.folder.path.iterdir()} == before


def test_a_backup_goes_to_another_place_and_comes_back_there(stick: OpenDesk, tmp_path: Path) -> None:
    (tmp_path / "usb").mkdir()
    row = backup.make_backup(stick, tmp_path / "usb")
    restore.verify_backup(row.path, KEY)
    assert not list(stick.folder.path.glob("*journal*"))


def test_several_may_read_but_nobody_writes_meanwhile(stick: OpenDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    with opening.open_desk(stick.folder.path, stick.unlocked) as second:
        assert second.only_read
    monkeypatch.undo()
    with pytest.raises(DeskInUse):
        opening.open_desk(stick.folder.path, stick.unlocked)


def test_an_older_desk_has_to_be_copied_first_and_a_newer_one_says_so(
    made_desk: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "cannot_write", lambda _desk: True)
    for schema, refusal in ((migrate.newest() - 1, DeskReadOnly), (migrate.newest() + 1, NewerDesk)):
        connection = database.connect(made_desk.folder / "desk.db", KEY)
        connection.execute(f"PRAGMA user_version = {schema}")
        connection.close()
        with pytest.raises(refusal):
            opening.open_desk(made_desk.folder, made_desk.unlocked)


def test_a_full_disk_is_no_place_for_reading_only(made_desk: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(**_given: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(opening.tempfile, "TemporaryFile", full)
    assert not opening.cannot_write(opening.look(made_desk.folder))


READER = """
import json, os, sys
from pathlib import Path
from kobe_desk.core.database import DeskOnlyRead
from kobe_desk.core.errors import UserError
from kobe_desk.core.vault import backup, checking, keys, opening
from kobe_desk.modules.members.usecases import PeopleFilter, PersonRequest, add_person, people
if os.getuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
folder = Path(sys.argv[1])
unlocked = keys.unlock(folder, keys.Passphrase(sys.argv[2]))
told = []
try:
    with opening.open_desk(folder, unlocked) as desk:
        told.append([row.name for row in desk.records.ask(people, PeopleFilter()).rows])
        for task in (
            lambda: desk.records.do(add_person, PersonRequest(name="x")),
            lambda: backup.make_backup(desk),
        ):
            try:
                task()
            except UserError as refusal:
                told.append(type(refusal).__name__)
    told.append(checking.check(folder, unlocked).sound)
except UserError as refusal:
    told.append(type(refusal).__name__)
print(json.dumps([*told, sorted(path.name for path in folder.iterdir())]))
"""


def read_by_another_user(desk: Path, *, journal: bytes = b"") -> list[object]:
    """What somebody is told who may read the folder and nothing else."""
    with tempfile.TemporaryDirectory() as place:  # pytest's own folders are closed to other users
        folder = Path(shutil.copytree(desk, Path(place) / "desk.kobedesk"))
        if journal:
            (folder / "desk.db-journal").write_bytes(journal)
        for path in folder.iterdir():
            path.chmod(0o444)
        for path in (folder, Path(place)):
            path.chmod(0o555)
        arguments = [sys.executable, "-c", READER, str(folder), WORDS]
        environment = os.environ | {"HOME": "/nonexistent"}
        done = subprocess.run(arguments, capture_output=True, text=True, cwd=ROOT, check=True, env=environment)
        for path in (folder, Path(place)):
            path.chmod(0o755)
    return list(json.loads(done.stdout))


FILES = ["desk.db", "slots-2.json", "slots.json"]


@pytest.mark.skipif(os.name == "nt", reason="folders have no such permission on Windows")
def test_a_folder_without_permission_to_write_opens_for_reading(made_desk: Made) -> None:
    with opening.open_desk(made_desk.folder, made_desk.unlocked) as desk:
        desk.records.do(add_person, PersonRequest(name="山田　花子"))
    told = read_by_another_user(made_desk.folder)
    assert told == [["山田　花子"], DeskOnlyRead.__name__, CannotWrite.__name__, True, FILES]


@pytest.mark.skipif(os.name == "nt", reason="folders have no such permission on Windows")
def test_work_that_a_crash_interrupted_is_not_read_half(made_desk: Made, tmp_path: Path) -> None:
    """With a journal beside it the file is in the middle of a change, which only somebody who may write can end."""
    copy = Path(shutil.copytree(made_desk.folder, tmp_path / "copy.kobedesk"))
    program = (
        "import os, sys\nfrom pathlib import Path\nfrom kobe_desk.core import database\n"
        "c = database.connect(Path(sys.argv[1]), bytes(range(32)))\nc.execute('PRAGMA cache_size = 1')\n"
        "c.execute('BEGIN IMMEDIATE')\nc.execute('CREATE TABLE half (x)')\n"
        "c.execute('INSERT INTO half SELECT randomblob(4000) FROM sqlite_master')\nos.kill(os.getpid(), 9)"
    )
    subprocess.run([sys.executable, "-c", program, str(copy / "desk.db")], cwd=ROOT, check=False)
    assert (copy / "desk.db-journal").stat().st_size > 512
    told = read_by_another_user(copy)
    assert told == [DeskReadOnly.__name__, ["desk.db", "desk.db-journal", *FILES[1:]]]
    assert checking.check(copy, made_desk.unlocked).sound
