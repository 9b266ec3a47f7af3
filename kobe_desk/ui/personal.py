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


def ask_first(parent: QWidget, name: str, agreed: Callable[[], object], *, personal: bool) -> None:
    """Go on at once with a key made for an office. With a personal certificate the warning is shown over the page,
    and goes with it; then `agreed` is called only when it was confirmed.
    """
    if not personal:
        agreed()
        return
    dialog = personal_warning(parent, name)
    dialog.accepted.connect(agreed)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
