"""One of a few, chosen from a list that opens."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QListView, QSizePolicy, QWidget

from kobe_desk.ui.theme import follow, theme


class Select(QComboBox):
    """A drop-down of (value, words). The wheel scrolls the page and never changes the choice."""

    edited = Signal()

    def __init__(self, options: Sequence[tuple[Any, str]] = (), width: int = 0) -> None:
        super().__init__()
        self.setView(QListView())
        self._base = width
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.offer(options)
        self.activated.connect(lambda _place: self.edited.emit())
        follow(self, self._measure)

    def offer(self, options: Sequence[tuple[Any, str]]) -> None:
        """Replace the options; the choice stays if it is still among them."""
        kept = self.value()
        self.clear()
        for value, words in options:
            self.addItem(words, value)
        self.set_value(kept)

    def value(self) -> Any:
        return self.currentData()

    def set_value(self, value: Any) -> None:
        place = next((at for at in range(self.count()) if self.itemData(at) == value), None)
        self.setCurrentIndex(place if place is not None else min(0, self.count() - 1))

    def parts(self) -> tuple[tuple[str, QWidget], ...]:
        return (("", self),)

    def _measure(self) -> None:
        self.updateGeometry()
        self.update()

    # Qt asks:

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        longest = max(
            (self.fontMetrics().horizontalAdvance(self.itemText(at)) for at in range(self.count())), default=0
        )
        longest = max(
            longest + theme.space(10) + theme.metrics.icon("button") + theme.space(18), theme.width(self._base)
        )
        return QSize(longest, hint.height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        side = theme.metrics.icon("chip")
        arrow = theme.pixmap("chevron-down", "ink" if self.isEnabled() else "disabled", "chip")
        painter = QPainter(self)
        painter.drawPixmap(self.width() - side - theme.space(10), (self.height() - side) // 2, arrow)
