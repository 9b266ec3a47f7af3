"""Papers of the sample association on their way to be signed: sent with a cheap derivation, opened, taken in."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from uuid import UUID

from kobe_desk.core.progress import silent
from kobe_desk.core.records import Records
from kobe_desk.core.vault import crypto
from kobe_desk.modules.association.usecases import key_file, key_for
from kobe_desk.modules.subsidies import exchange
from kobe_desk.modules.subsidies.exchange import circulating
from kobe_desk.modules.subsidies.exchange.circulating import OpenSigning, SigningNow
from kobe_desk.modules.subsidies.rules import packet as seals
from kobe_desk.modules.subsidies.rules import signing
from kobe_desk.modules.subsidies.rules.packet import sealed
from kobe_desk.modules.subsidies.rules.signing import SigningPacket
from kobe_desk.modules.subsidies.usecases import keep_signatures, signing_order
from kobe_desk.modules.subsidies.usecases.circulating import (
    ReturnedSigning,
    SendRequest,
    judging_order,
    keep_returned,
    packet_to_sign,
    send_for_signing,
    signing_secret,
)
from support.helping import CHEAP, WORDS

UNTIL = date(2026, 12, 20)


@dataclass
class Travelling:
    """One packet and the desk that sent it."""

    records: Records
    key: UUID
    packet: SigningPacket
    path: Path
    secret: bytes = field(repr=False)

    def open(self) -> SigningNow:
        """On the other computer."""
        found = circulating.open_signing(self.path, WORDS, silent)
        return SigningNow(found, circulating.look_at_papers(found.packet, silent))

    def judged(self) -> ReturnedSigning:
        """Back at the desk."""
        closed = circulating.look_at_signing(self.path, silent)
        back = circulating.open_sent(closed, self.records.ask(signing_secret, closed.id), silent)
        return circulating.judge(self.records.ask(judging_order, closed.id), back, silent)

    def take_in(self) -> None:
        self.records.do(keep_returned, self.judged(), False)

    def write(self, packet: SigningPacket) -> None:
        """Another content under the same seal, as somebody with the words could make it."""
        self.path.write_bytes(file_of(packet, self.secret))


def send(records: Records, key: UUID, folder: Path, *roles: str, stage: str = "", note: str = "") -> Travelling:
    request = SendRequest((key,), stage, roles, note, UNTIL, records.who.person)
    given, secret = records.ask(packet_to_sign, request), crypto.new_key()
    path = folder / f"署名{signing.SUFFIX}"
    path.write_bytes(file_of(given, secret))
    records.do(send_for_signing, request, given, secret, path.name)
    return Travelling(records, key, given, path, secret)


def file_of(given: SigningPacket, secret: bytes) -> bytes:
    return sealed_file(given.id, secret, signing.encoded(given))


def sealed_file(packet: UUID, secret: bytes, content: bytes) -> bytes:
    head = sealed.new(packet, seals.words.folded(WORDS), secret, CHEAP, signing.KIND)
    return sealed.file_of(head, secret, content)


def opened_as(path: Path, packet: SigningPacket, secret: bytes) -> OpenSigning:
    return OpenSigning(packet, path, sealed.closed_of(path.read_bytes(), signing.KIND), secret)


def key_of(records: Records, role: str) -> bytes:
    return records.ask(key_file, records.ask(key_for, role).id)


def sign_here(records: Records, key: UUID, role: str, passphrase: str) -> None:
    order = records.ask(signing_order, key, role)
    records.do(keep_signatures, role, exchange.sign_papers(order, passphrase, silent))
