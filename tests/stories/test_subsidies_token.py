"""The story of a key on a token (PKCS#11, SoftHSM): certified, signed with and the package verified, in the window."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import UUID
from zipfile import ZipFile

import pytest
from pytest_bdd import given, scenarios, then, when
from pytestqt.qtbot import QtBot
from support.audit import audit, settle
from support.signing import flipped
from support.token import MODULE, OTHER_PIN, PIN, SoftToken, needs_softhsm

from kobe_desk.core import clock
from kobe_desk.core.progress import silent
from kobe_desk.core.records import Records
from kobe_desk.core.text import use_language
from kobe_desk.modules.association import exchange as keys
from kobe_desk.modules.association import module as association_module
from kobe_desk.modules.association.usecases import keep_key, keep_root, key_file, profile, signing_keys
from kobe_desk.modules.members.usecases import officers_on
from kobe_desk.modules.subsidies import module
from kobe_desk.modules.subsidies.controller.application import ApplicationController
from kobe_desk.modules.subsidies.controller.steps import CHECK
from kobe_desk.modules.subsidies.usecases import application, submissions
from kobe_desk.modules.subsidies.view import PapersPage
from kobe_desk.paper.verify.door import verify
from kobe_desk.ui.desk import Desk
from kobe_desk.ui.rail import Entry
from kobe_desk.ui.theme import theme
from kobe_desk.ui.window import DeskWindow

scenarios("subsidies_token.feature")
pytestmark = [pytest.mark.story, needs_softhsm]

ROOT, TREASURER = "ねこ いぬ とり さる", "はる なつ あき ふゆ"
TERM = date(2027, 3, 31)
KEYS = 5
"""The part 署名の鍵 of the page of the association."""


@dataclass
class Played:
    """The window of a story, the desk behind it, and the token."""

    records: Records
    window: DeskWindow
    token: SoftToken
    key: UUID
    folder: Path
    root: bytes
    chair: str

    @property
    def page(self):
        return self.window.shown_page()

    @property
    def signed(self) -> list[tuple[str, ...]]:
        """Who signed each paper that has places for it."""
        return [each.signed_by for each in self.records.ask(application, self.key).papers if each.places]


@pytest.fixture(autouse=True)
def in_japanese() -> Iterator[None]:
    use_language("ja")
    yield


@given("団体の証明書があり、会計の鍵は帳面に、会長の鍵はトークンにある", target_fixture="played")
def a_root_and_a_token(
    sample_records: Records, answered: UUID, token: SoftToken, qtbot: QtBot, tmp_path: Path
) -> Played:
    theme.wear("light", 12)
    stick = tmp_path / "usb"
    stick.mkdir()
    house = sample_records.ask(profile).name
    holders = {each.kind: each for each in sample_records.ask(officers_on, clock.today())}
    root = keys.make_root(stick, house, ROOT, silent)
    sample_records.do(keep_root, root.certificate, root.fingerprint)
    who = holders["treasurer"]
    wanted = keys.NewKey(stick, ROOT, house, "treasurer", who.office, who.name, TERM, TREASURER)
    sample_records.do(keep_key, keys.make_key(wanted, silent))
    token.make_key()
    desk = Desk(sample_records, inline=True)
    modules = (("association", association_module), ("subsidies", module))
    window = DeskWindow([_entry(key, each, desk) for key, each in modules])
    qtbot.addWidget(window)
    window.resize(1366, 690)
    window.show()
    settle()
    pem = next(stick.glob("*.pem")).read_bytes()
    return Played(sample_records, window, token, answered, tmp_path, pem, holders["chair"].name)


def _entry(key: str, each, desk: Desk) -> Entry:
    return Entry(key, each.TITLE, each.ICON, open=lambda: each.open_page(desk))


@when("「団体」でトークンを読み、会長の証明書を発行してその鍵を使うことにする")
def certify_the_key(played: Played) -> None:
    played.window.open("association")
    settle()
    played.page.show_part(KEYS)
    card = played.page.signing.token
    card.module.set_value(Path(MODULE))
    card.look.click()
    settle()
    assert card.issuing.isVisible(), "a key without a certificate gets one from the association"
    office = card.form.fields["office_of"].control
    chair = next(at for at in range(office.count()) if office.itemData(at).kind == "chair")
    card.form.fill({"office_of": office.itemData(chair), "name": played.chair})
    card.issuing.fill({"term_ends": TERM, "folder": played.folder / "usb", "root_passphrase": ROOT})
    card.pin.words.setText(PIN)
    assert audit(played.window) == []
    card.take.click()
    settle()
    assert card.found.isHidden()


@then("帳面にはトークンの鍵の場所だけがあり、暗証番号も鍵もない")
def only_a_reference_is_kept(played: Played) -> None:
    kept = next(each for each in played.records.ask(signing_keys) if each.kind == "token")
    file = played.records.ask(key_file, kept.id)
    assert (kept.office, kept.name, kept.issued_here) == ("会長", played.chair, True)
    assert MODULE.encode() in file
    assert PIN.encode() not in file
    assert b"PRIVATE KEY" not in file


def to_papers(played: Played) -> PapersPage:
    played.window.open("subsidies")
    settle()
    played.page.buttons[str(played.key)].click()
    settle()
    next(each for each in played.page.children() if isinstance(each, ApplicationController)).show(CHECK)
    played.page.next.click()
    settle()
    page = played.page
    assert isinstance(page, PapersPage)
    assert "会長" in page.sign.button.words()
    return page


def sign(played: Played, words: str) -> None:
    part = played.page.sign
    part.passphrase.words.setText(words)
    part.seen.setChecked(True)
    part.button.click()
    settle()


@when("答えのそろった申請の書類を開き、会長がちがう暗証番号で署名しようとする")
def a_wrong_pin(played: Played) -> None:
    to_papers(played)
    assert "暗証番号" in played.page.sign.passphrase.field.label
    sign(played, OTHER_PIN)


@then("暗証番号がちがうと言われ、署名は1つもない")
def the_pin_is_refused(played: Played) -> None:
    said = played.page.sign.passphrase
    assert "暗証番号" in said.field.error
    assert not said.value(), "a PIN that was refused does not stay in its field"
    assert audit(played.window) == []
    assert played.signed and not any(played.signed)


@when("会長が正しい暗証番号で署名し、会計が自分の鍵で署名する")
def both_sign(played: Played) -> None:
    sign(played, PIN)
    assert any("chair" in each for each in played.signed)
    assert "会計" in played.page.sign.button.words()
    sign(played, TREASURER)
    assert played.page.sign is None


@when("会長の暗証番号で提出の一式を書き出す")
def export(played: Played) -> None:
    part = played.page.export
    part.folder.set_value(played.folder)
    part.passphrase.words.setText(PIN)
    part.button.click()
    settle()


@then("一式の署名はどれも団体の証明書で確かめられ、1文字変えるとわかる")
def the_package_holds(played: Played) -> None:
    (sent,) = played.records.ask(submissions, played.key)
    package = played.folder / sent.file_name
    verdict = verify(package, [played.root])
    assert verdict.unaltered
    assert verdict.signer_known, "the chair's certificate was issued by the association for the key on the token"
    found = {(each.office, each.name) for file in verdict.files for each in file.signatures}
    assert ("会長", played.chair) in found
    assert {office for office, _name in found} == {"会長", "会計"}
    assert PIN.encode() not in package.read_bytes()
    assert not verify(_altered(package), [played.root]).unaltered


def _altered(package: Path) -> Path:
    """The package with one bit of its longest paper changed."""
    made = package.with_name("altered.zip")
    with ZipFile(package) as before, ZipFile(made, "w") as after:
        longest = max(
            (each for each in before.infolist() if each.filename.endswith(".pdf")), key=lambda it: it.file_size
        )
        for each in before.infolist():
            data = before.read(each)
            after.writestr(each, flipped(data, len(data) // 3) if each is longest else data)
    return made


@when("答えのそろった申請の書類を開き、トークンを抜いて会長が署名しようとする")
def without_the_token(played: Played) -> None:
    to_papers(played)
    shutil.copytree(played.token.tokens, played.folder / "in the hand")
    played.token.take_out()
    sign(played, PIN)


@then("トークンがないと言われ、署名は1つもない")
def the_token_is_missed(played: Played) -> None:
    assert played.page.sign.passphrase.field.error
    assert not played.page.sign.passphrase.value()
    assert played.signed and not any(played.signed)


@when("トークンを差しなおして会長が署名する")
def put_in_again(played: Played) -> None:
    shutil.copytree(played.folder / "in the hand", played.token.tokens, dirs_exist_ok=True)
    sign(played, PIN)


@then("書類には会長の署名がある")
def the_chair_has_signed(played: Played) -> None:
    assert any("chair" in each for each in played.signed)
