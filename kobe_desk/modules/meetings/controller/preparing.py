"""準備 at the desk: agenda, what was left open, papers, and the rules that hold."""

from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QObject

from kobe_desk.core.errors import UserError
from kobe_desk.core.text import N_
from kobe_desk.modules.meetings import usecases
from kobe_desk.modules.meetings.controller.stage import Stage
from kobe_desk.modules.meetings.usecases import CarryOver, ItemRequest, MeetingPaper, MeetingRow, MotionRequest
from kobe_desk.modules.meetings.view.preparing import PreparingPart
from kobe_desk.ui.desk import Desk


class FileUnreadable(UserError):
    text = N_("This file cannot be read. Please choose it again.")


class PreparingStage(Stage[PreparingPart]):
    """All of the first stage but the facts themselves."""

    def __init__(self, desk: Desk, page: QObject, part: PreparingPart) -> None:
        super().__init__(desk, page, part)
        agenda = part.agenda
        agenda.item_added.connect(self._add)
        agenda.item_changed.connect(self._change)
        agenda.item_removed.connect(lambda item: self.do(usecases.remove_motion, item))
        agenda.order_requested.connect(lambda order: self.do(usecases.order_items, self.key, order))
        part.carry.wanted.connect(lambda points: self.do(usecases.take_over, self.key, points))
        part.documents.paper_added.connect(self._bind)
        part.documents.paper_removed.connect(lambda paper: self.do(usecases.remove_paper, paper))
        part.documents.kept_added.connect(lambda kept: self.do(usecases.add_kept_paper, self.key, kept))
        desk.ask(usecases.bodies, then=part.facts.know_bodies)

    def show(self, row: MeetingRow) -> None:
        super().show(row)
        self.part.show_meeting(row)
        self.part.rules.show_rules(usecases.sentences(row.rules))
        self.desk.ask(usecases.carry_over, row.id, then=self._show_carry)
        self.desk.ask(usecases.meeting_papers, row.id, then=self._show_papers)
        self.desk.ask(usecases.kept_papers, then=self.part.documents.show_kept)

    def _show_carry(self, carry: CarryOver) -> None:
        self.part.carry.show_carry(carry, frozen=bool(self.row and self.row.adopted))

    def _show_papers(self, papers: tuple[MeetingPaper, ...]) -> None:
        self.part.documents.show_papers(papers, frozen=bool(self.row and self.row.adopted))

    def _add(self, request: ItemRequest | MotionRequest) -> None:
        usecase = usecases.add_motion if isinstance(request, MotionRequest) else usecases.add_item
        self.do(usecase, self.key, request, then=self.part.agenda.chosen_after)

    def _change(self, item: UUID, request: ItemRequest | MotionRequest) -> None:
        usecase = usecases.change_motion if isinstance(request, MotionRequest) else usecases.change_item
        self.do(usecase, item, request)

    def _bind(self, path: Path) -> None:
        try:
            data = path.read_bytes()
        except OSError:
            self.refused(FileUnreadable("file"))
            return
        self.do(usecases.add_paper, self.key, path.stem, path.name, data)
