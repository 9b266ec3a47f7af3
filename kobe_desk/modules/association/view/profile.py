"""団体のこと: name, kind, address, contact."""

from dataclasses import asdict

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kobe_desk.core.errors import UserError
from kobe_desk.core.text import N_, _
from kobe_desk.modules.association.usecases import Profile
from kobe_desk.ui.button import primary
from kobe_desk.ui.field import DateField, FormField, Need, PhoneField, PostalField, Select, TextArea, TextField
from kobe_desk.ui.form import Form
from kobe_desk.ui.layout import STRETCH, Column, Row

KINDS = (
    ("neighbourhood", N_("Neighbourhood association")),
    ("furemachi", N_("Fureai community council")),
    ("condominium", N_("Condominium association")),
    ("npo", N_("Citizens' group or NPO")),
    ("other", N_("Another kind")),
)
LEGAL_FORMS = (
    ("none", N_("No legal personality")),
    ("recognised", N_("Recognised neighbourhood association")),
    ("npo", N_("NPO corporation")),
    ("other", N_("Another legal person")),
)


class ProfilePart(QWidget):
    """The association's own facts, prefilled into every form."""

    save_requested = Signal(object)
    postal_code_typed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._kept = Profile("")
        optional = Need.OPTIONAL
        self._postal = PostalField()
        self.form = Form(
            {
                "name": FormField(_("Name of the association"), TextField(width=340)),
                "kana": FormField(_("Reading"), TextField(width=340), optional, _("In hiragana or katakana.")),
                "kind": FormField(_("Kind of group"), Select([(value, _(words)) for value, words in KINDS])),
                "legal_form": FormField(_("Legal form"), Select([(value, _(words)) for value, words in LEGAL_FORMS])),
                "corporate_number": FormField(
                    _("Corporate number"),
                    TextField(width=190),
                    optional,
                    _("13 figures, as on the notice of the tax agency. Empty if there is none."),
                ),
                "mark": FormField(
                    _("Short mark"), TextField(width=150), optional, _("It stands before document numbers.")
                ),
                "postal_code": FormField(
                    _("Postal code"), self._postal, optional, _("With seven digits the address is filled in.")
                ),
                "address": FormField(_("Address"), TextField(width=460), optional),
                "phone": FormField(_("Telephone"), PhoneField(), optional),
                "mail": FormField(_("Mail address"), TextField(width=340), optional),
                "website": FormField(_("Web site"), TextField(width=340), optional),
                "founded": FormField(_("Founded on"), DateField(), optional),
                "area": FormField(_("Area of activity"), TextField(width=460), optional),
                "purpose": FormField(_("Purpose"), TextArea(width=460), optional),
                "activities": FormField(_("Main activities"), TextArea(width=460), optional),
                "fee": FormField(_("Dues"), TextField(width=340), optional, _("Such as: 300 yen a month.")),
                "contact_name": FormField(_("Contact person"), TextField(width=260), optional),
                "contact_phone": FormField(_("Telephone of the contact"), PhoneField(), optional),
                "contact_hours": FormField(_("When the contact can be reached"), TextField(width=340), optional),
            }
        )
        self.save = primary(_("Save the association"), "save")
        self.save.clicked.connect(self._save)
        self._postal.edited.connect(self._postal_typed)
        self.setLayout(Column(self.form, Row(self.save, STRETCH), STRETCH, gap="group"))

    def show_profile(self, profile: Profile | None) -> None:
        if profile is not None:
            self._kept = profile
            self.form.fill(asdict(profile))

    def show_address(self, address: str) -> None:
        """Fill in the address of a postal code, unless something was typed already."""
        field = self.form.fields["address"]
        if not field.control.value().strip():
            field.set_value(address)

    def show_refusal(self, error: UserError) -> None:
        self.form.show_refusal(error)

    def _postal_typed(self) -> None:
        text = self._postal.text()
        if sum(each.isdigit() for each in text) == 7:
            self.postal_code_typed.emit(text)

    def _save(self) -> None:
        values = self.form.read()
        if values is None:
            return
        words = {name: value if value is not None or name == "founded" else "" for name, value in values.items()}
        self.save_requested.emit(Profile(**{**asdict(self._kept), **words}))
