"""A table beside what it was before and what its source says: each row is looked at and settled by itself (要確認)."""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

from kobe_desk.core.ids import new_id
from kobe_desk.modules.subsidies.rules.answers import BLANK, Answer, Answers
from kobe_desk.modules.subsidies.rules.definition import Table
from kobe_desk.modules.subsidies.rules.matching import Match, Row, matched, typed
from kobe_desk.modules.subsidies.rules.values import to_json

GONE = "-"
"""The fingerprint of a source that holds nothing any more."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row in up to three versions."""

    key: str
    """What the row is called when it is settled: another name as soon as any version of it says something else."""
    at: Match = field(compare=False)
    before: Row | None
    today: Row | None
    now: Row | None
    row: UUID | None = None
    left: bool = False
    """Whether somebody looked at it and left it out."""
    compared: bool = True
    """Whether it was looked at beside what the source says today."""

    @property
    def versions(self) -> tuple[Row, ...]:
        return tuple(each for each in (self.before, self.today, self.now) if each is not None)

    @property
    def differing(self) -> frozenset[str]:
        """The columns in which versions say different things."""
        said: dict[str, set[str]] = {}
        for row in self.versions:
            for name, answer in row.items():
                said.setdefault(name, set()).add(_content(answer))
        return frozenset(name for name, found in said.items() if len(found) > 1)

    def changed_from(self, version: Row | None) -> bool:
        """Whether this application would say something else with the row of that version."""
        if version is None or self.now is None:
            return version is not None
        return any(_content(version[name]) != _content(self.now[name]) for name in version)

    @property
    def unchanged(self) -> bool:
        """Whether the source says today what the application before said, as far as it says anything of a row."""
        before, today = self.before, self.today
        return before is not None and today is not None and all(
            _content(before[name]) == _content(today[name]) for name in before if name in today
        )  # fmt: skip

    @property
    def settled(self) -> bool:
        """Whether somebody has looked at it here: confirmed as it stands, or left out."""
        if self.now is None:
            return self.left
        given = [each for each in self.now.values() if not each.blank]
        looked_at = given or [each for each in self.now.values() if each.confirmed_by]
        return self.compared and bool(looked_at) and all(each.confirmed_by and not each.stale for each in looked_at)


@dataclass(frozen=True, slots=True)
class Versions:
    """The rows of the application before and of the source today; `mark` is that of all rows of the source."""

    before: tuple[Row, ...] = ()
    today: tuple[Row, ...] = ()
    mark: str = ""


def rows_in(table: Table, answers: Answers) -> tuple[Row, ...]:
    """The rows of a table as they are answered."""
    columns = [each.id for each in typed(table)]
    return tuple({each: answers.get(f"{table.id}.{each}", key) for each in columns} for key in answers.keys(table.id))


def lines(table: Table, versions: Versions, answers: Answers, left: frozenset[str]) -> tuple[Line, ...]:
    """The rows side by side. `left` has the marks of rows that were looked at and left out."""
    now, keys = rows_in(table, answers), answers.keys(table.id)
    twins: Counter[str] = Counter()
    found = []
    for match in matched(table, versions.before, versions.today, now):
        before = None if match.before is None else versions.before[match.before]
        today = None if match.today is None else versions.today[match.today]
        mine, row = (None, None) if match.now is None else (now[match.now], keys[match.now])
        name = f"{mark_of(mine)}-{mark_of(before)}-{mark_of(today)}"
        twins[name] += 1
        key = f"{row or twins[name]}-{name}"
        gone = left_mark(before, today) in left
        found.append(Line(key, match, before, today, mine, row, gone, _is_compared(mine, today, versions.mark)))
    return tuple(found)


def _is_compared(now: Row | None, today: Row | None, mark: str) -> bool:
    """A row that came from the source, or was looked at beside it, is to be looked at again when that has changed.

    Without a `mark` the table as a whole has no source: what single cells of it rest on is told of these.
    """
    if (
        now is None
        or not mark
        or (today is not None and all(_content(now[name]) == _content(today[name]) for name in today))
    ):
        return True
    seen = {each.source_hash for each in now.values() if each.source_hash}
    return seen <= {mark, mark_of(today)}


def mark_of(row: Row | None) -> str:
    """One text for one content of a row."""
    if row is None:
        return GONE
    said = sorted((name, _content(each)) for name, each in row.items() if not each.blank)
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()[:32]


def left_mark(before: Row | None, today: Row | None) -> str:
    """What a row that is in this application not is known by: the source's content, else that of before."""
    return mark_of(before if today is None else today)


def _content(answer: Answer) -> str:
    value = None if answer.blank or answer.value is None else to_json(answer.value)
    return json.dumps([answer.absent, value], ensure_ascii=False, sort_keys=True)


# what a press does


@dataclass(frozen=True, slots=True)
class Looked:
    """Who looked, and when."""

    who: str
    moment: datetime

    def at(self, answer: Answer) -> Answer:
        return replace(answer, stale=False, confirmed_by=self.who, confirmed_at=self.moment)


def taken(
    table: Table, answers: Answers, line: Line, given: Row, siblings: Sequence[Line], looked: Looked | None
) -> Answers:
    """The answers with a row as another version has it; without `looked` it is to be looked at still (要確認).

    `siblings` are all lines in the order of that version: a new row goes where it stood there.
    """
    key = line.row or new_id()
    if line.row is None:
        answers = _with_place(answers.with_row(table.id, {}, key), table.id, line, siblings)
    mark = "" if line.today is None else mark_of(line.today)
    for name, answer in given.items():
        cell = f"{table.id}.{name}"
        if not (answer.blank and answers.get(cell, key).blank):
            answers = answers.with_answer(cell, BLANK if answer.blank else replace(answer, source_hash=mark), key)

    def seen(each: Answer) -> Answer:
        return each if each.blank else looked.at(each) if looked else replace(each, stale=True)

    return _each(table, answers, key, seen)


def kept(table: Table, answers: Answers, line: Line, looked: Looked) -> Answers:
    """The answers with a row confirmed as it stands, also where the source says otherwise today."""
    if line.row is None:
        return answers
    mark = mark_of(line.today)

    def seen(each: Answer) -> Answer:
        answer = looked.at(each)
        return answer if line.compared or not each.source_hash else replace(answer, source_hash=mark)

    answers = _each(table, answers, line.row, seen)
    if all(each.blank for each in (line.now or {}).values()):
        answers = answers.with_answer(f"{table.id}.{typed(table)[0].id}", looked.at(BLANK), line.row)
    return answers


def compared(table: Table, answers: Answers, mark: str) -> Answers:
    """The answers once every row was looked at: the table as a whole was seen beside the source as it is today."""
    for key in answers.keys(table.id):
        answers = _each(table, answers, key, lambda each: replace(each, source_hash=mark) if each.source_hash else each)
    return answers


def _each(table: Table, answers: Answers, key: UUID, change: Callable[[Answer], Answer]) -> Answers:
    for column in typed(table):
        name = f"{table.id}.{column.id}"
        given = answers.get(name, key)
        if given != BLANK:
            answers = answers.with_answer(name, change(given), key)
    return answers


def _with_place(answers: Answers, table: str, line: Line, siblings: Sequence[Line]) -> Answers:
    """The newest row put behind the nearest one that stood before it, else before the nearest that stood behind it."""
    *keys, new = answers.keys(table)
    at = siblings.index(line)
    earlier = next((keys.index(each.row) + 1 for each in reversed(siblings[:at]) if each.row), None)
    later = next((keys.index(each.row) for each in siblings[at + 1 :] if each.row), len(keys))
    place = later if earlier is None else earlier
    return answers.with_order(table, (*keys[:place], new, *keys[place:]))


__all__ = (
    "GONE", "Line", "Looked", "Row", "Versions", "compared", "kept", "left_mark", "lines", "mark_of",
    "rows_in", "taken",
)  # fmt: skip
