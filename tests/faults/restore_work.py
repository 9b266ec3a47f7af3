"""A backup made and an older one brought back: the desk of before or the one brought back, and either opens."""

from collections.abc import Iterator
from pathlib import Path

from support.faults import Left, Say
from support.vault_desk import CHEAP, WORDS

from kobe_desk.core.vault import backup, checking, keys, listing, making, opening, restore
from kobe_desk.core.vault.folder import DeskFolder, slots_of_salt
from kobe_desk.core.vault.keys import Passphrase, Unlocked
from kobe_desk.core.vault.opening import OpenDesk
from kobe_desk.modules.members.usecases import PeopleFilter, PersonRequest, add_person, people

DESK = "みなと坂.kobedesk"
FIRST, SECOND, THIRD = "第一　一郎", "第二　二郎", "第三　三郎"


def template(folder: Path) -> None:
    """A desk with two backups and a person in each."""
    made = making.make_desk(folder / DESK, WORDS, "書記", cost=CHEAP)
    with opening.open_desk(made.folder, made.unlocked) as desk:
        for name in (FIRST, SECOND):
            desk.records.do(add_person, PersonRequest(name=name))
            backup.make_backup(desk)


def unlocked(folder: Path) -> Unlocked:
    return keys.unlock(folder / DESK, Passphrase(WORDS))


def work(folder: Path, say: Say) -> None:
    with opening.open_desk(folder / DESK, unlocked(folder)) as desk:
        desk.records.do(add_person, PersonRequest(name=THIRD))
        say("saved")
        backup.make_backup(desk)
        say("backed up")
    first = min(listing.backups_of(folder / DESK), key=lambda row: row.sequence)
    restore.restore(first.path, folder / DESK, Passphrase(WORDS))
    say("restored")


def wrong(folder: Path, left: Left) -> Iterator[str]:
    desk = DeskFolder(folder / DESK)
    slots_of_salt(desk.salt()).unlink(missing_ok=True)  # the folder alone must do
    with opening.open_desk(desk.path, unlocked(folder)) as opened:
        there = names(opened)
    expected = [{FIRST, SECOND, THIRD}, {FIRST}]
    if "saved" not in left.said:
        expected.append({FIRST, SECOND})
    if there not in (expected if "restored" not in left.said else [{FIRST}]):
        yield f"{len(there)} people are there"
    if not checking.check(desk.path, unlocked(folder)).sound:
        yield "the desk is not sound"
    yield from _backups(folder, left)
    yield from _kept(folder, left, restored=there == {FIRST})


def _backups(folder: Path, left: Left) -> Iterator[str]:
    listed = listing.backups_of(folder / DESK)
    if len(listed) < 2 + ("backed up" in left.said):
        yield f"only {len(listed)} backups are listed"
    files = set(DeskFolder(folder / DESK).backups.glob("[!.]*"))
    for path in files | {row.path for row in listed}:
        restore.verify_backup(path, unlocked(folder).key)


def _kept(folder: Path, left: Left, *, restored: bool) -> Iterator[str]:
    """The desk of before lies whole beside the one that was brought back."""
    kept = [path for path in folder.glob("[!.]*before-restore*") if path.is_dir()]
    if restored and len(kept) != 1:
        yield f"{len(kept)} desks of before are kept"
    for path in kept:
        with opening.open_desk(path, keys.unlock(path, Passphrase(WORDS))) as opened:
            if names(opened) != {FIRST, SECOND, THIRD}:
                yield "the desk that was kept is not the one of before"


def names(desk: OpenDesk) -> set[str]:
    return {row.name for row in desk.records.ask(people, PeopleFilter()).rows}
