"""The forms of 名簿: a person, a household, an office, a block; what is being written is never lost."""

from datetime import date
from io import BytesIO
from pathlib import Path
from uuid import UUID

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot
from support.audit import audit, said, settle
from support.ime import commit, compose

from kobe_desk.core.japanese import postal
from kobe_desk.core.records import Records
from kobe_desk.modules.association.usecases import add_office, offices
from kobe_desk.modules.members.module import RosterStack
from kobe_desk.modules.members.usecases import (
    PeopleFilter,
    TermRequest,
    areas,
    assign_office,
    household_card,
    officers_on,
    people,
    person_card,
    person_request,
)
from kobe_desk.modules.members.usecases.photos import photo_of
from kobe_desk.modules.members.view.areas import AreasPage
from kobe_desk.modules.members.view.care import AREAS, CarePage
from kobe_desk.modules.members.view.household import HouseholdPage
from kobe_desk.modules.members.view.household_form import HouseholdFormPage
from kobe_desk.modules.members.view.papers import PapersPage
from kobe_desk.modules.members.view.person import PersonPage
from kobe_desk.modules.members.view.printing import PrintPage
from kobe_desk.modules.members.view.roster import RosterPage
from kobe_desk.ui.field import DateField, TextField
from kobe_desk.ui.window import DeskWindow


def key_of(records: Records, name: str) -> UUID:
    return next(row.id for row in records.ask(people, PeopleFilter()).rows if row.name == name)


def write(field: object, text: str) -> None:
    """Type into a field of a form as an input method does."""
    control = field.control  # type: ignore[attr-defined]
    assert isinstance(control, TextField)
    control.clear()
    commit(control, text)


def write_day(field: object, *parts: str) -> None:
    control = field.control  # type: ignore[attr-defined]
    assert isinstance(control, DateField)
    for (_word, part), text in zip(control.parts()[1:], parts, strict=True):
        part.clear()  # type: ignore[attr-defined]
        commit(part, text)


@pytest.fixture
def person(records: Records, stack: RosterStack, roster: RosterPage) -> PersonPage:
    stack.controller.homes.open_person(key_of(records, "髙橋　悦郎"))
    assert isinstance(stack.page, PersonPage)
    return stack.page


@pytest.fixture
def chair(records: Records) -> UUID:
    """The office 会長, for one person at a time."""
    found = {row.name: row.id for row in records.ask(offices)}
    key: UUID = found["会長"] if "会長" in found else records.do(add_office, "会長", "chair", True).result
    return key


def test_a_person_is_corrected_with_full_width_figures(
    records: Records, stack: RosterStack, person: PersonPage
) -> None:
    fields = person.form.fields
    write(fields["phone"], "０７８９９９１２３４")
    write_day(fields["birth"], "２３", "４", "１")
    person.save.click()
    kept = records.ask(person_request, key_of(records, "髙橋　悦郎"))
    assert (kept.phone, kept.birth, kept.head) == ("078-999-1234", date(1948, 4, 1), True)
    assert isinstance(stack.page, RosterPage)


def test_the_reading_is_overheard_while_the_name_is_typed(stack: RosterStack, roster: RosterPage) -> None:
    roster.add_household.click()
    page = stack.page
    assert isinstance(page, HouseholdFormPage)
    name = page.form.fields["name"].control
    assert isinstance(name, TextField)
    for heard, written in (("たつみ", "辰巳"), ("まさえ", "正江")):
        compose(name, heard)
        commit(name, written)
    assert page.form.fields["kana"].value() == "タツミ　マサエ"


def test_a_missing_name_is_said_at_its_field(records: Records, person: PersonPage) -> None:
    write(person.form.fields["name"], "　")
    person.save.click()
    assert "氏名" in person.form.fields["name"].error
    assert records.ask(person_request, key_of(records, "髙橋　悦郎")).name == "髙橋　悦郎"


def test_leaving_before_joining_is_said_at_its_field(person: PersonPage) -> None:
    write_day(person.form.fields["joined"], "8", "4", "1")
    write_day(person.form.fields["left"], "7", "4", "1")
    person.save.click()
    assert "前" in person.form.fields["left"].error


def test_what_is_being_written_comes_back_and_can_be_thrown_away(
    records: Records, qtbot: QtBot, stack: RosterStack, person: PersonPage
) -> None:
    key = key_of(records, "髙橋　悦郎")
    write(person.form.fields["relation"], "祖父")
    with qtbot.waitSignal(person.draft_typed, timeout=2_000):
        pass
    person.header.back.click()
    stack.controller.homes.open_person(key)
    again = stack.page
    assert isinstance(again, PersonPage)
    assert again.form.fields["relation"].value() == "祖父"
    assert "書きかけ" in again.restored.text
    again.restored.buttons[0].click()
    assert again.form.fields["relation"].value() == ""
    assert records.draft("members.person", str(key)) is None


def test_a_saved_form_leaves_no_draft(records: Records, qtbot: QtBot, person: PersonPage) -> None:
    write(person.form.fields["relation"], "世帯主")
    with qtbot.waitSignal(person.draft_typed, timeout=2_000):
        pass
    person.save.click()
    assert records.draft("members.person", str(key_of(records, "髙橋　悦郎"))) is None


def test_an_office_held_by_another_is_offered_to_be_ended_the_day_before(
    records: Records, chair: UUID, person: PersonPage
) -> None:
    before = records.do(assign_office, TermRequest(key_of(records, "辻󠄀　ハル"), chair, date(2024, 4, 1))).result
    part = person.offices
    person.parts.items[1].click()
    part.form.fields["office"].set_value(chair)
    write_day(part.form.fields["start"], "９", "４", "１")
    part.give.click()
    assert "辻󠄀　ハル" in part.question.text and "髙橋　悦郎" in part.question.text
    assert "令和9年3月31日" in part.question.buttons[0].words()
    part.question.buttons[0].click()
    holders = [(row.name, row.end) for row in records.ask(officers_on, date(2027, 4, 1))]
    assert holders == [("髙橋　悦郎", None)]
    assert [row.end for row in records.ask(officers_on, date(2027, 3, 31)) if row.term_id == before] == [
        date(2027, 3, 31)
    ]
    assert part.model.rowCount() == 1


def test_a_term_can_be_corrected_and_taken_out(records: Records, chair: UUID, person: PersonPage) -> None:
    part = person.offices
    person.parts.items[1].click()
    part.form.fields["office"].set_value(chair)
    write_day(part.form.fields["start"], "8", "4", "1")
    part.give.click()
    part.edit.click()
    write_day(part.form.fields["end"], "10", "3", "31")
    part.give.click()
    assert "令和10年3月31日" in str(part.model.index(0, 1).data())
    part.remove.click()
    assert part.model.rowCount() == 0


def test_a_new_household_leads_to_its_card(records: Records, stack: RosterStack, roster: RosterPage) -> None:
    roster.add_household.click()
    page = stack.page
    assert isinstance(page, HouseholdFormPage)
    code, place = next(
        (code, found[0]) for code in ("650-0001", "651-0087") if len(found := postal.places_of(code)) == 1
    )
    fields = page.form.fields
    write(fields["name"], "富永　とし")
    write(fields["kana"], "とみなが　とし")
    write(fields["postal_code"], code.replace("-", ""))
    assert fields["address"].value() == place.address
    page.save.click()
    card = stack.page
    assert isinstance(card, HouseholdPage)
    assert "富永　とし" in card.header.title.text()
    card.add_person.click()
    person = stack.page
    assert isinstance(person, PersonPage)
    write(person.form.fields["name"], "富永　一")
    person.save.click()
    assert stack.page is card and card.model.rowCount() == 2


def test_a_household_says_for_whom_its_address_is(records: Records, stack: RosterStack, roster: RosterPage) -> None:
    roster.pane.household.click()
    card = stack.page
    assert isinstance(card, HouseholdPage)
    card.edit.click()
    form = stack.page
    assert isinstance(form, HouseholdFormPage)
    assert "高橋　スエ" in form.everybody.text
    write(form.form.fields["address"], "見本市見本区みなと坂3丁目1-1")
    form.save.click()
    assert form.since.asked
    form.save.click()
    assert "選んで" in form.since.form.fields["since"].error
    form.since.form.fields["since"].set_value("correction")
    form.save.click()
    assert stack.page is card
    home = records.ask(person_card, key_of(records, "高橋　スエ")).household
    assert home is not None and home.home.address.endswith("3丁目1-1")


def test_head_leaving_and_taking_apart_are_done_on_the_card(
    records: Records, stack: RosterStack, roster: RosterPage
) -> None:
    roster.pane.household.click()
    card = stack.page
    assert isinstance(card, HouseholdPage)
    key = records.ask(person_card, key_of(records, "高橋　スエ")).household
    assert key is not None
    card.table.choose(key_of(records, "高橋　スエ"))
    card.make_head.click()
    assert card.since.asked and "高橋　スエ" in card.since._what.text()
    assert audit(card.window()) == [], said(audit(card.window()))
    card.since.write.click()
    assert records.ask(household_card, key.id).people[0].name == "髙橋　悦郎"  # neither was chosen beforehand
    card.since._kind.cards[1].click()  # 変更
    write_day(card.since.form.fields["day"], "8", "11", "1")
    card.since.write.click()
    assert not card.since.asked
    assert records.ask(household_card, key.id).people[0].name == "高橋　スエ"
    assert records.ask(person_request, key_of(records, "髙橋　悦郎"), date(2026, 10, 31)).head
    card.table.choose(key_of(records, "髙橋　悦郎"))
    card.set_apart.click()
    card.since.leave.click()
    assert card.model.rowCount() == 2
    card.set_apart.click()
    card.since._kind.cards[0].click()  # 訂正
    card.since.write.click()
    assert card.model.rowCount() == 1
    assert records.ask(person_request, key_of(records, "髙橋　悦郎"), date(2026, 10, 31)).household_id is None
    write_day(card.form.fields["left"], "8", "11", "30")
    card.leave.click()
    assert "令和8年11月30日" in card._gone.text
    assert records.ask(person_request, key_of(records, "高橋　スエ")).left == date(2026, 11, 30)


def test_only_the_chosen_person_moves_into_another_household(
    records: Records, qtbot: QtBot, stack: RosterStack, roster: RosterPage
) -> None:
    home = records.ask(person_card, key_of(records, "辻󠄀　ハル")).household
    assert home is not None
    stack.controller.homes.open_household(home.id)
    card = stack.page
    assert isinstance(card, HouseholdPage)
    commit(card.join.search.edit, "すえ")
    qtbot.waitUntil(lambda: card.join.model.rowCount() == 1)
    commit(card.join.relation, "妹")
    card.join.join.click()
    assert "高橋　スエ" in card.since._what.text()
    card.since._kind.cards[1].click()  # 変更
    write_day(card.since.form.fields["day"], "8", "11", "1")
    card.since.write.click()
    before = records.ask(person_request, key_of(records, "高橋　スエ"), date(2026, 10, 31)).household_id
    assert before is not None and before != home.id
    assert [mate.name for mate in records.ask(household_card, home.id).people] == ["辻󠄀　ハル", "高橋　スエ"]
    left = records.ask(person_card, key_of(records, "髙橋　悦郎")).household
    assert left is not None and [mate.name for mate in left.people] == ["髙橋　悦郎"]
    assert card.model.rowCount() == 2 and card.join.model.rowCount() == 0


def test_a_block_is_added_renamed_moved_and_only_taken_out_when_empty(
    records: Records, stack: RosterStack, roster: RosterPage
) -> None:
    roster.care.click()
    assert isinstance(stack.page, CarePage)
    stack.page.ways[AREAS].click()
    page = stack.page
    assert isinstance(page, AreasPage)
    write(page.form.fields["name"], "４班")
    page.save.click()
    page.table.choose(records.ask(areas)[0].id)
    page.down.click()
    assert [row.name for row in records.ask(areas)] == ["2班", "1班", "3班", "４班"]
    page.rename.click()
    write(page.form.fields["name"], "みなと1班")
    page.save.click()
    assert records.ask(areas)[1].name == "みなと1班"
    page.remove.click()
    assert "1世帯" in page.warning.text
    page.table.choose(records.ask(areas)[2].id)
    page.remove.click()
    assert [row.name for row in records.ask(areas)] == ["2班", "みなと1班", "４班"]


def test_a_block_is_put_into_a_district(records: Records, stack: RosterStack, roster: RosterPage) -> None:
    roster.care.click()
    assert isinstance(stack.page, CarePage)
    stack.page.ways[AREAS].click()
    page = stack.page
    assert isinstance(page, AreasPage)
    write(page.form.fields["name"], "東ブロック")
    page.save.click()
    east = records.ask(areas)[-1].id
    for name in ("2班", "3班"):
        page.table.choose(next(row.id for row in page._rows if row.name == name))
        page.rename.click()
        assert page.form.typed()["name"] == name and page.form.typed()["parent"] is None
        page.form.fill({"name": name, "parent": east})
        page.save.click()
    assert [(row.name, row.parent) for row in page._rows] == [
        ("1班", ""), ("東ブロック", ""), ("2班", "東ブロック"), ("3班", "東ブロック"),
    ]  # fmt: skip
    page.table.choose(page._rows[2].id)
    page.down.click()
    assert [row.name for row in page._rows] == ["1班", "東ブロック", "3班", "2班"]
    page.table.choose(east)
    page.up.click()
    assert [row.name for row in page._rows] == ["東ブロック", "3班", "2班", "1班"]
    page.rename.click()
    page.form.fill({"name": "東ブロック", "parent": page._rows[1].id})
    page.save.click()
    assert "東ブロック" in page.form.fields["parent"].error


def test_the_printed_roster_is_the_previewed_bytes(stack: RosterStack, roster: RosterPage) -> None:
    roster.print.click()
    page = stack.page
    assert isinstance(page, PrintPage)
    assert page.preview.paper is not None and page.preview.paper.pdf.startswith(b"%PDF")
    assert page.preview.sheets.pages >= 2
    page.preview.list.items[1].click()
    assert "五十音" in page.preview.paper.name


def test_a_household_is_written_with_the_keyboard_alone(
    records: Records, window: DeskWindow, stack: RosterStack
) -> None:
    def press(name: str) -> None:
        for _ in range(200):
            focused = window.focusWidget()
            if focused is not None and (focused.accessibleName() or getattr(focused, "text", str)()).startswith(name):
                return
            QTest.keyClick(focused or window, Qt.Key.Key_Tab)
        raise AssertionError(name)

    press("世帯を加える")
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Space)
    settle()
    for name, text in (
        ("世帯主の氏名", "寺岡　喜久代"),
        ("フリガナ", "てらおか　きくよ"),
        ("住所", "みなと坂2丁目9-6"),
    ):
        press(name)
        commit(window.focusWidget(), text)
    press("名簿に加える")
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Space)
    settle()
    assert isinstance(stack.page, HouseholdPage)
    assert key_of(records, "寺岡　喜久代")


@pytest.mark.parametrize("where", ["person", "offices", "household", "household form", "areas", "print"])
def test_each_page_keeps_the_rules_of_every_screen(
    where: str, records: Records, window: DeskWindow, stack: RosterStack, roster: RosterPage, chair: UUID
) -> None:
    head = key_of(records, "髙橋　悦郎")
    home = records.ask(person_card, head).household
    assert home is not None
    records.do(assign_office, TermRequest(head, chair, date(2026, 4, 1)))
    if where in ("person", "offices"):
        stack.controller.homes.open_person(head)
        if where == "offices":
            assert isinstance(stack.page, PersonPage)
            stack.page.parts.items[1].click()
    elif where == "areas":
        stack.controller.open_care()
        assert isinstance(stack.page, CarePage)
        stack.page.ways[AREAS].click()
    elif where == "print":
        stack.controller.open_print()
    else:
        stack.controller.homes.open_household(home.id)
        if where == "household form":
            assert isinstance(stack.page, HouseholdPage)
            stack.page.edit.click()
    assert audit(window) == [], said(audit(window))


def test_a_photo_is_chosen_shown_and_taken_out(
    records: Records, person: PersonPage, window: DeskWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "顔.png"
    Image.new("RGB", (900, 1200), (200, 120, 40)).save(path)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_said: (str(path), ""))
    key, card = key_of(records, "髙橋　悦郎"), person.photo
    assert card.picture.isHidden() and card.remove.isHidden()
    card.choose.click()
    settle()
    with Image.open(BytesIO(records.ask(photo_of, key))) as kept:
        assert kept.size == (360, 480)
    assert card.picture.isVisible() and "髙橋　悦郎" in card.picture.accessibleName()
    assert audit(window) == [], said(audit(window))
    card.remove.click()
    assert records.ask(photo_of, key) == b"" and card.picture.isHidden()
    records.undo()
    path.write_bytes(b"not a picture")
    card.choose.click()
    settle()
    assert card.warning.isVisible()
    assert records.ask(photo_of, key)


def test_the_cards_of_a_household_are_printed_without_photos_unless_they_are_wished_for(
    stack: RosterStack, roster: RosterPage
) -> None:
    roster.pane.household.click()
    card = stack.page
    assert isinstance(card, HouseholdPage)
    card.print.click()
    papers = stack.page
    assert isinstance(papers, PapersPage)
    assert papers.form.fields["photos"].value() is False and papers.form.fields["whom"].value() is True
    papers.form.fill({"photos": True})
    papers.make.click()
    settle()
    assert isinstance(stack.page, PrintPage)


def test_the_question_since_when_comes_into_sight_with_its_buttons(
    records: Records, stack: RosterStack, roster: RosterPage, qtbot
) -> None:
    stack.window().resize(1000, 500)
    roster.pane.household.click()
    page = stack.page
    assert isinstance(page, HouseholdPage)
    page.table.setCurrentIndex(page.model.index(page.model.rowCount() - 1, 0))
    page.set_apart.click()
    qtbot.waitUntil(lambda: not page.since.visibleRegion().isEmpty())
    qtbot.waitUntil(lambda: page.since.leave.visibleRegion().boundingRect() == page.since.leave.rect())
