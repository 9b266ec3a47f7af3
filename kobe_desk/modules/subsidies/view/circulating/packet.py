"""What a signer sees: the papers, who asks, who has signed already; signing, or declining with a reason."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal

from kobe_desk.core import clock
from kobe_desk.core.errors import UserError
from kobe_desk.core.japanese import era
from kobe_desk.core.text import N_, _
from kobe_desk.modules.subsidies.usecases.circulating import PacketFacts, PacketSigner
from kobe_desk.modules.subsidies.view.signing import PANE_FIELD, SignPart
from kobe_desk.ui.button import link, primary
from kobe_desk.ui.card import Facts
from kobe_desk.ui.field import FormField
from kobe_desk.ui.field.place import PlaceField
from kobe_desk.ui.layout import STRETCH, Column, Panel, Row
from kobe_desk.ui.notice import Notice, Picture
from kobe_desk.ui.page import Page, SidePane
from kobe_desk.ui.preview import Paper, PaperPreview
from kobe_desk.ui.text import Label, Paragraph


class KeyMissing(UserError):
    text = N_("Choose your key file first. Its name ends in .p12.")


class PacketSignPart(SignPart):
    """Signing with a key of this desk, or with a key file that is chosen."""

    signed = Signal(object, str)
    """The key file (a path, or None for the desk's own key), and its passphrase."""

    def __init__(self, office: str, papers: int, *, own: bool) -> None:
        super().__init__(office, papers)
        place = PlaceField(files="*.p12 *.pfx", width=PANE_FIELD, stacked=True, words=_("Choose the key file"))
        support = _("The file whose name ends in .p12, on your USB stick.")
        self.key = FormField(_("Your key"), place, support=support)
        self._own = own
        self.key.setVisible(not own)
        layout = self.layout()
        if isinstance(layout, Column):
            layout.insertWidget(0, self.key)
        self.sign_requested.connect(self._with_key)

    def refuse(self, error: UserError) -> bool:
        if error.field == "key" and not self._own:
            self.key.refuse(error.message())
            self.key.focus()
            return True
        return bool(error.field) and error.field != "key" and super().refuse(error)

    def _sign(self) -> None:
        self.key.refuse("")
        if not self._own and self._chosen() is None:
            self.refuse(KeyMissing("key"))
        else:
            super()._sign()

    def _chosen(self) -> Path | None:
        try:
            found: Path | None = self.key.value()
        except UserError:
            return None
        return found

    def _with_key(self, passphrase: str) -> None:
        self.signed.emit(None if self._own else self._chosen(), passphrase)


class PacketPapersPage(Page):
    """The preview takes the page; the pane at the right says who asks and what is to be done."""

    help_page = "sign-packet"
    sign_requested = Signal(object, str)
    decline_requested = Signal(str)
    done = Signal()

    def __init__(self, back: str = "") -> None:
        super().__init__(_("Papers to sign"), back=back, scrolls=False)
        self.preview = PaperPreview(_("Papers"))
        self.set_main(self.preview)
        self.notice = Notice("info")
        self.notice.hide()
        self._parts = Column(gap="item")
        self.pane = SidePane(self.notice)
        self.pane.body.addLayout(self._parts)
        self.set_side(self.pane, 330)
        self.sign: PacketSignPart | None = None
        self.end = primary(_("Close"), "x")
        self.end.clicked.connect(self.done)

    def show_papers(self, title: str, papers: Sequence[Paper]) -> None:
        """Show the papers; the one in sight stays in sight."""
        items = self.preview.list.items
        at = next((place for place, item in enumerate(items) if item.isChecked()), 0)
        self.header.say(_("Papers to sign"), title)
        self.preview.show_papers(papers)
        if at < len(papers):
            self.preview.show_paper(at)

    def show_packet(self, facts: PacketFacts, *, own_key: bool) -> None:
        """Who asks, who has signed, and the form of who is next."""
        self._empty()
        turn = facts.turn
        if turn is None:
            self._say_end(facts)
        else:
            self.say("", "")
        about = [
            (_("Asked by"), f"{facts.association} {facts.asker}".strip()),
            (_("Open until"), era.wareki(facts.until)),
            (_("Papers of"), _(", ").join(facts.programmes)),
            *([(_("Message"), facts.note)] if facts.note else []),
        ]
        self._parts.add(Facts(about, width=84))
        for number, each in enumerate(facts.signers, start=1):
            self._parts.add(_SignerPanel(number, each))
        if turn is not None:
            self.sign = PacketSignPart(turn.office, facts.papers, own=own_key)
            self.sign.signed.connect(self.sign_requested)
            self.sign.decline_requested.connect(self.decline_requested)
            self._parts.add(self.sign)
        else:
            self._parts.add(self.end)
            self.end.show()
        self._parts.add(_house(facts))
        if turn is not None and not self.header.back.text():
            later = link(_("Close and sign later"), "pause")
            later.clicked.connect(self.done)
            self._parts.add(later)

    def say(self, meaning: str, text: str) -> None:
        """A sentence above everything; an empty one takes it away."""
        if text:
            self.notice.mean(meaning)
            self.notice.ask(text)
        self.notice.setVisible(bool(text))

    def show_refusal(self, error: UserError) -> None:
        """At the field where it belongs, else above."""
        if self.sign is None or not self.sign.refuse(error):
            self.say("warn", error.message())

    def busy(self, busy: bool) -> None:
        if self.sign is not None:
            self.sign.button.setEnabled(not busy)

    def _empty(self) -> None:
        self.sign = None
        self._parts.removeWidget(self.end)
        self.end.setParent(None)
        self._parts.empty()

    def _say_end(self, facts: PacketFacts) -> None:
        if facts.declined is not None:
            words = _("{office} does not sign: {reason}\nGive the file “{name}” back to the secretary.")
            told = facts.declined
            self.say("warn", words.format(office=told.office, reason=told.reason, name=facts.file_name))
        else:
            words = _("Everybody who was asked has signed. Give the file “{name}” back to the secretary.")
            self.say("ok", words.format(name=facts.file_name))

    # Qt asks:

    def focus_first(self) -> None:
        items = self.preview.list.items
        (items[0] if items and items[0].isVisible() else self.preview.sheets).setFocus()


class DeskPacketPage(PacketPapersPage):
    """The same page one level down in 助成."""

    help_page = "subsidies-signing-packet"


class _SignerPanel(Panel):
    """One signer: who, and when it was signed."""

    def __init__(self, number: int, signer: PacketSigner) -> None:
        icon, ink, words = "hourglass", "muted", _("After the others")
        if signer.now:
            icon, ink, words = "pen-line", "accent", _("It is their turn")
        elif signer.moment is not None:
            icon, ink = "circle-check", "ok"
            moment = signer.moment.astimezone(clock.JST)
            words = _("Signed on {day}, unchanged since").format(day=era.wareki(moment.date()))
        above = _("Signer {number}, {office}").format(number=number, office=signer.office)
        name = Paragraph(signer.name or _("(nobody holds this office)"), "lead", bold=True, narrow=True)
        column = Column(Label(above, ink="muted"), name, Paragraph(words, ink=ink, narrow=True), gap=6)
        row = Row(gap=12, around=(14, 10, 12, 10))
        row.addLayout(Column(2, Picture(icon, ink, 24), STRETCH, gap=0))
        row.addLayout(column, 1)
        super().__init__(row, box="picked" if signer.now else "card")


def _house(facts: PacketFacts) -> Notice:
    """Whether the association's certificate is known here, else its fingerprint to compare."""
    if facts.known:
        return Notice("ok", _("The certificate is the one of the association on this desk."))
    groups = "\n".join(" ".join(each[at : at + 4] for at in range(0, len(each), 4)) for each in facts.fingerprints)
    words = (
        _("This desk does not know the certificate. Compare its fingerprint with the secretary:\n{groups}")
        if facts.known is False
        else _("Fingerprint of the association, to compare with the secretary:\n{groups}")
    )
    return Notice("warn" if facts.known is False else "info", words.format(groups=groups))
