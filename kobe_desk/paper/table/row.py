"""One row: its cells set into their columns, and drawn."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kobe_desk.paper.fonts import Face
from kobe_desk.paper.glyphs import Line, MissingGlyph, Setter
from kobe_desk.paper.lines import tokens, wrap
from kobe_desk.paper.sheet import MIDDLE, MM, NARROWEST, Align, Sheet, Type
from kobe_desk.paper.styles import RUBY_SIZE
from kobe_desk.paper.table.spec import Cell, Column, Kind, Row, Table, Value, number

_EMPTY = Cell("")


@dataclass(slots=True)
class Slot:
    """A column as rows are set into it: its place, inner width and types, worked out once for a table."""

    column: Column
    left: float
    inner: float
    plain: Type
    bold: Type
    align: Align
    room: float

    def place(self, width: float, align: Align) -> float:
        """Where a line of this width (mm) begins."""
        if align == "left":
            return self.left
        return self.left + (self.inner - width) * (0.5 if align == "center" else 1.0)


@dataclass(slots=True)
class Set:
    """A cell that has been set: lines, their type, and ruby."""

    slot: Slot
    type: Type
    lines: list[Line]
    align: Align
    ruby: str = ""
    tick: bool | None = None


def slots(table: Table, left: float, type: Type) -> list[Slot]:
    """The columns from left to right."""
    found = []
    for column in table.columns:
        plain = type.at(column.size) if column.size else type
        if column.kind is Kind.NUMBER:
            plain = plain.with_face(plain.face.numbers)
        elif column.kind is Kind.CODE:
            plain = plain.with_face(Face.FIXED)
        inner = column.width - 2 * table.style.pad_x
        align: Align = "right" if column.kind is Kind.NUMBER else column.align
        bold = plain.with_face(plain.face.bold)
        found.append(Slot(column, left + table.style.pad_x, inner, plain, bold, align, inner * MM / plain.size * 1000))
        left += column.width
    return found


def set_row(setter: Setter, row: Sequence[Value], places: Sequence[Slot]) -> list[Set]:
    """Set each cell of a row; a character nobody has is told with the name that stands in the row."""
    try:
        return [_set_cell(setter, value, slot) for value, slot in zip(row, places, strict=True)]
    except MissingGlyph as missing:
        raise MissingGlyph(missing.field, **{**missing.values, "owner": _owner(row, places) or setter.owner}) from None


def height_of(cells: Sequence[Set], table: Table) -> float:
    """How high a row must be for all its lines."""
    style = table.style
    height = style.row_height
    for cell in cells:
        if cell.ruby:
            height = max(height, style.ruby_height)
        if len(cell.lines) > 1:
            height = max(height, len(cell.lines) * cell.type.line + 2 * style.pad_y)
    return height


def draw_row(sheet: Sheet, y: float, height: float, cells: Sequence[Set]) -> None:
    """Draw the cells of a row, centred in its height."""
    for cell in cells:
        type, lines = cell.type, cell.lines
        if cell.tick is not None:
            sheet.tick_box(cell.slot.left + cell.slot.inner / 2 - 1.6, y + height / 2 - 1.6, 3.2, cell.tick)
        elif cell.ruby:
            _draw_ruby(sheet, y, height, cell)
        elif lines:
            baseline = y + height / 2 + (MIDDLE - (len(lines) - 1) * type.leading / 2) * type.size / MM
            for line in lines:
                width = line.width * type.size * type.scale / 100_000 / MM
                sheet.put(cell.slot.place(width, cell.align), baseline, line, type)
                baseline += type.size * type.leading / MM


def split_row(cells: Sequence[Set], height: float, table: Table) -> tuple[list[Set], list[Set]]:
    """A row longer than a sheet: what goes into this height, and what goes on after it."""
    first, rest = [], []
    for cell in cells:
        count = max(1, int((height - 2 * table.style.pad_y) / cell.type.line))
        first.append(replace(cell, lines=cell.lines[:count]))
        rest.append(replace(cell, lines=cell.lines[count:], ruby="", tick=None))
    return first, rest


def _set_cell(setter: Setter, value: Value, slot: Slot) -> Set:
    if type(value) is str:
        if "\n" not in value:
            line = setter.line(value, slot.plain.face)
            if line.width <= slot.room:
                return Set(slot, slot.plain, [line] if line.count else [], slot.align)
        return _set_long(setter, Cell(value), slot, slot.plain)
    if isinstance(value, bool):
        return Set(slot, slot.plain, [], slot.align, tick=value)
    if isinstance(value, int):
        return _set_cell(setter, number(value), slot)
    cell = value if isinstance(value, Cell) else _EMPTY
    kind = slot.bold if cell.bold else slot.plain
    return _set_long(setter, cell, slot, replace(kind, grey=cell.grey) if cell.grey else kind)


def _set_long(setter: Setter, cell: Cell, slot: Slot, type: Type) -> Set:
    """A cell of several lines, with ruby, or too wide for its column."""
    kind, align = slot.column.kind, cell.align or slot.align
    if not cell.text:
        return Set(slot, type, [], align)
    if kind is not Kind.TEXT and "\n" not in cell.text:
        squeezed = _squeezed(setter.width(cell.text, type.face), type, slot.inner)
        if squeezed.scale >= NARROWEST or kind is not Kind.NAME:
            return Set(slot, squeezed, [setter.line(cell.text, type.face)], align, cell.ruby)
    type = _wide_enough(setter, cell.text, type, slot.inner)
    texts = wrap(setter, cell.text, type, slot.inner)
    return Set(slot, type, [setter.line(text.rstrip(), type.face) for text in texts], align, cell.ruby)


def _wide_enough(setter: Setter, text: str, type: Type, inner: float) -> Type:
    """Squeeze the type where that keeps the longest number or word of a cell on one line."""
    squeezed = _squeezed(max(setter.width(token.rstrip(), type.face) for token in tokens(text)), type, inner)
    return squeezed if squeezed.scale >= NARROWEST else type


def _squeezed(natural: float, type: Type, inner: float) -> Type:
    """Smaller to 80 % (not under 9 pt), then narrower."""
    fitting = inner * MM * 1000 / natural if natural else type.size
    size = min(type.size, max(fitting, min(type.size, max(type.size * 0.8, 9.0))))
    return replace(type, size=size, scale=min(100.0, 100 * fitting / size))


def _draw_ruby(sheet: Sheet, y: float, height: float, cell: Set) -> None:
    """ふりがな above the name; together they are centred in the row."""
    type, slot = cell.type, cell.slot
    ruby = Type(type.face, min(RUBY_SIZE, type.size * 0.75))
    lines = len(cell.lines)
    block = (ruby.size * 1.08 + type.size + (lines - 1) * type.size * type.leading) / MM
    top = y + (height - block) / 2
    sheet.within(slot.left, top + ruby.em * 0.86, slot.inner, cell.ruby, ruby, cell.align)
    baseline = top + ruby.em * 1.08 + type.em * 0.86
    for line in cell.lines:
        width = line.width * type.size * type.scale / 100_000 / MM
        sheet.put(slot.place(width, cell.align), baseline, line, type)
        baseline += type.line


def _owner(row: Sequence[Value], places: Sequence[Slot]) -> str:
    """The name that stands in the row, or its first words."""
    named = [value for value, slot in zip(row, places, strict=True) if slot.column.kind is Kind.NAME]
    for value in [*named, *row]:
        text = value.text if isinstance(value, Cell) else value
        if isinstance(text, str) and text:
            return text
    return ""


def cells_of(row: "Row | Sequence[Value]") -> Sequence[Value]:
    return row.cells if isinstance(row, Row) else row
