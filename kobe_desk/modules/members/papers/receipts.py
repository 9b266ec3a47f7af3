"""領収書 (b03): three strips a sheet, each a stub with the same number beside it.

No stamp is needed: dues of an association that is no business are untaxed (印紙税法別表第一第17号).
"""

from collections.abc import Sequence

from kobe_desk.core.japanese import era
from kobe_desk.modules.members.usecases.dues.slips import ReceiptSlip
from kobe_desk.modules.members.usecases.paper_rows import title_of
from kobe_desk.paper.document import Paper, PaperFacts
from kobe_desk.paper.fonts import Face
from kobe_desk.paper.lines import draw_lines, wrap
from kobe_desk.paper.marks import draw_cut_line, draw_tag, draw_watermark
from kobe_desk.paper.sheet import Sheet, Type, centre_line
from kobe_desk.paper.styles import Format

STRIPS = Format(210, 297, 14, 0, 14, 0, footer=False)
STRIP = 99.0
STUB, PERFORATION, FRAME = 14.0, 71.0, 78.0
STUB_WIDTH, WIDTH, HEIGHT = 52.0, 118.0, 80.0
WAYS = {"cash": "現金", "transfer": "振込"}

_STUB_HEAD = Type(Face.GOTHIC_BOLD, 11)
_CAPTION = Type(Face.GOTHIC, 8.5, 1.3, grey=0.3)
_STUB = Type(Face.GOTHIC, 10, 1.3)
_FIXED = Type(Face.FIXED, 9.5)
_BODY = Type(Face.MINCHO, 11, 1.4)
_AMOUNT = Type(Face.MINCHO_NUMBERS, 23)


def receipts_pdf(slips: Sequence[ReceiptSlip]) -> bytes:
    """The receipts as a PDF, three on a sheet. Raises MissingGlyph."""
    sample = any(slip.sample for slip in slips)
    paper = Paper(PaperFacts("領収書", author=slips[0].association if slips else "", sample=sample), STRIPS)
    for number, slip in enumerate(slips):
        place = number % 3
        if number and place == 0:
            paper.add_sheet()
        with paper.owner(slip.payer):
            _draw(paper.sheet, slip, place * STRIP)
    if not slips:
        paper.sheet.text(20, 24, "領収書のある納入はありません。", _STUB)
    if sample:
        for sheet in paper.sheets:
            draw_watermark(sheet)
    return paper.finish()


def _draw(sheet: Sheet, slip: ReceiptSlip, top: float) -> None:
    sheet.line(PERFORATION, top + 6, PERFORATION, top + STRIP - 6, 0.5, dash=(3, 2.2))
    if top:
        draw_cut_line(sheet, top)
    _stub(sheet, slip, top + 10)
    _receipt(sheet, slip, top + 9.5)
    if slip.cancelled:
        draw_tag(sheet, STUB + STUB_WIDTH, top + 76, "取消", 14)
        draw_tag(sheet, FRAME + 26, top + 14, "取消", 14)


def _stub(sheet: Sheet, slip: ReceiptSlip, y: float) -> None:
    sheet.text(STUB, y + 5, "領収書 控", _STUB_HEAD)
    sheet.text(STUB + STUB_WIDTH, y + 5, f"No. {slip.number}", _FIXED, "right")
    sheet.line(STUB, y + 7.5, STUB + STUB_WIDTH, y + 7.5, 0.6)
    facts = (
        ("発行日", era.wareki(slip.day)),
        ("宛名", slip.payer),
        ("金額", f"¥{slip.amount:,}"),
        ("但し書", slip.purpose),
        ("受領", WAYS.get(slip.way, "")),
        ("発行者", slip.signer),
    )
    y += 9.5
    for label, value in facts:
        sheet.text(STUB, y + _CAPTION.em, label, _CAPTION)
        y += _CAPTION.line
        lines = wrap(sheet.setter, value, _STUB, STUB_WIDTH)[:2] if label == "但し書" else [value]
        if len(lines) == 1:
            sheet.within(STUB, y + _STUB.em, STUB_WIDTH, value, _STUB)
            y += _STUB.line + 0.8
        else:
            y = draw_lines(sheet, STUB, y, STUB_WIDTH, lines, _STUB) + 0.8


def _receipt(sheet: Sheet, slip: ReceiptSlip, y: float) -> None:
    sheet.box(FRAME, y, WIDTH, HEIGHT, 0.9)
    sheet.box(FRAME + 1.2, y + 1.2, WIDTH - 2.4, HEIGHT - 2.4, 0.35)
    left, right = FRAME + 8, FRAME + WIDTH - 6
    sheet.tracked(FRAME + WIDTH / 2, y + 12, "領収書", Type(Face.MINCHO, 17), 22, "center")
    sheet.text(right, y + 8, f"No. {slip.number}", _FIXED, "right")
    sheet.text(right, y + 20, era.wareki(slip.day), _BODY, "right")
    sheet.within(left, y + 29, WIDTH - 34, slip.payer, Type(Face.MINCHO, 14))
    sheet.text(right - 8, y + 29, title_of(slip.payer), Type(Face.MINCHO, 13), "right")
    sheet.line(left - 2, y + 31.4, right, y + 31.4, 0.6)
    sheet.tint(left + 6, y + 36, WIDTH - 28, 13.5)
    sheet.text(left + 12, y + 44.6, "金額", Type(Face.GOTHIC, 10))
    sheet.text(FRAME + WIDTH / 2, centre_line(y + 36, 13.5, _AMOUNT.size), f"¥{slip.amount:,}−", _AMOUNT, "center")
    sheet.within(left, y + 56.5, right - left, f"但し　{slip.purpose}", _BODY)
    sheet.text(left, y + 62.8, f"上記の金額を正に領収しました。（{WAYS.get(slip.way, '')}）", _BODY)
    sheet.text(left, y + 69.6, "（収入印紙　不要）", Type(Face.MINCHO, 9, grey=0.3))
    sheet.within(left + 36, y + 69.6, right - left - 52, slip.association, _BODY, "right")
    sheet.within(left + 36, y + 75.2, right - left - 52, slip.signer, Type(Face.MINCHO, 10), "right")
    sheet.circle(right - 7, y + 70, 6, 0.5, dash=(1.5, 1.5), grey=0.45)
    sheet.text(right - 7, y + 71.3, "印", Type(Face.MINCHO, 9, grey=0.5), "center")
