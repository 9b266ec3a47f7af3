"""The story of a grant from the decision to the payment, played in the real window."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from pytest_bdd import given, parsers, scenarios, then, when
from pytestqt.qtbot import QtBot
from support.answering import write_form
from support.audit import audit_now, said, settle
from support.papers import squeezed, text_of

from kobe_desk.cli.demo.keys import Secrets, make_keys
from kobe_desk.core.records import Records
from kobe_desk.core.text import use_language
from kobe_desk.modules.ledger.usecases import EntryRequest, accounts, post_entry
from kobe_desk.modules.subsidies import module
from kobe_desk.modules.subsidies.controller.grant import GrantController
from kobe_desk.modules.subsidies.controller.home import ask_deadlines
from kobe_desk.modules.subsidies.usecases import (
    PaperRequest,
    applications,
    declined_papers,
    hand_in_on_paper,
    keep_papers,
)
from kobe_desk.modules.subsidies.view import GrantCosts, StagePart
from kobe_desk.modules.subsidies.view.home import ApplicationsCard
from kobe_desk.paper.verify.door import verify
from kobe_desk.ui.desk import Desk
from kobe_desk.ui.home import Deadline
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.rail import Entry
from kobe_desk.ui.theme import theme
from kobe_desk.ui.window import DeskWindow

scenarios("subsidies_grant.feature")
pytestmark = pytest.mark.story


@dataclass
class Played:
    """The window of the story, and the desk behind it."""

    records: Records
    desk: Desk
    window: DeskWindow
    key: UUID
    keys: Secrets
    folder: Path

    @property
    def page(self):
        return self.window.shown_page()

    @property
    def controller(self) -> GrantController:
        return next(each for each in self.page.children() if isinstance(each, GrantController))

    def part(self, words: str) -> StagePart:
        """Press the step with these words at the left."""
        next(each for each in self.page.steps.items if each.text() == words).click()
        settle()
        return self.page.part

    def done(self, words: str, **values: object) -> None:
        part = self.part(words)
        write_form(part.form, **values)
        part.done.click()
        settle()


@pytest.fixture(autouse=True)
def in_japanese() -> Iterator[None]:
    use_language("ja")
    yield


@given(parsers.parse("紙で提出した「{title}」の申請のあとがひらいている"), target_fixture="played")
def a_grant(together_records: tuple[Records, UUID], qtbot: QtBot, tmp_path: Path, title: str) -> Played:
    records = together_records[0]
    lines = records.ask(applications)
    for each in lines:
        records.do(keep_papers, each.id, (PaperRequest("application", "交付申請書", b"%PDF-1.4\n%%EOF"),))
    records.do(hand_in_on_paper, tuple(each.id for each in lines), date(2026, 11, 25))
    theme.wear("light", 12)
    desk = Desk(records, inline=True)
    window = DeskWindow([Entry("subsidies", module.TITLE, module.ICON, open=lambda: module.open_page(desk))])
    qtbot.addWidget(window)
    window.resize(1366, 690)
    window.show()
    window.open("subsidies")
    settle()
    key = next(each.id for each in lines if each.title == title)
    window.shown_page().buttons[f"grant:{key}"].click()
    settle()
    return Played(records, desk, window, key, make_keys(records, tmp_path / "usb"), tmp_path)


@when("決定の番号「神地第12号」と額80000円を書き、次の期限を令和9年4月20日にして済ませる")
def decide(played: Played) -> None:
    played.done("交付決定", decision_no="神地第12号", decision_date=date(2026, 12, 10), decided_amount=80_000,
                due=date(2027, 4, 20))  # fmt: skip


@then("今日の画面の期限に令和9年4月20日がある")
def it_is_due(played: Played) -> None:
    found: list[Deadline] = []
    ask_deadlines(played.desk, found.extend)
    settle()
    due = next(each for each in found if each.record == f"grant:{played.key}")
    assert due.day == date(2027, 4, 20)


@when("出納帳の支出45000円をこの助成に割り当てる")
def allocate(played: Played) -> None:
    account = next(each for each in played.records.ask(accounts) if each.name == "消耗品費")
    entry = EntryRequest(date(2026, 12, 1), account.id, 45_000, "軍手と袋", "みなと商店")
    key = played.records.do(post_entry, entry).result
    played.part("交付決定")
    played.controller.refresh()
    part = played.part("支出")
    assert isinstance(part, GrantCosts)
    part.form.fields["entry"].set_value(key)
    part.form.fields["amount"].set_value(45_000)
    part.form.fields["category"].set_value("supplies")
    part.button.click()
    settle()


@then("決定の前の支出だと知らせが出る")
def it_is_told(played: Played) -> None:
    assert "決定の前の支出" in played.page.part.cautions[0].text


@when("実績報告を書いて書類を見る")
def report(played: Played) -> None:
    part = played.part("実績報告")
    write_form(part.form, done="清掃を9回した。", effect="ごみが減った。", people=212,
               done_from=date(2026, 12, 12), done_to=date(2027, 3, 20))  # fmt: skip
    part.papers.click()
    settle()


@then("実績報告書・収支決算書・領収書等整理表ができている")
def papers_are_there(played: Played) -> None:
    names = [each.text() for each in played.page.preview.list.items]
    assert played.page.layout_note.isVisible()
    assert [name.partition("（")[0] for name in names] == ["助成事業実績報告書", "収支決算書", "領収書等整理表"]


def sign(played: Played, role: str) -> None:
    page = played.page
    assert page.sign is not None
    page.sign.passphrase.words.setText(played.keys.passphrases[role])
    page.sign.seen.set_value(True)
    page.sign.button.click()
    settle()


@when("会計が「人数がちがう」と言って実績報告への署名を辞退する")
def declines(played: Played) -> None:
    sign(played, "chair")
    part = played.page.sign.decline
    part.open.click()
    assert not said(audit_now(played.window))
    part.reason.set_value("人数がちがう")
    part.button.click()
    settle()


@then("今日の画面に「人数がちがう」と出て、書類は戻っている")
def it_went_back(played: Played) -> None:
    (told,) = played.records.ask(declined_papers)
    card = ApplicationsCard()
    card.show_declined((told,))
    words = [each.text for each in card.findChildren(Notice)]
    assert len(words) == 1 and "人数がちがう" in words[0]
    assert played.page.sign is None
    assert played.page.again is not None


@when("書類をつくり直し、会長と会計が順に署名して一式を書き出す")
def signed_after_all(played: Played) -> None:
    played.page.again.click()
    settle()
    sign(played, "chair")
    sign(played, "treasurer")
    export = played.page.export
    export.folder.set_value(played.folder)
    export.passphrase.words.setText(played.keys.passphrases["chair"])
    export.button.click()
    settle()


@then("実績報告の一式の署名はどれも確かである")
def all_hold(played: Played) -> None:
    (package,) = played.folder.glob("*.zip")
    verdict = verify(package, [played.keys.root_pem])
    assert verdict.unaltered and verdict.signer_known
    assert sum(len(each.signatures) for each in verdict.files) == 3
    played.page.back_requested.emit()
    settle()


@when("実績報告・額の確定・請求・支払を済ませる")
def to_the_end(played: Played) -> None:
    played.page.part.done.click()
    settle()
    played.done("額の確定", settled_amount=45_000, settled_date=date(2027, 4, 20))
    played.done("請求")
    played.done("支払", paid_date=date(2027, 5, 20))


@then("書類をいつまで残すかが出る")
def kept_until(played: Played) -> None:
    assert played.controller.row.keep_until is not None


@when("最後の手続きを戻す")
def take_back(played: Played) -> None:
    played.part("支払").back.click()
    settle()


@then("支払はまだである")
def not_paid(played: Played) -> None:
    assert played.controller.row.now.id == "claim"
    assert played.controller.row.keep_until is None


# from the change to the claim

CHANGE = {"change": "清掃を9回から7回にする。", "change_why": "工事で公園が使えない月があるため。"}
REPORTED = {
    "done": "清掃を7回した。",
    "effect": "ごみが減った。",
    "done_from": date(2026, 12, 12),
    "done_to": date(2027, 3, 20),
}


def look_at_papers(played: Played, words: str, **values: object) -> None:
    part = played.part(words)
    write_form(part.form, **values)
    part.papers.click()
    settle()


@when("「変更の承認」に変えることとわけを書いて書類を見る")
def change_papers(played: Played) -> None:
    look_at_papers(played, "変更の承認", **CHANGE)


@when("「実績報告」に行ったことを書いて書類を見る")
def report_papers(played: Played) -> None:
    look_at_papers(played, "実績報告", **REPORTED)


@when("「請求」の書類を見る")
def claim_papers(played: Played) -> None:
    look_at_papers(played, "請求")


@then(parsers.parse("{signers}が署名した「{stage}」の一式の署名はどれも確かである"))
def signed_by(played: Played, signers: str, stage: str) -> None:
    assert not said(audit_now(played.window))
    for signer in signers.split("と"):
        sign(played, {"会長": "chair", "会計": "treasurer"}[signer])
    assert played.page.sign is None
    export, folder = played.page.export, played.folder / stage
    folder.mkdir()
    export.folder.set_value(folder)
    export.passphrase.words.setText(played.keys.passphrases["chair"])
    export.button.click()
    settle()
    (package,) = folder.glob("*.zip")
    verdict = verify(package, [played.keys.root_pem])
    assert verdict.unaltered and verdict.signer_known
    on_papers = [len(each.signatures) for each in verdict.files if each.name.endswith(".pdf") and each.signatures]
    assert max(on_papers) == len(signers.split("と"))
    played.page.back_requested.emit()
    settle()


@when("変更の承認を番号「神地第30号」と額70000円で済ませる")
def change_approved(played: Played) -> None:
    played.done("変更の承認", decision_no="神地第30号", decision_date=date(2027, 1, 15), decided_amount=70_000)


@when("実績報告を済ませ、額の確定を70000円で済ませる")
def settled(played: Played) -> None:
    played.page.part.done.click()
    settle()
    played.done("額の確定", settled_amount=70_000, settled_date=date(2027, 4, 20))


@then("請求書の額は70,000円である")
def the_claim_says(played: Played) -> None:
    claim = played.page.preview.paper
    assert claim is not None
    assert "70,000円" in squeezed(text_of(claim.pdf, played.folder))


@when("請求・支払を済ませる")
def paid(played: Played) -> None:
    played.done("請求")
    played.done("支払", paid_date=date(2027, 5, 20))
