"""What goes into an import, row by row: plain data that a child process can hand over."""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from kobe_desk.modules.members.rules.alike import Marks, in_columns, marks
from kobe_desk.modules.members.rules.identity import area_key
from kobe_desk.modules.members.rules.index_words import fold_column, order_key, person_words, place_words

ERROR, WARNING = "error", "warning"


class Problem(NamedTuple):
    """Something a person should look at. error: the row is not taken in; warning: the field is empty or in doubt."""

    line: int
    column: str
    value: str
    reason: str
    severity: str
    field: str = ""
    """What the cell is read as, where writing one cell otherwise would help."""

    def as_json(self) -> dict[str, Any]:
        """The five facts that the command line prints."""
        return dict(zip(self._fields[:5], self[:5], strict=True))


class OwnCell(NamedTuple):
    """A cell of such a column: its line, its field, the heading above it, and the text."""

    line: int
    field: UUID
    heading: str
    text: str


class Difference(NamedTuple):
    """A fact that the file says otherwise than the roster."""

    line: int
    name: str
    field: str
    before: Any
    after: Any


class ImportRow(NamedTuple):
    """A row as it will be kept: cleaned, with what it says of the household beside the person."""

    line: int
    number: str
    name: str
    kana: str
    birth: date | None
    birth_part: str
    sex: str
    relation: str
    phone: str
    mobile: str
    mail: str
    notes: str
    joined: date | None
    left: date | None
    """The last day as a member."""
    head: bool | None
    """Whether the row says that this is the head (世帯主); None: it does not say."""
    home: str
    """The household proposed: rows with the same text belong together; empty: none is proposed."""
    home_number: str
    area: str
    house: str
    postal: str
    address: str
    building: str
    problems: tuple[Problem, ...]


class RefusedRow(NamedTuple):
    """A row that is not taken in, and why."""

    line: int
    problems: tuple[Problem, ...]


Item = ImportRow | RefusedRow


class RowChunk(NamedTuple):
    """Many rows column by column: how they cross from one process to the other, and to the tables."""

    rows: int
    refused: int
    problems: list[Problem]
    columns: Sequence[Sequence[Any]]
    """One for each field of `ImportRow` but the last, in that order."""
    sort_keys: Sequence[str]
    words: Sequence[str]
    """What search finds each person by."""
    place_words: Sequence[str]
    """And what it finds the household by, as this row has it."""
    marks: Sequence["array[int]"]
    """What each row is compared by with those that came before, column by column."""

    def column(self, name: str) -> Sequence[Any]:
        return self.columns[_PLACE[name]]

    def items(self) -> Iterator[ImportRow]:
        """The good rows one by one; their problems stand in the chunk."""
        return (ImportRow._make((*row, ())) for row in zip(*self.columns, strict=True))


_PLACE = {name: place for place, name in enumerate(ImportRow._fields)}


def chunk_of(items: Sequence[Item]) -> RowChunk:
    """The rows of a chunk with what they are found by, the refused ones left out."""
    good = [each for each in items if isinstance(each, ImportRow)]
    problems = [problem for each in items for problem in each.problems]
    columns: Sequence[Sequence[Any]] = [()] * (len(ImportRow._fields) - 1)
    if good:
        columns = list(zip(*good, strict=True))[:-1]
    texts = [fold_column(columns[_PLACE[name]]) for name in ("name", "kana", "mail", "number")]
    return RowChunk(
        len(items),
        len(items) - len(good),
        problems,
        columns,
        [order_key(row.name, row.kana) for row in good],
        person_words(texts, [columns[_PLACE["phone"]], columns[_PLACE["mobile"]]]) if good else (),
        [place_words(row.address, row.building, row.postal, "") for row in good],
        in_columns([_marks(name, row) for name, row in zip(texts[0], good, strict=False)]),
    )


def _marks(folded: str, row: ImportRow) -> Marks:
    rest = f"{row.kana}/{area_key(row.area)}/{row.house}"
    return marks(folded, row.birth, row.home, (row.phone, row.mobile), rest)


def chunks_of(items: Iterable[Item | RowChunk], size: int) -> Iterator[RowChunk]:
    """Rows in chunks, whichever way they come."""
    waiting: list[Item] = []
    for each in items:
        if isinstance(each, RowChunk):
            yield each
            continue
        waiting.append(each)
        if len(waiting) == size:
            yield chunk_of(waiting)
            waiting = []
    if waiting:
        yield chunk_of(waiting)
