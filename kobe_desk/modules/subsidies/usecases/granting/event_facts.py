"""The event a grant is about, and what it says for a report (実施日、場所、参加者、係、保険)."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core.permission import query
from kobe_desk.modules.members.usecases.event_names import name_by
from kobe_desk.modules.members.usecases.events import BAND_WORDS, event_card
from kobe_desk.modules.subsidies.model import ApplicationEvent
from kobe_desk.modules.subsidies.usecases.granting.facts import TiedEvent


@query(needs="subsidies.read")
def tied_event(session: Session, key: UUID) -> TiedEvent | None:
    """The event of an application with what its report takes from it."""
    name = name_by(session.connection(), sa.select(ApplicationEvent.event_id).where(mine(key)))
    return TiedEvent(name.id, name.label, facts_of(session, name.id)) if name else None


def mine(key: UUID) -> sa.ColumnElement[bool]:
    return ApplicationEvent.application_id == key


@query(needs="subsidies.read")
def facts_of(session: Session, key: UUID) -> dict[str, Any]:
    """What a report asks for, as the event says it; what the event does not say is left out."""
    card = event_card(session, key)
    event = card.event
    last = (event.end - timedelta(minutes=1)).date()
    ages = "、".join(f"{words}{card.counts[band]:,}人" for band, words in BAND_WORDS.items() if band in card.counts)
    insured = f"（{event.insured:,}人分）" if event.insured and event.insurance else ""
    facts = {
        "done_from": event.start.date().isoformat(),
        "done_to": last.isoformat(),
        "place": event.place,
        "done": card.report,
        "people": card.people or None,
        "ages": ages,
        "staff": len(card.staff) or None,
        "insurance": f"{event.insurance}{insured}",
    }
    return {name: value for name, value in facts.items() if value not in (None, "")}
