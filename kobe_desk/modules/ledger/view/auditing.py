"""監査報告書 signed in the PDF: the report, who signed it, and the passphrase of who signs now."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal

from kobe_desk.core.errors import UserError
from kobe_desk.core.japanese import era
from kobe_desk.core.text import _
from kobe_desk.modules.ledger.usecases import AuditRow
from kobe_desk.ui.button import Button, link, primary
from kobe_desk.ui.chip import Chip
from kobe_desk.ui.field import CheckBox
from kobe_desk.ui.field.secret import PassphraseField
from kobe_desk.ui.layout import Column
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.page import Page, SidePane
from kobe_desk.ui.preview import Paper, PaperPreview
from kobe_desk.ui.text import Paragraph

PANE_FIELD = 208


class AuditPage(Page):
    """The report takes the page; the pane at the right says who signs."""

    help_page = "ledger-audit"
    make_requested = Signal()
    sign_requested = Signal(str, str)
    """Name and passphrase."""

    def __init__(self) -> None:
        super().__init__(_("Audit report"), back=_("To the money"), scrolls=False)
        self.preview = PaperPreview(_("Audit report"))
        self.set_main(self.preview)
        self.notice, self.checked = Notice("info"), Notice("ok")
        self.notice.hide()
        self.checked.hide()
        self._parts = Column(gap="item")
        self.pane = SidePane(self.notice, self.checked)
        self.pane.body.addLayout(self._parts)
        self.set_side(self.pane, 330)
        self.make: Button | None = None
        self.passphrase: PassphraseField | None = None
        self.seen: CheckBox | None = None
        self.sign: Button | None = None

    def say(self, meaning: str, text: str) -> None:
        self.notice.mean(meaning)
        self.notice.ask(text)
        self.notice.setVisible(bool(text))

    def show_refusal(self, error: UserError) -> None:
        if error.field == "passphrase" and self.passphrase is not None:
            self.passphrase.refuse(error.message())
            self.passphrase.focus()
        else:
            self.say("warn", error.message())

    def show_report(self, row: AuditRow | None) -> None:
        """Before one is made there is only the button that makes it."""
        self._parts.empty()
        self.make = self.passphrase = self.seen = self.sign = None
        self.notice.hide()
        self.checked.hide()
        if row is None:
            self._parts.add(
                Paragraph(_("The auditors look at the books first. Then the report is made and signed here."))
            )
            self.make = primary(_("Make the audit report"), "file-text")
            self.make.clicked.connect(self.make_requested)
            self._parts.add(self.make)
            return
        self._show_auditors(row)
        if row.stale:
            self.say("warn", _("The books have changed since this report. It has to be made and signed again."))
        elif row.turn is not None:
            self._show_sign(row.turn.name)
        if row.stale or row.turn is not None:
            self.make = link(_("Make the report again"), "refresh-cw")
            self.make.clicked.connect(self.make_requested)
            self._parts.add(self.make)

    def show_pdf(self, pdf: bytes) -> None:
        self.preview.show_papers([Paper(_("Audit report"), pdf)])

    def show_checked(self, signers: Sequence[tuple[str, date | None]], *, unaltered: bool, known: bool) -> None:
        """What checking the signatures anew said; nothing before anybody signed."""
        self.checked.setVisible(bool(signers))
        names = _(", ").join(_("{who} on {day}").format(who=who, day=era.wareki(day)) if day else who
                             for who, day in signers)  # fmt: skip
        if unaltered and known:
            self.checked.mean("ok")
            words = _("Checked just now: signed by {names}, and nothing was changed afterwards.")
        elif unaltered:
            self.checked.mean("warn")
            words = _("Signed by {names}, but a certificate is not one of this association's, or was revoked before.")
        else:
            self.checked.mean("error")
            words = _("The report was changed after {names} signed. Please bring back a backup.")
        self.checked.ask(words.format(names=names))

    def _show_auditors(self, row: AuditRow) -> None:
        self._parts.add(Paragraph(_("Auditors"), "lead", bold=True, narrow=True))
        for each in row.auditors:
            self._parts.add(Paragraph(each.name, bold=True, narrow=True))
            words, meaning = (_("Signed"), "ok") if each.signed else (_("not signed yet"), "plain")
            self._parts.add(Chip(words, meaning))

    def _show_sign(self, name: str) -> None:
        self.passphrase = PassphraseField(_("Passphrase (or PIN) of {name}").format(name=name), width=PANE_FIELD)
        self.seen = CheckBox(_("I have looked at the books and the report"))
        self.sign = primary(_("Sign the report"), "signature", name=_("Sign as {office}").format(office=name))
        self.sign.clicked.connect(lambda: self._ask_to_sign(name))
        self._parts.add(self.passphrase)
        self._parts.add(self.seen)
        self._parts.add(self.sign)

    def _ask_to_sign(self, name: str) -> None:
        assert self.passphrase is not None and self.seen is not None  # noqa: S101 - the button stands with them
        if not self.seen.value():
            self.say("warn", _("Look at the report first, then tick the box."))
            self.seen.setFocus()
            return
        self.passphrase.refuse("")
        self.sign_requested.emit(name, self.passphrase.value())

    # Qt asks:

    def focus_first(self) -> None:
        first = self.make if self.passphrase is None else self.passphrase.words
        (first or self.preview.sheets).setFocus()
