"""The demo's signatures: the association's root in a folder like a USB stick, and two officers who sign in turn."""

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from kobe_desk.cli.demo.papers import place_name
from kobe_desk.core import clock
from kobe_desk.core.records import Records
from kobe_desk.modules.association.usecases import KeyRequest, keep_key, keep_root, key_file, key_for, profile
from kobe_desk.modules.members.usecases import OfficerRow, officers_on
from kobe_desk.modules.subsidies.usecases import application, keep_signature
from kobe_desk.paper.sign.authority import OfficerRequest, Root, create_root, issue_officer
from kobe_desk.paper.sign.packet import Packet
from kobe_desk.paper.sign.pdf import sign
from kobe_desk.paper.sign.signer import Signer, load_signer
from kobe_desk.paper.stamp import StampFacts, stamp_pdf

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


def sign_papers(records: Records, key: UUID, packets: Mapping[UUID, Packet], known: Secrets) -> None:
    """Each signs all papers that wait for them, in the order of the definition."""
    waiting = dict(packets)
    for role in ROLES:
        signer, holder = signer_of(records, role, known), records.ask(key_for, role).name
        for paper in records.ask(application, key).papers:
            place = next((each for each in paper.waiting if each.role == role), None)
            if place is None:
                continue
            before = waiting[paper.id]
            done = sign(before, place_name(place), signer, _stamp(signer, holder, place.box[2])).packet
            records.do(keep_signature, paper.id, role, hashlib.sha256(before.pdf).hexdigest(), done.pdf)
            waiting[paper.id] = done


def signer_of(records: Records, role: str, known: Secrets) -> Signer:
    """The officer's key, opened."""
    row = records.ask(key_for, role)
    return load_signer(records.ask(key_file, row.id), known.passphrases[role])


def _stamp(signer: Signer, name: str, width: float) -> bytes:
    """The name as the desk writes it: a certificate holds no variant kanji."""
    facts = signer.facts
    seen = StampFacts(facts.association, facts.office, name, clock.wall(), fingerprint=facts.fingerprint)
    return stamp_pdf(seen, width)
