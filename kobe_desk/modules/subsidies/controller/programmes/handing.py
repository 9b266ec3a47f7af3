"""A programme written to a file and taken in from one, at the desk; files are read and written in the workshop."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from kobe_desk.core import clock
from kobe_desk.core.text import _
from kobe_desk.modules.subsidies import exchange
from kobe_desk.modules.subsidies.usecases import programmes
from kobe_desk.modules.subsidies.usecases.programmes import GivenRow, Origin, Received
from kobe_desk.modules.subsidies.view.programmes import GivePage, TakePage
from kobe_desk.ui.desk import Desk


class GiveController(QObject):
    """A child of its page."""

    def __init__(self, desk: Desk, page: GivePage, key: str) -> None:
        super().__init__(page)
        self._desk, self._page, self._key = desk, page, key
        self._row: GivenRow | None = None
        page.write_wanted.connect(self._write)
        desk.ask(programmes.programme_to_give, key, then=self._know, refused=page.show_refusal)

    def _know(self, row: GivenRow) -> None:
        self._row = row
        self._page.show_programme(row)
        self._page.focus_first()

    def _write(self, target: Path, association: str, person: str) -> None:
        origin = Origin(clock.today(), association.strip(), person.strip())
        if self._row is not None:
            self._desk.run(
                exchange.write_programme, self._row, origin, target,
                then=self._written, refused=self._page.show_refusal,
            )  # fmt: skip

    def _written(self, target: Path) -> None:
        self._desk.do(
            programmes.note_given, self._key, then=partial(self._say, target.name), refused=self._page.show_refusal
        )

    def _say(self, name: str, _done: object) -> None:
        self._page.say("ok", _("{name} was written. A later change makes the next version.").format(name=name))


class TakeController(QObject):
    """A child of its page."""

    taken = Signal(str)

    def __init__(self, desk: Desk, page: TakePage) -> None:
        super().__init__(page)
        self._desk, self._page = desk, page
        self._received: Received | None = None
        page.look_wanted.connect(self._look)
        page.take_wanted.connect(self._take)
        page.focus_first()

    def _look(self, path: Path) -> None:
        self._received = None
        self._page.forget()
        self._desk.run(exchange.read_programme, path, then=self._know, refused=self._page.show_refusal)

    def _know(self, received: Received) -> None:
        self._received = received
        self._page.show_received(received)
        self._desk.ask(
            programmes.compare_received, received, then=self._page.show_difference, refused=self._page.show_refusal
        )

    def _take(self) -> None:
        if self._received is not None:
            self._desk.do(
                programmes.take_programme, self._received, then=self.taken.emit, refused=self._page.show_refusal
            )
