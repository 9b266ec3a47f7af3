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
    """By their places. No item of the layout is asked for: PySide would remember it longer than Qt keeps it, and what
    Qt next makes at its address could then end the program when it goes.
    """
    parts: list[QWidget | QLayout] = [*_widgets(layout.parentWidget()), *_inner(layout)]
    placed = [(at, each) for each in parts if (at := layout.indexOf(each)) >= 0]
    for _at, part in sorted(placed, key=lambda each: _place(layout, each[0])):
        if isinstance(part, QLayout):
            yield from _in_layout(part)
        else:
            yield part


def _inner(layout: QLayout) -> Iterator[QLayout]:
    return (each for each in layout.children() if isinstance(each, QLayout))


def _widgets(inside: QWidget | None) -> Iterator[QWidget]:
    return (each for each in inside.children() if isinstance(each, QWidget)) if inside is not None else iter(())


def _place(layout: QLayout, at: int) -> tuple[int, ...]:
    """Where an item stands: in a grid by rows, else one after the other."""
    if isinstance(layout, QGridLayout):
        row, column, _high, _wide = cast(tuple[int, int, int, int], layout.getItemPosition(at))
        return row, column, at
    return (at,)
