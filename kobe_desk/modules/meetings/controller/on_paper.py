"""書面による決議 at the desk."""

from PySide6.QtCore import QObject

from kobe_desk.modules.meetings import usecases
from kobe_desk.modules.meetings.controller.stage import Stage
from kobe_desk.modules.meetings.usecases import AnswerRequest, MeetingRow
from kobe_desk.modules.meetings.view.on_paper import OnPaperPart
from kobe_desk.ui.desk import Desk


class OnPaperStage(Stage[OnPaperPart]):
    """Nothing is asked of a meeting in a hall."""

    def __init__(self, desk: Desk, page: QObject, part: OnPaperPart) -> None:
        super().__init__(desk, page, part)
        part.searched.connect(self._search)
        part.answer.answered.connect(self._answer)
        part.decide_requested.connect(lambda: self.do(usecases.decide_on_paper, self.key))

    def show(self, row: MeetingRow) -> None:
        super().show(row)
        if row.way != "hall":
            self.desk.ask(usecases.paper_resolution, row.id, then=self.part.show_state, refused=self.refused)

    def _search(self, words: str) -> None:
        if words.strip():
            self.desk.ask(usecases.find_voters, self.key, words, then=self.part.show_found, refused=self.refused)
        else:
            self.part.show_found(())

    def _answer(self, request: AnswerRequest) -> None:
        self.do(usecases.record_answer, request, then=self._answered)

    def _answered(self, _done: object) -> None:
        self.part.ready()
