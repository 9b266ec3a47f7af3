"""The warning before a person's own certificate goes into a paper: asked every time, and the keyboard starts on No."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from kobe_desk.core.text import _
from kobe_desk.ui.dialog import ConfirmDialog


def personal_warning(parent: QWidget | None, name: str) -> ConfirmDialog:
    """The dialog, not shown yet."""
    text = _(
        "The certificate of a My Number card holds name, address, date of birth and sex. Everybody who gets the paper "
        "can read them, also years later. It cannot be taken out again. For the association's papers, a key made for "
        "the office is enough."
    )
    question = _("Let everybody read {name}'s address and date of birth?").format(name=name)
    return ConfirmDialog(parent, question, text, _("Yes, sign with the personal certificate"))


def ask_first(parent: QWidget, name: str, agreed: Callable[[], object]) -> ConfirmDialog:
    """Show the warning over a page; `agreed` is called only when it was confirmed. It goes when its page goes."""
    dialog = personal_warning(parent, name)
    dialog.accepted.connect(agreed)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog
