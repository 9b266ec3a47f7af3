"""One-line fields. Full-width digits are as good as half-width ones in every one of them.

`QLineEdit.textEdited` tells committed text only: nothing here ever sees what an input method is still composing.
"""

import unicodedata

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from kobe_desk.core import names
from kobe_desk.core.errors import UserError
from kobe_desk.core.japanese import money
from kobe_desk.core.text import N_
from kobe_desk.ui.clipboard import Guard
from kobe_desk.ui.theme import fit


class NotANumber(UserError):
    text = N_("“{text}” cannot be read as a number. Write it in figures, like 12.")


class TooSmall(UserError):
    text = N_("{number} is too small here. The least is {least}.")


class TooLarge(UserError):
    text = N_("{number} is too large here. The most is {most}.")


def half_width(text: str) -> str:
    """Figures and signs as a machine reads them: １２ as 12."""
    return unicodedata.normalize("NFKC", text).strip()


class TextField(QLineEdit):
    """A line of text, as wide as what goes in it (`width` in pixels at 12 pt; 0 takes the room there is).

    What is copied out of a `guarded` one stays in the clipboard for a minute only.
    """

    edited = Signal()

    def __init__(self, width: int = 320, *, secret: bool = False, guarded: bool = False) -> None:
        super().__init__()
        if guarded or secret:
            Guard(self)
        self._secret = secret
        if width:
            self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            fit(self, width)
        if secret:
            self.setEchoMode(QLineEdit.EchoMode.Password)
            self.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText)
        self.textEdited.connect(lambda _text: self.edited.emit())

    def value(self) -> str:
        """The text as typed, without blanks around it and what cannot be part of a line; a secret as it is."""
        return self.text().strip() if self._secret else names.one_line(self.text())

    def set_value(self, value: str | None) -> None:
        self.setText(value or "")
        self.setCursorPosition(0)

    def parts(self) -> tuple[tuple[str, QWidget], ...]:
        return (("", self),)


class TidyField(TextField):
    """A field that writes its value in the usual way when the person leaves it."""

    def tidied(self) -> str:
        """The text as it should stand here. Raises a `UserError`: then it stays as typed."""
        raise NotImplementedError

    def tidy(self) -> None:
        try:
            tidied = self.tidied()
        except UserError:
            return
        if tidied != self.text():
            self.setText(tidied)

    # Qt asks:

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.tidy()
        super().focusOutEvent(event)


class NumberField(TidyField):
    """A whole number from `least` to `most`; empty is None."""

    def __init__(self, width: int = 84, *, least: int | None = 0, most: int | None = None) -> None:
        super().__init__(width)
        self._least, self._most = least, most
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setInputMethodHints(Qt.InputMethodHint.ImhPreferNumbers)

    def value(self) -> int | None:  # type: ignore[override]
        typed = half_width(self.text()).replace(",", "")
        if not typed:
            return None
        if not typed.removeprefix("-").isdecimal():
            raise NotANumber(text=self.text().strip())
        number = int(typed)
        if self._least is not None and number < self._least:
            raise TooSmall(number=number, least=self._least)
        if self._most is not None and number > self._most:
            raise TooLarge(number=number, most=self._most)
        return number

    def set_value(self, value: int | None) -> None:  # type: ignore[override]
        self.setText("" if value is None else str(value))

    def tidied(self) -> str:
        value = self.value()
        return "" if value is None else str(value)


class MoneyField(TidyField):
    """An amount in whole yen, read as people write it (`¥1,000`, `１，５００円`, `▲200`); empty is None."""

    def __init__(self, width: int = 150) -> None:
        super().__init__(width)
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setInputMethodHints(Qt.InputMethodHint.ImhPreferNumbers)

    def value(self) -> int | None:  # type: ignore[override]
        return money.read_yen(self.text()) if self.text().strip() else None

    def set_value(self, value: int | None) -> None:  # type: ignore[override]
        self.setText("" if value is None else money.figures(value))

    def tidied(self) -> str:
        value = self.value()
        return "" if value is None else money.figures(value)
