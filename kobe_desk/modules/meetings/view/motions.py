"""議事: the motions with what they came to, the vote on the chosen one, motions from the floor, tasks."""

from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kobe_desk.core.errors import UserError
from kobe_desk.core.text import _
from kobe_desk.modules.meetings.table import MOTION_COLUMNS
from kobe_desk.modules.meetings.usecases import MeetingRow, MotionRequest, MotionRow
from kobe_desk.modules.meetings.view.election import ElectionCard
from kobe_desk.modules.meetings.view.interest import InterestCard
from kobe_desk.modules.meetings.view.named import NamedCard
from kobe_desk.modules.meetings.view.tasks import TasksCard
from kobe_desk.modules.meetings.view.votes import VoteCard
from kobe_desk.ui.button import secondary
from kobe_desk.ui.card import Card
from kobe_desk.ui.field import FormField, Need, TextArea, TextField
from kobe_desk.ui.flow import Flow
from kobe_desk.ui.form import Form
from kobe_desk.ui.layout import STRETCH, Column, Row
from kobe_desk.ui.table import Table, TableModel


class MotionsPart(QWidget):
    """A list at the top; below it the vote on the chosen motion."""

    add_requested = Signal(object)
    chosen = Signal(object)
    postpone_requested = Signal(object, bool)
    named_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._chosen: MotionRow | None = None
        self._row: MeetingRow | None = None
        self._model: TableModel[MotionRow] = TableModel(MOTION_COLUMNS)
        self.table = Table(self._model, _("List of motions"))
        self.table.row_chosen.connect(self._choose)
        self.add = secondary(_("A motion from the floor"), "plus")
        self.add.clicked.connect(lambda: self._floor(True))
        self.later = secondary(_("Put it off"), "calendar")
        self.later.clicked.connect(self._postpone)
        self._tools = QWidget()
        self._tools.setLayout(Flow(self.add, self.later))
        self.words = Form(
            {
                "title": FormField(_("Title of the motion"), TextField(width=420)),
                "proposal": FormField(_("What was proposed"), TextArea(3, width=460), Need.OPTIONAL),
            }
        )
        self.save = secondary(_("Save the motion"), "save")
        self.save.clicked.connect(self._save)
        self._words_card = Card(_("Another motion"), self.words, Row(self.save, STRETCH))
        self.vote, self.election, self.tasks = VoteCard(), ElectionCard(), TasksCard()
        self.named = NamedCard()
        self.vote.method_chosen.connect(self.fit)
        self.interest = InterestCard()
        self.votes, self.count = self.vote.form, self.vote.count
        self.table.shown_whole_in = self.vote
        for card in (self.vote, self.election, self._words_card):
            card.hide()
        top = QWidget()
        top.setLayout(Column(self.table, self._tools, gap="item"))
        self._top = top
        self.setLayout(
            Column(
                top,
                self._words_card,
                self.vote,
                self.named,
                self.election,
                self.interest,
                self.tasks,
                STRETCH,
                gap="group",
            )
        )

    @property
    def motion(self) -> MotionRow | None:
        return self._chosen

    def show_meeting(self, row: MeetingRow) -> None:
        self._row = row
        kept = self._chosen.id if self._chosen else None
        self._model.show(row.motions)
        self._top.setVisible(bool(row.motions))
        self._tools.setVisible(not row.adopted)
        again = next((each for each in row.motions if each.id == kept), _next(row))
        self._floor(not row.motions and not row.adopted)
        self._choose(again)

    def show_refusal(self, error: UserError) -> bool:
        if self.tasks.show_refusal(error):
            return True
        if self.named.isVisible():
            return self.named.show_refusal(error)
        if self._words_card.isVisible() and self.words.show_refusal(error):
            return True
        form = self.election.form if self.election.isVisible() else self.votes
        return form.show_refusal(error)

    def chosen_after(self, key: UUID) -> None:
        """A new motion was written down: it is the chosen one."""
        self._floor(False)
        self.table.choose(key)
        self._choose(self.table.row)

    def _floor(self, shown: bool) -> None:
        """The form of a motion that is made in the hall (動議)."""
        self._words_card.setVisible(shown)
        if shown:
            self.words.fill({"title": "", "proposal": ""})
            if self.isVisible():
                self.words.focus_first()

    def _choose(self, row: MotionRow | None) -> None:
        self._chosen = row
        elects = row is not None and row.matter == "election"
        self.vote.setVisible(row is not None and not elects)
        self.election.setVisible(elects)
        self.later.setVisible(row is not None and row.carried is None)
        if row is None or self._row is None:
            self.named.hide()
            return
        self.table.choose(row.id)
        self.later.say(_("Take it up again") if row.postponed else _("Put it off"))
        if elects:
            self.election.show_motion(self._row, row)
        else:
            self.vote.show_motion(self._row, row)
        self.interest.show_motion(row)
        self.fit()
        self.chosen.emit(row)

    def fit(self) -> None:
        """The list of names only where votes are counted by name."""
        row = self._chosen
        elects = row is not None and row.matter == "election"
        shown = row is not None and not elects and self.vote.by_name
        self.named.setVisible(shown)
        if shown and row is not None and self._row is not None:
            self.named.show_motion(self._row, row, self.vote.chair_proxies)
            self.named_wanted.emit(row.id)

    def _postpone(self) -> None:
        if self._chosen is not None:
            self.postpone_requested.emit(self._chosen.id, not self._chosen.postponed)

    def _save(self) -> None:
        values = self.words.read()
        if values is not None:
            said: dict[str, Any] = {name: value or "" for name, value in values.items()}
            self.add_requested.emit(MotionRequest(**said))


def _next(row: MeetingRow) -> MotionRow | None:
    """The first that waits for its vote, else the first."""
    waiting = (each for each in row.motions if each.carried is None and not each.postponed)
    return next(waiting, row.motions[0] if row.motions else None)
