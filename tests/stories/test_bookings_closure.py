"""A closure over bookings that stand, with its letters, played in the real window on the sample's centre."""

from datetime import date

import pytest
from pytest_bdd import parsers, scenarios, then, when
from support.centre_story import Centre
from support.ime import commit
from support.papers import squeezed

from kobe_desk.modules.bookings import usecases
from kobe_desk.modules.bookings.view.centre import CentrePage
from kobe_desk.modules.bookings.view.closures import ClosuresPage
from kobe_desk.modules.bookings.view.printing import BookingPapersPage
from kobe_desk.paper.render import page_count

scenarios("bookings_closure.feature")
pytestmark = pytest.mark.story
FIRST, LAST = date(2026, 12, 10), date(2026, 12, 13)


def _held(centre: Centre) -> dict[object, usecases.BookingRow]:
    rows = centre.records.ask(usecases.bookings_between, FIRST, LAST)
    return {row.id: row for row in rows if row.state in ("confirmed", "provisional")}


@when(parsers.parse("12月10日から13日までを「{reason}」で休館にしようとする"))
def wish_to_close(centre: Centre, reason: str) -> None:
    centre.remembered = _held(centre)
    assert len(centre.remembered) > 2
    centre.click(centre.week.centre)
    centre.click(centre.page(CentrePage).closures)
    page = centre.page(ClosuresPage)
    page.form.fill({"first": FIRST, "last": LAST})
    commit(page.form.fields["reason"].control, reason)
    centre.press(page.look)


@then("その間の予約が一つずつ出ていて、まだ何も変わっていない")
def each_is_asked_about(centre: Centre) -> None:
    page = centre.page(ClosuresPage)
    assert set(page._fates) == set(centre.remembered)
    assert page.decide.isVisible()
    assert _held(centre) == centre.remembered


@when("はじめの予約はそのままにし、ほかは取り消して休館にする")
def decide(centre: Centre) -> None:
    page = centre.page(ClosuresPage)
    first = next(iter(page._fates.values()))
    first.set_value("keep")
    centre.press(page.close_button)


@then("そのままの予約だけが残り、表は休館になっている")
def the_centre_is_closed(centre: Centre) -> None:
    (kept,) = _held(centre)
    assert kept == next(iter(centre.remembered))
    days = centre.records.ask(usecases.days_between, FIRST, LAST)
    assert all(day.closed for day in days)


@when("団体への手紙を開く")
def open_the_letters(centre: Centre) -> None:
    page = centre.page(ClosuresPage)
    row = next(at for at in range(page.model.rowCount()) if page.model.row_at(at).reason == "設備の点検")
    page.table.selectRow(row)
    centre.press(page.letters)


@then(parsers.parse("取り消した団体ごとに手紙があり、「{reason}」と書いてある"))
def a_letter_for_each(centre: Centre, reason: str) -> None:
    (letters,) = centre.page(BookingPapersPage).preview.papers
    cancelled = list(centre.remembered.values())[1:]
    assert page_count(letters.pdf) == len(cancelled)
    words = centre.words(letters.name)
    assert words.count(squeezed(reason)) >= len(cancelled)
    assert all(squeezed(row.group) in words for row in cancelled)


@when("休館を取りやめる")
def lift(centre: Centre) -> None:
    centre.page(BookingPapersPage).back_requested.emit()
    page = centre.page(ClosuresPage)
    centre.press(page.lift)
    assert f"{len(centre.remembered) - 1}件" in page.said.text


@then("その間の予約はみな元のとおりである")
def all_is_as_before(centre: Centre) -> None:
    assert _held(centre) == centre.remembered
