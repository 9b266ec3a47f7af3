"""名簿カード: a card for each person, on wish with the photo of those who agreed that it is shown in the roster."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core.errors import UserError
from kobe_desk.core.permission import query
from kobe_desk.core.text import N_
from kobe_desk.modules.association.model import Association, Office
from kobe_desk.modules.members.model import Area, OfficeTerm, PersonPhoto
from kobe_desk.modules.members.usecases.area_names import told_apart
from kobe_desk.modules.members.usecases.blocks import in_order, within
from kobe_desk.modules.members.usecases.consents import DISTRIBUTION, PHOTO, agreed
from kobe_desk.modules.members.usecases.home_names import place_words
from kobe_desk.modules.members.usecases.lists import PeopleFilter, fitting
from kobe_desk.modules.members.usecases.then import as_of

MOST_FACES = 300
"""Photos of one paper: more would be too much for the printer, and are seldom meant."""


class TooManyFaces(UserError):
    text = N_("These are {count} photos; up to {most} can be printed at once. Choose a block, or fewer people.")


@dataclass(frozen=True, slots=True)
class FaceCard:
    """A person as the card shows it; `photo` is empty where there is none, or where it may not be shown."""

    name: str
    kana: str
    place: str
    """班−戸番."""
    relation: str
    address: str
    building: str
    phone: str
    offices: str
    photo: bytes = b""


@dataclass(frozen=True, slots=True)
class FaceCards:
    """The cards of a day (基準日)."""

    association: str
    sample: bool
    on: date
    chosen: str
    cards: tuple[FaceCard, ...]
    photos: bool = False
    """Whether photos were wished for."""
    withheld: int = 0
    """Photos there are, but whose people did not agree."""


@query(needs="members.read")
def face_cards(
    session: Session, day: date, area: UUID | None, which: PeopleFilter | None, chosen: str, photos: bool
) -> FaceCards:
    """Cards of the members of a day, or of the people who fit a filter. Raises TooManyFaces."""
    people, homes = as_of(session, day)
    statement = (
        sa.select(
            people.id, people.name, people.kana, people.head, people.relation, people.phone, people.mobile,
            told_apart(), homes.house_number, homes.address, homes.building, homes.phone,
        )
        .select_from(people)
        .outerjoin(homes, homes.id == people.household_id)
        .outerjoin(Area, Area.id == homes.area_id)
        .where(
            people.belongs(day) if which is None else people.id.in_(fitting(session, which, day)),
            people.anonymised.is_(None),
        )
        .order_by(
            Area.id.is_(None), *in_order(), sa.func.length(homes.house_number), homes.house_number,
            homes.id, people.head.desc(), people.birth.is_(None), people.birth, people.id,
        )
    )  # fmt: skip
    if area is not None:
        statement = statement.where(homes.area_id.in_(within(area)))
    rows = session.execute(statement).all()
    shown, withheld = _photos(session, day, [row[0] for row in rows]) if photos else ({}, 0)
    held = _offices(session, day)
    house = session.execute(sa.select(Association.name, Association.sample)).first()
    cards = tuple(
        FaceCard(
            name=name,
            kana=kana,
            place=place_words(block or "", number or ""),
            relation="世帯主" if head else relation,
            address=address or "",
            building=building or "",
            phone=phone or home_phone or mobile or "",
            offices="・".join(held.get(key, ())),
            photo=shown.get(key, b""),
        )
        for key, name, kana, head, relation, phone, mobile, block, number, address, building, home_phone in rows
    )
    sample = bool(house and house.sample)
    return FaceCards(house.name if house else "", sample, day, chosen, cards, photos, withheld)


def _photos(session: Session, day: date, people: list[UUID]) -> tuple[dict[UUID, bytes], int]:
    """The photos of those who said yes to it, and how many there are besides."""
    wanted, yes = set(people), agreed(session, DISTRIBUTION, day)
    there = [key for key in session.scalars(sa.select(PersonPhoto.person_id)) if key in wanted]
    may = [key for key in there if PHOTO in yes.get(key, ())]
    if len(may) > MOST_FACES:
        raise TooManyFaces("photos", count=f"{len(may):,}", most=MOST_FACES)
    found = session.execute(sa.select(PersonPhoto.person_id, PersonPhoto.picture).where(PersonPhoto.person_id.in_(may)))
    return {key: picture for key, picture in found}, len(there) - len(may)


def _offices(session: Session, day: date) -> dict[UUID, list[str]]:
    found = session.execute(
        sa.select(OfficeTerm.person_id, Office.name)
        .join(Office, Office.id == OfficeTerm.office_id)
        .where(OfficeTerm.holds(day))
        .order_by(Office.position)
    )
    held: dict[UUID, list[str]] = {}
    for person, name in found:
        held.setdefault(person, []).append(name)
    return held
