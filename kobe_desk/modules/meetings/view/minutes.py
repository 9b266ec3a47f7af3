"""議事録: writing, what is still missing, looking through, adopting, correcting."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kobe_desk.core import clock
from kobe_desk.core.errors import UserError
from kobe_desk.core.japanese import era
from kobe_desk.core.text import _
from kobe_desk.modules.meetings.usecases import MeetingRow
from kobe_desk.modules.meetings.view.writing import WritingPart
from kobe_desk.ui.button import primary, secondary
from kobe_desk.ui.card import Card
from kobe_desk.ui.field import DateField, FormField, Need, TextField
from kobe_desk.ui.flow import Flow
from kobe_desk.ui.form import Form
from kobe_desk.ui.layout import STRETCH, Column
from kobe_desk.ui.notice import Notice


class MinutesPart(QWidget):
    """Adopted minutes never change; a correction is a second edition with its reason."""

    review_requested = Signal(bool)
    adopt_requested = Signal(object, str)
    correction_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._reviewed = False
        self._correcting = False
        self.writing = WritingPart()
        self._state = Notice("info")
        self.form = Form(
            {
                "adopted": FormField(_("Adopted on"), DateField()),
                "reason": FormField(_("Why they are corrected"), TextField(width=420), Need.OPTIONAL),
            }
        )
        self.review = secondary(_("I have looked through them"), "eye")
        self.review.clicked.connect(lambda: self.review_requested.emit(not self._reviewed))
        self.adopt = primary(_("Adopt these minutes"), "badge-check")
        self.adopt.clicked.connect(self._adopt)
        self.correct = secondary(_("Open for a correction"), "pencil")
        self.correct.clicked.connect(self.correction_requested)
        tools = QWidget()
        tools.setLayout(Flow(self.review, self.adopt, self.correct))
        card = Card(_("From draft to adopted minutes"), self._state, self.form, tools)
        self.setLayout(Column(self.writing, card, STRETCH, gap="group"))

    def show_meeting(self, row: MeetingRow, missing: tuple[str, ...]) -> None:
        self._reviewed, self._correcting = row.state == "reviewed", row.edition > 0
        self.writing.show_items(row.items, frozen=row.adopted)
        self.form.setVisible(not row.adopted)
        self.form.fields["reason"].setVisible(self._correcting)
        self.review.setVisible(not row.adopted)
        self.review.say(_("Back to a draft") if self._reviewed else _("I have looked through them"))
        self.adopt.setVisible(not row.adopted)
        self.adopt.setEnabled(not missing)
        self.correct.setVisible(row.adopted)
        if self.form.fields["adopted"].control.value() is None:
            self.form.fill({"adopted": clock.today()})
        self._say_state(row, missing)

    def _say_state(self, row: MeetingRow, missing: tuple[str, ...]) -> None:
        if row.adopted and row.adopted_on:
            self._say("ok", _("Adopted on {day}. This text no longer changes.").format(day=era.wareki(row.adopted_on)))
        elif missing:
            self._say("warn", _("The minutes cannot be adopted yet. Still missing: {missing}").format(
                missing=_(", ").join(missing)))  # fmt: skip
        elif self._reviewed:
            self._say("ok", _("Looked through. Please choose the day and adopt them."))
        else:
            self._say("info", _("Everything is there. Please look at the papers, then adopt the minutes."))

    def show_refusal(self, error: UserError) -> bool:
        if not self.form.show_refusal(error):
            self._say("warn", error.message())
        return True

    def _say(self, meaning: str, text: str) -> None:
        self._state.mean(meaning)
        self._state.ask(text)

    def _adopt(self) -> None:
        self.writing.write()
        values = self.form.read()
        if values is not None:
            self.adopt_requested.emit(values["adopted"], values["reason"] or "")
