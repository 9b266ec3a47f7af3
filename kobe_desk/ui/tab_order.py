"""Tab goes in reading order, always: the order of the layouts, found anew at each press.

Pages are made late, and their parts come and go; an order kept by hand would be wrong the first time one forgets it.
"""

from collections.abc import Iterator
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractScrollArea, QGridLayout, QLayout, QScrollArea, QStackedWidget, QWidget


def go_on(window: QWidget, *, following: bool) -> bool:
    """Give the focus to what comes next in the window (or before, when not `following`); False if nothing takes it."""
    stops = list(tab_stops(window))
    if not stops:
        return False
    now = window.focusWidget()
    place = next((at for at, each in enumerate(stops) if each is now), -1 if following else 0)
    to = stops[(place + (1 if following else -1)) % len(stops)]
    to.setFocus(Qt.FocusReason.TabFocusReason if following else Qt.FocusReason.BacktabFocusReason)
    return True


def tab_stops(widget: QWidget) -> Iterator[QWidget]:
    """Everything in a widget where Tab stops, in reading order."""
    for child in _children(widget):
        if child.isHidden() or not child.isEnabled():
            continue
        if child.focusPolicy() & Qt.FocusPolicy.TabFocus and child.focusProxy() is None:
            yield child
        if isinstance(child, QScrollArea) or not isinstance(child, QAbstractScrollArea):
            yield from tab_stops(child)


def _children(widget: QWidget) -> Iterator[QWidget]:
    layout = widget.layout()
    if isinstance(widget, QStackedWidget):
        inside = [widget.currentWidget()]
    elif isinstance(widget, QScrollArea):
        inside = [widget.widget()]
    elif layout is not None:
        inside = list(_in_layout(layout))
    else:
        inside = []
    yield from (each for each in inside if each is not None)


def _in_layout(layout: QLayout) -> Iterator[QWidget]:
    for at in _by_rows(layout) if isinstance(layout, QGridLayout) else range(layout.count()):
        item = layout.itemAt(at)
        inner = item.layout() if item is not None else None
        if item is not None and (child := item.widget()) is not None:
            yield child
        elif inner is not None:
            yield from _in_layout(inner)


def _by_rows(grid: QGridLayout) -> list[int]:
    rows: list[tuple[int, int, int]] = []
    for at in range(grid.count()):
        row, column, _high, _wide = cast(tuple[int, int, int, int], grid.getItemPosition(at))
        rows.append((row, column, at))
    return [at for _row, _column, at in sorted(rows)]
