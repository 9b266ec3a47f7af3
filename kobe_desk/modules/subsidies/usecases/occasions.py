"""Occasions of a stage: its steps, which time it is at, and papers of an occasion that no longer hold."""

from collections.abc import Sequence
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core.errors import UserError
from kobe_desk.core.text import N_
from kobe_desk.modules.subsidies.model import Application, ApplicationState, GrantStep, Submission
from kobe_desk.modules.subsidies.rules.disposal import asset_of
from kobe_desk.modules.subsidies.rules.later import LaterPaper
from kobe_desk.modules.subsidies.rules.life import DISPOSAL, Step


class StageIsDone(UserError):
    text = N_("This step is done, so what went with it stays. Take the step back first to change it.")


def steps_of(session: Session, key: UUID) -> list[GrantStep]:
    mine = sa.select(GrantStep).where(GrantStep.application_id == key).order_by(GrantStep.position)
    return list(session.scalars(mine))


def as_steps(stored: Sequence[GrantStep]) -> tuple[Step, ...]:
    """The steps of a grant as the rules know them."""
    return tuple(Step(each.stage, each.day, each.values) for each in stored)


def steps_before(step: GrantStep, stored: Sequence[GrantStep]) -> tuple[Step, ...]:
    """The steps that were done before this one."""
    return as_steps([each for each in stored if each.day is not None and each.position < step.position])


def occasion(stage: str, stored: Sequence[GrantStep], step: UUID | None = None) -> str:
    """Which time a stage is at: changed.1 is the first change, changed.2 the next; `step` is a done one to name."""
    done = [each.id for each in stored if each.stage == stage and each.day is not None]
    number = done.index(step) + 1 if step in done else len(done) + 1
    return f"{stage}.{number}"


def require_at_hand(session: Session, key: UUID, stage: str) -> None:
    """An occasion that is done stays as it went out. Raises StageIsDone."""
    if stage != occasion(stage.rpartition(".")[0], steps_of(session, key)):
        raise StageIsDone


def step_at(stage: str, stored: Sequence[GrantStep]) -> GrantStep | None:
    """The step of an occasion (changed.2), done or being written; None before anything of it was written."""
    name = stage.rpartition(".")[0]
    mine = [each for each in stored if each.stage == name]
    return next((each for each in mine if occasion(name, stored, each.id if each.day else None) == stage), None)


def begin_step(session: Session, key: UUID, stage: str, stored: Sequence[GrantStep]) -> GrantStep:
    """A step that is being written, with nothing noted yet."""
    step = GrantStep(application_id=key, stage=stage, values={})
    step.position = max((each.position for each in stored), default=0) + 1
    session.add(step)
    return step


def void_paper(session: Session, programme_id: str, version: str, paper: LaterPaper) -> None:
    """Papers of the occasions at hand look otherwise from now on. What was handed in stays as it went out."""
    mine = sa.select(Application).where(
        Application.programme_id == programme_id,
        Application.programme_version == version,
        Application.state == ApplicationState.SUBMITTED,
    )
    for each in session.scalars(mine):
        for at in _at_hand(each, paper.stage, steps_of(session, each.id)):
            if any(kept.form == paper.name for kept in each.papers_of(at)):
                void_unless_out(session, each, at)


def _at_hand(found: Application, stage: str, stored: Sequence[GrantStep]) -> frozenset[str]:
    """The occasion a stage is at; of disposals (財産処分) each thing is one."""
    return disposals_of(found) if stage == DISPOSAL.id else frozenset({occasion(stage, stored)})


def disposals_of(found: Application) -> frozenset[str]:
    """The occasions of disposals (財産処分) that papers were made for."""
    return frozenset(each.stage for each in found.papers if asset_of(each.stage))


def void_unless_out(session: Session, found: Application, stage: str) -> None:
    """The papers of an occasion have to be made again; what was handed in stays as it went out."""
    if not is_out(session, found.id, stage):
        found.make_papers_void(stage)


def is_out(session: Session, key: UUID, stage: str) -> bool:
    """Whether the papers of an occasion were exported."""
    sent = sa.select(Submission.id).where(Submission.application_id == key, Submission.stage == stage).limit(1)
    return session.scalar(sent) is not None
