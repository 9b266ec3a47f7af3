"""Waiting until a window has come to rest: every answer has arrived, no job runs, and nothing waits to be painted."""

import time
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QEventLoop, QObject
from PySide6.QtWidgets import QApplication

from kobe_desk.app.background import Background
from kobe_desk.app.program import Program
from kobe_desk.ui.desk import Desk, Progress

LONGEST = 120.0
"""Seconds after which waiting has become pointless."""
_ROUNDS = 3
"""Answers may ask again: the records are asked so many times whether they are done."""


def wait(until: Callable[[], object]) -> None:
    """Let the program run until something is true. Raises TimeoutError."""
    end = time.monotonic() + LONGEST
    while not until():
        if time.monotonic() > end:
            raise TimeoutError
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
        time.sleep(0.002)


def still_after(act: Callable[[], object]) -> None:
    """Do something, and let layouts that ask each other come to rest."""
    act()
    for _ in range(5):
        QApplication.sendPostedEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()


def answered(background: Background) -> None:
    """Wait until the tasks before a desk is open have told what came of them."""
    for _ in range(_ROUNDS):
        done: list[object] = []
        background.run(_nothing, done.append, done.append)
        wait(partial(bool, done))
    still_after(lambda: None)


def end(program: Program) -> None:
    """Close a program, and wait until it has ended."""
    ended: list[bool] = []
    program.ended.connect(lambda: ended.append(True))
    program.close()
    wait(lambda: ended)


class Watch(QObject):
    """Knows what runs at a desk."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._running: set[Progress] = set()
        desk.started.connect(self._begun)

    def rest(self) -> None:
        """Wait until the desk has told everything it was asked."""
        for _ in range(_ROUNDS):
            done: list[object] = []
            self._desk.on_records(_nothing, done.append)
            wait(partial(self._rests, done))
            still_after(lambda: None)

    def _rests(self, done: list[object]) -> bool:
        return bool(done) and not self._running

    def _begun(self, progress: Progress) -> None:
        self._running.add(progress)
        progress.finished.connect(lambda: self._running.discard(progress))


def _nothing(*_: object) -> None:
    """Only that it was asked counts."""
