"""A packet comes back: looked at beside the desk, then taken in once, answer by answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from kobe_desk.core import clock
from kobe_desk.core.japanese import era
from kobe_desk.core.permission import query, usecase
from kobe_desk.core.text import N_, _
from kobe_desk.modules.subsidies.model import Bundle, HelpPacket, PacketState
from kobe_desk.modules.subsidies.rules import packet
from kobe_desk.modules.subsidies.rules.answers import Answers
from kobe_desk.modules.subsidies.rules.definition import Programme
from kobe_desk.modules.subsidies.rules.packet import Packet, PacketWrong, Point, Side
from kobe_desk.modules.subsidies.usecases.bundling import answers_in, bundle_of, spread
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
from kobe_desk.modules.subsidies.usecases.helping.sharing import (
    Given,
    answers_in_packet,
    given_in,
    programme_in,
    titles_of,
)
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
    beside = _beside(session, found, back)
    late = found.until if clock.today() > found.until else None
    fields = beside.programme.fields
    unread = tuple(fields[name].label for name in back.texts if name in fields)
    return ReturnedRow(found.id, titles_of(beside.given), found.helper, beside.points, back.returned, late, unread)


@usecase(label=N_("Take a packet in"), needs="subsidies.edit")
def merge_packet(session: Session, back: Packet, request: MergeRequest) -> int:
    """Take in what a helper wrote, once; what both changed as it was chosen. Returns how many answers were taken.

    Raises what `returned_packet` raises, PacketLate, ChoicesMissing, GrantUnderWay.
    """
    found = _require_ours(session, back)
    if clock.today() > found.until and not request.late:
        raise PacketLate("late", day=era.wareki(found.until))
    beside = _beside(session, found, back)
    points = beside.points
    if any(each.conflict and each.key not in request.choices for each in points):
        raise ChoicesMissing("choices")
    source = _("Helper {name}, {day}").format(name=found.helper, day=era.wareki(clock.today()))
    after = packet.merged(points, beside.desk, beside.helper, request.choices, source)
    for each in beside.given:
        _write(session, each, after)
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
    return found


@dataclass(frozen=True, slots=True)
class _Beside:
    """What came back beside the desk, both under the names of the packet."""

    given: tuple[Given, ...]
    programme: Programme
    desk: Answers
    helper: Answers
    points: tuple[Point, ...]


def _beside(session: Session, found: HelpPacket, back: Packet) -> _Beside:
    """Raises PacketWrong for answers to other questions, or such as the desk's own definition does not take."""
    given = given_in(session, found)
    programme = programme_in(given)
    known = [name for each in given for name in each.share.names]
    heads = {cell.field.partition(".")[0] for cell in back.answers.cells} | set(back.answers.rows)
    if not heads <= set(found.questions):
        raise PacketWrong
    helper = _only(back.answers, known)
    if not packet.within(programme, known, helper):
        raise PacketWrong
    _require_fitting(helper, programme)
    base = packet.of_data(_data_of(found.base, known), programme)
    desk = answers_in_packet(given)
    return _Beside(given, programme, desk, helper, packet.compare(programme, known, base, desk, helper))


def _only(answers: Answers, known: Sequence[str]) -> Answers:
    """Without questions of an application that is not there any more."""
    cells = {cell: each for cell, each in answers.items() if cell.field.partition(".")[0] in known}
    return Answers(cells, {name: keys for name, keys in answers.rows.items() if name in known})


def _data_of(data: Mapping[str, Any], known: Sequence[str]) -> dict[str, Any]:
    cells = [each for each in data["cells"] if str(each[0]).partition(".")[0] in known]
    return {"cells": cells, "rows": {name: keys for name, keys in data["rows"].items() if name in known}}


def _require_fitting(helper: Answers, programme: Programme) -> None:
    """Read the answers once more with the desk's own definition: the packet may carry a looser one."""
    try:
        packet.of_data(packet.as_data(helper), programme)
    except (ValueError, KeyError, TypeError, AttributeError) as fault:
        raise PacketWrong from fault


def _write(session: Session, given: Given, after: Answers) -> None:
    """Write an application's share down; what several applications ask goes to each of them."""
    key, page = given.application.id, given.application.page
    before = answers_in(session, key)  # what was spread from another share just now is there already
    save_answers(session, key, packet.put_back(given.share, before, after), page)
    bundle = bundle_of(session, key)
    if bundle is not None:
        spread(session, session.get_one(Bundle, bundle), key, before)
