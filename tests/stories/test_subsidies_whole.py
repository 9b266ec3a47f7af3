"""The whole of 助成 in one story: five programmes, three officers on two desks, other readers, up to the payment."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtWidgets import QFileDialog
from pytest_bdd import given, scenarios, then, when
from pytestqt.qtbot import QtBot
from support.applications import SECRETARY
from support.audit import audit
from support.key import KEY
from support.subsidy_window import AtDesk, independently_verified, words_in, words_on_papers

from kobe_desk.cli.demo.bundle import TOGETHER, confirmed_copy, given_answers
from kobe_desk.core import clock
from kobe_desk.core.database import Database
from kobe_desk.core.permission import Role, Who
from kobe_desk.core.progress import silent
from kobe_desk.core.records import Records
from kobe_desk.core.text import use_language
from kobe_desk.modules.association import exchange as keys
from kobe_desk.modules.association.usecases import KeyRequest, documents, keep_key, keep_root, profile
from kobe_desk.modules.ledger.usecases import EntryRequest, accounts, post_entry
from kobe_desk.modules.members.usecases import officers_on
from kobe_desk.modules.subsidies.controller.bundle import BundleController
from kobe_desk.modules.subsidies.controller.bundle.enclosing import attachments
from kobe_desk.modules.subsidies.controller.bundle.state import COSTS
from kobe_desk.modules.subsidies.controller.grant import GrantController
from kobe_desk.modules.subsidies.controller.steps import CHECK, ENCLOSURES
from kobe_desk.modules.subsidies.exchange import prove
from kobe_desk.modules.subsidies.usecases import (
    ApplicationLine,
    accept_example,
    applications,
    note_proven,
    programme_copy,
    signing_state,
    submissions,
    unproven,
)
from kobe_desk.modules.subsidies.usecases.programmes.editing import programme_places, save_programme
from kobe_desk.modules.subsidies.view import GrantCosts, PapersPage
from kobe_desk.modules.subsidies.view.circulating import OpenSigningPage, PacketPapersPage, ReturnedSigningPage
from kobe_desk.sample.papers import QUOTE
from kobe_desk.ui.theme import theme

scenarios("subsidies_whole.feature")
pytestmark = pytest.mark.story

FIVE = {**TOGETHER, "ku-teian-2024": "third"}
"""The programmes beside the teaching one, with the worked example whose answers are given."""
ROOT = "ねこ いぬ とり さる"
WORDS = {"chair": "やま かわ うみ そら", "treasurer": "はる なつ あき ふゆ", "auditor": "まつ たけ うめ もも"}
ECOTOWN = "エコタウンまちづくり活動助成"


@dataclass
class Played:
    """The secretary's desk, the auditor's own, and what lies between them."""

    ours: AtDesk
    theirs: AtDesk
    folder: Path
    copies: tuple[str, ...]
    packages: list[Path] = field(default_factory=list)
    later: list[Path] = field(default_factory=list)
    figures: dict[str, str] = field(default_factory=dict)

    @property
    def packet(self) -> Path:
        return self.folder / "監事の署名.kdsign"

    @property
    def root(self) -> Path:
        return next((self.folder / "usb").glob("*.pem"))

    @property
    def wizard(self) -> BundleController:
        return self.ours.controller(BundleController)

    def grant(self) -> UUID:
        return next(each.id for each in self.ours.records.ask(applications) if each.title == ECOTOWN)

    def sign_and_pack(self, stage: str, *roles: str) -> None:
        """The papers of a step in sight are signed in turn, and packed."""
        self.later += self.ours.sign_and_pack(self.folder / stage, {role: WORDS[role] for role in roles})


@pytest.fixture(autouse=True)
def in_japanese() -> Iterator[None]:
    use_language("ja")
    yield


@given("額を確かめた今年度版が4つあり、エコタウンの申請書には監事も署名する", target_fixture="played")
def two_desks(
    sample_records: Records, empty_desk: Path, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Played]:
    theme.wear("light", 12)
    copies = tuple(confirmed_copy(sample_records, folder) for folder in FIVE)
    editing = sample_records.ask(programme_places, copies[0])
    sample_records.do(save_programme, copies[0], {"form/application/signers/auditor": 3}, editing.fingerprint)
    look_at_papers(sample_records, copies[0])
    stick, house = tmp_path / "usb", sample_records.ask(profile).name
    stick.mkdir()
    holders = {each.kind: each for each in reversed(sample_records.ask(officers_on, clock.today()))}  # the first of two

    def key_for(role: str) -> KeyRequest:
        who = holders[role]
        return keys.make_key(
            keys.NewKey(stick, ROOT, house, role, who.office, who.name, date(2027, 3, 31), WORDS[role]), silent
        )

    root = keys.make_root(stick, house, ROOT, silent)
    sample_records.do(keep_root, root.certificate, root.fingerprint)
    for role in ("chair", "treasurer"):
        sample_records.do(keep_key, key_for(role))
    file = Path(shutil.copy(empty_desk, tmp_path / "theirs.db"))
    records = Records(Database.open(file, KEY), SECRETARY)
    records.do(keep_root, root.certificate, root.fingerprint)
    records.do(keep_key, key_for("auditor"))
    records.close()
    records = Records(Database.open(file, KEY), Who("slot-9", holders["auditor"].name, Role.SECRETARY))
    playing = Played(AtDesk(sample_records, qtbot), AtDesk(records, qtbot), tmp_path, copies)
    for name in ("getSaveFileName", "getOpenFileName"):
        monkeypatch.setattr(QFileDialog, name, lambda *_args, **_more: (str(playing.packet), ""))
    yield playing
    records.close()


def look_at_papers(records: Records, key: str) -> None:
    """With a place of signature more, the papers of the example are no longer those that were promised: accepted."""
    records.ask(note_proven, prove(records.ask(unproven, (key,)), silent))
    (changed,) = records.ask(programme_copy, key).examples
    assert changed.on_paper
    records.do(accept_example, key, changed.mark)
    records.ask(note_proven, prove(records.ask(unproven, (key,)), silent))


def settle_costs(played: Played) -> None:
    """What looks like one cost of two programmes is said to be two; a paper that two of them hold is shared."""
    played.wizard.show(COSTS)
    for each in played.wizard.state.costs.twice:
        part = played.ours.page.part
        if each.may_differ:
            part.different_wanted.emit(each.pairs, "制度ごとに別の回のものです。")
        else:
            part.share_wanted.emit(each.pairs, each.sum)
    assert not played.wizard.state.costs.twice


@when("5つの制度をえらび、どの質問にも1回ずつ答え、そえる書類をそろえる")
def answer(played: Played) -> None:
    at = played.ours
    at.press(at.page.together)
    for key in ("chiiki-katsudo-mihon", *played.copies):
        at.page.boxes[key].click()
    at.press(at.page.begin)
    wizard = played.wizard
    assert len(wizard.state.row.keys) == len(FIVE) + 1
    answers = [each.with_value("resolution", None) for each in given_answers(wizard.state.row, FIVE)]
    at.answer_bundle(answers, COSTS)
    settle_costs(played)
    quote = next(each for each in at.records.ask(documents) if each.title == QUOTE)
    wizard.show(ENCLOSURES)
    while missing := [key for key, (needed, _of) in attachments(wizard.state).items() if needed.missing]:
        at.page.part.document_chosen.emit(missing[0], quote.id)
    settle_costs(played)
    wizard.show(CHECK)


def reckoned() -> dict[str, int]:
    """What each call's own rule gives for the budgets of the story, by plain arithmetic."""
    eligible = 60_000 + 98_400 + 43_200 + 27_200 + 24_000 + 110_000 + 96_000 + 64_600
    return {
        "地域活動補助金": min((eligible - 100 * 200) // 2, 300_000) // 1000 * 1000,
        ECOTOWN: min(48_000 + 32_000, 80_000),
        "防災福祉コミュニティ 運営活動費助成": min(30_000 + 110_001, 140_000),
        "兵庫県 神戸地域ビジョン推進事業": min((120_000 + 34_999) // 1000 * 1000, 200_000),
        "区の提案型活動助成": min(90_000 + 33_333, 200_000),
    }


@then("どの制度の額も、電卓で別に計算した額と同じである")
def amounts_agree(played: Played) -> None:
    state = played.wizard.state
    titles = [
        state.opened(at).application.programme.title.removesuffix("（見本）") for at in range(len(state.row.keys))
    ]
    asked = [each.amounts["grant"] for each in state.evaluations]
    assert {title: each.yen for title, each in zip(titles, asked, strict=True) if each} == reckoned()


@when("書類をつくり、会長と会計が書記のデスクで署名する")
def chair_and_treasurer_sign(played: Played) -> None:
    at = played.ours
    at.press(at.page.next)
    for role in ("chair", "treasurer"):
        at.sign(WORDS[role])
    assert at.page.sign is None, "the auditor's key is not on this desk"


@when("監事あての署名の包みを送り、監事が自分のデスクで署名して返す")
def the_auditor_signs_elsewhere(played: Played) -> None:
    ours, theirs = played.ours, played.theirs
    ours.press(ours.page.away.send)
    assert ours.page.roles.value() == ("auditor",), "whose turn it is, is ticked"
    ours.press(ours.page.make)
    words = ours.words_of_slip()
    theirs.press(theirs.page.signing)
    assert isinstance(theirs.page, OpenSigningPage)
    theirs.page.file.control.choose.click()
    theirs.page.type_words("　".join(words))
    theirs.press(theirs.page.open)
    page = theirs.page
    assert isinstance(page, PacketPapersPage), words_in(page)
    assert "監事" in page.sign.button.words()
    theirs.sign(WORDS["auditor"])
    assert page.sign is None, words_in(page)
    assert audit(theirs.window) == []
    theirs.press(page.end)
    ours.press(ours.page.away.take_in)
    assert isinstance(ours.page, ReturnedSigningPage)
    ours.press(ours.page.keep)
    assert isinstance(ours.page, PapersPage), words_in(ours.page)


@then("どの書類にも、みんなの署名がそろっている")
def all_have_signed(played: Played) -> None:
    records = played.ours.records
    state = records.ask(signing_state, *(each.id for each in records.ask(applications)))
    assert state.turn is None
    signed = {paper.signed_by for each in state.applications for paper in each.papers if paper.signed_by}
    assert max(len(each) for each in signed) == len(WORDS)


@when("提出先ごとに分けて書き出す")
def export(played: Played) -> None:
    played.packages = played.ours.export(played.folder / "提出", WORDS["chair"], apart=True)
    lines = played.ours.records.ask(applications)
    sent = {each.file_name for line in lines for each in played.ours.records.ask(submissions, line.id)}
    assert {each.name for each in played.packages} == sent
    assert len(sent) == len({"見本市長", "神戸市長", "兵庫県知事"})
    assert {each.state for each in lines} == {"submitted"}


@then("どの一式も、どの署名も、ほかの道具で確かめられる")
def verified(played: Played) -> None:
    counted = independently_verified(played.packages, played.root, played.folder)
    assert max(counted) == len(WORDS), "one paper has all three"
    assert len(counted) >= 2 * (len(FIVE) + 1), "an application and a budget of each"


@when("エコタウンの決定80000円のあと、変更を申請して70000円で承認される")
def decided_and_changed(played: Played) -> None:
    at = played.ours
    at.back_to_list()
    at.press(at.page.buttons[f"grant:{played.grant()}"])
    at.done("交付決定", decision_no="神地第12号", decision_date=date(2026, 12, 10), decided_amount=80_000,
            due=date(2027, 4, 20))  # fmt: skip
    at.papers_of("変更の承認", change="清掃を9回から7回にする。", change_why="工事で公園が使えない月があるため。")
    played.sign_and_pack("変更", "chair")
    at.done("変更の承認", decision_no="神地第30号", decision_date=date(2027, 1, 15), decided_amount=70_000)


def spend(at: AtDesk, day: date, yen: int, words: str, category: str) -> None:
    """A cost is paid, and put to the grant in sight."""
    account = next(each for each in at.records.ask(accounts) if each.name == "消耗品費")
    entry = at.records.do(post_entry, EntryRequest(day, account.id, yen, words, "みなと商店")).result
    at.controller(GrantController).refresh()
    part = at.step("支出")
    assert isinstance(part, GrantCosts)
    for name, value in (("entry", entry), ("amount", yen), ("category", category)):
        part.form.fields[name].set_value(value)
    at.press(part.button)


@when("支出45000円と30000円を割り当てて実績報告を出し、70000円で確定する")
def reported_and_settled(played: Played) -> None:
    at = played.ours
    for day, yen, words in ((date(2027, 1, 20), 45_000, "軍手と袋"), (date(2027, 2, 3), 30_000, "ちらし")):
        spend(at, day, yen, words, "supplies")
    at.papers_of("実績報告", done="清掃を7回した。", effect="ごみが減った。", people=212,
                 done_from=date(2026, 12, 12), done_to=date(2027, 3, 20))  # fmt: skip
    played.figures |= words_on_papers(at.page, played.folder)
    played.sign_and_pack("実績報告", "chair", "treasurer")
    at.press(at.page.part.done)
    at.done("額の確定", settled_amount=70_000, settled_date=date(2027, 4, 20))


@when("請求して、支払を受ける")
def paid(played: Played) -> None:
    at = played.ours
    at.papers_of("請求")
    played.figures |= words_on_papers(at.page, played.folder)
    played.sign_and_pack("請求", "chair")
    at.done("請求")
    at.done("支払", paid_date=date(2027, 5, 20))
    assert at.controller(GrantController).row.keep_until is not None


@when("ほかの4つも、変更・実績報告・請求を出して、支払まで進める")
def the_others_too(played: Played) -> None:
    others = [each for each in played.ours.records.ask(applications) if each.title != ECOTOWN]
    assert len(others) == len(FIVE)
    for place, each in enumerate(others):
        to_the_end(played, each, f"{place + 2}つめの")


def to_the_end(played: Played, line: ApplicationLine, nth: str) -> None:
    """What was asked for is decided, changed to 1,000 yen less, spent, reported, settled, claimed and paid."""
    at = played.ours
    at.back_to_list()
    at.press(at.page.buttons[f"grant:{line.id}"])
    row = at.controller(GrantController).row
    asked, spent = row.amounts.asked, row.amounts.asked + 500
    if "選考" in [each.title for each in row.application.programme.stages]:
        at.done("選考")
    at.done("交付決定", decision_no="第1号", decision_date=date(2026, 12, 10), decided_amount=asked)
    at.papers_of("変更の承認", change="日を1週間あとにする。", change_why="会場が工事のため。")
    played.sign_and_pack(f"{nth}変更", "chair")
    at.done("変更の承認", decision_no="第2号", decision_date=date(2027, 1, 15), decided_amount=asked - 1_000)
    spend(at, date(2027, 1, 22), spent, f"{nth}材料", next(iter(row.categories)))
    at.papers_of("実績報告", done="計画のとおりにした。", effect="人が集まった。", people=80,
                 done_from=date(2027, 1, 20), done_to=date(2027, 3, 20))  # fmt: skip
    played.sign_and_pack(f"{nth}実績報告", "chair", "treasurer")
    at.press(at.page.part.done)
    at.done("額の確定", settled_amount=asked - 1_000, settled_date=date(2027, 4, 20))
    at.papers_of("請求")
    claim = next(words for title, words in words_on_papers(at.page, played.folder).items() if "請求書" in title)
    assert f"金{asked - 1_000:,}円" in claim
    played.sign_and_pack(f"{nth}請求", "chair")
    at.done("請求")
    at.done("支払", paid_date=date(2027, 5, 20))
    assert at.controller(GrantController).row.keep_until is not None


@then("変更・実績報告・請求の一式も、ほかの道具で確かめられる")
def later_ones_too(played: Played) -> None:
    kinds = ["変更", "実績報告", "請求"]
    assert [each.parent.name.partition("つめの")[2] or each.parent.name for each in played.later] == kinds * 5
    assert max(independently_verified(played.later, played.root, played.folder)) == len({"chair", "treasurer"})


@then("収支決算書と請求書の額は、電卓で別に計算した額と同じである")
def figures_agree(played: Played) -> None:
    spent, decided = 45_000 + 30_000, 70_000
    grant = min(spent, 80_000, decided)
    own = spent - grant
    accounts_paper = played.figures["収支決算書"]
    for yen in (spent, grant, own):
        assert f"{yen:,}" in accounts_paper
    assert f"{grant:,}円" in played.figures["助成金請求書"]
