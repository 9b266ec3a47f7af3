"""The twelve months of a fiscal year, and in each line when one programme takes applications."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from kobe_desk.core.text import _
from kobe_desk.ui.theme import follow, theme

MONTHS = 12
_NAME, _LINE, _HEAD = 240, 30, 26
"""Pixels at 12 pt: the width of the names, the height of a line and of the months above."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A window of one programme; without a first day only its end is known. A `guide` is taken from an earlier year."""

    title: str
    opens: date | None
    closes: date
    guide: bool


class YearChart(QWidget):
    """Begins with the month of today, so that what is past does not stand first. The words below say the same."""

    def __init__(self) -> None:
        super().__init__()
        self._bars: tuple[Bar, ...] = ()
        self._today = date.min
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        follow(self, self._dress)

    @property
    def bars(self) -> tuple[Bar, ...]:
        return self._bars

    def show_bars(self, bars: Sequence[Bar], today: date) -> None:
        """Show what closes within a year from the first of this month on."""
        self._today = today
        self._bars = tuple(each for each in bars if each.closes < _after(self.first, MONTHS))
        self.setVisible(bool(self._bars))
        self.setAccessibleName(_("A year of application windows; the list below says the same in words"))
        self._dress()

    @property
    def first(self) -> date:
        """The first day of the chart."""
        return self._today.replace(day=1)

    def place(self, day: date) -> float:
        """Where a day lies in the chart: 0 its first day, 1 a year later; what lies outside is cut off."""
        whole = (_after(self.first, MONTHS) - self.first).days
        return min(max((day - self.first).days / whole, 0.0), 1.0)

    def _dress(self) -> None:
        self.setFont(theme.font())
        lines = theme.space(_HEAD) + len(self._bars) * theme.space(_LINE)
        self.setFixedHeight(lines + theme.space(6))
        self.update()

    # Qt asks:

    def sizeHint(self) -> QSize:
        return QSize(theme.width(_NAME) * 3, self.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = self._area()
        self._draw_months(painter, area)
        for number, bar in enumerate(self._bars):
            top = theme.space(_HEAD) + number * theme.space(_LINE)
            self._draw_name(painter, bar, top)
            self._draw_bar(painter, bar, area, top)
        self._draw_today(painter, area)

    def _area(self) -> QRect:
        left = min(theme.width(_NAME), self.width() // 3)
        return QRect(left, 0, self.width() - left - 1, self.height())

    def _draw_months(self, painter: QPainter, area: QRect) -> None:
        for number in range(MONTHS):
            day = _after(self.first, number)
            left = area.left() + round(area.width() * self.place(day))
            right = area.left() + round(area.width() * self.place(_after(day, 1)))
            painter.setPen(QPen(theme.colour("line"), 1))
            painter.drawLine(left, 0, left, self.height())
            painter.setPen(theme.colour("muted"))
            month = QRect(left, 0, right - left, theme.space(_HEAD))
            painter.drawText(month, int(Qt.AlignmentFlag.AlignCenter), str(day.month))
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawLine(0, theme.space(_HEAD), self.width(), theme.space(_HEAD))

    def _draw_name(self, painter: QPainter, bar: Bar, top: int) -> None:
        room = QRect(0, top, self._area().left() - theme.space(10), theme.space(_LINE))
        words = self.fontMetrics().elidedText(bar.title, Qt.TextElideMode.ElideRight, room.width())
        painter.setPen(theme.colour("ink"))
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), words)

    def _draw_bar(self, painter: QPainter, bar: Bar, area: QRect, top: int) -> None:
        """Fixed days are filled, days of an earlier year have an open ground and a dashed edge."""
        start = self.place(bar.opens) if bar.opens is not None else self.place(bar.closes)
        left = area.left() + area.width() * start
        right = area.left() + area.width() * self.place(bar.closes + timedelta(1))
        height = theme.space(_LINE) * 0.5
        box = QRectF(left, top + (theme.space(_LINE) - height) / 2, max(right - left, height * 0.6), height)
        style = Qt.PenStyle.DashLine if bar.guide else Qt.PenStyle.SolidLine
        painter.setPen(QPen(theme.colour("accent"), max(theme.edge(), 1.5), style))
        painter.setBrush(theme.colour("accent_soft" if bar.guide else "accent"))
        painter.drawRoundedRect(box, 3, 3)

    def _draw_today(self, painter: QPainter, area: QRect) -> None:
        at = area.left() + round(area.width() * self.place(self._today))
        painter.setPen(QPen(theme.colour("ink"), 2))
        painter.drawLine(at, theme.space(_HEAD) - theme.space(5), at, self.height())


def _after(day: date, months: int) -> date:
    """The first of the month so many months later."""
    at = day.month - 1 + months
    return date(day.year + at // MONTHS, at % MONTHS + 1, 1)
