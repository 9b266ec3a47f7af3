"""The sealed drawer in the window: made, opened, filled, printed from, and shut as soon as its page is left."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtWidgets import QLabel
from support.audit import settle
from support.vault_desk import CHEAP, WORDS, later

from kobe_desk.core.permission import Role
from kobe_desk.core.records import Records
from kobe_desk.core.vault import commands
from kobe_desk.core.vault.opening import OpenDesk
from kobe_desk.modules.members import usecases
from kobe_desk.modules.members.module import RosterStack
from kobe_desk.modules.members.usecases import ListRequest, SealedEntry
from kobe_desk.modules.members.view.care import DRAWER, CarePage
from kobe_desk.modules.members.view.drawer import DrawerPage, keys, lists
from kobe_desk.modules.members.view.person import PersonPage
from kobe_desk.modules.members.view.printing import PrintPage
from kobe_desk.modules.members.view.roster import RosterPage

CANARY = "カナリア封印太郎"


@pytest.fixture
def records(open_desk: OpenDesk) -> Iterator[Records]:
    """A desk in a folder of its own: a drawer needs its keys."""
    return open_desk.records


@pytest.fixture
def page(records: Records, stack: RosterStack, roster: RosterPage) -> DrawerPage:
    roster.care.click()
    care = stack.page
    assert isinstance(care, CarePage)
    care.ways[DRAWER].click()
    settle()
    assert isinstance(stack.page, DrawerPage)
    return stack.page


@pytest.fixture
def opened(records: Records, page: DrawerPage) -> DrawerPage:
    """Open, with one person in one list."""
    records.do(usecases.make_drawer, WORDS)
    request = ListRequest("support", "前期の名簿", "区役所", date(2026, 6, 1))
    which = records.do(usecases.add_sealed_list, request).result
    records.do(usecases.add_sealed, which, SealedEntry(CANARY, reason="車いす"))
    records.do(usecases.shut_drawer)
    page.looked_at.emit()
    page.gate.passphrase.words.setText(WORDS)
    page.gate.open.click()
    settle()
    assert page.open
    return page


def words_on(page: DrawerPage) -> str:
    told = [label.text() for label in page.findChildren(QLabel)]
    model = page.people.model
    rows = [str(model.index(row, column).data()) for row in range(model.rowCount()) for column in range(4)]
    typed = [str(value) for value in page.people.form.typed().values()]
    return "\n".join([*told, *rows, *typed])


def test_the_first_officer_makes_it_and_copies_the_paper(records: Records, page: DrawerPage) -> None:
    assert not page.list.isVisible()
    page.gate.passphrase.words.setText("ちがう ことば でした")
    page.gate.open.click()
    assert page.gate.passphrase.field.error
    page.gate.passphrase.words.setText(WORDS)
    with later(1):
        page.gate.pause.tick()
        page.gate.open.click()
        settle()
    card = page._card
    assert card is not None and card.isVisible() and not page.gate.isVisible() and not page.people.isVisible()
    card.line.set_value("ちがう行")
    card.finish.click()
    assert card.line.error
    row = card._code.rows[card._asked]
    card.line.set_value(row.text)
    card.finish.click()
    settle()
    assert page.people.isVisible() and page.list.isVisible()
    assert "受け取りの記録" in page.people._none.text


def test_a_list_and_a_person_from_the_roster_are_put_in(records: Records, opened: DrawerPage) -> None:
    opened.show_part(1)
    opened.lists.add.click()
    opened.lists.form.fill({"title": "後期の名簿", "source": "区役所", "received": date(2026, 11, 1)})
    opened.lists.save.click()
    assert {row.title for row in records.ask(usecases.sealed_lists)} == {"前期の名簿", "後期の名簿"}
    opened.show_part(0)
    opened.people.add.click()
    opened.people.search.set_text("つじ")
    opened.people.searched.emit("辻")
    hit = opened.people._hits.itemAt(0).widget()
    hit.click()
    assert opened.people.form.typed()["name"] == "辻󠄀　ハル"
    opened.people.form.fields["reason"].set_value("耳が遠い")
    opened.people.save.click()
    people = records.ask(usecases.sealed_people)
    assert [(row.entry.name, row.entry.reason, bool(row.entry.person)) for row in people] == [
        (CANARY, "車いす", False),
        ("辻󠄀　ハル", "耳が遠い", True),
    ]
    assert not opened.people.card.isVisible()


def test_an_entry_is_corrected_and_taken_back(records: Records, opened: DrawerPage) -> None:
    opened.people.edit.click()
    opened.people.form.fields["helpers"].set_value("班長")
    opened.people.save.click()
    assert records.ask(usecases.sealed_people)[0].entry.helpers == "班長"
    records.undo()
    assert records.ask(usecases.sealed_people)[0].entry.helpers == ""
    opened.people.remove.click()
    assert records.ask(usecases.sealed_people) == ()


def test_leaving_the_page_shuts_it_and_wipes_the_screen(
    records: Records, stack: RosterStack, opened: DrawerPage
) -> None:
    opened.people.edit.click()
    assert CANARY in words_on(opened)
    stack.window().open("members")  # the same entry: nothing is left
    assert records.ask(usecases.drawer_status).open
    opened.hide()
    assert not records.ask(usecases.drawer_status).open
    assert CANARY not in words_on(opened)
    opened.show()
    settle()
    assert opened.gate.isVisible() and not opened.gate.passphrase.value()
    assert records.ask(usecases.drawer_log)[0].label == "Shut the sealed drawer"


def test_the_way_back_shuts_it(records: Records, opened: DrawerPage) -> None:
    opened.header.back.click()
    assert not records.ask(usecases.drawer_status).open


def test_no_draft_of_it_is_kept(open_desk: OpenDesk, opened: DrawerPage) -> None:
    opened.people.add.click()
    opened.people.form.fields["name"].set_value(CANARY)
    opened.people.form.edited.emit()
    opened.hide()
    with open_desk.database.reading() as session:
        assert session.connection().exec_driver_sql("SELECT count(*) FROM draft").scalar() == 0


def test_a_wrong_passphrase_is_said_and_recorded(records: Records, opened: DrawerPage) -> None:
    opened.shut.click()
    opened.gate.passphrase.words.setText("ちがう ことば でした")
    opened.gate.open.click()
    assert opened.gate.passphrase.field.error and not opened.open
    assert records.ask(usecases.drawer_log)[0].label == "A wrong passphrase at the sealed drawer"


def test_a_slip_in_the_code_is_shown_at_its_line(records: Records, opened: DrawerPage) -> None:
    opened.shut.click()
    opened.gate.by_code.click()
    opened.gate.code.fields[0].set_value("2222 2222 2222 3")
    opened.gate.open_code.click()
    assert opened.gate.code.fields[0].error


def test_a_sheet_is_made_and_recorded(records: Records, stack: RosterStack, opened: DrawerPage) -> None:
    opened.show_part(2)
    opened.sheet.form.fields["recipient"].set_value("防災部長")
    opened.sheet.make.click()
    assert isinstance(stack.page, PrintPage)
    (line,) = records.ask(usecases.provisions)
    assert (line.kind, line.recipient, line.people) == ("safety-drill", "防災部長", 1)
    assert not records.ask(usecases.drawer_status).open, "the paper is looked at; the drawer is shut"


def test_another_officer_is_given_access_and_it_is_ended(
    open_desk: OpenDesk, records: Records, opened: DrawerPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    slot = commands.add_slot(open_desk, "やまなみ ことり つくえ みかづき", "防災 部長", Role.READER, cost=CHEAP)
    opened.looked_at.emit()
    opened.show_part(3)
    assert opened.keys.alone.isVisible()
    opened.keys.passphrase.words.setText("ちがう ことば でした")
    opened.keys.give.click()
    assert opened.keys.passphrase.field.error
    opened.keys.passphrase.words.setText("やまなみ ことり つくえ みかづき")
    with later(1):
        opened.keys.give.click()
    assert not opened.keys.alone.isVisible() and opened.keys.model.rowCount() == 3
    opened.keys.table.choose(slot)
    monkeypatch.setattr(keys, "confirm", lambda *_said: True)
    opened.keys.end.click()
    assert opened.keys.model.rowCount() == 2 and opened.open
    opened.keys.table.choose(open_desk.unlocked.who.slot)
    opened.keys.end.click()
    assert "最後の鍵" in opened.keys.warning.text


def test_a_list_is_wiped_when_it_was_given_back(
    records: Records, opened: DrawerPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened.show_part(1)
    opened.lists.end_form.fill({"outcome": "区役所へ返却"})
    monkeypatch.setattr(lists, "confirm", lambda *_said: True)
    opened.lists.dispose.click()
    assert records.ask(usecases.sealed_people) == ()
    assert not opened.lists.disposal.isVisible()


def test_who_has_no_access_is_told_who_has(open_desk: OpenDesk, records: Records, opened: DrawerPage) -> None:
    from dataclasses import replace

    status = replace(records.ask(usecases.drawer_status), mine=False, open=False)
    opened._open = False
    opened.gate.show_status(status)
    assert "中村 書記子" in opened.gate.told.text and not opened.gate.words.isVisible()


def test_after_a_wrong_passphrase_the_field_counts_down(
    records: Records, stack: RosterStack, opened: DrawerPage
) -> None:
    opened.shut.click()
    gate = opened.gate
    gate.passphrase.words.setText("ちがう ことば でした")
    gate.open.click()
    settle()
    assert "1秒" in gate.passphrase.field.error and not gate.open.isEnabled()
    with later(1):
        gate.pause.tick()
        assert "秒" not in gate.passphrase.field.error and gate.open.isEnabled()
        gate.open.click()
        settle()
        assert "2秒" in gate.passphrase.field.error
        opened.hide()
        opened.show()
        settle()
        assert "2秒" in gate.passphrase.field.error, "leaving the page and coming back does not help"
        gate.by_code.click()
        assert "2秒" in gate.warning.text and gate.warning.isVisible() and not gate.open_code.isEnabled()
        gate.leave.click()
    with later(3):
        gate.pause.tick()
        gate.passphrase.words.setText(WORDS)
        gate.open.click()
        settle()
        assert opened.open


def test_all_that_is_kept_of_a_person_asks_for_the_drawer_first(
    records: Records, stack: RosterStack, opened: DrawerPage
) -> None:
    person = records.do(usecases.add_person, usecases.PersonRequest("高木　真理")).result
    opened.shut.click()
    stack.leave(opened)
    stack.controller.homes.open_person(person)
    page = stack.page
    assert isinstance(page, PersonPage)
    page.show_part(2)
    card = page.consents.drawer
    assert not card.isVisible()
    page.consents.disclosure.click()
    settle()
    assert card.isVisible() and card.open.isVisible()
    card.passphrase.words.setText("ちがう ことば でした")
    card.open.click()
    settle()
    assert "1秒" in card.passphrase.field.error and not card.open.isEnabled()
    with later(1):
        card.pause.tick()
        card.passphrase.words.setText(WORDS)
        card.open.click()
        settle()
    assert isinstance(stack.page, PrintPage)
    assert "高木" not in stack.page.preview.paper.name  # what its file would be called
    assert not card.passphrase.value() and not records.ask(usecases.drawer_status).open
    stack.leave(stack.page)
    page.consents.disclosure.click()
    settle()
    card.without.click()
    assert isinstance(stack.page, PrintPage)
