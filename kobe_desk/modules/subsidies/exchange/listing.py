"""写すための一覧: every answer in the words of the papers, to be copied into the web form of an office (e-KOBE)."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kobe_desk.core.progress import Report
from kobe_desk.modules.subsidies.rules.definition import Kind, Table
from kobe_desk.modules.subsidies.rules.evaluate import evaluate
from kobe_desk.modules.subsidies.usecases import CannotWriteHere, Listed, PaperOrder

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


def write_list(rows: Sequence[Listed], target: Path, report: Report) -> Path:
    """The list as a workbook. Raises CannotWriteHere."""
    from kobe_desk.core.sheets.writing import write_xlsx

    report(0, 1)
    try:
        write_xlsx(target, "申請の答え", HEADER, [(each.page, each.question, each.words) for each in rows])
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
