"""The dates of a series before it is booked: ○ and ×, who holds the ×, and what can be done about it."""

from PySide6.QtCore import Signal

from kobe_desk.core.errors import UserError
from kobe_desk.core.text import N_, _, n_
from kobe_desk.modules.bookings.usecases import SeriesDate, SeriesPreview, SeriesRequest
from kobe_desk.modules.bookings.view.wording import hours, long_day, short_day
from kobe_desk.ui.button import primary, secondary
from kobe_desk.ui.layout import STRETCH
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.page import Page
from kobe_desk.ui.table import Column, Table, TableModel
from kobe_desk.ui.text import Paragraph


def _why(row: SeriesDate) -> str:
    moved = _("moved from {day}").format(day=short_day(row.moved_from)) if row.moved_from else ""
    held = _("held by {group}").format(group=row.holder) if row.holder else row.why
    return moved or held


COLUMNS: tuple[Column[SeriesDate], ...] = (
    Column(N_("Date"), lambda row: long_day(row.start.date()), width=240, stretch=True, bold=True),
    Column(N_("Time"), lambda row: hours(row.start, row.end), width=170, secondary=True),
    Column(N_("Can be had"), lambda row: _("can be had") if row.ok else _("cannot be had"), width=130,
           icon=lambda row: "circle-check" if row.ok else "ban", meaning=lambda row: "ok" if row.ok else "error"),
    Column(N_("Because"), _why, width=300, stretch=True, wraps=True),
)  # fmt: skip


class SeriesPage(Page):
    """Nothing is booked before the person has seen every date."""

    help_page = "bookings-series"
    book_requested = Signal(object, bool)
    """The series, and whether dates that cannot be had are left out."""

    def __init__(self) -> None:
        super().__init__(_("The dates of the series"), back=_("To the booking"))
        self._request: SeriesRequest | None = None
        self.told = Notice("info")
        self.refusal = Notice("error")
        self.refusal.hide()
        self.model: TableModel[SeriesDate] = TableModel(COLUMNS, key=lambda row: row.day)
        self.table = Table(self.model, _("Dates of the series"))
        self.reason = Paragraph(ink="muted")
        self.table.shown_whole_in = self.reason
        self.table.row_chosen.connect(lambda row: self.reason.say(_why(row) if row else ""))
        self.add(self.told, self.refusal)
        self.body.addWidget(self.table, 1)
        self.add(self.reason)
        leave = secondary(_("Leave"))
        leave.clicked.connect(self.back_requested)
        self.book = primary(_("Book these dates"), "check")
        self.book.clicked.connect(self._book)
        self._skips = False
        self.set_footer(leave, STRETCH, self.book)

    def show_dates(self, request: SeriesRequest, preview: SeriesPreview) -> None:
        self._request, refused = request, len(preview.refused)
        self._skips = bool(refused)
        self.model.show(preview.dates)
        parts = [preview.words]
        if refused:
            words = n_("{count} date cannot be had. It stays visible and can be taken later, when it is free.",
                       "{count} dates cannot be had. They stay visible and can be taken later, when they are free.",
                       refused)  # fmt: skip
            parts.append(words.format(count=refused))
        if preview.beyond:
            words = n_("{count} date lies past the time in which it can be asked for, and is not booked.",
                       "{count} dates lie past the time in which they can be asked for, and are not booked.",
                       len(preview.beyond))  # fmt: skip
            parts.append(words.format(count=len(preview.beyond)))
        parts += [
            _("The holidays of {year} are not announced yet.").format(year=year) for year in preview.unknown_years
        ]
        self.told.mean("warn" if refused or preview.beyond else "info")
        self.told.ask("\n".join(parts))
        free = len(preview.dates) - refused
        self.book.setEnabled(free > 0)
        self.book.say(n_("Book {count} date", "Book {count} dates", free).format(count=free))

    def show_refusal(self, error: UserError) -> None:
        self.refusal.ask(error.message())
        self.refusal.show()

    def _book(self) -> None:
        self.book_requested.emit(self._request, self._skips)

    # Qt asks:

    def focus_first(self) -> None:
        self.book.setFocus()
