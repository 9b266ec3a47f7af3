"""書きかけ: what is typed into a page's form is kept and brought back."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QTimer, Signal

from kobe_desk.core.text import _
from kobe_desk.ui.form import Form
from kobe_desk.ui.form_text import as_text, from_text
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.page import Page

WAIT = 1500
"""Milliseconds after the first letter that is not kept yet."""


class FormPage(Page):
    """A page with one form. What is typed is announced as a draft within two seconds, until it is saved."""

    draft_typed = Signal(str)
    draft_dropped = Signal()

    def __init__(self, title: str, back: str) -> None:
        super().__init__(title, back=back)
        self._written: dict[str, Any] = {}
        self._wait = QTimer(self, singleShot=True, interval=WAIT)
        self._wait.timeout.connect(self.keep_now)
        self.restored = Notice("info", icon="history")
        self.restored.hide()
        self.form = Form({})

    def use(self, form: Form) -> None:
        """This is the form whose draft is kept."""
        self.form = form
        form.edited.connect(self._typed)

    def fill(self, values: Mapping[str, Any]) -> None:
        """Show what is written down; it is what 「書きかけを捨てる」 goes back to."""
        self._written = dict(values)
        self.form.fill(values)

    def restore(self, text: str) -> None:
        """Bring back what was being typed, and say so."""
        self.form.fill(from_text(text))
        self.restored.ask(
            _("What you were writing last time is here again. It is not on the roster yet."),
            (_("Throw the draft away"), self._throw_away),
        )
        self.restored.show()

    def settle(self) -> None:
        """The form was saved: nothing is left to be kept."""
        self._wait.stop()
        self.restored.hide()

    def keep_now(self) -> None:
        self._wait.stop()
        self.draft_typed.emit(as_text(self.form.typed()))

    def _typed(self) -> None:
        if not self._wait.isActive():
            self._wait.start()

    def _throw_away(self) -> None:
        self.settle()
        self.form.fill(self._written)
        self.draft_dropped.emit()
        self.form.focus_first()
