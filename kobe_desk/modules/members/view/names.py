"""The field for a person's name: it overhears the reading while the name is being typed (フリガナ)."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QInputMethodEvent

from kobe_desk.core.japanese import kana
from kobe_desk.ui.field import TextField


class NameField(TextField):
    """A name as it is typed. `read` tells the kana that an input method showed before they became kanji."""

    read = Signal(str)

    def __init__(self, width: int = 260) -> None:
        super().__init__(width)
        self._heard = ""

    # Qt asks:

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        composing, committed = event.preeditString(), event.commitString()
        if composing and kana.is_kana(composing):
            self._heard = composing
        super().inputMethodEvent(event)
        if committed and self._heard:
            self.read.emit(kana.reading(self._heard))
        if not composing:
            self._heard = ""
