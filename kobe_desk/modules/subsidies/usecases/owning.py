"""A programme of one's own as it stands in its table, and back: the definition, its version, what is left to do."""

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core.japanese.fiscal_year import FiscalYear
from kobe_desk.core.text import _
from kobe_desk.modules.subsidies.model import Application, OwnProgramme
from kobe_desk.modules.subsidies.rules import build, lint
from kobe_desk.modules.subsidies.rules.definition import Programme
from kobe_desk.modules.subsidies.rules.problem import Problem
from kobe_desk.modules.subsidies.usecases.examples import examples_of, open_examples
from kobe_desk.modules.subsidies.usecases.facts import ProgrammeUnknown
from kobe_desk.modules.subsidies.usecases.proofs import Proof, known_of, proof_of

OWN = "own:"


def own_key(key: UUID) -> str:
    return f"{OWN}{key}"


def found_own(session: Session, key: str) -> OwnProgramme:
    """The programme behind a key. Raises ProgrammeUnknown."""
    found = session.get(OwnProgramme, UUID(key.removeprefix(OWN))) if key.startswith(OWN) else None
    if found is None:
        raise ProgrammeUnknown
    return found


def programme_of_own(found: OwnProgramme) -> Programme:
    return _programme(found.definition)


@lru_cache(maxsize=32)
def _programme(canonical: str) -> Programme:
    return build.of_stored(json.loads(canonical))


@lru_cache(maxsize=32)
def faults(canonical: str) -> tuple[Problem, ...]:
    """What has to be mended in a definition before anybody can apply with it."""
    return tuple(each for each in lint.problems(_programme(canonical)) if not each.hint)


def left_to_confirm(found: OwnProgramme, programme: Programme) -> int:
    """How many figures nobody has confirmed; once all are, how many worked examples nobody has looked at."""
    left = {each.at for each in programme.figures} - set(found.confirmed)
    return len(left) or len(open_examples(programme, found.confirmed, found.examples))


def own_proof(found: OwnProgramme) -> Proof | None:
    """The papers to look at before one can apply with it; None while anything else is left to do."""
    programme = programme_of_own(found)
    if faults(found.definition) or left_to_confirm(found, programme):
        return None
    return proof_of(programme, examples_of(programme, found.examples))


def is_proven(found: OwnProgramme) -> bool:
    """Whether somebody has looked at its papers, or need not yet."""
    proof = own_proof(found)
    return proof is None or known_of(proof) is not None


def keep_draft(found: OwnProgramme, definition: Mapping[str, Any], stored: Mapping[str, Any]) -> None:
    """Put a definition into its columns; layouts and papers stay those of `stored`."""
    made = build.of_stored({"forms": {}, "layouts": {}, **stored, "definition": definition})
    found.definition, found.sha256 = made.canonical, made.sha256


def write_definition(session: Session, found: OwnProgramme, definition: Mapping[str, Any]) -> None:
    """Change the definition; one that somebody has already is left as it is, and this becomes the next version."""
    stored = json.loads(found.definition)
    if definition == stored["definition"]:
        return
    if definition["programme"]["version"] == stored["definition"]["programme"]["version"] and _is_out(session, found):
        definition = {**definition, "programme": {**definition["programme"], "version": _next(definition)}}
    found.given = False
    keep_draft(found, definition, stored)


def _is_out(session: Session, found: OwnProgramme) -> bool:
    """Whether this version was written to a file, came in one, or an application carries it."""
    pinned = sa.select(Application.id).where(Application.sha256 == found.sha256).limit(1)
    return found.given or found.origin.get("sha256") == found.sha256 or session.scalar(pinned) is not None


def _next(definition: Mapping[str, Any]) -> str:
    year, _dot, number = definition["programme"]["version"].partition(".")
    return f"{year}.{int(number) + 1}"


def version_order(version: str) -> tuple[int, ...]:
    """2026.10 comes after 2026.9."""
    return tuple(map(int, version.split(".")))


def year_words(year: int) -> str:
    return FiscalYear(year).label if year else _("every year")
