"""A form: fields by name, filled from a record and read back whole, with an error summary that leads to each field."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kobe_desk.core.errors import UserError
from kobe_desk.core.text import _, n_
from kobe_desk.ui.button import link
from kobe_desk.ui.field import FormField
from kobe_desk.ui.layout import Column, Panel
from kobe_desk.ui.text import Label

_LINE = 26
"""So many characters of the summary fit beside a list of parts at 20 pt."""


class Form(QWidget):
    """Fields one below the other. `edited` tells that something was typed; `refused` errors stand at their field."""

    edited = Signal()

    def __init__(self, fields: Mapping[str, FormField]) -> None:
        super().__init__()
        self.fields = dict(fields)
        self._summary = _Summary()
        self.body = Column(self._summary, *self.fields.values(), gap="group")
        self.setLayout(self.body)
        for field in self.fields.values():
            field.edited.connect(self.edited)

    def fill(self, values: Mapping[str, Any]) -> None:
        """Show a record; names without a field are passed over."""
        self._summary.clear()
        for name, field in self.fields.items():
            if name in values:
                field.set_value(values[name])

    def read(self) -> dict[str, Any] | None:
        """Every value by name; None when one cannot be read: it is said at the field and in the summary above."""
        values: dict[str, Any] = {}
        wrong: list[tuple[FormField, str]] = []
        for name, field in self.fields.items():
            try:
                values[name] = field.value()
                field.refuse("")
            except UserError as error:
                field.refuse(error.message())
                wrong.append((field, error.message()))
        self._summary.show_errors(wrong)
        return None if wrong else values

    def typed(self) -> dict[str, Any]:
        """What can be read of the form right now, for a draft; what cannot is left out."""
        values: dict[str, Any] = {}
        for name, field in self.fields.items():
            try:
                values[name] = field.control.value()
            except UserError:
                continue
        return values

    def show_refusal(self, error: UserError) -> bool:
        """Show a refusal at its field; False when it belongs to none of this form's."""
        field = self.fields.get(error.field or "")
        if field is None:
            return False
        field.refuse(error.message())
        self._summary.show_errors([(field, error.message())])
        return True

    def focus_first(self) -> None:
        first = next(iter(self.fields.values()), None)
        if first is not None:
            first.focus()


class _Summary(Panel):
    """What is to be mended, above the form, with a way to each field; it takes the focus when it appears."""

    def __init__(self) -> None:
        self._heading = Label("", bold=True, ink="error")
        self._lines = Column(gap="hair")
        super().__init__(Column(self._heading, self._lines_holder(), around=(14, 12, 14, 12)), box="error")
        self.hide()

    def _lines_holder(self) -> QWidget:
        holder = QWidget()
        holder.setLayout(self._lines)
        return holder

    def clear(self) -> None:
        self.hide()

    def show_errors(self, wrong: list[tuple[FormField, str]]) -> None:
        self.setVisible(bool(wrong))
        self._lines.empty()
        if not wrong:
            return
        count = len(wrong)
        self._heading.setText(n_("Please mend {n} place", "Please mend {n} places", count).format(n=count))
        for field, message in wrong:
            way = link(_brief(_("{label}: {message}").format(label=field.label, message=message)), "arrow-down")
            way.clicked.connect(_focusing(field))
            self._lines.add(way)
        wrong[0][0].focus()


def _brief(text: str) -> str:
    """One line: the whole sentence stands at the field, which is one press away."""
    return text if len(text) <= _LINE else f"{text[: _LINE - 1]}…"


def _focusing(field: FormField) -> Callable[[], None]:
    return lambda: field.focus()
