"""The work that is interrupted: import, saves, a backup and an export, each acknowledged when it is done.

python main_work.py kill FOLDER COUNT SEED     COUNT random moments
python main_work.py strace FOLDER COUNT SEED   COUNT random system calls that write (0: every one of them)
python main_work.py full FOLDER COUNT SEED     the disk is full from COUNT random writes on (0: from every one on)
python main_work.py small FOLDER               no file may grow beyond so many bytes, in steps

Prints one line for each moment that went wrong and exits 1; prints the number of moments and exits 0 otherwise.
"""

import random
import resource
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pypdfium2
from support import faults
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
    if left.code == faults.BUG:
        yield "it ended with a bug instead of a sentence"
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


def _distinct() -> int:
    return _DISTINCT[0]


_DISTINCT: list[int] = []


def fresh(folder: Path) -> Path:
    """A copy of the template."""
    copy = folder / "now"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(folder / "template", copy)
    return copy


def prepare(folder: Path) -> float:
    """Make the template and do the work once. Returns how long it takes."""
    (folder / "template").mkdir(parents=True)
    template(folder / "template")
    work(fresh(folder), lambda _words: None)  # imports and fills what is kept in memory: the children inherit it
    copy = fresh(folder)
    left, seconds = faults.undisturbed(work, copy)
    assert left.code == 0 and len(left.said) == SAVES + 3, left
    with opening.open_desk(copy / DESK, unlocked(copy)) as desk:
        names = {row.name for row in desk.records.ask(people, PeopleFilter(), 0, 1000).rows}
    _DISTINCT.append(len(names) - SAVES)
    return seconds


def by_moment(folder: Path, count: int, seed: int) -> Iterator[tuple[str, Left]]:
    for seconds in faults.moments(count, prepare(folder) * 1.05, seed):
        yield f"killed after {seconds:.4f} s", faults.killed_after(work, fresh(folder), seconds)


def by_call(folder: Path, count: int, seed: int, fault: str) -> Iterator[tuple[str, Left]]:
    prepare(folder)
    log = folder / "strace.log"
    total = faults.calls_of(work, fresh(folder), log)
    chosen = range(1, total + 1) if count == 0 else sorted(random.Random(seed).sample(range(1, total + 1), count))
    for number in chosen:
        how = f"{faults.WRITES}:{fault.format(number)}"
        yield f"{fault.format(number)} of {total}", faults.injected(work, fresh(folder), how, log)


def by_size(folder: Path) -> Iterator[tuple[str, Left]]:
    prepare(folder)
    for most in range(0, 1_400_000, 40_000):
        child = faults.Child(work, fresh(folder), lambda most=most: _limit(most))  # type: ignore[misc]
        child.go()
        yield f"no file beyond {most} bytes", child.end()


def _limit(most: int) -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))


SWEEPS: dict[str, Callable[..., Iterator[tuple[str, Left]]]] = {
    "kill": by_moment,
    "strace": lambda *how: by_call(*how, "signal=SIGKILL:when={}"),
    "full": lambda *how: by_call(*how, "error=ENOSPC:when={}+"),
    "small": by_size,
}


def main(kind: str, folder: str, *figures: str) -> int:
    bad = tried = interrupted = 0
    for name, left in SWEEPS[kind](Path(folder), *map(int, figures)):
        tried += 1
        interrupted += left.code != 0
        try:
            faulty = list(wrong(Path(folder) / "now", left))
        except Exception as error:
            faulty = [f"{type(error).__name__}: {error}"]
        bad += bool(faulty)
        for each in faulty:
            print(f"{name}, after {left.said[-1:] or 'nothing'}: {each}")
    print(f"{tried} tried, {interrupted} interrupted, {bad} bad")
    return int(bad > 0 or interrupted == 0)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
