"""Another rate and cap are tried from the page of the amount, with the keyboard, and nothing is kept."""

from fractions import Fraction
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from support.audit import audit

from kobe_desk.modules.subsidies.usecases import application
from kobe_desk.modules.subsidies.view import TrialPage


def test_rate_and_cap_are_tried_with_the_keyboard_and_nothing_is_kept(opened, answered: UUID) -> None:
    before = opened.records.ask(application, answered)
    wizard = opened.go_on(answered)
    money = next(each for each in before.programme.pages if each.tables and any(
        amount.base.startswith(f"totals.{table.id}.") for amount in before.programme.amounts for table in each.tables
    ))  # fmt: skip
    wizard.show(money.id)
    opened.click(opened.page.pane.trial_button)
    page = opened.page
    assert isinstance(page, TrialPage)
    defined = page._amount.text()
    assert not audit(opened.window)
    page._rate.slide.setFocus()
    QTest.keyClick(page._rate.slide, Qt.Key.Key_Home)
    assert page._rate.value() == Fraction(1, 10)
    assert page._amount.text() != defined
    QTest.keyClick(page._rate.slide, Qt.Key.Key_End)
    page._cap.field.setFocus()
    page._cap.field.selectAll()
    QTest.keyClicks(page._cap.field, "12000")
    assert page._amount.text() == "12,000"
    QTest.keyClick(page._cap.slide, Qt.Key.Key_Left)
    assert page._amount.text() == "11,000"
    opened.click(page.reset)
    assert page._amount.text() == defined
    page.back_requested.emit()
    after = opened.records.ask(application, answered)
    assert (after.answers, after.programme.sha256) == (before.answers, before.programme.sha256)


def test_a_limit_below_zero_is_refused_at_its_field(opened, answered: UUID) -> None:
    row = opened.records.ask(application, answered)
    opened.stack.controller._try(row.programme, row.answers)
    page = opened.page
    page._cap.field.selectAll()
    QTest.keyClicks(page._cap.field, "-5")
    assert page.cap.error
    page._cap.field.selectAll()
    QTest.keyClicks(page._cap.field, "x")
    assert page.cap.error
    opened.click(page.reset)
    assert not page.cap.error
