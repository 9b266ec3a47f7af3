"""What is done with a grant: its steps noted and taken back, the papers that came back kept."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from kobe_desk.core import clock
from kobe_desk.core.permission import usecase
from kobe_desk.core.text import N_
from kobe_desk.modules.subsidies.model import Application, ApplicationState, GrantStep
from kobe_desk.modules.subsidies.rules.life import DUE, SPENT, TAKEN, decided, next_stages, taxable
from kobe_desk.modules.subsidies.rules.terms import standing_period
from kobe_desk.modules.subsidies.usecases.enclosing import put, require_fit
from kobe_desk.modules.subsidies.usecases.granting.checks import require_period, require_possible
from kobe_desk.modules.subsidies.usecases.granting.facts import (
    RETURNED,
    NotedLater,
    NotHandedIn,
    NothingNoted,
    NotTheNextStage,
)
from kobe_desk.modules.subsidies.usecases.granting.papers import void_on_change, void_on_decision, void_on_step
from kobe_desk.modules.subsidies.usecases.occasions import as_steps, begin_step, is_out, occasion, steps_of
from kobe_desk.modules.subsidies.usecases.storing import row_of


@usecase(label=N_("Note a step of a grant"), needs="subsidies.edit")
def note_step(session: Session, key: UUID, stage: str, values: Mapping[str, Any], day: date | None) -> UUID:
    """Note what a stage says; with a day it is done.

    Raises NotHandedIn, NotTheNextStage, and what `require_possible` and `require_period` do.
    """
    found = session.get_one(Application, key)
    if found.state != ApplicationState.SUBMITTED:
        raise NotHandedIn
    row, stored = row_of(found), steps_of(session, key)
    programme = row.programme
    steps = as_steps(stored)
    following = {each.id: each for each in next_stages(programme, steps, taxed=taxable(row.answers))}
    if stage not in following:
        titles = {each.id: each.title for each in programme.stages}
        raise NotTheNextStage(stage=titles.get(stage, stage))
    said = {name: _plain(value) for name, value in values.items() if value not in (None, "")}
    require_possible(steps, stage, said, day)
    require_period(standing_period(programme, row.answers, steps, clock.today()), said)
    begun = next((each for each in stored if each.stage == stage and each.day is None), None)
    number = occasion(stage, stored)
    last = max((each.position for each in stored), default=0)
    written = begun or begin_step(session, key, stage, stored)
    before = written.values
    written.position = last + 1
    taken = {name: before[name] for name in (TAKEN, SPENT) if name in before}
    written.values = taken | said
    void_on_change(found, stage, number, _as_claimed(session, found, number, before, said), written.values)
    if day is not None:
        void_on_step(session, found, stored, stage)
    written.day = day
    session.flush()
    void_on_decision(session, found, decided(steps))
    return written.id


def _as_claimed(
    session: Session, found: Application, number: str, before: Mapping[str, Any], said: Mapping[str, Any]
) -> Mapping[str, Any]:
    """What the papers of a stage told; the office may pay another advance than a claim asked for that went out."""
    paid = said.get("advance_amount")
    return {**before, "advance_amount": paid} if paid and is_out(session, found.id, number) else before


@usecase(label=N_("Write down the next day of a grant"), needs="subsidies.edit")
def keep_next_day(session: Session, key: UUID, day: date) -> None:
    """Write down by when the next step is to be done, as a notice says it, with the last step. Raises NothingNoted."""
    done = [each for each in steps_of(session, key) if each.day is not None]
    if not done:
        raise NothingNoted
    done[-1].values = {**done[-1].values, DUE: day.isoformat()}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


@usecase(label=N_("Take back the last step of a grant"), needs="subsidies.edit")
def take_step_back(session: Session, key: UUID, step: UUID) -> None:
    """Open the last step again; what was noted stays, unless the next time was begun already. Raises NotedLater."""
    found, stored = session.get_one(Application, key), steps_of(session, key)
    done = [each for each in stored if each.day is not None]
    if not done or done[-1].id != step:
        raise NotedLater
    back = done[-1]
    void_on_step(session, found, stored, back.stage)
    before = decided(as_steps(stored))
    _open_again(session, found, stored, back)
    session.flush()
    void_on_decision(session, found, before)


def _open_again(session: Session, found: Application, stored: Sequence[GrantStep], back: GrantStep) -> None:
    written = next((each for each in stored if each.stage == back.stage and each.day is None), None)
    if written is None:
        back.day = None
        return
    # the next time was begun already: it takes the place of the one that goes, and its papers are no more
    gone, begun = occasion(back.stage, stored, back.id), occasion(back.stage, stored)
    for which in (gone, begun):
        found.make_papers_void(which)
    for each in found.enclosures_of(gone):
        found.enclosures.remove(each)
    for each in found.enclosures_of(begun):
        each.stage = gone
    session.delete(back)


@usecase(label=N_("Keep a paper that came back"), needs="subsidies.edit")
def keep_returned(session: Session, key: UUID, stage: str, title: str, file_name: str, data: bytes) -> UUID:
    """Keep a notice or a stamped copy with the grant. Raises EnclosureTooLarge, EnclosureNotPdf."""
    require_fit(data)
    kept = put(session, session.get_one(Application, key), title, file_name, data, attachment=f"{RETURNED}{stage}")
    session.flush()
    return kept.id
