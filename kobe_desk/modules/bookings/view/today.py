"""今日の受付: who comes today, who is here, which keys are out."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal

from kobe_desk.core.text import N_, _, n_
from kobe_desk.modules.bookings.usecases import BookingRow, Waiting
from kobe_desk.modules.bookings.view.wording import freed_words, hours, long_day
from kobe_desk.ui.button import primary, secondary
from kobe_desk.ui.card import EmptyState
from kobe_desk.ui.field import FormField, Need, NumberField
from kobe_desk.ui.form import Form
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.page import Page, SidePane
from kobe_desk.ui.table import Column, Table, TableModel
from kobe_desk.ui.text import Paragraph

HERE, NOT_HERE, ABSENT = N_("Here"), N_("Not yet here"), N_("Nobody came")


def _here(row: BookingRow) -> str:
    return _(ABSENT if row.no_show else HERE if row.arrived else NOT_HERE)


def _key(row: BookingRow) -> str:
    if row.key_out is None:
        return ""
    return _("back") if row.key_back else _("{key} is out").format(key=row.key or _("Key"))


COLUMNS: tuple[Column[BookingRow], ...] = (
    Column(N_("Time"), lambda row: hours(row.start, row.end), width=156),
    Column(N_("Room"), lambda row: row.room, width=150, secondary=True),
    Column(N_("Group"), lambda row: row.title, width=240, stretch=True, bold=True),
    Column(N_("People"), lambda row: str(row.people), width=70, right=True, secondary=True),
    Column(N_("Reception"), _here, width=130,
           icon=lambda row: "circle-check" if row.arrived else "circle-x" if row.no_show else "circle",
           meaning=lambda row: "ok" if row.arrived else "warn" if row.no_show else ""),
    Column(N_("Key"), _key, width=110, secondary=True),
)  # fmt: skip


class TodayPage(Page):
    """Large enough to be used standing: choose a line, say how many came."""

    help_page = "bookings-today"
    booking_opened = Signal(object)
    came = Signal(object, object)
    absent = Signal(object)
    waiting_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(_("Today's list"), back=_("To the bookings"), scrolls=False)
        self._row: BookingRow | None = None
        self.out = Notice("warn")
        self.out.hide()
        self.model: TableModel[BookingRow] = TableModel(COLUMNS)
        self.table = Table(self.model, _("Bookings of today"))
        self.table.row_chosen.connect(self._show)
        self.table.row_opened.connect(lambda row: self.booking_opened.emit(row.id))
        self.nobody = EmptyState(_("Nothing is booked today."), _("Bookings of today stand here in their order."))
        self.freed = Notice("ok")
        self.freed.hide()
        self.add(self.out, self.freed)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.nobody, 1)
        self.nobody.hide()
        self.heading = Paragraph("", "lead", narrow=True)
        self.count = Form(
            {"adults": FormField(_("How many came"), NumberField(84, least=0), Need.OPTIONAL, unit=_("people"))}
        )
        self.check_in = primary(_("They came"), "user-check")
        self.no_show = secondary(_("Nobody came"), "user-x")
        self.look = secondary(_("Look at this booking"), "eye")
        self.check_in.clicked.connect(self._came)
        self.no_show.clicked.connect(lambda: self.absent.emit(self._row.id if self._row else None))
        self.look.clicked.connect(lambda: self.booking_opened.emit(self._row.id if self._row else None))
        self._side = self.set_side(SidePane(self.heading, self.count, self.check_in, self.no_show, self.look), 300)

    def show_day(self, day: date, rows: Sequence[BookingRow]) -> None:
        self.header.say(_("Today's list"), long_day(day))
        self.table.setVisible(bool(rows))
        self._side.setVisible(bool(rows))
        self.nobody.setVisible(not rows)
        self.model.show(rows)
        if rows and self.table.row is None:
            self.table.setCurrentIndex(self.model.index(0, 0))

    def show_keys(self, rows: Sequence[BookingRow]) -> None:
        """Keys that are out, whichever day they were taken."""
        self.out.setVisible(bool(rows))
        told = _(", ").join(_("{key} ({group})").format(key=row.key or _("Key"), group=row.group) for row in rows)
        words = n_("{count} key is out: {keys}", "{count} keys are out: {keys}", len(rows))
        self.out.ask(words.format(count=len(rows), keys=told))

    def show_waiting(self, lines: Sequence[Waiting]) -> None:
        """What has become free for a group that waits."""
        turns = [line for line in lines if line.turn]
        self.freed.setVisible(bool(turns))
        if turns:
            self.freed.ask(freed_words(turns), (_("To the waiting list"), self.waiting_wanted.emit))

    def _show(self, row: BookingRow | None) -> None:
        self._row = row
        if row is None:
            return
        self.heading.say(_("{hours} {group}").format(hours=hours(row.start, row.end), group=row.title))
        self.count.fill({"adults": row.people or None})
        self.check_in.setVisible(row.arrived is None)
        self.no_show.setVisible(row.arrived is None and not row.no_show)

    def _came(self) -> None:
        values = self.count.read()
        if values is not None and self._row is not None:
            count = values["adults"]
            self.came.emit(self._row.id, None if count is None else (count, 0, 0))

    # Qt asks:

    def focus_first(self) -> None:
        (self.table if self.table.isVisible() else self.header.back).setFocus()
