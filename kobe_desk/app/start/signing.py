"""A packet for signing in the window, without any desk: opened with six words, signed with a key file, given back."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from kobe_desk.app.background import Background
from kobe_desk.app.start.packet import OpenSignaturePage
from kobe_desk.core.errors import UserError
from kobe_desk.core.progress import silent
from kobe_desk.ui.window import StartWindow

if TYPE_CHECKING:
    from kobe_desk.modules.subsidies.controller.circulating import PacketController


class Signing(QObject):
    """One packet from its six words to its end. `left` for the way back, `done` when the signer closes it."""

    left = Signal()
    done = Signal()

    def __init__(self, window: StartWindow, background: Background) -> None:
        super().__init__(window)
        self._window, self._background = window, background
        self._page: OpenSignaturePage | None = None
        self.controller: PacketController | None = None

    def show(self, path: Path | None = None) -> OpenSignaturePage:
        """Ask for the file and its words."""
        self._page = page = OpenSignaturePage(path)
        page.open_wanted.connect(self._open)
        page.back.connect(self.left)
        self._window.show_page(page)
        return page

    def _open(self, path: Path, words: str) -> None:
        page = self._page
        if page is not None:
            page.busy(True)
            self._background.run(partial(_opened, path, words), self._look, self._refused, page)

    def _look(self, opened: Any) -> None:
        """The papers are a stranger's bytes until they were looked at in a child with limits."""
        page = self._page
        if page is not None:
            self._background.run(partial(_looked, opened), self._show_packet, self._refused, page)

    def _refused(self, error: UserError) -> None:
        if self._page is not None:
            self._page.busy(False)
            self._page.show_refusal(error)

    def _show_packet(self, now: Any) -> None:
        from kobe_desk.modules.subsidies.controller.circulating import PacketController
        from kobe_desk.modules.subsidies.view.circulating import PacketPapersPage

        page = PacketPapersPage()
        self._page = None
        self._window.show_page(page)
        self.controller = PacketController(_Run(self._background, page), page, now, {})
        page.done.connect(self._end)

    def _end(self) -> None:
        self.controller = None
        self.done.emit()


class _Run:
    """Work for one page: on the background thread, or in a child."""

    def __init__(self, background: Background, page: QObject) -> None:
        self._background, self._page = background, page

    def __call__(self, job: Any, *args: Any, then: Any, refused: Any, here: bool = False, text: str = "") -> None:  # noqa: ARG002 - no bar shows it
        task: Callable[[], Any] = partial(job, *args, silent) if here else partial(_in_child, job, args)
        self._background.run(task, then, refused, self._page)


def _opened(path: Path, words: str) -> Any:
    from kobe_desk.modules.subsidies.exchange import circulating

    return circulating.open_signing(path, words, silent)


def _looked(opened: Any) -> Any:
    from kobe_desk.modules.subsidies.exchange import circulating

    looked = _in_child(circulating.look_at_papers, (opened.packet,))
    return circulating.SigningNow(opened, looked)


def _in_child(job: Any, args: tuple[Any, ...]) -> Any:
    from kobe_desk.ui.workshop import Child

    return Child(job, args).wait(silent)
