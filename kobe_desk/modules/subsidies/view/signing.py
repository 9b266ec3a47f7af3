"""The parts of the signing pane: a card for each signer, the passphrase, and the package."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kobe_desk.core import paths
from kobe_desk.core.errors import UserError
from kobe_desk.core.japanese import era
from kobe_desk.core.text import N_, _, n_
from kobe_desk.modules.subsidies.usecases import DeclineRow, SignerRow, SubmissionRow
from kobe_desk.ui.button import link, primary, secondary
from kobe_desk.ui.field import CheckBox, FormField, TextArea
from kobe_desk.ui.field.place import PlaceField
from kobe_desk.ui.field.secret import PassphraseField
from kobe_desk.ui.layout import STRETCH, Column, Panel, Row
from kobe_desk.ui.notice import Notice, Picture
from kobe_desk.ui.text import Label, Paragraph

PANE_FIELD = 208
"""The width of a field that fits the pane at every size."""


class PassphraseMissing(UserError):
    text = N_("Please type the passphrase of this key.")


class CardPinMissing(UserError):
    text = N_("Please type the PIN of the card or token.")


class SignerCard(Panel):
    """One signer: place in the order, name, and 「いまの番です」, 「会長のあとに」 or 「署名しました」."""

    def __init__(self, number: int, signer: SignerRow, *, now: bool) -> None:
        icon, ink = ("pen-line", "accent") if now else ("hourglass", "muted")
        words = _("It is their turn") if now else _("After the others")
        if not signer.waiting:
            icon, ink, words = "circle-check", "ok", _("Signed")
        above = _("Signer {number}, {office}").format(number=number, office=signer.office)
        name = Paragraph(signer.name or _("(nobody holds this office)"), "lead", bold=True, narrow=True)
        state = Label(words, ink=ink if not now else "accent", bold=now)
        column = Column(Label(above, ink="muted"), name, state, gap=6)
        row = Row(gap=12, around=(14, 10, 12, 10))
        row.addLayout(Column(2, Picture(icon, ink, 24), STRETCH, gap=0))
        row.addLayout(column, 1)
        super().__init__(row, box="picked" if now else "card")


class DeclinePart(QWidget):
    """辞退: a link that opens a field for the reason; the papers go back only with one."""

    decline_requested = Signal(str)

    def __init__(self, office: str) -> None:
        super().__init__()
        self.open = link(_("{office} does not sign").format(office=office), "circle-x")
        self.reason = FormField(
            _("Why it is not signed"), TextArea(3, width=PANE_FIELD), support=_("The papers go back with these words.")
        )
        self.button = secondary(_("Send the papers back"), "undo-2")
        self._asked = QWidget()
        self._asked.setLayout(Column(self.reason, self.button, gap="item"))
        self._asked.hide()
        self.setLayout(Column(self.open, self._asked, gap="item"))
        self.open.clicked.connect(self._show)
        self.button.clicked.connect(self._send_back)

    def _show(self) -> None:
        self._asked.show()
        self.reason.focus()

    def _send_back(self) -> None:
        try:
            why = self.reason.value()
        except UserError as error:
            self.reason.refuse(error.message())
            self.reason.focus()
            return
        self.decline_requested.emit(why)


class SignPart(QWidget):
    """The passphrase of who is to sign now, the word that all papers were seen, and the button."""

    sign_requested = Signal(str)
    decline_requested = Signal(str)
    """Why this officer does not sign."""

    def __init__(self, office: str, papers: int, *, with_pin: bool = False) -> None:
        super().__init__()
        self.passphrase = secret_of(office, with_pin=with_pin)
        words = n_("I have seen the paper", "I have seen all {n} papers", papers).format(n=papers)
        if papers == 1:  # Japanese has one form for all numbers, and 「1通とも」 cannot be said
            words = _("I have seen this paper")
        self._with_pin = with_pin
        self.seen = CheckBox(words)
        self.button = primary(_("Sign as {office}").format(office=office), "signature")
        self.wrong = Notice("error")
        self.wrong.hide()
        after = Paragraph(
            _("After signing, a change of even one letter can be seen. The printed papers can be handed in as well."),
            ink="muted",
            narrow=True,
        )
        self.decline = DeclinePart(office)
        self.setLayout(Column(self.passphrase, self.seen, self.wrong, self.button, after, self.decline, gap="item"))
        self.button.clicked.connect(self._sign)
        self.decline.decline_requested.connect(self.decline_requested)
        self.passphrase.entered.connect(self._sign)

    def refuse(self, error: UserError) -> bool:
        if error.field == "reason":
            self.decline.reason.refuse(error.message())
            self.decline.reason.focus()
            return True
        if self._with_pin:
            self.passphrase.clear()
        self.passphrase.refuse(error.message())
        self.passphrase.focus()
        return True

    def _sign(self) -> None:
        self.wrong.hide()
        if not self.passphrase.value():
            self.refuse(CardPinMissing() if self._with_pin else PassphraseMissing())
        elif not self.seen.value():
            self.wrong.ask(_("Look at every paper first, then tick the box above."))
            self.wrong.show()
            self.seen.setFocus()
        else:
            self.passphrase.refuse("")
            self.sign_requested.emit(self.passphrase.value())


class ExportPart(QWidget):
    """Where the package is written, the passphrase that signs its list of files, and the button."""

    export_requested = Signal(object, str, bool)
    """Folder, passphrase, and whether each addressee gets a package of its own."""

    def __init__(self, office: str, addressees: tuple[str, ...] = (), *, with_pin: bool = False) -> None:
        super().__init__()
        self.apart = CheckBox(_("A package for each addressee"))
        self.apart.setVisible(len(addressees) > 1)
        self.folder = FormField(
            _("Where it goes"),
            PlaceField(width=PANE_FIELD, stacked=True),
            support=_("A USB stick, or a folder."),
        )
        self.folder.set_value(paths.documents().parent)
        support = _("It signs the list of files in the package.")
        self.passphrase = secret_of(office, support, with_pin=with_pin)
        self.button = primary(_("Write out the package"), "package")
        title = Paragraph(_("Everybody has signed"), "lead", bold=True, narrow=True)
        self.setLayout(Column(title, self.folder, self.apart, self.passphrase, self.button, gap="item"))
        self.passphrase.setVisible(bool(office))
        self.button.clicked.connect(self._export)

    def refuse(self, error: UserError) -> bool:
        if error.field == "folder":
            self.folder.refuse(error.message())
            self.folder.focus()
        else:
            self.passphrase.refuse(error.message())
            self.passphrase.focus()
        return True

    def _export(self) -> None:
        try:
            folder: Path = self.folder.value()
        except UserError as error:
            self.folder.refuse(error.message())
            self.folder.focus()
            return
        if self.passphrase.isVisible() and not self.passphrase.value():
            self.refuse(PassphraseMissing())
            return
        self.folder.refuse("")
        self.passphrase.refuse("")
        self.export_requested.emit(folder, self.passphrase.value(), self.apart.value())


def secret_of(office: str, support: str = "", *, with_pin: bool) -> PassphraseField:
    """The passphrase of a key file, or the PIN of the card the key lies on; a PIN is not shown while it is typed."""
    if not with_pin:
        return PassphraseField(_("Passphrase of {office}").format(office=office), support, width=PANE_FIELD)
    words = support or _("Put in the card first. After some wrong PINs it locks itself.")
    field = PassphraseField(_("PIN of {office}'s card").format(office=office), words, width=PANE_FIELD)
    field.shown.set_value(False)
    field.words.hide_letters(True)
    return field


def declined_words(told: DeclineRow) -> str:
    """Who did not sign, when, and why."""
    words = _("{office} {name} did not sign on {day}: {reason}")
    return words.format(office=told.office, name=told.name, day=era.wareki(told.day), reason=told.reason)


def done_words(sent: SubmissionRow) -> str:
    """A package that was exported before."""
    words = _("Exported on {day}: {name}") if sent.file_name else _("Handed in on paper on {day}")
    return words.format(day=era.wareki(sent.day), name=sent.file_name)
