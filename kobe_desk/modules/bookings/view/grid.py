"""The grid of the week: days across, bands and rooms down; a table to the ear, arrows move, Enter books or opens."""

from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from kobe_desk.core.text import _
from kobe_desk.modules.bookings.usecases import BookingRow, DayRow, WeekRow
from kobe_desk.modules.bookings.usecases.lanes import (
    Block,
    Blocks,
    Lane,
    Place,
    band_names,
    band_on,
    hours_of,
    lanes_of,
)
from kobe_desk.modules.bookings.view.painting import DayHead, GridCells
from kobe_desk.modules.bookings.view.wording import below_day, day_head, hours, short_day, state
from kobe_desk.ui.focus_ring import cell_in_sight
from kobe_desk.ui.theme import follow, theme

BAND, ROOM, FIRST_DAY = 0, 1, 2
_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class GridModel(QAbstractTableModel):
    """A week as a table: a row for each band and lane, a column for each day after those of band and room."""

    def __init__(self) -> None:
        super().__init__()
        self.week: WeekRow | None = None
        self.lanes: tuple[Lane, ...] = ()
        self.bands: tuple[str, ...] = ()
        self.today = date.min
        self.blocks: Blocks | None = None
        self._blocks: dict[tuple[int, str, int], Block] = {}
        self._offered: set[tuple[int, str]] = set()

    def show(self, week: WeekRow, today: date) -> None:
        self.beginResetModel()
        self.week, self.today = week, today
        self.lanes, self.bands = lanes_of(week.rooms), band_names(week.days)
        self.blocks = blocks = Blocks(week, self.lanes)
        offered = {
            (number, name): (day.day, band)
            for number, day in enumerate(week.days)
            for name in self.bands
            if day.closed is None and (band := band_on(day, name))
        }
        self._offered = set(offered)
        self._blocks = {
            (number, name, lane): block
            for (number, name), (day, band) in offered.items()
            for block in blocks.on(day, band)
            for lane in range(block.first, block.first + block.count)
        }
        self.endResetModel()

    def day(self, column: int) -> DayRow | None:
        return self.week.days[column - FIRST_DAY] if self.week and column >= FIRST_DAY else None

    def place(self, index: _Index) -> Place | None:
        """Which band of which day in which lane a cell is."""
        day = self.day(index.column()) if index.isValid() else None
        if day is None:
            return None
        band, lane = divmod(index.row(), len(self.lanes))
        return Place(day.day, self.bands[band], lane)

    def index_of(self, place: Place) -> QModelIndex:
        days = [day.day for day in self.week.days] if self.week else []
        if place.day not in days or place.band not in self.bands or place.lane >= len(self.lanes):
            return _NOWHERE
        row = self.bands.index(place.band) * len(self.lanes) + place.lane
        return self.index(row, FIRST_DAY + days.index(place.day))

    def block(self, index: _Index) -> Block | None:
        band, lane = divmod(index.row(), max(1, len(self.lanes)))
        return self._blocks.get((index.column() - FIRST_DAY, self.bands[band], lane))

    def spans(self) -> list[tuple[int, int, int]]:
        """Row, column and count of rows of every block over several lanes."""
        found = {}
        for (number, name, _lane), block in self._blocks.items():
            if block.count > 1:
                row = self.bands.index(name) * len(self.lanes) + block.first
                found[row, FIRST_DAY + number] = block.count
        return [(row, column, count) for (row, column), count in found.items()]

    def offered(self, index: _Index) -> bool:
        """Whether the centre can be booked there at all."""
        return (index.column() - FIRST_DAY, self.bands[index.row() // len(self.lanes)]) in self._offered

    def words(self, index: _Index) -> str:
        """The whole cell as a sentence, for the ear and for the pane."""
        place, day = self.place(index), self.day(index.column())
        if place is None or day is None or self.week is None:
            return self._side(index)
        where = _("{day} {band}, {room}").format(
            day=short_day(place.day), band=place.band, room=self.lanes[place.lane].name
        )
        block = self.block(index)
        if day.closed is not None:
            return _("{where}: closed ({why})").format(where=where, why=day.closed)
        if block is None:
            return _("{where}: free").format(where=where) if self.offered(index) else where
        told = [
            _("{title} {hours}, {state}, {fee_class}").format(
                title=each.title,
                hours=hours(each.start, each.end),
                state=state(each),
                fee_class=each.exemption or _("ordinary"),
            )
            for each in block.bookings
        ]
        return _("{where}: {bookings}").format(where=where, bookings=_(" · ").join(told))

    def _side(self, index: _Index) -> str:
        band, lane = divmod(index.row(), max(1, len(self.lanes)))
        return self.bands[band] if index.column() == BAND else self.lanes[lane].name

    # Qt asks:

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.bands) * len(self.lanes)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() or self.week is None else FIRST_DAY + len(self.week.days)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            block = self.block(index) if index.column() >= FIRST_DAY else None
            if index.column() < FIRST_DAY:
                return self._side(index)
            return _(" · ").join(each.title for each in block.bookings) if block else ""
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.AccessibleDescriptionRole):
            return self.words(index)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Vertical or role != Qt.ItemDataRole.DisplayRole:
            return None
        day = self.day(section)
        if day is None:
            return _("Time") if section == BAND else _("Room")
        return day_head(day.day)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if index.column() < FIRST_DAY:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def hours(self, band: str) -> str:
        return hours_of(self.week.days, band) if self.week else ""

    def below(self, column: int) -> str:
        day = self.day(column)
        return below_day(day, self.today) if day else ""


class Grid(QTableView):
    """The week as it is seen; the pane beside it tells in full what a cell can only begin to say."""

    chosen = Signal(object)
    """The `Place` the keyboard is on."""
    opened = Signal(object)
    """Enter or a double click on a `Place`."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.grid = GridModel()
        self.grid.setParent(self)
        self.setAccessibleName(name)
        self.setModel(self.grid)
        self.setItemDelegate(GridCells(self.grid, self))
        self.setHorizontalHeader(DayHead(self.grid, self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.doubleClicked.connect(lambda _index: self._open())
        follow(self, self._measure)

    @property
    def place(self) -> Place | None:
        return self.grid.place(self.currentIndex())

    @property
    def block(self) -> Block | None:
        index = self.currentIndex()
        return self.grid.block(index) if self.grid.place(index) else None

    def show_week(self, week: WeekRow, today: date, at: Place | None = None) -> None:
        """Show these days; the keyboard stays on its place, or goes to `at`, or to today."""
        kept = at or self.place
        self.clearSpans()
        self.grid.show(week, today)
        for row, column, count in self.grid.spans():
            self.setSpan(row, column, count, 1)
        lanes = len(self.grid.lanes)
        for number in range(len(self.grid.bands)):
            if lanes > 1:
                self.setSpan(number * lanes, BAND, lanes, 1)
        self._measure()
        self.choose(kept or Place(today, "", 0))

    def choose(self, place: Place) -> None:
        """Put the keyboard on a place; where it is not in sight, on its day, or else on the first."""
        index = self.grid.index_of(place)
        if not index.isValid() and self.grid.rowCount():
            days = [day.day for day in self.grid.week.days] if self.grid.week else []
            column = days.index(place.day) if place.day in days else 0
            index = self.grid.index(0, FIRST_DAY + column)
        if index == self.currentIndex():
            self.chosen.emit(self.place)
        self.setCurrentIndex(index)

    def bookings_here(self) -> tuple[BookingRow, ...]:
        return self.block.bookings if self.block else ()

    def ring_place(self) -> QRect:
        """The current cell, or the whole grid when there is none."""
        return cell_in_sight(self, self.currentIndex())

    def _open(self) -> None:
        if (place := self.place) is not None:
            self.opened.emit(place)

    def _measure(self) -> None:
        head = self.horizontalHeader()
        head.setFixedHeight(theme.px("row") + theme.space(14))
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows = max(1, self.grid.rowCount())
        least = theme.space(34) if not theme.large else theme.px("row")
        self.verticalHeader().setDefaultSectionSize(max(least, self.viewport().height() // rows))
        self.setMinimumHeight(least * 4 + theme.px("row"))
        self._share_width()
        self.viewport().update()

    def _share_width(self) -> None:
        days = self.grid.columnCount() - FIRST_DAY
        if days < 1:
            return
        band, room = theme.width(64), theme.width(96)
        left = self.viewport().width() - band - room
        self.setColumnWidth(BAND, band)
        self.setColumnWidth(ROOM, room)
        for column in range(days):
            self.setColumnWidth(FIRST_DAY + column, left * (column + 1) // days - left * column // days)

    # Qt asks:

    def currentChanged(self, current: _Index, previous: Any) -> None:
        super().currentChanged(current, previous)
        if current.isValid() and current.column() < FIRST_DAY:
            self.setCurrentIndex(self.grid.index(current.row(), FIRST_DAY))
        elif current.isValid():
            self.chosen.emit(self.place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters are not for finding a cell: groups are found in the field above."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()
        self.scrollTo(self.currentIndex())
