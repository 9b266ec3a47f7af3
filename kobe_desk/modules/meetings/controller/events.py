"""Meetings and the events they are about: chosen in the first stage, listed on the event's page."""

from collections.abc import Callable, Sequence
from uuid import UUID

from PySide6.QtCore import QObject

from kobe_desk.core.japanese import era
from kobe_desk.core.text import _
from kobe_desk.modules.meetings.controller.stage import Stage
from kobe_desk.modules.meetings.usecases import MeetingRow
from kobe_desk.modules.meetings.usecases.events import (
    TiedMeeting,
    event_of_meeting,
    events_to_speak_of,
    meetings_for_event,
    tie_meeting,
)
from kobe_desk.modules.meetings.view.preparing import PreparingPart
from kobe_desk.modules.members.usecases.event_names import EventName
from kobe_desk.ui.desk import Desk
from kobe_desk.ui.page import PageStack
from kobe_desk.ui.ties import Tie


class EventStage(Stage[PreparingPart]):
    """The event of a meeting, with the way to it."""

    def __init__(self, desk: Desk, page: QObject, part: PreparingPart, stack: PageStack) -> None:
        super().__init__(desk, page, part)
        self._event: EventName | None = None
        part.event_card.let_go_there(desk.who.may("members.read"))
        part.event_card.chosen.connect(lambda event: self.do(tie_meeting, self.key, event))
        part.event_card.wanted.connect(lambda event: stack.jump_wanted.emit("members", f"event:{event}"))

    def show(self, row: MeetingRow) -> None:
        super().show(row)
        self.desk.ask(event_of_meeting, row.id, then=self._know)
        self.desk.ask(events_to_speak_of, row.starts.date(), then=self._offer)

    def _know(self, event: EventName | None) -> None:
        self._event = event

    def _offer(self, found: tuple[EventName, ...]) -> None:
        own, card = self._event, self.part.event_card
        card.setVisible(bool(found or own))
        card.offer([(each.id, each.label) for each in found], (own.id, own.label) if own else None)


def ask_ties(desk: Desk, record: str, then: Callable[[Sequence[Tie]], object]) -> None:
    """The meetings about an event, as its page lists them."""
    desk.ask(meetings_for_event, UUID(record), then=lambda rows: then([_tie(row) for row in rows]))


def _tie(row: TiedMeeting) -> Tie:
    day = row.starts.date()
    when = f"{era.with_weekday(era.wareki(day), day)} {row.starts:%H:%M}"
    return Tie(
        "meetings", row.starts.date(), when, _("Meeting: {title}").format(title=row.title), row.place, str(row.id)
    )
