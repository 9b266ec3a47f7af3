"""The event a report takes its numbers from at the desk, and the applications that an event's page lists."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject

from kobe_desk.core import clock
from kobe_desk.core.errors import UserError
from kobe_desk.core.japanese import era
from kobe_desk.core.text import _
from kobe_desk.modules.members.usecases.event_names import EventName
from kobe_desk.modules.subsidies.usecases import GrantRow
from kobe_desk.modules.subsidies.usecases.granting.events import (
    TiedApplication,
    applications_for_event,
    events_to_report,
    keep_from_event,
    report_from_event,
    take_from_event,
)
from kobe_desk.modules.subsidies.view import StagePart
from kobe_desk.ui.desk import Desk
from kobe_desk.ui.ties import Tie


class ReportEvent(QObject):
    """A child of the stage's part."""

    def __init__(
        self,
        desk: Desk,
        part: StagePart,
        grant: GrantRow,
        refused: Callable[[UserError], object],
        jump: Callable[[UUID], object],
    ) -> None:
        super().__init__(part)
        self._desk, self._part, self._grant, self._refused = desk, part, grant, refused
        part.event_card.let_go_there(desk.who.may("members.read"))
        part.event_card.wanted.connect(jump)
        part.event_chosen.connect(self._choose)
        part.event_settled.connect(self._settle)
        desk.ask(events_to_report, clock.today(), then=self._offer)

    def _offer(self, found: tuple[EventName, ...]) -> None:
        own, card = self._grant.event, self._part.event_card
        card.setVisible(bool(found or own))
        card.offer([(each.id, each.label) for each in found], (own.id, own.label) if own else None)

    def _choose(self, event: UUID | None, typed: Mapping[str, Any]) -> None:
        self._desk.do(report_from_event, self._grant.application.id, event, typed, refused=self._refused)

    def _settle(self, typed: Mapping[str, Any], taken: bool) -> None:  # noqa: FBT001 - a signal's argument
        verb = take_from_event if taken else keep_from_event
        self._desk.do(verb, self._grant.application.id, typed, refused=self._refused)


def ask_ties(desk: Desk, record: str, then: Callable[[Sequence[Tie]], object]) -> None:
    """The applications about an event, as its page lists them."""
    desk.ask(applications_for_event, UUID(record), then=lambda rows: then([_tie(row) for row in rows]))


def _tie(row: TiedApplication) -> Tie:
    title = _("Report: {title}").format(title=row.title)
    return Tie("subsidies", row.begun, era.wareki(row.begun), title, row.number, f"grant:{row.id}")
