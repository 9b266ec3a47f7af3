"""The file of a packet of either kind: a short head in clear, the content under AES-256-GCM, a checksum over all of it.

The content's key is random. It stands in the head under what Argon2id makes of the six words, and the desk that
handed the packet out keeps it too: so the words are needed on the other computer only, and are kept nowhere.
The head is bound to the content. Every limit is looked at before any work is done.
"""

import base64
import json
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from kobe_desk.core.errors import UserError
from kobe_desk.core.vault import crypto
from kobe_desk.core.vault.crypto import PRODUCT, Cost
from kobe_desk.modules.subsidies.rules.packet.situations import (
    NotAPacket,
    PacketDamaged,
    PacketNewer,
    PacketTooDear,
    PacketTooLarge,
    PacketUnreadable,
    WrongWords,
)

SUFFIX = ".kdpacket"
MOST_BYTES = 2 * 1024 * 1024
FORMAT = 1
_SIZES = struct.Struct(">HI")  # format, bytes of the head
_MOST_HEAD = 2048
_CHECKSUM = 32
_WRAPPED = crypto.NONCE_BYTES + crypto.KEY_BYTES + 16


@dataclass(frozen=True, slots=True)
class Kind:
    """Which packet a file is: how it begins, how large it may be, and what is said of any other file."""

    magic: bytes
    most_bytes: int
    stranger: type[UserError]


HELP = Kind(b"kobe-desk/packet\n", MOST_BYTES, NotAPacket)
"""お手伝いの包み."""


@dataclass(frozen=True, slots=True)
class Closed:
    """A packet whose file is whole, not opened yet."""

    id: UUID
    salt: bytes
    cost: Cost
    wrapped: bytes
    head: bytes
    """All that stands in clear before the content; the content is bound to it."""
    content: bytes = b""
    kind: Kind = HELP


def new(packet: UUID, words: str, key: bytes, cost: Cost = PRODUCT, kind: Kind = HELP) -> Closed:
    """A packet without content yet, whose key is opened by these (folded) words."""
    salt = crypto.new_key()[: crypto.SALT_BYTES]
    wrapped = crypto.wrap(crypto.stretched(words, salt, cost), key, _bound(kind, packet, salt, cost))
    return _closed(kind, packet, salt, cost, wrapped)


def file_of(closed: Closed, key: bytes, content: bytes) -> bytes:
    """The whole file with this content. Raises PacketTooLarge."""
    body = closed.head + crypto.wrap(key, content, closed.head)
    if len(body) + _CHECKSUM > closed.kind.most_bytes:
        raise PacketTooLarge
    return body + bytes.fromhex(crypto.fingerprint(body))


def read(path: Path, kind: Kind = HELP) -> bytes:
    """The bytes of a file, if it can be a packet. Raises PacketUnreadable, PacketTooLarge."""
    try:
        with path.open("rb") as file:
            data = file.read(kind.most_bytes + 1)
    except OSError as fault:
        raise PacketUnreadable from fault
    if len(data) > kind.most_bytes:
        raise PacketTooLarge
    return data


def closed_of(data: bytes, kind: Kind = HELP) -> Closed:
    """What can be known of a packet without the words.

    Raises NotAPacket (or what the kind says of a stranger), PacketNewer, PacketDamaged, PacketTooDear, PacketTooLarge.
    """
    if len(data) > kind.most_bytes:
        raise PacketTooLarge
    start = len(kind.magic) + _SIZES.size
    if not data.startswith(kind.magic):
        raise kind.stranger
    if len(data) < start + _CHECKSUM:
        raise PacketDamaged
    number, size = _SIZES.unpack(data[len(kind.magic) : start])
    body, checksum = data[:-_CHECKSUM], data[-_CHECKSUM:]
    if not crypto.same(bytes.fromhex(crypto.fingerprint(body)), checksum):
        raise PacketDamaged
    if number > FORMAT:
        raise PacketNewer
    if number < FORMAT or size > _MOST_HEAD or start + size > len(body):
        raise PacketDamaged
    found = _of_json(kind, body[start : start + size])
    if found.head != body[: start + size]:
        raise PacketDamaged  # written otherwise than we write it
    return Closed(found.id, found.salt, found.cost, found.wrapped, found.head, body[start + size :], kind)


def key_of(closed: Closed, words: str) -> bytes:
    """The content's key from the (folded) words. Raises WrongWords."""
    stretched = crypto.stretched(words, closed.salt, closed.cost)
    key = crypto.unwrap(stretched, closed.wrapped, _bound(closed.kind, closed.id, closed.salt, closed.cost))
    if key is None:
        raise WrongWords("words")
    return key


def content_of(closed: Closed, key: bytes) -> bytes:
    """The content. Raises PacketDamaged when key, head and content do not belong together."""
    content = crypto.unwrap(key, closed.content, closed.head)
    if content is None:
        raise PacketDamaged
    return content


def _closed(kind: Kind, packet: UUID, salt: bytes, cost: Cost, wrapped: bytes) -> Closed:
    text = _canonical({
        "packet": str(packet),
        "salt": salt.hex(),
        "argon2id": [cost.memory_kib, cost.passes, cost.lanes],
        "wrapped": base64.b64encode(wrapped).decode(),
    })  # fmt: skip
    return Closed(packet, salt, cost, wrapped, kind.magic + _SIZES.pack(FORMAT, len(text)) + text, kind=kind)


def _of_json(kind: Kind, text: bytes) -> Closed:
    try:
        found = json.loads(text)
        memory, passes, lanes = found["argon2id"]
        cost = Cost(_whole(memory), _whole(passes), _whole(lanes))
        salt, wrapped = bytes.fromhex(found["salt"]), base64.b64decode(found["wrapped"], validate=True)
        packet = UUID(found["packet"])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise PacketDamaged from None
    if len(salt) != crypto.SALT_BYTES or len(wrapped) != _WRAPPED:
        raise PacketDamaged
    if not cost.bearable or cost.memory_kib > PRODUCT.memory_kib or cost.passes > 2 * PRODUCT.passes:
        raise PacketTooDear
    return _closed(kind, packet, salt, cost, wrapped)


def _whole(value: Any) -> int:
    if type(value) is not int:
        raise TypeError
    return value


def _bound(kind: Kind, packet: UUID, salt: bytes, cost: Cost) -> bytes:
    return kind.magic + _canonical([FORMAT, str(packet), salt.hex(), [cost.memory_kib, cost.passes, cost.lanes]])


def _canonical(value: Any) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":")).encode()
