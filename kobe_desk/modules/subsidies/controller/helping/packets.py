"""お手伝い at the desk: packets that are out, one that came back, hours and honoraria."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from kobe_desk.core.change import Change
from kobe_desk.core.errors import UserError
from kobe_desk.core.text import _, n_
from kobe_desk.modules.association.usecases import Profile, profile
from kobe_desk.modules.subsidies.exchange import helping
from kobe_desk.modules.subsidies.rules.packet import Closed, Packet
from kobe_desk.modules.subsidies.usecases.helping import (
    MergeRequest,
    ReturnedRow,
    WorkRow,
    help_packets,
    help_places,
    help_work,
    merge_packet,
    packet_secret,
    record_help,
    returned_packet,
    take_back_help,
    withdraw_packet,
)
from kobe_desk.modules.subsidies.view.helping import HelpersPage, HoursPage, ReturnedPage
from kobe_desk.ui.desk import Desk


class HelpersController(QObject):
    """A child of its page. `came_back` gives a packet and how it compares with the desk."""

    came_back = Signal(object, object)

    def __init__(self, desk: Desk, page: HelpersPage) -> None:
        super().__init__(page)
        self._desk, self._page = desk, page
        page.packet_returned.connect(self.take_in)
        page.withdrawal_wanted.connect(lambda key: desk.do(withdraw_packet, key, refused=page.show_refusal))
        desk.changed.connect(self._on_changed)
        self._refresh()

    def _refresh(self) -> None:
        self._desk.ask(help_packets, then=self._page.show_packets)

    def _on_changed(self, change: Change) -> None:
        if "help_packet" in change.tables:
            self._refresh()

    def take_in(self, path: Path) -> None:
        """戻った包みを取り込む: look at the file, open it with what the desk kept, compare."""
        self._desk.run(helping.look_at_packet, path, then=self._looked, refused=self._page.show_refusal)

    def _looked(self, closed: Closed) -> None:
        self._desk.ask(packet_secret, closed.id, then=partial(self._open, closed), refused=self._page.show_refusal)

    def _open(self, closed: Closed, secret: bytes) -> None:
        self._desk.run(helping.open_returned, closed, secret, then=self._compare, refused=self._page.show_refusal)

    def _compare(self, back: Packet) -> None:
        self._desk.ask(
            returned_packet, back, then=lambda row: self.came_back.emit(back, row), refused=self._page.show_refusal
        )


class ReturnedController(QObject):
    """A child of its page. `merged` tells what was taken in."""

    merged = Signal(str)

    def __init__(self, desk: Desk, page: ReturnedPage, back: Packet, row: ReturnedRow) -> None:
        super().__init__(page)
        self._desk, self._page, self._back = desk, page, back
        page.merge_wanted.connect(self._merge)
        page.show_returned(row)

    def _merge(self, request: MergeRequest) -> None:
        self._desk.do(merge_packet, self._back, request, then=self._done, refused=self._page.show_refusal)

    def _done(self, count: int) -> None:
        words = n_(
            "{n} answer was taken from the helper. It can be undone.",
            "{n} answers were taken from the helper. It can be undone.",
            count,
        )
        self.merged.emit(words.format(n=count))


class HoursController(QObject):
    """A child of its page. `printed` gives the list as a PDF."""

    printed = Signal(object)

    def __init__(self, desk: Desk, page: HoursPage) -> None:
        super().__init__(page)
        self._desk, self._page = desk, page
        self._rows: tuple[WorkRow, ...] = ()
        page.recorded.connect(
            lambda request: desk.do(
                record_help, request, then=lambda _key: page.clear_form(), refused=page.show_refusal
            )
        )
        page.taken_back.connect(lambda key: desk.do(take_back_help, key, refused=page.show_refusal))
        page.print_wanted.connect(self._print)
        desk.changed.connect(self._on_changed)
        desk.ask(help_places, then=page.show_places)
        self._refresh()

    def _refresh(self) -> None:
        self._desk.ask(help_work, then=self._show)

    def _show(self, rows: tuple[WorkRow, ...]) -> None:
        self._rows = rows
        self._page.show_work(rows)

    def _on_changed(self, change: Change) -> None:
        if "help_work" in change.tables:
            self._refresh()

    def _print(self, key: object) -> None:
        mine = tuple(each for each in self._rows if each.application == key)

        def make(house: Profile | None) -> None:
            name = house.name if house else ""
            self._desk.run(helping.make_hours, mine[0].title, mine, name, then=self.printed.emit,
                           refused=self._refused, text=_("Making the list"))  # fmt: skip

        if mine:
            self._desk.ask(profile, then=make)

    def _refused(self, error: UserError) -> None:
        self._page.show_refusal(error)
