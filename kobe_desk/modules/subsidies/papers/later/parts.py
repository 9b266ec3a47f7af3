"""What the papers of later stages are drawn with: the letter, the grant it is about, tables of money."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from kobe_desk.core.japanese.era import wareki
from kobe_desk.core.japanese.money import written_out
from kobe_desk.modules.subsidies.papers.facts import (
    Face,
    FormPaper,
    Grid,
    GridColumn,
    GridValue,
    Holds,
    LetterFacts,
    Pair,
    Part,
    Signer,
)
from kobe_desk.modules.subsidies.papers.later.facts import Later
from kobe_desk.modules.subsidies.papers.letters import letter_pdf
from kobe_desk.modules.subsidies.rules.definition import Field, Kind
from kobe_desk.modules.subsidies.rules.later import PAPERS, SAID, decision_words, signers, worded
from kobe_desk.paper.letter import Item

SEAL = "sign_or_seal"


def signers_of(later: Later, name: str) -> tuple[Signer, ...]:
    paper = next(each for each in PAPERS if each.name == name)
    named = signers(later.programme, paper)
    return tuple(Signer(each.role, later.house.office(each.role), each.order) for each in named)


def letter(face: Face, later: Later, body: str, items: Iterator[Item], form: str) -> FormPaper:
    """A letter of the association."""
    named = tuple(replace(each, label=worded(later.programme, each.label)) for each in items)
    return letter_pdf(replace(letter_facts(face, later, body, form), items=named))


def letter_facts(face: Face, later: Later, body: str, form: str) -> LetterFacts:
    """Who writes to whom, and who signs."""
    programme = later.programme
    return LetterFacts(face, programme.addressee or programme.funder, later.house.applicant(SEAL),
                       worded(programme, body), wareki(later.day), contact=later.house.contact,
                       signers=signers_of(later, form))  # fmt: skip


def grant_items(later: Later) -> Iterator[Item]:
    """What every letter begins with: which project, and the decision it rests on."""
    if later.project:
        yield Item("補助事業の名称", later.project)
    known, (answer, amount) = later.decided, decision_words(later.programme)
    if known.number or known.day:
        day = wareki(known.day) if known.day else ""
        yield Item(answer, "　".join(filter(None, (day, known.number))))
    if known.yen is not None:
        yield Item(amount, written_out(known.yen))


def said_items(later: Later, *names: str) -> Iterator[Item]:
    for name in names:
        value = later.values.get(name)
        if value not in (None, ""):
            yield Item(SAID[name].label, _words(name, value))


def _words(name: str, value: Any) -> str:
    if isinstance(value, int):
        return f"{value:,}人" if name in ("people", "staff") else written_out(value)
    said = SAID[name]
    if isinstance(said, Field) and said.kind is Kind.DATE:
        return wareki(date.fromisoformat(value))
    return str(value)


def worded_rows(later: Later, rows: Sequence[tuple[str, int, int, int]]) -> list[tuple[GridValue, ...]]:
    """Lines of money with the programme's own word for the grant."""
    return [(worded(later.programme, label), *rest) for label, *rest in rows]


def money_grid(
    title: str, rows: Sequence[tuple[GridValue, ...]], heads: Sequence[str] = ("予算額", "決算額", "差引")
) -> Grid:
    columns = (GridColumn("科目", share=1.4), *(GridColumn(head, Holds.NUMBER) for head in heads))
    total: tuple[GridValue, ...] = ("計", *(summed(rows, at) for at in (1, 2, 3)))
    return Grid(title, columns, tuple(rows), total, "円")


def summed(rows: Sequence[tuple[GridValue, ...]], at: int) -> int:
    return sum(value for row in rows if isinstance(value := row[at], int))


def project_pair(later: Later) -> tuple[Part, ...]:
    """Which project a table is about."""
    return (Pair(worded(later.programme, "補助事業の名称"), later.project),) if later.project else ()
