"""The chair's sheet (進行表): what to say and do, point after point, in large type."""

from kobe_desk.modules.association.usecases import Profile
from kobe_desk.modules.meetings.papers import words
from kobe_desk.modules.meetings.rules import Share
from kobe_desk.modules.meetings.usecases import ItemRow, MeetingRow, MotionRow
from kobe_desk.paper.document import Paper, PaperFacts
from kobe_desk.paper.flow import Flow
from kobe_desk.paper.fonts import Face
from kobe_desk.paper.lines import draw_lines, wrap
from kobe_desk.paper.sheet import Type, centre_line
from kobe_desk.paper.styles import LIST

_TITLE = Type(Face.GOTHIC_BOLD, 20, 1.3)
_HEAD = Type(Face.GOTHIC_BOLD, 16, 1.3)
_SAY = Type(Face.GOTHIC, 14, 1.5)
_DO = Type(Face.GOTHIC, 11, 1.45)
_TIME = Type(Face.GOTHIC_BOLD, 14)
_SIDE = 24.0  # mm: the column of times


def running_pdf(row: MeetingRow, house: Profile) -> bytes:
    """The agenda with its times and what the chair says: one idea a row, 14 points and more."""
    title = f"{row.title}進行表"
    paper = Paper(PaperFacts(title, author=house.name, sample=house.sample), LIST)
    flow = Flow(paper)
    flow.text(f"{row.title}　進行表", _TITLE)
    flow.text(f"{words.day(row.starts)}　{words.short_clock(row.starts)}　{row.place}", _DO)
    flow.gap(5)
    if not row.items or row.items[0].kind != "opening":
        _block(flow, "", "開会", [_standing(row)], [])
    for item in row.items:
        _item(flow, row, item)
    return paper.finish()


def _standing(row: MeetingRow) -> str:
    unit = words.unit(row)
    if not row.attendance.total:
        return "「出席者を確かめ、会議の成立をご報告します。」"
    stands = "よって会議は成立します。" if row.quorum.reached else "定足数に足りません。"
    return (
        f"「{words.total_name(row)}{row.attendance.total}{unit}のうち、出席は{row.quorum.addition}{unit}、"
        f"必要な数は{row.quorum.needed}{unit}です。{stands}」"
    )


def _item(flow: Flow, row: MeetingRow, item: ItemRow) -> None:
    motion = row.motion(item.id)
    if motion:
        say, do = _of_motion(row, item, motion)
    elif item.kind == "opening":
        say, do = ["「ただいまから開会します。」", _standing(row)], ["議長を選ぶ。議事録署名人を諮る。"]
    elif item.kind == "closing":
        say, do = ["「以上ですべての議事を終わります。ありがとうございました。」"], []
    elif item.kind == "report":
        who = f"{item.presenter}から" if item.presenter else ""
        say, do = (
            [f"「{item.title.removesuffix('について')}について、{who}報告します。」", "「ご質問はありませんか。」"],
            [],
        )
    else:
        say, do = [f"「{item.title}に移ります。」"], []
    minutes = f"（{item.planned}分）" if item.planned else ""
    _block(flow, f"{item.at:%H:%M}", f"{item.heading}{minutes}", say, do)


def _of_motion(row: MeetingRow, item: ItemRow, motion: MotionRow) -> tuple[list[str], list[str]]:
    who = f"{item.presenter}の説明を求めます。" if item.presenter else "説明を求めます。"
    say = [
        f"「{item.label}、{item.title}を議題とします。{who}」",
        "「ご質問、ご意見はありませんか。」",
        "「採決します。賛成の方は挙手をお願いします。」"
        if motion.matter != "election"
        else "「選任についてお諮りします。」",
    ]
    share = Share.parse(motion.rule)
    base = {"cast": "賛否を表した数", "present": "出席の数", "all": words.total_name(row)}[share.base]
    do = [f"可決に必要な数：{base}の{share.japanese}"]
    if row.rules.chair_breaks_ties and share.base == "cast":
        do.append("可否同数のときは議長が決める。")
    if not row.rules.chair_votes:
        do.append("議長は採決に加わらない。")
    if not motion.notified and row.rules.only_notified:
        do.append("通知にない動議：規約では議決できない。")
    return say, do


def _block(flow: Flow, time: str, heading: str, say: list[str], do: list[str]) -> None:
    """Time at the left, heading, what to say, what to do with a box to tick."""
    setter, width = flow.paper.setter, flow.width - _SIDE - 4
    heads = wrap(setter, heading, _HEAD, width)
    said = [line for text in say for line in wrap(setter, text, _SAY, width)]
    done = [line for text in do for line in wrap(setter, text, _DO, width - 7)]
    height = len(heads) * _HEAD.line + len(said) * _SAY.line + len(done) * _DO.line + 9
    flow.need(height)
    top, x = flow.y, flow.left + _SIDE
    flow.sheet.tint(flow.left, top, _SIDE - 2, height - 2, 0.94)
    flow.sheet.text(flow.left + (_SIDE - 2) / 2, centre_line(top, _HEAD.line + 4, 14), time, _TIME, "center")
    flow.sheet.box(flow.left + (_SIDE - 2) / 2 - 3, top + height - 11, 6, 6, 0.8)
    flow.y = draw_lines(flow.sheet, x + 2, top + 2, width, heads, _HEAD) + 1
    flow.y = draw_lines(flow.sheet, x + 2, flow.y, width, said, _SAY)
    flow.y = draw_lines(flow.sheet, x + 9, flow.y + 1, width - 7, done, _DO)
    flow.y = top + height
    flow.sheet.line(flow.left, flow.y - 1, flow.right, flow.y - 1, 0.5, grey=0.4)
    flow.gap(2)
