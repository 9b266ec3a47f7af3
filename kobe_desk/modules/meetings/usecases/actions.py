"""Things to do (宿題): what a meeting left to somebody until a day, carried on until it is closed."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from kobe_desk.core import clock
from kobe_desk.core.names import fold
from kobe_desk.core.permission import query, usecase
from kobe_desk.core.text import N_
from kobe_desk.modules.meetings.model import ActionItem, AgendaItem, ItemKind, Meeting
from kobe_desk.modules.meetings.rules.minutes_text import Charge, charges
from kobe_desk.modules.meetings.usecases.bodies import GENERAL, kind_of
from kobe_desk.modules.meetings.usecases.errors import ClosedAlready, TitleMissing
from kobe_desk.modules.meetings.usecases.facts import ItemRequest, MotionRequest
from kobe_desk.modules.meetings.usecases.planning import add_item, add_motion
from kobe_desk.modules.members.usecases import officers_on


@dataclass(frozen=True, slots=True)
class ActionRequest:
    """Something to be done, by whom, until when."""

    title: str
    person: str = ""
    due: date | None = None
    person_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class ActionRow:
    """Something to be done: from which meeting, how many meetings of its body it was carried through since."""

    id: UUID
    title: str
    person: str
    due: date | None
    meeting_id: UUID
    meeting: str
    given: date
    carried: int
    overdue: bool
    closed: date | None
    closed_in: str
    """The meeting that closed it."""
    result: str


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """A point an earlier meeting put off or did not come to (継続審議)."""

    item_id: UUID
    title: str
    kind: str
    meeting: str
    day: date
    taken: bool
    """Whether this meeting has it on its agenda already."""


@dataclass(frozen=True, slots=True)
class CarryOver:
    """What a meeting has to take up from those before it, to be looked at before it is taken over."""

    actions: tuple[ActionRow, ...]
    points: tuple[OpenPoint, ...]


@usecase(label=N_("Give a task"), needs="meetings.edit")
def add_action(session: Session, meeting: UUID, request: ActionRequest, item: UUID | None = None) -> UUID:
    """Write down something to be done. Raises TitleMissing."""
    if not request.title.strip():
        raise TitleMissing("title")
    action = ActionItem(
        meeting_id=meeting,
        item_id=item,
        title=request.title.strip(),
        person=request.person.strip(),
        person_id=request.person_id,
        due=request.due,
    )
    session.add(action)
    session.flush()
    return action.id


@usecase(label=N_("Change a task"), needs="meetings.edit")
def change_action(session: Session, key: UUID, request: ActionRequest) -> None:
    """Correct what is to be done, by whom, until when. Raises TitleMissing."""
    if not request.title.strip():
        raise TitleMissing("title")
    action = session.get_one(ActionItem, key)
    action.title, action.person, action.due = request.title.strip(), request.person.strip(), request.due
    action.person_id = request.person_id
    session.flush()


@usecase(label=N_("Close a task"), needs="meetings.edit")
def close_action(session: Session, key: UUID, day: date, meeting: UUID | None = None, result: str = "") -> None:
    """It is done: on which day, and in which meeting that was told. Once closed it is closed. Raises ClosedAlready."""
    action = session.get_one(ActionItem, key)
    if action.closed is not None:
        raise ClosedAlready
    action.closed, action.closed_in_id, action.result = day, meeting, result.strip()
    session.flush()


@usecase(label=N_("Open a task again"), needs="meetings.edit")
def reopen_action(session: Session, key: UUID) -> None:
    """It was closed by mistake."""
    action = session.get_one(ActionItem, key)
    action.closed, action.closed_in_id, action.result = None, None, ""
    session.flush()


@query(needs="meetings.read")
def actions(
    session: Session, body: str = "", open_only: bool = True, until: date | None = None
) -> tuple[ActionRow, ...]:
    """Tasks, those due first; `until`: given in meetings up to this day. Those of general meetings go together."""
    statement = _statement()
    if body:
        statement = statement.where(Meeting.body.in_(_same(body)))
    if open_only:
        statement = statement.where(ActionItem.closed.is_(None))
    rows = session.execute(statement.order_by(ActionItem.due.is_(None), ActionItem.due, ActionItem.id)).all()
    held = _held(session)
    found = [_row(*row, held) for row in rows]
    return tuple(each for each in found if until is None or each.given <= until)


@query(needs="meetings.read")
def carry_over(session: Session, key: UUID) -> CarryOver:
    """What the meetings of this body before this one left open: tasks, and points put off or not come to."""
    found = session.get_one(Meeting, key)
    bodies = _same(found.body)
    before = (Meeting.body.in_(bodies), Meeting.starts < found.starts, Meeting.id != key)
    statement = _statement()
    statement = statement.where(*before, sa.or_(ActionItem.closed.is_(None), ActionItem.closed_in_id == key))
    rows = session.execute(statement.order_by(ActionItem.due.is_(None), ActionItem.due)).all()
    held = _held(session)
    left = sa.and_(AgendaItem.kind == ItemKind.MOTION, AgendaItem.carried.is_(None))
    taken = aliased(AgendaItem)
    gone_on = sa.exists().where(taken.taken_from_id == AgendaItem.id, taken.meeting_id != key)
    points = session.execute(
        sa.select(AgendaItem, Meeting)
        .join(Meeting, Meeting.id == AgendaItem.meeting_id)
        .where(*before, sa.or_(AgendaItem.postponed.is_(True), left), ~gone_on)
        .order_by(Meeting.starts, AgendaItem.position)
    )
    mine = {each.taken_from_id for each in found.items}
    return CarryOver(
        tuple(_row(*row, held) for row in rows),
        tuple(
            OpenPoint(item.id, item.title, item.kind, meeting.title, meeting.starts.date(), item.id in mine)
            for item, meeting in points
        ),
    )


@usecase(label=N_("Take over what is open"), needs="meetings.edit")
def take_over(session: Session, key: UUID, points: tuple[UUID, ...]) -> tuple[UUID, ...]:
    """Put points that were put off on the agenda of this meeting; a motion gets a new number. Returns the new points.

    Raises AdoptedAlready.
    """
    made = []
    for each in points:
        old = session.get_one(AgendaItem, each)
        if old.kind == ItemKind.MOTION:
            request = MotionRequest(old.title, old.proposal, rule=old.rule, matter=old.matter, presenter=old.presenter)
            new = add_motion(session, key, request)
        else:
            new = add_item(session, key, ItemRequest(old.title, old.kind, old.proposal, old.presenter))
        session.get_one(AgendaItem, new).taken_from_id = old.id
        made.append(new)
    session.flush()
    return tuple(made)


def keep_charges(session: Session, found: Meeting, item: AgendaItem) -> None:
    """Bring the tasks of a point to what its minutes say; closed ones stay."""
    said = {each.title: each for each in charges(item.discussion, found.starts.date()) if each.title}
    known = {each.title: each for each in session.scalars(sa.select(ActionItem).where(ActionItem.item_id == item.id))}
    for title, each in known.items():
        if title not in said and each.closed is None:
            session.delete(each)
    for title, charge in said.items():
        action = known.get(title) or ActionItem(meeting_id=found.id, item_id=item.id, title=title)
        if action.closed is None:
            action.person, action.due = charge.person, charge.due
            action.person_id = _person(session, charge, found.starts.date())
        session.add(action)


def _person(session: Session, charge: Charge, day: date) -> UUID | None:
    """The officer a task names, by the whole name or a family name that only one officer has."""
    wanted = fold(charge.person)
    if not wanted:
        return None
    names = {each.person_id: fold(each.name) for each in officers_on(session, day)}
    whole = [key for key, name in names.items() if name == wanted]
    begins = [key for key, name in names.items() if name.startswith(wanted)]
    found = whole or begins
    return found[0] if len(set(found)) == 1 else None


def _same(body: str) -> tuple[str, ...]:
    """Bodies whose open matters go together: the two kinds of general meeting."""
    return GENERAL if kind_of(body) in GENERAL else (body,)


def _statement() -> sa.Select[ActionItem, Meeting, str]:
    closing = aliased(Meeting)
    return (
        sa.select(ActionItem, Meeting, closing.title)
        .join(Meeting, Meeting.id == ActionItem.meeting_id)
        .outerjoin(closing, closing.id == ActionItem.closed_in_id)
    )


def _held(session: Session) -> list[tuple[str, date]]:
    """Every meeting's body and day."""
    return [(body, starts.date()) for body, starts in session.execute(sa.select(Meeting.body, Meeting.starts))]


def _row(action: ActionItem, meeting: Meeting, closed_in: str | None, held: list[tuple[str, date]]) -> ActionRow:
    today = clock.today()
    given, bodies = meeting.starts.date(), _same(meeting.body)
    last = action.closed or today
    carried = sum(body in bodies and given < day <= last for body, day in held)
    overdue = action.closed is None and action.due is not None and action.due < today
    return ActionRow(action.id, action.title, action.person, action.due, meeting.id, meeting.title, given, carried,
                     overdue, action.closed, closed_in or "", action.result)  # fmt: skip
