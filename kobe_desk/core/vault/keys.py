"""Makes a desk and finds its data key from what a person knows or holds. Every derivation takes over half a second."""

from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from kobe_desk.core import clock
from kobe_desk.core.ids import new_id
from kobe_desk.core.permission import Role, Who
from kobe_desk.core.text import N_, _
from kobe_desk.core.vault import crypto, os_keyring, passphrase, store
from kobe_desk.core.vault.crypto import Cost
from kobe_desk.core.vault.folder import DeskFolder
from kobe_desk.core.vault.situations import SlotsAltered, WrongPassphrase, WrongRecoveryCode
from kobe_desk.core.vault.slots import Slot, SlotKind, Slots, key_behind, who_opens, with_card, wrapped_for

if TYPE_CHECKING:
    from kobe_desk.core.vault.recovery import RecoveryCode

RECOVERY_PERSON = N_("Recovery code")


@dataclass(frozen=True, slots=True)
class Passphrase:
    """What a person typed as passphrase (合言葉)."""

    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Recovery:
    """The lines typed from the recovery sheet (回復コード)."""

    lines: tuple[str, ...] = field(repr=False)

    @classmethod
    def typed(cls, text: str) -> "Recovery":
        """All five lines in one text."""
        from kobe_desk.core.vault import recovery

        return cls(recovery.lines_of(text))


Secret = Passphrase | Recovery


@dataclass(frozen=True, slots=True)
class Unlocked:
    """The data key in the hands of a person. Who it is decides what may be done and stands in the audit."""

    key: bytes = field(repr=False)
    who: Who
    kind: SlotKind


@dataclass(frozen=True, slots=True)
class Term:
    """From `since` to `until`, both days included (任期)."""

    since: date
    until: date | None = None

    @classmethod
    def from_today(cls, until: date | None = None) -> "Term":
        return cls(clock.today(), until)


def unlock(folder: Path, secret: Secret) -> Unlocked:
    """Find the data key of a desk. Raises what `open_slots` raises, and SlotsMissing, SlotsDamaged, NewerDesk."""
    return open_slots(store.read(DeskFolder.at(folder)), secret)


def open_slots(slots: Slots, secret: Secret) -> Unlocked:
    """Raises WrongPassphrase, WrongRecoveryCode, LineMistyped…, TermEnded, TermNotBegun, SlotsAltered."""
    if isinstance(secret, Passphrase):
        return _by_passphrase(slots, passphrase.fold(secret.text))
    return _by_recovery(slots, secret)


def _by_recovery(slots: Slots, typed: Recovery) -> Unlocked:
    from kobe_desk.core.vault import recovery

    code = recovery.secret_of(typed.lines)
    for slot in slots.of_kind(SlotKind.RECOVERY):
        key = key_behind(slots, slot, code)
        if key is not None:
            return _unlocked(slots, slot, key)
    raise WrongRecoveryCode("recovery")


def _by_passphrase(slots: Slots, folded: str) -> Unlocked:
    stretched: dict[tuple[bytes, Cost], bytes] = {}  # slots of one desk share salt and cost: one derivation for all
    opening: list[tuple[Slot, bytes]] = []
    for slot in slots.of_kind(SlotKind.PASSPHRASE):
        if slot.cost is None:
            raise SlotsAltered
        secret = stretched.get((slot.salt, slot.cost)) or crypto.stretched(folded, slot.salt, slot.cost)
        stretched[slot.salt, slot.cost] = secret
        key = key_behind(slots, slot, secret)
        if key is not None:
            opening.append((slot, key))
    if not opening:
        raise WrongPassphrase("passphrase")
    today = clock.today()
    return _unlocked(slots, *next((each for each in opening if each[0].in_term(today)), opening[0]))


def unlock_with_keyring(folder: Path) -> Unlocked | None:
    """Open with what this computer's own key store holds; None when it has nothing to offer.

    Not for the screen's thread. Whatever goes wrong with the store means: ask for the passphrase.
    Raises SlotsMissing, SlotsDamaged, NewerDesk.
    """
    slots = store.read(DeskFolder.at(folder))
    today = clock.today()
    for slot in slots.of_kind(SlotKind.KEYRING):
        secret = os_keyring.fetch(entry_of(slots, slot)) if slot.in_term(today) else None
        key = key_behind(slots, slot, secret) if secret else None
        if key is not None:
            return _unlocked(slots, slot, key)
    return None


def _unlocked(slots: Slots, slot: Slot, key: bytes) -> Unlocked:
    slots.require_unaltered(key)
    slot.require_term()
    return Unlocked(key, who_opens(slots, slot, key), slot.kind)


def entry_of(slots: Slots, slot: Slot) -> str:
    """The name of a slot's entry in the system's key store."""
    return f"{slots.desk}:{slot.id}"


# slots in the making; `commands` and `making` write them


def passphrase_slot(
    slots: Slots, folded: str, person: str, role: Role, term: Term, key: bytes, *, admin: bool, cost: Cost
) -> Slot:
    """A slot for a good passphrase; all of one desk share a salt, so that opening stretches the passphrase once."""
    shared = next((each.salt for each in slots.of_kind(SlotKind.PASSPHRASE) if each.cost == cost), None)
    slot = Slot(
        str(new_id()),
        SlotKind.PASSPHRASE,
        role,
        admin,
        term.since,
        term.until,
        salt=shared or crypto.new_key()[: crypto.SALT_BYTES],
        cost=cost,
    )
    return with_card(slots, wrapped_for(slots, slot, crypto.stretched(folded, slot.salt, cost), key), person, key)


def rewrapped(slots: Slots, slot: Slot, folded: str, person: str, key: bytes, cost: Cost) -> Slot:
    """The same slot under another passphrase."""
    other = replace(slot, cost=cost) if slot.cost == cost else replace(slot, cost=cost, salt=crypto.new_key()[:16])
    return with_card(slots, wrapped_for(slots, other, crypto.stretched(folded, other.salt, cost), key), person, key)


def recovery_slot(slots: Slots, key: bytes) -> "tuple[Slot, RecoveryCode]":
    """A recovery slot and the code for its sheet: an administrator without a term."""
    from kobe_desk.core.vault import recovery

    secret = recovery.new_secret()
    code = recovery.code_of(secret)
    slot = Slot(
        str(new_id()),
        SlotKind.RECOVERY,
        Role.CHAIR,
        True,
        clock.today(),
        None,
        salt=crypto.new_key()[: crypto.SALT_BYTES],
        mark=code.mark,
    )
    return with_card(slots, wrapped_for(slots, slot, secret, key), _(RECOVERY_PERSON), key), code


def keyring_slot(slots: Slots, owner: Slot, person: str, key: bytes) -> tuple[Slot, bytes]:
    """A slot of the same person for this computer's key store, and the secret to put there."""
    secret = crypto.new_key()
    salt = crypto.new_key()[: crypto.SALT_BYTES]
    slot = replace(owner, id=str(new_id()), kind=SlotKind.KEYRING, of=owner.id, cost=None, salt=salt, mark="")
    return with_card(slots, wrapped_for(slots, slot, secret, key), person, key), secret
