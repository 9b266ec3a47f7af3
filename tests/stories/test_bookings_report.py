"""The monthly report of use, played in the real window on the sample's centre."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytest_bdd import scenarios, then, when
from support.centre_story import Centre
from support.papers import squeezed

from kobe_desk.modules.bookings import usecases
from kobe_desk.modules.bookings.view.printing import BookingPapersPage

scenarios("bookings_report.feature")
pytestmark = pytest.mark.story
NAME = "利用状況報告書"


@when("予約のページで印刷を開く")
def print_the_month(centre: Centre) -> None:
    centre.click(centre.week.print)


@then("利用状況報告に、10月の利用の数、人数、使用料が、帳面のとおり書いてある")
def the_figures_are_those_of_the_book(centre: Centre) -> None:
    used = centre.records.ask(usecases.use_report, date(2026, 10, 1), date(2026, 10, 31))
    centre.remembered = used
    words = centre.words(NAME)
    assert "令和8年10月" in words
    assert used.uses > 20
    for count in (used.uses, used.people, used.fees, used.open_days):
        assert f"{count:,}" in words


@then("部屋ごとの利用が、帳面のとおり書いてある")
def each_room(centre: Centre) -> None:
    words = centre.words(NAME)
    rooms = [each for each in centre.remembered.by_room if each.uses]
    assert rooms
    assert all(squeezed(each.name) in words and f"{each.uses:,}" in words for each in rooms)


@when("報告をPDFで保存する")
def save_it(centre: Centre, monkeypatch: pytest.MonkeyPatch) -> None:
    preview = centre.page(BookingPapersPage).preview
    place = next(at for at, each in enumerate(preview.papers) if each.name == NAME)
    target = centre.folder / "報告.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    preview.list.items[place].click()
    centre.click(preview.save_button)
    centre.remembered = preview.papers[place].pdf


@then("保存した報告は、見た報告と同じである")
def the_same_bytes(centre: Centre) -> None:
    assert Path(centre.folder / "報告.pdf").read_bytes() == centre.remembered
