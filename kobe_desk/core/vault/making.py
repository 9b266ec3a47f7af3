"""Makes a new desk: complete in a folder beside, then under its name by one rename."""

import shutil
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from kobe_desk.core import atomic, migrate
from kobe_desk.core.permission import Role
from kobe_desk.core.vault import crypto, passphrase, store
from kobe_desk.core.vault.crypto import Cost
from kobe_desk.core.vault.folder import DeskFolder, make_private, with_suffix
from kobe_desk.core.vault.keys import Term, Unlocked, passphrase_slot, recovery_slot
from kobe_desk.core.vault.recovery import RecoveryCode
from kobe_desk.core.vault.situations import DeskExists, NameMissing
from kobe_desk.core.vault.slots import SlotKind, Slots, who_opens


@dataclass(frozen=True, slots=True)
class Made:
    """A new desk: its folder, the open hands of its first administrator, and the code to print now or never."""

    folder: Path
    unlocked: Unlocked
    recovery: RecoveryCode


def make_desk(
    folder: Path,
    words: str,
    person: str,
    role: Role = Role.SECRETARY,
    *,
    term: Term | None = None,
    cost: Cost = crypto.PRODUCT,
) -> Made:
    """Make an empty, encrypted desk `名前.kobedesk/` with its first administrator and a recovery code.

    Raises PassphraseTooShort, NameMissing, DeskExists, NoRoom, CannotWrite.
    """
    folded = passphrase.require_good(words, "passphrase")
    person = named(person)
    final = with_suffix(folder)
    if final.exists():
        raise DeskExists("folder")
    with store.saying_why(final.parent):
        final.parent.mkdir(parents=True, exist_ok=True)
        partial = DeskFolder(final.with_name(f".{final.name}.partial"))
        shutil.rmtree(partial.path, ignore_errors=True)
        make_private(partial.path)
    try:
        with store.saying_why(final.parent):
            unlocked, code = _fill(partial, folded, person, role, term or Term.from_today(), cost)
            atomic.replace(partial.path, final)
    except BaseException:
        with suppress(OSError):
            shutil.rmtree(partial.path)
        raise
    return Made(final, unlocked, code)


def _fill(
    desk: DeskFolder, folded: str, person: str, role: Role, term: Term, cost: Cost
) -> tuple[Unlocked, RecoveryCode]:
    key = crypto.new_key()
    migrate.create(desk.database, key)
    store.flush(desk.database)
    empty = Slots(desk.salt())
    slot = passphrase_slot(empty, folded, person, role, term, key, admin=True, cost=cost)
    rescue, code = recovery_slot(empty, key)
    slots = empty.changed(key, (slot, rescue))
    store.write(desk, slots)
    return Unlocked(key, who_opens(slots, slot, key), SlotKind.PASSPHRASE), code


def named(person: str) -> str:
    """The person's name as it is kept on a slot. Raises NameMissing."""
    if not person.strip():
        raise NameMissing("person")
    return person.strip()
