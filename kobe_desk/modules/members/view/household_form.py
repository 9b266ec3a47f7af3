"""The form of a household (世帯); a new one is written down together with its head."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import Any

from PySide6.QtCore import Signal

from kobe_desk.core import clock
from kobe_desk.core.errors import UserError
from kobe_desk.core.text import _
from kobe_desk.modules.members.usecases import AreaRow, HouseholdCard, HouseholdRequest, PersonRequest
from kobe_desk.modules.members.view.drafts import FormPage
from kobe_desk.modules.members.view.person import name_fields
from kobe_desk.modules.members.view.since import SinceCard
from kobe_desk.ui.button import primary, secondary
from kobe_desk.ui.field import DateField, FormField, Need, PhoneField, PostalField, Select, TextArea, TextField
from kobe_desk.ui.form import Form
from kobe_desk.ui.layout import STRETCH
from kobe_desk.ui.notice import Notice

OPTIONAL = Need.OPTIONAL
_OWN = ("area_id", "house_number", "postal_code", "address", "building", "phone", "number", "joined", "left", "notes")
_FIGURES_OF_A_CODE = 7


class HouseholdFormPage(FormPage):
    """Seven figures of a postal code fill in the address, unless one stands there."""

    help_page = "members-household"
    save_requested = Signal(object, object)
    """The household, and its first person (None when the household is only corrected)."""
    postal_code_typed = Signal(str)

    def __init__(self, title: str, back: str, *, new: bool = False) -> None:
        super().__init__(title, back)
        self._kept = HouseholdRequest()
        self._new = new
        self._filled = ""
        self.everybody = Notice("warn", icon="users")
        self.everybody.hide()
        self.refusal = Notice("warn")
        self.refusal.hide()
        self._area, self._postal = Select(width=150), PostalField()
        self._postal.edited.connect(self._postal_typed)
        self.use(Form(self._fields()))
        self.since = SinceCard()
        self.add(self.restored, self.refusal, self.everybody, self.since, self.form, STRETCH)
        self.save = primary(_("Add to the roster") if new else _("Save the corrections"), "save")
        self.save.clicked.connect(self._save)
        self.leave = secondary(_("Leave it"))
        self.leave.clicked.connect(self._leave)
        self.set_footer(self.leave, STRETCH, self.save)

    def _fields(self) -> dict[str, FormField]:
        names = name_fields(_("Name of the head"))
        first = {
            "name": names["name"],
            "kana": names["kana"],
            "birth": FormField(_("Birth date of the head"), DateField("昭和", latest=clock.today()), OPTIONAL),
        }
        own = {
            "area_id": FormField(_("Block"), self._area, Need.UNSAID),
            "house_number": FormField(_("House number in the group"), TextField(90), OPTIONAL),
            "postal_code": FormField(
                _("Postal code"), self._postal, OPTIONAL, _("With seven digits the address is filled in.")
            ),
            "address": FormField(_("Address"), TextField(460), OPTIONAL),
            "building": FormField(_("Building and room"), TextField(320), OPTIONAL),
            "phone": FormField(_("Telephone"), PhoneField(), OPTIONAL),
            "number": FormField(_("Household number"), TextField(120), OPTIONAL),
            "joined": FormField(_("Joined on"), DateField(), OPTIONAL),
            "notes": FormField(_("Notes"), TextArea(3, 460), OPTIONAL),
        }
        if not self._new:
            support = _("Taking it away brings back nobody: correct the people, too.")
            own["left"] = FormField(_("Last day as members"), DateField(), OPTIONAL, support)
        return {**first, **own} if self._new else own

    def show_areas(self, rows: Sequence[AreaRow]) -> None:
        self._area.offer([(None, _("in no block")), *((row.id, row.name) for row in rows)])
        self.form.fill({"area_id": self._kept.area_id})

    def show_household(self, card: HouseholdCard) -> None:
        """Show what is written down, and who else a new address is for."""
        self._kept = card.home
        self.fill({**asdict(card.home), "area_id": card.home.area_id})
        names = "、".join(mate.name for mate in card.people)
        if len(card.people) > 1:
            text = _("What you write here is for the whole household: {names}. If only one of them moves, take that "
                     "person out of the household first.")  # fmt: skip
            self.everybody.ask(text.format(names=names))
            self.everybody.show()

    def show_address(self, address: str) -> None:
        """The address of the postal code, unless a person wrote one."""
        field = self.form.fields["address"]
        if field.control.value() in ("", self._filled):
            self._filled = address
            field.set_value(address)
            field.control.edited.emit()

    def show_refusal(self, error: UserError) -> None:
        self.refusal.hide()
        if not self.form.show_refusal(error):
            self.refusal.ask(error.message())
            self.refusal.show()
            self.to_top()

    def _postal_typed(self) -> None:
        text = self._postal.text()
        if sum(each.isdigit() for each in text) == _FIGURES_OF_A_CODE:
            self.postal_code_typed.emit(text)

    def _save(self) -> None:
        values = self.form.read()
        if values is None:
            return
        home = replace(self._kept, **{name: values[name] for name in _OWN if name in values})
        self.save_requested.emit(home, _first_person(values) if self._new else None)

    def _leave(self) -> None:
        self.draft_dropped.emit()
        self.settle()
        self.back_requested.emit()

    # Qt asks:

    def focus_first(self) -> None:
        self.form.focus_first()


def _first_person(values: dict[str, Any]) -> PersonRequest:
    """The head (世帯主) of a new household."""
    return PersonRequest(
        name=values["name"], kana=values["kana"], birth=values["birth"], head=True, joined=values["joined"]
    )
