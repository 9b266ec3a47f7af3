"""Packets for signing as files: sealed and written, opened, signed or declined on the other computer. No desk."""

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from kobe_desk.core import clock
from kobe_desk.core.names import lines
from kobe_desk.core.progress import Report
from kobe_desk.core.vault import crypto
from kobe_desk.core.vault.crypto import Cost
from kobe_desk.modules.subsidies.exchange.circulating.looking import Looked, checked, look, same_words
from kobe_desk.modules.subsidies.exchange.helping import save_file
from kobe_desk.modules.subsidies.exchange.making import place_name
from kobe_desk.modules.subsidies.exchange.signing import stamp_of
from kobe_desk.modules.subsidies.rules import packet as seals
from kobe_desk.modules.subsidies.rules.packet import Closed, PacketUnreadable, PacketWrong, sealed
from kobe_desk.modules.subsidies.rules.signing import (
    KIND,
    MOST_NOTE,
    Asked,
    Declined,
    DeclinedAlready,
    KeyOfAnotherHouse,
    KeyOfAnotherOffice,
    NobodyLeft,
    SentPaper,
    SigningPacket,
    decoded,
    encoded,
)
from kobe_desk.modules.subsidies.usecases import ReasonMissing

if TYPE_CHECKING:
    from kobe_desk.paper.sign.signer import Signer


@dataclass(frozen=True, slots=True)
class Sent:
    """A packet that was written, what opens it at the desk, and its slip as a PDF. The words are on the slip only."""

    packet: SigningPacket
    path: Path
    secret: bytes = field(repr=False)
    slip: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class OpenSigning:
    """A packet open on the signer's computer, and where it is saved again."""

    packet: SigningPacket
    path: Path
    closed: Closed
    secret: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class SigningNow:
    """An open packet whose papers were looked at: who has signed, and whose turn it is."""

    opened: OpenSigning
    looked: tuple[Looked, ...]

    @property
    def packet(self) -> SigningPacket:
        return self.opened.packet

    @property
    def turn(self) -> Asked | None:
        """Who of those that are asked is next; nobody once all have signed, or somebody has declined."""
        if self.packet.declined is not None:
            return None
        return next((each for each in self.in_turn if self.waiting(each.role)), None)

    @property
    def in_turn(self) -> tuple[Asked, ...]:
        return tuple(sorted(self.packet.asked, key=lambda each: each.order))

    def waiting(self, role: str) -> tuple[SentPaper, ...]:
        """The papers that an office has still to sign."""
        done = {each.paper for each in self.looked if role in each.signed_by}
        return tuple(
            each for each in self.packet.papers
            if each.id not in done and any(place.role == role for place in each.places)
        )  # fmt: skip


def write_signing(given: SigningPacket, path: Path, cost: Cost, report: Report) -> Sent:
    """Draw six words, write the packet, make the slip. Raises PacketCannotBeSaved, PacketTooLarge, MissingGlyph."""
    from kobe_desk.modules.subsidies.papers.slip import signing_slip

    words, secret = seals.words.draw(), crypto.new_key()
    report(0, 2)
    closed = sealed.new(given.id, seals.words.folded(" ".join(words)), secret, cost, KIND)
    data = sealed.file_of(closed, secret, encoded(given))
    paper = signing_slip(given, words, path.name)
    report(1, 2)
    save_file(path, data)
    return Sent(given, path, secret, paper)


def look_at_signing(path: Path, report: Report) -> Closed:
    """A packet, still closed. Raises as `open_signing`, but for the words."""
    report(0, 1)
    return sealed.closed_of(sealed.read(path, KIND), KIND)


def open_signing(path: Path, typed: str, report: Report) -> OpenSigning:
    """Open a packet with the six words of its slip.

    Raises PacketUnreadable, NotASigningPacket, PacketNewer, PacketDamaged, PacketTooDear, PacketTooLarge, NoSuchWord,
    WrongWords, PacketWrong, PacketExpired.
    """
    closed = look_at_signing(path, report)
    secret = sealed.key_of(closed, seals.words.require(typed))
    found = open_sent(closed, secret, report)
    found.require_open(clock.today())
    return OpenSigning(found, path, closed, secret)


def open_sent(closed: Closed, secret: bytes, report: Report) -> SigningPacket:
    """The content of a packet, by what opens it. Raises PacketDamaged, PacketWrong."""
    report(0, 1)
    found = decoded(sealed.content_of(closed, secret))
    if found.id != closed.id:
        raise PacketWrong
    return found


def sign_in_packet(now: SigningNow, key_file: bytes, passphrase: str, report: Report) -> SigningNow:
    """Whose turn it is signs all papers that wait for the office; the packet is saved over itself, whole or not at all.

    It needs an opened key, so it runs in the program itself. Raises NobodyLeft, DeclinedAlready, PacketExpired,
    KeyOfAnotherOffice, KeyOfAnotherHouse, PacketCannotBeSaved, and what opening a key and signing refuse.
    """
    from kobe_desk.paper.sign.signer import load_signer

    turn = _turn(now)
    papers = now.waiting(turn.role)
    report(0, len(papers) + 1)
    signer = load_signer(key_file, passphrase)
    _require_right_key(signer, turn, now.packet)
    data = {}
    for number, each in enumerate(papers, start=1):
        report(number, len(papers) + 1)
        data[each.id] = _signed(each, turn, signer)
    opened = _saved(now.opened, now.packet.with_papers(data))
    return SigningNow(opened, _looked_again(now, opened.packet, set(data)))


def decline_in_packet(now: SigningNow, reason: str, report: Report) -> SigningNow:
    """Whose turn it is does not sign; the reason stands in the packet. Raises ReasonMissing and as `sign_in_packet`."""
    turn, why = _turn(now), lines(reason)
    if not why:
        raise ReasonMissing("reason")
    report(0, 1)
    said = Declined(turn.role, turn.office, turn.name, why[:MOST_NOTE], clock.today())
    return replace(now, opened=_saved(now.opened, replace(now.packet, declined=said)))


def _turn(now: SigningNow) -> Asked:
    now.packet.require_open(clock.today())
    if now.packet.declined is not None:
        raise DeclinedAlready(office=now.packet.declined.office)
    if now.turn is None:
        raise NobodyLeft
    return now.turn


def _require_right_key(signer: "Signer", turn: Asked, packet: SigningPacket) -> None:
    from kobe_desk.paper.sign.certificates import load_certificate
    from kobe_desk.paper.verify.trust import root_above

    facts = signer.facts
    asked = f"{turn.office} {turn.name}".strip()
    if not same_words(facts.office, turn.office) or (turn.name and not same_words(facts.name, turn.name)):
        raise KeyOfAnotherOffice("key", who=facts.who, asked=asked)
    roots = [load_certificate(each.encode()) for each in packet.roots]
    if not root_above(load_certificate(signer.certificate_pem), roots):
        raise KeyOfAnotherHouse("key", who=facts.who, association=packet.association)


def _signed(paper: SentPaper, turn: Asked, signer: "Signer") -> bytes:
    from kobe_desk.paper.sign.packet import taken_up
    from kobe_desk.paper.sign.pdf import NotThePreparedPaper, sign

    places = sorted(paper.places, key=lambda each: each.order)
    prepared = taken_up(paper.data, paper.first_sha256, tuple(map(place_name, places)))
    if prepared is None:
        raise NotThePreparedPaper
    place = next(each for each in places if each.role == turn.role)
    stamp = stamp_of(signer, turn.name or signer.facts.name, place.box[2])
    return sign(prepared, place_name(place), signer, stamp).packet.pdf


def _looked_again(now: SigningNow, packet: SigningPacket, changed: set[UUID]) -> tuple[Looked, ...]:
    roots = [each.encode() for each in packet.roots]
    before = {each.paper: each for each in now.looked}
    return tuple(
        look(checked(each), each.data, roots) if each.id in changed else before[each.id] for each in packet.papers
    )


def _saved(opened: OpenSigning, packet: SigningPacket) -> OpenSigning:
    """The packet over itself. Raises PacketCannotBeSaved, PacketTooLarge."""
    save_file(opened.path, sealed.file_of(opened.closed, opened.secret, encoded(packet)))
    return replace(opened, packet=packet)


def read_key(path: Path) -> bytes:
    """The bytes of a key file (PKCS#12), as far as one can be long. Raises PacketUnreadable."""
    from kobe_desk.paper.sign.key_files import LARGEST

    try:
        with path.open("rb") as file:
            return file.read(LARGEST + 1)
    except OSError as fault:
        raise PacketUnreadable("key") from fault
