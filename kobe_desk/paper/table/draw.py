"""A table over its sheets: heads repeat, rows stay whole, the total stands at the end."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from kobe_desk.paper.flow import Flow
from kobe_desk.paper.fonts import Face
from kobe_desk.paper.sheet import Type, centre_line
from kobe_desk.paper.styles import TINT
from kobe_desk.paper.table.row import Set, cells_of, draw_row, height_of, set_row, slots, split_row
from kobe_desk.paper.table.spec import Band, Cell, Kind, Row, Table, Value

ZEBRA_FROM = 20
ZEBRA = 0.965
INNER = 0.35  # grey of the inner lines: 65 % black
BAND_HEIGHT = 8.0
EMPTY_HEIGHT = 12.0
NEXT_PAGE = "次の頁へ続く"
NOTE_HEIGHT = 5.0


def draw_table(flow: Flow, table: Table, rows: Iterable[Row | Sequence[Value]], band: Band | None = None) -> None:
    """Draw a table where the flow stands; the flow ends below it."""
    _Drawing(flow, table, list(rows), band).draw()


class _Drawing:
    """The state of one table while it is drawn."""

    def __init__(self, flow: Flow, table: Table, rows: list[Row | Sequence[Value]], band: Band | None) -> None:
        self.flow, self.table, self.rows, self.band = flow, table, rows, band
        self.places = slots(table, flow.left, table.style.type)
        self.total_places = slots(table, flow.left, table.style.total)
        self.left, self.right = flow.left, flow.left + table.width
        self.edges = [slot.left - table.style.pad_x for slot in self.places[1:]]
        self.zebra = table.style.zebra and len(rows) > ZEBRA_FROM
        self.head_height = _head_height(table)
        self.top = 0.0
        self.number = 0
        self.page_rows: list[Sequence[Value]] = []

    def draw(self) -> None:
        self._begin_with_room()
        waiting = len(self.rows)
        for row in self.rows:
            waiting -= 1
            self._row(row, last=waiting == 0)
        if self.rows or self.table.rows_at_least:
            self._blank_rows()
        elif self.table.empty:
            self._sentence()
        self._end(last=True)

    # A sheet's part of the table

    def _begin_with_room(self) -> None:
        table = self.table
        ahead = [height_of(self._set(cells_of(row)), table) for row in self.rows[:2]] or [EMPTY_HEIGHT]
        self.flow.need(self._start_height() + sum(ahead) + self._foot_height(len(self.rows) <= 2))
        self._begin(table, again=False)

    def _begin(self, table: Table, again: bool) -> None:
        flow, style = self.flow, table.style
        unit = f"（単位：{table.unit}）" if table.unit else ""
        if self.band:
            self._band(again)
        if table.title or unit:
            flow.heading(table.title, style.title, unit, keep=0, mark=bool(table.title) and not again)
            flow.gap(0.8)
        self.top = flow.y
        flow.sheet.tint(self.left, flow.y, table.width, self.head_height, TINT)
        _draw_head(flow, table, self.left, self.head_height)
        flow.y += self.head_height
        flow.sheet.line(self.left, flow.y, self.right, flow.y, 0.6)

    def _start_height(self) -> float:
        title = self.table.style.title.line + 0.8 if self.table.title or self.table.unit else 0.0
        return title + (BAND_HEIGHT if self.band else 0.0) + self.head_height

    def _foot_height(self, last: bool) -> float:
        """What must still go under a row: the total, or the note that the table goes on."""
        style = self.table.style
        total = style.row_height if self.table.page_total or (last and self.table.total) else 0.0
        return total + (0.0 if last else NOTE_HEIGHT)

    def _end(self, last: bool) -> None:
        flow, table = self.flow, self.table
        if table.page_total:
            self._total(table.page_total(self.page_rows))
        if last and table.total:
            self._total(table.total)
        if self.rows or table.rows_at_least:
            for x in self.edges:
                flow.sheet.line(x, self.top + self.head_height, x, flow.y, 0.35, INNER)
        flow.sheet.box(self.left, self.top, table.width, flow.y - self.top, 0.75)
        self.page_rows = []
        if not last:
            note = table.style.type.at(9)
            flow.sheet.text(self.right, centre_line(flow.y + 0.6, note.line, note.size), NEXT_PAGE, note, "right")

    def _next_sheet(self) -> None:
        self._end(last=False)
        self.flow.next_sheet()
        self._begin(self.table.continued(), again=True)

    # Rows

    def _set(self, row: Sequence[Value]) -> list[Set]:
        return set_row(self.flow.paper.setter, row, self.places)

    def _row(self, row: Row | Sequence[Value], last: bool) -> None:
        cells = self._set(cells_of(row))
        height = height_of(cells, self.table)
        needed = height + self._foot_height(last)
        if needed > self.flow.room and self.flow.y > self._below_head:
            self._next_sheet()
        if needed > self.flow.room:
            cells, height = self._long_row(cells, height, needed - height)
        self._lay(cells, height, row if isinstance(row, Row) else None)
        self.page_rows.append(cells_of(row))

    def _lay(self, cells: list[Set], height: float, row: Row | None = None) -> None:
        flow = self.flow
        sheet, y = flow.sheet, flow.y
        self.number += 1
        if (row and row.tinted) or (self.zebra and self.number % 2 == 0):
            sheet.tint(self.left, y, self.table.width, height, TINT if row and row.tinted else ZEBRA)
        for slot in self.places:
            if slot.column.tinted:
                sheet.tint(slot.left - self.table.style.pad_x, y, slot.column.width, height, TINT)
        if y > self._below_head:
            heavy = row is not None and row.rule_above
            sheet.line(self.left, y, self.right, y, 0.6 if heavy else 0.35, 0.0 if heavy else INNER)
        draw_row(sheet, y, height, cells)
        flow.y = y + height

    def _long_row(self, cells: list[Set], height: float, foot: float) -> tuple[list[Set], float]:
        """A row longer than a sheet goes on over the next ones; returns what is left for the last of them."""
        while height + foot > self.flow.room:
            part, cells = split_row(cells, self.flow.room - NOTE_HEIGHT - foot, self.table)
            self._lay(part, height_of(part, self.table))
            self._next_sheet()
            height = height_of(cells, self.table)
        return cells, height

    @property
    def _below_head(self) -> float:
        return self.top + self.head_height + 0.01

    def _blank_rows(self) -> None:
        table = self.table
        for number in range(self.table.rows_at_least - len(self.rows)):
            note = table.blank_note if number == 0 else ""
            if table.style.row_height > self.flow.room:
                return
            self._lay(self._set([_note_cell(column == _note_column(table), note) for column in table.columns]),
                      table.style.row_height)  # fmt: skip

    def _sentence(self) -> None:
        """Zero rows: one merged row that says so."""
        flow = self.flow
        middle = (self.left + self.right) / 2
        type = flow.sheet.squeezed(self.table.empty, self.table.style.type, self.table.width - 6)
        flow.sheet.middle(middle, flow.y, EMPTY_HEIGHT, self.table.empty, type, "center")
        flow.y += EMPTY_HEIGHT

    def _total(self, row: Sequence[Value]) -> None:
        flow, style = self.flow, self.table.style
        cells = set_row(flow.paper.setter, row, self.total_places)
        flow.sheet.tint(self.left, flow.y, self.table.width, style.row_height, TINT)
        flow.sheet.line(self.left, flow.y, self.right, flow.y, 0.6)
        draw_row(flow.sheet, flow.y, style.row_height, cells)
        flow.y += style.row_height

    def _band(self, again: bool) -> None:
        band, flow = self.band, self.flow
        if band is None:
            return
        sheet, y = flow.sheet, flow.y
        if not again:
            flow.paper.mark(band.name)
        name = f"{band.name}（続き）" if again else band.name
        white = Type(Face.GOTHIC_BOLD, 12, grey=1.0)
        sheet.tint(self.left, y, self.table.width, BAND_HEIGHT, 0.2)
        width = sheet.middle(self.left + 2.5, y, BAND_HEIGHT, name, white)
        count = sheet.middle(self.right - 2.5, y, BAND_HEIGHT, band.count, white.at(10.5), "right")
        room = self.table.width - width - count - 13
        note = sheet.squeezed(band.note, Type(Face.GOTHIC, 9.5, grey=1.0), max(room, 1))
        sheet.middle(self.left + width + 8, y, BAND_HEIGHT, band.note, note)
        flow.y += BAND_HEIGHT


def _note_cell(here: bool, note: str) -> Value:
    return Cell(note, grey=0.34, align="center") if here and note else None


def _note_column(table: Table) -> object:
    """The column in which 以下余白 stands: the names, else the widest."""
    named = [column for column in table.columns if column.kind is Kind.NAME]
    return named[0] if named else max(table.columns, key=lambda column: column.width)


def _head_height(table: Table) -> float:
    levels = 2 if any(column.over for column in table.columns) else 1
    lines = max(column.head.count("\n") + 1 for column in table.columns)
    return max(levels * table.style.row_height, 10.5 if lines > 1 else 0.0, table.style.row_height + 0.4)


def _draw_head(flow: Flow, table: Table, left: float, height: float) -> None:
    """Heads centred over their columns; neighbours that share an `over` stand below it."""
    sheet, x = flow.sheet, left
    for over, group in groupby(table.columns, key=lambda column: column.over):
        columns = list(group)
        width = sum(column.width for column in columns)
        low, part = flow.y, height
        if over:
            part = height / 2
            _head_text(flow, x, low, width, part, over, table)
            low += part
            sheet.line(x, low, x + width, low, 0.35, INNER)
        for number, column in enumerate(columns):
            if x > left:
                sheet.line(x, low if number else flow.y, x, flow.y + height, 0.35, INNER)
            _head_text(flow, x, low, column.width, part, column.head, table)
            x += column.width


def _head_text(flow: Flow, x: float, y: float, width: float, height: float, text: str, table: Table) -> None:
    lines = text.split("\n")
    type = table.style.head.at(9.5) if len(lines) > 1 else table.style.head
    step = height / 2 - 0.6 if len(lines) > 1 else height
    y += 0.6 if len(lines) > 1 else 0.0
    for line in lines:
        fitted = flow.sheet.squeezed(line, type, width - 1.6)
        flow.sheet.middle(x + width / 2, y, step, line, fitted, "center")
        y += step
