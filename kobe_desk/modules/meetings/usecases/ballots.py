"""How what stood behind a result is kept (JSON of an agenda item) and becomes a `Ballot` again."""

from dataclasses import asdict
from datetime import date
from typing import Any
from uuid import UUID

from kobe_desk.modules.meetings.rules import Attendance
from kobe_desk.modules.meetings.usecases.facts import Ballot, Candidate

ATTENDANCE, LIST, NAMES = "attendance", "list", "names"


def stored(ballot: Ballot) -> dict[str, Any]:
    """A ballot as plain JSON."""
    candidates = [{**asdict(each), "person_id": _text(each.person_id)} for each in ballot.candidates]
    term = [each.isoformat() if each else None for each in ballot.term] if ballot.term else None
    plain = {**asdict(ballot), "candidates": candidates, "office_id": _text(ballot.office_id), "term": term}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in plain.items()}


def ballot_from(found: dict[str, Any]) -> Ballot:
    """The ballot of an agenda item, or of adopted minutes; what was not known then is empty."""
    known = {name: value for name, value in found.items() if name in Ballot.__dataclass_fields__}
    term = known.get("term")
    return Ballot(
        **{
            **known,
            **{name: tuple(known.get(name) or ()) for name in ("hall", "writing", "electronic", "counters")},
            "named": tuple((name, choice) for name, choice in known.get("named") or ()),
            "candidates": tuple(_candidate(each) for each in known.get("candidates") or ()),
            "office_id": _key(known.get("office_id")),
            "term": (date.fromisoformat(term[0]), date.fromisoformat(term[1]) if term[1] else None) if term else None,
        }
    )


def attendance_from(found: dict[str, Any]) -> Attendance | None:
    """Who was present for the item when its result was frozen."""
    kept = found.get(ATTENDANCE)
    return Attendance(**kept) if kept else None


def _candidate(found: dict[str, Any]) -> Candidate:
    return Candidate(**{**found, "person_id": _key(found.get("person_id"))})


def _text(key: UUID | None) -> str | None:
    return str(key) if key else None


def _key(text: str | None) -> UUID | None:
    return UUID(text) if text else None
