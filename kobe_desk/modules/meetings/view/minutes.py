"""議事録: what is still missing, adopting, correcting, and the papers to look at."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kobe_desk.core import clock
from kobe_desk.core.errors import UserError
from kobe_desk.core.japanese import era
from kobe_desk.core.text import _
from kobe_desk.modules.meetings.usecases import MeetingRow
from kobe_desk.ui.button import primary, secondary
from kobe_desk.ui.field import DateField, FormField, Need, TextField
from kobe_desk.ui.form import Form
from kobe_desk.ui.layout import STRETCH, Column, Row
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.preview import Paper, PaperPreview


class MinutesPart(QWidget):
    """Adopted minutes never change; a correction is a second edition with its reason."""

    adopt_requested = Signal(object, str)
    correction_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._state = Notice("info")
        self.form = Form(
            {
                "adopted": FormField(_("Adopted on"), DateField()),
                "reason": FormField(_("Why they are corrected"), TextField(width=420), Need.OPTIONAL),
            }
        )
        self.adopt = primary(_("Adopt these minutes"), "badge-check")
        self.adopt.clicked.connect(self._adopt)
        self.correct = secondary(_("Open for a correction"), "pencil")
        self.correct.clicked.connect(self.correction_requested)
        self.preview = PaperPreview(_("Papers"))
        self.preview.setMinimumHeight(520)
        self.setLayout(
            Column(self._state, self.form, Row(self.adopt, self.correct, STRETCH), self.preview, STRETCH, gap="group")
        )

    def show_meeting(self, row: MeetingRow, missing: tuple[str, ...]) -> None:
        self.form.setVisible(not row.adopted)
        self.form.fields["reason"].setVisible(row.edition > 0)
        self.adopt.setVisible(not row.adopted)
        self.adopt.setEnabled(not missing)
        self.correct.setVisible(row.adopted)
        if self.form.fields["adopted"].control.value() is None:
            self.form.fill({"adopted": clock.today()})
        if row.adopted and row.adopted_on:
            self._say("ok", _("Adopted on {day}. This text no longer changes.").format(day=era.wareki(row.adopted_on)))
        elif missing:
            self._say("warn", _("The minutes cannot be adopted yet. Still missing: {missing}").format(
                missing=_(", ").join(missing)))  # fmt: skip
        else:
            self._say("info", _("Everything is there. Please look at the minutes below, then adopt them."))

    def show_papers(self, papers: tuple[tuple[str, bytes], ...]) -> None:
        """Show the minutes, and the extract of each carried motion."""
        self.preview.show_papers([Paper(name, pdf) for name, pdf in papers])

    def show_refusal(self, error: UserError) -> None:
        if not self.form.show_refusal(error):
            self._say("warn", error.message())

    def _say(self, meaning: str, text: str) -> None:
        self._state.turn(box=meaning)
        self._state.ask(text)

    def _adopt(self) -> None:
        values = self.form.read()
        if values is not None:
            self.adopt_requested.emit(values["adopted"], values["reason"] or "")
