"""What is done to desks away from the screen's thread. It brings in the records: import it after the first paint.

What is rare (making a desk, backups) is imported when it is done: most starts only open a desk.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from kobe_desk.app.opening import Typed
from kobe_desk.core import database
from kobe_desk.core.permission import Role
from kobe_desk.core.vault import crypto, opening, passphrase, recovery
from kobe_desk.core.vault.crypto import Cost
from kobe_desk.core.vault.folder import DeskFolder, with_suffix
from kobe_desk.core.vault.opening import OpenDesk
from kobe_desk.core.vault.recovery import RecoveryCode
from kobe_desk.core.vault.situations import DeskExists

_STAMP = re.compile(r"-\d{8}-\d{6}-\d+\Z")


@dataclass(frozen=True, slots=True)
class NewDesk:
    """What the first run asks before a desk can be made."""

    association: str
    person: str
    role: str
    folder: Path


@dataclass(frozen=True, slots=True)
class Begun:
    """A new desk, open, and the recovery code to be printed now."""

    desk: OpenDesk
    recovery: RecoveryCode


@dataclass(frozen=True, slots=True)
class BackupFacts:
    """What a backup says of itself before anybody has typed anything."""

    name: str
    made_at: datetime


def warm_up() -> None:
    """Import what the next steps need, while the person reads the first page; tables are fitted together, which the
    first change would wait for.
    """
    from sqlalchemy.orm import configure_mappers

    database.load_models()
    configure_mappers()


def make(new: NewDesk, words: str, cost: Cost | None = None) -> Begun:
    """Make a desk, open it and write the association's name and the usual accounts into it."""
    from kobe_desk.core.vault import making
    from kobe_desk.modules.association.usecases import Profile, save_profile
    from kobe_desk.modules.ledger.usecases import open_books

    made = making.make_desk(new.folder, words, new.person, Role(new.role), cost=cost or crypto.PRODUCT)
    desk = opening.open_desk(made.folder, made.unlocked)
    desk.records.do(save_profile, Profile(new.association))
    if desk.records.who.may("ledger.edit"):
        desk.records.do(open_books)
    return Begun(desk, made.recovery)


def require_place(new: NewDesk) -> None:
    """Say at once what would stop `make`. Raises NameMissing, DeskExists."""
    from kobe_desk.core.vault import making

    making.named(new.person)
    if with_suffix(new.folder).exists():
        raise DeskExists("folder")


def require_good(words: str) -> None:
    """Raises PassphraseTooShort."""
    passphrase.require_good(words, "passphrase")


def same_passphrase(one: str, other: str) -> bool:
    return passphrase.fold(one) == passphrase.fold(other)


def suggest() -> str:
    return passphrase.suggest_passphrase()


def require_line(code: RecoveryCode, line: int, typed: str) -> bool:
    """Whether this line was copied from the sheet of this code. Raises LineLength, LineMistyped."""
    recovery.check_line(line, typed)
    return recovery.secret_of([typed if at == line else row.text for at, row in enumerate(code.rows)]) is not None


def facts_of(file: Path) -> BackupFacts:
    """Raises BackupMissing, NotABackup, NewerDesk."""
    from kobe_desk.core.vault import archive

    says = archive.manifest_of(file)
    return BackupFacts(_STAMP.sub("", file.name.removesuffix(archive.SUFFIX)), says.made_at)


def bring_back(file: Path, folder: Path, typed: Typed) -> OpenDesk:
    """Bring a backup back and open what was brought back."""
    from kobe_desk.core.vault import restore

    done = restore.restore(file, folder, typed.secret())
    return opening.open_desk(done.folder, done.unlocked)


def name_of(folder: Path) -> str:
    return DeskFolder.at(folder).name


def check_line(line: int, typed: str) -> None:
    """Raises LineLength, LineMistyped."""
    recovery.check_line(line, typed)


def sheet(code: RecoveryCode, desk: str) -> bytes:
    """The recovery sheet as a PDF in memory; it is never written anywhere by itself."""
    from kobe_desk.paper.recovery import RecoverySheet, recovery_sheet

    return recovery_sheet(RecoverySheet(desk, [(row.groups, row.check) for row in code.rows], mark=code.mark))


def back_up(desk: OpenDesk, place: Path | None) -> None:
    """A backup at the usual place, and one at the second place if there is one."""
    from kobe_desk.core.vault import backup

    backup.make_backup(desk)
    if place is not None:
        backup.make_backup(desk, place)
