"""A small centre to try bookings on: a hall of two halves, a Japanese room, a kitchen; closed on Mondays."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from kobe_desk.core import clock
from kobe_desk.core.records import Records
from kobe_desk.modules.bookings import usecases as bookings
from kobe_desk.modules.bookings.usecases import (
    BandFact,
    BookingRequest,
    CentreRequest,
    Closing,
    GroupRequest,
    Opening,
    RoomRequest,
)

SINCE = date(2000, 1, 1)
NOON = datetime(2026, 4, 1, 3, 0, tzinfo=UTC)
"""Wednesday, 1 April 2026, noon in Kobe."""


@dataclass(frozen=True, slots=True)
class House:
    """The keys of the centre's rooms and groups."""

    hall: UUID
    a: UUID
    b: UUID
    tatami: UUID
    kitchen: UUID
    chorus: UUID
    tea: UUID
    club: UUID


def set_up(records: Records, *, step: int = 15, monday: bool = True) -> House:
    """A centre with free times in steps of a quarter of an hour, open from 9 to 21."""
    records.do(bookings.open_centre, CentreRequest("みなと台", "地域福祉センター", step=step))
    records.do(bookings.change_centre, CentreRequest("みなと台", "地域交流センター", since=date(2026, 4, 1), step=step))
    records.do(bookings.save_rule, Opening(since=SINCE, opens=9 * 60, closes=21 * 60))
    for name, starts, ends in (("午前", 9, 12), ("午後", 13, 16), ("夜間", 18, 21)):
        records.do(bookings.save_rule, BandFact(since=SINCE, name=name, starts=starts * 60, ends=ends * 60))
    if monday:
        records.do(bookings.save_rule, Closing(since=SINCE, name="月曜休館", weekdays="0", moves=True))
    rooms = [
        records.do(bookings.add_room, request).result
        for request in (
            RoomRequest("大会議室", ("A", "B"), "ダイカイギシツ", 60),
            RoomRequest("会議室A", ("A",), "カイギシツエー", 30),
            RoomRequest("会議室B", ("B",), "カイギシツビー", 30),
            RoomRequest("和室", (), "ワシツ", 20),
            RoomRequest("調理室", (), "チョウリシツ", 24, "調理"),
        )
    ]
    groups = [
        records.do(bookings.add_group, request).result
        for request in (
            GroupRequest("コーラスみなと", "コーラスミナト", representative="𠮷田　健"),
            GroupRequest("茶道あじさい会", "サドウアジサイカイ", representative="髙橋　花"),
            GroupRequest("みなと卓球クラブ", "ミナトタッキュウクラブ", representative="辻󠄀　正志"),
        )
    ]
    return House(*rooms, *groups)


def at(month: int, day: int, hour: int = 9, minute: int = 0, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, minute)


@pytest.fixture
def house(records: Records):
    """The centre on an empty desk, at noon of 1 April 2026."""
    with clock.stopped_at(NOON):
        yield set_up(records)


def request(house: House, start: datetime, end: datetime, **more: object) -> BookingRequest:
    """The chorus asks for room A."""
    return BookingRequest(**{"room": house.a, "group": house.chorus, "start": start, "end": end, **more})


def occupied(records: Records) -> list[tuple[int, str, str]]:
    """All that is held, as the database holds it."""
    with records.database.reading() as session:
        rows = session.connection().exec_driver_sql('SELECT part, "start", "end" FROM occupancy ORDER BY 1, 2')
        return [tuple(row) for row in rows]


def overlaps(records: Records) -> list[tuple[object, ...]]:
    """Pairs of rows of one part that overlap: there must never be any, whatever the trigger said."""
    with records.database.reading() as session:
        found = session.connection().exec_driver_sql(
            'SELECT a.part, a."start", b."start" FROM occupancy a JOIN occupancy b '
            'ON a.part = b.part AND a."start" < b."start" AND b."start" < a."end"'
        )
        return [tuple(row) for row in found]
