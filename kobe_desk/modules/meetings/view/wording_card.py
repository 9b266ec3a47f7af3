"""通知の文面: what the letter says where the usual words are not enough."""

from PySide6.QtCore import Signal

from kobe_desk.core.errors import UserError
from kobe_desk.core.text import _
from kobe_desk.modules.meetings.usecases import MeetingRow, NoticeWords
from kobe_desk.ui.button import secondary
from kobe_desk.ui.card import Card
from kobe_desk.ui.field import DateField, FormField, Need, TextArea, TextField
from kobe_desk.ui.form import Form
from kobe_desk.ui.layout import STRETCH, Row


class WordingCard(Card):
    """Empty fields leave the usual words."""

    worded = Signal(object)

    def __init__(self) -> None:
        optional = Need.OPTIONAL
        self.form = Form(
            {
                "greeting": FormField(
                    _("Greeting"), TextArea(4, width=460), optional, _("If empty: a greeting of the season.")
                ),
                "bring": FormField(_("What to bring"), TextField(width=420), optional, _("If empty: this notice.")),
                "more": FormField(_("Other points"), TextArea(2, width=460), optional),
                "answer_by": FormField(
                    _("Papers come in until"), DateField(), optional, _("If empty: three days before the meeting.")
                ),
            }
        )
        self.save = secondary(_("Save the wording"), "save")
        super().__init__(_("Wording of the notice"), self.form, Row(self.save, STRETCH))
        self.save.clicked.connect(self._save)

    def show_meeting(self, row: MeetingRow) -> None:
        self.form.setEnabled(not row.adopted)
        self.save.setVisible(not row.adopted)

    def show_words(self, words: NoticeWords) -> None:
        self.form.fill(
            {"greeting": words.greeting, "bring": words.bring, "more": words.more, "answer_by": words.answer_by}
        )

    def show_refusal(self, error: UserError) -> bool:
        return self.form.show_refusal(error)

    def _save(self) -> None:
        values = self.form.read()
        if values is not None:
            last = values.pop("answer_by")
            self.worded.emit(NoticeWords(**{name: value or "" for name, value in values.items()}, answer_by=last))
