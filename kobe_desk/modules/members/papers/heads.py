"""What the lists of the roster begin with on each sheet."""

from kobe_desk.paper.flow import Flow
from kobe_desk.paper.fonts import Face
from kobe_desk.paper.marks import draw_tag
from kobe_desk.paper.sheet import Type, centre_line
from kobe_desk.paper.styles import LIST_CELL, LIST_TITLE

LARGE_TITLE = Type(Face.GOTHIC_BOLD, 18, 1.3)


def draw_list_head(flow: Flow, title: str, left: str, right: str = "", tag: str = "取扱注意　個人情報") -> None:
    """Title with its tag, a line with the day and the filter, and a rule."""
    sheet, y = flow.sheet, flow.paper.top
    sheet.text(flow.left, centre_line(y, 9, LIST_TITLE.size), title, LIST_TITLE)
    if tag:
        draw_tag(sheet, flow.right, y + 1.4, tag)
    small = LIST_CELL.at(9.5)
    line = centre_line(y + 9, 6, small.size)
    used = sheet.text(flow.right, line, right, small, "right") if right else 0.0
    sheet.within(flow.left, line, flow.width - used - 3, left, small)
    sheet.line(flow.left, y + 16, flow.right, y + 16, 0.6)
    flow.y = y + 19
