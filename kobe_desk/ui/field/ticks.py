"""Several of a few, all of them in sight: check boxes side by side that wrap."""

from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from kobe_desk.ui.field.check import CheckBox
from kobe_desk.ui.flow import Flow


class Ticks(QWidget):
    """A control of a form: its value is a tuple of what is ticked; nothing ticked means that it does not matter."""

    edited = Signal()

    def __init__(self, options: Sequence[tuple[Any, str]] = ()) -> None:
        super().__init__()
        self.boxes: dict[Any, CheckBox] = {}
        self._row = Flow(gap=14)
        self.setLayout(self._row)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.offer(options)

    def offer(self, options: Sequence[tuple[Any, str]]) -> None:
        """Replace the boxes; what is ticked stays ticked where it is still offered."""
        kept = self.value()
        self._row.empty()
        self.boxes = {value: CheckBox(words) for value, words in options}
        for box in self.boxes.values():
            box.edited.connect(self.edited)
            self._row.add(box)
        self.set_value(kept)

    def value(self) -> tuple[Any, ...]:
        return tuple(value for value, box in self.boxes.items() if box.isChecked())

    def set_value(self, value: Iterable[Any] | None) -> None:
        ticked = tuple(value or ())
        for each, box in self.boxes.items():
            box.setChecked(each in ticked)

    def parts(self) -> tuple[tuple[str, QWidget], ...]:
        return tuple((box.text(), box) for box in self.boxes.values())
