"""A month closed in one step (月締め): its days of cash, its report, its keys, and what is still open."""

from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kobe_desk.core import clock
from kobe_desk.core.errors import UserError
from kobe_desk.core.text import N_, _, n_
from kobe_desk.modules.bookings.usecases import OPEN_POINTS, CashSheet, MonthState, OpenPoint, UseReport
from kobe_desk.modules.bookings.view.cash.count import CountForm, yen_words
from kobe_desk.modules.bookings.view.cash.moves import Moves
from kobe_desk.modules.bookings.view.cash.words import closed_words
from kobe_desk.modules.bookings.view.wording import month_words, short_day
from kobe_desk.ui.button import primary, secondary
from kobe_desk.ui.card import Card, Facts, Section
from kobe_desk.ui.layout import Column as Down
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.table import Column, Table, TableModel
from kobe_desk.ui.text import Paragraph


def _state(sheet: CashSheet) -> str:
    if sheet.closing is None:
        return _("not closed")
    return _("counted and closed") if not sheet.closing.difference else _("closed, differs")


def _how_much(sheet: CashSheet) -> str:
    return yen_words(sheet.closing.counted) if sheet.closing else ""


DAYS: tuple[Column[CashSheet], ...] = (
    Column(N_("Day"), lambda sheet: short_day(sheet.day), width=150, stretch=True, bold=True),
    Column(N_("Should be there"), lambda sheet: yen_words(sheet.total), width=140, right=True),
    Column(N_("Counted"), _how_much, width=140, right=True, secondary=True),
    Column(N_("State of the cash"), _state, width=150,
           icon=lambda sheet: "circle-check" if sheet.closing else "circle",
           meaning=lambda sheet: "" if not sheet.closing else "warn" if sheet.closing.difference else "ok"),
)  # fmt: skip
POINTS: tuple[Column[OpenPoint], ...] = (
    Column(N_("What"), lambda point: _(OPEN_POINTS[point.kind]), width=210, bold=True),
    Column(N_("Group"), lambda point: point.booking.title, width=220, stretch=True),
    Column(N_("Day"), lambda point: short_day(point.booking.start.date()), width=130),
    Column(N_("Room"), lambda point: point.booking.room, width=130, secondary=True),
)


class MonthPart(QWidget):
    """What closing the month closes, all of it in sight before the one button."""

    month_wanted = Signal(object)
    day_opened = Signal(object)
    booking_opened = Signal(object)
    report_wanted = Signal(object)
    close_requested = Signal(object, int, str, object)

    def __init__(self) -> None:
        super().__init__()
        self.month = date.min
        self._must_count = False
        self.moves = Moves(_("The month before"), _("This month"), _("The month after"), _("Go to this month"))
        self.moves.moved.connect(self._move)
        self.said = Notice("ok")
        self.said.hide()
        self.days: TableModel[CashSheet] = TableModel(DAYS, key=lambda sheet: sheet.day)
        self.day_table = Table(self.days, _("Days with cash"))
        self.day_table.row_opened.connect(lambda sheet: self.day_opened.emit(sheet.day))
        self.points: TableModel[OpenPoint] = TableModel(POINTS)
        self.point_table = Table(self.points, _("Still open"))
        self.point_table.row_opened.connect(lambda point: self.booking_opened.emit(point.booking.id))
        self.whole_row = Paragraph(ink="muted")
        self.point_table.shown_whole_in = self.whole_row
        self.point_table.row_chosen.connect(self._show_row)
        self.look_at_day = secondary(_("Look at this day"), "eye")
        self.look_at_day.clicked.connect(lambda: self.day_opened.emit(self.day_table.row.day))
        self.look = secondary(_("Look at this booking"), "eye")
        self.look.clicked.connect(lambda: self.booking_opened.emit(self.point_table.row.booking.id))
        self.cash, self.open = QWidget(), QWidget()
        self.cash.setLayout(Down(self.day_table, self.look_at_day, gap="item"))
        self.open.setLayout(Down(self.point_table, self.whole_row, self.look, gap="item"))
        self.no_days = Paragraph(_("No cash was taken or given back in this month."), ink="muted")
        self.no_points = Notice("ok", _("Everything of this month is done."))
        self.used = Facts(width=150)
        self.report = secondary(_("Look at the report of use"), "file-text")
        self.report.clicked.connect(lambda: self.report_wanted.emit(self.month))
        self.count = CountForm()
        self.intro = Paragraph()
        self.close_month = primary(_("Close the month"), "lock")
        self.close_month.clicked.connect(self._close)
        self.closing = Section(_("Close the month"), self.intro, self.count, self.close_month)
        self.setLayout(
            Down(
                self.moves,
                self.said,
                Section(_("Days with cash"), self.cash, self.no_days),
                Section(_("Still open"), self.open, self.no_points),
                Card(_("Report of use"), self.used, self.report),
                self.closing,
                gap="item",
            )
        )

    def show_month(self, state: MonthState) -> None:
        if state.month != self.month:
            self.count.clear()
            self.said.hide()
        self.month = state.month
        self.moves.words.setText(month_words(state.month))
        self.moves.after.setEnabled(state.month < clock.today().replace(day=1))
        self.days.show(state.days)
        self.points.show(state.points)
        for table, whole, instead in (
            (self.day_table, self.cash, self.no_days),
            (self.point_table, self.open, self.no_points),
        ):
            there = table.model().rowCount() > 0
            whole.setVisible(there)
            instead.setVisible(not there)
            if there and table.row is None:
                table.setCurrentIndex(table.model().index(0, 0))
        self.used.show_facts(_used(state.report, state.income))
        self._offer(state)

    def _offer(self, state: MonthState) -> None:
        """The one step, as long as it was not done."""
        self.closing.setVisible(state.closing is None)
        if state.closing is not None:
            self.said.mean("warn" if state.closing.difference else "ok")
            after = _("What is to be mended now is given back and taken anew in a month that is open.")
            self.said.ask(f"{closed_words(state.closing)}\n{after}")
            self.said.show()
            return
        self._must_count = bool(state.days_open)
        self.count.setVisible(self._must_count)
        self.count.expect(state.uncounted)
        open_days = len(state.days_open)
        words = n_("{count} day is not closed yet. It is closed together with the month: count its cash.",
                   "{count} days are not closed yet. They are closed together with the month: count their cash.",
                   open_days)  # fmt: skip
        done = _("Every day is closed. The report, the cash and the keys are kept as they stand.")
        self.intro.say(words.format(count=open_days) if open_days else done)

    def show_refusal(self, error: UserError) -> None:
        if not self.count.show_refusal(error):
            self.said.mean("error")
            self.said.ask(error.message())
            self.said.show()

    def _show_row(self, point: OpenPoint | None) -> None:
        words = _("{what}: {group}, {day}, {room}")
        told = words.format(what=_(OPEN_POINTS[point.kind]), group=point.booking.title, room=point.booking.room,
                            day=short_day(point.booking.start.date())) if point else ""  # fmt: skip
        self.whole_row.say(told)

    def _move(self, by: int) -> None:
        middle = self.month.replace(day=15) + timedelta(31 * by)
        self.month_wanted.emit((middle if by else clock.today()).replace(day=1))

    def _close(self) -> None:
        counted = self.count.read() if self._must_count else (0, "", {})
        if counted is not None:
            self.close_requested.emit(self.month, *counted)


def _used(report: UseReport, income: int) -> list[tuple[str, str]]:
    return [
        (_("Open days"), _("{count} days").format(count=report.open_days)),
        (_("Uses"), _("{count} uses, {people} people").format(count=report.uses, people=report.people)),
        (_("Fees of the uses"), yen_words(report.fees)),
        (_("Reductions"), yen_words(report.reduced)),
        (_("Cash of the month"), yen_words(income)),
    ]
