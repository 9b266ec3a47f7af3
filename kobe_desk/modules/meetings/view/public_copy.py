"""公開用の写し: what is hidden in it, before it is made."""

from PySide6.QtCore import Signal

from kobe_desk.core.text import _
from kobe_desk.modules.meetings.usecases import MaskRule, PublicRule
from kobe_desk.ui.button import secondary
from kobe_desk.ui.card import Card
from kobe_desk.ui.field import CheckBox, FormField, Need
from kobe_desk.ui.form import Form
from kobe_desk.ui.layout import STRETCH, Row
from kobe_desk.ui.text import Paragraph


class PublicCopyCard(Card):
    """Whatever is hidden is taken out of the text itself, not covered."""

    wanted = Signal(object)

    def __init__(self) -> None:
        unsaid = Need.UNSAID
        self._officers = CheckBox(_("Names of officers stay"))
        self._names = CheckBox(_("Names of people are hidden"))
        self.form = Form(
            {
                "names": FormField(_("Names"), self._names, unsaid),
                "officers": FormField(_("Officers"), self._officers, unsaid),
                "addresses": FormField(_("Addresses"), CheckBox(_("House numbers are hidden")), unsaid),
                "phones": FormField(
                    _("Telephone and e-mail"), CheckBox(_("Numbers and addresses of e-mail are hidden")), unsaid
                ),
            }
        )
        self.form.fill({"names": True, "officers": True, "addresses": True, "phones": True})
        self.make = secondary(_("Make the public copy"), "file-text")
        why = Paragraph(_("For the notice board or the web page. What is hidden is not in the file at all."))
        super().__init__(_("Public copy"), why, self.form, Row(self.make, STRETCH))
        self.make.clicked.connect(self._make)
        self._names.edited.connect(self._fit)

    def _fit(self) -> None:
        self.form.fields["officers"].setVisible(self._names.value())

    def _make(self) -> None:
        values = self.form.read()
        if values is not None:
            mask = MaskRule(bool(values["names"]), bool(values["addresses"]), bool(values["phones"]))
            self.wanted.emit(PublicRule(mask, bool(values["officers"])))
