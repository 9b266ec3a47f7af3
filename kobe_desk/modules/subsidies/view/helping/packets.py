"""お手伝い: the packets that are out, and those that came back."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog

from kobe_desk.core import clock
from kobe_desk.core.errors import UserError
from kobe_desk.core.japanese import era
from kobe_desk.core.text import N_, _, n_
from kobe_desk.modules.subsidies.usecases.asking import Side
from kobe_desk.modules.subsidies.usecases.helping import Kept, PacketRow
from kobe_desk.modules.subsidies.view.helping.asking import SUFFIX
from kobe_desk.ui.button import Button, link, primary, secondary
from kobe_desk.ui.card import Card, EmptyState, Facts
from kobe_desk.ui.chip import Chip
from kobe_desk.ui.distinct import Distinct
from kobe_desk.ui.flow import Flow
from kobe_desk.ui.layout import STRETCH, Column, Item
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.page import Page

STATES = {"out": N_("Handed out"), "merged": N_("Taken in"), "withdrawn": N_("Called off")}
_INKS = {"out": "info", "merged": "ok", "withdrawn": "plain"}


class HelpersPage(Page):
    """One card for each packet, newest first."""

    help_page = "subsidies-helpers"
    packet_returned = Signal(object)
    """The file that came back (a path)."""
    withdrawal_wanted = Signal(object)
    hours_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(_("Help from volunteers"), back=_("To the subsidies"))
        self.hours = secondary(_("Hours and honoraria"), "clock")
        self.hours.clicked.connect(self.hours_wanted)
        self.take_in = primary(_("Take in a packet"), "file-down")
        self.take_in.clicked.connect(self._choose)
        self.header.add(self.hours, self.take_in)
        self.notice = Notice("info")
        self.notice.hide()
        self._cards = Column(gap="item")
        self.none = EmptyState(
            _("No packet is out"),
            _("Open an application and press “Ask a helper”. When the file comes back, press “Take in a packet” here."),
        )
        self.add(Column(self.notice, self.none, self._cards, gap="item", around=(0, 14, 0, 0)))
        self.body.add(STRETCH)
        self.buttons: dict[str, Button] = {}

    def show_packets(self, rows: Sequence[PacketRow]) -> None:
        self._cards.empty()
        self.buttons = {}
        distinct = Distinct()
        self.none.setHidden(bool(rows))
        for row in rows:
            self._cards.add(self._card(row, distinct))

    def say(self, meaning: str, text: str) -> None:
        self.notice.mean(meaning)
        self.notice.ask(text)
        self.notice.show()
        self.to_top()

    def show_refusal(self, error: UserError) -> None:
        self.say("warn", error.message())

    def _card(self, row: PacketRow, distinct: Distinct) -> Card:
        handed = era.wareki(row.made.astimezone(clock.JST).date())
        facts = [
            (_("For the application"), row.title),
            (_("Questions"), _(", ").join(row.questions)),
            (_("Told besides"), _(", ").join(row.context) or _("nothing")),
            (_("Handed out on"), handed),
            (_("Good until"), era.wareki(row.until)),
            (_("File"), row.file_name),
        ]
        parts: list[Item] = [Flow(*_chips(row)), Facts(facts, width=120)]
        if row.outcome:
            parts.append(Facts([_outcome(each) for each in row.outcome], width=120))
        if row.state == "out":
            name = distinct(_("Withdraw the packet of {name} of {day}").format(name=row.helper, day=handed))
            away = link(_("Withdraw"), "x", name=name)
            away.clicked.connect(lambda: self.withdrawal_wanted.emit(row.id))
            self.buttons[str(row.id)] = away
            parts.append(Flow(away))
        return Card(_("{name}’s packet").format(name=row.helper), *parts)

    def _choose(self) -> None:
        words = _("Packet for a helper (*{suffix})").format(suffix=SUFFIX)
        name, _kind = QFileDialog.getOpenFileName(
            self.window(), _("Choose the packet that came back"), str(Path.home()), words
        )
        if name:
            self.packet_returned.emit(Path(name))

    # Qt asks:

    def focus_first(self) -> None:
        self.take_in.setFocus()


def _chips(row: PacketRow) -> list[Chip]:
    chips = [Chip(_(STATES[row.state]), _INKS[row.state])]
    if row.late:
        chips.append(Chip(_("Its day is over"), "warn"))
    if row.outcome:
        taken = sum(each.taken is Side.HELPER for each in row.outcome)
        chips.append(Chip(n_("{n} answer taken", "{n} answers taken", taken).format(n=taken), "plain"))
    return chips


def _outcome(kept: Kept) -> tuple[str, str]:
    """What was decided, with the text that was not taken."""
    label = _("{table}, row {row}").format(table=kept.label, row=kept.place) if kept.place else kept.label
    if not kept.conflict:
        return label, _("Taken: {helper}").format(helper=kept.helper or _("(empty)"))
    words = _("Taken: {taken}\nNot taken, kept here: {other}")
    taken, other = (kept.helper, kept.desk) if kept.taken is Side.HELPER else (kept.desk, kept.helper)
    return label, words.format(taken=taken or _("(empty)"), other=other or _("(empty)"))
