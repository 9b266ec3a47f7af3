"""A programme given to another association and taken in from one, with its origin and its fingerprint."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core import clock
from kobe_desk.core.errors import UserError
from kobe_desk.core.permission import NoUndo, query, usecase
from kobe_desk.core.text import N_
from kobe_desk.modules.association.usecases import profile
from kobe_desk.modules.subsidies.model import Application, OwnProgramme, OwnProgrammeForm, PaperContent
from kobe_desk.modules.subsidies.rules import build
from kobe_desk.modules.subsidies.rules.bundle import Bundle
from kobe_desk.modules.subsidies.rules.definition import Programme
from kobe_desk.modules.subsidies.rules.pack import Origin, grouped
from kobe_desk.modules.subsidies.usecases.enclosing import keep_bytes
from kobe_desk.modules.subsidies.usecases.examples import examples_of
from kobe_desk.modules.subsidies.usecases.owning import (
    faults,
    found_own,
    left_to_confirm,
    own_key,
    programme_of_own,
    version_order,
)
from kobe_desk.modules.subsidies.usecases.programmes.editing import DifferenceRow, difference
from kobe_desk.modules.subsidies.usecases.shelf import shipped

STAYS_GIVEN = NoUndo(N_("What was given away cannot be called back. A later change becomes the next version."))


class NotReadyToGive(UserError):
    text = N_("This programme is not finished: {count} things are left to mend or to confirm. Please finish it first.")


class AlreadyHere(UserError):
    text = N_("Version {version} of this programme is on this desk already, word for word. Nothing had to be taken in.")


class SameVersionDiffers(UserError):
    text = N_(
        "Another version {version} of this programme is on this desk, with another fingerprint. Nothing was taken in. "
        "Please ask the sender whose is right; whoever changed it saves it again, which makes the next version."
    )


class NewerIsHere(UserError):
    text = N_("Version {here} of this programme is on this desk, which is newer than {version}. Nothing was taken in.")


@dataclass(frozen=True, slots=True)
class GivenRow:
    """A programme ready to be written to a file."""

    key: str
    programme: Programme
    content: Bundle
    association: str
    """The name that can be put into the file, if it is wished."""

    @property
    def fingerprint(self) -> str:
        return grouped(self.programme.sha256)


@dataclass(frozen=True, slots=True)
class Received:
    """A programme's file that was read and found sound; nothing of it is on the desk yet."""

    file_name: str
    programme: Programme
    content: Bundle
    origin: Origin

    @property
    def fingerprint(self) -> str:
        return grouped(self.programme.sha256)


@query(needs="subsidies.read")
def programme_to_give(session: Session, key: str) -> GivenRow:
    """A programme of one's own with all that goes into its file. Raises NotReadyToGive."""
    found = found_own(session, key)
    programme = programme_of_own(found)
    left = len(faults(found.definition)) or left_to_confirm(found, programme)
    if left:
        raise NotReadyToGive(count=left)
    forms = {each.name: session.get_one(PaperContent, each.content).data for each in found.forms}
    data = programme.data
    content = Bundle(data["definition"], data.get("layouts", {}), examples_of(programme, found.examples), forms)
    house = profile(session)
    return GivenRow(key, programme, content, house.name if house else "")


@usecase(label=N_("Write a programme to a file"), needs="subsidies.edit", undo=STAYS_GIVEN)
def note_given(session: Session, key: str) -> None:
    """Note that others have this version now: the next change of it makes the next version."""
    found_own(session, key).given = True
    session.flush()


@query(needs="subsidies.read")
def compare_received(session: Session, received: Received) -> DifferenceRow:
    """What a file would change here. Raises AlreadyHere, SameVersionDiffers, NewerIsHere."""
    _place(session, received.programme)
    return difference(_newest(session, received.programme), received.programme)


@usecase(label=N_("Take in a programme"), needs="subsidies.edit")
def take_programme(session: Session, received: Received) -> str:
    """Put a programme from a file on this desk. Applications that were begun keep the version they have.

    Figures that its writer confirmed count as confirmed. Returns its key. Raises as `compare_received`.
    """
    programme = received.programme
    found = _place(session, programme)
    before = _newest(session, programme)
    if found is None:
        found = OwnProgramme(programme_id=programme.id, fiscal_year=programme.fiscal_year or 0)
        session.add(found)
    found.before = before.canonical if before else ""
    found.definition, found.sha256 = programme.canonical, programme.sha256
    found.examples = dict(received.content.examples)
    found.confirmed = [each.at for each in programme.figures if not each.unverified]
    found.origin = {
        **received.origin.as_data(),
        "sha256": programme.sha256,
        "taken": clock.today().isoformat(),
        "file": received.file_name,
    }
    found.given = False
    found.forms = [
        OwnProgrammeForm(name=name, content=keep_bytes(session, data)) for name, data in received.content.forms.items()
    ]
    session.flush()
    return own_key(found.id)


def _place(session: Session, programme: Programme) -> OwnProgramme | None:
    """The row that a programme takes: that of its year, or None for a new one."""
    for sha256 in _of_version(session, programme):
        if sha256 != programme.sha256:
            raise SameVersionDiffers(version=programme.version)
    found = session.scalars(
        sa.select(OwnProgramme).where(
            OwnProgramme.programme_id == programme.id, OwnProgramme.fiscal_year == (programme.fiscal_year or 0)
        )
    ).first()
    if found is None:
        return None
    here = programme_of_own(found)
    if here.sha256 == programme.sha256:
        raise AlreadyHere(version=programme.version)
    if version_order(here.version) > version_order(programme.version):
        raise NewerIsHere(here=here.version, version=programme.version)
    return found


def _of_version(session: Session, programme: Programme) -> Iterator[str]:
    """The fingerprints that this version has here: on the shelf, among one's own, in applications."""
    yield from (each.sha256 for _key, each in shipped() if (each.id, each.version) == (programme.id, programme.version))
    yield from session.scalars(
        sa.select(Application.sha256).where(
            Application.programme_id == programme.id, Application.programme_version == programme.version
        )
    )
    yield from (each.sha256 for each in _own(session, programme.id) if each.version == programme.version)


def _own(session: Session, programme_id: str) -> list[Programme]:
    rows = session.scalars(sa.select(OwnProgramme).where(OwnProgramme.programme_id == programme_id))
    return [build.of_stored(json.loads(each.definition)) for each in rows]


def _newest(session: Session, programme: Programme) -> Programme | None:
    """The newest version here that is not newer than the given one."""
    known = [*_own(session, programme.id), *(each for _key, each in shipped() if each.id == programme.id)]
    older = [each for each in known if version_order(each.version) < version_order(programme.version)]
    return max(older, key=_age, default=None)


def _age(programme: Programme) -> Any:
    return version_order(programme.version)


__all__ = (
    "AlreadyHere",
    "GivenRow",
    "NewerIsHere",
    "NotReadyToGive",
    "Origin",
    "Received",
    "SameVersionDiffers",
    "compare_received",
    "note_given",
    "programme_to_give",
    "take_programme",
)
