"""議案と採決: the motions, the words and the vote of the chosen one."""

from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kobe_desk.core.errors import UserError
from kobe_desk.core.text import _
from kobe_desk.modules.meetings.table import MOTION_COLUMNS, result
from kobe_desk.modules.meetings.usecases import MeetingRow, MotionRequest, MotionRow, Vote
from kobe_desk.ui.button import primary, secondary
from kobe_desk.ui.card import Card
from kobe_desk.ui.field import CheckBox, Choice, FormField, Need, NumberField, Option, Select, TextArea, TextField
from kobe_desk.ui.flow import Flow
from kobe_desk.ui.form import Form
from kobe_desk.ui.layout import STRETCH, Column, Row
from kobe_desk.ui.table import Table, TableModel
from kobe_desk.ui.text import Paragraph

COUNTS = ("yes", "no", "abstain", "invalid", "excluded")
TIE = {None: None, "yes": True, "no": False}


class MotionsPart(QWidget):
    """A list at the top; below it the words of the chosen motion, and its vote."""

    add_requested = Signal(object)
    change_requested = Signal(object, object)
    remove_requested = Signal(object)
    vote_requested = Signal(object, object)

    def __init__(self) -> None:
        super().__init__()
        self._chosen: MotionRow | None = None
        self._model: TableModel[MotionRow] = TableModel(MOTION_COLUMNS)
        self.table = Table(self._model, _("List of motions"))
        self.table.setMinimumHeight(230)
        self.table.row_chosen.connect(self._choose)
        self.add = secondary(_("Add a motion to the agenda"), "plus")
        self.add.clicked.connect(lambda: self._choose(None))
        self.remove = secondary(_("Take the motion off"), "trash-2")
        self.remove.clicked.connect(self._remove)
        self._rule = Select()
        self.words = Form(
            {
                "title": FormField(_("Title of the motion"), TextField(width=460)),
                "proposal": FormField(_("What was proposed"), TextArea(width=460), Need.OPTIONAL),
                "discussion": FormField(_("Questions and answers"), TextArea(width=460), Need.OPTIONAL),
                "rule": FormField(_("What it needs to be carried"), self._rule),
            }
        )
        self.save = primary(_("Save the motion"), "save")
        self.save.clicked.connect(self._save)
        self._words_card = Card(_("A motion"), self.words, Row(self.save, STRETCH))
        self.table.shown_whole_in = self._words_card
        self.votes = self._vote_form()
        self.count = secondary(_("Save the vote"), "check")
        self.count.clicked.connect(self._count)
        self._outcome = Paragraph()
        self._vote_card = Card(_("The vote"), self.votes, Row(self.count, STRETCH), self._outcome)
        tools = Flow(self.add, self.remove)
        top = Column(self.table, gap="item")
        top.addLayout(tools)
        whole = Column(gap="group")
        whole.addLayout(top)
        whole.add(self._words_card, self._vote_card, STRETCH)
        self.setLayout(whole)

    def _vote_form(self) -> Form:
        ties = Choice([Option("yes", _("The chair said yes")), Option("no", _("The chair said no"))])
        fields = {
            "unanimous": FormField(_("No objection"), CheckBox(_("Nobody objected")), Need.UNSAID),
            "yes": FormField(_("For the motion"), NumberField(110), Need.OPTIONAL),
            "no": FormField(_("Against the motion"), NumberField(110), Need.OPTIONAL),
            "abstain": FormField(_("Abstained"), NumberField(110), Need.OPTIONAL),
            "invalid": FormField(_("Invalid"), NumberField(110), Need.OPTIONAL),
            "excluded": FormField(
                _("Left out because of an interest"),
                NumberField(110),
                Need.OPTIONAL,
                _("They do not count."),
            ),
            "chair": FormField(_("Only when the votes are tied"), ties, Need.OPTIONAL),
        }
        return Form(fields)

    def show_meeting(self, row: MeetingRow) -> None:
        rules = row.rules
        self._rule.offer(
            [
                (rules.majority, _("The ordinary majority of the bylaws")),
                (rules.rule_change, _("The majority for a change of the bylaws")),
            ]
        )
        kept = self._chosen.id if self._chosen else None
        self._model.show(row.motions)
        again = next((each for each in row.motions if each.id == kept), row.motions[0] if row.motions else None)
        self._choose(again)
        for part in (self.words, self.votes):
            part.setEnabled(not row.adopted)
        for button in (self.add, self.remove, self.save, self.count):
            button.setVisible(not row.adopted)

    def show_refusal(self, error: UserError) -> None:
        if not self.votes.show_refusal(error):
            self.words.show_refusal(error)

    def _choose(self, row: MotionRow | None) -> None:
        self._chosen = row
        self._vote_card.setVisible(row is not None)
        self.remove.setEnabled(row is not None)
        if row is None:
            self._words_card.heading.setText(_("Another motion"))
            self.words.fill({"title": "", "proposal": "", "discussion": ""})
            if self.isVisible():
                self.words.focus_first()
            return
        self.table.choose(row.id)
        self._words_card.heading.setText(_("Motion {number}").format(number=row.number))
        self.words.fill({"title": row.title, "proposal": row.proposal, "discussion": row.discussion, "rule": row.rule})
        self._show_vote(row)

    def _show_vote(self, row: MotionRow) -> None:
        vote, voted = row.vote, row.outcome is not None or row.vote.counted > 0
        counts: dict[str, Any] = {name: getattr(vote, name) if voted else None for name in COUNTS}
        chair = {True: "yes", False: "no", None: None}[vote.chair_says_yes]
        self.votes.fill({**counts, "unanimous": vote.unanimous, "chair": chair})
        outcome = row.outcome
        if outcome is None:
            self._outcome.say("")
        elif outcome.comparison:
            words = _("{result}: {needed} votes were needed.")
            self._outcome.say(words.format(result=result(row), needed=outcome.needed))
        else:
            self._outcome.say(result(row))

    def show_tie(self) -> None:
        """Ask for the chair's decision."""
        self._outcome.say(_("The votes are tied. Please choose what the chair of the meeting decided, and save again."))
        self.votes.fields["chair"].focus()

    def _save(self) -> None:
        values = self.words.read()
        if values is None:
            return
        said: dict[str, Any] = {name: value or "" for name, value in values.items()}
        request = MotionRequest(**said)
        if self._chosen is None:
            self.add_requested.emit(request)
        else:
            self.change_requested.emit(self._chosen.id, request)

    def chosen_after(self, key: UUID) -> None:
        """A new motion was written down: it is the chosen one."""
        self.table.choose(key)
        self._choose(self.table.row)

    def _remove(self) -> None:
        if self._chosen is not None:
            self.remove_requested.emit(self._chosen.id)

    def _count(self) -> None:
        values = self.votes.read()
        if values is None or self._chosen is None:
            return
        chair = TIE[values.pop("chair")]
        counts = {name: values[name] or 0 for name in COUNTS}
        vote = Vote(**counts, unanimous=values["unanimous"], chair_says_yes=chair)
        self.vote_requested.emit(self._chosen.id, vote)
