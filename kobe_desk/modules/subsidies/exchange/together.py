"""書類をまとめてつくる: the papers of several applications in one go, refused while one cost is paid twice."""

from collections.abc import Sequence
from io import BytesIO
from uuid import UUID

from kobe_desk.core.progress import Report, silent
from kobe_desk.core.text import _
from kobe_desk.modules.subsidies.exchange.making import MadePapers, calculation, make_papers, missing
from kobe_desk.modules.subsidies.rules.costs import cost_share
from kobe_desk.modules.subsidies.rules.evaluate import evaluate
from kobe_desk.modules.subsidies.rules.evaluation import Evaluation
from kobe_desk.modules.subsidies.usecases import GuardedOrders, PaidTwice, PaperOrder, StillMissing
from kobe_desk.paper.pdfium import alone

Orders = tuple[PaperOrder, ...]


def refuse_unready(guarded: GuardedOrders) -> None:
    """Raises PaidTwice for what is one cost of two applications, or may be; StillMissing with all that is missing."""
    orders = guarded.orders
    evaluations = [_evaluated(each) for each in orders]
    programmes = [each.application.programme for each in orders]
    share = cost_share(list(zip(programmes, evaluations, strict=True)), guarded.beside)
    for each in share.twice:
        raise PaidTwice(said=each.said())
    found = [missing(made, each.application.programme) for made, each in zip(evaluations, orders, strict=True)]
    if any(found):
        raise StillMissing(missing=_missing_words(orders, found))


def make_all_papers(orders: Orders, report: Report) -> tuple[tuple[UUID, MadePapers], ...]:
    """The papers of each application. Raises as for one."""
    made = []
    for number, order in enumerate(orders):
        report(number, len(orders))
        made.append((order.application.id, make_papers(order, silent)))
    return tuple(made)


def make_calculations(orders: Orders, report: Report) -> tuple[tuple[str, bytes], ...]:
    """Of each application the budget with the way to its amount (算定表), as a draft, under its programme's title.

    One whose amount cannot be worked out yet has none. Several are together in one paper, too, which comes first.
    Raises MissingGlyph.
    """
    found = []
    for number, order in enumerate(orders):
        report(number, len(orders) + 1)
        sheets = calculation(order)
        if sheets:
            found.append((order.application.programme.title, joined(sheets)))
    if len(found) > 1:
        found.insert(0, (_("All programmes"), joined([pdf for _title, pdf in found])))
    return tuple(found)


def _evaluated(order: PaperOrder) -> Evaluation:
    row = order.application
    return evaluate(row.programme, row.answers, order.day, order.attached)


def _missing_words(orders: Orders, found: Sequence[Sequence[str]]) -> str:
    """One list; of several programmes each with its title before it."""
    if len(orders) == 1:
        return _(", ").join(found[0])
    lines = (
        _("{programme}: {missing}").format(programme=order.application.programme.title, missing=_(", ").join(each))
        for order, each in zip(orders, found, strict=True)
        if each
    )
    return _("; ").join(lines)


@alone
def joined(papers: Sequence[bytes]) -> bytes:
    """Papers one behind the other."""
    import pypdfium2

    if len(papers) == 1:
        return papers[0]
    whole = pypdfium2.PdfDocument.new()
    for data in papers:
        source = pypdfium2.PdfDocument(data)
        whole.import_pages(source)
        source.close()
    buffer = BytesIO()
    whole.save(buffer)
    whole.close()
    return buffer.getvalue()
