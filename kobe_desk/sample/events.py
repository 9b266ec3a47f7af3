"""The sample's events of this year: a clean-up and a festival that were held, a drill to come."""

from datetime import datetime, time, timedelta

from kobe_desk.core.records import Records
from kobe_desk.modules.bookings import usecases as bookings
from kobe_desk.modules.bookings.usecases.events import tie_booking
from kobe_desk.modules.meetings.usecases import meetings
from kobe_desk.modules.meetings.usecases.events import tie_meeting
from kobe_desk.modules.members import usecases as roster
from kobe_desk.modules.members.usecases import EventRequest, PeopleFilter
from kobe_desk.sample.facts import Days

_OURS = "みなと坂自治会"
_AHEAD = 40
"""Days before an event in which its meetings and bookings are looked for."""
_HELPERS = ("受付", "会場の準備", "救護", "交通整理")


def hold_events(records: Records, days: Days) -> None:
    """What was held has its counts; what is to come has its helpers."""
    first = days.year.first
    planned = (
        (first + timedelta(days=55), "春の一斉清掃", "cleaning", (9, 11), "みなと坂公園", (2, 14, 6, 41, 38)),
        (first + timedelta(days=125), "夏祭り", "festival", (16, 20), "みなと坂小学校 校庭", (38, 96, 41, 152, 87)),
        (days.today + timedelta(days=18), "防災訓練", "drill", (10, 12), "みなと坂地域交流センター", ()),
    )
    people = records.ask(roster.people, PeopleFilter(officers=True, state=roster.PRESENT), 0, len(_HELPERS)).rows
    for day, title, kind, (begins, ends), place, counts in planned:
        start, end = datetime.combine(day, time(begins)), datetime.combine(day, time(ends))
        request = EventRequest(title, kind, start, end, place, "住民の交流と安全のため", "自治会活動保険（見本）", 300)
        key = records.do(roster.add_event, request).result
        for person, task in zip(people, _HELPERS, strict=False):
            records.do(roster.add_staff, key, person.id, task)
        if counts and day < days.today:
            came: dict[str, int | None] = dict(zip(roster.AGE_BANDS, counts, strict=True))
            records.do(roster.report_event, key, came, "けがもなく、予定どおり終わりました。")


def tie_events(records: Records, days: Days) -> None:
    """Each event has the meeting that spoke of it last, and the association's own booking for it."""
    held = records.ask(meetings)
    for event in records.ask(roster.events_of, days.year.year):
        first = event.start.date() - timedelta(days=_AHEAD)
        spoke = [each for each in held if first <= each.starts.date() < event.start.date()]
        if spoke:
            records.do(tie_meeting, max(spoke, key=lambda each: each.starts).id, event.id)
        week = records.ask(bookings.bookings_week, first, _AHEAD).bookings
        ours = [each for each in week if each.group == _OURS and each.state == "confirmed"]
        if ours:
            records.do(tie_booking, max(ours, key=lambda each: each.start).id, event.id)
