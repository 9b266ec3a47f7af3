"""A packet is prepared, handed out, withdrawn; and the list of all."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core import clock
from kobe_desk.core.ids import new_id
from kobe_desk.core.japanese import era
from kobe_desk.core.names import lines, one_line
from kobe_desk.core.permission import query, usecase
from kobe_desk.core.text import N_, _
from kobe_desk.modules.association.usecases import profile
from kobe_desk.modules.subsidies.model import Application, HelpPacket, PacketState
from kobe_desk.modules.subsidies.rules import library, packet
from kobe_desk.modules.subsidies.rules.bundle import Bundle
from kobe_desk.modules.subsidies.rules.evaluate import evaluate
from kobe_desk.modules.subsidies.rules.packet import MOST_NOTE, Askable, Known, Packet, Side
from kobe_desk.modules.subsidies.usecases.bundling import evaluations, open_bundle
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
from kobe_desk.modules.subsidies.usecases.helping.sharing import (
    Given,
    answers_in_packet,
    given_in,
    given_of,
    named,
    place_of,
    titles,
    titles_of,
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
def help_offer_together(session: Session, key: UUID) -> HelpOffer:
    """What of applications that are answered together can be given to a helper: each question once."""
    row = open_bundle(session, key)
    seen = evaluations(row, (each.application.answers for each in row.opened))
    questions: list[Askable] = []
    told: list[Known] = []
    for asked in row.together().pages(seen):
        mine = row.opened[asked.member].application
        allowed = {each.id: each for each in packet.askable(mine.programme, seen[asked.member])}
        known = {each.id: each for each in packet.context(mine.programme, seen[asked.member], mine.answers)}
        for item in asked.places:
            words = "{label}" if asked.shared else _("{label} ({programme})")
            if item in allowed:
                label = words.format(label=allowed[item].label, programme=mine.programme.title)
                questions.append(replace(allowed[item], id=named(mine.id, item), label=label))
            if item in known:
                label = words.format(label=known[item].label, programme=mine.programme.title)
                told.append(replace(known[item], id=named(mine.id, item), label=label))
    return HelpOffer(row.keys[0], titles([each.application.programme.title for each in row.opened]),
                     tuple(questions), tuple(told))  # fmt: skip


@query(needs="subsidies.edit")
def packet_for(session: Session, request: HelpRequest) -> Packet:
    """The packet as it would be handed out; nothing else of the desk is in it.

    Raises NothingChosen, NotDelegable, HelperMissing, DayIsOver, NoteTooLong.
    """
    given = given_of(session, (place_of(request.application, each) for each in request.questions))
    _require_allowed(given)
    helper, note = one_line(request.helper), lines(request.note)
    if not helper:
        raise HelperMissing("helper")
    if len(note) > MOST_NOTE:
        raise NoteTooLong("note", length=len(note), most=MOST_NOTE)
    if request.until is None or request.until <= clock.today():
        raise DayIsOver("until")
    base = answers_in_packet(given)
    house = profile(session)
    return Packet(
        id=new_id(),
        application=request.application,
        association=house.name if house else "",
        helper=helper,
        note=note,
        made=clock.today(),
        until=request.until,
        programme=library.load(Bundle(packet.joined_definition([each.share for each in given]))),
        context=_told(session, request),
        base=base,
        answers=base,
        places={name: (each.application.id, item) for each in given for name, item in each.share.names.items()}
        if len(given) > 1 or given[0].application.id != request.application
        else {},
    )


def _told(session: Session, request: HelpRequest) -> tuple[tuple[str, str], ...]:
    """What was ticked of the answers that may be told, in words."""
    known: dict[UUID, dict[str, Known]] = {}
    found = []
    for key, item in (place_of(request.application, each) for each in request.context):
        if key not in known:
            programme = programme_of(session.get_one(Application, key))
            answers = answers_of(session.get_one(Application, key), programme)
            seen = evaluate(programme, answers, clock.today())
            known[key] = {each.id: each for each in packet.context(programme, seen, answers)}
        if item in known[key]:
            found.append((known[key][item].label, known[key][item].words))
    return tuple(found)


def _require_allowed(given: Sequence[Given]) -> None:
    if not given:
        raise NothingChosen("questions")
    for each in given:
        programme = each.programme
        allowed = {known.id for known in packet.askable(programme, evaluate(programme, each.answers, clock.today()))}
        for name in each.share.names.values():
            if name not in allowed:
                item = programme.tables.get(name) or programme.fields.get(name)
                raise NotDelegable("questions", question=item.label if item else name)


@usecase(label=N_("Hand a packet to a helper"), needs="subsidies.edit")
def hand_out_packet(session: Session, given: Packet, secret: bytes, file_name: str) -> UUID:
    """Write down which questions were given to whom, until when. Raises NotDelegable."""
    found = session.get_one(Application, given.application)
    for name in given.chosen:
        key, asked = given.places.get(name, (found.id, name))
        programme = programme_of(session.get_one(Application, key))
        item = programme.tables.get(asked) or programme.fields[asked]
        if not packet.delegable(programme, item):
            raise NotDelegable("questions", question=item.label)
    session.add(
        HelpPacket(
            id=given.id,
            application_id=found.id,
            helper=given.helper,
            questions=list(given.chosen),
            places={name: [str(key), item] for name, (key, item) in given.places.items()},
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
    found = session.scalars(sa.select(HelpPacket).order_by(HelpPacket.made.desc()))
    return tuple(_row(session, each) for each in found)


def _row(session: Session, found: HelpPacket) -> PacketRow:
    given = given_in(session, found)
    items = [(each.programme, name) for each in given for name in each.share.names.values()]
    labels = [programme.tables.get(name) or programme.fields.get(name) for programme, name in items]
    return PacketRow(
        found.id,
        found.application_id,
        titles_of(given),
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
