"""Who has signed which edition of the minutes (議事録の署名), on paper or in the PDF."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core import clock
from kobe_desk.core.ids import new_id
from kobe_desk.core.names import fold
from kobe_desk.core.permission import query, usecase
from kobe_desk.core.text import N_
from kobe_desk.modules.association.model import DocumentContent
from kobe_desk.modules.association.usecases import (
    KeyRow,
    NoSigningKey,
    Profile,
    key_file,
    profile,
    signing_keys,
)
from kobe_desk.modules.meetings.model import AdoptedMinutes, Meeting, MeetingState, MinutesSignature
from kobe_desk.modules.meetings.usecases.errors import NotAdopted, NotASignatory, SignedAlready
from kobe_desk.modules.meetings.usecases.facts import MeetingRow, SignatureRow
from kobe_desk.modules.meetings.usecases.rows import editions_of, row_from, signers


@dataclass(frozen=True, slots=True)
class SignRequest:
    """A signature under the adopted minutes: by pen, or with the PDF that now carries it (and all before it)."""

    name: str
    day: date
    pdf: bytes | None = None
    first_sha256: str = ""
    places: tuple[str, ...] = ()
    time_missing: bool = False
    """Trusted time was asked for, and not given."""


@dataclass(frozen=True, slots=True)
class MinutesToSign:
    """What a digital signature needs: the adopted minutes, or the PDF that others have signed already, and a key.

    `digital` are the signatories with keys, in their order; the others sign on paper.
    """

    row: MeetingRow
    house: Profile
    name: str
    digital: tuple[str, ...]
    key: KeyRow
    key_file: bytes
    pdf: bytes | None
    first_sha256: str
    places: tuple[str, ...]


def signatures_of(session: Session, row: MeetingRow, edition: AdoptedMinutes | None) -> tuple[SignatureRow, ...]:
    """Every place to sign, with the day where somebody has."""
    if edition is None:
        return signers(row)
    found = session.scalars(sa.select(MinutesSignature).where(MinutesSignature.minutes_id == edition.id))
    signed = {each.name: each for each in found}
    places = signers(row_from(edition.content))
    return tuple(
        replace(each, day=signed[each.name].day, digital=signed[each.name].content is not None)
        if each.name in signed
        else each
        for each in places
    )


@usecase(label=N_("Sign the minutes"), needs="meetings.adopt")
def sign_minutes(session: Session, key: UUID, request: SignRequest) -> bool:
    """Write down that somebody signed the newest edition; returns whether all have signed now (署名済み).

    Raises NotAdopted, NotASignatory, SignedAlready.
    """
    found, edition, place, places = _place(session, key, request.name)
    session.add(
        MinutesSignature(
            minutes_id=edition.id,
            role=place.role,
            name=request.name,
            day=request.day,
            content=_kept(session, request.pdf),
            first_sha256=request.first_sha256,
            places=list(request.places),
        )
    )
    session.flush()
    whole = all(each.day or each.name == request.name for each in places)
    if whole:
        found.state = MeetingState.SIGNED.value
    return whole


def _place(
    session: Session, key: UUID, name: str
) -> tuple[Meeting, AdoptedMinutes, SignatureRow, tuple[SignatureRow, ...]]:
    """The place of somebody who is still to sign. Raises NotAdopted, NotASignatory, SignedAlready."""
    found = session.get_one(Meeting, key)
    edition = session.scalars(editions_of(key).limit(1)).first()
    if edition is None or not found.frozen:
        raise NotAdopted
    places = signatures_of(session, row_from(edition.content), edition)
    place = next((each for each in places if each.name == name), None)
    if place is None:
        raise NotASignatory("name", name=name)
    if place.day is not None:
        raise SignedAlready("name", name=name)
    return found, edition, place, places


@query(needs="meetings.read")
def minutes_to_sign(session: Session, key: UUID, name: str) -> MinutesToSign:
    """What a digital signature needs. Raises NotAdopted, NotASignatory, SignedAlready, NoSigningKey."""
    _found, edition, place, places = _place(session, key, name)
    keys = {fold(each.name): each for each in reversed(signing_keys(session)) if _holds(each)}
    mine = keys.get(fold(place.name))
    if mine is None:
        raise NoSigningKey
    before = _newest(session, edition)
    return MinutesToSign(
        row=row_from(edition.content),
        house=profile(session) or Profile(""),
        name=name,
        digital=tuple(each.name for each in places if fold(each.name) in keys and (each.digital or not each.day)),
        key=mine,
        key_file=key_file(session, mine.id),
        pdf=session.get_one(DocumentContent, before.content).data if before and before.content else None,
        first_sha256=before.first_sha256 if before else "",
        places=tuple(before.places) if before else (),
    )


def _holds(key: KeyRow) -> bool:
    return key.revoked is None and key.ends >= clock.today()


def _newest(session: Session, edition: AdoptedMinutes) -> MinutesSignature | None:
    """The last digital signature of an edition: its PDF holds all before it."""
    with_file = (MinutesSignature.minutes_id == edition.id, MinutesSignature.content.is_not(None))
    return session.scalars(sa.select(MinutesSignature).where(*with_file).order_by(MinutesSignature.id.desc())).first()


@query(needs="meetings.read")
def signed_pdf(session: Session, key: UUID, edition: int = 0) -> bytes | None:
    """The PDF of an edition with the newest signature in it; None if nobody signed it digitally."""
    statement = editions_of(key)
    if edition:
        statement = statement.where(AdoptedMinutes.edition == edition)
    minutes = session.scalars(statement.limit(1)).first()
    if minutes is None:
        return None
    last = _newest(session, minutes)
    return session.get_one(DocumentContent, last.content).data if last and last.content else None


def _kept(session: Session, pdf: bytes | None) -> UUID | None:
    if pdf is None:
        return None
    key = new_id()
    session.connection().execute(sa.insert(DocumentContent), {"id": key, "data": pdf})
    return key
