"""The sample's centre (地域交流センター): rooms, rules, groups, three years of bookings and weeks to come."""

import tomllib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any
from uuid import UUID

from kobe_desk.core import paths
from kobe_desk.core.records import Records
from kobe_desk.modules.bookings import usecases as bookings
from kobe_desk.modules.bookings.rules.fees import EQUIPMENT, HEATING, PROFIT
from kobe_desk.modules.bookings.rules.window import day_of_month, months_on
from kobe_desk.modules.bookings.usecases import (
    BandFact,
    BookingRequest,
    CentreRequest,
    Closing,
    DayRow,
    Fee,
    GroupRequest,
    Opening,
    PastBooking,
    Policy,
    Reduction,
    RoomRequest,
    Rule,
    Window,
)
from kobe_desk.sample.counter import busy_counter
from kobe_desk.sample.facts import Days
from kobe_desk.sample.named import Named

YEARS_BEFORE = 3
SINCE = date(2000, 4, 1)
IN_SERIES = "英会話サークル ハロー"
"""Whose bookings to come are one series."""
EVENING = "夜間"
BANDS = ("午前", "午後", EVENING)


@cache
def written() -> dict[str, Any]:
    """centre.toml as it stands."""
    return tomllib.loads(paths.resources("sample", "centre.toml").read_text(encoding="utf-8"))


def run_centre(records: Records, days: Days) -> None:
    """Set the centre up, register its groups and write down what was and will be booked."""
    rooms = _set_up(records)
    groups = {each["name"]: records.do(bookings.add_group, _group(each, days)).result for each in written()["group"]}
    named = Named(rooms, groups)
    first = date(days.year.year - YEARS_BEFORE, days.year.first_month, 1)
    last = day_of_month(months_on(days.today.replace(day=1), 2), 31)
    calendar = records.ask(bookings.days_between, first, last)
    records.do(bookings.take_in_bookings, tuple(_uses(named, calendar, days.today)))
    _keep_usual(records, named, days.today)
    busy_counter(records, named, calendar, days.today)


def _set_up(records: Records) -> dict[str, UUID]:
    facts = written()["centre"]
    same = {name: facts[name] for name in ("name", "address", "phone", "manager", "changes_until")}
    records.do(bookings.open_centre, CentreRequest(**same, kind=facts["kind_before"], since=SINCE))
    records.do(bookings.change_centre, CentreRequest(**same, kind=facts["kind"], since=facts["renamed"]))
    rooms = {}
    for each in written()["room"]:
        request = RoomRequest(**{**each, "parts": tuple(each.get("parts", ()))})
        rooms[each["name"]] = records.do(bookings.add_room, request).result
    records.do(bookings.save_rules, tuple(_rules(records, rooms)))
    return rooms


def _rules(records: Records, rooms: dict[str, UUID]) -> Iterator[Rule]:
    kinds: tuple[tuple[type[Any], str], ...] = ((Opening, "opening"), (BandFact, "band"), (Closing, "closing"))
    for kind, name in kinds:
        yield from (kind(**each) for each in written()[name])
    for each in written()["fee"]:
        for band, amount in zip(BANDS, each["amounts"], strict=True):
            seen = band != EVENING  # the 2026 ordinance's evening fees are not known
            yield Fee(since=SINCE, room_id=rooms[each["room"]], band=band, amount=amount, confirmed=seen)
    for each in written()["equipment"]:
        key = records.do(bookings.add_equipment, each["name"], each["stock"]).result
        if each["fee"]:
            yield Fee(since=SINCE, kind=EQUIPMENT, equipment_id=key, amount=each["fee"], per="use")
    yield Fee(since=SINCE, kind=HEATING, amount=200, per="band")
    yield Fee(since=SINCE, kind=PROFIT, percent=100)
    yield from (Reduction(since=SINCE, **each) for each in written()["exemption"])
    yield Policy(since=SINCE, unit=10, refunds=((7, 100), (1, 50)))
    yield Window(since=SINCE, tier="地域団体", months_before=3, days_before=0)
    yield Window(since=SINCE, months_before=2, days_before=4)


def _group(found: dict[str, Any], days: Days) -> GroupRequest:
    number = written()["group"].index(found) + 1
    adults, children, seniors = found["counts"]
    return GroupRequest(
        name=found["name"],
        kana=found["kana"],
        number=f"{number:03}",
        registered=days.year.year,
        representative=found["representative"],
        phone=f"078-000-{1000 + number:04}",
        activity=found["activity"],
        tier=found["tier"],
        exemption=found.get("exemption", ""),
        adults=adults,
        children=children,
        seniors=seniors,
    )


def _keep_usual(records: Records, named: Named, today: date) -> None:
    """Of each group, the last booking of what it does most is its usual one."""
    lately = records.ask(bookings.bookings_week, today - timedelta(LATELY), LATELY).bookings
    for group in written()["group"]:
        wanted = (named.groups[group["name"]], named.rooms[group["use"][0]["room"]])
        held = [each for each in lately if (each.group_id, each.room_id) == wanted and each.state == "confirmed"]
        if held:
            records.do(bookings.remember_usual, max(held, key=lambda each: each.start).id)


def _uses(named: Named, calendar: tuple[DayRow, ...], today: date) -> Iterator[PastBooking]:
    for row in calendar:
        if row.closed is not None:
            continue
        for group in written()["group"]:
            for use in group["use"]:
                if group["name"] == IN_SERIES and row.day > today:
                    continue
                if _is_held(use, row.day) and (found := _booking(named, group, use, row, today)):
                    yield found


def _is_held(use: dict[str, Any], day: date) -> bool:
    return bool(day.weekday() == use["weekday"] and (not use["weeks"] or (day.day + 6) // 7 in use["weeks"]))


def _booking(named: Named, group: dict[str, Any], use: dict[str, Any], row: DayRow, today: date) -> PastBooking | None:
    band = next((each for each in row.bands if each.name == use["band"]), None)
    if band is None:
        return None
    chance = _chance(row.day, group["name"])
    midnight = datetime.combine(row.day, time())
    adults, children, seniors = use["people"]
    request = BookingRequest(
        room=named.rooms[use["room"]],
        group=named.groups[group["name"]],
        start=midnight + timedelta(minutes=band.starts),
        end=midnight + timedelta(minutes=band.ends),
        purpose=use["purpose"],
        category=use["category"],
        responsible=group["representative"],
        phone=f"078-000-{1000 + int(written()['group'].index(group)) + 1:04}",
        adults=adults,
        children=children,
        seniors=seniors,
        heating=use.get("heating", False) and row.day.month in (1, 2, 7, 8, 9, 12),
        profit=use.get("profit", False),
    )
    past = row.day < today
    if chance < CANCELLED:
        return PastBooking(request, state="cancelled", why="都合により取りやめ")
    came = (max(1, adults - chance % 3), max(0, children - chance % 2), max(0, seniors - chance % 4)) if past else None
    return PastBooking(request, came, paid=past)


LATELY = 60
"""Days in which a group that meets every month was here."""
CANCELLED = 4
"""Of a hundred uses."""


def _chance(day: date, name: str) -> int:
    """The same figure below 100 for the same day and group, whoever asks."""
    return (day.toordinal() * 31 + sum(map(ord, name)) * 17) % 101 % 100
