"""A packet that came back, beside the desk: what is taken as it is, and what both changed (conflict)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from uuid import UUID

from kobe_desk.modules.subsidies.rules.answers import Answer, Answers, Origin
from kobe_desk.modules.subsidies.rules.definition import Programme
from kobe_desk.modules.subsidies.rules.packet.reduced import cells_of, columns_of
from kobe_desk.modules.subsidies.rules.values import spoken


class Side(StrEnum):
    """Whose text is taken."""

    DESK = "desk"
    HELPER = "helper"


class What(StrEnum):
    """What differs."""

    ANSWER = "answer"
    ROW_ADDED = "row_added"
    ROW_REMOVED = "row_removed"
    """The helper took a row out."""
    ROW_GONE = "row_gone"
    """The desk took a row out that the helper went on with."""


@dataclass(frozen=True, slots=True)
class Point:
    """One difference. In conflict both texts are shown, and the secretary chooses; else the helper's is taken."""

    what: What
    field: str
    row: UUID | None
    label: str
    place: int
    """Which row of the table it is at the desk, from 1; 0 for a question of its own."""
    before: str
    desk: str
    helper: str
    conflict: bool

    @property
    def key(self) -> str:
        return f"{self.what}/{self.field}/{self.row or ''}"


def compare(
    programme: Programme, chosen: Sequence[str], base: Answers, desk: Answers, helper: Answers
) -> tuple[Point, ...]:
    """Every difference between what was handed out, the desk today, and what came back."""
    three = _Three(programme, base, desk, helper)
    return tuple(point for name in chosen for point in three.points(name))


def merged(
    points: Sequence[Point], desk: Answers, helper: Answers, choices: Mapping[str, Side], source: str
) -> Answers:
    """The desk's answers with what is taken of the helper's. Raises KeyError for a conflict without a choice."""
    for point in points:
        if point.conflict and choices[point.key] is Side.DESK:
            continue
        desk = _taken(point, desk, helper, source)
    return desk


def _taken(point: Point, desk: Answers, helper: Answers, source: str) -> Answers:
    if point.what is What.ANSWER:
        return desk.with_answer(point.field, _given(helper.get(point.field, point.row), source), point.row)
    assert point.row is not None  # noqa: S101 - all others are of rows
    if point.what is What.ROW_REMOVED:
        return desk.without_row(point.field, point.row)
    cells = {cell: _given(each, source) for cell, each in helper.items() if cell.row == point.row}
    keys = (*desk.keys(point.field), point.row)
    return Answers({**desk.cells, **cells}, {**desk.rows, point.field: keys})


def _given(answer: Answer, source: str) -> Answer:
    return replace(answer, origin=Origin.DELEGATED, source=source)


class _Three:
    """What was handed out, the desk today, what came back."""

    def __init__(self, programme: Programme, base: Answers, desk: Answers, helper: Answers) -> None:
        self.programme, self.base, self.desk, self.helper = programme, base, desk, helper

    def points(self, name: str) -> Iterator[Point]:
        if name in self.programme.tables:
            yield from self._table(name)
        else:
            yield from self._answer(name)

    def _answer(self, name: str, row: UUID | None = None, place: int = 0, table: str = "") -> Iterator[Point]:
        base, desk, helper = (each.get(name, row) for each in (self.base, self.desk, self.helper))
        if _said(helper) in (_said(base), _said(desk)):
            return
        field = self.programme.fields[name]
        label = f"{table}　{field.label}" if table else field.label
        before, here, theirs = (self._words(name, each) for each in (base, desk, helper))
        conflict = _said(desk) != _said(base)
        yield Point(What.ANSWER, name, row, label, place, before, here, theirs, conflict)

    def _table(self, name: str) -> Iterator[Point]:
        before, here, there = (each.keys(name) for each in (self.base, self.desk, self.helper))
        for place, row in enumerate(here, 1):
            if row in there:
                yield from self._both(name, row, place)
            elif row in before:
                yield self._row(What.ROW_REMOVED, name, row, place, conflict=not self._same_row(name, row, self.desk))
        for row in (each for each in there if each not in here):
            if row not in before:
                yield self._row(What.ROW_ADDED, name, row, 0, conflict=False)
            elif not self._same_row(name, row, self.helper):
                yield self._row(What.ROW_GONE, name, row, 0, conflict=True)

    def _both(self, name: str, row: UUID, place: int) -> Iterator[Point]:
        for column in self._columns(name):
            yield from self._answer(column, row, place, self.programme.tables[name].label)

    def _columns(self, name: str) -> tuple[str, ...]:
        return tuple(f"{name}.{each.id}" for each in columns_of(self.programme, self.programme.tables[name]))

    def _same_row(self, name: str, row: UUID, other: Answers) -> bool:
        return all(_said(self.base.get(each, row)) == _said(other.get(each, row)) for each in self._columns(name))

    def _row(self, what: What, name: str, row: UUID, place: int, *, conflict: bool) -> Point:
        label = self.programme.tables[name].label
        before, here, theirs = (self._row_words(name, row, each) for each in (self.base, self.desk, self.helper))
        return Point(what, name, row, label, place, before, here, theirs, conflict)

    def _row_words(self, name: str, row: UUID, answers: Answers) -> str:
        if row not in answers.keys(name):
            return ""
        words = (self._words(each, answers.get(each, row)) for each in self._columns(name))
        return "　".join(each for each in words if each)

    def _words(self, name: str, answer: Answer) -> str:
        if answer.absent:
            return "該当なし"
        return spoken(self.programme.fields[name], answer.value, self.programme.choice_lists)


def _said(answer: Answer) -> tuple[str, object, bool]:
    value = None if answer.value in ("", ()) else answer.value
    return type(value).__name__, value, answer.absent


def within(programme: Programme, chosen: Sequence[str], answers: Answers) -> bool:
    """Whether answers are of these questions only."""
    names = cells_of(programme, chosen)
    return all(cell.field in names for cell in answers.cells) and all(name in chosen for name in answers.rows)
