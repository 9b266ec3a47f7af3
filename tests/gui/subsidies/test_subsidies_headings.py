"""費目の対応 in a real window: from the grant and from the books, by keyboard alone, and with undo."""

from datetime import date
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from support.audit import audit, settle
from support.granting import hand_in

from kobe_desk.core.text import _
from kobe_desk.modules.ledger import module
from kobe_desk.modules.ledger.usecases import EntryRequest, accounts, post_entry
from kobe_desk.modules.subsidies.rules.mapping import NOT_COVERED, Goes, Known
from kobe_desk.modules.subsidies.usecases import bundles, grant, open_bundle
from kobe_desk.modules.subsidies.usecases.granting.headings import heading_map
from kobe_desk.modules.subsidies.view import GrantPage, HeadingsPage


@pytest.fixture
def sample_records(together_records):
    """The sample's records with a bundle in them."""
    return together_records[0]


@pytest.fixture
def granted(sample_records) -> UUID:
    (line,) = sample_records.ask(bundles)
    keys = sample_records.ask(open_bundle, line.id).keys
    hand_in(sample_records, *keys)
    account = next(each for each in sample_records.ask(accounts) if each.name == "予備費")
    sample_records.do(post_entry, EntryRequest(date(2026, 12, 20), account.id, 3_000, "花の苗", "みなと商店"))
    return keys[1]


@pytest.fixture
def page(opened, granted: UUID) -> HeadingsPage:
    """Opened from the costs of the grant."""
    opened.stack.controller.refresh()
    opened.click(opened.page.buttons[f"grant:{granted}"])
    opened.click(opened.page.steps.items[-1])
    opened.click(opened.page.part.headings)
    settle()
    assert isinstance(opened.page, HeadingsPage)
    return opened.page


def known(opened, key: UUID, name: str) -> Goes:
    return next(each.goes for each in opened.records.ask(heading_map, key).ways if each.account.name == name)


def at(page: HeadingsPage, name: str):
    return next(row for row in page.rows if name in row.select.accessibleName())


def test_the_page_keeps_the_rules(page: HeadingsPage, opened) -> None:
    assert not audit(opened.window)


def tab_to(opened, widget) -> None:
    for _step in range(60):
        if opened.window.focusWidget() is widget:
            return
        QTest.keyClick(opened.window.focusWidget(), Qt.Key.Key_Tab)
    raise AssertionError("Tab does not lead there")


def test_headings_are_set_by_keyboard_alone_and_proposed_at_the_grant(
    page: HeadingsPage, opened, granted: UUID
) -> None:
    """Tab from the programme to the account, a key for the drop-down, on to the button, Space; then undo."""
    target = at(page, "予備費").select
    tab_to(opened, target)
    for _step in range(target.findText("消耗品費")):
        QTest.keyClick(target, Qt.Key.Key_Down)
    assert "1" in page.save.words()
    tab_to(opened, page.save)
    QTest.keyClick(page.save, Qt.Key.Key_Space)
    settle()
    assert known(opened, granted, "予備費") == Goes("supplies", Known.SET)
    assert opened.window.focusWidget() is page.save, "the keyboard stays where it is"
    opened.stack.leave(page)
    settle()
    assert isinstance(opened.page, GrantPage)
    part = opened.page.part
    entry = next(each for each in opened.records.ask(grant, granted).free if each.account == "予備費")
    part.form.fields["entry"].control.set_value(entry.id)
    part.form.fields["entry"].control.edited.emit()
    assert part.form.fields["category"].control.value() == "supplies"
    assert "予備費" in part.known.text
    opened.records.undo()
    assert known(opened, granted, "予備費") == Goes()


def test_all_that_is_proposed_is_set_with_one_press_and_the_open_ones_are_closed(
    page: HeadingsPage, opened, granted: UUID
) -> None:
    opened.click(page.adopt)
    settle()
    assert known(opened, granted, "消耗品費") == Goes("supplies", Known.SET)
    assert page.adopt.isHidden()
    opened.click(page.rest)
    opened.click(page.save)
    settle()
    assert {each.goes.known for each in opened.records.ask(heading_map, granted).ways} == {Known.SET}
    assert known(opened, granted, "予備費").heading == NOT_COVERED
    opened.click(page.save)
    assert page.notice.text == _("Nothing else was chosen, so there is nothing to set.")


def test_what_was_chosen_and_not_set_is_there_again_after_another_programme(page: HeadingsPage, granted: UUID) -> None:
    row = at(page, "予備費")
    row.select.set_value("printing")
    row.select.edited.emit()
    offered = [page.programme.itemData(place) for place in range(page.programme.count())]
    other = next(key for key in offered if key != granted)
    for key in (other, granted):
        page.programme.set_value(key)
        page.programme.edited.emit()
        settle()
    assert at(page, "予備費").select.value() == "printing"


def test_the_books_lead_there_too(opened, granted: UUID, qtbot) -> None:
    books = module.open_page(opened.desk)
    qtbot.addWidget(books)
    with qtbot.waitSignal(books.jump_wanted) as jump:
        books.page.accounts.headings.click()
    assert jump.args[0] == "subsidies"
    opened.stack.open_record(jump.args[1])
    settle()
    assert isinstance(opened.page, HeadingsPage)
    assert opened.page.rows
