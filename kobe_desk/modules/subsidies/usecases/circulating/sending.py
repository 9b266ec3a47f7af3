"""Papers are put into a packet, sent to who is to sign, or called back."""

import hashlib
from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core import clock
from kobe_desk.core.ids import new_id
from kobe_desk.core.japanese import era
from kobe_desk.core.names import lines, one_line
from kobe_desk.core.permission import query, usecase
from kobe_desk.core.text import N_
from kobe_desk.modules.association.usecases import profile, signing_roots
from kobe_desk.modules.association.usecases.signing import NoSigningRoot
from kobe_desk.modules.members.usecases import officers_on
from kobe_desk.modules.subsidies.model import Application, ApplicationPaper, PacketState, SignPacket
from kobe_desk.modules.subsidies.rules.signing import MOST_NOTE, Asked, Place, SentPaper, SigningPacket
from kobe_desk.modules.subsidies.usecases.circulating.facts import (
    AwayRow,
    NobodyAsked,
    NothingToSign,
    OthersBefore,
    SendRequest,
    SigningOver,
    SigningWithdrawn,
)
from kobe_desk.modules.subsidies.usecases.facts import PaperRow, PlaceRow
from kobe_desk.modules.subsidies.usecases.helping.facts import DayIsOver, NoteTooLong
from kobe_desk.modules.subsidies.usecases.reading import paper_bytes, require_confirmed
from kobe_desk.modules.subsidies.usecases.storing import paper_row, row_of


@query(needs="subsidies.sign")
def packet_to_sign(session: Session, request: SendRequest) -> SigningPacket:
    """The packet as it would be sent: the papers that wait for these offices, and nothing else of the desk.

    Raises AnswersUnconfirmed, NobodyAsked, OthersBefore, NothingToSign, DayIsOver, NoteTooLong, NoSigningRoot.
    """
    for key in () if request.stage else request.applications:
        require_confirmed(session, row_of(session.get_one(Application, key)))
    chosen = set(request.roles)
    found = [each for key in request.applications for each in _papers(session, key, request.stage)]
    every = [(each, paper_row(each)) for each in found]
    rows = [(each, row) for each, row in every if chosen & {place.role for place in row.waiting}]
    asked = _asked(session, request, [row for _paper, row in rows])
    note, roots = lines(request.note), signing_roots(session)
    if len(note) > MOST_NOTE:
        raise NoteTooLong("note", length=len(note), most=MOST_NOTE)
    if request.until is None or request.until <= clock.today():
        raise DayIsOver("until")
    if not roots:
        raise NoSigningRoot
    house = profile(session)
    return SigningPacket(
        id=new_id(),
        association=house.name if house else "",
        asker=one_line(request.asker),
        note=note,
        made=clock.today(),
        until=request.until,
        roots=tuple(each.certificate for each in roots),
        asked=asked,
        papers=tuple(_sent(session, paper, row) for paper, row in rows),
    )


def _papers(session: Session, key: UUID, stage: str) -> list[ApplicationPaper]:
    return session.get_one(Application, key).papers_of(stage)


def _asked(session: Session, request: SendRequest, rows: Iterable[PaperRow]) -> tuple[Asked, ...]:
    """Whom the papers wait for, in turn; nobody who is not asked may come before them."""
    if not request.roles:
        raise NobodyAsked("roles")
    waiting = sorted((place for row in rows for place in row.waiting), key=lambda each: each.order)
    offices: dict[str, PlaceRow] = {}
    for place in waiting:
        offices.setdefault(place.role, place)
    last = max((offices[role].order for role in request.roles if role in offices), default=0)
    if not last:
        raise NothingToSign
    for place in offices.values():
        if place.role not in request.roles and place.order < last:
            raise OthersBefore("roles", office=place.office)
    holders = {each.kind: each.name for each in reversed(officers_on(session, clock.today()))}
    chosen = [place for place in offices.values() if place.role in request.roles]
    return tuple(Asked(each.role, each.office, holders.get(each.role, ""), each.order) for each in chosen)


def _sent(session: Session, paper: ApplicationPaper, row: PaperRow) -> SentPaper:
    data = paper_bytes(session, paper.id)
    places = tuple(Place(**asdict(each)) for each in sorted(row.places, key=lambda each: each.order))
    digest = hashlib.sha256(data).hexdigest()
    return SentPaper(paper.id, paper.title, paper.application.title, row.first_sha256, digest, places, data)


@usecase(label=N_("Send papers for signing"), needs="subsidies.sign")
def send_for_signing(
    session: Session, request: SendRequest, given: SigningPacket, secret: bytes, file_name: str
) -> UUID:
    """Write down which papers went to whom, until when."""
    session.add(
        SignPacket(
            id=given.id,
            application_id=session.get_one(Application, request.applications[0]).id,
            stage=request.stage,
            papers=[{"id": str(each.id), "sha256": each.sha256} for each in given.papers],
            asked=[asdict(each) for each in given.asked],
            secret=secret,
            file_name=file_name,
            made=clock.now(),
            until=given.until,
            state=PacketState.OUT.value,
        )
    )
    session.flush()
    return given.id


@usecase(label=N_("Withdraw a packet for signing"), needs="subsidies.sign")
def withdraw_signing(session: Session, key: UUID) -> None:
    """The packet is not waited for any more, and will not be taken in. Raises SigningOver, SigningWithdrawn."""
    found = session.get_one(SignPacket, key)
    require_away(found)
    close(found, PacketState.WITHDRAWN)
    session.flush()


@query(needs="subsidies.read")
def sent_for_signing(session: Session, keys: tuple[UUID, ...], stage: str) -> tuple[AwayRow, ...]:
    """The packets that are out with papers that still count, the newest first."""
    mine = sa.select(SignPacket).where(SignPacket.stage == stage, SignPacket.state == PacketState.OUT.value)
    living = {str(each.id) for key in keys for each in _papers(session, key, stage)}
    found = session.scalars(mine.where(SignPacket.application_id.in_(keys)).order_by(SignPacket.made.desc()))
    return tuple(_row(each) for each in found if any(paper["id"] in living for paper in each.papers))


def asked_of(found: SignPacket) -> tuple[Asked, ...]:
    return tuple(Asked(**each) for each in found.asked)


def require_away(found: SignPacket) -> None:
    """Raises SigningOver, SigningWithdrawn."""
    if found.state == PacketState.MERGED:
        raise SigningOver(day=_day(found.closed))
    if found.state == PacketState.WITHDRAWN:
        raise SigningWithdrawn(day=_day(found.closed))


def close(found: SignPacket, state: PacketState) -> None:
    found.state = state.value
    found.closed = clock.now()


def _row(found: SignPacket) -> AwayRow:
    late = clock.today() > found.until
    return AwayRow(found.id, asked_of(found), found.made, found.until, found.file_name, late)


def _day(moment: Any) -> str:
    return era.wareki(moment.astimezone(clock.JST).date()) if isinstance(moment, datetime) else ""
