"""Whatever thread asks for memory: what refers to itself is destroyed on the screen's thread."""

import gc
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject

from kobe_desk.ui.collecting import MANY, Collector


class Ring:
    """Refers to itself, and tells where it ended."""

    ended: list[int] = []

    def __init__(self) -> None:
        self.itself = self

    def __del__(self) -> None:
        Ring.ended.append(threading.get_ident())


@pytest.fixture
def collector(qapp: object) -> Iterator[Collector]:
    before, parent = gc.get_threshold(), QObject()
    gc.collect()
    gc.set_threshold(700)
    Ring.ended.clear()
    gc.enable()
    yield Collector(parent)
    gc.set_threshold(*before)


def test_a_thread_that_asks_for_much_memory_collects_nothing(collector: Collector) -> None:
    Ring()
    kept: list[list[int]] = []
    thread = threading.Thread(target=lambda: kept.extend([number] for number in range(MANY + 10)))
    thread.start()
    thread.join()
    assert Ring.ended == []
    collector.look()
    assert Ring.ended == [threading.get_ident()]


def test_without_it_the_thread_would_have(qapp: object) -> None:
    gc.collect()
    before = gc.get_threshold()
    gc.set_threshold(700)
    gc.enable()
    Ring.ended.clear()
    Ring()
    kept: list[list[int]] = []
    thread = threading.Thread(target=lambda: kept.extend([number] for number in range(MANY)))
    thread.start()
    thread.join()
    gc.disable()
    gc.set_threshold(*before)
    assert Ring.ended and Ring.ended != [threading.get_ident()]
