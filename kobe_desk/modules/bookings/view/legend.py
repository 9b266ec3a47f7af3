"""What the grid's patterns mean, always below it."""

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kobe_desk.core.text import N_, _
from kobe_desk.modules.bookings.view.painting import draw_closed, draw_event, draw_taken
from kobe_desk.ui.flow import Flow
from kobe_desk.ui.layout import Row
from kobe_desk.ui.notice import Picture
from kobe_desk.ui.text import Label
from kobe_desk.ui.theme import follow, theme

TAKEN, LOWERED, MAYBE, CLOSED, EVENT = "taken", "lowered", "maybe", "closed", "event"
_SIGNS = (
    (TAKEN, N_("Firm, ordinary")),
    (LOWERED, N_("Firm, reduced fee")),
    (MAYBE, N_("Provisional")),
    (CLOSED, N_("Closed days")),
    (EVENT, N_("Event of the association")),
)


class Sign(QWidget):
    """A small piece of the grid."""

    def __init__(self, kind: str) -> None:
        super().__init__()
        self._kind = kind
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        follow(self, self.updateGeometry)

    # Qt asks:

    def sizeHint(self) -> QSize:
        return QSize(theme.space(44), theme.space(26))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRect(0, 0, self.width(), self.height())
        if self._kind == CLOSED:
            draw_closed(painter, rect.adjusted(2, 2, -2, -2))
        elif self._kind == EVENT:
            draw_event(painter, rect, "")
        else:
            draw_taken(painter, rect, "", maybe=self._kind == MAYBE, reduced=self._kind == LOWERED)


class Legend(QWidget):
    """確定・仮予約・休館・くり返し."""

    def __init__(self) -> None:
        super().__init__()
        signs: list[tuple[QWidget, str]] = [(Sign(kind), words) for kind, words in _SIGNS]
        signs.append((Picture("repeat", "ink", "chip"), N_("Repeats")))
        self.setLayout(Flow(*(self._told(sign, words) for sign, words in signs), gap=10))

    def _told(self, sign: QWidget, words: str) -> QWidget:
        holder = QWidget()
        holder.setLayout(Row(sign, Label(_(words)), gap=10))
        return holder
