"""Bookings that leave the desk as a file: what for and to whom is asked, and stands in the record (書き出し)."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from kobe_desk.core.permission import usecase
from kobe_desk.core.text import N_, _
from kobe_desk.modules.bookings.usecases.booking_rows import BookingRow
from kobe_desk.modules.bookings.usecases.calendar import centre_of
from kobe_desk.modules.bookings.usecases.centre import centre_row
from kobe_desk.modules.bookings.usecases.reading import bookings_between
from kobe_desk.modules.bookings.usecases.refusals import EndsBeforeStart
from kobe_desk.modules.bookings.usecases.rooms import all_rooms
from kobe_desk.modules.bookings.usecases.rows import CentreRow
from kobe_desk.modules.members.usecases.provision import STAYS, ProvisionRequest, record_export

FIELDS = ("room", "group", "start", "end", "purpose", "state", "people", "fee")
"""What of a booking stands in a file."""


@dataclass(frozen=True, slots=True)
class BookingsFile:
    """The rows of a file, and the number under which the record tells of it."""

    rows: tuple[BookingRow, ...]
    centre: CentreRow
    number: str
    room: str = ""
    """Empty: the whole centre."""


@usecase(label=N_("Write bookings to a file"), needs="bookings.manage", undo=STAYS)
def export_bookings(
    session: Session, first: date, last: date, room: UUID | None, kind: str, request: ProvisionRequest
) -> BookingsFile:
    """The bookings of a period (both ends included), of a room or the centre, for a file that leaves the desk.

    Raises EndsBeforeStart, RecipientMissing, PurposeMissing.
    """
    if last < first:
        raise EndsBeforeStart("last")
    name = next((each.name for each in all_rooms(session) if each.id == room), "")
    chosen = _("Bookings {first} to {last}, {room}").format(first=first, last=last, room=name or _("every room"))
    number = record_export(session, kind, request, chosen, FIELDS, ())
    rows = bookings_between(session, first, last, room)
    return BookingsFile(rows, centre_row(session, centre_of(session), first), number, name)
