"""One run of the program: the window before a desk is open, the open desk, locking, and the end."""

import gc
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from kobe_desk.app.background import Background
from kobe_desk.app.entrance import Entrance
from kobe_desk.app.idle import Idle, finish_typing
from kobe_desk.app.start.ways import Ways
from kobe_desk.core import settings as kept_settings
from kobe_desk.core.settings import Settings
from kobe_desk.core.text import _, language, use_language
from kobe_desk.ui.theme import theme

if TYPE_CHECKING:
    from kobe_desk.app.opened import Opened
    from kobe_desk.app.start.helping import Helping

__all__ = ("Entrance", "Program")


class Program(QObject):
    """Holds what outlives a desk: settings, the background thread, the watch over idleness. One window at a time."""

    desk_opened = Signal()
    ended = Signal()

    def __init__(self, settings: Settings, cost: Any = None) -> None:
        super().__init__()
        self.settings = settings
        self.background = Background(self)
        self.opened: Opened | None = None
        self.ways = Ways(self, settings, self.background, cost)
        self.ways.opened.connect(self._show_desk)
        self.ways.settings_changed.connect(self._keep)
        self.ways.ended.connect(self._end)
        self._place = ""  # the page to return to after unlocking
        self.idle = Idle(settings.lock_after)
        self.idle.reached.connect(self.lock)
        use_language(settings.language)
        theme.wear(settings.palette, settings.size)

    def begin(self, folder: Path | None = None, *, sample: bool = False) -> None:
        """Show the first window, or the desk at once where the computer's key store opens it."""
        self.ways.begin(folder, sample=sample)

    @property
    def entrance(self) -> Entrance | None:
        """The window before a desk is open."""
        return self.ways.entrance

    @property
    def helping(self) -> "Helping | None":
        """A packet that is answered without any desk."""
        return self.ways.packets.helping

    def lock(self) -> None:
        """Close dialogs, keep what is being typed, drop the key, and show nothing of the desk any more."""
        opened = self.opened
        if opened is None:
            return
        finish_typing()
        self._place, folder, sample = opened.window.current, opened.folder, opened.sample
        geometry = opened.window.geometry()
        self._close_desk()
        if sample:
            self.ways.show_begin()
        else:
            self.ways.ask_again(folder)
        if self.entrance is not None:
            self.entrance.setGeometry(geometry)

    def close(self) -> None:
        """End the program: the backup after work first, if a desk is open."""
        if self.opened is not None:
            self.opened.back_up_before_closing(self._end)
        else:
            self._end()

    def _end(self) -> None:
        self._close_desk()
        self.idle.leave()
        self.ways.close()
        self.background.close()
        self.ended.emit()

    # while a desk is open

    def _show_desk(self, desk: Any, sample: bool) -> None:  # noqa: FBT001 - a signal's argument
        from kobe_desk.app.opened import Opened
        from kobe_desk.app.remembering import Remembering

        self.opened = opened = Opened(desk, self.settings, sample=sample)
        opened.lock_wanted.connect(self.lock)
        opened.close_wanted.connect(self.close)
        opened.settings_changed.connect(self._keep)
        opened.restore_wanted.connect(self._restore)
        opened.sample_removal_wanted.connect(self._remove_sample)
        if not sample:
            if (settings := self.settings.with_desk(opened.folder)) != self.settings:
                self._keep(settings)
                opened.settings = settings
            Remembering(opened, self.background).begin()
        if self.entrance is not None and self.entrance.isVisible():
            opened.window.setGeometry(self.entrance.geometry())
        opened.show(self._place)
        self._place = ""
        self.ways.leave()
        self.idle.minutes = self.settings.lock_after
        self.idle.start(opened.window)
        self.desk_opened.emit()

    def _close_desk(self) -> None:
        opened, self.opened = self.opened, None
        self.idle.stop()
        if opened is not None:
            opened.close()
            opened.deleteLater()
        gc.collect()  # the key was in objects that refer to each other

    def _keep(self, settings: Settings) -> None:
        self.settings = self.ways.settings = settings
        self.idle.minutes = settings.lock_after
        try:
            kept_settings.write(settings)
        except OSError:
            if self.opened is not None:
                self.opened.window.strip.warn(_("The settings could not be written. They hold until you close."))
        theme_differs = (theme.palette, theme.size) != (settings.palette, settings.size)
        if theme_differs:
            theme.wear(settings.palette, settings.size)
        if settings.language != language():
            use_language(settings.language)
            if self.opened is not None:
                self.opened.rebuild()
                self.idle.start(self.opened.window)

    def _restore(self, backup: Path) -> None:
        opened = self.opened
        if opened is not None:
            folder = opened.folder
            self._close_desk()
            self.ways.bring_back(backup, folder)

    def _remove_sample(self) -> None:
        from kobe_desk.app import sample
        from kobe_desk.ui.dialog import confirm

        opened = self.opened
        question, text = (
            _("Remove the sample?"),
            _("The invented association is gone. Your own desks stay as they are."),
        )
        if opened is not None and confirm(opened.window, question, text, _("Remove the sample")):
            self._close_desk()
            sample.remove()
            self.ways.show_first()
