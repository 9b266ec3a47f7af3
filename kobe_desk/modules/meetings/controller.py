"""What the pages of 会議 wish, done at the desk."""

from datetime import date
from uuid import UUID

from PySide6.QtCore import QObject

from kobe_desk.core import clock
from kobe_desk.core.change import Change
from kobe_desk.core.progress import Report
from kobe_desk.modules.association.usecases import Profile, profile
from kobe_desk.modules.meetings import usecases
from kobe_desk.modules.meetings.rules import Attendance, Outcome, Vote
from kobe_desk.modules.meetings.usecases import MeetingRequest, MeetingRow, MotionRequest
from kobe_desk.modules.meetings.view import MeetingPage, MeetingsPage
from kobe_desk.modules.members.usecases import counts_on, officers_on
from kobe_desk.ui.desk import Desk
from kobe_desk.ui.page import PageStack

Printed = tuple[tuple[str, bytes], ...]
TABLES = {"meeting", "agenda_item", "adopted_minutes", "minutes_signature", "voter", "presence", "slip"}


def make_papers(row: MeetingRow, house: Profile, chair: str, today: date, report: Report) -> Printed:
    """議事録 and 抄本: a job of the child process, which alone needs paper."""
    from kobe_desk.modules.meetings.papers import print_papers

    return print_papers(row, house, chair, today, report)


class MeetingsController(QObject):
    """The list, and the meetings opened from it."""

    def __init__(self, desk: Desk, page: MeetingsPage, stack: PageStack) -> None:
        super().__init__(stack)
        self._desk, self._page, self._stack = desk, page, stack
        page.meeting_opened.connect(self.open_meeting)
        page.meeting_wanted.connect(lambda: self.open_meeting(None))
        desk.changed.connect(self._on_changed)
        self.refresh()

    def refresh(self) -> None:
        self._desk.ask(usecases.meetings, then=self._page.show_meetings)

    def open_meeting(self, key: UUID | None) -> None:
        """Go to a meeting, or to the form of a new one."""
        page = MeetingPage()
        MeetingController(self._desk, page, key)
        self._stack.open(page)

    def _on_changed(self, change: Change) -> None:
        if change.tables & TABLES:
            self.refresh()


class MeetingController(QObject):
    """One meeting."""

    def __init__(self, desk: Desk, page: MeetingPage, key: UUID | None) -> None:
        super().__init__(page)
        self._desk, self._page, self._key = desk, page, key
        self._row: MeetingRow | None = None
        self._house = Profile("")
        self._chair = ""
        page.facts.save_requested.connect(self._save)
        page.attendance.save_requested.connect(self._count)
        page.motions.add_requested.connect(self._add_motion)
        page.motions.change_requested.connect(self._change_motion)
        page.motions.remove_requested.connect(self._remove_motion)
        page.motions.vote_requested.connect(self._vote)
        page.minutes.adopt_requested.connect(self._adopt)
        page.minutes.correction_requested.connect(self._correct)
        desk.changed.connect(self._on_changed)
        desk.ask(profile, then=self._know_house)
        desk.ask(officers_on, clock.today(), then=self._know_chair)
        self.refresh()

    def refresh(self) -> None:
        if self._key is not None:
            self._desk.ask(usecases.meeting, self._key, then=self._show)

    def _know_house(self, found: Profile | None) -> None:
        self._house = found or Profile("")

    def _know_chair(self, officers: tuple[object, ...]) -> None:
        chairs = [each for each in officers if getattr(each, "kind", "") == "chair"]
        if chairs:
            self._chair = f"{getattr(chairs[0], 'office', '')}　{getattr(chairs[0], 'name', '')}"

    def _show(self, row: MeetingRow) -> None:
        self._row = row
        if not row.attendance.total and not row.adopted:
            self._desk.ask(counts_on, row.starts.date(), then=self._offer_total)
        self._desk.ask(usecases.missing_for_adoption, row.id, then=self._show_whole)

    def _show_whole(self, missing: tuple[str, ...]) -> None:
        row = self._row
        if row is None:
            return
        self._page.show_meeting(row, missing)
        self._desk.run(make_papers, row, self._house, self._chair, clock.today(), then=self._page.minutes.show_papers)

    def _offer_total(self, counts: object) -> None:
        """The roster knows how many votes there are on the day: offered, and changed by typing."""
        row = self._row
        if row is None or row.attendance.total:
            return
        total = getattr(counts, "households" if row.rules.unit == "household" else "people", 0)
        self._page.attendance.form.fill({"total": total})

    def _on_changed(self, change: Change) -> None:
        if change.tables & TABLES:
            self.refresh()

    def _save(self, request: MeetingRequest) -> None:
        refused = self._page.facts.show_refusal
        if self._key is None:
            self._desk.do(usecases.plan_meeting, request, then=self._written, refused=refused)
        else:
            self._desk.do(usecases.change_meeting, self._key, request, refused=refused)

    def _written(self, key: UUID) -> None:
        self._key = key
        self.refresh()
        self._page.begin(new=False)
        self._page.show_part(1)

    def _count(self, attendance: Attendance) -> None:
        refused = self._page.attendance.show_refusal
        self._desk.do(usecases.record_attendance, self._key, attendance, refused=refused)

    def _add_motion(self, request: MotionRequest) -> None:
        part = self._page.motions
        self._desk.do(usecases.add_motion, self._key, request, then=part.chosen_after, refused=part.show_refusal)

    def _change_motion(self, key: UUID, request: MotionRequest) -> None:
        self._desk.do(usecases.change_motion, key, request, refused=self._page.motions.show_refusal)

    def _remove_motion(self, key: UUID) -> None:
        self._desk.do(usecases.remove_motion, key, refused=self._page.motions.show_refusal)

    def _vote(self, key: UUID, vote: Vote) -> None:
        part = self._page.motions

        def told(outcome: Outcome) -> None:
            if outcome.tie:
                part.show_tie()

        self._desk.do(usecases.record_vote, key, vote, then=told, refused=part.show_refusal)

    def _adopt(self, day: date, reason: str) -> None:
        self._desk.do(usecases.adopt_minutes, self._key, day, reason, refused=self._page.minutes.show_refusal)

    def _correct(self) -> None:
        self._desk.do(usecases.reopen_minutes, self._key, refused=self._page.minutes.show_refusal)
