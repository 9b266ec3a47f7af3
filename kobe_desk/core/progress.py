"""How far a job has come, and the user's wish to stop it."""

from collections.abc import Callable
from dataclasses import dataclass

Report = Callable[[int, int], None]
"""Called by a job with (done, total); raises `Cancelled` when the user has asked to stop."""


@dataclass(frozen=True, slots=True)
class Step:
    """One report of a running job: `done` of `total` pieces."""

    done: int
    total: int


def silent(done: int, total: int) -> None:
    """A report that nobody listens to."""
