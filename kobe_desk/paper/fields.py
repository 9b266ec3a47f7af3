"""The ruled sheet of labels and values (団体概要書): labels spread and tinted, values wrapped, ruby above names."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kobe_desk.paper.continuation import fit_answer
from kobe_desk.paper.flow import Flow
from kobe_desk.paper.lines import Fitted, draw_lines, wrap
from kobe_desk.paper.sheet import NARROWEST, Sheet, Type, centre_line
from kobe_desk.paper.styles import CELL, RUBY_SIZE, SMALL, TINT

INNER = 0.35
PAD = 1.8
Drawing = Callable[[Sheet, float, float, float, float], None]


@dataclass(frozen=True)
class Field:
    """A label and its value; `ruby` above it; `height` is the least (or, if `fixed`, the only) height in mm.

    `draw(sheet, x, y, width, height)` draws the value instead of text (boxes of digits, words to circle).
    `share` is the part of a row that the field takes beside its neighbours.
    """

    label: str
    value: str = ""
    ruby: str = ""
    height: float = 8.2
    fixed: bool = False
    type: Type = CELL
    draw: Drawing | None = None
    share: float = 1.0
    spread: bool = True


FieldRow = Field | Sequence[Field]


def draw_fields(flow: Flow, rows: Sequence[FieldRow], label_width: float = 34.0) -> dict[str, str]:
    """Draw rows of labelled values; returns, by label, what did not fit into a box of fixed height (for 続紙)."""
    rest: dict[str, str] = {}
    fields = [[row] if isinstance(row, Field) else list(row) for row in rows]
    top = flow.y
    for number, row in enumerate(fields):
        height = max(_height(flow, field, _inner(flow, row, field, label_width)) for field in row)
        height = max(height, *(_label_height(flow, field, label_width) for field in row))
        if height > flow.room and flow.y > flow.paper.top:
            if number:
                flow.sheet.box(flow.left, top, flow.width, flow.y - top, 0.75)
            flow.next_sheet()
            top = flow.y
        _draw_row(flow, row, height, label_width, rest)
        if flow.y > top:
            flow.sheet.line(flow.left, flow.y, flow.right, flow.y, 0.35, INNER)
        flow.y += height
    flow.sheet.box(flow.left, top, flow.width, flow.y - top, 0.75)
    return rest


def _widths(flow: Flow, row: Sequence[Field]) -> list[float]:
    whole = sum(field.share for field in row)
    return [flow.width * field.share / whole for field in row]


def _inner(flow: Flow, row: Sequence[Field], field: Field, label_width: float) -> float:
    return _widths(flow, row)[list(row).index(field)] - label_width - 2 * PAD


def _ruby_height(field: Field) -> float:
    return RUBY_SIZE * 0.45 if field.ruby else 0.0


def _height(flow: Flow, field: Field, inner: float) -> float:
    if field.fixed or field.draw:
        return field.height
    with flow.paper.owner(field.label):
        lines = _set(flow, field, inner).lines
    return max(field.height, len(lines) * field.type.line + 2.4 + _ruby_height(field))


def _draw_row(flow: Flow, row: Sequence[Field], height: float, label_width: float, rest: dict[str, str]) -> None:
    sheet, x = flow.sheet, flow.left
    for field, width in zip(row, _widths(flow, row), strict=True):
        sheet.tint(x, flow.y, label_width, height, TINT)
        if x > flow.left:
            sheet.line(x, flow.y, x, flow.y + height, 0.35, INNER)
        sheet.line(x + label_width, flow.y, x + label_width, flow.y + height, 0.35, INNER)
        _label(flow, x + PAD, label_width - 2 * PAD, height, field)
        with flow.paper.owner(field.label):
            left = _value(flow, field, x + label_width + PAD, height, width - label_width - 2 * PAD)
        if left:
            rest[field.label] = left
        x += width


def _label(flow: Flow, x: float, width: float, height: float, field: Field) -> None:
    """The label on one line, spread; a long one in several, one below the other."""
    sheet, lines = flow.sheet, _label_lines(flow, field, width)
    baseline = centre_line(flow.y, height, field.type.size)
    if len(lines) > 1:
        draw_lines(sheet, x, flow.y + (height - len(lines) * SMALL.line) / 2, width, lines, SMALL)
    elif field.spread:
        sheet.spread(x, baseline, width, field.label, CELL)
    else:
        sheet.within(x, baseline, width, field.label, CELL)


def _label_lines(flow: Flow, field: Field, width: float) -> list[str]:
    if flow.sheet.squeezed(field.label, CELL, width).scale >= NARROWEST:
        return [field.label]
    return wrap(flow.paper.setter, field.label, SMALL, width)


def _label_height(flow: Flow, field: Field, label_width: float) -> float:
    lines = len(_label_lines(flow, field, label_width - 2 * PAD))
    return lines * SMALL.line + 2.4 if lines > 1 else 0.0


def _value(flow: Flow, field: Field, x: float, height: float, inner: float) -> str:
    sheet = flow.sheet
    if field.draw:
        field.draw(sheet, x, flow.y, inner, height)
        return ""
    above = _ruby_height(field)
    fitted = _fitted(flow, field, inner, height - 2.0 - above)
    y = flow.y + (height - fitted.height + above * 0.8) / 2
    if field.fixed and len(fitted.lines) > 1:
        y = flow.y + 1.2
    if field.ruby:
        ruby = Type(field.type.face, RUBY_SIZE)
        sheet.within(x, y - 0.5, inner, field.ruby, ruby)
    draw_lines(sheet, x, y, inner, fitted.lines, fitted.type)
    return fitted.rest


def _fitted(flow: Flow, field: Field, inner: float, height: float) -> Fitted:
    if field.fixed:
        return fit_answer(flow.paper.setter, field.value, field.type, inner, height)
    return _set(flow, field, inner)


def _set(flow: Flow, field: Field, inner: float) -> Fitted:
    """A value in lines; a mail address or a link is set smaller rather than broken in two."""
    if field.value and field.value.isascii() and " " not in field.value:
        type = flow.sheet.squeezed(field.value, field.type, inner)
        if type.scale >= NARROWEST:
            return Fitted((field.value,), type)
    return Fitted(tuple(wrap(flow.paper.setter, field.value, field.type, inner)), field.type)
