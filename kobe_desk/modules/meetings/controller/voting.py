"""議事 at the desk: votes, elections, motions from the floor, tasks."""

from dataclasses import replace
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject

from kobe_desk.core import clock
from kobe_desk.core.names import fold
from kobe_desk.modules.association.usecases import OfficeRow, offices
from kobe_desk.modules.meetings import usecases
from kobe_desk.modules.meetings.controller.stage import Stage
from kobe_desk.modules.meetings.rules import Outcome
from kobe_desk.modules.meetings.usecases import (
    ActionRequest,
    ActionRow,
    BallotRequest,
    Candidate,
    ElectionRequest,
    FoundVoter,
    MeetingRow,
    MotionRequest,
    MotionRow,
    PaperCount,
    ReceptionRow,
    Vote,
)
from kobe_desk.modules.meetings.view.motions import MotionsPart
from kobe_desk.modules.members.usecases import PeopleFilter, PeoplePage, people
from kobe_desk.ui.desk import Desk


class VotingStage(Stage[MotionsPart]):
    """Knows whether there is a list of voters: then papers are added to the hall."""

    def __init__(self, desk: Desk, page: QObject, part: MotionsPart) -> None:
        super().__init__(desk, page, part)
        self._listed = False
        part.add_requested.connect(self._add)
        part.chosen.connect(self._look_at)
        part.postpone_requested.connect(lambda item, put: self.do(usecases.postpone_item, item, put))
        part.vote.vote_requested.connect(self._vote)
        part.named_wanted.connect(self._show_named)
        part.named.named_requested.connect(self._name)
        part.vote.ballot_requested.connect(self._ballot)
        part.election.election_requested.connect(lambda motion, request: self._elect(motion, request))
        part.election.confirmed.connect(lambda item: self.do(usecases.confirm_election, item))
        part.interest.left_out.connect(lambda names: self._leave_out(names))
        part.tasks.task_added.connect(self._give)
        part.tasks.task_closed.connect(lambda task: self.do(usecases.close_action, task, clock.today(), self.key))
        desk.ask(offices, then=self._know_offices)

    def show(self, row: MeetingRow) -> None:
        super().show(row)
        self.part.show_meeting(row)
        self.desk.ask(usecases.reception, row.id, 0, then=self._know_list)
        self.desk.ask(usecases.actions, "", False, then=self._show_tasks)

    def _know_list(self, found: ReceptionRow) -> None:
        self._listed = found.listed
        self.part.interest.setVisible(found.listed and bool(self.row and self.row.motions and not self.row.adopted))
        if self.part.motion is not None:
            self._look_at(self.part.motion)

    def _know_offices(self, found: tuple[OfficeRow, ...]) -> None:
        self.part.election.know_offices(tuple((each.id, each.name) for each in found))

    def _look_at(self, motion: MotionRow) -> None:
        self.desk.ask(usecases.warnings_for, motion.id, then=partial(self._warn, motion.id))
        self.desk.ask(usecases.paper_count, motion.id, then=partial(self._show_papers, motion.id))

    def _warn(self, motion: UUID, said: tuple[str, ...]) -> None:
        if self.part.motion is not None and self.part.motion.id == motion:
            self.part.vote.show_warnings(said)

    def _show_papers(self, motion: UUID, papers: PaperCount) -> None:
        if self.part.motion is not None and self.part.motion.id == motion:
            self.part.vote.show_papers(papers, listed=self._listed)
            self.part.fit()

    def _show_named(self, motion: UUID) -> None:
        self.desk.ask(usecases.named_voters, motion, then=partial(self.part.named.show_voters, motion))

    def _name(
        self, motion: UUID, choices: tuple[tuple[UUID, str], ...], chair_choice: str, chair_says_yes: bool | None
    ) -> None:
        self.do(usecases.record_named_votes, motion, choices, chair_choice, chair_says_yes, then=self._told)

    def _show_tasks(self, rows: tuple[ActionRow, ...]) -> None:
        if self.row is not None:
            mine = tuple(each for each in rows if each.meeting_id == self.row.id)
            self.part.tasks.show_tasks(mine, frozen=self.row.adopted)

    def _add(self, request: MotionRequest) -> None:
        self.do(usecases.add_motion, self.key, request, then=self.part.chosen_after)

    def _vote(self, motion: UUID, vote: Vote) -> None:
        self.do(usecases.record_vote, motion, vote, then=self._told)

    def _ballot(self, motion: UUID, request: BallotRequest) -> None:
        self.do(usecases.record_ballot, motion, request, then=self._told)

    def _told(self, outcome: Outcome) -> None:
        if outcome.tie:
            self.part.vote.show_tie()

    def _elect(self, motion: UUID, request: ElectionRequest, known: tuple[Candidate, ...] = ()) -> None:
        """Candidates are known to the roster by name, one after the other, where just one person has it."""
        if len(known) == len(request.candidates):
            self.do(usecases.record_election, motion, replace(request, candidates=known))
            return
        found = partial(self._know_candidate, motion, request, known)
        self.desk.ask(people, PeopleFilter(words=request.candidates[len(known)].name), then=found)

    def _know_candidate(
        self, motion: UUID, request: ElectionRequest, known: tuple[Candidate, ...], found: PeoplePage
    ) -> None:
        candidate = request.candidates[len(known)]
        same = [each.id for each in found.rows if fold(each.name) == fold(candidate.name)]
        candidate = replace(candidate, person_id=same[0] if len(same) == 1 else None)
        self._elect(motion, request, (*known, candidate))

    def _leave_out(self, names: tuple[str, ...], known: tuple[UUID, ...] = ()) -> None:
        """Each is looked up on the list of voters, one after the other."""
        motion = self.part.motion
        if motion is None:
            return
        if len(known) == len(names):
            self.do(usecases.leave_out, motion.id, known)
            return
        then = partial(self._know_voter, names, known)
        self.desk.ask(usecases.find_voters, self.key, names[len(known)], then=then, refused=self.refused)

    def _know_voter(self, names: tuple[str, ...], known: tuple[UUID, ...], found: tuple[FoundVoter, ...]) -> None:
        words = names[len(known)]
        same = [each for each in found if fold(each.voter.name) == fold(words)] or list(found)
        if len(same) == 1:
            self._leave_out(names, (*known, same[0].voter.id))
        else:
            self.part.interest.refuse(words)

    def _give(self, request: ActionRequest) -> None:
        self.do(usecases.add_action, self.key, request, then=self._given)

    def _given(self, _key: object) -> None:
        self.part.tasks.unfold(False)
