"""A packet as the tests hand it out: a cheap derivation, and the file on a stick."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import UUID

from kobe_desk.core.records import Records
from kobe_desk.core.vault import crypto
from kobe_desk.core.vault.crypto import Cost
from kobe_desk.modules.subsidies.rules import packet
from kobe_desk.modules.subsidies.rules.packet import Packet, sealed
from kobe_desk.modules.subsidies.usecases.helping import HelpRequest, hand_out_packet, packet_for

CHEAP = Cost(64, 1, 1)
WORDS = "あいさつ あおぞら あかり あきばれ あさがお あさひ"
UNTIL = date(2026, 12, 20)
QUESTIONS = ("content", "effect", "schedule")


@dataclass
class Out:
    """A packet that was handed out."""

    packet: Packet
    secret: bytes
    path: Path


def request_for(key: UUID, questions=QUESTIONS, context=("project_name", "place"), **more) -> HelpRequest:
    facts = {"helper": "手伝 太郎", "note": "写真を見て書いてください。", "until": UNTIL, **more}
    return HelpRequest(key, tuple(questions), tuple(context), **facts)


def hand_out(records: Records, key: UUID, folder: Path, words: str = WORDS, **more) -> Out:
    """A packet on a stick."""
    given = records.ask(packet_for, request_for(key, **more))
    secret = crypto.new_key()
    path = folder / f"包み{packet.SUFFIX}"
    path.write_bytes(file_of(given, secret, words))
    records.do(hand_out_packet, given, secret, path.name)
    return Out(given, secret, path)


def file_of(given: Packet, secret: bytes, words: str = WORDS) -> bytes:
    head = sealed.new(given.id, packet.words.folded(words), secret, CHEAP)
    return sealed.file_of(head, secret, packet.encoded(given))


def opened(path: Path, secret: bytes) -> Packet:
    return packet.decoded(sealed.content_of(sealed.closed_of(sealed.read(path)), secret))
