"""署名の確かめ方 (v02): how the receiver checks a package, with the fingerprint of the association's root.

It is made last, so that it can name every file of the package with its SHA-256; it is no part of what it lists.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime

from kobe_desk.core.japanese.era import wareki
from kobe_desk.modules.subsidies.papers.guide_marks import draw_certain, draw_uncertain
from kobe_desk.paper.document import Paper, PaperFacts
from kobe_desk.paper.flow import Flow
from kobe_desk.paper.fonts import Face
from kobe_desk.paper.footer import draw_qr
from kobe_desk.paper.lines import draw_lines, wrap
from kobe_desk.paper.marks import draw_numbered_circle, draw_watermark
from kobe_desk.paper.sheet import Sheet, Type, centre_line
from kobe_desk.paper.stamp import OWN_CLOCK, groups
from kobe_desk.paper.styles import LIST, LIST_CELL, LIST_HEADING, LIST_SMALL, LIST_TITLE
from kobe_desk.paper.table import LIST_TABLE, Cell, Column, Kind, Table, draw_table

TITLE = "署名の確かめ方"
_DIGITS = Type(Face.FIXED, 17)
PLATE, CARD, CARD_GAP, QR = 33.0, 35.0, 4.0, 25.0
_TIGHT = replace(LIST_TABLE, row_height=7.0, zebra=False)

TOOLS: tuple[tuple[str, str, str], ...] = (
    ("神戸デスク", "「書類を確かめる」にファイルを入れ、指紋を上の16組と見比べる。",
     "三つの答えと「あとから重ねたものもありません」"),
    ("Adobe Acrobat Reader", "署名パネル → 証明書を表示 → 指紋を上と見比べる → 信頼済み証明書に追加",
     "初めは「有効性は不明」。追加の後は「有効」"),
    ("pdfsig（poppler）", "pdfsig 申請書.pdf",
     "Signature is Valid（発行者は未登録と出てよい）。署名の後の重ね書きは見つけられない"),
    ("pyHanko", "pyhanko sign validate --trust verify/root.pem --pretty-print 申請書.pdf", "judged VALID"),
)  # fmt: skip
NOT_CHECKED = (
    "証明書が取り消されていないか（このパソコンは通信していません）。{time}"
    "この署名は書き換えを見つけるためのもので、押印や提出先の手続きに代わるものではありません。"
)

OWN_TIME = "署名の時刻（署名した人のパソコンの時計で、第三者の証明はありません）。"
PERSONAL = (
    "{people}は、マイナンバーカードの証明書で署名しました。署名したPDFの中に、氏名・住所・生年月日・性別が入っています。"
    "必要のない人に渡さないでください。この証明書の元は、上の団体の指紋とは別（公的個人認証サービス）です。"
)


@dataclass(frozen=True, slots=True)
class GuideFile:
    """A file of the package; PDFs say how many pages and signatures they have."""

    name: str
    sha256: str
    pages: int = 0
    signatures: int = 0


@dataclass(frozen=True, slots=True)
class GuideSigner:
    """Who signed, with the certificate's SHA-256, when, and at which level (B-B)."""

    who: str
    fingerprint: str
    signed_at: datetime
    level: str = "B-B"
    personal: bool = False
    """Signed with a person's own certificate (マイナンバーカード)."""


@dataclass(frozen=True, slots=True)
class GuideFacts:
    """`root` is the SHA-256 of the association's root certificate, 64 hexadecimal digits."""

    association: str
    number: str
    root: str
    files: tuple[GuideFile, ...]
    signers: tuple[GuideSigner, ...]
    made: date | None = None
    trusted_time: bool = False
    sample: bool = False


def guide_pdf(facts: GuideFacts) -> bytes:
    """The page as a PDF. Raises MissingGlyph."""
    paper = Paper(PaperFacts(TITLE, facts.number, author=facts.association, made=facts.made, sample=facts.sample), LIST)
    flow = Flow(paper)
    with paper.owner(facts.association):
        _head(flow, facts)
        _fingerprint(flow, facts.root)
        _questions(flow, trusted_time=facts.trusted_time)
        _not_checked(flow, trusted_time=facts.trusted_time)
        _tools(flow)
        _signers(flow, facts)
        _personal(flow, facts)
        _files(flow, facts)
    if facts.sample:
        for sheet in paper.sheets:
            draw_watermark(sheet)
    return paper.finish()


def _head(flow: Flow, facts: GuideFacts) -> None:
    flow.text(TITLE, LIST_TITLE.at(19))
    about = (
        f"{facts.association}から受け取った電子署名付きのPDFが、本物で、書き換えられていないことを確かめる手順です。"
    )
    flow.sheet.within(flow.left, flow.y + 4.5, flow.width, about, LIST_CELL)
    flow.sheet.line(flow.left, flow.y + 7.5, flow.right, flow.y + 7.5, 0.75)
    flow.gap(10)


def _fingerprint(flow: Flow, root: str) -> None:
    """16 groups of 4 in 4 lines; the QR code holds the same digits."""
    flow.heading("1　団体の証明書の指紋（SHA-256）", LIST_HEADING)
    sheet, top, rows = flow.sheet, flow.y + 0.6, groups(root, 16).split(" ")
    sheet.box(flow.left, top, flow.width, PLATE, 0.75)
    for line in range(4):
        y = top + 2.2 + line * 7.2
        draw_numbered_circle(sheet, flow.left + 6.5, y + 3.6, str(line + 1), 2.4)
        for place, group in enumerate(rows[4 * line : 4 * line + 4]):
            sheet.text(flow.left + 13 + place * 27, centre_line(y, 7.2, 17), group, _DIGITS)
    draw_qr(sheet, flow.right - QR - 4, top + (PLATE - QR) / 2, QR, root.upper())
    flow.y = top + PLATE + 1.5
    flow.text("同じ指紋を、総会の資料や掲示板、会報に載せた指紋と比べてください。電話で4文字ずつ読み合わせても確かめられます。"
              "この紙の指紋だけを見て信じないでください。", LIST_SMALL)  # fmt: skip
    flow.gap(2.5)


def _questions(flow: Flow, *, trusted_time: bool) -> None:
    """Three questions, each with an answer of its own; never one for all."""
    flow.heading("2　三つを別々に見ます", LIST_HEADING, keep=CARD)
    width = (flow.width - 2 * CARD_GAP) / 3
    top = flow.y + 0.6
    time = ("第三者の時刻の証明を、その発行元で確かめます。", "確認できる", draw_certain)
    if not trusted_time:
        time = (
            "署名したパソコンの時計です。第三者の時刻ではありません。",
            "確認していない",
            draw_uncertain,
        )
    cards: tuple[tuple[str, tuple[str, str, Callable[[Sheet, float, float], None]]], ...] = (
        ("書き換えがないか", ("署名の後に1文字でも変われば、分かります。", "確認できる", draw_certain)),
        ("誰が署名したか", ("証明書の元が、上の指紋と同じかを見ます。", "確認できる", draw_certain)),
        ("時刻は信頼できるか", time),
    )
    for place, (question, (text, answer, mark)) in enumerate(cards):
        x = flow.left + place * (width + CARD_GAP)
        _card(flow.sheet, x, top, width, (question, text, answer))
        mark(flow.sheet, x + width / 2, top + 6.4)
    flow.y = top + CARD + 3


def _card(sheet: Sheet, x: float, y: float, width: float, words: tuple[str, str, str]) -> None:
    question, text, answer = words
    sheet.tint(x, y, width, CARD, 0.97, corner=1.4)
    sheet.box(x, y, width, CARD, 0.75, corner=1.4)
    sheet.text(x + width / 2, y + 16.2, question, LIST_HEADING, "center")
    lines = wrap(sheet.setter, text, LIST_SMALL, width - 6)
    draw_lines(sheet, x + 3, y + 18.0, width - 6, lines, LIST_SMALL)
    sheet.line(x + 4, y + CARD - 7.4, x + width - 4, y + CARD - 7.4, 0.35)
    sheet.middle(x + width / 2, y + CARD - 7.0, 6.6, answer, LIST_HEADING.at(10), "center")


def _tools(flow: Flow) -> None:
    flow.heading("3　手順（どれか一つで構いません）", LIST_HEADING)
    flow.gap(0.6)
    columns = (Column("道具", 37), Column("すること", 85), Column("こう出れば合格", flow.width - 122, size=9.5))
    rows = [(Cell(tool, bold=True), said, passed) for tool, said, passed in TOOLS]
    draw_table(flow, Table(columns, _TIGHT), rows)
    flow.gap(4)


def _signers(flow: Flow, facts: GuideFacts) -> None:
    flow.heading("4　署名した人", LIST_HEADING)
    flow.gap(0.6)
    columns = (
        Column("順", 10, "center"),
        Column("役職・氏名", 52, kind=Kind.NAME),
        Column("証明書（先頭4組）", 42, "center", Kind.CODE),
        Column("署名日時" if facts.trusted_time else f"署名日時{OWN_CLOCK}", flow.width - 122, size=9.5),
        Column("PAdES", 18, "center"),
    )
    rows = [
        (str(place), each.who, groups(each.fingerprint), _moment(each.signed_at), each.level)
        for place, each in enumerate(facts.signers, 1)
    ]
    draw_table(flow, Table(columns, _TIGHT, empty="署名はまだありません。"), rows)
    flow.gap(4)


def _personal(flow: Flow, facts: GuideFacts) -> None:
    """Whose personal certificate lies in the papers, so that whoever passes them on knows."""
    people = "、".join(each.who for each in facts.signers if each.personal)
    if people:
        _boxed(flow, "個人の証明書あり", PERSONAL.format(people=people))


def _files(flow: Flow, facts: GuideFacts) -> None:
    """Every file of the package with its SHA-256; a long list goes on over sheets."""
    columns = (
        Column("ファイル", 66),
        Column("頁・署名", 25, "center"),
        Column("SHA-256", flow.width - 91, kind=Kind.CODE, size=9),
    )
    table = Table(columns, _TIGHT, "5　受け取ったファイル", empty="ファイルはありません。")
    draw_table(flow, table, [(each.name, _count(each), _digest(each.sha256)) for each in facts.files])


def _count(file: GuideFile) -> str:
    if not file.pages:
        return "—"
    return f"{file.pages}頁・署名{file.signatures}" if file.signatures else f"{file.pages}頁"


def _digest(sha256: str) -> str:
    """Two lines of eight groups."""
    parts = groups(sha256, 16).split(" ")
    return "\n".join(" ".join(parts[at : at + 8]) for at in (0, 8))


def _moment(moment: datetime) -> str:
    return f"{wareki(moment.date())} {moment:%H:%M}"


def _not_checked(flow: Flow, *, trusted_time: bool) -> None:
    _boxed(flow, "確かめていないこと", NOT_CHECKED.format(time="" if trusted_time else OWN_TIME))


def _boxed(flow: Flow, heading: str, words: str) -> None:
    flow.need(18)
    top = flow.y
    with flow.inset(left=41, right=3):
        flow.y += 2.4
        flow.text(words, LIST_SMALL)
    height = flow.y - top + 2.4
    flow.sheet.box(flow.left, top, flow.width, height, 0.75)
    flow.sheet.middle(flow.left + 19, top, height, heading, LIST_HEADING.at(9.5), "center")
    flow.sheet.line(flow.left + 38, top, flow.left + 38, top + height, 0.35)
    flow.y = top + height + 4
