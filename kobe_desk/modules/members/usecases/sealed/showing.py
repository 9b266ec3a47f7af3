"""開示: what lies in the sealed drawer of one person, for the sheet that is handed to that person."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from kobe_desk.core.permission import usecase
from kobe_desk.core.text import N_
from kobe_desk.modules.members.model import SealedList
from kobe_desk.modules.members.usecases.sealed.entries import SealedEntry, sealed_people
from kobe_desk.modules.members.usecases.sealed.halves import drawer_of
from kobe_desk.modules.members.usecases.sealed.keys import LOGGED, open_drawer


@dataclass(frozen=True, slots=True)
class DisclosedEntry:
    """What one list in the drawer says of the person, and from whom that list came."""

    title: str
    source: str
    received: date
    entry: SealedEntry


@usecase(label=N_("Show a person what the sealed drawer holds of them"), needs="members.sealed", undo=LOGGED)
def disclose_sealed(session: Session, key: UUID, words: str) -> tuple[DisclosedEntry, ...]:
    """Open the drawer, read what it holds of one person, and shut it again.

    Raises NoDrawer, NotAHolder, WrongPassphrase, TryLater.
    """
    open_drawer(session, words)
    try:
        mine = [row for row in sealed_people(session) if row.entry.person == key]
    finally:
        drawer_of(session).shut()
    lists = {row.list_id: session.get_one(SealedList, row.list_id) for row in mine}
    return tuple(
        DisclosedEntry(found.title, found.source, found.received, row.entry)
        for row in mine
        for found in (lists[row.list_id],)
    )
