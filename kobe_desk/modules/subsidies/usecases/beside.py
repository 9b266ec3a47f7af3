"""Tables beside those of the application before and what the desk says today: row by row, never all at once."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy.orm import Session

from kobe_desk.core import clock
from kobe_desk.core.errors import UserError
from kobe_desk.core.permission import usecase
from kobe_desk.core.text import N_, _
from kobe_desk.modules.subsidies.model import Application, StoredAnswer
from kobe_desk.modules.subsidies.rules import beside
from kobe_desk.modules.subsidies.rules.answers import BLANK, Answer, Answers, Origin
from kobe_desk.modules.subsidies.rules.beside import Line, Looked, Row, Versions
from kobe_desk.modules.subsidies.rules.definition import Choices, Programme, Table, Total
from kobe_desk.modules.subsidies.rules.evaluate import evaluate
from kobe_desk.modules.subsidies.rules.evaluation import Evaluation, sums
from kobe_desk.modules.subsidies.rules.matching import identities
from kobe_desk.modules.subsidies.rules.prefill import SOURCES
from kobe_desk.modules.subsidies.rules.values import Value, spoken
from kobe_desk.modules.subsidies.usecases.earlier import (
    asks_again,
    before,
    evaluation_of,
    rows_before,
    sums_before,
)
from kobe_desk.modules.subsidies.usecases.sources import known_rows, rows_mark
from kobe_desk.modules.subsidies.usecases.storing import answers_of, columns_of, programme_of, store
from kobe_desk.modules.subsidies.usecases.writing import save_answers


@dataclass(frozen=True, slots=True)
class Sum:
    """What a column comes to in each version; None where that version has no rows to add."""

    total: Total
    before: int | None
    today: int | None
    now: int


@dataclass(frozen=True, slots=True)
class ComparedTable:
    """A table (明細) with its rows side by side."""

    table: Table
    lines: tuple[Line, ...]
    sums: tuple[Sum, ...]
    lists: Mapping[str, Choices]
    key: str
    """What the table is called when a row of it is settled."""
    filled: bool = False
    """Whether the desk has rows of it today."""
    again: bool = False
    """Whether every row is to be confirmed anew this year, also one that is taken from before."""
    programmes: tuple[str, ...] = ()
    """Of several applications: those it is answered for."""

    @property
    def open(self) -> tuple[Line, ...]:
        return tuple(each for each in self.lines if not each.settled)

    def name_of(self, line: Line) -> str:
        """What a row is, in words: 茶菓."""
        told = [column for name in identities(self.table)[-1] if (column := self.table.column(name))]
        row = line.now or line.today or line.before or {}
        return "　".join(spoken(each.field, row[each.id].value, self.lists) for each in told if each.id in row)


class RowChanged(UserError):
    text = N_("This row has changed in the meantime. What stands here now is the newest. Please look again.")


def tables_beside(session: Session, found: Application) -> tuple[ComparedTable, ...]:
    """The tables that are asked now and of which the application before, or the desk today, has rows."""
    programme, earlier = programme_of(found), before(session, found)
    then = evaluation_of(earlier) if earlier else None
    answers, versions = answers_of(found, programme), _versions(session, programme, earlier, then)
    evaluation, left = evaluate(programme, answers, clock.today()), _left(found)
    made = []
    for table in programme.tables.values():
        known = versions[table.id]
        if table.id in evaluation.relevant and (known.before or known.today):
            past = sums_before(programme, earlier, then, table.id) if earlier and then and known.before else {}
            today = _sums_today(programme, table, answers, known)
            figures = tuple(
                Sum(total, past.get(total.id), today.get(total.id), yen) for total, yen in sums(table, evaluation)
            )
            lines = beside.lines(table, known, answers, left[table.id])
            again = asks_again(programme, table.id)
            lists = programme.choice_lists
            made.append(ComparedTable(table, lines, figures, lists, table.id, bool(known.today), again))
    return tuple(made)


@usecase(label=N_("Take a row of the application before"), needs="subsidies.edit")
def take_row_before(session: Session, key: UUID, table: str, line: str) -> Answers:
    """Make a row as it was in the application before, or put it in; it counts as looked at.

    Where the definition asks anew each year it is to be looked at still. Raises RowChanged.
    """
    press = _pressed(session, key, table, line)
    if press.line.before is None:
        raise RowChanged
    siblings = _in_order(press.lines, lambda each: each.at.before)
    looked = None if asks_again(press.programme, table) else press.looked
    made = beside.taken(press.table, press.answers, press.line, press.line.before, siblings, looked)
    return _taken(session, press, made)


@usecase(label=N_("Take a row as the desk says today"), needs="subsidies.edit")
def take_row_today(session: Session, key: UUID, table: str, line: str) -> Answers:
    """Make a row as its source says today, or put it in; one that the source has no more goes. Raises RowChanged."""
    press = _pressed(session, key, table, line)
    made = press.answers
    if press.line.today is not None:
        siblings = _in_order(press.lines, lambda each: each.at.today)
        made = beside.taken(press.table, made, press.line, press.line.today, siblings, press.looked)
    elif press.line.row:
        made = made.without_row(table, press.line.row)
    return _taken(session, press, made)


@usecase(label=N_("Keep a row as it is"), needs="subsidies.edit")
def keep_row(session: Session, key: UUID, table: str, line: str) -> Answers:
    """Confirm a row as it stands here, or that it is left out here. Raises RowChanged."""
    press = _pressed(session, key, table, line)
    if press.line.now is None:
        _leave_out(press.found, press.table, press.line, press.looked)
    return _settled(session, press, beside.kept(press.table, press.answers, press.line, press.looked))


@dataclass(frozen=True, slots=True)
class _Press:
    """One row in sight, and who pressed."""

    found: Application
    programme: Programme
    table: Table
    known: Versions
    answers: Answers
    lines: tuple[Line, ...]
    line: Line
    looked: Looked


def _pressed(session: Session, key: UUID, name: str, line: str) -> _Press:
    found = session.get_one(Application, key)
    programme = programme_of(found)
    table, answers = programme.tables[name], answers_of(found, programme)
    earlier = before(session, found)
    known = _versions(session, programme, earlier, evaluation_of(earlier) if earlier else None)[name]
    lines = beside.lines(table, known, answers, _left(found)[name])
    wanted = next((each for each in lines if each.key == line), None)
    if wanted is None:
        raise RowChanged
    looked = Looked(session.info["work"].who.slot, clock.now())
    return _Press(found, programme, table, known, answers, lines, wanted, looked)


def _in_order(lines: Sequence[Line], place: Callable[[Line], int | None]) -> list[Line]:
    found = [(at, each) for each in lines if (at := place(each)) is not None]
    return [each for _at, each in sorted(found, key=lambda pair: pair[0])]


def _taken(session: Session, press: _Press, made: Answers) -> Answers:
    """Keep the answers with the row as another version has it; it is left out no more."""
    made = save_answers(session, press.found.id, made, press.found.page)
    _take_in(press.found, press.table, press.line)
    return _settled(session, press, made)


def _settled(session: Session, press: _Press, made: Answers) -> Answers:
    """Keep the answers; once every row of the table is settled, it is compared with what the desk says today."""
    session.flush()
    after = beside.lines(press.table, press.known, made, _left(press.found)[press.table.id])
    if press.known.mark and all(each.settled for each in after):
        made = beside.compared(press.table, made, press.known.mark)
    store(press.found, made)
    session.flush()
    return made


# rows that were left out: an answer that belongs to the table as a whole, one for each row


def _left(found: Application) -> Mapping[str, frozenset[str]]:
    tables = programme_of(found).tables
    return {name: frozenset(each.row_key for each in found.answers if each.field == name) for name in tables}


def _leave_out(found: Application, table: Table, line: Line, looked: Looked) -> None:
    mark = beside.left_mark(line.before, line.today)
    given = next((each for row in line.versions for each in row.values() if not each.blank), BLANK)
    noted = looked.at(Answer(origin=given.origin, source=given.source, source_hash=mark))
    if mark not in _left(found)[table.id]:
        found.answers.append(StoredAnswer(field=table.id, row_key=mark, **columns_of(noted)))


def _take_in(found: Application, table: Table, line: Line) -> None:
    mark = beside.left_mark(line.before, line.today)
    for each in [each for each in found.answers if (each.field, each.row_key) == (table.id, mark)]:
        found.answers.remove(each)


# the other versions


def _versions(
    session: Session, programme: Programme, earlier: Application | None, then: Evaluation | None
) -> Mapping[str, Versions]:
    past = rows_before(programme, earlier, then.relevant) if earlier and then else {}
    known = known_rows(session, programme)
    return {
        name: Versions(
            past.get(name, ()),
            tuple(_row_today(table, values) for values in known.get(name, ())),
            rows_mark(known[name]) if name in known else "",
        )
        for name, table in programme.tables.items()
    }


def _row_today(table: Table, values: Mapping[str, Value]) -> Row:
    """A row of the source in the columns that it fills."""
    if table.prefill is None:
        return {}
    source = SOURCES[table.prefill.source]
    known = {name: Answer(each, origin=Origin.PREFILL, source=_(source.label)) for name, each in values.items()}
    return {each.id: known.get(each.id, BLANK) for each in table.columns if each.id in source.columns}


def _sums_today(programme: Programme, table: Table, answers: Answers, known: Versions) -> Mapping[str, int]:
    if not known.today or not table.totals:
        return {}
    answers = replace(answers, rows={**answers.rows, table.id: ()})
    for row in known.today:
        answers = answers.with_row(table.id, {name: each.value for name, each in row.items() if each.value is not None})
    return {total.id: yen for total, yen in sums(table, evaluate(programme, answers, clock.today()))}


__all__ = ("ComparedTable", "RowChanged", "Sum", "keep_row", "tables_beside", "take_row_before", "take_row_today")
