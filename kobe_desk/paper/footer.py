"""The foot of every page: document and title, page x／y, the day of making, and the 照合 code of a submission copy."""

from typing import TYPE_CHECKING

from reportlab.graphics.barcode.qrencoder import QR8bitByte, QRCode, QRErrorCorrectLevel

from kobe_desk.core.japanese.era import wareki
from kobe_desk.paper.fonts import Face
from kobe_desk.paper.sheet import Sheet
from kobe_desk.paper.styles import FOOTER, Format

if TYPE_CHECKING:
    from kobe_desk.paper.document import PaperFacts

RULE_FROM_FOOT = 15.7
QR_SIZE = 13.0
SAMPLE = "見本・架空の団体です"


def draw_footer(sheet: Sheet, facts: "PaperFacts", format: Format, page: int, pages: int) -> None:
    """Line, number and title at the left, page in the middle, 作成 at the right; QR and 照合 on a submission copy."""
    y = sheet.height - RULE_FROM_FOOT
    left, right = format.left, sheet.width - format.right
    end = right - QR_SIZE - 3 if facts.code else right
    sheet.line(left, y, end, y, 0.35, grey=0.35)
    if facts.note:
        sheet.within(left, y - 1.4, end - left, facts.note, FOOTER)
    third = (end - left) * 0.42
    sheet.within(left, y + 4.2, third, "  ".join(filter(None, (facts.number, facts.title))), FOOTER)
    if facts.sample:
        sheet.text(left, y + 7.6, SAMPLE, FOOTER)
    sheet.text((left + right) / 2, y + 4.2, f"ページ {page}／{pages}", FOOTER.at(8.5), "center")
    sheet.text(end, y + 4.2, f"作成 {wareki(facts.day)}", FOOTER, "right")
    if facts.code:
        width = sheet.text(end, y + 7.8, check_groups(facts.code), FOOTER.with_face(Face.FIXED), "right")
        sheet.text(end - width - 1.2, y + 7.8, "照合", FOOTER, "right")
        draw_qr(sheet, right - QR_SIZE, y - 4.2, QR_SIZE, code_content(facts.number, page, pages, facts.code))
    if facts.answers:
        _answers(sheet, left, y + 10.6, facts.answers)


def _answers(sheet: Sheet, x: float, baseline: float, sha256: str) -> None:
    """The fingerprint of answers.json, which lies beside the paper in the package (README, "Settled")."""
    width = sheet.text(x, baseline, "answers.json SHA-256", FOOTER.at(7.5))
    sheet.text(x + width + 1.6, baseline, sha256, FOOTER.with_face(Face.FIXED).at(7.5))


def check_groups(code: str) -> str:
    """The first sixteen digits of the code, four by four, as they are read aloud."""
    return " ".join(code[start : start + 4].upper() for start in range(0, 16, 4))


def code_content(number: str, page: int, pages: int, code: str) -> str:
    """What the QR code of a page says."""
    return f"KD1|{number}|{page}/{pages}|{code[:32]}"


def draw_qr(sheet: Sheet, x: float, y: float, size: float, content: str) -> None:
    """A QR code of level M in a square of `size` mm; the white around it is the caller's."""
    code = QRCode(None, QRErrorCorrectLevel.M)
    code.addData(QR8bitByte(content))
    code.make()
    count = code.getModuleCount()
    rows = [[bool(code.isDark(row, column)) for column in range(count)] for row in range(count)]
    sheet.cells(x, y, size / count, rows)
