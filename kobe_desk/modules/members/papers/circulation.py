"""回覧順 (r05): who hands the circular to whom, two columns of large type, a box to tick at each house."""

from datetime import date

from kobe_desk.core.japanese import era, kana
from kobe_desk.modules.members.papers.heads import LARGE_TITLE
from kobe_desk.modules.members.usecases.rosters import Roster, RosterAreaRow, RosterHomeRow
from kobe_desk.paper.document import Paper, PaperFacts
from kobe_desk.paper.fonts import Face
from kobe_desk.paper.lines import draw_lines, wrap
from kobe_desk.paper.sheet import Type, centre_line
from kobe_desk.paper.styles import LIST

ROW = 15.2
GUTTER = 9.0
RADIUS = 4.7
_NAME = Type(Face.GOTHIC, 15)
_RUBY = Type(Face.GOTHIC, 9, grey=0.2)
_NUMBER = Type(Face.GOTHIC_BOLD, 13)
_SAID = Type(Face.GOTHIC, 11.5, 1.45)
_SMALL = Type(Face.GOTHIC_BOLD, 9)
HEAD_HEIGHT = 34.0
NEXT_HOUSE = "見たら □ に印を付けて、次の番号のお宅へ渡してください。留守のときは先へ回します。\n"


def circulation_pdf(roster: Roster, issued: date, back: date | None = None, title: str = "回　覧") -> bytes:
    """The order of circulation of each 班 as a PDF; `back` is the day by which it returns. Raises MissingGlyph."""
    paper = Paper(PaperFacts("回覧順", author=roster.association, made=issued, sample=roster.sample), LIST)
    areas = [area for area in roster.areas if area.homes]
    for place, area in enumerate(areas):
        if place:
            paper.add_sheet()
        _draw(paper, area, issued, back, title)
    if not areas:
        paper.sheet.text(paper.left, paper.top + 8, "回覧する世帯はありません。", _SAID)
    return paper.finish()


def _draw(paper: Paper, area: RosterAreaRow, issued: date, back: date | None, title: str) -> None:
    rows = int((paper.bottom - paper.top - HEAD_HEIGHT) / ROW)
    paper.mark(area.name or "未所属")
    for first in range(0, len(area.homes), 2 * rows):
        if first:
            paper.add_sheet()
        _head(paper, area, issued, back, title)
        page = area.homes[first : first + 2 * rows]
        half = min(rows, max((len(page) + 1) // 2, 13))
        for number, home in enumerate(page):
            with paper.owner(home.name):
                _home(paper, number, half, first + number + 1, home, number + 1 < len(page))


def _head(paper: Paper, area: RosterAreaRow, issued: date, back: date | None, title: str) -> None:
    sheet, y = paper.sheet, paper.top
    sheet.text(paper.left, centre_line(y, 12, 24), title, LARGE_TITLE.at(24))
    sheet.text(paper.left + 46, centre_line(y + 1, 12, 17), area.title or "未所属", LARGE_TITLE.at(17))
    sheet.text(paper.right, centre_line(y, 6, 11), f"{era.wareki(issued)} 発行", _SAID, "right")
    if back:
        words = f"戻す日 {back.month}月{back.day}日（{era.weekday(back)}）まで"
        sheet.text(paper.right, centre_line(y + 6, 7, 12.5), words, Type(Face.GOTHIC_BOLD, 12.5), "right")
    first = area.homes[0].name.replace("　", " ").split(" ")[0]
    last = f"班長（{area.leader}）" if area.leader else f"最初の方（①{first}）"
    said = f"{NEXT_HOUSE}最後の方は、{last}へ戻してください。"
    lines = wrap(sheet.setter, said, _SAID, paper.width - 8)
    height = len(lines) * _SAID.line + 4.5
    sheet.box(paper.left, y + 15, paper.width, height, 0.75, corner=1.5)
    draw_lines(sheet, paper.left + 4, y + 17, paper.width - 8, lines, _SAID)


def _home(paper: Paper, number: int, half: int, shown: int, home: RosterHomeRow, more: bool) -> None:
    sheet, width = paper.sheet, (paper.width - GUTTER) / 2
    column, line = divmod(number, half)
    x, y = paper.left + column * (width + GUTTER), paper.top + HEAD_HEIGHT + line * ROW
    middle = y + ROW / 2 - 0.6
    sheet.circle(x + RADIUS, middle, RADIUS, 0.8)
    sheet.middle(x + RADIUS, middle - RADIUS, 2 * RADIUS, str(shown), _NUMBER, "center")
    room = width - 2 * RADIUS - 20
    sheet.within(x + 2 * RADIUS + 3, y + 4.4, room, kana.to_hiragana(home.kana), _RUBY)
    sheet.within(x + 2 * RADIUS + 3, y + 10.8, room, home.name, _NAME)
    sheet.text(x + width - 13, middle + 1.6, "／", Type(Face.GOTHIC, 12, grey=0.45))
    sheet.tick_box(x + width - 7.4, middle - 3.2, 6.4)
    sheet.line(x + 2 * RADIUS + 2.5, y + ROW - 1.2, x + width, y + ROW - 1.2, 0.35, 0.45)
    if not more:
        return
    below = middle + RADIUS
    if line + 1 < half:
        sheet.line(x + RADIUS, below, x + RADIUS, below + ROW - 2 * RADIUS - 1.6, 0.6, 0.3)
        tip = below + ROW - 2 * RADIUS
        sheet.stroke([(x + RADIUS - 1.2, tip - 1.6), (x + RADIUS, tip - 0.2), (x + RADIUS + 1.2, tip - 1.6)], 0.9, 0.3)
    elif column == 0:
        sheet.text(x, below + 3.6, "右の列へ", _SMALL)
