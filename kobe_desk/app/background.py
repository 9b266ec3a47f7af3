"""One thread for what takes time while no desk is open: imports, key derivation, opening, bringing back a backup."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

import shiboken6
from PySide6.QtCore import QObject, Signal

from kobe_desk.core.errors import UserError

Then = Callable[[Any], object]
Refused = Callable[[UserError], object]


class Background(QObject):
    """Tasks one after the other; each answer arrives on the screen's thread, and never at a page that is gone."""

    _answered = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread = ThreadPoolExecutor(1, "background")
        self._answered.connect(_call)

    def run(self, task: Callable[[], Any], then: Then, refused: Refused, owner: QObject | None = None) -> None:
        """Run a task. A bug in it is raised on the screen's thread, where the crash dialog sees it."""

        def work() -> None:
            try:
                answer: Callable[[], object] = partial(then, task())
            except UserError as error:
                answer = partial(refused, error)
            except Exception as bug:
                answer = partial(_raise, bug)
            if shiboken6.isValid(self):
                self._answered.emit(partial(_deliver, owner, answer))

        self._thread.submit(work)

    def close(self) -> None:
        """Wait for what is running."""
        self._thread.shutdown(wait=True, cancel_futures=True)


def _deliver(owner: QObject | None, answer: Callable[[], object]) -> None:
    if owner is None or shiboken6.isValid(owner):
        answer()


def _raise(bug: Exception) -> None:
    raise bug


def _call(reply: Callable[[], None]) -> None:
    reply()
