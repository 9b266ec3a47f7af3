"""The three cards of a check: a large outline for each meaning, the answer in a few characters, a sentence."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from kobe_desk.app.verifying.answers import Answer
from kobe_desk.ui.layout import STRETCH, Column, Panel, Row, Rule
from kobe_desk.ui.text import Label, Paragraph
from kobe_desk.ui.theme import follow, theme

_SIDE = 72


class Outline(QWidget):
    """A circle (ok), triangle (warn) or octagon (error): told apart in grey and on paper."""

    def __init__(self, meaning: str) -> None:
        super().__init__()
        self._meaning = meaning
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        follow(self, lambda: self.setFixedSize(theme.space(_SIDE), theme.space(_SIDE)))

    def _corners(self, box: QRectF) -> QPolygonF:
        if self._meaning == "warn":
            return QPolygonF([QPointF(box.center().x(), box.top()), box.bottomRight(), box.bottomLeft()])
        cut = box.width() * 0.29
        left, right, top, bottom = box.left(), box.right(), box.top(), box.bottom()
        return QPolygonF(
            [
                QPointF(left + cut, top),
                QPointF(right - cut, top),
                QPointF(right, top + cut),
                QPointF(right, bottom - cut),
                QPointF(right - cut, bottom),
                QPointF(left + cut, bottom),
                QPointF(left, bottom - cut),
                QPointF(left, top + cut),
            ]
        )

    # Qt asks:

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(theme.colour(self._meaning), 4)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(theme.colour(f"{self._meaning}_soft"))
        box = QRectF(self.rect()).adjusted(3, 3, -3, -3)
        if self._meaning == "ok":
            painter.drawEllipse(box)
            side = theme.metrics.icon(36)
            middle = (self.width() - side) // 2
            painter.drawPixmap(middle, middle, theme.pixmap("check", "ok", 36))
            return
        painter.drawPolygon(self._corners(box))
        painter.setFont(theme.font("figure", bold=True))
        place = self.rect().adjusted(0, theme.space(10) if self._meaning == "warn" else 0, 0, 0)
        painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), "!" if self._meaning == "warn" else "×")


class AnswerPanel(Panel):
    """One of the three answers."""

    def __init__(self, number: int, answer: Answer) -> None:
        self.answer = Paragraph(answer.answer, "title", bold=True, narrow=True, ink=answer.meaning)
        words = Column(Label(f"{number}  {answer.question}", ink="muted"), self.answer, STRETCH, gap="tight")
        head = Row(gap=16)
        head.addWidget(Outline(answer.meaning), 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        super().__init__(
            Column(head, Rule(), Paragraph(answer.text, narrow=True), STRETCH, gap="item", around=(20, 18, 20, 18)),
            box="card",
        )
