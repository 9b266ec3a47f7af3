"""前の申請・帳面・今度の申請 of several programmes together: each question once, settled wherever it stands."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from uuid import UUID

from sqlalchemy.orm import Session

from kobe_desk.core import clock
from kobe_desk.core.permission import query, usecase
from kobe_desk.core.text import N_
from kobe_desk.modules.subsidies.model import Application, Bundle
from kobe_desk.modules.subsidies.rules.answers import Answer
from kobe_desk.modules.subsidies.rules.definition import Field
from kobe_desk.modules.subsidies.rules.together import Place
from kobe_desk.modules.subsidies.usecases.beside import (
    ComparedTable,
    keep_row,
    tables_beside,
    take_row_before,
    take_row_today,
)
from kobe_desk.modules.subsidies.usecases.bundling import BundleRow, answers_in, evaluations, open_bundle, spread
from kobe_desk.modules.subsidies.usecases.comparing import ComparedRow, ThreeWay, take_rows_before
from kobe_desk.modules.subsidies.usecases.earlier import before, carried, title_of
from kobe_desk.modules.subsidies.usecases.sources import known_answers
from kobe_desk.modules.subsidies.usecases.storing import programme_of
from kobe_desk.modules.subsidies.usecases.writing import save_answers


@dataclass(frozen=True, slots=True)
class _Known:
    """What one application's earlier one, and the desk today, answer."""

    title: str
    past: Mapping[str, Answer]
    today: Mapping[str, Answer]


@query(needs="subsidies.read")
def compared_together(session: Session, key: UUID) -> ComparedRow:
    """Every question of a bundle, once, that an application before or the desk today has an answer to."""
    row = open_bundle(session, key)
    known = [_known(session, session.get_one(Application, each)) for each in row.keys]
    answers = tuple(each.application.answers for each in row.opened)
    titles = [each.application.programme.title for each in row.opened]
    found: list[ThreeWay] = []
    for asked in row.together().pages(evaluations(row, answers)):
        for item in asked.page.items:
            if isinstance(item, Field) and not item.computed:
                places = asked.places[item.id]
                past, today = _first_past(known, places), _first_today(known, places)
                if past or today:
                    now = answers[asked.member].get(item.id)
                    lists = row.opened[asked.member].application.programme.choice_lists
                    of = tuple(dict.fromkeys(titles[each.member] for each in places))
                    found.append(ThreeWay(item, past, today, now, lists, f"{row.keys[asked.member]}:{item.id}", of))
    before_all = tuple(dict.fromkeys(each.title for each in known if each.title))
    return ComparedRow("", before_all, tuple(found), _tables_together(session, row, titles), titles)


def _tables_together(session: Session, row: BundleRow, titles: Sequence[str]) -> tuple[ComparedTable, ...]:
    """Every table once, as the first application that asks it and has something to compare it with shows it."""
    together, found, seen = row.together(), [], set[Place]()
    for member, key in enumerate(row.keys):
        for each in tables_beside(session, session.get_one(Application, key)):
            places = together.same(Place(member, each.table.id))
            if not seen & set(places):
                of = tuple(dict.fromkeys(titles[place.member] for place in places))
                found.append(replace(each, key=f"{key}:{each.key}", programmes=of))
            seen |= set(places)
    return tuple(found)


def _known(session: Session, found: Application) -> _Known:
    programme, earlier = programme_of(found), before(session, found)
    past = carried(programme, earlier) if earlier else {}
    return _Known(title_of(earlier) if earlier else "", past, known_answers(session, programme))


def _first_past(known: Sequence[_Known], places: Sequence[Place]) -> Answer | None:
    return next((known[each.member].past[each.item] for each in places if each.item in known[each.member].past), None)


def _first_today(known: Sequence[_Known], places: Sequence[Place]) -> Answer | None:
    return next((known[each.member].today[each.item] for each in places if each.item in known[each.member].today), None)


@usecase(label=N_("Take the answer of the application before"), needs="subsidies.edit")
def take_before_together(session: Session, key: UUID, application: UUID, field: str) -> None:
    """Answer a question as in the application before, wherever it stands; it counts as looked at."""
    known, places = _places(session, key, application, field)
    _settle(session, key, application, field, _first_past(known, places))


@usecase(label=N_("Take what the desk says today"), needs="subsidies.edit")
def take_today_together(session: Session, key: UUID, application: UUID, field: str) -> None:
    """Answer a question with what the desk says today, wherever it stands; it counts as looked at."""
    known, places = _places(session, key, application, field)
    _settle(session, key, application, field, _first_today(known, places))


def _places(session: Session, key: UUID, application: UUID, field: str) -> tuple[list[_Known], tuple[Place, ...]]:
    row = open_bundle(session, key)
    known = [_known(session, session.get_one(Application, each)) for each in row.keys]
    return known, row.together().same(Place(row.keys.index(application), field))


def _settle(session: Session, key: UUID, application: UUID, field: str, answer: Answer | None) -> None:
    if answer is None:
        return
    earlier = answers_in(session, application)
    settled = replace(answer, stale=False, confirmed_by=session.info["work"].who.slot, confirmed_at=clock.now())
    save_answers(session, application, earlier.with_answer(field, settled), _page(session, application))
    spread(session, session.get_one(Bundle, key), application, earlier)


def _page(session: Session, application: UUID) -> str:
    return session.get_one(Application, application).page


@usecase(label=N_("Take the rows of the application before"), needs="subsidies.edit")
def take_rows_before_together(session: Session, key: UUID, application: UUID, table: str) -> None:
    """Put the rows of the application before after those of a table, wherever the table stands."""
    earlier = answers_in(session, application)
    take_rows_before(session, application, table)
    spread(session, session.get_one(Bundle, key), application, earlier)


@usecase(label=N_("Take a row of the application before"), needs="subsidies.edit")
def take_row_before_together(session: Session, key: UUID, application: UUID, table: str, line: str) -> None:
    """Make a row as it was in the application before, wherever the table stands. Raises RowChanged."""
    _settle_row(session, key, application, partial(take_row_before, table=table, line=line))


@usecase(label=N_("Take a row as the desk says today"), needs="subsidies.edit")
def take_row_today_together(session: Session, key: UUID, application: UUID, table: str, line: str) -> None:
    """Make a row as its source says today, wherever the table stands. Raises RowChanged."""
    _settle_row(session, key, application, partial(take_row_today, table=table, line=line))


@usecase(label=N_("Keep a row as it is"), needs="subsidies.edit")
def keep_row_together(session: Session, key: UUID, application: UUID, table: str, line: str) -> None:
    """Confirm a row, or that it is left out, wherever the table stands. Raises RowChanged."""
    _settle_row(session, key, application, partial(keep_row, table=table, line=line))


def _settle_row(session: Session, key: UUID, application: UUID, verb: Callable[..., object]) -> None:
    earlier = answers_in(session, application)
    verb(session, application)
    spread(session, session.get_one(Bundle, key), application, earlier)


__all__ = (
    "compared_together",
    "keep_row_together",
    "take_before_together",
    "take_row_before_together",
    "take_row_today_together",
    "take_rows_before_together",
    "take_today_together",
)
