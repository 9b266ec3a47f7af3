"""An open desk with its window: pages, the strip that says what happened, undo, and backups in time."""

from collections.abc import Callable
from dataclasses import replace
from functools import cached_property, partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from kobe_desk.app.doorbell import Doorbell, come_forward
from kobe_desk.app.main_window import MainWindow
from kobe_desk.app.registry import registrations
from kobe_desk.app.tying import open_page
from kobe_desk.core import clock
from kobe_desk.core.change import Change, Telling
from kobe_desk.core.errors import UserError
from kobe_desk.core.japanese.fiscal_year import fiscal_year
from kobe_desk.core.settings import Settings
from kobe_desk.core.text import N_, _
from kobe_desk.core.vault import open_note
from kobe_desk.core.vault.opening import OpenDesk
from kobe_desk.modules.association.usecases import Profile, profile
from kobe_desk.ui.desk import Desk, Progress
from kobe_desk.ui.home import OpensRecords
from kobe_desk.ui.page import PageStack
from kobe_desk.ui.rail import Entry

if TYPE_CHECKING:
    from kobe_desk.app.custody import Custody
    from kobe_desk.core.vault.listing import BackupRow

BACK_UP_EVERY = 2 * 60 * 60 * 1000
"""Milliseconds of work after which a changed desk is backed up."""
SETTLED_AFTER = 2_000
"""Milliseconds after which the first page is there, and what could wait for it begins."""
_UNDONE = ("Undo", "undo")

HOME, VERIFY, SETTINGS, LOCK = "home", "verify", "settings", "lock"


class Opened(QObject):
    """Everything that lives as long as a desk is open. `close` gives the desk back and drops the key."""

    lock_wanted = Signal()
    close_wanted = Signal()
    settings_changed = Signal(object)
    restore_wanted = Signal(object)
    """The wish to bring back this backup (a path): the desk has to be closed for it."""
    sample_removal_wanted = Signal()
    settled = Signal()
    """The desk has been open for a moment."""

    def __init__(self, opened: OpenDesk, settings: Settings, *, sample: bool = False) -> None:
        super().__init__()
        self._opened, self.settings, self.sample = opened, settings, sample
        self.desk = Desk(opened.records)
        self.window = self._build()
        self._bell = Doorbell(opened.folder.path, self)
        self._bell.rung.connect(lambda: come_forward(self.window))
        self.desk.changed.connect(self._changed)
        self.desk.refused.connect(self._refused)
        self.desk.started.connect(self._started)
        self.desk.saved.connect(lambda: self.window.strip.report(_("Saved")))
        self._timer = QTimer(self, interval=BACK_UP_EVERY)
        self._timer.timeout.connect(self._back_up_quietly)
        self._timer.start()
        self._settling = QTimer(self, singleShot=True, interval=SETTLED_AFTER)
        self._settling.timeout.connect(self.settled)
        self._settling.start()

    @cached_property
    def custody(self) -> "Custody":
        """The vault as the pages see it, brought in when one of them asks."""
        from kobe_desk.app.custody import Custody

        return Custody(self._opened, self.desk)

    @property
    def folder(self) -> Path:
        return self._opened.folder.path

    def show(self, entry: str = "") -> None:
        """Open the window at an entry (今日 if it is not there)."""
        names = {each.name for each in self.window.entries}
        self.window.open(entry if entry in names else HOME)
        self.window.show()
        self.window.strip.report(_("The desk is open"))
        self._say_whose()

    def rebuild(self) -> None:
        """Make the window anew, in another language: pages hold their words."""
        before, current = self.window, self.window.current
        self.window = self._build()
        self.window.setGeometry(before.geometry())
        self.show(current)
        before.let_go()
        before.deleteLater()

    def choose(self, settings: Settings) -> None:
        """Another choice in 設定: kept by the program, followed by everything."""
        self.settings = settings
        self.settings_changed.emit(settings)

    def open_at(self, entry: str, record: str = "") -> None:
        """Go to a page, and to a record of it."""
        self.window.open(entry)
        page: object = self.window.page(entry)
        if record and isinstance(page, OpensRecords):  # a stack may find its own way
            page.open_record(record)
            return
        page = page.page if isinstance(page, PageStack) else page
        if record and isinstance(page, OpensRecords):
            page.open_record(record)

    def close(self) -> None:
        """Stop jobs, let drafts and changes be written, close the file, and let the window and the key go."""
        self._timer.stop()
        self._settling.stop()
        self._bell.close()
        self.window.let_go()
        self.desk.close()
        open_note.clear(self._opened.folder)
        self.window.deleteLater()
        self.desk.deleteLater()

    # the window

    def _build(self) -> MainWindow:
        window = MainWindow(self._entries())
        if self.sample:
            window.mark_sample()
        if self._opened.only_read:
            window.mark_only_read()
        window.lock_wanted.connect(self.lock_wanted)
        window.close_wanted.connect(self.close_wanted)
        window.sample_removal_wanted.connect(self.sample_removal_wanted)
        window.undo_requested.connect(self.desk.undo)
        window.redo_requested.connect(self.desk.redo)
        window.size_changed.connect(self._size_changed)
        return window

    def _entries(self) -> tuple[Entry, ...]:
        modules = registrations(self.desk.who)
        pages = [
            Entry(each.name, each.title, each.icon, open=partial(open_page, self, each, modules)) for each in modules
        ]
        return (
            Entry(HOME, N_("Today"), "house", open=partial(_open, "home.page", self)),
            *pages,
            Entry(VERIFY, N_("Verify"), "shield-check", open=partial(_open, "verifying.page", self), foot=True),
            Entry(SETTINGS, N_("Settings"), "settings", open=partial(_open, "settings_pages.page", self), foot=True),
            Entry(LOCK, N_("Lock"), "lock", act=self.lock_wanted.emit, foot=True),
        )

    def _say_whose(self) -> None:
        self.desk.ask(profile, then=self._show_profile)

    def _show_profile(self, found: Profile | None) -> None:
        name = found.name if found else self._opened.folder.name
        first_month = found.year_starts if found else 4
        self.window.rail.say(name, fiscal_year(clock.today(), first_month).label)
        self.window.setWindowTitle(_("{name} - Kobe Desk").format(name=name))

    def _size_changed(self, size: int) -> None:
        self.choose(replace(self.settings, size=size))

    # what happened

    def _changed(self, change: Change) -> None:
        strip, label = self.window.strip, _(change.label)
        undone = change.usecase in _UNDONE
        words = _("Undone: {what}") if undone else _("Done: {what}")
        if not undone and isinstance(change.result, Telling):
            words, label = "{what}", change.result.said()
        last = self.desk.undoable
        if last is not None and last.sequence == change.sequence:
            strip.offer(words.format(what=label), self.desk.undo)
        elif undone and self.desk.redoable is not None:
            strip.offer(words.format(what=label), self.desk.redo, _("Redo"), "redo-2")
        else:
            strip.report(words.format(what=label))
        if "association" in change.tables:
            self._say_whose()

    def _refused(self, error: UserError) -> None:
        self.window.strip.warn(error.message())

    def _started(self, progress: Progress) -> None:
        self.window.strip.follow(progress, progress.text or _("Working"))

    # backups

    @property
    def _needs_no_backup(self) -> bool:
        """It is invented, or nothing can have changed."""
        return self.sample or self._opened.only_read

    def back_up(self, refuse_place: Callable[[str], object]) -> None:
        """A backup now, here and at the second place; why the second was refused is told to `refuse_place`."""
        self.custody.back_up(None, self._backed_up)
        place = self.settings.second_place
        if place:
            self.custody.back_up(Path(place), self._backed_up, lambda error: refuse_place(error.message()))

    def _backed_up(self, row: "BackupRow | None") -> None:
        if row is not None:
            self.window.strip.report(_("A backup was made and read back"))

    def _back_up_quietly(self) -> None:
        if not self._needs_no_backup:
            self.custody.back_up_after_work(self._backed_up)

    def back_up_before_closing(self, then: Callable[[], Any]) -> None:
        """The backup after work; when it cannot be made, the person decides whether to close without it."""
        if self._needs_no_backup:
            then()
            return
        strip = self.window.strip
        strip.report(_("Looking whether a backup is needed …"), timed=False)

        def refused(error: UserError) -> None:
            strip.warn(error.message(), then, _("Close without a backup"), "log-out")

        self.custody.back_up_after_work(lambda _row: then(), refused)


def _open(page: str, opened: Opened) -> QWidget:
    """A page of the program itself, imported when it is first shown."""
    made: QWidget = import_module(f"kobe_desk.app.{page}").open_page(opened)
    return made
