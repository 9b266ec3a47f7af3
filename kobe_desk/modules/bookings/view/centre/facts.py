"""What the centre is called, since when, and where it is."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kobe_desk.core import clock
from kobe_desk.core.errors import UserError
from kobe_desk.core.text import _
from kobe_desk.modules.bookings.usecases import CentreRequest, CentreRow
from kobe_desk.ui.button import primary
from kobe_desk.ui.field import DateField, FormField, Need, NumberField, PhoneField, TextField
from kobe_desk.ui.form import Form
from kobe_desk.ui.layout import STRETCH, Column, Row
from kobe_desk.ui.notice import Notice


class FactsPart(QWidget):
    """One form; a name from another day on stands beside the one before."""

    saved = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        optional = Need.OPTIONAL
        self.form = Form(
            {
                "name": FormField(_("Name"), TextField(width=260), support=_("Without its kind, such as みなと坂.")),
                "kind": FormField(
                    _("Kind of centre"),
                    TextField(width=220),
                    optional,
                    _("地域福祉センター until March 2026, 地域交流センター since."),
                ),
                "since": FormField(
                    _("Called so since"), DateField(), support=_("Papers of earlier days keep the earlier name.")
                ),
                "address": FormField(_("Address"), TextField(width=420), optional),
                "phone": FormField(_("Telephone"), PhoneField(), optional),
                "manager": FormField(
                    _("Who manages it"), TextField(width=420), optional, _("It stands on permits and receipts.")
                ),
                "step": FormField(
                    _("Free times in steps of"),
                    NumberField(84, least=0, most=120),
                    optional,
                    _("Left empty, rooms are booked by the times of the day only."),
                    unit=_("minutes"),
                ),
                "changes_until": FormField(
                    _("Changes are taken until"), NumberField(84, least=0, most=365), optional, unit=_("hours before")
                ),
            }
        )
        self.form.fill({"since": clock.today()})
        self.warning = Notice("error")
        self.warning.hide()
        self.save = primary(_("Save the centre"), "save")
        self.save.clicked.connect(self._save)
        self.setLayout(Column(self.warning, self.form, Row(self.save, STRETCH), STRETCH, gap="group"))

    def show_centre(self, row: CentreRow) -> None:
        self.warning.hide()
        names = ("name", "kind", "address", "phone", "manager")
        self.form.fill({name: getattr(row, name) for name in names})
        self.form.fill({"step": row.step or None, "changes_until": row.changes_until or None})

    def show_refusal(self, error: UserError) -> None:
        if not self.form.show_refusal(error):
            self.warning.ask(error.message())
            self.warning.show()

    def _save(self) -> None:
        values = self.form.read()
        if values is not None:
            numbers = {name: values.pop(name) or 0 for name in ("step", "changes_until")}
            words: dict[str, Any] = {name: value or "" for name, value in values.items()}
            self.saved.emit(CentreRequest(**{**words, **numbers}))
