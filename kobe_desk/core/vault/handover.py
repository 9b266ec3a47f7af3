"""引き継ぎ: keys that count from a day on, a package to carry, and the rehearsal that it opens elsewhere.

The package is a backup under fresh keys: only those who go on or come new open it, from today on, so that it can be
tried before the day of handing over. If the data key is renewed, old backups and old passphrases do not open it, and
its own do not open what stays behind.
"""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from kobe_desk.core import clock, database
from kobe_desk.core.database import DeskDamaged
from kobe_desk.core.errors import UserError
from kobe_desk.core.ids import new_id
from kobe_desk.core.permission import ROLE_NAMES, NotAllowed, Role
from kobe_desk.core.text import N_, _
from kobe_desk.core.vault import archive, backup, contents, crypto, keys, passphrase, restore, store
from kobe_desk.core.vault.backup import Taken
from kobe_desk.core.vault.crypto import Cost
from kobe_desk.core.vault.keys import Passphrase, Term, open_slots
from kobe_desk.core.vault.making import named
from kobe_desk.core.vault.opening import OpenDesk, note_row
from kobe_desk.core.vault.recovery import RecoveryCode
from kobe_desk.core.vault.situations import (
    BackupAltered,
    BackupFailed,
    NotABackup,
    SlotGone,
    SlotsAltered,
    TermBackwards,
    WrongPassphrase,
)
from kobe_desk.core.vault.slots import Slot, SlotKind, Slots, key_behind, person_on, with_card, wrapped_for

PACKAGE = "引き継ぎ"
"""Stands in the name of the file."""


class NobodyAdministers(UserError):
    text = N_("From {day:%Y/%m/%d} on nobody could give keys. Let one of the successors look after the keys.")


class NobodyTakesOver(UserError):
    text = N_("No key counts on that day. Give the successors their keys first.")


@dataclass(frozen=True, slots=True)
class Successor:
    """Who comes new: role and first day, and whose key ends the day before ("" for nobody's)."""

    person: str
    role: Role
    since: date
    words: str = field(repr=False)
    admin: bool = False
    replaces: str = ""


@dataclass(frozen=True, slots=True)
class Package:
    """What was made: where, for whom, and how many rows of each table; `code` is the new recovery code, if renewed."""

    path: Path
    people: tuple[str, ...]
    rows: dict[str, int]
    mark: str
    """Eight characters of the records' last link: the same on both computers."""
    code: RecoveryCode | None = field(default=None, repr=False)

    @property
    def renewed(self) -> bool:
        return self.code is not None


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """Who opened the package, and what was in it."""

    person: str
    rows: dict[str, int]
    mark: str


def hand_key_over(desk: OpenDesk, successor: Successor, cost: Cost = crypto.PRODUCT) -> str:
    """Give a key that counts from a day on; the one it takes the place of ends the day before. Returns its id.

    Raises NotAllowed, PassphraseTooShort, NameMissing, SlotGone, TermBackwards, NobodyAdministers.
    """
    _require_admin(desk)
    folded, person = passphrase.require_good(successor.words, "passphrase"), named(successor.person)
    before, key = store.read(desk.folder), desk.unlocked.key
    before.require_unaltered(key)
    term = Term(successor.since)
    slot = keys.passphrase_slot(before, folded, person, successor.role, term, key, admin=successor.admin, cost=cost)
    ended = _ended(before, successor, key)
    kept = tuple(ended.get(each.id, each) for each in before.slots)
    after = before.changed(key, (*kept, slot))
    if not any(each.admin and each.in_term(successor.since) for each in after.of_kind(SlotKind.PASSPHRASE)):
        raise NobodyAdministers("admin", day=successor.since)
    note = {"from": successor.since.isoformat(), "role": slot.role, "admin": slot.admin, "replaces": successor.replaces}
    with desk.noting(N_("Hand a key over"), "hand_key_over", note_row("slot", slot.id, None, note)):
        store.write(desk.folder, after)
    return slot.id


def _ended(slots: Slots, successor: Successor, key: bytes) -> dict[str, Slot]:
    """The predecessor's key, and its entries in key stores, with the day before as their last."""
    if not successor.replaces:
        return {}
    old = slots.find(successor.replaces)
    if old is None:
        raise SlotGone
    last = successor.since - timedelta(days=1)
    if last < old.since:
        raise TermBackwards("since")
    until = last if old.until is None else min(last, old.until)
    mine = (each for each in slots.slots if successor.replaces in (each.id, each.of))
    return {each.id: with_card(slots, replace(each, until=until), person_on(slots, each, key), key) for each in mine}


def who_takes_over(desk: OpenDesk, day: date) -> tuple[tuple[str, str], ...]:
    """The keys (id, person) that count on a day."""
    slots = store.read(desk.folder)
    return tuple((each.id, person_on(slots, each, desk.unlocked.key)) for each in _for(slots, day))


def take(desk: OpenDesk, place: Path, day: date) -> Taken:
    """Copy the records, on their thread.

    Raises NotAllowed, NobodyTakesOver, NobodyAdministers, and what `backup.take` raises.
    """
    _require_admin(desk)
    chosen = _for(store.read(desk.folder), day)
    if not chosen:
        raise NobodyTakesOver
    if not any(each.admin for each in chosen):
        raise NobodyAdministers(day=day)
    row = note_row("backup", new_id().hex, None, {"day": day.isoformat()})
    with desk.noting(N_("Make a handover package"), "handover", row):
        pass
    taken = backup.take(desk, place)
    name = taken.target.name.replace(f"{desk.folder.name}-", f"{desk.folder.name}-{PACKAGE}-", 1)
    return replace(taken, target=taken.target.with_name(name))


def finish(desk: OpenDesk, taken: Taken, day: date, secrets: Mapping[str, str] | None = None) -> Package:
    """Put the copy under fresh keys and read it back, on any thread.

    With `secrets` (the passphrase of each key that goes along) the data key is renewed.
    Raises WrongPassphrase (its field is the key's id), BackupFailed, NoRoom, CannotWrite, SlotsAltered.
    """
    key = desk.unlocked.key
    before = store.read(desk.folder)
    before.require_unaltered(key)
    try:
        store.flush(taken.partial)
        if contents.examined(taken.partial, key) != taken.contents:
            raise BackupFailed
        slots, new_key, code = _renewed(before, day, key, secrets) if secrets else _same_key(before, day, key)
        if new_key != key:
            _rekey(taken, key, new_key)
        encoded = slots.encoded()
        says = backup.manifest_for(taken, slots.desk, encoded).with_rows(taken.contents.rows, new_key)

        def read_back(partial: Path) -> None:
            archive.unpack(partial, archive.manifest_of(partial)).require_unaltered(new_key)

        with store.saying_why(taken.target.parent):
            archive.write(taken.target, taken.partial, encoded, says, read_back)
    except (DeskDamaged, BackupAltered, NotABackup):
        raise BackupFailed from None
    finally:
        taken.partial.unlink(missing_ok=True)
    people = tuple(person_on(slots, each, new_key) for each in slots.of_kind(SlotKind.PASSPHRASE))
    return Package(taken.target, people, taken.contents.rows, taken.contents.audit_head[:8].upper(), code)


def rehearse(package: Path, words: str) -> Rehearsal:
    """Open a package as on the other computer, in a folder that is gone afterwards, and read everything.

    Raises BackupMissing, NotABackup, BackupAltered, NewerDesk, WrongPassphrase.
    """
    says = archive.manifest_of(package)
    with TemporaryDirectory(prefix="kobe-desk-") as folder:
        unlocked = open_slots(archive.unpack(package, says, Path(folder)), Passphrase(words))
        found = restore.require_sound(Path(folder) / "desk.db", says, unlocked.key)
    return Rehearsal(unlocked.who.person, found.rows, found.audit_head[:8].upper())


def _for(slots: Slots, day: date) -> tuple[Slot, ...]:
    return tuple(each for each in slots.of_kind(SlotKind.PASSPHRASE) if each.in_term(day))


def _same_key(before: Slots, day: date, key: bytes) -> tuple[Slots, bytes, RecoveryCode | None]:
    """The keys that count on the day, from today on, and the paper as it is."""
    chosen = [with_card(before, _from_today(each), person_on(before, each, key), key) for each in _for(before, day)]
    return before.changed(key, (*chosen, *before.of_kind(SlotKind.RECOVERY))), key, None


def _renewed(
    before: Slots, day: date, key: bytes, secrets: Mapping[str, str]
) -> tuple[Slots, bytes, RecoveryCode | None]:
    """The same keys around another data key, and a new recovery code."""
    new_key = crypto.new_key()
    chosen: list[Slot] = []
    stretched: dict[tuple[bytes, Cost, str], bytes] = {}
    for slot in _for(before, day):
        if slot.cost is None:
            raise SlotsAltered
        folded = passphrase.fold(secrets.get(slot.id, ""))
        one = (slot.salt, slot.cost, folded)
        secret = stretched.setdefault(one, crypto.stretched(folded, slot.salt, slot.cost))
        if key_behind(before, slot, secret) is None:
            raise WrongPassphrase(slot.id)
        fresh = wrapped_for(before, _from_today(slot), secret, new_key)
        chosen.append(with_card(before, fresh, person_on(before, slot, key), new_key))
    rescue, code = keys.recovery_slot(before, new_key)
    return before.changed(new_key, (*chosen, rescue)), new_key, code


def _from_today(slot: Slot) -> Slot:
    return replace(slot, since=min(slot.since, clock.today()))


def _rekey(taken: Taken, key: bytes, new_key: bytes) -> None:
    """Encrypt the copy anew; it then holds the same. Raises BackupFailed."""
    connection = database.connect(taken.partial, key)
    try:
        connection.execute(f"PRAGMA rekey = \"x'{new_key.hex()}'\"")
    finally:
        connection.close()
    with suppress(OSError):
        taken.partial.with_name(f"{taken.partial.name}-journal").unlink()
    store.flush(taken.partial)
    if contents.examined(taken.partial, new_key) != taken.contents:
        raise BackupFailed


def _require_admin(desk: OpenDesk) -> None:
    if not desk.unlocked.who.admin:
        raise NotAllowed(role=_(ROLE_NAMES[desk.unlocked.who.role]))
