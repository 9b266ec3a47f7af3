"""The place of a signature: the drawn stamp of a digital signature, and the empty 署名欄 before it.

`stamp_pdf` is the stamp alone, a page of its size, for the signing step; `draw_stamp` and `draw_empty_place`
draw the same boxes on a form. No tick and no "valid": the paper cannot know.
"""

from dataclasses import dataclass
from datetime import datetime

from kobe_desk.core.japanese.era import wareki
from kobe_desk.paper.document import Paper, PaperFacts
from kobe_desk.paper.fonts import Face
from kobe_desk.paper.sheet import MM, Sheet, Type
from kobe_desk.paper.styles import Format

STAMP_WIDTH, STAMP_HEIGHT = 74.0, 22.0
BAND = 6.4
OWN_CLOCK = "（署名したPCの時計）"
SEAL_SIZE = 12.0
_SMALL = Type(Face.GOTHIC, 8.5, 1.2)
_CODE = Type(Face.FIXED, 8.5, 1.2)


@dataclass(frozen=True)
class StampFacts:
    """Who signed: association and office, name, wall time, where the time comes from, the certificate's SHA-256 (hex).

    `image`: a seal or a signature by hand as PNG or JPEG bytes, drawn at the right end, over nothing.
    """

    association: str
    office: str
    name: str
    signed_at: datetime
    clock: str = OWN_CLOCK
    fingerprint: str = ""
    image: bytes = b""


def draw_stamp(paper: Paper, x: float, y: float, facts: StampFacts, width: float = STAMP_WIDTH) -> None:
    """The stamp of a digital signature; it covers the words of the empty place under it."""
    sheet, inner = paper.sheet, width - BAND - 4.5 - (SEAL_SIZE + 3 if facts.image else 0)
    sheet.tint(x, y, width, STAMP_HEIGHT, 1.0, corner=1.2)
    sheet.tint(x, y, BAND, STAMP_HEIGHT, 0.88, corner=1.2)
    sheet.upright(x + BAND / 2, y + 3.4, "電子署名", Type(Face.GOTHIC_BOLD, 9, 1.2))
    sheet.line(x + BAND, y, x + BAND, y + STAMP_HEIGHT, 0.75)
    sheet.box(x, y, width, STAMP_HEIGHT, 0.75, corner=1.2)
    left = x + BAND + 2.4
    with paper.owner(facts.name):
        sheet.within(left, y + 4.9, inner, f"{facts.association}　{facts.office}", _SMALL)
        sheet.within(left, y + 11.1, inner, facts.name, Type(Face.MINCHO, 12.5))
    moment = f"{wareki(facts.signed_at.date())} {facts.signed_at:%H:%M}{facts.clock}"
    sheet.within(left, y + 15.9, inner, moment, _SMALL)
    if facts.fingerprint:
        width_of_word = sheet.text(left, y + 20.0, "証明書 ", _SMALL)
        sheet.text(left + width_of_word, y + 20.0, groups(facts.fingerprint), _CODE)
    if facts.image:
        paper.image(facts.image, x + width - SEAL_SIZE - 2, y + (STAMP_HEIGHT - SEAL_SIZE) / 2, SEAL_SIZE, SEAL_SIZE)


def draw_empty_place(paper: Paper, x: float, y: float, office: str) -> None:
    """Room kept for a signer before the first signs: the same box, dashed; `paper.places` tells where it is."""
    sheet = paper.sheet
    paper.keep_place(office, x, y, STAMP_WIDTH, STAMP_HEIGHT)
    sheet.box(x, y, STAMP_WIDTH, STAMP_HEIGHT, 0.6, grey=0.34, dash=(3, 2.2), corner=1.2)
    sheet.text(x + 2.4, y + 4.9, f"署名欄　{office}", _with_grey(_SMALL))


def draw_pen_place(sheet: Sheet, x: float, y: float, office: str, width: float = 96.0) -> None:
    """The place of a signature by hand: a rule and what it is for."""
    sheet.line(x, y, x + width, y, 0.6)
    sheet.text(x, y + 4.4, f"{office}（紙に自署。押印は不要）", Type(Face.MINCHO, 9))


def stamp_pdf(facts: StampFacts, width: float = STAMP_WIDTH) -> bytes:
    """The stamp alone as a one-page PDF of its own size (mm), for the visible signature field."""
    edge = 0.75 / MM / 2
    format = Format(width, STAMP_HEIGHT, 0, 0, 0, 0, footer=False)
    paper = Paper(PaperFacts(title=f"電子署名 {facts.name}"), format)
    draw_stamp(paper, edge, edge, facts, width - 2 * edge)
    return paper.finish()


def groups(fingerprint: str, count: int = 4) -> str:
    """The first digits of a fingerprint in groups of four."""
    digits = fingerprint.replace(":", "").replace(" ", "").upper()
    return " ".join(digits[start : start + 4] for start in range(0, min(len(digits), 4 * count), 4))


def _with_grey(type: Type) -> Type:
    return Type(type.face, type.size, type.leading, grey=0.34)
