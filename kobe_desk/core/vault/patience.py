"""The growing pause after wrong tries: nobody is held up, but the next try is refused until the time has passed."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from math import ceil

from kobe_desk.core import clock
from kobe_desk.core.errors import UserError
from kobe_desk.core.text import N_, n_
from kobe_desk.core.vault.situations import WrongPassphrase, WrongRecoveryCode

LONGEST_PAUSE = 60


class TryLater(UserError):
    text = N_("Please wait {count} seconds, then try again.")

    def message(self) -> str:
        return wait_words(self.values["count"])


def pause_after(wrong: int) -> int:
    """Seconds to wait after so many wrong tries in a row: 1, 2, 4 … 60."""
    return min(2 ** (wrong - 1), LONGEST_PAUSE) if wrong else 0


def wait_words(seconds: int) -> str:
    """How long to wait, in plain words."""
    words = n_("Please wait {count} second, then try again.", "Please wait {count} seconds, then try again.", seconds)
    return words.format(count=seconds)


class Patience:
    """Counts wrong tries for as long as the desk is open, whatever page they were made on."""

    def __init__(self) -> None:
        self._wrong = 0
        self._again: datetime | None = None

    @property
    def wait(self) -> int:
        """Seconds until another try is listened to; a clock that was set back does not make it longer."""
        left = (self._again - clock.now()).total_seconds() if self._again else 0
        return min(max(ceil(left), 0), pause_after(self._wrong))

    @contextmanager
    def trying(self) -> Iterator[None]:
        """One try, counted when it was wrong. Raises TryLater."""
        if self.wait:
            raise TryLater("passphrase", count=self.wait)
        try:
            yield
        except (WrongPassphrase, WrongRecoveryCode):
            self._wrong += 1
            self._again = clock.now() + timedelta(seconds=pause_after(self._wrong))
            raise
        self._wrong, self._again = 0, None
