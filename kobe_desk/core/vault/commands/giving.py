"""Who has a key, in which role and until when."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial

from kobe_desk.core import clock
from kobe_desk.core.permission import Role
from kobe_desk.core.text import N_
from kobe_desk.core.vault import crypto, keys, passphrase, store
from kobe_desk.core.vault.commands.writing import find_slot, require_admin, without, write
from kobe_desk.core.vault.crypto import Cost
from kobe_desk.core.vault.keys import Term
from kobe_desk.core.vault.making import named
from kobe_desk.core.vault.opening import OpenDesk
from kobe_desk.core.vault.situations import TermBackwards
from kobe_desk.core.vault.slots import Slot, SlotKind, Slots, person_on, with_card


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
    require_admin(desk)
    folded, person, term = passphrase.require_good(words, "passphrase"), named(person), term or Term.from_today()
    _require_forwards(term)
    slots, key = store.read(desk.folder), desk.unlocked.key
    slot = keys.passphrase_slot(slots, folded, person, role, term, key, admin=admin, cost=cost)
    write(desk, N_("Give a key"), "add_slot", slot, lambda now: (*now.slots, slot))
    return slot.id


def renew_slot(desk: OpenDesk, slot: str, term: Term, *, role: Role | None = None, admin: bool | None = None) -> None:
    """Give a slot another term, and if wanted another role.

    Raises NotAllowed, SlotGone, TermBackwards, LastAdministrator.
    """
    require_admin(desk)
    _require_forwards(term)
    found = find_slot(desk, slot)
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
    require_admin(desk)
    yesterday = clock.today() - timedelta(days=1)
    found = find_slot(desk, slot)
    renew_slot(desk, slot, Term(min(found.since, yesterday), yesterday))


def remove_slot(desk: OpenDesk, slot: str) -> None:
    """Take a key away for good, with its entries in key stores. Raises NotAllowed, SlotGone, LastAdministrator."""
    require_admin(desk)
    found = find_slot(desk, slot)
    write(desk, N_("Take a key away"), "remove_slot", found, partial(without, gone=found.id))


def _rewrite(desk: OpenDesk, label: str, usecase: str, slot: Slot, fresh: Slot) -> None:
    """The slot with other role and term, and the key store slots of the same person with it."""
    key = desk.unlocked.key

    def edited(now: Slots, each: Slot) -> Slot:
        if slot.id not in (each.id, each.of):
            return each
        same = replace(each, role=fresh.role, admin=fresh.admin, since=fresh.since, until=fresh.until)
        return with_card(now, same, person_on(now, each, key), key)

    write(desk, label, usecase, fresh, lambda now: (edited(now, each) for each in now.slots))


def _require_forwards(term: Term) -> None:
    if term.until is not None and term.until < term.since:
        raise TermBackwards("until")
