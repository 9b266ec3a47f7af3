"""会議: the meetings, and one meeting with who came, its motions and its minutes."""

from kobe_desk.modules.meetings.view.meeting import MeetingPage
from kobe_desk.modules.meetings.view.meetings import MeetingsPage

__all__ = ["MeetingPage", "MeetingsPage"]
