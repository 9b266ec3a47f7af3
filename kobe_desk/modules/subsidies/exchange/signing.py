"""署名する: one officer signs every paper that waits for the office, and each is opened again and checked."""

import hashlib
from typing import TYPE_CHECKING

from kobe_desk.core import clock
from kobe_desk.core.progress import Report
from kobe_desk.modules.subsidies.exchange.making import place_name
from kobe_desk.modules.subsidies.usecases import PaperRow, PapersChanged, PaperToSign, SignedRequest, SigningOrder

if TYPE_CHECKING:
    from kobe_desk.paper.sign.packet import Packet
    from kobe_desk.paper.sign.signer import Signer


def sign_papers(order: SigningOrder, passphrase: str, report: Report) -> tuple[SignedRequest, ...]:
    """The papers with one more signature each. Raises WrongPassphrase and what signing refuses; nothing is kept then.

    It needs an opened key, so it runs in the program itself, never in a child.
    """
    from kobe_desk.paper.sign.signer import load_signer
    from kobe_desk.paper.sign.trusted_time import time_service

    report(0, len(order.papers) + 1)
    signer = load_signer(order.key_file, passphrase, lambda: report(0, len(order.papers) + 1), time_service())
    done = []
    for number, paper in enumerate(order.papers, start=1):
        report(number, len(order.papers) + 1)
        done.append(_signed(paper, order.key.name, signer))
    return tuple(done)


def _signed(paper: PaperToSign, name: str, signer: "Signer") -> SignedRequest:
    from kobe_desk.paper.sign.pdf import sign

    packet = packet_of(paper.data, paper.row)
    made = sign(packet, place_name(paper.place), signer, stamp_of(signer, name, paper.place.box[2]))
    return SignedRequest(paper.row.id, hashlib.sha256(paper.data).hexdigest(), made.packet.pdf, signer.time_missing)


def stamp_of(signer: "Signer", name: str, width: float) -> bytes:
    """The name as the desk writes it: a certificate holds no variant kanji."""
    from kobe_desk.paper.stamp import StampFacts, stamp_pdf

    facts = signer.facts
    seen = StampFacts(facts.association, facts.office, name, clock.wall(), fingerprint=facts.fingerprint)
    return stamp_pdf(seen, width)


def packet_of(pdf: bytes, row: PaperRow) -> "Packet":
    """The kept paper as signing knows it: what was prepared is its beginning. Raises PapersChanged if it is not."""
    from kobe_desk.paper.sign.packet import taken_up

    names = tuple(place_name(each) for each in sorted(row.places, key=lambda each: each.order))
    found = taken_up(pdf, row.first_sha256, names)
    if found is None:
        raise PapersChanged
    return found
