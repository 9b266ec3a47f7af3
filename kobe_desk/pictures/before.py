"""What is seen before a desk is open: the first run with its answers, the page of opening, bringing back a backup."""

from collections.abc import Callable, Iterator
from functools import partial
from threading import Event
from typing import TypeVar

from kobe_desk.app.program import Entrance, Program
from kobe_desk.app.start.begin import BeginPage
from kobe_desk.app.start.bring_back import BringBackPage
from kobe_desk.app.start.passphrase import PassphrasePage
from kobe_desk.app.start.place import PlacePage
from kobe_desk.app.start.recovery import RecoveryPage
from kobe_desk.app.start.unlock import UnlockPage
from kobe_desk.app.start.who import WhoPage
from kobe_desk.pictures.patience import answered, wait
from kobe_desk.pictures.scene import Scene
from kobe_desk.ui.page import Page

P = TypeVar("P", bound=Page)


def first_run(program: Program) -> Iterator[Scene]:
    """From the first page to an open desk."""
    window = _entrance(program)
    yield _scene(program, "first-run")
    for name, go_on in (
        ("first-run-who", partial(_press, window, BeginPage, lambda page: page.new.click())),
        ("first-run-passphrase", partial(_press, window, WhoPage, _answer_who)),
        ("first-run-recovery", partial(_press, window, PassphrasePage, _answer_words)),
        ("first-run-place", partial(_press, window, RecoveryPage, _answer_code)),
    ):
        go_on()
        yield _scene(program, name)
    _page(window, PlacePage).later.emit()
    wait(lambda: program.opened is not None)


def locked(program: Program) -> Iterator[Scene]:
    """Lock the open desk; from there to a backup."""
    program.lock()
    yield _scene(program, "unlock")
    window = _entrance(program)
    _press(window, UnlockPage, lambda page: page.backup.click())
    yield _scene(program, "bring-back")
    _press(window, BringBackPage, lambda page: page.previous.click())
    yield _scene(program, "begin-again")


def waiting(program: Program) -> Iterator[Scene]:
    """While the sample is being prepared; then it is open."""
    gate = Event()
    program.background.run(gate.wait, _nothing, _nothing)  # else it may be there before anybody has looked
    program.begin(sample=True)
    yield Scene("wait", _entrance(program))
    gate.set()
    wait(lambda: program.opened is not None)


def _scene(program: Program, name: str) -> Scene:
    answered(program.background)
    return Scene(name, _entrance(program))


def _entrance(program: Program) -> Entrance:
    assert program.entrance is not None  # noqa: S101 - no desk is open
    return program.entrance


def _page(window: Entrance, kind: type[P]) -> P:
    page = window.shown_page()
    if not isinstance(page, kind):
        raise TypeError(f"{type(page).__name__} is in sight instead of {kind.__name__}")
    return page


def _press(window: Entrance, kind: type[P], act: Callable[[P], None]) -> None:
    page = _page(window, kind)
    act(page)
    wait(lambda: window.shown_page() is not page)


def _answer_who(page: WhoPage) -> None:
    page.association.set_value("みなと坂自治会")
    page.person.set_value("中村 花子")
    page.next.click()


def _answer_words(page: PassphrasePage) -> None:
    page.again.words.setText(page.words)
    page.next.click()


def _answer_code(page: RecoveryPage) -> None:
    page.line.set_value("".join(page.asked.groups) + page.asked.check)
    page.next.click()


def _nothing(_: object) -> None:
    """Nothing to say."""
