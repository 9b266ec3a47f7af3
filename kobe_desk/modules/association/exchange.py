"""Making the association's root and its officers' keys: jobs without the desk, on a thread of the program itself."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kobe_desk.core import clock
from kobe_desk.core.progress import Report
from kobe_desk.modules.association.usecases import KeyRequest


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
