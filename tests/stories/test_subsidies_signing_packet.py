"""The story of a packet for signing: two desks, or one and a computer without any, and the file that travels."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtWidgets import QFileDialog
from pytest_bdd import given, parsers, scenarios, then, when
from pytestqt.qtbot import QtBot
from support.applications import NOON, SECRETARY
from support.audit import audit, settle
from support.ime import commit
from support.key import KEY
from support.program import new_program, press, type_at, wait_for
from support.subsidy_window import AtDesk, words_in

from kobe_desk.core import clock
from kobe_desk.core.database import Database
from kobe_desk.core.permission import Role, Who
from kobe_desk.core.progress import silent
from kobe_desk.core.records import Records
from kobe_desk.core.text import use_language
from kobe_desk.modules.association import exchange as keys
from kobe_desk.modules.association.usecases import keep_key, keep_root, profile
from kobe_desk.modules.members.usecases import officers_on
from kobe_desk.modules.subsidies.controller.application import ApplicationController
from kobe_desk.modules.subsidies.controller.steps import CHECK
from kobe_desk.modules.subsidies.usecases import application, submissions
from kobe_desk.modules.subsidies.view import PapersPage
from kobe_desk.modules.subsidies.view.circulating import (
    OpenSigningPage,
    PacketPapersPage,
    ReturnedSigningPage,
    SendSigningPage,
)
from kobe_desk.paper.verify.door import verify
from kobe_desk.ui.papers_page import PapersPage as SlipPage
from kobe_desk.ui.theme import theme

scenarios("subsidies_signing.feature")
pytestmark = pytest.mark.story

ROOT, CHAIR, TREASURER = "ねこ いぬ とり さる", "やま かわ うみ そら", "はる なつ あき ふゆ"


@dataclass
class Played:
    """The secretary's desk, the treasurer's own, and the file between them."""

    ours: AtDesk
    hers: AtDesk
    key: UUID
    folder: Path
    hers_file: bytes
    words: list[str] = field(default_factory=list)

    @property
    def path(self) -> Path:
        return self.folder / "会計の署名.kdsign"


@pytest.fixture(autouse=True)
def in_japanese() -> Iterator[None]:
    use_language("ja")
    yield


@given("書記のデスクに答えた申請があり、会計は自分のデスクに自分の鍵をもっている", target_fixture="played")
def two_desks(
    sample_records: Records, answered: UUID, empty_desk: Path, qtbot: QtBot, tmp_path: Path
) -> Iterator[Played]:
    theme.wear("light", 12)
    stick = tmp_path / "usb"
    stick.mkdir()
    house = sample_records.ask(profile).name
    holders = {each.kind: each for each in sample_records.ask(officers_on, clock.today())}

    def key_for(role: str, words: str):
        who, end = holders[role], date(2027, 3, 31)
        return keys.make_key(keys.NewKey(stick, ROOT, house, role, who.office, who.name, end, words), silent)

    root = keys.make_root(stick, house, ROOT, silent)
    sample_records.do(keep_root, root.certificate, root.fingerprint)
    sample_records.do(keep_key, key_for("chair", CHAIR))
    mine = key_for("treasurer", TREASURER)
    file = Path(shutil.copy(empty_desk, tmp_path / "hers.db"))
    records = Records(Database.open(file, KEY), SECRETARY)
    records.do(keep_root, root.certificate, root.fingerprint)
    records.do(keep_key, mine)
    records.close()
    records = Records(Database.open(file, KEY), Who("slot-9", holders["treasurer"].name, Role.TREASURER))
    yield Played(AtDesk(sample_records, qtbot), AtDesk(records, qtbot), answered, tmp_path, mine.file)
    records.close()


@when("書記のデスクで会長が署名する")
def chair_signs(played: Played) -> None:
    at = played.ours
    at.page.buttons[str(played.key)].click()
    settle()
    next(each for each in at.page.children() if isinstance(each, ApplicationController)).show(CHECK)
    at.page.next.click()
    settle()
    page = at.page
    assert isinstance(page, PapersPage)
    page.sign.passphrase.words.setText(CHAIR)
    page.sign.seen.setChecked(True)
    page.sign.button.click()
    settle()
    assert page.sign is None, "the treasurer's key is not on this desk"


@when("会計あての署名の包みをつくる")
def make_packet(played: Played, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args, **_more: (str(played.path), ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args, **_more: (str(played.path), ""))
    at = played.ours
    at.page.away.send.click()
    settle()
    page = at.page
    assert isinstance(page, SendSigningPage)
    assert page.roles.value() == ("treasurer",), "whose turn it is, is ticked"
    commit(page.form.fields["note"].control, "金曜までにお願いします。")
    page.make.click()
    settle()
    assert isinstance(at.page, SlipPage)
    played.words = at.words_of_slip()


@then("6つの言葉の紙が出て、書類のそばに送ったことが出る")
def it_is_out(played: Played) -> None:
    assert len(played.words) == 6
    page = played.ours.page
    assert isinstance(page, PapersPage)
    assert "署名の包みを送りました" in words_in(page)
    assert b"%PDF" not in played.path.read_bytes()


@when("会計が自分のデスクで包みを6つの言葉で開く")
def open_there(played: Played) -> None:
    at = played.hers
    at.page.signing.click()
    settle()
    page = at.page
    assert isinstance(page, OpenSigningPage)
    page.file.control.choose.click()
    page.open.click()
    settle()
    assert "6つの言葉" in page.words.error, "a packet of another desk needs its words"
    assert audit(at.window) == []
    page.type_words("　".join(played.words))
    page.open.click()
    settle()


@then("会長の署名が確かめられて、会計の番だとわかる")
def chairs_signature_is_seen(played: Played) -> None:
    page = played.hers.page
    assert isinstance(page, PacketPapersPage)
    said = words_in(page)
    assert "金曜までにお願いします。" in said
    assert "そのあと変わっていません" in said
    assert "この帳面の団体のものと同じ" in said
    assert "会計" in page.sign.button.words()
    assert page.preview._papers[0].place_text.startswith("会計")
    assert audit(played.hers.window) == []


@when("会計が自分の鍵で署名する")
def treasurer_signs(played: Played) -> None:
    page = played.hers.page
    page.sign.passphrase.words.setText("ちがう ことば")
    page.sign.seen.setChecked(True)
    page.sign.button.click()
    settle()
    assert page.sign.passphrase.field.error
    page.sign.passphrase.words.setText(TREASURER)
    page.sign.button.click()
    settle()


@then("包みを書記に返すように言われる")
def give_it_back(played: Played) -> None:
    page = played.hers.page
    assert played.path.name in page.notice.text
    assert page.sign is None
    assert audit(played.hers.window) == []
    page.end.click()
    settle()
    assert not isinstance(played.hers.page, PacketPapersPage)


@when("会計がデスクなしで包みを開き、「金額がちがいます。」と書いて返す")
def decline_elsewhere(played: Played, qtbot: QtBot) -> None:
    program = new_program()
    program.begin(played.path)
    window = program.entrance
    type_at(window, "6つの言葉", "　".join(played.words))
    press(window, "包みを開く")
    wait_for(qtbot, lambda: isinstance(window.shown_page(), PacketPapersPage))
    assert program.opened is None
    page = window.shown_page()
    assert page.sign.key.isVisible(), "without a desk the key is a file"
    page.sign.decline.open.click()
    page.sign.decline.button.click()
    wait_for(qtbot, lambda: bool(page.sign.decline.reason.error))
    commit(page.sign.decline.reason.control, "金額がちがいます。")
    page.sign.decline.button.click()
    wait_for(qtbot, lambda: page.sign is None)
    assert "金額がちがいます。" in page.notice.text
    page.end.click()


@when("書記が戻った包みを取り込む")
def take_in(played: Played) -> None:
    at = played.ours
    at.page.away.take_in.click()
    settle()
    page = at.page
    assert isinstance(page, ReturnedSigningPage)
    assert audit(at.window) == []
    page.keep.click()
    settle()
    assert isinstance(at.page, PapersPage)


@then("みんなの署名がそろい、提出の一式が確かめられる")
def package(played: Played) -> None:
    at = played.ours
    page = at.page
    page.export.folder.set_value(played.folder)
    page.export.passphrase.words.setText(CHAIR)
    page.export.button.click()
    settle()
    (sent,) = at.records.ask(submissions, played.key)
    verdict = verify(played.folder / sent.file_name, [next((played.folder / "usb").glob("*.pem")).read_bytes()])
    assert verdict.unaltered
    assert verdict.signer_known
    offices = {each.office for file in verdict.files for each in file.signatures}
    assert offices == {"会長", "会計"}


@then("同じ包みはもう取り込めない")
def not_twice(played: Played) -> None:
    at = played.ours
    at.back_to_list()
    at.page.signing.click()
    settle()
    page = at.page
    page.set_path(played.path)
    with clock.stopped_at(NOON):
        page.open.click()
        settle()
    assert "一度だけ" in page.refusal.text


@then(parsers.parse("書類のそばに「{reason}」と出て、つくり直せる"))
def reason_is_shown(played: Played, reason: str) -> None:
    page = played.ours.page
    assert reason in words_in(page)
    assert page.again is not None
    assert played.ours.records.ask(application, played.key).papers == ()
