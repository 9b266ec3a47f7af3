"""Marks on a paper: 参考様式 and 要確認 tags, the diagonal 見本, tick boxes with words, signs drawn as vectors."""

from math import cos, radians, sin

from kobe_desk.paper.fonts import Face
from kobe_desk.paper.sheet import MM, Sheet, Type, centre_line
from kobe_desk.paper.styles import BODY

REFERENCE_FORM = "参考様式"
TO_CONFIRM = "要確認"
SAMPLE = "見本"


def draw_tag(sheet: Sheet, right: float, y: float, text: str, size: float = 9.0) -> float:
    """A boxed word whose right end is at `right` (文案 要確認, 取扱注意, 参考様式); returns its left end."""
    type = Type(Face.GOTHIC_BOLD, size)
    width = sheet.setter.width(text, type.face) * type.em / 1000 + 3.2
    height = size / MM + 2.4
    sheet.box(right - width, y, width, height, 0.8, corner=0.8)
    sheet.text(right - width / 2, centre_line(y, height, size), text, type, "center")
    return right - width


def draw_inline_tag(sheet: Sheet, x: float, baseline: float) -> float:
    """A boxed word in a line of text, for a figure nobody has verified; returns its width."""
    type = Type(Face.GOTHIC_BOLD, 8.5)
    width = sheet.setter.width(TO_CONFIRM, type.face) * type.em / 1000 + 1.6
    sheet.box(x, baseline - type.em * 1.05, width, type.em * 1.4, 0.6)
    sheet.text(x + 0.8, baseline, TO_CONFIRM, type)
    return width


def draw_watermark(sheet: Sheet, text: str = SAMPLE, size: float = 96.0) -> None:
    """A pale word across the sheet; nothing is said by it alone, and it is no part of the text layer."""
    line = sheet.setter.line(text, Face.GOTHIC_BOLD)
    angle = radians(35)
    half = line.width * size / 2000
    middle_x, middle_y = sheet.width * MM / 2, sheet.height * MM / 2
    x = middle_x - half * cos(angle) + size * 0.37 * sin(angle)
    y = middle_y - half * sin(angle) - size * 0.37 * cos(angle)
    shown = " ".join(f"/{font} {size:g} Tf <{codes}> Tj" for font, codes in line.pieces)
    turn = f"{cos(angle):.4f} {sin(angle):.4f} {-sin(angle):.4f} {cos(angle):.4f} {x:.2f} {y:.2f} Tm"
    below = ["/Span <</ActualText <FEFF>>> BDC", f"q 0.95 g BT {turn} {shown} ET Q", "EMC"]
    sheet.operations[:0] = below


def draw_tick(sheet: Sheet, x: float, baseline: float, text: str, ticked: bool, type: Type = BODY) -> None:
    """A box to tick and its words."""
    size = min(3.4, type.em * 0.88)
    sheet.tick_box(x, baseline - type.em * 0.76, size, ticked)
    sheet.text(x + size + 1.4, baseline, text, type)


def draw_numbered_circle(sheet: Sheet, x: float, y: float, text: str, radius: float = 2.6) -> None:
    """A word or number in a circle around a point."""
    sheet.circle(x, y, radius, 0.6)
    sheet.middle(x, y - radius, 2 * radius, text, Type(Face.GOTHIC, radius * 3.6), "center")


def draw_chosen(sheet: Sheet, x: float, baseline: float, text: str, chosen: bool, type: Type = BODY) -> float:
    """A word of a list to choose from, the chosen one circled; returns its width."""
    width = sheet.text(x, baseline, text, type)
    if chosen:
        height = type.em + 2.2
        sheet.box(x - 2, baseline - type.em * 0.86 - 1.1, width + 4, height, 0.75, corner=height / 2)
    return width


def draw_boxed_digits(sheet: Sheet, x: float, y: float, digits: str, count: int, side: float = 6.2) -> None:
    """A code in single boxes (銀行 4, 支店 3, 口座 7); the text layer holds it whole."""
    height = side + 1.0
    sheet.box(x, y, side * count, height, 0.6)
    for place in range(1, count):
        sheet.line(x + place * side, y, x + place * side, y + height, 0.35)
    type = Type(Face.MINCHO_NUMBERS, 11)
    with sheet.actual(digits):
        for place, digit in enumerate(digits.rjust(count)[:count]):
            if digit != " ":
                sheet.middle(x + (place + 0.5) * side, y, height, digit, type, "center")


def draw_hatch(sheet: Sheet, x: float, y: float, width: float, height: float, step: float = 2.2) -> None:
    """Slanted lines over an area (休館): they survive a photocopier, as a tint of colour does not."""
    at = step
    while at < width + height:
        low, high = max(0.0, at - height), min(at, width)
        sheet.line(x + low, y + at - low, x + high, y + at - high, 0.3, 0.55)
        at += step


def draw_plate(sheet: Sheet, x: float, y: float, text: str, type: Type) -> None:
    """A word on a clear plate around a point, readable over a hatch."""
    width, height = sheet.setter.width(text, type.face) * type.em / 1000 + 4, type.em + 2.4
    sheet.tint(x - width / 2, y - height / 2, width, height, 1.0, corner=0.8)
    sheet.middle(x, y - height / 2, height, text, type, "center")


def draw_cut_line(sheet: Sheet, y: float, note: str = "切り取り線") -> None:
    """A dashed line from edge to edge with scissors at its left."""
    middle = sheet.width / 2
    type = Type(Face.GOTHIC, 8)
    gap = sheet.setter.width(note, type.face) * type.em / 2000 + 2
    sheet.line(14, y, middle - gap, y, 0.5, dash=(3, 2.2))
    sheet.line(middle + gap, y, sheet.width - 6, y, 0.5, dash=(3, 2.2))
    sheet.text(middle, centre_line(y - 2, 4, 8), note, type, "center")
    for turn in (-1, 1):
        sheet.circle(7.4, y + turn * 1.1, 0.8, 0.6)
        sheet.stroke([(8.1, y + turn * 0.8), (12.4, y - turn * 1.0)], 0.6)
