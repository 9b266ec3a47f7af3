"""What is done with the association's own facts."""

import hashlib
from dataclasses import asdict, dataclass, fields
from datetime import date
from pathlib import PurePath
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core import clock
from kobe_desk.core.errors import UserError
from kobe_desk.core.ids import new_id
from kobe_desk.core.permission import query, usecase
from kobe_desk.core.text import N_
from kobe_desk.modules.association.model import (
    Association,
    AssociationKind,
    BankAccount,
    Document,
    DocumentContent,
    LegalForm,
    MeetingRules,
    Office,
    OfficeKind,
)

LARGEST_DOCUMENT = 5 * 1024 * 1024  # bytes; what a funder's mailbox still takes


class NameMissing(UserError):
    text = N_("Please write the name of the association.")


class OfficeNameMissing(UserError):
    text = N_("Please write the name of the office.")


class OfficeKnown(UserError):
    text = N_("There is already an office called {name}.")


class BankIncomplete(UserError):
    text = N_("Please fill in the bank, the branch, the account number and the holder.")


class BankNumberWrong(UserError):
    text = N_("The account number has 7 digits. Please look at the bank book again.")


class DocumentTooLarge(UserError):
    text = N_("This file is larger than 5 MB, so it was not kept. Please scan it smaller.")


class DocumentNotPdf(UserError):
    text = N_("Only PDF files can be attached to an application. Please save it as a PDF and choose it again.")


@dataclass(frozen=True, slots=True)
class Profile:
    """The association's own facts, as read and as saved."""

    name: str
    kana: str = ""
    kind: str = AssociationKind.NEIGHBOURHOOD.value
    legal_form: str = LegalForm.NONE.value
    mark: str = ""
    postal_code: str = ""
    address: str = ""
    phone: str = ""
    mail: str = ""
    website: str = ""
    founded: date | None = None
    area: str = ""
    purpose: str = ""
    activities: str = ""
    fee: str = ""
    year_starts: int = 4
    contact_name: str = ""
    contact_phone: str = ""
    contact_hours: str = ""
    sample: bool = False


@dataclass(frozen=True, slots=True)
class OfficeRow:
    """An office in the association's order."""

    id: UUID
    name: str
    kind: str
    single: bool
    position: int


@dataclass(frozen=True, slots=True)
class Bank:
    """The account that money comes to, as read and as saved."""

    bank: str
    branch: str
    number: str
    holder: str
    bank_code: str = ""
    branch_code: str = ""
    kind: str = "ordinary"
    holder_kana: str = ""


@dataclass(frozen=True, slots=True)
class Rules:
    """The bylaws' rules for one kind of meeting, in force since a day."""

    body: str
    since: date
    unit: str = "household"
    quorum: str = "more_than 1/2"
    majority: str = "more_than 1/2 of cast"
    rule_change: str = "at_least 3/4 of all"
    writing_counts: bool = True
    proxy_counts: bool = True
    blank_proxy_to_chair: bool = True
    chair_breaks_ties: bool = True
    notice_days: int = 5
    only_notified: bool = True
    signatories: int = 2
    secretary_may_sign: bool = False


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A kept document, without its bytes."""

    id: UUID
    kind: str
    title: str
    dated: date | None
    file_name: str
    sha256: str
    size: int


@query(needs="association.read")
def profile(session: Session) -> Profile | None:
    """The association, or None before it is set up."""
    found = session.scalars(sa.select(Association)).first()
    return _plain(Profile, found) if found else None


@usecase(label=N_("Change the association"), needs="association.edit")
def save_profile(session: Session, request: Profile) -> UUID:
    """Write down what the association is; the first time, its usual offices and meeting rules with it."""
    if not request.name.strip():
        raise NameMissing("name")
    found = session.scalars(sa.select(Association)).first()
    if found is None:
        found = Association(**asdict(request))
        session.add(found)
        _usual_offices(session)
        session.add(MeetingRules(**asdict(Rules("general", date(1900, 1, 1)))))
    else:
        _fill(found, request)
    session.flush()
    return found.id


USUAL_OFFICES = (
    ("会長", OfficeKind.CHAIR, True),
    ("副会長", OfficeKind.VICE_CHAIR, False),
    ("書記", OfficeKind.SECRETARY, False),
    ("会計", OfficeKind.TREASURER, True),
    ("監事", OfficeKind.AUDITOR, False),
    ("班長", OfficeKind.BLOCK_LEADER, False),
)


def _usual_offices(session: Session) -> None:
    for position, (name, kind, single) in enumerate(USUAL_OFFICES, start=1):
        session.add(Office(name=name, kind=kind.value, single=single, position=position))


@query(needs="association.read")
def offices(session: Session) -> tuple[OfficeRow, ...]:
    """The offices in their order."""
    return tuple(_plain(OfficeRow, each) for each in session.scalars(sa.select(Office).order_by(Office.position)))


@usecase(label=N_("Add an office"), needs="association.edit")
def add_office(session: Session, name: str, kind: str = OfficeKind.OTHER.value, single: bool = False) -> UUID:
    """Add an office (役職) after the others."""
    if not name.strip():
        raise OfficeNameMissing("name")
    if session.scalar(sa.select(Office.id).where(Office.name == name)):
        raise OfficeKnown("name", name=name)
    last = session.scalar(sa.select(sa.func.max(Office.position))) or 0
    office = Office(name=name, kind=kind, single=single, position=last + 1)
    session.add(office)
    session.flush()
    return office.id


@query(needs="association.read")
def bank_account(session: Session) -> Bank | None:
    """The account that money comes to, if it was written down."""
    found = session.scalars(sa.select(BankAccount)).first()
    return _plain(Bank, found) if found else None


@usecase(label=N_("Change the bank account"), needs="association.edit")
def save_bank_account(session: Session, request: Bank) -> UUID:
    """Write down the account. Raises BankIncomplete, BankNumberWrong."""
    if not all((request.bank.strip(), request.branch.strip(), request.number.strip(), request.holder.strip())):
        raise BankIncomplete("bank")
    if not (request.number.isascii() and request.number.isdigit() and len(request.number) <= 7):
        raise BankNumberWrong("number")
    found = session.scalars(sa.select(BankAccount)).first()
    if found is None:
        found = BankAccount(**asdict(request))
        session.add(found)
    else:
        _fill(found, request)
    session.flush()
    return found.id


@query(needs="association.read")
def rules_on(session: Session, body: str, day: date) -> Rules:
    """The bylaws' rules for this body on this day; the commonest ones where none were written down."""
    statement = sa.select(MeetingRules).where(MeetingRules.body == body, MeetingRules.since <= day)
    found = session.scalars(statement.order_by(MeetingRules.since.desc())).first()
    return _plain(Rules, found) if found else Rules(body, date(1900, 1, 1))


@usecase(label=N_("Change the meeting rules"), needs="association.edit")
def save_rules(session: Session, request: Rules) -> UUID:
    """Write down the rules of one body from a day on; what was decided before keeps the rules of its day."""
    statement = sa.select(MeetingRules).where(MeetingRules.body == request.body, MeetingRules.since == request.since)
    found = session.scalars(statement).first()
    if found is None:
        found = MeetingRules(**asdict(request))
        session.add(found)
    else:
        _fill(found, request)
    session.flush()
    return found.id


@query(needs="association.read")
def documents(session: Session) -> tuple[DocumentRow, ...]:
    """The kept documents, newest first."""
    found = session.scalars(sa.select(Document).order_by(Document.kind, Document.dated.desc()))
    return tuple(_plain(DocumentRow, each) for each in found)


@query(needs="association.read")
def document_bytes(session: Session, key: UUID) -> bytes:
    """The file itself."""
    document = session.get_one(Document, key)
    return session.get_one(DocumentContent, document.content).data


@usecase(label=N_("Keep a document"), needs="association.edit")
def keep_document(session: Session, kind: str, title: str, file_name: str, data: bytes, dated: date | None) -> UUID:
    """Keep a PDF in the desk, encrypted like everything else. Raises DocumentTooLarge, DocumentNotPdf."""
    if len(data) > LARGEST_DOCUMENT:
        raise DocumentTooLarge("file")
    if not data.startswith(b"%PDF-"):
        raise DocumentNotPdf("file")
    content = new_id()
    session.connection().execute(sa.insert(DocumentContent), {"id": content, "data": data})
    document = Document(
        kind=kind,
        title=title,
        dated=dated or clock.today(),
        file_name=PurePath(file_name).name,
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        content=content,
    )
    session.add(document)
    session.flush()
    return document.id


@usecase(label=N_("Remove a document"), needs="association.edit")
def remove_document(session: Session, key: UUID) -> None:
    """Take a document out of the list; undo brings it back."""
    session.delete(session.get_one(Document, key))


def _plain(row: Any, entity: Any) -> Any:
    return row(**{each.name: getattr(entity, each.name) for each in fields(row)})


def _fill(entity: Any, request: Any) -> None:
    for each in fields(request):
        setattr(entity, each.name, getattr(request, each.name))
