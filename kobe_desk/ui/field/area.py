"""Text of several lines, with the line height its font does not have."""

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QTextBlockFormat, QTextCursor
from PySide6.QtWidgets import QSizePolicy, QTextEdit, QWidget

from kobe_desk.core import names
from kobe_desk.ui.theme import follow, theme

_LEADING = 160
IDLE = 1000
"""Milliseconds without typing after which a draft is worth keeping."""


class TextArea(QTextEdit):
    """Plain text of several lines. Tab leaves it; what an input method is composing is not yet there."""

    edited = Signal()
    """Committed text has changed."""
    rested = Signal()
    """The person has stopped typing, or left: the moment to keep the draft."""

    def __init__(self, lines: int = 4, width: int = 560) -> None:
        super().__init__()
        self._lines, self._width = lines, width
        self._composing = False
        self._said = ""
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Fixed if width else QSizePolicy.Policy.Expanding, _grow(width))
        self._rest = QTimer(self, singleShot=True, interval=IDLE)
        self._rest.timeout.connect(self.rested)
        self.textChanged.connect(self._changed)
        follow(self, self._dress)

    def value(self) -> str:
        return names.lines(self.toPlainText())

    def set_value(self, value: str | None) -> None:
        self._said = value or ""
        self.setPlainText(self._said)
        self._lead()

    def parts(self) -> tuple[tuple[str, QWidget], ...]:
        return (("", self),)

    def _dress(self) -> None:
        self.document().setDocumentMargin(theme.space(10))
        self.setMinimumHeight(round(self._lines * theme.metrics.text("body") * _LEADING / 100) + theme.space(24))
        if self._width:
            self.setFixedWidth(theme.width(self._width))
        self._lead()

    def _lead(self) -> None:
        """Set the line height on every line; it is no edit of the person's and cannot be undone."""
        document = self.document()
        document.setUndoRedoEnabled(False)
        cursor = QTextCursor(document)
        cursor.select(QTextCursor.SelectionType.Document)
        lead = QTextBlockFormat()
        lead.setLineHeight(_LEADING, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor.mergeBlockFormat(lead)
        document.setUndoRedoEnabled(True)

    def _changed(self) -> None:
        text = self.toPlainText()
        if self._composing or text == self._said:
            return
        self._said = text
        self._rest.start()
        self.edited.emit()

    # Qt asks:

    def sizeHint(self) -> QSize:
        return QSize(theme.width(self._width or 320), self.minimumHeight())

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)
        self._changed()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self._rest.isActive():
            self._rest.stop()
            self.rested.emit()


def _grow(width: int) -> QSizePolicy.Policy:
    return QSizePolicy.Policy.Preferred if width else QSizePolicy.Policy.Expanding
