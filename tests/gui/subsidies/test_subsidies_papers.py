"""Papers through the real window: made, signed in turn, exported; a key made where it is missing; this year's copy."""

import hashlib
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
from support.audit import audit

from kobe_desk.core import clock
from kobe_desk.modules.subsidies import module
from kobe_desk.modules.subsidies.controller.steps import CHECK, ENCLOSURES
from kobe_desk.modules.subsidies.usecases import (
    application,
    enclosures,
    offers,
    paper_bytes,
    save_answers,
    submissions,
)
from kobe_desk.paper.verify.door import verify
from kobe_desk.ui.home import Deadline


def to_papers(opened, key: UUID):
    opened.go_on(key).show(CHECK)
    opened.click(opened.page.next)
    return opened.page


def sign(opened, page, passphrase: str) -> None:
    page.sign.passphrase.words.setText(passphrase)
    page.sign.seen.setChecked(True)
    opened.click(page.sign.button)


def test_chair_and_treasurer_sign_and_the_package_verifies(
    opened, answered: UUID, passphrases: dict[str, str], tmp_path: Path
) -> None:
    page = to_papers(opened, answered)
    assert page.preview._papers[0].place is not None
    assert page.layout_note.isVisible()
    assert "公式の様式ではありません。窓口の様式があればそれに重ねて作れます" in page.layout_note.accessibleName()
    sign(opened, page, passphrases["chair"])
    assert page.preview._papers[0].place_text.startswith("会計")
    sign(opened, page, passphrases["treasurer"])
    page.export.folder.set_value(tmp_path)
    page.export.passphrase.words.setText(passphrases["chair"])
    opened.click(page.export.button)
    (sent,) = opened.records.ask(submissions, answered)
    package = tmp_path / sent.file_name
    verdict = verify(package, [next((tmp_path / "usb").glob("*.pem")).read_bytes()])
    assert verdict.unaltered
    assert verdict.signer_known
    assert sent.file_name in page.notice.text
    first = package.read_bytes()
    page.export.passphrase.words.setText(passphrases["chair"])
    page.export.folder.set_value(tmp_path)
    opened.click(page.export.button)
    assert len(opened.records.ask(submissions, answered)) == 2
    assert package.read_bytes() == first


def test_what_is_shown_is_what_is_kept(opened, answered: UUID, passphrases: dict[str, str]) -> None:
    page = to_papers(opened, answered)
    kept = [opened.records.ask(paper_bytes, each.id) for each in opened.records.ask(application, answered).papers]
    shown = [each.pdf for each in page.preview._papers]
    assert [hashlib.sha256(each).digest() for each in shown] == [hashlib.sha256(each).digest() for each in kept]


def test_a_wrong_passphrase_signs_nothing(opened, answered: UUID, passphrases: dict[str, str]) -> None:
    page = to_papers(opened, answered)
    sign(opened, page, "ちがう あいことば")
    assert page.sign.passphrase.field.error
    assert not any(each.signed_by for each in opened.records.ask(application, answered).papers)


def test_the_papers_have_to_be_seen_before_they_are_signed(opened, answered: UUID, passphrases: dict[str, str]) -> None:
    page = to_papers(opened, answered)
    page.sign.passphrase.words.setText(passphrases["chair"])
    opened.click(page.sign.button)
    assert "印をつけて" in page.sign.wrong.text
    assert not any(each.signed_by for each in opened.records.ask(application, answered).papers)


def test_papers_of_an_incomplete_application_are_drafts(opened) -> None:
    wizard = opened.begin()
    wizard.show(CHECK)
    opened.click(opened.page.next)
    page = opened.page
    assert "下書き" in page.notice.text
    assert page.sign is None
    row = opened.records.ask(application, wizard.key)
    assert (row.number, row.papers) == ("", ())


def test_the_calculation_is_looked_at_without_using_up_a_number(opened, answered: UUID) -> None:
    wizard = opened.go_on(answered)
    wizard.show("money")
    opened.click(opened.page.pane.print_button)
    assert opened.page.preview.paper.name.startswith("収支予算書")
    assert opened.records.ask(application, answered).number == ""


def test_a_missing_key_is_made_right_there(opened, answered: UUID, tmp_path: Path) -> None:
    page = to_papers(opened, answered)
    assert page.sign is None
    page.key_wanted.emit("chair")
    form = opened.page.form
    assert form.fields["name"].control.text() == "髙橋　和彦"
    form.fill(
        {"passphrase": "やま かわ うみ そら", "folder": tmp_path, "root": "ねこ いぬ とり さる", "again": "ちがう"}
    )
    opened.click(opened.page.make)
    assert form.fields["again"].error
    form.fill({"again": "ねこ いぬ とり さる"})
    opened.click(opened.page.make)
    assert opened.page is page
    sign(opened, page, "やま かわ うみ そら")
    assert any(each.signed_by == ("chair",) for each in opened.records.ask(application, answered).papers)


def test_a_kept_document_and_a_pdf_are_enclosed_and_taken_out(opened, tmp_path: Path) -> None:
    wizard = opened.begin()
    wizard.show(ENCLOSURES)
    before = len(opened.records.ask(enclosures, wizard.key))
    part = opened.page.part
    part.document_chosen.emit("quote", part._documents[0][0])
    assert len(opened.records.ask(enclosures, wizard.key)) == before + 1
    (tmp_path / "photo.pdf").write_bytes(b"no pdf")
    opened.page.part.file_chosen.emit("quote", tmp_path / "photo.pdf")
    assert "PDF" in opened.page.part.refusals["quote"].text
    opened.page.part.take_out_wanted.emit(opened.records.ask(enclosures, wizard.key)[-1].id)
    assert len(opened.records.ask(enclosures, wizard.key)) == before


def test_a_past_year_says_so_and_leads_into_this_years_copy(opened) -> None:
    opened.click(opened.page.buttons["chiiki-kadai-npo"])
    page = opened.page
    assert not page.begin.isVisible()
    for at in [each for each in page.cards]:
        opened.page.cards[at].button.click()
    assert page.begin.isVisible()
    opened.click(page.begin)
    assert opened.wizard.at == "who"
    own = next(each for each in opened.records.ask(offers) if each.key.startswith("own:"))
    assert own.unconfirmed == 0


def test_the_copy_keeps_the_rules_of_a_window(opened) -> None:
    opened.click(opened.page.buttons["chiiki-kadai-npo"])
    assert audit(opened.window) == []


@pytest.mark.parametrize("signed", [False, True])
def test_signing_keeps_the_rules_of_a_window(opened, answered: UUID, passphrases: dict[str, str], signed: bool) -> None:
    page = to_papers(opened, answered)
    if signed:
        sign(opened, page, passphrases["chair"])
        sign(opened, page, passphrases["treasurer"])
    assert audit(opened.window) == []


def test_making_a_key_keeps_the_rules_of_a_window(opened, answered: UUID) -> None:
    to_papers(opened, answered).key_wanted.emit("chair")
    assert audit(opened.window) == []


def test_today_is_told_what_to_go_on_with_and_by_when(opened, answered: UUID, qtbot) -> None:
    (card,) = module.HOME(opened.desk)
    qtbot.addWidget(card)
    with qtbot.waitSignal(card.opened) as told:
        card.go_on.click()
    assert told.args == [str(answered)]
    found: list[Deadline] = []
    module.DEADLINES(opened.desk, found.extend)
    assert [each.record for each in found] == [str(answered)]
    assert found[0].day > clock.today()
    opened.stack.open_record(str(answered))
    assert opened.wizard.key == answered


def test_an_answer_that_nobody_has_looked_at_stands_in_place_of_the_signature_and_leads_to_its_question(
    opened, answered: UUID, passphrases: dict[str, str]
) -> None:
    row = opened.records.ask(application, answered)
    given = row.answers.with_answer("content", replace(row.answers.get("content"), stale=True))
    opened.records.do(save_answers, answered, given, row.page)
    page = to_papers(opened, answered)
    assert page.sign is None
    assert "すること" in page.waiting.text
    (way,) = page.waiting.buttons
    assert not audit(opened.window)
    way.setFocus()
    opened.click(way)
    check = opened.page.part
    told = next(each for each in check.points if "すること" in each.text)
    opened.click(told.buttons[0])
    opened.click(opened.field("content").answers.buttons[-1])
    opened.click(opened.page.next)
    assert not any("すること" in each.text for each in opened.page.part.points)
    opened.click(opened.page.next)
    assert opened.page.waiting is None
    sign(opened, opened.page, passphrases["chair"])
    assert any(each.signed_by for each in opened.records.ask(application, answered).papers)
