"""The application for a room (利用申込書): filled from the booking, or blank lines for a pen."""

from collections.abc import Sequence
from datetime import date

from kobe_desk.core.japanese import era, kana
from kobe_desk.core.japanese.fiscal_year import FiscalYear
from kobe_desk.modules.bookings.papers import words
from kobe_desk.modules.bookings.papers.words import PURPOSES
from kobe_desk.modules.bookings.usecases import BookingDetail, CentreRow, GroupRow
from kobe_desk.paper.document import Paper, PaperFacts
from kobe_desk.paper.fields import Drawing, Field, draw_fields
from kobe_desk.paper.flow import Flow
from kobe_desk.paper.marks import draw_tick
from kobe_desk.paper.sheet import Sheet, centre_line
from kobe_desk.paper.styles import LIST, LIST_CELL, LIST_TITLE
from kobe_desk.paper.table import LIST_TABLE, Column, Kind, Table, draw_table
from kobe_desk.paper.table.spec import number

TITLE = "利用申込書"
LINES = 5
"""Days that the form has room for."""
PROMISES = (
    "利用の決まり（火気、後片付け、戸締まり、騒音、駐車）を読みました。",
    "緊急の催し・災害のときは、利用を変更していただくことがあります。",
)
_COLUMNS = (
    Column("", 9, "center"),
    Column("利用日", 44, "center"),
    Column("時間", 32, "center"),
    Column("部屋", 36),
    Column("人数", 14, "right", Kind.NUMBER),
    Column("備品・設備", 25, size=9.5),
    Column("使用料", 15, "right", Kind.NUMBER),
)
_KINDS = (("use", "基本 ①"), ("more", "加算 ②"), ("less", "減免 ③"), ("total", "合計 ①＋②−③"), ("paid", "納入"))


def request_pdf(
    details: Sequence[BookingDetail],
    group: GroupRow,
    centre: CentreRow,
    *,
    manager: str,
    day: date,
    sample: bool = False,
) -> bytes:
    """One application for bookings of one group. Raises MissingGlyph."""
    first = details[0]
    facts = PaperFacts(TITLE, first.row.label, author=centre.label, made=day, sample=sample)
    paper = Paper(facts, LIST)
    flow = Flow(paper)
    _head(flow, first, centre, manager)
    with paper.owner(group.name):
        draw_fields(flow, _who(first, group), 30)
        flow.gap(4)
        draw_fields(flow, _what(first), 30)
        flow.gap(3)
        blank = ("", "令和　　年　　月　　日（　）", "", "", "", "", "")
        uses = [_use(place, each) for place, each in enumerate(details)]
        table = Table(_COLUMNS, LIST_TABLE, title="利用の日時と部屋")
        draw_table(flow, table, [*uses, *[blank] * max(0, LINES - len(uses))])
        flow.gap(3)
        _money(flow, details)
    flow.gap(3)
    for promise in PROMISES:
        flow.need(6.4)
        draw_tick(flow.sheet, flow.left, centre_line(flow.y, 6.4, LIST_CELL.size), promise, False, LIST_CELL)
        flow.y += 6.4
    flow.gap(2)
    permit = f"第{first.permit}号（{era.wareki(first.permitted)}）" if first.permit and first.permitted else ""
    draw_fields(flow, [[Field("受付者", first.taken_by), Field("許可書番号", permit)]], 30)
    return paper.finish()


def _head(flow: Flow, detail: BookingDetail, centre: CentreRow, manager: str) -> None:
    sheet, y = flow.sheet, flow.y + 3
    asked = detail.taken_at.date()
    sheet.text(flow.left, y, f"受付番号　{detail.row.label}", LIST_CELL)
    sheet.text(flow.right, y, f"申込日　{era.with_weekday(era.wareki(asked), asked)}", LIST_CELL, "right")
    middle = (flow.left + flow.right) / 2
    sheet.text(middle, y + 13, f"{centre.label}　{TITLE}", LIST_TITLE, "center")
    sheet.within(flow.left, y + 24, flow.width, f"指定管理者　{manager}　様", LIST_CELL.at(10.5))
    flow.y = y + 28


def _who(detail: BookingDetail, group: GroupRow) -> list[list[Field]]:
    facts, request = group.facts, detail.request
    year = f"（{FiscalYear(facts.registered).label}）" if facts.registered else ""
    number_of = f"第{facts.number}号{year}" if facts.number else ""
    responsible = "\n".join(
        filter(None, (request.responsible, f"当日の連絡先 {request.phone}" if request.phone else ""))
    )
    return [
        [Field("団体名", group.name, kana.to_hiragana(facts.kana), 11, type=LIST_CELL), _field("登録番号", number_of)],
        [_field("代表者", facts.representative), _field("電話", facts.phone)],
        [_field("利用責任者", responsible), _field("利用区分", detail.tier)],
    ]


def _what(detail: BookingDetail) -> list[Field]:
    request, row = detail.request, detail.row
    parts = [
        (word, count) for word, count in zip(("大人", "子ども", "高齢者"), _expected(detail), strict=True) if count
    ]
    people = "　".join(f"{word} {count}名" for word, count in parts)
    kind = PURPOSES.get(request.category, "")
    return [
        _field("利用目的", "　".join(filter(None, (row.purpose, f"（{kind}）" if kind else "")))),
        _field("表示する名称", row.shown_as or row.group),
        _field("利用人数", f"{people}　計 {row.people}名".strip()),
        Field("入場料・営利", draw=_entrance(request.entrance, profit=request.profit)),
    ]


def _expected(detail: BookingDetail) -> tuple[int, int, int]:
    return detail.request.adults, detail.request.children, detail.request.seniors


def _field(label: str, value: str) -> Field:
    return Field(label, value, type=LIST_CELL)


def _entrance(yen: int, *, profit: bool) -> Drawing:
    def draw(sheet: Sheet, x: float, y: float, _width: float, height: float) -> None:
        baseline = centre_line(y, height, LIST_CELL.size)
        amount = f"{yen:,}" if yen else "　　　"
        draw_tick(sheet, x, baseline, "入場料なし", not yen, LIST_CELL)
        draw_tick(sheet, x + 32, baseline, f"入場料あり（{amount}円）", bool(yen), LIST_CELL)
        draw_tick(sheet, x + 84, baseline, "物販・営利あり", profit, LIST_CELL)

    return draw


def _use(place: int, detail: BookingDetail) -> Sequence[str]:
    row = detail.row
    lent = "、".join(f"{each.name}{each.count}" for each in detail.equipment)
    return (
        words.circled(place),
        words.day(row),
        words.hours(row),
        row.room,
        str(row.people),
        "、".join(filter(None, (lent, "冷暖房" if detail.request.heating else ""))),
        number(sum(line.amount for line in detail.fee_lines if line.kind == "use")),
    )


def _money(flow: Flow, details: Sequence[BookingDetail]) -> None:
    lines = [line for each in details for line in each.fee_lines]
    base = sum(line.amount for line in lines if line.kind == "use")
    more = sum(line.amount for line in lines if line.kind != "use" and line.amount > 0)
    less = sum(line.amount for line in lines if line.amount < 0)
    total = sum(each.row.fee for each in details)
    paid = all(each.row.paid >= each.row.fee for each in details)
    values = (number(base), number(more), number(less), number(total), "済" if paid else "まだ")
    width = 175.0 / len(_KINDS)
    columns = tuple(Column(head, width, "center", Kind.NUMBER) for _key, head in _KINDS)
    draw_table(flow, Table(columns, LIST_TABLE, title="使用料の計算", unit="円"), [values])
    why = [each.request.exemption_why for each in details if each.request.exemption_why]
    if why:
        flow.gap(1.5)
        flow.text(f"減免の理由　{why[0]}", LIST_CELL)
