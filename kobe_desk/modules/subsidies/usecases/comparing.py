"""前の申請・帳面・今度の申請: three answers side by side, each confirmed by itself and never all at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy.orm import Session

from kobe_desk.core import clock
from kobe_desk.core.permission import query, usecase
from kobe_desk.core.text import N_
from kobe_desk.modules.subsidies.model import Application
from kobe_desk.modules.subsidies.rules.answers import Answer, Answers
from kobe_desk.modules.subsidies.rules.definition import Choices, Field
from kobe_desk.modules.subsidies.rules.evaluate import evaluate
from kobe_desk.modules.subsidies.usecases.beside import ComparedTable, tables_beside
from kobe_desk.modules.subsidies.usecases.earlier import before, carried, rows_offered, title_of, with_rows_before
from kobe_desk.modules.subsidies.usecases.sources import known_answers
from kobe_desk.modules.subsidies.usecases.storing import answers_of, programme_of, row_of
from kobe_desk.modules.subsidies.usecases.writing import save_answers


@dataclass(frozen=True, slots=True)
class ThreeWay:
    """A question with the answer of the application before, what the desk says today, and what stands here."""

    field: Field
    before: Answer | None
    today: Answer | None
    now: Answer
    lists: Mapping[str, Choices]
    key: str
    """What the question is called when it is settled."""
    programmes: tuple[str, ...] = ()
    """Of several applications: those it is answered for."""

    @property
    def same(self) -> bool:
        """Whether every answer that is known says the same."""
        known = [each.value for each in (self.before, self.today) if each is not None]
        return all(each == self.now.value for each in known)

    @property
    def settled(self) -> bool:
        """Whether somebody has looked at it here."""
        return bool(self.now.confirmed_by) and not self.now.stale


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """An application, or several together, beside what came before."""

    title: str
    """Of the one programme; empty for several."""
    before: tuple[str, ...]
    """Which applications came before, in words."""
    rows: tuple[ThreeWay, ...]
    tables: tuple[ComparedTable, ...] = ()
    programmes: Sequence[str] = ()
    """Of several applications: all of them."""


@query(needs="subsidies.read")
def compared(session: Session, key: UUID) -> ComparedRow:
    """Every question that the application before, or the desk today, has an answer to."""
    found = session.get_one(Application, key)
    row = row_of(found)
    programme, earlier = row.programme, before(session, found)
    known = known_answers(session, programme)
    past = carried(programme, earlier) if earlier else {}
    asked = evaluate(programme, row.answers, clock.today()).relevant
    rows = tuple(
        ThreeWay(item, past.get(item.id), known.get(item.id), row.answers.get(item.id), programme.choice_lists, item.id)
        for _page, item in programme.items()
        if isinstance(item, Field) and item.id in asked and not item.computed and (item.id in past or item.id in known)
    )
    return ComparedRow(programme.title, (title_of(earlier),) if earlier else (), rows, tables_beside(session, found))


@usecase(label=N_("Take the answer of the application before"), needs="subsidies.edit")
def take_before(session: Session, key: UUID, field: str) -> Answers:
    """Answer a question as in the application before; it counts as looked at."""
    found = session.get_one(Application, key)
    earlier = before(session, found)
    past = carried(programme_of(found), earlier) if earlier else {}
    return _settled(session, found, field, past.get(field))


@usecase(label=N_("Take the rows of the application before"), needs="subsidies.edit")
def take_rows_before(session: Session, key: UUID, table: str) -> Answers:
    """Put the rows of the application before after those of a table, all to be looked at."""
    found = session.get_one(Application, key)
    programme, earlier = programme_of(found), before(session, found)
    answers = answers_of(found, programme)
    if earlier is None:
        return answers
    rows = rows_offered(programme, earlier).get(table, ())
    return save_answers(session, key, with_rows_before(answers, table, rows), found.page)


@usecase(label=N_("Take what the desk says today"), needs="subsidies.edit")
def take_today(session: Session, key: UUID, field: str) -> Answers:
    """Answer a question with what the desk says today; it counts as looked at."""
    found = session.get_one(Application, key)
    return _settled(session, found, field, known_answers(session, programme_of(found)).get(field))


def _settled(session: Session, found: Application, field: str, answer: Answer | None) -> Answers:
    answers = answers_of(found, programme_of(found))
    if answer is None:
        return answers
    who = session.info["work"].who
    settled = replace(answer, stale=False, confirmed_by=who.slot, confirmed_at=clock.now())
    return save_answers(session, found.id, answers.with_answer(field, settled), found.page)
