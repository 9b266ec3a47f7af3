"""Who signs for the association: the root certificate and the officers' keys (署名鍵)."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core import clock
from kobe_desk.core.errors import UserError
from kobe_desk.core.ids import new_id
from kobe_desk.core.names import fold
from kobe_desk.core.permission import NoUndo, query, usecase
from kobe_desk.core.text import N_
from kobe_desk.modules.association.model import DocumentContent, OfficerKey, SigningRoot
from kobe_desk.modules.association.usecases.rows import plain


class NoSigningRoot(UserError):
    text = N_("The association has no certificate of its own yet. Please make one first.")


class NoSigningKey(UserError):
    text = N_("There is no valid signing key for this office. Please make one first.")


class RevokedAlready(UserError):
    text = N_("This key was revoked already. Nothing was changed.")


class KeyKnownAlready(UserError):
    text = N_("This key is registered already. Nothing was changed.")


class NotIssuedHere(UserError):
    text = N_("The association issued this certificate itself. Please revoke it with the association's certificate.")


class KeyOfAnotherRoot(UserError):
    text = N_("The certificate in this folder did not make this key. Put in the USB stick it was made with.")


class RevokedLater(UserError):
    text = N_("A key can be revoked from today or an earlier day on. Please choose another day.")


STAYS_REVOKED = NoUndo(N_("A revoked key cannot be used again. A new one can be made."))


@dataclass(frozen=True, slots=True)
class RootRow:
    """The association's root certificate."""

    id: UUID
    fingerprint: str
    certificate: str
    made: date
    crl: str


@dataclass(frozen=True, slots=True)
class KeyRow:
    """An officer's key, without the key."""

    id: UUID
    role: str
    office: str
    name: str
    fingerprint: str
    certificate: str
    ends: date
    revoked: date | None
    kind: str = "file"
    issued_here: bool = True

    @property
    def with_pin(self) -> bool:
        """Whether the key lies on a token or card, so that its PIN is asked instead of a passphrase."""
        return self.kind != "file"


@dataclass(frozen=True, slots=True)
class KeyRequest:
    """An officer's key as it was made: the encrypted PKCS#12 file, or where it is on a token, and what its
    certificate says."""

    role: str
    office: str
    name: str
    fingerprint: str
    certificate: str
    """PEM."""
    ends: date
    file: bytes
    kind: str = "file"
    issued_here: bool = True


@query(needs="association.read")
def signing_root(session: Session) -> RootRow | None:
    """The newest root certificate, or None before one is made."""
    found = session.scalars(sa.select(SigningRoot).order_by(SigningRoot.made.desc(), SigningRoot.id.desc())).first()
    return plain(RootRow, found) if found else None


@query(needs="association.read")
def root_of(session: Session, key: UUID) -> RootRow:
    """The root certificate that a key was made under."""
    found: RootRow = plain(RootRow, session.get_one(SigningRoot, session.get_one(OfficerKey, key).root_id))
    return found


@query(needs="association.read")
def signing_roots(session: Session) -> tuple[RootRow, ...]:
    """Every root certificate, old ones too: they tell who signed an old paper."""
    return tuple(plain(RootRow, each) for each in session.scalars(sa.select(SigningRoot).order_by(SigningRoot.id)))


@usecase(label=N_("Keep the association's certificate"), needs="association.edit")
def keep_root(session: Session, certificate: str, fingerprint: str) -> UUID:
    """Write down the root certificate (PEM); older ones stay, so that older signatures can be verified."""
    root = SigningRoot(certificate=certificate, fingerprint=fingerprint, made=clock.today(), crl="")
    session.add(root)
    session.flush()
    return root.id


@usecase(label=N_("Keep a signing key"), needs="association.edit")
def keep_key(session: Session, request: KeyRequest) -> UUID:
    """Keep an officer's encrypted key file, or the place of a key on a token. Raises NoSigningRoot, KeyKnownAlready."""
    root = signing_root(session)
    if root is None:
        raise NoSigningRoot
    if session.scalar(sa.select(OfficerKey.id).where(OfficerKey.fingerprint == request.fingerprint)):
        raise KeyKnownAlready("token")
    content = new_id()
    session.connection().execute(sa.insert(DocumentContent), {"id": content, "data": request.file})
    key = OfficerKey(
        root_id=root.id,
        role=request.role,
        office=request.office,
        name=request.name,
        fingerprint=request.fingerprint,
        certificate=request.certificate,
        ends=request.ends,
        content=content,
        kind=request.kind,
        issued_here=request.issued_here,
    )
    session.add(key)
    session.flush()
    return key.id


@query(needs="association.read")
def signing_keys(session: Session) -> tuple[KeyRow, ...]:
    """The officers' keys, newest first."""
    found = session.scalars(sa.select(OfficerKey).order_by(OfficerKey.ends.desc(), OfficerKey.id.desc()))
    return tuple(plain(KeyRow, each) for each in found)


@query(needs="association.read")
def key_for(session: Session, role: str) -> KeyRow:
    """The key that signs for an office today. Raises NoSigningKey."""
    mine = [each for each in _usable(session) if each.role == role]
    if not mine:
        raise NoSigningKey(role)
    return max(mine, key=_registered)


@query(needs="association.read")
def key_of(session: Session, name: str) -> KeyRow | None:
    """The key that a person of this name signs with today, whatever the office; None if there is none."""
    mine = [each for each in _usable(session) if fold(each.name) == fold(name)]
    return max(mine, key=_registered, default=None)


def _usable(session: Session) -> tuple[KeyRow, ...]:
    """The keys that can sign today."""
    return tuple(each for each in signing_keys(session) if each.revoked is None and each.ends >= clock.today())


def _registered(key: KeyRow) -> UUID:
    """Of several keys the one registered last signs: an officer who got a card means the card."""
    return key.id


@query(needs="association.read")
def key_file(session: Session, key: UUID) -> bytes:
    """The encrypted PKCS#12 file of a key: of use only with its passphrase."""
    return session.get_one(DocumentContent, session.get_one(OfficerKey, key).content).data


@usecase(label=N_("Revoke a signing key"), needs="association.edit", undo=STAYS_REVOKED)
def revoke_key(session: Session, key: UUID, crl: str, day: date | None = None) -> None:
    """End a key from a day on (today), with the list of revoked certificates (PEM) that the root signed.

    What was signed before that day stays valid, unless the list says that the key was lost. Raises RevokedAlready.
    """
    found = session.get_one(OfficerKey, key)
    if found.revoked is not None:
        raise RevokedAlready
    found.revoked = day or clock.today()
    session.get_one(SigningRoot, found.root_id).crl = crl


@usecase(label=N_("Stop using a signing key"), needs="association.edit", undo=STAYS_REVOKED)
def stop_key(session: Session, key: UUID) -> None:
    """End the use of a key whose certificate another authority issued: only that one can revoke it for everybody.

    Raises RevokedAlready, NotIssuedHere.
    """
    found = session.get_one(OfficerKey, key)
    if found.revoked is not None:
        raise RevokedAlready
    if found.issued_here:
        raise NotIssuedHere
    found.revoked = clock.today()
