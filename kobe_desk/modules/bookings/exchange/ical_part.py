"""What one event of a calendar file says, property by property, and which of several versions of it counts."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from kobe_desk.core.errors import UserError


def each_of(value: Any) -> list[Any]:
    return [] if value is None else list(value) if isinstance(value, list) else [value]


def value_of(part: Any, name: str) -> Any:
    """The first value of a property; None where there is none. A broken one raises ValueError."""
    found = next(iter(each_of(part.get(name))), None)
    try:
        return None if found is None else found.dt
    except UserError:
        raise
    except Exception as error:
        raise ValueError(name) from error


def text_of(part: Any, name: str) -> str:
    found = next(iter(each_of(part.get(name))), "")
    return "".join(sign for sign in str(found) if sign.isprintable() or sign == "\n").strip()


def unknown_zone(part: Any) -> str:
    """The zone that a beginning or an end names and nobody knows; empty when there is none."""
    for name in ("DTSTART", "DTEND"):
        moment = value_of(part, name)
        if isinstance(moment, datetime) and moment.tzinfo is None:
            params = getattr(each_of(part.get(name))[0], "params", {})
            if zone := str(params.get("TZID", "")):
                return zone
    return ""


def outdated(parts: Sequence[Any]) -> frozenset[int]:
    """The places of events that a newer version in the same file replaces; two of the same age both stand."""
    revisions: dict[tuple[str, str], list[tuple[tuple[int, str], int]]] = {}
    for place, part in enumerate(parts):
        if uid := text_of(part, "UID"):
            date_meant = str(_moment(part, "RECURRENCE-ID"))
            revisions.setdefault((uid, date_meant), []).append((_revision(part), place))
    return frozenset(place for group in revisions.values() for age, place in group if age < max(group)[0])


def _revision(part: Any) -> tuple[int, str]:
    """How new a version is: by its number, then by the day and time of its last change."""
    number = text_of(part, "SEQUENCE")
    return int(number) if number.isdecimal() else 0, _moment(part, "LAST-MODIFIED") or _moment(part, "DTSTAMP")


def _moment(part: Any, name: str) -> str:
    """A day or time that can be compared with others; empty where there is none, or none that can be read."""
    try:
        moment = value_of(part, name)
    except ValueError:
        return ""
    return moment.isoformat() if isinstance(moment, date) else ""
