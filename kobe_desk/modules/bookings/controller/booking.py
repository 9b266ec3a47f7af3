"""One booking, one level down: everything that is done with it at the desk."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from kobe_desk.core import clock
from kobe_desk.core.change import Change
from kobe_desk.core.errors import UserError
from kobe_desk.core.text import _
from kobe_desk.modules.bookings import usecases
from kobe_desk.modules.bookings.controller.events import EventOfBooking
from kobe_desk.modules.bookings.usecases import BookingDetail, SeriesFile
from kobe_desk.modules.bookings.view.booking import BookingPage
from kobe_desk.ui.desk import Desk
from kobe_desk.ui.page import PageStack

GIVEN_UP = ("cancelled", "rejected")


class BookingController(QObject):
    """A child of its page."""

    moving = Signal(object)
    """The `BookingRow` is to be moved in the days where it stands."""

    def __init__(self, desk: Desk, page: BookingPage, key: UUID, stack: PageStack) -> None:
        super().__init__(page)
        self._desk, self._page, self._key, self._stack = desk, page, key, stack
        self._detail: BookingDetail | None = None
        page.change_wanted.connect(self._change)
        page.move_wanted.connect(self._move)
        page.shift_wanted.connect(self._shift)
        page.split_wanted.connect(self._split)
        page.cancel_all_wanted.connect(self._cancel_all)
        page.confirm_wanted.connect(lambda: self._do(usecases.confirm_booking))
        page.cancel_wanted.connect(lambda why: self._do(usecases.cancel_booking, why))
        page.restore_wanted.connect(lambda: self._do(usecases.restore_booking))
        page.papers_wanted.connect(self.print_papers)
        page.calendar_wanted.connect(self._save_for_calendar)
        page.series_calendar_wanted.connect(self._save_series)
        page.usual_wanted.connect(self._remember)
        page.fee.take_wanted.connect(lambda: self._do(usecases.take_fee))
        page.fee.back_wanted.connect(self._give_back)
        page.fee.carry_wanted.connect(self._carry_fee)
        page.check_in_wanted.connect(lambda people: self._do(usecases.check_in, people))
        page.check_out_wanted.connect(lambda: self._do(usecases.undo_check_in))
        page.no_show_wanted.connect(lambda: self._do(usecases.mark_no_show))
        page.key_wanted.connect(lambda key, holder: self._do(usecases.hand_out_key, key, holder))
        page.key_back_wanted.connect(lambda: self._do(usecases.take_back_key))
        EventOfBooking(desk, page.event_card, key, stack)
        desk.changed.connect(self._on_changed)
        self.refresh()

    def refresh(self) -> None:
        self._desk.ask(usecases.booking, self._key, then=self._show)

    def _show(self, detail: BookingDetail) -> None:
        self._detail = detail
        self._page.show_booking(detail)
        if detail.row.state in GIVEN_UP:
            self._desk.ask(usecases.wishes_for, self._key, then=self._page.show_waiting)
        else:
            self._page.show_waiting(())
        if detail.row.state in GIVEN_UP and detail.row.paid > 0:
            self._desk.ask(usecases.owing_of_group, detail.row.group_id, then=self._page.fee.show_owing)
        else:
            self._page.fee.show_owing(())
        if detail.row.series_id is not None:
            self._desk.ask(usecases.series, detail.row.series_id, then=self._page.show_series)

    def _on_changed(self, change: Change) -> None:
        if any(table.startswith(("booking", "receipt", "wish")) for table in change.tables):
            self.refresh()

    def _do(self, usecase: Callable[..., Any], *args: Any) -> None:
        self._desk.do(usecase, self._key, *args, refused=self._page.show_refusal)

    def _give_back(self, why: str) -> None:
        """All by the rules of the centre; of a booking that stands, only what is paid too much."""
        row = self._detail.row if self._detail is not None else None
        if row is None:
            return
        too_much = row.paid - row.fee if row.state not in GIVEN_UP and row.paid > row.fee else None
        self._desk.do(usecases.give_back_fee, self._key, why, None, too_much, refused=self._give_back_refused)

    def _give_back_refused(self, error: UserError) -> None:
        """At the reason, where it is the one that is missing."""
        if not self._page.fee.back_form.show_refusal(error):
            self._page.show_refusal(error)

    def _carry_fee(self, target: UUID) -> None:
        refused = self._page.fee.show_carry_refusal
        self._desk.do(usecases.carry_fee, self._key, target, refused=refused)

    def _remember(self) -> None:
        self._desk.do(usecases.remember_usual, self._key, then=lambda _none: self._page.show_remembered(),
                      refused=self._page.show_refusal)  # fmt: skip

    def _move(self) -> None:
        if self._detail is not None:
            self._stack.leave(self._page)
            self.moving.emit(self._detail.row)

    def _shift(self, days: int) -> None:
        """This booking of its series and those after it."""
        row = self._detail.row if self._detail is not None else None
        if row is not None and row.series_id is not None:
            self._desk.do(usecases.shift_series, row.series_id, days, row.start.date(), refused=self._page.show_refusal)

    def _split(self) -> None:
        """This booking and those after it become a series of their own."""
        row = self._detail.row if self._detail is not None else None
        if row is not None and row.series_id is not None:
            self._desk.do(usecases.split_series, row.series_id, row.start.date(), refused=self._page.show_refusal)

    def _cancel_all(self, why: str) -> None:
        """This booking of its series and those after it."""
        row = self._detail.row if self._detail is not None else None
        if row is not None and row.series_id is not None:
            self._desk.do(usecases.cancel_series, row.series_id, why, row.start.date(), refused=self._page.show_refusal)

    def _change(self) -> None:
        from kobe_desk.modules.bookings.controller.counter import CounterController
        from kobe_desk.modules.bookings.view.counter import CounterPage

        if self._detail is None:
            return
        repeats = self._detail.row.series_id is not None and self._detail.row.start.date() >= clock.today()
        page = CounterPage(_("Change the booking"), changes=True, repeats=repeats)
        controller = CounterController(self._desk, page, self._key)
        controller.booked.connect(lambda _key, _permit: self._stack.leave(page))
        self._stack.open(page)
        controller.change(self._detail)

    def _save_for_calendar(self) -> None:
        """This booking as a calendar file, such as the group asks for."""
        from kobe_desk.modules.bookings.controller.files import write_calendar

        row = self._detail.row if self._detail else None
        target = self._page.target(row.label) if row else None
        if row is not None and target is not None:
            self._desk.run(
                *(write_calendar, (row,), row.title, target),
                here=True,
                then=self._page.show_saved,
                refused=self._page.show_refusal,
                text=_("Writing the file"),
            )

    def _save_series(self) -> None:
        """The whole series as a calendar file: its rule, and what was changed or left out of it."""
        row = self._detail.row if self._detail else None
        if row is not None and row.series_id is not None:
            self._desk.ask(usecases.series_file, row.series_id, then=self._write_series)

    def _write_series(self, found: SeriesFile) -> None:
        from kobe_desk.modules.bookings.controller.files import write_series

        target = self._page.target(_("{group} series").format(group=found.name))
        if target is not None:
            self._desk.run(
                *(write_series, found, target),
                here=True,
                then=self._page.show_saved,
                refused=self._page.show_refusal,
                text=_("Writing the file"),
            )

    def print_papers(self, *, permit: bool = False) -> None:
        """Application, permit (numbered now, if it is wanted and has no number) and receipts of this booking."""
        from kobe_desk.modules.bookings.controller.printing import BookingPrintController
        from kobe_desk.modules.bookings.view.printing import BookingPapersPage

        def look(_result: object = None) -> None:
            page = BookingPapersPage(_("To the booking"))
            BookingPrintController(self._desk, page, self._key)
            self._stack.open(page)

        if permit:
            self._desk.do(usecases.give_permit, self._key, then=look, refused=self._page.show_refusal)
        else:
            look()
