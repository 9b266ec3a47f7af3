"""A field of a form as デジタル庁 shapes it: label, 必須 or 任意 in words, source, support, control, error."""

from collections.abc import Callable
from enum import Enum
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QWidget

from kobe_desk.core.errors import UserError
from kobe_desk.core.text import N_, _
from kobe_desk.ui.chip import Chip
from kobe_desk.ui.field.control import Control, mark_wrong
from kobe_desk.ui.layout import STRETCH, Column, Panel, Row
from kobe_desk.ui.notice import Notice, Picture
from kobe_desk.ui.text import Label, Paragraph
from kobe_desk.ui.theme import follow, theme

READING_WIDTH = 680


class Need(Enum):
    """Whether an answer is required; told in words, beside the label and to the ear."""

    REQUIRED = N_("*required")
    OPTIONAL = N_("*optional")
    UNSAID = ""


class NeedsAnAnswer(UserError):
    text = N_("“{label}” is not filled in yet. Fill it in.")


class FormField(QWidget):
    """One question with its control; sets buddy, accessible name (label, 必須) and description (support, error)."""

    edited = Signal()

    def __init__(
        self, label: str, control: Control, need: Need = Need.REQUIRED, support: str = "", *, unit: str = ""
    ) -> None:
        super().__init__()
        self.label, self.control, self.need = label, control, need
        self._asked = True
        self._support_words = support
        self._caption = Label(label, bold=True)
        self._need = Label(_(need.value), ink="error" if need is Need.REQUIRED else "muted")
        self._source = Chip("", icon="link")
        self._support = Paragraph(support, ink="muted", narrow=True)
        self._error = Paragraph(ink="error", narrow=True)
        self._error_row = QWidget()
        self._error_row.setLayout(_error_line(self._error))
        self._stale = Notice("warn")
        assert isinstance(control, QWidget)  # noqa: S101 - the protocol cannot say so
        row = Row(control, *((Label(unit),) if unit else ()), gap="item")
        row.addStretch(0 if _grows(control) else 1)
        top = Row(self._caption, self._need, self._source, STRETCH)
        inner = Panel(Column(top, self._support, row, self._error_row, self._stale, gap="tight"))
        outer = Row(gap=0)
        outer.addWidget(inner, 1000)  # takes all the room up to the reading width; the rest stays empty
        outer.addStretch(1)
        self.setLayout(outer)
        self._need.setVisible(need is not Need.UNSAID)
        for part in (self._source, self._error_row, self._stale):
            part.hide()
        self._support.setVisible(bool(support))
        follow(self, lambda: inner.setMaximumWidth(theme.width(READING_WIDTH)))
        control.edited.connect(self._edited)
        first = control.parts()[0][1] if control.parts() else control
        self.setFocusProxy(first)
        self._caption.setBuddy(first)
        self._name_parts()

    @property
    def error(self) -> str:
        """The refusal shown at this field; empty when there is none."""
        return "" if self._error_row.isHidden() else self._error.plain()

    @property
    def answers(self) -> Notice:
        """The 要確認 box under the field."""
        return self._stale

    def value(self) -> Any:
        """What is filled in. Raises a `UserError` when it cannot be read, or is required and missing."""
        value = self.control.value()
        if self._asked and self.need is Need.REQUIRED and value in (None, "", ()):
            raise NeedsAnAnswer(label=self.label)
        return value

    def is_read(self) -> bool:
        """Whether it can be read. If not, why stands at it, and it gets the keyboard."""
        self.refuse("")
        try:
            self.value()
        except UserError as error:
            self.refuse(error.message())
            self.focus()
            return False
        return True

    def set_value(self, value: Any) -> None:
        self.control.set_value(value)
        self.refuse("")

    def ask(self, wanted: bool) -> None:
        """Ask it, or put it away: what is not asked is required of nobody."""
        self._asked = wanted
        self.setVisible(wanted)

    def refuse(self, message: str) -> None:
        """Show why the value is refused and what to do, or take the refusal away with an empty text."""
        self._error.say(message)
        self._error_row.setVisible(bool(message))
        for _word, part in self.control.parts():
            mark_wrong(part, bool(message))
        self._name_parts()

    def show_source(self, text: str) -> None:
        """Say where a prefilled value came from: 「役員名簿から（令和8年4月1日）」."""
        self._source.say(text, "plain", "link")
        self._source.setVisible(bool(text))

    def ask_again(self, text: str, *answers: tuple[str, Callable[[], object]]) -> None:
        """要確認: the source has changed. Both values are named on the buttons; nothing is replaced silently."""
        self._source.say(_("Check again"), "warn")
        self._source.show()
        self._stale.ask(text, *answers)
        self._stale.show()

    def settle(self) -> None:
        """Take 要確認 away."""
        self._source.hide()
        self._stale.hide()

    def focus(self) -> None:
        """Give the keyboard to this field."""
        self.control.parts()[0][1].setFocus()

    def _edited(self) -> None:
        self.edited.emit()

    def _name_parts(self) -> None:
        need = _(self.need.value).removeprefix("※").removeprefix("*")
        description = " ".join(each for each in (self._support_words, self.error) if each)
        for word, part in self.control.parts():
            name = " ".join(each for each in (self.label, word, need) if each)
            part.setAccessibleName(name)
            part.setAccessibleDescription(description)


class PairField(QWidget):
    """Two or more controls under one label, such as 時 and 分, read as a tuple; each is followed by its word."""

    edited = Signal()

    def __init__(self, *named: tuple[str, Control]) -> None:
        super().__init__()
        self._named = named
        row = Row(gap="item")
        for word, control in named:
            assert isinstance(control, QWidget)  # noqa: S101 - the protocol cannot say so
            row.add(control, Label(word))
        row.add(STRETCH)
        self.setLayout(row)
        for _word, control in named:
            control.edited.connect(self.edited)

    def value(self) -> tuple[Any, ...]:
        values = tuple(control.value() for _word, control in self._named)
        return values if any(each not in (None, "") for each in values) else ()

    def set_value(self, value: tuple[Any, ...] | None) -> None:
        for (_word, control), each in zip(self._named, value or (None,) * len(self._named), strict=True):
            control.set_value(each)

    def parts(self) -> tuple[tuple[str, QWidget], ...]:
        return tuple((word, part) for word, control in self._named for _own, part in control.parts())


def _error_line(paragraph: QLabel) -> Row:
    row = Row(gap=6)
    row.addLayout(Column(3, Picture("octagon-alert", "error", "table"), STRETCH, gap=0))
    row.addWidget(paragraph, 1)
    return row


def _grows(control: QWidget) -> bool:
    return bool(control.sizePolicy().expandingDirections().value & 1)
