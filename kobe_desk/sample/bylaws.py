"""The sample's bylaws (規約) as a PDF, set with the same paper as everything else."""

from kobe_desk.core import paths
from kobe_desk.modules.association.usecases import Profile
from kobe_desk.paper.document import Paper, PaperFacts
from kobe_desk.paper.flow import Flow
from kobe_desk.paper.styles import BODY, CELL, FORM, FORM_TITLE

TITLE = "規約"


def bylaws_pdf(association: Profile) -> bytes:
    """Chapters and articles, one below the other."""
    text = paths.resources("sample", "bylaws.txt").read_text(encoding="utf-8")
    paper = Paper(PaperFacts(f"{association.name}{TITLE}", author=association.name, sample=association.sample), FORM)
    flow = Flow(paper)
    flow.sheet.tracked(105 + 2.5, flow.y + 8, f"{association.name}{TITLE}", FORM_TITLE, 3.5, "center")
    flow.gap(16)
    for line in filter(None, text.splitlines()):
        if line.startswith("第") and "章" in line[:4] or line == "附則":
            flow.gap(3)
            flow.heading(line, BODY)
            flow.gap(1)
        else:
            flow.paragraph(line, CELL, indent=False)
            flow.gap(0.8)
    return paper.finish()
