"""団体 → 署名の鍵 with a real token (SoftHSM): read, given a certificate, tried, kept, and its use ended."""

from datetime import date
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from support.audit import audit
from support.signing import keys
from support.token import MODULE, OTHER_PIN, PIN, SoftToken, needs_softhsm

from kobe_desk.core import clock
from kobe_desk.modules.association import module as association_module
from kobe_desk.modules.association import usecases as association
from kobe_desk.paper.sign.authority import OfficerRequest, certify
from kobe_desk.paper.sign.certificates import load_certificate
from kobe_desk.paper.sign.token_signer import public_key
from kobe_desk.paper.token import child
from kobe_desk.ui.desk import Desk
from kobe_desk.ui.dialog import ConfirmDialog
from kobe_desk.ui.rail import Entry
from kobe_desk.ui.window import DeskWindow

pytestmark = needs_softhsm
WORDS = "むかし むかし ある ところ"
TERM = date(clock.today().year + 1, 3, 31)


@pytest.fixture
def part(desk: Desk, qtbot, tmp_path: Path):
    """The part 署名の鍵 of an association that has a root on a stick."""
    desk._records.do(association.save_profile, association.Profile("みなと坂自治会"))
    window = DeskWindow(
        [Entry("association", association_module.TITLE, association_module.ICON,
               lambda: association_module.open_page(desk))]
    )  # fmt: skip
    qtbot.addWidget(window)
    window.resize(1366, 690)
    window.show()
    window.open("association")
    page = window.shown_page()
    page.show_part(5)
    stick = tmp_path / "usb"
    stick.mkdir()
    page.signing.root_form.fill({"folder": stick, "passphrase": WORDS, "again": WORDS})
    page.signing._make_root()
    return page.signing


def read(part, module: Path | str = MODULE):
    part.token.module.set_value(Path(module))
    part.token.look.click()
    return part.token


def stored(desk: Desk):
    return desk._records.ask(association.signing_keys)


def test_a_key_on_a_token_gets_its_certificate_and_is_kept_after_a_trial(
    part, desk: Desk, token: SoftToken, tmp_path: Path
) -> None:
    token.make_key()
    card = read(part)
    assert card.issuing.isVisible() and card.personal.isHidden()
    card.form.fill({"office_of": card._office.itemData(0), "name": "髙橋 悦郎"})
    card.issuing.fill({"term_ends": TERM, "folder": tmp_path / "usb", "root_passphrase": WORDS})
    card.pin.words.setText(OTHER_PIN)
    card.take.click()
    assert "暗証番号" in card.pin.field.error or "PIN" in card.pin.field.error
    assert not card.pin.value(), "a PIN that was refused does not stay in its field"
    assert not stored(desk)
    assert not audit(part.window())

    card.pin.words.setText(PIN)
    card.take.click()
    (key,) = stored(desk)
    assert (key.office, key.name, key.kind, key.issued_here) == ("会長", "髙橋 悦郎", "token", True)
    assert card.found.isHidden() and not card.pin.value()
    assert PIN.encode() not in desk._records.ask(association.key_file, key.id)


def test_a_file_that_is_no_module_is_refused_at_its_field(part, tmp_path: Path, token: SoftToken) -> None:
    stranger = tmp_path / "card.so"
    stranger.write_bytes(Path(MODULE).read_bytes())
    card = read(part, stranger)
    assert card.module.error and card.found.isHidden()
    assert "env" in read(part, "/usr/bin/env").module.error
    token.take_out()
    assert read(part).module.error


def foreign(token: SoftToken) -> None:
    """A key whose certificate another association's root issued, on the token as a card's maker puts it there."""
    token.make_key()
    found = child.look(MODULE)[0]
    request = OfficerRequest("となりの会", "会長", "𠮷田 太郎", TERM)
    token.put_certificate(certify(keys().root, request, public_key(found.public)).public_bytes(Encoding.DER))


def test_a_certificate_of_another_issuer_is_taken_as_it_is_and_can_only_be_stopped(
    part, desk: Desk, token: SoftToken
) -> None:
    foreign(token)
    card = read(part)
    assert card.issuing.isHidden() and card.personal.isVisible()
    card.form.fill({"office_of": card._office.itemData(0), "name": "𠮷田 太郎"})
    card.pin.words.setText(PIN)
    card.take.click()
    (key,) = stored(desk)
    assert (key.kind, key.issued_here) == ("token", False)
    assert load_certificate(key.certificate.encode()).issuer == keys().root.certificate.subject
    read(part)
    card.form.fill({"office_of": card._office.itemData(0), "name": "𠮷田 太郎"})
    card.pin.words.setText(PIN)
    card.take.click()
    assert card.form.fields["row"].error, "the same key is not registered twice"
    assert not part.revoking.form.fields["stick"].isVisible()
    part.revoking.button.click()
    assert stored(desk)[0].revoked == clock.today()
    assert not desk._records.ask(association.signing_root).crl


def test_a_personal_certificate_is_kept_only_after_the_warning_is_confirmed(
    part, desk: Desk, token: SoftToken, qtbot
) -> None:
    foreign(token)
    card = read(part)
    card.form.fill({"office_of": card._office.itemData(0), "name": "𠮷田 太郎"})
    card.personal.click()
    assert card.warned.isVisible()
    assert not audit(part.window())

    def asked() -> ConfirmDialog:
        card.pin.words.setText(PIN)
        card.take.click()
        (dialog,) = (each for each in part.window().findChildren(ConfirmDialog) if each.isVisible())
        return dialog

    dialog = asked()
    assert dialog.leave.hasFocus() or dialog.focusWidget() is dialog.leave, "the keyboard starts on No"
    dialog.leave.click()
    assert not stored(desk)
    asked().act.click()
    assert stored(desk)[0].kind == "personal"
