"""answers.json, which lies beside the papers in a package, and the 照合 code of papers made from it."""

import hashlib
import json
from typing import Any

from kobe_desk.modules.subsidies.papers.words import Words
from kobe_desk.modules.subsidies.rules import values
from kobe_desk.modules.subsidies.rules.answers import Answer, Answers, Origin
from kobe_desk.modules.subsidies.rules.definition import Field, Programme, Table
from kobe_desk.modules.subsidies.rules.evaluation import Evaluation, Row
from kobe_desk.modules.subsidies.rules.values import Value

SCHEMA = "kobe-desk/answers@1"
LAYOUT = "kobe-desk/forms@1"
"""The version of our layouts: one that prints the same answers in another way takes the next number."""
CODE_DIGITS = 32


def answers_json(programme: Programme, answers: Answers, evaluation: Evaluation) -> bytes:
    """What counts, with its source, as canonical JSON: the same answers give the same bytes. Nothing dormant."""
    words = Words(programme, answers, evaluation)
    exported = evaluation.exported()
    fields = [each for page in programme.pages for each in page.fields if each.id in exported]
    tables = [each for page in programme.pages for each in page.tables if each.id in exported]
    data = {
        "schema": SCHEMA,
        "programme": {
            "id": programme.id,
            "version": programme.version,
            "title": programme.title,
            "sha256": programme.sha256,
        },
        "answers": {each.id: _answer(words, each) for each in fields},
        "tables": {each.id: _rows(words, each) for each in tables},
        "totals": {name: made for name, made in evaluation.totals.items() if name.split(".")[0] in exported},
        "amounts": {
            name: {"yen": made.yen, "trace": made.trace.summary} if made else None
            for name, made in evaluation.amounts.items()
        },
    }
    return canonical(data)


def canonical(data: Any) -> bytes:
    """JSON in one way only: keys in order, no blanks, UTF-8."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def check_code(answers: bytes, definition: str) -> str:
    """32 hexadecimal digits of SHA-256 over answers.json, the definition's SHA-256 and the layout."""
    return hashlib.sha256(b"\n".join((answers, definition.encode(), LAYOUT.encode()))).hexdigest()[:CODE_DIGITS]


def _answer(words: Words, field: Field) -> dict[str, Any]:
    given = words.answers.get(field.id)
    return {"label": field.label, "text": words.text(field.id), **_given(given, field, words.value(field.id))}


def _given(answer: Answer, field: Field, value: Value | None) -> dict[str, Any]:
    """The value with its state and where it came from; who confirmed it stays in the desk."""
    if field.computed:
        answer = Answer(value, origin=Origin.COMPUTED)
    found = {"state": answer.state.value, "origin": answer.origin.value}
    return {
        **found,
        **({"value": values.to_json(value)} if value is not None else {}),
        **({"source": answer.source} if answer.source else {}),
    }


def _answer_of(words: Words, table: Table, column: str, row: Row) -> Answer:
    """The answer of a cell; an amount that is made of its unit price says so."""
    if table.product and table.product.amount == column and table.product.yen(row.values) is not None:
        return Answer(row.values[column], origin=Origin.COMPUTED)
    return words.answers.get(f"{table.id}.{column}", row.key)


def _rows(words: Words, table: Table) -> dict[str, Any]:
    rows = [
        {
            "key": str(row.key),
            "cells": {
                each.id: _given(_answer_of(words, table, each.id, row), each.field, row.values[each.id])
                for each in table.columns
            },
        }
        for row in words.evaluation.rows.get(table.id, ())
    ]
    return {"label": table.label, "rows": rows}
