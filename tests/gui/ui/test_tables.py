"""Tables: a hundred thousand rows cost no memory, and a refresh moves nothing under the person's eyes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot
from support.audit import settle

from kobe_desk.core.text import use_language
from kobe_desk.ui.layout import Column as Rows
from kobe_desk.ui.layout import Panel
from kobe_desk.ui.table import Column, Table, TableModel
from kobe_desk.ui.table.model import KEPT_PAGES, PAGE
from kobe_desk.ui.theme import theme


@dataclass(frozen=True, slots=True)
class NameRow:
    id: int
    name: str


COLUMNS = (
    Column[NameRow]("Name", lambda row: row.name, width=200, stretch=True),
    Column[NameRow]("No.", lambda row: str(row.id), width=80, right=True, secondary=True, meaning=lambda _row: "muted"),
)
MANY = 100_000


def rows(*ids: int) -> tuple[NameRow, ...]:
    return tuple(NameRow(number, f"会員{number}") for number in ids)


class Shelf:
    """Many rows that are only made when asked for; remembers what was asked."""

    def __init__(self) -> None:
        self.asked: list[int] = []
        self.first = 0

    def fetch(self, offset: int, limit: int, then: Callable[[Sequence[NameRow]], object]) -> None:
        self.asked.append(offset)
        then(rows(*range(self.first + offset, self.first + min(offset + limit, MANY))))

    def locate(self, key: int, then: Callable[[int | None], object]) -> None:
        then(key - self.first if key >= self.first else None)


@pytest.fixture
def table(qtbot: QtBot) -> Table:
    made = Table(TableModel(COLUMNS), "会員の一覧")
    made.ground = Panel(Rows(made), ground="page")
    qtbot.addWidget(made.ground)
    made.ground.resize(500, 400)
    made.ground.show()
    made.ground.activateWindow()
    settle()
    return made


def model_of(table: Table) -> TableModel[NameRow]:
    return table.model()


def test_a_column_is_never_narrower_than_its_title(qtbot: QtBot) -> None:
    use_language("en")
    columns = (Column[NameRow]("Relation to the head", lambda row: row.name, width=40), *COLUMNS)
    table = Table(TableModel(columns), "会員の一覧")
    qtbot.addWidget(table)
    table.resize(900, 300)
    table.show()
    settle()
    heading = table.horizontalHeader()
    assert heading.sectionSize(0) >= heading.sectionSizeHint(0)
    assert heading.length() <= table.viewport().width()


def test_a_column_holds_its_words_while_there_is_room(qtbot: QtBot) -> None:
    columns = (Column[NameRow]("Day", lambda _row: "令和8年12月15日(火)", width=60), *COLUMNS)
    table = Table(TableModel(columns), "会員の一覧")
    qtbot.addWidget(table)
    table.resize(600, 300)
    table.show()
    settle()
    before = table.columnWidth(0)
    model_of(table).show(rows(1))
    bold = QFontMetrics(theme.font(bold=True)).horizontalAdvance("令和8年12月15日(火)")
    assert before < bold < table.columnWidth(0), "the picked row is bold"
    assert table.horizontalHeader().length() <= table.viewport().width()
    table.resize(bold + 280, 300)
    settle()
    assert bold < table.columnWidth(0), "the name needs less than was meant for it"
    table.resize(260, 300)
    settle()
    assert table.horizontalHeader().length() <= table.viewport().width(), "without room it is cut instead"


def test_the_model_keeps_qt_s_rules(table: Table) -> None:
    model = model_of(table)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show(rows(1, 2, 3))
    model.show_pages(MANY, Shelf().fetch)
    settle()
    model.show(())
    assert tester.model() is model


def test_only_what_is_in_sight_is_fetched(table: Table) -> None:
    shelf = Shelf()
    model_of(table).show_pages(MANY, shelf.fetch)
    settle()
    assert shelf.asked == [0]
    table.verticalScrollBar().setValue(50_000)
    settle()
    table.viewport().grab()
    settle()
    assert set(shelf.asked) <= {0, 50_000, 50_100}
    assert model_of(table).index(50_000, 0).data() == "会員50000"


def test_rows_left_behind_are_let_go(table: Table) -> None:
    model = model_of(table)
    model.show_pages(MANY, Shelf().fetch)
    for page in range(60):
        model.row_at(page * PAGE)
        settle()
    assert len(model._pages) <= KEPT_PAGES


def test_a_late_answer_of_an_older_list_is_dropped(table: Table) -> None:
    late: list[Callable[[Sequence[NameRow]], object]] = []
    model = model_of(table)
    model.show_pages(3, lambda _offset, _limit, then: late.append(then))
    model.show(rows(7))
    late[0](rows(1, 2, 3))
    assert model.row_at(0) == NameRow(7, "会員7")


def test_the_picked_row_stays_picked_and_in_its_place_when_rows_come_before_it(table: Table) -> None:
    model = model_of(table)
    model.show(rows(*range(100, 200)))
    table.choose(150)
    table.verticalScrollBar().setValue(48)
    chosen: list[NameRow | None] = []
    table.row_chosen.connect(chosen.append)
    model.show(rows(*range(90, 200)))
    assert table.row == NameRow(150, "会員150")
    assert table.currentIndex().row() - table.verticalScrollBar().value() == 2
    assert chosen == [NameRow(150, "会員150")]


def test_the_same_holds_for_fetched_rows(table: Table) -> None:
    shelf = Shelf()
    shelf.first = 1000
    model_of(table).show_pages(MANY, shelf.fetch, shelf.locate)
    table.choose(3050)
    settle()
    assert table.currentIndex().row() == 2050
    shelf.first = 900
    model_of(table).show_pages(MANY, shelf.fetch, shelf.locate)
    settle()
    assert table.currentIndex().row() == 2150
    assert table.row == NameRow(3050, "会員3050")


def test_a_row_that_is_gone_is_no_longer_picked(table: Table) -> None:
    model = model_of(table)
    model.show(rows(1, 2, 3))
    table.choose(2)
    chosen: list[NameRow | None] = []
    table.row_chosen.connect(chosen.append)
    model.show(rows(1, 3))
    assert chosen == [None]
    assert table.row is None


def test_a_row_picked_while_the_one_before_is_being_looked_for_is_told(table: Table) -> None:
    shelf, late = Shelf(), []
    model_of(table).show_pages(MANY, shelf.fetch, lambda _key, then: late.append(then))
    table.choose(7)
    chosen: list[NameRow | None] = []
    model_of(table).show_pages(1, lambda _offset, _limit, then: then(rows(900)), lambda _key, then: late.append(then))
    table.row_chosen.connect(chosen.append)
    table.setCurrentIndex(model_of(table).index(0, 0))
    late.pop()(None)
    assert chosen == [NameRow(900, "会員900")]


def test_the_picked_row_stays_in_sight_when_the_room_grows_less(table: Table) -> None:
    model_of(table).show(rows(*range(100)))
    table.choose(8)
    assert table.verticalScrollBar().value() == 0
    table.ground.resize(500, 200)
    settle()
    seen = table.viewport().rect()
    assert seen.contains(table.visualRect(table.currentIndex()).center())


def test_a_row_comes_into_sight_though_its_first_column_has_gone(table: Table) -> None:
    model_of(table).show(rows(*range(100)))
    table.setColumnHidden(0, True)
    table.choose(90)
    assert table.viewport().rect().contains(table.visualRect(model_of(table).index(90, 1)).center())
    assert not table.ring_place().isEmpty()


def test_the_picked_row_comes_into_sight_with_the_keyboard(table: Table) -> None:
    model_of(table).show(rows(*range(100)))
    table.choose(3)
    table.verticalScrollBar().setValue(60)
    table.clearFocus()
    table.setFocus(Qt.FocusReason.TabFocusReason)
    assert table.viewport().rect().contains(table.visualRect(table.currentIndex()).center())


def test_without_a_picked_row_the_list_stays_where_it_was(table: Table) -> None:
    model = model_of(table)
    model.show(rows(*range(100)))
    table.verticalScrollBar().setValue(30)
    model.show(rows(*range(100)))
    assert table.verticalScrollBar().value() == 30


def test_a_row_picked_before_it_arrived_is_told_when_it_arrives(table: Table) -> None:
    late: list[Callable[[], object]] = []
    model = model_of(table)
    model.show_pages(MANY, lambda offset, limit, then: late.append(lambda: then(rows(*range(offset, offset + limit)))))
    late.pop()()
    chosen: list[NameRow | None] = []
    table.row_chosen.connect(chosen.append)
    QTest.keyClick(table, Qt.Key.Key_End)
    settle()
    assert chosen == [None]
    for answer in late:
        answer()
    assert chosen == [None, NameRow(MANY - 1, f"会員{MANY - 1}")]


def test_keys_move_open_and_leave(qtbot: QtBot, table: Table) -> None:
    model_of(table).show(rows(*range(50)))
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_End)
    assert table.row == NameRow(49, "会員49")
    QTest.keyClick(table, Qt.Key.Key_Home)
    QTest.keyClick(table, Qt.Key.Key_Down)
    with qtbot.waitSignal(table.row_opened) as opened:
        QTest.keyClick(table, Qt.Key.Key_Return)
    assert opened.args == [NameRow(1, "会員1")]


def test_typing_a_letter_does_not_fetch_every_row(table: Table) -> None:
    shelf = Shelf()
    model_of(table).show_pages(MANY, shelf.fetch)
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_A)
    settle()
    assert len(shelf.asked) <= 2


def test_secondary_columns_go_when_type_is_large(table: Table) -> None:
    assert not table.isColumnHidden(1)
    theme.wear(size=16)
    assert table.isColumnHidden(1)
    theme.wear(size=12)
    assert not table.isColumnHidden(1)


def test_the_ring_goes_around_the_row(table: Table) -> None:
    model_of(table).show(rows(*range(50)))
    table.choose(3)
    place = table.ring_place()
    assert place.height() == table.rowHeight(3)
    table.verticalScrollBar().setValue(20)
    assert table.ring_place().isEmpty()
