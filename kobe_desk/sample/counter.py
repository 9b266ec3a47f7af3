"""What goes on at the sample centre's counter: a series, a request, fees, a key, who waits, a draw, a closure."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from kobe_desk.core.records import Records
from kobe_desk.modules.bookings import usecases as bookings
from kobe_desk.modules.bookings.rules.window import months_on
from kobe_desk.modules.bookings.usecases import (
    BookingRequest,
    BookingRow,
    ClosureRequest,
    DayRow,
    Fate,
    RoundRequest,
    SeriesRequest,
    WishRequest,
)
from kobe_desk.sample.named import Named

WEEKDAY = 1  # the English circle comes on Tuesdays
BY_THE_HEAD = "館長の判断"


def busy_counter(records: Records, named: Named, calendar: tuple[DayRow, ...], today: date) -> None:
    """Everything that a counter has going on, on the days from today on."""
    coming = [row for row in calendar if row.day > today and row.closed is None and row.bands]
    _series(records, named, coming)
    _request(records, named, coming)
    rows = records.ask(bookings.bookings_between, today, coming[-1].day)
    _money_and_keys(records, rows, today)
    _waiting(records, named, rows, today)
    _closure(records, rows)


def _times(row: DayRow, band: str) -> tuple[datetime, datetime]:
    found = next(each for each in row.bands if each.name == band)
    midnight = datetime.combine(row.day, time())
    return midnight + timedelta(minutes=found.starts), midnight + timedelta(minutes=found.ends)


def _series(records: Records, named: Named, coming: list[DayRow]) -> None:
    first = next(row for row in coming if row.day.weekday() == WEEKDAY)
    start, end = _times(first, "午後")
    asked = BookingRequest(
        named.rooms["会議室A"], named.groups["英会話サークル ハロー"], start, end, purpose="英会話", category="circle",
        responsible="栁川　正人", adults=8, seniors=2, despite=BY_THE_HEAD,
    )  # fmt: skip
    rule = f"FREQ=WEEKLY;BYDAY=TU;UNTIL={coming[-1].day:%Y%m%d}"
    records.do(bookings.book_series, SeriesRequest(asked, rule), True)


def _request(records: Records, named: Named, coming: list[DayRow]) -> None:
    """A recital in the hall that somebody still has to approve (仮予約)."""
    for row in coming[10:]:
        if row.day.weekday() != 6:  # noqa: PLR2004 - a Sunday
            continue
        start, end = _times(row, "午後")
        if not records.ask(bookings.clashes, named.rooms["大会議室"], start, end):
            asked = BookingRequest(
                room=named.rooms["大会議室"],
                group=named.groups["フラ・ピカケ"],
                start=start,
                end=end,
                purpose="発表会",
                shown_as="フラ発表会",
                category="circle",
                responsible="西村　晴美",
                adults=40,
                children=6,
                seniors=10,
                entrance=500,
                heating=True,
                provisional=True,
                despite=BY_THE_HEAD,
            )
            records.do(bookings.book_room, asked)
            return


def _held(rows: tuple[BookingRow, ...], today: date) -> Iterator[BookingRow]:
    return (row for row in rows if row.state == "confirmed" and row.start.date() > today)


def _money_and_keys(records: Records, rows: tuple[BookingRow, ...], today: date) -> None:
    paying = [row for row in _held(rows, today) if row.fee]
    for row in paying[:2]:
        records.do(bookings.take_fee, row.id)
    for number, row in enumerate(paying[:1] or rows[:1], start=1):
        records.do(bookings.hand_out_key, row.id, f"{number}番")
        records.do(bookings.give_permit, row.id)


def _waiting(records: Records, named: Named, rows: tuple[BookingRow, ...], today: date) -> None:
    """Somebody waits for a time that is taken; three groups want the same morning in three months."""
    wanted = next(row for row in _held(rows, today) if row.room == "会議室B")
    group = named.groups["書道 墨の会"]
    records.do(bookings.add_wish, WishRequest(group, wanted.room_id, wanted.start, wanted.end, "作品展の準備", 10))
    month = months_on(today.replace(day=1), 3)
    title = f"{month.month}月利用分の抽選"
    key = records.do(bookings.open_round, RoundRequest(month, title, today, today + timedelta(days=9))).result
    days = records.ask(bookings.days_between, month, month + timedelta(days=27))
    row = next(each for each in days if each.closed is None and each.day.weekday() == 5)  # noqa: PLR2004 - a Saturday
    start, end = _times(row, "午前")
    for name in ("フラ・ピカケ", "みなと坂子ども会", "コーラスみなと"):
        asked = WishRequest(named.groups[name], named.rooms["大会議室"], start, end, "春の催し", 30, key)
        records.do(bookings.add_wish, replace(asked, people=30))


def _closure(records: Records, rows: tuple[BookingRow, ...]) -> None:
    """The kitchen is closed for a day of works: what was booked is cancelled, with letters."""
    kitchen = next((row for row in reversed(rows) if row.room == "調理室" and row.state == "confirmed"), None)
    if kitchen is None:
        return
    midnight = datetime.combine(kitchen.start.date(), time())
    asked = ClosureRequest(midnight, midnight + timedelta(days=1), "ガス設備の点検", kitchen.room_id)
    inside = records.ask(bookings.bookings_in_closure, asked)
    records.do(bookings.close_centre, asked, {row.id: Fate() for row in inside})
