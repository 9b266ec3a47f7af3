"""Key slots (鍵): each wraps the desk's one data key for one person, role and term.

A slot has two layers. `wrapped` holds the data key under the person's secret, bound to all that the secret depends on.
`card` holds the person's name under the data key, bound to everything else in clear (role, administrator, term), so
that an administrator can renew or end a term without the person's secret, and no one can by editing the file.
"""

import base64
import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from kobe_desk.core import clock
from kobe_desk.core.database import NewerDesk
from kobe_desk.core.permission import Role, Who
from kobe_desk.core.vault import crypto
from kobe_desk.core.vault.crypto import Cost
from kobe_desk.core.vault.ring import Ring, ring_as_json, ring_from_json
from kobe_desk.core.vault.situations import SlotsAltered, TermEnded, TermNotBegun

FORMAT = 1
WITH_DRAWER = 2
"""The format of a key file whose desk has a sealed drawer."""


class SlotKind(StrEnum):
    """What opens a slot."""

    PASSPHRASE = "passphrase"  # noqa: S105 - the name of a kind
    RECOVERY = "recovery"
    KEYRING = "keyring"  # the system's own store: a convenience, never the only way in


class Unreadable(Exception):
    """The bytes are no whole key file."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One way in. From `since` to `until`, both days included; None is without end."""

    id: str
    kind: SlotKind
    role: Role
    admin: bool
    since: date
    until: date | None
    salt: bytes
    cost: Cost | None = None  # only a passphrase is stretched
    of: str = ""  # a keyring slot belongs to the passphrase slot of the same person
    mark: str = ""  # of a recovery code: printed on its sheet
    tell: bytes = b""  # tells a wrong secret from an altered slot
    wrapped: bytes = b""
    card: bytes = b""

    def bound_to_secret(self, desk: str) -> bytes:
        """What `wrapped` is bound to."""
        cost = [self.cost.memory_kib, self.cost.passes, self.cost.lanes] if self.cost else None
        return _canonical([FORMAT, desk, self.id, self.kind, self.of, self.salt.hex(), cost, self.mark])

    def bound_to_card(self, desk: str) -> bytes:
        """What `card` is bound to: everything else."""
        until = self.until.isoformat() if self.until else None
        term = [self.role, self.admin, self.since.isoformat(), until]
        return self.bound_to_secret(desk) + _canonical([term, self.tell.hex(), self.wrapped.hex()])

    def in_term(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)

    def require_term(self) -> None:
        """Raises TermNotBegun, TermEnded. A recovery code has no term: it must open even when the clock is wrong."""
        today = clock.today()
        if self.kind is SlotKind.RECOVERY:
            return
        if self.until is not None and today > self.until:
            raise TermEnded(until=self.until, today=today)
        if today < self.since:
            raise TermNotBegun(since=self.since, today=today)


@dataclass(frozen=True, slots=True)
class Slots:
    """The key file: the desk's salt, a generation that grows with each change, the slots, and a seal over all."""

    desk: str
    generation: int = 0
    slots: tuple[Slot, ...] = ()
    sealed: bytes = b""
    ring: Ring = Ring()

    def of_kind(self, kind: SlotKind) -> tuple[Slot, ...]:
        return tuple(slot for slot in self.slots if slot.kind is kind)

    def find(self, slot: str) -> Slot | None:
        return next((each for each in self.slots if each.id == slot), None)

    def changed(self, key: bytes, slots: Iterable[Slot], ring: Ring | None = None) -> "Slots":
        """The next generation with these slots, sealed. The drawer's holders go with their slots."""
        kept = tuple(slots)
        left = (self.ring if ring is None else ring).of_slots({slot.id for slot in kept})
        fresh = replace(self, generation=self.generation + 1, slots=kept, ring=left)
        return replace(fresh, sealed=fresh.seal(key))

    def seal(self, key: bytes) -> bytes:
        each = [[slot.bound_to_card(self.desk).hex(), slot.card.hex()] for slot in self.slots]
        drawer = [ring_as_json(self.ring)] if self.ring else []  # a desk without a drawer is sealed as it always was
        content = _canonical([self.desk, self.generation, each, *drawer])
        return crypto.seal(crypto.derived(key, bytes.fromhex(self.desk), "slots"), content)

    def require_unaltered(self, key: bytes) -> None:
        """Every card and the seal belong to this data key. Raises SlotsAltered."""
        if not crypto.same(self.seal(key), self.sealed):
            raise SlotsAltered
        for slot in self.slots:
            person_on(self, slot, key)

    def encoded(self) -> bytes:
        drawer = {"drawer": ring_as_json(self.ring)} if self.ring else {}
        body = {
            "format": WITH_DRAWER if self.ring else FORMAT,
            "desk": self.desk,
            "generation": self.generation,
            "slots": [_as_json(slot) for slot in self.slots],
            **drawer,
            "seal": _text(self.sealed),
        }
        return _file(body)


def wrapped_for(slots: Slots, slot: Slot, secret: bytes, key: bytes) -> Slot:
    """The slot with the data key wrapped under 32 bytes of secret. Its card must be written anew."""
    wrapping = crypto.derived(secret, slot.salt, f"wrap/{slot.id}")
    return replace(
        slot,
        tell=crypto.derived(secret, slot.salt, f"tell/{slot.id}"),
        wrapped=crypto.wrap(wrapping, key, slot.bound_to_secret(slots.desk)),
    )


def with_card(slots: Slots, slot: Slot, person: str, key: bytes) -> Slot:
    """The slot with its card written anew, after its role, term or secret changed."""
    return replace(slot, card=crypto.wrap(_card_key(slots, key), person.encode(), slot.bound_to_card(slots.desk)))


def key_behind(slots: Slots, slot: Slot, secret: bytes) -> bytes | None:
    """The data key, or None when the secret is another one. Raises SlotsAltered when the slot was edited."""
    if not crypto.same(crypto.derived(secret, slot.salt, f"tell/{slot.id}"), slot.tell):
        return None
    wrapping = crypto.derived(secret, slot.salt, f"wrap/{slot.id}")
    key = crypto.unwrap(wrapping, slot.wrapped, slot.bound_to_secret(slots.desk))
    if key is None:
        raise SlotsAltered
    return key


def person_on(slots: Slots, slot: Slot, key: bytes) -> str:
    """The name on the slot. Raises SlotsAltered when role, term or name were edited."""
    name = crypto.unwrap(_card_key(slots, key), slot.card, slot.bound_to_card(slots.desk))
    if name is None:
        raise SlotsAltered
    return name.decode()


def who_opens(slots: Slots, slot: Slot, key: bytes) -> Who:
    return Who(slot.of or slot.id, person_on(slots, slot, key), slot.role, slot.admin)


def _card_key(slots: Slots, key: bytes) -> bytes:
    return crypto.derived(key, bytes.fromhex(slots.desk), "card")


# the file: JSON with a checksum over all of it, so that a damaged copy is known without any key


def decoded(content: bytes) -> Slots:
    """Read a key file. Raises Unreadable, or NewerDesk for a file of a newer program."""
    try:
        body = json.loads(content)
        whole = isinstance(body, dict) and body.pop("checksum", None) == crypto.fingerprint(_canonical(body))
        if not whole or content != _file(body):
            raise Unreadable
        if body["format"] > WITH_DRAWER:
            raise NewerDesk
        slots = tuple(_from_json(slot) for slot in body["slots"])
        desk, ring = bytes.fromhex(body["desk"]).hex(), ring_from_json(body.get("drawer"))
        return Slots(desk, int(body["generation"]), slots, _bytes(body["seal"]), ring)
    except (ValueError, KeyError, TypeError, RecursionError):
        raise Unreadable from None


def _as_json(slot: Slot) -> dict[str, Any]:
    cost = slot.cost
    return {
        "id": slot.id,
        "kind": slot.kind,
        "role": slot.role,
        "admin": slot.admin,
        "from": slot.since.isoformat(),
        "until": slot.until.isoformat() if slot.until else None,
        "salt": _text(slot.salt),
        "argon2id": [cost.memory_kib, cost.passes, cost.lanes] if cost else None,
        "of": slot.of,
        "mark": slot.mark,
        "tell": _text(slot.tell),
        "wrapped": _text(slot.wrapped),
        "card": _text(slot.card),
    }


def _from_json(body: dict[str, Any]) -> Slot:
    cost = Cost(*body["argon2id"]) if body["argon2id"] else None
    if cost and not cost.bearable:
        raise Unreadable
    return Slot(
        id=body["id"],
        kind=SlotKind(body["kind"]),
        role=Role(body["role"]),
        admin=bool(body["admin"]),
        since=date.fromisoformat(body["from"]),
        until=date.fromisoformat(body["until"]) if body["until"] else None,
        salt=_bytes(body["salt"]),
        cost=cost,
        of=body["of"],
        mark=body["mark"],
        tell=_bytes(body["tell"]),
        wrapped=_bytes(body["wrapped"]),
        card=_bytes(body["card"]),
    )


def _file(body: dict[str, Any]) -> bytes:
    whole = {"checksum": crypto.fingerprint(_canonical(body)), **body}
    return (json.dumps(whole, indent=1) + "\n").encode()


def _canonical(value: Any) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":")).encode()


def _text(value: bytes) -> str:
    return base64.b64encode(value).decode()


def _bytes(value: str) -> bytes:
    return base64.b64decode(value, validate=True)
