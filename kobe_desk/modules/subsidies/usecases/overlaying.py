"""The funder's own forms (窓口の様式): taken in for a form of a programme, boxes laid on them, put to use."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core.errors import UserError
from kobe_desk.core.permission import query, usecase
from kobe_desk.core.text import N_
from kobe_desk.modules.subsidies.model import Application, ApplicationState, OwnForm, PaperContent
from kobe_desk.modules.subsidies.rules import layout
from kobe_desk.modules.subsidies.rules.definition import FormSpec, Programme
from kobe_desk.modules.subsidies.rules.later import form_of, laid_on, paper_of, papers_at, stage_of
from kobe_desk.modules.subsidies.rules.layout import Box
from kobe_desk.modules.subsidies.rules.life import DISPOSAL
from kobe_desk.modules.subsidies.rules.problem import Problem
from kobe_desk.modules.subsidies.usecases.enclosing import keep_bytes
from kobe_desk.modules.subsidies.usecases.facts import OverlaidForm
from kobe_desk.modules.subsidies.usecases.occasions import void_paper
from kobe_desk.modules.subsidies.usecases.storing import programme_of

Sizes = tuple[tuple[float, float], ...]


class LayoutFaulty(UserError):
    text = N_("This form cannot be used yet. {problem}")


class NothingPlaced(UserError):
    text = N_("This form cannot be used yet. Lay at least one box on it.")


@dataclass(frozen=True, slots=True)
class TakenForm:
    """A funder's form as read from its file: its pages made flat."""

    file_name: str
    sha256: str
    pdf: bytes
    sizes: Sizes
    had_fields: bool = False


@dataclass(frozen=True, slots=True)
class OwnFormRow:
    """A form of a programme, and the funder's own PDF for it if one was taken in (`id` is None without)."""

    form: FormSpec
    id: UUID | None = None
    file_name: str = ""
    sizes: Sizes = ()
    boxes: tuple[Box, ...] = ()
    in_use: bool = False
    faults: tuple[Problem, ...] = ()
    gaps: tuple[Problem, ...] = ()
    stage: str = ""
    """The title of the later stage it is a paper of; empty for a form of the application."""


@dataclass(frozen=True, slots=True)
class FormsRow:
    """The forms of the programme an application is for, or those of a later stage of its grant (`stage`: its title)."""

    programme: Programme
    forms: tuple[OwnFormRow, ...]
    stage: str = ""


@query(needs="subsidies.read")
def own_forms(session: Session, key: UUID, stage: str = "") -> FormsRow:
    """The forms an application consists of, or those of a later stage, with the funder's own where there are such."""
    programme = programme_of(session.get_one(Application, key))
    kept = {each.form: each for each in _kept(session, programme)}
    forms = [form_of(programme, each) for each in papers_at(programme, stage)] if stage else _first(programme)
    title = next((each.title for each in (*programme.stages, DISPOSAL) if each.id == stage), "")
    return FormsRow(programme, tuple(_row(each, kept.get(each.id), programme, title) for each in forms), title)


def _first(programme: Programme) -> list[FormSpec]:
    """The forms of the application itself."""
    first = programme.stages[0].forms if programme.stages else ()
    return [each for each in programme.forms if not first or each.id in first]


@query(needs="subsidies.read")
def own_form(session: Session, key: UUID, form: str) -> OwnFormRow:
    """One form of the programme an application is for, or a paper of a later stage."""
    return next(each for each in own_forms(session, key, stage_of(form)).forms if each.form.id == form)


@query(needs="subsidies.read")
def own_form_bytes(session: Session, key: UUID) -> bytes:
    """The funder's form, flat."""
    return session.get_one(PaperContent, session.get_one(OwnForm, key).content).data


@usecase(label=N_("Take in the office's form"), needs="subsidies.edit")
def take_form(session: Session, application: UUID, form: str, taken: TakenForm) -> UUID:
    """Keep the funder's PDF for a form; boxes that were laid before stay, and are looked at before it is used."""
    programme = programme_of(session.get_one(Application, application))
    found = next((each for each in _kept(session, programme) if each.form == form), None)
    if found is None:
        found = OwnForm(programme_id=programme.id, programme_version=programme.version, form=form, layout={})
        session.add(found)
    _make_void_if_used(session, found)
    found.file_name, found.sha256 = PurePath(taken.file_name).name, taken.sha256
    found.sizes = [list(each) for each in taken.sizes]
    found.content, found.in_use = keep_bytes(session, taken.pdf), False
    session.flush()
    return found.id


@usecase(label=N_("Lay boxes on a form"), needs="subsidies.edit")
def keep_boxes(session: Session, application: UUID, key: UUID, boxes: Sequence[Box]) -> None:
    """Keep the boxes; a form that is no longer right is not used until it is. Papers made with others become void."""
    found = session.get_one(OwnForm, key)
    programme = programme_of(session.get_one(Application, application))
    laid = layout.to_data(found.form, boxes, len(found.sizes)) if boxes else {}
    if laid != found.layout:
        _make_void_if_used(session, found)
    found.layout = laid
    if not boxes or layout.faults(boxes, _sizes(found), laid_on(programme, found.form)):
        found.in_use = False


@usecase(label=N_("Use the office's form"), needs="subsidies.edit")
def use_form(session: Session, application: UUID, key: UUID, used: bool) -> None:
    """From now on the paper is written on the funder's form, or on ours again; papers made before become void.

    Raises NothingPlaced, LayoutFaulty.
    """
    found = session.get_one(OwnForm, key)
    if used:
        boxes = _boxes(found)
        programme = programme_of(session.get_one(Application, application))
        if not boxes:
            raise NothingPlaced
        wrong = layout.faults(boxes, _sizes(found), laid_on(programme, found.form))
        if wrong:
            raise LayoutFaulty(problem=wrong[0].message())
    if found.in_use != used:
        _make_void(session, found)
    found.in_use = used


@usecase(label=N_("Take the office's form out"), needs="subsidies.edit")
def remove_form(session: Session, key: UUID) -> None:
    """Take the funder's form out again, with its boxes; the paper is ours again."""
    found = session.get_one(OwnForm, key)
    _make_void_if_used(session, found)
    session.delete(found)


def _make_void_if_used(session: Session, found: OwnForm) -> None:
    if found.in_use:
        _make_void(session, found)


def _make_void(session: Session, found: OwnForm) -> None:
    """無効（差替え）: papers made of this form look otherwise from now on. What was handed in stays as it went out."""
    paper = paper_of(found.form)
    if paper is not None:
        void_paper(session, found.programme_id, found.programme_version, paper)
        return
    mine = sa.select(Application).where(
        Application.programme_id == found.programme_id,
        Application.programme_version == found.programme_version,
        Application.state != ApplicationState.SUBMITTED,
    )
    for each in session.scalars(mine):
        if any(paper.form == found.form for paper in each.papers_of()):
            each.make_papers_void()


def forms_in_use(session: Session, programme: Programme, stage: str = "") -> tuple[OverlaidForm, ...]:
    """The forms of an application, or of a later stage, that are written on the funder's own PDF."""
    return tuple(
        OverlaidForm(each.form, session.get_one(PaperContent, each.content).data, _sizes(each), _boxes(each))
        for each in _kept(session, programme)
        if each.in_use and stage_of(each.form) == stage
    )


@query(needs="subsidies.read")
def later_forms_in_use(session: Session, key: UUID, stage: str) -> tuple[OverlaidForm, ...]:
    """The papers of a later stage that are written on the funder's own PDF."""
    return forms_in_use(session, programme_of(session.get_one(Application, key)), stage)


def _kept(session: Session, programme: Programme) -> tuple[OwnForm, ...]:
    mine = sa.select(OwnForm).where(
        OwnForm.programme_id == programme.id, OwnForm.programme_version == programme.version
    )
    return tuple(session.scalars(mine))


def _row(form: FormSpec, found: OwnForm | None, programme: Programme, stage: str) -> OwnFormRow:
    if found is None:
        return OwnFormRow(form, stage=stage)
    boxes, sizes, known = _boxes(found), _sizes(found), laid_on(programme, form.id)
    return OwnFormRow(
        form, found.id, found.file_name, sizes, boxes, found.in_use,
        layout.faults(boxes, sizes, known), layout.gaps(boxes, known, form), stage,
    )  # fmt: skip


def _boxes(found: OwnForm) -> tuple[Box, ...]:
    return layout.of_data(found.layout) if found.layout else ()


def _sizes(found: OwnForm) -> Sizes:
    return tuple((float(width), float(height)) for width, height in found.sizes)
