"""What opens a desk: the passphrase, or by a link the five lines of the recovery sheet."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kobe_desk.core.errors import UserError
from kobe_desk.core.text import _
from kobe_desk.ui.button import link
from kobe_desk.ui.field.secret import CodeFields, PassphraseField
from kobe_desk.ui.layout import STRETCH, Column, Row
from kobe_desk.ui.text import Paragraph

_LINE = "line_"


class SecretFields(QWidget):
    """One of the two ways in, and the link to the other."""

    entered = Signal()
    line_left = Signal(int, str)
    edited = Signal()

    def __init__(self, support: str = "") -> None:
        super().__init__()
        self.words = PassphraseField(_("Passphrase"), support)
        self.code = CodeFields()
        self._code_box = QWidget()
        hint = Paragraph(_("Line by line as on the sheet. Small letters and spaces do not matter."), ink="muted")
        self._code_box.setLayout(Column(hint, self.code, gap="tight"))
        self.other = link(_("I forgot the passphrase (use the recovery code)"), "key-round")
        self.setLayout(Column(self.words, self._code_box, Row(self.other, STRETCH), gap="item"))
        self._code_box.hide()
        self.other.clicked.connect(lambda: self.use_code(not self.with_code))
        self.words.entered.connect(self.entered)
        self.words.edited.connect(self.edited)
        self.code.entered.connect(self.entered)
        self.code.line_left.connect(self.line_left)

    @property
    def with_code(self) -> bool:
        return not self._code_box.isHidden()

    def typed(self) -> tuple[str, tuple[str, ...]]:
        """The passphrase and no lines, or no passphrase and the lines."""
        return ("", self.code.value()) if self.with_code else (self.words.value(), ())

    def use_code(self, use: bool) -> None:
        self._code_box.setVisible(use)
        self.words.setHidden(use)
        self.other.say(_("Open with the passphrase") if use else _("I forgot the passphrase (use the recovery code)"))
        self.focus()

    def clear(self) -> None:
        self.words.clear()
        self.code.clear()

    def focus(self) -> None:
        (self.code if self.with_code else self.words).focus()

    def show_refusal(self, error: UserError) -> bool:
        """Show a refusal at its field; False when it belongs to none of these."""
        self.forgive()
        field = error.field or ""
        if field.startswith(_LINE):
            self.code.refuse("abcde".index(field.removeprefix(_LINE)), error.message())
        elif field == "recovery":
            self.code.refuse(0, error.message())
        elif field == "passphrase":
            self.words.refuse(error.message())
            self.words.focus()
        else:
            return False
        return True

    def forgive(self) -> None:
        self.words.refuse("")
        for at in range(len(self.code.fields)):
            self.code.refuse(at, "")
