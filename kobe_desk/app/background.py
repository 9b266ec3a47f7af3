"""One thread for what takes time while no desk is open: imports, key derivation, opening, bringing back a backup."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import count
from typing import Any, NamedTuple

import shiboken6
from PySide6.QtCore import QObject, Signal

from kobe_desk.core.errors import UserError

Then = Callable[[Any], object]
Refused = Callable[[UserError], object]


class _Awaited(NamedTuple):
    """Who gets an answer. It stays on the screen's thread, as in `ui.desk`."""

    then: Then
    refused: Refused
    owner: QObject | None


class Background(QObject):
    """Tasks one after the other; each answer arrives on the screen's thread, and never at a page that is gone."""

    _answered = Signal(int, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread = ThreadPoolExecutor(1, "background")
        self._awaited: dict[int, _Awaited] = {}
        self._numbers = count()
        self._answered.connect(self._deliver)

    def run(self, task: Callable[[], Any], then: Then, refused: Refused, owner: QObject | None = None) -> None:
        """Run a task. A bug in it is raised on the screen's thread, where the crash dialog sees it."""
        number = next(self._numbers)
        self._awaited[number] = _Awaited(then, refused, owner)

        def work() -> None:
            outcome: Future[Any] = Future()
            try:
                outcome.set_result(task())
            except Exception as error:  # noqa: BLE001 - carried to the screen's thread and raised there
                outcome.set_exception(error)
            if shiboken6.isValid(self):
                self._answered.emit(number, outcome)

        self._thread.submit(work)

    def close(self) -> None:
        """Wait for what is running."""
        self._thread.shutdown(wait=True, cancel_futures=True)

    def _deliver(self, number: int, outcome: "Future[Any]") -> None:
        awaited = self._awaited.pop(number)
        if awaited.owner is not None and not shiboken6.isValid(awaited.owner):
            return
        error = outcome.exception()
        if isinstance(error, UserError):
            awaited.refused(error)
        elif error is not None:
            raise error
        else:
            awaited.then(outcome.result())
