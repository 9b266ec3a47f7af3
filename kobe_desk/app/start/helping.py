"""A packet for a helper in the window, without any desk: opened with six words, answered, given back."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from kobe_desk.app.background import Background
from kobe_desk.app.start.packet import OpenPacketPage
from kobe_desk.core.errors import UserError
from kobe_desk.ui.window import StartWindow

if TYPE_CHECKING:
    from kobe_desk.modules.subsidies.controller.helping.volunteer import PacketController


class Helping(QObject):
    """One packet from its six words to its end. `left` for the way back, `done` when the helper closes it."""

    left = Signal()
    done = Signal()

    def __init__(self, window: StartWindow, background: Background) -> None:
        super().__init__(window)
        self._window, self._background = window, background
        self._page: OpenPacketPage | None = None
        self.controller: PacketController | None = None

    def show(self, path: Path | None = None) -> OpenPacketPage:
        """Ask for the file and its words."""
        self._page = page = OpenPacketPage(path)
        page.open_wanted.connect(self._open)
        page.back.connect(self.left)
        self._window.show_page(page)
        return page

    def flush(self) -> None:
        """The window closes: save what was typed."""
        if self.controller is not None:
            self.controller.flush()

    def _open(self, path: Path, words: str) -> None:
        page = self._page
        if page is not None:
            page.busy(True)
            self._background.run(partial(_opened, path, words), self._show_packet, self._refused, page)

    def _refused(self, error: UserError) -> None:
        if self._page is not None:
            self._page.busy(False)
            self._page.show_refusal(error)

    def _show_packet(self, opened: Any) -> None:
        from kobe_desk.modules.subsidies.controller.helping.volunteer import PacketController
        from kobe_desk.modules.subsidies.view.helping import PacketPage

        given = opened.packet
        page = PacketPage(given.programme.title, given.association)
        self._page = None
        self._window.show_page(page)
        self.controller = PacketController(self._run, page, opened)
        self.controller.left.connect(self._end)

    def _run(self, task: Callable[[], Any], then: Any, refused: Any, owner: QObject) -> None:
        self._background.run(task, then, refused, owner)

    def _end(self) -> None:
        self.controller = None
        self.done.emit()


def _opened(path: Path, words: str) -> Any:
    from kobe_desk.modules.subsidies.exchange import helping

    return helping.open_packet(path, words)
