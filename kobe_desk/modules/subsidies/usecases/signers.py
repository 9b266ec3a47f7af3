"""Who signs an application, in which order, and whether there is a key for each."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from kobe_desk.core import clock
from kobe_desk.core.permission import query
from kobe_desk.modules.association.usecases import KeyRow, NoSigningKey, key_for, profile, signing_root
from kobe_desk.modules.members.usecases import OfficerRow, officers_on
from kobe_desk.modules.subsidies.model import Application
from kobe_desk.modules.subsidies.usecases.declining import DeclineRow, standing_decline
from kobe_desk.modules.subsidies.usecases.facts import ApplicationRow, PaperRow, SubmissionRow
from kobe_desk.modules.subsidies.usecases.reading import submissions, unconfirmed_in
from kobe_desk.modules.subsidies.usecases.storing import row_of


@dataclass(frozen=True, slots=True)
class SignerRow:
    """An office that signs (署名者): who holds it, how many papers still wait for it, and its key."""

    role: str
    office: str
    order: int
    name: str
    term_ends: date | None
    waiting: int
    key: KeyRow | None

    @property
    def with_pin(self) -> bool:
        """Whether the key lies on a card or token, so that its PIN is asked instead of a passphrase."""
        return self.key is not None and self.key.with_pin


@dataclass(frozen=True, slots=True)
class SigningRow:
    """How far the papers are: of one application, or of several that are signed together."""

    applications: tuple[ApplicationRow, ...]
    association: str
    signers: tuple[SignerRow, ...]
    has_root: bool
    submissions: tuple[SubmissionRow, ...]
    declined: tuple[DeclineRow, ...] = ()
    """Who did not sign the newest papers, and why: they went back."""
    unconfirmed: tuple[str, ...] = ()
    """The questions whose answers somebody has to look at again (要確認) before anybody signs."""

    @property
    def papers(self) -> tuple[PaperRow, ...]:
        """Every paper, in the order of the applications."""
        return tuple(paper for each in self.applications for paper in each.papers)

    @property
    def to_see(self) -> int:
        """How many papers there are to look at: a document that goes to several programmes alike is one."""
        return len({(each.title, each.first_sha256) for each in self.papers})

    def to_sign_by(self, role: str) -> tuple[UUID, ...]:
        """The papers that wait for an office."""
        return tuple(each.id for each in self.papers if any(place.role == role for place in each.waiting))

    @property
    def turn(self) -> SignerRow | None:
        """Whose turn it is; nobody's once everybody has signed."""
        return next((each for each in self.signers if each.waiting), None)


@query(needs="subsidies.read")
def signing_state(session: Session, *keys: UUID) -> SigningRow:
    """Who has signed and who is to sign."""
    rows = tuple(row_of(session.get_one(Application, each)) for each in keys)
    sent = dict.fromkeys(sent for each in keys for sent in submissions(session, each))
    back = tuple(told for each in keys if (told := standing_decline(session, each)))
    waiting = tuple(dict.fromkeys(name for each in rows for name in unconfirmed_in(session, each)))
    return replace(state_of(session, rows, _packages(sent), back), unconfirmed=waiting)


def state_of(
    session: Session, rows: tuple[ApplicationRow, ...], sent: tuple[SubmissionRow, ...], back: tuple[DeclineRow, ...]
) -> SigningRow:
    """Who signs the papers of these rows, in their order."""
    papers = [paper for each in rows for paper in each.papers]
    places = sorted((place for each in papers for place in each.places), key=lambda each: each.order)
    holders = officers_on(session, clock.today())
    offices = {place.role: place for place in reversed(places)}
    waiting = [place.role for each in papers for place in each.waiting]
    house = profile(session)
    signers = [
        _signer(session, role, offices[role].office, offices[role].order, holders, waiting.count(role))
        for role in dict.fromkeys(place.role for place in places)
    ]
    named, has_root = house.name if house else "", signing_root(session) is not None
    return SigningRow(rows, named, tuple(signers), has_root, sent, back)


def _packages(sent: Iterable[SubmissionRow]) -> tuple[SubmissionRow, ...]:
    """Each package once: one that holds several applications was noted for each of them."""
    return tuple({each.file_name: each for each in sent}.values())


def _signer(
    session: Session, role: str, office: str, order: int, holders: tuple[OfficerRow, ...], waiting: int
) -> SignerRow:
    holder = next((each for each in holders if each.kind == role), None)
    try:
        mine = key_for(session, role)
    except NoSigningKey:
        mine = None
    name = mine.name if mine else holder.name if holder else ""
    return SignerRow(role, office, order, name, holder.end if holder else None, waiting, mine)
