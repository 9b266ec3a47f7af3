"""漏えいの記録 in the window."""

from datetime import date

from support.audit import settle

from kobe_desk.core.records import Records
from kobe_desk.modules.members import usecases
from kobe_desk.modules.members.module import RosterStack
from kobe_desk.modules.members.view.care import LEAKS, CarePage
from kobe_desk.modules.members.view.leaks import LeaksPage
from kobe_desk.modules.members.view.roster import RosterPage


def test_a_loss_is_recorded_and_gone_on_with(records: Records, stack: RosterStack, roster: RosterPage) -> None:
    roster.care.click()
    care = stack.page
    assert isinstance(care, CarePage)
    care.ways[LEAKS].click()
    settle()
    page = stack.page
    assert isinstance(page, LeaksPage)
    page.add_one.click()
    page.save.click()
    assert page.form.fields["what"].error
    page.form.fill({"what": "名簿をなくした", "people": 60})
    page.marks["sensitive"].set_value(True)
    page.save.click()
    assert not page.card.isVisible() and "速報は" in page.due.text
    page.edit.click()
    page.form.fill({"first_report": date(2026, 11, 26)})
    page.save.click()
    (row,) = records.ask(usecases.leaks_recorded)
    assert row.leak.first_report == date(2026, 11, 26) and row.open
