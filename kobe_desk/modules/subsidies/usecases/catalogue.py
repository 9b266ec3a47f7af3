"""Which programmes can be applied for: those that came with the program, and this year's copies made here."""

from collections.abc import Mapping
from dataclasses import replace

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core import clock
from kobe_desk.core.permission import query
from kobe_desk.modules.subsidies.model import OwnProgramme
from kobe_desk.modules.subsidies.rules import years
from kobe_desk.modules.subsidies.rules.definition import Programme
from kobe_desk.modules.subsidies.rules.problem import Problem
from kobe_desk.modules.subsidies.usecases.facts import NewerOne, OfferRow, PapersNotAsPromised, ProgrammeUnknown
from kobe_desk.modules.subsidies.usecases.owning import (
    faults,
    is_proven,
    left_to_confirm,
    own_key,
    own_proof,
    programme_of_own,
)
from kobe_desk.modules.subsidies.usecases.proofs import Found, Proof, keep_known, known_of, proof_of
from kobe_desk.modules.subsidies.usecases.shelf import Shelved, shelf, shipped


@query(needs="subsidies.read")
def offers(session: Session) -> tuple[OfferRow, ...]:
    """What can be applied for: open ones first, then those of past years that lead into a copy of this year."""
    newest = {each.id: each.version for _key, each in sorted(shipped(), key=lambda named: named[1].version)}
    shelved = [_shelved(each, newest) for each in shelf()]
    own = [_own_row(each) for each in session.scalars(sa.select(OwnProgramme))]
    renewed = {each.programme.id for each in own if not each.past}
    rows = [*own, *(each for each in shelved if not (each.past and each.newest and each.programme.id in renewed))]
    return tuple(sorted(rows, key=_order))


def _order(row: OfferRow) -> tuple[object, ...]:
    """Open ones by their last day, practice after them; those of past years from the newest year on, by title."""
    if row.past:
        return True, -(row.programme.fiscal_year or 0), row.programme.title
    return False, row.programme.teaching, row.closes


@query(needs="subsidies.read")
def offer(session: Session, key: str) -> OfferRow:
    """One programme on offer. Raises ProgrammeUnknown."""
    found = next((each for each in offers(session) if each.key == key), None)
    if found is None:
        raise ProgrammeUnknown
    return found


def past_offer(session: Session, key: str) -> Programme:
    """The definition of a past year behind an offer, shipped or made here.

    Raises ProgrammeUnknown, NewerOne, PapersNotAsPromised.
    """
    found = next((each for each in shelf() if each.name == key), None)
    if found is None:
        return offer(session, key).programme
    programme = found.programme
    if any(each.id == programme.id and each.version > programme.version for _key, each in shipped()):
        raise NewerOne
    refuse_unmet(programme, known_of(_proof(found)) or ())
    return programme


def refuse_unmet(programme: Programme, unmet: tuple[Problem, ...]) -> None:
    """Raises PapersNotAsPromised."""
    if unmet:
        raise PapersNotAsPromised(title=programme.title, problem=unmet[0].sentence())


@query(needs="subsidies.read")
def unproven(session: Session, keys: tuple[str, ...] = ()) -> tuple[Proof, ...]:
    """The programmes (all, or those of `keys`) whose papers nobody has looked at; one's own once nothing else is left.

    They are looked at in the workshop (`exchange.prove`), and what is found is told to `note_proven`.
    """
    wanted = [each for each in shelf() if not keys or each.name in keys]
    own = [each for each in session.scalars(sa.select(OwnProgramme)) if not keys or own_key(each.id) in keys]
    found = (*map(_proof, wanted), *(proof for each in own if (proof := own_proof(each))))
    return tuple(each for each in found if known_of(each) is None)


@query(needs="subsidies.read")
def note_proven(_session: Session, found: Found) -> None:
    """Remember what was found on papers. Nothing of it is on the desk."""
    keep_known(found)


def _proof(each: Shelved) -> Proof:
    return proof_of(each.programme, each.examples)


def _row(key: str, programme: Programme, unconfirmed: int = 0, *, newest: bool = True) -> OfferRow:
    today = clock.today()
    opening = programme.window.on(today, programme.fiscal_year)
    past = years.past_year(programme, today) is not None
    return OfferRow(key, programme, opening.opens, opening.closes, past, unconfirmed, newest)


def _shelved(each: Shelved, newest: Mapping[str, str]) -> OfferRow:
    row = _row(each.name, each.programme, newest=each.programme.version == newest[each.programme.id])
    known = known_of(_proof(each))
    return replace(row, unmet=known or (), tried=known is not None)


def _own_row(found: OwnProgramme) -> OfferRow:
    programme = programme_of_own(found)
    open_ones = left_to_confirm(found, programme)
    row = _row(own_key(found.id), programme, open_ones)
    return replace(row, faults=len(faults(found.definition)), own=True, tried=is_proven(found))
