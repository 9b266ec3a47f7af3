"""Making the association's root and its officers' keys, and taking up those on tokens: jobs without the desk, on a
thread of the program itself. Whatever a token's own software does happens in a child process with a time limit.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

from kobe_desk.core import clock
from kobe_desk.core.progress import Report
from kobe_desk.modules.association.usecases import (
    KeyOfAnotherRoot,
    KeyRequest,
    NewTokenKey,
    NothingToSignWith,
    RevokedLater,
    TokenKeyRow,
)

if TYPE_CHECKING:
    from kobe_desk.paper.token.facts import TokenKey
    from kobe_desk.paper.token.reference import TokenReference


@dataclass(frozen=True, slots=True)
class NewRoot:
    """A root as the desk keeps it: the certificate, never the key."""

    certificate: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class NewKey:
    """What is asked for a key: the folder with the root, both passphrases, and whose key it is."""

    folder: Path
    root_passphrase: str
    association: str
    role: str
    office: str
    name: str
    ends: date
    passphrase: str


@dataclass(frozen=True, slots=True)
class NewRevocation:
    """What is asked to withdraw a key: the folder with the root and its passphrase, which certificate, from when.

    `earlier` is the list of before (PEM, or empty); `key_lost` distrusts also what was signed before the day.
    """

    folder: Path
    root_passphrase: str
    root: str
    """Fingerprint of the root the key was made under."""
    certificate: str
    earlier: str
    day: date
    key_lost: bool


def make_root(folder: Path, association: str, passphrase: str, report: Report) -> NewRoot:
    """Leave the root in the folder (a USB stick); give back its certificate. Raises RootExists, FolderNotWritable."""
    from kobe_desk.paper.sign import authority

    report(0, 1)
    root = authority.create_root(folder, association, passphrase)
    return NewRoot(root.pem.decode(), root.facts.fingerprint)


def make_key(request: NewKey, report: Report) -> KeyRequest:
    """A key for an officer, signed by the root in the folder. Raises RootNotFound, WrongPassphrase, TermEnded."""
    from kobe_desk.paper.sign import authority

    report(0, 1)
    root = authority.open_root(request.folder, request.root_passphrase)
    officer = authority.OfficerRequest(request.association, request.office, request.name, request.ends)
    made = authority.issue_officer(root, officer, request.passphrase)
    return KeyRequest(
        role=request.role,
        office=request.office,
        name=request.name,
        fingerprint=made.facts.fingerprint,
        certificate=made.pem.decode(),
        ends=made.facts.ends.astimezone(clock.JST).date(),
        file=made.p12,
    )


def make_revocation(request: NewRevocation, report: Report) -> str:
    """The list of revoked certificates (PEM) with one more. Raises RevokedLater, RootNotFound, KeyOfAnotherRoot."""
    from kobe_desk.paper.sign import authority
    from kobe_desk.paper.sign.certificates import facts_of, load_certificate

    report(0, 1)
    if request.day > clock.today():
        raise RevokedLater("day")
    root = authority.open_root(request.folder, request.root_passphrase)
    if root.facts.fingerprint != request.root:
        raise KeyOfAnotherRoot("folder")
    serial = facts_of(load_certificate(request.certificate.encode())).serial
    start = datetime.combine(request.day, time(), clock.JST).astimezone(UTC)
    revoked = authority.Revocation(serial, min(start, clock.now()), request.key_lost)
    return authority.revocation_list(root, [revoked], request.earlier.encode()).decode()


def look_at_tokens(module: Path, report: Report) -> tuple[TokenKeyRow, ...]:
    """The keys that could sign papers on the tokens of this module. Raises NothingToSignWith and what tokens refuse."""
    from kobe_desk.paper.token.child import look

    report(0, 1)
    found = look(str(module), lambda: report(0, 1))
    rows = tuple(row for each in found if (row := _row(module, each)))
    if not rows:
        raise NothingToSignWith("module")
    return rows


def _row(module: Path, found: "TokenKey") -> TokenKeyRow | None:
    """A key as it is offered; None for one that signs no papers."""
    from cryptography.hazmat.primitives.serialization import Encoding

    from kobe_desk.paper.sign.certificates import facts_of, is_personal, issuer_of, load_certificate
    from kobe_desk.paper.sign.signer import may_sign

    try:
        chain = tuple(load_certificate(each).public_bytes(Encoding.PEM).decode() for each in found.chain)
        certificate = load_certificate(found.certificate) if found.certificate else None
    except ValueError:
        return None
    if certificate is None:
        plain = (module, found.token, found.serial, found.key, found.label, "", "", "", None, chain)
        return TokenKeyRow(*plain, found.public, found.pin_pad) if found.public else None
    if not may_sign(certificate):
        return None
    facts = facts_of(certificate)
    return TokenKeyRow(
        module=module, token=found.token, serial=found.serial, key=found.key, label=found.label,
        certificate=certificate.public_bytes(Encoding.PEM).decode(), who=facts.who, issuer=issuer_of(certificate),
        ends=facts.ends.astimezone(clock.JST).date(), chain=chain, public=found.public, pin_pad=found.pin_pad,
        personal=is_personal(certificate),
    )  # fmt: skip


def take_token_key(request: NewTokenKey, report: Report) -> KeyRequest:
    """A key on a token ready to be kept: its certificate, issued now where it has none, and one signature as a trial.

    The trial shows that PIN, key and certificate belong together. Raises what opening the root and the token refuse.
    """
    from kobe_desk.paper.sign.certificates import facts_of, load_certificate
    from kobe_desk.paper.sign.signer import load_signer
    from kobe_desk.paper.sign.token_signer import try_key

    report(0, 1)
    issued_here = not request.row.certificate
    reference = _reference(request, *(_certified(request) if issued_here else (request.row.certificate, ())))
    load_signer(reference.dump(), request.pin)
    try_key(reference, request.pin, lambda: report(0, 1))
    facts = facts_of(load_certificate(reference.certificate.encode()))
    return KeyRequest(
        role=request.role,
        office=request.office,
        name=request.name,
        fingerprint=facts.fingerprint,
        certificate=reference.certificate,
        ends=facts.ends.astimezone(clock.JST).date(),
        file=reference.dump(),
        kind="personal" if request.personal else "token",
        issued_here=issued_here,
    )


def _certified(request: NewTokenKey) -> tuple[str, tuple[str, ...]]:
    """A certificate by the association's root for the key on the token, with the root above it (PEM)."""
    from cryptography.hazmat.primitives.serialization import Encoding

    from kobe_desk.paper.sign import authority
    from kobe_desk.paper.sign.token_signer import public_key

    if request.folder is None or request.ends is None:
        raise authority.RootNotFound("folder")
    root = authority.open_root(request.folder, request.root_passphrase)
    officer = authority.OfficerRequest(request.association, request.office, request.name, request.ends)
    made = authority.certify(root, officer, public_key(request.row.public))
    return made.public_bytes(Encoding.PEM).decode(), (root.pem.decode(),)


def _reference(request: NewTokenKey, certificate: str, above: tuple[str, ...]) -> "TokenReference":
    from kobe_desk.paper.token.reference import TokenReference

    row = request.row
    return TokenReference(
        module=str(row.module), label=row.token, serial=row.serial, key=row.key, certificate=certificate,
        chain=above or row.chain, pin_pad=row.pin_pad, personal=request.personal,
    )  # fmt: skip
