"""別のパソコンで署名してもらう: who is asked, until when, and where the packet goes."""

from datetime import date, timedelta
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog

from kobe_desk.core import clock, paths
from kobe_desk.core.errors import UserError
from kobe_desk.core.file_name import file_name
from kobe_desk.core.text import _, n_
from kobe_desk.modules.subsidies.usecases import SigningRow
from kobe_desk.ui.button import primary
from kobe_desk.ui.field import DateField, FormField, Need, TextArea, Ticks
from kobe_desk.ui.form import Form
from kobe_desk.ui.layout import STRETCH, Column
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.page import Page

SUFFIX = ".kdsign"
USUAL_DAYS = 14


class SendSigningPage(Page):
    """A form; its verb asks where the packet goes."""

    help_page = "subsidies-signing-packet"
    packet_wanted = Signal(object, str, object, object)
    """Roles, note, last day, and where the packet goes (a path)."""

    def __init__(self) -> None:
        super().__init__(_("Have them signed on another computer"), back=_("To the papers"))
        self._offices: dict[str, str] = {}
        self.notice = Notice("info")
        self.refusal = Notice("warn")
        self.refusal.hide()
        self.roles = Ticks()
        self.form = Form({
            "roles": FormField(_("Who is to sign"), self.roles,
                               support=_("Several sign one after the other, in this order.")),
            "note": FormField(_("Note to the signer"), TextArea(3, width=520), Need.OPTIONAL),
            "until": FormField(_("Open until"), DateField()),
        })  # fmt: skip
        self.add(Column(self.notice, self.refusal, self.form, gap="section", around=(0, 14, 0, 0)))
        self.body.add(STRETCH)
        self.make = primary(_("Make the packet"), "package", after=True)
        self.make.clicked.connect(self._make)
        self.set_footer(STRETCH, self.make)

    def show_state(self, row: SigningRow) -> None:
        """Who still has to sign; whose turn it is, is ticked."""
        waiting = [each for each in row.signers if each.waiting]
        self._offices = {each.role: each.office for each in waiting}
        words = _("{office} {name}")
        self.roles.offer([
            (each.role, words.format(office=each.office, name=each.name).strip()) for each in waiting
        ])  # fmt: skip
        turn = row.turn
        count = len(row.to_sign_by(turn.role)) if turn else 0
        about = n_(
            "One file is made with the {n} paper and the signatures on it. Nothing else of the desk is in it.",
            "One file is made with the {n} papers and the signatures on them. Nothing else of the desk is in it.",
            count,
        )
        self.notice.ask(about.format(n=count))
        until = clock.today() + timedelta(days=USUAL_DAYS)
        self.form.fill({"until": until, "roles": (turn.role,) if turn else ()})
        self.focus_first()

    def show_refusal(self, error: UserError) -> None:
        if not self.form.show_refusal(error):
            self.refusal.ask(error.message())
            self.refusal.show()
            self.to_top()

    def _make(self) -> None:
        self.refusal.hide()
        read = self.form.read()
        if read is None:
            return
        roles, until = self.roles.value(), read["until"]
        first = next((self._offices[each] for each in roles), "")
        start = file_name(_("Signature of {office}").format(office=first))
        place = str(paths.documents().parent / f"{start}{SUFFIX}")
        words = _("Packet for signing (*{suffix})").format(suffix=SUFFIX)
        chosen, _kind = QFileDialog.getSaveFileName(self.window(), _("Save the packet"), place, words)
        if chosen:
            path = Path(chosen) if chosen.lower().endswith(SUFFIX) else Path(f"{chosen}{SUFFIX}")
            day = until if isinstance(until, date) else None
            self.packet_wanted.emit(roles, str(read["note"] or ""), day, path)

    # Qt asks:

    def focus_first(self) -> None:
        boxes = list(self.roles.boxes.values())
        (boxes[0] if boxes else self.header.back).setFocus()
