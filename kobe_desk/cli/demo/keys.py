"""The demo's keys: the association's root in a folder like a USB stick, and two officers who sign in turn."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kobe_desk.core import clock
from kobe_desk.core.records import Records
from kobe_desk.modules.association.usecases import KeyRequest, keep_key, keep_root, profile
from kobe_desk.modules.members.usecases import OfficerRow, officers_on
from kobe_desk.paper.sign.authority import OfficerRequest, Root, create_root, issue_officer

ROLES = ("chair", "treasurer")


@dataclass(frozen=True, slots=True)
class Secrets:
    """The root's certificate, and the passphrase of each officer's key."""

    root_pem: bytes
    passphrases: Mapping[str, str]


def make_keys(records: Records, folder: Path) -> Secrets:
    """The association's root in the folder, and a key for each office that signs, kept in the desk."""
    folder.mkdir(mode=0o700)
    association = records.ask(profile)
    name = association.name if association else ""
    root = create_root(folder, name, secrets.token_urlsafe(24))
    records.do(keep_root, root.pem.decode(), root.facts.fingerprint)
    holders = {each.kind: each for each in records.ask(officers_on, clock.today())}
    return Secrets(root.pem, {role: _make_key(records, root, name, role, holders[role]) for role in ROLES})


def _make_key(records: Records, root: Root, association: str, role: str, holder: OfficerRow) -> str:
    passphrase = secrets.token_urlsafe(24)
    term = holder.end or clock.today()
    made = issue_officer(root, OfficerRequest(association, holder.office, holder.name, term), passphrase)
    facts = made.facts
    ends = facts.ends.astimezone(clock.JST).date()
    pem = made.pem.decode()
    request = KeyRequest(role, holder.office, holder.name, facts.fingerprint, pem, ends, made.p12)
    records.do(keep_key, request)
    return passphrase
