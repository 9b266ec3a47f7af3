"""What the formal papers of the ledger share: the head, the two sides of a statement, a place to sign."""

from collections.abc import Sequence

from kobe_desk.paper.flow import Flow
from kobe_desk.paper.stamp import STAMP_HEIGHT, STAMP_WIDTH, draw_empty_place
from kobe_desk.paper.styles import BODY, CAPTION, FORM_TITLE, SMALL
from kobe_desk.paper.table import Column, Table, draw_table
from kobe_desk.paper.table.spec import Value

SIGN_HEIGHT = 15.0
SIGN_WIDTH = 92.0


def head(flow: Flow, title: str, association: str, note: str = "") -> None:
    """The title in the middle, the association at the right, a note (the day it is of) below it."""
    middle = (flow.left + flow.right) / 2
    flow.sheet.tracked(middle + 1.5, flow.y + 8, title, FORM_TITLE, 3, "center")
    flow.y += 17
    with flow.paper.owner(association):
        flow.sheet.text(flow.right, flow.y, association, BODY, "right")
    flow.y += 4
    if note:
        flow.sheet.text(flow.right, flow.y + 2.5, note, SMALL, "right")
        flow.y += 5
    flow.gap(2)


def side_table(
    flow: Flow, title: str, columns: Sequence[Column], rows: Sequence[Sequence[Value]], total: Sequence[Value]
) -> None:
    """One side (収入の部, 支出の部) with its sum."""
    table = Table(columns, title=title, unit="円", empty="該当なし", total=total)
    draw_table(flow, table, rows)


def sign_here(flow: Flow, office: str, name: str) -> None:
    """Office, name and a rule for the pen: 署名又は記名押印."""
    flow.need(SIGN_HEIGHT)
    x, baseline = flow.right - SIGN_WIDTH, flow.y + 7
    flow.sheet.spread(x, baseline, 20, office, BODY)
    with flow.paper.owner(name or office):
        flow.sheet.within(x + 26, baseline, SIGN_WIDTH - 40, name, BODY.at(12))
    flow.sheet.line(x + 24, baseline + 2, flow.right, baseline + 2, 0.6)
    flow.sheet.text(flow.right, baseline + 5.8, "（署名又は記名押印）", CAPTION, "right")
    flow.y += SIGN_HEIGHT


def sign_digitally(flow: Flow, office: str, name: str) -> None:
    """Office, and room for the digital signature of a name (電子署名)."""
    flow.need(STAMP_HEIGHT + 4)
    x = flow.right - STAMP_WIDTH
    flow.sheet.spread(x - 26, flow.y + STAMP_HEIGHT / 2 + 1.5, 20, office, BODY)
    with flow.paper.owner(name):
        draw_empty_place(flow.paper, x, flow.y, name)
    flow.y += STAMP_HEIGHT + 4
