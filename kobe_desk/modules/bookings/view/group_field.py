"""A group is found by the beginning of its kana and picked from cards; it is never free text."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kobe_desk.core.text import _
from kobe_desk.modules.bookings.usecases import GroupLine
from kobe_desk.ui.button import secondary
from kobe_desk.ui.field import Choice, Option, SearchField
from kobe_desk.ui.flow import Flow
from kobe_desk.ui.layout import Column
from kobe_desk.ui.notice import Notice


class GroupField(QWidget):
    """A control of a form: its value is the key of the picked group."""

    edited = Signal()
    searched = Signal(str)
    new_wanted = Signal()
    usual_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.search = SearchField(_("Name or kana of the group"), 260)
        self.new = secondary(_("A new group"), "plus")
        self.cards = Choice()
        tools = QWidget()
        tools.setLayout(Flow(self.search, self.new, gap=18))
        self.usual = Notice("quiet", icon="repeat")
        self.usual.hide()
        self.setLayout(Column(tools, self.cards, self.usual, gap="item"))
        self.search.searched.connect(self.searched)
        self.new.clicked.connect(self.new_wanted)
        self.cards.edited.connect(self.edited)
        self._names: dict[Any, str] = {}

    def show_groups(self, groups: Sequence[GroupLine]) -> None:
        """Offer these groups; a single one is picked at once."""
        self._names = {each.id: each.name for each in groups}
        self.cards.offer([Option(each.id, each.name, each.kana, _fact(each)) for each in groups])
        if len(groups) == 1 and self.cards.value() is None:
            self.cards.set_value(groups[0].id)
            self.edited.emit()

    def show_usual(self, words: str) -> None:
        """What the picked group books usually, to be filled in at a click; empty: nothing is known."""
        self.usual.setVisible(bool(words))
        self.usual.ask(words, *([(_("The same as usual"), self.usual_wanted.emit)] if words else ()))

    def words(self) -> str:
        """The name of the picked group."""
        return self._names.get(self.value(), "")

    def value(self) -> Any:
        return self.cards.value()

    def set_value(self, value: Any) -> None:
        self.cards.set_value(value)

    def parts(self) -> tuple[tuple[str, QWidget], ...]:
        return ((_("search"), self.search.edit), *self.cards.parts())


def _fact(group: GroupLine) -> str:
    number = _("registered as {number}").format(number=group.number) if group.number else ""
    return _(" · ").join(each for each in (number, group.tier) if each)
