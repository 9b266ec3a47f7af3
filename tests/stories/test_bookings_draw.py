"""A lottery from the applications to the letters, played in the real window on the sample's centre."""

import hashlib
from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytest_bdd import parsers, scenarios, then, when
from support.audit import settle
from support.centre_story import Centre
from support.ime import commit

from kobe_desk.modules.bookings import usecases
from kobe_desk.modules.bookings.view.draws import DrawsPage, RoundPage
from kobe_desk.modules.bookings.view.draws import round as round_view
from kobe_desk.modules.bookings.view.printing import BookingPapersPage
from kobe_desk.paper.render import page_count

scenarios("bookings_draw.feature")
pytestmark = pytest.mark.story


def _page(centre: Centre) -> RoundPage:
    return centre.page(RoundPage)


def _wishes(centre: Centre) -> tuple[usecases.WishRow, ...]:
    return centre.records.ask(usecases.wishes, _page(centre).row.id)


@when(parsers.parse("2月の受付回に「{group}」の大会議室の申込みを書きとめる"))
def write_an_application(centre: Centre, group: str) -> None:
    centre.click(centre.week.draws)
    draws = centre.page(DrawsPage)
    assert draws.table.row.month == date(2027, 2, 1)
    centre.press(draws.table, Qt.Key.Key_Return)
    page = _page(centre)
    first = _wishes(centre)[0]
    commit(page.form.group.search.edit, group)
    page.form.group.search._search()
    settle()
    page.form.fill({"day": first.start.date()})
    page.form.day_changed.emit(first.start.date())
    page.form.fill({"band": "午前", "room": first.room_id, "people": 20})
    centre.press(page.write)


@then(parsers.parse("申込みは{count:d}件で、まだ抽選できない"))
def so_many_applications(centre: Centre, count: int) -> None:
    assert _page(centre).model.rowCount() == count
    assert not _page(centre).act.isVisible()


@when(parsers.parse("さいころの目「{seed}」で抽選する"))
def draw(centre: Centre, seed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(round_view, "confirm", lambda *_asked: True)
    _page(centre).back_requested.emit()
    draws = centre.page(DrawsPage)
    centre.press(draws.table, Qt.Key.Key_Return)
    page = _page(centre)
    commit(page.choice.fields["seed"].control, seed)
    centre.press(page.act)


@then(parsers.parse("当選は{count:d}件で、種は「{seed}」である"))
def so_many_won(centre: Centre, count: int, seed: str) -> None:
    assert [row.state for row in _wishes(centre)].count("won") == count
    assert _page(centre).row.seed == seed


@then("だれが計算しても同じ順になる")
def anybody_gets_the_same(centre: Centre) -> None:
    page = _page(centre)
    shown = [page.model.row_at(at).wish.number for at in range(page.model.rowCount())]
    by_hand = sorted(shown, key=lambda number: hashlib.sha256(f"{page.row.seed}:{number}".encode()).hexdigest())
    assert shown == by_hand
    assert page.model.row_at(0).wish.state == "won"


@when("もう一度引いて確かめる")
def draw_again(centre: Centre) -> None:
    centre.press(_page(centre).check)


@then("結果は同じと出ている")
def the_same(centre: Centre) -> None:
    assert "結果は同じです" in _page(centre).checked.text


@when("当選を予約にする")
def book_the_winner(centre: Centre) -> None:
    centre.press(_page(centre).book)


@then("大会議室のその朝は当選した団体の予約である")
def the_winner_has_it(centre: Centre) -> None:
    winner = _page(centre).model.row_at(0).wish
    row = next(row for row in centre.on(winner.start.date()) if row.start == winner.start and row.room == winner.room)
    assert (row.group, row.state) == (winner.group, "confirmed")


@then("予約は取り消され、当選は当選のままである")
def taken_back(centre: Centre) -> None:
    winner = _page(centre).model.row_at(0).wish
    assert not [row for row in centre.on(winner.start.date()) if row.start == winner.start and row.room == winner.room]
    assert winner.state == "won"


@when("落選をすべて空き待ちに入れる")
def all_wait_on(centre: Centre) -> None:
    centre.remembered = len(centre.records.ask(usecases.wishes, None, True))
    centre.press(_page(centre).wait_all)


@then(parsers.parse("空き待ちに落選した{count:d}組が加わっている"))
def they_wait(centre: Centre, count: int) -> None:
    assert len(centre.records.ask(usecases.wishes, None, True)) == centre.remembered + count


@when("結果と手紙を開く")
def open_the_papers(centre: Centre) -> None:
    centre.press(_page(centre).print)


@then(parsers.parse("当選の手紙は{won:d}通、落選の手紙は{lost:d}通である"))
def so_many_letters(centre: Centre, won: int, lost: int) -> None:
    _result, letters = centre.page(BookingPapersPage).preview.papers
    assert page_count(letters.pdf) == won + lost
    words = centre.words(letters.name)
    assert (words.count("次の内容で当選しました"), words.count("落選となりました")) == (won, lost)
