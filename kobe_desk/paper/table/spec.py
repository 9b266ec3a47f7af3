"""What a table is: columns, cells, rows, style."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

from kobe_desk.paper.sheet import Align, Type
from kobe_desk.paper.styles import CELL, LIST_CELL, LIST_HEAD, LIST_HEADING


class Kind(Enum):
    """How a column's text behaves: words wrap; names, numbers and codes keep to one line."""

    TEXT = auto()
    NAME = auto()
    NUMBER = auto()
    CODE = auto()
    TICK = auto()


@dataclass(frozen=True)
class Column:
    """A column: its head (a line break makes two lines), width in mm, and what it holds.

    Neighbours with the same `over` share a head above theirs. `tinted` marks a label column.
    """

    head: str
    width: float
    align: Align = "left"
    kind: Kind = Kind.TEXT
    over: str = ""
    tinted: bool = False
    size: float | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that needs more than its text: ruby (ふりがな) above it, weight, grey, its own alignment."""

    text: str
    ruby: str = ""
    bold: bool = False
    grey: float = 0.0
    align: Align | None = None


Value = str | int | Cell | None


@dataclass(frozen=True, slots=True)
class Row:
    """A row that needs more than its cells: a heavier rule above it (a new year), or a tint."""

    cells: Sequence[Value]
    rule_above: bool = False
    tinted: bool = False


@dataclass(frozen=True)
class Band:
    """The black band over a group (班): its name, a note, and its count at the right."""

    name: str
    note: str = ""
    count: str = ""


@dataclass(frozen=True)
class TableStyle:
    """Type, height and padding of rows in mm."""

    type: Type
    head: Type
    title: Type
    total: Type
    row_height: float = 7.4
    ruby_height: float = 8.6
    pad_x: float = 1.6
    pad_y: float = 1.1
    zebra: bool = False


FORM_TABLE = TableStyle(CELL, CELL, CELL.at(11), CELL)
"""Formal papers: Mincho, black lines."""
LIST_TABLE = TableStyle(LIST_CELL, LIST_HEAD.with_face(LIST_CELL.face), LIST_HEADING, LIST_HEAD, zebra=True)
"""In-house lists: Gothic, every second row lightly tinted when there are more than 20."""


@dataclass(frozen=True)
class Table:
    """Columns, and what stands around the rows.

    `unit` prints （単位：…） at the right shoulder; `empty` is the sentence of a table without rows; `total` stands on
    the last page only, `page_total` (given the rows of a page) on every page; `rows_at_least` fills a form with
    blank rows, the first of them saying 以下余白.
    """

    columns: Sequence[Column]
    style: TableStyle = FORM_TABLE
    title: str = ""
    unit: str = ""
    empty: str = "該当するものはありません。"
    total: Sequence[Value] | None = None
    page_total: Callable[[Sequence[Sequence[Value]]], Sequence[Value]] | None = None
    rows_at_least: int = 0
    blank_note: str = "以下余白"

    @property
    def width(self) -> float:
        return sum(column.width for column in self.columns)

    def continued(self) -> "Table":
        """The same table on the next sheet."""
        return replace(self, title=f"{self.title}（続き）") if self.title else self


def number(value: int) -> str:
    """Figures as papers write them: commas, and △ before what is below zero."""
    return f"△{-value:,}" if value < 0 else f"{value:,}"
