"""One question of an application with its answer, where that came from, and 要確認."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from kobe_desk.core.errors import UserError
from kobe_desk.core.text import _
from kobe_desk.modules.subsidies.usecases import SourceChange
from kobe_desk.modules.subsidies.usecases.asking import (
    NOT_APPLICABLE,
    Answer,
    Choices,
    Field,
    Kind,
    Origin,
    Value,
    spoken,
)
from kobe_desk.modules.subsidies.view.controls import Offered, control_for, typed_text
from kobe_desk.modules.subsidies.view.named import NamedField
from kobe_desk.ui.field import CheckBox, Need, NeedsAnAnswer, TextArea, TextField
from kobe_desk.ui.layout import STRETCH, Column, Row
from kobe_desk.ui.text import Label

_LONGEST = 24
"""Signs of a value that still fit on a button that names it."""


class AnswerField(QWidget):
    """A control whose value is a whole answer: 該当なし included, and the source kept while nothing was changed."""

    edited = Signal()

    def __init__(self, field: Field, offered: Offered) -> None:
        super().__init__()
        self.control = control_for(field, offered)
        self._given = Answer()
        assert isinstance(self.control, QWidget)  # noqa: S101 - the protocol cannot say so
        unit = (Label(field.unit),) if field.unit and field.kind is Kind.INTEGER else ()
        unit = unit or ((Label(_("yen")),) if field.kind is Kind.YEN else ())
        line = Row(self.control, *unit, gap="item")
        line.addStretch(0 if _grows(self.control) else 1)
        self.absent = CheckBox(_("Does not apply"))
        self.absent.setVisible(field.not_applicable)
        self._has_absent = field.not_applicable
        column = Column(gap="tight")
        column.addLayout(line)
        column.addLayout(Row(self.absent, STRETCH))
        self.setLayout(column)
        self.control.edited.connect(self.edited)
        self.absent.edited.connect(self._mark_absent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def value(self) -> Answer:
        if self._has_absent and self.absent.value():
            return self._given if self._given.absent else NOT_APPLICABLE
        value: Value | None = self.control.value()
        same = value == self._given.value and type(value) is type(self._given.value) and not self._given.absent
        return self._given if same else Answer(value)

    def set_value(self, value: Answer) -> None:
        self._given = value
        self.control.set_value(value.value)
        self.absent.set_value(value.absent)
        self._enable()

    def parts(self) -> tuple[tuple[str, QWidget], ...]:
        more = ((_("Does not apply"), self.absent),) if self._has_absent else ()
        return (*self.control.parts(), *more)

    def put_text(self, text: str) -> None:
        """Bring back what could not be read yet when the draft was kept."""
        if isinstance(self.control, TextArea):
            self.control.setPlainText(text)
        elif isinstance(self.control, TextField):
            self.control.setText(text)

    def _mark_absent(self) -> None:
        self._enable()
        self.edited.emit()

    def _enable(self) -> None:
        for _word, part in self.control.parts():
            part.setEnabled(not self.absent.value())


class Question(NamedField):
    """A question of the wizard. Its value is an `Answer`; a changed source is never taken over by itself."""

    today_wanted = Signal(str)
    keep_wanted = Signal(str)

    def __init__(self, field: Field, offered: Offered, *, required: bool, of: str = "") -> None:
        self.asked, self._lists = field, offered.choices
        self.answer_field = AnswerField(field, offered)
        need = Need.REQUIRED if required else Need.OPTIONAL
        super().__init__(field.label, self.answer_field, need, _support(field), of=of)
        self.edited.connect(self.settle_again)
        self._asks_again = False

    @property
    def asks_again(self) -> bool:
        """Whether 要確認 stands under it."""
        return self._asks_again

    def value(self) -> Answer:
        answer: Answer = self.answer_field.value()
        if self.need is Need.REQUIRED and answer.blank:
            raise NeedsAnAnswer(label=self.label)
        return answer

    def now(self) -> Answer | None:
        """The answer as it can be read right now; None while it cannot."""
        try:
            return self.answer_field.value()
        except UserError:
            return None

    def text_now(self) -> str | None:
        return typed_text(self.answer_field.control)

    def show_answer(self, answer: Answer, change: SourceChange | None = None) -> None:
        """Show an answer with its source, or with both values and the choice between them when that has changed."""
        self.set_value(answer)
        self.settle()
        self._asks_again = bool(change or answer.stale)
        key = self.asked.id
        if change is not None:
            given, today = self._words(change.given), self._words(change.today)
            words = _("“{given}” stands here. The source now says “{today}” ({source}).")
            source = change.today.source or change.given.source or _("the desk")
            self.ask_again(
                words.format(given=given, today=today, source=source),
                (_("Make it {value}").format(value=_short(today)), lambda: self.today_wanted.emit(key)),
                (_("Keep {value}").format(value=_short(given)), lambda: self.keep_wanted.emit(key)),
            )
        elif answer.stale:
            given = self._words(answer)
            words = _("Something that “{given}” rests on has changed. Is it still right?")
            if answer.origin is Origin.CARRIED:
                words = _("“{given}” was the answer before ({source}). Is it still right?")
            self.ask_again(
                words.format(given=given, source=answer.source),
                (_("Keep {value}").format(value=_short(given)), lambda: self.keep_wanted.emit(key)),
            )
        elif answer.origin in (Origin.PREFILL, Origin.CARRIED, Origin.DELEGATED) and answer.source:
            self.show_source(answer.source)

    def settle_again(self) -> None:
        """Typing another answer settles 要確認: the person has looked at it."""
        if self._asks_again:
            self._asks_again = False
            self.settle()

    def _words(self, answer: Answer) -> str:
        return words_of(self.asked, answer, self._lists)


def words_of(field: Field, answer: Answer, lists: Mapping[str, Choices]) -> str:
    """An answer in words: as a paper shows it, 該当なし, or that there is none."""
    if answer.absent:
        return _("does not apply")
    return spoken(field, answer.value, lists) or _("(empty)")


def _support(field: Field) -> str:
    example = _("For example: {example}").format(example=field.example) if field.example else ""
    return "\n".join(each for each in (field.help, example) if each)


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _grows(control: Any) -> bool:
    return bool(control.sizePolicy().expandingDirections().value & 1)
