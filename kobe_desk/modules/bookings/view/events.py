"""行事 above the grid: a quiet band of the association's events over their days; Enter or a double click opens one."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from kobe_desk.core.text import _
from kobe_desk.modules.bookings.usecases.events import EventName
from kobe_desk.modules.bookings.view.grid import BAND, FIRST_DAY
from kobe_desk.modules.bookings.view.painting import draw_event, shortened
from kobe_desk.modules.bookings.view.wording import hours, short_day
from kobe_desk.ui.theme import follow, theme

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_MIDDLE = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}
MOST_ROWS = 2
"""Rows of the band in sight; those below are scrolled to (one in large type)."""


def event_words(event: EventName) -> str:
    """夏祭り、11月26日（木） 16:00〜20:00: for the ear."""
    return _("Event: {title}, {day} {hours}").format(
        title=event.title, day=short_day(event.start.date()), hours=hours(event.start, event.end)
    )


class EventsModel(QAbstractTableModel):
    """The events of the days in sight: no two in one row that share a day."""

    def __init__(self) -> None:
        super().__init__()
        self.days: tuple[date, ...] = ()
        self.today = date.min
        self._cells: dict[tuple[int, int], EventName] = {}
        self._spans: list[tuple[int, int, int]] = []
        self._rows = 0

    def show(self, days: Sequence[date], events: Sequence[EventName], today: date) -> None:
        self.beginResetModel()
        self.days, self.today = tuple(days), today
        self._cells, self._spans, full = {}, [], list[int]()
        for event in events:
            inside = [at for at, day in enumerate(self.days) if event.start.date() <= day <= event.last]
            if not inside:
                continue
            row = next((at for at, until in enumerate(full) if until < inside[0]), len(full))
            full[row : row + 1] = [inside[-1]]
            self._spans.append((row, FIRST_DAY + inside[0], len(inside)))
            self._cells.update({(row, FIRST_DAY + at): event for at in inside})
        self._rows = len(full)
        self.endResetModel()

    @property
    def spans(self) -> list[tuple[int, int, int]]:
        """Row, first column and count of columns of each event, in the order of the days."""
        return self._spans

    def held_at(self, index: _Index) -> EventName | None:
        return self._cells.get((index.row(), index.column())) if index.isValid() else None

    # Qt asks:

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else self._rows

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else FIRST_DAY + len(self.days)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        event = self.held_at(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return event.title if event else _("Events") if index.column() == BAND and index.row() == 0 else ""
        if role == Qt.ItemDataRole.AccessibleTextRole and event:
            return event_words(event)
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if self.held_at(index) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class _Pieces(QStyledItemDelegate):
    """Draws the head of the band and its events."""

    def __init__(self, model: EventsModel, parent: QTableView) -> None:
        super().__init__(parent)
        self._events = model

    # Qt asks:

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        rect: QRect = option.rect
        painter.save()
        painter.fillRect(rect, theme.colour("sunken" if index.column() < FIRST_DAY else "surface"))
        event = self._events.held_at(index)
        if event is not None:
            chosen = bool(option.state & QStyle.StateFlag.State_Selected)
            draw_event(painter, rect, event.title, chosen=chosen)
        elif index.data():
            painter.setFont(theme.font(bold=True))
            painter.setPen(theme.colour("ink"))
            inner = rect.adjusted(theme.space(6), 0, -theme.space(2), 0)
            painter.drawText(inner, _MIDDLE, shortened(str(index.data()), inner.width()))
        painter.restore()


class EventsBand(QTableView):
    """The events over the days of the grid below it; not there where there are none."""

    opened = Signal(object)
    """The key of an event."""

    def __init__(self, name: str, grid: QTableView) -> None:
        super().__init__()
        self._grid = grid
        self.events = EventsModel()
        self.events.setParent(self)
        self.setModel(self.events)
        self.setAccessibleName(name)
        self.setItemDelegate(_Pieces(self.events, self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for head in (self.horizontalHeader(), self.verticalHeader()):
            head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            head.hide()
        self.doubleClicked.connect(lambda _index: self._open())
        grid.horizontalHeader().sectionResized.connect(lambda *_sizes: self._measure())
        grid.viewport().installEventFilter(self)
        follow(self, self._measure)

    def show_events(self, days: Sequence[date], events: Sequence[EventName], today: date) -> None:
        """Show what is held on these days; the keyboard stays on its event."""
        kept = self.chosen
        self.clearSpans()
        self.events.show(days, events, today)
        for row in range(self.events.rowCount()):
            self.setSpan(row, BAND, 1, FIRST_DAY)
        for row, column, count in self.events.spans:
            if count > 1:
                self.setSpan(row, column, 1, count)
        self.setVisible(bool(self.events.spans))
        self._measure()
        places = [self.events.index(row, column) for row, column, _count in self.events.spans]
        same = [index for index in places if kept and (found := self.events.held_at(index)) and found.id == kept.id]
        if places:
            self.setCurrentIndex((same or places)[0])

    @property
    def chosen(self) -> EventName | None:
        return self.events.held_at(self.currentIndex())

    def ring_place(self) -> QRect:
        """The chosen event."""
        view = self.viewport().geometry()
        return self.visualRect(self.currentIndex()).translated(view.topLeft()).intersected(view)

    def _open(self) -> None:
        if (event := self.chosen) is not None:
            self.opened.emit(event.id)

    def _step(self, by: int) -> None:
        places = [self.events.index(row, column) for row, column, _count in self.events.spans]
        here = [self.events.held_at(index) for index in places].index(self.chosen)
        self.setCurrentIndex(places[min(max(here + by, 0), len(places) - 1)])

    def _measure(self) -> None:
        height = theme.px("row")
        self.verticalHeader().setDefaultSectionSize(height)
        shown = min(max(self.events.rowCount(), 1), 1 if theme.large else MOST_ROWS)
        self.setFixedHeight(height * shown + 2 * self.frameWidth())
        for column in range(min(self.events.columnCount(), self._grid.horizontalHeader().count())):
            self.setColumnWidth(column, self._grid.columnWidth(column))

    # Qt asks:

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._measure()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open()
        elif event.key() in STEPS:
            self._step(STEPS[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters are for the groups in the grid below."""
