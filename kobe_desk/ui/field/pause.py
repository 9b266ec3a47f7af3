"""Counts down, second by second, to when a passphrase can be tried again; nothing else has to wait for it."""

from datetime import datetime, timedelta
from math import ceil

from PySide6.QtCore import QObject, QTimer, Signal

from kobe_desk.core import clock
from kobe_desk.core.vault.patience import wait_words
from kobe_desk.ui.field.secret import PassphraseField


class Pause(QObject):
    """Tells at the field why it was refused and how many seconds are left; `ticked` with these, 0 when it is over."""

    ticked = Signal(int)

    def __init__(self, field: PassphraseField) -> None:
        super().__init__(field)
        self._field = field
        self._refused = ""
        self._until: datetime | None = None
        self._timer = QTimer(self, interval=1000)
        self._timer.timeout.connect(self.tick)

    @property
    def left(self) -> int:
        return max(ceil((self._until - clock.now()).total_seconds()), 0) if self._until else 0

    @property
    def words(self) -> str:
        """How long to wait, in plain words; empty when there is no need to."""
        return wait_words(self.left) if self.left else ""

    def refuse(self, message: str) -> None:
        """Why the last try was refused; it stays readable while time passes."""
        self._refused = message
        self._tell()

    def begin(self, seconds: int) -> None:
        """Count from here; 0 ends it."""
        self._until = clock.now() + timedelta(seconds=seconds) if seconds else None
        self.tick()

    def tick(self) -> None:
        left = self.left
        if left and not self._timer.isActive():
            self._timer.start()
        elif not left:
            self._timer.stop()
            self._until = None
        self._tell()
        self.ticked.emit(left)

    def _tell(self) -> None:
        self._field.refuse("\n".join(filter(None, (self._refused, self.words))))
