"""A condition as a form: which question, what is said of it, and which answer; anything else as its expression."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kobe_desk.core.text import _
from kobe_desk.modules.subsidies.usecases.programmes import SIGNS, Ask, Plain, plain, written
from kobe_desk.ui.field import NumberField, Select, TextArea
from kobe_desk.ui.flow import Flow
from kobe_desk.ui.layout import Column

ALWAYS, EXPRESSION = "", "="
_LONGEST = 24
_LINES, _WIDTH = 2, 480


class RuleField(QWidget):
    """A control of a form: its value is the expression, None for always. What was not touched stays as written."""

    edited = Signal()

    def __init__(self, asks: Sequence[Ask], *, always: bool) -> None:
        super().__init__()
        self._asks = {each.name: each for each in asks}
        self._given: str | None = None
        first = [(ALWAYS, _("Always"))] if always else []
        named = [(each.name, brief(each.label)) for each in asks]
        self.question = Select([*first, *named, (EXPRESSION, _("Another rule, written as an expression"))], 240)
        self.sign = Select((), 120)
        self.option = Select((), 120)
        self.number = NumberField(130, most=10**12 - 1)
        self.text = TextArea(_LINES, _WIDTH)
        answer = QWidget()
        answer.setLayout(Flow(self.sign, self.option, self.number))
        self._answer = answer
        self.setLayout(Column(self.question, answer, self.text, gap="tight"))
        self.question.edited.connect(self._turn)
        for control in (self.sign, self.option, self.number, self.text):
            control.edited.connect(self.edited)
        self._show()

    def value(self) -> str | None:
        """The condition as it is written in the programme. Raises what the number says when it cannot be read."""
        chosen = self.question.value()
        if chosen == ALWAYS:
            return None
        if chosen == EXPRESSION:
            return self.text.value().strip() or None
        ask = self._asks[chosen]
        made = Plain(chosen, self.sign.value(), self._wanted(ask))
        was = plain(self._given, tuple(self._asks.values())) if self._given else None
        return self._given if made == was else written(made, ask.kind)

    def _wanted(self, ask: Ask) -> str | int:
        if ask.kind == "number":
            return self.number.value() or 0
        return str(self.option.value()) if ask.options else ""

    def set_value(self, value: Any) -> None:
        self._given = value
        made = plain(value, tuple(self._asks.values())) if value else None
        self.text.set_value(value if value and made is None else "")
        self.question.set_value(made.name if made else EXPRESSION if value else ALWAYS)
        self._show()
        if made is not None:
            self.sign.set_value(made.sign)
            self.option.set_value(made.value)
            self.number.set_value(int(made.value) if self._asks[made.name].kind == "number" else None)

    def parts(self) -> tuple[tuple[str, QWidget], ...]:
        words = (_("question"), _("what is said of it"), _("answer"), _("number"), _("expression"))
        return tuple(zip(words, (self.question, self.sign, self.option, self.number, self.text), strict=True))

    def _turn(self) -> None:
        if self.question.value() == EXPRESSION and not self.text.value():
            self.text.set_value(self._given)
        self._show()
        self.edited.emit()

    def _show(self) -> None:
        """Only what the chosen question needs."""
        ask = self._asks.get(self.question.value())
        self._answer.setVisible(ask is not None)
        self.text.setVisible(self.question.value() == EXPRESSION)
        if ask is None:
            return
        self.sign.offer([(sign, _(words)) for sign, words in SIGNS[ask.kind].items()])
        self.option.offer([(key, brief(label)) for key, label in ask.options])
        self.option.setVisible(bool(ask.options))
        self.number.setVisible(ask.kind == "number")


def brief(label: str) -> str:
    """Words that fit into a list that opens; they stand whole at their question."""
    return label if len(label) <= _LONGEST else f"{label[: _LONGEST - 1]}…"
