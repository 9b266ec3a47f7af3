"""Answers that are typed as one text: words, numbers, yen, kana, phone numbers."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent

from kobe_desk.core.errors import UserError
from kobe_desk.core.japanese.money import figures
from kobe_desk.modules.subsidies.usecases.asking import Choices, Field, Kind, Value, parse
from kobe_desk.ui.field import TextArea, TextField

Lists = Mapping[str, Choices]
NUMBERS = (Kind.INTEGER, Kind.YEN)
_WIDEST, _LETTER = 460, 17
_WIDTHS = {Kind.INTEGER: 110, Kind.YEN: 160, Kind.PHONE: 190, Kind.CORPORATE: 190, Kind.KANA: 420}
_LINES, _LETTERS_A_LINE = (2, 5), 34


class TypedField(TextField):
    """One line, read as its question says; what was understood is written in the usual way when it is left."""

    def __init__(self, field: Field, choices: Lists, width: int = 0) -> None:
        super().__init__(width or _width(field))
        self._field, self._choices = field, choices
        if field.kind in NUMBERS:
            self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if field.kind in (*NUMBERS, Kind.PHONE, Kind.CORPORATE):
            self.setInputMethodHints(Qt.InputMethodHint.ImhPreferNumbers)

    def value(self) -> Value | None:  # type: ignore[override]
        return parse(self._field, self.text(), self._choices)

    def set_value(self, value: Any) -> None:
        super().set_value(written(self._field, value))

    # Qt asks:

    def focusOutEvent(self, event: QFocusEvent) -> None:
        try:
            tidied = written(self._field, self.value())
        except UserError:
            tidied = self.text()
        if tidied != self.text():
            self.setText(tidied)
        super().focusOutEvent(event)


class LongField(TextArea):
    """Several lines, no longer than the question allows."""

    def __init__(self, field: Field, choices: Lists) -> None:
        lines = round((field.max or 200) / _LETTERS_A_LINE)
        super().__init__(min(max(lines, _LINES[0]), _LINES[1]), 500)
        self._field, self._choices = field, choices

    def value(self) -> Value | None:  # type: ignore[override]
        return parse(self._field, super().value(), self._choices)

    def set_value(self, value: Any) -> None:
        super().set_value(str(value) if value is not None else "")


def written(field: Field, value: Any) -> str:
    """A value as it stands in a field: 748, 251,000."""
    if value is None:
        return ""
    if isinstance(value, int):
        return figures(value) if field.kind is Kind.YEN else str(value)
    return str(value)


def _width(field: Field) -> int:
    fallback = min(max((field.max or 30) * _LETTER, 160), _WIDEST)
    return _WIDTHS.get(field.kind, fallback)
