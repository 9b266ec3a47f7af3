"""The desk a controller works at: five verbs over the records, which live on a thread of their own."""

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from itertools import count
from types import FunctionType
from typing import Any, NamedTuple

import shiboken6
from PySide6.QtCore import QObject, Signal

from kobe_desk.core.change import Change
from kobe_desk.core.drafts import Draft
from kobe_desk.core.errors import Cancelled, UserError
from kobe_desk.core.permission import Who
from kobe_desk.core.records import Records

Then = Callable[[Any], object]
Refused = Callable[[UserError], object]


class Progress(QObject):
    """Running work: how far it is, and the wish to stop it. `text` says what is being done."""

    stepped = Signal(int, int)
    finished = Signal()

    def __init__(self, parent: QObject, text: str = "") -> None:
        super().__init__(parent)
        self.text = text
        self._stop: Callable[[], None] = lambda: None
        self.cancelled = False

    def cancel(self) -> None:
        """Stop the job; nothing of it is kept."""
        self.cancelled = True
        self._stop()

    def report(self, done: int, total: int) -> None:
        """Told by the work itself, on whatever thread it runs. Raises Cancelled once it was stopped."""
        if self.cancelled:
            raise Cancelled
        self.stepped.emit(done, total)


class Desk(QObject):
    """The only service a controller gets. Answers arrive on the screen's thread, and never at a page that is gone."""

    changed = Signal(object)
    """A `Change` was committed: pages that show one of its tables ask again."""
    refused = Signal(object)
    """A `UserError` that no field and no page took: shown in the strip."""
    started = Signal(object)
    """A `Progress` began."""
    saved = Signal()
    """A draft was kept."""
    _answered = Signal(int, object)

    def __init__(self, records: Records, *, inline: bool = False) -> None:
        super().__init__()
        self._records = records
        self._inline = inline
        self._thread = ThreadPoolExecutor(1, "records")
        self._workshop = ThreadPoolExecutor(1, "workshop")
        self._running: set[Progress] = set()
        self._awaited: dict[int, _Awaited] = {}
        self._numbers = count()
        self._closed = threading.Event()
        self._answered.connect(self._deliver)

    @property
    def who(self) -> Who:
        return self._records.who

    @property
    def undoable(self) -> Change | None:
        return self._records.undoable

    @property
    def redoable(self) -> Change | None:
        return self._records.redoable

    def ask(
        self,
        query: Callable[..., Any],
        *args: Any,
        then: Then,
        refused: Refused | None = None,
        progress: Progress | None = None,
    ) -> None:
        """Put a question to the records; `then` gets the answer."""
        self._on_records(partial(self._records.ask, query, *args), then, refused, progress=progress)

    def do(
        self,
        usecase: Callable[..., Any],
        *args: Any,
        then: Then | None = None,
        refused: Refused | None = None,
        progress: Progress | None = None,
    ) -> None:
        """Run a use-case in one transaction; `changed` is announced before `then` gets its result.

        A long one is given its rows by something that tells `progress.report`; stopping it rolls everything back.
        """

        def finished(done: Any) -> None:
            if not done.change.empty or done.change.touched:
                self.changed.emit(done.change)
            if then and _alive(then):
                then(done.result)

        task = partial(self._records.do, usecase, *args)
        self._on_records(task, finished, refused, owner=then or refused, progress=progress)

    def keep(self, draft: Draft) -> None:
        """Keep what is being typed: no audit, no undo, no announcement of a change."""
        self._on_records(partial(self._records.keep, draft), lambda _: self.saved.emit(), None)

    def draft(self, page: str, record: str, then: Then) -> None:
        """Bring back what was being typed (None when nothing was)."""
        self._on_records(partial(self._records.draft, page, record), then, None)

    def drop(self, page: str, record: str = "") -> None:
        """Forget a draft whose form was committed or thrown away."""
        self._on_records(partial(self._records.drop, page, record), lambda _: None, None)

    def history(self, row: Any, then: Then, limit: int = 50) -> None:
        """The newest changes of one row (or of the desk, for None)."""
        self._on_records(partial(self._records.history, row, limit), then, None)

    def undo(self) -> None:
        self._on_records(self._records.undo, self.changed.emit, None)

    def redo(self) -> None:
        self._on_records(self._records.redo, self.changed.emit, None)

    def undo_at(self, *sequences: int) -> None:
        """Take back lines of the history, newest first, as one."""
        self._on_records(partial(self._records.undo_at, *sequences), self.changed.emit, None)

    def run(
        self,
        job: Callable[..., Any],
        *args: Any,
        then: Then,
        refused: Refused | None = None,
        here: bool = False,
        text: str = "",
    ) -> Progress:
        """Run `job(*args, report=…)` without the desk: in a child process, or `here` (it needs a key) on a thread."""
        progress = Progress(self, text)
        self._running.add(progress)

        def task() -> Any:
            if here or self._inline:
                return job(*args, report=progress.report)
            from kobe_desk.ui.workshop import Child

            child = Child(job, args)
            progress._stop = child.stop
            return child.wait(progress.report)

        self.started.emit(progress)
        self._submit(self._workshop, task, then, refused, then, partial(self._ended, progress))
        return progress

    def on_records(self, work: Callable[[Records], Any], then: Then, refused: Refused | None = None) -> None:
        """For the frame only (backup, check, lock): work on the open records themselves, on their thread."""
        self._on_records(partial(work, self._records), then, refused)

    def close(self) -> None:
        """Stop the jobs, let the records finish, and close the file. Answers still on their way are dropped."""
        for progress in tuple(self._running):
            progress.cancel()
            self._ended(progress)
        self._closed.set()
        self._workshop.shutdown(wait=True)
        self._thread.submit(self._records.close).result()
        self._thread.shutdown(wait=True)
        self._awaited.clear()

    # how an answer finds its way home

    def _on_records(
        self,
        task: Callable[[], Any],
        then: Then,
        refused: Refused | None,
        owner: Any = None,
        progress: Progress | None = None,
    ) -> None:
        if progress is None:
            self._submit(self._thread, task, then, refused, owner or then, lambda: None)
            return
        self._running.add(progress)
        self.started.emit(progress)
        self._submit(self._thread, task, then, refused, owner or then, partial(self._ended, progress))

    def _ended(self, progress: Progress) -> None:
        self._running.discard(progress)
        progress.finished.emit()

    def _submit(
        self,
        pool: ThreadPoolExecutor,
        task: Callable[[], Any],
        then: Then,
        refused: Refused | None,
        owner: Any,
        ended: Callable[[], None],
    ) -> None:
        number = next(self._numbers)

        def answer() -> None:
            outcome = _outcome(task)
            if self._inline:
                self._deliver(number, outcome)
            elif not self._closed.is_set():
                # from inside the task: a done-callback may run in the caller too early
                self._answered.emit(number, outcome)

        if self._inline or not self._closed.is_set():  # a page that is not gone yet may still ask
            self._awaited[number] = _Awaited(then, refused, owner, ended)
        if self._inline:
            answer()
        elif not self._closed.is_set():
            pool.submit(answer)

    def _deliver(self, number: int, outcome: "Future[Any]") -> None:
        awaited = self._awaited.pop(number, None)
        if awaited is not None:  # it may have been on its way when the desk was closed
            self._reply(awaited, outcome)

    def _reply(self, awaited: "_Awaited", outcome: "Future[Any]") -> None:
        awaited.ended()
        error = outcome.exception()
        if isinstance(error, Cancelled):
            return
        if isinstance(error, UserError):
            refused = awaited.refused
            (refused if refused and _alive(refused) else self.refused.emit)(error)
        elif error is not None:
            raise error  # on the screen's thread: the crash dialog sees it
        elif _alive(awaited.owner):
            awaited.then(outcome.result())


class _Awaited(NamedTuple):
    """Who gets an answer. It stays on the screen's thread: what holds a page must never be let go of on another, for
    Qt lets an object be destroyed only on the thread it lives on.
    """

    then: Then
    refused: Refused | None
    owner: Any
    ended: Callable[[], None]


def _outcome(task: Callable[[], Any]) -> "Future[Any]":
    outcome: Future[Any] = Future()
    try:
        outcome.set_result(task())
    except Exception as error:  # noqa: BLE001 - carried to the screen's thread and raised there
        outcome.set_exception(error)
    return outcome


def _alive(callback: Any) -> bool:
    """False when the page behind a callback is gone: the one it is a method of, or whose `self` it closes over."""
    while isinstance(callback, partial):
        callback = callback.func
    owner = getattr(callback, "__self__", None)
    if isinstance(callback, FunctionType) and callback.__closure__:
        closed = dict(zip(callback.__code__.co_freevars, callback.__closure__, strict=True))
        owner = closed["self"].cell_contents if "self" in closed else None
    return not isinstance(owner, QObject) or shiboken6.isValid(owner)
