"""Every verb and every question against every role, as the manual promises it; a new permission has to be put here."""

import pytest
from support.verbs import ours

from kobe_desk.core.permission import REGISTRY, NotAllowed, Role, Who, require
from kobe_desk.core.records import Records

CHAIR, SECRETARY, TREASURER, RECEPTION, READER = Role
OFFICE = {CHAIR, SECRETARY}
MATRIX = {
    "association.read": {*Role},
    "association.edit": OFFICE,
    **dict.fromkeys(("bookings.approve", "bookings.book", "bookings.groups", "bookings.manage"), {*OFFICE, RECEPTION}),
    "bookings.charge": {*OFFICE, RECEPTION, TREASURER},
    "bookings.read": {*Role},
    "desk.administer": set(),  # whoever looks after the keys, in whatever role
    "desk.backup": {*OFFICE, TREASURER, RECEPTION},
    "ledger.read": {*OFFICE, TREASURER, READER},
    "ledger.edit": {*OFFICE, TREASURER},
    "meetings.adopt": OFFICE,
    "meetings.edit": OFFICE,
    "meetings.read": {*OFFICE, TREASURER, READER},
    "members.anonymise": OFFICE,
    "members.dues": {*OFFICE, TREASURER},
    "members.edit": OFFICE,
    "members.import": OFFICE,
    "members.read": {*OFFICE, TREASURER, READER},
    "members.sealed": {*OFFICE, TREASURER, READER},  # and only whose key opens the drawer
    "subsidies.edit": {*OFFICE, TREASURER},
    "subsidies.pay": {*OFFICE, TREASURER},
    "subsidies.read": {*OFFICE, TREASURER, READER},
    "subsidies.sign": {*OFFICE, TREASURER},
    "subsidies.submit": {*OFFICE, TREASURER},
}


def test_every_permission_that_a_verb_asks_for_stands_in_the_matrix() -> None:
    assert {says.needs for _name, says in ours()} <= set(MATRIX)


@pytest.mark.parametrize("role", Role)
def test_a_role_may_exactly_what_the_matrix_says(role: Role) -> None:
    person = Who("slot", "誰か", role)
    assert {needs for needs in MATRIX if person.may(needs)} == {needs for needs, may in MATRIX.items() if role in may}


def test_only_who_looks_after_the_keys_administers() -> None:
    for role in Role:
        assert Who("slot", "誰か", role, admin=True).may("desk.administer")


@pytest.mark.parametrize("role", Role)
def test_the_desk_itself_refuses_every_verb_that_is_not_of_a_role(role: Role, records: Records) -> None:
    person = Records(records.database, Who(f"slot-{role}", "誰か", role, admin=True))
    lines = records.history()
    for name, says in ours():
        if role in MATRIX[says.needs]:
            assert require(person.who, REGISTRY[name]) is says
            continue
        run = person.ask if says.undo is None else person.do
        with pytest.raises(NotAllowed):
            run(REGISTRY[name])
    assert records.history() == lines
