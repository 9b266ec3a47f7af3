"""署名の包みを開く at the desk: one that this desk sent is taken in, any other is opened with its six words."""

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject

from kobe_desk.core.errors import UserError
from kobe_desk.core.text import _
from kobe_desk.modules.subsidies.controller.circulating.signing import PacketController
from kobe_desk.modules.subsidies.controller.circulating.taking import TakeIn
from kobe_desk.modules.subsidies.exchange import circulating
from kobe_desk.modules.subsidies.exchange.circulating import Looked, OpenSigning, SigningNow
from kobe_desk.modules.subsidies.rules.packet import Closed
from kobe_desk.modules.subsidies.usecases.circulating import own_signing, sent_here
from kobe_desk.modules.subsidies.view.circulating import DeskPacketPage, OpenSigningPage, WordsMissing
from kobe_desk.ui.desk import Desk
from kobe_desk.ui.page import PageStack


class OpenSigningController(QObject):
    """A child of its page."""

    def __init__(self, desk: Desk, stack: PageStack, page: OpenSigningPage) -> None:
        super().__init__(page)
        self._desk, self._stack, self._page = desk, stack, page
        self._back = TakeIn(desk, stack, page)
        self._back.refused.connect(self._refused)
        self._back.kept.connect(self._leave)
        page.open_wanted.connect(self._open)

    def _leave(self) -> None:
        self._stack.leave(self._page)

    def _open(self, path: Path, words: str) -> None:
        self._page.busy(True)
        self._desk.run(circulating.look_at_signing, path, then=partial(self._whose, path, words), refused=self._refused)

    def _whose(self, path: Path, words: str, closed: Closed) -> None:
        self._desk.ask(sent_here, closed.id, then=partial(self._choose, path, words, closed), refused=self._refused)

    def _choose(self, path: Path, words: str, closed: Closed, ours: bool) -> None:
        if ours:
            self._page.busy(False)
            self._back.go_on(closed)
        elif not words.strip():
            self._refused(WordsMissing("words"))
        else:
            self._desk.run(circulating.open_signing, path, words, then=self._look, refused=self._refused, here=True,
                           text=_("Opening …"))  # fmt: skip

    def _look(self, opened: OpenSigning) -> None:
        self._desk.run(circulating.look_at_papers, opened.packet, then=partial(self._ask_keys, opened),
                       refused=self._refused, text=_("Checking the signatures"))  # fmt: skip

    def _ask_keys(self, opened: OpenSigning, looked: tuple[Looked, ...]) -> None:
        roles = tuple(each.role for each in opened.packet.asked)
        show = partial(self._show, SigningNow(opened, looked))
        self._desk.ask(own_signing, roles, opened.packet.roots, then=show, refused=self._refused)

    def _show(self, now: SigningNow, own: tuple[dict[str, bytes], bool]) -> None:
        keys, known = own
        page = DeskPacketPage(_("To the subsidies"))
        self._stack.leave(self._page)
        self._stack.open(page)
        PacketController(self._desk.run, page, now, keys, known)
        page.done.connect(partial(self._stack.leave, page))

    def _refused(self, error: Any) -> None:
        self._page.busy(False)
        if isinstance(error, UserError):
            self._page.show_refusal(error)
