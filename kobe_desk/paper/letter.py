"""The formal letter to an office (交付申請書, 誓約書, 請求書): its pieces from the top, and the whole.

    flow = Flow(paper)
    draw_letter(flow, Letter(
        form_number="様式第１号", number="みなと台自第12号", date="令和8年4月24日", addressee="神戸市長",
        applicant=Applicant("みなと台自治会", "会長", "長谷川　和代", postal="650-0000", address="神戸市…"),
        title="地域活動補助金交付申請書", body="令和8年度において、下記のとおり…",
        items=(Item("交付申請額", "金251,000円"), Item("添付書類", ticks=(("団体概要書", True), …))),
        contact=(("担当者", "書記　佐藤　勝"), …), signers=(Signer("会長"),),
    ))

Form numbers, addressees and articles come from the programme's definition; none is known here.
"""

from dataclasses import dataclass
from enum import Enum

from kobe_desk.paper.flow import Flow
from kobe_desk.paper.fonts import Face
from kobe_desk.paper.foot import Signer, draw_foot
from kobe_desk.paper.lines import draw_justified, draw_lines, wrap
from kobe_desk.paper.marks import draw_inline_tag, draw_tag, draw_tick
from kobe_desk.paper.sheet import MM, NARROWEST, Type, centre_line
from kobe_desk.paper.styles import BODY, CAPTION, CELL, FORM_TITLE, RUBY_SIZE, SMALL

ROLE_X, LABEL_X, VALUE_X = 67.0, 82.0, 110.0  # mm from the left margin
LABEL_WIDTH = 25.0
ITEM_LABEL_X, ITEM_LABEL_WIDTH, ITEM_VALUE_X = 9.0, 46.0, 60.0
ROW, CLOSE_ROW = 7.0, 6.2
"""A line under 記."""


class Seal(Enum):
    """What stands with the representative's name (押印の要否)."""

    NONE = "none"
    SIGN_OR_SEAL = "sign_or_seal"
    REQUIRED = "seal_required"


@dataclass(frozen=True)
class Applicant:
    """申請者: the association, its representative, where it is."""

    name: str
    office: str
    person: str
    ruby: str = ""
    postal: str = ""
    address: str = ""
    phone: str = ""
    role: str = "申請者"
    seal: Seal = Seal.NONE


@dataclass(frozen=True)
class Item:
    """A numbered item under 記: a label with its value, boxes to tick, or (without a label) a sentence."""

    label: str
    value: str = ""
    ticks: tuple[tuple[str, bool], ...] = ()
    to_confirm: bool = False


@dataclass(frozen=True)
class Letter:
    """A formal letter as plain texts; empty ones are left out. `close`: less air around the title and between lines."""

    title: str
    addressee: str
    applicant: Applicant
    body: str
    form_number: str = ""
    number: str = ""
    date: str = ""
    honorific: str = "様"
    items: tuple[Item, ...] = ()
    note: str = ""
    contact: tuple[tuple[str, str], ...] = ()
    signers: tuple[Signer, ...] = ()
    tag: str = ""
    close: bool = False


def draw_letter(flow: Flow, letter: Letter) -> None:
    """The whole letter; the flow ends below its last line, the foot at the foot of the sheet."""
    draw_head(flow, letter.form_number, letter.number, letter.date, letter.tag)
    draw_addressee(flow, letter.addressee, letter.honorific, *((9.0,) if letter.close else ()))
    draw_applicant(flow, letter.applicant)
    draw_title(flow, letter.title, *((3.0, 6.0) if letter.close else ()))
    flow.paragraph(letter.body, BODY)
    if letter.items:
        draw_items(flow, letter.items, CLOSE_ROW if letter.close else ROW)
    draw_foot(flow, letter.contact, letter.signers, letter.note)


def draw_head(flow: Flow, form_number: str, number: str, date: str, tag: str = "") -> None:
    """Form number left; document number and date right; a 参考様式 or 要確認 tag above them."""
    sheet, y = flow.sheet, flow.y
    if tag:
        draw_tag(sheet, flow.right, y - 9.4, tag)
    first = y + BODY.em
    sheet.text(flow.left, first, form_number, BODY.at(10.5))
    for line in filter(None, (number, date)):
        sheet.text(flow.right, first, line, BODY, "right")
        first += 7.0
    flow.y = y + 12.5


def draw_addressee(flow: Flow, addressee: str, honorific: str = "様", below: float = 12.0) -> None:
    """神戸市長　様."""
    flow.gap(3.0)
    type = BODY.at(12.5)
    flow.sheet.within(flow.left + 2, flow.y + type.em, flow.width - 4, f"{addressee}　{honorific}", type)
    flow.gap(below)


def draw_applicant(flow: Flow, applicant: Applicant) -> None:
    """The applicant's block in the right half: place, name with its reading, representative, telephone."""
    sheet, left = flow.sheet, flow.left
    value, width = left + VALUE_X, flow.right - left - VALUE_X
    sheet.text(left + ROLE_X, _row(flow), applicant.role, CELL)
    with flow.paper.owner(applicant.name):
        if applicant.postal or applicant.address:
            _label(flow, "所在地")
            if applicant.postal:
                sheet.text(value, _row(flow), f"〒{applicant.postal}", CELL)
                flow.gap(5.8)
            for line in _address_lines(flow, applicant.address, width):
                sheet.within(value, _row(flow), width, line, SMALL)
                flow.gap(5.2)
        if applicant.ruby:
            flow.gap(3.4)
            sheet.within(value, _row(flow) - 4.6, width, applicant.ruby, CELL.at(RUBY_SIZE))
        _label(flow, "団体名")
        sheet.within(value, _row(flow), width, applicant.name, BODY)
        flow.gap(7.4)
    _representative(flow, applicant, value, width)
    if applicant.phone:
        _label(flow, "電話番号")
        sheet.within(value, _row(flow), width, applicant.phone, CELL)
        flow.gap(7.0)


def _address_lines(flow: Flow, address: str, width: float) -> list[str]:
    """One line if a little squeezing is enough, else as many as it takes."""
    one_line = flow.sheet.squeezed(address, SMALL, width).scale >= NARROWEST
    return [address] if one_line and "\n" not in address else wrap(flow.sheet.setter, address, SMALL, width)


def _representative(flow: Flow, applicant: Applicant, value: float, width: float) -> None:
    sheet = flow.sheet
    _label(flow, "代表者職氏名")
    required = applicant.seal is Seal.REQUIRED
    with flow.paper.owner(applicant.person):
        name = f"{applicant.office}　{applicant.person}"
        sheet.within(value, _row(flow), width - (9 if required else 0), name, BODY)
    rule = _row(flow) + 1.7
    sheet.line(value - 1, rule, flow.right, rule, 0.35)
    if required:
        sheet.text(flow.right - 2, _row(flow) + 0.2, "㊞", Type(Face.MINCHO, 12, grey=0.45), "right")
    if applicant.seal is Seal.SIGN_OR_SEAL:
        sheet.text(flow.right - 1, rule + 3.3, "（署名又は記名押印）", CAPTION, "right")
        flow.gap(3.0)
    flow.gap(7.2)


def _row(flow: Flow) -> float:
    return flow.y + BODY.em


def _label(flow: Flow, text: str) -> None:
    flow.sheet.spread(flow.left + LABEL_X, _row(flow), LABEL_WIDTH, text, CELL)


def draw_title(flow: Flow, title: str, above: float = 8.0, below: float = 10.0) -> None:
    """The title in the middle: tracked; one of two or three characters larger and wide apart (誓　約　書)."""
    flow.gap(above)
    flow.paper.mark(title)
    short = len(title) <= 3
    type, tracking = (FORM_TITLE.at(18), 18.0) if short else (FORM_TITLE, 3.5)
    natural = (flow.sheet.setter.width(title, type.face) / 1000 * type.size + tracking * (len(title) - 1)) / MM
    middle = (flow.left + flow.right) / 2
    if natural > flow.width:
        flow.sheet.within(flow.left, flow.y + type.em, flow.width, title, type, "center")
    else:
        flow.sheet.tracked(middle, flow.y + type.em, title, type, tracking, "center")
    flow.gap(type.em + below)


def draw_amount(flow: Flow, amount: int, height: float = 20.0) -> None:
    """金 123,000 円 on a rule of 116 mm."""
    middle, y = (flow.left + flow.right) / 2, flow.y + 8
    sheet, big, word = flow.sheet, BODY.at(20), BODY.at(15)
    sheet.text(middle - 50, y, "金", word)
    sheet.text(middle + 18, y, f"{amount:,}", big.with_face(Face.MINCHO_NUMBERS), "right")
    sheet.text(middle + 24, y, "円", word)
    sheet.line(middle - 58, y + 2.4, middle + 58, y + 2.4, 0.75)
    flow.gap(height)


def item_number(number: int) -> str:
    """１ to ９ full-width, 10 and above half-width."""
    return chr(ord("０") + number) if number < 10 else str(number)


def draw_items(flow: Flow, items: tuple[Item, ...], row: float = ROW) -> None:
    """記, the numbered items, 以上."""
    flow.need(30)
    flow.gap(3)
    flow.sheet.text((flow.left + flow.right) / 2, flow.y + BODY.em, "記", BODY, "center")
    flow.gap(10)
    for number, item in enumerate(items, 1):
        with flow.paper.owner(item.label or item.value[:20]):
            _item(flow, item_number(number), item, row)
    flow.need(BODY.line)
    flow.text("以上", BODY, "right")


def _item(flow: Flow, number: str, item: Item, row: float) -> None:
    setter = flow.paper.setter
    start = ITEM_VALUE_X if item.label else ITEM_LABEL_X
    lines = wrap(setter, item.value, BODY, flow.width - start) if item.value else []
    rows = max(1, len(lines) + (len(item.ticks) + 1) // 2)
    flow.need(min(rows, 4) * row)
    baseline = centre_line(flow.y, row, BODY.size)
    flow.sheet.text(flow.left + 3, baseline, number, BODY)
    sheet, least = flow.sheet, flow.y + _item_label(flow, baseline, item.label, row)
    for place, line in enumerate(lines):
        flow.need(row)
        draw_justified(flow.sheet, flow.left + start, flow.y + (row - BODY.line) / 2, flow.width - start, [line],
                       BODY, last=place == len(lines) - 1)  # fmt: skip
        if item.to_confirm and place == len(lines) - 1:
            used = setter.width(line.rstrip(), BODY.face) * BODY.em / 1000
            draw_inline_tag(flow.sheet, flow.left + start + used + 3, centre_line(flow.y, row, BODY.size))
        flow.y += row
    draw_ticks(flow, item.ticks)
    if not lines and not item.ticks:
        flow.y += row
    if flow.sheet is sheet:
        flow.y = max(flow.y, least)
    if not item.label:
        flow.gap(2.0)


def _item_label(flow: Flow, baseline: float, label: str, row: float) -> float:
    """The label of an item, spread on one line; a long one wraps. Returns the height it takes."""
    sheet, left = flow.sheet, flow.left + ITEM_LABEL_X
    if sheet.squeezed(label, BODY, ITEM_LABEL_WIDTH).scale >= NARROWEST:
        sheet.spread(left, baseline, ITEM_LABEL_WIDTH, label, BODY)
        return row if label else 0.0
    lines = wrap(sheet.setter, label, SMALL, ITEM_LABEL_WIDTH)
    return draw_lines(sheet, left, flow.y + 1.0, ITEM_LABEL_WIDTH, lines, SMALL) - flow.y + 1.0


def draw_ticks(flow: Flow, ticks: tuple[tuple[str, bool], ...], start: float = ITEM_VALUE_X) -> None:
    """Attachments in two columns, a long one across both: ☑(1) 団体概要書. `start`: mm from the left margin."""
    column = (flow.width - start) / 2
    right = False
    for number, (text, ticked) in enumerate(ticks, 1):
        said = f"({number}) {text}"
        whole = flow.sheet.squeezed(said, CELL, column - 6).scale < NARROWEST
        if right and whole:
            flow.y, right = flow.y + 6.4, False
        if not right:
            flow.need(6.4)
        type = flow.sheet.squeezed(said, CELL, column * (1 + whole) - 6)
        x = flow.left + start + column * right
        draw_tick(flow.sheet, x, centre_line(flow.y, 6.4, CELL.size), said, ticked, type)
        right = not (right or whole)
        if not right or number == len(ticks):
            flow.y += 6.4
