"""The story of a festival: one record that the hall, the meeting and the report to the city share."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from PIL import Image
from pytest_bdd import given, scenarios, then, when
from pytestqt.qtbot import QtBot
from support.audit import settle
from support.ime import commit
from support.papers import squeezed, text_of

from kobe_desk.app.registry import registrations
from kobe_desk.app.tying import open_page
from kobe_desk.core import clock
from kobe_desk.core.records import Records
from kobe_desk.core.text import use_language
from kobe_desk.modules.bookings import usecases as bookings
from kobe_desk.modules.bookings.view.booking import BookingPage
from kobe_desk.modules.meetings.view import MeetingPage
from kobe_desk.modules.members import usecases as members
from kobe_desk.modules.members.view.care import EVENTS
from kobe_desk.modules.members.view.events import EventPage, EventsPage
from kobe_desk.modules.members.view.events import card as card_view
from kobe_desk.modules.members.view.printing import PrintPage
from kobe_desk.modules.subsidies.usecases import PaperRequest, applications, hand_in_on_paper, keep_papers, note_step
from kobe_desk.modules.subsidies.view import StagePart
from kobe_desk.ui.desk import Desk
from kobe_desk.ui.field import Select
from kobe_desk.ui.rail import Entry
from kobe_desk.ui.theme import theme
from kobe_desk.ui.window import DeskWindow

scenarios("events.feature")
pytestmark = pytest.mark.story
STAFF, CAME, PHOTOS, TIES = 1, 2, 3, 4


@dataclass
class Played:
    """The window of the story with its four modules, and the desk behind it."""

    records: Records
    desk: Desk
    grant: UUID
    window: DeskWindow = field(init=False)

    @property
    def page(self):
        settle()
        return self.window.shown_page()

    @property
    def event(self) -> EventPage:
        assert isinstance(self.page, EventPage)
        return self.page

    def open_at(self, entry: str, record: str = "") -> None:
        self.window.open(entry)
        if record:
            self.window.page(entry).open_record(record)
        settle()

    def back_to_the_event(self) -> EventPage:
        row = next(each for each in self.records.ask(members.events_of, 2026) if each.title == "冬まつり")
        self.open_at("members", f"event:{row.id}")
        return self.event


@pytest.fixture(autouse=True)
def held_clock() -> Iterator[None]:
    use_language("ja")
    with clock.stopped_at(datetime.fromisoformat("2027-01-10T03:00:00+00:00")):
        yield


@given("紙で提出して決定の出た助成と、センターのある帳面がひらいている", target_fixture="played")
def a_desk(together_records: tuple[Records, UUID], qtbot: QtBot) -> Played:
    records = together_records[0]
    for each in records.ask(applications):
        records.do(keep_papers, each.id, (PaperRequest("application", "交付申請書", b"%PDF-1.4\n%%EOF"),))
        records.do(hand_in_on_paper, (each.id,), date(2026, 11, 25))
    key = next(each.id for each in records.ask(applications) if "見本" in each.title)
    decision = {"decision_no": "第12号", "decision_date": date(2026, 12, 10), "decided_amount": 80_000}
    records.do(note_step, key, "decided", decision, date(2026, 12, 12))
    theme.wear("light", 12)
    played = Played(records, Desk(records, inline=True), key)
    modules = registrations()
    played.window = DeskWindow(
        [
            Entry(each.name, each.title, each.icon, open=lambda each=each: open_page(played, each, modules))
            for each in modules
        ]
    )
    qtbot.addWidget(played.window)
    played.window.resize(1366, 768)
    played.window.show()
    return played


@when("行事「冬まつり」を1月16日の16時から20時まで校庭で計画する")
def plan(played: Played) -> None:
    played.open_at("members")
    played.page.care.click()
    settle()
    played.page.ways[EVENTS].click()
    page = played.page
    assert isinstance(page, EventsPage)
    page.add_one.click()
    commit(page.form.fields["title"].control, "冬まつり")
    page.form.fill({"day": date(2027, 1, 16), "begins": (16, 0), "until": (20, 0), "place": "校庭"})
    page.save.click()
    settle()
    played.back_to_the_event()


def choose(select: Select) -> None:
    """As a person does in the list that opens."""
    select.setCurrentIndex(select.findText("冬まつり　R9.1.16（土）"))
    select.edited.emit()
    settle()


def free_request(records: Records) -> bookings.BookingRequest:
    """The morning or a later band of a day before the festival, in a room that nobody has."""
    group, rooms = records.ask(bookings.groups)[0].id, records.ask(bookings.rooms)
    for number in range(11, 16):
        (day,) = records.ask(bookings.bookings_week, date(2027, 1, number), 1).days
        midnight = datetime.combine(day.day, time())
        for band in () if day.closed is not None else day.bands:
            start, end = midnight + timedelta(minutes=band.starts), midnight + timedelta(minutes=band.ends)
            for room in rooms:
                if not records.ask(bookings.clashes, room.id, start, end):
                    return bookings.BookingRequest(room.id, group, start, end, adults=8, despite="行事のため")
    raise AssertionError("the house is full")


@when("その日の前の会場を、冬まつりのために予約する")
def book(played: Played) -> None:
    played.open_at("bookings")
    asked = free_request(played.records)
    key = played.records.do(bookings.book_room, asked).result
    played.open_at("bookings", str(key))
    page = played.page
    assert isinstance(page, BookingPage)
    page.change.click()
    counter = played.page
    select = counter.more.fields["event_id"].control
    assert select.itemText(0) == "行事なし"
    choose(select)
    counter.book.click()
    assert isinstance(played.page, BookingPage)
    assert played.page.event_card.select.currentText() == "冬まつり　R9.1.16（土）"


@when("冬まつりについての会議を書く")
def meet(played: Played) -> None:
    played.open_at("meetings")
    played.page.add_meeting.click()
    page = played.page
    assert isinstance(page, MeetingPage)
    commit(page.facts.form.fields["title"].control, "冬まつり実行委員会")
    page.facts.form.fill({"day": date(2027, 1, 12), "begins": (19, 0)})
    page.facts.save.click()
    settle()
    card = page.preparing.event_card
    choose(card.select)
    assert card.go.isVisibleTo(page)


@then("行事のつながりに、予約と会議がある")
def tied(played: Played) -> None:
    event = played.back_to_the_event()
    event.show_part(TIES)
    assert {tie.entry for tie in event.ties.ways} == {"meetings", "bookings"}
    assert "会議：冬まつり実行委員会" in [tie.title for tie in event.ties.ways]


@when("つながりから予約へ行き、また行事へもどる")
def there_and_back(played: Played) -> None:
    ties = played.event.ties
    ties.go([tie.entry for tie in ties.ways].index("bookings"))
    page = played.page
    assert isinstance(page, BookingPage) and played.window.current == "bookings"
    page.event_card.go.click()


@then("「冬まつり」の画面である")
def the_event(played: Played) -> None:
    assert played.event.header.title.text() == "冬まつり"


@when("小学生96人と65歳以上87人が来たと書く")
def count(played: Played) -> None:
    played.event.show_part(CAME)
    played.event.report.form.fill({"school": 96, "seniors": 87, "report": "けがもなく終わった。"})
    played.event.report.save.click()
    settle()


@when("写真を2枚入れ、1枚目に「みこし」と書く")
def photos(played: Played, tmp_path: Path) -> None:
    played.event.show_part(PHOTOS)
    paths = [tmp_path / f"{name}.jpg" for name in ("one", "other")]
    for path, colour in zip(paths, ("orange", "teal"), strict=True):
        Image.new("RGB", (2400, 1600), colour).save(path)
    stranger = tmp_path / "broken.jpg"
    stranger.write_bytes(b"no picture")
    part = played.event.photos
    part.files_chosen.emit([*paths, stranger])
    settle()
    assert part.model.rowCount() == 2 and "broken.jpg" in part.warning.text
    part.form.fill({"caption": "みこし", "consent": "agreed"})
    part.save.click()
    settle()


@then("写真の紙に「みこし」とある")
def the_sheet(played: Played, tmp_path: Path) -> None:
    played.event.photos.sheet.click()
    page = played.page
    assert isinstance(page, PrintPage)
    (paper,) = page.preview.papers
    assert "1みこし" in squeezed(text_of(paper.pdf, tmp_path))


def report_part(played: Played) -> StagePart:
    played.open_at("subsidies", f"grant:{played.grant}")
    page = played.page
    next(each for each in page.steps.items if each.text() == "実績報告").click()
    settle()
    return page.part


@when("実績報告で冬まつりを選ぶ")
def report(played: Played) -> None:
    part = report_part(played)
    choose(part.event_card.select)


@then("報告に校庭と183人がある")
def taken(played: Played) -> None:
    told = played.page.part.values()
    assert (told["place"], told["people"], told["done_from"]) == ("校庭", 183, "2027-01-16")
    assert played.page.part.event_card.select.currentText().startswith("冬まつり")


@then("報告の書類に写真がそえられている")
def attached(played: Played) -> None:
    played.page.part.papers.click()
    assert [each.name for each in played.page.preview.papers][-1] == "行事の写真"


@when("小学生が100人だったと行事を直す")
def correct(played: Played) -> None:
    event = played.back_to_the_event()
    event.show_part(CAME)
    event.report.form.fill({"school": 100})
    event.report.save.click()
    settle()


@then("報告に要確認とあり、人数は183のままである")
def to_check(played: Played) -> None:
    part = report_part(played)
    assert not part.changed.isHidden() and "要確認" in part.changed.text
    assert part.values()["people"] == 183


@when("行事を取り除こうとする")
def take_out(played: Played, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(card_view, "confirm", lambda *_said: True)
    played.back_to_the_event().facts.remove.click()
    settle()


@then("予約1件と会議1件と申請1件があると断られる")
def refused(played: Played) -> None:
    words = played.event.facts.state.text
    assert all(each in words for each in ("予約1件", "会議1件", "申請1件"))
