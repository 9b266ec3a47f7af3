"""Offers once to keep the key on this computer again, when its key store has lost it and the passphrase opened."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from kobe_desk.app.background import Background
from kobe_desk.core.errors import UserError
from kobe_desk.core.text import _

if TYPE_CHECKING:
    from kobe_desk.app.opened import Opened


class Remembering(QObject):
    """A child of the open desk. The key store is asked on the background's thread: a locked one may never answer."""

    def __init__(self, opened: "Opened", background: Background) -> None:
        super().__init__(opened)
        self._opened, self._background = opened, background

    def begin(self) -> None:
        """Look soon whether the key was lost, unless this person was asked on this computer before."""
        if self._opened.desk.who.slot not in self._opened.settings.asked_to_remember:
            self._opened.settled.connect(self._look)

    def _look(self) -> None:
        self._background.run(self._opened.custody.key_was_lost, self._offer, _ignore, self)

    def _offer(self, lost: bool) -> None:
        opened = self._opened
        if not lost:
            return
        asked = (*opened.settings.asked_to_remember, opened.desk.who.slot)
        opened.choose(replace(opened.settings, asked_to_remember=asked))
        words = _("This computer no longer keeps your key, so the passphrase was asked.")
        opened.window.strip.warn(words, self._remember, _("Keep it again"), "key-round")

    def _remember(self) -> None:
        from kobe_desk.core.vault import commands

        strip = self._opened.window.strip

        def done(kept: bool) -> None:
            if kept:
                strip.report(_("This computer keeps your key again"))
            else:
                strip.warn(_("This computer could not keep the key. The passphrase is asked for as before."))

        self._opened.custody.change_keys(
            commands.remember_here, then=done, refused=lambda error: strip.warn(error.message())
        )


def _ignore(_error: UserError) -> None:
    """Nothing to offer."""
