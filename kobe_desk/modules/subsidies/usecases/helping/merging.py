"""A packet comes back: looked at beside the desk, then taken in once, answer by answer."""

from uuid import UUID

from sqlalchemy.orm import Session

from kobe_desk.core import clock
from kobe_desk.core.japanese import era
from kobe_desk.core.permission import query, usecase
from kobe_desk.core.text import N_, _
from kobe_desk.modules.subsidies.model import HelpPacket, PacketState
from kobe_desk.modules.subsidies.rules import packet
from kobe_desk.modules.subsidies.rules.definition import Programme
from kobe_desk.modules.subsidies.rules.packet import Packet, PacketWrong, Point, Side
from kobe_desk.modules.subsidies.usecases.helping.facts import (
    ChoicesMissing,
    Kept,
    MergeRequest,
    PacketLate,
    PacketOfAnother,
    PacketUnknown,
    ReturnedRow,
)
from kobe_desk.modules.subsidies.usecases.helping.handing import kept_data, require_out
from kobe_desk.modules.subsidies.usecases.storing import answers_of, programme_of
from kobe_desk.modules.subsidies.usecases.writing import save_answers


@query(needs="subsidies.edit")
def packet_secret(session: Session, key: UUID) -> bytes:
    """What opens a packet of this desk. Raises PacketUnknown, MergedAlready, PacketWithdrawn."""
    found = _known(session, key)
    require_out(found)
    return found.secret


@query(needs="subsidies.edit")
def returned_packet(session: Session, back: Packet) -> ReturnedRow:
    """A packet that came back, beside the answers of today.

    Raises PacketUnknown, PacketOfAnother, MergedAlready, PacketWithdrawn, PacketWrong.
    """
    found = _require_ours(session, back)
    programme = programme_of(found.application)
    late = found.until if clock.today() > found.until else None
    unread = tuple(programme.fields[name].label for name in back.texts if name in programme.fields)
    return ReturnedRow(
        found.id, found.application.title, found.helper, _points(found, programme, back), back.returned, late, unread
    )


@usecase(label=N_("Take a packet in"), needs="subsidies.edit")
def merge_packet(session: Session, back: Packet, request: MergeRequest) -> int:
    """Take in what a helper wrote, once; what both changed as it was chosen. Returns how many answers were taken.

    Raises what `returned_packet` raises, PacketLate, ChoicesMissing, GrantUnderWay.
    """
    found = _require_ours(session, back)
    if clock.today() > found.until and not request.late:
        raise PacketLate("late", day=era.wareki(found.until))
    programme = programme_of(found.application)
    points = _points(found, programme, back)
    if any(each.conflict and each.key not in request.choices for each in points):
        raise ChoicesMissing("choices")
    source = _("Helper {name}, {day}").format(name=found.helper, day=era.wareki(clock.today()))
    before = answers_of(found.application, programme)
    after = packet.merged(points, before, back.answers, request.choices, source)
    save_answers(session, found.application_id, after, found.application.page)
    found.state = PacketState.MERGED.value
    found.closed = clock.now()
    kept = [_kept(each, request) for each in points]
    found.outcome = [kept_data(each) for each in kept]
    session.flush()
    return sum(each.taken is Side.HELPER for each in kept)


def _kept(point: Point, request: MergeRequest) -> Kept:
    taken = request.choices[point.key] if point.conflict else Side.HELPER
    return Kept(point.label, point.place, point.desk, point.helper, taken, point.conflict)


def _known(session: Session, key: UUID) -> HelpPacket:
    found = session.get(HelpPacket, key)
    if found is None:
        raise PacketUnknown
    return found


def _require_ours(session: Session, back: Packet) -> HelpPacket:
    found = _known(session, back.id)
    if back.application != found.application_id:
        raise PacketOfAnother
    require_out(found)
    programme = programme_of(found.application)
    if not packet.within(programme, found.questions, back.answers):
        raise PacketWrong
    _require_fitting(back, programme)
    return found


def _require_fitting(back: Packet, programme: Programme) -> None:
    """Read the answers once more with the desk's own definition: the packet may carry a looser one."""
    try:
        packet.of_data(packet.as_data(back.answers), programme)
    except (ValueError, KeyError, TypeError, AttributeError) as fault:
        raise PacketWrong from fault


def _points(found: HelpPacket, programme: Programme, back: Packet) -> tuple[Point, ...]:
    base = packet.of_data(found.base, programme)
    return packet.compare(programme, found.questions, base, answers_of(found.application, programme), back.answers)
