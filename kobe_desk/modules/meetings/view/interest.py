"""利害関係: who takes no part in the vote on a motion, by name or slip number."""

from PySide6.QtCore import Signal

from kobe_desk.core.errors import UserError
from kobe_desk.core.text import N_, _
from kobe_desk.modules.meetings.usecases import MotionRow
from kobe_desk.ui.button import secondary
from kobe_desk.ui.card import Card
from kobe_desk.ui.field import FormField, Need, TextField
from kobe_desk.ui.form import Form
from kobe_desk.ui.layout import STRETCH, Row


class NotOneVoter(UserError):
    text = N_("“{words}” is not just one person on the list of voters. Please write the slip number.")


class InterestCard(Card):
    """An empty field lets everybody vote again."""

    left_out = Signal(object)

    def __init__(self) -> None:
        support = _("Name, kana or slip number; put 、 between them. A vote counted before is counted anew.")
        self.form = Form({"names": FormField(_("Who has an interest"), TextField(width=420), Need.OPTIONAL, support)})
        self.save = secondary(_("Leave them out of the vote"), "user-x")
        super().__init__(_("Interest in the matter"), self.form, Row(self.save, STRETCH))
        self.save.clicked.connect(self._save)
        self.hide()

    def show_motion(self, row: MotionRow) -> None:
        self.form.fill({"names": "、".join(row.interested)})

    def refuse(self, words: str) -> None:
        self.form.show_refusal(NotOneVoter("names", words=words))

    def _save(self) -> None:
        values = self.form.read()
        if values is not None:
            self.left_out.emit(tuple(each.strip() for each in (values["names"] or "").split("、") if each.strip()))
