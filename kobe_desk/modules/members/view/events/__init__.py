"""行事: the list, and one event with its helpers, counts and report."""

from kobe_desk.modules.members.view.events.card import EventPage
from kobe_desk.modules.members.view.events.page import EventsPage

__all__ = ["EventPage", "EventsPage"]
