"""The program's own pages over an open desk."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from support.audit import audit, said, settle
from support.program import wait_for, window_of
from support.vault_desk import WORDS

from kobe_desk.app.home.deadline_card import Due
from kobe_desk.app.program import Program
from kobe_desk.app.settings_pages.page import PARTS
from kobe_desk.core import clock, settings
from kobe_desk.core.vault import keys, store
from kobe_desk.core.vault.folder import DeskFolder
from kobe_desk.core.vault.keys import Recovery
from kobe_desk.core.vault.situations import WrongRecoveryCode
from kobe_desk.core.vault.slots import SlotKind
from kobe_desk.modules.association.usecases import Profile, profile, save_profile
from kobe_desk.ui.home import Deadline
from kobe_desk.ui.manual import manual_page
from kobe_desk.ui.theme import theme


def part_of(program: Program, name: str) -> object:
    program.opened.open_at("settings", name)
    return window_of(program).page("settings")._made[name][0]


def rows_of(part: object) -> int:
    return part.model.rowCount()


def test_undo_is_offered_in_the_strip_until_the_next_message(at_work: Program, qtbot) -> None:
    strip, desk = window_of(at_work).strip, at_work.opened.desk
    desk.do(save_profile, Profile("みなと台自治会"))
    wait_for(qtbot, lambda: strip.button.isVisible())
    strip.button.click()
    wait_for(qtbot, lambda: "元に戻しました" in strip.text)
    found: list = []
    desk.ask(profile, then=lambda answer: found.append(answer))
    wait_for(qtbot, lambda: bool(found))
    assert found == [None]
    strip.button.click()
    wait_for(qtbot, lambda: "書き込みました" in strip.text)


def test_the_part_that_is_pressed_in_the_list_is_shown_and_marked(at_work: Program) -> None:
    at_work.opened.open_at("settings")
    page = window_of(at_work).page("settings")
    page.list.items[6].click()
    assert page.part == "handover"
    assert [at for at, item in enumerate(page.list.items) if item.isChecked()] == [6]


def test_the_rail_says_whose_desk_it_is(at_work: Program, qtbot) -> None:
    at_work.opened.desk.do(save_profile, Profile("みなと台自治会"))
    wait_for(qtbot, lambda: "みなと台自治会" in window_of(at_work).windowTitle())


def test_a_backup_is_made_from_today_and_named_with_its_day(at_work: Program, qtbot) -> None:
    page = window_of(at_work).page("home")
    page.backups.now.click()
    wait_for(qtbot, lambda: "控えを取りました" in window_of(at_work).strip.text)
    assert list(at_work.opened.custody.folder.backups.glob("*.kobedesk-backup"))


def test_deadlines_are_shown_nearest_first_and_lead_to_their_page(at_work: Program, qtbot) -> None:
    page, day = window_of(at_work).page("home"), clock.today()
    later, sooner = (
        Deadline(day + timedelta(10), "保険を申しこむ"),
        Deadline(day + timedelta(2), "申請をだす", "区役所"),
    )
    page.show_due([Due("verify", later), Due("verify", sooner)])
    settle()
    titles = [each.words() for each in page.deadlines.findChildren(type(page.me)) if each.isVisible()]
    assert titles == ["申請をだす", "保険を申しこむ"]


def test_a_palette_and_a_size_are_kept_and_can_be_taken_back(at_work: Program) -> None:
    part = part_of(at_work, "look")
    part.palettes.cards[2].click()
    part.sizes.cards[3].click()
    assert (theme.palette, theme.size) == ("contrast", 20)
    assert (settings.read().palette, settings.read().size) == ("contrast", 20)
    window_of(at_work).strip.button.click()
    assert (theme.palette, theme.size) == ("contrast", 12)


def test_another_language_makes_the_window_anew_at_the_same_page(at_work: Program) -> None:
    part = part_of(at_work, "look")
    part.language.set_value("en")
    part.language.edited.emit()
    assert window_of(at_work).current == "settings"
    assert window_of(at_work).page("settings").header.title.text() == "Settings"
    assert window_of(at_work).isVisible()


def test_somebody_gets_a_key_and_loses_it(at_work: Program, qtbot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kobe_desk.app.settings_pages.keys_controller.confirm", lambda *_: True)
    part = part_of(at_work, "keys")
    wait_for(qtbot, lambda: rows_of(part) == 2)
    part.add.click()
    form = part.form.itemAt(0).widget()
    form.person.set_value("髙橋 はる子")
    form.passphrase.set_value("うみかぜ ポートタワー いかり はとば")
    form.act.click()
    wait_for(qtbot, lambda: rows_of(part) == 3)
    row = next(each for each in map(part.model.row_at, range(3)) if each.person == "髙橋 はる子")
    part.table.choose(row.id)
    part.end.click()
    wait_for(qtbot, lambda: any(not part.model.row_at(at).in_term for at in range(3)))


def test_a_key_without_a_name_is_refused_at_its_field(at_work: Program, qtbot) -> None:
    part = part_of(at_work, "keys")
    part.add.click()
    form = part.form.itemAt(0).widget()
    form.act.click()
    assert form.person.error


def test_ones_own_passphrase_is_changed_only_with_the_old_one(at_work: Program, qtbot) -> None:
    part = part_of(at_work, "keys")
    part.own.click()
    form = part.form.itemAt(0).widget()
    form.old.set_value("ちがう ちがった ちがえる ちがわ")
    form.passphrase.set_value("うみかぜ ポートタワー いかり はとば")
    form.act.click()
    wait_for(qtbot, lambda: bool(form.old.error))
    form.old.set_value(WORDS)
    form.act.click()
    wait_for(qtbot, lambda: "合言葉を変えました" in window_of(at_work).strip.text)


def test_a_new_recovery_code_is_shown_once(at_work: Program, qtbot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kobe_desk.app.settings_pages.keys_controller.confirm", lambda *_: True)
    part = part_of(at_work, "keys")
    part.code.click()
    wait_for(qtbot, lambda: part.form.count() == 1)
    card = part.form.itemAt(0).widget()
    folder = at_work.opened.folder
    code = Recovery.typed(card._code.text)
    saved: list[bytes] = []
    monkeypatch.setattr("kobe_desk.app.settings_pages.new_code.save_pdf", lambda _window, pdf, _name: saved.append(pdf))
    with pytest.raises(WrongRecoveryCode):
        keys.unlock(folder, code)
    card.save.click()
    wait_for(qtbot, lambda: bool(saved))
    assert keys.unlock(folder, code).who.admin
    card.finish.click()
    assert card.line.error
    card.line.set_value(card._code.rows[card._asked].text)
    card.finish.click()
    wait_for(qtbot, lambda: part.form.count() == 0)
    assert "前の紙" in window_of(at_work).strip.text
    assert len(store.read(DeskFolder.at(folder)).of_kind(SlotKind.RECOVERY)) == 1


def test_a_backup_is_checked_and_asked_before_it_is_brought_back(
    at_work: Program, backup_of: Path, qtbot, monkeypatch: pytest.MonkeyPatch
) -> None:
    part = part_of(at_work, "backups")
    wait_for(qtbot, lambda: rows_of(part) == 1)
    part.check.click()
    wait_for(qtbot, lambda: "無事" in window_of(at_work).strip.text)
    monkeypatch.setattr("kobe_desk.app.settings_pages.backups.confirm", lambda *_: False)
    part.restore.click()
    assert at_work.opened is not None


def test_a_second_place_that_is_gone_is_said_at_its_field(at_work: Program, tmp_path: Path, qtbot) -> None:
    part = part_of(at_work, "backups")
    part.place.set_value(tmp_path / "usb")
    part.place.edited.emit()
    part.now.click()
    wait_for(qtbot, lambda: "USB" in part.place.error)
    (tmp_path / "usb").mkdir()
    part.now.click()
    wait_for(qtbot, lambda: bool(list((tmp_path / "usb").glob("*.kobedesk-backup"))))


def test_a_line_of_the_history_is_taken_back(at_work: Program, qtbot) -> None:
    part = part_of(at_work, "history")
    before = rows_of(part)
    at_work.opened.desk.do(save_profile, Profile("みなと台自治会"))
    wait_for(qtbot, lambda: rows_of(part) == before + 1)
    part.table.choose(part.model.row_at(0).sequence)
    part.undo.click()
    wait_for(qtbot, lambda: rows_of(part) == before + 2)
    assert "元に戻しました" in window_of(at_work).strip.text


def test_the_sheet_for_handing_over_names_people_and_no_secret(at_work: Program, qtbot) -> None:
    from kobe_desk.paper.render import page_text

    part = part_of(at_work, "handover")
    wait_for(qtbot, lambda: part.preview.paper is not None and "中村 書記子" in page_text(part.preview.paper.pdf))
    text = page_text(part.preview.paper.pdf)
    assert "受け取った人" in text
    assert not any(word in text for word in WORDS.split())


def test_a_desk_is_handed_over_from_the_page(at_work: Program, qtbot, tmp_path) -> None:
    from kobe_desk.paper.render import page_text

    new, day = "やまなみ ことり つくえ みかづき", clock.today() + timedelta(days=30)
    part = part_of(at_work, "handover")
    mine = at_work.opened.desk.who.slot
    wait_for(qtbot, lambda: part.successor.old.count() == 2)
    part.successor.give.click()
    assert part.successor.form.fields["person"].error
    part.successor.form.fill({"person": "次の書記", "since": day, "replaces": mine, "passphrase": new})
    part.successor.give.click()
    wait_for(qtbot, lambda: part.successor.done.isVisible())
    wait_for(qtbot, lambda: "次の書記" in part.package.people.text)
    stick = tmp_path / "USB"
    stick.mkdir()
    part.package.place.set_value(stick)
    part.package.renew.click()
    assert list(part.package.fields) and next(iter(part.package.fields.values())).isVisible()
    next(iter(part.package.fields.values())).set_value("ちがう ことば でした ね")
    part.package.make.click()
    field = next(iter(part.package.fields.values()))
    wait_for(qtbot, lambda: bool(field.error))
    field.set_value(new)
    part.package.make.click()
    wait_for(qtbot, lambda: part.package.done.isVisible())
    assert part.code.count() == 1, "the new recovery code has to be put on paper"
    (file,) = stick.glob("*引き継ぎ*")
    assert part.rehearsal.file.value() == file
    part.rehearsal.words.set_value(WORDS)
    part.rehearsal.try_it.click()
    wait_for(qtbot, lambda: bool(part.rehearsal.words.error))
    part.rehearsal.words.set_value(new)
    part.rehearsal.try_it.click()
    wait_for(qtbot, lambda: part.rehearsal.result.isVisible())
    mark = part.package.done.text.split()[-1]
    assert mark in part.rehearsal.result.text
    wait_for(qtbot, lambda: mark in page_text(part.preview.paper.pdf))


def test_the_whole_desk_is_read_from_the_page_that_helps(at_work: Program, qtbot) -> None:
    part_of(at_work, "help").check_wanted.emit()
    page = window_of(at_work).page("verify")
    wait_for(qtbot, lambda: page.desk.findings.count() >= 5)
    assert "無事" in window_of(at_work).strip.text


def test_f1_opens_a_page_of_the_manual_for_every_entry(at_work: Program) -> None:
    window = window_of(at_work)
    for entry in window.entries:
        if entry.open is None:
            continue
        window.open(entry.name)
        page = window.shown_page()
        assert manual_page(page.help_page), f"{entry.name} has no page of the manual"
    QTest.keyClick(window, Qt.Key.Key_F1)
    assert window.manual.isVisible()


@pytest.mark.parametrize("name", [part.name for part in PARTS])
def test_every_part_of_the_settings_keeps_the_rules(at_work: Program, qtbot, name: str) -> None:
    at_work.opened.desk.do(save_profile, Profile("みなと台自治会"))
    part_of(at_work, name)
    qtbot.wait(200)
    assert said(audit(window_of(at_work))) == ""


@pytest.mark.parametrize("name", ["home", "verify"])
def test_the_other_pages_keep_the_rules(at_work: Program, qtbot, name: str) -> None:
    at_work.opened.open_at(name)
    qtbot.wait(200)
    assert said(audit(window_of(at_work))) == ""


def test_settings_survive_a_place_that_cannot_be_written(at_work: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_settings: object) -> None:
        raise OSError

    monkeypatch.setattr(settings, "write", full)
    at_work._keep(replace(at_work.settings, lock_after=30))
    assert "設定" in window_of(at_work).strip.text
