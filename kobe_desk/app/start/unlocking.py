"""Opens a desk from the page 帳面を開く: key store, passphrase, recovery code, and pauses after slips."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from kobe_desk.app.background import Background
from kobe_desk.app.start.known import KnownDesk
from kobe_desk.core.errors import UserError
from kobe_desk.core.text import _, n_
from kobe_desk.ui.page import Page
from kobe_desk.ui.window import StartWindow

if TYPE_CHECKING:
    from kobe_desk.app.start.unlock import UnlockPage

FREE_ATTEMPTS = 3
LONGEST_PAUSE = 30
PATIENCE = 1_500
"""Milliseconds in which a key store usually has opened the desk: a window shown for less would only flash."""


def pause_after(wrong: int) -> int:
    """Seconds to wait after so many wrong attempts: none for the first three, then 2, 4, 8 … 30."""
    return min(2 ** (wrong - FREE_ATTEMPTS + 1), LONGEST_PAUSE) if wrong >= FREE_ATTEMPTS else 0


class Unlocking(QObject):
    """One page of opening. The key store is asked only at the start: after locking, the passphrase is.

    While it is asked nothing is shown, or after a moment that the desk is opening and how not to wait for it.
    """

    opened = Signal(object)
    begin_wanted = Signal()
    backup_wanted = Signal()
    search_wanted = Signal(object)
    shown_elsewhere = Signal()
    """The desk is open in another window of this computer, which has come forward."""

    def __init__(self, window: StartWindow, background: Background) -> None:
        super().__init__(window)
        self._window, self._background = window, background
        self._page: UnlockPage | None = None
        self._asked_on: Page | None = None  # what is in sight while the key store is asked
        self._wrong = 0
        self._left = 0
        self._trying = False
        self._by_hand = Event()  # somebody types rather than wait for the key store
        self._tick = QTimer(self, interval=1000)
        self._tick.timeout.connect(self._wait_on)
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE)

    def show(self, desks: Sequence[KnownDesk], *, locked: bool = False) -> "UnlockPage":
        """Show the page; the first of the desks is chosen."""
        from kobe_desk.app.start.unlock import UnlockPage

        self._page = page = UnlockPage(desks, locked=locked)
        page.open_wanted.connect(self._try)
        page.begin_wanted.connect(self.begin_wanted)
        page.backup_wanted.connect(self.backup_wanted)
        page.search_wanted.connect(self.search_wanted)
        page.line_left.connect(self._check_line)
        self._window.show_page(page)
        if self._left:
            self._hold()
        return page

    def begin(self, desks: Sequence[KnownDesk]) -> None:
        """At the start: the page, unless the computer's key store is likely to open the first desk at once."""
        if not desks[0].in_key_store:
            self.show(desks)

    def ask_key_store(self, desks: Sequence[KnownDesk]) -> None:
        """Whether this computer's own key store opens the first desk; if it does not, the passphrase is asked."""
        if not desks[0].there:
            return
        self._asked_on = self._window.shown_page()
        if self._asked_on is None:
            self._patience.timeout.connect(partial(self._show_waiting, desks))
            self._patience.start()
        opened, refused = partial(self._key_store_answered, desks), partial(self._passphrase_instead, desks)
        self._background.run(partial(_unless_by_hand, desks[0].folder, self._by_hand), opened, refused, self)

    def _show_waiting(self, desks: Sequence[KnownDesk]) -> None:
        from kobe_desk.app.start.wait import WaitPage

        text = _("This computer's key store opens it. A moment, please.")
        wait = WaitPage(_("Open {name}").format(name=desks[0].name), text, _("Open with the passphrase"))
        wait.left.connect(self._by_hand.set)
        wait.left.connect(lambda: self.show(desks))
        self._asked_on = wait
        self._window.show_page(wait)

    def _key_store_answered(self, desks: Sequence[KnownDesk], opened: Any) -> None:
        self._patience.stop()
        if opened is None:
            self._passphrase_instead(desks, None)
        elif self._window.shown_page() is self._asked_on and not self._typing:
            self.opened.emit(opened)
        else:  # somebody wants something else already
            self._background.run(opened.close, _ignore, _ignore)

    def _passphrase_instead(self, desks: Sequence[KnownDesk], _reason: object) -> None:
        self._patience.stop()
        if self._page is None and self._window.shown_page() is self._asked_on:
            self.show(desks)

    @property
    def _typing(self) -> bool:
        return self._trying or (self._page is not None and any(self._page.secret.typed()))

    def _try(self) -> None:
        page = self._page
        if page is None or page.desk is None or self._left or self._trying or not page.desk.there:
            return
        page.refuse("")
        page.secret.forgive()
        words, lines = page.secret.typed()
        self._trying = True
        self._by_hand.set()
        page.busy(True)
        self._background.run(partial(_open, page.desk.folder, words, lines), self._succeeded, self._failed, page)

    def _succeeded(self, opened: Any) -> None:
        self._trying = False
        self._wrong = 0
        self.opened.emit(opened)

    def _failed(self, error: UserError) -> None:
        self._trying = False
        page = self._page
        if page is None:
            return
        page.busy(False)
        if _in_use(error) and page.desk is not None:
            self._background.run(partial(_ring, page.desk.folder), self._rung, _ignore, page)
        if not page.secret.show_refusal(error):
            page.refuse(error.message())
        elif error.field in ("passphrase", "recovery"):
            self._wrong += 1
            self._left = pause_after(self._wrong)
            self._hold()

    def _rung(self, heard: bool) -> None:
        if heard:
            self.shown_elsewhere.emit()

    def _hold(self) -> None:
        if self._page is None:
            return
        words = n_(
            "Please wait {count} second, then try again.", "Please wait {count} seconds, then try again.", self._left
        )
        self._page.hold(words.format(count=self._left) if self._left else "")
        if self._left and not self._tick.isActive():
            self._tick.start()

    def _wait_on(self) -> None:
        self._left = max(self._left - 1, 0)
        if not self._left:
            self._tick.stop()
        self._hold()

    def _check_line(self, at: int, text: str) -> None:
        page = self._page
        if page is None:
            return

        def slip(error: UserError) -> None:
            page.secret.code.fields[at].refuse(error.message())

        def right(_: object) -> None:
            page.secret.code.fields[at].refuse("")

        self._background.run(partial(_line, at, text), right, slip, page)


def _open(folder: Path, words: str, lines: tuple[str, ...]) -> Any:
    from kobe_desk.app import opening

    return opening.open_with(folder, opening.Typed(words, lines))


def _unless_by_hand(folder: Path, by_hand: Event) -> Any:
    """What the key store opens; given back at once if somebody would rather type, whose turn is next."""
    opened = _with_keyring(folder)
    if opened is not None and by_hand.is_set():
        opened.close()
        return None
    return opened


def _with_keyring(folder: Path) -> Any:
    from kobe_desk.app import opening

    return opening.open_with_keyring(folder)


def _ring(folder: Path) -> bool:
    from kobe_desk.app import doorbell

    return doorbell.ring(folder)


def _in_use(error: UserError) -> bool:
    from kobe_desk.core.database import DeskInUse

    return isinstance(error, DeskInUse)


def _line(at: int, text: str) -> None:
    from kobe_desk.app import tasks

    tasks.check_line(at, text)


def _ignore(_: object) -> None:
    """Nothing to say."""
