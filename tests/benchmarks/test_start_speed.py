"""From nothing to the painted list of a large association, and the memory it then holds."""

import time
from pathlib import Path

import pytest
from benchmarks.conftest import People
from benchmarks.processes import child, pss
from benchmarks.race import Ratios
from benchmarks.sizes import PEOPLE

pytestmark = pytest.mark.benchmark
ROUNDS = 11
SETTLING = 2.0
"""Seconds after which nothing more is asked or painted."""


def test_a_cold_start_paints_the_list_in_little_more_than_a_bare_window_takes(
    ratios: Ratios, people: People, tmp_path: Path
) -> None:
    """A new process each time, its files in the system's cache; the list is painted with its first people in it."""

    pairs = [paint(people, tmp_path) for _ in range(ROUNDS + 1)][1:]
    row = ratios.compare(f"cold start to the list of {PEOPLE:,}", pairs, most=1.8, unit="ms", scale=1_000)
    assert row.held, str(row)


def test_the_settled_desk_holds_little_more_memory_than_a_bare_window(
    ratios: Ratios, people: People, tmp_path: Path
) -> None:
    """Proportional set size (PSS), after a while of rest."""
    pairs = [rest(people, tmp_path) for _ in range(5)]
    row = ratios.compare(f"memory with the list of {PEOPLE:,}", pairs, most=1.6, unit="MiB")
    assert row.held, str(row)


def programs(people: People) -> tuple[tuple[object, ...], tuple[object, ...]]:
    return ("desk_window.py", people.desk, people.key.hex()), ("bare_window.py",)


def paint(people: People, home: Path) -> tuple[float, float]:
    """Seconds until the desk and the bare window have painted."""
    own, floor = (seconds_to_paint(*each, home=home) for each in programs(people))
    return own, floor


def seconds_to_paint(*program: object, home: Path) -> float:
    start = time.perf_counter()
    with child(*program, home=home) as window:
        assert window.line() == "painted"
        return time.perf_counter() - start


def rest(people: People, home: Path) -> tuple[float, float]:
    """MiB of the desk and the bare window after a while of rest."""
    own, floor = (memory_at_rest(*each, home=home) for each in programs(people))
    return own, floor


def memory_at_rest(*program: object, home: Path) -> float:
    with child(*program, home=home) as window:
        assert window.line() == "painted"
        time.sleep(SETTLING)
        held = pss(window.process)
    assert held, "nobody but root may look into the program's memory"
    return held
