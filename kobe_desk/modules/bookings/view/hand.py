"""A booking that was taken up: where it is over, what comes of it there, and the wish to put it down."""

from uuid import UUID

from PySide6.QtCore import QObject, Signal

from kobe_desk.core.errors import UserError
from kobe_desk.modules.bookings.usecases import BookingRow, FreeSlot, MoveLook
from kobe_desk.modules.bookings.usecases.lanes import Place
from kobe_desk.modules.bookings.usecases.places import Aim, aim_at
from kobe_desk.modules.bookings.view.moving import MovingGrid
from kobe_desk.modules.bookings.view.pane import PlacePane


class Hand(QObject):
    """Between the grid, where a place is chosen, and the pane, which tells of it."""

    looked = Signal(object, object)
    """A `BookingRow` that was taken up, and the `Aim` it is over."""
    requested = Signal(object, object, str)
    """A `BookingRow`, its `Aim`, and why it is moved there all the same."""
    swap_requested = Signal(object, object)
    """Two bookings, by key, are to change places."""
    place_looked_for = Signal(object)
    """An `Aim` that is to be gone to, in these days or in others."""
    put_down = Signal()

    def __init__(self, page: QObject, grid: MovingGrid, pane: PlacePane) -> None:
        super().__init__(page)
        self._grid, self._pane = grid, pane
        grid.dropped.connect(self._drop)
        grid.given_up.connect(self.give_up)
        pane.move_wanted.connect(grid.lift)
        pane.put_wanted.connect(lambda why: self._drop(grid.place, why))
        pane.swap_wanted.connect(self._swap)
        pane.slot_wanted.connect(self._go)
        pane.give_up_wanted.connect(self.give_up)

    def look(self, place: Place) -> None:
        """Ask what would come of it at a place."""
        aim, moving = self._aim(place), self._grid.moving
        if moving is None:
            return
        if aim is None:
            self._pane.show_move(moving, None)
        else:
            self.looked.emit(moving, aim)

    def show_move(self, booking: BookingRow, look: MoveLook) -> None:
        """What comes of putting it where the keyboard is; too late once it was put down."""
        if self._grid.moving is not None and self._grid.moving.id == booking.id:
            self._pane.show_move(booking, look)

    def show_refusal(self, error: UserError) -> None:
        self._pane.show_refusal(error.message())

    def show_moved(self) -> None:
        """It is done; the week comes anew."""
        self._grid.put_down()
        self._grid.setFocus()
        self.put_down.emit()

    def give_up(self) -> None:
        """It stays where it is, and the keyboard goes back to it."""
        moving = self._grid.moving
        self._grid.put_down()
        self._grid.setFocus()
        if moving is not None:
            self.place_looked_for.emit(Aim(moving.room_id, moving.start, moving.end))

    def _aim(self, place: Place) -> Aim | None:
        week, moving = self._grid.grid.week, self._grid.moving
        return aim_at(week, moving, place) if week is not None and moving is not None else None

    def _drop(self, place: Place | None, why: str = "") -> None:
        aim, moving = self._aim(place) if place else None, self._grid.moving
        if aim is None or moving is None:
            return
        if aim == Aim(moving.room_id, moving.start, moving.end):
            self.give_up()
        else:
            self.requested.emit(moving, aim, why)

    def _swap(self, other: UUID) -> None:
        if self._grid.moving is not None:
            self.swap_requested.emit(self._grid.moving.id, other)

    def _go(self, slot: FreeSlot) -> None:
        self._grid.setFocus()
        self.place_looked_for.emit(Aim(slot.room_id, slot.start, slot.end))
