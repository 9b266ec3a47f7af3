"""Changes to a desk's keys, backups and restoring as programs of their own, to be killed at any system call.

python vault_script.py make FOLDER         a desk, two backups and work after each
python vault_script.py slots FOLDER        change the passphrase to and fro, renew a slot, make a new recovery code
python vault_script.py backup FOLDER       make a backup
python vault_script.py restore FOLDER      bring the first backup back
python vault_script.py verify FOLDER       after a kill: prints "ok", or says what is lost and exits 1
"""

import sys
from datetime import timedelta
from pathlib import Path

from kobe_desk.core import clock
from kobe_desk.core.permission import Role
from kobe_desk.core.vault import backup, checking, commands, keys, listing, making, opening, restore
from kobe_desk.core.vault.crypto import Cost
from kobe_desk.core.vault.keys import Passphrase, Term, Unlocked
from kobe_desk.core.vault.opening import OpenDesk
from kobe_desk.core.vault.situations import WrongPassphrase

CHEAP = Cost(memory_kib=64, passes=1, lanes=1)
FIRST, SECOND, OTHER = "さくら みかん とけい かもめ", "ちどり ひばり とんび すずめ", "かえで けやき いちょう もみじ"


def unlocked(folder: Path) -> Unlocked:
    """By either passphrase: whichever the kill left in force."""
    try:
        return keys.unlock(folder, Passphrase(FIRST))
    except WrongPassphrase:
        return keys.unlock(folder, Passphrase(SECOND))


def work(desk: OpenDesk, label: str) -> None:
    with desk.noting(label, "work"):
        pass


def make(folder: Path) -> None:
    made = making.make_desk(folder, FIRST, "書記", cost=CHEAP)
    with opening.open_desk(made.folder, made.unlocked) as desk:
        commands.add_slot(desk, OTHER, "会計", Role.TREASURER, cost=CHEAP)
        for label in ("one", "two"):
            work(desk, label)
            backup.make_backup(desk)


def change_slots(folder: Path) -> None:
    with opening.open_desk(folder, unlocked(folder)) as desk:
        other = commands.slots_of(desk)[-1].id
        commands.change_passphrase(desk, FIRST, SECOND, cost=CHEAP)
        commands.renew_slot(desk, other, Term(clock.today(), clock.today() + timedelta(days=30)))
        commands.new_recovery_code(desk)
        commands.change_passphrase(desk, SECOND, FIRST, cost=CHEAP)


def make_backup(folder: Path) -> None:
    with opening.open_desk(folder, unlocked(folder)) as desk:
        work(desk, "three")
        backup.make_backup(desk)


def bring_back(folder: Path) -> None:
    first = min(listing.backups_of(folder), key=lambda row: row.sequence)
    restore.restore(first.path, folder, Passphrase(FIRST))


def verify(folder: Path) -> None:
    """The desk opens, holds the first work, and every listed backup is whole."""
    hands = unlocked(folder)
    with opening.open_desk(folder, hands) as desk:
        assert "one" in [line.label for line in desk.records.history()], "work is lost"
        commands.slots_of(desk)
        assert keys.unlock(folder, Passphrase(OTHER)).key == hands.key, "a key is lost"
    rows = listing.backups_of(folder)
    assert len(rows) >= 2, "a backup is lost"
    for row in rows:
        restore.verify_backup(row.path, hands.key)
    report = checking.check(folder, hands)
    assert report.sound, report
    print("ok")


OPERATIONS = {"make": make, "slots": change_slots, "backup": make_backup, "restore": bring_back, "verify": verify}

if __name__ == "__main__":
    OPERATIONS[sys.argv[1]](Path(sys.argv[2]))
