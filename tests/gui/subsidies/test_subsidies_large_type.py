"""助成 in large type: the sums of money stay in sight, and many papers keep their headings."""

from collections.abc import Iterator
from uuid import UUID

import pytest
from support.audit import audit
from support.granting import another_secretary, hand_in

from kobe_desk.core.records import Records
from kobe_desk.modules.subsidies.controller.grouped import Drawn, in_groups
from kobe_desk.modules.subsidies.usecases import begin_application, open_bundle
from kobe_desk.modules.subsidies.view import CostsPart, PapersPage
from kobe_desk.ui.preview import Paper
from kobe_desk.ui.table import Table
from kobe_desk.ui.table.model import UNDER_ROLE
from kobe_desk.ui.theme import theme


@pytest.fixture
def sample_records(together_records: tuple[Records, UUID]) -> Records:
    """The sample's records; they hold the bundle too."""
    return together_records[0]


@pytest.fixture
def key(together_records: tuple[Records, UUID]) -> UUID:
    return together_records[1]


@pytest.fixture
def large() -> Iterator[None]:
    size = theme.size
    theme.wear(size=20)
    yield
    theme.wear(size=size)


def seen(table: Table, row: int) -> list[str]:
    """What a row says in the columns that are in sight, with the lines under them."""
    model = table.model()
    shown = [at for at in range(model.columnCount()) if not table.isColumnHidden(at)]
    found = [(model.index(row, at).data(), model.index(row, at).data(UNDER_ROLE)) for at in shown]
    return [each for pair in found for each in pair if each]


def at_costs(opened, key: UUID) -> CostsPart:
    opened.stack.controller.open_bundle(key)
    for _page in range(60):
        if isinstance(opened.page.part, CostsPart):
            return opened.page.part
        opened.page.next.click()
    raise AssertionError("the costs are not reached")


def at_papers(opened, key: UUID) -> PapersPage:
    at_costs(opened, key)
    for _page in range(6):
        if isinstance(opened.page, PapersPage):
            return opened.page
        opened.page.next.click()
    raise AssertionError("the papers are not reached")


def test_a_budget_line_shows_its_sum_and_what_counts_of_it_in_large_type(opened, answered: UUID, large: None) -> None:
    opened.go_on(answered).show("money")
    table = next(each.view for each in opened.page.questions.tables.values() if each.asked.id == "budget_out")
    assert seen(table, 0) == ["報償費", "講師謝礼", "うち対象 60,000円", "60,000"]
    outside = next(row for row in range(table.model().rowCount()) if seen(table, row)[0] == "食糧費（茶菓）")
    assert seen(table, outside)[1:] == ["茶菓", "対象外", "24,000"]
    assert table.rowHeight(0) >= 2 * table.fontMetrics().height()
    assert table.rowViewportPosition(table.model().rowCount() - 1) < table.viewport().height()


def test_the_costs_of_all_programmes_show_what_each_costs_and_counts_in_large_type(
    opened, key: UUID, large: None
) -> None:
    part = at_costs(opened, key)
    assert seen(part.shares, 0) == ["地域活動補助金（見本）", "費用 560,000円、うち対象 523,400円", "251,000"]
    assert seen(part.lines, 0) == ["講師謝礼", "うち対象 60,000円", "60,000"]
    assert audit(opened.window) == []


def test_the_papers_of_several_programmes_stand_under_their_programme_and_shared_ones_once_at_the_end(
    opened, key: UUID
) -> None:
    page = at_papers(opened, key)
    papers = page.preview.papers
    titles = [each.application.programme.title for each in opened.records.ask(open_bundle, key).opened]
    assert list(dict.fromkeys(each.group for each in papers)) == [*titles, "いくつもの制度に出すもの"]
    shared = [each.name for each in papers if each.group == "いくつもの制度に出すもの"]
    assert shared == ["規約", "議事録抄本", "通帳の写し"]
    first = page.preview.list.items[0]
    assert first.text() == "地域活動補助金交付申請書（参考様式）"
    assert first.accessibleName() == "地域活動補助金（見本） 地域活動補助金交付申請書（参考様式）"
    assert not any("））" in each.whole_name for each in papers)
    assert audit(opened.window) == []


def test_two_papers_of_one_name_in_a_group_are_numbered() -> None:
    papers = [
        Drawn(programme, sha256, Paper(name, b""))
        for programme, name, sha256 in (
            ("甲", "申請書", "1"), ("甲", "議事録抄本", "2"), ("甲", "議事録抄本", "3"),
            ("乙", "申請書", "4"), ("乙", "議事録抄本", "2"), ("乙", "議事録抄本", "3"),
        )
    ]  # fmt: skip
    assert [(each.group, each.name) for each in in_groups(papers)] == [
        ("甲", "申請書"),
        ("乙", "申請書"),
        ("いくつもの制度に出すもの", "議事録抄本（1）"),
        ("いくつもの制度に出すもの", "議事録抄本（2）"),
    ]


def test_rows_from_before_and_rows_that_changed_keep_the_rules_in_large_type(opened, key: UUID, large: None) -> None:
    hand_in(opened.records, *opened.records.ask(open_bundle, key).keys)
    again = opened.records.do(begin_application, "chiiki-katsudo-mihon").result
    another_secretary(opened.records)
    opened.go_on(again)
    wizard = next(each for each in opened.page.children() if hasattr(each, "keep_now"))
    wizard.show("officers_page")
    assert not opened.page.part.tables["officers"].changed.isHidden()
    assert not audit(opened.window)
    wizard.show("money")
    opened.click(opened.page.part.tables["budget_out"].past)
    assert not opened.page.part.tables["budget_out"].changed.isHidden()
    assert not audit(opened.window)
