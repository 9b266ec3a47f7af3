"""Opening, locking and bringing back, through the real windows."""

import threading
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from support.audit import audit, said
from support.ime import compose
from support.program import new_program, press, type_at, wait_for, window_of
from support.vault_desk import WORDS

from kobe_desk.app.program import Entrance, Program
from kobe_desk.app.start.begin import BeginPage
from kobe_desk.app.start.bring_back import BringBackPage
from kobe_desk.app.start.unlock import UnlockPage
from kobe_desk.app.start.unlocking import pause_after
from kobe_desk.app.start.wait import WaitPage
from kobe_desk.core import clock
from kobe_desk.core.drafts import Draft
from kobe_desk.core.settings import Settings
from kobe_desk.core.vault import commands, opening, os_keyring
from kobe_desk.core.vault.making import Made
from kobe_desk.modules.association.usecases import Profile, profile, save_profile
from kobe_desk.modules.ledger.usecases import open_books
from kobe_desk.ui.dialog import ConfirmDialog


def page_of(program: Program) -> object:
    return program.entrance.shown_page()


def try_words(program: Program, qtbot, words: str) -> None:
    page = page_of(program)
    page.secret.words.words.setText(words)
    QTest.keyClick(page.secret.words.words, Qt.Key.Key_Return)
    wait_for(qtbot, lambda: program.opened is not None or not page._waiting)


def test_the_passphrase_opens_the_desk(closed: Program, qtbot) -> None:
    type_at(closed.entrance, "合言葉", WORDS)
    press(closed.entrance, "開く")
    wait_for(qtbot, lambda: closed.opened is not None)
    assert closed.opened.desk.who.person == "中村 書記子"
    assert window_of(closed).current == "home"


def test_a_wrong_passphrase_is_said_at_its_field(closed: Program, qtbot) -> None:
    try_words(closed, qtbot, "さくら みかん とけい とけい")
    page = page_of(closed)
    assert closed.opened is None
    assert "合言葉" in page.secret.words.field.error
    assert page.secret.words.words.hasFocus()


def test_the_enter_of_the_input_method_opens_nothing(closed: Program, qtbot) -> None:
    edit = page_of(closed).secret.words.words
    compose(edit, "さくら")
    QTest.keyClick(edit, Qt.Key.Key_Return)
    assert not page_of(closed)._waiting
    assert closed.opened is None


def test_three_wrong_passphrases_make_one_wait(closed: Program, qtbot) -> None:
    for _ in range(3):
        try_words(closed, qtbot, "さくら みかん とけい とけい")
    page = page_of(closed)
    assert "2秒" in page.pause.text
    assert not page.open.isEnabled()


def test_the_pauses_grow_and_end() -> None:
    assert [pause_after(wrong) for wrong in (1, 2, 3, 4, 5, 20)] == [0, 0, 2, 4, 8, 30]


def test_the_recovery_code_opens_and_names_the_line_with_a_slip(closed: Program, made_desk: Made, qtbot) -> None:
    page = page_of(closed)
    page.secret.use_code(True)
    rows = [row.text for row in made_desk.recovery.rows]
    for field, text in zip(page.secret.code.fields, rows, strict=True):
        field.set_value(text)
    page.secret.code.fields[1].set_value(rows[1].replace(rows[1][0], "A" if rows[1][0] != "A" else "B", 1))
    page.open.click()
    wait_for(qtbot, lambda: not page._waiting)
    assert "B" in page.secret.code.fields[1].error
    page.secret.code.fields[1].set_value(rows[1])
    page.open.click()
    wait_for(qtbot, lambda: closed.opened is not None)
    assert closed.opened.desk.who.admin


class KeyStore(dict[str, bytes]):
    """What stands in for this computer's own; it answers when it may."""

    def __init__(self) -> None:
        super().__init__()
        self.may_answer = threading.Event()
        self.may_answer.set()

    def keep(self, entry: str, secret: bytes) -> bool:
        self[entry] = secret
        return True

    def fetch(self, entry: str) -> bytes | None:
        self.may_answer.wait(20)
        return self.get(entry)


@pytest.fixture
def key_store(made_desk: Made, monkeypatch: pytest.MonkeyPatch) -> KeyStore:
    """Holds the key of the desk of 中村 書記子."""
    kept = KeyStore()
    monkeypatch.setattr(os_keyring, "keep", kept.keep)
    monkeypatch.setattr(os_keyring, "fetch", kept.fetch)
    with opening.open_desk(made_desk.folder, made_desk.unlocked) as desk:
        assert commands.remember_here(desk)
    return kept


def test_a_key_store_that_answers_at_once_shows_nothing_but_the_desk(
    key_store: KeyStore, program: Program, made_desk: Made, qtbot, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[object] = []
    monkeypatch.setattr(Entrance, "showEvent", lambda _entrance, event: shown.append(event))
    program.begin(made_desk.folder)
    wait_for(qtbot, lambda: program.opened is not None)
    assert program.opened.window.isVisible()
    assert shown == []


def test_a_key_store_that_takes_its_time_opens_without_showing_fields_to_fill_in(
    key_store: KeyStore, program: Program, made_desk: Made, qtbot
) -> None:
    key_store.may_answer.clear()
    program.begin(made_desk.folder)
    assert not program.entrance.isVisible()
    wait_for(qtbot, lambda: isinstance(page_of(program), WaitPage))
    assert program.entrance.isVisible()
    assert not audit(program.entrance)
    key_store.may_answer.set()
    wait_for(qtbot, lambda: program.opened is not None)
    assert program.opened.desk.who.person == "中村 書記子"


def test_a_key_store_that_has_forgotten_leads_to_the_passphrase(
    key_store: KeyStore, program: Program, made_desk: Made, qtbot
) -> None:
    key_store.clear()
    program.begin(made_desk.folder)
    wait_for(qtbot, lambda: isinstance(page_of(program), UnlockPage))
    try_words(program, qtbot, WORDS)
    assert program.opened is not None


def test_who_does_not_wait_for_the_key_store_types_the_passphrase(
    key_store: KeyStore, program: Program, made_desk: Made, qtbot
) -> None:
    key_store.may_answer.clear()
    program.begin(made_desk.folder)
    wait_for(qtbot, lambda: program.entrance.isVisible())
    press(program.entrance, "合言葉で開く")
    key_store.may_answer.set()
    try_words(program, qtbot, WORDS)
    assert program.opened is not None


def test_a_missing_desk_can_be_looked_for(qapp, qtbot, made_desk: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = made_desk.folder.with_name("いない.kobedesk")
    program = new_program(Settings(desks=(str(gone),)))
    program.begin()
    page = page_of(program)
    assert "いない" in page.missing.text
    monkeypatch.setattr("PySide6.QtWidgets.QFileDialog.getExistingDirectory", lambda *_: str(made_desk.folder))
    page.missing.buttons[0].click()
    assert page_of(program).desk.folder == made_desk.folder
    assert program.settings.desks == (str(made_desk.folder),)
    program._end()


def test_an_empty_file_and_a_missing_one_are_told_apart(closed: Program, made_desk: Made, qtbot) -> None:
    (made_desk.folder / "desk.db").write_bytes(b"")
    try_words(closed, qtbot, WORDS)
    empty = page_of(closed).refusal.text
    (made_desk.folder / "desk.db").unlink()
    try_words(closed, qtbot, WORDS)
    missing = page_of(closed).refusal.text
    assert "0" in empty and empty != missing != ""


def test_locking_keeps_the_draft_and_the_place_and_shows_nothing(at_work: Program, qtbot) -> None:
    at_work.opened.open_at("settings")
    at_work.opened.desk.keep(Draft("meeting", "", "書きかけ"))
    window = window_of(at_work)
    QTest.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert at_work.opened is None
    assert "施錠" in page_of(at_work).question.plain()
    try_words(at_work, qtbot, WORDS)
    assert window_of(at_work).current == "settings"
    kept: list = []
    at_work.opened.desk.draft("meeting", "", kept.append)
    wait_for(qtbot, lambda: bool(kept))
    assert kept[0].text == "書きかけ"


def test_the_desk_locks_when_nobody_was_there_for_ten_minutes(at_work: Program, qtbot) -> None:
    with clock.stopped_at(clock.now() + timedelta(minutes=9)):
        at_work.idle.look()
        assert at_work.opened is not None
    with clock.stopped_at(clock.now() + timedelta(minutes=10, seconds=1)):
        at_work.idle.look()
    assert at_work.opened is None


def test_locking_closes_an_open_question(at_work: Program, qtbot) -> None:
    dialog = ConfirmDialog(window_of(at_work), "消しますか", "戻せません。", "消す")
    dialog.show()
    at_work.lock()
    assert not dialog.isVisible()
    assert at_work.opened is None


def test_the_clock_may_not_lock_when_the_settings_say_never(at_work: Program) -> None:
    at_work.idle.minutes = 0
    with clock.stopped_at(clock.now() + timedelta(days=2)):
        at_work.idle.look()
    assert at_work.opened is not None


def test_a_backup_is_brought_back_from_the_first_page(at_work: Program, backup_of: Path, tmp_path: Path, qtbot) -> None:
    desk = at_work.opened.desk
    desk.do(save_profile, Profile("あとの名前"))
    at_work.opened.restore_wanted.emit(backup_of)
    page = page_of(at_work)
    assert isinstance(page, BringBackPage)
    wait_for(qtbot, lambda: page.facts.isVisible())
    page.secret.words.words.setText(WORDS)
    page.next.click()
    wait_for(qtbot, lambda: at_work.opened is not None)
    found: list = []
    at_work.opened.desk.ask(profile, then=lambda answer: found.append(answer))
    wait_for(qtbot, lambda: bool(found))
    assert found == [None]
    kept = list(at_work.opened.folder.parent.glob("*before-restore*"))
    assert len(kept) == 1


def test_a_file_that_is_no_backup_is_refused_at_once(closed: Program, tmp_path: Path, qtbot) -> None:
    page_of(closed).backup.click()
    page = page_of(closed)
    other = tmp_path / "写真.kobedesk-backup"
    other.write_bytes(b"\xff\xd8\xff")
    page.backup.set_value(other)
    page.backup.edited.emit()
    wait_for(qtbot, lambda: bool(page.backup.error))
    assert not page.facts.isVisible()


def test_closing_makes_a_backup_and_ends(at_work: Program, qtbot) -> None:
    at_work.opened.desk.do(save_profile, Profile("みなと台自治会"))
    backups = at_work.opened.custody.folder.backups
    with qtbot.waitSignal(at_work.ended, timeout=20_000):
        at_work.opened.window.close()
    assert len(list(backups.glob("*.kobedesk-backup"))) == 1


def test_another_desk_can_be_begun_from_the_page_of_opening(closed: Program) -> None:
    press(closed.entrance, "別の帳面")
    assert isinstance(page_of(closed), BeginPage)


def test_the_pages_of_opening_keep_the_rules(closed: Program, qtbot) -> None:
    wrong = {"unlock": audit(closed.entrance)}
    page_of(closed).secret.use_code(True)
    wrong["code"] = audit(closed.entrance)
    page_of(closed).backup.click()
    wrong["bring back"] = audit(closed.entrance)
    assert said(f"{name}: {each}" for name, found in wrong.items() for each in found) == ""


def test_a_desk_that_can_only_be_read_says_so_on_every_page(
    closed: Program, made_desk: Made, qtbot, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opening.open_desk(made_desk.folder, made_desk.unlocked) as desk:
        desk.records.do(open_books)  # what the cash book does when it is first shown
    monkeypatch.setattr(opening, "cannot_write", lambda _desk: True)
    try_words(closed, qtbot, WORDS)
    window = window_of(closed)
    for entry in (each.name for each in window.entries if each.open is not None):
        closed.opened.open_at(entry)
        qtbot.wait(100)
        assert any("読むだけ" in each.text() for each in window.findChildren(QLabel) if each.isVisible()), entry
        assert "読むだけ" not in window.strip.text, entry
    closed.opened.desk.do(save_profile, Profile("変えた名前"))
    wait_for(qtbot, lambda: "読むだけ" in window.strip.text)
    with qtbot.waitSignal(closed.ended, timeout=20_000):
        window.close()


def test_a_key_that_this_computer_has_lost_is_offered_once_to_be_kept_again(
    closed: Program, made_desk: Made, qtbot, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept: dict[str, bytes] = {}
    monkeypatch.setattr(os_keyring, "available", lambda: True)
    monkeypatch.setattr(os_keyring, "fetch", kept.get)
    monkeypatch.setattr(os_keyring, "keep", lambda entry, secret: kept.update({entry: secret}) or True)
    with opening.open_desk(made_desk.folder, made_desk.unlocked) as desk:
        commands.remember_here(desk)
    kept.clear()
    try_words(closed, qtbot, WORDS)
    strip = window_of(closed).strip
    wait_for(qtbot, lambda: strip.button.isVisible())
    strip.button.click()
    wait_for(qtbot, lambda: bool(kept))
    kept.clear()
    closed.lock()
    try_words(closed, qtbot, WORDS)
    asked: list = []
    closed.background.run(lambda: None, asked.append, asked.append)
    wait_for(qtbot, lambda: bool(asked))
    assert not window_of(closed).strip.button.isVisible()
