"""Which programmes can be applied for: those that came with the program, and this year's copies made here."""

from dataclasses import replace

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core import clock
from kobe_desk.core.permission import query
from kobe_desk.modules.subsidies.model import OwnProgramme
from kobe_desk.modules.subsidies.rules import years
from kobe_desk.modules.subsidies.rules.definition import Programme
from kobe_desk.modules.subsidies.usecases.facts import NewerOne, OfferRow, ProgrammeUnknown
from kobe_desk.modules.subsidies.usecases.owning import faults, left_to_confirm, own_key, programme_of_own
from kobe_desk.modules.subsidies.usecases.shelf import shipped


@query(needs="subsidies.read")
def offers(session: Session) -> tuple[OfferRow, ...]:
    """What can be applied for: open ones first, then those of past years that lead into a copy of this year."""
    newest = {each.id: each.version for _key, each in sorted(shipped(), key=lambda named: named[1].version)}
    shelved = [_row(key, each, newest=each.version == newest[each.id]) for key, each in shipped()]
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
    """The definition of a past year behind an offer, shipped or made here. Raises ProgrammeUnknown, NewerOne."""
    found = dict(shipped()).get(key)
    if found is None:
        return offer(session, key).programme
    if any(each.id == found.id and each.version > found.version for _key, each in shipped()):
        raise NewerOne
    return found


def _row(key: str, programme: Programme, unconfirmed: int = 0, *, newest: bool = True) -> OfferRow:
    today = clock.today()
    opening = programme.window.on(today, programme.fiscal_year)
    past = years.past_year(programme, today) is not None
    return OfferRow(key, programme, opening.opens, opening.closes, past, unconfirmed, newest)


def _own_row(found: OwnProgramme) -> OfferRow:
    programme = programme_of_own(found)
    open_ones = left_to_confirm(found, programme)
    row = _row(own_key(found.id), programme, open_ones)
    return replace(row, faults=len(faults(found.definition)), own=True)
