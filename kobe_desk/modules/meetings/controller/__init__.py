"""What the pages of 会議 wish, done at the desk."""

from kobe_desk.modules.meetings.controller.meetings import MeetingsController

__all__ = ["MeetingsController"]
