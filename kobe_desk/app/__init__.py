"""The program with its window: the one place that knows every part. Nothing imports it."""

import builtins
import gc
from collections.abc import Sequence

OBJECTS_BETWEEN_COLLECTIONS = 50_000


def main(arguments: Sequence[str] | None = None) -> int:
    """Entry point of `kobe-desk [--sample] [DESK]`. Returns the exit code."""
    import_lightly()
    from kobe_desk.app.start_up import run

    return run(arguments)


def import_lightly() -> None:
    """Save a fifth of the start and 20 MiB: what the imports to come would cost beyond themselves.

    Qt for Python reads and keeps the source of every module imported after it, looking for `from __feature__`, which
    we do not use. And what imports make, stays: the collector need not look through all of it at every 700 objects.
    """
    gc.set_threshold(OBJECTS_BETWEEN_COLLECTIONS)
    plain_import = builtins.__import__
    import PySide6.QtCore  # noqa: F401

    builtins.__import__ = plain_import
