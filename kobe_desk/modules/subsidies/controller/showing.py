"""The parts of an application that its page shows, made from what is known of it."""

from collections.abc import Callable
from uuid import UUID

from kobe_desk.core.errors import UserError
from kobe_desk.core.text import N_
from kobe_desk.modules.subsidies import usecases
from kobe_desk.modules.subsidies.rules.answers import Answers
from kobe_desk.modules.subsidies.rules.attached import parted
from kobe_desk.modules.subsidies.rules.definition import Amount, Page, Programme
from kobe_desk.modules.subsidies.rules.evaluation import Evaluation
from kobe_desk.modules.subsidies.rules.graph import dependants
from kobe_desk.modules.subsidies.usecases import OpenedRow
from kobe_desk.modules.subsidies.view import AmountTrace, EnclosuresPart, Offered, Questions, WhyBox

Do = Callable[..., object]


class FileUnreadable(UserError):
    text = N_("This file cannot be read. Please choose it again.")


def questions_part(opened: OpenedRow, page: Page, answers: Answers, evaluation: Evaluation) -> Questions:
    """The questions of a page with their answers; why they are asked stands beside them, or the amount does."""
    programme = opened.application.programme
    offered = Offered.of(programme, opened)
    why = None if makes_money(programme, page) else WhyBox(page.why, _papers_of(programme, page))
    part = Questions(page, offered, evaluation, why)
    part.show_answers(answers, evaluation, {each.field: each for each in opened.changes})
    part.offer_past(opened.rows_before)
    part.offer_rows(opened.proposed)
    part.put_papers(opened.enclosures, [(each.id, each.title) for each in opened.documents])
    return part


def enclosures_part(opened: OpenedRow, evaluation: Evaluation, do: Do) -> EnclosuresPart:
    """What goes with the application; `do(usecase, *args)` takes a kept document, and takes papers out."""
    key = opened.application.id

    def take(paper: str, document: UUID) -> None:
        attachment, row = parted(paper)
        do(usecases.enclose_document, key, attachment, document, row)

    part = EnclosuresPart(
        evaluation.attachments, opened.enclosures, [(each.id, each.title) for each in opened.documents]
    )

    part.document_chosen.connect(take)
    part.take_out_wanted.connect(lambda enclosure: do(usecases.take_out, enclosure))
    return part


def makes_money(programme: Programme, page: Page) -> bool:
    """Whether an amount rests on a table of this page."""
    feeds = (dependants(programme, each.id) for each in page.tables)
    return any(node.startswith("amounts.") for each in feeds for node in each)


def traces_of(programme: Programme, page: Page, evaluation: Evaluation) -> tuple[AmountTrace, ...]:
    """How each amount is reached, beside the tables it is made of; nothing on other pages."""
    if not makes_money(programme, page):
        return ()
    unsure = programme.unverified()
    traces = []
    for amount in programme.amounts:
        made = evaluation.amounts.get(amount.id)
        mine = tuple(each.label for each in unsure if _rests_on(amount, each.at))
        lines = made.trace.lines if made else ()
        traces.append(AmountTrace(amount.label, lines, made.yen if made else None, mine))
    return tuple(traces)


def _rests_on(amount: Amount, at: str) -> bool:
    """Whether an amount rests on a figure: its own, or a limit for each line of a table it is made of."""
    head, name, *rest = at.split(".")
    if head == "page" and "limit" in rest:
        return any(each.startswith(f"totals.{rest[1]}.") for each in amount.sources())
    return head in ("amount", "amounts") and name == amount.id


def _papers_of(programme: Programme, page: Page) -> list[str]:
    forms = (form for item in page.items for form in programme.forms_of(item.id))
    return list(dict.fromkeys(form.title for form in forms))
