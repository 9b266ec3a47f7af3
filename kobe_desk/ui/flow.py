"""A row that goes on in a next line when it is full: toolbars, chips, and sentences with buttons in them."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from kobe_desk.ui.theme import follow, theme


class Flow(QLayout):
    """Items from the left, each as wide as it wants to be, centred on their line; the height follows the width."""

    def __init__(self, *widgets: QWidget, gap: str | int = "tight", lines: str | int = "item") -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._gap, self._lines = gap, lines
        self.setContentsMargins(0, 0, 0, 0)
        follow(self, self.invalidate)
        self.add(*widgets)

    def add(self, *widgets: QWidget) -> None:
        for widget in widgets:
            self.addWidget(widget)

    def empty(self) -> None:
        """Take everything out and let it go."""
        while (item := self.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.setParent(None)
                widget.deleteLater()

    def _rows(self, width: int) -> list[list[tuple[QLayoutItem, QSize]]]:
        rows: list[list[tuple[QLayoutItem, QSize]]] = [[]]
        used, gap = 0, theme.space(self._gap)
        for item in self._items:
            if item.isEmpty():
                continue
            size = item.sizeHint().expandedTo(item.minimumSize())
            size = QSize(min(size.width(), max(width, item.minimumSize().width())), size.height())
            if rows[-1] and used + gap + size.width() > width:
                rows.append([])
            used = used + gap + size.width() if rows[-1] else size.width()
            rows[-1].append((item, size))
        return rows

    def _place(self, rect: QRect, *, really: bool) -> int:
        """Lay the items into a rectangle and return the height they take."""
        top, gap = rect.top(), theme.space(self._gap)
        for row in self._rows(rect.width()):
            high = max((size.height() for _item, size in row), default=0)
            left = rect.left()
            for item, size in row:
                if really:
                    item.setGeometry(QRect(left, top + (high - size.height()) // 2, size.width(), size.height()))
                left += size.width() + gap
            top += high + theme.space(self._lines)
        return max(top - theme.space(self._lines) - rect.top(), 0)

    # Qt asks:

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(QRect(0, 0, width, 0), really=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, really=True)

    def sizeHint(self) -> QSize:
        shown = [item.sizeHint() for item in self._items if not item.isEmpty()]
        gaps = max(len(shown) - 1, 0) * theme.space(self._gap)
        return QSize(sum(size.width() for size in shown) + gaps, max((size.height() for size in shown), default=0))

    def minimumSize(self) -> QSize:
        shown = [item.minimumSize() for item in self._items if not item.isEmpty()]
        widest = max((size.width() for size in shown), default=0)
        return QSize(widest, max((size.height() for size in shown), default=0))
