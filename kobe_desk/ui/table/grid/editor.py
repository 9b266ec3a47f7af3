"""What opens in a cell of a grid to be written in, and the bubble below a cell that says why a text is not kept."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from kobe_desk.ui.chip import MEANING_ICONS
from kobe_desk.ui.field import Select
from kobe_desk.ui.field.overheard import Overheard
from kobe_desk.ui.layout import Panel, Row
from kobe_desk.ui.notice import Picture
from kobe_desk.ui.text import Paragraph
from kobe_desk.ui.theme import theme

WIDE = 420
"""Pixels at 12 pt: how wide a bubble may be."""


class LineEditor(QLineEdit):
    """A line in place of its cell. `reading` is the kana of what was typed, if an input method composed all of it."""

    def __init__(self) -> None:
        super().__init__()
        self._overheard = Overheard()

    @property
    def reading(self) -> str:
        return self._overheard.reading_of(self.text())

    def begin(self, text: str) -> None:
        self.setText(text)
        self.selectAll()

    def typed(self) -> str:
        return self.text()

    # Qt asks:

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._overheard.hear(event)
        super().inputMethodEvent(event)


class ChoiceEditor(Select):
    """Words to choose from: arrows or their first letter. What stood there and is none of them stays among them."""

    def __init__(self, words: Sequence[str]) -> None:
        super().__init__([(each, each) for each in words])
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def begin(self, text: str) -> None:
        if self.findData(text) < 0:
            self.addItem(text, text)
        self.set_value(text)

    def typed(self) -> str:
        return str(self.value() or "")


def open_editor(parent: QWidget, choices: Callable[[], Sequence[str]] | None, name: str) -> QWidget:
    """The editor of a cell, with a name for the ear."""
    editor: QWidget = LineEditor() if choices is None else ChoiceEditor(choices())
    editor.setParent(parent)
    editor.setAccessibleName(name)
    editor.setProperty("cell", True)
    return editor


class Bubble(Panel):
    """A sentence below a cell, or above it where there is no room below. It takes neither mouse nor keyboard."""

    def __init__(self, viewport: QWidget) -> None:
        self._picture = Picture(MEANING_ICONS["error"], "error", "chip")
        self._text = Paragraph(narrow=True)
        row = Row(self._picture, gap=8, around=(10, 6, 10, 6))
        row.addWidget(self._text, 1)
        row.setAlignment(self._picture, Qt.AlignmentFlag.AlignTop)
        super().__init__(row, box="error")
        self.setParent(viewport)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    @property
    def text(self) -> str:
        return "" if self.isHidden() else self._text.plain()

    def say(self, sentence: str, cell: QRect, meaning: str) -> None:
        """Show the sentence at a cell; hide for none."""
        view = self.parentWidget()
        if not sentence or view is None or not view.rect().intersects(cell):
            self.hide()
            return
        self.turn(box=meaning)
        self._picture.show_icon(MEANING_ICONS[meaning], meaning)
        self._text.say(sentence)
        width = min(theme.width(WIDE), view.width() - 8)
        layout = self.layout()
        height = layout.totalHeightForWidth(width) if layout is not None else self.sizeHint().height()
        below = cell.bottom() + 3
        top = below if below + height <= view.height() else max(cell.top() - height - 3, 0)
        self.setGeometry(max(min(cell.left(), view.width() - width - 4), 0), top, width, height)
        self.show()
        self.raise_()
