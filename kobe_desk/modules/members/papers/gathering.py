"""Lists for a day: 出席簿, 役員名簿, 誕生日, 敬老; each says its day (基準日)."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from kobe_desk.core.japanese import era, kana
from kobe_desk.modules.members.papers.heads import draw_list_head
from kobe_desk.modules.members.usecases.home_names import place_words
from kobe_desk.modules.members.usecases.offices import OfficerRow
from kobe_desk.modules.members.usecases.paper_rows import AgeRow
from kobe_desk.modules.members.usecases.rosters import Roster, RosterHomeRow
from kobe_desk.paper.document import Paper, PaperFacts
from kobe_desk.paper.flow import Flow
from kobe_desk.paper.styles import LIST
from kobe_desk.paper.table import LIST_TABLE, Band, Cell, Column, Kind, Row, Table, draw_table

SEXES = {"female": "女", "male": "男", "other": ""}
_ATTENDANCE = (
    Column("戸番", 14, "center", size=10.5),
    Column("世帯主（ふりがな）", 56, kind=Kind.NAME, size=11.5),
    Column("出席", 16, "center", kind=Kind.TICK),
    Column("委任状", 16, "center", kind=Kind.TICK),
    Column("書面", 16, "center", kind=Kind.TICK),
    Column("出席者の署名", 57),
)
_OFFICERS = (
    Column("役職", 26, size=10.5),
    Column("氏名（ふりがな）", 46, kind=Kind.NAME, size=11.5),
    Column("住所", 44, size=9.5),
    Column("電話", 28, "center", kind=Kind.CODE),
    Column("任期", 31, "center", size=9),
)
_AGES = (
    Column("班−戸番", 17, "center", size=9.5),
    Column("氏名（ふりがな）", 46, kind=Kind.NAME, size=11.5),
    Column("性別", 11, "center"),
    Column("生年月日", 34, size=9.5),
    Column("満年齢", 15, "right", kind=Kind.NUMBER),
    Column("", 13, "center", size=9.5),
    Column("住所", 39, size=9),
)


def attendance_pdf(roster: Roster, meeting: str, day: date) -> bytes:
    """出席簿: a line a household with boxes to tick and room to sign, 班 by 班. Raises MissingGlyph."""
    title = f"出席簿　{meeting}".strip()
    said = f"{roster.association}　開催日 {era.with_weekday(era.wareki(day), day)}　基準日 {era.wareki(roster.on)}"
    said += f"　絞り込み：{roster.chosen}" if roster.chosen else ""
    flow = _flow(title, roster.association, roster.sample, said, f"{roster.households}世帯")
    table = Table(_ATTENDANCE, LIST_TABLE, empty=_nobody(roster.on))
    for area in roster.areas:
        draw_table(
            flow,
            table,
            [_present(home) for home in area.homes],
            Band(area.title or "未所属", "", f"{len(area.homes)}世帯"),
        )
        flow.gap(4)
    if not roster.areas:
        draw_table(flow, table, [])
    return flow.paper.finish()


def _present(home: RosterHomeRow) -> tuple[str | Cell, ...]:
    return home.house_number, Cell(home.name, ruby=kana.to_hiragana(home.kana)), "", "", "", ""


def officers_pdf(officers: Sequence[OfficerRow], association: str, on: date, sample: bool = False) -> bytes:
    """役員名簿 as of a day, in the order of the offices. Raises MissingGlyph."""
    said = f"{association}　基準日 {era.wareki(on)}"
    flow = _flow("役員名簿", association, sample, said, f"{len({each.person_id for each in officers})}名")
    rows = [
        (each.office, Cell(each.name, ruby=kana.to_hiragana(each.kana)), each.address, each.phone,
         f"{era.short(each.start)}〜{era.short(each.end) if each.end else ''}")
        for each in officers
    ]  # fmt: skip
    draw_table(flow, Table(_OFFICERS, LIST_TABLE, empty=_nobody(on)), rows)
    return flow.paper.finish()


def seniors_pdf(
    rows: Sequence[AgeRow], association: str, on: date, age: int, sample: bool = False, chosen: str = ""
) -> bytes:
    """敬老の対象者: who has reached an age on the day; `chosen` are further conditions. Raises MissingGlyph."""
    who = f"・{chosen}" if chosen else "の在籍者"
    said = f"{association}　基準日 {era.wareki(on)}　絞り込み：満{age}歳以上{who}"
    flow = _flow(f"敬老対象者名簿（満{age}歳以上）", association, sample, said, f"{len(rows)}名")
    draw_table(
        flow, Table(_AGES, LIST_TABLE, empty=_nobody(on)), [_aged(row, row.birth, row.milestone) for row in rows]
    )
    return flow.paper.finish()


def birthdays_pdf(
    rows: Sequence[AgeRow], association: str, on: date, month: int | None, sample: bool = False, chosen: str = ""
) -> bytes:
    """誕生日: by month and day, with the age reached in that year. Raises MissingGlyph."""
    born = f"{month}月生まれ" if month else "1月〜12月"
    who = f"・{chosen}" if chosen else "の在籍者"
    said = f"{association}　基準日 {era.wareki(on)}　絞り込み：{born}{who}"
    flow = _flow(f"誕生日名簿（{era.era_year(on)}）", association, sample, said, f"{len(rows)}名")
    lines: list[Row] = []
    before = 0
    for row in rows:
        lines.append(Row(_aged(row, row.birth, f"{row.birthday.month}/{row.birthday.day}"),
                         rule_above=bool(before) and row.birthday.month != before))  # fmt: skip
        before = row.birthday.month
    draw_table(flow, Table(_AGES, LIST_TABLE, empty=_nobody(on)), lines)
    return flow.paper.finish()


def _aged(row: AgeRow, birth: date, mark: str) -> tuple[str | Cell, ...]:
    place = place_words(row.area, row.house_number)
    name = Cell(row.name, ruby=kana.to_hiragana(row.kana))
    return place, name, SEXES.get(row.sex, ""), era.wareki(birth), f"{row.age}歳", mark, row.address


def _flow(title: str, association: str, sample: bool, said: str, count: str) -> Flow:
    paper = Paper(PaperFacts(title, author=association, sample=sample), LIST)
    flow = Flow(paper, partial(_head, title, said, count))
    _head(title, said, count, flow)
    return flow


def _head(title: str, said: str, count: str, flow: Flow) -> None:
    draw_list_head(flow, title, said, count)


def _nobody(on: date) -> str:
    return f"該当する人はいません。（{era.wareki(on)}現在）"
