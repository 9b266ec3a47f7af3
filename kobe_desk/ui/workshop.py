"""Runs a job away from the desk: in a spawned child process with limits, handed plain data and giving it back."""

import multiprocessing
import threading
import traceback
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any

from kobe_desk.core.errors import Cancelled, UserError
from kobe_desk.core.text import N_, language, use_language
from kobe_desk.core.vault.hardening import forbid_core_dumps

MEMORY_LIMIT = 1 << 30  # bytes of address space a job may take beyond what the interpreter holds
TIME_LIMIT = 600  # seconds of processor time


class JobStopped(UserError):
    text = N_("The work stopped before it was finished. Nothing was changed. The file may be too large.")


class JobFailed(RuntimeError):
    """A bug in a job; the text is the child's traceback without values."""


class Child:
    """One job in one child process."""

    def __init__(self, job: Callable[..., Any], args: tuple[Any, ...]) -> None:
        context = multiprocessing.get_context("spawn")
        self._mine, theirs = context.Pipe()
        self._process = context.Process(target=_work, args=(theirs, language(), job, args), daemon=True)
        self._process.start()
        theirs.close()
        self._stopped = threading.Event()

    def wait(self, report: Callable[[int, int], None]) -> Any:
        """The job's result. Raises its UserError, Cancelled, JobStopped or JobFailed."""
        try:
            while True:
                kind, content = self._mine.recv()
                if kind == "step":
                    report(*content)
                    continue
                return _answer(kind, content)
        except (EOFError, OSError):
            if self._stopped.is_set():
                raise Cancelled from None
            raise JobStopped from None
        finally:
            self._process.join(1)
            self.stop()

    def stop(self) -> None:
        """End the child at once; its half-done work is its own."""
        self._stopped.set()
        if self._process.is_alive():
            self._process.kill()


def _answer(kind: str, content: Any) -> Any:
    if kind == "done":
        return content
    if kind == "refused":
        raise content
    raise JobFailed(content)


def _work(pipe: Connection, chosen: str, job: Callable[..., Any], args: tuple[Any, ...]) -> None:
    forbid_core_dumps()
    _limit()
    use_language(chosen)
    try:
        answer: tuple[str, Any] = ("done", job(*args, report=lambda done, total: pipe.send(("step", (done, total)))))
    except UserError as refusal:
        answer = ("refused", refusal)
    except MemoryError:
        answer = ("refused", JobStopped())
    except Exception as bug:
        frames = traceback.extract_tb(bug.__traceback__)
        places = "\n".join(f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames)
        answer = ("bug", f"{type(bug).__name__}\n{places}")
    pipe.send(answer)
    pipe.close()


def _limit() -> None:
    try:
        import resource
    except ImportError:  # Windows has none of this; the reader's own limits still hold there
        return
    resource.setrlimit(resource.RLIMIT_CPU, (TIME_LIMIT, TIME_LIMIT))
    held = _address_space()
    if held:
        resource.setrlimit(resource.RLIMIT_AS, (held + MEMORY_LIMIT, held + MEMORY_LIMIT))


def _address_space() -> int:
    """Bytes this process has mapped already; 0 where the system does not say."""
    try:
        with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123 - not a file on a disk
            return int(file.read().split()[0]) * 4096
    except OSError:
        return 0
