"""Fields for a passphrase and for the recovery code.

A passphrase of Japanese words is typed through an input method, which a field of dots switches off: the letters are
shown unless somebody chooses to hide them, and Enter counts only when nothing is being composed.
"""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from kobe_desk.core.text import _
from kobe_desk.ui.field import CheckBox, FormField, Need, TextField
from kobe_desk.ui.layout import Column


class WordsField(TextField):
    """One line for a passphrase; `entered` when Enter was meant for it and not for the input method."""

    entered = Signal()

    def __init__(self, width: int = 420) -> None:
        super().__init__(width, guarded=True)
        self._composing = False

    def value(self) -> str:
        return self.text()

    def hide_letters(self, hidden: bool) -> None:
        self.setEchoMode(QLineEdit.EchoMode.Password if hidden else QLineEdit.EchoMode.Normal)

    # Qt asks:

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        super().inputMethodEvent(event)
        if event.preeditString():
            self._composing = True
        elif self._composing:
            QTimer.singleShot(0, self, self._settle)  # the Enter that confirms may still be on its way

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text() in ("\r", "\n"):
            if not self._composing:
                self.entered.emit()
            return
        super().keyPressEvent(event)

    def _settle(self) -> None:
        self._composing = False


class PassphraseField(QWidget):
    """A passphrase with its label, and the wish to see or hide the letters."""

    edited = Signal()
    entered = Signal()

    def __init__(
        self, label: str, support: str = "", *, need: Need = Need.REQUIRED, can_hide: bool = True, width: int = 420
    ) -> None:
        super().__init__()
        self.words = WordsField(width)
        self.field = FormField(label, self.words, need, support)
        self.shown = CheckBox(_("Show the letters"))
        self.shown.set_value(True)
        column = Column(self.field, gap="tight")
        if can_hide:
            column.add(self.shown)
        self.setLayout(column)
        self.shown.edited.connect(lambda: self.words.hide_letters(not self.shown.value()))
        self.words.edited.connect(self.edited)
        self.words.entered.connect(self.entered)

    def value(self) -> str:
        return self.words.value()

    def clear(self) -> None:
        self.words.clear()

    def refuse(self, message: str) -> None:
        self.field.refuse(message)

    def focus(self) -> None:
        self.field.focus()


class CodeFields(QWidget):
    """The five lines of the recovery sheet, A to E; each says at once when it holds a slip."""

    entered = Signal()
    line_left = Signal(int, str)

    def __init__(self) -> None:
        super().__init__()
        self.fields = [
            FormField(_("Line {letter}").format(letter=letter), WordsField(300), Need.UNSAID) for letter in "ABCDE"
        ]
        self.setLayout(Column(*self.fields, gap="tight"))
        for at, field in enumerate(self.fields):
            edit = field.control
            if isinstance(edit, WordsField):
                edit.editingFinished.connect(lambda at=at: self._left(at))
                edit.entered.connect(self.entered)

    def value(self) -> tuple[str, ...]:
        return tuple(field.control.value() for field in self.fields)

    def clear(self) -> None:
        for field in self.fields:
            field.set_value("")

    def refuse(self, at: int, message: str) -> None:
        self.fields[at].refuse(message)
        if message:
            self.fields[at].focus()

    def focus(self) -> None:
        self.fields[0].focus()

    def _left(self, at: int) -> None:
        text = self.fields[at].control.value()
        if text:
            self.line_left.emit(at, text)
