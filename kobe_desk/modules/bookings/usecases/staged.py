"""Bookings of a stranger's file with the groups that are not known yet, taken in as one step (取り込み)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID

from sqlalchemy.orm import Session

from kobe_desk.core.permission import usecase
from kobe_desk.core.text import N_
from kobe_desk.modules.bookings.usecases.groups import add_group
from kobe_desk.modules.bookings.usecases.rows import GroupRequest
from kobe_desk.modules.bookings.usecases.taking_in import PastBooking, TakingInReport, take_in_bookings


@dataclass(frozen=True, slots=True)
class Staged:
    """What somebody looked at and agreed to: the bookings, and by which names new groups are to be made."""

    found: Sequence[PastBooking]
    new_groups: Mapping[UUID, str] = field(default_factory=dict)
    """The bookings call a group that is not there yet by a key of its own."""


@usecase(label=N_("Take in bookings"), needs="bookings.manage")
def take_in_staged(session: Session, staged: Staged) -> TakingInReport:
    """Make the new groups, then take in what can be; one undo takes back both. Raises GroupKnown."""
    made = {key: add_group(session, GroupRequest(name)) for key, name in staged.new_groups.items()}
    found = [
        replace(each, request=replace(each.request, group=made.get(each.request.group, each.request.group)))
        for each in staged.found
    ]
    return take_in_bookings(session, found)
