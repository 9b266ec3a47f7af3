"""議事録に電子署名する: one after another in the same PDF, each signature leaving those before it valid (PAdES)."""

from typing import TYPE_CHECKING

from kobe_desk.core import clock
from kobe_desk.core.errors import UserError
from kobe_desk.core.progress import Report
from kobe_desk.core.text import N_
from kobe_desk.modules.meetings.usecases import MinutesToSign, SignRequest

if TYPE_CHECKING:  # signing is imported where somebody signs
    from kobe_desk.paper.sign.packet import Packet
    from kobe_desk.paper.sign.signer import Signer

A4_HEIGHT = 297.0


class SignedMinutesChanged(UserError):
    text = N_("The signed minutes are not as they were prepared. Nothing was signed. Please bring back a backup.")


def sign_minutes_pdf(order: MinutesToSign, passphrase: str, report: Report) -> SignRequest:
    """The minutes with one more signature. Raises WrongPassphrase and what signing refuses; nothing is kept then.

    It needs an opened key, so it runs in the program itself, never in a child.
    """
    from kobe_desk.paper.sign.pdf import sign
    from kobe_desk.paper.sign.signer import load_signer
    from kobe_desk.paper.sign.trusted_time import time_service

    report(0, 2)
    signer = load_signer(order.key_file, passphrase, lambda: report(0, 2), time_service())
    packet = _packet(order)
    place = packet.places[order.digital.index(order.name)]
    report(1, 2)
    made = sign(packet, place, signer, _stamp(signer, order.name)).packet
    return SignRequest(order.name, clock.today(), made.pdf, made.sha256, made.places, signer.time_missing)


def _packet(order: MinutesToSign) -> "Packet":
    """The PDF that others signed before, or a new one with all its places."""
    from kobe_desk.modules.meetings.papers.minutes import minutes_with_places
    from kobe_desk.paper.sign.packet import MM, SignaturePlace, prepare

    if order.pdf is not None:
        return _prepared(order.pdf, order)
    pdf, places = minutes_with_places(order.row, order.house, order.digital)
    return prepare(
        pdf,
        [
            SignaturePlace(f"sig_minutes__{number:02}", each.page, each.box[0] / MM, A4_HEIGHT - each.box[3] / MM,
                           (each.box[2] - each.box[0]) / MM, (each.box[3] - each.box[1]) / MM, each.office)
            for number, each in enumerate(places, 1)
        ],
    )  # fmt: skip


def _prepared(pdf: bytes, order: MinutesToSign) -> "Packet":
    """What was prepared is the beginning of what is kept. Raises SignedMinutesChanged if it is not."""
    from kobe_desk.paper.sign.packet import taken_up

    found = taken_up(pdf, order.first_sha256, order.places)
    if found is None:
        raise SignedMinutesChanged
    return found


def _stamp(signer: "Signer", name: str) -> bytes:
    """The name as the desk writes it: a certificate holds no variant kanji."""
    from kobe_desk.paper.stamp import StampFacts, stamp_pdf

    facts = signer.facts
    return stamp_pdf(StampFacts(facts.association, facts.office, name, clock.wall(), fingerprint=facts.fingerprint))
