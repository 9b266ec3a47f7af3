"""写すための一覧 of a later stage: what its papers say, field by field, to be typed into the web form of an office."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kobe_desk.core.progress import Report
from kobe_desk.modules.subsidies.exchange.later import LaterOrder, later_of, require_claim_of
from kobe_desk.modules.subsidies.rules.definition import Field, Kind, Table
from kobe_desk.modules.subsidies.rules.later import SAID, LaterPaper, title_of, worded
from kobe_desk.modules.subsidies.usecases import AnswerList, Listed

if TYPE_CHECKING:  # paper is imported where lists are made: in the child
    from kobe_desk.modules.subsidies.papers.later import Later
    from kobe_desk.modules.subsidies.papers.words import Words

PAID = {"advance": "概算払", "claim": "精算払", "report_claim": "精算払"}
"""Papers that ask for money: they name the account it is to be paid into (区分)."""


def later_list(order: LaterOrder, report: Report) -> tuple[AnswerList, ...]:
    """What the papers of a stage say as they stand: who hands in, then paper by paper, what two say only once.

    Raises ToBePaidBack, NothingToClaim.
    """
    report(0, 1)
    require_claim_of(order)
    programme, stage = order.grant.application.programme, order.row.stage
    return (AnswerList(f"{programme.title}　{stage.title}", tuple(_all(order, later_of(order))), stage.title),)


def _all(order: LaterOrder, later: "Later") -> Iterator[Listed]:
    from kobe_desk.modules.subsidies.papers.later import handed_in

    yield from _house(later)
    told: set[str] = set()
    for paper in handed_in(order.stage, later):
        yield from _paper(paper, later, told)
        told.update(paper.says)


def _house(later: "Later") -> Iterator[Listed]:
    house = later.house
    known = (
        ("団体名", house.name), ("団体名のよみがな", house.kana), ("代表者の役職", house.office("chair")),
        ("代表者の氏名", house.chair), ("代表者のよみがな", house.chair_kana), ("郵便番号", house.postal_code),
        ("所在地", house.address), ("電話番号", house.phone),
        *((f"連絡先（{label}）", value) for label, value in house.contact),
        (worded(later.programme, "補助事業の名称"), later.project),
    )  # fmt: skip
    return (Listed("団体と事業", label, value) for label, value in known if value)


def _paper(paper: LaterPaper, later: "Later", told: set[str]) -> Iterator[Listed]:
    from kobe_desk.modules.subsidies.papers.later import words_of

    page, words = title_of(later.programme, paper), words_of(paper, later)
    for name in (each for each in paper.says if each not in told):
        said = SAID[name]
        found = _table(said, words) if isinstance(said, Table) else _field(said, words)
        yield from (Listed(page, worded(later.programme, label), value) for label, value in found)
    if paper.name in PAID:
        yield from _account(page, PAID[paper.name], later)


def _field(field: Field, words: "Words") -> Iterator[tuple[str, str]]:
    """A figure stands bare, with its unit in the label: a web form takes no other."""
    value = words.value(field.id)
    if isinstance(value, int) and not isinstance(value, bool):
        yield _with_unit(field), str(value)
    elif words.text(field.id):
        yield field.label, words.text(field.id)


def _with_unit(field: Field) -> str:
    unit = "円" if field.kind is Kind.YEN else field.unit
    return f"{field.label}（{unit}）" if unit else field.label


def _table(table: Table, words: "Words") -> Iterator[tuple[str, str]]:
    for number, row in enumerate(words.evaluation.rows.get(table.id, ()), start=1):
        for column in table.columns:
            cell = words.cell(table, column, row)
            if cell not in (None, ""):
                yield f"{table.label}{number}　{_with_unit(column.field)}", str(cell)
    for column in table.columns:
        total = words.evaluation.totals.get(f"{table.id}.{column.id}")
        if total is not None:
            yield f"{table.label}の計　{_with_unit(column.field)}", str(total)


def _account(page: str, how: str, later: "Later") -> Iterator[Listed]:
    yield Listed(page, "区分", how)
    bank = later.bank
    if bank is None:
        return
    for label, value, secret in (
        ("金融機関", bank.bank, False), ("支店", bank.branch, False), ("口座の種類", bank.kind, False),
        ("口座番号", bank.number, True), ("口座名義", bank.holder, False), ("口座名義のカナ", bank.holder_kana, False),
    ):  # fmt: skip
        yield Listed(page, label, value, secret)
