"""No room is ever held twice: many at once on one desk, and one after the other on desks that open and close in turn.

A small share runs always, a larger one in the slow lane, all 50,000 with KOBE_DESK_SWEEP=full. The same is tried with
the application's check switched off, so that the database alone refuses.
"""

import multiprocessing
import os
import shutil
import threading
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

import pytest
from support.centre import NOON, House, at, overlaps, request
from support.key import KEY
from unit.bookings.conftest import MANAGER

from kobe_desk.core import clock
from kobe_desk.core.database import Database, DeskInUse
from kobe_desk.core.errors import UserError
from kobe_desk.core.records import Records
from kobe_desk.modules.bookings import usecases as bookings
from kobe_desk.modules.bookings.model import booking as occupancy
from kobe_desk.modules.bookings.usecases import SeriesRequest, checks

MANY = 16
ATTEMPTS = 50_000 if os.environ.get("KOBE_DESK_SWEEP") == "full" else 1_600
DAYS = 5
"""Few days and many attempts: most of them clash."""


def attempt(records: Records, house: House, chance: Random) -> str:
    """One random booking, move or series. Returns what became of it."""
    room = chance.choice([house.hall, house.a, house.b, house.tatami])
    start = at(4, 7 + chance.randrange(DAYS), 9 + chance.randrange(11), 15 * chance.randrange(4))
    asked = request(house, start, start + timedelta(minutes=15 * chance.randint(1, 6)), room=room, despite="試し")
    what = chance.random()
    try:
        if what < 0.7:
            records.do(bookings.book_room, asked)
        elif what < 0.9:
            rows = records.ask(bookings.bookings_on, start.date())
            if rows:
                records.do(bookings.move_booking, chance.choice(rows).id, room, start, "試し")
        else:
            records.do(bookings.book_series, SeriesRequest(asked, "FREQ=DAILY;COUNT=3"))
    except UserError as refusal:
        return type(refusal).__name__
    return "done"


def switch_off() -> Callable[[], None]:
    """Let the application believe that everything is free. Returns what switches its check on again."""
    kept = checks.clashes_of

    def nothing(*_args: Any, **_more: Any) -> tuple[()]:
        return ()

    from kobe_desk.modules.bookings.usecases import series

    checks.clashes_of = series.clashes_of = nothing

    def on() -> None:
        checks.clashes_of = series.clashes_of = kept

    return on


@pytest.fixture(params=[True, False], ids=["checked", "unchecked"])
def checked(request: pytest.FixtureRequest) -> bool:
    return request.param


def threads(path: Path, house: House, attempts: int, checked: bool) -> list[str]:
    """Sixteen threads on one desk, which lets one of them in at a time as the records thread does."""
    records = Records(Database.open(path, KEY), MANAGER)
    door, told = threading.Lock(), []
    on = None if checked else switch_off()

    def work(number: int) -> None:
        chance = Random(number)
        for _ in range(attempts // MANY):
            with door:
                told.append(attempt(records, house, chance))

    try:
        with clock.stopped_at(NOON):
            workers = [threading.Thread(target=work, args=(number,)) for number in range(MANY)]
            for worker in workers:
                worker.start()
            for worker in workers:
                worker.join()
        assert overlaps(records) == []
    finally:
        if on:
            on()
        records.close()
    return told


def in_turn(path: str, house: House, number: int, turns: int, each: int, checked: bool) -> None:
    """A process that opens the desk when nobody has it, books a few times, and closes it again."""
    import time

    chance = Random(1000 + number)
    if not checked:
        switch_off()
    with clock.stopped_at(NOON):
        for _ in range(turns):
            records = _opened(path, time.sleep, chance)
            try:
                for _ in range(each):
                    attempt(records, house, chance)
            finally:
                records.close()


def _opened(path: str, sleep: Callable[[float], None], chance: Random) -> Records:
    while True:
        try:
            return Records(Database.open(Path(path), KEY), MANAGER)
        except DeskInUse:
            sleep(0.02 + 0.2 * chance.random())


def processes(path: Path, house: House, count: int, turns: int, each: int, checked: bool) -> None:
    context = multiprocessing.get_context("spawn")
    started = [
        context.Process(target=in_turn, args=(str(path), house, number, turns, each, checked))
        for number in range(count)
    ]
    for process in started:
        process.start()
    for process in started:
        process.join()
    assert [process.exitcode for process in started] == [0] * count
    records = Records(Database.open(path, KEY), MANAGER)
    assert overlaps(records) == []
    assert _held(records) == _wanted(records)
    records.close()


def _held(records: Records) -> set[UUID]:
    with records.database.reading() as session:
        return {UUID(bytes=key) for (key,) in session.connection().exec_driver_sql("SELECT booking FROM occupancy")}


def _wanted(records: Records) -> set[UUID]:
    with records.database.reading() as session:
        asked = "SELECT id FROM booking WHERE state IN ('confirmed', 'provisional')"
        return {UUID(bytes=key) for (key,) in session.connection().exec_driver_sql(asked)}


@pytest.fixture
def copy(centre_desk: tuple[Path, House], tmp_path: Path) -> Path:
    return Path(shutil.copy(centre_desk[0], tmp_path / "many.db"))


def test_sixteen_threads_on_one_desk(centre_desk: tuple[Path, House], copy: Path, checked: bool) -> None:
    told = threads(copy, centre_desk[1], 16 * 8, checked)
    assert told.count("done") > 10
    assert ("TakenMeanwhile" in told) is not checked


def test_processes_that_open_and_close_the_desk_in_turn(
    centre_desk: tuple[Path, House], copy: Path, checked: bool
) -> None:
    processes(copy, centre_desk[1], 3, 2, 6, checked)


@pytest.mark.slow
def test_many_attempts_by_threads(centre_desk: tuple[Path, House], copy: Path, checked: bool) -> None:
    assert len(threads(copy, centre_desk[1], ATTEMPTS, checked)) == ATTEMPTS


@pytest.mark.slow
def test_many_attempts_by_processes(centre_desk: tuple[Path, House], copy: Path, checked: bool) -> None:
    """Sixteen processes, each opening the desk many times for a few attempts."""
    each = 20
    processes(copy, centre_desk[1], MANY, -(-ATTEMPTS // (MANY * each)), each, checked)


def test_the_database_refuses_whoever_writes(records: Records, house: House) -> None:
    """Not even SQL by hand can hold a part twice."""
    import sqlcipher3.dbapi2 as sqlcipher

    records.do(bookings.book_room, request(house, at(4, 14), at(4, 14, 12)))
    raw = records.database.engine.raw_connection()
    insert = 'INSERT INTO occupancy (part, "start", "end", booking) VALUES (1, ?, ?, x\'00\')'
    for start, end in (("T11:59", "T13:00"), ("T08:00", "T09:01"), ("T09:30", "T10:00"), ("T00:00", "T23:59")):
        with pytest.raises(sqlcipher.IntegrityError, match=occupancy.REFUSAL):
            raw.cursor().execute(insert, (f"2026-04-14{start}", f"2026-04-14{end}"))
    with pytest.raises(sqlcipher.IntegrityError, match="within_a_day"):
        raw.cursor().execute(insert, ("2026-04-14T13:00", "2026-04-15T00:01"))
    raw.cursor().execute(insert, ("2026-04-14T12:00", "2026-04-15T00:00"))
    raw.cursor().execute("DELETE FROM occupancy WHERE booking = x'00'")
