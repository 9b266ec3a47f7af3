"""書類を見て署名する: the papers, who signs them in which order, and the package once everybody has signed."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal

from kobe_desk.core.errors import UserError
from kobe_desk.core.text import _
from kobe_desk.modules.subsidies.usecases import SignerRow, SigningRow
from kobe_desk.modules.subsidies.view.circulating.away import AwayPart
from kobe_desk.modules.subsidies.view.signing import ExportPart, SignerCard, SignPart, declined_words, done_words
from kobe_desk.ui.button import Button, link, secondary
from kobe_desk.ui.layout import Column
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.page import Page, SidePane
from kobe_desk.ui.preview import Paper, PaperPreview
from kobe_desk.ui.text import Paragraph

REFERENCE = "（参考様式）"
"""In the title of a layout of ours, where the funder's own is not held."""


class PapersPage(Page):
    """The preview takes the page; the pane at the right says whose turn it is."""

    help_page = "subsidies-sign"
    sign_requested = Signal(str, str)
    """Role and passphrase."""
    decline_requested = Signal(str, str)
    """Role and reason: the papers go back."""
    again_wanted = Signal()
    """The papers are to be made anew; those of before become void."""
    check_wanted = Signal()
    """The answers that still wait to be confirmed are to be looked at."""
    key_wanted = Signal(str)
    handed_in = Signal()
    """The printed papers were handed in at the office."""
    grant_wanted = Signal()
    export_requested = Signal(object, str, bool)
    """Folder and passphrase, and whether each addressee gets a package of its own."""

    def __init__(self, back: str = "") -> None:
        super().__init__(_("Look at the papers and sign"), back=back or _("To checking"), scrolls=False)
        self.preview = PaperPreview(_("Papers"))
        self.set_main(self.preview)
        self.notice = Notice("info")
        self.notice.hide()
        self._parts = Column(gap="item")
        self.pane = SidePane(self.notice)
        self.layout_note = Paragraph(
            _("Reference forms are not the official ones. Where the office has its own, they can be made over it."),
            ink="muted", narrow=True,
        )  # fmt: skip
        self.away = AwayPart()
        self.pane.body.addWidget(self.away.out)
        self.pane.body.addLayout(self._parts)
        self.away.hide()
        self.pane.body.addWidget(self.away)
        self.layout_note.hide()
        self.pane.body.addWidget(self.layout_note)
        self.set_side(self.pane, 330)
        self.sign: SignPart | None = None
        self.export: ExportPart | None = None
        self.after: Button | None = None
        self.again: Button | None = None
        self.waiting: Notice | None = None

    def say(self, meaning: str, text: str) -> None:
        self.notice.mean(meaning)
        self.notice.ask(text)
        self.notice.setVisible(bool(text))

    def show_notice(self, error: UserError) -> None:
        """Above everything: what belongs to no field of the pane."""
        self.say("warn", error.message())

    def show_refusal(self, error: UserError) -> None:
        """At the passphrase where one was typed, else above."""
        part = self.sign or self.export
        if part is not None and part.refuse(error):
            return
        self.say("warn", error.message())

    def show_done(self, names: Sequence[str], fingerprint: str) -> None:
        """The packages were written: their names, and the fingerprint that the receiver compares."""
        groups = " ".join(fingerprint.upper()[at : at + 4] for at in range(0, len(fingerprint), 4))
        words = _("{name} was written.\nFingerprint of the association:\n{groups}")
        self.say("ok", words.format(name=_(", ").join(names), groups=groups))

    def show_papers(self, title: str, papers: Sequence[Paper]) -> None:
        """Show the papers; the one in sight stays in sight."""
        before = self.preview.list.items
        at = next((place for place, item in enumerate(before) if item.isChecked()), 0)
        self.header.say(_("Look at the papers and sign"), title)
        self.preview.show_papers(papers)
        self.layout_note.setVisible(any(REFERENCE in each.name for each in papers))
        if at < len(papers):
            self.preview.show_paper(at)

    def show_draft(self, missing: str) -> None:
        """The papers of an incomplete application: to be looked at, not to be signed."""
        self._parts.empty()
        self.away.hide()
        self.away.out.hide()
        self.sign = self.export = None
        words = _("These are drafts. They can be looked at and printed, but not signed. {missing}")
        self.say("warn", words.format(missing=missing))

    def show_signing(self, row: SigningRow) -> None:
        """Who signed, whose turn it is; the package when everybody has signed."""
        self._parts.empty()
        self.sign = self.export = self.again = self.waiting = None
        self.away.setVisible(row.turn is not None)
        for told in row.declined:
            self._parts.add(Notice("warn", declined_words(told)))
        if not row.papers:
            self._show_again(_("Put right what was said, then make the papers again."))
            return
        if row.signers:
            self._parts.add(Paragraph(_("Signatures"), "lead", bold=True, narrow=True))
        for number, signer in enumerate(row.signers, start=1):
            self._parts.add(SignerCard(number, signer, now=signer is row.turn))
        if row.turn is None:
            self._show_export(row)
        else:
            self._show_turn(row, row.turn)
        for sent in row.submissions:
            self._parts.add(Paragraph(done_words(sent), ink="muted", narrow=True))
        self._show_after(row)

    def _show_again(self, words: str) -> None:
        """The papers that were made are void, or are to be made anew."""
        self.again = secondary(_("Make the papers again"), "refresh-cw")
        self.again.clicked.connect(self.again_wanted)
        self._parts.add(Paragraph(words, ink="muted", narrow=True))
        self._parts.add(self.again)
        self.again.setFocus()

    def _show_after(self, row: SigningRow) -> None:
        """What comes after the papers: the office's answer, or that they were handed in on paper."""
        if row.submissions:
            self.after = secondary(_("What came after"), "arrow-right", after=True)
            self.after.clicked.connect(self.grant_wanted)
        else:
            self.after = link(_("Handed in on paper today"), "send")
            self.after.clicked.connect(self.handed_in)
        self._parts.add(self.after)

    def _show_turn(self, row: SigningRow, turn: SignerRow) -> None:
        if row.unconfirmed:
            self._show_unconfirmed(row.unconfirmed)
        elif turn.key is None:
            self._show_missing_key(row, turn)
        else:
            self._show_sign(row, turn)

    def _show_sign(self, row: SigningRow, turn: SignerRow) -> None:
        self.sign = SignPart(turn.office, row.to_see, with_pin=turn.with_pin)
        self.sign.sign_requested.connect(lambda words: self.sign_requested.emit(turn.role, words))
        self.sign.decline_requested.connect(lambda why: self.decline_requested.emit(turn.role, why))
        self._parts.add(self.sign)

    def _show_unconfirmed(self, answers: Sequence[str]) -> None:
        """In place of the signature: nobody signs what nobody has looked at."""
        words = _("Before anybody signs, these answers have to be looked at and confirmed:\n{answers}")
        self.waiting = Notice("warn", words.format(answers="\n".join(answers)),
                              (_("Confirm the answers"), self.check_wanted.emit))  # fmt: skip
        self._parts.add(self.waiting)

    def _show_missing_key(self, row: SigningRow, turn: SignerRow) -> None:
        words = (
            _("{office} has no signing key yet. It can be made here, or under Group, Signing keys.")
            if row.has_root
            else _("The association has no certificate yet. It can be made here with {office}'s signing key.")
        )
        self._parts.add(
            Notice("warn", words.format(office=turn.office),
                   (_("Make the key here"), lambda: self.key_wanted.emit(turn.role)))
        )  # fmt: skip

    def _show_export(self, row: SigningRow) -> None:
        sealer = row.signers[0] if row.signers else None
        addressees = dict.fromkeys(each.programme.addressee for each in row.applications)
        self.export = ExportPart(
            sealer.office if sealer else "", tuple(addressees), with_pin=bool(sealer and sealer.with_pin)
        )
        self.export.export_requested.connect(self._export)
        self._parts.add(self.export)

    def _export(self, folder: Path, passphrase: str, each_addressee: bool) -> None:
        self.export_requested.emit(folder, passphrase, each_addressee)

    # Qt asks:

    def focus_first(self) -> None:
        items = self.preview.list.items
        (items[0] if items and items[0].isVisible() else self.preview.sheets).setFocus()
