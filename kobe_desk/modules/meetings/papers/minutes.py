"""The minutes of a meeting (議事録): as adopted, as a draft, or as the public copy that hides names."""

from datetime import datetime

from kobe_desk.core.japanese import era
from kobe_desk.modules.association.usecases import Profile
from kobe_desk.modules.meetings.papers import words
from kobe_desk.modules.meetings.papers.signing import ROLES, SIGN_HEIGHT, digital_place, signature, signed_boxes
from kobe_desk.modules.meetings.papers.votes import own_quorum, result_sentence, vote_table
from kobe_desk.modules.meetings.rules import Quorum
from kobe_desk.modules.meetings.rules.minutes_text import ACTION, DECISION, POINT, lines
from kobe_desk.modules.meetings.usecases import BODY_MARKS, ItemRow, MeetingRow, MotionRow, kind_of
from kobe_desk.paper.document import Paper, PaperFacts, Place
from kobe_desk.paper.fields import Field, draw_fields
from kobe_desk.paper.flow import Flow
from kobe_desk.paper.fonts import Face
from kobe_desk.paper.lines import wrap
from kobe_desk.paper.marks import draw_tag
from kobe_desk.paper.sheet import NARROWEST, Type, centre_line
from kobe_desk.paper.styles import BODY, CELL, FORM, FORM_TITLE, SMALL, TINT
from kobe_desk.paper.table import Column, Table, draw_table

ALL_HIDDEN = ("氏名", "住所", "電話番号")
_MARK = Type(Face.GOTHIC_BOLD, 9)


def minutes_pdf(
    row: MeetingRow, association: Profile, *, public: bool = False, hidden: tuple[str, ...] = ALL_HIDDEN
) -> bytes:
    """The minutes as adopted; a draft says so. Raises MissingGlyph."""
    return _drawn(row, association, public, hidden=hidden).finish()


def minutes_with_places(
    row: MeetingRow, association: Profile, digital: tuple[str, ...]
) -> tuple[bytes, tuple[Place, ...]]:
    """The minutes with room for the digital signatures of some, in the order of the places; the others sign by pen."""
    paper = _drawn(row, association, False, digital)
    return paper.finish(), tuple(paper.places)


def title_of(row: MeetingRow) -> str:
    """What the minutes are called: those of a resolution on paper are no 議事録."""
    return f"{row.title}{'議事録' if row.way == 'hall' else '書面決議録'}"


def _drawn(
    row: MeetingRow,
    association: Profile,
    public: bool,
    digital: tuple[str, ...] = (),
    hidden: tuple[str, ...] = ALL_HIDDEN,
) -> Paper:
    title = title_of(row)
    mark = row.mark or BODY_MARKS.get(kind_of(row.body), "")
    number = f"{words.year_mark(row)}-{mark}"
    named = f"{title}（公開用）" if public else title
    facts = PaperFacts(named, number, author=association.name, made=row.adopted_on, sample=association.sample,
                       archive=True)  # fmt: skip
    paper = Paper(facts, FORM)
    flow = Flow(paper)
    if public:
        said = f"{'・'.join(hidden)}を伏せています" if hidden else "伏せたところはありません"
        draw_tag(flow.sheet, flow.right, flow.y - 8, f"公開用　{said}（原本は会で閲覧できます）")
    flow.sheet.tracked(105 + 2.5, flow.y + 8, title, FORM_TITLE, 3.5, "center")
    flow.y += 16
    if not row.adopted:
        flow.text("（下書き　まだ確定していません）", BODY, "right")
    draw_fields(flow, [Field(label, value) for label, value in _facts(row)], 34)
    flow.gap(4)
    _standing(flow, row) if row.way == "hall" else _consent(flow, row)
    _business(flow, row)
    _closing(flow, row, public, digital)
    return paper


def _facts(row: MeetingRow) -> list[tuple[str, str]]:
    ends = f"　閉会 {words.clock(row.ends)}" if row.ends else ""
    opened = "開会" if row.way == "hall" else "回答期限"
    facts = [("日時", f"{words.day(row.starts)}　{opened} {words.clock(row.starts)}{ends}")]
    if row.place.strip():
        facts.append(("場所", row.place))
    if row.notice_sent:
        facts.append(("招集の通知", _notice(row)))
    facts += [("議長", row.chair), ("議事録署名人", "、".join(row.signatories)), ("書記", row.secretary)]
    if row.edition > 1:
        facts.append(("訂正", f"第{row.edition}版　{words.adopted(row)}確定（{row.reason}）"))
    return facts


def _notice(row: MeetingRow) -> str:
    sent = row.notice_sent or row.starts.date()
    days = (row.starts.date() - sent).days
    return f"{era.wareki(sent)}（会日の{days}日前。規約の定め {row.rules.notice_days}日前）"


def _standing(flow: Flow, row: MeetingRow) -> None:
    """成立の確認: who counts as present, and the comparison in integers."""
    unit = words.unit(row)
    flow.heading("１　成立の確認", BODY)
    parts = words.parts(row)
    width = (flow.width - 61) / (len(parts) + 1)
    over = "出席したものとみなす数"
    columns = (
        Column(words.total_name(row), 30, "center"),
        *(Column(head, width, "center", over=over) for head, _count in parts),
        Column("計", width, "center", over=over),
        Column("定足数", 31, "center"),
    )
    counts = (str(count) for _head, count in parts)
    cells = (f"{row.attendance.total}{unit}", *counts, str(row.quorum.present), f"{row.quorum.needed}以上")
    draw_table(flow, Table(columns), [cells])
    flow.gap(2)
    with flow.paper.owner(row.title):
        flow.paragraph(_standing_sentence(row), CELL)
        if row.online:
            flow.paragraph(f"出席した本人のうち{row.online}人は、オンラインで出席した。", CELL)
        if moved := _moves(row):
            flow.paragraph(moved, CELL)
    flow.gap(3)


def _standing_sentence(row: MeetingRow) -> str:
    verdict = "満たし、会議は成立した。" if row.quorum.reached else "満たさず、会議は成立しなかった。"
    rule = f"規約の定める定足数（{words.total_name(row)}の{words.share(row.rules.quorum)}）"
    text = f"{row.quorum.addition}{words.unit(row)}。{row.quorum.comparison}であるから、{rule}を{verdict}"
    void = row.attendance.void_writing + row.attendance.void_proxy
    if row.notes:
        return text + words.void_sentence(row.notes)
    return text + (f"本人が出席したため無効とした書面表決書及び委任状が{void}通あった。" if void else "")


def _moves(row: MeetingRow) -> str:
    said = [f"{each.name}が「{each.item}」の{'前に出席' if each.late else '前に退席'}した" for each in row.moves]
    return f"{'、'.join(said)}。" if said else ""


def _consent(flow: Flow, row: MeetingRow) -> None:
    """書面決議: that all agreed to deciding on paper (地方自治法260条の19の2)."""
    total, unit = row.attendance.total, words.unit(row)
    flow.heading("１　書面による議決についての同意", BODY)
    if row.way == "method":
        text = f"総会を開かずに書面で議決することについて、{words.total_name(row)}{total}{unit}の全員が承諾した。"
        flow.paragraph(f"{text}よって、書面による議決は総会の決議と同じ効力をもつ。", CELL)
    else:
        text = f"次の提案について、{words.total_name(row)}{total}{unit}の全員が書面により同意した。"
        flow.paragraph(f"{text}よって、提案を可決する旨の総会の決議があったものとみなす。", CELL)
    flow.gap(3)


def _business(flow: Flow, row: MeetingRow) -> None:
    flow.heading("２　議事", BODY)
    if row.opening.strip():
        with flow.paper.owner(row.title):
            flow.paragraph(row.opening, CELL)
        flow.gap(2)
    for item in row.items:
        motion = row.motion(item.id)
        if motion:
            _motion(flow, motion, item.heading, row.quorum)
        elif item.text.strip() or item.kind == "report":
            _point(flow, item)
    if not row.items:  # minutes adopted before agendas had other points
        for motion in row.motions:
            _motion(flow, motion, f"第{motion.position}号議案　{motion.title}", row.quorum)


def _band(flow: Flow, heading: str, right: str, keep: float) -> None:
    """A tinted band with a heading, in two lines where it is long, and what stands at its right end."""
    setter, small = flow.paper.setter, CELL.at(9.5)
    used = setter.width(right, small.face) * small.em / 1000
    width = flow.width - 8 - used
    fits = flow.sheet.squeezed(heading, BODY, width).scale >= NARROWEST
    lines = [heading] if fits else wrap(setter, heading, CELL, width)
    flow.need(keep + (len(lines) - 1) * CELL.line)
    flow.paper.mark(heading)
    height = 8.2 + (len(lines) - 1) * CELL.line
    flow.sheet.tint(flow.left, flow.y, flow.width, height, TINT)
    flow.sheet.tint(flow.left, flow.y, 0.9, height, 0.0)
    baseline = centre_line(flow.y, 8.2, 11)
    flow.sheet.text(flow.right - 2, baseline, right, small, "right")
    for number, line in enumerate(lines):
        type = BODY if fits else CELL
        flow.sheet.within(flow.left + 3, baseline + number * CELL.line, width, line, type)
    flow.y += height + 2


def _motion(flow: Flow, motion: MotionRow, heading: str, standing: Quorum) -> None:
    proposer = f"提案者 {motion.presenter}　" if motion.presenter else ""
    raised = "動議　" if not motion.notified else ""
    _band(flow, heading, f"{raised}{proposer}{motion.number}", 34)
    with flow.paper.owner(motion.title), flow.inset(3):
        if motion.proposal.strip():
            flow.paragraph(motion.proposal, CELL)
        written(flow, motion.discussion)
        if said := result_sentence(motion):
            flow.need(2 * CELL.line + 24)  # the sentence stays with its table
            flow.paragraph(said, CELL)
        if mine := own_quorum(motion, standing):
            flow.text(mine, SMALL)
        flow.gap(1.5)
        if not motion.postponed:
            vote_table(flow, motion)
    flow.gap(6)


def _point(flow: Flow, item: ItemRow) -> None:
    _band(flow, item.heading, f"説明者 {item.presenter}" if item.presenter else "", 22)
    with flow.paper.owner(item.title), flow.inset(3):
        if item.proposal.strip():
            flow.paragraph(item.proposal, CELL)
        written(flow, item.text)
    flow.gap(4)


def written(flow: Flow, text: str) -> None:
    """The text of a point: paragraphs, points of a list, and what was decided or is to be done, marked by a word."""
    for line in lines(text):
        if line.kind == POINT:
            with flow.inset(4):
                flow.need(CELL.line)
                flow.sheet.middle(flow.left - 4, flow.y, CELL.line, "・", CELL)
                flow.paragraph(line.text, CELL, indent=False)
        elif line.kind in (DECISION, ACTION):
            _marked(flow, "決定" if line.kind == DECISION else "宿題", line.text)
        else:
            flow.paragraph(line.text, CELL)


def _marked(flow: Flow, word: str, text: str) -> None:
    """A boxed word (決定, 宿題) before its line."""
    flow.need(CELL.line + 1)
    flow.gap(0.6)
    width = 10.5
    flow.sheet.box(flow.left, flow.y + 0.3, width, CELL.line - 0.6, 0.5, corner=0.8)
    flow.sheet.middle(flow.left + width / 2, flow.y, CELL.line, word, _MARK, "center")
    with flow.inset(width + 2):
        flow.paragraph(text, CELL, indent=False)
    flow.gap(0.6)


def _closing(flow: Flow, row: MeetingRow, public: bool, digital: tuple[str, ...]) -> None:
    flow.need(28 + SIGN_HEIGHT * (1 + len(row.signatories)))
    flow.paragraph(_closing_sentence(row), BODY)
    flow.gap(4)
    day = era.wareki(row.adopted_on) if row.adopted_on else "令和　　年　　月　　日"
    with flow.paper.owner(row.secretary):
        flow.sheet.text(flow.right, flow.y + 5, f"作成　書記　{row.secretary}", BODY, "right")
    flow.sheet.text(flow.left + 4, flow.y + 5, day, BODY)
    flow.gap(12)
    if public:
        signed_boxes(flow, row.signatures)
        return
    for name, role in ((row.chair, "chair"), *((each, "signatory") for each in row.signatories)):
        if name in digital:
            digital_place(flow, name, ROLES[role])
        else:
            signature(flow, name, ROLES[role], seal=row.rules.seal)


def _closing_sentence(row: MeetingRow) -> str:
    sign = "この議事録が正確であることを証するため、議長及び議事録署名人が次に署名する。"
    if row.way != "hall":
        return f"以上のとおり書面により議決したので、この記録を作成した。{sign}"
    return f"以上をもって議事を終了し、議長は{_at(row.ends)}閉会を宣した。{sign}"


def _at(moment: datetime | None) -> str:
    return f"{words.clock(moment)}に" if moment else ""
