"""The search field: results follow the committed text, never what an input method is still composing."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kobe_desk.core.text import _
from kobe_desk.ui.field.edit import TextField
from kobe_desk.ui.layout import Row
from kobe_desk.ui.text import Label

WAIT = 250
"""Milliseconds after the last committed letter."""


class _SearchEdit(TextField):
    hurried = Signal()
    composing = Signal(bool)

    # Qt asks:

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self.composing.emit(bool(event.preeditString()))
        super().inputMethodEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        if event.text() in ("\r", "\n"):
            self.hurried.emit()


class SearchField(QWidget):
    """「さがす」 before one line, without a button."""

    searched = Signal(str)

    def __init__(self, label: str = "", width: int = 250) -> None:
        super().__init__()
        self._edit = _SearchEdit(width)
        caption = Label(label or _("Search"), bold=True)
        caption.setBuddy(self._edit)
        self._edit.setAccessibleName(caption.text())
        self.setFocusProxy(self._edit)
        self.setLayout(Row(caption, self._edit, gap=14))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._composing = False
        self._last = ""
        self._wait = QTimer(self, singleShot=True, interval=WAIT)
        self._wait.timeout.connect(self._search)
        self._edit.edited.connect(self._typed)
        self._edit.composing.connect(self._compose)
        self._edit.hurried.connect(self._search)

    @property
    def edit(self) -> TextField:
        return self._edit

    def text(self) -> str:
        return self._edit.value()

    def set_text(self, text: str) -> None:
        """Show a text without searching for it."""
        self._wait.stop()
        self._last = text
        self._edit.set_value(text)

    def _typed(self) -> None:
        if not self._composing:
            self._wait.start()

    def _compose(self, composing: bool) -> None:
        waiting = self._wait.isActive() or self._edit.value() != self._last
        self._composing = composing
        if composing:
            self._wait.stop()
        elif waiting:
            self._wait.start()

    def _search(self) -> None:
        self._wait.stop()
        text = self._edit.value()
        if not self._composing and text != self._last:
            self._last = text
            self.searched.emit(text)
