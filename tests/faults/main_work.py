"""The work of a day: import, saves, a backup and a printed roster, each acknowledged when it is done."""

import tempfile
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import pypdfium2
from support.faults import Left, Say
from support.vault_desk import CHEAP, WORDS

from kobe_desk import sample
from kobe_desk.cli.roster import write_roster
from kobe_desk.core.drafts import Draft
from kobe_desk.core.vault import backup, checking, keys, listing, making, opening, restore
from kobe_desk.core.vault.keys import Passphrase, Unlocked
from kobe_desk.modules.members.usecases import PeopleFilter, PersonRequest, add_person, people

SAVES = 6
NAME = "保存　{}郎"
DESK, USB, PAPERS = "みなと坂.kobedesk", "usb", "papers"
PAPER = "名簿.pdf"


def template(folder: Path) -> None:
    """A desk with the association, before the roster is imported."""
    made = making.make_desk(folder / DESK, WORDS, "書記", cost=CHEAP)
    for name in (USB, PAPERS):
        (folder / name).mkdir()
    with opening.open_desk(made.folder, made.unlocked) as desk:
        sample.set_up(desk.records)


def unlocked(folder: Path) -> Unlocked:
    return keys.unlock(folder / DESK, Passphrase(WORDS))


def work(folder: Path, say: Say) -> None:
    """Every line that is said stands for something that must never be lost again."""
    with opening.open_desk(folder / DESK, unlocked(folder)) as desk:
        records = desk.records
        for number in range(SAVES):
            records.keep(Draft("person", "", NAME.format(number)))
            records.do(add_person, PersonRequest(name=NAME.format(number)))
            say(f"saved {number}")
            if number == 1:
                sample.take_in_roster(records)
                say("imported")
            if number == SAVES - 2:
                backup.make_backup(desk, folder / USB)
                say("backed up")
        write_roster(records, folder / PAPERS / PAPER)
        say("exported")


def wrong(folder: Path, left: Left) -> Iterator[str]:
    """What is not as it was promised."""
    with opening.open_desk(folder / DESK, unlocked(folder)) as desk:
        names = {row.name for row in desk.records.ask(people, PeopleFilter(), 0, 1000).rows}
    saved = [number for number in range(SAVES) if NAME.format(number) in names]
    said = sum(line.startswith("saved") for line in left.said)
    if len(saved) < said or saved != list(range(len(saved))):
        yield f"{said} were acknowledged, {saved} are there"
    imported = len(names) - len(saved)
    if imported not in (0, _distinct()) or ("imported" in left.said and not imported):
        yield f"{imported} people of the roster are there"
    if not checking.check(folder / DESK, unlocked(folder)).sound:
        yield "the desk is not sound"
    yield from _wrong_files(folder, left)


def _wrong_files(folder: Path, left: Left) -> Iterator[str]:
    backups = list((folder / USB).glob("[!.]*"))
    listed = [row for row in listing.backups_of(folder / DESK) if row.here]
    if "backed up" in left.said and not backups:
        yield "the backup is gone"
    for path in {*backups, *(row.path for row in listed)}:
        restore.verify_backup(path, unlocked(folder).key)
    papers = list((folder / PAPERS).glob("[!.]*"))
    if "exported" in left.said and not papers:
        yield "the paper is gone"
    for path in papers:
        if path.name != PAPER or not path.read_bytes().endswith(b"%%EOF\n") or len(pypdfium2.PdfDocument(path)) == 0:
            yield f"half a file: {path.name}"


@lru_cache(maxsize=1)
def _distinct() -> int:
    """How many different names the roster of the sample has."""
    with tempfile.TemporaryDirectory() as folder:
        made = making.make_desk(Path(folder) / DESK, WORDS, "書記", cost=CHEAP)
        with opening.open_desk(made.folder, made.unlocked) as desk:
            sample.set_up(desk.records)
            sample.take_in_roster(desk.records)
            return len({row.name for row in desk.records.ask(people, PeopleFilter(), 0, 1000).rows})
