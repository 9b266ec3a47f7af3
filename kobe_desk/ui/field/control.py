"""What a form expects of anything a person can fill in."""

from typing import Any, Protocol

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QWidget

from kobe_desk.ui.layout import restyle


class Control(Protocol):
    """A control of a form: it reads and shows one value.

    `edited` is announced when a person has changed the committed text, never while an input method is composing.
    """

    @property
    def edited(self) -> SignalInstance: ...

    def value(self) -> Any:
        """What is filled in; raises a `UserError` when it cannot be read."""

    def set_value(self, value: Any) -> None: ...

    def parts(self) -> tuple[tuple[str, QWidget], ...]:
        """The widgets that take the keyboard, in reading order, each with its own word (empty for an only one)."""


def mark_wrong(widget: QWidget, wrong: bool) -> None:
    """Give the edge of a control the look of a refused value, or take it away."""
    if bool(widget.property("wrong")) != wrong:
        widget.setProperty("wrong", wrong)
        restyle(widget)
