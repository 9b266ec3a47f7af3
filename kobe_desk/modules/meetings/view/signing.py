"""署名: who signs the adopted minutes, on paper or in the PDF, and the editions side by side."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kobe_desk.core import clock
from kobe_desk.core.errors import UserError
from kobe_desk.core.japanese import era
from kobe_desk.core.text import N_, _
from kobe_desk.modules.meetings.usecases import Difference, EditionRow, MeetingRow, SignatureRow
from kobe_desk.modules.meetings.view.public_copy import PublicCopyCard
from kobe_desk.ui.button import link, primary, secondary
from kobe_desk.ui.card import Card
from kobe_desk.ui.chip import Chip
from kobe_desk.ui.field import DateField, FormField, Need, Select
from kobe_desk.ui.field.secret import PassphraseField
from kobe_desk.ui.flow import Flow
from kobe_desk.ui.form import Form
from kobe_desk.ui.layout import STRETCH, Column, FoldingRow, Row
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.text import Label, Paragraph, strong_at

ROLES = {"chair": N_("Chair of the meeting"), "signatory": N_("Signatory of the minutes")}


class SignersCard(Card):
    """Every place to sign with its day; the form below signs the one chosen."""

    paper_signed = Signal(str, object)
    digital_requested = Signal(str, str)

    def __init__(self) -> None:
        self._rows = Column(gap="tight")
        self._who = Select([])
        self.form = Form(
            {
                "name": FormField(_("Who signs"), self._who),
                "day": FormField(_("Signed on paper on"), DateField(), Need.OPTIONAL),
            }
        )
        self.paper = primary(_("Signed on paper"), "pen-line")
        self.passphrase = PassphraseField(_("Passphrase of the signing key, or PIN of the card"), width=340)
        self.digital = secondary(_("Sign in the PDF"), "signature")
        self.paper.clicked.connect(self._on_paper)
        self.digital.clicked.connect(self._in_pdf)
        self.told = Notice("info")
        self.told.hide()
        self._whole = QWidget()
        self._whole.setLayout(
            Column(self.form, Row(self.paper, STRETCH), self.passphrase, Row(self.digital, STRETCH), gap="group")
        )
        super().__init__(_("Signatures"))
        self.body.addLayout(self._rows)
        self.body.add(self.told, self._whole)

    def show_signers(self, rows: Sequence[SignatureRow]) -> None:
        self._rows.empty()
        for row in rows:
            if row.day:
                how = _("signed in the PDF on {day}") if row.digital else _("signed on paper on {day}")
                chip = Chip(how.format(day=era.wareki(row.day)), "ok")
            else:
                chip = Chip(_("not signed yet"), "plain")
            self._rows.add(
                FoldingRow(Label(_(ROLES[row.role]), ink="muted"), Label(row.name, bold=True), chip, STRETCH)
            )
        waiting = [each for each in rows if each.day is None]
        self._who.offer([(each.name, f"{_(ROLES[each.role])}　{each.name}") for each in waiting])
        self._whole.setVisible(bool(waiting))
        self.form.fill({"day": clock.today()})

    def show_refusal(self, error: UserError) -> bool:
        if error.field == "passphrase" or type(error).__name__ == "WrongPassphrase":
            self.passphrase.refuse(error.message())
            return True
        return self.form.show_refusal(error)

    def say(self, text: str) -> None:
        """What is to be known of the signature just made."""
        self.told.ask(text)
        self.told.setVisible(bool(text))

    def _on_paper(self) -> None:
        values = self.form.read()
        if values is not None:
            self.paper_signed.emit(values["name"], values["day"] or clock.today())

    def _in_pdf(self) -> None:
        self.passphrase.refuse("")
        if self._who.value():
            self.digital_requested.emit(self._who.value(), self.passphrase.value())


class EditionsCard(Card):
    """The adopted texts, each with its reason; two of them side by side."""

    compare_requested = Signal(int, int)

    def __init__(self) -> None:
        self._rows = Column(gap="tight")
        self._differences = Column(gap="item")
        super().__init__(_("Editions"))
        self.body.addLayout(self._rows)
        self.body.addLayout(self._differences)

    def show_editions(self, rows: tuple[EditionRow, ...], *, draft: bool) -> None:
        self.setVisible(len(rows) > 1 or (draft and bool(rows)))
        self._rows.empty()
        self._differences.empty()
        newest = rows[0].edition if rows else 0
        for row in rows:
            words = _("No. {edition}, adopted on {day}").format(edition=row.edition, day=era.wareki(row.adopted))
            said = _("{edition}: {reason}").format(edition=words, reason=row.reason) if row.reason else words
            line = Row(gap="item")
            line.addWidget(Paragraph(said, narrow=True), 1)
            if draft or row.edition != newest:
                name = _("Compare No. {edition} with the text of now").format(edition=row.edition)
                compare = link(_("Compare with now"), "git-merge", name=name)
                after = 0 if draft else newest
                compare.clicked.connect(
                    lambda _checked=False, one=row.edition, other=after: self.compare_requested.emit(one, other)
                )
                line.add(compare)
            self._rows.add(line)

    def show_differences(self, rows: tuple[Difference, ...]) -> None:
        """Only the parts that changed; before at the left, after at the right, what differs in bold."""
        self._differences.empty()
        changed = [each for each in rows if each.changed]
        if not changed:
            self._differences.add(Paragraph(_("There is no difference."), ink="muted"))
        for each in changed:
            self._differences.add(Label(each.heading, bold=True))
            sides = FoldingRow(gap="item")
            for words, text, meaning in ((_("Before"), _marked(each.before, each.before_marks), "warn"),
                                         (_("After"), _marked(each.after, each.after_marks), "ok")):  # fmt: skip
                box = Card("", Label(words, ink="muted"), Paragraph(text, narrow=True), box=meaning)
                sides.addWidget(box, 1)
            self._differences.addLayout(sides)


def _marked(lines: tuple[str, ...], marks: tuple[tuple[int, int], ...]) -> str:
    return strong_at("\n".join(lines), marks) or _("(nothing)")


class SigningPart(QWidget):
    """The last stage: before the minutes are adopted there is nothing to sign."""

    def __init__(self) -> None:
        super().__init__()
        self.state = Notice("info")
        self.signers, self.editions, self.public = SignersCard(), EditionsCard(), PublicCopyCard()
        self.papers = secondary(_("Look at the papers"), "file-text")
        tools = QWidget()
        tools.setLayout(Flow(self.papers))
        self.setLayout(Column(self.state, tools, self.signers, self.editions, self.public, STRETCH, gap="group"))

    def show_meeting(self, row: MeetingRow) -> None:
        if row.state == "signed":
            self.state.mean("ok")
            self.state.ask(_("Everybody has signed. The minutes are complete."))
        elif row.adopted:
            self.state.mean("info")
            self.state.ask(_("Print the minutes and let them be signed, or sign in the PDF with a key."))
        else:
            self.state.mean("quiet")
            self.state.ask(_("The minutes are signed once they are adopted (stage “Minutes”)."))
        self.signers.setVisible(row.adopted)
        self.papers.setVisible(row.adopted)
        self.public.setVisible(row.adopted)
        self.signers.show_signers(row.signatures)

    def show_refusal(self, error: UserError) -> bool:
        if not self.signers.show_refusal(error):
            self.state.mean("warn")
            self.state.ask(error.message())
        return True
