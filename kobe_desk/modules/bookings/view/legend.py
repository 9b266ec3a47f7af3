"""What the grid's patterns mean, always below it."""

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kobe_desk.core.text import N_, _
from kobe_desk.modules.bookings.view.painting import draw_closed, draw_taken
from kobe_desk.ui.layout import STRETCH, Row
from kobe_desk.ui.notice import Picture
from kobe_desk.ui.text import Label
from kobe_desk.ui.theme import follow, theme

TAKEN, LOWERED, MAYBE, CLOSED = "taken", "lowered", "maybe", "closed"
_SIGNS = (
    (TAKEN, N_("Firm, ordinary")),
    (LOWERED, N_("Firm, reduced fee")),
    (MAYBE, N_("Provisional")),
    (CLOSED, N_("Closed days")),
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
        else:
            draw_taken(painter, rect, "", maybe=self._kind == MAYBE, reduced=self._kind == LOWERED)


class Legend(QWidget):
    """確定・仮予約・休館・くり返し."""

    def __init__(self) -> None:
        super().__init__()
        parts: list[QWidget] = []
        for kind, words in _SIGNS:
            parts += [Sign(kind), Label(_(words))]
        parts += [Picture("repeat", "ink", "chip"), Label(_("Repeats"))]
        self.setLayout(Row(*parts, STRETCH, gap=10))
