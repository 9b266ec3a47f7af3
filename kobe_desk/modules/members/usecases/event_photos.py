"""行事の写真: taken in small and clean, in their order, with caption, day and the consent to show them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core.errors import UserError
from kobe_desk.core.ids import new_id
from kobe_desk.core.names import tidy
from kobe_desk.core.permission import query, usecase
from kobe_desk.core.text import N_
from kobe_desk.modules.association.model import Association
from kobe_desk.modules.members.model import Event, EventPhoto, EventPicture

SIDE, SMALL = 1600, 320
"""Pixels on the longer side: of the picture that is kept and printed, and of the one that is shown among others."""
MOST = 30
"""Photos of one event."""
LARGEST = 20 * 1024 * 1024
"""Bytes of all photos of one event together: a backup has to stay small."""
CONSENTS = ("", "agreed", "nobody", "inside")
INSIDE = "inside"


class TooManyPhotos(UserError):
    text = N_("An event can have {most} photos; {there} are here already. Choose fewer, or take some out first.")


class PhotosTooLarge(UserError):
    text = N_("The photos of this event would take more than 20 MB together. Choose fewer, or take some out first.")


@dataclass(frozen=True, slots=True)
class NewPhoto:
    """A photo as the child process made it (`core.picture`): twice, large and small; and the day its camera wrote."""

    data: bytes
    small: bytes
    taken: date | None = None


@dataclass(frozen=True, slots=True)
class PhotoRequest:
    """What is written to a photo."""

    caption: str = ""
    taken: date | None = None
    consent: str = ""
    consent_note: str = ""


@dataclass(frozen=True, slots=True)
class PhotoRow:
    """A photo among the others of its event."""

    id: UUID
    small: bytes
    request: PhotoRequest
    size: int


@dataclass(frozen=True, slots=True)
class SheetPhoto:
    """A photo as it is printed."""

    data: bytes
    caption: str
    taken: date | None


@dataclass(frozen=True, slots=True)
class PhotoSheet:
    """What the sheets of photos are made of; photos that stay in the association are left out."""

    title: str
    start: datetime
    end: datetime
    place: str
    association: str
    sample: bool
    photos: tuple[SheetPhoto, ...]
    left_out: int


@query(needs="members.read")
def event_photos(session: Session, key: UUID) -> tuple[PhotoRow, ...]:
    """The photos of an event in their order, small."""
    found = session.execute(
        sa.select(EventPhoto, EventPicture.data)
        .join(EventPicture, EventPicture.id == EventPhoto.small)
        .where(EventPhoto.event_id == key)
        .order_by(EventPhoto.position, EventPhoto.id)
    )
    return tuple(
        PhotoRow(each.id, small, PhotoRequest(each.caption, each.taken, each.consent, each.consent_note), each.size)
        for each, small in found
    )


@query(needs="members.read")
def shown_photos(session: Session, key: UUID) -> int:
    """How many photos of an event its sheet shows."""
    consents = session.scalars(sa.select(EventPhoto.consent).where(EventPhoto.event_id == key))
    return sum(each != INSIDE for each in consents)


@query(needs="members.read")
def photo_sheet(session: Session, key: UUID) -> PhotoSheet:
    """The photos of an event as they are printed and handed in (写真)."""
    event = session.get_one(Event, key)
    house = session.execute(sa.select(Association.name, Association.sample)).first()
    mine = sa.select(EventPicture.data, EventPhoto.caption, EventPhoto.taken, EventPhoto.consent)
    mine = mine.join(EventPhoto, EventPicture.id == EventPhoto.content).where(EventPhoto.event_id == key)
    found = session.execute(mine.order_by(EventPhoto.position, EventPhoto.id)).all()
    shown = tuple(SheetPhoto(data, caption, taken) for data, caption, taken, consent in found if consent != INSIDE)
    return PhotoSheet(
        event.title,
        event.start,
        event.end,
        event.place,
        house.name if house else "",
        bool(house and house.sample),
        shown,
        len(found) - len(shown),
    )


@usecase(label=N_("Add photos to an event"), needs="members.edit")
def add_photos(session: Session, key: UUID, photos: Sequence[NewPhoto]) -> tuple[UUID, ...]:
    """Put clean photos after those that are there. Raises TooManyPhotos, PhotosTooLarge."""
    event = session.get_one(Event, key)
    there = session.scalars(sa.select(EventPhoto).where(EventPhoto.event_id == key)).all()
    if len(there) + len(photos) > MOST:
        raise TooManyPhotos("photos", most=MOST, there=len(there))
    sizes = [len(each.data) + len(each.small) for each in photos]
    if sum(each.size for each in there) + sum(sizes) > LARGEST:
        raise PhotosTooLarge("photos")
    last = max((each.position for each in there), default=0)
    made = []
    for position, (photo, size) in enumerate(zip(photos, sizes, strict=True), last + 1):
        content, small = _keep(session, photo.data), _keep(session, photo.small)
        taken = photo.taken or event.start.date()
        row = EventPhoto(event_id=key, content=content, small=small, size=size, position=position, taken=taken)
        row.caption, row.consent, row.consent_note = "", "", ""
        session.add(row)
        made.append(row)
    session.flush()
    return tuple(each.id for each in made)


@usecase(label=N_("Write to a photo of an event"), needs="members.edit")
def describe_photo(session: Session, key: UUID, request: PhotoRequest) -> None:
    """Caption, day, and whether it may be shown."""
    found = session.get_one(EventPhoto, key)
    words = tidy({"caption": request.caption, "note": request.consent_note})
    found.caption, found.taken = words["caption"], request.taken
    found.consent, found.consent_note = request.consent, words["note"]
    session.flush()


@usecase(label=N_("Order the photos of an event"), needs="members.edit")
def move_photo(session: Session, key: UUID, steps: int) -> None:
    """Put a photo so many places later (earlier, where negative)."""
    moved = session.get_one(EventPhoto, key)
    others = sa.select(EventPhoto).where(EventPhoto.event_id == moved.event_id, EventPhoto.id != key)
    order = list(session.scalars(others.order_by(EventPhoto.position, EventPhoto.id)))
    before = sum((each.position, each.id) < (moved.position, moved.id) for each in order)
    order.insert(min(max(before + steps, 0), len(order)), moved)
    for position, each in enumerate(order, 1):
        each.position = position
    session.flush()


@usecase(label=N_("Take a photo of an event out"), needs="members.edit")
def remove_event_photo(session: Session, key: UUID) -> None:
    """Take a photo out; undo brings it back until the desk is closed, then its bytes are erased (`core.sweeping`)."""
    session.delete(session.get_one(EventPhoto, key))
    session.flush()


def _keep(session: Session, data: bytes) -> UUID:
    """Keep the bytes of a picture: written once, and named by the rows that undo and the audit know of."""
    key = new_id()
    session.connection().execute(sa.insert(EventPicture), {"id": key, "data": data})
    return key
