"""A packet that came back and was judged: who has signed, or why somebody does not."""

from datetime import date

from PySide6.QtCore import Signal

from kobe_desk.core import clock
from kobe_desk.core.errors import UserError
from kobe_desk.core.japanese import era
from kobe_desk.core.text import _, n_
from kobe_desk.modules.subsidies.usecases.circulating import NewSignature, ReturnedSigning
from kobe_desk.ui.button import primary
from kobe_desk.ui.card import Card, Facts
from kobe_desk.ui.field import CheckBox
from kobe_desk.ui.layout import STRETCH, Column
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.page import Page
from kobe_desk.ui.text import Paragraph


class ReturnedSigningPage(Page):
    """What was found, and the button that keeps it."""

    help_page = "subsidies-signing-packet"
    keep_wanted = Signal(bool)
    """Take it in; whether its day is over and it is taken in all the same."""

    def __init__(self) -> None:
        super().__init__(_("A signed packet that came back"), back=_("Back"))
        self.notice = Notice("ok")
        self._parts = Column(gap="item")
        self.late: CheckBox | None = None
        self.add(Column(self.notice, self._parts, gap="item", around=(0, 14, 0, 0)))
        self.body.add(STRETCH)
        self.keep = primary(_("Take it in"), "check")
        self.keep.clicked.connect(self._keep)
        self.set_footer(STRETCH, self.keep)

    def show_returned(self, title: str, back: ReturnedSigning, late: date | None) -> None:
        self.header.say(_("A signed packet that came back"), title)
        self._parts.empty()
        for signer in back.signers:
            self._parts.add(_signer(signer))
        said = back.declined
        if said is not None:
            who = _("{office} {name}").format(office=said.office, name=said.name)
            what = Paragraph(_("When you take it in, the papers go back, and are made anew once they are put right."))
            self._parts.add(Card(_("{who} does not sign").format(who=who), Paragraph(said.reason), what))
        self.late = None
        if late is not None:
            words = _("This packet was good until {day}. Take it in all the same")
            self.late = CheckBox(words.format(day=era.wareki(late)))
            self._parts.add(self.late)
        self.notice.mean("warn" if said else "ok")
        self.notice.ask(
            _("This packet came back with a refusal. Read the reason.")
            if said
            else _("Everything was checked: the papers are those that were sent, and every signature is good.")
        )
        self.focus_first()

    def show_refusal(self, error: UserError) -> None:
        self.notice.mean("warn")
        self.notice.ask(error.message())
        self.to_top()

    def _keep(self) -> None:
        late = self.late
        self.keep_wanted.emit(late is not None and bool(late.value()))

    # Qt asks:

    def focus_first(self) -> None:
        (self.late or self.keep).setFocus()


def _signer(signer: NewSignature) -> Card:
    count = n_("{n} paper", "{n} papers", signer.papers).format(n=signer.papers)
    facts = [(_("Papers signed"), count)]
    if signer.moment is not None:
        facts.append((_("Day of signing"), era.wareki(signer.moment.astimezone(clock.JST).date())))
    return Card(_("{office} {name}").format(office=signer.office, name=signer.name), Facts(facts, width=120))
