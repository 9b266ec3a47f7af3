"""Backups: believed only after they were read back, thinned by number, brought back without losing the present desk."""

import contextlib
import json
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st
from support.vault_desk import CHEAP, KEY, ROOT, WORDS

from kobe_desk.core import clock, database
from kobe_desk.core.database import DeskInUse, NewerDesk
from kobe_desk.core.permission import NotAllowed, Role
from kobe_desk.core.vault import archive, backup, checking, commands, keys, listing, making, manifest, opening, restore
from kobe_desk.core.vault.folder import DeskFolder
from kobe_desk.core.vault.keys import Passphrase, Recovery
from kobe_desk.core.vault.listing import BackupRow
from kobe_desk.core.vault.making import Made
from kobe_desk.core.vault.opening import OpenDesk
from kobe_desk.core.vault.situations import (
    BackupAltered,
    BackupMissing,
    CannotWrite,
    NotABackup,
    OtherDesk,
    PlaceMissing,
    WrongPassphrase,
)
from kobe_desk.core.vault.thinning import ALL, ALWAYS, surplus

NEW_WORDS = "ちどり かもめ とんび ひばり"


def _note(desk: OpenDesk, text: str) -> None:
    """Work that leaves a line in the audit."""
    with desk.noting(text, "test"):
        pass


def _lines(desk: OpenDesk) -> list[str]:
    return [line.label for line in desk.records.history()]


def test_a_backup_is_listed_after_it_was_read_back_and_opens_by_itself(open_desk: OpenDesk, tmp_path: Path) -> None:
    _note(open_desk, "仕事")
    row = backup.make_backup(open_desk)
    assert listing.backups_of(open_desk.folder.path) == (row,)
    assert row.path.parent == tmp_path / "みなと台自治会.kobedesk-backups"
    assert row.path.name.startswith("みなと台自治会-")
    assert list(row.path.parent.iterdir()) == [row.path]
    says = restore.verify_backup(row.path, open_desk.unlocked.key)
    assert (says.audit_lines, says.sequence) == (1, 1)


def test_a_backup_tells_nothing_without_the_key(open_desk: OpenDesk) -> None:
    row = backup.make_backup(open_desk)
    content = row.path.read_bytes()
    for secret in ("中村".encode(), b"household", b"audit_payload", KEY, KEY.hex().encode()):
        assert secret not in content
    assert archive.manifest_of(row.path).contents(bytes(32)) is None


def test_after_work_a_backup_is_made_once(open_desk: OpenDesk) -> None:
    assert backup.backup_after_work(open_desk) is not None
    assert backup.backup_after_work(open_desk) is None
    _note(open_desk, "仕事")
    assert backup.backup_after_work(open_desk) is not None
    assert [row.sequence for row in listing.backups_of(open_desk.folder.path)] == [2, 1]


def test_a_second_place_gets_a_backup_of_its_own(open_desk: OpenDesk, tmp_path: Path) -> None:
    stick = tmp_path / "usb"
    with pytest.raises(PlaceMissing):
        backup.make_backup(open_desk, stick)
    stick.mkdir()
    row = backup.make_backup(open_desk, stick)
    assert list(stick.iterdir()) == [row.path]
    shutil.rmtree(stick)
    assert [each.here for each in listing.backups_of(open_desk.folder.path)] == [False]
    assert backup.backup_after_work(open_desk) is not None


def test_a_place_that_takes_no_files_is_said_and_nothing_is_listed(open_desk: OpenDesk, tmp_path: Path) -> None:
    (tmp_path / "みなと台自治会.kobedesk-backups").write_text("a file in its place")
    with pytest.raises(CannotWrite):
        backup.make_backup(open_desk)
    assert listing.backups_of(open_desk.folder.path) == ()


def test_readers_make_no_backups_by_hand(open_desk: OpenDesk) -> None:
    commands.add_slot(open_desk, NEW_WORDS, "閲覧", Role.READER, cost=CHEAP)
    reader = keys.unlock(open_desk.folder.path, Passphrase(NEW_WORDS))
    with pytest.raises(NotAllowed):
        backup.make_backup(OpenDesk(open_desk.folder, reader, open_desk.records))


def test_a_lost_list_is_read_from_the_backups_again(open_desk: OpenDesk) -> None:
    rows = [backup.make_backup(open_desk), backup.make_backup(open_desk)]
    open_desk.folder.backup_list.write_bytes(b"{")
    assert listing.backups_of(open_desk.folder.path) == tuple(reversed(rows))
    assert backup.make_backup(open_desk).sequence == 3


def test_what_an_interrupted_backup_left_is_swept_away(open_desk: OpenDesk) -> None:
    open_desk.folder.backups.mkdir()
    taken = backup.take(open_desk)
    assert taken.partial.exists()
    assert listing.backups_of(open_desk.folder.path) == ()
    row = backup.make_backup(open_desk)
    assert list(open_desk.folder.backups.iterdir()) == [row.path]


def _flipped(path: Path, place: int) -> None:
    content = bytearray(path.read_bytes())
    content[place] ^= 1
    path.write_bytes(content)


def test_a_changed_byte_anywhere_in_a_backup_is_found(open_desk: OpenDesk) -> None:
    row = backup.make_backup(open_desk)
    whole = row.path.read_bytes()
    manifest_at, slots_at = whole.index(b'"audit_head"'), whole.index(b'"checksum"')
    for place in (manifest_at + 20, slots_at + 20, len(whole) // 3, len(whole) // 2):
        _flipped(row.path, place)
        with pytest.raises((BackupAltered, NotABackup)):
            restore.verify_backup(row.path, KEY)
        row.path.write_bytes(whole)
    for length in (0, 100, len(whole) // 2, len(whole) - 1):
        row.path.write_bytes(whole[:length])
        with pytest.raises(NotABackup):
            restore.verify_backup(row.path, KEY)


def test_files_that_are_no_backups_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BackupMissing):
        archive.manifest_of(tmp_path / "none")
    picture, bomb, traversal = tmp_path / "a.jpg", tmp_path / "b.zip", tmp_path / "c.zip"
    picture.write_bytes(b"\xff\xd8\xff")
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as made:
        for name in ("manifest.json", "slots.json", "desk.db"):
            made.writestr(name, bytes(1 << 20))
    with zipfile.ZipFile(traversal, "w") as made:
        made.writestr("manifest.json", "{}")
        made.writestr("../slots.json", "{}")
        made.writestr("desk.db", "x")
    for path in (picture, bomb, traversal):
        with pytest.raises(NotABackup):
            archive.manifest_of(path)


@pytest.mark.parametrize("bit", range(8))
def test_a_flag_of_the_zip_that_nobody_writes_is_found(open_desk: OpenDesk, bit: int) -> None:
    row = backup.make_backup(open_desk)
    content = bytearray(row.path.read_bytes())
    for name in (b"slots.json", b"desk.db"):
        content[content.rindex(name) - 46 + 8] ^= 1 << bit  # its line in the directory at the end
    row.path.write_bytes(content)
    try:
        archive.unpack(row.path, archive.manifest_of(row.path))
    except (BackupAltered, NotABackup):
        return
    assert archive.manifest_of(row.path).size == row.size  # a flag without a meaning changes nothing


def test_a_forged_manifest_is_not_believed(open_desk: OpenDesk, tmp_path: Path) -> None:
    _note(open_desk, "仕事")
    row = backup.make_backup(open_desk)
    forged = tmp_path / f"forged{archive.SUFFIX}"
    with zipfile.ZipFile(row.path) as source, zipfile.ZipFile(forged, "w") as goal:
        says = json.loads(source.read("manifest.json"))
        goal.writestr("manifest.json", json.dumps({**says, "made_at": "2020-01-01T00:00:00+00:00"}))
        goal.writestr("slots.json", source.read("slots.json"))
        goal.writestr("desk.db", source.read("desk.db"))
    with pytest.raises(BackupAltered):
        restore.verify_backup(forged, KEY)


def test_a_backup_of_a_newer_program_is_refused() -> None:
    says = manifest.Manifest("00" * 16, 1, clock.now(), 1, 0, "0" * 64, 1, "0" * 64, "0" * 64, format=2)
    with pytest.raises(NewerDesk):
        manifest.decoded(says.encoded())


# bringing back


def _worked(made_desk: Made, *labels: str) -> BackupRow:
    with opening.open_desk(made_desk.folder, made_desk.unlocked) as desk:
        for label in labels:
            _note(desk, label)
        return backup.make_backup(desk)


def test_a_backup_comes_back_and_the_present_desk_is_kept_beside(made_desk: Made) -> None:
    row = _worked(made_desk, "はじめ")
    _worked(made_desk, "あと")
    back = restore.restore(row.path, made_desk.folder, Passphrase(WORDS))
    with opening.open_desk(back.folder, back.unlocked) as desk:
        assert _lines(desk) == ["Bring back a backup", "はじめ"]
    assert back.kept is not None
    assert "-before-restore-" in back.kept.name
    with opening.open_desk(back.kept, keys.unlock(back.kept, Passphrase(WORDS))) as kept:
        assert _lines(kept) == ["あと", "はじめ"]
    assert checking.check(back.folder, back.unlocked).sound
    assert not list(made_desk.folder.parent.glob(".*partial*"))


def test_a_backup_makes_a_desk_on_another_computer(made_desk: Made, tmp_path: Path) -> None:
    row = _worked(made_desk, "はじめ")
    back = restore.restore(row.path, tmp_path / "新しいパソコン" / "みなと台", Recovery.typed(made_desk.recovery.text))
    assert back.folder.name == "みなと台.kobedesk"
    assert back.kept is None
    with opening.open_desk(back.folder, keys.unlock(back.folder, Passphrase(WORDS))) as desk:
        assert "はじめ" in _lines(desk)


def test_todays_passphrase_brings_back_an_older_backup_and_stays_in_force(made_desk: Made) -> None:
    row = _worked(made_desk, "はじめ")
    with opening.open_desk(made_desk.folder, made_desk.unlocked) as desk:
        commands.change_passphrase(desk, WORDS, NEW_WORDS, cost=CHEAP)
    restore.restore(row.path, made_desk.folder, Passphrase(NEW_WORDS))
    assert keys.unlock(made_desk.folder, Passphrase(NEW_WORDS)).who.person == "中村 書記子"
    with pytest.raises(WrongPassphrase):
        keys.unlock(made_desk.folder, Passphrase(WORDS))
    restore.restore(row.path, made_desk.folder, Passphrase(WORDS))  # the passphrase of the backup's day, too
    with pytest.raises(WrongPassphrase):
        restore.restore(row.path, made_desk.folder, Passphrase("ちがう あいことば です よね"))


@pytest.mark.parametrize(
    "harm",
    [
        lambda folder: (folder / "desk.db").write_bytes(b""),
        lambda folder: (folder / "desk.db").unlink(),
        lambda folder: [(folder / name).write_bytes(b"?") for name in ("slots.json", "slots-2.json", "desk.db")],
        lambda folder: shutil.rmtree(folder),
    ],
)
def test_a_damaged_desk_is_brought_back(made_desk: Made, harm: Callable[[Path], object]) -> None:
    row = _worked(made_desk, "はじめ")
    harm(made_desk.folder)
    back = restore.restore(row.path, made_desk.folder, Passphrase(WORDS))
    with opening.open_desk(back.folder, back.unlocked) as desk:
        assert "はじめ" in _lines(desk)


CRASHING = """
import os, sys
from pathlib import Path
from kobe_desk.core import database
connection = database.connect(Path(sys.argv[1]) / "desk.db", bytes(range(32)), foreign_keys=False)
connection.execute("PRAGMA cache_size = 1")
connection.execute("BEGIN IMMEDIATE")
for number in range(1000, 1100):
    connection.execute("INSERT INTO audit_payload VALUES (?, x'00', zeroblob(9000))", (number,))
os._exit(1)  # as by kill -9: nothing is tidied up
"""


def test_the_journal_of_a_crash_never_meets_the_restored_database(made_desk: Made) -> None:
    row = _worked(made_desk, "はじめ")
    _worked(made_desk, "あと")
    subprocess.run([sys.executable, "-c", CRASHING, str(made_desk.folder)], cwd=ROOT, check=False)
    assert (made_desk.folder / "desk.db-journal").stat().st_size > 0
    back = restore.restore(row.path, made_desk.folder, Passphrase(WORDS))
    assert back.kept is not None
    for folder, lines in ((back.folder, ["Bring back a backup", "はじめ"]), (back.kept, ["あと", "はじめ"])):
        with opening.open_desk(folder, back.unlocked) as desk:
            assert _lines(desk) == lines
        assert checking.check(folder, back.unlocked).sound


def test_a_desk_whose_writer_crashed_opens_as_it_was(made_desk: Made) -> None:
    _worked(made_desk, "はじめ")
    subprocess.run([sys.executable, "-c", CRASHING, str(made_desk.folder)], cwd=ROOT, check=False)
    with opening.open_desk(made_desk.folder, made_desk.unlocked) as desk:
        assert _lines(desk) == ["はじめ"]
    assert checking.check(made_desk.folder, made_desk.unlocked).sound


def test_nothing_is_brought_back_over_an_open_desk_or_another_one(open_desk: OpenDesk, tmp_path: Path) -> None:
    row = backup.make_backup(open_desk)
    before = open_desk.folder.slots.read_bytes()
    with pytest.raises(DeskInUse):
        restore.restore(row.path, open_desk.folder.path, Passphrase(WORDS))
    assert open_desk.folder.slots.read_bytes() == before
    other = making.make_desk(tmp_path / "別の町会", NEW_WORDS, "会長", cost=CHEAP)
    with pytest.raises(OtherDesk):
        restore.restore(row.path, other.folder, Passphrase(WORDS))
    assert not list(tmp_path.glob("*before-restore*"))


def test_only_an_administrator_replaces_the_present_desk(open_desk: OpenDesk) -> None:
    commands.add_slot(open_desk, NEW_WORDS, "会計", Role.TREASURER, cost=CHEAP)
    row = backup.make_backup(open_desk)
    open_desk.close()
    with pytest.raises(NotAllowed):
        restore.restore(row.path, open_desk.folder.path, Passphrase(NEW_WORDS))


# checking


def test_a_sound_desk_is_found_sound(made_desk: Made) -> None:
    _worked(made_desk, "はじめ")
    report = checking.check(made_desk.folder, made_desk.unlocked)
    assert [each.name for each in report.findings] == ["keys", "pages", "references", "audit", "backups"]
    assert report.sound


def _failing(made_desk: Made) -> list[str]:
    report = checking.check(made_desk.folder, made_desk.unlocked)
    assert all(each.message() for each in report.findings)
    return [each.name for each in report.findings if not each.good]


def test_an_older_file_put_back_is_noticed_by_its_backups(made_desk: Made) -> None:
    _worked(made_desk, "はじめ")
    old = (made_desk.folder / "desk.db").read_bytes()
    _worked(made_desk, "あと")
    (made_desk.folder / "desk.db").write_bytes(old)
    assert _failing(made_desk) == ["backups"]


def test_an_edited_audit_line_is_found(made_desk: Made) -> None:
    _worked(made_desk, "はじめ")
    connection = database.connect(made_desk.folder / "desk.db", KEY)
    connection.execute("UPDATE audit_line SET label = 'edited'")
    connection.close()
    assert _failing(made_desk) == ["audit"]


def test_a_flipped_bit_in_any_page_is_found(made_desk: Made) -> None:
    file = made_desk.folder / "desk.db"
    whole = file.read_bytes()
    for page in range(1, len(whole) // 4096, 9):
        _flipped(file, page * 4096 + 1234)
        with contextlib.suppress(database.DeskDamaged):  # met already while opening
            assert _failing(made_desk) == ["pages"]
        file.write_bytes(whole)


def test_a_reference_to_nothing_is_found(made_desk: Made) -> None:
    connection = database.connect(made_desk.folder / "desk.db", KEY, foreign_keys=False)
    connection.execute("INSERT INTO audit_payload (sequence, salt, payload) VALUES (99, x'00', x'00')")
    connection.close()
    assert _failing(made_desk) == ["references"]


# clocks


@pytest.mark.parametrize("year", [1970, 1979, 2038, 2107, 2200])
def test_a_clock_that_is_far_out_costs_no_backup(open_desk: OpenDesk, year: int) -> None:
    with clock.stopped_at(datetime(year, 2, 3, 4, 5, tzinfo=UTC)):
        row = backup.make_backup(open_desk)
    restore.verify_backup(row.path, KEY)
    assert listing.backups_of(open_desk.folder.path) == (row,)


def test_a_backup_made_under_an_earlier_clock_is_the_newest_all_the_same(open_desk: OpenDesk) -> None:
    backup.make_backup(open_desk)
    with clock.stopped_at(clock.now() - timedelta(days=400)):
        later = backup.make_backup(open_desk)
    assert listing.backups_of(open_desk.folder.path)[0] == later


# thinning


def _rows(moments: list[datetime]) -> list[BackupRow]:
    return [BackupRow(Path(str(n)), n, moment, 1, n, "") for n, moment in enumerate(moments, 1)]


START = datetime(2026, 4, 1, tzinfo=UTC)


@given(st.lists(st.integers(0, 5000), max_size=200))
def test_with_an_honest_clock_days_weeks_and_months_stay(minutes: list[int]) -> None:
    moments, now = [], START
    for step in minutes:
        now += timedelta(minutes=step)
        moments.append(now)
    rows = _rows(moments)
    gone = surplus(rows)
    kept = [row for row in rows if row not in gone]
    assert all(now - row.made_at > ALL for row in gone)
    days = [row.made_at.astimezone(clock.JST).date() for row in kept]
    months = {(day.year, day.month) for day in days}
    assert sorted(set(days))[-14:] == sorted({each.astimezone(clock.JST).date() for each in moments})[-14:]
    assert months == {(d.year, d.month) for d in (each.astimezone(clock.JST) for each in moments)}
    recent = sum(now - row.made_at <= ALL for row in rows)
    assert len(kept) <= max(recent, 0) + ALWAYS + 14 + 8 + 24


@given(st.lists(st.integers(-3_000_000, 3_000_000), min_size=1, max_size=120))
def test_a_walking_clock_costs_no_backup_that_a_newer_one_does_not_stand_for(minutes: list[int]) -> None:
    rows = _rows([START + timedelta(minutes=sum(minutes[: n + 1]) % 20_000_000) for n in range(len(minutes))])
    gone = surplus(rows)
    kept = {row.sequence: row for row in rows if row not in gone}
    assert set(range(max(1, len(rows) - ALWAYS + 1), len(rows) + 1)) <= set(kept)
    for row in gone:
        newer = [each for each in rows if each.sequence > row.sequence]
        for period, most in ((_day, 14), (_month, 24)):
            periods = {period(each) for each in newer}
            assert period(row) in periods or len(periods) >= most


def _day(row: BackupRow) -> object:
    return row.made_at.astimezone(clock.JST).date()


def _month(row: BackupRow) -> object:
    return row.made_at.astimezone(clock.JST).strftime("%Y-%m")


def test_the_list_is_thinned_in_its_place(made_desk: Made) -> None:
    with opening.open_desk(made_desk.folder, made_desk.unlocked) as desk:
        for hour in range(14):
            with clock.stopped_at(clock.now() - timedelta(days=20) + timedelta(minutes=hour)):
                backup.make_backup(desk)
        newest = backup.make_backup(desk)
        rows = listing.backups_of(desk.folder.path)
        assert rows[0] == newest
        assert len(rows) == ALWAYS
        assert {row.path for row in rows} == set(desk.folder.backups.iterdir())


def test_the_database_of_a_backup_is_the_same_desk(open_desk: OpenDesk, tmp_path: Path) -> None:
    """The salt names the desk: VACUUM INTO must keep it."""
    row = backup.make_backup(open_desk)
    with zipfile.ZipFile(row.path) as archived:
        assert archived.read("desk.db")[:16].hex() == DeskFolder(open_desk.folder.path).salt()
    with open_desk.database.reading() as session:
        assert session.scalar(sa.text("PRAGMA user_version")) == archive.manifest_of(row.path).schema
