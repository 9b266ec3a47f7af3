"""The minutes of a meeting (議事録) and the extract of one resolution (議事録抄本), from the adopted text."""

from dataclasses import dataclass
from datetime import date, datetime

from kobe_desk.core.japanese import era
from kobe_desk.core.progress import Report
from kobe_desk.modules.association.usecases import Profile
from kobe_desk.modules.meetings.rules import Base, Outcome, Share
from kobe_desk.modules.meetings.usecases import BODY_MARKS, MeetingRow, MotionNotYetDecided, MotionRow
from kobe_desk.paper.document import Paper, PaperFacts
from kobe_desk.paper.fields import Field, draw_fields
from kobe_desk.paper.flow import Flow
from kobe_desk.paper.fonts import Face
from kobe_desk.paper.sheet import Type, centre_line
from kobe_desk.paper.styles import BODY, CELL, FORM, FORM_TITLE, TINT
from kobe_desk.paper.table import Cell, Column, Kind, Table, draw_table

BASES = {Base.CAST: "", Base.PRESENT: "出席の", Base.ALL: "総数の"}
UNITS = {"household": "世帯", "person": "名"}
LINE = 96.0  # mm: a rule to sign on
SIGN_HEIGHT = 14.0


@dataclass(frozen=True, slots=True)
class Extract:
    """What an extract certifies: one motion of adopted minutes, by whom, on which day."""

    meeting: MeetingRow
    motion: MotionRow
    certified: date
    chair: str
    """Who certifies: the association's chair (会長), office and name."""


Printed = tuple[tuple[str, bytes], ...]
"""Papers by the name they are listed and saved under."""


def print_papers(row: MeetingRow, house: Profile, chair: str, today: date, report: Report) -> Printed:
    """The minutes, and an extract of each motion that was carried: a job without the desk."""
    report(0, 1)
    made = [(f"{row.title}議事録", minutes_pdf(row, house))]
    if row.adopted:
        for motion in row.motions:
            if motion.carried:
                made.append((f"抄本 {motion.number}", extract_pdf(Extract(row, motion, today, chair), house)))
    return tuple(made)


def minutes_pdf(row: MeetingRow, association: Profile) -> bytes:
    """The minutes as adopted; a draft says so. Raises MissingGlyph."""
    title = f"{row.title}議事録"
    number = f"{_year_mark(row)}-{BODY_MARKS[row.body]}"
    made = row.adopted_on
    paper = Paper(PaperFacts(title, number, author=association.name, made=made, sample=association.sample), FORM)
    flow = Flow(paper)
    flow.sheet.tracked(105 + 2.5, flow.y + 8, title, FORM_TITLE, 3.5, "center")
    flow.y += 16
    if not row.adopted:
        flow.text("（下書き　まだ確定していません）", BODY, "right")
    draw_fields(flow, [Field(label, value) for label, value in _facts(row)], 34)
    flow.gap(4)
    _standing(flow, row)
    _opening(flow, row)
    for motion in row.motions:
        _motion(flow, motion)
    _closing(flow, row)
    return paper.finish()


def extract_pdf(extract: Extract, association: Profile) -> bytes:
    """The part of the minutes that an application is sent with. Raises MissingGlyph, MotionNotYetDecided."""
    row, motion = extract.meeting, extract.motion
    if motion.outcome is None:
        raise MotionNotYetDecided
    facts = PaperFacts("議事録抄本", motion.number, author=association.name, made=extract.certified,
                       sample=association.sample)  # fmt: skip
    paper = Paper(facts, FORM)
    flow = Flow(paper)
    flow.sheet.text(flow.right, flow.y + 4, f"議決番号　{motion.number}", CELL, "right")
    flow.y += 12
    flow.sheet.tracked(105 + 2.5, flow.y + 8, "議事録抄本", Type(Face.MINCHO, 18), 12, "center")
    flow.y += 18
    draw_fields(flow, [Field(label, value) for label, value in _extract_facts(row)], 34)
    flow.gap(7)
    flow.heading(f"第{motion.position}号議案　{motion.title}", BODY, mark=False)
    flow.gap(1)
    with paper.owner(motion.title):
        for text in (motion.proposal, motion.discussion):
            if text.strip():
                flow.paragraph(text, BODY)
        flow.paragraph(_result_sentence(motion), BODY)
    flow.gap(2)
    _vote_table(flow, motion)
    flow.gap(2)
    flow.text("（以下省略）", CELL, "right")
    flow.gap(12)
    flow.need(60)
    flow.paragraph(
        f"この抄本は、{_adopted(row)}に確定した議事録の原本のうち、上記の議案に関する部分を抜粋したものであり、"
        "原本と相違ないことを証明します。",
        BODY,
    )
    flow.gap(5)
    flow.text(f"　{era.wareki(extract.certified)}", BODY)
    flow.gap(3)
    _signature(flow, f"{association.name}　{extract.chair}", "証明者")
    return paper.finish()


def _facts(row: MeetingRow) -> list[tuple[str, str]]:
    facts = [
        ("日時", f"{_day(row.starts)}　開会 {_clock(row.starts)}{f'　閉会 {_clock(row.ends)}' if row.ends else ''}"),
        ("場所", row.place),
    ]
    if row.notice_sent:
        days = (row.starts.date() - row.notice_sent).days
        facts.append(
            ("招集の通知", f"{era.wareki(row.notice_sent)}（会日の{days}日前。規約 {row.rules.notice_days}日前）")
        )
    facts += [("議長", row.chair), ("議事録署名人", "、".join(row.signatories)), ("書記", row.secretary)]
    if row.edition > 1:
        facts.append(("訂正", f"第{row.edition}版（{row.reason}）"))
    return facts


def _extract_facts(row: MeetingRow) -> list[tuple[str, str]]:
    came, unit = row.attendance, UNITS[row.rules.unit]
    ends = f"から{_clock(row.ends)}まで" if row.ends else "から"
    stands = "成立" if row.quorum.reached else "不成立"
    return [
        ("会議の名称", row.title),
        ("日時", f"{_day(row.starts)}{_clock(row.starts)}{ends}"),
        ("場所", row.place),
        ("会員総数", f"{came.total}{unit}"),
        (
            "出席",
            f"{row.quorum.present}{unit}"
            f"（本人 {came.in_person}、書面表決 {came.valid_writing}、委任状 {came.valid_proxy}）",
        ),
        ("定足数", f"{row.quorum.needed}{unit}以上（会員総数の{_share(row.rules.quorum)}）　{stands}"),
        ("議長", row.chair),
    ]


def _standing(flow: Flow, row: MeetingRow) -> None:
    """成立の確認: who counts as present, and the comparison in integers."""
    came, unit = row.attendance, UNITS[row.rules.unit]
    flow.heading("１　成立の確認", BODY)
    over = "出席したものとみなす数"
    columns = (
        Column("会員総数", 30, "center"),
        Column("本人出席", 26, "center", over=over),
        Column("書面表決", 26, "center", over=over),
        Column("委任状", 26, "center", over=over),
        Column("計", 26, "center", over=over),
        Column("定足数", 31, "center"),
    )
    cells = (
        f"{came.total}{unit}", str(came.in_person), str(came.valid_writing), str(came.valid_proxy),
        str(row.quorum.present), f"{row.quorum.needed}以上",
    )  # fmt: skip
    draw_table(flow, Table(columns), [cells])
    flow.gap(2)
    verdict = "満たし、会議は成立した。" if row.quorum.reached else "満たさず、会議は成立しなかった。"
    rule = f"規約の定める定足数（会員総数の{_share(row.rules.quorum)}）"
    text = f"{row.quorum.addition}{unit}。{row.quorum.comparison}であるから、{rule}を{verdict}"
    void = came.void_writing + came.void_proxy
    if void:
        text += f"本人が出席したため無効とした書面表決書及び委任状が{void}通あった。"
    flow.paragraph(text, CELL)
    flow.gap(3)


def _opening(flow: Flow, row: MeetingRow) -> None:
    flow.heading("２　議事", BODY)
    if row.opening.strip():
        with flow.paper.owner(row.title):
            flow.paragraph(row.opening, CELL)
        flow.gap(2)


def _motion(flow: Flow, motion: MotionRow) -> None:
    flow.need(34)
    flow.paper.mark(f"第{motion.position}号議案　{motion.title}")
    height = 8.2
    flow.sheet.tint(flow.left, flow.y, flow.width, height, TINT)
    flow.sheet.tint(flow.left, flow.y, 0.9, height, 0.0)
    baseline = centre_line(flow.y, height, 11)
    flow.sheet.text(flow.right - 2, baseline, motion.number, CELL.at(9.5), "right")
    flow.sheet.within(flow.left + 3, baseline, flow.width - 30, f"第{motion.position}号議案　{motion.title}", BODY)
    flow.y += height + 2
    with flow.paper.owner(motion.title), flow.inset(3):
        for text in (motion.proposal, motion.discussion):
            if text.strip():
                flow.paragraph(text, CELL)
        if motion.outcome and motion.outcome.comparison:
            flow.paragraph(_result_sentence(motion), CELL)
        flow.gap(1.5)
        _vote_table(flow, motion)
    flow.gap(6)


def _vote_table(flow: Flow, motion: MotionRow) -> None:
    vote, outcome = motion.vote, motion.outcome
    counts: tuple[str | Cell, ...] = tuple(Cell(str(each)) for each in (vote.yes, vote.no, vote.abstain, vote.invalid))
    if vote.unanimous:
        counts = ("異議なし", "—", "—", "—")
    rest = 165.0 - 88 - 25 - (165 - flow.width)
    columns = (
        *(Column(head, 22, "right", Kind.NUMBER) for head in ("賛成", "反対", "棄権", "無効")),
        Column("可決に必要な数", rest, "center"),
        Column("結果", 25, "center"),
    )
    needed = _needed(motion, outcome) if outcome else ""
    result = "" if motion.carried is None else "可決" if motion.carried else "否決"
    draw_table(flow, Table(columns), [(*counts, needed, Cell(result, bold=True))])


def _result_sentence(motion: MotionRow) -> str:
    outcome: Outcome | None = motion.outcome
    if outcome is None:
        return ""
    said = "議長は可決された旨を宣した。" if motion.carried else "議長は否決された旨を宣した。"
    if motion.vote.unanimous:
        return f"議長が諮ったところ異議なく、{said}"
    if motion.vote.chair_says_yes is not None:
        return f"可否同数であったため、議長が決した。{said}"
    left_out = f"利害関係のある{motion.vote.excluded}名を採決から除いた。" if motion.vote.excluded else ""
    return f"{left_out}採決の結果は次のとおり（{outcome.comparison}）であり、{said}"


def _closing(flow: Flow, row: MeetingRow) -> None:
    flow.need(28 + SIGN_HEIGHT * (1 + len(row.signatories)))
    ends = f"{_clock(row.ends)}に" if row.ends else ""
    flow.paragraph(
        f"以上をもって議事を終了し、議長は{ends}閉会を宣した。この議事録が正確であることを証するため、"
        "議長及び議事録署名人が次に署名する。",
        BODY,
    )
    flow.gap(4)
    day = era.wareki(row.adopted_on) if row.adopted_on else "令和　　年　　月　　日"
    flow.sheet.text(flow.right, flow.y + 5, f"作成　書記　{row.secretary}", BODY, "right")
    flow.sheet.text(flow.left + 4, flow.y + 5, day, BODY)
    flow.gap(12)
    for name, role in ((row.chair, "議長"), *((each, "議事録署名人") for each in row.signatories)):
        _signature(flow, name, role)


def _signature(flow: Flow, name: str, role: str) -> None:
    """A rule to sign on, with the name below it."""
    flow.need(SIGN_HEIGHT)
    baseline = flow.y + 7.5
    x = flow.right - LINE
    flow.sheet.spread(x - 32, baseline, 28, role, BODY)
    flow.sheet.line(x, baseline + 1.6, flow.right, baseline + 1.6, 0.6)
    with flow.paper.owner(name):
        flow.sheet.text(x, baseline + 5.4, f"{name}（紙に自署。押印は不要）", CELL.at(9))
    flow.y += SIGN_HEIGHT


def _share(rule: str) -> str:
    """過半数 or N分のM以上, as bylaws write it."""
    share = Share.parse(rule)
    if not share.strict:
        return f"{_fraction(share)}以上"
    return "過半数" if _is_majority(share) else f"{_fraction(share)}を超える数"


def _fraction(share: Share) -> str:
    return f"{share.denominator}分の{share.numerator}"


def _is_majority(share: Share) -> bool:
    return share.strict and (share.numerator, share.denominator) == (1, 2)


def _needed(motion: MotionRow, outcome: Outcome) -> str:
    """The rule and the count it comes to: 総数の4分の3 234以上."""
    share = Share.parse(motion.rule)
    words = "過半数" if _is_majority(share) else _fraction(share)
    return f"{BASES[outcome.base]}{words} {outcome.needed}以上"


def _year_mark(row: MeetingRow) -> str:
    return era.short(date(row.fiscal_year, 4, 1)).partition(".")[0]


def _day(moment: datetime) -> str:
    return era.with_weekday(era.wareki(moment.date()), moment.date())


def _clock(moment: datetime) -> str:
    """午前10時00分, as minutes write it."""
    half, hour = ("午前", moment.hour) if moment.hour < 12 else ("午後", moment.hour - 12)
    return f"{half}{hour}時{moment.minute:02}分"


def _adopted(row: MeetingRow) -> str:
    return era.wareki(row.adopted_on) if row.adopted_on else era.wareki(row.starts.date())
