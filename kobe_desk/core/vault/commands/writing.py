"""How every command changes the key file: sealed, with a line in the audit, never without an administrator."""

from collections.abc import Callable, Iterable

from kobe_desk.core import clock
from kobe_desk.core.permission import ROLE_NAMES, NotAllowed
from kobe_desk.core.text import _
from kobe_desk.core.vault import store
from kobe_desk.core.vault.opening import OpenDesk, note_row
from kobe_desk.core.vault.ring import Ring
from kobe_desk.core.vault.situations import LastAdministrator, LastHolder, SlotGone
from kobe_desk.core.vault.slots import Slot, SlotKind, Slots

Edit = Callable[[Slots], Iterable[Slot]]


def write(desk: OpenDesk, label: str, usecase: str, slot: Slot, edit: Edit, ring: Ring | None = None) -> None:
    before = store.read(desk.folder)
    before.require_unaltered(desk.unlocked.key)
    after = before.changed(desk.unlocked.key, edit(before), ring)
    _require_administrator(before, after)
    if ring is None:  # who forgot a passphrase gets a new one, even if the drawer is then opened by its paper only
        _require_holder(before, after)
    row = note_row("slot", slot.id, _noted(before.find(slot.id)), _noted(after.find(slot.id)))
    with desk.noting(label, usecase, row):
        store.write(desk.folder, after)


def _noted(slot: Slot | None) -> dict[str, object] | None:
    if slot is None:
        return None
    until = slot.until.isoformat() if slot.until else ""
    return {"kind": slot.kind, "role": slot.role, "admin": slot.admin, "from": slot.since.isoformat(), "until": until}


def without(slots: Slots, gone: str) -> Iterable[Slot]:
    return (each for each in slots.slots if gone not in (each.id, each.of))


def find_slot(desk: OpenDesk, slot: str) -> Slot:
    found = store.read(desk.folder).find(slot)
    if found is None or found.kind is not SlotKind.PASSPHRASE:
        raise SlotGone
    return found


def require_admin(desk: OpenDesk) -> None:
    if not desk.unlocked.who.admin:
        raise NotAllowed(role=_(ROLE_NAMES[desk.unlocked.who.role]))


def _require_administrator(before: Slots, after: Slots) -> None:
    """Somebody with a passphrase stays administrator today; the recovery sheet alone does not count."""
    today = clock.today()

    def administered(slots: Slots) -> bool:
        return any(each.admin and each.in_term(today) for each in slots.of_kind(SlotKind.PASSPHRASE))

    if administered(before) and not administered(after):
        raise LastAdministrator


def _require_holder(before: Slots, after: Slots) -> None:
    """Somebody can open the sealed drawer today; its paper alone does not count."""
    today = clock.today()

    def held(slots: Slots) -> bool:
        found = (slots.find(each.slot) for each in slots.ring.holders)
        return any(slot is not None and slot.in_term(today) for slot in found)

    if held(before) and not held(after):
        raise LastHolder
