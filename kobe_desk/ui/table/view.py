"""The table as it is seen: horizontal lines only, and the same row in the same place after a refresh."""

from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from kobe_desk.ui.table.column import Column
from kobe_desk.ui.table.model import BOLD_ROLE, ICON_ROLE, MEANING_ROLE, UNDER_ROLE, WRAPS_ROLE, TableModel
from kobe_desk.ui.table.widths import SIDE, shared, words_take
from kobe_desk.ui.theme import follow, theme
from kobe_desk.ui.wrapped import draw_wrapped_in_middle, wrapped_height

_LEAST_ROWS = 3
_MOST_ROWS = 6


class Cells(QStyledItemDelegate):
    """Draws a cell: text 10 px from both sides as in the header, icon before it, bar and ground on the picked row."""

    def picked(self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> bool:
        state: QStyle.StateFlag = option.state
        return bool(state & QStyle.StateFlag.State_Selected)

    # Qt asks:

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        rect: QRect = option.rect
        picked = self.picked(option, index)
        first = index.column() == 0
        if picked:
            painter.fillRect(rect, theme.colour("accent_soft"))
        if picked and first:
            painter.fillRect(QRect(rect.left(), rect.top(), 5, rect.height()), theme.colour("accent"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.colour("line"))
        meaning = index.data(MEANING_ROLE) or ""
        room = rect.adjusted(theme.space(SIDE), 0, -theme.space(SIDE), 0)
        ink = meaning or "ink"
        if icon := index.data(ICON_ROLE):
            side = theme.metrics.icon("table")
            painter.drawPixmap(room.left(), room.center().y() - side // 2, theme.pixmap(icon, ink, "table"))
            room.setLeft(room.left() + side + theme.space(6))
        painter.setFont(theme.font(bold=(picked and first) or bool(index.data(BOLD_ROLE))))
        painter.setPen(theme.colour(ink))
        if index.data(WRAPS_ROLE):
            draw_wrapped_in_middle(painter, room, index.data() or "")
            return
        if theme.large and (words := index.data(UNDER_ROLE)):
            below = room.adjusted(0, room.height() // 2, 0, -theme.space(3))
            room.setBottom(below.top())
            self._write(painter, room, index, index.data() or "")
            painter.setFont(theme.font())
            painter.setPen(theme.colour("muted"))
            room = below
        else:
            words = index.data() or ""
        self._write(painter, room, index, words)

    def _write(self, painter: QPainter, room: QRect, index: QModelIndex | QPersistentModelIndex, words: str) -> None:
        text = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(index.data(Qt.ItemDataRole.TextAlignmentRole)), text)


class Table(QTableView):
    """A list of records under columns. Arrows move, Home and End go to the ends, Enter opens, Tab leaves."""

    row_chosen = Signal(object)
    """The current row has changed; None when there is none."""
    row_opened = Signal(object)
    """Enter or a double click on a row; the page has a button that does the same."""

    shown_whole_in: QWidget | None = None
    """Where the page shows the current row in full: only then may a column cut what does not fit."""

    def __init__(self, model: TableModel[Any], name: str) -> None:
        super().__init__()
        self._model = model
        self._wrapping = [at for at, column in enumerate(model.columns) if column.wraps]
        self._kept: tuple[Any, int] | None = None
        self._column = 0
        self._owed = False  # the current row was told as None because it had not arrived yet
        self.setAccessibleName(name)
        self.setModel(model)
        model.setParent(self)
        self.setItemDelegate(Cells(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head = self.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setHighlightSections(False)
        head.setSectionsClickable(False)
        model.modelAboutToBeReset.connect(self._remember)
        model.modelReset.connect(self._recall)
        model.fetched.connect(self._recall_late)
        model.modelReset.connect(self._share_width)
        self.doubleClicked.connect(lambda _index: self._open())
        follow(self, self._measure)

    @property
    def row(self) -> Any:
        """The current row, or None."""
        return self._model.row_at(self.currentIndex().row())

    def choose(self, key: Any) -> None:
        """Make the row of a key the current one, when it is or comes at hand."""
        place = self._model.place_of(key)
        if place is not None:
            self.setCurrentIndex(self._model.index(place, 0))
        elif self._model.locate is not None:
            self._model.locate(key, self._go_to)

    def _go_to(self, place: int | None) -> None:
        if place is not None:
            self.setCurrentIndex(self._model.index(place, 0))

    @property
    def row_height(self) -> int:
        """Pixels of a row at the present size: higher where a second line stands under a cell."""
        two = theme.large and any(column.under for column in self._model.columns)
        return theme.px("row") + (self.fontMetrics().height() if two else 0)

    def _open(self) -> None:
        if (row := self.row) is not None:
            self.row_opened.emit(row)

    # the same row in the same place

    def _remember(self) -> None:
        top = max(self.verticalScrollBar().value(), 0)
        current = self.currentIndex().row()
        self._column = max(self.currentIndex().column(), 0)
        row = self._model.row_at(current)
        self._kept = (self._model.key(row), current - top) if row is not None else (None, top)

    def _recall(self) -> None:
        if self._kept is None:
            return
        key, offset = self._kept
        self.doItemsLayout()  # else the scroll bar does not know the new length yet
        if key is None:
            self.verticalScrollBar().setValue(offset)
            self._kept = None
        elif (place := self._model.place_of(key)) is not None:
            self._restore(place)
        elif self._model.locate is not None:
            self._model.locate(key, self._restore)
        elif not self._model.paged:
            self._restore(None)

    def _recall_late(self) -> None:
        if self._kept is not None and self._kept[0] is not None:
            place = self._model.place_of(self._kept[0])
            if place is not None:
                self._restore(place)
        elif self._owed and self.row is not None:
            self._tell()

    def _tell(self) -> None:
        row = self.row
        self._owed = row is None and self.currentIndex().isValid()
        self.row_chosen.emit(row)

    def _restore(self, place: int | None) -> None:
        if self._kept is None:
            return
        _key, offset = self._kept
        self._kept = None
        if place is None:  # it is gone; the page may have chosen another one meanwhile
            self._tell()
            return
        self.setCurrentIndex(self._model.index(place, min(self._column, self._model.columnCount() - 1)))
        self.verticalScrollBar().setValue(place - offset)

    # how it is measured

    def _measure(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self.row_height)
        self.horizontalHeader().setFixedHeight(theme.px("row") + 2)
        self.setMinimumHeight((_LEAST_ROWS + 1) * theme.px("row") + 8)
        for at, column in enumerate(self._model.columns):
            self.setColumnHidden(at, self._hides(column))
        self._share_width()
        self.viewport().update()

    def _hides(self, column: Column[Any]) -> bool:
        return theme.large and column.secondary

    def _share_width(self) -> None:
        shown = [at for at in range(len(self._model.columns)) if not self.isColumnHidden(at)]
        meant = {at: self.fitting(at) for at in shown}
        words = {at: words_take(self._model, at, self.horizontalHeader().sectionSizeHint(at)) for at in shown}
        takers = [at for at in shown if self._model.columns[at].stretch] or shown[-1:]
        for at, width in shared(self.viewport().width(), meant, words, takers).items():
            self.setColumnWidth(at, max(width, theme.width(40)))
        self._fit_rows()

    def fitting(self, at: int) -> int:
        """Pixels of a column: what was meant for it (at 12 pt), and never less than its title takes."""
        return max(theme.width(self._model.columns[at].width), self.horizontalHeader().sectionSizeHint(at))

    def _fit_rows(self) -> None:
        """Where a column wraps, each row is as high as its words, and the table as its first rows: for short lists."""
        if not self._wrapping:
            return
        sides, least, font = 2 * theme.space(SIDE), theme.px("row"), theme.font(bold=True)
        whole = 0
        for row in range(self._model.rowCount()):
            high = least
            for at in self._wrapping:
                words = self._model.index(row, at).data() or ""
                room = self.columnWidth(at) - sides
                high = max(high, wrapped_height(words, font, room) + least - self.fontMetrics().height())
            self.setRowHeight(row, high)
            whole += high if row < _MOST_ROWS else 0
        self.setMinimumHeight(max(whole, _LEAST_ROWS * least) + least + 8)

    def _show_current(self) -> None:
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def _shown(self, index: QModelIndex | QPersistentModelIndex) -> QModelIndex | QPersistentModelIndex:
        """A cell of the same row that has a place: in large type the first column may have gone."""
        columns = range(self._model.columnCount())
        column = next((at for at in columns if not self.isColumnHidden(at)), 0)
        return index.sibling(index.row(), column) if index.isValid() and self.isColumnHidden(index.column()) else index

    def ring_place(self) -> QRect:
        """The current row, or the whole table when there is none."""
        index = self.currentIndex()
        if not index.isValid():
            return self.rect()
        cell = self.visualRect(self._shown(index))
        view = self.viewport().geometry()
        row = QRect(0, cell.top() + view.top(), view.right() + 1, cell.height())
        return row.intersected(view.adjusted(-view.left(), 0, 0, 0))

    # Qt asks:

    def currentChanged(self, current: QModelIndex | QPersistentModelIndex, previous: Any) -> None:
        super().currentChanged(current, previous)
        if current.row() != previous.row() and self._kept is None:
            self._tell()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        ends = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: self._model.rowCount() - 1}
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open()
        elif event.key() in ends and self._model.rowCount():
            self.setCurrentIndex(self._model.index(ends[Qt.Key(event.key())], 0))
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        if not self._model.paged:  # Qt would walk through all the rows, and fetch them
            super().keyboardSearch(search)

    def scrollTo(
        self,
        index: QModelIndex | QPersistentModelIndex,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        super().scrollTo(self._shown(index), hint)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self._show_current()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()
        place = self.visualRect(self._shown(self.currentIndex()))
        if 0 <= place.top() < event.oldSize().height():  # it was in sight, and nobody has scrolled away from it
            self._show_current()
