"""The result of a draw for the wall (抽選結果), and a letter to each group about it."""

from collections.abc import Sequence
from datetime import date

from kobe_desk.core import clock
from kobe_desk.core.japanese import era
from kobe_desk.modules.bookings.papers import words
from kobe_desk.modules.bookings.usecases import CentreRow, DrawCheck, DrawLine, RoundRow, WishRow
from kobe_desk.paper.document import Paper, PaperFacts
from kobe_desk.paper.fields import Field, draw_fields
from kobe_desk.paper.flow import Flow
from kobe_desk.paper.sheet import centre_line
from kobe_desk.paper.styles import BODY, CELL, FORM, FORM_TITLE, LIST, LIST_CELL, LIST_SMALL, LIST_TITLE
from kobe_desk.paper.table import LIST_TABLE, Cell, Column, Kind, Table, draw_table

TITLE, LETTER_TITLE = "抽選結果", "抽選の結果のお知らせ"
DIGITS = 16
"""Figures of each digest on the sheet: enough to see the order, and to find a change."""
_COLUMNS = (
    Column("順", 10, "right", Kind.NUMBER),
    Column("番号", 13, "right", Kind.NUMBER),
    Column("団体", 41),
    Column("部屋", 24),
    Column("日時", 42, kind=Kind.NAME),
    Column("結果", 14, "center"),
    Column("要約値（先頭16桁）", 31, kind=Kind.CODE, size=9),
)
HOW = (
    "各申込みについて「種:番号」の SHA-256（要約値）を求め、小さい順に並べました。"
    "上から順に、その部屋と時間がまだ空いていれば当選です。"
    "同じ種からは、だれが計算しても同じ順になります。"
)
WON = "次の内容で当選しました。ご利用をお待ちしております。"
LOST = "まことに残念ながら、次のお申込みは落選となりました。"


def draw_result_pdf(
    row: RoundRow,
    check: DrawCheck,
    wishes: Sequence[WishRow],
    centre: CentreRow,
    *,
    made: date | None = None,
    sample: bool = False,
) -> bytes:
    """Who won and who lost in the order of the draw, with the seed and how to check it. Raises MissingGlyph."""
    paper = Paper(PaperFacts(f"{TITLE} {row.title}", author=centre.label, made=made, sample=sample), LIST)
    flow = Flow(paper)
    sheet = flow.sheet
    sheet.text(flow.left, centre_line(flow.y, 9, LIST_TITLE.size), TITLE, LIST_TITLE)
    sheet.text(flow.right, centre_line(flow.y, 9, LIST_CELL.size), centre.label, LIST_CELL.at(11), "right")
    flow.gap(12)
    month = f"{era.era_year(row.month)}{row.month.month}月の利用分"
    facts = [
        Field("受付回", f"{row.title}（{month}）"),
        Field("抽選した日時", _drawn_at(check)),
        Field("種", check.seed),
    ]
    draw_fields(flow, facts, 34)
    flow.gap(5)
    by_number = {wish.number: wish for wish in wishes}
    lines = [_line(line, by_number[line.number]) for line in check.lines]
    draw_table(flow, Table(_COLUMNS, LIST_TABLE), lines)
    flow.gap(5)
    flow.paragraph(HOW, LIST_SMALL)
    return paper.finish()


def _drawn_at(check: DrawCheck) -> str:
    if check.drawn_at is None:
        return ""
    at = check.drawn_at.astimezone(clock.JST)
    by = f"　{check.drawn_by}" if check.drawn_by else ""
    return f"{era.with_weekday(era.wareki(at.date()), at.date())}　{at.hour}時{at.minute:02}分{by}"


def _line(line: DrawLine, wish: WishRow) -> Sequence[str | int | Cell]:
    day = wish.start.date()
    when = f"{day.month}/{day.day}({era.weekday(day)}) {words.at(wish.start)}〜{words.at(wish.end)}"
    outcome = Cell("当選", bold=True) if line.won else "落選"
    return (line.place, line.number, line.group, line.room, when, outcome, line.digest[:DIGITS])


def draw_letters_pdf(
    row: RoundRow,
    check: DrawCheck,
    wishes: Sequence[WishRow],
    centre: CentreRow,
    *,
    manager: str,
    day: date,
    sample: bool = False,
) -> bytes:
    """A letter for each application, in their order. Raises MissingGlyph naming the group."""
    paper = Paper(PaperFacts(LETTER_TITLE, author=centre.label, made=day, sample=sample), FORM)
    flow = Flow(paper)
    lines = {line.number: line for line in check.lines}
    for place, wish in enumerate(each for each in wishes if each.number in lines):
        if place:
            flow.next_sheet()
        with paper.owner(wish.group):
            _letter(flow, row, lines[wish.number], wish, centre, manager, day)
    return paper.finish()


def _letter(
    flow: Flow, row: RoundRow, line: DrawLine, wish: WishRow, centre: CentreRow, manager: str, day: date
) -> None:
    sheet = flow.sheet
    flow.paper.mark(wish.group)
    sheet.text(flow.right, flow.y + 4, era.wareki(day), CELL, "right")
    sheet.within(flow.left, flow.y + 15, flow.width, f"{wish.group}　御中", BODY.at(12))
    flow.y += 24
    for words_ in (centre.label, *manager.split("\n"), centre.phone):
        if words_:
            flow.text(words_, CELL, "right")
    flow.gap(8)
    sheet.tracked((flow.left + flow.right) / 2, flow.y + 6, LETTER_TITLE, FORM_TITLE, 3, "center")
    flow.gap(16)
    flow.paragraph(
        f"いつも当センターをご利用いただき、ありがとうございます。「{row.title}」の抽選の結果をお知らせします。", BODY
    )
    flow.paragraph(WON if line.won else LOST, BODY)
    flow.gap(5)
    draw_fields(flow, _facts(row, line, wish), 36)
    flow.gap(6)
    closing = (
        "許可書は窓口でお渡しします。ご都合が悪くなったときは、お早めにお知らせください。"
        if line.won
        else "取りやめが出たときにご案内する「空き待ち」もお受けします。ご希望の方は、窓口までお知らせください。"
    )
    flow.paragraph(closing, BODY)


def _facts(row: RoundRow, line: DrawLine, wish: WishRow) -> list[Field]:
    when = era.with_weekday(era.wareki(wish.start.date()), wish.start.date())
    return [
        Field("結果", "当選" if line.won else "落選"),
        Field("申込みの番号", str(line.number)),
        Field("日時", f"{when}　{words.at(wish.start)}〜{words.at(wish.end)}"),
        Field("部屋", wish.room),
        Field("目的", wish.purpose),
        Field("抽選の順", f"{line.place}番目（種：{row.seed}）"),
    ]
