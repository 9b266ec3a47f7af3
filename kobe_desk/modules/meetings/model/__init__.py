"""The tables of meetings: agenda, votes and minutes, who may vote and who came, and the index of their words."""

from kobe_desk.modules.meetings.model.meeting import (
    ActionItem,
    AdoptedMinutes,
    AgendaItem,
    ItemKind,
    Meeting,
    MeetingBody,
    MeetingDocument,
    MeetingEvent,
    MeetingState,
    MinutesSignature,
    Way,
)
from kobe_desk.modules.meetings.model.reception import NoticeSending, Presence, Slip, Voter
from kobe_desk.modules.meetings.model.search import MinutesIndex

__all__ = [
    "ActionItem",
    "AdoptedMinutes",
    "AgendaItem",
    "ItemKind",
    "Meeting",
    "MeetingBody",
    "MeetingDocument",
    "MeetingEvent",
    "MeetingState",
    "MinutesIndex",
    "MinutesSignature",
    "NoticeSending",
    "Presence",
    "Slip",
    "Voter",
    "Way",
]
