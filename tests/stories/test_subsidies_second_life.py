"""A grant from the finder to the thing it bought being disposed of, with what no other story of 助成 touches."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from PIL import Image
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog
from pytest_bdd import given, parsers, scenarios, then, when
from pytestqt.qtbot import QtBot
from support.answering import add_row, answer_page, first_to_confirm, write_form
from support.applications import NOON
from support.audit import settle
from support.booked import book
from support.granting import hand_in
from support.hostile import huge_picture, zip_bomb
from support.ime import commit
from support.signing import drawn
from support.subsidy_window import AtDesk, independently_verified, words_in, words_on_papers

from kobe_desk.cli.demo.application import answer_questions, sample_answers
from kobe_desk.cli.demo.keys import Secrets, make_keys
from kobe_desk.core import clock
from kobe_desk.core.records import Records
from kobe_desk.core.text import use_language
from kobe_desk.modules.ledger.usecases import EntryRequest, accounts, post_entry
from kobe_desk.modules.subsidies.controller.application import ApplicationController
from kobe_desk.modules.subsidies.controller.grant import GrantController
from kobe_desk.modules.subsidies.controller.home import ask_deadlines
from kobe_desk.modules.subsidies.controller.steps import CHECK
from kobe_desk.modules.subsidies.usecases import application, applications
from kobe_desk.modules.subsidies.usecases.assets import assets
from kobe_desk.modules.subsidies.view import ComparePage, FinderPage, TrialPage
from kobe_desk.ui.home import Deadline
from kobe_desk.ui.theme import theme

scenarios("subsidies_second_life.feature")
pytestmark = pytest.mark.story

MIHON = "chiiki-katsudo-mihon"
ROOM, STRETCHER, SETTING_UP = 1_500 * 2, 96_000, 64_600
CARRIED, OWN = 20_000, 72_600


@dataclass
class Played:
    """The secretary's desk, the officers' keys, and the folder of the story."""

    at: AtDesk
    keys: Secrets
    folder: Path
    monkeypatch: pytest.MonkeyPatch
    before: UUID
    packages: list[Path] = field(default_factory=list)
    figures: dict[str, str] = field(default_factory=dict)

    @property
    def wizard(self) -> ApplicationController:
        return self.at.controller(ApplicationController)

    @property
    def key(self) -> UUID:
        return next(each.id for each in self.at.records.ask(applications) if each.id != self.before)

    def table(self, name: str):
        return self.at.page.questions.tables[name]

    def choose(self, path: Path) -> None:
        """What the next file dialog answers."""
        self.monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_said: (str(path), ""))
        self.monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_said: ([str(path)], ""))

    def sign_and_pack(self, stage: str, *roles: str) -> None:
        """The papers of a step in sight are read, signed in turn and packed."""
        self.figures |= words_on_papers(self.at.page, self.folder)
        words = {role: self.keys.passphrases[role] for role in roles}
        self.packages += self.at.sign_and_pack(self.folder / stage, words)


@pytest.fixture(autouse=True)
def in_japanese() -> Iterator[None]:
    use_language("ja")
    yield


@given("去年出した「地域活動補助金（見本）」の申請と、会館の予約がある", target_fixture="played")
def at_the_desk(sample_records: Records, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Played:
    with clock.stopped_at(NOON - timedelta(365)):
        before = answer_questions(sample_records)
        hand_in(sample_records, before, day=clock.today())
    book(sample_records)
    theme.wear("light", 12)
    keys = make_keys(sample_records, tmp_path / "usb")
    return Played(AtDesk(sample_records, qtbot), keys, tmp_path, monkeypatch, before)


@when("使える助成は？をひらき、練習用の制度はそこにないので、一覧から申請をはじめる")
def find_and_begin(played: Played) -> None:
    at = played.at
    at.press(at.page.finder)
    assert isinstance(at.page, FinderPage)
    assert at.page.buttons and MIHON not in at.page.buttons
    at.leave()
    at.press(at.page.buttons[MIHON])
    assert played.wizard.at == "who"


@when(parsers.parse("去年の申請とくらべて「{taken}」の行を入れ、「{left}」の行は入れない"))
def compare_row_by_row(played: Played, taken: str, left: str) -> None:
    at = played.at
    at.press(at.page.compare)
    assert isinstance(at.page, ComparePage)
    for row, words in ((taken, "前の行を入れる"), (left, "入れない")):
        at.press(at.named(f"支出 {row}：{words}"))
    at.leave()


@when("会館の予約2回分と担架96000円を支出に、繰越金のうち20000円と自己資金72600円を収入に書く")
def write_the_budget(played: Played) -> None:
    played.wizard.show("money")
    costs, income = played.table("budget_out"), played.table("budget_in")
    add_row(costs, category="hire")
    booking = costs.card.form.fields["booking"].control.control
    booking.set_value(booking.itemData(1))
    booking.edited.emit()
    assert costs.card.form.fields["unit_price"].control.control.text() == "1,500"
    commit(costs.card.form.fields["times"].control.control, "２")
    add_row(costs, category="equipment", item="折りたたみ担架", amount="９６，０００")
    played.at.press(income.proposals.buttons[0])
    amount = income.card.form.fields["amount"].control.control
    amount.selectAll()
    commit(amount, "20,000")
    add_row(income, category="own", amount="72,600")


@then("申請する額は、電卓で別に計算した71000円である")
def amount_agrees(played: Played) -> None:
    costs = ROOM + STRETCHER + SETTING_UP
    grant = (costs - CARRIED) // 2 // 1000 * 1000
    assert costs == grant + CARRIED + OWN, "what comes in is what is spent"
    assert played.at.page.pane.shown[0].yen == grant == 71_000


@when("割合と上限をためす画面をひらき、何も変えずに戻る")
def try_it_out(played: Played) -> None:
    at = played.at
    at.press(at.page.pane.trial_button)
    assert isinstance(at.page, TrialPage)
    assert "71,000" in words_in(at.page)
    at.leave()
    assert played.wizard.at == "money"


@when("担架の見積書に、ひらくと大きくなる偽のPDFと、4億画素の画像をえらぶ", target_fixture="said")
def hostile_files(played: Played) -> list[str]:
    costs, said = played.table("budget_out"), []
    costs.view.choose(costs.answers.keys("budget_out")[-1])
    for path in (zip_bomb(played.folder / "見積書.pdf"), huge_picture(played.folder / "見積書.png")):
        played.choose(path)
        (papers,) = played.table("budget_out").card.papers
        played.at.press(papers.papers.choose)
        refusal = played.table("budget_out").card.papers[0].refusal
        assert not refusal.isHidden()
        said.append(refusal.text)
    return said


@then("どちらもわかる言葉でことわられ、書いた行はそのまま残っている")
def refused_in_plain_words(played: Played, said: list[str]) -> None:
    assert "読めません" in said[0] and "大きすぎる" in said[1]
    assert all("選びなおしてください" in each for each in said), "what to do is said too"
    costs = played.table("budget_out").answers
    rows = [costs.value("budget_out.amount", each) for each in costs.keys("budget_out")]
    assert sorted(rows) == sorted((SETTING_UP, ROOM, STRETCHER))


@when("正しい見積書をそえ、課税事業者とこたえ、のこりの質問にこたえる")
def answer_the_rest(played: Played) -> None:
    at, wizard = played.at, played.wizard
    (played.folder / "担架.pdf").write_bytes(drawn("quote"))
    played.choose(played.folder / "担架.pdf")
    (papers,) = played.table("budget_out").card.papers
    at.press(papers.papers.choose)
    wizard.show("who")
    given = sample_answers(at.records.ask(application, wizard.key).programme)
    seen = []
    while wizard.at != CHECK:
        assert wizard.at not in seen, f"{wizard.at} does not lead on {at.page.notice.text}"
        seen.append(wizard.at)
        if at.page.questions is not None:
            answer_page(at.page, given)
            status = at.page.questions.fields.get("tax_status")
            if status is not None:
                status.control.control.set_value("taxable")
                status.control.control.edited.emit()
            while (keep := first_to_confirm(at.page)) is not None:
                at.press(keep)
        at.press(at.page.next)


@when("会長と会計が署名し、一式を書き出して提出する")
def sign_and_hand_in(played: Played) -> None:
    at = played.at
    at.press(at.page.next)
    played.sign_and_pack("提出", "chair", "treasurer")


# the life of the grant


DECIDED, LESS, ADVANCE = 71_000, 10_000, 33_000


@when("71000円の決定を令和8年12月10日に受け、実績報告の期限を令和9年5月20日と書き、決定通知書をしまう")
def decided(played: Played) -> None:
    at = played.at
    at.back_to_list()
    at.press(at.page.buttons[f"grant:{played.key}"])
    at.done("交付決定", decision_no="見市協第12号", decision_date=date(2026, 12, 10), decided_amount=DECIDED)
    at.press(at.page.another_day)
    at.page.next_day.form.fields["day"].set_value(date(2027, 5, 20))
    at.press(at.page.next_day.keep)
    at.step("交付決定")
    (played.folder / "決定通知書.pdf").write_bytes(drawn("decision"))
    played.choose(played.folder / "決定通知書.pdf")
    at.press(at.named("「交付決定」で届いた書類をしまう"))


@then("今日の画面の期限に令和9年5月20日があり、しまった通知書が決定のところに見える")
def it_is_due_and_kept(played: Played) -> None:
    found: list[Deadline] = []
    ask_deadlines(played.at.desk, found.extend)
    settle()
    assert (f"grant:{played.key}", date(2027, 5, 20)) in [(each.record, each.day) for each in found]
    played.at.step("交付決定")
    assert "しまってある書類：決定通知書" in words_in(played.at.page)


@when("遂行状況を報告し、会場設営を10000円へらす変更を申請して、66000円で承認される")
def progress_and_change(played: Played) -> None:
    at = played.at
    at.papers_of("遂行状況の報告", as_of=date(2026, 12, 31), so_far="会場をおさえた。",
                 end_expected=date(2027, 4, 30))  # fmt: skip
    played.sign_and_pack("遂行状況の報告", "chair")
    at.press(at.page.part.done)
    at.papers_of("変更の承認", change="会場設営を小さくする。", change_why="会館の備品を借りられるため。",
                 **{"cost.outsourced": SETTING_UP - LESS})  # fmt: skip
    played.sign_and_pack("変更の承認", "chair")
    at.done("変更の承認", decision_no="見市協第30号", decision_date=date(2027, 1, 15), decided_amount=66_000)


@when("概算払に40000円と書いて書類を見る")
def too_much_in_advance(played: Played) -> None:
    played.at.papers_of("概算払", advance_amount=40_000)


@then("決定の半分の33000円までだとことわられ、33000円の請求書に署名できる")
def at_most_half(played: Played) -> None:
    at = played.at
    assert f"{ADVANCE:,}" in at.page.notice.text and at.page.sign is None
    assert ADVANCE == 66_000 // 2 // 1000 * 1000
    at.leave()
    at.papers_of("概算払", advance_amount=ADVANCE)
    played.sign_and_pack("概算払", "chair")
    at.done("概算払", paid_date=date(2027, 1, 30))


@when("支出3件を割り当て、担架を備品台帳にのせる")
def spend(played: Played) -> None:
    at = played.at
    spent = (
        ("使用料及び賃借料", "会館の使用料", ROOM, "hire"),
        ("事業費", "会場設営", SETTING_UP - LESS, "outsourced"),
        ("備品購入費", "折りたたみ担架", STRETCHER, "equipment"),
    )
    for name, text, yen, category in spent:
        account = next(each for each in at.records.ask(accounts) if each.name == name)
        request = EntryRequest(date(2027, 2, 20), account.id, yen, text, "みなと商店")
        entry = at.records.do(post_entry, request).result
        at.controller(GrantController).refresh()
        part = at.step("支出")
        write_form(part.form, entry=entry, amount=yen, category=category)
        at.press(part.button)
    part = at.page.part
    part.spent.choose(next(each.id for each in at.controller(GrantController).row.spent if "担架" in each.spent.text))
    at.press(part.register)


@when("実績報告に写真をそえ、写すための一覧から写し、署名して出す")
def report(played: Played) -> None:
    at = played.at
    part = at.step("実績報告")
    write_form(part.form, done="つどいを2回開いた。", effect="顔見知りがふえた。", place="みなと坂会館", people=180,
               done_from=date(2027, 1, 17), done_to=date(2027, 4, 18))  # fmt: skip
    at.press(part.enclosures)
    Image.new("RGB", (1_200, 800), "white").save(played.folder / "つどいの写真.jpg")
    played.choose(played.folder / "つどいの写真.jpg")
    at.press(at.page.papers.choose)
    assert "つどいの写真" in words_in(at.page)
    at.leave()
    at.press(at.page.part.list_all)
    at.press(next(each for each in at.page.buttons if "実施した場所" in each.accessibleName()))
    assert QGuiApplication.clipboard().text() == "みなと坂会館"
    at.leave()
    at.papers_of("実績報告")
    played.sign_and_pack("実績報告", "chair", "treasurer")
    at.press(at.page.part.done)


@when("66000円で額が確定し、仕入控除の6000円を報告する")
def settled_and_tax(played: Played) -> None:
    at = played.at
    at.done("額の確定", settled_amount=66_000, settled_date=date(2027, 5, 28))
    at.papers_of("消費税の報告", tax_settled=0, tax_final=6_000, tax_back=6_000, tax_how="補助金の110分の10")
    played.sign_and_pack("消費税の報告", "chair")
    at.press(at.page.part.done)


@when("残りを請求し、支払を受ける")
def paid(played: Played) -> None:
    at = played.at
    at.papers_of("請求")
    played.sign_and_pack("請求", "chair")
    at.done("請求")
    at.done("支払", paid_date=date(2027, 6, 10))
    assert at.controller(GrantController).row.keep_until is not None


@then("書類の額は、電卓で別に計算した額と同じである")
def figures_agree(played: Played) -> None:
    spent = ROOM + STRETCHER + SETTING_UP - LESS
    grant = (spent - CARRIED) // 2 // 1000 * 1000
    assert grant == 66_000
    application_says, budget = played.figures["地域活動補助金交付申請書"], played.figures["収支予算書"]
    assert f"金{DECIDED:,}円" in application_says and "課税（消費税の申告をしている）" in application_says
    assert f"1,500円×2回{ROOM:,}" in budget and f"計{ROOM + STRETCHER + SETTING_UP:,}" in budget
    changed = played.figures["変更収支予算書"]
    assert f"{SETTING_UP:,}{SETTING_UP - LESS:,}△{LESS:,}" in changed
    assert f"{DECIDED:,}{grant:,}△{DECIDED - grant:,}" in changed
    accounts_paper = played.figures["収支決算書"]
    for yen in (spent, grant, CARRIED, spent - grant - CARRIED):
        assert f"{yen:,}" in accounts_paper
    assert "つどいの写真" in played.figures["補助事業実績報告書"]
    assert f"金{grant - ADVANCE:,}円" in played.figures["補助金請求書"]
    assert f"金{ADVANCE:,}円" in played.figures["補助金請求書（概算払）"]
    assert f"{grant * 10 // 110:,}円" in played.figures["仕入れに係る消費税等相当額報告書"]


@when("担架がこわれたので処分の承認を申請し、承認を受けて処分する")
def dispose(played: Played) -> None:
    at = played.at
    at.back_to_list()
    at.press(at.page.assets)
    at.press(at.page.open)
    card = at.page.disposing
    write_form(card.form, kind="scrapped", day=date(2027, 8, 1), reason="骨組みが折れて、直せない。")
    at.press(card.papers)
    played.sign_and_pack("財産処分", "chair")
    write_form(card.form, approval="見市協第77号", approved=date(2027, 7, 20))
    at.press(card.dispose)


@then("備品台帳に、処分した日と承認の番号がある")
def gone(played: Played) -> None:
    (row,) = played.at.records.ask(assets)
    assert (row.name, row.disposed, row.approval) == ("折りたたみ担架", date(2027, 8, 1), "見市協第77号")
    assert "令和9年8月1日" in words_in(played.at.page) and "見市協第77号" in words_in(played.at.page)
    assert f"{STRETCHER:,}" in played.figures["財産処分承認申請書"]


@then("8つの一式は、どれもほかの道具で確かめられる")
def others_agree(played: Played) -> None:
    stages = ["提出", "遂行状況の報告", "変更の承認", "概算払", "実績報告", "消費税の報告", "請求", "財産処分"]
    assert [each.parent.name for each in played.packages] == stages
    root = next((played.folder / "usb").glob("*.pem"))
    counted = independently_verified(played.packages, root, played.folder)
    assert max(counted) == len({"chair", "treasurer"})
