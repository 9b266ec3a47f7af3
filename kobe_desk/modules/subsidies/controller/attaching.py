"""Papers to enclose at the desk: files read in the workshop, papers turned, all of them bound into one PDF."""

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QObject

from kobe_desk.core.errors import UserError
from kobe_desk.core.text import _
from kobe_desk.modules.subsidies import exchange, usecases
from kobe_desk.modules.subsidies.exchange import ReadFile
from kobe_desk.modules.subsidies.rules.attached import at_line
from kobe_desk.modules.subsidies.usecases import EnclosureRow, PaperOrder
from kobe_desk.modules.subsidies.view import EnclosuresPart, Questions
from kobe_desk.ui.desk import Desk

Enclose = Callable[[str, ReadFile], object]
Do = Callable[..., object]


class Turning(QObject):
    """Turns an enclosed paper; `do(usecase, *args)` keeps it, `refused(paper, error)` says why it could not be."""

    def __init__(self, parent: QObject, desk: Desk, do: Do, refused: Callable[[str, UserError], object]) -> None:
        super().__init__(parent)
        self._desk, self._do, self._refused = desk, do, refused

    def turn(self, row: EnclosureRow, same: tuple[UUID, ...]) -> None:
        """A quarter to the left, wherever the same paper was put to."""
        self._desk.ask(usecases.enclosure_bytes, row.id, then=partial(self._turn_bytes, row, same))

    def _turn_bytes(self, row: EnclosureRow, same: tuple[UUID, ...], data: bytes) -> None:
        self._desk.run(
            exchange.turned, data, then=partial(self._do, usecases.keep_turned, same, row.sha256),
            refused=partial(self._refused, at_line(row.attachment, row.row)), text=_("Turning the paper"),
        )  # fmt: skip


class Attaching(QObject):
    """A child of its part. `enclose(attachment, file)` puts a paper there, `do(usecase, *args)` does the rest.

    `rows` are all enclosed papers, `keys` the applications they go with.
    """

    def __init__(
        self, desk: Desk, part: EnclosuresPart | Questions, enclose: Enclose, do: Do, rows: Iterable[EnclosureRow],
        keys: tuple[UUID, ...],
    ) -> None:  # fmt: skip
        super().__init__(part)
        self._desk, self._part, self._enclose, self._do = desk, part, enclose, do
        self._rows, self._keys = tuple(rows), keys
        part.file_chosen.connect(self._read)
        self._turning = Turning(self, desk, do, self._refused)
        part.turn_wanted.connect(self._turn)
        if isinstance(part, EnclosuresPart):
            part.bind_wanted.connect(partial(self._bind, part))

    def _refused(self, attachment: str, error: UserError) -> None:
        self._part.show_refusal_at(attachment, error)

    def _read(self, attachment: str, path: Path) -> None:
        self._desk.run(
            exchange.read_enclosure, path, then=partial(self._read_done, attachment),
            refused=partial(self._refused, attachment), text=_("Reading the file"),
        )  # fmt: skip

    def _read_done(self, attachment: str, file: ReadFile) -> None:
        self._enclose(attachment, file)

    def _turn(self, key: UUID) -> None:
        """The same paper in another application of the bundle is turned with it."""
        row = next(each for each in self._rows if each.id == key)
        same = tuple(each.id for each in self._rows if (each.attachment, each.sha256) == (row.attachment, row.sha256))
        self._turning.turn(row, same)

    def _bind(self, part: EnclosuresPart, path: Path) -> None:
        self._desk.ask(usecases.paper_orders, self._keys, then=partial(self._bind_orders, part, path))

    def _bind_orders(self, part: EnclosuresPart, path: Path, orders: tuple[PaperOrder, ...]) -> None:
        self._desk.run(
            exchange.write_bound, orders, path, then=part.show_bound, refused=partial(self._refused, ""),
            text=_("Binding the papers"),
        )  # fmt: skip
