"""The vault of the open desk as its pages see it: backups, checks and keys, each on the thread where it belongs."""

from collections import deque
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from kobe_desk.core.errors import UserError
from kobe_desk.core.permission import ROLE_NAMES, NotAllowed, Who
from kobe_desk.core.records import Records
from kobe_desk.core.text import _
from kobe_desk.core.vault import backup, checking, commands, handover, listing, restore
from kobe_desk.core.vault.backup import Taken
from kobe_desk.core.vault.folder import DeskFolder
from kobe_desk.core.vault.listing import BackupRow
from kobe_desk.core.vault.opening import OpenDesk
from kobe_desk.ui.desk import Desk

Then = Callable[[Any], object]
Refused = Callable[[UserError], object]
Take = Callable[[], Taken | None]


class Custody(QObject):
    """Everything about the desk as a thing: where it lies, its copies, its keys."""

    backups_changed = Signal()
    keys_changed = Signal()

    def __init__(self, opened: OpenDesk, desk: Desk) -> None:
        super().__init__(desk)
        self._opened, self._desk = opened, desk
        self._waiting: deque[tuple[Take, Then, Refused | None]] = deque()

    @property
    def folder(self) -> DeskFolder:
        return self._opened.folder

    @property
    def who(self) -> Who:
        return self._opened.unlocked.who

    # backups

    def backups(self, then: Then) -> None:
        """The verified backups, newest first (`BackupRow`s)."""
        self._on_records(partial(listing.backups_of, self.folder.path), then)

    def back_up(self, place: Path | None, then: Then, refused: Refused | None = None) -> None:
        """Copy on the records' thread, read back on another; `then` gets the `BackupRow`. One after the other."""
        self._queue(partial(_take_if_allowed, self._opened, place), then, refused)

    def back_up_after_work(self, then: Then, refused: Refused | None = None) -> None:
        """The automatic backup: `then` gets the `BackupRow`, or None when nothing has changed since the last one."""
        opened = self._opened

        def take() -> Taken | None:
            return backup.take(opened) if backup.changed_since_backup(opened) else None

        self._queue(take, then, refused)

    def verify_backup(self, row: BackupRow, then: Then, refused: Refused | None = None) -> None:
        """The drill: bring it out, open it and read everything. `then` gets its manifest."""
        self._desk.run(
            _verify,
            row.path,
            self._opened.unlocked.key,
            then=then,
            refused=refused,
            here=True,
            text=_("Reading the backup"),
        )

    def check(self, then: Then, refused: Refused | None = None) -> None:
        """Read the whole desk; `then` gets the `CheckReport`."""
        opened = self._opened
        task = partial(checking.check_open, opened.database, opened.folder, opened.unlocked.key)
        self._on_records(task, then, refused)

    def _queue(self, take: Take, then: Then, refused: Refused | None) -> None:
        """Backups do not overlap: each sweeps away what an interrupted one left at its place."""
        self._waiting.append((take, then, refused))
        if len(self._waiting) == 1:
            self._next()

    def _next(self) -> None:
        if not self._waiting:
            return
        take, then, refused = self._waiting[0]

        def over(answer: Callable[[], object]) -> None:
            self._waiting.popleft()
            answer()
            self._next()

        def not_done(error: UserError) -> None:
            over(partial(refused or self._desk.refused.emit, error))

        def done(row: BackupRow | None) -> None:
            if row is not None:
                self.backups_changed.emit()
            over(partial(then, row))

        def taken(found: Taken | None) -> None:
            if found is None:
                done(None)
            else:
                words = _("Making a backup")
                self._desk.run(_finish, self._opened, found, then=done, refused=not_done, here=True, text=words)

        self._on_records(take, taken, not_done)

    # keys

    def keys(self, then: Then) -> None:
        """All keys (`SlotRow`s)."""
        self._on_records(partial(commands.slots_of, self._opened), then)

    def key_was_lost(self) -> bool:
        """Whether this computer's key store has lost this person's key. For a thread of its own: it may take long."""
        return commands.lost_here(self._opened)

    def change_keys(self, command: Callable[..., Any], *args: Any, then: Then, refused: Refused, **more: Any) -> None:
        """Run one of the vault's commands on this desk; it leaves a line in the audit."""

        def done(result: Any) -> None:
            self.keys_changed.emit()
            then(result)

        self._on_records(partial(command, self._opened, *args, **more), done, refused)

    # handing over

    def who_takes_over(self, day: date, then: Then) -> None:
        """The keys that count on a day: (id, person)."""
        self._on_records(partial(handover.who_takes_over, self._opened, day), then)

    def make_package(
        self, place: Path, day: date, secrets: dict[str, str] | None, then: Then, refused: Refused
    ) -> None:
        """Copy on the records' thread, put under fresh keys on another; `then` gets the `Package`."""
        opened, words = self._opened, _("Making the package")

        def taken(found: Taken) -> None:
            job = (_finish_package, opened, found, day, secrets)
            self._desk.run(*job, then=then, refused=refused, here=True, text=words)

        self._on_records(partial(handover.take, opened, place, day), taken, refused)

    def rehearse(self, package: Path, words: str, then: Then, refused: Refused) -> None:
        """Open a package as on the other computer; `then` gets the `Rehearsal`."""
        text = _("Opening the package")
        self._desk.run(_rehearse, package, words, then=then, refused=refused, here=True, text=text)

    def _on_records(self, task: Callable[[], Any], then: Then, refused: Refused | None = None) -> None:
        def work(_records: Records) -> Any:
            return task()

        self._desk.on_records(work, then, refused)


def _take_if_allowed(opened: OpenDesk, place: Path | None) -> Taken:
    who = opened.unlocked.who
    if not who.may("desk.backup"):
        raise NotAllowed(role=_(ROLE_NAMES[who.role]))
    return backup.take(opened, place)


def _finish(opened: OpenDesk, taken: Taken, report: Callable[[int, int], None]) -> BackupRow:
    report(0, 0)
    return backup.finish(opened, taken)


def _finish_package(
    opened: OpenDesk, taken: Taken, day: date, secrets: dict[str, str] | None, report: Callable[[int, int], None]
) -> handover.Package:
    report(0, 0)
    return handover.finish(opened, taken, day, secrets)


def _rehearse(package: Path, words: str, report: Callable[[int, int], None]) -> handover.Rehearsal:
    report(0, 0)
    return handover.rehearse(package, words)


def _verify(path: Path, key: bytes, report: Callable[[int, int], None]) -> Any:
    report(0, 0)
    return restore.verify_backup(path, key)


def name_of_backup(row: BackupRow, usual: Path) -> str:
    """Where a backup lies, in words."""
    return _("on this computer") if row.path.parent == usual else row.path.parent.name or str(row.path.parent)
