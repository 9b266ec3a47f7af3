"""鍵を失効させる: the key chosen in the list, from which day, why, and the stick with the certificate's key."""

from PySide6.QtCore import Signal

from kobe_desk.core import clock
from kobe_desk.core.errors import UserError
from kobe_desk.core.text import N_, _
from kobe_desk.modules.association.usecases import KeyRow
from kobe_desk.ui.button import secondary
from kobe_desk.ui.card import Card
from kobe_desk.ui.field import DateField, FormField, Select
from kobe_desk.ui.field.place import PlaceField
from kobe_desk.ui.field.secret import WordsField
from kobe_desk.ui.form import Form
from kobe_desk.ui.layout import STRETCH, Row
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.text import Paragraph

REASONS = {False: N_("The officer has changed"), True: N_("The key was lost, or somebody else may know its passphrase")}


class RevokeCard(Card):
    """What was signed before the day stays valid, except when the key was lost."""

    revoke_requested = Signal(object)
    """The values of the form: key, day, lost, folder, passphrase."""

    stop_requested = Signal(object)
    """A key whose certificate somebody else issued."""

    def __init__(self) -> None:
        self._which = Select()
        self._which_field = FormField(_("Which key"), self._which)
        why = Select([(lost, _(words)) for lost, words in REASONS.items()])
        self.form = Form(
            {
                "key": self._which_field,
                "day": FormField(_("From which day it no longer signs"), DateField()),
                "lost": FormField(_("Why the key ends"), why),
                "stick": FormField(_("Stick with the certificate's key, to revoke"), PlaceField(width=380)),
                "words": FormField(_("Passphrase of the certificate, to revoke"), WordsField()),
            }
        )
        self.button = secondary(_("Revoke the key"), "circle-x")
        self.button.clicked.connect(self._revoke)
        hint = Paragraph(
            _("When the officers change, make keys for the new ones and revoke those of the old ones here. "
              "Papers they signed before stay valid. A revoked key cannot be used again."),
            ink="muted",
        )  # fmt: skip
        self.elsewhere = Notice("info")
        self.elsewhere.ask(
            _("Somebody else issued this certificate. It is no longer used here; to revoke it everywhere, "
              "ask whoever issued it.")
        )  # fmt: skip
        super().__init__(_("End a key"), hint, self.form, self.elsewhere, Row(self.button, STRETCH))
        self._which.edited.connect(self._chosen)
        self.form.fill({"day": clock.today()})

    def show_keys(self, rows: tuple[KeyRow, ...]) -> None:
        """Only keys that still hold can be revoked."""
        held = [each for each in rows if each.revoked is None]
        self._which.offer([(each, f"{each.office}　{each.name}") for each in held])
        self.setVisible(bool(held))
        self._chosen()

    def show_refusal(self, error: UserError) -> bool:
        if self._elsewhere():
            self._which_field.refuse(error.message())
            return True
        names = {"folder": "stick", "passphrase": "words"}
        field = self.form.fields.get(names.get(error.field or "", error.field or ""))
        if field is None:
            return False
        field.refuse(error.message())
        field.focus()
        return True

    def revoked(self, _result: object = None) -> None:
        self.form.fill({"words": ""})

    def _elsewhere(self) -> bool:
        """Whether somebody else issued the chosen key's certificate: then there is nothing of ours to sign."""
        key: KeyRow | None = self._which.value()
        return key is not None and not key.issued_here

    def _chosen(self) -> None:
        ours = not self._elsewhere()
        for name in ("day", "lost", "stick", "words"):
            self.form.fields[name].setVisible(ours)
        self.elsewhere.setVisible(not ours)

    def _revoke(self) -> None:
        if self._elsewhere():
            self.stop_requested.emit(self._which.value())
            return
        values = self.form.read()
        if values is not None:
            self.revoke_requested.emit(values)
