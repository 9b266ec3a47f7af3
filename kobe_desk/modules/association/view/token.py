"""カードやトークンの鍵で署名する: the card's own software is chosen, the card is read, and one of its keys is taken."""

from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kobe_desk.core.errors import UserError
from kobe_desk.core.japanese import era
from kobe_desk.core.text import _
from kobe_desk.modules.association.usecases import OfficeRow, TokenKeyRow
from kobe_desk.ui.button import secondary
from kobe_desk.ui.card import Card
from kobe_desk.ui.field import CheckBox, DateField, FormField, Select, TextField
from kobe_desk.ui.field.place import PlaceField
from kobe_desk.ui.field.secret import PassphraseField, WordsField
from kobe_desk.ui.form import Form
from kobe_desk.ui.layout import STRETCH, Column, Row
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.text import Paragraph

_LONGEST = 14
"""So many characters of a name fit at 20 pt."""
FILES = "*.so *.dll *.dylib"


class TokenCard(Card):
    """Two steps: read the card, then choose the key. A key without a certificate gets one from the association."""

    look_requested = Signal(object)
    """The program file of the card."""
    key_requested = Signal(object)
    """What was chosen, by name."""

    def __init__(self) -> None:
        hint = Paragraph(
            _("The key stays in the card; the desk keeps only where it is. "
              "You need the card, its reader, and the software that came with it."),
            ink="muted",
        )  # fmt: skip
        self.module = FormField(
            _("Program file of the card"), PlaceField(files=FILES, width=380),
            support=_("The card's manual calls it the PKCS#11 module. Its name ends in .dll, .so or .dylib."),
        )  # fmt: skip
        self.look = secondary(_("Read the card"), "key-round")
        self.look.clicked.connect(self._look)
        self.found = QWidget()
        self.found.setLayout(self._second_step())
        self.found.hide()
        super().__init__(_("Sign with the key of a card or token"), hint, self.module, Row(self.look, STRETCH))
        self.body.add(self.found)

    def _second_step(self) -> Column:
        self._which, self._office = Select(), Select()
        self.form = Form(
            {
                "row": FormField(_("Key on the card"), self._which),
                "office_of": FormField(_("Office of who signs with it"), self._office),
                "name": FormField(_("Name of who signs with it"), TextField(width=260)),
            }
        )
        self._issuer = Paragraph(ink="muted")
        self.personal = CheckBox(_("This is a My Number card (a certificate of the person, not of the office)"))
        self.warned = Notice("warn")
        self.issuing = Form(
            {
                "term_ends": FormField(_("End of the term, for the card"), DateField()),
                "folder": FormField(_("Stick with the certificate's key, for the card"), PlaceField(width=380)),
                "root_passphrase": FormField(_("Passphrase of the certificate, for the card"), WordsField()),
            }
        )
        self._issue_hint = Paragraph(
            _("This key has no certificate yet. The association issues one; put in its USB stick."), ink="muted"
        )
        self.pin = PassphraseField(_("PIN of the card"), _("Only for one signature as a trial. It is kept nowhere."))
        self.pin.shown.set_value(False)
        self.pin.words.hide_letters(True)
        self.take = secondary(_("Use this key"), "pen-line")
        self._which.edited.connect(self._chosen)
        self.personal.edited.connect(self._warn)
        self.take.clicked.connect(self._take)
        return Column(
            self.form, self._issuer, self.personal, self.warned, self._issue_hint, self.issuing, self.pin,
            Row(self.take, STRETCH), gap="group",
        )  # fmt: skip

    def show_offices(self, rows: tuple[OfficeRow, ...], ends: date) -> None:
        self._office.offer([(row, row.name) for row in rows])
        if self.issuing.fields["term_ends"].control.value() is None:
            self.issuing.fill({"term_ends": ends})

    def show_found(self, rows: tuple[TokenKeyRow, ...]) -> None:
        """The keys on the card; the first one is chosen."""
        self.module.refuse("")
        self._which.offer([(row, key_words(row)) for row in rows])
        self.found.show()
        self._chosen()
        self.form.focus_first()

    def kept(self, _result: object = None) -> None:
        """The key is in the list now: the card starts anew."""
        self.forget()
        self.found.hide()
        self.module.set_value(None)

    def forget(self) -> None:
        """A PIN stays nowhere, not even in its field."""
        self.pin.clear()

    def show_refusal(self, error: UserError) -> None:
        """Where the eye is: at the file, the PIN or the field it belongs to, else above the button."""
        self.forget()
        if error.field == "token":
            self.form.show_refusal(type(error)("row", **error.values))
            return
        names: dict[str, FormField | PassphraseField] = {"passphrase": self.pin, "module": self.module}
        at = names.get(error.field or "") or self.issuing.fields.get(error.field or "")
        if at is None or not at.isVisible():
            at = self.pin if self.found.isVisible() else self.module
        at.refuse(error.message())
        at.focus()

    def _look(self) -> None:
        self.found.hide()
        try:
            module: Path = self.module.value()
        except UserError as error:
            self.module.refuse(error.message())
            self.module.focus()
            return
        self.module.refuse("")
        self.look_requested.emit(module)

    def _chosen(self) -> None:
        row: TokenKeyRow | None = self._which.value()
        unissued = row is not None and not row.certificate
        self._issuer.setVisible(row is not None and not unissued)
        self._issuer.say(_("Issued by {issuer}").format(issuer=row.issuer) if row else "")
        self.issuing.setVisible(unissued)
        self._issue_hint.setVisible(unissued)
        self.personal.setVisible(row is not None and not unissued)
        self.personal.set_value(row is not None and row.personal)
        self.personal.setEnabled(row is not None and not row.personal)
        self._warn()

    def _warn(self) -> None:
        self.warned.ask(
            _("Everybody who gets a paper signed with it can read name, address, date of birth and sex. "
              "You are asked again before every signature. After five wrong PINs the card locks itself.")
        )  # fmt: skip
        self.warned.setVisible(self._is_personal())

    def _is_personal(self) -> bool:
        return not self.personal.isHidden() and self.personal.value()

    def _take(self) -> None:
        values = self.form.read()
        if values is None:
            return
        issued: dict[str, Any] | None = {} if self.issuing.isHidden() else self.issuing.read()
        if issued is None:
            return
        self.pin.refuse("")
        asked = values | issued | {"pin": self.pin.value(), "personal": self._is_personal()}
        self.key_requested.emit(asked)


def key_words(row: TokenKeyRow) -> str:
    """A key in one line: whose, until when; or only its name on the card."""
    if row.ends is None:
        words = _("{label} on {token} (no certificate yet)")
        return words.format(label=_short(row.label or row.key), token=_short(row.token))
    return _("{who}, until {day}").format(who=_short(row.who or row.label), day=era.wareki(row.ends))


def _short(name: str) -> str:
    """A stranger's card may hold a name of any length."""
    return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…"
