"""Tab goes by the layouts, and leaves nothing behind in them."""

import shiboken6
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QLayoutItem, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from support.vault_desk import ROOT

from kobe_desk.ui.flow import Flow
from kobe_desk.ui.layout import Column, Row
from kobe_desk.ui.tab_order import go_on, tab_stops


def _field(name: str) -> QLineEdit:
    field = QLineEdit()
    field.setObjectName(name)
    return field


def _window(qtbot: QtBot) -> QWidget:
    """Fields in rows, a grid filled from below, and a line that wraps; made in another order than they are read."""
    late = _field("last")
    window = QWidget()
    qtbot.addWidget(window)
    grid = QGridLayout()
    for name, row, column in (("e", 1, 1), ("d", 1, 0), ("c", 0, 1), ("b", 0, 0)):
        grid.addWidget(_field(name), row, column)
    column = Column(_field("a"))
    column.addLayout(grid)
    column.add(Row(_field("f"), Flow(_field("g"), _field("h"))), late)
    window.setLayout(column)
    window.show()
    return window


def test_tab_stops_follow_the_places_in_the_layouts(qtbot: QtBot) -> None:
    assert [each.objectName() for each in tab_stops(_window(qtbot))] == [*"abcdefgh", "last"]


def test_looking_for_the_next_stop_makes_no_python_objects_of_the_items_of_layouts(qtbot: QtBot) -> None:
    """PySide keeps such an object as long as the layout lives, and Qt frees the item when its widget goes. What is made
    at that address next was torn down twice, which ended the program at random.
    """
    window = _window(qtbot)
    before = _items()
    assert go_on(window, following=True)
    assert go_on(window, following=False)
    assert _items() == before
    window.findChild(QLineEdit, "c").deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert [each.objectName() for each in tab_stops(window)] == [*"abdefgh", "last"]


def _items() -> int:
    """Those of Flow, which keeps its own, are there before."""
    return sum(isinstance(each, QLayoutItem) and not isinstance(each, QGridLayout) for each in _wrappers())


def _wrappers() -> list[object]:
    return list(shiboken6.getAllValidWrappers())


def test_no_layout_is_asked_for_its_items_anywhere_in_the_program() -> None:
    asking = [path.name for path in (ROOT / "kobe_desk").rglob("*.py") if ".itemAt" in path.read_text("utf-8")]
    assert asking == []
