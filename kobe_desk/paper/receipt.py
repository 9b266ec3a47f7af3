"""Receipts with their stubs (領収書), three on a sheet of A4; a cancelled one keeps its number and its page (取消)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kobe_desk.core.japanese.era import wareki
from kobe_desk.paper.document import Paper, PaperFacts
from kobe_desk.paper.fonts import Face
from kobe_desk.paper.lines import draw_lines, wrap
from kobe_desk.paper.marks import draw_cut_line, draw_tag
from kobe_desk.paper.sheet import Sheet, Type, centre_line
from kobe_desk.paper.styles import CELL, LABELS, LIST_CELL

STRIP = 99.0
STUB, PERFORATION = (14.0, 52.0), 71.0
FRAME_X, FRAME_WIDTH, FRAME_HEIGHT = 78.0, 118.0, 79.0
STAMP_DUTY_FROM = 50_000
"""Yen: a receipt of less needs no revenue stamp (印紙税法 別表第一 第17号)."""
CANCELLED = "取消"
NONE = "領収書のある納入はありません。"
_STUB_HEAD = Type(Face.GOTHIC_BOLD, 11, 1.3)
_LABEL = Type(Face.GOTHIC, 8.5, 1.2, grey=0.34)
_CODE = Type(Face.FIXED, 10, 1.2)
_TITLE = Type(Face.MINCHO, 17)
_NAME = Type(Face.MINCHO, 13)
_AMOUNT = Type(Face.MINCHO_NUMBERS, 23)


@dataclass(frozen=True, slots=True)
class Receipt:
    """A receipt as plain facts; `amount` in yen, `issuer` in lines (who received it), `by` who wrote it.

    `stamp_free`: it has nothing to do with a business (営業に関しない受取書), so that no amount needs a revenue stamp.
    """

    number: str
    day: date
    payer: str
    amount: int
    purpose: str
    issuer: tuple[str, ...]
    by: str = ""
    means: str = "現金"
    cancelled: bool = False
    stamp_free: bool = True
    honorific: str = "様"
    seal: bool = False
    """Whether there is a place for a seal (印)."""


def receipts_pdf(receipts: Sequence[Receipt], *, author: str = "", sample: bool = False) -> bytes:
    """The receipts on sheets of three. Raises MissingGlyph naming the payer."""
    title = f"領収書 {receipts[0].number}" if len(receipts) == 1 else "領収書"
    paper = Paper(PaperFacts(title, author=author, sample=sample), LABELS)
    if not receipts:
        paper.sheet.text(20, 24, NONE, LIST_CELL)
    for number, receipt in enumerate(receipts):
        place = number % 3
        if number and not place:
            paper.add_sheet()
        with paper.owner(receipt.payer):
            _stub(paper.sheet, place * STRIP, receipt)
            _receipt(paper.sheet, place * STRIP, receipt)
        if place < 2:
            draw_cut_line(paper.sheet, (place + 1) * STRIP)
        if sample:
            draw_tag(paper.sheet, FRAME_X + 24, place * STRIP + 14.5, "見本")
    return paper.finish()


def _stub(sheet: Sheet, top: float, receipt: Receipt) -> None:
    """領収書 控: what stays in the book."""
    x, width = STUB
    sheet.text(x, top + 16, "領収書　控", _STUB_HEAD)
    sheet.text(x + width, top + 16, f"No. {receipt.number}", _CODE, "right")
    sheet.line(x, top + 18, x + width, top + 18, 0.6)
    y = top + 20
    facts = (
        ("発行日", wareki(receipt.day), LIST_CELL),
        ("宛名", receipt.payer, LIST_CELL),
        ("金額", f"¥{receipt.amount:,}", _STUB_HEAD),
        ("但し書", receipt.purpose, LIST_CELL),
        ("受領", receipt.means, LIST_CELL),
        ("発行者", receipt.by or next(iter(receipt.issuer[-1:]), ""), LIST_CELL),
    )
    for label, value, type in facts:
        sheet.text(x, y + 3.4, label, _LABEL)
        lines = wrap(sheet.setter, value, type, width)[:3]
        y = draw_lines(sheet, x, y + 4.2, width, lines, type) + 1.6
    if receipt.cancelled:
        draw_tag(sheet, x + width, y, CANCELLED)
    sheet.line(PERFORATION, top + 6, PERFORATION, top + STRIP - 6, 0.5, dash=(3, 2.2))


def _receipt(sheet: Sheet, top: float, receipt: Receipt) -> None:
    x, y, right = FRAME_X, top + 10, FRAME_X + FRAME_WIDTH
    sheet.box(x, y, FRAME_WIDTH, FRAME_HEIGHT, 0.9)
    sheet.box(x + 1.2, y + 1.2, FRAME_WIDTH - 2.4, FRAME_HEIGHT - 2.4, 0.35)
    middle = x + FRAME_WIDTH / 2
    sheet.tracked(middle, y + 12, "領収書", _TITLE, 24, "center")
    sheet.text(right - 6, y + 8, f"No. {receipt.number}", _CODE, "right")
    sheet.text(right - 6, y + 20, wareki(receipt.day), CELL, "right")
    sheet.within(x + 8, y + 29, FRAME_WIDTH - 34, receipt.payer, _NAME)
    sheet.text(right - 14, y + 29, receipt.honorific, _NAME, "right")
    sheet.line(x + 6, y + 31.6, right - 6, y + 31.6, 0.6)
    sheet.tint(x + 14, y + 36, FRAME_WIDTH - 28, 13.5)
    sheet.middle(x + 20, y + 36, 13.5, "金額", CELL)
    sheet.middle(middle + 2, y + 36, 13.5, f"¥{receipt.amount:,}−", _AMOUNT, "center")
    words, room = f"但し　{receipt.purpose}として", FRAME_WIDTH - 16
    whole = len(wrap(sheet.setter, words, CELL, room)) == 1
    type = CELL if whole else CELL.at(9)
    below = draw_lines(sheet, x + 8, y + (53 if whole else 52), room, wrap(sheet.setter, words, type, room)[:2], type)
    sheet.text(x + 8, centre_line(below, 6, CELL.size), f"上記の金額を正に領収しました。（{receipt.means}）", CELL)
    if receipt.stamp_free or receipt.amount < STAMP_DUTY_FROM:
        sheet.text(x + 8, y + 72, "（収入印紙　不要）", Type(Face.MINCHO, 9, grey=0.34))
    for number, line in enumerate(reversed(receipt.issuer)):
        sheet.within(x + 40, y + 75 - number * 5.6, FRAME_WIDTH - (62 if receipt.seal else 48), line, CELL, "right")
    if receipt.seal:
        sheet.circle(right - 14, y + 70, 6, 0.5, dash=(1.5, 1.5), grey=0.45)
        sheet.text(right - 14, y + 71.3, "印", Type(Face.MINCHO, 9, grey=0.5), "center")
    if receipt.cancelled:
        _struck(sheet, x, y, right)


def _struck(sheet: Sheet, x: float, y: float, right: float) -> None:
    sheet.line(x, y, right, y + FRAME_HEIGHT, 1.2)
    sheet.line(x, y + FRAME_HEIGHT, right, y, 1.2)
    sheet.tint(right - 34, y + FRAME_HEIGHT / 2 - 6, 22, 14, 1.0)
    draw_tag(sheet, right - 14, y + FRAME_HEIGHT / 2 - 4, CANCELLED, 18)
