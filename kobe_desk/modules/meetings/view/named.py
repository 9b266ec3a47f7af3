"""記名投票: everybody in the hall by name, each with a choice; 1, 2 and 3 choose and go on to the next."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from kobe_desk.core.errors import UserError
from kobe_desk.core.text import N_, _
from kobe_desk.modules.meetings.table import NAMED_COLUMNS
from kobe_desk.modules.meetings.usecases import MeetingRow, MotionRow, NamedVoter
from kobe_desk.modules.meetings.view.votes import TIE, tie_field
from kobe_desk.ui.button import primary, secondary
from kobe_desk.ui.card import Card
from kobe_desk.ui.field import FormField, Need, Select
from kobe_desk.ui.flow import Flow
from kobe_desk.ui.form import Form
from kobe_desk.ui.layout import STRETCH, Row
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.table import Table, TableModel
from kobe_desk.ui.text import Paragraph

CHOICES = (("yes", N_("for")), ("no", N_("against")), ("abstain", N_("abstains")))
_KEYS = {Qt.Key.Key_1: "yes", Qt.Key.Key_2: "no", Qt.Key.Key_3: "abstain"}


class ChoicesOpen(UserError):
    text = N_("{count} have no choice yet. Please choose for them too, or press “The others are in favour”.")


class _NamedTable(Table):
    """Figures choose for the current row."""

    figure = Signal(str)

    # Qt asks:

    def keyPressEvent(self, event: QKeyEvent) -> None:
        choice = _KEYS.get(Qt.Key(event.key()))
        if choice:
            self.figure.emit(choice)
        else:
            super().keyPressEvent(event)


class NamedCard(Card):
    """A list in the order of the slips; the sum stands below it."""

    named_requested = Signal(object, object, str, object)
    """The motion, each voter's choice, how the chair casts proxies, and what he decided where it is level."""

    def __init__(self) -> None:
        self._motion: UUID | None = None
        self._rows: tuple[NamedVoter, ...] = ()
        self._model: TableModel[NamedVoter] = TableModel(NAMED_COLUMNS)
        self.table = _NamedTable(self._model, _("Votes by name"))
        self.table.setMinimumHeight(260)
        self.table.figure.connect(self.choose)
        self._none = Notice("info", _("Nobody is in the hall yet. People are received in the stage “Reception”."))
        self.choices = {}
        for number, (choice, words) in enumerate(CHOICES, 1):
            button = secondary(_("{number} {choice}").format(number=number, choice=_(words)))
            button.clicked.connect(lambda _checked=False, choice=choice: self.choose(choice))
            self.choices[choice] = button
        self.rest = secondary(_("The others are in favour"), "check")
        self.rest.clicked.connect(self._fill_rest)
        self._tools = QWidget()
        self._tools.setLayout(Flow(*self.choices.values(), self.rest))
        self._sum = Paragraph(bold=True)
        casts = Select([(choice, _(words)) for choice, words in CHOICES])
        proxies = FormField(_("The proxies given to the chair are"), casts, Need.UNSAID)
        self.form = Form({"chair_choice": proxies, "chair": tie_field()})
        self.refused = Notice("warn")
        self.save = primary(_("Save the votes by name"), "check")
        self.save.clicked.connect(self._save)
        hint = Paragraph(_("In the list, 1, 2 and 3 choose and go on to the next."), ink="muted", narrow=True)
        super().__init__(
            _("Votes by name"), self._none, self.table, self._tools, hint, self._sum, self.form, self.refused,
            Row(self.save, STRETCH),
        )  # fmt: skip
        self.refused.hide()
        self.hide()

    def show_motion(self, meeting: MeetingRow, row: MotionRow, chair_proxies: int) -> None:
        """The choices are asked for anew by the desk."""
        if self._motion != row.id:
            self._rows = ()
        self._motion = row.id
        self.form.fields["chair_choice"].setVisible(chair_proxies > 0)
        vote = row.vote
        level = vote.counted > 0 and vote.yes == vote.no
        self.form.fields["chair"].setVisible(level)
        said = {True: "yes", False: "no", None: None}[vote.chair_says_yes]
        self.form.fill({"chair_choice": row.ballot.chair_choice or "yes", "chair": said})
        for part in (self._tools, self.save, self.form):
            part.setEnabled(not meeting.adopted)

    def show_voters(self, motion: UUID, rows: tuple[NamedVoter, ...]) -> None:
        """What was chosen here and is not saved yet stays."""
        if motion != self._motion:
            return
        chosen = {each.id: each.choice for each in self._rows if each.choice}
        self._rows = tuple(replace(each, choice=chosen.get(each.id, each.choice)) for each in rows)
        self._none.setVisible(not rows)
        for part in (self.table, self._tools):
            part.setVisible(bool(rows))
        self._show()
        if rows and self.table.row is None:
            self.table.choose(rows[0].id)

    def choose(self, choice: str) -> None:
        """For the current row; then the next one is the current one."""
        row = self.table.row
        if row is None or not self._tools.isEnabled():
            return
        place = next(at for at, each in enumerate(self._rows) if each.id == row.id)
        self._set(lambda each: each.id == row.id, choice)
        self.table.choose(self._rows[min(place + 1, len(self._rows) - 1)].id)

    def _fill_rest(self) -> None:
        self._set(lambda each: not each.choice, "yes")

    def _set(self, which: Callable[[NamedVoter], bool], choice: str) -> None:
        self._rows = tuple(replace(each, choice=choice) if which(each) else each for each in self._rows)
        self.refused.hide()
        self._show()

    def _show(self) -> None:
        self._model.show(self._rows)
        self._sum.say(_counted(self._rows))

    def show_refusal(self, error: UserError) -> bool:
        self.refused.ask(error.message())
        self.refused.show()
        return True

    def _save(self) -> None:
        left = sum(not each.choice for each in self._rows)
        if left:
            self.show_refusal(ChoicesOpen(None, count=left))
            return
        values = self.form.read()
        if values is not None:
            choices = tuple((each.id, each.choice) for each in self._rows)
            self.named_requested.emit(self._motion, choices, values["chair_choice"], TIE[values["chair"]])


def _counted(rows: Sequence[NamedVoter]) -> str:
    """Each with the proxies held: what the vote will come to in the hall."""
    yes, no, abstain = (
        sum(1 + each.proxies for each in rows if each.choice == choice) for choice in ("yes", "no", "abstain")
    )
    words = _("{yes} for, {no} against, {abstain} abstain, {left} still to choose (proxies held are counted)")
    return words.format(yes=yes, no=no, abstain=abstain, left=sum(not each.choice for each in rows))
