"""One back, to the present one, one on: the way through days and months."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kobe_desk.core.text import _
from kobe_desk.ui.button import secondary
from kobe_desk.ui.flow import Flow
from kobe_desk.ui.layout import Row
from kobe_desk.ui.text import Label


class Moves(QWidget):
    """Three buttons with their names for the ear, and what is in sight in words."""

    moved = Signal(int)
    """-1, +1, or 0 for the present one."""

    def __init__(self, before: str, present: str, after: str, name: str) -> None:
        super().__init__()
        self.words = Label("", "lead")
        self.before = secondary(_("Before"), "chevron-left", name=before)
        self.now = secondary(present, name=name)
        self.after = secondary(_("After"), "chevron-right", after=True, name=after)
        for button, by in ((self.before, -1), (self.now, 0), (self.after, 1)):
            button.clicked.connect(lambda _on=False, by=by: self.moved.emit(by))
        boxes = (QWidget(), QWidget())
        boxes[0].setLayout(Row(self.before, self.now, self.after, gap=8))
        boxes[1].setLayout(Row(self.words))
        self.setLayout(Flow(*boxes, gap=18))
