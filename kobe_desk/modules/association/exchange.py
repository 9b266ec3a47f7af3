"""Making the association's root and its officers' keys: jobs without the desk, on a thread of the program itself."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path

from kobe_desk.core import clock
from kobe_desk.core.progress import Report
from kobe_desk.modules.association.usecases import KeyOfAnotherRoot, KeyRequest, RevokedLater


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
