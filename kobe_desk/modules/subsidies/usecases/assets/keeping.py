"""What is done with the register: things are taken in, changed, looked at, taken out."""

from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core import numbers
from kobe_desk.core.japanese import era
from kobe_desk.core.permission import usecase
from kobe_desk.core.text import N_
from kobe_desk.modules.association.model import Association
from kobe_desk.modules.ledger.usecases import year_of
from kobe_desk.modules.subsidies.model import Allocation, Application, Asset
from kobe_desk.modules.subsidies.usecases.assets.disposing import on_paper, there, void_if_changed
from kobe_desk.modules.subsidies.usecases.assets.facts import (
    AssetName,
    AssetRequest,
    BoughtLater,
    CheckRequest,
    InRegisterAlready,
    LifeUnclear,
    PriceMissing,
    ShareTooLarge,
)
from kobe_desk.modules.subsidies.usecases.assets.reading import proposed

SERIES = "asset"


@usecase(label=N_("Take a cost into the register of equipment"), needs="subsidies.edit")
def register_allocated(session: Session, allocation: UUID) -> UUID:
    """In one step: what the cash book and the grant know of it; place and keeper follow. Raises InRegisterAlready."""
    found = next((each for each in proposed(session) if each.id == allocation), None)
    if found is None or found.price < 1:
        raise InRegisterAlready
    cost = session.get_one(Allocation, allocation)
    made = Asset(number=_number(session, found.day), name=found.text, bought=found.day, price=found.price,
                 share=found.share, application_id=cost.application_id, entry_id=cost.entry_id,
                 programme=found.programme)  # fmt: skip
    session.add(made)
    session.flush()
    return made.id


@usecase(label=N_("Write into the register of equipment"), needs="subsidies.edit")
def save_asset(session: Session, request: AssetRequest, key: UUID | None = None) -> UUID:
    """A thing that is new in the register, or what is known of it now. Raises a refusal at the field it is about."""
    _check(request)
    found = session.get_one(Asset, key) if key else Asset(number=_number(session, request.bought))
    before = on_paper(found)
    found.name, found.bought = request.name.strip(), request.bought
    found.price, found.share = request.price, request.share
    found.application_id = request.application
    found.programme = request.programme.strip()
    if request.application is not None:
        found.programme = session.get_one(Application, request.application).title
    found.place, found.keeper = request.place.strip(), request.keeper.strip()
    found.life, found.limit, found.check_next = request.life, request.limit, request.check_next
    if key:
        void_if_changed(session, found, before)
    session.add(found)
    session.flush()
    return found.id


def _check(request: AssetRequest) -> None:
    if not request.name.strip():
        raise AssetName("name")
    if request.price < 1:
        raise PriceMissing("price")
    if not 0 <= request.share <= request.price:
        raise ShareTooLarge("share", price=f"{request.price:,}")
    if request.life is not None and request.life < 1:
        raise LifeUnclear("life")
    if request.limit is not None and request.limit < request.bought:
        raise BoughtLater("limit", day=era.wareki(request.bought))


@usecase(label=N_("Note that equipment was looked at"), needs="subsidies.edit")
def check_asset(session: Session, key: UUID, request: CheckRequest) -> None:
    """It was there, or what was found instead; the next day to look replaces the last. Raises DisposedAlready."""
    found = there(session, key)
    if request.day < found.bought:
        raise BoughtLater("day", day=era.wareki(found.bought))
    found.checked, found.check_note, found.check_next = request.day, request.note.strip(), request.following


@usecase(label=N_("Take a thing out of the register of equipment"), needs="subsidies.edit")
def remove_asset(session: Session, key: UUID) -> None:
    """It was written by mistake; its number is not given again."""
    session.delete(session.get_one(Asset, key))


def _number(session: Session, bought: date) -> str:
    year = year_of(session, bought)
    mark = session.scalar(sa.select(Association.mark)) or ""
    return f"{mark}備{year}-{numbers.take(session, SERIES, year):03}"
