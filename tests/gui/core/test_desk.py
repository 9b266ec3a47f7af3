"""The desk's five verbs, on its real threads and processes."""

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from support import shelf

from kobe_desk.core.drafts import Draft
from kobe_desk.core.errors import UserError
from kobe_desk.core.progress import Report
from kobe_desk.core.records import Records
from kobe_desk.ui.desk import Desk


class TooMany(UserError):
    text = "There are {count}."


def counted(total: int, report: Report) -> int:
    for number in range(total):
        report(number, total)
    return total


def refusing(count: int, report: Report) -> None:
    raise TooMany("count", count=count)


def endless(report: Report) -> None:
    number = 0
    while True:
        number += 1
        report(number, 0)


def greedy(report: Report) -> int:
    return len(bytearray(8 << 30))


class Page(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[object] = []

    def show_answer(self, answer: object) -> None:
        self.seen.append(answer)

    def answer(self):
        """A callback as it is written on the spot."""
        return lambda answer: self.seen.append(answer)


@pytest.fixture
def real_desk(records: Records, qtbot: object) -> Iterator[Desk]:
    shelf.make_tables(records.database)
    desk = Desk(records)
    yield desk
    desk.close()


def test_an_answer_arrives_on_the_screens_thread(real_desk: Desk, qtbot) -> None:
    page = Page()
    real_desk.do(shelf.add_shelf, "郷土", then=page.show_answer)
    real_desk.ask(shelf.shelves, then=page.show_answer)
    qtbot.waitUntil(lambda: len(page.seen) == 2)
    assert page.seen[1] == ("郷土",)


def test_a_change_is_announced_before_the_page_hears_its_result(real_desk: Desk, qtbot) -> None:
    order: list[str] = []
    real_desk.changed.connect(lambda change: order.append(change.label))
    real_desk.do(shelf.add_shelf, "郷土", then=lambda _: order.append("then"))
    qtbot.waitUntil(lambda: len(order) == 2)
    assert order == ["Add shelf", "then"]
    real_desk.undo()
    qtbot.waitUntil(lambda: len(order) == 3)


def test_an_answer_to_a_closed_page_is_dropped(real_desk: Desk, qtbot) -> None:
    import shiboken6

    page, later = Page(), Page()
    real_desk.ask(shelf.shelves, then=page.show_answer)
    real_desk.ask(shelf.shelves, then=page.answer())
    shiboken6.delete(page)
    real_desk.ask(shelf.shelves, then=later.show_answer)
    qtbot.waitUntil(lambda: len(later.seen) == 1)
    assert page.seen == []


def test_what_a_page_asks_after_the_desk_was_closed_is_dropped(records: Records, qtbot) -> None:
    page, desk = Page(), Desk(records)
    desk.close()
    desk.keep(Draft("minutes", "", "おそすぎる"))
    desk.ask(shelf.shelves, then=page.show_answer)
    qtbot.wait(20)
    assert page.seen == []


def test_a_bug_is_raised_on_the_screens_thread(real_desk: Desk, qtbot) -> None:
    with qtbot.captureExceptions() as bugs:
        real_desk.do(shelf.fail_halfway)
        qtbot.waitUntil(lambda: bool(bugs))
    assert bugs[0][0] is RuntimeError


def test_a_draft_is_kept_and_found(real_desk: Desk, qtbot) -> None:
    page = Page()
    with qtbot.waitSignal(real_desk.saved):
        real_desk.keep(Draft("minutes", "", "途中"))
    real_desk.draft("minutes", "", page.show_answer)
    qtbot.waitUntil(lambda: len(page.seen) == 1)
    assert page.seen[0].text == "途中"


def test_a_job_runs_in_a_child_and_reports(real_desk: Desk, qtbot) -> None:
    page, steps = Page(), []
    progress = real_desk.run(counted, 3, then=page.show_answer)
    progress.stepped.connect(lambda done, total: steps.append((done, total)))
    qtbot.waitUntil(lambda: page.seen == [3], timeout=20_000)
    assert steps == [(0, 3), (1, 3), (2, 3)]


def test_a_refusal_of_a_job_comes_home_with_its_facts(real_desk: Desk, qtbot) -> None:
    page = Page()
    real_desk.run(refusing, 7, then=page.show_answer, refused=page.show_answer)
    qtbot.waitUntil(lambda: len(page.seen) == 1, timeout=20_000)
    assert page.seen[0].message() == "There are 7."
    assert page.seen[0].field == "count"


def test_a_cancelled_job_ends_in_silence(real_desk: Desk, qtbot) -> None:
    page = Page()
    progress = real_desk.run(endless, then=page.show_answer, refused=page.show_answer)
    with qtbot.waitSignal(progress.finished, timeout=20_000):
        progress.stepped.connect(progress.cancel)
    assert page.seen == []


def test_a_job_that_eats_all_memory_is_refused_and_the_desk_lives(real_desk: Desk, qtbot) -> None:
    page = Page()
    real_desk.run(greedy, then=page.show_answer, refused=page.show_answer)
    qtbot.waitUntil(lambda: len(page.seen) == 1, timeout=20_000)
    assert isinstance(page.seen[0], UserError)


class Held:
    """Stands for a page: notes on which thread the last hold on it was let go."""

    def __init__(self, ends: list[threading.Thread]) -> None:
        self._ends = ends

    def show_answer(self, answer: object) -> None: ...

    def __del__(self) -> None:
        self._ends.append(threading.current_thread())


def test_what_waits_for_an_answer_is_let_go_of_on_the_thread_of_the_screen(records: Records, qtbot) -> None:
    shelf.make_tables(records.database)
    desk, ends, goes_on = Desk(records), [], threading.Event()
    desk.ask(lambda _session: goes_on.wait(5), then=Held(ends).show_answer)
    later = threading.Timer(0.2, goes_on.set)
    later.daemon = True
    later.start()
    desk.close()  # while the answer is still on its way
    assert ends == [threading.main_thread()]
