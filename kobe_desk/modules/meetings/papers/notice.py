"""The notice of a meeting (招集通知): the letter with its agenda, and 書面表決書 and 委任状 for each voter."""

from dataclasses import dataclass
from datetime import date

from kobe_desk.core.japanese import era
from kobe_desk.core.progress import Report
from kobe_desk.modules.association.usecases import Profile
from kobe_desk.modules.meetings.papers import words
from kobe_desk.modules.meetings.rules import Share
from kobe_desk.modules.meetings.usecases import MeetingRow, VoterRow
from kobe_desk.paper.document import Paper, PaperFacts
from kobe_desk.paper.flow import Flow
from kobe_desk.paper.fonts import Face
from kobe_desk.paper.lines import draw_lines, wrap
from kobe_desk.paper.marks import draw_cut_line, draw_tick
from kobe_desk.paper.sheet import Type, centre_line
from kobe_desk.paper.styles import BODY, CELL, FORM, FORM_TITLE, SMALL
from kobe_desk.paper.table import Column, Table, draw_table

_SMALL = Type(Face.GOTHIC, 9.5, 1.45)
_STRONG = Type(Face.GOTHIC_BOLD, 10)
_PLAIN = Type(Face.GOTHIC, 10)
_FIGURE = Type(Face.FIXED, 16)
_BOX_WIDTH, _BOX_HEIGHT = 7.4, 10.0
_MANY = 13
"""From so many lines on they stand closer, so that the letter keeps to one sheet."""
_CUT = 153.0  # mm from the top: where the two slips part


@dataclass(frozen=True, slots=True)
class Notice:
    """What a notice says besides the meeting: who calls it, when it is dated, until when papers are to be handed in."""

    house: Profile
    chair: str
    """Office and name of who calls the meeting (会長　長谷川　和代)."""
    dated: date
    answer_by: date
    bring: str = "この通知"
    more: str = ""
    number: str = ""
    greeting: str = ""
    """Instead of the usual words before 記."""


def notice_pdf(row: MeetingRow, notice: Notice, voters: tuple[VoterRow, ...], report: Report) -> bytes:
    """The letter, then one sheet for each voter; without voters one sheet with empty numbers. Raises MissingGlyph."""
    title = f"{row.title}招集通知"
    facts = PaperFacts(title, notice.number, author=notice.house.name, made=notice.dated, sample=notice.house.sample,
                       archive=True)  # fmt: skip
    paper = Paper(facts, FORM)
    flow = Flow(paper)
    _letter(flow, row, notice)
    for number, voter in enumerate(voters or (None,)):
        report(number, len(voters) or 1)
        paper.add_sheet()
        _slips(Flow(paper), row, notice, voter)
    return paper.finish()


def _letter(flow: Flow, row: MeetingRow, notice: Notice) -> None:
    flow.text(era.wareki(notice.dated), CELL, "right")
    flow.gap(4)
    flow.text("会員各位" if row.body in ("general", "extraordinary") else "構成員各位", BODY)
    flow.gap(3)
    flow.text(notice.house.name, CELL, "right")
    with flow.paper.owner(notice.chair):
        flow.text(notice.chair, CELL, "right")
    flow.gap(6)
    flow.sheet.tracked(105 + 2.5, flow.y + 6, f"{row.title}の開催について（通知）", FORM_TITLE.at(14), 1.6, "center")
    flow.gap(14)
    flow.paragraph(_greeting(row, notice), CELL.at(11))
    flow.gap(4)
    flow.text("記", BODY, "center")
    flow.gap(2)
    items = _items(row, notice)
    leading = 7.0 if sum(value.count("\n") + 1 for _label, value in items) < _MANY else 5.7
    for number, (label, value) in enumerate(items, 1):
        _item(flow, number, label, value, leading)
    flow.text("以上", BODY, "right")
    flow.gap(7)
    _foot(flow, row, notice)


def _greeting(row: MeetingRow, notice: Notice) -> str:
    season = _SEASONS[row.starts.month - 1]
    by = era.with_weekday(f"{notice.answer_by.month}月{notice.answer_by.day}日", notice.answer_by)
    kinds = [name for name, used in (("書面表決書", row.rules.writing_counts or row.rules.writing_votes),
                                     ("委任状", row.rules.proxy_counts or row.rules.proxy_votes)) if used]  # fmt: skip
    absent = f"当日ご欠席の場合は、次頁の{'又は'.join(kinds)}を、{by}までにお届けください。" if kinds else ""
    usual = (
        f"{season}の候、皆様にはますますご清祥のこととお喜び申し上げます。"
        "日ごろは本会の活動にご理解とご協力をいただき、誠にありがとうございます。\n"
        f"さて、規約の定めにより、下記のとおり{_short_title(row)}を開催します。"
        "ご多用のところ恐れ入りますが、ご出席くださいますようお願いします。"
    )
    return "\n".join(filter(None, (notice.greeting.strip() or usual, absent)))


_SEASONS = ("新春", "立春", "早春", "春暖", "新緑", "初夏", "盛夏", "残暑", "初秋", "秋冷", "晩秋", "師走")


def _short_title(row: MeetingRow) -> str:
    return words.apart(row.title)[1]


def _items(row: MeetingRow, notice: Notice) -> list[tuple[str, str]]:
    agenda = [
        f"{each.label}　{each.title}{_needs(row, each.id)}" for each in row.items if each.kind in ("motion", "report")
    ]
    found = [
        ("日時", f"{words.day(row.starts)}　{words.short_clock(row.starts)}から"),
        ("場所", row.place),
        ("議題", "\n".join(agenda) or "別紙のとおり"),
        ("持ち物", notice.bring),
        ("その他", notice.more),
    ]
    return [(label, value) for label, value in found if value.strip()]


def _needs(row: MeetingRow, item: object) -> str:
    """What a motion needs, where it is more than an ordinary one does."""
    motion = next((each for each in row.motions if each.id == item), None)
    if motion is None or motion.rule == row.rules.majority or motion.matter == "election":
        return ""
    found = Share.parse(motion.rule)
    of = {"all": f"{words.total_name(row)}の", "present": "出席の", "cast": ""}[found.base]
    return f"（{of}{found.japanese}の賛成が必要）"


def _item(flow: Flow, number: int, label: str, value: str, leading: float) -> None:
    left, width = 36.0, flow.width - 36
    flow.need(leading + 1)
    flow.sheet.text(flow.left + 5, centre_line(flow.y, leading, 11), str(number), CELL)
    flow.sheet.spread(flow.left + 11, centre_line(flow.y, leading, 10.5), 19, label, CELL)
    for line in value.split("\n"):
        for part in wrap(flow.paper.setter, line, CELL, width):
            flow.need(leading)
            flow.sheet.middle(flow.left + left, flow.y, leading, part, CELL)
            flow.y += leading
    flow.gap(0.6)


def _foot(flow: Flow, row: MeetingRow, notice: Notice) -> None:
    """The quorum, so that everybody sees why a paper matters, and whom to ask."""
    kinds = [
        name for name, used in (("書面表決", row.rules.writing_counts), ("委任状", row.rules.proxy_counts)) if used
    ]
    with_papers = f"（{'と'.join(kinds)}を含みます）" if kinds else ""
    unit, total = words.unit(row), row.attendance.total
    asked = f"{words.total_name(row)}の{words.share(row.rules.quorum)}の出席"
    if total:
        asked = (
            f"{words.total_name(row)} {total}{unit}の{words.share(row.rules.quorum)} ＝ {row.quorum.needed}{unit}以上"
        )
    house = notice.house
    contact = "　".join(filter(None, (house.contact_name, house.contact_phone or house.phone, house.contact_hours)))
    lines = [("会議の成立に必要な数", f"{asked}{with_papers}"), *([("問合せ先", contact)] if contact else [])]
    height = 6.4 * len(lines) + 5
    flow.need(height)
    flow.sheet.tint(flow.left, flow.y, flow.width, height, 0.96, corner=1.6)
    flow.sheet.box(flow.left, flow.y, flow.width, height, 0.5, corner=1.6)
    y = flow.y + 2.5
    for label, text in lines:
        flow.sheet.middle(flow.left + 4, y, 6.4, label, _STRONG)
        flow.sheet.within(flow.left + 46, centre_line(y, 6.4, 10), flow.width - 50, text, _PLAIN)
        y += 6.4
    flow.y += height


def _slips(flow: Flow, row: MeetingRow, notice: Notice, voter: VoterRow | None) -> None:
    """書面表決書 above, 委任状 below; each is complete in itself."""
    rules = row.rules
    writing, proxy = rules.writing_counts or rules.writing_votes, rules.proxy_counts or rules.proxy_votes
    with flow.paper.owner(voter.name if voter else row.title):
        if writing:
            _writing(flow, row, notice, voter)
        if writing and proxy and flow.y > _CUT - 6:  # a long agenda takes the whole sheet
            flow.next_sheet()
        elif writing and proxy:
            draw_cut_line(flow.sheet, _CUT)
            flow.y = _CUT + 10
        if proxy:
            _proxy(flow, row, notice, voter)


def _head(flow: Flow, row: MeetingRow, title: str, voter: VoterRow | None) -> None:
    day = f"{row.starts.month}月{row.starts.day}日"
    figures = voter.number if voter else "     - "
    width = _BOX_WIDTH * 6 + 5
    flow.sheet.middle(flow.left, flow.y, _BOX_HEIGHT, f"{row.title}（{day}）", _PLAIN)
    x = flow.right - width
    flow.sheet.middle(x - 3, flow.y, _BOX_HEIGHT, "用紙の番号", _PLAIN, "right")
    with flow.sheet.actual(figures.strip()):
        for place, figure in enumerate(figures):
            at = x + place * _BOX_WIDTH - (2.4 if place > 5 else 0)
            if figure == "-":
                flow.sheet.middle(at + 2.4, flow.y, _BOX_HEIGHT, "-", _FIGURE, "center")
                continue
            flow.sheet.box(at, flow.y, _BOX_WIDTH, _BOX_HEIGHT, 0.75)
            if figure.strip():
                flow.sheet.middle(at + _BOX_WIDTH / 2, flow.y, _BOX_HEIGHT, figure, _FIGURE, "center")
    flow.y += _BOX_HEIGHT + 4
    flow.sheet.tracked(105 + 2.5, flow.y + 6, title, Type(Face.MINCHO, 17), 9, "center")
    flow.y += 12


def _writing(flow: Flow, row: MeetingRow, notice: Notice, voter: VoterRow | None) -> None:
    _head(flow, row, "書面表決書", voter)
    flow.paragraph(
        "私は、会議に出席できないので、次のとおり表決します。（賛成・反対・棄権のうち一つに○を付けてください。）", CELL
    )
    flow.gap(1.5)
    columns = (
        Column("議案", 20, "center"),
        Column("題名", flow.width - 80),
        *(Column(head, 20, "center") for head in ("賛成", "反対", "棄権")),
    )
    rows = [(f"第{each.position}号", each.title, "", "", "") for each in row.motions if each.notified]
    draw_table(flow, Table(columns, empty="議案はありません。"), rows)
    flow.gap(1.5)
    blank = "棄権" if row.rules.blank_writing == "abstain" else "無効"
    _note(flow, f"○のない議案は、{blank}として数えます。ご本人が出席された場合、この書面は無効になります。")
    _signing(flow, notice, voter)


def _proxy(flow: Flow, row: MeetingRow, notice: Notice, voter: VoterRow | None) -> None:
    _head(flow, row, "委任状", voter)
    flow.paragraph("私は、次の者を代理人と定め、この会議における表決に関する一切の権限を委任します。", CELL)
    flow.gap(3)
    draw_tick(flow.sheet, flow.left + 6, flow.y + 5, "議長に一任する", False, BODY)
    flow.gap(10)
    draw_tick(flow.sheet, flow.left + 6, flow.y + 5, "次の人に委任する　　氏名", False, BODY)
    flow.sheet.line(flow.left + 66, flow.y + 6.4, flow.right, flow.y + 6.4, 0.6)
    flow.gap(12)
    _note(flow, _proxy_note(row))
    _signing(flow, notice, voter)


def _proxy_note(row: MeetingRow) -> str:
    """What becomes of a proxy without a mark, and who may be named: it must stand on the form."""
    unnamed = "議長一任として数えます" if row.rules.blank_proxy_to_chair else "定足数だけに数え、表決には数えません"
    who = {"member": "受任者は会員に限ります。", "household": "受任者は同じ世帯の人に限ります。"}
    limit = f"1人が受けられるのは{row.rules.proxy_limit}通までです。" if row.rules.proxy_limit else ""
    absent = "" if row.rules.absent_proxy_to_chair else "受任者が欠席したときは数えません。"
    return (
        f"どちらにも印のない委任状は、{unnamed}（規約の定めによる）。{who.get(row.rules.proxy_who, '')}{limit}{absent}"
    )


def _note(flow: Flow, text: str) -> None:
    lines = wrap(flow.paper.setter, text, _SMALL, flow.width)
    flow.y = draw_lines(flow.sheet, flow.left, flow.y, flow.width, lines, _SMALL)


def _signing(flow: Flow, notice: Notice, voter: VoterRow | None) -> None:
    flow.gap(1.5)
    flow.text(f"{notice.house.name}　議長　様", CELL)
    flow.gap(3.5)
    year = era.wareki(notice.dated).partition("年")[0]
    area = f"　{voter.area}" if voter and voter.area else ""
    flow.sheet.text(flow.left, flow.y + 5, f"{year}年　　月　　日{area}", CELL)
    flow.sheet.text(flow.left + 74, flow.y + 5, "氏名", CELL)
    flow.sheet.line(flow.left + 86, flow.y + 6.6, flow.right, flow.y + 6.6, 0.6)
    flow.gap(7.4)
    name = f"{voter.name} 様用。" if voter else ""
    flow.text(f"（{name}自署。押印は不要です）", SMALL.at(9), "right")
