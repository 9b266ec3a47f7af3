"""A year of the roster, played in the real window: a split, a merge, dues, a roster for members, labels."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from pytest_bdd import given, parsers, scenarios, then, when
from pytestqt.qtbot import QtBot
from support.roster import fill
from support.roster_window import Played, play

from kobe_desk.core import clock
from kobe_desk.core.records import Records
from kobe_desk.core.text import use_language
from kobe_desk.modules.association.usecases import Profile, save_profile
from kobe_desk.modules.ledger.usecases import cash_book
from kobe_desk.modules.members.usecases import (
    ConsentRequest,
    HouseholdRequest,
    PeopleFilter,
    PersonRequest,
    add_household,
    counts_on,
    people,
    provisions,
    record_consent,
)
from kobe_desk.modules.members.view.care import DUPLICATES, CarePage
from kobe_desk.modules.members.view.dues import DuesPage
from kobe_desk.modules.members.view.duplicates import DuplicatesPage
from kobe_desk.modules.members.view.household import HouseholdPage
from kobe_desk.modules.members.view.moving import MovingPage
from kobe_desk.modules.members.view.moving.acts import ACTS, SPLIT
from kobe_desk.modules.members.view.papers import DISTRIBUTION, KINDS, LABELS, PapersPage
from kobe_desk.modules.members.view.printing import PrintPage
from kobe_desk.ui.desk import Desk

scenarios("members_year.feature")
pytestmark = pytest.mark.story


@pytest.fixture(autouse=True)
def dressed() -> Iterator[None]:
    use_language("ja")
    with clock.stopped_at(datetime(2026, 11, 25, 1, 32, tzinfo=UTC)):
        yield


@given("名簿に人がいる帳面がひらいている", target_fixture="played")
def a_desk_with_people(records: Records, desk: Desk, qtbot: QtBot) -> Played:
    records.do(save_profile, Profile("みなと坂自治会"))
    fill(records)
    return play(records, desk, qtbot)


@when(parsers.parse("「{name}」を「{day}」から「{address}」に分ける異動を見る"))
def look_at_a_split(played: Played, name: str, day: str, address: str) -> None:
    played.roster.pane.household.click()
    card = played.stack.page
    assert isinstance(card, HouseholdPage)
    card.moving.click()
    page = played.stack.page
    assert isinstance(page, MovingPage)
    page.show_part(next(place for place, act in enumerate(ACTS) if act.kind == SPLIT))
    page.form.fill({"people": (played.key(name),), "day": date.fromisoformat(day), "address": address})
    page.look.click()


@then(parsers.parse("「{name}」は変わらないと出ている"))
def stays(played: Played, name: str) -> None:
    page = played.stack.page
    assert isinstance(page, MovingPage)
    rows = [page.model.row_at(place) for place in range(page.model.rowCount())]
    assert (name, "stays") in {(row.name, row.field) for row in rows if row is not None}


@when("この内容で記録する")
def write_it(played: Played) -> None:
    page = played.stack.page
    assert isinstance(page, MovingPage)
    page.write.click()


@then(parsers.parse("「{day}」の世帯の数は{count:d}である"))
def so_many_households(played: Played, day: str, count: int) -> None:
    assert played.records.ask(counts_on, date.fromisoformat(day)).households == count


@given(parsers.parse("「{name}」がもう一度、別の住所で書かれている"))
def written_twice(played: Played, name: str) -> None:
    again = (PersonRequest(name, "ツジ　ハル", phone="078-000-0117"),)
    played.records.do(add_household, HouseholdRequest(address="港町9-9"), again)


@when("重なりの画面で1件にまとめる")
def make_one(played: Played) -> None:
    played.roster.care.click()
    care = played.stack.page
    assert isinstance(care, CarePage)
    care.ways[DUPLICATES].click()
    page = played.stack.page
    assert isinstance(page, DuplicatesPage)
    page.merge.click()


@then(parsers.parse("名簿に{count:d}人いる"))
def so_many_people(played: Played, count: int) -> None:
    assert played.records.ask(people, PeopleFilter()).total == count


@when("元に戻すボタンを押す")
def undo(played: Played) -> None:
    played.desk.undo()


@when("月300円で後期の会費を割り当てる")
def charge(played: Played) -> None:
    page = _dues(played)
    page.rates.form.fill({"kind": "", "amount": 300, "months": 1})
    page.rates.save.click()
    days = {"collect_from": date(2026, 12, 1), "collect_until": date(2026, 12, 20)}
    page.planning.form.fill({"title": "後期", "first": date(2026, 10, 1), "months": 6, **days})
    page.planning.add_round.click()
    page.planning.charge.click()


@when("最初の世帯から会費を受け取る")
def take(played: Played) -> None:
    _dues(played).collecting.take.click()


@then(parsers.parse("領収書の番号は「{number}」である"))
def the_receipt(played: Played, number: str) -> None:
    row = _dues(played).collecting.model.row_at(0)
    assert row is not None and [each.removeprefix("みなと") for each in row.receipts] == [number]


@then(parsers.parse("出納帳に{amount:d}円が入っている"))
def in_the_book(played: Played, amount: int) -> None:
    assert [row.income for row in played.records.ask(cash_book, 2026)] == [amount]


@then("集金表をひらける")
def sheets(played: Played) -> None:
    _dues(played).collecting.print.click()
    assert isinstance(played.stack.page, PrintPage)


@given(parsers.parse("「{name}」が氏名の掲載に同意している"))
def agreed(played: Played, name: str) -> None:
    asked = ConsentRequest((played.key(name),), "distribution", {"name": True}, date(2026, 4, 1), "同意書 No.1")
    played.records.do(record_consent, asked)


@when(parsers.parse("「{recipient}」に「{purpose}」のための配布用名簿をつくる"))
def hand_out(played: Played, recipient: str, purpose: str) -> None:
    _make(played, DISTRIBUTION, {"recipient": recipient, "purpose": purpose})


@then(parsers.parse("提供の記録に{count:d}世帯と書かれている"))
def recorded(played: Played, count: int) -> None:
    assert [row.households for row in played.records.ask(provisions)] == [count]
    assert isinstance(played.stack.page, PrintPage)


@when(parsers.parse("宛名ラベルを{place:d}面目からつくる"))
def make_labels(played: Played, place: int) -> None:
    _make(played, LABELS, {"place": place})


@then(parsers.parse("書類の画面に「{name}」が出ている"))
def in_sight(played: Played, name: str) -> None:
    page = played.stack.page
    assert isinstance(page, PrintPage)
    assert page.preview.isVisible()


def _dues(played: Played) -> DuesPage:
    if not isinstance(played.stack.page, DuesPage):
        played.roster.dues.click()
    page = played.stack.page
    assert isinstance(page, DuesPage)
    return page


def _make(played: Played, kind: str, answers: dict[str, object]) -> None:
    played.stack.controller.open_papers()
    page = played.stack.page
    assert isinstance(page, PapersPage)
    page.show_part([each.key for each in KINDS].index(kind))
    page.form.fill(answers)
    page.make.click()
