"""Opens the sample association (見本), while one sentence says so."""

from typing import Any

from PySide6.QtCore import QObject, Signal

from kobe_desk.app import later
from kobe_desk.app.background import Background
from kobe_desk.app.start.wait import WaitPage
from kobe_desk.core.errors import UserError
from kobe_desk.core.text import _
from kobe_desk.ui.window import StartWindow


class SampleOpening(QObject):
    """One page of waiting. The first time the sample has to be made, which takes its time."""

    opened = Signal(object)
    left = Signal()
    shown_elsewhere = Signal()
    """The sample is open in another window of this computer, which has come forward."""

    def __init__(self, window: StartWindow, background: Background) -> None:
        super().__init__(window)
        self._window, self._background = window, background
        self._page = WaitPage(
            _("Preparing the sample"), _("An invented association with about 300 households. A moment, please.")
        )
        self._page.left.connect(self.left)

    def show(self) -> None:
        self._window.show_page(self._page)

    def open(self) -> None:
        self._background.run(later.open_sample, self._ready, self._refused)

    def _ready(self, desk: Any) -> None:
        if self._window.shown_page() is self._page:
            self.opened.emit(desk)
        else:  # somebody did not want to wait
            self._background.run(desk.close, _ignore, _ignore)

    def _refused(self, error: UserError) -> None:
        if self._window.shown_page() is self._page:
            self._page.refuse(error.message())
        self._background.run(later.sample_shown_already, self._rung, _ignore)

    def _rung(self, heard: bool) -> None:
        if heard:
            self.shown_elsewhere.emit()


def _ignore(_: object) -> None:
    """Nothing to say."""
