"""A newer version of the programme that an application was begun with: what it changes, and going on with it."""

import json
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core.errors import UserError
from kobe_desk.core.permission import query, usecase
from kobe_desk.core.text import N_
from kobe_desk.modules.subsidies.model import Application, ApplicationState, GrantStep, OwnProgramme, StoredAnswer
from kobe_desk.modules.subsidies.rules import editing
from kobe_desk.modules.subsidies.rules.definition import Programme
from kobe_desk.modules.subsidies.usecases.facts import GrantUnderWay
from kobe_desk.modules.subsidies.usecases.owning import faults, left_to_confirm, programme_of_own, version_order
from kobe_desk.modules.subsidies.usecases.programmes.editing import DifferenceRow, difference
from kobe_desk.modules.subsidies.usecases.shelf import shipped
from kobe_desk.modules.subsidies.usecases.storing import answers_of, programme_of, store


class NothingNewer(UserError):
    text = N_("There is no newer version of this programme any more. Nothing was changed.")


@query(needs="subsidies.read")
def newer_version(session: Session, key: UUID) -> DifferenceRow | None:
    """What a newer version for the same year changes for an application; None without one, or once it is handed in."""
    found = session.get_one(Application, key)
    newer = None if _is_settled(session, found) else _newer(session, found)
    return difference(programme_of(found), newer) if newer else None


@query(needs="subsidies.read")
def newer_versions(session: Session, keys: tuple[UUID, ...]) -> tuple[tuple[UUID, DifferenceRow], ...]:
    """What newer versions change for several applications: those that have one."""
    found = ((key, newer_version(session, key)) for key in keys)
    return tuple((key, row) for key, row in found if row is not None)


def newer_one(session: Session, found: Application) -> str:
    """The newer version that an application could go on with; empty without one."""
    newer = None if _is_settled(session, found) else _newer(session, found)
    return newer.version if newer else ""


@usecase(label=N_("Go on with the newer version"), needs="subsidies.edit")
def take_newer_version(session: Session, key: UUID) -> None:
    """Let an application rest on the newer version. Every answer stays; those of changed questions are marked 要確認.

    Renamed questions take their answers along (`migrate`). An answer whose question is gone is kept beside, and comes
    back with its question. Papers made before become void. Raises NothingNewer, GrantUnderWay.
    """
    found = session.get_one(Application, key)
    if _is_settled(session, found):
        raise GrantUnderWay
    newer = _newer(session, found)
    if newer is None:
        raise NothingNewer
    before = programme_of(found)
    _rename(found, before, newer)
    found.definition, found.sha256, found.programme_version = newer.canonical, newer.sha256, newer.version
    found.title = newer.title
    if found.page not in {each.id for each in newer.pages}:
        found.page = newer.pages[0].id
    store(found, answers_of(found, newer).marked_stale(changed_questions(before, newer)))
    found.make_papers_void()
    session.flush()


def changed_questions(before: Programme, now: Programme) -> frozenset[str]:
    """The questions that are asked otherwise than before: their words, bounds or choices."""
    changes = editing.differences(before.data["definition"], now.data["definition"])
    steps = [each.at.split("/") for each in changes if each.thing != "moved"]
    lists = {each[1] for each in steps if each[0] == "choices"}
    found = {name for name, field in now.fields.items() if field.choices in lists and field.choices}
    for each in steps:
        if each[0] == "page" and len(each) > 3:  # noqa: PLR2004 - page, its id, field or table, the id
            column = f".{each[5]}" if len(each) > 5 and each[4] == "columns" else ""  # noqa: PLR2004
            found.add(f"{each[3]}{column}")
    return frozenset(found & before.fields.keys() & now.fields.keys())


def _rename(found: Application, before: Programme, newer: Programme) -> None:
    taken = {each.field for each in found.answers}
    for each in found.answers:
        new = _renamed(each, newer)
        if new and each.field in before.fields and new in newer.fields and new not in taken:
            each.field = new


def _renamed(answer: StoredAnswer, newer: Programme) -> str:
    return newer.migrate.get(answer.field, "")


def _is_settled(session: Session, found: Application) -> bool:
    if found.state == ApplicationState.SUBMITTED:
        return True
    step = sa.select(GrantStep.id).where(GrantStep.application_id == found.id, GrantStep.day.is_not(None)).limit(1)
    return session.scalar(step) is not None


def _newer(session: Session, found: Application) -> Programme | None:
    """The newest version that can be applied with, for the year of the application."""
    here = version_order(found.programme_version)
    known = [each for each in _offered(session, found) if version_order(each.version) > here]
    return max(known, key=lambda each: version_order(each.version), default=None)


def _offered(session: Session, found: Application) -> list[Programme]:
    year = json.loads(found.definition)["definition"]["programme"]["fiscal_year"]
    rows = session.scalars(sa.select(OwnProgramme).where(OwnProgramme.programme_id == found.programme_id))
    own = [
        programme
        for row in rows
        if not left_to_confirm(row, programme := programme_of_own(row)) and not faults(row.definition)
    ]
    on_shelf = [each for _key, each in shipped() if each.id == found.programme_id]
    said = None if year == "every" else int(year)
    return [each for each in (*own, *on_shelf) if each.fiscal_year == said]
