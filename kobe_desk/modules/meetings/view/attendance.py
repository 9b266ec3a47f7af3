"""出席と定足数: the counts, and at once whether the meeting stands."""

from dataclasses import asdict

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kobe_desk.core.errors import UserError
from kobe_desk.core.text import N_, _
from kobe_desk.modules.meetings.usecases import Attendance, MeetingRow
from kobe_desk.ui.button import primary
from kobe_desk.ui.card import Card
from kobe_desk.ui.chip import Chip
from kobe_desk.ui.field import FormField, Need, NumberField
from kobe_desk.ui.form import Form
from kobe_desk.ui.layout import STRETCH, Column, Row
from kobe_desk.ui.text import Label, Paragraph

UNITS = {"household": N_("households"), "person": N_("persons")}


class AttendancePart(QWidget):
    """Who counts as present: in person, in writing, by proxy."""

    save_requested = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        support = _("Of people who then came in person. They are taken off.")
        self.form = Form(
            {
                "total": FormField(_("All who have a vote"), NumberField(110)),
                "in_person": FormField(_("Came in person"), NumberField(110)),
                "in_writing": FormField(_("Voted in writing"), NumberField(110), Need.OPTIONAL),
                "by_proxy": FormField(_("Gave a proxy"), NumberField(110), Need.OPTIONAL),
                "void_writing": FormField(_("Void votes in writing"), NumberField(110), Need.OPTIONAL, support),
                "void_proxy": FormField(_("Void proxies"), NumberField(110), Need.OPTIONAL, support),
            }
        )
        self.save = primary(_("Save the counts"), "check")
        self.save.clicked.connect(self._save)
        self._verdict = Chip("")
        self._count = Label("", "figure")
        self._sum = Paragraph()
        self.card = Card(_("Quorum"), Row(self._count, self._verdict, STRETCH, gap="item"), self._sum)
        self.setLayout(Column(self.card, self.form, Row(self.save, STRETCH), STRETCH, gap="group"))

    def show_meeting(self, row: MeetingRow) -> None:
        self.form.fill(asdict(row.attendance))
        self.form.setEnabled(not row.adopted)
        self.save.setVisible(not row.adopted)
        quorum, unit = row.quorum, _(UNITS[row.rules.unit])
        self.card.setVisible(row.attendance.total > 0)
        counted = _("{present} of {total} {unit}")
        self._count.setText(counted.format(present=quorum.present, total=quorum.total, unit=unit))
        if quorum.reached:
            self._verdict.say(_("The meeting stands"), "ok")
        else:
            self._verdict.say(_("Not enough for the quorum"), "error")
        self._sum.say(
            _("{addition}. The bylaws ask for {needed} or more.").format(addition=quorum.addition, needed=quorum.needed)
        )

    def show_refusal(self, error: UserError) -> None:
        self.form.show_refusal(error)

    def _save(self) -> None:
        values = self.form.read()
        if values is None:
            return
        try:
            self.save_requested.emit(Attendance(**{name: value or 0 for name, value in values.items()}))
        except UserError as error:
            self.form.show_refusal(error)
