"""A paper of a packet looked at by our own check: is it the one that was prepared, and who has signed it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from kobe_desk.core.names import fold
from kobe_desk.core.progress import Report
from kobe_desk.modules.subsidies.exchange.making import place_name
from kobe_desk.modules.subsidies.rules.signing import (
    PaperAltered,
    Place,
    SentPaper,
    SignatureBroken,
    SignedOutOfTurn,
    SignerNotAsked,
    SigningPacket,
)
from kobe_desk.modules.subsidies.usecases import PlaceRow

_DOUBTS = ("unknown_signer", "no_root", "revoked", "not_valid_then", "wrong_use")


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature on a paper: which office's place, and who it was as the certificate says."""

    role: str
    office: str
    name: str
    moment: datetime | None
    certificate: str

    @property
    def who(self) -> str:
        return f"{self.office} {self.name}".strip()


@dataclass(frozen=True, slots=True)
class Looked:
    """A paper that is what was prepared, with only good signatures on it."""

    paper: UUID
    signatures: tuple[Signature, ...]

    @property
    def signed_by(self) -> tuple[str, ...]:
        return tuple(each.role for each in self.signatures)


@dataclass(frozen=True, slots=True)
class Checked:
    """What a paper is looked at against."""

    id: UUID
    title: str
    first_sha256: str
    places: tuple[Place | PlaceRow, ...]


def look_at_papers(packet: SigningPacket, report: Report) -> tuple[Looked, ...]:
    """Every paper of a packet that is to be signed. Raises PaperAltered, SignatureBroken, NotACertificate."""
    roots = [each.encode() for each in packet.roots]
    found = []
    for number, each in enumerate(packet.papers):
        report(number, len(packet.papers))
        found.append(look(checked(each), each.data, roots))
    return tuple(found)


def checked(paper: SentPaper) -> Checked:
    return Checked(paper.id, paper.title, paper.first_sha256, paper.places)


def look(paper: Checked, data: bytes, roots: Sequence[bytes], revoked: Sequence[bytes] = ()) -> Looked:
    """Raises PaperAltered, SignatureBroken, SignedOutOfTurn."""
    from kobe_desk.paper.sign.packet import taken_up
    from kobe_desk.paper.verify.pdf import verify_pdf

    names = {place_name(each): each for each in paper.places}
    prepared = taken_up(data, paper.first_sha256, tuple(names))
    if prepared is None:
        raise PaperAltered(paper=paper.title)
    verdict = verify_pdf(data, roots, revoked)
    against = [each for each in verdict.findings if each.against or each.kind in _DOUBTS]
    if against:
        raise SignatureBroken(paper=paper.title, why=against[0].message())
    if not verdict.signatures and len(data) > prepared.size:
        raise PaperAltered(paper=paper.title)
    if any(each.field not in names or not each.known for each in verdict.signatures):
        raise PaperAltered(paper=paper.title)
    signatures = tuple(
        Signature(names[each.field].role, each.office, each.name, each.signed_at, each.certificate)
        for each in verdict.signatures
    )
    _require_turns(paper, signatures)
    for each in signatures:
        require_office(paper, each)
    return Looked(paper.id, signatures)


def _require_turns(paper: Checked, signatures: tuple[Signature, ...]) -> None:
    order = {each.role: each.order for each in paper.places}
    turns = [order[each.role] for each in signatures]
    open_ones = [each.order for each in paper.places if each.role not in {made.role for made in signatures}]
    for number, (turn, each) in enumerate(zip(turns, signatures, strict=True)):
        if any(later < turn for later in (*turns[number + 1 :], *open_ones)):
            raise SignedOutOfTurn(paper=paper.title, office=each.office)


def require_office(paper: Checked, made: Signature) -> None:
    """The certificate is of the office whose place it signed. Raises SignerNotAsked."""
    place = next(each for each in paper.places if each.role == made.role)
    if not same_words(place.office, made.office):
        raise SignerNotAsked(paper=paper.title, who=made.who, asked=place.office)


def fingerprint_of(pem: str) -> str:
    """The SHA-256 of a certificate that a packet brings, in hexadecimal; empty if it is none."""
    from kobe_desk.paper.sign.certificates import facts_of, load_certificate

    try:
        return facts_of(load_certificate(pem.encode())).fingerprint
    except ValueError:
        return ""


def same_words(one: str, other: str) -> bool:
    """Whether two names are the same as far as a certificate can hold them."""
    from kobe_desk.paper.sign.certificates import comparable

    return fold(comparable(one)) == fold(comparable(other))
