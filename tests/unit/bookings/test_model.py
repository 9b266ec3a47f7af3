"""Random books, moves, series, closures, cancellations and undos against a simple reference: no difference, ever."""

import os
import shutil
import tempfile
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import combinations
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from support.centre import NOON, House, at, occupied, overlaps, request
from support.key import KEY
from unit.bookings.conftest import MANAGER

from kobe_desk.core import clock
from kobe_desk.core.database import Database
from kobe_desk.core.errors import UserError
from kobe_desk.core.records import NothingToUndo, Records
from kobe_desk.modules.bookings import usecases as bookings
from kobe_desk.modules.bookings.usecases import ClosureRequest, Fate, RoomRequest, SeriesRequest

PARTS = {"hall": {"A", "B"}, "a": {"A"}, "b": {"B"}, "kitchen": {"K"}}
BEFORE, AFTER = {"kitchen": 15}, {"kitchen": 30, "a": 15}
ROOMS = tuple(PARTS)


@dataclass
class Held:
    """A booking of the reference."""

    room: str
    start: datetime
    end: datetime
    state: str = "confirmed"
    closure: UUID | None = None
    series: UUID | None = None


@dataclass
class Reference:
    """The rules in the plainest words: lists and loops."""

    held: dict[UUID, Held] = field(default_factory=dict)
    closures: dict[UUID, tuple[datetime, datetime]] = field(default_factory=dict)
    undo: list[tuple[str, dict[UUID, tuple[str, datetime, datetime, str, UUID | None]], UUID | None]] = field(
        default_factory=list
    )

    def free(self, room: str, start: datetime, end: datetime, but: set[UUID]) -> bool:
        if any(first < end and start < last for first, last in self.closures.values()):
            return False
        begins, ends = _wide(room, start, end)
        return not any(
            key not in but
            and each.state == "confirmed"
            and PARTS[room] & PARTS[each.room]
            and begins < _wide(each.room, each.start, each.end)[1]
            and _wide(each.room, each.start, each.end)[0] < ends
            for key, each in self.held.items()
        )

    def snap(self, keys: list[UUID]) -> dict[UUID, tuple[str, datetime, datetime, str, UUID | None]]:
        return {key: _values(self.held[key]) for key in keys}


def _wide(room: str, start: datetime, end: datetime) -> tuple[datetime, datetime]:
    return start - timedelta(minutes=BEFORE.get(room, 0)), end + timedelta(minutes=AFTER.get(room, 0))


def _values(each: Held) -> tuple[str, datetime, datetime, str, UUID | None]:
    return each.room, each.start, each.end, each.state, each.closure


STEP = st.tuples(
    st.sampled_from(
        ["book"] * 4 + ["move"] * 3 + ["cancel", "restore", "series", "shift", "swap", "close", "lift"] + ["undo"] * 3
    ),
    st.integers(0, 10_000),
    st.sampled_from(ROOMS),
    st.integers(0, 4),
    st.integers(36, 68),
    st.integers(1, 8),
)
"""What to do, which booking, room, day, quarter of an hour to begin at, length in quarters."""


class Both:
    """The desk and the reference, told the same."""

    def __init__(self, records: Records, house: House) -> None:
        self.records, self.house, self.ref = records, house, Reference()

    def room(self, name: str) -> UUID:
        return getattr(self.house, name)

    def run(self, step: tuple[str, int, str, int, int, int]) -> None:
        what, pick, room, day, quarter, length = step
        start = at(4, 7 + day, 0) + timedelta(minutes=15 * quarter)
        end = min(start + timedelta(minutes=15 * length), at(4, 7 + day, 21))
        getattr(self, what)(pick, room, start, end)
        self.compare()

    def told(self, expected: bool, usecase: object, *args: object) -> object:
        """Run it on the desk, which must say yes exactly when the reference does. Returns what it returned."""
        try:
            result = self.records.do(usecase, *args).result
        except UserError as refusal:
            assert not expected, f"{usecase.__name__} was refused: {refusal.message()}"
            return None
        assert expected, f"{usecase.__name__} was not refused"
        return result

    def pick(self, number: int, *states: str) -> UUID | None:
        keys = [key for key, each in self.ref.held.items() if each.state in states]
        return keys[number % len(keys)] if keys else None

    def book(self, _pick: int, room: str, start: datetime, end: datetime) -> None:
        asked = request(self.house, start, end, room=self.room(room))
        key = self.told(self.ref.free(room, start, end, set()), bookings.book_room, asked)
        if key is not None:
            self.ref.held[key] = Held(room, start, end)
            self.ref.undo.append(("booked", {key: ()}, None))

    def move(self, pick: int, room: str, start: datetime, _end: datetime) -> None:
        key = self.pick(pick, "confirmed")
        if key is None:
            return
        mine = self.ref.held[key]
        end = start + (mine.end - mine.start)
        if end > start.replace(hour=21, minute=0):
            return
        before = self.ref.snap([key])
        unchanged = (mine.room, mine.start) == (room, start)
        expected = unchanged or self.ref.free(room, start, end, {key})
        try:
            change = self.records.do(bookings.move_booking, key, self.room(room), start).change
        except UserError:
            assert not expected
            return
        assert expected
        if not change.empty:
            mine.room, mine.start, mine.end = room, start, end
            self.ref.undo.append(("rows", before, None))

    def cancel(self, pick: int, *_rest: object) -> None:
        key = self.pick(pick, "confirmed")
        if key is None:
            return
        before = self.ref.snap([key])
        self.told(True, bookings.cancel_booking, key, "取りやめ")
        self.ref.held[key].state = "cancelled"
        self.ref.undo.append(("rows", before, None))

    def restore(self, pick: int, *_rest: object) -> None:
        key = self.pick(pick, "cancelled")
        if key is None:
            return
        mine, before = self.ref.held[key], self.ref.snap([key])
        expected = self.ref.free(mine.room, mine.start, mine.end, {key})
        self.told(expected, bookings.restore_booking, key)
        if expected:
            mine.state, mine.closure = "confirmed", None
            self.ref.undo.append(("rows", before, None))

    def series(self, _pick: int, room: str, start: datetime, end: datetime) -> None:
        """Every day for three days; what cannot be had is skipped."""
        asked = SeriesRequest(request(self.house, start, end, room=self.room(room)), "FREQ=DAILY;COUNT=3")
        days = [(start + timedelta(days=ahead), end + timedelta(days=ahead)) for ahead in range(3)]
        free = [self.ref.free(room, *each, set()) for each in days]
        key = self.told(any(free), bookings.book_series, asked, True)
        if key is None:
            return
        rows = self.records.ask(bookings.bookings_of_series, key)
        assert [row.state == "confirmed" for row in rows] == free
        for row in rows:
            state = "confirmed" if row.state == "confirmed" else "skipped"
            self.ref.held[row.id] = Held(room, row.start, row.end, state)
        self.ref.undo.append(("booked", {row.id: () for row in rows}, None))
        self.ref.held[rows[0].id].series = key

    def shift(self, pick: int, *_rest: object) -> None:
        """A series moves by a day as a whole."""
        firsts = [key for key, each in self.ref.held.items() if each.series]
        if not firsts:
            return
        key = self.ref.held[firsts[pick % len(firsts)]].series
        rows = [row for row in self.records.ask(bookings.bookings_of_series, key) if row.state == "confirmed"]
        mine, by = [row.id for row in rows], timedelta(days=1)
        expected = all(
            self.ref.free(
                self.ref.held[each].room, self.ref.held[each].start + by, self.ref.held[each].end + by, set(mine)
            )
            for each in mine
        )
        before = self.ref.snap(mine)
        self.told(expected, bookings.shift_series, key, 1)
        if expected:
            for each in mine:
                self.ref.held[each].start += by
                self.ref.held[each].end += by
            self.ref.undo.append(("rows", before, None))

    def swap(self, pick: int, *_rest: object) -> None:
        one, other = self.pick(pick, "confirmed"), self.pick(pick // 7 + 1, "confirmed")
        if one is None or other is None or one == other:
            return
        a, b = self.ref.held[one], self.ref.held[other]
        both, before = {one, other}, self.ref.snap([one, other])
        expected = (
            self.ref.free(b.room, b.start, b.end, both)
            and self.ref.free(a.room, a.start, a.end, both)
            and not self._touch(a, b)
        )
        self.told(expected, bookings.swap_bookings, one, other)
        if expected:
            a.room, a.start, a.end, b.room, b.start, b.end = b.room, b.start, b.end, a.room, a.start, a.end
            self.ref.undo.append(("rows", before, None))

    def _touch(self, a: Held, b: Held) -> bool:
        one, other = _wide(a.room, a.start, a.end), _wide(b.room, b.start, b.end)
        return bool(PARTS[a.room] & PARTS[b.room]) and one[0] < other[1] and other[0] < one[1]

    def close(self, _pick: int, _room: str, start: datetime, end: datetime) -> None:
        inside = [
            key for key, each in self.ref.held.items()
            if each.state == "confirmed" and each.start < end and start < each.end
        ]  # fmt: skip
        before = self.ref.snap(inside)
        key = self.told(True, bookings.close_centre, ClosureRequest(start, end, "工事"), dict.fromkeys(inside, Fate()))
        for each in inside:
            self.ref.held[each].state, self.ref.held[each].closure = "cancelled", key
        self.ref.closures[key] = (start, end)
        self.ref.undo.append(("closed", before, key))

    def lift(self, pick: int, *_rest: object) -> None:
        if not self.ref.closures:
            return
        key = list(self.ref.closures)[pick % len(self.ref.closures)]
        span = self.ref.closures.pop(key)
        ours = [k for k, each in self.ref.held.items() if each.closure == key and each.state == "cancelled"]
        before = self.ref.snap(ours)
        self.told(True, bookings.lift_closure, key)
        for each in sorted(ours, key=lambda k: self.ref.held[k].start):
            mine = self.ref.held[each]
            if self.ref.free(mine.room, mine.start, mine.end, {each}):
                mine.state, mine.closure = "confirmed", None
        self.ref.undo.append(("lifted", {**before, None: span}, key))

    def undo(self, *_rest: object) -> None:
        if not self.ref.undo:
            with pytest.raises(NothingToUndo):
                self.records.undo()
            return
        kind, before, closure = self.ref.undo.pop()
        self.records.undo()
        if kind == "booked":
            for key in before:
                if self.ref.held[key].state != "cancelled":
                    self.ref.held[key].state = "cancelled"
            return
        span = before.pop(None, None)
        for key, values in before.items():
            mine = self.ref.held[key]
            mine.room, mine.start, mine.end, mine.state, mine.closure = values
        if kind == "closed":
            del self.ref.closures[closure]
        if kind == "lifted":
            self.ref.closures[closure] = span

    def compare(self) -> None:
        """The same bookings in the same states, the occupancy they make, and no overlap."""
        expected = sorted(
            (number, *map(lambda moment: moment.isoformat(timespec="minutes"), _wide(each.room, each.start, each.end)))
            for each in self.ref.held.values()
            if each.state == "confirmed"
            for number in (NUMBERS[part] for part in PARTS[each.room])
        )
        assert occupied(self.records) == expected
        with self.records.database.reading() as session:
            found = session.connection().exec_driver_sql("SELECT id, state FROM booking").all()
        states = {UUID(bytes=key): state for key, state in found}
        assert states == {key: each.state for key, each in self.ref.held.items()}
        active = [each for each in self.ref.held.values() if each.state == "confirmed"]
        assert not any(self._touch(a, b) for a, b in combinations(active, 2))


NUMBERS = {"A": 1, "B": 2, "K": 4}


def try_out(centre_desk: tuple[Path, House], steps: list[tuple[str, int, str, int, int, int]]) -> None:
    folder = Path(tempfile.mkdtemp())
    records = Records(Database.open(Path(shutil.copy(centre_desk[0], folder / "desk.db")), KEY), MANAGER)
    try:
        with clock.stopped_at(NOON):
            house = centre_desk[1]
            records.do(bookings.change_room, house.a, RoomRequest("会議室A", ("A",), after=15))
            records.do(bookings.change_room, house.kitchen, RoomRequest("調理室", (), before=15, after=30))
            monday = records.ask(bookings.centre_rules).closings[0]
            records.do(bookings.end_rule, monday, monday.since)
            records._undo.clear()
            both = Both(records, house)
            for step in steps:
                both.run(step)
            assert overlaps(records) == []
    finally:
        records.close()
        shutil.rmtree(folder)


LONG = 300 if os.environ.get("KOBE_DESK_SWEEP") == "full" else 50
NO_SHRINKING = (Phase.explicit, Phase.reuse, Phase.generate)  # every example opens a desk: shrinking takes minutes
SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture]


@settings(max_examples=12, deadline=None, phases=NO_SHRINKING, suppress_health_check=SLOW)
@given(steps=st.lists(STEP, min_size=10, max_size=30))
def test_the_desk_and_a_simple_reference_agree(centre_desk: tuple[Path, House], steps: list) -> None:
    try_out(centre_desk, steps)


@pytest.mark.slow
@settings(max_examples=LONG, deadline=None, phases=NO_SHRINKING, suppress_health_check=SLOW)
@given(steps=st.lists(STEP, min_size=10, max_size=60))
def test_the_desk_and_a_simple_reference_agree_for_long(centre_desk: tuple[Path, House], steps: list) -> None:
    try_out(centre_desk, steps)
