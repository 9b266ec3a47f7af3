"""Feeds 今日 from the modules, and makes a backup when asked."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from kobe_desk.app.home.deadline_card import Due
from kobe_desk.app.home.page import HomePage
from kobe_desk.app.registry import registrations
from kobe_desk.core.text import N_, _
from kobe_desk.core.vault.listing import BackupRow
from kobe_desk.modules.association.usecases import Profile, profile
from kobe_desk.ui.home import Deadline

if TYPE_CHECKING:
    from kobe_desk.app.opened import Opened

BEGINNINGS = (  # what an empty desk wants first, with the entry that does it
    (
        "association",
        N_("The association's address, bank account and bylaws go onto every form."),
        N_("Write down the association"),
    ),
    (
        "members",
        N_("A roster in Excel or CSV is read in as it is. Nothing is written before you have seen it."),
        N_("Read in a roster"),
    ),
)


class HomeController(QObject):
    """A child of its page."""

    def __init__(self, page: HomePage, opened: "Opened") -> None:
        super().__init__(page)
        self._page, self._opened = page, opened
        self._modules = registrations(opened.desk.who)
        self._due: dict[str, tuple[Due, ...]] = {}
        for each in self._modules:
            if each.home is not None:
                page.add_cards(each.name, each.home(opened.desk))
        page.opened.connect(opened.open_at)
        page.help_wanted.connect(self._help)
        page.backups.backup_wanted.connect(self._back_up)
        page.backups.settings_wanted.connect(lambda: opened.open_at("settings", "backups"))
        opened.desk.changed.connect(self._refresh)
        opened.custody.backups_changed.connect(self._ask_backups)
        self._refresh()
        self._ask_backups()

    def _refresh(self, _change: object = None) -> None:
        for each in self._modules:
            if each.deadlines is not None:
                each.deadlines(self._opened.desk, partial(self._show_due, each.name))
        self._opened.desk.ask(profile, then=self._show_beginnings)

    def _show_due(self, entry: str, deadlines: Sequence[Deadline]) -> None:
        self._due[entry] = tuple(Due(entry, each) for each in deadlines)
        self._page.show_due([each for due in self._due.values() for each in due])

    def _show_beginnings(self, found: Profile | None) -> None:
        names = {each.name for each in self._modules}
        fresh = found is None or not found.address
        steps = [(entry, _(text), _(words)) for entry, text, words in BEGINNINGS if entry in names]
        self._page.show_first_steps(steps if fresh and not self._opened.sample else [])

    def _help(self) -> None:
        self._opened.open_at("settings", "help")

    def _ask_backups(self) -> None:
        if self._opened.sample:
            self._page.backups.say_sample()
        else:
            self._opened.custody.backups(self._show_backups)

    def _show_backups(self, rows: Sequence[BackupRow]) -> None:
        usual = self._opened.custody.folder.backups
        here = next((row for row in rows if row.path.parent == usual), None)
        second = next((row for row in rows if row.path.parent != usual), None)
        has_second = bool(self._opened.settings.second_place) or second is not None
        self._page.backups.show_backups(here, second, has_second=has_second)

    def _back_up(self) -> None:
        self._opened.back_up(lambda message: self._opened.window.strip.warn(message, self._back_up))
