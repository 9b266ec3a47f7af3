"""Fields for what is written in one usual way: a phone number, a postal code."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent

from kobe_desk.core.japanese.phone import read_phone
from kobe_desk.core.japanese.postal import read_postal_code
from kobe_desk.core.japanese.written import Written
from kobe_desk.ui.field.edit import TidyField


class _WrittenField(TidyField):
    """A field whose writing is put in order, and where a doubt is told but refuses nothing."""

    doubted = Signal(str)
    """What to look at again when the person has left the field; empty when all is well."""

    def written(self) -> Written:
        raise NotImplementedError

    def value(self) -> str:
        return self.written().value or super().value()

    def tidied(self) -> str:
        return self.value()

    # Qt asks:

    def focusOutEvent(self, event: QFocusEvent) -> None:
        doubt = self.written().doubt
        super().focusOutEvent(event)
        self.doubted.emit(doubt.message() if doubt else "")


class PhoneField(_WrittenField):
    """A phone number; it gets its strokes when the field is left."""

    def __init__(self, width: int = 190) -> None:
        super().__init__(width)
        self.setInputMethodHints(Qt.InputMethodHint.ImhPreferNumbers)

    def written(self) -> Written:
        return read_phone(self.text())


class PostalField(_WrittenField):
    """A postal code (郵便番号)."""

    def __init__(self, width: int = 120) -> None:
        super().__init__(width)
        self.setInputMethodHints(Qt.InputMethodHint.ImhPreferNumbers)

    def written(self) -> Written:
        return read_postal_code(self.text())
