"""The dialog that asks before something that cannot be undone. Everything else is done, said, and offered back."""

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QWidget

from kobe_desk.core.text import _
from kobe_desk.ui.button import Button, primary, secondary
from kobe_desk.ui.field import FormField, TextField
from kobe_desk.ui.focus_ring import FocusRing
from kobe_desk.ui.layout import STRETCH, Column, Row
from kobe_desk.ui.notice import Picture
from kobe_desk.ui.tab_order import go_on
from kobe_desk.ui.text import Paragraph
from kobe_desk.ui.theme import follow, theme

WIDTH = 620


class PlainDialog(QDialog):
    """A dialog with an icon, a heading, a sentence, and buttons from the way back to the verb. Esc is the way back."""

    def __init__(self, parent: QWidget | None, icon: str, ink: str, heading: str, text: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(heading)
        self.setAccessibleDescription(text)
        self.setModal(True)
        self.ring = FocusRing(self)
        self.content = Column(Paragraph(heading, "lead", bold=True, narrow=True), Paragraph(text), gap="tight")
        self.buttons = Row(STRETCH, gap=10)
        row = Row(gap=14)
        row.addLayout(Column(2, Picture(icon, ink, 28), STRETCH, gap=0))
        row.addLayout(self.content, 1)
        self.setLayout(Column(row, self.buttons, gap="group", around=(22, 18, 20, 18)))
        follow(self, lambda: self.setFixedWidth(theme.width(WIDTH) if not theme.large else round(WIDTH * 1.5)))

    def put(self, *buttons: Button) -> None:
        self.buttons.add(*buttons)

    # Qt asks:

    def focusNextPrevChild(self, following: bool) -> bool:
        return go_on(self, following=following)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        layout = self.layout()
        if layout is not None:
            self.resize(self.width(), max(layout.heightForWidth(self.width()), self.minimumHeight()))


class ConfirmDialog(PlainDialog):
    """「やめる」 and the verb; the keyboard starts on やめる. With `typed`, that name is written first (完全に消す)."""

    def __init__(self, parent: QWidget | None, question: str, text: str, verb: str, typed: str = "") -> None:
        super().__init__(parent, "triangle-alert", "warn", question, text)
        self._typed = typed
        self.leave = secondary(_("Leave it"))
        self.act = primary(verb)
        self.leave.clicked.connect(self.reject)
        self.act.clicked.connect(self._act)
        self.field: FormField | None = None
        if typed:
            support = _("Write “{name}” to show that you mean it.").format(name=typed)
            self.field = FormField(_("Name"), TextField(300), support=support)
            self.content.add(self.field)
        self.put(self.leave, self.act)
        self.leave.setFocus()

    def _act(self) -> None:
        if self.field is not None and self.field.control.value() != self._typed:
            self.field.refuse(_("This is not the name. Nothing was changed. Write it as it stands above."))
            self.field.focus()
            return
        self.accept()


def inform(parent: QWidget | None, heading: str, text: str) -> None:
    """Say why something that was asked in a dialog did not work, where the eye is."""
    dialog = PlainDialog(parent, "triangle-alert", "warn", heading, text)
    close = primary(_("Close"))
    close.clicked.connect(dialog.accept)
    dialog.put(close)
    close.setFocus()
    dialog.exec()
    dialog.deleteLater()


def confirm(parent: QWidget | None, question: str, text: str, verb: str, typed: str = "") -> bool:
    """Ask, and wait for the answer: True only when the verb was pressed."""
    dialog = ConfirmDialog(parent, question, text, verb, typed)
    agreed = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return agreed
