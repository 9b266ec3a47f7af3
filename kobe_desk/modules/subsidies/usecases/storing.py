"""Answers as they stand in the tables, and back."""

from functools import lru_cache
from typing import Any
from uuid import UUID

from kobe_desk.modules.subsidies.model import Application, ApplicationPaper, StoredAnswer
from kobe_desk.modules.subsidies.rules import library
from kobe_desk.modules.subsidies.rules.answers import Answer, Answers, Cell, Origin
from kobe_desk.modules.subsidies.rules.definition import Programme
from kobe_desk.modules.subsidies.rules.values import from_json, to_json
from kobe_desk.modules.subsidies.usecases.facts import ApplicationRow, PaperRow, PlaceRow

Key = tuple[str, str]


def programme_of(found: Application) -> Programme:
    """The definition the application was begun with."""
    return _programme(found.definition)


@lru_cache(maxsize=16)
def _programme(canonical: str) -> Programme:
    return library.of_canonical(canonical)


def answers_of(found: Application, programme: Programme) -> Answers:
    """Every answer as the rules know it; one of a question that the definition no longer has is left where it is."""
    cells = {_cell(each): _answer(each, programme) for each in found.answers if each.field in programme.fields}
    rows = {table: tuple(UUID(key) for key in keys) for table, keys in found.rows.items()}
    return Answers(cells, rows)


def _cell(stored: StoredAnswer) -> Cell:
    return Cell(stored.field, UUID(stored.row_key) if stored.row_key else None)


def key_of(cell: Cell) -> Key:
    return cell.field, str(cell.row) if cell.row else ""


def _answer(stored: StoredAnswer, programme: Programme) -> Answer:
    data = stored.value["value"]
    return Answer(
        None if data is None else from_json(programme.fields[stored.field].kind, data),
        absent=stored.value["absent"],
        origin=Origin(stored.origin),
        source=stored.source,
        source_hash=stored.source_hash,
        stale=stored.stale,
        confirmed_by=stored.confirmed_by,
        confirmed_at=stored.confirmed_at,
    )


def columns_of(answer: Answer) -> dict[str, Any]:
    """The columns of a stored answer."""
    return {
        "value": {"value": None if answer.value is None else to_json(answer.value), "absent": answer.absent},
        "origin": answer.origin.value,
        "source": answer.source,
        "source_hash": answer.source_hash,
        "stale": answer.stale,
        "confirmed_by": answer.confirmed_by,
        "confirmed_at": answer.confirmed_at,
    }


def store(found: Application, answers: Answers) -> None:
    """Make the tables say what `answers` says: only what differs is written."""
    known = {(each.field, each.row_key): each for each in found.answers}
    wanted = {key_of(cell): columns_of(answer) for cell, answer in answers.items()}
    for key, columns in wanted.items():
        stored = known.get(key)
        if stored is None:
            found.answers.append(StoredAnswer(field=key[0], row_key=key[1], **columns))
            continue
        for name, value in columns.items():
            if getattr(stored, name) != value:
                setattr(stored, name, value)
    for key, stored in known.items():
        if key not in wanted and stored.field in programme_of(found).fields:
            found.answers.remove(stored)
    rows = {table: [str(key) for key in keys] for table, keys in answers.rows.items()}
    if rows != found.rows:
        found.rows = rows
    _let_go(found)


def _let_go(found: Application) -> None:
    """A paper of a line (見積書) goes with its line; undo brings both back."""
    there = {key for keys in found.rows.values() for key in keys}
    for each in [each for each in found.enclosures if each.row_key and each.row_key not in there]:
        found.enclosures.remove(each)


def row_of(found: Application) -> ApplicationRow:
    programme = programme_of(found)
    return ApplicationRow(
        found.id,
        programme,
        found.fiscal_year,
        found.state,
        found.page,
        found.number,
        found.begun,
        answers_of(found, programme),
        tuple(paper_row(each) for each in found.papers_of()),
    )


def paper_row(paper: ApplicationPaper) -> PaperRow:
    return PaperRow(
        paper.id,
        paper.form,
        paper.title,
        paper.edition,
        tuple(paper.signed_by),
        tuple(PlaceRow(**{**each, "box": tuple(each["box"])}) for each in paper.places),
        paper.first_sha256,
    )
