"""The signs on the verification guide: what can be checked, what was not; both also stand there in words."""

from kobe_desk.paper.sheet import Sheet


def draw_certain(sheet: Sheet, x: float, y: float) -> None:
    """A tick in a circle around a point."""
    sheet.circle(x, y, 4.2, 1.0)
    sheet.stroke([(x - 1.9, y + 0.1), (x - 0.5, y + 1.6), (x + 2.2, y - 1.6)], 1.3)


def draw_uncertain(sheet: Sheet, x: float, y: float) -> None:
    """An exclamation mark in a triangle around a point."""
    sheet.stroke([(x, y - 4.2), (x + 4.8, y + 4.0), (x - 4.8, y + 4.0), (x, y - 4.2)], 1.0)
    sheet.stroke([(x, y - 1.4), (x, y + 1.4)], 1.4)
    sheet.stroke([(x, y + 2.4), (x, y + 2.9)], 1.4)
