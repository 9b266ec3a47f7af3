"""A passphrase changed by its owner or made anew by an administrator."""

from kobe_desk.core.text import N_
from kobe_desk.core.vault import crypto, keys, passphrase, store
from kobe_desk.core.vault.commands.writing import find_slot, require_admin, write
from kobe_desk.core.vault.crypto import Cost
from kobe_desk.core.vault.keys import Passphrase, open_slots
from kobe_desk.core.vault.opening import OpenDesk
from kobe_desk.core.vault.ring import Ring, moved
from kobe_desk.core.vault.situations import WrongPassphrase
from kobe_desk.core.vault.slots import Slot, Slots, person_on


def change_passphrase(desk: OpenDesk, old: str, new: str, *, cost: Cost = crypto.PRODUCT) -> None:
    """Change one's own passphrase; it opens the sealed drawer as before.

    Raises WrongPassphrase (field `old`), PassphraseTooShort (field `passphrase`).
    """
    folded = passphrase.require_good(new, "passphrase")
    mine = find_slot(desk, desk.unlocked.who.slot)
    try:
        same = open_slots(store.read(desk.folder), Passphrase(old)).who.slot == mine.id
    except WrongPassphrase:
        same = False
    if not same:
        raise WrongPassphrase("old")
    _rekey(desk, mine, folded, cost, old=passphrase.fold(old))


def reset_passphrase(desk: OpenDesk, slot: str, new: str, *, cost: Cost = crypto.PRODUCT) -> None:
    """Give somebody who forgot it a new passphrase; an administrator does it, also after a recovery code opened.

    It no longer opens the sealed drawer: what does cannot be made without the old passphrase, on purpose.
    Raises NotAllowed, SlotGone, PassphraseTooShort.
    """
    require_admin(desk)
    _rekey(desk, find_slot(desk, slot), passphrase.require_good(new, "passphrase"), cost)


def _rekey(desk: OpenDesk, slot: Slot, folded: str, cost: Cost, old: str = "") -> None:
    slots, key = store.read(desk.folder), desk.unlocked.key
    fresh = keys.rewrapped(slots, slot, folded, person_on(slots, slot, key), key, cost)
    # an old key store entry must not outlive the passphrase it stood for
    write(
        desk,
        N_("Change a passphrase"),
        "change_passphrase",
        fresh,
        lambda now: (fresh if each.id == slot.id else each for each in now.slots if each.of != slot.id),
        _ring_after(slots, slot, fresh, old, folded),
    )


def _ring_after(slots: Slots, slot: Slot, fresh: Slot, old: str, new: str) -> Ring | None:
    """The drawer's holders after a change of passphrase: the old one carries the holder over, else it goes."""
    holder = slots.ring.find(slot.id)
    if holder is None:
        return None
    if not old or slot.cost is None or fresh.cost is None:
        return slots.ring.without(slot.id)
    before, after = crypto.stretched(old, slot.salt, slot.cost), crypto.stretched(new, fresh.salt, fresh.cost)
    kept = moved(slots.desk, holder, before, after)
    return slots.ring.with_holder(kept) if kept else slots.ring.without(slot.id)
