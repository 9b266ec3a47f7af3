"""What is enclosed, in the order of the papers: of the whole application first, then line by line of the tables."""

from collections import Counter
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from kobe_desk.modules.subsidies.model import Application, Enclosure, PaperContent
from kobe_desk.modules.subsidies.rules.attached import name_of, paper_name
from kobe_desk.modules.subsidies.rules.definition import Programme
from kobe_desk.modules.subsidies.rules.evaluate import evaluate
from kobe_desk.modules.subsidies.rules.evaluation import Evaluation
from kobe_desk.modules.subsidies.usecases.facts import ApplicationRow, PaperRequest


def enclosed_papers(session: Session, found: Application, row: ApplicationRow, day: date) -> tuple[PaperRequest, ...]:
    """Every enclosed paper with its name; those of a line are called by it, and left out while it is not asked."""
    lined = [each for each in found.enclosures_of() if each.row_key]
    whole = [(each, each.title) for each in found.enclosures_of() if not each.row_key]
    named = _named(lined, row.programme, evaluate(row.programme, row.answers, day)) if lined else []
    return tuple(
        PaperRequest(f"attachment:{each.attachment}", title, session.get_one(PaperContent, each.content).data)
        for each, title in (*whole, *named)
    )


def _named(lined: list[Enclosure], programme: Programme, evaluation: Evaluation) -> list[tuple[Enclosure, str]]:
    tables = {each.id: each.lines.table for each in programme.attachments if each.lines}
    labels = {each.id: each.label for each in programme.attachments}
    found: list[tuple[Enclosure, str]] = []
    told: Counter[tuple[str, UUID]] = Counter()
    for table, rows in evaluation.rows.items():
        for row in rows:
            for each in (
                each for each in lined if each.row_key == str(row.key) and tables.get(each.attachment) == table
            ):
                told[each.attachment, row.key] += 1
                name = name_of(programme, table, row.values)
                found.append((each, paper_name(labels[each.attachment], name, told[each.attachment, row.key])))
    return found
