"""受付 at the desk: who comes and goes, papers, counts."""

from dataclasses import replace
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject

from kobe_desk.modules.meetings import usecases
from kobe_desk.modules.meetings.controller.stage import Stage
from kobe_desk.modules.meetings.usecases import (
    Attendance,
    EntryRow,
    FoundVoter,
    MeetingRow,
    ReceptionRow,
    SlipRequest,
)
from kobe_desk.modules.meetings.view.attendance import AttendancePart
from kobe_desk.modules.members.usecases import counts_on
from kobe_desk.ui.desk import Desk

_PRESENCES = ("came", "online", "left")


class ReceptionStage(Stage[AttendancePart]):
    """Every arrival is one transaction; the quorum follows at once."""

    def __init__(self, desk: Desk, page: QObject, part: AttendancePart) -> None:
        super().__init__(desk, page, part)
        part.counts.save_requested.connect(self._count)
        part.entries.taken_back.connect(self._take_back)
        door = part.door
        door.searched.connect(self._search)
        door.come_requested.connect(self._receive)
        door.leave_requested.connect(self._leave)
        door.slip_requested.connect(self._take_slip)

    def show(self, row: MeetingRow) -> None:
        super().show(row)
        self.part.show_meeting(row)
        if not row.attendance.total and not row.adopted:
            self.desk.ask(counts_on, row.starts.date(), then=self._offer_total)
        self.desk.ask(usecases.reception, row.id, then=self._show_reception)

    def _show_reception(self, found: ReceptionRow) -> None:
        if self.row is not None:
            self.part.show_reception(found, frozen=self.row.adopted)

    def _offer_total(self, counts: Any) -> None:
        """The roster knows how many votes there are on the day: offered, and changed by typing."""
        row = self.row
        if row is None or row.attendance.total or self.part.form.typed().get("total"):
            return
        total = counts.households if row.rules.unit == "household" else counts.people
        self.part.form.fill({"total": total})

    def _count(self, attendance: Attendance) -> None:
        self.do(usecases.record_attendance, self.key, attendance)

    def _search(self, words: str) -> None:
        if not words.strip():
            self.part.door.show_found(())
            return
        self.desk.ask(usecases.find_voters, self.key, words, then=self.part.door.show_found, refused=self.refused)

    def _receive(self, voter: UUID, point: UUID | None, online: bool) -> None:  # noqa: FBT001 - a signal's argument
        self.do(usecases.receive, voter, point, online, then=self._received)

    def _leave(self, voter: UUID, point: UUID | None) -> None:
        self.do(usecases.leave, voter, point, then=self._received)

    def _received(self, _done: object) -> None:
        self.part.door.ready()

    def _take_slip(self, request: SlipRequest, holder: str) -> None:
        """A proxy names somebody in words: one of the voters, if just one is meant."""
        if not holder.strip():
            self.do(usecases.receive_slip, request, then=self._received)
            return
        then = partial(self._take_for, request, holder)
        self.desk.ask(usecases.find_voters, self.key, holder, then=then, refused=self.refused)

    def _take_for(self, request: SlipRequest, holder: str, found: tuple[FoundVoter, ...]) -> None:
        named = (
            replace(request, holder_id=found[0].voter.id, holder_name=found[0].voter.name)
            if len(found) == 1
            else replace(request, holder_name=holder)
        )
        self.do(usecases.receive_slip, named, then=self._received)

    def _take_back(self, entry: EntryRow) -> None:
        usecase = usecases.withdraw_presence if entry.what in _PRESENCES else usecases.withdraw_slip
        self.do(usecase, entry.key)
