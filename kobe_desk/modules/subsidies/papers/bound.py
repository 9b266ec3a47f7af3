"""添付書類一式: a list of what is enclosed, and behind it every paper in the office's order, numbered through."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kobe_desk.core.progress import Report
from kobe_desk.modules.meetings.papers.book import bind
from kobe_desk.modules.meetings.papers.numbering import Numbers
from kobe_desk.paper.document import Paper, PaperFacts
from kobe_desk.paper.flow import Flow
from kobe_desk.paper.fonts import Face
from kobe_desk.paper.render import page_count
from kobe_desk.paper.sheet import Type
from kobe_desk.paper.styles import BODY, Format
from kobe_desk.paper.table import Column, Table, draw_table

TITLE = "添付書類一覧"
_BARE = Format(210, 297, 25, 20, 20, 20, footer=False)


@dataclass(frozen=True, slots=True)
class Bound:
    """A paper to be bound in; `label` is what the programme asks for (見積書の写し)."""

    label: str
    title: str
    data: bytes


def bound_pdf(
    programme: str, association: str, papers: Sequence[Bound], made: date, sample: bool, report: Report
) -> bytes:
    """One PDF; each page behind the list has its number at the foot, however it is turned."""
    facts = PaperFacts(f"{programme} {TITLE}", author=association, made=made, sample=sample)
    paper = Paper(facts, _BARE)
    flow = Flow(paper)
    flow.sheet.tracked(105 + 2.5, flow.y + 8, TITLE, Type(Face.MINCHO, 15), 8, "center")
    flow.y += 18
    flow.text(programme, BODY)
    flow.text(association, BODY)
    flow.gap(4)
    rows, page = [], 1
    for number, each in enumerate(papers, start=1):
        pages = page_count(each.data)
        rows.append((str(number), each.label, each.title, str(page), str(pages)))
        page += pages
    columns = (
        Column("番号", 14, "center"), Column("書類", 62), Column("名前", flow.width - 112),
        Column("ページ", 18, "right"),
        Column("枚数", 18, "right"),
    )  # fmt: skip
    draw_table(flow, Table(columns), rows)
    lines = tuple(paper.setter.line(f"－ {number} －", Face.MINCHO) for number in range(1, page))
    numbers = Numbers(paper.finish(), lines, facts.title, association)
    return bind(numbers, [each.data for each in papers], report)
