"""The kinds of rules a centre has: hours, times of the day, closed days, fees, reductions, application windows."""

import unicodedata
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from kobe_desk.core.errors import UserError
from kobe_desk.core.text import N_, _
from kobe_desk.modules.bookings.usecases import (
    DAY_KIND_NAMES,
    FEE_KINDS,
    BandFact,
    Closing,
    Fee,
    Opening,
    Reduction,
    RoomRow,
    Window,
    clock_time,
)
from kobe_desk.modules.bookings.view.centre.equipment import EquipmentSelect
from kobe_desk.modules.bookings.view.centre.rules import Rooms, RuleKind
from kobe_desk.modules.bookings.view.wording import weekday_names
from kobe_desk.ui.field import CheckBox, FormField, MoneyField, Need, NumberField, PairField, Select, TextField

OPTIONAL, UNSAID = Need.OPTIONAL, Need.UNSAID
HOUR = 60


class TimeIncomplete(UserError):
    text = N_("Please write the hour and the minutes of the time.")


class DayOfYearUnreadable(UserError):
    text = N_("“{text}” is no day of the year. Write it like 12/28.")


class RoomSelect(Select):
    """A room, or every room."""

    def __init__(self) -> None:
        super().__init__([(None, _("every room"))], 200)

    def offer_rooms(self, rows: Sequence[RoomRow]) -> None:
        self.offer([(None, _("every room")), *((each.id, each.name) for each in rows)])


class Weekdays(Select):
    """Every day, or one day of the week."""

    def __init__(self) -> None:
        super().__init__([("", _("every day")), *((str(at), name) for at, name in enumerate(weekday_names()))], 150)

    def set_value(self, value: Any) -> None:
        if value and len(value) > 1 and self.findData(value) < 0:
            self.addItem(_weekdays(value), value)
        super().set_value(value or "")


def _clock() -> PairField:
    return PairField((_("hour"), NumberField(56, least=0, most=24)), (_("minutes"), NumberField(56, least=0, most=59)))


def _minutes(values: dict[str, Any], name: str) -> int:
    hour, minute = values.pop(name) or (None, None)
    if hour is None:
        raise TimeIncomplete(name)
    return int(hour) * HOUR + int(minute or 0)


def _pair(minutes: int) -> tuple[int, int]:
    return divmod(minutes, HOUR)


def _weekdays(digits: str) -> str:
    names = weekday_names()
    return _(" · ").join(names[int(each)] for each in digits) if digits else _("every day")


def _times(first: int, last: int) -> str:
    return _("{start} to {end}").format(start=clock_time(first), end=clock_time(last))


def _opening(rule: Opening, _rooms: Rooms) -> str:
    return _("{days}: open {hours}").format(days=_weekdays(rule.weekdays), hours=_times(rule.opens, rule.closes))


def _band(rule: BandFact, _rooms: Rooms) -> str:
    return _("{name} {hours} ({days})").format(
        name=rule.name, hours=_times(rule.starts, rule.ends), days=_weekdays(rule.weekdays)
    )


def _closing(rule: Closing, _rooms: Rooms) -> str:
    days = _("{first} to {last}").format(first=_said(rule.day_from), last=_said(rule.day_to)) if rule.day_from else ""
    when = days or (_weekdays(rule.weekdays) if rule.weekdays else _("holidays"))
    moved = _("moved past holidays") if rule.moves else ""
    return _(" · ").join(each for each in (rule.name, when, moved) if each)


def _fee(rule: Fee, rooms: Rooms) -> str:
    where = _(" · ").join(rooms[key] for key in (rule.room_id, rule.equipment_id) if key and key in rooms)
    kind = _(DAY_KIND_NAMES[rule.day_kind]) if rule.day_kind else ""
    amount = (
        _("{percent} % more").format(percent=rule.percent)
        if rule.percent
        else _("{amount} yen").format(amount=f"{rule.amount:,}")
    )
    return _(" · ").join(each for each in (_(FEE_KINDS[rule.kind]), where, rule.band, kind, rule.tier, amount) if each)


def _reduction(rule: Reduction, _rooms: Rooms) -> str:
    return _(" · ").join(
        each for each in (rule.name, _("{percent} % less").format(percent=rule.percent), rule.reason) if each
    )


def _window(rule: Window, _rooms: Rooms) -> str:
    who = rule.tier or _("everybody")
    opens = _("from day {day}, {months} months before the month of use").format(day=rule.day, months=rule.months_before)
    ends = _("until {days} days before").format(days=rule.days_before) if rule.days_before else ""
    return _(" · ").join(each for each in (who, opens, ends) if each)


def _said(day: str) -> str:
    """12-28 as 12月28日."""
    month, _dash, number = day.partition("-")
    return _("{month}/{day}").format(month=int(month), day=int(number))


def _slashed(day: str) -> str:
    return "/".join(str(int(each)) for each in day.split("-")) if day else ""


def _day_of_year(text: str) -> str:
    """12/28 as 12-28. Raises DayOfYearUnreadable."""
    plain = unicodedata.normalize("NFKC", text or "").strip().replace("月", "/").removesuffix("日").replace("-", "/")
    if not plain:
        return ""
    month, _slash, day = plain.partition("/")
    if not (month.isdecimal() and day.isdecimal() and 1 <= int(month) <= 12 and 1 <= int(day) <= 31):
        raise DayOfYearUnreadable("day_from", text=text)
    return f"{int(month):02}-{int(day):02}"


def _read_hours(first: str, last: str) -> Any:
    def read(values: dict[str, Any]) -> dict[str, Any]:
        return {first: _minutes(values, first), last: _minutes(values, last), **{k: v or "" for k, v in values.items()}}

    return read


def _read_closing(values: dict[str, Any]) -> dict[str, Any]:
    flags = {name: bool(values.pop(name)) for name in ("moves", "on_holidays")}
    days = {name: _day_of_year(values.pop(name)) for name in ("day_from", "day_to")}
    return {**{k: v or "" for k, v in values.items()}, **flags, **days}


def _read_fee(values: dict[str, Any]) -> dict[str, Any]:
    numbers = {name: values.pop(name) or 0 for name in ("amount", "percent")}
    keys: dict[str, UUID | None] = {name: values.pop(name) for name in ("room_id", "equipment_id")}
    return {**{k: v or "" for k, v in values.items()}, **numbers, **keys}


def _read_window(values: dict[str, Any]) -> dict[str, Any]:
    return {
        "tier": values["tier"] or "",
        "months_before": values["months_before"] or 0,
        "day": values["day"] or 1,
        "days_before": values["days_before"] or 0,
        "moves": bool(values["moves"]),
        "weekends_move": bool(values["weekends_move"]),
    }


def _shown(rule: Any, *names: str) -> dict[str, Any]:
    return {name: getattr(rule, name) for name in names}


def _tier() -> FormField:
    return FormField(_("For which groups"), TextField(width=220), OPTIONAL, _("Left empty: for everybody."))


KINDS: dict[str, RuleKind] = {
    "opening": RuleKind(
        N_("Days and hours"),
        "clock",
        Opening,
        N_("When the centre is open. The rule with most conditions holds."),
        _opening,
        lambda: {
            "weekdays": FormField(_("Days"), Weekdays(), UNSAID),
            "opens": FormField(_("Opens at"), _clock()),
            "closes": FormField(_("Closes at"), _clock()),
        },
        lambda rule: {"weekdays": rule.weekdays, "opens": _pair(rule.opens), "closes": _pair(rule.closes)},
        _read_hours("opens", "closes"),
    ),
    "band": RuleKind(
        N_("Times of the day"),
        "calendar-days",
        BandFact,
        N_("The parts of the day that are booked as one, such as 午前 and 午後."),
        _band,
        lambda: {
            "name": FormField(_("Name of the time"), TextField(width=160)),
            "weekdays": FormField(_("Days"), Weekdays(), UNSAID),
            "starts": FormField(_("From"), _clock()),
            "ends": FormField(_("Until"), _clock()),
        },
        lambda rule: {**_shown(rule, "name", "weekdays"), "starts": _pair(rule.starts), "ends": _pair(rule.ends)},
        _read_hours("starts", "ends"),
    ),
    "closing": RuleKind(
        N_("Closed days"),
        "door-closed",
        Closing,
        N_("Days on which the centre is closed every week or every year."),
        _closing,
        lambda: {
            "name": FormField(
                _("Called"), TextField(width=220), support=_("It stands on the calendar, such as 月曜休館.")
            ),
            "weekdays": FormField(_("Day of the week"), Weekdays(), UNSAID),
            "moves": FormField(_("On a holiday"), CheckBox(_("Moves to the next day that is no holiday")), UNSAID),
            "on_holidays": FormField(_("Holidays"), CheckBox(_("Closed on holidays as well")), UNSAID),
            "day_from": FormField(_("First day of the year"), TextField(width=110), OPTIONAL, _("Such as 12/28.")),
            "day_to": FormField(_("Last day of the year"), TextField(width=110), OPTIONAL, _("Such as 1/4.")),
        },
        lambda rule: {
            **_shown(rule, "name", "weekdays", "moves", "on_holidays"),
            "day_from": _slashed(rule.day_from),
            "day_to": _slashed(rule.day_to),
        },
        _read_closing,
    ),
    "fee": RuleKind(
        N_("Fees"),
        "coins",
        Fee,
        N_("What a use costs. An empty condition fits everything; the line with most conditions holds."),
        _fee,
        lambda: {
            "kind": FormField(
                _("Kind of fee"), Select([(key, _(words)) for key, words in FEE_KINDS.items()], 260), UNSAID
            ),
            "room_id": FormField(_("For which room"), RoomSelect(), UNSAID),
            "equipment_id": FormField(_("For which equipment"), EquipmentSelect(), UNSAID),
            "band": FormField(_("Time of the day"), TextField(width=160), OPTIONAL),
            "day_kind": FormField(
                _("Kind of day"),
                Select([("", _("every day")), *((key, _(words)) for key, words in DAY_KIND_NAMES.items())], 160),
                UNSAID,
            ),
            "tier": _tier(),
            "amount": FormField(_("Amount"), MoneyField(), OPTIONAL, unit=_("yen")),
            "percent": FormField(
                _("Or a share of the fee"), NumberField(84, least=0, most=1000), OPTIONAL, unit=_("%")
            ),
        },
        lambda rule: _shown(rule, "kind", "room_id", "equipment_id", "band", "day_kind", "tier", "amount", "percent"),
        _read_fee,
    ),
    "reduction": RuleKind(
        N_("Reductions"),
        "hand-coins",
        Reduction,
        N_("減免: how much less, and for what reason."),
        _reduction,
        lambda: {
            "name": FormField(_("Called"), TextField(width=220)),
            "percent": FormField(_("Less by"), NumberField(84, least=0, most=100), unit=_("%")),
            "reason": FormField(_("Reason"), TextField(width=320), OPTIONAL),
        },
        lambda rule: _shown(rule, "name", "percent", "reason"),
        lambda values: {**values, "percent": values["percent"] or 0, "reason": values["reason"] or ""},
    ),
    "window": RuleKind(
        N_("When to apply"),
        "calendar-plus",
        Window,
        N_("From when to when a day can be asked for."),
        _window,
        lambda: {
            "tier": _tier(),
            "months_before": FormField(_("Months before the month of use"), NumberField(84, least=0, most=24)),
            "day": FormField(_("Day of that month"), NumberField(84, least=1, most=31), OPTIONAL),
            "days_before": FormField(_("Until so many days before"), NumberField(84, least=0, most=365), OPTIONAL),
            "moves": FormField(_("Where that day is closed"), CheckBox(_("Moves to the next open day")), UNSAID),
            "weekends_move": FormField(_("At weekends"), CheckBox(_("Moves past Saturdays and Sundays")), UNSAID),
        },
        lambda rule: _shown(rule, "tier", "months_before", "day", "days_before", "moves", "weekends_move"),
        _read_window,
    ),
}
