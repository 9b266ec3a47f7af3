"""By when the next papers are due: written down from the office's notice, where the person is who has to keep it."""

from datetime import date

from PySide6.QtCore import Signal

from kobe_desk.core.text import _
from kobe_desk.ui.button import secondary
from kobe_desk.ui.card import Card
from kobe_desk.ui.chip import Chip
from kobe_desk.ui.field import DateField, FormField, Need
from kobe_desk.ui.flow import Flow
from kobe_desk.ui.form import Form

DAY = "day"


class NextDayCard(Card):
    """The day of a stage, and a button that keeps it; without one yet it is 要確認."""

    kept = Signal(object)

    def __init__(self, stage: str, day: date | None) -> None:
        support = _("Look it up in the notice, or ask the office. It will then be shown on the page Today.")
        self.form = Form({DAY: FormField(_("Day in the notice"), DateField(), Need.REQUIRED, support=support)})
        self.form.fill({DAY: day})
        self.keep = secondary(_("Keep this day"), "calendar-days")
        self.keep.clicked.connect(self._keep)
        open_yet = Chip(_("To be confirmed"), "warn")
        open_yet.setVisible(day is None)
        super().__init__(_("Last day for “{stage}”").format(stage=stage), Flow(open_yet), self.form, Flow(self.keep))

    def _keep(self) -> None:
        read = self.form.read()
        if read is not None:
            self.kept.emit(read[DAY])
