"""Fields understand what people in Japan type, whatever its width, and wait for the input method."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from support.audit import name_of
from support.ime import commit, compose

from kobe_desk.core import clock
from kobe_desk.core.errors import UserError
from kobe_desk.ui.field import (
    CheckBox,
    Choice,
    DateField,
    FormField,
    MoneyField,
    NumberField,
    Option,
    PhoneField,
    PostalField,
    SearchField,
    Select,
    TextArea,
    TextField,
)
from kobe_desk.ui.layout import Column, Panel

Shown = Callable[..., Panel]


@pytest.fixture
def shown(qtbot: QtBot) -> Shown:
    """Puts widgets into a window that is active and lives as long as the test."""
    kept: list[Panel] = []

    def show(*widgets: QWidget) -> Panel:
        panel = Panel(Column(*widgets), ground="page")
        kept.append(panel)
        qtbot.addWidget(panel)
        panel.show()
        panel.activateWindow()
        qtbot.waitUntil(panel.isActiveWindow)
        return panel

    return show


def figures(field: DateField) -> list[QWidget]:
    return [part for _word, part in field.parts()]


def test_full_width_digits_are_a_number(shown: Shown) -> None:
    field = NumberField()
    shown(field)
    commit(field, "１２")
    assert field.value() == 12


def test_a_number_is_written_in_half_width_when_the_field_is_left(shown: Shown) -> None:
    field = NumberField()
    shown(field, TextField())
    field.setFocus()
    commit(field, "１，２３４")
    QTest.keyClick(field, Qt.Key.Key_Tab)
    assert field.text() == "1234"


@pytest.mark.parametrize("text", ["七つ", "1.5", "--3", "一"])
def test_what_is_no_number_is_refused_and_stays_as_typed(shown: Shown, text: str) -> None:
    field = NumberField()
    shown(field)
    commit(field, text)
    field.tidy()
    assert field.text() == text
    with pytest.raises(UserError):
        field.value()


def test_a_number_out_of_its_bounds_says_the_bound(qtbot: QtBot) -> None:
    field = NumberField(most=99)
    qtbot.addWidget(field)
    field.set_value(100)
    with pytest.raises(UserError) as refused:
        field.value()
    assert "99" in refused.value.message()
    field.set_value(-1)
    with pytest.raises(UserError):
        field.value()


@pytest.mark.parametrize(("typed", "yen"), [("１，５００円", 1500), ("¥1,000", 1000), ("▲200", -200), ("", None)])
def test_money_is_read_as_people_write_it(shown: Shown, typed: str, yen: int | None) -> None:
    field = MoneyField()
    shown(field)
    if typed:
        commit(field, typed)
    assert field.value() == yen


def test_money_is_written_with_commas_when_the_field_is_left(shown: Shown) -> None:
    field = MoneyField()
    shown(field, TextField())
    field.setFocus()
    commit(field, "１５００")
    QTest.keyClick(field, Qt.Key.Key_Tab)
    assert field.text() == "1,500"


def test_a_phone_number_gets_its_strokes(shown: Shown) -> None:
    field = PhoneField()
    shown(field, TextField())
    field.setFocus()
    commit(field, "０７８３３３１２３４")
    QTest.keyClick(field, Qt.Key.Key_Tab)
    assert field.value() == field.text() == "078-333-1234"


def test_a_doubtful_phone_number_is_kept_and_told(qtbot: QtBot, shown: Shown) -> None:
    field = PhoneField()
    shown(field, TextField())
    field.setFocus()
    commit(field, "３３３１２３４")
    with qtbot.waitSignal(field.doubted) as told:
        QTest.keyClick(field, Qt.Key.Key_Tab)
    assert (
        told.args == ["「３３３１２３４」は書かれたまま入れました。市外局番（078など）がありません。"]
        or "078" in told.args[0]
    )
    assert field.value() == "３３３１２３４"


def test_a_full_width_postal_code_is_understood(shown: Shown) -> None:
    field = PostalField()
    shown(field)
    commit(field, "〒６５０ー０００１")
    assert field.value() == "650-0001"


@pytest.mark.parametrize(
    "typed", ["R8.4.1", "Ｒ８．４．１", "令和8年4月1日", "８年４月１日", "2026/4/1", "２０２６／４／１", "2026-04-01"]
)
def test_a_whole_date_in_the_year_goes_where_it_belongs(shown: Shown, typed: str) -> None:
    field = DateField("令和")
    shown(field)
    commit(figures(field)[1], typed)
    assert field.value() == date(2026, 4, 1)


def test_a_date_typed_letter_by_letter_is_spread_only_when_the_field_is_left(shown: Shown) -> None:
    field = DateField("令和")
    shown(field)
    year = figures(field)[1]
    year.setFocus()
    QTest.keyClicks(year, "R8.4.12")
    assert year.text() == "R8.4.12"
    QTest.keyClick(year, Qt.Key.Key_Return)
    assert field.value() == date(2026, 4, 12)


def test_full_width_parts_of_a_date_are_understood(shown: Shown) -> None:
    field = DateField("昭和")
    shown(field)
    for part, text in zip(figures(field)[1:], ("２３", "４", "１"), strict=True):
        commit(part, text)
    assert field.value() == date(1948, 4, 1)


def test_the_other_calendar_stands_beside_the_date(shown: Shown) -> None:
    field = DateField("昭和")
    shown(field)
    field.set_value(date(1977, 6, 1))
    assert field._other.text() == "1977年6月1日"
    western = DateField("")
    shown(western)
    western.set_value(date(1977, 6, 1))
    assert western._other.text() == "昭和52年6月1日"


@pytest.mark.parametrize("parts", [("23", "", "1"), ("23", "2", "30"), ("65", "4", "1"), ("元号", "1", "1")])
def test_what_is_no_day_is_refused(shown: Shown, parts: tuple[str, str, str]) -> None:
    field = DateField("昭和")
    shown(field)
    for part, text in zip(figures(field)[1:], parts, strict=True):
        part.setText(text)
    with pytest.raises(UserError):
        field.value()


@pytest.mark.parametrize(("typed", "why"), [("1948-04-31", "30日"), ("S64.1.8", "昭和64年1月7日"), ("2026/13/1", "12")])
def test_a_whole_date_that_no_calendar_has_says_why(shown: Shown, typed: str, why: str) -> None:
    field = DateField("昭和")
    shown(field)
    commit(figures(field)[1], typed)
    with pytest.raises(UserError) as refused:
        field.value()
    assert why in refused.value.message()


def test_the_day_an_era_changed_is_taken_by_its_old_name_and_shown_by_its_own(shown: Shown) -> None:
    field = DateField("大正")
    shown(field)
    for part, text in zip(figures(field)[1:], ("15", "12", "25"), strict=True):
        commit(part, text)
    assert field.value() == date(1926, 12, 25)
    assert "昭和元年" in field._other.text()


def test_a_line_of_text_holds_no_line_break_and_no_sign_of_direction(shown: Shown) -> None:
    field = TextField()
    shown(field)
    field.setText(" 山\u202e田\u2028太郎\u200b 辻\U000e0100")
    assert field.value() == "山田 太郎 辻\U000e0100"
    secret = TextField(secret=True)
    shown(secret)
    secret.setText("a\u200bb")
    assert secret.value() == "a\u200bb"


def test_an_empty_date_begins_in_the_present_era(qtbot: QtBot) -> None:
    with clock.stopped_at(datetime(2026, 11, 25, tzinfo=UTC)):
        field = DateField()
    qtbot.addWidget(field)
    assert field.value() is None
    assert figures(field)[0].currentText() == "令和"


def test_nothing_is_searched_while_composing(qtbot: QtBot, shown: Shown) -> None:
    field = SearchField()
    shown(field)
    found: list[str] = []
    field.searched.connect(found.append)
    field.edit.setFocus()
    QTest.keyClicks(field.edit, "a")
    compose(field.edit, "たかはし")
    qtbot.wait(400)
    assert found == []
    commit(field.edit, "髙橋")
    qtbot.waitUntil(lambda: bool(found), timeout=2000)
    assert found == ["a髙橋"]


def test_a_composition_given_up_searches_for_what_stands(qtbot: QtBot, shown: Shown) -> None:
    field = SearchField()
    shown(field)
    found: list[str] = []
    field.searched.connect(found.append)
    commit(field.edit, "竹")
    compose(field.edit, "うち")
    compose(field.edit, "")
    qtbot.waitUntil(lambda: found == ["竹"], timeout=2000)


def test_enter_searches_at_once(qtbot: QtBot, shown: Shown) -> None:
    field = SearchField()
    shown(field)
    field.edit.setFocus()
    commit(field.edit, "竹")
    with qtbot.waitSignal(field.searched, timeout=150):
        QTest.keyClick(field.edit, Qt.Key.Key_Return)


def test_a_text_area_does_not_tell_what_is_being_composed(shown: Shown) -> None:
    area = TextArea()
    shown(area)
    told: list[str] = []
    area.edited.connect(lambda: told.append(area.value()))
    compose(area, "ぎじ")
    compose(area, "議事")
    assert told == []
    assert area.value() == ""
    commit(area, "議事")
    assert told == ["議事"]


def test_a_draft_rests_when_the_area_is_left(qtbot: QtBot, shown: Shown) -> None:
    area = TextArea()
    shown(area, TextField())
    area.setFocus()
    commit(area, "議事")
    with qtbot.waitSignal(area.rested, timeout=300):
        QTest.keyClick(area, Qt.Key.Key_Tab)


def test_a_set_text_is_no_edit_and_cannot_be_undone_away(shown: Shown) -> None:
    area = TextArea()
    shown(area)
    told: list[str] = []
    area.edited.connect(lambda: told.append("edited"))
    area.set_value("前の版")
    area.undo()
    assert area.value() == "前の版"
    assert told == []


def test_no_field_tells_an_edit_while_composing(shown: Shown) -> None:
    for field in (TextField(), NumberField(), MoneyField(), PhoneField(), PostalField()):
        shown(field)
        told: list[str] = []
        field.edited.connect(lambda told=told: told.append("edited"))
        compose(field, "じゅうに")
        assert told == []
        commit(field, "１２")
        assert told == ["edited"]


def test_a_form_field_tells_the_ear_what_the_eye_sees(shown: Shown) -> None:
    field = FormField("会員の数", NumberField(), support="申請する日の人数を入れます。", unit="人")
    shown(field)
    control = field.control
    assert isinstance(control, NumberField)
    assert name_of(control) == "会員の数 必須"
    assert control.accessibleDescription() == "申請する日の人数を入れます。"
    field.refuse("数字で入れてください。")
    assert control.accessibleDescription().endswith("数字で入れてください。")
    assert control.property("wrong") is True
    field.refuse("")
    assert field.error == ""
    assert not control.property("wrong")


def test_the_parts_of_a_date_have_names_of_their_own(shown: Shown) -> None:
    field = FormField("生年月日", DateField())
    shown(field)
    names = [name_of(part) for _word, part in field.control.parts()]
    assert names == ["生年月日 元号 必須", "生年月日 年 必須", "生年月日 月 必須", "生年月日 日 必須"]


def test_a_required_field_left_empty_says_so(shown: Shown) -> None:
    field = FormField("会員の数", NumberField())
    shown(field)
    with pytest.raises(UserError) as refused:
        field.value()
    assert "会員の数" in refused.value.message()


def test_a_changed_source_asks_and_replaces_nothing(qtbot: QtBot, shown: Shown) -> None:
    field = FormField("会員の数", NumberField())
    shown(field)
    field.set_value(741)
    field.ask_again("名簿は748人です。", ("748人にする", lambda: field.set_value(748)), ("741人のまま", field.settle))
    assert field.value() == 741
    change, keep = field.answers.buttons
    qtbot.mouseClick(change, Qt.MouseButton.LeftButton)
    assert field.value() == 748
    qtbot.mouseClick(keep, Qt.MouseButton.LeftButton)
    assert field.answers.isHidden()


def test_arrows_move_within_a_choice(shown: Shown) -> None:
    choice = Choice([Option(1, "来場"), Option(2, "書面"), Option(3, "委任")])
    shown(choice)
    told: list[int] = []
    choice.edited.connect(lambda: told.append(choice.value()))
    assert choice.value() is None
    choice.set_value(1)
    choice.cards[0].setFocus()
    QTest.keyClick(choice.cards[0], Qt.Key.Key_Down)
    assert choice.value() == 2
    assert told == [2]


def test_a_choice_keeps_its_pick_when_the_cards_change(shown: Shown) -> None:
    choice = Choice([Option(1, "来場"), Option(2, "書面")])
    shown(choice)
    choice.set_value(2)
    choice.offer([Option(2, "書面"), Option(3, "委任")])
    assert choice.value() == 2
    choice.offer([Option(3, "委任")])
    assert choice.value() is None


def test_a_select_keeps_its_choice_and_ignores_the_wheel(shown: Shown) -> None:
    select = Select([("a", "氏名"), ("b", "住所")])
    shown(select)
    select.set_value("b")
    select.offer([("b", "住所"), ("c", "電話")])
    assert select.value() == "b"


def test_space_ticks_a_box(qtbot: QtBot, shown: Shown) -> None:
    box = CheckBox("座布団 & 机")
    shown(box)
    assert name_of(box) == "座布団 & 机"
    box.setFocus()
    with qtbot.waitSignal(box.edited):
        QTest.keyClick(box, Qt.Key.Key_Space)
    assert box.value() is True
