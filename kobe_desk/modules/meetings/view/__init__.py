"""会議: the meetings, and one meeting from its plan to its signatures."""

from kobe_desk.modules.meetings.view.meeting import MeetingPage
from kobe_desk.modules.meetings.view.meetings import MeetingsPage

__all__ = ["MeetingPage", "MeetingsPage"]
