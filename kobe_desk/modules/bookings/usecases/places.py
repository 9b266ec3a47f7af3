"""Where a booking stands in the grid, and what it becomes at another place of it. No database."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from kobe_desk.modules.bookings.usecases.booking_rows import BookingRow, WeekRow
from kobe_desk.modules.bookings.usecases.lanes import Place, band_on, bands_of, lanes_of, span


@dataclass(frozen=True, slots=True)
class Aim:
    """A room and a time that a booking is to be put into."""

    room: UUID
    start: datetime
    end: datetime


def place_of(week: WeekRow, aim: Aim) -> Place | None:
    """The first cell of the grid that a room at a time fills; None when it is not in sight."""
    parts = next((room.parts for room in week.rooms if room.id == aim.room), ())
    lane = next((number for number, lane in enumerate(lanes_of(week.rooms)) if lane.part in parts), None)
    day = next((each for each in week.days if each.day == aim.start.date()), None)
    if lane is None or day is None:
        return None
    for band in bands_of(day):
        begins, ends = span(day.day, band)
        if aim.start < ends and aim.end > begins:
            return Place(day.day, band.name, lane)
    return None


def aim_at(week: WeekRow, booking: BookingRow, place: Place) -> Aim | None:
    """What a booking becomes at a place; None where nothing can be booked.

    One that fills a band fills the other band; other times keep their length, and their hour where it fits. A hall
    that is put onto one of its own parts stays the hall.
    """
    lane = lanes_of(week.rooms)[place.lane]
    own = next((room.parts for room in week.rooms if room.id == booking.room_id), ())
    room = booking.room_id if lane.part in own else lane.room
    day = next(each for each in week.days if each.day == place.day)
    band = band_on(day, place.band) if day.closed is None else None
    if room is None or band is None:
        return None
    begins, ends = span(place.day, band)
    if _fills_a_band(week, booking):
        return Aim(room, begins, ends)
    same_hour = datetime.combine(place.day, booking.start.time())
    start = same_hour if begins <= same_hour < ends else begins
    return Aim(room, start, start + (booking.end - booking.start))


def _fills_a_band(week: WeekRow, booking: BookingRow) -> bool:
    """Whether its hours are those of a band (times that a centre without bands is shown by are none)."""
    day = booking.start.date()
    return any(span(day, band) == (booking.start, booking.end) for each in week.days for band in each.bands)
