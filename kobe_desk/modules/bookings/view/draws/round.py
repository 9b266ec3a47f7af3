"""One round: its applications, the draw with its seed, who won, and what becomes of winners and losers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kobe_desk.core import clock
from kobe_desk.core.errors import UserError
from kobe_desk.core.text import N_, _, n_
from kobe_desk.modules.bookings.usecases import DrawCheck, DrawLine, RoundRow, WishRow
from kobe_desk.modules.bookings.view.draws.rounds import month_words, taken_words
from kobe_desk.modules.bookings.view.draws.wish import WishForm
from kobe_desk.modules.bookings.view.wording import hours, long_day, short_day
from kobe_desk.ui.button import primary, secondary
from kobe_desk.ui.card import Facts, Section
from kobe_desk.ui.dialog import confirm
from kobe_desk.ui.field import FormField, Need, TextField
from kobe_desk.ui.flow import Flow
from kobe_desk.ui.form import Form
from kobe_desk.ui.layout import STRETCH
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.page import Page
from kobe_desk.ui.table import Column, Table, TableModel
from kobe_desk.ui.text import Paragraph

OPEN, WON, LOST, TAKEN, WITHDRAWN = "open", "won", "lost", "taken", "withdrawn"
BEFORE = 0
"""In place of the number that somebody lost to: the room was taken before the draw."""
_SHORT = 10
"""Figures of a digest that fit in a column; the printed result has all of them."""


@dataclass(frozen=True, slots=True)
class Lot:
    """An application with what the draw made of it."""

    wish: WishRow
    drawn: DrawLine | None

    @property
    def place(self) -> str:
        return str(self.drawn.place) if self.drawn else ""

    @property
    def when(self) -> str:
        times = hours(self.wish.start, self.wish.end)
        return _("{day} {hours}").format(day=short_day(self.wish.start.date()), hours=times)

    @property
    def outcome(self) -> str:
        """Won and booked, lost and waiting: what stands in the table."""
        words = {
            OPEN: _("waits for a free time") if self.drawn else _("applied"),
            WON: _("won the draw"),
            LOST: _("lost the draw"),
            TAKEN: _("won, booked") if self.drawn and self.drawn.won else _("booked"),
            WITHDRAWN: _("withdrawn"),
        }
        return words.get(self.wish.state, _("offered a free time"))

    @property
    def why(self) -> str:
        """In a sentence, for the line below the table."""
        if self.drawn is None or self.drawn.won:
            return ""
        if self.drawn.lost_to == BEFORE:
            return _("The room was taken before the draw.")
        return _("Lost to application No. {number}.").format(number=self.drawn.lost_to)


_MEANINGS = {WON: "ok", TAKEN: "ok", LOST: "muted", WITHDRAWN: "muted"}
_ICONS = {WON: "circle-check", TAKEN: "circle-check", LOST: "circle-x", WITHDRAWN: "circle-slash", OPEN: "hourglass"}
COLUMNS: tuple[Column[Lot], ...] = (
    Column(N_("Drawn as"), lambda lot: lot.place, width=80, right=True, secondary=True),
    Column(N_("No."), lambda lot: str(lot.wish.number), width=64, right=True),
    Column(N_("Group"), lambda lot: lot.wish.group, width=190, stretch=True, bold=True),
    Column(N_("Room"), lambda lot: lot.wish.room, width=120, secondary=True),
    Column(N_("When"), lambda lot: lot.when, width=240, secondary=True),
    Column(N_("Result"), lambda lot: lot.outcome, width=170,
           meaning=lambda lot: _MEANINGS.get(lot.wish.state, ""), icon=lambda lot: _ICONS.get(lot.wish.state, "")),
    Column(N_("SHA-256"), lambda lot: lot.drawn.digest[:_SHORT] if lot.drawn else "", width=136, secondary=True),
)  # fmt: skip


class RoundPage(Page):
    """While applications are taken they are written down here; then it is drawn, checked, booked and printed."""

    help_page = "bookings-draws"
    wish_wanted = Signal(object)
    withdraw_wanted = Signal(object)
    draw_wanted = Signal(str)
    """The draw, with this seed (empty: a seed made by chance)."""
    check_wanted = Signal()
    book_wanted = Signal()
    wait_wanted = Signal(object)
    """Those who lost with these keys go on the waiting list."""
    print_wanted = Signal()

    def __init__(self, row: RoundRow) -> None:
        super().__init__(row.title, month_words(row.month), back=_("To the draws"))
        self.row = row
        self._lots: tuple[Lot, ...] = ()
        self.told = Notice("info")
        self.refusal = Notice("error")
        self.refusal.hide()
        self.model: TableModel[Lot] = TableModel(COLUMNS, key=lambda lot: lot.wish.id)
        self.table = Table(self.model, _("Applications of this round"))
        self.reason = Paragraph(ink="muted")
        self.table.shown_whole_in = self.reason
        self.table.row_chosen.connect(self._show_lot)
        self.withdraw = secondary(_("Withdraw it"), "x")
        self.withdraw.clicked.connect(lambda: self.withdraw_wanted.emit(self.table.row.wish.id))
        self.wait = secondary(_("Put it on the waiting list"), "hourglass")
        self.wait.clicked.connect(lambda: self.wait_wanted.emit((self.table.row.wish.id,)))
        self.wait_all = secondary(_("All who lost wait on"), "hourglass")
        self.wait_all.clicked.connect(self._wait_all)
        acts = QWidget()
        acts.setLayout(Flow(self.withdraw, self.wait, self.wait_all, gap=10))
        self.add(self.told, self.refusal, self.table, self.reason, acts)
        self.add(self._new(), self._draw(), self._seed(), STRETCH)
        self._foot()

    def _new(self) -> QWidget:
        self.form = WishForm()
        self.write = primary(_("Write the application down"), "plus")
        self.write.clicked.connect(self._write)
        holder = QWidget()
        holder.setLayout(Flow(self.write, gap=10))
        self.new = Section(_("A new application"), self.form, holder)
        return self.new

    def _draw(self) -> QWidget:
        words = _("For each application the SHA-256 of “seed:number” is taken; the smallest is first. "
                  "From the same seed anybody gets the same order.")  # fmt: skip
        support = _("Such as the figures of dice thrown before everybody. Left empty, one is made by chance.")
        self.choice = Form({"seed": FormField(_("Seed"), TextField(width=260), Need.OPTIONAL, support)})
        self.drawing = Section(_("The draw"), Paragraph(words), self.choice)
        return self.drawing

    def _seed(self) -> QWidget:
        self.facts = Facts(width=110)
        self.check = secondary(_("Draw again and check"), "refresh-cw")
        self.check.clicked.connect(self.check_wanted)
        self.checked = Notice("ok")
        self.checked.hide()
        holder = QWidget()
        holder.setLayout(Flow(self.check, gap=10))
        words = Paragraph(_("Anybody can check it: printf '%s' 'SEED:NUMBER' | sha256sum"), ink="muted")
        self.seed = Section(_("How it was drawn"), self.facts, words, holder, self.checked)
        return self.seed

    def _foot(self) -> None:
        leave = secondary(_("Leave"))
        leave.clicked.connect(self.back_requested)
        self.print = secondary(_("Result and letters"), "printer")
        self.print.clicked.connect(self.print_wanted)
        self.act = primary(_("Draw now"), "list-ordered")
        self.act.clicked.connect(self._ask_to_draw)
        self.book = primary(_("Book what was won"), "calendar-plus")
        self.book.clicked.connect(self.book_wanted)
        self.set_footer(leave, STRETCH, self.print, self.act, self.book)

    # what is shown

    def show_round(self, row: RoundRow, wishes: Sequence[WishRow], check: DrawCheck | None) -> None:
        """The round as it stands: the record of the draw is there once it was drawn."""
        self.row = row
        drawn = {line.number: line for line in check.lines} if check else {}
        lots = [Lot(wish, drawn.get(wish.number)) for wish in wishes]
        lots.sort(key=lambda lot: (lot.drawn is None, lot.drawn.place if lot.drawn else lot.wish.number))
        self._lots = tuple(lots)
        self.model.show(lots)
        self.table.setVisible(bool(lots))
        if lots and self.table.row is None:
            self.table.setCurrentIndex(self.model.index(0, 0))
        self._show_step(clock.today())
        self._show_seed()
        self._show_lot(self.table.row)

    def _show_step(self, today: date) -> None:
        row, drawn = self.row, self.row.drawn_at is not None
        taking = not drawn and row.opens <= today <= row.closes
        ripe = not drawn and today > row.closes
        self.new.setVisible(taking)
        self.drawing.setVisible(ripe)
        self.seed.setVisible(drawn)
        self.act.setVisible(ripe)
        self.print.setVisible(drawn)
        self.book.setVisible(any(lot.wish.state == WON for lot in self._lots))
        meaning, words = self._told(taking, ripe)
        self.told.mean(meaning)
        self.told.ask(words)

    def _told(self, taking: bool, ripe: bool) -> tuple[str, str]:
        """What is to be done next, in a sentence."""
        row = self.row
        if taking:
            told = _("Applications are taken from {days}. Draw it after that.")
            return "info", told.format(days=taken_words(row))
        if ripe:
            count = sum(lot.wish.state != WITHDRAWN for lot in self._lots)
            told = n_("{count} application is ready to be drawn. A draw cannot be repeated.",
                      "{count} applications are ready to be drawn. A draw cannot be repeated.", count)  # fmt: skip
            return "warn", told.format(count=count)
        if row.drawn_at is None:
            return "info", _("Applications are taken from {day} on.").format(day=short_day(row.opens))
        won = sum(lot.wish.state == WON for lot in self._lots)
        if won:
            told = n_("It is drawn. {count} winner is not booked yet; the room is kept.",
                      "It is drawn. {count} winners are not booked yet; their rooms are kept.", won)  # fmt: skip
            return "warn", told.format(count=won)
        return "ok", _("It is drawn, and what was won is booked.")

    def _show_seed(self) -> None:
        row = self.row
        if row.drawn_at is None:
            return
        at = row.drawn_at.astimezone(clock.JST)
        drawn = _("{day} {hour}:{minute:02}").format(day=long_day(at.date()), hour=at.hour, minute=at.minute)
        self.facts.show_facts([(_("Seed"), row.seed), (_("Drawn on"), drawn), (_("Drawn by"), row.drawn_by)])

    def show_checked(self, check: DrawCheck) -> None:
        """What drawing again came to."""
        self.checked.mean("ok" if check.same else "error")
        self.checked.ask(
            _("Drawn again from the same seed: the result is the same.")
            if check.same
            else _("Drawn again, the result differs from what is written down. It was changed afterwards.")
        )
        self.checked.show()

    def show_written(self) -> None:
        """The application stands in the list; the form waits for the next one."""
        self.refusal.hide()
        self.form.begin_again()

    def show_refusal(self, error: UserError) -> None:
        if self.new.isHidden() or not self.form.show_refusal(error):
            self.refusal.ask(error.message())
            self.refusal.show()
            self.to_top()

    def _show_lot(self, lot: Lot | None) -> None:
        drawn = self.row.drawn_at is not None
        self.withdraw.setVisible(lot is not None and lot.wish.state == OPEN)
        self.wait.setVisible(lot is not None and lot.wish.state == LOST)
        self.wait_all.setVisible(drawn and sum(each.wish.state == LOST for each in self._lots) > 1)
        if lot is None:
            self.reason.say("")
            return
        people = _("{count} people").format(count=lot.wish.people) if lot.wish.people else ""
        parts = (lot.wish.group, lot.wish.room, lot.when, lot.wish.purpose, people, lot.outcome)
        self.reason.say(_(" · ").join(filter(None, (*parts, lot.why))))

    # what is asked

    def _write(self) -> None:
        request = self.form.request(self.row.id)
        if request is not None:
            self.wish_wanted.emit(request)

    def _wait_all(self) -> None:
        self.wait_wanted.emit(tuple(lot.wish.id for lot in self._lots if lot.wish.state == LOST))

    def _ask_to_draw(self) -> None:
        """Asked beforehand, because it cannot be done twice."""
        values = self.choice.read()
        warning = _("A draw cannot be repeated. Its seed is written down, so that anyone can check it.")
        if values is not None and confirm(self.window(), _("Draw this round now?"), warning, _("Draw now")):
            self.draw_wanted.emit(values["seed"] or "")

    # Qt asks:

    def focus_first(self) -> None:
        if self.table.isVisible():
            self.table.setFocus()
        elif self.new.isVisible():
            self.form.focus_first()
        else:
            self.header.back.setFocus()
