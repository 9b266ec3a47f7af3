"""領収書の写し: the scans of what a grant pays for, in the order of the list of receipts, each with its number."""

from collections.abc import Sequence
from datetime import date

from kobe_desk.core.progress import silent
from kobe_desk.modules.meetings.papers.book import bind
from kobe_desk.modules.meetings.papers.numbering import Numbers
from kobe_desk.modules.subsidies.usecases.granting.facts import ReceiptCopy
from kobe_desk.paper.document import Paper, PaperFacts
from kobe_desk.paper.flow import Flow
from kobe_desk.paper.fonts import Face
from kobe_desk.paper.render import opens, page_count
from kobe_desk.paper.sheet import Type
from kobe_desk.paper.styles import BODY, Format
from kobe_desk.paper.table import Column, Table, draw_table

TITLE = "領収書の写し"
_BARE = Format(210, 297, 25, 20, 20, 20, footer=False)


def readable(copies: Sequence[ReceiptCopy]) -> tuple[ReceiptCopy, ...]:
    """The scans that open: a damaged or locked one is handed in beside the package, as the list then says."""
    return tuple(each for each in copies if opens(each.data))


def copies_pdf(project: str, association: str, copies: Sequence[ReceiptCopy], made: date, *, sample: bool) -> bytes:
    """One PDF: a list, and behind it every scan with the number of its entry at the foot, however it is turned."""
    facts = PaperFacts(TITLE, author=association, made=made, sample=sample)
    paper = Paper(facts, _BARE)
    flow = Flow(paper)
    flow.sheet.tracked(105 + 2.5, flow.y + 8, TITLE, Type(Face.MINCHO, 15), 8, "center")
    flow.y += 18
    if project:
        flow.text(project, BODY)
    flow.text(association, BODY)
    flow.gap(4)
    rows, lines = [], []
    for each in copies:
        pages = page_count(each.data)
        rows.append((str(each.number), each.text, str(pages)))
        lines += [paper.setter.line(f"領収書等整理表　番号{each.number}", Face.MINCHO)] * pages
    columns = (Column("番号", 18, "center"), Column("内容", flow.width - 38), Column("枚数", 20, "right"))
    draw_table(flow, Table(columns), rows)
    numbers = Numbers(paper.finish(), tuple(lines), TITLE, association)
    return bind(numbers, [each.data for each in copies], silent)
