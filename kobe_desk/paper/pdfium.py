"""PDFium for one caller at a time: it is not made for two threads, not even with a document each.

The preview draws pages on the screen's thread while a package is put together on another. Two at once end the program
without a word, or spoil its memory for later.
"""

from collections.abc import Callable
from functools import wraps
from threading import RLock
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")
_ONE_AT_A_TIME = RLock()


def alone(work: Callable[P, R]) -> Callable[P, R]:
    """Work with PDFium, from opening a document to closing it; whoever comes meanwhile waits."""

    @wraps(work)
    def waiting(*args: P.args, **kwargs: P.kwargs) -> R:
        with _ONE_AT_A_TIME:
            return work(*args, **kwargs)

    return waiting
