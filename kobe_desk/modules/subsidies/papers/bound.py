"""添付書類一式 and 領収書の写し: a list, and behind it every paper, each page with words at its foot."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kobe_desk.core.progress import Report, silent
from kobe_desk.modules.meetings.papers.book import bind
from kobe_desk.modules.meetings.papers.numbering import Numbers
from kobe_desk.modules.subsidies.usecases.granting.enclosing import LaterPaperFile
from kobe_desk.modules.subsidies.usecases.granting.facts import ReceiptCopy
from kobe_desk.paper.document import Paper, PaperFacts
from kobe_desk.paper.flow import Flow
from kobe_desk.paper.fonts import Face
from kobe_desk.paper.render import opens, page_count
from kobe_desk.paper.sheet import Type
from kobe_desk.paper.styles import BODY, Format
from kobe_desk.paper.table import Column, Table, draw_table

TITLE, COPIES = "添付書類一覧", "領収書の写し"
BESIDE, BY_HAND = "別のPDF", "紙で提出"
"""Where a paper is that does not stand among the bound pages."""
_SIGNED = b"/ByteRange"
_BARE = Format(210, 297, 25, 20, 20, 20, footer=False)
_WIDTH = _BARE.width - _BARE.left - _BARE.right
_PAPERS = (
    Column("番号", 14, "center"), Column("書類", 62), Column("名前", _WIDTH - 112),
    Column("ページ", 18, "right"),
    Column("枚数", 18, "right"),
)  # fmt: skip
_ENCLOSED = (
    Column("番号", 14, "center"),
    Column("書類", _WIDTH - 68),
    Column("ページ", 30, "right"),
    Column("枚数", 24, "right"),
)
_RECEIPTS = (Column("番号", 18, "center"), Column("内容", _WIDTH - 38), Column("枚数", 20, "right"))


@dataclass(frozen=True, slots=True)
class Bound:
    """A paper to be bound in; `label` is what the programme asks for (見積書の写し)."""

    label: str
    title: str
    data: bytes


def bound_pdf(
    programme: str, association: str, papers: Sequence[Bound], made: date, sample: bool, report: Report
) -> bytes:
    """One PDF in the office's order; each page behind the list has its number at the foot, however it is turned."""
    rows, page = [], 1
    for number, each in enumerate(papers, start=1):
        pages = page_count(each.data)
        rows.append((str(number), each.label, each.title, str(page), str(pages)))
        page += pages
    facts = PaperFacts(f"{programme} {TITLE}", author=association, made=made, sample=sample)
    feet = [f"－ {number} －" for number in range(1, page)]
    paper = _listed(facts, TITLE, programme, _PAPERS, rows)
    return _behind(paper, feet, [each.data for each in papers], report)


def enclosed_pdf(
    project: str, association: str, papers: Sequence[LaterPaperFile], made: date, *, sample: bool
) -> bytes:
    """What goes with a later stage, in its order, behind a list; each page of it has its number at the foot.

    A paper with a signature would lose it here: it is listed, and goes beside.
    """
    rows, behind, page = [], [], 1
    for number, each in enumerate(papers, start=1):
        pages = page_count(each.data) if each.data else 0
        told = str(page) if is_bound(each) else BESIDE if each.data else BY_HAND
        rows.append((str(number), each.title, told, str(pages) if pages else ""))
        if is_bound(each):
            behind.append(each.data)
            page += pages
    feet = [f"－ {number} －" for number in range(1, page)]
    facts = PaperFacts(TITLE, author=association, made=made, sample=sample)
    return _behind(_listed(facts, TITLE, project, _ENCLOSED, rows), feet, behind, silent)


def is_bound(paper: LaterPaperFile) -> bool:
    """Whether a paper stands among the bound pages.

    One on paper is not here, one of ours is a paper of its own, a signed one has to stay as it is.
    """
    return bool(paper.data) and not paper.ours and not is_signed(paper.data)


def is_signed(pdf: bytes) -> bool:
    """Whether a PDF carries a signature, which any change of the file would break."""
    return _SIGNED in pdf


def copies_pdf(project: str, association: str, copies: Sequence[ReceiptCopy], made: date, *, sample: bool) -> bytes:
    """One PDF in the order of the list of receipts; each scan has the number of its entry at the foot."""
    rows, feet = [], []
    for each in copies:
        pages = page_count(each.data)
        rows.append((str(each.number), each.text, str(pages)))
        feet += [f"領収書等整理表　番号{each.number}"] * pages
    paper = _listed(PaperFacts(COPIES, author=association, made=made, sample=sample), COPIES, project, _RECEIPTS, rows)
    return _behind(paper, feet, [each.data for each in copies], silent)


def readable(copies: Sequence[ReceiptCopy]) -> tuple[ReceiptCopy, ...]:
    """The scans that open: a damaged or locked one is handed in beside the package, as the list of receipts says."""
    return tuple(each for each in copies if opens(each.data))


def _listed(
    facts: PaperFacts, title: str, about: str, columns: Sequence[Column], rows: Sequence[tuple[str, ...]]
) -> Paper:
    """The list in front."""
    paper = Paper(facts, _BARE)
    flow = Flow(paper)
    flow.sheet.tracked(105 + 2.5, flow.y + 8, title, Type(Face.MINCHO, 15), 8, "center")
    flow.y += 18
    for words in filter(None, (about, facts.author)):
        flow.text(words, BODY)
    flow.gap(4)
    draw_table(flow, Table(columns), rows)
    return paper


def _behind(front: Paper, feet: Sequence[str], papers: Sequence[bytes], report: Report) -> bytes:
    lines = tuple(front.setter.line(each, Face.MINCHO) for each in feet)
    return bind(Numbers(front.finish(), lines, front.facts.title, front.facts.author), list(papers), report)
