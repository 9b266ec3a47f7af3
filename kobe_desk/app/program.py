"""One run of the program: the window before a desk is open, the open desk, locking, and the end."""

import gc
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEventLoop, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from kobe_desk.app import later
from kobe_desk.app.background import Background
from kobe_desk.app.entrance import Entrance
from kobe_desk.app.idle import Idle, finish_typing
from kobe_desk.app.start.known import KnownDesk
from kobe_desk.app.start.packets import Packets
from kobe_desk.app.start.unlocking import Unlocking
from kobe_desk.core import settings as kept_settings
from kobe_desk.core.settings import Settings
from kobe_desk.core.text import _, language, use_language
from kobe_desk.ui.theme import theme

if TYPE_CHECKING:
    from kobe_desk.app.opened import Opened
    from kobe_desk.app.start.first_run import FirstRun
    from kobe_desk.app.start.helping import Helping

__all__ = ("Entrance", "Program")


class Program(QObject):
    """Holds what outlives a desk: settings, the background thread, the watch over idleness. One window at a time."""

    desk_opened = Signal()
    ended = Signal()

    def __init__(self, settings: Settings, cost: Any = None) -> None:
        super().__init__()
        self.settings, self._cost = settings, cost
        self.background = Background(self)
        self.opened: Opened | None = None
        self.entrance: Entrance | None = None
        self._first_run: FirstRun | None = None
        self.packets = Packets(self, self.background)
        self.packets.left.connect(self._show_begin)
        self.packets.done.connect(self.close)
        self._place = ""  # the page to return to after unlocking
        self.idle = Idle(settings.lock_after)
        self.idle.reached.connect(self.lock)
        use_language(settings.language)
        theme.wear(settings.palette, settings.size)

    def begin(self, folder: Path | None = None, *, sample: bool = False) -> None:
        """Show the first window, paint it, and only then import what a desk needs. When the computer's key store
        opens the desk at once, its own window is the first.

        A desk that is open in another window already is shown there, and this start ends.
        """
        if sample:
            self._open_sample()
            return
        if folder is not None and self.packets.handles(folder):
            self.packets.open(self._window(), folder.absolute())
            return
        desks = self._known(folder)
        if desks and later.shown_already(desks[0].folder):
            QTimer.singleShot(0, self._end)
            return
        unlocking = self._unlocking() if desks else None
        if unlocking is None:
            self._show_begin()
        else:
            unlocking.begin(desks)
        self._paint_first()
        if unlocking is None or not desks[0].in_key_store:  # else nobody has anything to read: the desk comes at once
            self.background.run(later.warm_up, _nothing, _nothing)
        if unlocking is not None:
            unlocking.ask_key_store(desks)

    @property
    def helping(self) -> "Helping | None":
        """A packet that is answered without any desk."""
        return self.packets.helping

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
            self._show_begin()
        else:
            self._show_unlock(self._known(folder), locked=True)
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
        if self._first_run is not None:
            self._first_run.abandon()
        if self.entrance is not None:
            self.entrance.close()
        self.background.close()
        self.ended.emit()

    # before a desk is open

    def _window(self) -> Entrance:
        if self.entrance is None:
            self.entrance = Entrance()
            self.entrance.size_changed.connect(lambda size: self._keep(replace(self.settings, size=size)))
            self.entrance.closed.connect(self._entrance_closed)
        return self.entrance

    def _entrance_closed(self) -> None:
        if self.entrance is not None and self.opened is None:
            self.entrance = None
            self.packets.flush()
            self._end()

    def _paint_first(self) -> None:
        """Let the system show the window before anything else is done."""
        if self.entrance is not None and self.entrance.isVisible():
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
            self.entrance.repaint()

    def _known(self, first: Path | None) -> tuple[KnownDesk, ...]:
        folders = [Path(each) for each in self.settings.desks]
        if first is not None:
            first = first.absolute()
            folders = [first, *(each for each in folders if each != first)]
        return tuple(KnownDesk(each, each.is_dir()) for each in folders)

    def _show_begin(self) -> None:
        from kobe_desk.app.start.begin import BeginPage

        page = BeginPage(first=not self.settings.desks)
        page.new_chosen.connect(self._make_new)
        page.backup_chosen.connect(self._bring_back)
        page.other_chosen.connect(self._choose_other)
        page.sample_chosen.connect(self._open_sample)
        page.packet_chosen.connect(lambda: self.packets.help(self._window()))
        page.signing_chosen.connect(lambda: self.packets.sign(self._window()))
        page.left.connect(self._leave_begin)
        self._window().show_page(page)

    def _leave_begin(self) -> None:
        if self.settings.desks:
            self._show_unlock(self._known(None))
        else:
            self.close()

    def _show_unlock(self, desks: tuple[KnownDesk, ...], *, locked: bool = False) -> None:
        self._unlocking().show(desks, locked=locked)

    def _unlocking(self) -> Unlocking:
        unlocking = Unlocking(self._window(), self.background)
        unlocking.opened.connect(self._show_desk)
        unlocking.begin_wanted.connect(self._show_begin)
        unlocking.backup_wanted.connect(self._bring_back)
        unlocking.search_wanted.connect(self._search)
        unlocking.shown_elsewhere.connect(self._end)
        return unlocking

    def _make_new(self) -> None:
        from kobe_desk.app.start.first_run import FirstRun

        self._first_run = FirstRun(self._window(), self.background, self._cost)
        self._first_run.left.connect(self._show_begin)
        self._first_run.finished.connect(self._made)
        self._first_run.begin()

    def _made(self, desk: Any, second_place: Path | None) -> None:
        if second_place is not None:
            self._keep(replace(self.settings, second_place=str(second_place)))
        self._show_desk(desk)

    def _bring_back(self, backup: Path | None = None, folder: Path | None = None) -> None:
        from kobe_desk.app.start.bringing_back import BringingBack

        bringing = BringingBack(self._window(), self.background)
        bringing.opened.connect(self._show_desk)
        bringing.left.connect(self._leave_begin if self.settings.desks else self._show_begin)
        bringing.show(backup, folder)

    def _ask_folder(self) -> str:
        from PySide6.QtWidgets import QFileDialog

        return QFileDialog.getExistingDirectory(self.entrance, _("Choose the desk's folder"), str(Path.home()))

    def _choose_other(self) -> None:
        chosen = self._ask_folder()
        if chosen:
            self._show_unlock(self._known(Path(chosen)))

    def _search(self, missing: Path) -> None:
        """場所を探す: the folder's new place takes the place of the old one in the list."""
        chosen = self._ask_folder()
        if chosen:
            others = tuple(each for each in self.settings.desks if each != str(missing))
            self._keep(replace(self.settings, desks=others).with_desk(Path(chosen)))
            self._show_unlock(self._known(Path(chosen)))

    def _open_sample(self) -> None:
        from kobe_desk.app.start.sample_opening import SampleOpening

        opening = SampleOpening(self._window(), self.background)
        opening.opened.connect(lambda desk: self._show_desk(desk, sample=True))
        opening.left.connect(self._leave_begin if self.settings.desks else self._show_begin)
        opening.shown_elsewhere.connect(self._end)
        opening.show()
        self._paint_first()
        opening.open()

    # while a desk is open

    def _show_desk(self, desk: Any, *, sample: bool = False) -> None:
        from kobe_desk.app.opened import Opened
        from kobe_desk.app.remembering import Remembering

        self._first_run = None
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
        self._leave_entrance()
        self.idle.minutes = self.settings.lock_after
        self.idle.start(opened.window)
        self.desk_opened.emit()

    def _leave_entrance(self) -> None:
        entrance, self.entrance = self.entrance, None
        if entrance is not None:
            entrance.close()
            entrance.deleteLater()

    def _close_desk(self) -> None:
        opened, self.opened = self.opened, None
        self.idle.stop()
        if opened is not None:
            opened.close()
            opened.deleteLater()
        gc.collect()  # the key was in objects that refer to each other

    def _keep(self, settings: Settings) -> None:
        self.settings = settings
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
            self._bring_back(backup, folder)

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
            self._leave_begin() if self.settings.desks else self._show_begin()


def _nothing(_: object) -> None:
    """Nothing to say."""
