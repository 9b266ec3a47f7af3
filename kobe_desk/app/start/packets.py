"""Packets that need no desk: one for helpers, one for signing. Which it is, the ending of the file's name says."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from kobe_desk.app.background import Background

if TYPE_CHECKING:
    from kobe_desk.app.entrance import Entrance
    from kobe_desk.app.start.helping import Helping
    from kobe_desk.app.start.signing import Signing

HELP, SIGNING = ".kdpacket", ".kdsign"


class Packets(QObject):
    """One at a time. `left` for the way back to the first page, `done` when the person closes it."""

    left = Signal()
    done = Signal()

    def __init__(self, parent: QObject, background: Background) -> None:
        super().__init__(parent)
        self._background = background
        self.helping: Helping | None = None
        self.signing: Signing | None = None

    def handles(self, path: Path | None) -> bool:
        """Whether a file is a packet by its name."""
        return path is not None and path.suffix.lower() in (HELP, SIGNING)

    def open(self, window: "Entrance", path: Path) -> None:
        """Open a packet by the ending of its name."""
        if path.suffix.lower() == HELP:
            self.help(window, path)
        else:
            self.sign(window, path)

    def help(self, window: "Entrance", path: Path | None = None) -> None:
        """お手伝いの包み: no desk is opened, and nothing else is seen."""
        from kobe_desk.app.start.helping import Helping

        self.helping = helping = Helping(window, self._background)
        helping.left.connect(self._leave)
        helping.done.connect(self.done)
        helping.show(path)

    def sign(self, window: "Entrance", path: Path | None = None) -> None:
        """署名の包み: its papers are signed with a key file."""
        from kobe_desk.app.start.signing import Signing

        self.signing = signing = Signing(window, self._background)
        signing.left.connect(self._leave)
        signing.done.connect(self.done)
        signing.show(path)

    def flush(self) -> None:
        """The window closes: save what was typed. What was signed is saved already."""
        if self.helping is not None:
            self.helping.flush()

    def _leave(self) -> None:
        self.helping = self.signing = None
        self.left.emit()
