"""How one box is written: only what its kind of answer can have is asked."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget

from kobe_desk.core.text import _
from kobe_desk.modules.subsidies.usecases import Box
from kobe_desk.ui.field import FormField, Need, Select
from kobe_desk.ui.layout import Column
from kobe_desk.ui.theme import theme

_SIZES = (14.0, 12.0, 10.5, 9.0, 8.0, 7.0)
_SMALLEST = 7.0
_NARROW, _LEAST = 240, 196
"""Pixels at 12 pt, at most and at least."""
_MOST_CELLS, _MOST_ROWS = 20, 30


@dataclass(frozen=True, slots=True)
class Answer:
    """Something that can stand in a box: an answer, its part, a sum, an amount, a signature or a seal.

    `holds`: text, date, money, number or choice; `options`: the choices that can be ticked; `in_table`: of rows.
    """

    name: str
    label: str
    holds: str = "text"
    options: tuple[tuple[str, str], ...] = ()
    in_table: bool = False
    kind: str = "text"

    def box(self, page: int, rect: tuple[float, float, float, float]) -> Box:
        """A new box for it."""
        amount = self.holds in ("money", "number")
        return Box(self.name, page, rect, self.kind, align="right" if amount else "left")


class NarrowSelect(Select):
    """A list as wide as its pane, however long its words are: the open list shows them whole."""

    def __init__(self, options: Sequence[tuple[Any, str]] = ()) -> None:
        super().__init__(options)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.view().setTextElideMode(Qt.TextElideMode.ElideNone)

    # Qt asks:

    def sizeHint(self) -> QSize:
        return QSize(min(super().sizeHint().width(), theme.width(_NARROW)), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.width(_LEAST), super().sizeHint().height())

    def showPopup(self) -> None:
        longest = max(
            (self.fontMetrics().horizontalAdvance(self.itemText(at)) for at in range(self.count())), default=0
        )
        self.view().setMinimumWidth(longest + theme.space(40))
        super().showPopup()


class StylePart(QWidget):
    """Lists to choose from, one below the other."""

    edited = Signal(object)
    """The box as it is now."""

    def __init__(self) -> None:
        super().__init__()
        self.conditions: Sequence[tuple[str, str]] = ()
        """What can decide whether a box is written, with its words."""
        self._column = Column(gap="item")
        self.setLayout(self._column)
        self.fields: dict[str, Select] = {}
        self._box: Box | None = None
        self._answer: Answer | None = None

    def show_box(self, box: Box | None, answer: Answer | None) -> None:
        """The choices for a box; those that are shown already only take its values."""
        same = box is not None and self._box is not None and self._answer == answer
        same = same and bool(self._box and box and self._box.tick) == bool(box and box.tick)
        same = same and bool(box and (not box.when or box.when in dict(self.conditions)))
        self._box, self._answer = box, answer
        if not same:
            self._build()
        for name, field in self.fields.items():
            if box is not None:
                field.set_value(_value(box, name))

    def _build(self) -> None:
        self._column.empty()
        self.fields = {}
        if self._box is None or self._answer is None or self._box.kind != "text":
            return
        asked = _asked(self._answer, ticked=bool(self._box.tick))
        for name, label, options in [*asked, *_decided(self.conditions, self._box.when)]:
            field = NarrowSelect(options)
            field.edited.connect(self._edit)
            self.fields[name] = field
            self._column.add(FormField(label, field, Need.UNSAID))

    def _edit(self) -> None:
        if self._box is None:
            return
        values = {name: field.value() for name, field in self.fields.items()}
        size = values.pop("size", None)
        box = replace(self._box, **values)
        if size is not None:
            box = replace(box, size=(size, min(size, _SMALLEST)))
        if "rows" in values:
            box = replace(box, step=box.rect[3] if box.rows else 0.0)
        self._box = box
        self.edited.emit(box)


def _value(box: Box, name: str) -> Any:
    return box.size[0] if name == "size" else getattr(box, name)


_Options = list[tuple[Any, str]]
_Asked = list[tuple[str, str, _Options]]


def _asked(answer: Answer, *, ticked: bool) -> _Asked:
    found: _Asked = []
    if answer.options:
        words: _Options = [("", _("Write the answer"))]
        words += [(value, _("Mark it if “{answer}”").format(answer=label)) for value, label in answer.options]
        found.append(("tick", _("What is done here"), words))
    if ticked:
        return [
            *found,
            ("mark", _("Tick or ring"), [("check", _("A tick (レ)")), ("circle", _("A ring (○) around the word"))]),
        ]
    return [*found, *_written(answer), *_set(), *_of_rows(answer)]


def _written(answer: Answer) -> _Asked:
    """How days and figures are written."""
    found: _Asked = []
    if answer.holds == "date":
        found.append(("date", _("Date"), [
            ("", _("Whole (令和8年4月1日)")), ("era_name", _("Era only (令和)")), ("year", _("Year only (8)")),
            ("month", _("Month only (4)")), ("day", _("Day only (1)")), ("iso", "2026-04-01"),
        ]))  # fmt: skip
    if answer.holds == "money":
        found.append(("money", _("Amount"), [
            ("", "251,000円"), ("figures", "251,000"), ("plain", "251000"), ("yen_mark", "¥251,000"),
            ("formal", "金251,000円"),
        ]))  # fmt: skip
    digits: _Options = [("", _("As they are")), ("half", _("Half width (123)")), ("full", _("Full width (１２３)"))]
    return [*found, ("digits", _("Figures"), digits)]


def _set() -> _Asked:
    cells: _Options = [(0, _("None"))] + [(count, str(count)) for count in range(2, _MOST_CELLS + 1)]
    return [
        ("size", _("Size of the letters"), [(each, _("{size} pt").format(size=f"{each:g}")) for each in _SIZES]),
        ("font", _("Typeface"), [("mincho", _("Mincho")), ("gothic", _("Gothic"))]),
        ("align", _("Side"), [
            ("left", _("At the left")), ("center", _("In the middle")), ("right", _("At the right")),
        ]),
        ("fit", _("If it is too long"), [
            ("wrap", _("More lines, then smaller")), ("shrink", _("One line, set smaller")),
            ("addendum", _("Go on on a 続紙, in this size")),
        ]),
        ("char_boxes", _("Character boxes in a row"), cells),
    ]  # fmt: skip


def _decided(conditions: Sequence[tuple[str, str]], when: str) -> _Asked:
    """When the box is written; a condition that somebody wrote by hand stays as it is."""
    if not conditions and not when:
        return []
    options: _Options = [("", _("Always")), *conditions]
    if when and when not in dict(conditions):
        options.append((when, when))
    return [("when", _("When it is written"), options)]


def _of_rows(answer: Answer) -> _Asked:
    if not answer.in_table:
        return []
    rows: _Options = [(0, _("All rows in this box"))]
    rows += [(count, _("{count} rows, one below the other").format(count=count)) for count in range(1, _MOST_ROWS + 1)]
    over: _Options = [("page", _("On this page once more")), ("addendum", _("On a 続紙"))]
    return [("rows", _("Rows of the table"), rows), ("over", _("If there are more rows"), over)]


def signature_words(role: str) -> str:
    """How the place of a signature is called; any other name as it is."""
    names = {
        "chair": _("Chair"), "vice_chair": _("Vice chair"), "treasurer": _("Treasurer"),
        "secretary": _("Secretary"), "auditor": _("Auditor"),
    }  # fmt: skip
    return _("Signature: {role}").format(role=names[role]) if role in names else role
