"""A backup checked from the command line: with its passphrase all of it is read, without one only damage is found."""

import hashlib
import json
import zipfile
from pathlib import Path

import pytest
from support.command_line import Run

from kobe_desk.core.vault.making import Made


@pytest.fixture
def backup(run: Run, made_desk: Made, secret: Path, tmp_path: Path) -> Path:
    (tmp_path / "usb").mkdir()
    said = run("backup", made_desk.folder, tmp_path / "usb", "--passphrase-file", secret, "--json")
    return Path(said.json["file"])


def test_a_backup_is_unaltered(run: Run, backup: Path, secret: Path) -> None:
    for words in ((), ("--passphrase-file", secret)):
        said = run("verify", backup, *words, "--json")
        assert (said.code, said.json["kind"], said.json["unaltered"]) == (0, "backup", True)
        assert bool(said.json["notes"]) is (words == ())


def test_a_changed_byte_anywhere_in_a_backup_is_found(run: Run, backup: Path, tmp_path: Path) -> None:
    data = backup.read_bytes()
    for at in (0, 40, 700, 3000, len(data) // 2, len(data) - 5):
        changed = bytearray(data)
        changed[at] ^= 1
        (tmp_path / backup.name).write_bytes(changed)
        said = run("verify", tmp_path / backup.name, "--json")
        assert (said.code, said.json["unaltered"]) == (1, False), at


def test_an_exchanged_database_is_found_with_the_passphrase(
    run: Run, backup: Path, secret: Path, tmp_path: Path
) -> None:
    """Whoever adapts the digests as well still cannot write the seal under the data key."""

    target = tmp_path / backup.name
    with zipfile.ZipFile(backup) as old, zipfile.ZipFile(target, "w") as new:
        says = json.loads(old.read("manifest.json"))
        database = old.read("desk.db")[:-4096]
        says |= {"size": len(database), "database_sha256": hashlib.sha256(database).hexdigest()}
        new.writestr("manifest.json", json.dumps(says))
        new.writestr("slots.json", old.read("slots.json"))
        new.writestr("desk.db", database)
    said = run("verify", target, "--passphrase-file", secret, "--json")
    assert (said.code, said.json["unaltered"]) == (1, False)


def test_a_wrong_passphrase_cannot_open_it(run: Run, backup: Path, tmp_path: Path) -> None:
    (tmp_path / "wrong").write_text("まちがい まちがった あいことば です")
    assert run("verify", backup, "--passphrase-file", tmp_path / "wrong").code == 3
