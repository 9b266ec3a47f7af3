"""議事録 at the desk: what is typed is kept at once, and written down when the point is left."""

from datetime import date
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject

from kobe_desk.core.drafts import Draft
from kobe_desk.core.errors import UserError
from kobe_desk.modules.meetings import usecases
from kobe_desk.modules.meetings.controller.stage import Stage
from kobe_desk.modules.meetings.rules.phrases import PHRASES
from kobe_desk.modules.meetings.usecases import MeetingRow
from kobe_desk.modules.meetings.view.minutes import MinutesPart
from kobe_desk.modules.meetings.view.writing import Typed
from kobe_desk.ui.desk import Desk

PAGE = "minutes"


class WritingStage(Stage[MinutesPart]):
    """Drafts of a point are brought back when it is shown."""

    def __init__(self, desk: Desk, page: QObject, part: MinutesPart) -> None:
        super().__init__(desk, page, part)
        self._asked: set[UUID] = set()
        writing = part.writing
        writing.know_phrases(PHRASES)
        writing.kept.connect(self._keep)
        writing.written.connect(self._write)
        writing.list.chosen.connect(lambda _place: self._bring_back())
        part.review_requested.connect(lambda done: self.do(usecases.review_minutes, self.key, done))
        part.adopt_requested.connect(self._adopt)
        part.correction_requested.connect(lambda: self.do(usecases.reopen_minutes, self.key))

    def show(self, row: MeetingRow) -> None:
        super().show(row)
        self.part.writing.show_items(row.items, frozen=row.adopted)  # at once: somebody may be typing already
        self.desk.ask(usecases.missing_for_adoption, row.id, then=self._show)

    def _show(self, missing: tuple[str, ...]) -> None:
        if self.row is not None:
            self.part.show_meeting(self.row, missing)
            self._bring_back()

    def _bring_back(self) -> None:
        """Once for each point: a draft is there only if writing was cut off."""
        item = self.part.writing.at
        if item is not None and item not in self._asked and self.row is not None and not self.row.adopted:
            self._asked.add(item)
            self.desk.draft(PAGE, str(item), self._found)

    def _found(self, draft: Draft | None) -> None:
        if draft is not None:
            self.part.writing.bring_back(UUID(draft.record), draft.text, draft.cursor)

    def _keep(self, typed: Typed) -> None:
        self.desk.keep(Draft(PAGE, str(typed.item), typed.text, typed.cursor))

    def _write(self, typed: Typed) -> None:
        self._asked.add(typed.item)
        refused = partial(self._not_written, typed)
        self.desk.do(usecases.write_item, typed.item, typed.text, refused=refused)
        self.desk.drop(PAGE, str(typed.item))

    def _not_written(self, typed: Typed, error: UserError) -> None:
        """What was typed stays a draft."""
        self._keep(typed)
        self.refused(error)

    def _adopt(self, day: date, reason: str) -> None:
        self.do(usecases.adopt_minutes, self.key, day, reason)
