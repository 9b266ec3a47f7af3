"""署名の鍵: the association's certificate, and the keys of those who sign for it."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kobe_desk.core import clock
from kobe_desk.core.errors import UserError
from kobe_desk.core.japanese.fiscal_year import fiscal_year
from kobe_desk.core.text import N_, _
from kobe_desk.modules.association.table import KEY_COLUMNS
from kobe_desk.modules.association.usecases import KeyRow, OfficeRow, RootRow
from kobe_desk.modules.association.view.revoking import RevokeCard
from kobe_desk.modules.association.view.token import TokenCard
from kobe_desk.ui.button import secondary
from kobe_desk.ui.card import Card
from kobe_desk.ui.field import DateField, FormField, Select, TextField
from kobe_desk.ui.field.place import PlaceField
from kobe_desk.ui.field.secret import WordsField
from kobe_desk.ui.form import Form
from kobe_desk.ui.layout import STRETCH, Column, Row
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.table import Table, TableModel
from kobe_desk.ui.text import Paragraph


class PassphrasesDiffer(UserError):
    text = N_("The two passphrases are not the same. Please type them again.")


class SigningPart(QWidget):
    """Make the certificate once, then a key for each officer who signs."""

    root_requested = Signal(object, str)
    """Folder and passphrase."""
    key_requested = Signal(object, str, object, str, object, str)
    """Folder, its passphrase, office, name, end of term, passphrase of the key."""
    certificate_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._root = Paragraph()
        self.save_certificate = secondary(_("Save the certificate"), "download")
        self.save_certificate.clicked.connect(self.certificate_wanted)
        self.root_form = Form(
            {
                "folder": FormField(
                    _("Where the certificate's key is kept"), PlaceField(width=380), support=_("A USB stick is best.")
                ),
                "passphrase": FormField(_("Passphrase of the certificate"), WordsField()),
                "again": FormField(_("The same passphrase once more"), WordsField()),
            }
        )
        make_root = secondary(_("Make the association's certificate"), "award")
        make_root.clicked.connect(self._make_root)
        hint = Paragraph(
            _("It is made once and needed again only to make keys. Its key never lies in the desk."), ink="muted"
        )
        self._making = QWidget()
        self._making.setLayout(Column(hint, self.root_form, Row(make_root, STRETCH), gap="group"))
        self._made = Card(_("The association's certificate"), self._root, Row(self.save_certificate, STRETCH))
        self._keys = self._key_part()
        self.refusal = Notice("warn")
        self.refusal.hide()
        self.setLayout(Column(self.refusal, self._made, self._making, self._keys, STRETCH, gap="group"))

    def _key_part(self) -> QWidget:
        self._model: TableModel[KeyRow] = TableModel(KEY_COLUMNS)
        self.table = Table(self._model, _("List of signing keys"))
        self.table.setMinimumHeight(180)
        self._office = Select()
        self.key_form = Form(
            {
                "office": FormField(_("Office"), self._office),
                "name": FormField(_("Name of the officer"), TextField(width=260)),
                "ends": FormField(_("End of the term"), DateField()),
                "folder": FormField(_("Folder with the certificate's key"), PlaceField(width=380)),
                "root_passphrase": FormField(_("Passphrase of the certificate"), WordsField()),
                "passphrase": FormField(
                    _("Passphrase of this key"), WordsField(), support=_("The officer chooses it and types it to sign.")
                ),
            }
        )
        make = secondary(_("Make the key"), "key-round")
        make.clicked.connect(self._make_key)
        part = QWidget()
        card = Card(_("A key for an officer"), self.key_form, Row(make, STRETCH))
        self.token = TokenCard()
        self.revoking = RevokeCard()
        part.setLayout(Column(self.table, card, self.token, self.revoking, gap="group"))
        return part

    def show_root(self, root: RootRow | None) -> None:
        self._made.setVisible(root is not None)
        self._making.setVisible(root is None)
        self._keys.setVisible(root is not None)
        if root is not None:
            digits = root.fingerprint.upper()
            groups = " ".join(digits[at : at + 4] for at in range(0, len(digits), 4))
            self._root.say(_("Fingerprint: {groups}").format(groups=groups))

    def show_offices(self, rows: tuple[OfficeRow, ...]) -> None:
        self._office.offer([(row, row.name) for row in rows])
        if self.key_form.fields["ends"].control.value() is None:
            self.key_form.fill({"ends": fiscal_year(clock.today()).last})
        self.token.show_offices(rows, fiscal_year(clock.today()).last)

    def show_keys(self, rows: tuple[KeyRow, ...]) -> None:
        self._model.show(rows)
        self.revoking.show_keys(rows)

    def key_made(self, _result: object = None) -> None:
        self.refusal.hide()
        self.key_form.fill({"name": "", "passphrase": ""})

    def show_refusal(self, error: UserError) -> None:
        if not (self.root_form.show_refusal(error) or self.key_form.show_refusal(error)):
            self.refusal.ask(error.message())
            self.refusal.show()

    def _make_root(self) -> None:
        values = self.root_form.read()
        if values is None:
            return
        if values["passphrase"] != values["again"]:
            self.root_form.show_refusal(PassphrasesDiffer("again"))
            return
        folder: Path = values["folder"]
        self.root_requested.emit(folder, values["passphrase"])

    def _make_key(self) -> None:
        values = self.key_form.read()
        if values is None:
            return
        ends: date = values["ends"]
        self.key_requested.emit(
            values["folder"], values["root_passphrase"], values["office"], values["name"], ends, values["passphrase"]
        )
