"""安否確認: the sheet that is carried from door to door, made for a drill or in an emergency and always recorded."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core import clock
from kobe_desk.core.permission import usecase
from kobe_desk.core.text import N_
from kobe_desk.modules.association.model import Association
from kobe_desk.modules.members.model import SealedList
from kobe_desk.modules.members.usecases.provision import STAYS, ProvisionRequest, record_sealed_sheet
from kobe_desk.modules.members.usecases.sealed.entries import SealedPersonRow, sealed_people

DRILL, EMERGENCY = "safety-drill", "safety-emergency"


@dataclass(frozen=True, slots=True)
class SafetySheet:
    """The people to look after, and who is given this copy until when."""

    association: str
    sample: bool
    title: str
    number: str
    drill: bool
    day: date
    recipient: str
    purpose: str
    return_by: date | None
    people: tuple[SealedPersonRow, ...]


@usecase(label=N_("Print the sheet for looking after people"), needs="members.sealed", undo=STAYS)
def print_safety_sheet(session: Session, key: UUID | None, request: ProvisionRequest, drill: bool) -> SafetySheet:
    """A numbered copy (安否確認表) of a list, or of all; who gets it is recorded, whose names stand in it is not.

    Raises DrawerShut, RecipientMissing, PurposeMissing.
    """
    people = sealed_people(session, key)
    title = session.get_one(SealedList, key).title if key is not None else ""
    number = record_sealed_sheet(session, DRILL if drill else EMERGENCY, request, title, len(people))
    house = session.execute(sa.select(Association.name, Association.sample)).first()
    return SafetySheet(
        association=house.name if house else "",
        sample=bool(house and house.sample),
        title=title,
        number=number,
        drill=drill,
        day=clock.today(),
        recipient=request.recipient,
        purpose=request.purpose,
        return_by=request.return_by,
        people=people,
    )
