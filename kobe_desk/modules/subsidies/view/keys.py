"""署名の鍵をつくる, right where it is missing: the association's certificate first, then the officer's key."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import Signal

from kobe_desk.core.errors import UserError
from kobe_desk.core.text import N_, _
from kobe_desk.modules.subsidies.usecases import SignerRow
from kobe_desk.ui.button import primary
from kobe_desk.ui.field import DateField, FormField, TextField
from kobe_desk.ui.field.place import PlaceField
from kobe_desk.ui.field.secret import WordsField
from kobe_desk.ui.flow import Flow
from kobe_desk.ui.form import Form
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.page import Page
from kobe_desk.ui.text import Paragraph


class PassphrasesDiffer(UserError):
    text = N_("The two passphrases are not the same. Please type them again.")


class KeyPage(Page):
    """One form: the folder of the certificate, its passphrase, the officer, and the passphrase of the new key."""

    help_page = "subsidies-sign"
    key_requested = Signal(object, str, str, object, str)
    """Folder, passphrase of the certificate, name, end of the term, passphrase of the key."""

    def __init__(self, signer: SignerRow, ends: date, *, has_root: bool) -> None:
        super().__init__(_("Make a signing key"), signer.office, back=_("To the papers"))
        self._has_root = has_root
        words = (
            _("The association's certificate signs the key. Put in the USB stick it is kept on.")
            if has_root
            else _(
                "First the association's certificate is made and kept on a USB stick. It signs the key of the officer."
            )
        )
        fields = {
            "name": FormField(_("Name of the officer"), TextField(width=260)),
            "ends": FormField(_("End of the term"), DateField()),
            "passphrase": FormField(
                _("Passphrase of this key"), WordsField(), support=_("The officer chooses it and types it to sign.")
            ),
            "folder": FormField(
                _("Where the certificate's key is kept"), PlaceField(width=380), support=_("A USB stick is best.")
            ),
            "root": FormField(_("Passphrase of the certificate"), WordsField()),
        }
        if not has_root:
            fields["again"] = FormField(_("The same passphrase once more"), WordsField())
        self.form = Form(fields)
        self.form.fill({"name": signer.name, "ends": ends})
        self.make = primary(_("Make the key"), "key-round")
        self.make.clicked.connect(self._make)
        self.refusal = Notice("warn")
        self.refusal.hide()
        self.add(Paragraph(words), self.refusal, self.form, Flow(self.make))

    def show_refusal(self, error: UserError) -> None:
        names = {"root_passphrase": "root"}
        field = self.form.fields.get(names.get(error.field or "", error.field or ""))
        if field is not None:
            field.refuse(error.message())
            field.focus()
            return
        self.refusal.ask(error.message())
        self.refusal.show()
        self.to_top()

    def _make(self) -> None:
        self.refusal.hide()
        values = self.form.read()
        if values is None:
            return
        if not self._has_root and values["root"] != values["again"]:
            self.form.show_refusal(PassphrasesDiffer("again"))
            return
        folder: Path = values["folder"]
        self.key_requested.emit(folder, values["root"], values["name"], values["ends"], values["passphrase"])

    # Qt asks:

    def focus_first(self) -> None:
        self.form.fields["passphrase"].focus()
