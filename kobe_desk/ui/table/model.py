"""The one table model: rows given at once, or fetched page by page so that 100,000 of them cost no memory."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal

from kobe_desk.core.text import _
from kobe_desk.ui.table.column import Column

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex
Fetch = Callable[[int, int, Callable[[Sequence[R]], object]], object]
"""`fetch(offset, limit, then)` asks for rows; `then(rows)` may come at once or later."""
Locate = Callable[[Any, Callable[[int | None], object]], object]
"""`locate(key, then)` asks at which place the row of a key now is; `then(None)` when it is gone."""

PAGE = 100
KEPT_PAGES = 30
ASKED_AT_ONCE = 4

ROW_ROLE = int(Qt.ItemDataRole.UserRole)
MEANING_ROLE = ROW_ROLE + 1
ICON_ROLE = ROW_ROLE + 2
BOLD_ROLE = ROW_ROLE + 3
WRAPS_ROLE = ROW_ROLE + 4
UNDER_ROLE = ROW_ROLE + 5


class TableModel(QAbstractTableModel, Generic[R]):
    """Rows under `columns`; `key` tells one row from another across refreshes."""

    fetched = Signal()
    """A page of rows has arrived."""

    def __init__(self, columns: Sequence[Column[R]], key: Callable[[R], Any] = lambda row: row.id) -> None:  # type: ignore[attr-defined]
        super().__init__()
        self.columns = tuple(columns)
        self.key = key
        self.locate: Locate | None = None
        self._count = 0
        self._pages: OrderedDict[int, Sequence[R]] = OrderedDict()
        self._fetch: Fetch[R] | None = None
        self._round = 0
        self._wanted: list[int] = []
        self._asked: set[int] = set()
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._ask)

    def use(self, columns: Sequence[Column[R]]) -> None:
        """Show other columns of the same rows."""
        self.beginResetModel()
        self.columns = tuple(columns)
        self.endResetModel()

    def show(self, rows: Sequence[R]) -> None:
        """Show these rows, all of them at once: for lists of some thousands at most."""
        self.beginResetModel()
        self._begin(len(rows), None, None)
        self._pages = OrderedDict({number: rows[number * PAGE :][:PAGE] for number in range(-(-len(rows) // PAGE))})
        self.endResetModel()

    def show_pages(self, count: int, fetch: Fetch[R], locate: Locate | None = None) -> None:
        """Show `count` rows that are fetched when they come into sight."""
        self.beginResetModel()
        self._begin(count, fetch, locate)
        self.endResetModel()
        if count:
            self._want(0)
            self._ask()

    @property
    def paged(self) -> bool:
        return self._fetch is not None

    def row_at(self, place: int) -> R | None:
        """The row at a place; None if there is none, or while it is being fetched."""
        if not 0 <= place < self._count:
            return None
        number, within = divmod(place, PAGE)
        if number not in self._pages:
            self._want(number)
            return None
        if self._fetch is not None:
            self._pages.move_to_end(number)
        rows = self._pages[number]
        return rows[within] if within < len(rows) else None

    def place_of(self, key: Any) -> int | None:
        """Where the row of a key is, as far as rows are at hand."""
        for number, rows in self._pages.items():
            for within, row in enumerate(rows):
                if self.key(row) == key:
                    return number * PAGE + within
        return None

    def _begin(self, count: int, fetch: Fetch[R] | None, locate: Locate | None) -> None:
        self._round += 1
        self._count, self._fetch, self.locate = count, fetch, locate
        self._pages = OrderedDict()
        self._wanted, self._asked = [], set()

    def _want(self, number: int) -> None:
        if self._fetch is None or number in self._asked:
            return
        if number in self._wanted:
            self._wanted.remove(number)
        self._wanted.append(number)
        self._soon.start()

    def _ask(self) -> None:
        """Fetch what was looked at last; places rushed past are asked for again if somebody comes back."""
        wanted, self._wanted = self._wanted[-ASKED_AT_ONCE:], []
        for number in wanted:
            self._asked.add(number)
            if self._fetch is not None:
                self._fetch(number * PAGE, PAGE, partial(self._arrived, self._round, number))

    def _arrived(self, asked_in: int, number: int, rows: Sequence[R]) -> None:
        if asked_in != self._round:
            return
        self._asked.discard(number)
        self._pages[number] = rows
        while len(self._pages) > KEPT_PAGES:
            self._pages.popitem(last=False)
        last = min((number + 1) * PAGE, self._count) - 1
        self.dataChanged.emit(self.index(number * PAGE, 0), self.index(last, len(self.columns) - 1))
        self.fetched.emit()

    # Qt asks:

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else self._count

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        column = self.columns[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _side(column)
        row = self.row_at(index.row())
        return None if row is None else _cell(column, row, role)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return _(self.columns[section].title)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _side(self.columns[section])
        return None


def _side(column: Column[R]) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


def _cell(column: Column[R], row: R, role: int) -> Any:
    if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
        return column.text(row)
    if role == ROW_ROLE:
        return row
    if role == MEANING_ROLE:
        return column.meaning(row) if column.meaning else ""
    if role == ICON_ROLE:
        return column.icon(row) if column.icon else ""
    if role == BOLD_ROLE:
        return column.bold
    if role == WRAPS_ROLE:
        return column.wraps
    if role == UNDER_ROLE:
        return column.under(row) if column.under else ""
    return None
