"""A table of answers on a form: columns get their widths from what they hold, heads break where they must."""

from collections.abc import Sequence
from dataclasses import replace

from kobe_desk.modules.subsidies.papers.facts import Grid, GridColumn, GridValue, Holds
from kobe_desk.paper.flow import Flow
from kobe_desk.paper.glyphs import Setter
from kobe_desk.paper.lines import wrap
from kobe_desk.paper.styles import CELL, SMALL
from kobe_desk.paper.table import FORM_TABLE, Cell, Column, Kind, Table, Value, draw_table, number

ROOM = {Holds.NUMBER: (22.0, 34.0), Holds.CODE: (20.0, 36.0), Holds.SHORT: (16.0, 34.0)}
"""mm, least and most: such a column is as wide as what it holds; words share what these leave over."""
PAD = 4.0
COMPACT = replace(FORM_TABLE, row_height=6.8)
LEAST_WORDS, MOST_WORDS = 24.0, 96.0
_KINDS = {Holds.NAME: Kind.NAME, Holds.NUMBER: Kind.NUMBER, Holds.CODE: Kind.CODE}


def draw_grid(flow: Flow, grid: Grid) -> None:
    """The table with its heading and unit; without rows it says so in one."""
    widths = column_widths(flow.paper.setter, grid, flow.width)
    columns = [_column(flow, column, width) for column, width in zip(grid.columns, widths, strict=True)]
    total = _total(grid.total) if grid.total and grid.rows else None
    style = COMPACT if grid.compact else FORM_TABLE
    table = Table(columns, style, title=grid.title, unit=grid.unit, empty=grid.empty, total=total)
    with flow.paper.owner(grid.title):
        draw_table(flow, table, grid.rows)
    if grid.note:
        flow.gap(1)
        flow.text(grid.note, SMALL)
    flow.gap(3.5 if grid.compact else 4.5)


def column_widths(setter: Setter, grid: Grid, width: float) -> list[float]:
    """Figures, codes and short words take what they need, words share the rest; many columns share all of it."""
    fixed = [_needed(setter, grid, place) for place in range(len(grid.columns))]
    words = [0.0 if taken else _share(setter, grid, place) for place, taken in enumerate(fixed)]
    left = width - sum(fixed)
    if not any(words):
        return [taken * width / sum(fixed) for taken in fixed]
    needed = LEAST_WORDS * sum(1 for share in words if share)
    if left < needed:
        shrink = (width - needed) / sum(fixed)
        fixed, left = [taken * shrink for taken in fixed], needed
    return [taken or left * share / sum(words) for taken, share in zip(fixed, words, strict=True)]


def _needed(setter: Setter, grid: Grid, place: int) -> float:
    """What a column of figures or short words needs for its longest line; 0 for a column of words."""
    column = grid.columns[place]
    if column.holds not in ROOM:
        return 0.0
    least, most = ROOM[column.holds]
    return min(max(_widest(setter, grid, place) + PAD, least), most)


def _share(setter: Setter, grid: Grid, place: int) -> float:
    """What a column of words gets of the rest: by its longest line, within reason; as declared without rows."""
    if not grid.rows:
        return grid.columns[place].share
    return min(max(_widest(setter, grid, place) + PAD, LEAST_WORDS), MOST_WORDS) / LEAST_WORDS


def _widest(setter: Setter, grid: Grid, place: int) -> float:
    cells = [row[place] for row in (*grid.rows, grid.total or ()) if place < len(row)]
    texts = [number(cell) if isinstance(cell, int) else cell or "" for cell in cells]
    lines = [line for text in texts for line in text.split("\n")]
    return max((setter.width(line, CELL.face.numbers) / 1000 * CELL.em for line in lines), default=0.0)


def _column(flow: Flow, column: GridColumn, width: float) -> Column:
    align = "center" if column.holds in (Holds.SHORT, Holds.CODE) else "left"
    kind = _KINDS.get(column.holds, Kind.TEXT)
    return Column(_head(flow, column.head, width - 2), width, align, kind)  # type: ignore[arg-type]


def _head(flow: Flow, head: str, width: float) -> str:
    """A head too wide for its column stands in two lines, parted near its middle."""
    setter = flow.paper.setter
    if setter.width(head, CELL.face) / 1000 * CELL.em <= width:
        return head
    small = CELL.at(9.5)
    half = setter.width(head, small.face) / 2000 * small.em
    lines = wrap(setter, head, small, min(width, half + small.em * 0.55))
    return "\n".join(lines) if len(lines) == 2 else head


def _total(cells: Sequence[GridValue]) -> list[Value]:
    """計 centred in the first column."""
    first, *rest = cells
    return [Cell(str(first or "計"), align="center"), *rest]
