"""What this computer's own key store keeps of a person's key."""

from functools import partial

from kobe_desk.core.text import N_
from kobe_desk.core.vault import keys, os_keyring, store
from kobe_desk.core.vault.commands.writing import without, write
from kobe_desk.core.vault.opening import OpenDesk
from kobe_desk.core.vault.slots import SlotKind


def remember_here(desk: OpenDesk) -> bool:
    """Let this computer's key store open the desk for this person. False when it has none that can be trusted.

    Raises DeskOnlyRead.
    """
    desk.database.require_writable()
    slots, who = store.read(desk.folder), desk.unlocked.who
    owner = slots.find(who.slot)
    if owner is None or owner.kind is not SlotKind.PASSPHRASE:
        return False
    forget_here(desk)
    slot, secret = keys.keyring_slot(slots, owner, who.person, desk.unlocked.key)
    if not os_keyring.keep(keys.entry_of(slots, slot), secret):
        return False
    write(desk, N_("Remember the key on this computer"), "remember_here", slot, lambda now: (*now.slots, slot))
    return True


def lost_here(desk: OpenDesk) -> bool:
    """Whether this person's key was kept by a computer, and this one could keep it but has it no more (or never had).

    It asks the key store: not for the screen's thread, nor for that of the records.
    """
    if desk.only_read or desk.unlocked.kind is not SlotKind.PASSPHRASE:
        return False
    slots = store.read(desk.folder)
    mine = [each for each in slots.of_kind(SlotKind.KEYRING) if each.of == desk.unlocked.who.slot]
    held = any(os_keyring.fetch(keys.entry_of(slots, each)) for each in mine)
    return bool(mine) and not held and os_keyring.available()


def forget_here(desk: OpenDesk) -> None:
    """Take this person's key out of this computer's key store."""
    slots = store.read(desk.folder)
    for slot in slots.of_kind(SlotKind.KEYRING):
        if slot.of == desk.unlocked.who.slot and os_keyring.fetch(keys.entry_of(slots, slot)) is not None:
            os_keyring.forget(keys.entry_of(slots, slot))
            write(desk, N_("Forget the key on this computer"), "forget_here", slot, partial(without, gone=slot.id))
