"""残っていること: what is still open, each with the way to where it is done."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from kobe_desk.core.text import _
from kobe_desk.modules.members.usecases import YearTurn
from kobe_desk.ui.button import link
from kobe_desk.ui.card import Card
from kobe_desk.ui.layout import STRETCH, Column, Row, Rule
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.text import Paragraph

DUES, OFFICERS, LEADERS, RATES, GIVEN, DRAWER, UNPLACED = range(7)


class OpenPart(QWidget):
    """One line for each matter; nothing else."""

    wanted = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.done = Notice("ok", _("Everything of this turn of the year is done."))
        self._lines = Column(gap="tight")
        self.card = Card(_("What is still open"))
        self.card.body.addLayout(self._lines)
        self.ways: dict[int, QWidget] = {}
        self.setLayout(Column(self.done, self.card, STRETCH))

    def show_turn(self, turn: YearTurn) -> None:
        matters = [
            (DUES, _("The dues of {year} are not closed.").format(year=turn.label), turn.dues.day is None),
            (OFFICERS, _("Terms that end: {count}").format(count=len(turn.terms)), bool(turn.terms)),
            (OFFICERS, _("Offices nobody holds: {names}").format(names="、".join(turn.vacant)), bool(turn.vacant)),
            (LEADERS, _("Blocks without a leader: {count}").format(count=len(turn.leaderless)), bool(turn.leaderless)),
            (RATES, _("The dues of {year} are not set.").format(year=turn.next_label), not turn.rates),
            (GIVEN, _("Rosters that have not come back: {count}").format(count=turn.rosters_out), turn.rosters_out > 0),
            (DRAWER, _("Lists under seal to give back: {count}").format(count=turn.sealed_out), turn.sealed_out > 0),
            (UNPLACED, _("Households in no block: {count}").format(count=turn.unplaced), turn.unplaced > 0),
        ]
        self._lines.empty()
        self.ways.clear()
        left = [(place, words) for place, words, there in matters if there]
        for number, (place, words) in enumerate(left):
            way = link(_("Go there"), "arrow-right", name=_("Go there: {what}").format(what=words))
            way.clicked.connect(lambda _on=False, place=place: self.wanted.emit(place))
            self.ways[number] = way
            row = Row(gap="item")
            row.addWidget(Paragraph(words, narrow=True), 1, Qt.AlignmentFlag.AlignVCenter)
            row.add(way)
            holder = QWidget()
            holder.setLayout(row)
            self._lines.add(*((Rule(),) if number else ()), holder)
        self.card.setVisible(bool(left))
        self.done.setVisible(not left)
