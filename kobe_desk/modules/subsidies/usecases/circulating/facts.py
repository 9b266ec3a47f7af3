"""What is asked and answered about packets for signing (署名の包み), and why it may be refused."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from kobe_desk.core.errors import UserError
from kobe_desk.core.text import N_
from kobe_desk.modules.subsidies.rules.signing import Asked, Declined
from kobe_desk.modules.subsidies.usecases.facts import PlaceRow


class NobodyAsked(UserError):
    text = N_("Choose at least one person who is to sign.")


class OthersBefore(UserError):
    text = N_("{office} signs before them. Tick {office} as well, or wait for that signature.")


class NothingToSign(UserError):
    text = N_("No paper waits for a signature any more. Nothing was sent.")


class SigningUnknown(UserError):
    text = N_("This packet was not sent by this desk, or its record was taken back. Nothing was taken in.")


class SigningOver(UserError):
    text = N_("This packet was taken in on {day} already. It can be taken in once only. Nothing was changed.")


class SigningWithdrawn(UserError):
    text = N_(
        "This packet was withdrawn on {day}. Nothing was taken in. Send the papers again if they are to be signed."
    )


class SigningLate(UserError):
    text = N_("This packet was good until {day}. To take it in all the same, tick the box and press again.")


class PapersMadeAnew(UserError):
    text = N_(
        "These papers were made anew or went back in the meantime. What was signed counts no more. Send the new ones."
    )


@dataclass(frozen=True, slots=True)
class SendRequest:
    """Which papers are sent (of these applications, at this stage), whom to, and until when."""

    applications: tuple[UUID, ...]
    stage: str
    roles: tuple[str, ...]
    note: str
    until: date | None
    asker: str = ""
    """Who sends it, by name."""


@dataclass(frozen=True, slots=True)
class AwayRow:
    """A packet that is out."""

    id: UUID
    asked: tuple[Asked, ...]
    made: datetime
    until: date
    file_name: str
    late: bool


@dataclass(frozen=True, slots=True)
class KeptPaper:
    """A paper of a packet as the desk holds it now."""

    id: UUID
    title: str
    sent_sha256: str
    first_sha256: str
    places: tuple[PlaceRow, ...]
    signed_by: tuple[str, ...]
    data: bytes


@dataclass(frozen=True, slots=True)
class JudgingOrder:
    """Everything a packet that came back is judged against."""

    id: UUID
    title: str
    asked: tuple[Asked, ...]
    papers: tuple[KeptPaper, ...]
    roots: tuple[str, ...]
    revoked: tuple[str, ...]
    """The lists of revoked certificates (PEM)."""
    late: date | None
    """The last day, if it is over."""


@dataclass(frozen=True, slots=True)
class NewSignature:
    """Who signed how many papers in a packet, as the certificate says."""

    role: str
    office: str
    name: str
    moment: datetime | None
    papers: int


@dataclass(frozen=True, slots=True)
class ReturnedPaper:
    """A paper with one or more signatures more, in the order they were made, and what they were made upon."""

    paper: UUID
    roles: tuple[str, ...]
    before_sha256: str
    data: bytes


@dataclass(frozen=True, slots=True)
class ReturnedSigning:
    """A packet that came back and was judged."""

    packet: UUID
    papers: tuple[ReturnedPaper, ...]
    signers: tuple[NewSignature, ...]
    declined: Declined | None = None


@dataclass(frozen=True, slots=True)
class PacketSigner:
    """One of those who sign the papers of an open packet: with the moment once all are signed; `now` if it is next."""

    office: str
    name: str
    moment: datetime | None
    now: bool


@dataclass(frozen=True, slots=True)
class PacketFacts:
    """What a signer is told about a packet."""

    association: str
    asker: str
    note: str
    until: date
    programmes: tuple[str, ...]
    signers: tuple[PacketSigner, ...]
    papers: int
    """How many wait for who is next."""
    declined: Declined | None
    fingerprints: tuple[str, ...]
    """Of the association's certificates in the packet."""
    known: bool | None
    """Whether they are this desk's own; None where there is no desk to compare with."""
    file_name: str

    @property
    def turn(self) -> PacketSigner | None:
        return next((each for each in self.signers if each.now), None)
