"""The counts of an import: each is also a filter of the list below them, and together they are all rows."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from kobe_desk.core.text import _
from kobe_desk.ui.flow import Flow
from kobe_desk.ui.layout import Column
from kobe_desk.ui.theme import follow, theme, tokens


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of row: how it is called, its icon and the colour of the icon."""

    name: str
    words: str
    icon: str
    ink: str


class CountButton(QAbstractButton):
    """Icon, word and figure; the chosen one has an accent edge, a soft ground and bold words."""

    def __init__(self, kind: Kind) -> None:
        super().__init__()
        self._kind, self._count = kind, 0
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_count(0)
        follow(self, self._dress)

    @property
    def count(self) -> int:
        return self._count

    def show_count(self, count: int) -> None:
        self._count = count
        self.setText(_(self._kind.words))
        rows = _("{kind}: {count} rows").format(kind=_(self._kind.words), count=f"{count:,}")
        self.setAccessibleName(rows)
        self._dress()

    def _dress(self) -> None:
        self.setFont(theme.font())
        self.updateGeometry()
        self.update()

    # Qt asks:

    def sizeHint(self) -> QSize:
        bold = theme.metrics.text("body")
        words = self.fontMetrics().horizontalAdvance(_(self._kind.words)) * 1.08
        figure = len(f"{self._count:,}") * theme.metrics.text("title") * 0.8
        width = round(words + figure) + theme.metrics.icon("state") + theme.space(54)
        return QSize(max(width, theme.width(196)), max(theme.px("control"), bold + theme.space(22)))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self.isChecked()
        edge = max(theme.edge(), 3 if on else 1)
        painter.setPen(QPen(theme.colour("accent" if on else "border"), edge))
        painter.setBrush(theme.colour("accent_soft" if on or self.underMouse() else "surface"))
        inset = edge / 2
        radius = tokens().radius["card"]
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), radius, radius)
        side, left = theme.metrics.icon("state"), theme.space(14)
        drawn = theme.pixmap(self._kind.icon, self._kind.ink, "state")
        painter.drawPixmap(left, (self.height() - side) // 2, drawn)
        room = QRect(left + side + theme.space(10), 0, self.width() - left - side - theme.space(24), self.height())
        painter.setPen(theme.colour("ink"))
        painter.setFont(theme.font(bold=on))
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), _(self._kind.words))
        painter.setFont(theme.font("title", bold=True))
        end = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
        painter.drawText(room, end, f"{self._count:,}")


class Counts(QWidget):
    """The buttons in a row; one of them is chosen."""

    chosen = Signal(str)

    def __init__(self, kinds: Sequence[Kind]) -> None:
        super().__init__()
        self.buttons = {kind.name: CountButton(kind) for kind in kinds}
        column = Column(gap=0)
        column.addLayout(Flow(*self.buttons.values(), gap=10, lines="item"))
        self.setLayout(column)
        for name, button in self.buttons.items():
            button.clicked.connect(lambda _on, name=name: self._choose(name))

    @property
    def current(self) -> str:
        return next((name for name, button in self.buttons.items() if button.isChecked()), "")

    def show_counts(self, counts: dict[str, int]) -> None:
        for name, count in counts.items():
            self.buttons[name].show_count(count)

    def mark(self, name: str) -> None:
        for each, button in self.buttons.items():
            button.setChecked(each == name)

    def _choose(self, name: str) -> None:
        self.mark(name)
        self.chosen.emit(name)
