"""書きかけ: what is being answered, as a text that is kept every two seconds and brought back after a stop."""

import json
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from kobe_desk.modules.subsidies.rules.answers import Answer, Answers, Cell
from kobe_desk.modules.subsidies.rules.definition import Programme
from kobe_desk.modules.subsidies.rules.values import from_json, to_json


@dataclass(frozen=True, slots=True)
class Typed:
    """What was being typed: the page, the answers that are not saved yet, and what cannot be read yet."""

    page: str
    answers: Answers
    texts: dict[str, str]


def as_text(page: str, seen: Answers, now: Answers, texts: dict[str, str]) -> str:
    """Only what differs from the saved answers, so that a draft never brings back something old."""
    cells = [
        [cell.field, str(cell.row) if cell.row else None, _value(answer), answer.absent]
        for cell, answer in now.items()
        if seen.get(*cell) is not answer and _said(seen.get(*cell)) != _said(answer)
    ]
    rows = {name: [str(key) for key in keys] for name, keys in now.rows.items() if seen.keys(name) != keys}
    return json.dumps({"page": page, "cells": cells, "rows": rows, "texts": texts}, ensure_ascii=False)


def from_text(text: str, programme: Programme, saved: Answers) -> Typed:
    """The saved answers with what the draft says on top; what the definition does not know is passed over."""
    found = json.loads(text)
    now = saved
    for name, row, value, absent in found["cells"]:
        field = programme.fields.get(name)
        if field is not None:
            given = None if value is None else from_json(field.kind, value)
            now = now.with_answer(name, Answer(given, absent=absent), UUID(row) if row else None)
    for name, keys in found["rows"].items():
        now = _with_keys(now, name, tuple(map(UUID, keys)))
    return Typed(found["page"], now, found["texts"])


def _with_keys(now: Answers, table: str, keys: tuple[UUID, ...]) -> Answers:
    gone = set(now.keys(table)) - set(keys)
    cells = {cell: each for cell, each in now.items() if not _gone(cell, table, gone)}
    return Answers(cells, {**now.rows, table: keys})


def _gone(cell: Cell, table: str, gone: set[UUID]) -> bool:
    return cell.row in gone and cell.field.startswith(f"{table}.")


def _value(answer: Answer) -> Any:
    return None if answer.value is None else to_json(answer.value)


def _said(answer: Answer) -> tuple[object, bool]:
    return answer.value, answer.absent
