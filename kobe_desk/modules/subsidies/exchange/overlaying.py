"""The funder's own form read from its file, and tried with the boxes that are laid on it: work without the desk."""

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path

from kobe_desk.core.errors import UserError
from kobe_desk.core.progress import Report
from kobe_desk.core.text import N_
from kobe_desk.modules.subsidies.exchange.later import LaterOrder, later_of
from kobe_desk.modules.subsidies.rules.answers import Answers
from kobe_desk.modules.subsidies.rules.evaluate import evaluate
from kobe_desk.modules.subsidies.rules.later import laid_on, paper_of
from kobe_desk.modules.subsidies.usecases import OverlaidForm, PaperOrder, TakenForm


class FormNotRead(UserError):
    text = N_("“{name}” could not be read. Check that it is still there, and choose it again.")


@dataclass(frozen=True, slots=True)
class TrialOrder:
    """What a form is tried with: the answers of an application, or made-up words (`example`)."""

    papers: PaperOrder
    form: OverlaidForm
    example: bool
    later: LaterOrder | None = None
    """Of a paper of a later stage: the grant it is about. Its example does without."""


def read_form(path: Path, report: Report) -> TakenForm:
    """The form at a path, its pages made flat. Raises FormNotRead and what `take_blank` refuses."""
    from kobe_desk.paper.overlay.blank import MOST_BYTES, take_blank

    report(0, 1)
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError:
        raise FormNotRead(name=path.name) from None
    blank = take_blank(data)
    return TakenForm(path.name, hashlib.sha256(data).hexdigest(), blank.pdf, blank.sizes, blank.had_fields)


def try_form(order: TrialOrder, report: Report) -> bytes:
    """The paper as it will be. Raises MissingGlyph."""
    from kobe_desk.modules.subsidies.papers.overlaid import overlaid_form
    from kobe_desk.modules.subsidies.papers.words import Words

    report(0, 1)
    row, day = order.papers.application, order.papers.day
    programme, answers = laid_on(row.programme, order.form.form), _answers(order)
    words = Words(programme, answers, evaluate(programme, answers, day))
    form = next(each for each in programme.forms if each.id == order.form.form)
    known = tuple(each for each in order.form.boxes if each.page <= len(order.form.sizes))
    laid = replace(order.form, boxes=known)
    return overlaid_form(form, words, laid, {}, day=day, example=order.example, trial=True).data


def _answers(order: TrialOrder) -> Answers:
    """The answers, and of a later paper what that says."""
    from kobe_desk.modules.subsidies.papers.later import answers_of

    paper = paper_of(order.form.form)
    if paper is None or order.later is None:
        return order.papers.application.answers
    return answers_of(paper, later_of(order.later))
