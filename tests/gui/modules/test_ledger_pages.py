"""会計 through its real pages."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from support.audit import audit
from support.ime import commit

from kobe_desk.core import clock
from kobe_desk.core.text import _
from kobe_desk.modules.association import usecases as association
from kobe_desk.modules.association.usecases import Profile
from kobe_desk.modules.ledger import module as ledger_module
from kobe_desk.modules.ledger import usecases as ledger
from kobe_desk.modules.ledger.usecases import EntryRequest
from kobe_desk.modules.ledger.view import LedgerPage
from kobe_desk.modules.ledger.view.bank import BankPage
from kobe_desk.modules.ledger.view.exporting import ExportBookPage
from kobe_desk.modules.ledger.view.papers import LedgerPapersPage
from kobe_desk.modules.ledger.view.vouchers import VouchersPage
from kobe_desk.ui.desk import Desk
from kobe_desk.ui.rail import Entry
from kobe_desk.ui.window import DeskWindow

Open = Callable[[], DeskWindow]
ENTERING, BOOK, RECEIPTS, BUDGET, CLOSING, YEAR_END, ACCOUNTS = range(7)
MAY = datetime(2027, 5, 20, 3, 0, tzinfo=UTC)


@pytest.fixture
def open_book(desk: Desk, qtbot) -> Iterator[Open]:
    def opened() -> DeskWindow:
        entry = Entry("ledger", ledger_module.TITLE, ledger_module.ICON, lambda: ledger_module.open_page(desk))
        window = DeskWindow([entry])
        qtbot.addWidget(window)
        window.resize(1366, 690)
        window.show()
        window.open("ledger")
        return window

    with clock.stopped_at(MAY):
        yield opened


@pytest.fixture
def books(desk: Desk) -> dict[str, object]:
    """Dues of the year that ended and of this one."""
    desk._records.do(association.save_profile, Profile("みなと坂自治会", mark="みなと"))
    desk._records.do(ledger.open_books)
    known = {row.name: row.id for row in desk._records.ask(ledger.accounts)}
    for day, yen in ((date(2026, 6, 1), 30_000), (date(2027, 4, 12), 4_000)):
        desk._records.do(ledger.post_entry, EntryRequest(day, known["会費"], yen, "会費"))
    return known


def page_of(window: DeskWindow, part: int) -> LedgerPage:
    page = window.shown_page()
    assert isinstance(page, LedgerPage)
    page.show_part(part)
    return page


def bank_page_of(window: DeskWindow, qtbot) -> BankPage:
    qtbot.mouseClick(page_of(window, BOOK).book.bank, Qt.MouseButton.LeftButton)
    shown = window.shown_page()
    assert isinstance(shown, BankPage)
    return shown


def test_opening_the_book_writes_nothing_and_offers_the_usual_accounts(open_book: Open, desk: Desk, qtbot) -> None:
    page = page_of(open_book(), ENTERING)
    assert desk._records.ask(ledger.accounts) == ()
    assert desk.undoable is None
    assert audit(page.window()) == []
    qtbot.mouseClick(page.beginning.buttons[0], Qt.MouseButton.LeftButton)
    assert len(desk._records.ask(ledger.accounts)) > 5
    assert not page.beginning.isVisible()
    assert page.entering.form.fields["account"].value()


def test_money_is_entered_in_full_width_and_taken_back(open_book: Open, desk: Desk, qtbot) -> None:
    desk._records.do(ledger.open_books)
    page = page_of(open_book(), ENTERING)
    part = page.entering
    part.way.cards[0].click()
    commit(part.form.fields["amount"].control, "３，６００円")
    commit(part.form.fields["text"].control, "会費　4月分")
    qtbot.mouseClick(part.enter, Qt.MouseButton.LeftButton)
    (row,) = desk._records.ask(ledger.cash_book, 2027)
    assert (row.income, row.text, row.account) == (3600, "会費　4月分", "会費")
    assert "3,600円" in part.done.text
    page.show_part(BOOK)
    page.book.table.choose(row.id)
    qtbot.mouseClick(page.book.reverse, Qt.MouseButton.LeftButton)
    rows = desk._records.ask(ledger.cash_book, 2027)
    assert [each.income for each in rows] == [3600, -3600]
    assert rows[-1].balance == 0


def test_a_line_is_written_by_the_keyboard_alone(open_book: Open, desk: Desk, qtbot) -> None:
    desk._records.do(ledger.open_books)
    window = open_book()
    part = page_of(window, ENTERING).entering
    part.way.cards[1].setFocus()
    for _steps in range(40):
        focused = window.focusWidget()
        if focused is part.form.fields["amount"].control:
            qtbot.keyClicks(focused, "1280")
        elif focused is part.form.fields["text"].control:
            qtbot.keyClicks(focused, "paper")
        elif focused is part.enter:
            qtbot.keyClick(focused, Qt.Key.Key_Space)
            break
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
    (row,) = desk._records.ask(ledger.cash_book, 2027)
    assert (row.expense, row.text) == (1_280, "paper")
    assert window.focusWidget() is part.form.fields["amount"].control  # and the next line can begin


def test_money_is_moved_from_cash_to_bank(open_book: Open, desk: Desk, books: dict[str, object], qtbot) -> None:
    part = page_of(open_book(), ENTERING).entering
    part.way.cards[2].click()
    commit(part.moving.fields["amount"].control, "２００００")
    qtbot.mouseClick(part.enter, Qt.MouseButton.LeftButton)
    assert [row.balance for row in desk._records.ask(ledger.purses)] == [14_000, 20_000]
    assert "14,000" in part.moving.fields["source"].control.currentText()


def test_an_entry_without_an_amount_is_said_at_its_field(open_book: Open, desk: Desk, qtbot) -> None:
    part = page_of(open_book(), ENTERING).entering
    qtbot.mouseClick(part.enter, Qt.MouseButton.LeftButton)
    assert part.form.fields["amount"].error
    assert desk._records.ask(ledger.cash_book, 2027) == ()


def test_a_filter_leaves_the_lines_that_fit(open_book: Open, desk: Desk, books: dict[str, object], qtbot) -> None:
    page = page_of(open_book(), BOOK)
    assert page.book.table.model().rowCount() == 1
    assert "30,000" in page.book.opening.text  # the year before is not carried over yet
    qtbot.mouseClick(page.before, Qt.MouseButton.LeftButton)
    page.book.month.set_value(date(2026, 5, 1))
    page.book.month.edited.emit()
    assert page.book.table.model().rowCount() == 0
    page.book.month.set_value(date(2026, 6, 1))
    page.book.month.edited.emit()
    assert page.book.table.model().rowCount() == 1
    page.book.search.searched.emit("")


def test_a_receipt_is_kept_and_looked_at(
    open_book: Open, desk: Desk, books: dict[str, object], qtbot, tmp_path: Path
) -> None:
    from PIL import Image

    window = open_book()
    page = page_of(window, BOOK)
    qtbot.mouseClick(page.book.papers, Qt.MouseButton.LeftButton)
    shown = window.shown_page()
    assert isinstance(shown, VouchersPage)
    assert audit(window) == []
    picture = tmp_path / "レシート.png"
    Image.new("RGB", (60, 90), "white").save(picture)
    shown.file_chosen.emit(picture, "12", "3")
    (kept,) = desk._records.ask(ledger.vouchers, desk._records.ask(ledger.cash_book, 2027)[0].id)
    assert (kept.number, kept.file_name) == ("12", "レシート.pdf")
    assert audit(window) == []
    qtbot.mouseClick(shown.look, Qt.MouseButton.LeftButton)
    assert isinstance(window.shown_page(), LedgerPapersPage)
    assert window.shown_page().preview.sheets.pages == 1


def test_the_budget_is_written_from_top_to_bottom(open_book: Open, desk: Desk, books: dict[str, object], qtbot) -> None:
    part = page_of(open_book(), BUDGET).budget
    commit(part.form.fields["amount"].control, "４４６，４００")
    qtbot.mouseClick(part.save, Qt.MouseButton.LeftButton)
    assert desk._records.ask(ledger.budget, 2027)[0].budget == 446_400
    assert part.table.currentIndex().row() == 1
    assert "446,400" in part.unequal.text
    qtbot.mouseClick(part.propose, Qt.MouseButton.LeftButton)
    assert desk._records.ask(ledger.statement, 2027).rows[1].budget == 30_000  # what the year before left


def test_a_month_is_closed_with_a_difference_and_opened_again(
    open_book: Open, desk: Desk, books: dict[str, object], qtbot
) -> None:
    window = open_book()
    part = page_of(window, CLOSING).closing
    part.month.set_value(date(2027, 3, 1))
    part.month.edited.emit()
    cash, bank = (each.id for each in desk._records.ask(ledger.purses))
    commit(part.form.fields[f"counted-{cash}"].control, "２９，９００")
    commit(part.form.fields[f"counted-{bank}"].control, "0")
    qtbot.mouseClick(part.close_month, Qt.MouseButton.LeftButton)
    assert part.form.fields[f"why-{cash}"].error
    commit(part.form.fields[f"why-{cash}"].control, "釣り銭")
    qtbot.mouseClick(part.close_month, Qt.MouseButton.LeftButton)
    assert desk._records.ask(ledger.open_from) == date(2027, 4, 1)
    assert audit(window) == []
    qtbot.mouseClick(part.reopen, Qt.MouseButton.LeftButton)
    assert part.reason.error
    commit(part.reason.control, "領収書が出てきた")
    qtbot.mouseClick(part.reopen, Qt.MouseButton.LeftButton)
    assert desk._records.ask(ledger.open_from) is None


def test_a_day_of_a_closed_month_is_said_at_its_field(
    open_book: Open, desk: Desk, books: dict[str, object], qtbot
) -> None:
    counts = tuple(
        ledger.CountRequest(each.purse, each.book)
        for each in desk._records.ask(ledger.month_facts, date(2027, 3, 1)).purses
    )
    with clock.stopped_at(MAY):
        desk._records.do(ledger.close_month, date(2027, 3, 1), counts)
    part = page_of(open_book(), ENTERING).entering
    part.form.fill({"day": date(2027, 3, 31), "amount": 100, "text": "紙"})
    qtbot.mouseClick(part.enter, Qt.MouseButton.LeftButton)
    assert "令和9年4月1日" in part.form.fields["day"].error


def test_the_year_is_settled_printed_kept_and_carried_over(
    open_book: Open, desk: Desk, books: dict[str, object], qtbot
) -> None:
    with clock.stopped_at(MAY):
        counts = tuple(
            ledger.CountRequest(each.purse, each.book)
            for each in desk._records.ask(ledger.month_facts, date(2027, 3, 1)).purses
        )
        desk._records.do(ledger.close_month, date(2027, 3, 1), counts)
    window = open_book()
    page = page_of(window, YEAR_END)
    qtbot.mouseClick(page.before, Qt.MouseButton.LeftButton)
    part = page.year_end
    commit(part.form.fields["auditor-0"].control, "山本　勝")
    qtbot.mouseClick(part.save, Qt.MouseButton.LeftButton)
    assert desk._records.ask(ledger.settlement, 2026).said.auditors == ("山本　勝",)
    part.asset.fill({"name": "テント", "amount": 80_000})
    qtbot.mouseClick(part.add, Qt.MouseButton.LeftButton)
    assert desk._records.ask(ledger.settlement, 2026).said.assets[0].amount == 80_000
    assert audit(window) == []
    qtbot.mouseClick(part.carry, Qt.MouseButton.LeftButton)
    assert desk._records.ask(ledger.cash_book, 2027)[0].income == 30_000
    qtbot.mouseClick(part.print, Qt.MouseButton.LeftButton)
    papers = window.shown_page()
    assert isinstance(papers, LedgerPapersPage)
    assert len(papers.preview.list.items) == 5
    qtbot.mouseClick(papers.keep, Qt.MouseButton.LeftButton)
    assert [row.kind for row in desk._records.ask(association.documents)] == ["accounts"]


def test_accounts_are_renamed_moved_and_put_away(open_book: Open, desk: Desk, books: dict[str, object], qtbot) -> None:
    part = page_of(open_book(), ACCOUNTS).accounts
    part.accounts.table.choose(books["雑収入"])
    part.accounts.form.fill({"name": "預金利息"})
    for button in (part.accounts.rename, part.up):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    names = [row.name for row in desk._records.ask(ledger.accounts)]
    assert names.index("預金利息") == names.index("繰越金") - 1
    part.accounts.table.choose(books["会費"])
    qtbot.mouseClick(part.remove, Qt.MouseButton.LeftButton)
    assert part.accounts.refusal.isVisible()
    qtbot.mouseClick(part.accounts.retire, Qt.MouseButton.LeftButton)
    assert "会費" not in [row.name for row in desk._records.ask(ledger.accounts)]


@pytest.mark.parametrize("part", range(7))
def test_every_part_keeps_the_rules_of_a_window(
    open_book: Open, desk: Desk, books: dict[str, object], part: int
) -> None:
    window = open_book()
    page_of(window, part)
    assert audit(window) == []


def test_a_bank_s_file_that_says_in_and_out_in_a_column_shows_both_and_is_missed_when_it_is_gone(
    open_book: Open, desk: Desk, books: dict[str, object], qtbot, tmp_path: Path
) -> None:
    window = open_book()
    shown = bank_page_of(window, qtbot)
    path = tmp_path / "meisai.csv"
    path.write_bytes(
        "取引日,入払区分,取引金額,摘要,残高\n2027/5/6,入金,3000,会費,13000\n2027/5/7,出金,500,手数料,12500\n"
        "2027/5/8,出金,200,訂正,12700\n".encode("cp932")
    )
    shown.file_chosen.emit(path)
    assert [select.value() for select in shown.columns.selects] == ["day", "side", "amount", "text", "balance"]
    assert [row.fact.amount for row in shown._rows] == [3000, -500]
    assert shown.problem_table.row.value == "12,700"
    assert shown._counts.plain().endswith(_("Rows that cannot be read, below: {unread}").format(unread=1))
    assert audit(window) == []
    path.unlink()
    shown.purse_chosen.emit(shown.purse.value())
    assert "meisai.csv" in shown.warning.text


def test_the_bank_s_file_is_looked_at_decided_and_taken_in_once(
    open_book: Open, desk: Desk, books: dict[str, object], qtbot, tmp_path: Path
) -> None:
    window = open_book()
    shown = bank_page_of(window, qtbot)
    assert audit(window) == []
    path = tmp_path / "meisai.csv"
    path.write_bytes(
        "いつ,出た,入った,なに\n2027/5/6,,3000,会費 今井\n2027/5/7,500,,手数料\n2027/5/8,x,,?\n".encode("cp932")
    )
    shown.file_chosen.emit(path)
    assert shown.columns.missing.isVisible()  # a bank that nobody has met: its columns are set by hand
    for select, field in zip(shown.columns.selects, ("day", "out", "in", "text"), strict=True):
        select.set_value(field)
        select.edited.emit()
    assert shown.table.model().rowCount() == 2
    assert shown.problem_table.model().rowCount() == 1
    assert not shown.take.isEnabled()
    shown.income.set_value(books["会費"])
    shown.income.edited.emit()
    shown.table.choose(3)
    shown.card.account.set_value(books["通信運搬費"])
    shown.card.account.edited.emit()
    assert audit(window) == []
    before = len(desk._records.ask(ledger.cash_book, 2027))
    assert before == 1  # nothing is written before the last button
    qtbot.mouseClick(shown.take, Qt.MouseButton.LeftButton)
    assert [row.text for row in desk._records.ask(ledger.cash_book, 2027)][1:] == ["会費 今井", "手数料"]
    assert not shown.take.isEnabled()
    shown.file_chosen.emit(path)
    assert [select.value() for select in shown.columns.selects] == ["day", "out", "in", "text"]  # remembered
    assert not shown.take.isEnabled()


def test_the_book_is_written_to_a_file_with_its_purpose(
    open_book: Open, desk: Desk, books: dict[str, object], qtbot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_book()
    page = page_of(window, BOOK)
    qtbot.mouseClick(page.book.export, Qt.MouseButton.LeftButton)
    shown = window.shown_page()
    assert isinstance(shown, ExportBookPage)
    assert audit(window) == []
    target = tmp_path / "book.xlsx"
    monkeypatch.setattr(shown, "target", lambda _kind: target)
    qtbot.mouseClick(shown.write, Qt.MouseButton.LeftButton)
    assert shown.form.fields["purpose"].error
    assert not target.exists()
    commit(shown.form.fields["recipient"].control, "監事")
    commit(shown.form.fields["purpose"].control, "監査")
    qtbot.mouseClick(shown.write, Qt.MouseButton.LeftButton)
    assert target.exists()
    assert [row.purpose for row in desk._records.ask(ledger.book_exports)] == ["監査"]


def test_what_is_being_typed_is_there_again(open_book: Open, desk: Desk, books: dict[str, object], qtbot) -> None:
    part = page_of(open_book(), ENTERING).entering
    part.way.cards[0].click()
    part.form.fields["account"].set_value(books["寄付金"])
    commit(part.form.fields["text"].control, "夏まつり 寄付")
    part.keep_now()
    window = open_book()
    again = page_of(window, ENTERING).entering
    assert again.restored.isVisible()
    assert (again.form.fields["text"].value(), again.form.fields["account"].value()) == (
        "夏まつり 寄付",
        books["寄付金"],
    )
    assert audit(window) == []
    commit(again.form.fields["amount"].control, "5000")
    qtbot.mouseClick(again.enter, Qt.MouseButton.LeftButton)
    assert not page_of(open_book(), ENTERING).entering.restored.isVisible()
    assert desk._records.ask(ledger.cash_book, 2027)[-1].account == "寄付金"
