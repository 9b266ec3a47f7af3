"""The answers (回答) of one application: never changed, only replaced, and never lost by going back."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from kobe_desk.core.ids import new_id
from kobe_desk.modules.subsidies.rules.values import Value


class State(StrEnum):
    """Three ways of being empty, and one of not."""

    BLANK = "blank"
    ZERO = "zero"
    NOT_APPLICABLE = "not_applicable"
    FILLED = "filled"


class Origin(StrEnum):
    """Where an answer came from."""

    TYPED = "typed"
    PREFILL = "prefill"
    COMPUTED = "computed"
    CARRIED = "carried"
    DELEGATED = "delegated"


class Cell(NamedTuple):
    """Where an answer stands: a field, or a column `table.column` of the row with this key."""

    field: str
    row: UUID | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer with its source. `stale` (要確認): something it rests on has changed since."""

    value: Value | None = None
    absent: bool = False
    origin: Origin = Origin.TYPED
    source: str = ""
    """The source as shown: 名簿 令和8年4月1日時点."""
    source_hash: str = ""
    """The source's fingerprint when it was taken; another one today makes the answer stale."""
    stale: bool = False
    confirmed_by: str = ""
    confirmed_at: datetime | None = None

    @property
    def state(self) -> State:
        if self.absent:
            return State.NOT_APPLICABLE
        if self.value is None or self.value == "" or self.value == ():
            return State.BLANK
        return State.ZERO if self.value == 0 and not isinstance(self.value, bool) else State.FILLED

    @property
    def blank(self) -> bool:
        return self.state is State.BLANK


BLANK = Answer()
NOT_APPLICABLE = Answer(absent=True)


@dataclass(frozen=True, slots=True)
class Answers:
    """Every answer of an application, dormant ones included; rows are known by key and keep their order."""

    cells: Mapping[Cell, Answer] = field(default_factory=dict)
    rows: Mapping[str, tuple[UUID, ...]] = field(default_factory=dict)

    def get(self, name: str, row: UUID | None = None) -> Answer:
        return self.cells.get(Cell(name, row), BLANK)

    def value(self, name: str, row: UUID | None = None) -> Value | None:
        return self.get(name, row).value

    def keys(self, table: str) -> tuple[UUID, ...]:
        return self.rows.get(table, ())

    def items(self) -> Iterator[tuple[Cell, Answer]]:
        yield from self.cells.items()

    def with_answer(self, name: str, answer: Answer, row: UUID | None = None) -> "Answers":
        """The answers with one replaced."""
        return replace(self, cells={**self.cells, Cell(name, row): answer})

    def with_value(self, name: str, value: Value | None, row: UUID | None = None) -> "Answers":
        """The answers with one typed anew."""
        return self.with_answer(name, Answer(value), row)

    def with_row(
        self,
        table: str,
        values: Mapping[str, Value],
        key: UUID | None = None,
        origin: Origin = Origin.TYPED,
        source_hash: str = "",
    ) -> "Answers":
        """The answers with one more row at the end of a table; `source_hash` is that of all its rows together."""
        key = key or new_id()
        cells = {
            Cell(f"{table}.{column}", key): Answer(value, origin=origin, source_hash=source_hash)
            for column, value in values.items()
        }
        return Answers({**self.cells, **cells}, {**self.rows, table: (*self.keys(table), key)})

    def without_row(self, table: str, key: UUID) -> "Answers":
        """The answers without a row; the keys of the others stay."""
        left = {cell: each for cell, each in self.cells.items() if not _in_row(cell, table, key)}
        return Answers(left, {**self.rows, table: tuple(each for each in self.keys(table) if each != key)})

    def with_order(self, table: str, keys: Iterable[UUID]) -> "Answers":
        """The answers with the rows of a table in another order. Raises ValueError if they are not the same rows."""
        ordered = tuple(keys)
        if sorted(ordered) != sorted(self.keys(table)):
            raise ValueError(table)
        return replace(self, rows={**self.rows, table: ordered})

    def marked_stale(self, names: Iterable[str]) -> "Answers":
        """The answers with every given one that is not blank marked 要確認."""
        wanted = frozenset(names)
        return replace(self, cells={
            cell: replace(each, stale=True) if cell.field in wanted and not each.blank else each
            for cell, each in self.cells.items()
        })  # fmt: skip

    def confirmed(self, name: str, who: str, moment: datetime, row: UUID | None = None) -> "Answers":
        """The answers with one looked at again and found right."""
        answer = replace(self.get(name, row), stale=False, confirmed_by=who, confirmed_at=moment)
        return self.with_answer(name, answer, row)

    @property
    def stale(self) -> tuple[Cell, ...]:
        return tuple(cell for cell, each in self.cells.items() if each.stale)


def _in_row(cell: Cell, table: str, key: UUID) -> bool:
    return cell.row == key and cell.field.startswith(f"{table}.")
