"""会費 and the other papers in the window: a collection planned, charged, taken, exempted, printed."""

from datetime import date

import pytest
from pytestqt.qtbot import QtBot
from support.audit import audit, said, settle

from kobe_desk.core.records import Records
from kobe_desk.modules.association.usecases import Profile, save_profile
from kobe_desk.modules.members.module import RosterStack
from kobe_desk.modules.members.usecases import areas, provisions, rounds
from kobe_desk.modules.members.view.dues import DuesPage
from kobe_desk.modules.members.view.papers import KINDS, PapersPage
from kobe_desk.modules.members.view.printing import PrintPage
from kobe_desk.modules.members.view.roster import RosterPage
from kobe_desk.ui.window import DeskWindow


@pytest.fixture
def page(records: Records, stack: RosterStack, roster: RosterPage) -> DuesPage:
    records.do(save_profile, Profile("みなと坂自治会", mark="みなと"))
    roster.dues.click()
    assert isinstance(stack.page, DuesPage)
    return stack.page


def plan(page: DuesPage) -> None:
    page.rates.form.fill({"kind": "", "amount": 300, "months": 1})
    page.rates.save.click()
    asked = {
        "title": "後期",
        "first": date(2026, 10, 1),
        "months": 6,
        "collect_from": date(2026, 11, 1),
        "collect_until": date(2026, 11, 20),
    }
    page.planning.form.fill(asked)
    page.planning.add_round.click()
    page.planning.charge.click()


def test_a_round_of_dues_from_the_rate_to_the_receipt(records: Records, stack: RosterStack, page: DuesPage) -> None:
    plan(page)
    part = page.collecting
    assert part.model.rowCount() == 3
    part.take.click()
    (row,) = records.ask(rounds, 2026)
    assert (row.charged, row.paid, row.open) == (5_400, 1_800, 2)
    first = part.model.row_at(0)
    assert first is not None and first.receipts == ("みなと2026-0001",)
    part.receipt.click()
    paper = stack.page
    assert isinstance(paper, PrintPage) and paper.preview.paper is not None
    assert paper.preview.paper.name == "領収書 みなと2026-0001" and paper.preview.paper.pdf.startswith(b"%PDF")
    stack.leave(paper)
    part.cancel.click()
    assert records.ask(rounds, 2026)[0].paid == 0
    part.reason.fill({"reason": "入院のため"})
    part.exempt.click()
    assert records.ask(rounds, 2026)[0].exempt == 1
    assert page.arrears.model.rowCount() == 2
    part.print.click()
    assert isinstance(stack.page, PrintPage)


def test_money_is_collected_from_one_block_at_a_time(records: Records, page: DuesPage) -> None:
    plan(page)
    part = page.collecting
    part.area.set_value(next(row.id for row in records.ask(areas) if row.name == "2班"))
    part.area.edited.emit()
    shown = [part.model.row_at(place) for place in range(part.model.rowCount())]
    assert [row.area for row in shown if row] == ["2班", "2班"]


def test_an_exemption_without_a_reason_is_refused_at_its_field(page: DuesPage) -> None:
    plan(page)
    page.collecting.exempt.click()
    assert "理由" in page.collecting.reason.fields["reason"].error


def test_every_part_of_the_dues_keeps_the_rules_of_every_screen(window: DeskWindow, page: DuesPage) -> None:
    plan(page)
    for place in range(4):
        page.show_part(place)
        settle()
        assert audit(window) == [], said(audit(window))


@pytest.fixture
def papers(records: Records, stack: RosterStack, roster: RosterPage) -> PapersPage:
    records.do(save_profile, Profile("みなと坂自治会"))
    stack.controller.open_papers()
    assert isinstance(stack.page, PapersPage)
    return stack.page


@pytest.mark.parametrize("kind", [kind.key for kind in KINDS])
def test_every_paper_is_made_and_looked_at(
    records: Records, stack: RosterStack, papers: PapersPage, kind: str, qtbot: QtBot
) -> None:
    papers.show_part([each.key for each in KINDS].index(kind))
    papers.form.fill({"recipient": "班長", "purpose": "連絡", "title": "臨時総会"})
    papers.make.click()
    assert isinstance(stack.page, PrintPage)
    assert len(records.ask(provisions)) == (kind == "distribution")


@pytest.mark.parametrize("what", ["measure", "postcards"])
def test_labels_are_measured_and_postcards_printed(stack: RosterStack, papers: PapersPage, what: str) -> None:
    papers.show_part([each.key for each in KINDS].index("labels"))
    papers.form.fill({"what": what})
    papers.make.click()
    assert isinstance(stack.page, PrintPage)


def test_how_far_the_labels_of_a_sheet_are_moved_is_kept(stack: RosterStack, papers: PapersPage) -> None:
    part = [each.key for each in KINDS].index("labels")
    papers.show_part(part)
    papers.form.fill({"sheet": "24", "right": 15, "down": -7})
    papers.make.click()
    assert isinstance(stack.page, PrintPage)
    stack.leave(stack.page)
    stack.controller.open_papers()
    again = stack.page
    assert isinstance(again, PapersPage) and again is not papers
    again.show_part(part)
    assert (again.form.typed()["right"], again.form.typed()["down"]) == (0, 0)
    sheet = again.form.fields["sheet"].control
    sheet.set_value("24")
    sheet.edited.emit()
    assert (again.form.typed()["right"], again.form.typed()["down"]) == (15, -7)


def test_the_papers_keep_the_rules_of_every_screen(window: DeskWindow, papers: PapersPage) -> None:
    for place in range(len(KINDS)):
        papers.show_part(place)
        settle()
        assert audit(window) == [], said(audit(window))
