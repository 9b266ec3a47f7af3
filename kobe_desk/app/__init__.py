"""The program with its window: the one place that knows every part. Nothing imports it."""

import builtins
import ctypes
import gc
import sys
from collections.abc import Sequence
from contextlib import suppress

OBJECTS_BETWEEN_COLLECTIONS = 200_000
_M_ARENA_MAX = -8


def main(arguments: Sequence[str] | None = None) -> int:
    """Entry point of `kobe-desk [--sample] [DESK]`. Returns the exit code."""
    begin_lightly()
    from kobe_desk.app.start_up import run

    return run(arguments)


def begin_lightly() -> None:
    """Save a fifth of the start and 20 MiB: what the imports to come would cost beyond themselves.

    Qt for Python reads and keeps the source of every module imported after it, looking for `from __feature__`, which
    we do not use. What imports make, stays: the collector need not look through all of it at every 700 objects. And
    our threads work one at a time: one heap does for all of them.
    """
    gc.set_threshold(OBJECTS_BETWEEN_COLLECTIONS)
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):  # a C library without it
            ctypes.CDLL(None).mallopt(_M_ARENA_MAX, 1)
    plain_import = builtins.__import__
    import PySide6.QtCore  # noqa: F401

    builtins.__import__ = plain_import
