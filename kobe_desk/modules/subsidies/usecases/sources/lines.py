"""Rows that the desk offers for a budget, bookings that its lines can pay for, and what of both has changed since."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from uuid import UUID

from sqlalchemy.orm import Session

from kobe_desk.core.japanese.fiscal_year import FiscalYear
from kobe_desk.core.text import _
from kobe_desk.modules.bookings.usecases import BookingRow, bookings_still_held, own_bookings
from kobe_desk.modules.subsidies.rules import booked
from kobe_desk.modules.subsidies.rules.answers import Answer, Answers, Origin
from kobe_desk.modules.subsidies.rules.beside import GONE
from kobe_desk.modules.subsidies.rules.definition import Column, Kind, Programme, Proposal, Table
from kobe_desk.modules.subsidies.rules.prefill import BOOKINGS, SOURCES
from kobe_desk.modules.subsidies.rules.values import BookingRef
from kobe_desk.modules.subsidies.usecases.facts import SourceChange
from kobe_desk.modules.subsidies.usecases.lines import LineChange, ProposedRow
from kobe_desk.modules.subsidies.usecases.sources.house import House
from kobe_desk.modules.subsidies.usecases.sources.known import as_of, fingerprint, source_words

NOTHING = Answer(origin=Origin.PREFILL, source_hash=GONE)


def proposed_rows(session: Session, programme: Programme) -> tuple[ProposedRow, ...]:
    """The rows the desk can offer today; one whose source holds nothing, or less, is left out."""
    house = House(session)
    found = (_proposed(session, house, programme, each) for each in programme.proposals)
    return tuple(each for each in found if isinstance(each.answer.value, int) and each.answer.value > 0)


def _proposed(session: Session, house: House, programme: Programme, proposal: Proposal) -> ProposedRow:
    table, day = programme.tables[proposal.table], as_of(session, proposal.as_of)
    value = house.value(proposal.source, day)
    answer = NOTHING
    if value is not None:
        words = source_words(SOURCES[proposal.source], day)
        answer = Answer(value, origin=Origin.PREFILL, source=words, source_hash=fingerprint(value))
    known_by = tuple(each.id for each in table.columns if each.id in proposal.row and each.field.kind is Kind.CHOICE)
    return ProposedRow(table.id, proposal.label, proposal.row, known_by, proposal.column, answer)


def bookings_to_pay(session: Session, programme: Programme, year: int) -> tuple[BookingRef, ...]:
    """The association's own bookings of a fiscal year that cost something, where the programme asks for one."""
    house = House(session).profile
    if house is None or not any(_booking_columns(each) for each in programme.tables.values()):
        return ()
    span = FiscalYear(year)
    return tuple(booking_ref(each) for each in own_bookings(session, house.name, span.first, span.last) if each.fee > 0)


def booking_ref(row: BookingRow) -> BookingRef:
    """A booking as a line of a budget names it: 大会議室　7月4日 9:00〜12:00."""
    day = f"{row.start.month}月{row.start.day}日"
    hours = f"{row.start.hour}:{row.start.minute:02}〜{row.end.hour}:{row.end.minute:02}"
    return BookingRef(str(row.id), row.start.date(), f"{row.room}　{day} {hours}", row.fee)


def _booking_columns(table: Table) -> tuple[Column, ...]:
    return tuple(each for each in table.columns if each.field.kind is Kind.BOOKING)


def line_changes(session: Session, programme: Programme, answers: Answers) -> Iterator[SourceChange]:
    """The tables in which single rows rest on something that the desk says otherwise today."""
    house = House(session)
    for table in programme.tables.values():
        lines = (*_booked(session, table, answers), *_proposals(session, house, programme, table, answers))
        if lines:
            sources = dict.fromkeys(each.today.source or each.given.source for each in lines)
            yield SourceChange(table.id, Answer(), Answer(source=_(", ").join(filter(None, sources))), lines)


def _booked(session: Session, table: Table, answers: Answers) -> Iterator[LineChange]:
    cells = [(each.id, row, answers.get(f"{table.id}.{each.id}", row))
             for each in _booking_columns(table) for row in answers.keys(table.id)]  # fmt: skip
    keys = {UUID(each.value.id) for _column, _row, each in cells if isinstance(each.value, BookingRef)}
    held = {str(each.id): booking_ref(each) for each in bookings_still_held(session, keys)} if keys else {}
    for column, row, given in cells:
        if isinstance(given.value, BookingRef):
            today = held.get(given.value.id)
            mark = fingerprint(today) if today else GONE
            if today != given.value and given.source_hash != mark:
                yield LineChange(row, column, given, Answer(today, source=_(BOOKINGS), source_hash=mark))


def _proposals(
    session: Session, house: House, programme: Programme, table: Table, answers: Answers
) -> Iterator[LineChange]:
    for each in programme.proposals:
        marked = [row for row in answers.keys(table.id) if _rests(answers.get(f"{table.id}.{each.column}", row))]
        if each.table != table.id or not marked:
            continue
        proposed = _proposed(session, house, programme, each)
        for row in (row for row in proposed.rows_in(answers) if row in marked):
            given = answers.get(f"{table.id}.{proposed.column}", row)
            if given.source_hash != proposed.answer.source_hash and given.value != proposed.answer.value:
                yield LineChange(row, proposed.column, given, proposed.answer)


def _rests(given: Answer) -> bool:
    """Whether a figure came from the desk: today, or in the application before."""
    return bool(given.source_hash) or given.origin is Origin.CARRIED


def taken(programme: Programme, answers: Answers, change: SourceChange) -> Answers:
    """The answers with what the desk says today in the rows that differ, and in no other."""
    table = programme.tables[change.field]
    for line in change.lines:
        row = {each.id: answers.get(f"{table.id}.{each.id}", line.row) for each in table.columns}
        column = table.column(line.column)
        filled = booked.changed(column, line.given.value, line.today.value, row) if column else {}
        for name, answer in ({line.column: line.today} | filled).items():
            answers = answers.with_answer(f"{table.id}.{name}", answer, line.row)
    return answers


def kept(answers: Answers, table: str, lines: Sequence[LineChange]) -> Answers:
    """The answers with these cells as they are, although the desk says otherwise: not told again until it changes."""
    for line in lines:
        name = f"{table}.{line.column}"
        now = replace(answers.get(name, line.row), source_hash=line.today.source_hash)
        answers = answers.with_answer(name, now, line.row)
    return answers
