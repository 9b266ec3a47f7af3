"""The photo of a person (顔写真): kept when somebody likes, shown to the desk, printed by consent (`face_cards`)."""

from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core.permission import query, usecase
from kobe_desk.core.picture import PictureTooLarge
from kobe_desk.core.text import N_
from kobe_desk.modules.members.model import Person, PersonPhoto

SIDE = 480
"""Pixels on the longer side: sharp at 4 cm on paper."""
LARGEST = 400 * 1024  # bytes; a clean photo of that size is a tenth of it


@query(needs="members.read")
def photo_of(session: Session, key: UUID) -> bytes:
    """The photo of a person as a JPEG; empty when there is none."""
    return session.scalar(sa.select(PersonPhoto.picture).where(PersonPhoto.person_id == key)) or b""


@usecase(label=N_("Keep a photo of a person"), needs="members.edit")
def keep_photo(session: Session, key: UUID, picture: bytes) -> None:
    """Keep a clean photo (`core.picture`) in place of the one before, which is erased when the desk is closed.

    Raises PictureTooLarge.
    """
    if len(picture) > LARGEST:
        raise PictureTooLarge("file")
    found = _photo(session, key)
    if found is None:
        session.add(PersonPhoto(person_id=session.get_one(Person, key).id, picture=picture))
    else:
        found.picture = picture
    session.flush()


@usecase(label=N_("Take a person's photo out"), needs="members.edit")
def remove_photo(session: Session, key: UUID) -> None:
    """Take the photo out; undo brings it back until the desk is closed (`core.sweeping`)."""
    found = _photo(session, key)
    if found is not None:
        session.delete(found)
        session.flush()


def _photo(session: Session, key: UUID) -> PersonPhoto | None:
    return session.scalar(sa.select(PersonPhoto).where(PersonPhoto.person_id == key))
