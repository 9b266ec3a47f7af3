"""A helper's packet in the real window: no desk, six words, saved into the file, given back."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from support.applications import NOON
from support.helping import UNTIL, WORDS, Out, file_of, hand_out
from support.ime import commit
from support.program import new_program, press, type_at, wait_for

from kobe_desk.app.program import Program
from kobe_desk.app.start.begin import BeginPage
from kobe_desk.app.start.packet import OpenPacketPage
from kobe_desk.core import clock
from kobe_desk.core.text import use_language
from kobe_desk.modules.subsidies.exchange import helping
from kobe_desk.modules.subsidies.view.helping import PacketPage


@pytest.fixture
def out(sample_records, answered, tmp_path: Path) -> Out:
    return hand_out(sample_records, answered, tmp_path)


@pytest.fixture
def program(out: Out, qtbot):
    """Begun with the file, as a double click does it."""
    use_language("ja")
    run = new_program()
    with clock.stopped_at(NOON):
        run.begin(out.path)
        yield run
        run._end()


def page_of(program: Program):
    return program.entrance.shown_page()


def open_it(program: Program, qtbot, words: str = WORDS) -> PacketPage:
    type_at(program.entrance, "6つの言葉", words)
    press(program.entrance, "包みを開く")
    wait_for(qtbot, lambda: isinstance(page_of(program), PacketPage))
    return page_of(program)


def words_in(page) -> str:
    from PySide6.QtWidgets import QLabel

    return "\n".join(each.text() for each in page.findChildren(QLabel))


def content_of(out: Out) -> object:
    return helping.open_packet(out.path, WORDS).packet.answers.value("content")


def test_the_six_words_open_the_questions_and_no_desk(program: Program, out: Out, qtbot) -> None:
    page = open_it(program, qtbot)
    assert program.opened is None
    assert "写真を見て書いてください。" in words_in(page)
    titles = [each.text() for each in page.steps.items]
    assert len(titles) == len(out.packet.programme.pages) + 2


def test_wrong_words_are_said_at_their_field(program: Program, qtbot) -> None:
    page = page_of(program)
    type_at(program.entrance, "6つの言葉", "あさり あひる あやめ あられ あわび あんず")
    press(program.entrance, "包みを開く")
    wait_for(qtbot, lambda: bool(page.words.error))
    assert "開きません" in page.words.error


def test_a_packet_whose_day_is_over_is_not_opened(program: Program, qtbot) -> None:
    page = page_of(program)
    with clock.stopped_at(clock.now() + timedelta(days=60)):
        type_at(program.entrance, "6つの言葉", WORDS)
        press(program.entrance, "包みを開く")
        wait_for(qtbot, lambda: page.refusal.isVisible())
    assert (NOON + timedelta(days=60)).date() > UNTIL
    assert "12月20日" in words_in(page.refusal)


def test_what_is_typed_is_in_the_file_within_two_seconds(program: Program, out: Out, qtbot) -> None:
    page = open_it(program, qtbot)
    while page.questions is None or "content" not in page.questions.fields:
        page.next.click()
    page.questions.fields["content"].focus()
    edit = program.entrance.focusWidget()
    edit.selectAll()
    commit(edit, "花壇をつくります。")
    qtbot.wait(1_900)
    assert content_of(out) == "花壇をつくります。"


def test_closing_the_window_saves_what_was_typed_a_moment_ago(program: Program, out: Out, qtbot) -> None:
    page = open_it(program, qtbot)
    while page.questions is None or "content" not in page.questions.fields:
        page.next.click()
    page.questions.fields["content"].focus()
    edit = program.entrance.focusWidget()
    edit.selectAll()
    commit(edit, "すぐに閉じました。")
    program.entrance.close()
    assert content_of(out) == "すぐに閉じました。"


def test_giving_it_back_ends_it_and_one_goes_on_where_one_stopped(program: Program, out: Out, qtbot) -> None:
    page = open_it(program, qtbot)
    page.steps.items[-1].click()
    assert page.next.words() == "お返しする"
    page.next.click()
    assert helping.open_packet(out.path, WORDS).packet.returned
    assert page.next.words() == "とじる"
    with qtbot.waitSignal(program.ended):
        page.next.click()


def test_a_stick_that_was_pulled_out_is_told_and_the_words_stay(program: Program, out: Out, qtbot, tmp_path) -> None:
    page = open_it(program, qtbot)
    gone = tmp_path / "gone"
    saver = program.helping.controller._saver
    saver.opened = helping.OpenPacket(out.packet, gone / "x.kdpacket", saver.opened.closed, out.secret)
    page.steps.items[-1].click()
    wait_for(qtbot, lambda: page.notice.isVisible())
    assert "USB" in words_in(page.notice)
    page.next.click()
    assert not program.helping.controller.packet.returned
    saver.opened = helping.OpenPacket(out.packet, out.path, saver.opened.closed, out.secret)
    page.next.click()
    assert helping.open_packet(out.path, WORDS).packet.returned


def test_nothing_of_a_desk_can_be_reached(program: Program, qtbot) -> None:
    page = open_it(program, qtbot)
    buttons = {each.text() or each.accessibleName() for each in program.entrance.findChildren(QPushButton)}
    assert page.next.words() in " ".join(buttons) or page.next.text() in buttons
    assert not [each for each in buttons if any(word in each for word in ("名簿", "会計", "設定", "予約"))]


def test_the_first_page_leads_there(qtbot, out: Out) -> None:
    use_language("ja")
    program = new_program()
    program.begin()
    assert isinstance(page_of(program), BeginPage)
    press(program.entrance, "お手伝いの包みを開く")
    assert isinstance(page_of(program), OpenPacketPage)
    press(program.entrance, "包みを開く")
    assert "ファイルを選んで" in words_in(page_of(program).refusal)
    page_of(program).previous.click()
    assert isinstance(page_of(program), BeginPage)
    program._end()


def test_a_broken_packet_is_refused_in_words(program: Program, out: Out, qtbot) -> None:
    out.path.write_bytes(file_of(out.packet, out.secret)[:-5])
    page = page_of(program)
    type_at(program.entrance, "6つの言葉", WORDS)
    press(program.entrance, "包みを開く")
    wait_for(qtbot, lambda: page.refusal.isVisible())
    assert "壊れています" in words_in(page.refusal)
