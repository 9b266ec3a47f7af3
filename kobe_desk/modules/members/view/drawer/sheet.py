"""安否確認表: printed for a drill or in an emergency; who is given the copy is recorded each time."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kobe_desk.core.errors import UserError
from kobe_desk.core.text import _
from kobe_desk.modules.members.usecases import ProvisionRequest, SealedListRow
from kobe_desk.ui.button import primary
from kobe_desk.ui.card import Card
from kobe_desk.ui.field import Choice, DateField, FormField, Need, Option, Select, TextField
from kobe_desk.ui.form import Form
from kobe_desk.ui.layout import STRETCH, Column, Row
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.text import Paragraph

DRILL, EMERGENCY = "drill", "emergency"


class SheetPart(QWidget):
    """One form; the paper itself is looked at on its own page, and the drawer shuts meanwhile."""

    sheet_requested = Signal(object, object, bool)
    """The list (None for all), a `ProvisionRequest`, and whether it is for a drill."""

    def __init__(self) -> None:
        super().__init__()
        self.lists = Select([(None, _("All lists"))], 320)
        uses = [
            Option(DRILL, _("Drill"), _("The sheet is collected afterwards.")),
            Option(EMERGENCY, _("Disaster"), _("Made at once, for whoever goes from door to door.")),
        ]
        self.warning = Notice("warn")
        self.form = Form(
            {
                "list": FormField(_("Which list"), self.lists, Need.UNSAID),
                "use": FormField(_("What for"), Choice(uses, columns=2)),
                "recipient": FormField(_("Who is given it"), TextField(300)),
                "return_by": FormField(_("To be returned by"), DateField(), Need.OPTIONAL),
            }
        )
        self.make = primary(_("Make the sheet"), "file-text")
        text = _("Name, address, what help is needed, and boxes to tick. Who is given it is recorded; it has a number.")
        card = Card(_("Sheet for looking after people"), Paragraph(text, ink="muted"), self.warning, self.form)
        card.body.add(Row(self.make, STRETCH))
        self.setLayout(Column(card, STRETCH))
        self.make.clicked.connect(self._make)
        self.clear()

    def show_lists(self, rows: Sequence[SealedListRow]) -> None:
        self.lists.offer([(None, _("All lists")), *((row.id, row.title) for row in rows if row.closed is None)])

    def show_refusal(self, error: UserError) -> None:
        if not self.form.show_refusal(error):
            self.warning.ask(error.message())
            self.warning.show()

    def clear(self) -> None:
        self.warning.hide()
        self.form.fill({"list": None, "use": DRILL, "recipient": "", "return_by": None})

    def _make(self) -> None:
        values = self.form.read()
        if values is not None:
            drill = values["use"] == DRILL
            purpose = "防災訓練" if drill else "災害時の安否確認"  # stands on the paper and in the record
            request = ProvisionRequest(values["recipient"], purpose, values["return_by"])
            self.sheet_requested.emit(values["list"], request, drill)
