"""設定: a list of parts at the left, the chosen part beside it. Parts are made when they are first shown."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QWidget

from kobe_desk.core.text import N_, _
from kobe_desk.ui.layout import STRETCH
from kobe_desk.ui.page import Page
from kobe_desk.ui.side_list import SideList

if TYPE_CHECKING:
    from kobe_desk.app.opened import Opened


@dataclass(frozen=True, slots=True)
class Part:
    """One part of 設定: `file` holds its `open_part(opened)`, and `below` that of what stands under it."""

    name: str
    title: str
    icon: str
    file: str
    below: str = ""


PARTS = (
    Part("look", N_("Easy to see"), "eye", "look"),
    Part("backups", N_("Backups"), "hard-drive", "backups"),
    Part("keys", N_("Passphrases and keys"), "key-round", "keys", "trusted_time"),
    Part("desk", N_("This desk"), "notebook-pen", "place"),
    Part("history", N_("What was changed"), "history", "history"),
    Part("help", N_("Help me"), "hand", "help_me"),
    Part("handover", N_("Handing over"), "hand-helping", "handover"),
    Part("about", N_("This software"), "info", "about"),
)


class SettingsPage(Page):
    """Shows one part at a time; `open_record` takes the name of a part."""

    help_page: ClassVar[str] = "settings"

    def __init__(self, make: Callable[[Part], tuple[QWidget, ...]]) -> None:
        super().__init__(_("Settings"), _(PARTS[0].title))
        self._make = make
        self._made: dict[str, tuple[QWidget, ...]] = {}
        self.list = SideList(width=222)
        self.list.show_entries([(_(part.title), part.icon) for part in PARTS])
        self.list.chosen.connect(self._choose)
        self.set_list(self.list)
        self.body.add(STRETCH)
        self._choose(0)

    def open_record(self, record: str) -> None:
        """Show the part of this name."""
        at = next((at for at, part in enumerate(PARTS) if part.name == record), 0)
        self._choose(at)

    @property
    def part(self) -> str:
        """The part in sight."""
        return next((name for name, (first, *_below) in self._made.items() if not first.isHidden()), "")

    def _choose(self, at: int) -> None:
        part = PARTS[at]
        self.list.mark(at)
        if part.name not in self._made:
            self._made[part.name] = self._make(part)
            for widget in self._made[part.name]:
                self.body.insertWidget(self.body.count() - 1, widget)
        for name, widgets in self._made.items():
            for widget in widgets:
                widget.setVisible(name == part.name)
        self.header.say(_("Settings"), _(part.title))
        self.to_top()

    def focus_first(self) -> None:
        self.list.items[0].setFocus()


def open_page(opened: "Opened") -> SettingsPage:
    """The page over the open desk."""
    return SettingsPage(partial(_open_part, opened))


def _open_part(opened: "Opened", part: Part) -> tuple[QWidget, ...]:
    return tuple(_opened(opened, file) for file in (part.file, part.below) if file)


def _opened(opened: "Opened", file: str) -> QWidget:
    made: QWidget = import_module(f"kobe_desk.app.settings_pages.{file}").open_part(opened)
    return made
