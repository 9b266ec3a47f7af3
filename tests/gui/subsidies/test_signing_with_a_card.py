"""Papers of an application signed with a real token (SoftHSM) by the chair and a key file by the treasurer."""

import subprocess
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from support.token import MODULE, OTHER_PIN, PIN, SoftToken, needs_softhsm

from kobe_desk.core.progress import Report
from kobe_desk.core.records import Records
from kobe_desk.modules.association import exchange as association
from kobe_desk.modules.association.usecases import NewTokenKey, keep_key
from kobe_desk.modules.subsidies.controller.steps import CHECK
from kobe_desk.modules.subsidies.usecases import application, paper_bytes, submissions
from kobe_desk.paper.render import page_text
from kobe_desk.paper.sign.authority import OfficerRequest, Root, certify, create_root
from kobe_desk.paper.sign.token_signer import public_key
from kobe_desk.paper.token import child
from kobe_desk.paper.verify.door import verify
from kobe_desk.ui.dialog import ConfirmDialog

pytestmark = needs_softhsm
SILENT: Report = lambda _done, _total: None  # noqa: E731
TERM = date(2027, 3, 31)


@pytest.fixture
def other(sample_records: Records, tmp_path: Path) -> Root:
    """Another association's root, of the day of the sample."""
    (tmp_path / "other").mkdir()
    return create_root(tmp_path / "other", "となりの会", "となりの合言葉")


@pytest.fixture
def on_card(sample_records: Records, passphrases: dict[str, str], token: SoftToken, other: Root):
    """Registers the chair's key on a token whose certificate another root issued; `personal` as somebody's own."""

    def register(*, personal: bool) -> None:
        token.make_key()
        public = public_key(child.look(MODULE)[0].public)
        made = certify(other, OfficerRequest("となりの会", "会長", "髙橋 悦郎", TERM), public)
        token.put_certificate(made.public_bytes(Encoding.DER))
        (row,) = association.look_at_tokens(Path(MODULE), SILENT)
        request = NewTokenKey(row, "", "chair", "会長", "髙橋 悦郎", PIN, personal=personal)
        sample_records.do(keep_key, association.take_token_key(request, SILENT))

    return register


def to_papers(opened, key: UUID):
    opened.go_on(key).show(CHECK)
    opened.click(opened.page.next)
    return opened.page


def sign(opened, page, words: str) -> None:
    page.sign.passphrase.words.setText(words)
    page.sign.seen.setChecked(True)
    opened.click(page.sign.button)


def test_the_chair_signs_with_a_card_and_the_treasurer_with_a_file(
    opened, answered: UUID, passphrases: dict[str, str], on_card, other: Root, tmp_path: Path
) -> None:
    on_card(personal=False)
    page = to_papers(opened, answered)
    sign(opened, page, OTHER_PIN)
    assert page.sign.passphrase.field.error and not page.sign.passphrase.value()
    assert not any(each.signed_by for each in opened.records.ask(application, answered).papers)
    sign(opened, page, PIN)
    sign(opened, page, passphrases["treasurer"])
    papers = [each for each in opened.records.ask(application, answered).papers if each.places]
    assert all(len(each.signed_by) == len(each.places) for each in papers)
    file = tmp_path / "paper.pdf"
    file.write_bytes(opened.records.ask(paper_bytes, next(each.id for each in papers if len(each.places) == 2)))
    poppler = subprocess.run(("pdfsig", str(file)), capture_output=True, text=True, check=False).stdout
    assert poppler.count("Signature is Valid") == 2
    root = next((tmp_path / "usb").glob("*.pem")).read_bytes()
    ours, both = verify(file, [root]), verify(file, [root, other.pem])
    assert ours.unaltered and not ours.signer_known, "another issuer is known only to who trusts it"
    assert both.unaltered and both.signer_known


def test_a_personal_certificate_is_asked_about_each_time_and_the_receiver_is_told(
    opened, answered: UUID, passphrases: dict[str, str], on_card, tmp_path: Path
) -> None:
    on_card(personal=True)
    page = to_papers(opened, answered)

    def answer(*, yes: bool) -> None:
        (dialog,) = (each for each in opened.window.findChildren(ConfirmDialog) if each.isVisible())
        opened.click(dialog.act if yes else dialog.leave)

    sign(opened, page, PIN)
    answer(yes=False)
    assert not any(each.signed_by for each in opened.records.ask(application, answered).papers)
    sign(opened, page, PIN)
    answer(yes=True)
    sign(opened, page, passphrases["treasurer"])
    page.export.folder.set_value(tmp_path)
    page.export.passphrase.words.setText(PIN)
    opened.click(page.export.button)
    assert not opened.records.ask(submissions, answered)
    answer(yes=True)
    (sent,) = opened.records.ask(submissions, answered)
    (guide,) = tmp_path.glob(f"{Path(sent.file_name).stem}-*.pdf")
    told = "".join("".join(page_text(guide.read_bytes(), at) for at in range(2)).split())
    assert "個人の証明書あり" in told and "会長髙橋悦郎は、マイナンバーカードの証明書で署名しました" in told
    kept = [each for each in opened.records.ask(application, answered).papers if each.places]
    assert b"/Reason" in opened.records.ask(paper_bytes, kept[0].id)
