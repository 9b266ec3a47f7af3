"""The window before a desk is open, and every way from it into a desk."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEventLoop, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from kobe_desk.app import later
from kobe_desk.app.background import Background
from kobe_desk.app.entrance import Entrance
from kobe_desk.app.start.known import KnownDesk
from kobe_desk.app.start.packets import Packets
from kobe_desk.app.start.unlocking import Unlocking
from kobe_desk.core.settings import Settings
from kobe_desk.core.text import _

if TYPE_CHECKING:
    from kobe_desk.app.start.first_run import FirstRun


class Ways(QObject):
    """One window, and one page in it at a time."""

    opened = Signal(object, bool)
    """The open desk, and whether it is the sample."""
    settings_changed = Signal(object)
    ended = Signal()
    """There is nothing more to show: the window was closed, or the desk is shown in another window."""

    def __init__(self, parent: QObject, settings: Settings, background: Background, cost: Any = None) -> None:
        super().__init__(parent)
        self.settings, self._background, self._cost = settings, background, cost
        self.entrance: Entrance | None = None
        self._first_run: FirstRun | None = None
        self.packets = Packets(self, background)
        self.packets.left.connect(self.show_begin)
        self.packets.done.connect(self.ended)

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
            QTimer.singleShot(0, self.ended.emit)
            return
        unlocking = self._unlocking() if desks else None
        if unlocking is None:
            self.show_begin()
        else:
            unlocking.begin(desks)
        self._paint_first()
        if unlocking is None or not desks[0].in_key_store:  # else nobody has anything to read: the desk comes at once
            self._background.run(later.warm_up, _nothing, _nothing)
        if unlocking is not None:
            unlocking.ask_key_store(desks)

    def leave(self) -> None:
        """A desk is open: nothing of what came before it stays."""
        self._first_run = None
        entrance, self.entrance = self.entrance, None
        if entrance is not None:
            entrance.close()
            entrance.deleteLater()

    def close(self) -> None:
        """The program ends."""
        if self._first_run is not None:
            self._first_run.abandon()
        if self.entrance is not None:
            self.entrance.close()

    # the window

    def _window(self) -> Entrance:
        if self.entrance is None:
            self.entrance = Entrance()
            self.entrance.size_changed.connect(
                lambda size: self.settings_changed.emit(replace(self.settings, size=size))
            )
            self.entrance.closed.connect(self._closed)
        return self.entrance

    def _closed(self) -> None:
        if self.entrance is not None:
            self.entrance = None
            self.packets.flush()
            self.ended.emit()

    def _paint_first(self) -> None:
        """Let the system show the window before anything else is done."""
        if self.entrance is not None and self.entrance.isVisible():
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
            self.entrance.repaint()

    # the first page

    def show_first(self) -> None:
        """The desks that were open here before; where there is none, what one can begin with."""
        if self.settings.desks:
            self._show_unlock(self._known(None))
        else:
            self.show_begin()

    def show_begin(self) -> None:
        """What one can begin with."""
        from kobe_desk.app.start.begin import BeginPage

        page = BeginPage(first=not self.settings.desks)
        page.new_chosen.connect(self._make_new)
        page.backup_chosen.connect(self.bring_back)
        page.other_chosen.connect(self._choose_other)
        page.sample_chosen.connect(self._open_sample)
        page.packet_chosen.connect(lambda: self.packets.help(self._window()))
        page.signing_chosen.connect(lambda: self.packets.sign(self._window()))
        page.left.connect(self.show_first if self.settings.desks else self.ended)
        self._window().show_page(page)

    # a desk that is known

    def ask_again(self, folder: Path) -> None:
        """The desk was locked: ask for its passphrase."""
        self._show_unlock(self._known(folder), locked=True)

    def _known(self, first: Path | None) -> tuple[KnownDesk, ...]:
        folders = [Path(each) for each in self.settings.desks]
        if first is not None:
            first = first.absolute()
            folders = [first, *(each for each in folders if each != first)]
        return tuple(KnownDesk(each, each.is_dir()) for each in folders)

    def _show_unlock(self, desks: tuple[KnownDesk, ...], *, locked: bool = False) -> None:
        self._unlocking().show(desks, locked=locked)

    def _unlocking(self) -> Unlocking:
        unlocking = Unlocking(self._window(), self._background)
        unlocking.opened.connect(self._opened)
        unlocking.begin_wanted.connect(self.show_begin)
        unlocking.backup_wanted.connect(self.bring_back)
        unlocking.search_wanted.connect(self._search)
        unlocking.shown_elsewhere.connect(self.ended)
        return unlocking

    def _opened(self, desk: Any) -> None:
        self.opened.emit(desk, False)

    def _ask_folder(self) -> str:
        from PySide6.QtWidgets import QFileDialog

        return QFileDialog.getExistingDirectory(self.entrance, _("Choose the desk's folder"), str(Path.home()))

    def _choose_other(self) -> None:
        chosen = self._ask_folder()
        if chosen:
            self._show_unlock(self._known(Path(chosen)))

    def _search(self, missing: Path) -> None:
        """場所をさがす: the folder's new place takes the place of the old one in the list."""
        chosen = self._ask_folder()
        if chosen:
            others = tuple(each for each in self.settings.desks if each != str(missing))
            self.settings_changed.emit(replace(self.settings, desks=others).with_desk(Path(chosen)))
            self._show_unlock(self._known(Path(chosen)))

    # a desk that is made

    def _make_new(self) -> None:
        from kobe_desk.app.start.first_run import FirstRun

        self._first_run = FirstRun(self._window(), self._background, self._cost)
        self._first_run.left.connect(self.show_begin)
        self._first_run.finished.connect(self._made)
        self._first_run.begin()

    def _made(self, desk: Any, second_place: Path | None) -> None:
        if second_place is not None:
            self.settings_changed.emit(replace(self.settings, second_place=str(second_place)))
        self._opened(desk)

    def bring_back(self, backup: Path | None = None, folder: Path | None = None) -> None:
        """From a backup, into a new desk or into the desk of this folder."""
        from kobe_desk.app.start.bringing_back import BringingBack

        bringing = BringingBack(self._window(), self._background)
        bringing.opened.connect(self._opened)
        bringing.left.connect(self.show_first)
        bringing.show(backup, folder)

    def _open_sample(self) -> None:
        from kobe_desk.app.start.sample_opening import SampleOpening

        opening = SampleOpening(self._window(), self._background)
        opening.opened.connect(lambda desk: self.opened.emit(desk, True))
        opening.left.connect(self.show_first)
        opening.shown_elsewhere.connect(self.ended)
        opening.show()
        self._paint_first()
        opening.open()


def _nothing(_: object) -> None:
    """Nothing to say."""
