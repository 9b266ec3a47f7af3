"""写すための一覧: every answer in the words of the papers, to be copied into the web form of an office (e-KOBE)."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kobe_desk.core.progress import Report, silent
from kobe_desk.modules.subsidies.rules.definition import Kind, Table
from kobe_desk.modules.subsidies.rules.evaluate import evaluate
from kobe_desk.modules.subsidies.usecases import AnswerList, CannotWriteHere, Listed, PaperOrder

if TYPE_CHECKING:
    from kobe_desk.modules.subsidies.papers.words import Words

HEADER = ("ページ", "質問", "答え")
"""As it stands in the file, which is for the office."""


def listed_answers(order: PaperOrder, report: Report) -> tuple[Listed, ...]:
    """Every answer that counts, in the order it is asked; of a table each cell; then the amounts."""
    from kobe_desk.modules.subsidies.papers.words import Words

    report(0, 1)
    row = order.application
    words = Words(row.programme, row.answers, evaluate(row.programme, row.answers, order.day, order.attached))
    return tuple(_all(words))


def list_all(orders: Sequence[PaperOrder], report: Report) -> tuple[AnswerList, ...]:
    """The list of each application."""
    found = []
    for number, order in enumerate(orders):
        report(number, len(orders))
        found.append(AnswerList(order.application.programme.title, listed_answers(order, silent)))
    return tuple(found)


def write_lists(lists: Sequence[AnswerList], target: Path, report: Report) -> Path:
    """The lists as a workbook, a sheet for each programme. Raises CannotWriteHere."""
    from kobe_desk.core.sheets.writing import Sheet, write_workbook

    report(0, 1)
    sheets = [
        Sheet(each.sheet if len(lists) == 1 else each.title, HEADER,
              [(row.page, row.question, row.words) for row in each.rows])
        for each in lists
    ]  # fmt: skip
    try:
        write_workbook(target, sheets)
    except OSError:
        raise CannotWriteHere(name=target.name) from None
    return target


def _all(words: "Words") -> Iterator[Listed]:
    programme = words.programme
    for page in words.evaluation.pages:
        for item in page.items:
            if not words.counts(item.id):
                continue
            if isinstance(item, Table):
                yield from _cells(page.title, item, words)
            elif words.text(item.id):
                secret = item.masked or item.kind is Kind.BANK
                yield Listed(page.title, words.label(item), words.text(item.id), secret)
    for amount in programme.amounts:
        made = words.evaluation.amounts.get(amount.id)
        if made is not None:
            yield Listed("金額", amount.label, str(made.yen))


def _cells(page: str, table: Table, words: "Words") -> Iterator[Listed]:
    for number, row in enumerate(words.evaluation.rows.get(table.id, ()), start=1):
        for column in table.columns:
            cell = words.cell(table, column, row)
            if cell not in (None, ""):
                yield Listed(page, f"{words.label(table)}{number}　{column.field.label}", str(cell))
