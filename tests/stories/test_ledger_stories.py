"""A treasurer's year, played in the real window."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

import pytest
from pytest_bdd import given, parsers, scenarios, then, when
from pytestqt.qtbot import QtBot
from support.audit import audit_now, said
from support.ime import commit

from kobe_desk.core import clock
from kobe_desk.core.progress import silent
from kobe_desk.core.records import Records
from kobe_desk.core.text import use_language
from kobe_desk.modules.association.exchange import NewKey, make_key, make_root
from kobe_desk.modules.association.usecases import Profile, documents, keep_key, keep_root, save_profile
from kobe_desk.modules.ledger import usecases as ledger
from kobe_desk.modules.ledger.module import ICON, TITLE, LedgerStack
from kobe_desk.modules.ledger.usecases import CountRequest, EntryRequest, YearEndRequest
from kobe_desk.modules.ledger.view import LedgerPage
from kobe_desk.modules.ledger.view.auditing import AuditPage
from kobe_desk.modules.ledger.view.bank import BankPage
from kobe_desk.modules.ledger.view.papers import LedgerPapersPage
from kobe_desk.ui.desk import Desk
from kobe_desk.ui.rail import Entry
from kobe_desk.ui.theme import theme
from kobe_desk.ui.window import DeskWindow

scenarios("ledger.feature")
pytestmark = pytest.mark.story
THIS, LAST, MARCH = 2027, 2026, date(2027, 3, 1)
WORDS = "みなと の 見える おか"
ENTERING, BOOK, CLOSING, YEAR_END = 0, 1, 4, 5
WAYS = {"収入": 0, "支出": 1}


@dataclass
class Played:
    """The window of a story, and the desk behind it."""

    records: Records
    desk: Desk
    window: DeskWindow

    def page(self, part: int) -> LedgerPage:
        page = self.window.shown_page()
        assert isinstance(page, LedgerPage)
        page.parts.items[part].click()
        return page

    def account(self, name: str) -> UUID:
        return next(row.id for row in self.records.ask(ledger.accounts) if row.name == name)


@pytest.fixture
def played(records: Records, qtbot: QtBot) -> Iterator[Played]:
    with clock.stopped_at(datetime(2027, 5, 20, 3, 0, tzinfo=UTC)):
        use_language("ja")
        theme.wear("light", 12)
        records.do(save_profile, Profile("みなと坂自治会", mark="みなと坂自"))
        records.do(ledger.open_books)
        desk = Desk(records, inline=True)
        window = DeskWindow([Entry("ledger", TITLE, ICON, lambda: LedgerStack(desk))])
        qtbot.addWidget(window)
        window.resize(1366, 690)
        window.show()
        window.open("ledger")
        yield Played(records, desk, window)


@given("帳簿がひらいている")
def _opened(played: Played) -> None:
    assert played.page(ENTERING).entering.form.fields["account"].value()


@given(parsers.parse("前の年度に「{name}」{amount:d}円が書いてある"))
def _written_before(played: Played, name: str, amount: int) -> None:
    request = EntryRequest(date(2026, 6, 1), played.account(name), amount, name)
    played.desk.do(ledger.post_entry, request)


@given("年度末まで締めてある")
def _closed_before(played: Played) -> None:
    facts = played.records.ask(ledger.month_facts, MARCH)
    played.desk.do(ledger.close_month, MARCH, tuple(CountRequest(each.purse, each.book) for each in facts.purses))


@when(parsers.parse("「{name}」に「{amount}」の{way}を「{text}」として書く"))
def _write(played: Played, name: str, amount: str, way: str, text: str) -> None:
    part = played.page(ENTERING).entering
    part.way.cards[WAYS[way]].click()
    part.form.fields["account"].set_value(played.account(name))
    commit(part.form.fields["amount"].control, amount)
    commit(part.form.fields["text"].control, text)
    part.enter.click()


@when("書いた行をすぐに取り消す")
def _take_back(played: Played) -> None:
    played.page(ENTERING).entering.done.buttons[-1].click()


@when(parsers.parse("年度末まで、現金を{amount:d}円と数えて締める"))
def _count(played: Played, amount: int) -> None:
    part = played.page(CLOSING).closing
    part.month.set_value(MARCH)
    part.month.edited.emit()
    for row in played.records.ask(ledger.purses):
        counted = str(amount) if row.kind == "cash" else "0"
        commit(part.form.fields[f"counted-{row.id}"].control, counted)
    part.close_month.click()


@when(parsers.parse("わけに「{why}」と書いて締める"))
def _explain(played: Played, why: str) -> None:
    part = played.page(CLOSING).closing
    cash = next(row.id for row in played.records.ask(ledger.purses) if row.kind == "cash")
    commit(part.form.fields[f"why-{cash}"].control, why)
    part.close_month.click()


@when(parsers.parse("監事に「{name}」と書き、書類を見て、団体の書類にしまう"))
def _papers(played: Played, name: str) -> None:
    page = played.page(YEAR_END)
    page.before.click()
    commit(page.year_end.form.fields["auditor-0"].control, name)
    page.year_end.save.click()
    page.year_end.print.click()
    papers = played.window.shown_page()
    assert isinstance(papers, LedgerPapersPage)
    papers.keep.click()
    papers.header.back.click()


@given(parsers.parse("監事「{name}」の署名の鍵がある"))
def _auditor_key(played: Played, name: str, tmp_path: Path) -> None:
    made = make_root(tmp_path, "みなと坂自治会", WORDS, silent)
    played.records.do(keep_root, made.certificate, made.fingerprint)
    request = NewKey(tmp_path, WORDS, "みなと坂自治会", "auditor", "監事", name, date(2028, 3, 31), WORDS)
    played.records.do(keep_key, make_key(request, silent))
    played.desk.do(ledger.save_year_end, LAST, YearEndRequest("会長　一郎", "", (name,)))


@when("監事が監査報告書をつくり、見てから署名する")
def _audit_signed(played: Played) -> None:
    page = played.page(YEAR_END)
    page.before.click()
    page.year_end.audit.click()
    report = played.window.shown_page()
    assert isinstance(report, AuditPage)
    report.make.click()
    report.passphrase.words.setText(WORDS)
    report.sign.click()
    assert report.notice.text, "not before the report was looked at"
    assert not said(audit_now(played.window))
    report.seen.set_value(True)
    report.sign.click()


@then("署名を確かめた結果が出て、報告書は年度といっしょに残る")
def _audit_checked(played: Played) -> None:
    report = played.window.shown_page()
    assert isinstance(report, AuditPage)
    assert "監事 山本　勝（令和9年5月20日）" in report.checked.text
    assert report.sign is None
    assert played.records.ask(ledger.settlement, LAST).said.audited == date(2027, 5, 20)
    kept = played.records.ask(ledger.audit_paper, LAST)
    assert kept.turn is None
    assert not kept.stale


@when("前の年度の会長の名前を書きかえる")
def _other_chair(played: Played) -> None:
    played.desk.do(ledger.save_year_end, LAST, YearEndRequest("会長　二郎", "", ("山本　勝",)))


@then("報告書をつくり直すように言われる")
def _audit_again(played: Played) -> None:
    report = played.window.shown_page()
    assert isinstance(report, AuditPage)
    assert "帳簿が変わりました" in report.notice.text
    report.make.click()
    assert played.records.ask(ledger.audit_paper, LAST).edition == 2
    report.header.back.click()


@when("次の年度へ繰り越す")
def _carry(played: Played) -> None:
    page = played.page(YEAR_END)
    page.year_end.carry.click()
    page.after.click()


@when(parsers.parse("銀行の明細を取り込み、残りの入金を「{income}」、出金を「{expense}」にする"))
def _bank(played: Played, income: str, expense: str, tmp_path: Path) -> None:
    path = tmp_path / "meisai.csv"
    told = "取引日,お支払金額,お預り金額,摘要,残高\n2027/5/6,,3000,フリコミ,3000\n2027/5/7,500,,テスウリヨウ,2500\n"
    path.write_bytes(told.encode("cp932"))
    played.page(BOOK).book.bank.click()
    page = played.window.shown_page()
    assert isinstance(page, BankPage)
    page.file_chosen.emit(path)
    for select, name in ((page.income, income), (page.expense, expense)):
        select.set_value(played.account(name))
        select.edited.emit()
    page.take.click()
    page.header.back.click()


@when("元に戻す")
def _undo(played: Played) -> None:
    played.desk.undo()


@then(parsers.parse("出納帳の残高は{amount:d}円である"))
def _balance(played: Played, amount: int) -> None:
    book = played.page(BOOK).book
    last = book.table.model().rowCount() - 1
    row = book.table.model().row_at(last)
    assert row.balance == amount


@then(parsers.parse("決算書の「{name}」は{amount:d}円である"))
def _statement(played: Played, name: str, amount: int) -> None:
    rows = {row.account: row.actual for row in played.records.ask(ledger.statement, THIS).rows}
    assert rows[name] == amount


@then(parsers.parse("出納帳に{count:d}行あり、残高は{amount:d}円である"))
def _lines(played: Played, count: int, amount: int) -> None:
    assert played.page(BOOK).book.table.model().rowCount() == count
    _balance(played, amount)


@then("わけを書くように言われる")
def _asked_why(played: Played) -> None:
    part = played.page(CLOSING).closing
    assert any("わけ" in field.error for field in part.form.fields.values())
    assert played.records.ask(ledger.closings) == ()


@then("前の年度の日付では、もう書けない")
def _locked(played: Played) -> None:
    part = played.page(ENTERING).entering
    part.form.fill({"day": date(2027, 3, 31), "amount": 100, "text": "紙"})
    part.enter.click()
    assert "令和9年4月1日" in part.form.fields["day"].error
    assert len(played.records.ask(ledger.cash_book, LAST)) == 1


@then(parsers.parse("団体の書類に「{title}」がある"))
def _kept(played: Played, title: str) -> None:
    assert title in [row.title for row in played.records.ask(documents)]
