"""Who has signed which edition of the minutes (議事録の署名), on paper or in the PDF."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core.ids import new_id
from kobe_desk.core.permission import query, usecase
from kobe_desk.core.text import N_
from kobe_desk.modules.association.model import DocumentContent
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
    found = session.get_one(Meeting, key)
    edition = session.scalars(editions_of(key).limit(1)).first()
    if edition is None or not found.frozen:
        raise NotAdopted
    places = signatures_of(session, row_from(edition.content), edition)
    place = next((each for each in places if each.name == request.name), None)
    if place is None:
        raise NotASignatory("name", name=request.name)
    if place.day is not None:
        raise SignedAlready("name", name=request.name)
    session.add(
        MinutesSignature(
            minutes_id=edition.id,
            role=place.role,
            name=request.name,
            day=request.day,
            content=_kept(session, request.pdf),
        )
    )
    session.flush()
    whole = all(each.day or each.name == request.name for each in places)
    if whole:
        found.state = MeetingState.SIGNED.value
    return whole


@query(needs="meetings.read")
def signed_pdf(session: Session, key: UUID, edition: int = 0) -> bytes | None:
    """The PDF of an edition with the newest signature in it; None if nobody signed it digitally."""
    statement = editions_of(key)
    if edition:
        statement = statement.where(AdoptedMinutes.edition == edition)
    minutes = session.scalars(statement.limit(1)).first()
    if minutes is None:
        return None
    with_file = (MinutesSignature.minutes_id == minutes.id, MinutesSignature.content.is_not(None))
    last = session.scalars(sa.select(MinutesSignature).where(*with_file).order_by(MinutesSignature.id.desc())).first()
    return session.get_one(DocumentContent, last.content).data if last and last.content else None


def _kept(session: Session, pdf: bytes | None) -> UUID | None:
    if pdf is None:
        return None
    key = new_id()
    session.connection().execute(sa.insert(DocumentContent), {"id": key, "data": pdf})
    return key
