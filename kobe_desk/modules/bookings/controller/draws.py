"""Rounds of applications and their draws, done at the desk."""

from datetime import date

from PySide6.QtCore import QObject

from kobe_desk.core.change import Change
from kobe_desk.core.text import _
from kobe_desk.modules.bookings import usecases
from kobe_desk.modules.bookings.usecases import DrawCheck, GroupRequest, RoundRequest, RoundRow, WeekRow
from kobe_desk.modules.bookings.usecases.lanes import bands_of
from kobe_desk.modules.bookings.view.draws import DrawsPage, RoundPage
from kobe_desk.ui.desk import Desk
from kobe_desk.ui.page import PageStack

_TABLES = frozenset(("draw_round", "wish", "user_group"))


class DrawsController(QObject):
    """The list of rounds; a child of its page."""

    def __init__(self, desk: Desk, page: DrawsPage, stack: PageStack) -> None:
        super().__init__(page)
        self._desk, self._page, self._stack = desk, page, stack
        page.round_opened.connect(self._open)
        page.round_wanted.connect(self._begin)
        desk.changed.connect(self._on_changed)
        self.refresh()

    def refresh(self) -> None:
        self._desk.ask(usecases.rounds, then=self._page.show_rounds)

    def _on_changed(self, change: Change) -> None:
        if change.tables & _TABLES:
            self.refresh()

    def _begin(self, request: RoundRequest) -> None:
        page = self._page
        then = lambda _key: page.show_begun()  # noqa: E731 - one expression
        self._desk.do(usecases.open_round, request, then=then, refused=page.show_refusal)

    def _open(self, row: RoundRow) -> None:
        page = RoundPage(row)
        RoundController(self._desk, page, self._stack)
        self._stack.open(page)


class RoundController(QObject):
    """One round; a child of its page."""

    def __init__(self, desk: Desk, page: RoundPage, stack: PageStack) -> None:
        super().__init__(page)
        self._desk, self._page, self._stack = desk, page, stack
        refused = page.show_refusal
        page.wish_wanted.connect(
            lambda wish: desk.do(usecases.add_wish, wish, then=lambda _key: page.show_written(), refused=refused)
        )
        page.withdraw_wanted.connect(lambda key: desk.do(usecases.withdraw_wish, key, refused=refused))
        page.draw_wanted.connect(lambda seed: desk.do(usecases.draw_round, page.row.id, seed, refused=refused))
        page.book_wanted.connect(lambda: desk.do(usecases.book_winners, page.row.id, refused=refused))
        page.wait_wanted.connect(lambda keys: desk.do(usecases.wait_on, keys, refused=refused))
        page.check_wanted.connect(lambda: desk.ask(usecases.check_draw, page.row.id, then=page.show_checked))
        page.print_wanted.connect(self._print)
        page.form.groups_searched.connect(self._search)
        page.form.group_wanted.connect(self._new_group)
        page.form.day_changed.connect(self._ask_day)
        desk.changed.connect(self._on_changed)
        desk.ask(usecases.rooms, page.row.month, then=page.form.offer_rooms)
        page.form.day.set_value(page.row.month)
        self._ask_day(page.row.month)
        self.refresh()

    def refresh(self) -> None:
        self._desk.ask(usecases.rounds, then=self._know)

    def _know(self, rows: tuple[RoundRow, ...]) -> None:
        row = next(each for each in rows if each.id == self._page.row.id)
        if row.drawn_at is None:
            self._ask_wishes(row, None)
        else:
            self._desk.ask(usecases.check_draw, row.id, then=lambda check: self._ask_wishes(row, check))

    def _ask_wishes(self, row: RoundRow, check: DrawCheck | None) -> None:
        then = lambda found: self._page.show_round(row, found, check)  # noqa: E731 - one expression
        self._desk.ask(usecases.wishes, row.id, then=then)

    def _on_changed(self, change: Change) -> None:
        if change.tables & _TABLES:
            self.refresh()

    def _ask_day(self, day: date) -> None:
        self._desk.ask(usecases.bookings_week, day, 1, then=self._offer)

    def _offer(self, week: WeekRow) -> None:
        day = week.days[0]
        self._page.form.offer_times(bands_of(day) if day.bands else ())

    def _search(self, words: str) -> None:
        self._desk.ask(usecases.find_groups, words, then=self._page.form.group.show_groups)

    def _new_group(self) -> None:
        """A name that was searched for in vain becomes a new group, to be completed under 団体."""
        words = self._page.form.group.search.text()
        then = lambda _key: self._search(words)  # noqa: E731 - one expression
        self._desk.do(usecases.add_group, GroupRequest(words), then=then, refused=self._page.show_refusal)

    def _print(self) -> None:
        from kobe_desk.modules.bookings.controller.draw_papers import DrawPapersController
        from kobe_desk.modules.bookings.view.printing import BookingPapersPage

        page = BookingPapersPage(_("To the draw"))
        DrawPapersController(self._desk, page, self._page.row.id)
        self._stack.open(page)
