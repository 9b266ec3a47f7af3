"""議事録を書く: the text of each point, kept every moment, with keys for what minutes are made of."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QSizePolicy, QWidget

from kobe_desk.core.text import _
from kobe_desk.modules.meetings.usecases import ItemRow
from kobe_desk.ui.button import secondary
from kobe_desk.ui.field import Select, TextArea
from kobe_desk.ui.flow import Flow
from kobe_desk.ui.layout import Column, Row
from kobe_desk.ui.side_list import SideList, Step, StepState
from kobe_desk.ui.text import Label, Paragraph

KEEP = 1500
"""Milliseconds after the first letter by which what was typed is kept: a power cut loses less than two seconds."""
MARKS = {Qt.Key.Key_F2: "【決定】", Qt.Key.Key_F3: "【宿題】", Qt.Key.Key_F4: "・"}

_STEPS = {Qt.Key.Key_F6: 1, Qt.Key.Key_F7: -1}


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in the field for a point, and where the cursor is."""

    item: UUID
    text: str
    cursor: int


class MinutesArea(TextArea):
    """F2, F3, F4 put their mark at the beginning of the line; F5 goes to the phrases, F6 and F7 to another point."""

    phrases_wanted = Signal()
    point_wanted = Signal(int)
    """So many points on, or back."""

    def __init__(self) -> None:
        super().__init__(12, 0)

    def mark_line(self, mark: str) -> None:
        """The line at the cursor becomes a decision, a task, a point of a list; or ceases to be one."""
        cursor = self.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock)
        text = cursor.block().text()
        had = next((each for each in MARKS.values() if text.startswith(each)), "")
        if had:
            cursor.movePosition(QTextCursor.MoveOperation.Right, QTextCursor.MoveMode.KeepAnchor, len(had))
        cursor.insertText("" if had == mark else mark)
        self.setFocus()

    # Qt asks:

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in MARKS:
            self.mark_line(MARKS[key])
        elif key == Qt.Key.Key_F5:
            self.phrases_wanted.emit()
        elif key in _STEPS:
            self.point_wanted.emit(_STEPS[key])
        else:
            super().keyPressEvent(event)


class WritingPart(QWidget):
    """The agenda at the left, the text of one point beside it."""

    kept = Signal(object)
    """To be kept as a draft, within two seconds of the first letter."""
    written = Signal(object)
    """To be written down: the point is left, or the person has stopped."""

    def __init__(self) -> None:
        super().__init__()
        self._items: tuple[ItemRow, ...] = ()
        self._at: UUID | None = None
        self._dirty = False
        self.list = SideList(_("Agenda"), width=190)
        self.list.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.list.chosen.connect(self._choose)
        self._heading = Label("", "lead", elide=True)
        self._proposal = Paragraph(ink="muted", narrow=True)
        self.area = MinutesArea()
        self.area.edited.connect(self._typed)
        self.area.rested.connect(self._keep)
        self._timer = QTimer(self, singleShot=True, interval=KEEP)
        self._timer.timeout.connect(self._keep)
        self.decision = secondary(_("Decision"), "gavel")
        self.task = secondary(_("Task"), "clipboard-check")
        self.point = secondary(_("List"), "list")
        for button, mark in ((self.decision, "【決定】"), (self.task, "【宿題】"), (self.point, "・")):
            button.clicked.connect(lambda _checked=False, mark=mark: self.area.mark_line(mark))
        self._phrases = Select([("", _("Phrases"))], 150)
        self._phrases.setAccessibleName(_("Phrases"))
        self._phrases.edited.connect(self._insert)
        self.area.phrases_wanted.connect(self._phrases.setFocus)
        self.area.point_wanted.connect(self._go)
        self.save = secondary(_("Write it down"), "save")
        self.save.clicked.connect(self.write)
        self._tools = QWidget()
        self._tools.setLayout(Flow(self.decision, self.task, self.point, self._phrases, self.save))
        self._hint = Paragraph(
            _(
                "F2 decision, F3 task, F4 list, F5 phrases, F6 next point, F7 the one before. "
                "A task ends with who and when: （谷口、6月30日）"
            ),
            ink="muted",
            narrow=True,
        )
        right = Column(self._heading, self._proposal, self._tools, self.area, self._hint)
        whole = Row(self.list, gap="item")
        whole.addLayout(right, 1)
        self.setLayout(whole)

    @property
    def at(self) -> UUID | None:
        """The point whose text is shown."""
        return self._at

    def know_phrases(self, phrases: Sequence[tuple[str, str]]) -> None:
        self._phrases.offer([("", _("Phrases")), *((text, word) for word, text in phrases)])

    def show_items(self, items: tuple[ItemRow, ...], *, frozen: bool) -> None:
        """Show the points; what is being typed stays."""
        self._items = items
        self.setVisible(bool(items))
        self._tools.setVisible(not frozen)
        self._hint.setVisible(not frozen)
        self.area.setReadOnly(frozen)
        known = {each.id: each for each in items}
        if self._at not in known:
            self._dirty = False
            self._at = items[0].id if items else None
        self._show_steps()
        if self._at is not None and not self._dirty:
            self._fill(known[self._at])

    def bring_back(self, item: UUID, text: str, cursor: int) -> None:
        """A draft that was never written down, such as after a power cut."""
        row = next((each for each in self._items if each.id == item), None)
        if row is None or item != self._at or row.text == text or self._dirty:
            return
        self.area.set_value(text)
        at = self.area.textCursor()
        at.setPosition(min(cursor, len(text)))
        self.area.setTextCursor(at)
        self._dirty = True
        self.write()

    def write(self) -> None:
        """Write down what was typed, if anything was."""
        self._timer.stop()
        if self._dirty and self._at is not None:
            self._dirty = False
            self.written.emit(self._now())

    def _now(self) -> Typed:
        assert self._at is not None  # noqa: S101 - only with a point in sight
        return Typed(self._at, self.area.value(), self.area.textCursor().position())

    def _typed(self) -> None:
        self._dirty = True
        if not self._timer.isActive():
            self._timer.start()

    def _keep(self) -> None:
        if self._dirty and self._at is not None:
            self.kept.emit(self._now())

    def _go(self, by: int) -> None:
        """To another point, as if it were chosen in the list."""
        place = next((at for at, each in enumerate(self._items) if each.id == self._at), 0) + by
        if 0 <= place < len(self._items):
            self.list.chosen.emit(place)

    def _choose(self, place: int) -> None:
        self.write()
        self._at = self._items[place].id
        self._show_steps()
        self._fill(self._items[place])
        self.area.setFocus()

    def _fill(self, row: ItemRow) -> None:
        self._heading.setText(row.heading)
        self.area.setAccessibleName(_("Minutes of {point}").format(point=row.heading))
        self._proposal.say(row.proposal)
        self._proposal.setVisible(bool(row.proposal))
        if self.area.value() != row.text:
            self.area.set_value(row.text)

    def _show_steps(self) -> None:
        steps = []
        for each in self._items:
            done = bool(each.text.strip())
            state = StepState.NOW if each.id == self._at else StepState.DONE if done else StepState.LATER
            steps.append(Step(each.title, state, above=each.label if each.label != each.title else "", reached=True))
        self.list.show_steps(steps)

    def _insert(self) -> None:
        text = self._phrases.value()
        self._phrases.set_value("")
        if text:
            self.area.insertPlainText(text)
        self.area.setFocus()
