"""How days, bands and rooms become a grid: for the week on the screen and for the sheets on the wall. No database."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from kobe_desk.modules.bookings.rules.days import BandFact, days_of
from kobe_desk.modules.bookings.rules.spans import clock_time
from kobe_desk.modules.bookings.usecases.booking_rows import BookingRow, WeekRow
from kobe_desk.modules.bookings.usecases.rows import DayRow, RoomRow

TAKEN, PROVISIONAL = "confirmed", "provisional"
HOUR = 60
NEAREST = 3


@dataclass(frozen=True, slots=True)
class Lane:
    """A part of the centre that only one booking has at a time; a joined room lies over several."""

    part: int
    name: str
    room: UUID | None
    """The room that is this part alone."""


@dataclass(frozen=True, slots=True)
class Block:
    """Neighbouring lanes in one band, and who has them (first come, first named)."""

    first: int
    count: int
    bookings: tuple[BookingRow, ...]

    @property
    def maybe(self) -> bool:
        return all(each.state == PROVISIONAL for each in self.bookings)


@dataclass(frozen=True, slots=True)
class Place:
    """A cell of the grid: a band of a day in a lane."""

    day: date
    band: str
    lane: int


def lanes_of(rooms: Sequence[RoomRow]) -> tuple[Lane, ...]:
    """The parts in the order of the rooms; one that is a room of its own has that room's name."""
    own = {room.parts[0]: room for room in rooms if len(room.parts) == 1}
    words = {part: word for room in rooms for part, word in zip(room.parts, room.part_names, strict=True)}
    order = dict.fromkeys(part for room in rooms for part in room.parts)
    return tuple(
        Lane(part, own[part].name if part in own else words[part], own[part].id if part in own else None)
        for part in order
    )


def bands_of(day: DayRow) -> tuple[BandFact, ...]:
    """The day's bands; a centre with free times only is shown by the hour."""
    if day.bands or day.hours is None:
        return day.bands
    opens, closes = day.hours
    return tuple(
        BandFact(since=day.day, name=clock_time(start), starts=start, ends=min(start + HOUR, closes))
        for start in range(opens, closes, HOUR)
    )


def band_names(days: Sequence[DayRow]) -> tuple[str, ...]:
    """Every band that one of the days has, in the order of their hours."""
    first = {band.name: band.starts for day in reversed(days) for band in bands_of(day)}
    return tuple(sorted(first, key=first.__getitem__))


def hours_of(days: Sequence[DayRow], name: str) -> str:
    """9:00〜12:00; several hours when they change from day to day."""
    spans = {(band.starts, band.ends) for day in days for band in bands_of(day) if band.name == name}
    return "、".join(f"{clock_time(start)}〜{clock_time(end)}" for start, end in sorted(spans))


def band_on(day: DayRow, name: str) -> BandFact | None:
    return next((band for band in bands_of(day) if band.name == name), None)


def span(day: date, band: BandFact) -> tuple[datetime, datetime]:
    """The band on that day, half-open."""
    midnight = datetime.combine(day, time())
    return midnight + timedelta(minutes=band.starts), midnight + timedelta(minutes=band.ends)


class Blocks:
    """What is shown of a week in its lanes; the bookings are laid out by day once."""

    def __init__(self, week: WeekRow, lanes: Sequence[Lane]) -> None:
        places = {lane.part: number for number, lane in enumerate(lanes)}
        self._runs = {room.id: tuple(_runs(sorted(places[part] for part in room.parts))) for room in week.rooms}
        self._on: dict[date, list[BookingRow]] = {}
        self._laid: dict[tuple[date, int, int], tuple[Block, ...]] = {}
        for each in sorted(week.bookings, key=lambda row: row.start):
            if each.state in (TAKEN, PROVISIONAL) and each.room_id in self._runs:
                first = each.start.date()
                for day in (first,) if each.end.date() == first else days_of(each.start, each.end):
                    self._on.setdefault(day, []).append(each)

    def on(self, day: date, band: BandFact) -> tuple[Block, ...]:
        """The band of a day: bookings that share a lane share a block."""
        asked = day, band.starts, band.ends
        if asked not in self._laid:
            self._laid[asked] = tuple(self._lay(day, band))
        return self._laid[asked]

    def _lay(self, day: date, band: BandFact) -> Iterator[Block]:
        start, end = span(day, band)
        found: list[tuple[int, int, list[BookingRow]]] = []
        for each in self._on.get(day, ()):
            if each.start < end and each.end > start:
                for low, high in self._runs[each.room_id]:
                    _join(found, low, high, each)
        for low, high, bookings in found:
            yield Block(low, high - low + 1, tuple(bookings))


def nearest_free(
    week: WeekRow, lanes: Sequence[Lane], at: Place, most: int = NEAREST, blocks: Blocks | None = None
) -> tuple[Place, ...]:
    """Free places close to a taken one: the same time elsewhere, the same room later that day, then the next days."""
    bands, laid = band_names(week.days), blocks or Blocks(week, lanes)

    def away(day: DayRow) -> int:
        later = (day.day - at.day).days
        return abs(later) * 2 + (later < 0)

    def distance(place: Place) -> tuple[int, int]:
        return abs(bands.index(place.band) - bands.index(at.band)), abs(place.lane - at.lane)

    found: list[Place] = []
    for day in sorted(week.days, key=away):
        found += sorted((each for each in _free(day, lanes, laid) if each != at), key=distance)
        if len(found) >= most:
            break
    return tuple(found[:most])


def _free(day: DayRow, lanes: Sequence[Lane], blocks: Blocks) -> Iterator[Place]:
    for band in bands_of(day) if day.closed is None else ():
        taken = {lane for block in blocks.on(day.day, band) for lane in range(block.first, block.first + block.count)}
        yield from (
            Place(day.day, band.name, number)
            for number, lane in enumerate(lanes)
            if number not in taken and lane.room is not None
        )


def _runs(places: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Neighbouring places as first and last."""
    first = last = places[0]
    for place in places[1:]:
        if place != last + 1:
            yield first, last
            first = place
        last = place
    yield first, last


def _join(found: list[tuple[int, int, list[BookingRow]]], low: int, high: int, booking: BookingRow) -> None:
    """Add a booking to the blocks whose lanes it shares, which become one."""
    touching = [each for each in found if each[0] <= high and each[1] >= low]
    names = [row for each in touching for row in each[2] if row is not booking]
    for each in touching:
        found.remove(each)
    first, last = min([low, *(each[0] for each in touching)]), max([high, *(each[1] for each in touching)])
    found.append((first, last, sorted([*names, booking], key=lambda row: row.start)))
