"""Commands on the key slots of an open desk: give, renew, end and take away keys. Each leaves a line in the audit."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial

from kobe_desk.core import clock
from kobe_desk.core.permission import ROLE_NAMES, NotAllowed, Role
from kobe_desk.core.text import N_, _
from kobe_desk.core.vault import crypto, keys, os_keyring, passphrase, store
from kobe_desk.core.vault.crypto import Cost
from kobe_desk.core.vault.keys import Passphrase, Term, open_slots
from kobe_desk.core.vault.making import named
from kobe_desk.core.vault.opening import OpenDesk, note_row
from kobe_desk.core.vault.recovery import RecoveryCode
from kobe_desk.core.vault.ring import Ring, moved
from kobe_desk.core.vault.situations import LastAdministrator, LastHolder, SlotGone, TermBackwards, WrongPassphrase
from kobe_desk.core.vault.slots import Slot, SlotKind, Slots, person_on, with_card

Edit = Callable[[Slots], Iterable[Slot]]


@dataclass(frozen=True, slots=True)
class SlotRow:
    """A key as the list shows it."""

    id: str
    kind: SlotKind
    person: str
    role: Role
    admin: bool
    since: date
    until: date | None
    in_term: bool
    mine: bool
    mark: str
    drawer: bool = False
    """Whether it opens the sealed drawer, too."""


@dataclass(frozen=True, slots=True)
class DraftCode:
    """A recovery code in the making: the key it will be, and what stands on its sheet."""

    slot: Slot
    code: RecoveryCode


def slots_of(desk: OpenDesk) -> tuple[SlotRow, ...]:
    """All keys of the desk, in the order they were given."""
    slots, today, key = store.read(desk.folder), clock.today(), desk.unlocked.key
    slots.require_unaltered(key)
    mine = desk.unlocked.who.slot
    return tuple(
        SlotRow(
            each.id,
            each.kind,
            person_on(slots, each, key),
            each.role,
            each.admin,
            each.since,
            each.until,
            each.kind is SlotKind.RECOVERY or each.in_term(today),
            mine in (each.id, each.of),
            each.mark,
            slots.ring.find(each.id) is not None,
        )
        for each in slots.slots
    )


def add_slot(
    desk: OpenDesk,
    words: str,
    person: str,
    role: Role,
    *,
    term: Term | None = None,
    admin: bool = False,
    cost: Cost = crypto.PRODUCT,
) -> str:
    """Give somebody a passphrase of their own. Returns the slot's id.

    Raises NotAllowed, PassphraseTooShort, NameMissing, TermBackwards.
    """
    _require_admin(desk)
    folded, person, term = passphrase.require_good(words, "passphrase"), named(person), term or Term.from_today()
    _require_forwards(term)
    slots, key = store.read(desk.folder), desk.unlocked.key
    slot = keys.passphrase_slot(slots, folded, person, role, term, key, admin=admin, cost=cost)
    _write(desk, N_("Give a key"), "add_slot", slot, lambda now: (*now.slots, slot))
    return slot.id


def renew_slot(desk: OpenDesk, slot: str, term: Term, *, role: Role | None = None, admin: bool | None = None) -> None:
    """Give a slot another term, and if wanted another role.

    Raises NotAllowed, SlotGone, TermBackwards, LastAdministrator.
    """
    _require_admin(desk)
    _require_forwards(term)
    found = _found(desk, slot)
    fresh = replace(
        found,
        since=term.since,
        until=term.until,
        role=found.role if role is None else role,
        admin=found.admin if admin is None else admin,
    )
    _rewrite(desk, N_("Change a key's term"), "renew_slot", found, fresh)


def end_slot(desk: OpenDesk, slot: str) -> None:
    """End a term now: the passphrase opens no more from this moment. Raises NotAllowed, SlotGone, LastAdministrator."""
    _require_admin(desk)
    yesterday = clock.today() - timedelta(days=1)
    found = _found(desk, slot)
    renew_slot(desk, slot, Term(min(found.since, yesterday), yesterday))


def remove_slot(desk: OpenDesk, slot: str) -> None:
    """Take a key away for good, with its entries in key stores. Raises NotAllowed, SlotGone, LastAdministrator."""
    _require_admin(desk)
    found = _found(desk, slot)
    _write(desk, N_("Take a key away"), "remove_slot", found, partial(_without, gone=found.id))


def change_passphrase(desk: OpenDesk, old: str, new: str, *, cost: Cost = crypto.PRODUCT) -> None:
    """Change one's own passphrase; it opens the sealed drawer as before.

    Raises WrongPassphrase (field `old`), PassphraseTooShort (field `passphrase`).
    """
    folded = passphrase.require_good(new, "passphrase")
    mine = _found(desk, desk.unlocked.who.slot)
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
    _require_admin(desk)
    _rekey(desk, _found(desk, slot), passphrase.require_good(new, "passphrase"), cost)


def draft_recovery_code(desk: OpenDesk) -> DraftCode:
    """A code for a new sheet, to be shown: it opens nothing yet, and the earlier sheet stays. Nothing is written.

    Raises NotAllowed, DeskOnlyRead.
    """
    _require_admin(desk)
    desk.database.require_writable()
    return DraftCode(*keys.recovery_slot(store.read(desk.folder), desk.unlocked.key))


def admit_recovery_code(desk: OpenDesk, draft: DraftCode) -> None:
    """Before its sheet is printed or saved: the new code opens the desk, and so does the earlier sheet for the while.

    Raises NotAllowed.
    """
    _require_admin(desk)
    if store.read(desk.folder).find(draft.slot.id) is None:
        label = N_("Make a new recovery code")
        _write(desk, label, "admit_recovery_code", draft.slot, lambda now: (*now.slots, draft.slot))


def confirm_recovery_code(desk: OpenDesk, draft: DraftCode) -> None:
    """The new sheet is in somebody's hands: earlier ones open the desk no more. Raises NotAllowed."""
    _require_admin(desk)
    _write(
        desk,
        N_("Let only the new recovery code open the desk"),
        "confirm_recovery_code",
        draft.slot,
        lambda now: (*(each for each in now.slots if each.kind is not SlotKind.RECOVERY), draft.slot),
    )


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
    _write(desk, N_("Remember the key on this computer"), "remember_here", slot, lambda now: (*now.slots, slot))
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
            _write(desk, N_("Forget the key on this computer"), "forget_here", slot, partial(_without, gone=slot.id))


def _rekey(desk: OpenDesk, slot: Slot, folded: str, cost: Cost, old: str = "") -> None:
    slots, key = store.read(desk.folder), desk.unlocked.key
    fresh = keys.rewrapped(slots, slot, folded, person_on(slots, slot, key), key, cost)
    # an old key store entry must not outlive the passphrase it stood for
    _write(
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


def _rewrite(desk: OpenDesk, label: str, usecase: str, slot: Slot, fresh: Slot) -> None:
    """The slot with other role and term, and the key store slots of the same person with it."""
    key = desk.unlocked.key

    def edited(now: Slots, each: Slot) -> Slot:
        if slot.id not in (each.id, each.of):
            return each
        same = replace(each, role=fresh.role, admin=fresh.admin, since=fresh.since, until=fresh.until)
        return with_card(now, same, person_on(now, each, key), key)

    _write(desk, label, usecase, fresh, lambda now: (edited(now, each) for each in now.slots))


def _write(desk: OpenDesk, label: str, usecase: str, slot: Slot, edit: Edit, ring: Ring | None = None) -> None:
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


def _without(slots: Slots, gone: str) -> Iterable[Slot]:
    return (each for each in slots.slots if gone not in (each.id, each.of))


def _found(desk: OpenDesk, slot: str) -> Slot:
    found = store.read(desk.folder).find(slot)
    if found is None or found.kind is not SlotKind.PASSPHRASE:
        raise SlotGone
    return found


def _require_admin(desk: OpenDesk) -> None:
    if not desk.unlocked.who.admin:
        raise NotAllowed(role=_(ROLE_NAMES[desk.unlocked.who.role]))


def _require_forwards(term: Term) -> None:
    if term.until is not None and term.until < term.since:
        raise TermBackwards("until")


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
