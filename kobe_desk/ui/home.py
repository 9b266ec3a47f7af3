"""What a module gives to the page 今日: cards, and the days not to be missed.

A `module.py` may offer `HOME(desk)`, which returns its cards, and `DEADLINES(desk, then)`, which asks and hands
`Deadline`s to `then`. Cards keep themselves up to date; the deadlines are asked for again after each change.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol, runtime_checkable

from PySide6.QtCore import Signal

from kobe_desk.ui.button import Button
from kobe_desk.ui.card import Card
from kobe_desk.ui.desk import Desk
from kobe_desk.ui.layout import Item


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day by which something is to be done (期限). `record` is handed to the module's page when it is chosen."""

    day: date
    title: str
    text: str = ""
    record: str = ""


class HomeCard(Card):
    """A card of 今日. `first` marks the one that wants the next action; `side` puts it into the narrow column."""

    opened = Signal(str)
    """The wish to go to the module's page, with a record of it or "" for none."""

    def __init__(
        self, title: str = "", *items: Item, more: Button | None = None, first: bool = False, side: bool = False
    ) -> None:
        super().__init__(title, *items, more=more, box="next" if first else "card")
        self.side = side


@runtime_checkable
class OpensRecords(Protocol):
    """A module's page that can be opened at one of its records."""

    def open_record(self, record: str) -> None: ...


Home = Callable[[Desk], Sequence[HomeCard]]
Deadlines = Callable[[Desk, Callable[[Sequence[Deadline]], object]], object]
