"""One meeting at the desk: asked for once after each change, and shown in all its stages."""

from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject

from kobe_desk.core.change import Change
from kobe_desk.core.errors import UserError
from kobe_desk.core.text import _
from kobe_desk.modules.meetings import usecases
from kobe_desk.modules.meetings.controller.events import EventStage
from kobe_desk.modules.meetings.controller.notice import NoticeStage
from kobe_desk.modules.meetings.controller.on_paper import OnPaperStage
from kobe_desk.modules.meetings.controller.preparing import PreparingStage
from kobe_desk.modules.meetings.controller.reception import ReceptionStage
from kobe_desk.modules.meetings.controller.signing import SigningStage
from kobe_desk.modules.meetings.controller.stage import Stage
from kobe_desk.modules.meetings.controller.voting import VotingStage
from kobe_desk.modules.meetings.controller.writing import WritingStage
from kobe_desk.modules.meetings.usecases import MeetingRequest, MeetingRow, PublicRule
from kobe_desk.modules.meetings.view.meeting import (
    ATTENDANCE,
    FACTS,
    MINUTES,
    MOTIONS,
    NOTICE,
    SIGNING,
    MeetingPage,
)
from kobe_desk.modules.meetings.view.projector import Projector
from kobe_desk.modules.meetings.view.quorum import standing_of
from kobe_desk.ui.desk import Desk
from kobe_desk.ui.page import PageStack

TABLES = {
    "meeting", "agenda_item", "adopted_minutes", "minutes_signature", "voter", "presence", "slip", "notice_sending",
    "meeting_document", "action_item", "meeting_body", "meeting_rules", "meeting_event", "event",
}  # fmt: skip


class MeetingController(QObject):
    """A child of its page, with one child for each stage."""

    def __init__(self, desk: Desk, page: MeetingPage, key: UUID | None, stack: PageStack) -> None:
        super().__init__(page)
        self._desk, self._page, self._key, self._stack = desk, page, key, stack
        self._row: MeetingRow | None = None
        self._projector: Projector | None = None
        self._stages: dict[int, tuple[Stage[Any], ...]] = {
            FACTS: (PreparingStage(desk, page, page.preparing), EventStage(desk, page, page.preparing, stack)),
            NOTICE: (NoticeStage(desk, page, page.notice),),
            ATTENDANCE: (
                ReceptionStage(desk, page, page.attendance),
                OnPaperStage(desk, page, page.attendance.on_paper),
            ),
            MOTIONS: (VotingStage(desk, page, page.motions),),
            MINUTES: (WritingStage(desk, page, page.minutes),),
            SIGNING: (SigningStage(desk, page, page.signing),),
        }
        self._stale: set[int] = set()
        self._gone = False
        page.part_shown.connect(self._show_stage)
        page.facts.save_requested.connect(self._save)
        page.facts.remove.clicked.connect(self._remove)
        page.preparing.rules.change.clicked.connect(self._open_rules)
        for button in (page.papers, page.notice.print, page.signing.papers):
            button.clicked.connect(lambda: self._open_papers())
        page.signing.public.wanted.connect(self._open_papers)
        page.projector.clicked.connect(self._project)
        desk.changed.connect(self._on_changed)
        self.refresh()

    def refresh(self) -> None:
        if self._key is not None:
            self._desk.ask(usecases.meeting, self._key, then=self._show)

    def _show(self, row: MeetingRow) -> None:
        """The stage in sight follows at once, the others when they are looked at: nobody who types waits for them."""
        self._row = row
        self._page.show_meeting(row)
        self._stale = set(self._stages)
        self._show_stage(self._page.part)
        if self._projector is not None:
            self._projector.show_meeting(row, standing_of(row))

    def _show_stage(self, place: int) -> None:
        if self._row is not None and place in self._stale:
            self._stale.discard(place)
            for stage in self._stages[place]:
                stage.show(self._row)

    def _on_changed(self, change: Change) -> None:
        if change.tables & TABLES and not self._gone:
            self.refresh()

    def _save(self, request: MeetingRequest) -> None:
        if self._key is None:
            self._desk.do(usecases.plan_meeting, request, then=self._written, refused=self._refused)
        else:
            self._desk.do(usecases.change_meeting, self._key, request, refused=self._refused)

    def _remove(self) -> None:
        """Undo brings it back into the list."""
        self._gone = True
        self._desk.do(usecases.remove_meeting, self._key, then=self._removed, refused=self._refused)

    def _removed(self, _done: object) -> None:
        self._stack.leave(self._page)

    def _refused(self, error: UserError) -> None:
        self._gone = False
        if not self._page.facts.show_refusal(error):
            self._desk.refused.emit(error)

    def _written(self, key: UUID) -> None:
        self._key = key
        self.refresh()
        self._page.begin(new=False)
        self._page.show_part(FACTS)

    def _open_papers(self, public: PublicRule | None = None) -> None:
        """Every paper that the meeting has reached, or its public copy alone."""
        from kobe_desk.modules.meetings.controller.papers import PapersController
        from kobe_desk.modules.meetings.view.papers import MeetingPapersPage

        if self._row is not None:
            page = MeetingPapersPage(_("Papers of the meeting"), _("To the meeting"))
            PapersController(self._desk, page, self._row.id, public)
            self._stack.open(page)

    def _open_rules(self) -> None:
        from kobe_desk.modules.meetings.controller.rules import RulesController
        from kobe_desk.modules.meetings.view.rules import RulesPage

        if self._row is not None:
            page = RulesPage(_("To the meeting"))
            RulesController(self._desk, page, self._row.body)
            self._stack.open(page)

    def _project(self) -> None:
        """A second window for the hall; it goes with the page."""
        if self._row is None:
            return
        if self._projector is None:
            self._projector = Projector()
            self._page.destroyed.connect(self._projector.deleteLater)
        self._projector.show_meeting(self._row, standing_of(self._row))
        self._projector.open()
