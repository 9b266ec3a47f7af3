"""A list of the programme that can be put together: each thing with ways to move it and take it out, and a new one."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from kobe_desk.core.text import N_, _
from kobe_desk.modules.subsidies.usecases.programmes import Group, Step
from kobe_desk.modules.subsidies.view.programmes.new import NewForm
from kobe_desk.ui.button import Button, link, secondary
from kobe_desk.ui.card import Card
from kobe_desk.ui.flow import Flow
from kobe_desk.ui.layout import Column, FoldingRow
from kobe_desk.ui.text import Paragraph

ADD = {
    "page": N_("Put in a page"),
    "question": N_("Put in a question"),
    "limit": N_("Put in a limit"),
    "option": N_("Put in a choice"),
    "attachment": N_("Put in a paper"),
    "on_form": N_("Put a question on it"),
}
LONG = ("on_form", "check")
"""Kinds whose lists are long and seldom changed: they are folded until somebody opens them."""


class GroupCard(Card):
    """One list. Every step is a change of its own, which the desk can undo."""

    step_wanted = Signal(object)
    opened = Signal(str)
    """The list that somebody unfolded (its place)."""

    def __init__(self, group: Group, *, is_open: bool) -> None:
        super().__init__(_(group.title).format(name=group.name))
        self.group = group
        self.buttons: dict[tuple[str, str], Button] = {}
        self.new: NewForm | None = None
        self._holder = QWidget()
        rows = Column(*(self._row(at) for at in range(len(group.entries))), gap="tight")
        self._holder.setLayout(rows)
        self.unfold = secondary(
            _("Open the list"), "chevron-down", name=_named(N_("Open the list: {name}"), self._said())
        )
        self.unfold.clicked.connect(self._open)
        self.add = secondary(_(ADD.get(group.kind, "")), "plus", name=self._adding())
        self.add.clicked.connect(self.begin)
        self._foot = QWidget()
        self._foot.setLayout(Flow(self.add, self.unfold))
        if not group.entries:
            rows.add(Paragraph(_("There is nothing here yet."), ink="muted", narrow=True))
        self.body.add(self._holder, self._foot)
        self._fold(is_open or group.kind not in LONG)

    def _said(self) -> str:
        return _(self.group.title).format(name=self.group.name)

    def _adding(self) -> str:
        return _("{group}: {what}").format(group=self._said(), what=_(ADD.get(self.group.kind, "")))

    def _fold(self, is_open: bool) -> None:
        self._holder.setVisible(is_open)
        self.unfold.setVisible(not is_open)
        self.add.setVisible(is_open and self.group.can_add)

    def _open(self) -> None:
        self._fold(True)
        self.opened.emit(self.group.at)
        self.focus_first()

    def focus_first(self) -> None:
        """Give the keyboard to the first thing that can be pressed."""
        shown = [*self.buttons.values(), self.add] if self.unfold.isHidden() else [self.unfold]
        next((each for each in shown if each.isEnabled()), self.add).setFocus()

    def _row(self, place: int) -> QWidget:
        entry = self.group.entries[place]
        up = link(_("Up"), "arrow-up", name=_named(N_("Move up: {name}"), entry.name))
        down = link(_("Down"), "arrow-down", name=_named(N_("Move down: {name}"), entry.name))
        remove = link(_("Take out"), "trash-2", name=_named(N_("Take out: {name}"), entry.name))
        up.setEnabled(entry.up)
        down.setEnabled(entry.down)
        remove.setEnabled(self.group.can_remove)
        for verb, button in (("up", up), ("down", down), ("remove", remove)):
            button.clicked.connect(self._doing(verb, entry.at))
            self.buttons[verb, entry.at] = button
        ways = QWidget()
        ways.setLayout(Flow(up, down, remove))
        row = QWidget()
        words = Paragraph(f"{place + 1}. {entry.name}", narrow=True)
        line = FoldingRow(words, ways)
        line.setStretch(0, 1)
        line.setAlignment(words, Qt.AlignmentFlag.AlignVCenter)
        row.setLayout(line)
        return row

    def _doing(self, verb: str, at: str) -> Callable[[], None]:
        return lambda: self.step_wanted.emit(Step(verb, at))

    def begin(self) -> None:
        """Ask what the new one is."""
        if self.new is None:
            self.new = NewForm(self.group)
            self.new.made.connect(self._made)
            self.new.left.connect(self._leave)
            self.body.add(self.new)
        self.add.hide()
        self.new.show()
        self.new.focus_first()

    def _made(self, given: dict[str, Any]) -> None:
        self.step_wanted.emit(Step("add", self.group.at, given))

    def _leave(self) -> None:
        if self.new is not None:
            self.new.hide()
        self.add.show()
        self.add.setFocus()

    def focus_at(self, verb: str, at: str) -> bool:
        """Give the keyboard to the button that was pressed for an entry, or to one beside it; False without any."""
        wanted = [self.buttons.get((each, at)) for each in (verb, "up", "down", "remove")]
        button = next((each for each in wanted if each is not None and each.isEnabled()), None)
        if button is None and at == self.group.at and not self.add.isHidden():
            button = self.add
        if button is not None:
            button.setFocus()
        return button is not None


def _named(text: str, name: str) -> str:
    return _(text).format(name=name)
