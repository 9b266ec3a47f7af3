"""The foot of a letter: contact table or note at the left, places of signature at the right."""

from dataclasses import dataclass

from kobe_desk.paper.flow import Flow
from kobe_desk.paper.sheet import centre_line
from kobe_desk.paper.stamp import STAMP_HEIGHT, STAMP_WIDTH, StampFacts, draw_empty_place, draw_pen_place, draw_stamp
from kobe_desk.paper.styles import CELL, TINT

CONTACT_WIDTH, CONTACT_LABEL, CONTACT_ROW = 86.0, 22.0, 6.2


@dataclass(frozen=True)
class Signer:
    """Who signs at the foot: the stamp once signed, a place for it before, or a rule for a pen."""

    office: str
    stamp: StampFacts | None = None
    by_pen: bool = False


def draw_foot(flow: Flow, contact: tuple[tuple[str, str], ...], signers: tuple[Signer, ...], note: str = "") -> None:
    """At the foot of the sheet: contact table (or a note) left, one place of signature right; more stand below it."""
    beside = len(signers) == 1
    columns = 1 if beside or not signers else 2
    left_height = CONTACT_ROW * -(-len(contact) // columns) or (STAMP_HEIGHT if note else 0.0)
    rows = (len(signers) + 1) // 2
    height = max(left_height, STAMP_HEIGHT * bool(signers)) if beside else left_height + rows * (STAMP_HEIGHT + 3)
    if not height:
        return
    flow.need(height + 2)
    y = flow.paper.bottom - height
    if contact:
        _contact(flow, y, contact, columns)
    elif note:
        with flow.inset(right=flow.width - 88):
            flow.y = y
            flow.text(note, CELL)
    for number, signer in enumerate(signers):
        x = flow.right - STAMP_WIDTH if beside or number % 2 else flow.left
        below = 0.0 if beside else left_height + 3 + number // 2 * (STAMP_HEIGHT + 3)
        draw_signer(flow, x, y + below, signer)
    flow.y = flow.paper.bottom


def draw_signer(flow: Flow, x: float, y: float, signer: Signer) -> None:
    """A stamp, an empty place for one, or a rule for a pen."""
    if signer.stamp:
        draw_stamp(flow.paper, x, y, signer.stamp)
    elif signer.by_pen:
        draw_pen_place(flow.sheet, x, y + 12, signer.office, STAMP_WIDTH)
    else:
        draw_empty_place(flow.paper, x, y, signer.office)


def _contact(flow: Flow, y: float, contact: tuple[tuple[str, str], ...], columns: int) -> None:
    """担当者, 電話, メール, 連絡可能な時間: beside a stamp, or in two columns across the sheet."""
    rows = -(-len(contact) // columns)
    width = CONTACT_WIDTH if columns == 1 else flow.width / columns
    filled = (*contact, *[("", "")] * (rows * columns - len(contact)))
    for column in range(columns):
        part = filled[column * rows : (column + 1) * rows]
        _contact_column(flow, flow.left + column * width, y, width, part)


def _contact_column(flow: Flow, left: float, y: float, width: float, contact: tuple[tuple[str, str], ...]) -> None:
    sheet, height = flow.sheet, CONTACT_ROW
    sheet.tint(left, y, CONTACT_LABEL, height * len(contact), TINT)
    for number, (label, value) in enumerate(contact):
        top = y + number * height
        baseline = centre_line(top, height, 10)
        if number:
            sheet.line(left, top, left + width, top, 0.35, 0.35)
        sheet.spread(left + 1.8, baseline, CONTACT_LABEL - 3.6, label, CELL.at(10))
        with flow.paper.owner(label):
            sheet.within(left + CONTACT_LABEL + 1.8, baseline, width - CONTACT_LABEL - 3.6, value, CELL.at(10))
    sheet.line(left + CONTACT_LABEL, y, left + CONTACT_LABEL, y + height * len(contact), 0.35, 0.35)
    sheet.box(left, y, width, height * len(contact), 0.75)
