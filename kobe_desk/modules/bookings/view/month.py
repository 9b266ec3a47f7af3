"""The month as a calendar: each day with how much is taken in each band; Enter opens the day."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QFontMetrics, QInputMethodEvent, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from kobe_desk.core.text import _, n_
from kobe_desk.modules.bookings.usecases import DayRow, WeekRow
from kobe_desk.modules.bookings.usecases.events import EventName
from kobe_desk.modules.bookings.usecases.lanes import PROVISIONAL, TAKEN, bands_of, span
from kobe_desk.modules.bookings.view.events import event_words
from kobe_desk.modules.bookings.view.letters import TURNS, Letters
from kobe_desk.modules.bookings.view.painting import draw_closed, draw_event
from kobe_desk.modules.bookings.view.wording import long_day, weekday
from kobe_desk.ui.focus_ring import cell_in_sight
from kobe_desk.ui.theme import follow, theme
from kobe_desk.ui.wrapped import draw_wrapped

DAYS = 7
_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_TOP = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)


class MonthModel(QAbstractTableModel):
    """Weeks down, Monday to Sunday across."""

    def __init__(self) -> None:
        super().__init__()
        self.days: tuple[DayRow, ...] = ()
        self.today = date.min
        self._counts: dict[date, tuple[tuple[str, int], ...]] = {}
        self._events: dict[date, tuple[EventName, ...]] = {}

    def show(self, month: WeekRow, today: date, events: Sequence[EventName] = ()) -> None:
        self.beginResetModel()
        self._events = {
            day.day: named
            for day in month.days
            if (named := tuple(each for each in events if each.start.date() <= day.day <= each.last))
        }
        self.days, self.today = month.days, today
        held = [each for each in month.bookings if each.state in (TAKEN, PROVISIONAL)]
        self._counts = {
            day.day: tuple(
                (band.name, sum(each.start < end and each.end > start for each in held))
                for band in bands_of(day)
                for start, end in (span(day.day, band),)
            )
            for day in month.days
        }
        self.endResetModel()

    @property
    def _offset(self) -> int:
        return self.days[0].day.weekday() if self.days else 0

    def day(self, index: _Index) -> DayRow | None:
        at = index.row() * DAYS + index.column() - self._offset
        return self.days[at] if index.isValid() and 0 <= at < len(self.days) else None

    def index_of(self, day: date) -> QModelIndex:
        if not self.days or not self.days[0].day <= day <= self.days[-1].day:
            return _NOWHERE
        at = (day - self.days[0].day).days + self._offset
        return self.index(at // DAYS, at % DAYS)

    def counts(self, day: date) -> tuple[tuple[str, int], ...]:
        return self._counts.get(day, ())

    @property
    def eventful(self) -> bool:
        """Whether anything is held in this month."""
        return bool(self._events)

    def events(self, day: date) -> tuple[EventName, ...]:
        return self._events.get(day, ())

    def words(self, day: DayRow) -> str:
        """A day as a sentence, for the ear."""
        return _("; ").join([self._booked(day), *map(event_words, self.events(day.day))])

    def _booked(self, day: DayRow) -> str:
        if day.closed is not None:
            return _("{day}: closed ({why})").format(day=long_day(day.day), why=day.closed)
        told = [
            n_("{band} {count} booking", "{band} {count} bookings", count).format(band=band, count=count)
            for band, count in self.counts(day.day)
        ]
        return _("{day}: {bookings}").format(day=long_day(day.day), bookings=_(" · ").join(told))

    # Qt asks:

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() or not self.days else -(-(len(self.days) + self._offset) // DAYS)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else DAYS

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        day = self.day(index)
        if day is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return str(day.day.day)
        return self.words(day) if role == Qt.ItemDataRole.AccessibleTextRole else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return weekday(date(2024, 1, 1) + timedelta(section))  # a Monday
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if self.day(index) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


def folded(words: Sequence[str], metrics: QFontMetrics, width: int) -> list[str]:
    """As many words in a line as there is room for; none is torn apart."""
    lines: list[str] = []
    for word in words:
        longer = _(" · ").join((lines[-1], word)) if lines else ""
        if lines and metrics.horizontalAdvance(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


class _Days(QStyledItemDelegate):
    """Draws a day: its date, why it is special, and the count of each band."""

    def __init__(self, model: MonthModel, parent: QTableView) -> None:
        super().__init__(parent)
        self._month = model

    def _words(self, painter: QPainter, rect: QRect, day: DayRow) -> None:
        holiday = day.holiday is not None or day.day.weekday() == 6
        painter.setFont(theme.font("lead", bold=True))
        painter.setPen(theme.colour("error" if holiday else "ink"))
        painter.drawText(rect, _TOP, str(day.day.day))
        right = rect.adjusted(painter.fontMetrics().horizontalAdvance("30 "), 0, 0, 0)
        painter.setFont(theme.font())
        metrics = painter.fontMetrics()
        mark = _("closed") if day.closed is not None else day.holiday or ""
        below = rect.adjusted(0, metrics.height() + theme.space(8), 0, 0)
        whole = metrics.horizontalAdvance(mark) <= right.width()
        place = right if whole else below
        painter.drawText(place, _TOP, metrics.elidedText(mark, Qt.TextElideMode.ElideRight, place.width()))
        if day.closed is not None:
            return
        painter.setPen(theme.colour("ink"))
        if not whole:
            below.adjust(0, metrics.height(), 0, 0)
        counts = [f"{band} {count}" for band, count in self._month.counts(day.day) if count]
        draw_wrapped(painter, below, "\n".join(folded(counts, metrics, below.width())))

    def _place_of_events(self, rect: QRect, day: DayRow) -> QRect:
        """Beside the date; at the foot in large type, and of a day that says there why it is special."""
        height = QFontMetrics(theme.font()).height() + theme.space(8)
        if day.closed is not None or day.holiday:
            return QRect(
                rect.left() + theme.space(4), rect.bottom() - height - 1, rect.width() - theme.space(8), height
            )
        beside = theme.space(8) + QFontMetrics(theme.font("lead", bold=True)).horizontalAdvance("30 ")
        return QRect(rect.left() + beside, rect.top() + theme.space(4), rect.width() - beside - theme.space(2), height)

    # Qt asks:

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        day = self._month.day(index)
        rect: QRect = option.rect
        painter.save()
        if day is None:
            painter.fillRect(rect, theme.colour("page"))
            painter.restore()
            return
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(rect, theme.colour("accent_soft" if chosen else "surface"))
        if day.closed is not None:
            draw_closed(painter, rect.adjusted(0, theme.px("row"), 0, 0))
        self._words(painter, rect.adjusted(theme.space(8), theme.space(6), -theme.space(4), -2), day)
        if events := self._month.events(day.day):
            draw_event(painter, self._place_of_events(rect, day), _(" · ").join(each.title for each in events))
        painter.setPen(theme.colour("accent" if day.day == self._month.today else "line"))
        painter.drawRect(rect.adjusted(0, 0, -1, -1))
        painter.restore()


class MonthGrid(QTableView):
    """A month to look over. Letters look for a group, as in the week."""

    opened = Signal(object)
    """Enter or a double click on a day."""
    typed = Signal(str)
    turned = Signal(int)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._letters = Letters(self.typed.emit)
        self.days = MonthModel()
        self.days.setParent(self)
        self.setModel(self.days)
        self.setAccessibleName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
        self.setItemDelegate(_Days(self.days, self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        head = self.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        head.setSectionsClickable(False)
        head.setHighlightSections(False)
        self.doubleClicked.connect(lambda _index: self._open())
        follow(self, self._measure)

    @property
    def day(self) -> date | None:
        row = self.days.day(self.currentIndex())
        return row.day if row else None

    def show_month(self, month: WeekRow, today: date, events: Sequence[EventName] = ()) -> None:
        kept = self.day
        self.days.show(month, today, events)
        self._measure()
        first = month.days[0].day
        index = self.days.index_of(kept or today)
        self.setCurrentIndex(index if index.isValid() else self.days.index_of(first))
        self.scrollTo(self.currentIndex())

    def choose(self, day: date) -> None:
        """Put the keyboard on a day that is in sight."""
        index = self.days.index_of(day)
        if index.isValid():
            self.setCurrentIndex(index)

    def ring_place(self) -> QRect:
        """The current day, or the whole calendar when there is none."""
        return cell_in_sight(self, self.currentIndex())

    def _open(self) -> None:
        if (day := self.day) is not None:
            self.opened.emit(day)

    def _measure(self) -> None:
        self.horizontalHeader().setFixedHeight(theme.px("row"))
        rows = max(1, self.days.rowCount())
        self.verticalHeader().setDefaultSectionSize(max(self._least(), self.viewport().height() // rows))
        self.setMinimumHeight(6 * theme.px("row"))
        self.viewport().update()

    def _least(self) -> int:
        """A row has room for the date, a holiday's name and every band, also in large type."""
        if not theme.large:
            return 2 * theme.px("row")
        return 3 * theme.px("row") + theme.space(12) + (theme.px("row") if self.days.eventful else 0)

    # Qt asks:

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open()
        elif event.key() in TURNS:
            self.turned.emit(TURNS[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        self._letters.add(search)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        if event.commitString():
            self._letters.add(event.commitString())
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()
        self.scrollTo(self.currentIndex())
