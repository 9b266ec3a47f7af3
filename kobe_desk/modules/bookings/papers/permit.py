"""The permit of a booking (利用許可書): number, what is allowed, the fee, the conditions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kobe_desk.core.japanese import era
from kobe_desk.modules.bookings.papers import words
from kobe_desk.modules.bookings.usecases import BookingDetail, CentreRow
from kobe_desk.paper.document import Paper, PaperFacts
from kobe_desk.paper.fields import Field, draw_fields
from kobe_desk.paper.flow import Flow
from kobe_desk.paper.fonts import Face
from kobe_desk.paper.lines import draw_lines, wrap
from kobe_desk.paper.sheet import Type
from kobe_desk.paper.styles import BODY, CELL, FORM, FORM_TITLE, LIST_CELL
from kobe_desk.paper.table import Cell, Column, Kind, Row, Table, draw_table
from kobe_desk.paper.table.spec import number

TITLE = "利用許可書"
CONDITIONS = (
    "許可を受けた目的以外に利用し、又は他の者に利用させないこと。",
    "利用の時間を守り、終了後は清掃し、戸締まりと火の元を確認して鍵を返すこと。",
    "設備、備品を壊したときは、直ちに届け出て、指示に従うこと。",
    "災害その他やむを得ない理由により、利用の許可を変更し、又は取り消すことがあること。",
)
"""What every hall of domain knowledge asks for; a centre writes its own in the settings of the centre."""
_COLUMNS = (
    Column("", 10, "center"),
    Column("利用日", 48, "center"),
    Column("時間", 34, "center"),
    Column("部屋", 43),
    Column("使用料（円）", 30, "right", Kind.NUMBER),
)


@dataclass(frozen=True, slots=True)
class Issued:
    """What a permit says besides its bookings: who manages the centre, conditions, the receipt that was given."""

    centre: CentreRow
    manager: str
    """指定管理者: association, and its chair, in lines."""
    day: date
    conditions: Sequence[str] = CONDITIONS
    sample: bool = False


def permit_pdf(details: Sequence[BookingDetail], issued: Issued) -> bytes:
    """The permit of one booking, or of several that a group asked for together. Raises MissingGlyph."""
    first = details[0]
    paper = Paper(
        PaperFacts(TITLE, f"第{first.permit}号", author=issued.manager, made=issued.day, sample=issued.sample), FORM
    )
    flow = Flow(paper)
    _head(flow, first, issued)
    asked = min(detail.taken_at for detail in details).date()
    flow.paragraph(
        f"{era.wareki(asked)}付けで申込みのあった施設の利用を、次のとおり許可します。"
        "（時間は、準備と後片付けを含みます。）",
        BODY,
    )
    flow.gap(4)
    with paper.owner(first.row.group):
        draw_fields(flow, _facts(first), 34)
        flow.gap(5)
        draw_table(flow, Table(_COLUMNS), [*_uses(details), *_sums(details)])
    flow.gap(6)
    _conditions(flow, issued)
    _at_the_door(flow, issued.centre)
    return paper.finish()


def _head(flow: Flow, detail: BookingDetail, issued: Issued) -> None:
    sheet, y = flow.sheet, flow.y + 4
    sheet.text(flow.left, y, f"第{detail.permit}号", CELL)
    sheet.text(flow.right, y, era.wareki(issued.day), CELL, "right")
    sheet.tracked((flow.left + flow.right) / 2, y + 17, TITLE, FORM_TITLE.at(17), 12, "center")
    flow.y = y + 26
    with flow.paper.owner(detail.row.group):
        sheet.within(flow.left + 2, flow.y + 4, flow.width - 4, detail.row.group, BODY.at(12))
        name = f"代表者　{detail.representative}　様" if detail.representative else "　様"
        sheet.within(flow.left + 2, flow.y + 11, flow.width - 4, name, BODY.at(12))
    flow.y += 17
    for line in (issued.centre.label, *issued.manager.split("\n")):
        flow.text(line, CELL, "right")
    flow.gap(6)


def _facts(detail: BookingDetail) -> list[Field]:
    request, row = detail.request, detail.row
    contact = f"{request.responsible}　（{request.phone}）" if request.phone else request.responsible
    return [
        Field("利用目的", row.purpose or row.title),
        Field("利用責任者", contact),
        Field("人数", f"{row.people}名"),
    ]


def _uses(details: Sequence[BookingDetail]) -> list[Sequence[str | int]]:
    return [
        (
            words.circled(place),
            words.day(each.row),
            words.hours(each.row),
            each.row.room,
            number(sum(line.amount for line in each.fee_lines if line.kind == "use")),
        )
        for place, each in enumerate(details)
    ]


def _sums(details: Sequence[BookingDetail]) -> list[Row]:
    """Additions, exemptions and the total, with the receipts that were given."""
    lines = [line for each in details for line in each.fee_lines if line.kind != "use" and line.amount]
    rows = [_sum(line.text, number(line.amount)) for line in lines]
    paid = [pay.receipt for each in details for pay in each.payments if pay.receipt and pay.returned is None]
    note = f"合計（領収済　領収書 第{'、'.join(paid)}号）" if paid else "合計"
    return [*rows, _sum(note, number(sum(each.row.fee for each in details)), tinted=True)]


def _sum(said: str, amount: str, *, tinted: bool = False) -> Row:
    return Row(("", "", "", Cell(said, align="right"), amount), tinted=tinted)


def _conditions(flow: Flow, issued: Issued) -> None:
    centre, said = issued.centre, list(issued.conditions)
    if centre.changes_until:
        said.append(f"取消し、変更の申出は、利用日の{centre.changes_until}日前までに行うこと。")
    flow.need(12 + 7 * len(said))
    flow.text("許可の条件", CELL)
    flow.gap(1)
    for place, line in enumerate(said, 1):
        lines = wrap(flow.paper.setter, line, CELL, flow.width - 12)
        flow.sheet.text(flow.left + 2, flow.y + CELL.em, f"({place})", CELL)
        flow.y = draw_lines(flow.sheet, flow.left + 12, flow.y, flow.width - 12, lines, CELL) + 0.8


def _at_the_door(flow: Flow, centre: CentreRow) -> None:
    flow.need(24)
    flow.gap(5)
    flow.sheet.tint(flow.left, flow.y, flow.width, 16, 0.97, corner=1.5)
    flow.sheet.box(flow.left, flow.y, flow.width, 16, 0.5, 0.34, corner=1.5)
    bold = Type(Face.GOTHIC_BOLD, 10.5, 1.3)
    flow.sheet.text(flow.left + 4, flow.y + 6.4, "当日は、この許可書を受付に見せて、鍵を受け取ってください。", bold)
    contact = "　".join(filter(None, ("連絡先", centre.label, centre.phone)))
    flow.sheet.text(flow.left + 4, flow.y + 12.8, contact, LIST_CELL.at(10.5))
    flow.y += 20
