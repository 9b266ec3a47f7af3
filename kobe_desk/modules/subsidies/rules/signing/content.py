"""What stands in a packet for signing: the papers as they are now, who is asked, and nothing else of the desk.

No archive is unpacked: a short manifest says how long each paper is, and the papers follow one another.
"""

import hashlib
import json
import struct
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from kobe_desk.modules.subsidies.rules.packet.parts import (
    canonical,
    read_day,
    read_line,
    read_text,
    refuse,
    require_shallow,
)
from kobe_desk.modules.subsidies.rules.packet.sealed import Kind
from kobe_desk.modules.subsidies.rules.packet.situations import PacketExpired, PacketWrong
from kobe_desk.modules.subsidies.rules.signing.situations import NotASigningPacket

SUFFIX = ".kdsign"
MOST_NOTE = 1000
KIND = Kind(b"kobe-desk/signing\n", 48 * 1024 * 1024, NotASigningPacket)
_SIZE = struct.Struct(">I")
_MOST_MANIFEST = 512 * 1024
_MOST_PAPERS = 100
_MOST_PLACES = 20
_MOST_ROOTS = 5
_MOST_ROOT = 8000
_LARGEST_MM = 2000.0


@dataclass(frozen=True, slots=True)
class Place:
    """Room for one signature: whose, in which order, on which page, where (mm from the top left)."""

    role: str
    office: str
    order: int
    page: int
    box: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody who is asked to sign: the office, who holds it (for the stamp), and when it is their turn."""

    role: str
    office: str
    name: str
    order: int


@dataclass(frozen=True, slots=True)
class Declined:
    """Somebody who does not sign, and why (辞退)."""

    role: str
    office: str
    name: str
    reason: str
    day: date


@dataclass(frozen=True, slots=True)
class SentPaper:
    """One paper: `first_sha256` of what was prepared, `sha256` as it was sent, and its bytes as they are now."""

    id: UUID
    title: str
    programme: str
    first_sha256: str
    sha256: str
    places: tuple[Place, ...]
    data: bytes


@dataclass(frozen=True, slots=True)
class SigningPacket:
    """One packet as it is open."""

    id: UUID
    association: str
    asker: str
    """Who sends it, by name."""
    note: str
    made: date
    until: date
    roots: tuple[str, ...]
    """The association's certificates (PEM), under which every signature has to stand."""
    asked: tuple[Asked, ...]
    papers: tuple[SentPaper, ...]
    declined: Declined | None = None

    def require_open(self, today: date) -> None:
        """Raises PacketExpired."""
        if today > self.until:
            from kobe_desk.core.japanese.era import wareki

            raise PacketExpired(day=wareki(self.until))

    def with_papers(self, data: dict[UUID, bytes]) -> "SigningPacket":
        """The same packet with these papers signed once more."""
        return replace(self, papers=tuple(replace(each, data=data.get(each.id, each.data)) for each in self.papers))


def encoded(packet: SigningPacket) -> bytes:
    """A manifest in canonical JSON behind its length, then the papers one after the other."""
    body = {
        "packet": str(packet.id),
        "association": packet.association,
        "asker": packet.asker,
        "note": packet.note,
        "made": packet.made.isoformat(),
        "until": packet.until.isoformat(),
        "roots": list(packet.roots),
        "asked": [[each.role, each.office, each.name, each.order] for each in packet.asked],
        "papers": [
            {
                "id": str(each.id),
                "title": each.title,
                "programme": each.programme,
                "first": each.first_sha256,
                "sent": each.sha256,
                "places": [_place_data(place) for place in each.places],
                "size": len(each.data),
            }
            for each in packet.papers
        ],
        "declined": _declined_data(packet.declined),
    }
    text = canonical(body).encode()
    return b"".join((_SIZE.pack(len(text)), text, *(each.data for each in packet.papers)))


def _place_data(place: Place) -> list[Any]:
    """Lengths in whole micrometres: no fractions are read from a stranger's file."""
    return [place.role, place.office, place.order, place.page, [round(each * 1000) for each in place.box]]


def _declined_data(said: Declined | None) -> list[str] | None:
    return [said.role, said.office, said.name, said.reason, said.day.isoformat()] if said else None


def decoded(content: bytes) -> SigningPacket:
    """A packet of its bytes. Raises PacketWrong for whatever a packet never holds."""
    try:
        (size,) = _SIZE.unpack(content[: _SIZE.size])
        start = _SIZE.size + size
        if size > _MOST_MANIFEST or start > len(content):
            raise PacketWrong
        text = content[_SIZE.size : start].decode()
        require_shallow(text)
        return _packet(json.loads(text, parse_constant=refuse, parse_float=refuse), content[start:])
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, struct.error) as fault:
        raise PacketWrong from fault


def _packet(data: Any, rest: bytes) -> SigningPacket:
    asked = tuple(_asked(each) for each in data["asked"])
    papers = tuple(_papers(data["papers"], rest))
    roles = {each.role for each in asked}
    if not roles or len(roles) < len(asked) or len(asked) > _MOST_PLACES:
        raise PacketWrong
    if not papers or len({each.id for each in papers}) < len(papers):
        raise PacketWrong
    if any(not roles & {place.role for place in each.places} for each in papers):
        raise PacketWrong  # a paper that nobody of them signs does not travel
    return SigningPacket(
        UUID(data["packet"]),
        read_line(data["association"]),
        read_line(data["asker"]),
        read_text(data["note"], MOST_NOTE),
        read_day(data["made"]),
        read_day(data["until"]),
        _roots(data["roots"]),
        asked,
        papers,
        _declined(data["declined"], roles),
    )


def _roots(data: Any) -> tuple[str, ...]:
    if not isinstance(data, list) or not 0 < len(data) <= _MOST_ROOTS:
        raise PacketWrong
    if any(not isinstance(each, str) or len(each) > _MOST_ROOT or not each.isascii() for each in data):
        raise PacketWrong
    return tuple(data)


def _asked(data: Any) -> Asked:
    role, office, name, order = data
    return Asked(_role(role), read_line(office), read_line(name), _whole(order, 99))


def _papers(data: Any, rest: bytes) -> Iterator[SentPaper]:
    if not isinstance(data, list) or len(data) > _MOST_PAPERS:
        raise PacketWrong
    at = 0
    for each in data:
        end = at + _whole(each["size"], len(rest) - at)
        places = tuple(map(_place, each["places"]))
        if not 0 < len(places) <= _MOST_PLACES or len({place.role for place in places}) < len(places):
            raise PacketWrong
        yield SentPaper(
            UUID(each["id"]),
            read_line(each["title"]),
            read_line(each["programme"]),
            _digest(each["first"]),
            _digest(each["sent"]),
            places,
            rest[at:end],
        )
        at = end
    if at != len(rest):
        raise PacketWrong


def _place(data: Any) -> Place:
    role, office, order, page, box = data
    left, top, width, height = (_whole(each, int(_LARGEST_MM * 1000)) / 1000 for each in box)
    return Place(_role(role), read_line(office), _whole(order, 99), _whole(page, 500), (left, top, width, height))


def _declined(data: Any, roles: set[str]) -> Declined | None:
    if data is None:
        return None
    role, office, name, reason, day = data
    found = Declined(
        _role(role), read_line(office), read_line(name), read_text(reason, MOST_NOTE).strip(), read_day(day)
    )
    if found.role not in roles or not found.reason:
        raise PacketWrong
    return found


def _role(text: Any) -> str:
    found = read_line(text)
    if not found or not all(each == "_" or (each.isascii() and each.islower()) for each in found):
        raise PacketWrong
    return found


def _digest(text: Any) -> str:
    if not isinstance(text, str) or len(text) != hashlib.sha256().digest_size * 2:
        raise PacketWrong
    return bytes.fromhex(text).hex()


def _whole(value: Any, most: int) -> int:
    if type(value) is not int or not 0 < value <= most:
        raise PacketWrong
    return value
