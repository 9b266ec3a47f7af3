"""Prefilled answers of a programme: value, where it was read, and a fingerprint to see later whether it has changed."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from sqlalchemy.orm import Session

from kobe_desk.core import clock
from kobe_desk.core.japanese import era
from kobe_desk.core.japanese.fiscal_year import FiscalYear
from kobe_desk.core.text import N_, _
from kobe_desk.modules.ledger.usecases import year_of
from kobe_desk.modules.subsidies.rules.answers import Answer, Answers, Origin
from kobe_desk.modules.subsidies.rules.definition import Field, Kind, Programme
from kobe_desk.modules.subsidies.rules.prefill import SOURCES, Source
from kobe_desk.modules.subsidies.rules.values import Value, fits, to_json
from kobe_desk.modules.subsidies.usecases.sources.house import House
from kobe_desk.modules.subsidies.usecases.sources.resolutions import resolution_for

ON_DAY = N_("{source} ({day})")


Row = Mapping[str, Value]


def known_answers(session: Session, programme: Programme) -> Mapping[str, Answer]:
    """Every question the desk can answer today. Questions whose source holds nothing are left out."""
    house = House(session)
    found = {}
    for _page, item in programme.items():
        if not isinstance(item, Field) or item.prefill is None:
            continue
        answer = _answer(session, house, item)
        if answer is not None:
            found[item.id] = answer
    return found


def known_rows(session: Session, programme: Programme) -> Mapping[str, tuple[Row, ...]]:
    """The rows of tables that the desk can fill (役員名簿, the last years' figures)."""
    house = House(session)
    return {
        table.id: house.rows(table.prefill.source, as_of(session, table.prefill.as_of))
        for table in programme.tables.values()
        if table.prefill is not None
    }


def with_known_rows(answers: Answers, table: str, rows: Sequence[Row]) -> Answers:
    """The answers with the rows of a table that the desk fills, each cell with the mark of them all."""
    mark = rows_mark(rows)
    for values in rows:
        answers = answers.with_row(table, values, origin=Origin.PREFILL, source_hash=mark)
    return answers


def rows_mark(rows: Sequence[Row]) -> str:
    """One text for one content of the rows that the desk fills a table with."""
    plain = [{name: to_json(value) for name, value in row.items()} for row in rows]
    return hashlib.sha256(json.dumps(plain, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _answer(session: Session, house: House, field: Field) -> Answer | None:
    prefill = field.prefill
    assert prefill is not None  # noqa: S101 - asked only of fields that have one
    source = SOURCES[prefill.source]
    day = as_of(session, prefill.as_of)
    if field.kind is Kind.RESOLUTION:
        value: Value | None = resolution_for(session, field, day)
    else:
        value = house.value(prefill.source, day)
    if value is None or value == "" or not fits(field.kind, value):
        return None
    words = source_words(source, day)
    return Answer(value, origin=Origin.PREFILL, source=words, source_hash=fingerprint(value))


def source_words(source: Source, day: date) -> str:
    """Where an answer comes from, and of which day."""
    words = _(source.label)
    return _(ON_DAY).format(source=words, day=era.wareki(day)) if source.dated else words


def fingerprint(value: Value) -> str:
    """One text for one content of a source."""
    return hashlib.sha256(json.dumps(to_json(value), ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def as_of(session: Session, name: str) -> date:
    """The day a dated source is asked for."""
    today = clock.today()
    year = FiscalYear(year_of(session, today))
    return {
        "": today,
        "today": today,
        "fiscal_year.start": year.first,
        "fiscal_year.end": year.last,
        "previous_year.end": year.first - timedelta(days=1),
    }[name]
