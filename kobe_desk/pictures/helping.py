"""Help from volunteers: what is handed out, the slip, what came back, hours; and the packet as a helper sees it."""

import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from uuid import UUID

from kobe_desk.app.program import Program
from kobe_desk.app.start.packet import OpenPacketPage
from kobe_desk.core import clock
from kobe_desk.core.records import Records
from kobe_desk.core.settings import Settings
from kobe_desk.core.vault import crypto
from kobe_desk.core.vault.crypto import Cost
from kobe_desk.modules.subsidies.module import SubsidiesStack
from kobe_desk.modules.subsidies.rules import packet
from kobe_desk.modules.subsidies.rules.packet import Packet, sealed
from kobe_desk.modules.subsidies.usecases import application, save_answers
from kobe_desk.modules.subsidies.usecases.helping import (
    HelpRequest,
    WorkRequest,
    hand_out_packet,
    help_places,
    packet_for,
    packet_secret,
    record_help,
)
from kobe_desk.modules.subsidies.view import SubsidiesPage
from kobe_desk.modules.subsidies.view.helping import AskHelpPage, HelpersPage, HoursPage, PacketPage, ReturnedPage
from kobe_desk.pictures.guide import Guide
from kobe_desk.pictures.patience import answered, end, wait
from kobe_desk.pictures.scene import Scene
from kobe_desk.ui.papers_page import PapersPage

WORDS = "あさひ いずみ あひる いちご あやめ あんず"
_CHEAP = Cost(64, 1, 1)
_QUESTIONS = ("content", "effect", "schedule")
_CONTENT = "毎月の第一日曜に、公園の清掃と花壇の手入れをする。"
_EFFECT = "来る人が増え、公園で声をかけ合えるようになる。"
_CONTEXT = ("org_name", "project_name", "place")


def helping(guide: Guide, key: UUID) -> Iterator[Scene]:
    """From the question who helps to the hours; begins and ends at the list of 助成."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"お手伝い{packet.SUFFIX}")
        yield from _handed_out(guide, key, path)
        given = guide.told(partial(_hand_out, key, path))
        yield from _helper(guide.opened.settings, given, path)
        yield from _back(guide, key, given, path)


def _handed_out(guide: Guide, key: UUID, path: Path) -> Iterator[Scene]:
    """What is given to whom, and the slip."""
    stack = guide.page(SubsidiesPage).parentWidget()
    if not isinstance(stack, SubsidiesStack):
        raise TypeError("助成 is not in sight")
    stack.controller.helping.ask_help(key)
    page = guide.page(AskHelpPage)
    for each in _QUESTIONS:
        page.questions.boxes[each].click()
    yield guide.scene("helpers-ask")
    page.packet_wanted.emit(_request(key), path)
    wait(lambda: isinstance(guide.window.shown_page(), PapersPage))
    preview = guide.page(PapersPage).preview
    wait(lambda: preview.paper is not None)
    yield guide.scene("helpers-slip")
    guide.back()


def _back(guide: Guide, key: UUID, given: Packet, path: Path) -> Iterator[Scene]:
    """The packets that are out, one that came back with a conflict, and the hours."""
    guide.told(partial(_change, key, given, path))
    guide.page(SubsidiesPage).helpers.click()
    page = guide.page(HelpersPage)
    yield guide.scene("helpers")
    page.packet_returned.emit(path)
    guide.page(ReturnedPage)
    scene = guide.scene("helpers-returned")
    yield replace(scene, data=lambda: f"{guide.data()} {_CONTENT} {_EFFECT}")
    guide.back()
    guide.told(partial(_record, key))
    guide.page(HelpersPage).hours.click()
    guide.page(HoursPage)
    yield guide.scene("helpers-hours")
    guide.back()
    guide.back()


def _helper(settings: Settings, given: Packet, path: Path) -> Iterator[Scene]:
    """The packet on the helper's computer: its words, what it is about, a question, giving it back."""
    program = Program(settings, _CHEAP)
    program.begin(path)
    window = program.entrance
    assert window is not None  # noqa: S101 - a packet opens no desk
    told = packet.encoded(given).decode()
    answered(program.background)
    page = window.shown_page()
    assert isinstance(page, OpenPacketPage)  # noqa: S101 - it was begun with a packet
    page.type_words(WORDS)
    yield Scene("packet-open", window, lambda: f"{told} {WORDS} {path.name}")
    page.open.click()
    wait(lambda: isinstance(window.shown_page(), PacketPage))
    wizard = window.shown_page()
    assert isinstance(wizard, PacketPage)  # noqa: S101 - waited for
    for place, name in ((0, "about"), (1, "question"), (-1, "back")):
        wizard.steps.items[place].click()
        answered(program.background)
        yield Scene(f"packet-{name}", window, lambda: f"{told} {path.name}")
    end(program)


def _request(key: UUID) -> HelpRequest:
    note = "去年の写真を見て、わかりやすく書いてください。"
    return HelpRequest(key, _QUESTIONS, _CONTEXT, "浜田 みのり", note, clock.today() + timedelta(days=14))


def _hand_out(key: UUID, path: Path, records: Records) -> Packet:
    given, secret = records.ask(packet_for, _request(key)), crypto.new_key()
    _write(path, given, secret)
    records.do(hand_out_packet, given, secret, path.name)
    return given


def _write(path: Path, given: Packet, secret: bytes) -> None:
    closed = sealed.new(given.id, packet.words.folded(WORDS), secret, _CHEAP)
    path.write_bytes(sealed.file_of(closed, secret, packet.encoded(given)))


def _change(key: UUID, given: Packet, path: Path, records: Records) -> object:
    """Both write: the helper in the packet, the secretary at the desk."""
    theirs = given.answers.with_value("content", _CONTENT)
    theirs = theirs.with_value("effect", _EFFECT)
    _write(path, replace(given, answers=theirs, returned=True), records.ask(packet_secret, given.id))
    now = records.ask(application, key)
    records.do(save_answers, key, now.answers.with_value("content", "月に一度、公園の清掃をする。"), now.page)
    return True


def _record(key: UUID, records: Records) -> object:
    places, day = records.ask(help_places), clock.today()
    account = places.usual_account or places.accounts[0][0]
    line = WorkRequest(key, "浜田 みのり", day, 150, "計画書の下書き", 1200, 3000, account, places.purses[0][0])
    records.do(record_help, line)
    return True
