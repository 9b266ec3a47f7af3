"""The papers of a later stage (変更, 実績報告, 請求 …): kept, signed and handed in like those of the application."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from kobe_desk.core import clock
from kobe_desk.core.permission import query, usecase
from kobe_desk.core.text import N_
from kobe_desk.modules.subsidies.model import Application, ApplicationState, GrantStep
from kobe_desk.modules.subsidies.rules.disposal import asset_of
from kobe_desk.modules.subsidies.rules.life import BESIDE, CHANGED, SPENT, Decided, decided, stands_on_papers
from kobe_desk.modules.subsidies.usecases.declining import standing_decline
from kobe_desk.modules.subsidies.usecases.editions import keep_edition, send
from kobe_desk.modules.subsidies.usecases.facts import ApplicationRow, PaperRequest
from kobe_desk.modules.subsidies.usecases.granting.changing import require_rules
from kobe_desk.modules.subsidies.usecases.granting.facts import BookChanged, NotHandedIn
from kobe_desk.modules.subsidies.usecases.granting.spent import spent_mark
from kobe_desk.modules.subsidies.usecases.granting.wanted import require_enclosed
from kobe_desk.modules.subsidies.usecases.occasions import (
    as_steps,
    begin_step,
    disposals_of,
    is_out,
    occasion,
    step_at,
    steps_before,
    steps_of,
    void_unless_out,
)
from kobe_desk.modules.subsidies.usecases.ordering import PackageOrder, SigningOrder, package_of, papers_to_sign
from kobe_desk.modules.subsidies.usecases.reading import packages_of
from kobe_desk.modules.subsidies.usecases.signers import SigningRow, state_of
from kobe_desk.modules.subsidies.usecases.storing import paper_row, row_of
from kobe_desk.modules.subsidies.usecases.writing import STAYS_SENT, require_signed

REST_ON_COSTS = ("report", "stopped", "claim", "progress")
"""Stages whose papers tell what was spent."""


@usecase(label=N_("Make the papers of a stage"), needs="subsidies.edit")
def keep_later_papers(session: Session, key: UUID, stage: str, papers: tuple[PaperRequest, ...]) -> tuple[UUID, ...]:
    """Keep the papers of an occasion of a stage, ready to be signed; those made before become void (無効（差替え）).

    Raises NotHandedIn, ChangeBreaksRules, EnclosuresMissing.
    """
    found = session.get_one(Application, key)
    if found.state != ApplicationState.SUBMITTED:
        raise NotHandedIn
    _require_rules(session, found, stage)
    require_enclosed(session, found, stage)
    found.make_papers_void(stage)
    _mark_spent(session, key, stage)
    return keep_edition(session, found, stage, papers)


def _require_rules(session: Session, found: Application, stage: str) -> None:
    """A change is held to the rules of its programme. Raises ChangeBreaksRules."""
    stored = steps_of(session, found.id)
    step = step_at(stage, stored)
    if step is not None and step.stage == CHANGED:
        require_rules(row_of(found), steps_before(step, stored), step.values)


def _mark_spent(session: Session, key: UUID, stage: str) -> None:
    """Write down with a step what its papers tell of the cash book."""
    name, stored = stage.rpartition(".")[0], steps_of(session, key)
    if name not in REST_ON_COSTS:
        return
    step = step_at(stage, stored) or begin_step(session, key, name, stored)
    step.values = {**step.values, SPENT: spent_mark(session, key)}


def _require_book(session: Session, key: UUID, stage: str) -> None:
    """The cash book says what these papers tell of it. Raises BookChanged."""
    if _book_changed(session, key, stage):
        raise BookChanged


def _book_changed(session: Session, key: UUID, stage: str) -> bool:
    step = step_at(stage, steps_of(session, key))
    mark = step.values.get(SPENT) if step else None
    return mark is not None and mark != spent_mark(session, key) and not is_out(session, key, stage)


def void_on_change(
    found: Application, stage: str, number: str, before: Mapping[str, Any], after: Mapping[str, Any]
) -> None:
    """What the papers of a stage say was written otherwise: they have to be made again."""
    names = (name for name in {**before, **after} if stands_on_papers(stage, name))
    if any(before.get(name) != after.get(name) for name in names):
        found.make_papers_void(number)


def void_on_costs(session: Session, found: Application, stored: Sequence[GrantStep]) -> None:
    """What is spent has changed: papers that tell it and were not handed in have to be made again."""
    for stage in REST_ON_COSTS:
        void_unless_out(session, found, occasion(stage, stored))


def void_on_step(session: Session, found: Application, stored: Sequence[GrantStep], moved: str) -> None:
    """A step that others rest on is done, or open again: papers of the others have to be made again.

    They tell what was decided, changed, paid in advance or settled before. What was handed in stays as it went out.
    Nothing rests on a step beside the way, and a disposal (財産処分) on the register and the decision alone.
    """
    if moved in BESIDE:
        return
    stages = {each.stage.rpartition(".")[0] for each in found.papers if each.stage and not asset_of(each.stage)}
    for stage in stages - {moved}:
        void_unless_out(session, found, occasion(stage, stored))


def void_on_decision(session: Session, found: Application, before: Decided) -> None:
    """The decision is another one than before: an application for a disposal (財産処分) that tells it is made again."""
    if decided(as_steps(steps_of(session, found.id))) == before:
        return
    for at in disposals_of(found):
        void_unless_out(session, found, at)


@query(needs="subsidies.read")
def later_signing(session: Session, key: UUID, stage: str) -> SigningRow:
    """Who has signed the papers of an occasion of a stage, and who is to sign; none where the cash book has changed."""
    back = standing_decline(session, key, stage)
    row = _row(session, key, stage)
    row = replace(row, papers=()) if _book_changed(session, key, stage) else row
    return state_of(session, (row,), packages_of(session, key, stage), (back,) if back else ())


@query(needs="subsidies.read")
def later_signing_order(session: Session, key: UUID, stage: str, role: str) -> SigningOrder:
    """The papers of an occasion that wait for an office. Raises NoSigningKey, BookChanged."""
    _require_book(session, key, stage)
    return papers_to_sign(session, _row(session, key, stage), role)


@query(needs="subsidies.read")
def later_package_order(session: Session, key: UUID, stage: str) -> PackageOrder:
    """What the package of an occasion is made of.

    Raises NotSignedYet, PapersChanged, BookChanged, NoSigningRoot, NoSigningKey.
    """
    _require_book(session, key, stage)
    require_signed(session.get_one(Application, key), stage)
    return package_of(session, _row(session, key, stage))


@usecase(label=N_("Export the package of a stage"), needs="subsidies.submit", undo=STAYS_SENT)
def record_later_package(session: Session, key: UUID, stage: str, file_name: str, sha256: str) -> UUID:
    """Write down that the papers of an occasion were exported. Raises NotSignedYet, PapersChanged, BookChanged."""
    _require_book(session, key, stage)
    require_signed(session.get_one(Application, key), stage)
    return send(session, key, stage, clock.today(), file_name, sha256)


def _row(session: Session, key: UUID, stage: str) -> ApplicationRow:
    """The application with the papers of the occasion in place of its own."""
    found = session.get_one(Application, key)
    return replace(row_of(found), papers=tuple(paper_row(each) for each in found.papers_of(stage)))
