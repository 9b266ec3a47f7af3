"""The worked examples (計算例) of a programme as they are shown: what comes of each, and the way to its papers."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from kobe_desk.core.permission import query
from kobe_desk.modules.subsidies.rules import example
from kobe_desk.modules.subsidies.rules.definition import Programme
from kobe_desk.modules.subsidies.rules.problem import Problem
from kobe_desk.modules.subsidies.usecases.examples import examples_of
from kobe_desk.modules.subsidies.usecases.facts import ProgrammeUnknown
from kobe_desk.modules.subsidies.usecases.owning import OWN, found_own, programme_of_own
from kobe_desk.modules.subsidies.usecases.shelf import shelf


@dataclass(frozen=True, slots=True)
class WorkedRow:
    """One example: its amounts in yen by label (None where none comes of it), and why it is no whole application."""

    name: str
    title: str
    amounts: tuple[tuple[str, int | None], ...]
    failed: tuple[str, ...]
    """What the checks say."""
    unanswered: int
    """Questions that it leaves open, since they do not count for its amounts."""
    data: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class WorkedRows:
    """A programme with its examples."""

    programme: Programme
    rows: tuple[WorkedRow, ...]


@query(needs="subsidies.read")
def worked_examples(session: Session, key: str) -> WorkedRows:
    """The examples of a programme, shipped or one's own, whole applications first. Raises ProgrammeUnknown."""
    programme, examples = _of(session, key)
    rows = [row for name, data in examples.items() if (row := _row(programme, name, data)) is not None]
    return WorkedRows(programme, tuple(sorted(rows, key=lambda row: bool(row.unanswered or row.failed))))


def _of(session: Session, key: str) -> tuple[Programme, Mapping[str, Any]]:
    if key.startswith(OWN):
        found = found_own(session, key)
        programme = programme_of_own(found)
        return programme, examples_of(programme, found.examples)
    shelved = next((each for each in shelf() if each.name == key), None)
    if shelved is None:
        raise ProgrammeUnknown
    return shelved.programme, shelved.examples


def _row(programme: Programme, name: str, data: Mapping[str, Any]) -> WorkedRow | None:
    worked = example.read(programme, name, data)
    if isinstance(worked, Problem):
        return None
    found = example.results(programme, worked)
    amounts = tuple(
        (each.label, made.yen if (made := found.amounts.get(each.id)) else None) for each in programme.amounts
    )
    failed = tuple(each.message for each in found.errors)
    return WorkedRow(name, worked.title, amounts, failed, len({each.field for each in found.missing}), data)
