"""A packet is prepared, handed out, withdrawn; and the list of all."""

from dataclasses import asdict
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core import clock
from kobe_desk.core.ids import new_id
from kobe_desk.core.japanese import era
from kobe_desk.core.names import lines, one_line
from kobe_desk.core.permission import query, usecase
from kobe_desk.core.text import N_
from kobe_desk.modules.association.usecases import profile
from kobe_desk.modules.subsidies.model import Application, HelpPacket, PacketState
from kobe_desk.modules.subsidies.rules import library, packet
from kobe_desk.modules.subsidies.rules.bundle import Bundle
from kobe_desk.modules.subsidies.rules.definition import Programme
from kobe_desk.modules.subsidies.rules.evaluate import evaluate
from kobe_desk.modules.subsidies.rules.packet import MOST_NOTE, Packet, Side
from kobe_desk.modules.subsidies.usecases.helping.facts import (
    DayIsOver,
    HelperMissing,
    HelpOffer,
    HelpRequest,
    Kept,
    MergedAlready,
    NotDelegable,
    NoteTooLong,
    NothingChosen,
    PacketRow,
    PacketWithdrawn,
)
from kobe_desk.modules.subsidies.usecases.storing import answers_of, programme_of


@query(needs="subsidies.edit")
def help_offer(session: Session, key: UUID) -> HelpOffer:
    """What of an application can be given to a helper: what its programme allows and asks now."""
    found = session.get_one(Application, key)
    programme = programme_of(found)
    answers = answers_of(found, programme)
    seen = evaluate(programme, answers, clock.today())
    return HelpOffer(key, found.title, packet.askable(programme, seen), packet.context(programme, seen, answers))


@query(needs="subsidies.edit")
def packet_for(session: Session, request: HelpRequest) -> Packet:
    """The packet as it would be handed out; nothing else of the desk is in it.

    Raises NothingChosen, NotDelegable, HelperMissing, DayIsOver, NoteTooLong.
    """
    found = session.get_one(Application, request.application)
    programme = programme_of(found)
    answers = answers_of(found, programme)
    seen = evaluate(programme, answers, clock.today())
    _require_allowed(programme, request, {each.id for each in packet.askable(programme, seen)})
    helper, note = one_line(request.helper), lines(request.note)
    if not helper:
        raise HelperMissing("helper")
    if len(note) > MOST_NOTE:
        raise NoteTooLong("note", length=len(note), most=MOST_NOTE)
    if request.until is None or request.until <= clock.today():
        raise DayIsOver("until")
    given = packet.only(answers, programme, request.questions)
    told = {each.id: each for each in packet.context(programme, seen, answers)}
    house = profile(session)
    return Packet(
        id=new_id(),
        application=found.id,
        association=house.name if house else "",
        helper=helper,
        note=note,
        made=clock.today(),
        until=request.until,
        programme=library.load(Bundle(packet.definition(programme, request.questions))),
        context=tuple((told[each].label, told[each].words) for each in request.context if each in told),
        base=given,
        answers=given,
    )


def _require_allowed(programme: Programme, request: HelpRequest, allowed: set[str]) -> None:
    if not request.questions:
        raise NothingChosen("questions")
    for each in request.questions:
        if each not in allowed:
            item = programme.tables.get(each) or programme.fields.get(each)
            raise NotDelegable("questions", question=item.label if item else each)


@usecase(label=N_("Hand a packet to a helper"), needs="subsidies.edit")
def hand_out_packet(session: Session, given: Packet, secret: bytes, file_name: str) -> UUID:
    """Write down which questions were given to whom, until when. Raises NotDelegable."""
    found = session.get_one(Application, given.application)
    programme = programme_of(found)
    for each in given.chosen:
        item = programme.tables.get(each) or programme.fields[each]
        if not packet.delegable(programme, item):
            raise NotDelegable("questions", question=item.label)
    session.add(
        HelpPacket(
            id=given.id,
            application_id=found.id,
            helper=given.helper,
            questions=list(given.chosen),
            context=[label for label, _words in given.context],
            base=packet.as_data(given.base),
            secret=secret,
            file_name=file_name,
            made=clock.now(),
            until=given.until,
            state=PacketState.OUT.value,
            outcome=[],
        )
    )
    session.flush()
    return given.id


@usecase(label=N_("Withdraw a packet"), needs="subsidies.edit")
def withdraw_packet(session: Session, key: UUID) -> None:
    """The packet is not waited for any more, and will not be taken in. Raises MergedAlready, PacketWithdrawn."""
    found = session.get_one(HelpPacket, key)
    require_out(found)
    found.state = PacketState.WITHDRAWN.value
    found.closed = clock.now()
    session.flush()


def require_out(found: HelpPacket) -> None:
    """Raises MergedAlready, PacketWithdrawn."""
    if found.state == PacketState.MERGED:
        raise MergedAlready(day=_day(found.closed))
    if found.state == PacketState.WITHDRAWN:
        raise PacketWithdrawn(day=_day(found.closed))


def _day(moment: datetime | None) -> str:
    return era.wareki(moment.astimezone(clock.JST).date()) if moment else ""


@query(needs="subsidies.read")
def help_packets(session: Session) -> tuple[PacketRow, ...]:
    """All packets, newest first."""
    return tuple(map(_row, session.scalars(sa.select(HelpPacket).order_by(HelpPacket.made.desc()))))


def _row(found: HelpPacket) -> PacketRow:
    programme = programme_of(found.application)
    labels = [programme.tables.get(each) or programme.fields.get(each) for each in found.questions]
    return PacketRow(
        found.id,
        found.application_id,
        found.application.title,
        found.helper,
        tuple(each.label for each in labels if each),
        tuple(found.context),
        found.made,
        found.until,
        found.state,
        found.closed,
        found.file_name,
        tuple(Kept(**{**each, "taken": Side(each["taken"])}) for each in found.outcome),
        late=found.state == PacketState.OUT and clock.today() > found.until,
    )


def kept_data(kept: Kept) -> dict[str, object]:
    return {**asdict(kept), "taken": kept.taken.value}
