"""The field for a person's name: it overhears the reading while the name is being typed (フリガナ)."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QInputMethodEvent

from kobe_desk.ui.field import TextField
from kobe_desk.ui.field.overheard import Overheard


class NameField(TextField):
    """A name as it is typed. `read` tells the kana that an input method showed before they became kanji."""

    read = Signal(str)

    def __init__(self, width: int = 260) -> None:
        super().__init__(width)
        self._overheard = Overheard()

    # Qt asks:

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        reading = self._overheard.hear(event)
        super().inputMethodEvent(event)
        if reading:
            self.read.emit(reading)
