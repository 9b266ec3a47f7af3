"""One of a few, all of them in sight: radio cards that show the choice by edge, ground, weight and shape."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QRadioButton, QSizePolicy, QWidget

from kobe_desk.ui.theme import follow, theme, tokens
from kobe_desk.ui.wrapped import draw_wrapped, wrapped_height


@dataclass(frozen=True, slots=True)
class Option:
    """One card: what it stands for, its words, a sentence below them, and a fact at the right."""

    value: Any
    title: str
    text: str = ""
    fact: str = ""


class RadioCard(QRadioButton):
    """A card to pick: when picked, a thick accent edge, a ground, bold words and `circle-dot`."""

    def __init__(self, option: Option) -> None:
        super().__init__(option.title.replace("&", "&&"))
        self.option = option
        if option.text or option.fact:
            self.setAccessibleDescription(" ".join(each for each in (option.text, option.fact) if each))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        follow(self, self._dress)

    def _dress(self) -> None:
        self.setFont(theme.font())
        self.updateGeometry()
        self.update()

    def _indent(self) -> int:
        return theme.space(16) + theme.metrics.icon("state") + theme.space(12)

    def _below(self) -> str:
        """What stands under the title: the sentence, and from 16 pt on the fact, which else stands at the right."""
        parts = (self.option.text, self.option.fact if theme.large else "")
        return "\n".join(each for each in parts if each)

    def _text_height(self, width: int) -> int:
        room = width - self._indent() - theme.space(14) - self._fact_width()
        text = wrapped_height(self._below(), self.font(), room)
        return self._title_height(room) + (text + theme.space(7) if text else 0)

    def _title_height(self, room: int) -> int:
        return wrapped_height(self.option.title, theme.font(bold=True), room)

    def _fact_width(self) -> int:
        if theme.large or not self.option.fact:
            return 0
        return self.fontMetrics().horizontalAdvance(self.option.fact) + theme.space("group")

    # Qt asks:

    def sizeHint(self) -> QSize:
        measure = self.fontMetrics().horizontalAdvance
        longest = max(measure(self.option.title) * 1.06 + measure(self.option.fact) + 24, measure(self.option.text))
        width = min(int(longest) + self._indent() + theme.space(18), theme.width(680))
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.width(170), theme.px("control"))

    def heightForWidth(self, width: int) -> int:
        return max(theme.px("control"), self._text_height(width) + 2 * theme.space(12))

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        picked, off = self.isChecked(), "" if self.isEnabled() else "disabled"
        self._paint_ground(painter, picked)
        side = theme.metrics.icon("state")
        ink = off or ("accent" if picked else "muted")
        sign = theme.pixmap("circle-dot" if picked else "circle", ink, "state")
        painter.drawPixmap(theme.space(16), (self.height() - side) // 2, sign)
        room = self.rect().adjusted(self._indent(), 0, -theme.space(14) - self._fact_width(), 0)
        room.moveTop((self.height() - self._text_height(self.width())) // 2)
        painter.setFont(theme.font(bold=picked or bool(self._below())))
        painter.setPen(theme.colour(off or "ink"))
        draw_wrapped(painter, room, self.option.title)
        painter.setFont(theme.font())
        painter.setPen(theme.colour(off or "muted"))
        below = room.adjusted(0, self._title_height(room.width()) + theme.space(7), 0, 0)
        draw_wrapped(painter, below, self._below())
        if theme.large:
            return
        middle = self.rect().adjusted(0, 0, -theme.space(18), 0)
        painter.drawText(middle, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), self.option.fact)

    def _paint_ground(self, painter: QPainter, picked: bool) -> None:
        edge = theme.metrics.edges["picked_px"] if picked and self.isEnabled() else theme.edge()
        if self.isEnabled():
            painter.setPen(QPen(theme.colour("accent" if picked else "border"), edge))
            painter.setBrush(theme.colour("accent_soft" if picked or self.underMouse() else "surface"))
        else:
            painter.setPen(QPen(theme.colour("border"), edge, Qt.PenStyle.DashLine))
            painter.setBrush(theme.colour("sunken"))
        radius, half = tokens().radius["control"], edge / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), radius, radius)


class Choice(QWidget):
    """A set of radio cards in one or more columns. Arrows move within it; Tab enters and leaves it."""

    edited = Signal()

    def __init__(self, options: Sequence[Option] = (), columns: int = 1) -> None:
        super().__init__()
        self._columns = columns
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._cards: list[RadioCard] = []
        self._group = QButtonGroup(self)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._group.buttonClicked.connect(lambda _card: self.edited.emit())
        follow(self, self._measure)
        self.offer(options)

    @property
    def cards(self) -> tuple[RadioCard, ...]:
        return tuple(self._cards)

    def offer(self, options: Sequence[Option]) -> None:
        """Replace the cards; the choice stays if it is still among them, and the same cards stay with the focus."""
        if [card.option for card in self._cards] == list(options):
            return
        kept = self.value()
        for card in self._cards:
            self._group.removeButton(card)
            card.hide()
            card.setParent(None)
            card.deleteLater()
        self._cards = [RadioCard(option) for option in options]
        for card in self._cards:
            self._group.addButton(card)
        self._arrange()
        self.set_value(kept)

    def value(self) -> Any:
        """The value of the picked card; None when none is."""
        return next((card.option.value for card in self._cards if card.isChecked()), None)

    def set_value(self, value: Any) -> None:
        self._group.setExclusive(False)
        for card in self._cards:
            card.setChecked(value is not None and card.option.value == value)
        self._group.setExclusive(True)

    def parts(self) -> tuple[tuple[str, QWidget], ...]:
        return tuple((card.option.title, card) for card in self._cards)

    def _measure(self) -> None:
        self._grid.setSpacing(theme.space("item"))
        self._arrange()

    def _arrange(self) -> None:
        columns = max(1, self._columns // 2) if theme.large else self._columns
        for at, card in enumerate(self._cards):
            self._grid.addWidget(card, at // columns, at % columns)
        for column in range(self._columns):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
