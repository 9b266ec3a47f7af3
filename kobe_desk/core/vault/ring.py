"""Who holds the key of the sealed drawer (封の引き出し): a second key, which the data key does not open.

Each holder has a pair of keys (X25519). The private half opens only with what the holder's passphrase gives; to the
public half the drawer's key is wrapped, so that it can be changed while the other holders are away.
"""

import base64
import json
from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any

from kobe_desk.core.vault import crypto
from kobe_desk.core.vault.situations import SlotsAltered

PAPER = "paper"
"""The holder that is no person: the drawer's code on paper."""
_PUBLIC_BYTES = 32


@dataclass(frozen=True, slots=True)
class Holder:
    """One way into the drawer, of a key slot or of the code on paper."""

    slot: str
    salt: bytes
    public: bytes
    private: bytes
    """Under the holder's secret."""
    held: bytes
    """The drawer's key, wrapped to `public`."""
    vouched: bytes
    """Says under the drawer's key whose `public` is: no one else can put their own in its place."""
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Ring:
    """All holders, and the drawer's earlier keys under the present one. False while there is no drawer."""

    holders: tuple[Holder, ...] = ()
    earlier: bytes = b""

    def __bool__(self) -> bool:
        return bool(self.holders or self.earlier)

    def find(self, slot: str) -> Holder | None:
        return next((each for each in self.holders if each.slot == slot), None)

    def with_holder(self, holder: Holder) -> "Ring":
        """With this one in place of an earlier one of the same slot."""
        others = (each for each in self.holders if each.slot != holder.slot)
        return replace(self, holders=(*others, holder))

    def without(self, slot: str) -> "Ring":
        return replace(self, holders=tuple(each for each in self.holders if each.slot != slot))

    def of_slots(self, slots: Collection[str]) -> "Ring":
        """Only the holders whose slots are there, and the paper."""
        return replace(self, holders=tuple(each for each in self.holders if each.slot in slots or each.slot == PAPER))

    def keys_behind(self, desk: str, holder: Holder, secret: bytes) -> tuple[bytes, ...] | None:
        """The drawer's keys, the present one first; None when the secret is another one. Raises SlotsAltered."""
        private = crypto.unwrap(_lock(holder, secret), holder.private, _bound(desk, holder))
        if private is None:
            return None
        key = _opened(private, holder.held, _bound(desk, holder))
        if key is None:
            raise SlotsAltered
        return (key, *self._earlier_keys(key))

    def turned(self, desk: str, keys: tuple[bytes, ...], fresh: bytes) -> "Ring":
        """Every holder gets the fresh key, and the earlier ones go under it. Raises SlotsAltered."""
        for each in self.holders:
            if not crypto.same(_vouch(keys[0], each), each.vouched):
                raise SlotsAltered
        holders = tuple(
            replace(each, held=_wrapped_to(each.public, fresh, _bound(desk, each)), vouched=_vouch(fresh, each))
            for each in self.holders
        )
        return Ring(holders, crypto.wrap(fresh, b"".join(keys), b"earlier"))

    def _earlier_keys(self, key: bytes) -> tuple[bytes, ...]:
        if not self.earlier:
            return ()
        joined = crypto.unwrap(key, self.earlier, b"earlier")
        if joined is None:
            raise SlotsAltered
        return tuple(joined[at : at + crypto.KEY_BYTES] for at in range(0, len(joined), crypto.KEY_BYTES))


def new_holder(desk: str, slot: str, secret: bytes, key: bytes, mark: str = "") -> Holder:
    """A way into the drawer for whoever has this secret (32 bytes)."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    pair = X25519PrivateKey.generate()
    salt = crypto.new_key()[: crypto.SALT_BYTES]
    bare = Holder(slot, salt, pair.public_key().public_bytes_raw(), b"", b"", b"", mark)
    bound = _bound(desk, bare)
    return replace(
        bare,
        private=crypto.wrap(_lock(bare, secret), pair.private_bytes_raw(), bound),
        held=_wrapped_to(bare.public, key, bound),
        vouched=_vouch(key, bare),
    )


def moved(desk: str, holder: Holder, old: bytes, new: bytes) -> Holder | None:
    """The same holder under another secret; None when the old one is not its own."""
    private = crypto.unwrap(_lock(holder, old), holder.private, _bound(desk, holder))
    if private is None:
        return None
    return replace(holder, private=crypto.wrap(_lock(holder, new), private, _bound(desk, holder)))


def _bound(desk: str, holder: Holder) -> bytes:
    return _canonical([desk, holder.slot, holder.salt.hex(), holder.public.hex(), holder.mark])


def _lock(holder: Holder, secret: bytes) -> bytes:
    return crypto.derived(secret, holder.salt, f"drawer/{holder.slot}")


def _vouch(key: bytes, holder: Holder) -> bytes:
    said = _canonical([holder.slot, holder.public.hex(), holder.mark])
    return crypto.seal(crypto.derived(key, holder.salt, "vouch"), said)


def _wrapped_to(public: bytes, key: bytes, clear: bytes) -> bytes:
    """The key for whoever has the private half: a pair for this once, agreement, and a wrap under what is agreed."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

    once = X25519PrivateKey.generate()
    shared = once.exchange(X25519PublicKey.from_public_bytes(public))
    mine = once.public_key().public_bytes_raw()
    return mine + crypto.wrap(crypto.derived(shared, mine + public, "drawer"), key, clear)


def _opened(private: bytes, held: bytes, clear: bytes) -> bytes | None:
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

    pair = X25519PrivateKey.from_private_bytes(private)
    theirs, wrapped = held[:_PUBLIC_BYTES], held[_PUBLIC_BYTES:]
    try:
        shared = pair.exchange(X25519PublicKey.from_public_bytes(theirs))
    except ValueError:
        return None
    agreed = crypto.derived(shared, theirs + pair.public_key().public_bytes_raw(), "drawer")
    return crypto.unwrap(agreed, wrapped, clear)


_FIELDS = ("salt", "public", "private", "held", "vouched")


def ring_as_json(ring: Ring) -> dict[str, Any]:
    holders = [
        {"slot": each.slot, "mark": each.mark, **{name: _text(getattr(each, name)) for name in _FIELDS}}
        for each in ring.holders
    ]
    return {"holders": holders, "earlier": _text(ring.earlier)}


def ring_from_json(body: dict[str, Any] | None) -> Ring:
    """Raises KeyError, TypeError, ValueError for what is none."""
    if body is None:
        return Ring()
    holders = tuple(
        Holder(slot=each["slot"], mark=each["mark"], **{name: _bytes(each[name]) for name in _FIELDS})
        for each in body["holders"]
    )
    return Ring(holders, _bytes(body["earlier"]))


def _canonical(value: Any) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":")).encode()


def _text(value: bytes) -> str:
    return base64.b64encode(value).decode()


def _bytes(value: str) -> bytes:
    return base64.b64decode(value, validate=True)
