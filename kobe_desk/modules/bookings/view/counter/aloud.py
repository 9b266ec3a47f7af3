"""Beside the form: who has the room already, what is free instead, and the sentence to read aloud."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kobe_desk.core.text import _
from kobe_desk.modules.bookings.usecases import FeeQuote, FreeSlot
from kobe_desk.modules.bookings.view.counter.parts import fee_words
from kobe_desk.modules.bookings.view.counter.when import Span
from kobe_desk.modules.bookings.view.wording import hours, long_day, slot_words
from kobe_desk.ui.button import Button, link, secondary
from kobe_desk.ui.layout import Column
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.page import SidePane
from kobe_desk.ui.text import Label, Paragraph


class AloudPane(SidePane):
    """A clash comes with its ways out: a free time near by, another search, the waiting list."""

    slot_chosen = Signal(object)
    finder_wanted = Signal()
    wait_wanted = Signal()

    def __init__(self, *, waits: bool) -> None:
        self.clash = Notice("error")
        self.aloud = Notice("info", icon="megaphone")
        self.near = Column(gap="item")
        self.slots: list[Button] = []
        self.search = link(_("Find a free time"), "search")
        self.wait = secondary(_("Put on the waiting list"), "hourglass")
        self._ways = QWidget()
        self._ways.setLayout(Column(self.near, self.search, *((self.wait,) if waits else ()), gap="item"))
        super().__init__(Paragraph(_("Read this aloud"), "lead", narrow=True), self.clash, self._ways, self.aloud)
        self.search.clicked.connect(self.finder_wanted)
        self.wait.clicked.connect(self.wait_wanted)
        self.clear()

    def clear(self) -> None:
        """Nobody has the room."""
        self.clash.hide()
        self._ways.hide()

    def tell(self, words: str) -> None:
        """Why it cannot be booked so."""
        self.clash.ask(words)
        self.clash.show()

    def offer(self, slots: Sequence[FreeSlot]) -> None:
        """What is free instead, and the other ways out."""
        self.near.empty()
        self.slots = []
        if slots:
            self.near.add(Label(_("Free near by"), "lead"))
        for slot in slots:
            words = slot_words(slot)
            button = link(_("Take this"), "arrow-right", name=_("Take {place}").format(place=words))
            button.clicked.connect(partial(self._choose, slot))
            self.slots.append(button)
            self.near.add(Paragraph(words, narrow=True), button)
        self._ways.show()

    def _choose(self, slot: FreeSlot, _on: bool = False) -> None:  # noqa: FBT001, FBT002 - a signal's argument
        self.slot_chosen.emit(slot)


def sentence(group: str, room: str, times: Span, people: int, quote: FeeQuote | None) -> str:
    """What is read to the person at the counter: who uses what and when, and the fee once it is known."""
    words = _("{group} uses {room} on {day}, {hours}, with {people} people.").format(
        group=group, room=room, day=long_day(times[0].date()), hours=hours(*times), people=people
    )
    return words if quote is None else _("{sentence} {fee}").format(sentence=words, fee=fee_words(quote))
