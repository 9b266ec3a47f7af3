"""通知 at the desk: the dates, the list of voters, the record of sending."""

from datetime import date

from PySide6.QtCore import QObject

from kobe_desk.modules.meetings import usecases
from kobe_desk.modules.meetings.controller.stage import Stage
from kobe_desk.modules.meetings.rules import NoticeCheck
from kobe_desk.modules.meetings.usecases import MeetingRow
from kobe_desk.modules.meetings.view.notice import NoticePart
from kobe_desk.ui.desk import Desk


class NoticeStage(Stage[NoticePart]):
    """The check follows the day in the form."""

    def __init__(self, desk: Desk, page: QObject, part: NoticePart) -> None:
        super().__init__(desk, page, part)
        part.day_chosen.connect(self._check)
        part.list_requested.connect(lambda: self.do(usecases.list_voters, self.key))
        part.record_requested.connect(lambda request: self.do(usecases.record_notice, self.key, request))
        part.wording.worded.connect(lambda words: self.do(usecases.word_notice, self.key, words))
        part.remove_requested.connect(lambda sending: self.do(usecases.remove_notice, sending))

    def show(self, row: MeetingRow) -> None:
        super().show(row)
        self.part.show_meeting(row)
        if row.adopted or row.notice_sent:
            self._check(row.notice_sent or row.starts.date())
        self.desk.ask(usecases.voters, row.id, then=self.part.show_voters)
        self.desk.ask(usecases.notice_words, row.id, then=self.part.wording.show_words)
        self.desk.ask(usecases.notices, row.id, then=self.part.show_notices)

    def _check(self, day: date) -> None:
        if self.key is not None:
            self.desk.ask(usecases.notice_check, self.key, day, then=self._tell)

    def _tell(self, found: NoticeCheck) -> None:
        self.part.show_check(found.last, found.days, found.sent, found.between, in_time=found.in_time)
