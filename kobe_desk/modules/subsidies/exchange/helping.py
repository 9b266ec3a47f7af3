"""Packets for helpers as files: sealed and written, opened on either side, saved while they are answered. No desk."""

from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from kobe_desk.core import atomic, clock
from kobe_desk.core.progress import Report
from kobe_desk.core.vault import crypto
from kobe_desk.core.vault.crypto import PRODUCT, Cost
from kobe_desk.modules.subsidies.rules import packet
from kobe_desk.modules.subsidies.rules.packet import Closed, Packet, PacketCannotBeSaved, sealed

if TYPE_CHECKING:
    from kobe_desk.modules.subsidies.usecases.helping import WorkRow


@dataclass(frozen=True, slots=True)
class HandedOut:
    """A packet that was written, what opens it at the desk, and its slip as a PDF. The words are on the slip only."""

    packet: Packet
    path: Path
    secret: bytes = field(repr=False)
    slip: bytes = field(repr=False)


@dataclass(frozen=True)
class OpenPacket:
    """A packet open on the helper's computer, and where it is saved again."""

    packet: Packet
    path: Path
    closed: Closed
    secret: bytes = field(repr=False)


def write_packet(given: Packet, path: Path, cost: Cost, report: Report) -> HandedOut:
    """Draw six words, write the packet, make the slip. Raises PacketCannotBeSaved, PacketTooLarge, MissingGlyph."""
    from kobe_desk.modules.subsidies.papers.slip import slip

    words, secret = packet.words.draw(), crypto.new_key()
    report(0, 2)
    closed = sealed.new(given.id, packet.words.folded(" ".join(words)), secret, cost)
    data = sealed.file_of(closed, secret, packet.encoded(given))
    paper = slip(given, words, path.name)
    report(1, 2)
    save_file(path, data)
    return HandedOut(given, path, secret, paper)


def open_packet(path: Path, typed: str) -> OpenPacket:
    """Open a packet with the six words of its slip.

    Raises PacketUnreadable, NotAPacket, PacketNewer, PacketDamaged, PacketTooDear, PacketTooLarge, NoSuchWord,
    WrongWords, PacketWrong, PacketExpired.
    """
    closed = sealed.closed_of(sealed.read(path))
    secret = sealed.key_of(closed, packet.words.require(typed))
    found = _content(closed, secret)
    found.require_open(clock.today())
    return OpenPacket(found, path, closed, secret)


def save_packet(opened: OpenPacket, now: Packet) -> Packet:
    """Write the packet over itself, whole or not at all. Raises PacketCannotBeSaved, PacketTooLarge."""
    save_file(opened.path, sealed.file_of(opened.closed, opened.secret, packet.encoded(now)))
    return now


class Saver:
    """Saves a packet from several threads: one at a time, and never an older state over a newer one."""

    def __init__(self, opened: OpenPacket) -> None:
        self.opened = opened
        self._lock = Lock()
        self._newest = 0

    def save(self, number: int, now: Packet) -> Packet:
        """Write the state with this number, unless a later one is in the file. Raises as `save_packet`."""
        with self._lock:
            if number > self._newest:
                save_packet(self.opened, now)
                self._newest = number
        return now


def look_at_packet(path: Path, report: Report) -> Closed:
    """A packet that came back, still closed. Raises as `open_packet`, but for the words."""
    report(0, 1)
    return sealed.closed_of(sealed.read(path))


def open_returned(closed: Closed, secret: bytes, report: Report) -> Packet:
    """Its content, opened with what the desk kept. Raises PacketDamaged, PacketWrong."""
    report(0, 1)
    return _content(closed, secret)


def make_hours(title: str, rows: "tuple[WorkRow, ...]", association: str, report: Report) -> bytes:
    """The printable list of helpers' hours. Raises MissingGlyph."""
    from kobe_desk.modules.subsidies.papers.hours import hours_pdf

    report(0, 1)
    return hours_pdf(title, rows, association)


def _content(closed: Closed, secret: bytes) -> Packet:
    found = packet.decoded(sealed.content_of(closed, secret))
    if found.id != closed.id:
        raise packet.PacketWrong
    return found


def save_file(path: Path, data: bytes) -> None:
    """Write a packet, whole or not at all. Raises PacketCannotBeSaved."""
    try:
        atomic.write_bytes(path, data)
    except OSError as fault:
        raise PacketCannotBeSaved from fault


__all__ = (
    "HandedOut",
    "OpenPacket",
    "PRODUCT",
    "Saver",
    "look_at_packet",
    "make_hours",
    "open_packet",
    "open_returned",
    "save_file",
    "save_packet",
    "write_packet",
)
