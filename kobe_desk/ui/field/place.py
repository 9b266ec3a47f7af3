"""A place on a disk, shown in words where it has some; its path can be typed, pasted, or chosen in a window."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from kobe_desk.core.text import _
from kobe_desk.core.whereabouts import spoken, understood
from kobe_desk.ui.button import secondary
from kobe_desk.ui.field import TextField
from kobe_desk.ui.layout import STRETCH, Column, FoldingRow, Row


class PlaceField(QWidget):
    """A folder, or with `files` (such as "*.pdf *.zip") an existing file. Its value is a path, or None."""

    edited = Signal()

    def __init__(self, *, files: str = "", width: int = 440, words: str = "", stacked: bool = False) -> None:
        super().__init__()
        self._files = files
        self.text = TextField(width)
        self.choose = secondary(words or (_("Choose a file") if files else _("Choose a folder")), "folder-open")
        one_below = Column(self.text, Row(self.choose, STRETCH), gap="item")
        self.setLayout(one_below if stacked else FoldingRow(self.text, self.choose, STRETCH, gap="item"))
        self.text.edited.connect(self.edited)
        self.choose.clicked.connect(self._choose)

    def value(self) -> Path | None:
        typed = self.text.value().strip("\"' ")
        return understood(typed) if typed else None

    def set_value(self, value: Path | None) -> None:
        self.text.setText(spoken(value) if value else "")
        self.text.setCursorPosition(0)

    def parts(self) -> tuple[tuple[str, QWidget], ...]:
        return (("", self.text), (self.choose.words(), self.choose))

    def _choose(self) -> None:
        start = str(self.value() or Path.home())
        if self._files:
            chosen, _kind = QFileDialog.getOpenFileName(self.window(), self.choose.words(), start, self._files)
        else:
            chosen = QFileDialog.getExistingDirectory(self.window(), self.choose.words(), start)
        if chosen:
            self.set_value(Path(chosen))
            self.edited.emit()
