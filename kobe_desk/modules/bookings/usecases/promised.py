"""What a draw gave to somebody and is not booked yet: nobody else may have it meanwhile (当選の確保)."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from kobe_desk.core.database import fetched
from kobe_desk.modules.bookings.model import WishState
from kobe_desk.modules.bookings.usecases.booking_rows import Clash
from kobe_desk.modules.bookings.usecases.occupancy import LONGEST, written
from kobe_desk.modules.bookings.usecases.rooms import all_rooms

_WON = """SELECT w.id, w.start, w."end", w.room_id, g.name FROM wish w JOIN user_group g ON g.id = w.group_id
WHERE w.start >= ? AND w.start < ? AND w."end" > ? AND w.state = ? ORDER BY w.start"""


def promised(session: Session, parts: str, start: datetime, end: datetime) -> tuple[Clash, ...]:
    """The winners to whom a draw gave any of these parts then, as long as they are not booked."""
    given = (written(start - LONGEST), written(end), written(start), WishState.WON.value)
    found = fetched(session.connection(), _WON, given)
    if not found:
        return ()
    rooms = {room.id.bytes: room for room in all_rooms(session)}
    wanted = {int(part) for part in parts.split()}
    return tuple(
        Clash(UUID(bytes=key), rooms[room].name, datetime.fromisoformat(begins), datetime.fromisoformat(ends), group)
        for key, begins, ends, room, group in found
        if wanted & set(rooms[room].parts)
    )
