"""The program with its window: the one place that knows every part. Nothing imports it."""

from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Entry point of `kobe-desk [--sample] [DESK]`. Returns the exit code."""
    from kobe_desk.app.start_up import run

    return run(arguments)
