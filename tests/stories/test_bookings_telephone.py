"""The telephone booking, played in the real window on the sample's centre."""

from datetime import date, datetime

import pytest
from PySide6.QtCore import Qt
from pytest_bdd import parsers, scenarios, then, when
from support.audit import settle
from support.centre_story import Centre
from support.ime import commit

from kobe_desk.modules.bookings import usecases
from kobe_desk.modules.bookings.usecases.lanes import Place
from kobe_desk.modules.bookings.view.bookings import WEEK, BookingsPage
from kobe_desk.modules.bookings.view.counter import CounterPage
from kobe_desk.ui.button import Button
from kobe_desk.ui.field import search

scenarios("bookings_telephone.feature")
pytestmark = pytest.mark.story
DAY = date(2026, 12, 9)


def _lane(centre: Centre, room: str) -> int:
    return next(at for at, lane in enumerate(centre.week.grid.grid.lanes) if lane.name == room)


@when("12月9日の午後、和室の空いたところをEnterで選ぶ")
def choose_a_free_place(centre: Centre) -> None:
    week = centre.week
    centre.click(week.after)
    centre.click(week.after)
    week.grid.choose(Place(DAY, "午前", _lane(centre, "和室")))
    for _row in range(len(week.grid.grid.lanes)):  # one band further down
        centre.press(week.grid, Qt.Key.Key_Down)
    assert week.grid.place == Place(DAY, "午後", _lane(centre, "和室"))
    assert week.pane.heading.plain().startswith("12月9日")
    centre.press(week.grid, Qt.Key.Key_Return)


@when(parsers.parse("団体を「{kana}」とさがして選ぶ"))
def find_the_group(centre: Centre, kana: str) -> None:
    counter = centre.page(CounterPage)
    commit(counter.group.search.edit, kana)
    with centre.qtbot.waitSignal(counter.group.search.searched, timeout=search.WAIT * 8):
        pass
    settle()
    assert counter.group.value() is not None


@when(parsers.parse("おとな{count:d}人、目的「{purpose}」と書く"))
def say_how_many(centre: Centre, count: int, purpose: str) -> None:
    counter = centre.page(CounterPage)
    for name, words in (("adults", str(count)), ("purpose", purpose)):
        commit(counter.who.fields[name].control.parts()[0][1], words)
    with centre.qtbot.waitSignal(counter.asked, timeout=4_000):
        pass


@then(parsers.parse("「{group}」「{room}」「{day}」「{hours}」「{people}」と読み上げる文が出ている"))
def the_sentence_is_whole(centre: Centre, group: str, room: str, day: str, hours: str, people: str) -> None:
    aloud = centre.page(CounterPage).pane.aloud.text
    assert all(words in aloud for words in (group, room, day, hours, people)), aloud


@when("予約して許可書を印刷する")
def book_it(centre: Centre) -> None:
    centre.press(centre.page(CounterPage).book)


@then(parsers.parse("和室は12月9日の午後、「{group}」の予約で確定している"))
def it_is_booked(centre: Centre, group: str) -> None:
    row = next(row for row in centre.on(DAY) if row.room == "和室" and row.start == datetime(2026, 12, 9, 13))
    assert (row.group, row.state, row.people) == (group, "confirmed", 8)
    assert centre.records.ask(usecases.booking, row.id).permit


@when("ふさがっているところを選ぶ")
def choose_a_taken_place(centre: Centre) -> None:
    week, model = centre.week, centre.week.grid.grid
    taken = next(
        model.place(index)
        for row in range(model.rowCount())
        for index in (model.index(row, column) for column in range(2, model.columnCount()))
        if model.block(index)
    )
    week.grid.choose(taken)
    settle()
    assert week.grid.place == taken


def ways_to_free_places(week: BookingsPage) -> list[Button]:
    return [each for each in week.pane.buttons if each.accessibleName().endswith("へ行く")]


@then("だれが使うかと、近くの空きが出ている")
def holder_and_free_places(centre: Centre) -> None:
    week = centre.week
    holder = week.grid.bookings_here()[0]
    told = [each.accessibleName() for each in week.pane.buttons]
    assert holder.title in told[0]
    assert len(ways_to_free_places(week)) == 3


@when("近くの空きに移って、そこを予約しはじめる")
def go_to_a_free_place(centre: Centre) -> None:
    week = centre.week
    centre.press(ways_to_free_places(week)[0])
    assert week.grid.bookings_here() == ()
    centre.remembered = week.grid.place
    assert week.days_wanted is not None and week._how == WEEK
    centre.press(week.pane.buttons[0])


@then("その日と部屋が、もう選んである")
def day_and_room_are_chosen(centre: Centre) -> None:
    counter, place = centre.page(CounterPage), centre.remembered
    assert counter.when.day.value() == place.day
    assert counter.when.band.value() == place.band
    assert counter.rooms.value() is not None
