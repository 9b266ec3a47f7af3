"""Lists of a meeting: who came (出席簿), how votes were counted (票数集計表), and all resolutions (議決一覧)."""

from datetime import date

from kobe_desk.core.japanese import era, kana
from kobe_desk.modules.association.usecases import Profile
from kobe_desk.modules.meetings.papers import words
from kobe_desk.modules.meetings.rules import Share
from kobe_desk.modules.meetings.usecases import MeetingRow, MotionRow, RegisterRow, VoterRow
from kobe_desk.paper.document import Paper, PaperFacts
from kobe_desk.paper.flow import Flow
from kobe_desk.paper.fonts import Face
from kobe_desk.paper.sheet import Type
from kobe_desk.paper.styles import LEDGER, LIST, LIST_CELL, LIST_HEADING, LIST_SMALL, LIST_TITLE
from kobe_desk.paper.table import LIST_TABLE, Band, Cell, Column, Kind, Row, Table, draw_table
from kobe_desk.paper.table.spec import TableStyle

_ROOMY = TableStyle(LIST_TABLE.type.at(11), LIST_TABLE.head, LIST_TABLE.title, LIST_TABLE.total, row_height=9.4)
_COUNT = TableStyle(LIST_TABLE.type.at(12), LIST_TABLE.head, LIST_TABLE.title, LIST_TABLE.total, row_height=13.0)


def attendance_pdf(row: MeetingRow, house: Profile, voters: tuple[VoterRow, ...]) -> bytes:
    """出席簿: everybody entitled by 班, to be ticked at the door; the slip's number finds the papers."""
    paper = Paper(PaperFacts(f"{row.title}出席簿", author=house.name, made=None, sample=house.sample), LIST)
    flow = Flow(paper, lambda flow: _title(flow, f"{row.title}出席簿（続き）", house.name))
    _title(flow, f"{row.title}出席簿", house.name)
    flow.text(f"{words.day(row.starts)}　{words.short_clock(row.starts)}　{row.place}", LIST_CELL)
    flow.gap(3)
    columns = (
        Column("番号", 20, "center", Kind.CODE),
        Column("氏名（ふりがな）", 62, kind=Kind.NAME),
        Column("本人", 17, "center"),
        Column("書面表決", 22, "center"),
        Column("委任状", 20, "center"),
        Column("出席の時刻・受任者", flow.width - 141),
    )
    table = Table(columns, _ROOMY, empty="表決権者名簿がまだありません。")
    if not voters:
        draw_table(flow, table, [])
    for area in dict.fromkeys(each.area for each in voters):
        mine = [each for each in voters if each.area == area]
        rows = [(each.number, Cell(each.name, ruby=kana.to_hiragana(each.kana)), "", "", "", "") for each in mine]
        draw_table(flow, table, rows, Band(area or "班なし", count=f"{len(mine)}{words.unit(row)}"))
        flow.gap(4)
    flow.text(
        f"計 {len(voters)}{words.unit(row)}　定足数 {row.quorum.needed}{words.unit(row)}以上", LIST_HEADING, "right"
    )
    return paper.finish()


def count_sheet_pdf(row: MeetingRow, house: Profile) -> bytes:
    """票数集計表: one block a motion, counted by two people who sign it."""
    title = f"{row.title}票数集計表"
    paper = Paper(PaperFacts(title, author=house.name, sample=house.sample), LIST)
    flow = Flow(paper, lambda flow: _title(flow, f"{title}（続き）", house.name))
    _title(flow, title, house.name)
    flow.text(f"出席 {row.quorum.addition}{words.unit(row)}／{row.quorum.total}{words.unit(row)}", LIST_CELL)
    flow.gap(4)
    for motion in row.motions:
        _count_block(flow, row, motion)
    return paper.finish()


def _count_block(flow: Flow, row: MeetingRow, motion: MotionRow) -> None:
    flow.need(74)
    flow.heading(f"第{motion.position}号議案　{motion.title}", LIST_HEADING, motion.number, keep=40)
    share = Share.parse(motion.rule)
    base = {"cast": "賛否の数", "present": "出席の数", "all": words.total_name(row)}[share.base]
    sum_ = f"（整数で比べる　賛成×{share.denominator} と {base}×{share.numerator}）"
    flow.text(f"可決に必要な数　{base}の{share.japanese}{sum_}", LIST_SMALL)
    flow.gap(1.5)
    width = (flow.width - 40) / 4
    columns = (
        Column("", 40, tinted=True),
        *(Column(head, width, "right", Kind.NUMBER) for head in ("賛成", "反対", "棄権", "無効")),
    )
    draw_table(flow, Table(columns, _COUNT), _count_rows(motion))
    flow.gap(2)
    counters = motion.ballot.counters or ("", "")
    for place, name in enumerate((*counters, "")[:2]):
        x = flow.left + place * (flow.width / 2 + 3)
        flow.sheet.text(x, flow.y + 7, "数えた人", LIST_CELL)
        flow.sheet.line(x + 18, flow.y + 8.4, x + flow.width / 2 - 4, flow.y + 8.4, 0.6)
        flow.sheet.text(x + 20, flow.y + 7, name, LIST_CELL)
    flow.gap(15)


def _count_rows(motion: MotionRow) -> list[Row]:
    """Counts where they are known; otherwise blank, to be written by hand."""
    ballot, vote = motion.ballot, motion.vote
    known = motion.carried is not None and not vote.unanimous and not ballot.candidates

    def cells(head: str, counts: tuple[int, ...]) -> Row:
        return Row((head, *(map(str, counts) if known and counts else ("", "", "", ""))))

    proxies = [0, 0, 0, 0]
    if ballot.chair_choice in ("yes", "no", "abstain"):
        proxies[("yes", "no", "abstain").index(ballot.chair_choice)] = ballot.chair_proxies
    return [
        cells("会場", ballot.hall),
        cells("書面表決・電子表決", tuple(map(sum, zip(ballot.writing, ballot.electronic, strict=False)))),
        cells("議長一任の委任状", tuple(proxies) if ballot.chair_proxies else ()),
        Row(cells("計", (vote.yes, vote.no, vote.abstain, vote.invalid)).cells, rule_above=True),
    ]


def register_pdf(rows: tuple[RegisterRow, ...], house: Profile, today: date, note: str = "") -> bytes:
    """議決一覧: every motion that was voted on, oldest first, a heavier rule between years."""
    paper = Paper(PaperFacts("議決一覧", author=house.name, made=today, sample=house.sample), LEDGER.turned()
                  if LEDGER.height > LEDGER.width else LEDGER)  # fmt: skip
    flow = Flow(paper, lambda flow: _title(flow, "議決一覧（続き）", house.name))
    _title(flow, "議決一覧", "　".join(filter(None, (house.name, note))), f"{era.wareki(today)}現在")
    columns = (
        Column("議決番号", 25, kind=Kind.CODE),
        Column("年月日", 23, "center", Kind.CODE),
        Column("会議", 24),
        Column("議案の題名", flow.width - 200),
        Column("賛成", 16, "right", Kind.NUMBER),
        Column("反対", 14, "right", Kind.NUMBER),
        Column("棄権", 14, "right", Kind.NUMBER),
        Column("分母", 16, "right", Kind.NUMBER),
        Column("可決に必要な数", 34, "center"),
        Column("結果", 14, "center"),
        Column("備考", 20),
    )
    empty = f"議決はまだありません。（{era.wareki(today)}現在）"
    draw_table(flow, Table(columns, LIST_TABLE, empty=empty), _register_rows(rows))
    return paper.finish()


def _register_rows(rows: tuple[RegisterRow, ...]) -> list[Row]:
    ordered = sorted(rows, key=lambda each: (each.day, each.number))
    found, year = [], None
    for each in ordered:
        share, vote = Share.parse(each.rule), each.vote
        base = {"cast": "", "present": "出席の", "all": "総数の"}[share.base]
        words_of = "過半数" if share.majority else f"{share.numerator}/{share.denominator}"
        counts = ("異議なし", "—", "—") if vote.unanimous else (str(vote.yes), str(vote.no), str(vote.abstain))
        cells = (
            each.number,
            era.short(each.day),
            each.body_name,
            each.title,
            *counts,
            str(each.outcome.base_count),
            f"{base}{words_of} {each.outcome.needed}",
            Cell("可決" if each.carried else "否決", bold=not each.carried),
            "" if each.adopted else "未確定",
        )
        found.append(Row(cells, rule_above=year is not None and year != each.fiscal_year, tinted=not each.carried))
        year = each.fiscal_year
    return found


def _title(flow: Flow, title: str, note: str, right: str = "") -> None:
    """The title large, what it is of beside it."""
    width = flow.sheet.text(flow.left, flow.y + 6, title, LIST_TITLE.with_face(Face.GOTHIC_BOLD))
    used = flow.sheet.text(flow.right, flow.y + 6, right, LIST_CELL, "right") if right else 0.0
    flow.sheet.within(flow.left + width + 6, flow.y + 6, flow.width - width - used - 10, note, Type(Face.GOTHIC, 10))
    flow.y += 11
