"""行事 in the window: planned, staffed from the roster, counted, called off, printed, with its photos and its ties."""

from datetime import date
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from support.audit import audit, settle
from support.papers import squeezed, text_of

from kobe_desk.core.records import Records
from kobe_desk.modules.members import usecases
from kobe_desk.modules.members.module import RosterStack
from kobe_desk.modules.members.papers.event import event_pdf
from kobe_desk.modules.members.view.care import EVENTS, CarePage
from kobe_desk.modules.members.view.events import EventPage, EventsPage
from kobe_desk.modules.members.view.events import card as card_view
from kobe_desk.modules.members.view.printing import PrintPage
from kobe_desk.modules.members.view.roster import RosterPage
from kobe_desk.ui.ties import Tie


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


def test_an_event_over_several_days_has_its_last_day_in_the_form_in_the_list_and_on_paper(
    records: Records, stack: RosterStack, page: EventsPage, tmp_path: Path
) -> None:
    page.add_one.click()
    days = {"day": date(2026, 8, 3), "last_day": date(2026, 8, 1)}
    page.form.fill({"title": "子どもキャンプ", **days, "begins": (9, 0), "until": (12, 0)})
    page.save.click()
    assert page.form.fields["last_day"].error and page.model.rowCount() == 0
    page.form.fill({"day": date(2026, 8, 1), "last_day": date(2026, 8, 3)})
    page.save.click()
    assert page.model.index(0, 0).data() == "R8.8.1（土）〜8.3（月）"
    page.open.click()
    settle()
    event = stack.page
    assert isinstance(event, EventPage)
    assert event.header.subtitle.text() == "令和8年8月1日（土） 9:00〜8月3日（月） 12:00"
    event.facts.form.fill({"place": "六甲山"})
    event.facts.save.click()
    (row,) = records.ask(usecases.events_of, 2026)
    assert (row.start.day, row.end.day, row.place) == (1, 3, "六甲山")
    told = squeezed(text_of(event_pdf(records.ask(usecases.event_card, row.id)), tmp_path))
    assert "令和8年8月1日（土）9:00〜8月3日（月）12:00" in told
    event.facts.form.fill({"last_day": None})
    event.facts.save.click()
    assert records.ask(usecases.events_of, 2026)[0].end.day == 1


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


def test_photos_are_dropped_ordered_and_printed_and_strangers_are_named(
    stack: RosterStack, event: EventPage, tmp_path: Path
) -> None:
    event.show_part(3)
    part = event.photos
    assert not part.written.isVisible() and not part.sheet.isVisible()
    paths = [tmp_path / f"{name}.png" for name in ("one", "other", "broken")]
    for path in paths[:2]:
        Image.new("RGB", (1800, 900), "teal").save(path)
    paths[2].write_bytes(b"no picture")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in (*paths, tmp_path / "letter.pdf")])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    part.dropEvent(QDropEvent(QPointF(5, 5), copy, data, left, none))
    settle()
    assert part.model.rowCount() == 2 and "broken.png" in part.warning.text and "letter" not in part.warning.text
    assert part.picture.isVisible()
    first = part.table.row.id
    part.after.click()
    settle()
    assert part.table.row.id == first and part.table.currentIndex().row() == 1
    part.form.fill({"caption": "盆おどり"})
    part.save.click()
    settle()
    assert audit(stack.window()) == []
    part.sheet.click()
    settle()
    assert isinstance(stack.page, PrintPage)


def test_what_belongs_to_an_event_is_listed_with_the_way_there(stack: RosterStack, event: EventPage) -> None:
    jumps: list[tuple[str, str]] = []
    stack.jump_wanted.connect(lambda entry, record: jumps.append((entry, record)))
    asked: list[object] = []
    stack.ties_wanted.connect(lambda record, then: asked.append(then))
    event.show_part(4)
    event.report.save.click()
    assert asked == []  # its own counts change nothing of what belongs to it
    later, sooner = (Tie("bookings", date(2026, 8, day), "", f"予約：{day}日", record=str(day)) for day in (2, 1))
    event.ties.show_ties([later, sooner])
    settle()
    assert [tie.record for tie in event.ties.ways] == ["1", "2"]
    event.ties.go(0)
    assert jumps == [("bookings", "1")]
    assert audit(stack.window()) == []
