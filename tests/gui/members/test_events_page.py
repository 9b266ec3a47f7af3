"""行事 in the window: planned, staffed from the roster, counted, called off, printed."""

from datetime import date

import pytest
from support.audit import settle

from kobe_desk.core.records import Records
from kobe_desk.modules.members import usecases
from kobe_desk.modules.members.module import RosterStack
from kobe_desk.modules.members.view.care import EVENTS, CarePage
from kobe_desk.modules.members.view.events import EventPage, EventsPage
from kobe_desk.modules.members.view.events import card as card_view
from kobe_desk.modules.members.view.printing import PrintPage
from kobe_desk.modules.members.view.roster import RosterPage


@pytest.fixture
def page(stack: RosterStack, roster: RosterPage) -> EventsPage:
    roster.care.click()
    care = stack.page
    assert isinstance(care, CarePage)
    care.ways[EVENTS].click()
    settle()
    assert isinstance(stack.page, EventsPage)
    return stack.page


@pytest.fixture
def event(stack: RosterStack, page: EventsPage) -> EventPage:
    page.add_one.click()
    page.form.fill({"title": "夏祭り", "day": date(2026, 8, 2), "begins": (16, 0), "until": (20, 0)})
    page.save.click()
    assert not page.card.isVisible() and page.model.rowCount() == 1
    page.open.click()
    settle()
    assert isinstance(stack.page, EventPage)
    return stack.page


def test_times_are_checked_where_they_stand(page: EventsPage) -> None:
    page.add_one.click()
    page.form.fill({"title": "夏祭り", "day": date(2026, 8, 2), "begins": (16, 0), "until": (None, None)})
    page.save.click()
    assert page.form.fields["until"].error
    page.form.fill({"until": (15, 0)})
    page.save.click()
    assert page.form.fields["until"].error
    assert page.model.rowCount() == 0


def test_an_event_is_staffed_counted_and_printed(records: Records, stack: RosterStack, event: EventPage) -> None:
    event.show_part(1)
    event.staff.put.click()
    assert event.staff.warning.isVisible()
    event.staff.search.set_text("辻")
    event.staff.searched.emit("辻")
    event.staff.form.fill({"task": "受付"})
    event.staff.put.click()
    assert event.staff.model.rowCount() == 1
    event.show_part(2)
    event.report.form.fill({"school": 12, "seniors": 8, "report": "晴れ"})
    event.report.save.click()
    assert "20人" in event.report.total.text
    row = records.ask(usecases.events_of, 2026)[0]
    assert (row.people, row.staff) == (20, 1)
    event.print.click()
    assert isinstance(stack.page, PrintPage)


def test_an_event_is_called_off_and_held_after_all(records: Records, event: EventPage) -> None:
    event.facts.cancel.click()
    assert event.facts.reason.fields["reason"].error
    event.facts.reason.fill({"reason": "雨"})
    event.facts.cancel.click()
    assert "雨" in event.facts.state.text and event.facts.hold.isVisible()
    event.facts.hold.click()
    assert records.ask(usecases.events_of, 2026)[0].cancelled == ""


def test_an_event_taken_out_leaves_its_page(
    stack: RosterStack, event: EventPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(card_view, "confirm", lambda *_said: True)
    event.facts.remove.click()
    assert isinstance(stack.page, EventsPage)
