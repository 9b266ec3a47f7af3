"""The story of several applications made together, played in the real window."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from pytest_bdd import given, parsers, scenarios, then, when
from pytestqt.qtbot import QtBot
from support.answering import answer_page
from support.audit import settle

from kobe_desk.cli.demo.bundle import TOGETHER, confirmed_copy, given_answers
from kobe_desk.cli.demo.keys import make_keys
from kobe_desk.core.records import Records
from kobe_desk.core.text import use_language
from kobe_desk.modules.association.usecases import documents
from kobe_desk.modules.subsidies import module
from kobe_desk.modules.subsidies.controller.bundle import BundleController
from kobe_desk.modules.subsidies.controller.bundle.enclosing import attachments
from kobe_desk.modules.subsidies.controller.bundle.state import COSTS
from kobe_desk.modules.subsidies.controller.steps import CHECK, ENCLOSURES
from kobe_desk.modules.subsidies.usecases import applications, signing_state, submissions
from kobe_desk.paper.verify.door import verify
from kobe_desk.sample.papers import QUOTE
from kobe_desk.ui.desk import Desk
from kobe_desk.ui.rail import Entry
from kobe_desk.ui.theme import theme
from kobe_desk.ui.window import DeskWindow

scenarios("subsidies_bundle.feature")
pytestmark = pytest.mark.story


@dataclass
class Played:
    """The window of the story, and the desk behind it."""

    records: Records
    window: DeskWindow
    copies: tuple[str, ...]
    asked: list[str] = field(default_factory=list)
    passphrases: dict[str, str] = field(default_factory=dict)

    @property
    def page(self):
        return self.window.shown_page()

    @property
    def wizard(self) -> BundleController:
        return next(each for each in self.page.children() if isinstance(each, BundleController))

    def write_cost(self, member: int) -> None:
        """One more line in the costs of a programme."""
        wizard = self.wizard
        wizard.show(wizard.state.member_way(member).page_of("budget_out"), "budget_out")
        table = self.page.questions.tables["budget_out"]
        table.add.click()
        form = table.card.form.fields
        category = wizard.state.opened(member).application.programme.choice_lists["cost_categories"].ids()[0]
        for name, value in (("category", category), ("item", "チラシの印刷"), ("amount", 20_000)):
            form[name].answer_field.control.set_value(value)
            form[name].answer_field.control.edited.emit()
        self.page.next.click()
        settle()


@pytest.fixture(autouse=True)
def in_japanese() -> Iterator[None]:
    use_language("ja")
    yield


@given("額を確かめた今年度版が3つある見本の自治会の帳面がひらいている", target_fixture="played")
def a_desk_with_copies(sample_records: Records, qtbot: QtBot) -> Played:
    copies = tuple(confirmed_copy(sample_records, folder) for folder in TOGETHER)
    theme.wear("light", 12)
    desk = Desk(sample_records, inline=True)
    window = DeskWindow([Entry("subsidies", module.TITLE, module.ICON, open=lambda: module.open_page(desk))])
    qtbot.addWidget(window)
    window.resize(1366, 690)
    window.show()
    window.open("subsidies")
    settle()
    return Played(sample_records, window, copies)


@when(parsers.parse("一覧から{count:d}つの制度をえらび、まとめてはじめる"))
def begin(played: Played, count: int) -> None:
    played.page.together.click()
    settle()
    for key in ("chiiki-katsudo-mihon", *played.copies):
        played.page.boxes[key].click()
    assert "1回にすると" in played.page.count.text
    played.page.begin.click()
    settle()
    assert len(played.wizard.state.row.keys) == count


@then("団体名を聞くページは1つだけで、入る書類が書いてある")
def asked_once(played: Played) -> None:
    pages = [each for each in played.wizard.state.pages if "org_name" in each.places]
    assert [each.id for each in pages] == [played.wizard.at]
    assert "交付申請書（4つの制度）" in played.page.questions.fields["org_name"].asked.help


@when("どの質問にも、出てくる順に答える")
def answer_everything(played: Played) -> None:
    wizard = played.wizard
    answers = [each.with_value("resolution", None) for each in given_answers(wizard.state.row)]
    while wizard.at != COSTS:
        asked = wizard.state.page(wizard.at)
        assert wizard.at not in played.asked, f"the page {wizard.at} does not lead on"
        played.asked.append(wizard.at)
        answer_page(played.page, answers[asked.member])
        played.page.next.click()
        settle()


@when("「チラシの印刷」20000円を2つの制度の支出に書く")
def write_a_cost_twice(played: Played) -> None:
    played.write_cost(0)
    played.write_cost(2)


@then("費用の分担に、2つの制度に重なる費用がある")
def a_cost_is_there_twice(played: Played) -> None:
    played.wizard.show(COSTS)
    assert [each.label for each in played.wizard.state.costs.twice] == ["チラシの印刷"]
    assert played.page.part.notices


@then("書類はまだ下書きで、わけが書いてある")
def only_drafts(played: Played) -> None:
    played.wizard.show(CHECK)
    played.page.next.click()
    settle()
    assert "チラシの印刷" in played.page.notice.text
    assert played.page.sign is None
    played.page.back_requested.emit()
    settle()


@when("重なる費用を外し、そえる書類をそろえる")
def mend(played: Played) -> None:
    wizard = played.wizard
    for member in (0, 2):
        wizard.show(wizard.state.member_way(member).page_of("budget_out"), "budget_out")
        table = played.page.questions.tables["budget_out"]
        table.view.choose(table.answers.keys("budget_out")[-1])
        table.card.remove.click()
        played.page.next.click()
        settle()
    quote = next(each for each in played.records.ask(documents) if each.title == QUOTE)
    wizard.show(ENCLOSURES)
    while missing := [key for key, (needed, _of) in attachments(wizard.state).items() if needed.missing]:
        played.page.part.document_chosen.emit(missing[0], quote.id)
        settle()


@when("書類をつくり、会長と会計がそれぞれ1回で署名する")
def sign(played: Played, tmp_path: Path) -> None:
    played.passphrases = dict(make_keys(played.records, tmp_path / "usb").passphrases)
    played.wizard.show(CHECK)
    played.page.next.click()
    settle()
    for role in ("chair", "treasurer"):
        assert played.page.sign is not None, played.page.notice.text
        played.page.sign.passphrase.words.setText(played.passphrases[role])
        played.page.sign.seen.setChecked(True)
        played.page.sign.button.click()
        settle()


@then("どの申請の書類にも署名がある")
def all_signed(played: Played) -> None:
    state = played.records.ask(signing_state, *(each.id for each in played.records.ask(applications)))
    assert state.turn is None
    assert all(any(paper.signed_by for paper in each.papers) for each in state.applications)


@when("提出先ごとに分けて書き出す")
def export(played: Played, tmp_path: Path) -> None:
    part = played.page.export
    part.folder.set_value(tmp_path)
    part.apart.click()
    part.passphrase.words.setText(played.passphrases["chair"])
    part.button.click()
    settle()


@then("見本市長・神戸市長・兵庫県知事にあてた一式ができ、どれも確かめられる")
def a_package_for_each(played: Played, tmp_path: Path) -> None:
    sent = {each.file_name for line in played.records.ask(applications)
            for each in played.records.ask(submissions, line.id)}  # fmt: skip
    assert len(sent) == len({"見本市長", "神戸市長", "兵庫県知事"})
    root = next((tmp_path / "usb").glob("*.pem")).read_bytes()
    verdicts = [verify(tmp_path / name, [root]) for name in sent]
    assert all(each.unaltered and each.signer_known for each in verdicts)
    assert {each.state for each in played.records.ask(applications)} == {"submitted"}
