"""Columns and rows whose gaps and margins grow with the whole-UI size."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QBoxLayout, QFrame, QLayout, QSizePolicy, QWidget

from kobe_desk.ui.flow import Flow
from kobe_desk.ui.theme import follow, theme


class _Stretch:
    """Takes the room that nobody else wants."""


STRETCH: Final = _Stretch()
Item = QWidget | QLayout | _Stretch | str | int
"""What a column or row can hold; a name or number is an extra gap of that spacing step or of pixels at 12 pt."""
Around = tuple[int, int, int, int]


class _Box(QBoxLayout):
    def __init__(
        self, direction: QBoxLayout.Direction, items: tuple[Item, ...], gap: str | int, around: Around
    ) -> None:
        super().__init__(direction)
        self._gap, self._around = gap, around
        follow(self, self._measure)
        self.add(*items)

    def add(self, *items: Item) -> None:
        """Put more items at the end."""
        for item in items:
            if isinstance(item, QWidget):
                self._add_widget(item)
            elif isinstance(item, QLayout):
                self.addLayout(item)
            elif isinstance(item, _Stretch):
                self.addStretch(1)
            else:
                self._add_widget(Gap(item))

    def _add_widget(self, widget: QWidget) -> None:
        """A widget of fixed width keeps to the left: without that it would hold the whole column to its own width."""
        fixed = widget.sizePolicy().horizontalPolicy() == QSizePolicy.Policy.Fixed
        if fixed or widget.minimumWidth() == widget.maximumWidth():
            self.addWidget(widget, 0, Qt.AlignmentFlag.AlignLeft)
        else:
            self.addWidget(widget)

    def empty(self) -> None:
        """Take everything out and let it go."""
        while (item := self.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.setParent(None)
                widget.deleteLater()
            elif isinstance(inner := item.layout(), (_Box, Flow)):
                inner.empty()
                inner.deleteLater()

    def _measure(self) -> None:
        self.setSpacing(theme.space(self._gap))
        left, top, right, bottom = (theme.space(each) for each in self._around)
        self.setContentsMargins(left, top, right, bottom)


class Column(_Box):
    """Items one below the other. `around` is the margin left, top, right, bottom in pixels at 12 pt."""

    def __init__(self, *items: Item, gap: str | int = "item", around: Around = (0, 0, 0, 0)) -> None:
        super().__init__(QBoxLayout.Direction.TopToBottom, items, gap, around)


@dataclass(frozen=True, slots=True)
class Known:
    """A part of a `LastingColumn`: what it is called, what it shows, and how it is made."""

    key: Hashable
    shows: object
    make: Callable[[], QWidget]


class LastingColumn(Column):
    """A column that is shown anew often: a part that shows the same as before stays the widget that it was."""

    def __init__(self) -> None:
        super().__init__(gap="item")
        self._known: dict[Hashable, tuple[object, QWidget]] = {}

    def show_parts(self, parts: Sequence[Known]) -> tuple[QWidget, ...]:
        """Show these parts in this order; their widgets are returned."""
        found: dict[Hashable, tuple[object, QWidget]] = {}
        for part in parts:
            before = self._known.get(part.key)
            found[part.key] = before if before and before[0] == part.shows else (part.shows, part.make())
        for _shows, widget in self._known.values():
            if all(widget is not each for _other, each in found.values()):
                self.removeWidget(widget)
                widget.hide()
                widget.setParent(None)
                widget.deleteLater()
        for at, (_shows, widget) in enumerate(found.values()):
            if self.indexOf(widget) != at:
                self.removeWidget(widget)
                self.insertWidget(at, widget)
        self._known = found
        return tuple(widget for _shows, widget in found.values())


class Row(_Box):
    """Items side by side."""

    def __init__(self, *items: Item, gap: str | int = "tight", around: Around = (0, 0, 0, 0)) -> None:
        super().__init__(QBoxLayout.Direction.LeftToRight, items, gap, around)


class FoldingRow(_Box):
    """Items side by side, and one below the other from 16 pt on."""

    def __init__(self, *items: Item, gap: str | int = "tight", around: Around = (0, 0, 0, 0)) -> None:
        super().__init__(QBoxLayout.Direction.LeftToRight, items, gap, around)
        follow(self, self._turn)

    def _turn(self) -> None:
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self.setDirection(down if theme.large else across)


class Gap(QWidget):
    """Empty room of a spacing step."""

    def __init__(self, step: str | int) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        follow(self, lambda: self.setFixedSize(theme.space(step), theme.space(step)))


class Rule(QFrame):
    """A line between parts: decoration, or `strong` under a header."""

    def __init__(self, *, strong: bool = False, upright: bool = False) -> None:
        super().__init__()
        self.setProperty("rule", "strong" if strong else "line")
        thickness = 2 if strong else 1
        if upright:
            self.setFixedWidth(thickness)
        else:
            self.setFixedHeight(thickness)


class Panel(QFrame):
    """A plain ground (page, surface, sunken, rail or a meaning) or a `box` (card, next, quiet, picked …).

    `edge` (top, left, right) draws a line at that side.
    """

    def __init__(self, layout: QLayout | None = None, *, ground: str = "", box: str = "", edge: str = "") -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        if ground:
            self.setProperty("ground", ground)
        if box:
            self.setProperty("box", box)
        if edge:
            self.setProperty("edge", edge)
        if layout is not None:
            self.setLayout(layout)

    def turn(self, *, ground: str | None = None, box: str | None = None) -> None:
        """Change the ground or box it is drawn with."""
        for name, value in (("ground", ground), ("box", box)):
            if value is not None and self.property(name) != value:
                self.setProperty(name, value)
                restyle(self)


def restyle(widget: QWidget) -> None:
    """Draw a widget anew after a property that the stylesheet looks at has changed."""
    font = QFont(widget.font()) if widget.testAttribute(Qt.WidgetAttribute.WA_SetFont) else None
    widget.style().unpolish(widget)  # brings back the font of the first polishing, which may be of another size
    widget.style().polish(widget)
    if font is not None:
        widget.setFont(font)
    widget.update()
