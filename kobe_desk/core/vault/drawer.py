"""The sealed drawer (封の引き出し) of an open desk: shut until one of its holders types the passphrase once more.

What lies in it is encrypted before it reaches a table, under a key that the data key does not open: whoever reads the
database, its audit, an undo or a backup sees sealed bytes. Each sealed value is bound to its own row.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from kobe_desk.core import clock
from kobe_desk.core.errors import UserError
from kobe_desk.core.permission import Role
from kobe_desk.core.text import N_
from kobe_desk.core.vault import crypto, passphrase, recovery, store
from kobe_desk.core.vault.folder import DeskFolder
from kobe_desk.core.vault.keys import RECOVERY_PERSON, Unlocked
from kobe_desk.core.vault.patience import Patience
from kobe_desk.core.vault.recovery import RecoveryCode
from kobe_desk.core.vault.ring import PAPER, Holder, Ring, new_holder
from kobe_desk.core.vault.situations import LastHolder, SlotGone, SlotsAltered, WrongPassphrase, WrongRecoveryCode
from kobe_desk.core.vault.slots import Slot, SlotKind, Slots, key_behind, person_on


class DrawerShut(UserError):
    text = N_("The sealed drawer is shut. Open it with your passphrase first.")


class DrawerMade(UserError):
    text = N_("This desk has a sealed drawer already.")


class NoDrawer(UserError):
    text = N_("There is no sealed drawer here yet.")


class NotAHolder(UserError):
    text = N_("Your key does not open the sealed drawer. Ask one of the officers who can to give you access.")


class WrongWords(WrongPassphrase):
    text = N_("The passphrase is not right. Nothing was changed. Please type it again.")


class SealBroken(UserError):
    text = N_("What is sealed here cannot be read: it was changed or moved outside Kobe Desk. Bring back a backup.")


@dataclass(frozen=True, slots=True)
class HolderRow:
    """Somebody who can open the drawer; `paper` is the code on paper, with its mark."""

    slot: str
    person: str
    role: Role
    until: date | None
    in_term: bool
    mine: bool
    paper: bool
    mark: str


@dataclass(frozen=True, slots=True)
class OfficerKey:
    """A key of the desk that does not open the drawer yet."""

    slot: str
    person: str
    role: Role


@dataclass(frozen=True, slots=True)
class DrawerStatus:
    """Whether there is a drawer, whether it is open, who can open it, and who could be given access."""

    made: bool
    open: bool
    mine: bool
    holders: tuple[HolderRow, ...]
    others: tuple[OfficerKey, ...]
    wait: int = 0
    """Seconds until another passphrase can be tried."""

    @property
    def people(self) -> int:
        """Persons who can open it today; the paper does not count."""
        return sum(each.in_term and not each.paper for each in self.holders)


class Drawer:
    """Holds the drawer's keys in memory while it is open, and nothing otherwise."""

    def __init__(self, folder: DeskFolder, unlocked: Unlocked) -> None:
        self._folder, self._unlocked = folder, unlocked
        self._keys: tuple[bytes, ...] = ()
        self._patience = Patience()

    @property
    def open(self) -> bool:
        return bool(self._keys)

    def shut(self) -> None:
        """Forget the keys."""
        self._keys = ()

    def status(self) -> DrawerStatus:
        slots = self._read()
        rows = tuple(self._row(slots, each) for each in slots.ring.holders)
        inside = {row.slot for row in rows}
        others = tuple(
            OfficerKey(each.id, person_on(slots, each, self._unlocked.key), each.role)
            for each in slots.of_kind(SlotKind.PASSPHRASE)
            if each.id not in inside and each.in_term(clock.today())
        )
        mine = any(row.mine for row in rows)
        return DrawerStatus(bool(slots.ring), self.open, mine, rows, others, self._patience.wait)

    def make(self, words: str) -> RecoveryCode:
        """A new drawer, open, for the person at the desk; and its code, to be printed now.

        Raises DrawerMade, WrongPassphrase, TryLater, SlotGone.
        """
        slots = self._read()
        if slots.ring:
            raise DrawerMade
        mine = self._slot(slots, self._unlocked.who.slot)
        with self._patience.trying():
            secret = _secret_of(slots, mine, words)
        key = crypto.new_key()
        code, paper = _on_paper(slots.desk, key)
        self._write(slots, Ring((new_holder(slots.desk, mine.id, secret, key), paper)))
        self._keys = (key,)
        return code

    def unlock(self, words: str) -> None:
        """Open it with the passphrase of the person at the desk.

        Raises NoDrawer, NotAHolder, WrongPassphrase, TryLater.
        """
        slots = self._read()
        if not slots.ring:
            raise NoDrawer
        mine = slots.ring.find(self._unlocked.who.slot)
        slot = slots.find(self._unlocked.who.slot)
        if mine is None or slot is None:
            raise NotAHolder
        with self._patience.trying():
            secret = _secret_of(slots, slot, words)
        keys = slots.ring.keys_behind(slots.desk, mine, secret)
        if keys is None:
            raise SlotsAltered
        self._keys = keys

    def unlock_by_code(self, lines: tuple[str, ...]) -> None:
        """Open it with its code on paper. Raises NoDrawer, WrongRecoveryCode, TryLater, what a mistyped line raises."""
        slots = self._read()
        paper = slots.ring.find(PAPER)
        if paper is None:
            raise NoDrawer
        with self._patience.trying():
            keys = slots.ring.keys_behind(slots.desk, paper, recovery.secret_of(lines))
            if keys is None:
                raise WrongRecoveryCode("code")
        self._keys = keys

    def give(self, slot: str, words: str) -> None:
        """Let another officer open it, who types their own passphrase.

        Raises DrawerShut, SlotGone, WrongPassphrase, TryLater.
        """
        slots, key = self._read(), self._key()
        found = self._slot(slots, slot)
        with self._patience.trying():
            secret = _secret_of(slots, found, words)
        holder = new_holder(slots.desk, found.id, secret, key)
        self._write(slots, slots.ring.with_holder(holder))

    def new_code(self) -> RecoveryCode:
        """A new code on paper; the earlier one opens no more. Raises DrawerShut."""
        slots, key = self._read(), self._key()
        code, paper = _on_paper(slots.desk, key)
        self._write(slots, slots.ring.with_holder(paper))
        return code

    @contextmanager
    def ending(self, slot: str) -> Iterator[None]:
        """End an officer's access. Inside the block everything is sealed anew, under a key that person never had.

        Rows that were not sealed anew, because something failed, still open: the earlier keys lie under the new one.
        Raises DrawerShut, SlotGone, LastHolder.
        """
        slots, before = self._read(), self._keys
        self._key()
        if slots.ring.find(slot) is None:
            raise SlotGone
        left = slots.ring.without(slot)
        if not _somebody(slots, left):
            raise LastHolder
        fresh = crypto.new_key()
        turned = left.turned(slots.desk, before, fresh)
        self._keys = (fresh, *before)
        try:
            yield
            self._write(slots, turned)
        except BaseException:
            self._keys = before
            raise
        if slot == self._unlocked.who.slot:
            self.shut()

    def require_open(self) -> None:
        """Raises DrawerShut."""
        self._key()

    def seal(self, row: bytes, plain: bytes) -> bytes:
        """Sealed for this row alone. Raises DrawerShut."""
        return crypto.wrap(self._key(), plain, row)

    def unseal(self, row: bytes, sealed: bytes) -> bytes:
        """What was sealed for this row. Raises DrawerShut, SealBroken."""
        self._key()
        for key in self._keys:
            plain = crypto.unwrap(key, sealed, row)
            if plain is not None:
                return plain
        raise SealBroken

    def _key(self) -> bytes:
        if not self._keys:
            raise DrawerShut
        return self._keys[0]

    def _read(self) -> Slots:
        slots = store.read(self._folder)
        slots.require_unaltered(self._unlocked.key)
        return slots

    def _write(self, slots: Slots, ring: Ring) -> None:
        store.write(self._folder, slots.changed(self._unlocked.key, slots.slots, ring))

    def _slot(self, slots: Slots, slot: str) -> Slot:
        found = slots.find(slot)
        if found is None or found.kind is not SlotKind.PASSPHRASE:
            raise SlotGone
        return found

    def _row(self, slots: Slots, holder: Holder) -> HolderRow:
        slot = slots.find(holder.slot)
        if slot is None:
            return HolderRow(PAPER, RECOVERY_PERSON, Role.CHAIR, None, True, False, True, holder.mark)
        person = person_on(slots, slot, self._unlocked.key)
        mine = slot.id == self._unlocked.who.slot
        return HolderRow(slot.id, person, slot.role, slot.until, slot.in_term(clock.today()), mine, False, "")


def _on_paper(desk: str, key: bytes) -> tuple[RecoveryCode, Holder]:
    secret = recovery.new_secret()
    code = recovery.code_of(secret)
    return code, new_holder(desk, PAPER, secret, key, code.mark)


def _secret_of(slots: Slots, slot: Slot, words: str) -> bytes:
    """What a passphrase gives, if it is the one of this slot. Raises WrongPassphrase."""
    if slot.cost is None:
        raise SlotsAltered
    secret = crypto.stretched(passphrase.fold(words), slot.salt, slot.cost)
    if key_behind(slots, slot, secret) is None:
        raise WrongWords("passphrase")
    return secret


def _somebody(slots: Slots, ring: Ring) -> bool:
    """Whether a person can still open it today."""
    today = clock.today()
    found = (slots.find(each.slot) for each in ring.holders)
    return any(slot is not None and slot.in_term(today) for slot in found)
