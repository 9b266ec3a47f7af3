"""What a report (実績報告) takes from the event it is about, where it says so, and what changed there since.

Nothing is overwritten: only what is empty is filled, and what the event says otherwise now is shown as 要確認.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core.permission import query, usecase
from kobe_desk.core.text import N_
from kobe_desk.modules.members.model import Event
from kobe_desk.modules.members.usecases.event_names import EventName, names_near
from kobe_desk.modules.subsidies.model import Application, ApplicationEvent, GrantStep
from kobe_desk.modules.subsidies.rules.life import REPORT, TAKEN
from kobe_desk.modules.subsidies.usecases.granting.event_facts import facts_of, mine, tied_event
from kobe_desk.modules.subsidies.usecases.granting.steps import note_step


@query(needs="subsidies.read")
def events_to_report(session: Session, day: date) -> tuple[EventName, ...]:
    """The events around a day, by name and day; the last that was held comes first."""
    found = names_near(session.connection(), day)
    past = [each for each in found if each.start.date() <= day]
    return (*past, *(each for each in found if each not in past))


@dataclass(frozen=True, slots=True)
class TiedApplication:
    """An application as an event's page names it."""

    id: UUID
    title: str
    number: str
    begun: date
    state: str


@query(needs="subsidies.read")
def applications_for_event(session: Session, event: UUID) -> tuple[TiedApplication, ...]:
    """The applications that are about an event."""
    mine = sa.select(Application).join(ApplicationEvent, ApplicationEvent.application_id == Application.id)
    found = session.scalars(mine.where(ApplicationEvent.event_id == event).order_by(Application.begun))
    return tuple(TiedApplication(each.id, each.title, each.number, each.begun.date(), each.state) for each in found)


@usecase(label=N_("Say which event a report is about"), needs="subsidies.edit")
def report_from_event(session: Session, key: UUID, event: UUID | None, typed: Mapping[str, Any]) -> None:
    """Tie a grant to an event, and fill what is still empty in its report from there. Raises NotTheNextStage."""
    _tie(session, key, event)
    kept = {name: value for name, value in typed.items() if value not in (None, "") and name != TAKEN}
    if event is not None:
        facts = facts_of(session, event)
        kept = {**facts, **kept, TAKEN: facts}
    step = session.get_one(GrantStep, note_step(session, key, REPORT, kept, None))
    if event is None:
        step.values = {name: value for name, value in step.values.items() if name != TAKEN}
    session.flush()


@usecase(label=N_("Take what the event says today"), needs="subsidies.edit")
def take_from_event(session: Session, key: UUID, typed: Mapping[str, Any]) -> None:
    """Write what changed at the event since into the report that is being written. Raises NotTheNextStage."""
    _settle(session, key, typed, taken=True)


@usecase(label=N_("Keep a report as it is"), needs="subsidies.edit")
def keep_from_event(session: Session, key: UUID, typed: Mapping[str, Any]) -> None:
    """Leave the report as it is although the event says otherwise now. Raises NotTheNextStage."""
    _settle(session, key, typed, taken=False)


def _settle(session: Session, key: UUID, typed: Mapping[str, Any], *, taken: bool) -> None:
    event = tied_event(session, key)
    if event is not None:
        changed = event.changed(typed) if taken else {}
        note_step(session, key, REPORT, {**typed, **changed, TAKEN: dict(event.facts)}, None)


def _tie(session: Session, key: UUID, event: UUID | None) -> None:
    line = session.scalar(sa.select(ApplicationEvent).where(mine(key)))
    if line is not None and event is None:
        session.delete(line)
    elif line is not None and event is not None:
        line.event_id = session.get_one(Event, event).id
    elif event is not None:
        found = session.get_one(Event, event)
        session.add(ApplicationEvent(application_id=session.get_one(Application, key).id, event_id=found.id))
    session.flush()
