"""A day's cash (日計): what was taken and given back, counted and closed."""

from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kobe_desk.core import clock
from kobe_desk.core.errors import UserError
from kobe_desk.core.text import N_, _
from kobe_desk.modules.bookings.usecases import CashLine, CashSheet
from kobe_desk.modules.bookings.view.cash.count import CountForm, pieces_words, yen_words
from kobe_desk.modules.bookings.view.cash.moves import Moves
from kobe_desk.modules.bookings.view.cash.words import closed_words
from kobe_desk.modules.bookings.view.wording import long_day
from kobe_desk.ui.button import primary, secondary
from kobe_desk.ui.card import Card, Facts, Section
from kobe_desk.ui.layout import Column as Down
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.table import Column, Table, TableModel
from kobe_desk.ui.text import Paragraph


def _what(line: CashLine) -> str:
    return _("Given back: {purpose}").format(purpose=line.purpose) if line.amount < 0 else line.purpose


COLUMNS: tuple[Column[CashLine], ...] = (
    Column(N_("Receipt"), lambda line: line.receipt, width=225, bold=True),
    Column(N_("Group"), lambda line: line.payer, width=200, stretch=True),
    Column(N_("What for"), _what, width=240, stretch=True, secondary=True),
    Column(N_("Amount"), lambda line: yen_words(line.amount), width=130, right=True),
)


class DayPart(QWidget):
    """The cash of one day; once it is closed, only the way to open it again is offered."""

    day_wanted = Signal(object)
    booking_opened = Signal(object)
    close_requested = Signal(object, int, str, object)
    reopen_requested = Signal(object)
    print_requested = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.day = date.min
        self.moves = Moves(_("The day before"), _("Today"), _("The day after"), _("Go to the cash of today"))
        self.moves.moved.connect(self._move)
        self.model: TableModel[CashLine] = TableModel(COLUMNS, key=lambda line: (line.payment, line.amount))
        self.table = Table(self.model, _("What was taken and given back"))
        self.table.row_opened.connect(lambda line: self.booking_opened.emit(line.booking))
        self.nothing = Paragraph(_("No cash was taken or given back on this day."), ink="muted")
        self.sums = Facts(width=150)
        self.said = Notice("ok")
        self.count = CountForm()
        self.close_day = primary(_("Close the day"), "lock")
        self.close_day.clicked.connect(self._close)
        self.print_day = secondary(_("Print the cash of the day"), "printer")
        self.print_day.clicked.connect(lambda: self.print_requested.emit(self.day))
        self.counting = Section(_("Count the cash"), self.count, self.close_day)
        self.whole_row = Paragraph(ink="muted")
        self.table.shown_whole_in = self.whole_row
        self.table.row_chosen.connect(self._show_row)
        self.look = secondary(_("Look at this booking"), "eye")
        self.look.clicked.connect(lambda: self.booking_opened.emit(self.table.row.booking))
        self.lines = QWidget()
        self.lines.setLayout(Down(self.table, self.whole_row, self.look, gap="item"))
        self.pieces = Facts(width=150)
        self.counted = Card(_("Counted cash"), self.pieces)
        sums = Card("", self.sums, self.print_day)
        self.setLayout(Down(self.moves, self.said, self.lines, self.nothing, sums, self.counted, self.counting,
                            gap="item"))  # fmt: skip
        self.said.hide()

    def show_sheet(self, sheet: CashSheet) -> None:
        if sheet.day != self.day:
            self.count.clear()
        self.day = sheet.day
        self.moves.words.setText(long_day(sheet.day))
        self.moves.after.setEnabled(sheet.day < clock.today())
        self.lines.setVisible(bool(sheet.lines))
        self.nothing.setVisible(not sheet.lines)
        self.model.show(sheet.lines)
        if sheet.lines and self.table.row is None:
            self.table.setCurrentIndex(self.model.index(0, 0))
        self.sums.show_facts(
            [
                (_("Taken"), yen_words(sheet.taken)),
                (_("Given back"), yen_words(sheet.returned)),
                (_("Should be there"), yen_words(sheet.total)),
            ]
        )
        self.count.expect(sheet.total)
        self.counting.setVisible(sheet.closing is None)
        self.said.setVisible(sheet.closing is not None)
        pieces = sheet.closing.pieces if sheet.closing else ()
        self.counted.setVisible(bool(pieces))
        self.pieces.show_facts([(yen_words(yen), pieces_words(yen, count)) for yen, count in pieces])
        if sheet.closing is not None:
            self.said.mean("ok" if not sheet.closing.difference else "warn")
            again = (_("Open the day again"), lambda: self.reopen_requested.emit(self.day))
            self.said.ask(closed_words(sheet.closing), again)

    def show_refusal(self, error: UserError) -> None:
        if not self.count.show_refusal(error):
            self.said.mean("error")
            self.said.ask(error.message())
            self.said.show()

    def _show_row(self, line: CashLine | None) -> None:
        words = _("{receipt}  {payer}  {purpose}")
        told = words.format(receipt=line.receipt, payer=line.payer, purpose=_what(line)) if line else ""
        self.whole_row.say(told)

    def _move(self, by: int) -> None:
        self.day_wanted.emit(self.day + timedelta(by) if by else clock.today())

    def _close(self) -> None:
        if (counted := self.count.read()) is not None:
            self.close_requested.emit(self.day, *counted)
