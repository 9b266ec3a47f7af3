"""What stands in a packet: the delegated questions, the context, what was there, and what the helper has written."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from uuid import UUID

from kobe_desk.core.names import lines
from kobe_desk.modules.subsidies.rules import library
from kobe_desk.modules.subsidies.rules.answers import Answer, Answers, Cell
from kobe_desk.modules.subsidies.rules.bundle import Bundle
from kobe_desk.modules.subsidies.rules.definition import Choices, Field, Kind, Programme
from kobe_desk.modules.subsidies.rules.packet.parts import (
    FIRST,
    LAST,
    MOST_LINE,
    canonical,
    read_day,
    read_line,
    read_text,
    refuse,
    require_shallow,
    short,
)
from kobe_desk.modules.subsidies.rules.packet.reduced import TYPED
from kobe_desk.modules.subsidies.rules.packet.situations import PacketExpired, PacketWrong
from kobe_desk.modules.subsidies.rules.problem import DefinitionRefused
from kobe_desk.modules.subsidies.rules.values import Address, Period, Value, from_json, to_json

MOST_NOTE = 1000
_MOST_TEXT = 4000
_MOST_CELLS = 4000
_MOST_KNOWN = 300
_MOST_YEN = 10**12


@dataclass(frozen=True)
class Packet:
    """One packet as it is open. `base` is what the desk held when it was handed out."""

    id: UUID
    application: UUID
    association: str
    helper: str
    note: str
    made: date
    until: date
    programme: Programme
    """Only the questions that were given away."""
    context: tuple[tuple[str, str], ...]
    base: Answers
    answers: Answers
    page: str = ""
    texts: Mapping[str, str] = field(default_factory=dict)
    """What could not be read yet when it was saved, by question."""
    returned: bool = False
    places: Mapping[str, tuple[UUID, str]] = field(default_factory=dict, compare=False)
    """Where each question stands at the desk, if it is of several applications; this does not leave the desk."""

    @property
    def chosen(self) -> tuple[str, ...]:
        """The questions and tables that were given away."""
        return tuple(item.id for _page, item in self.programme.items())

    def require_open(self, today: date) -> None:
        """Raises PacketExpired."""
        if today > self.until:
            from kobe_desk.core.japanese.era import wareki

            raise PacketExpired(day=wareki(self.until))

    def with_answers(self, answers: Answers, page: str, texts: Mapping[str, str]) -> "Packet":
        return replace(self, answers=answers, page=page, texts=dict(texts))


def encoded(packet: Packet) -> bytes:
    """Canonical JSON of a packet."""
    body = {
        "packet": str(packet.id),
        "application": str(packet.application),
        "association": packet.association,
        "helper": packet.helper,
        "note": packet.note,
        "made": packet.made.isoformat(),
        "until": packet.until.isoformat(),
        "definition": packet.programme.data["definition"],
        "context": [list(each) for each in packet.context],
        "base": as_data(packet.base),
        "hashes": hashes(packet.base),
        "answers": as_data(packet.answers),
        "page": packet.page,
        "texts": dict(packet.texts),
        "returned": packet.returned,
    }
    return canonical(body).encode()


def decoded(content: bytes) -> Packet:
    """A packet of its JSON. Raises PacketWrong for whatever a packet never holds."""
    try:
        text = content.decode()
        require_shallow(text)
        return _packet(json.loads(text, parse_constant=refuse, parse_float=refuse))
    except DefinitionRefused as fault:
        raise PacketWrong from fault
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, OverflowError) as fault:
        raise PacketWrong from fault


def _packet(data: Any) -> Packet:
    programme = library.load(Bundle(data["definition"]))
    if not programme.pages or programme.amounts or programme.conditions or programme.checks:
        raise PacketWrong
    base = of_data(data["base"], programme)
    if data["hashes"] != hashes(base):
        raise PacketWrong
    return Packet(
        UUID(data["packet"]),
        UUID(data["application"]),
        read_line(data["association"]),
        read_line(data["helper"]),
        read_text(data["note"], MOST_NOTE),
        read_day(data["made"]),
        read_day(data["until"]),
        programme,
        _context(data["context"]),
        base,
        of_data(data["answers"], programme),
        read_line(data["page"]),
        _texts(data["texts"], programme),
        data["returned"] is True,
    )


# answers as data, and back within limits


def as_data(answers: Answers) -> dict[str, Any]:
    """Answers as JSON data: value and 該当なし only, where they came from is the desk's own."""
    cells = [
        [
            cell.field,
            str(cell.row) if cell.row else None,
            None if each.value is None else to_json(each.value),
            each.absent,
        ]
        for cell, each in answers.items()
    ]
    ordered = sorted(cells, key=lambda each: (each[0], each[1] or ""))
    return {"cells": ordered, "rows": {name: [str(key) for key in keys] for name, keys in answers.rows.items()}}


def hashes(answers: Answers) -> dict[str, str]:
    """A fingerprint of each answer as it was handed out."""
    return {
        f"{name}/{row or ''}": hashlib.sha256(canonical([value, absent]).encode()).hexdigest()
        for name, row, value, absent in as_data(answers)["cells"]
    }


def of_data(data: Any, programme: Programme) -> Answers:
    """The answers of JSON data, every one of its question's kind and within its bounds. Raises PacketWrong."""
    rows = {name: _keys(keys, programme, name) for name, keys in data["rows"].items()}
    if len(data["cells"]) > _MOST_CELLS:
        raise PacketWrong
    cells = dict(_cells(data["cells"], programme, rows))
    return Answers(cells, rows)


def _keys(keys: Any, programme: Programme, name: str) -> tuple[UUID, ...]:
    found = tuple(UUID(each) for each in keys)
    if len(found) > programme.tables[name].max_rows or len(set(found)) < len(found):
        raise PacketWrong
    return found


def _cells(cells: Any, programme: Programme, rows: Mapping[str, tuple[UUID, ...]]) -> Iterator[tuple[Cell, Answer]]:
    for name, row, value, absent in cells:
        asked = programme.fields[name]
        table, dot, _column = name.partition(".")
        key = UUID(row) if row is not None else None
        if not isinstance(absent, bool) or (key is not None) is not bool(dot) or (dot and key not in rows[table]):
            raise PacketWrong
        if absent and (value is not None or not asked.not_applicable):
            raise PacketWrong
        yield Cell(name, key), Answer(None if value is None else admitted(asked, value, programme.choice_lists), absent)


def admitted(asked: Field, data: Any, lists: Mapping[str, Choices]) -> Value:
    """A value that the question can take. Raises PacketWrong, ValueError, TypeError, KeyError, AttributeError."""
    if asked.kind not in TYPED:
        raise PacketWrong
    value = from_json(asked.kind, data)
    if not _within(asked, value, lists):
        raise PacketWrong
    return value


def _within(asked: Field, value: Value, lists: Mapping[str, Choices]) -> bool:
    if isinstance(value, bool):
        return True
    if isinstance(value, int):
        return abs(value) <= _MOST_YEN
    if isinstance(value, date):
        return FIRST <= value <= LAST
    if isinstance(value, Period):
        return FIRST <= value.start <= value.end <= LAST
    if isinstance(value, Address):
        return len(value.postal_code) <= MOST_LINE and short(value.text, MOST_LINE)
    if isinstance(value, tuple) or asked.kind is Kind.CHOICE:
        chosen = value if isinstance(value, tuple) else (str(value),)
        return len(set(chosen)) == len(chosen) and set(chosen) <= set(lists[asked.choices].ids())
    return short(str(value), asked.max or _MOST_TEXT, long=asked.kind is Kind.LONGTEXT)


# the rest of a packet


def _context(data: Any) -> tuple[tuple[str, str], ...]:
    if not isinstance(data, list) or len(data) > _MOST_KNOWN:
        raise PacketWrong
    return tuple((read_line(label), read_text(words, _MOST_TEXT)) for label, words in data)


def _texts(data: Any, programme: Programme) -> dict[str, str]:
    found = {programme.fields[name].id: str(text)[:_MOST_TEXT] for name, text in data.items()}
    return {name: lines(text) for name, text in found.items()}
