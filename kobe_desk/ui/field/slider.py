"""Moved to and fro: through a few values in their order, or along an amount that can also be typed."""

from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QSlider, QWidget

from kobe_desk.core.errors import UserError
from kobe_desk.core.text import _
from kobe_desk.ui.field.edit import MoneyField
from kobe_desk.ui.layout import STRETCH, FoldingRow, Row
from kobe_desk.ui.text import Label
from kobe_desk.ui.theme import follow, theme


class Slide(QSlider):
    """Arrows move by one, Page Up and Down by more, Home and End to the ends; the wheel scrolls the page."""

    def __init__(self, width: int) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        follow(self, lambda: self.setFixedSize(theme.width(width), theme.px("control")))

    # Qt asks:

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class Steps(QWidget):
    """A control of a form: one of (value, words) in their order; the words of the present one stand beside it."""

    edited = Signal()

    def __init__(self, options: Sequence[tuple[Any, str]] = (), width: int = 320) -> None:
        super().__init__()
        self._options: tuple[tuple[Any, str], ...] = ()
        self.slide = Slide(width)
        self._words = Label("", bold=True)
        self.slide.valueChanged.connect(self._moved)
        self.setLayout(FoldingRow(Row(self.slide, STRETCH), self._words, STRETCH))
        self.offer(options)

    def offer(self, options: Sequence[tuple[Any, str]]) -> None:
        """Replace the values; the choice stays where it is still offered."""
        kept = self.value()
        self._options = tuple(options)
        self.slide.setRange(0, max(0, len(self._options) - 1))
        self.slide.setPageStep(3)
        self.set_value(kept)

    def value(self) -> Any:
        return self._options[self.slide.value()][0] if self._options else None

    def set_value(self, value: Any) -> None:
        place = next((at for at, each in enumerate(self._options) if each[0] == value), 0)
        before = self.slide.blockSignals(True)
        self.slide.setValue(place)
        self.slide.blockSignals(before)
        self._say()

    def parts(self) -> tuple[tuple[str, QWidget], ...]:
        return (("", self.slide),)

    def _moved(self, _place: int) -> None:
        self._say()
        self.edited.emit()

    def _say(self) -> None:
        words = self._options[self.slide.value()][1] if self._options else ""
        self._words.setText(words)
        self.slide.setToolTip(words)


class MoneySlide(QWidget):
    """A control of a form: an amount in yen, slid in steps or typed; empty is no amount at all."""

    edited = Signal()

    def __init__(self, width: int = 320) -> None:
        super().__init__()
        self._step = 1
        self.slide, self.field = Slide(width), MoneyField()
        self.slide.valueChanged.connect(self._slid)
        self.field.edited.connect(self._typed)
        self.setLayout(FoldingRow(Row(self.slide, STRETCH), Row(self.field, Label(_("yen"))), STRETCH))

    def reach(self, most: int, step: int) -> None:
        """How far it can be slid, and by how much at a time; more can be typed."""
        self._step = step
        before = self.slide.blockSignals(True)
        self.slide.setRange(0, -(-most // step))
        self.slide.setPageStep(max(1, self.slide.maximum() // 10))
        self.slide.blockSignals(before)

    def value(self) -> int | None:
        return self.field.value()

    def set_value(self, value: int | None) -> None:
        self.field.set_value(value)
        self._follow(value)

    def parts(self) -> tuple[tuple[str, QWidget], ...]:
        return ((_("by sliding"), self.slide), (_("typed"), self.field))

    def _slid(self, place: int) -> None:
        self.field.set_value(place * self._step)
        self.edited.emit()

    def _typed(self) -> None:
        with suppress(UserError):  # it is said at the field; the slider waits
            self._follow(self.field.value())
        self.edited.emit()

    def _follow(self, value: int | None) -> None:
        before = self.slide.blockSignals(True)
        self.slide.setValue(self.slide.maximum() if value is None else value // self._step)
        self.slide.blockSignals(before)
