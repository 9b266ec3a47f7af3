"""The extract of one resolution (議事録抄本), from the adopted text: what an application is sent with."""

from dataclasses import dataclass
from datetime import date

from kobe_desk.core.japanese import era
from kobe_desk.modules.association.usecases import Profile
from kobe_desk.modules.meetings.papers import words
from kobe_desk.modules.meetings.papers.minutes import written
from kobe_desk.modules.meetings.papers.signing import signature
from kobe_desk.modules.meetings.papers.votes import result_sentence, vote_table
from kobe_desk.modules.meetings.usecases import MeetingRow, MotionNotYetDecided, MotionRow
from kobe_desk.paper.document import Paper, PaperFacts
from kobe_desk.paper.fields import Field, draw_fields
from kobe_desk.paper.flow import Flow
from kobe_desk.paper.fonts import Face
from kobe_desk.paper.sheet import Type
from kobe_desk.paper.styles import BODY, CELL, FORM


@dataclass(frozen=True, slots=True)
class Extract:
    """What an extract certifies: one motion of adopted minutes, by whom, on which day."""

    meeting: MeetingRow
    motion: MotionRow
    certified: date
    chair: str
    """Who certifies: the association's chair (会長), office and name."""


def extract_pdf(extract: Extract, association: Profile) -> bytes:
    """The part of the minutes that an application is sent with. Raises MissingGlyph, MotionNotYetDecided."""
    row, motion = extract.meeting, extract.motion
    if motion.outcome is None:
        raise MotionNotYetDecided
    facts = PaperFacts("議事録抄本", motion.number, author=association.name, made=extract.certified,
                       sample=association.sample, archive=True)  # fmt: skip
    paper = Paper(facts, FORM)
    flow = Flow(paper)
    flow.sheet.text(flow.right, flow.y + 4, f"議決番号　{motion.number}", CELL, "right")
    flow.y += 12
    flow.sheet.tracked(105 + 2.5, flow.y + 8, "議事録抄本", Type(Face.MINCHO, 18), 12, "center")
    flow.y += 18
    draw_fields(flow, [Field(label, value) for label, value in _facts(row)], 34)
    flow.gap(7)
    flow.heading(f"第{motion.position}号議案　{motion.title}", BODY, mark=False)
    flow.gap(1)
    with paper.owner(motion.title):
        if motion.proposal.strip():
            flow.paragraph(motion.proposal, BODY)
        written(flow, motion.discussion)
        flow.paragraph(result_sentence(motion), BODY)
    flow.gap(2)
    vote_table(flow, motion)
    flow.gap(2)
    flow.text("（以下省略）", CELL, "right")
    flow.gap(12)
    flow.need(60)
    flow.paragraph(
        f"この抄本は、{words.adopted(row)}に確定した議事録の原本のうち、上記の議案に関する部分を抜粋したものであり、"
        "原本と相違ないことを証明します。",
        BODY,
    )
    flow.gap(5)
    flow.text(f"　{era.wareki(extract.certified)}", BODY)
    flow.gap(3)
    signature(flow, f"{association.name}　{extract.chair}", "証明者", seal=row.rules.seal)
    return paper.finish()


def _facts(row: MeetingRow) -> list[tuple[str, str]]:
    unit = words.unit(row)
    ends = f"から{words.clock(row.ends)}まで" if row.ends else "から"
    stands = "成立" if row.quorum.reached else "不成立"
    came = "、".join(f"{'本人' if head == '本人出席' else head} {count}" for head, count in words.parts(row))
    return [
        ("会議の名称", row.title),
        ("日時", f"{words.day(row.starts)}{words.clock(row.starts)}{ends}"),
        ("場所", row.place),
        (words.total_name(row), f"{row.attendance.total}{unit}"),
        ("出席", f"{row.quorum.present}{unit}（{came}）"),
        (
            "定足数",
            f"{row.quorum.needed}{unit}以上（{words.total_name(row)}の{words.share(row.rules.quorum)}）　{stands}",
        ),
        ("議長", row.chair),
    ]
