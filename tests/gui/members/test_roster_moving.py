"""異動 in the window: looked at first, then written; a dated fact asks whether it was wrong or has changed."""

from datetime import date
from uuid import UUID

import pytest
from support.audit import audit, said, settle

from kobe_desk.core.records import Records
from kobe_desk.modules.members.module import RosterStack
from kobe_desk.modules.members.usecases import Counts, PeopleFilter, TouchedRow, counts_on, people, person_request
from kobe_desk.modules.members.view.household import HouseholdPage
from kobe_desk.modules.members.view.moving import MovingPage
from kobe_desk.modules.members.view.moving.acts import ACTS, ADDRESS, IN, MERGE, OUT
from kobe_desk.modules.members.view.person import PersonPage
from kobe_desk.modules.members.view.roster import RosterPage
from kobe_desk.ui.window import DeskWindow

DAY = date(2026, 11, 30)


@pytest.fixture
def page(stack: RosterStack, roster: RosterPage) -> MovingPage:
    roster.pane.household.click()
    card = stack.page
    assert isinstance(card, HouseholdPage)
    card.moving.click()
    assert isinstance(stack.page, MovingPage)
    return stack.page


def key_of(records: Records, name: str) -> UUID:
    return next(row.id for row in records.ask(people, PeopleFilter()).rows if row.name == name)


def shown(page: MovingPage) -> list[TouchedRow]:
    return [page.model.row_at(place) for place in range(page.model.rowCount())]  # type: ignore[misc]


def show(page: MovingPage, kind: str) -> None:
    page.show_part(next(place for place, act in enumerate(ACTS) if act.kind == kind))


def test_who_moves_away_is_shown_before_it_is_written(records: Records, stack: RosterStack, page: MovingPage) -> None:
    show(page, OUT)
    head, other = (key_of(records, name) for name in ("髙橋　悦郎", "高橋　スエ"))
    page.form.fill({"people": (head,), "last": DAY})
    assert not page.write.isEnabled()
    page.look.click()
    seen = {(row.name, row.field) for row in shown(page)}
    assert {("髙橋　悦郎", "until"), ("高橋　スエ", "head")} <= seen
    page.write.click()
    assert isinstance(stack.page, HouseholdPage)
    assert records.ask(person_request, head).left == DAY
    assert records.ask(person_request, other, date(2026, 12, 1)).head
    assert records.ask(counts_on, date(2026, 12, 1)) == Counts(date(2026, 12, 1), 3, 3)


def test_for_whom_an_address_is_new_must_be_chosen(records: Records, page: MovingPage) -> None:
    show(page, ADDRESS)
    page.form.fill({"person": key_of(records, "高橋　スエ"), "since": DAY, "address": "山手2-2"})
    page.look.click()
    assert page.form.fields["scope"].error
    page.form.fill({"scope": "person"})
    page.look.click()
    assert ("髙橋　悦郎", "stays") in {(row.name, row.field) for row in shown(page)}


def test_somebody_moves_into_the_household(records: Records, page: MovingPage) -> None:
    show(page, IN)
    page.form.fill({"day": DAY, "name": "森　さくら", "kana": "モリ　サクラ"})
    page.look.click()
    assert ("森　さくら", "new") in {(row.name, row.field) for row in shown(page)}
    page.write.click()
    assert records.ask(person_request, key_of(records, "森　さくら")).joined == DAY


def test_a_household_is_joined_to_another_found_by_a_name(records: Records, page: MovingPage) -> None:
    show(page, MERGE)
    page.searched.emit("ハル")
    target = records.ask(person_request, key_of(records, "辻󠄀　ハル")).household_id
    page.form.fill({"target": target, "day": DAY})
    assert page.form.fields["target"].value() == target
    page.look.click()
    page.write.click()
    assert records.ask(person_request, key_of(records, "高橋　スエ"), DAY).household_id == target


def test_another_name_asks_whether_it_was_wrong_or_has_changed(
    records: Records, stack: RosterStack, roster: RosterPage
) -> None:
    key = key_of(records, "辻󠄀　ハル")
    stack.controller.homes.open_person(key)
    form = stack.page
    assert isinstance(form, PersonPage)
    form.form.fields["name"].set_value("森　ハル")
    form.save.click()
    assert form.since.asked
    form.since.form.fields["since"].set_value("change")
    form.since.form.fields["day"].set_value(DAY)
    form.save.click()
    assert isinstance(stack.page, RosterPage)
    assert records.ask(person_request, key).name == "辻󠄀　ハル"
    assert records.ask(person_request, key, DAY).name == "森　ハル"


def test_every_kind_of_move_keeps_the_rules_of_every_screen(window: DeskWindow, page: MovingPage) -> None:
    for place in range(len(ACTS)):
        page.show_part(place)
        settle()
        assert audit(window) == [], said(audit(window))
