"""手伝いを頼む: which questions, what is told besides, who, until when."""

from datetime import date, timedelta
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog

from kobe_desk.core import clock, paths
from kobe_desk.core.errors import UserError
from kobe_desk.core.file_name import file_name
from kobe_desk.core.text import _
from kobe_desk.modules.subsidies.usecases.helping import HelpOffer, HelpRequest
from kobe_desk.ui.button import primary
from kobe_desk.ui.card import EmptyState
from kobe_desk.ui.field import DateField, FormField, Need, TextArea, TextField, Ticks
from kobe_desk.ui.form import Form
from kobe_desk.ui.layout import STRETCH, Column
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.page import Page

SUFFIX = ".kdpacket"
USUAL_DAYS = 14
_LONGEST = 26


class AskHelpPage(Page):
    """A form; its verb asks where the packet goes."""

    help_page = "subsidies-helpers"
    packet_wanted = Signal(object, object)
    """The request, and where the packet goes (a path)."""

    def __init__(self) -> None:
        super().__init__(_("Ask a helper"), back=_("To the application"))
        self._offer: HelpOffer | None = None
        text = _("The helper gets a file with these questions only. No roster, no other answers, no account.")
        self.notice = Notice("info", text)
        self.refusal = Notice("warn")
        self.refusal.hide()
        self.questions, self.context = Ticks(), Ticks()
        self.form = Form({
            "questions": FormField(_("Questions to answer"), self.questions),
            "context": FormField(_("What may be told besides"), self.context, Need.OPTIONAL,
                                 _("Only what you tick here can be read besides the questions.")),
            "helper": FormField(_("Helper’s name"), TextField(width=280)),
            "note": FormField(_("Note to the helper"), TextArea(3, width=520), Need.OPTIONAL,
                              _("What it is about, and what to look at.")),
            "until": FormField(_("Open until"), DateField()),
        })  # fmt: skip
        self.none = EmptyState(
            _("There is nothing to hand out"),
            _("This programme names no question that a helper may answer, or none of them is asked now."),
        )
        self.none.hide()
        self.add(Column(self.notice, self.refusal, self.none, self.form, gap="section", around=(0, 14, 0, 0)))
        self.body.add(STRETCH)
        self.make = primary(_("Make the packet"), "package", after=True)
        self.make.clicked.connect(self._make)
        self.set_footer(STRETCH, self.make)

    def show_offer(self, offer: HelpOffer) -> None:
        """Show what can be given away; nothing is ticked beforehand."""
        self._offer = offer
        self.header.say(_("Ask a helper"), offer.title)
        self.questions.offer([(each.id, each.label) for each in offer.questions])
        self.context.offer([(each.id, _told(each.label, each.words)) for each in offer.context])
        self.form.fields["context"].setVisible(bool(offer.context))
        self.form.fill({"until": clock.today() + timedelta(days=USUAL_DAYS)})
        self.none.setHidden(bool(offer.questions))
        for part in (self.form, self.make, self.notice):
            part.setVisible(bool(offer.questions))
        self.focus_first()

    def show_refusal(self, error: UserError) -> None:
        if not self.form.show_refusal(error):
            self.refusal.ask(error.message())
            self.refusal.show()
            self.to_top()

    def _make(self) -> None:
        self.refusal.hide()
        read = self.form.read()
        if read is None or self._offer is None:
            return
        start = file_name(_("For {name}").format(name=read["helper"]))
        place = str(paths.documents().parent / f"{start}{SUFFIX}")
        words = _("Packet for a helper (*{suffix})").format(suffix=SUFFIX)
        chosen, _kind = QFileDialog.getSaveFileName(self.window(), _("Save the packet"), place, words)
        if chosen:
            path = Path(chosen) if chosen.lower().endswith(SUFFIX) else Path(f"{chosen}{SUFFIX}")
            self.packet_wanted.emit(self._request(read), path)

    def _request(self, read: dict[str, object]) -> HelpRequest:
        offer, until = self._offer, read["until"]
        assert offer is not None  # noqa: S101 - nothing is shown before it is known
        return HelpRequest(
            offer.application, self.questions.value(), self.context.value(), str(read["helper"]),
            str(read["note"] or ""), until if isinstance(until, date) else None,
        )  # fmt: skip

    # Qt asks:

    def focus_first(self) -> None:
        boxes = list(self.questions.boxes.values())
        (boxes[0] if boxes else self.header.back).setFocus()


def _told(label: str, words: str) -> str:
    short = words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"
    half = _LONGEST // 2  # the end of a long label is the programme it belongs to
    what = label if len(label) <= _LONGEST else f"{label[: half - 1]}…{label[-half:]}"
    return _("{what}: {fact}").format(what=what, fact=short.replace("\n", " "))
