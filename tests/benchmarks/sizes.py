"""How much is measured: full sizes by default, a share of them with KOBE_DESK_BENCHMARK_SHARE (such as 0.1)."""

import os

SHARE = float(os.environ.get("KOBE_DESK_BENCHMARK_SHARE", "1"))


def sized(full: int) -> int:
    """The number of people a row speaks of, or the share of it that was asked for."""
    return max(int(full * SHARE), 500)


PEOPLE = sized(10_000)
"""A large association: what a window opens on, and what a roster prints."""
MANY_PEOPLE = sized(100_000)
"""Beyond any association: what a search and an import have to bear."""
