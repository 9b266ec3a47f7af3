"""The first run, by the keyboard alone, to an open desk."""

from pathlib import Path

from support.audit import audit, said
from support.program import press, type_at, wait_for, window_of

from kobe_desk.app.program import Program
from kobe_desk.app.start.passphrase import PassphrasePage
from kobe_desk.app.start.place import PlacePage
from kobe_desk.app.start.recovery import RecoveryPage
from kobe_desk.app.start.who import WhoPage
from kobe_desk.core import settings
from kobe_desk.modules.association.usecases import profile


def page_of(program: Program) -> object:
    return program.entrance.shown_page()


def as_far_as_the_words(program: Program, qtbot) -> PassphrasePage:
    program.begin()
    press(program.entrance, "新しく帳面をつくる")
    type_at(program.entrance, "団体の名前", "みなと坂自治会")
    type_at(program.entrance, "あなたの名前", "髙橋 花子")
    press(program.entrance, "次へ")
    wait_for(qtbot, lambda: isinstance(page_of(program), PassphrasePage))
    return page_of(program)


def as_far_as_the_code(program: Program, qtbot) -> RecoveryPage:
    words = as_far_as_the_words(program, qtbot)
    type_at(program.entrance, "もう一度", words.words.replace(" ", ""))
    press(program.entrance, "帳面をつくる")
    wait_for(qtbot, lambda: isinstance(page_of(program), RecoveryPage))
    return page_of(program)


def test_a_new_desk_is_made_and_opened_by_the_keyboard_alone(program: Program, qtbot) -> None:
    page = as_far_as_the_code(program, qtbot)
    line = f"{page.asked.letter}行"
    type_at(program.entrance, line, "".join(page.asked.groups).lower() + page.asked.check)
    press(program.entrance, "次へ")
    wait_for(qtbot, lambda: isinstance(page_of(program), PlacePage))
    press(program.entrance, "控えを取って始める")
    wait_for(qtbot, lambda: program.opened is not None)
    desk = program.opened.desk
    assert (desk.who.person, desk.who.admin) == ("髙橋 花子", True)
    assert desk._records.ask(profile).name == "みなと坂自治会"
    assert window_of(program).current == "home"
    assert Path(settings.read().desks[0]).name == "みなと坂自治会.kobedesk"
    assert list(program.opened.custody.folder.backups.glob("*.kobedesk-backup"))


def test_the_code_is_believed_only_when_a_line_was_copied(program: Program, qtbot) -> None:
    page = as_far_as_the_code(program, qtbot)
    type_at(program.entrance, f"{page.asked.letter}行", "2222 2222 2222 3")
    press(program.entrance, "次へ")
    assert isinstance(page_of(program), RecoveryPage)
    assert page.line.error


def test_a_short_passphrase_of_ones_own_is_refused_with_the_remedy(program: Program, qtbot) -> None:
    page = as_far_as_the_words(program, qtbot)
    press(program.entrance, "自分で決める")
    type_at(program.entrance, "新しい合言葉", "みなと")
    type_at(program.entrance, "もう一度", "みなと")
    press(program.entrance, "帳面をつくる")
    assert "12" in page.first.field.error


def test_two_different_passphrases_are_told_apart(program: Program, qtbot) -> None:
    page = as_far_as_the_words(program, qtbot)
    type_at(program.entrance, "もう一度", "さくら みかん とけい かもめ")
    press(program.entrance, "帳面をつくる")
    assert page.again.field.error
    assert isinstance(page_of(program), PassphrasePage)


def test_a_synced_folder_is_warned_about(program: Program, qtbot) -> None:
    program.begin()
    press(program.entrance, "新しく帳面をつくる")
    page = page_of(program)
    assert isinstance(page, WhoPage)
    page.place.set_value(Path("/home/hanako/OneDrive/帳面"))
    page.place.edited.emit()
    assert "OneDrive" in page.warning.text
    assert page.warning.isVisible()


def test_the_way_back_keeps_what_was_written(program: Program, qtbot) -> None:
    as_far_as_the_words(program, qtbot)
    press(program.entrance, "前へ")
    page = page_of(program)
    assert (page.association.value(), page.person.value()) == ("みなと坂自治会", "髙橋 花子")


def test_closing_the_window_before_a_desk_is_made_ends_the_program(program: Program, qtbot) -> None:
    program.begin()
    with qtbot.waitSignal(program.ended):
        program.entrance.close()


def test_every_page_of_the_first_run_keeps_the_rules(program: Program, qtbot) -> None:
    program.begin()
    wrong = {"begin": audit(program.entrance)}
    press(program.entrance, "新しく帳面をつくる")
    wrong["who"] = audit(program.entrance)
    page = page_of(program)
    page.association.set_value("みなと坂自治会")
    page.person.set_value("髙橋 花子")
    page.next.click()
    wait_for(qtbot, lambda: isinstance(page_of(program), PassphrasePage))
    wrong["words"] = audit(program.entrance)
    page = page_of(program)
    page.own.click()
    wrong["own"] = audit(program.entrance)
    page.draw.click()
    page.again.words.setText(page.words)
    page.next.click()
    wait_for(qtbot, lambda: isinstance(page_of(program), RecoveryPage))
    wrong["code"] = audit(program.entrance)
    page = page_of(program)
    page.line.set_value("".join(page.asked.groups) + page.asked.check)
    page.next.click()
    wrong["place"] = audit(program.entrance)
    assert said(f"{name}: {each}" for name, found in wrong.items() for each in found) == ""
