"""The window: rail, pages, strip, the manual at the right, one focus ring, and the keys that work everywhere.

It knows no module: pages come as entries and are made when they are first shown.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from kobe_desk.core.text import _
from kobe_desk.ui.focus_ring import FocusRing
from kobe_desk.ui.layout import Column, Row
from kobe_desk.ui.page import Page, PageStack
from kobe_desk.ui.rail import Entry, Rail
from kobe_desk.ui.strip import Strip
from kobe_desk.ui.tab_order import go_on
from kobe_desk.ui.theme import theme

if TYPE_CHECKING:
    from kobe_desk.ui.manual import ManualPanel

NUMBERED = 7


class Window(QWidget):
    """What every window of the program has: the ring, larger and smaller type, and the manual under F1."""

    size_changed = Signal(int)
    """The person chose another whole-UI size; whoever keeps the settings writes it down."""

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle(_("Kobe Desk"))
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("ground", "page")
        self.resize(1366, 690)
        self.ring = FocusRing(self)
        self._across = Row(gap=0)
        self._manual: ManualPanel | None = None
        self._asked_from: QWidget | None = None
        for keys, act in (
            (("Ctrl++", "Ctrl+=", "Ctrl+;"), self._bigger),  # + is Shift+; on a Japanese keyboard
            (("Ctrl+-",), self._smaller),
            (("F1",), self.toggle_help),
        ):
            for key in keys:
                QShortcut(QKeySequence(key), self, act)

    @property
    def manual(self) -> "ManualPanel":
        """The manual at the right, made when it is first asked for."""
        if self._manual is None:
            from kobe_desk.ui.manual import ManualPanel

            self._manual = ManualPanel()
            self._manual.hide()
            self._manual.closed.connect(self.hide_help)
            self._across.addWidget(self._manual)
        return self._manual

    @property
    def _reading(self) -> bool:
        return self._manual is not None and self._manual.isVisible()

    def shown_page(self) -> Page | None:
        """The page in sight, whose manual F1 opens."""
        return None

    def show_help(self, page: str) -> None:
        """Open a page of the manual beside what is shown."""
        if self.manual.isHidden():
            self._asked_from = self.focusWidget()
        self.manual.open(page)
        self.manual.show()
        self.manual.focus_text()

    def hide_help(self) -> None:
        """Put the manual away; the keyboard returns to where it was."""
        self.manual.hide()
        if self._asked_from is not None and self._asked_from.isVisible():
            self._asked_from.setFocus()
        self._asked_from = None

    def toggle_help(self) -> None:
        page = self.shown_page()
        if self._reading:
            self.hide_help()
        elif page is not None:
            self.show_help(page.help_page)

    def _bigger(self) -> None:
        theme.bigger()
        self.size_changed.emit(theme.size)

    def _smaller(self) -> None:
        theme.smaller()
        self.size_changed.emit(theme.size)

    # Qt asks:

    def focusNextPrevChild(self, following: bool) -> bool:
        return go_on(self, following=following)


class DeskWindow(Window):
    """The main window over a list of entries. Ctrl+1 … Ctrl+7 open the first seven."""

    undo_requested = Signal()
    redo_requested = Signal()
    shown = Signal(str)
    """An entry's page came into sight."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        super().__init__()
        self._entries = {entry.name: entry for entry in entries}
        self._pages: dict[str, QWidget] = {}
        self.rail = Rail(entries)
        self.strip = Strip()
        self._stack = QStackedWidget()
        self._column = Column(gap=0)
        self._column.addWidget(self._stack, 1)
        self._column.addWidget(self.strip)
        self._across.add(self.rail)
        self._across.addLayout(self._column, 1)
        self.setLayout(self._across)
        self.rail.chosen.connect(self.open)
        numbered = [entry for entry in entries if not entry.foot][:NUMBERED]
        for number, entry in enumerate(numbered, 1):
            QShortcut(QKeySequence(f"Ctrl+{number}"), self, lambda name=entry.name: self.open(name))
        QShortcut(QKeySequence.StandardKey.Undo, self, self.undo_requested.emit)
        QShortcut(QKeySequence("Ctrl+Y"), self, self.redo_requested.emit)

    def open(self, name: str) -> None:
        """Show an entry's page, making it the first time; run the act of an entry that has none."""
        entry = self._entries[name]
        if entry.act is not None:
            entry.act()
            return
        fresh = name not in self._pages
        if fresh and entry.open is not None:
            self._pages[name] = entry.open()
            self._stack.addWidget(self._pages[name])
        self._stack.setCurrentWidget(self._pages[name])
        self.rail.mark(name)
        if self._reading and (page := self.shown_page()):
            self.manual.open(page.help_page)
        if fresh and (page := self.shown_page()):
            page.focus_first()
        self.shown.emit(name)

    def put_above(self, banner: QWidget) -> None:
        """Something that has to be seen on every page (見本), above them."""
        self._column.insertWidget(0, banner)

    @property
    def entries(self) -> tuple[Entry, ...]:
        return tuple(self._entries.values())

    @property
    def current(self) -> str:
        """The entry whose page is in sight; empty before the first."""
        shown = self._stack.currentWidget()
        return next((name for name, page in self._pages.items() if page is shown), "")

    def page(self, name: str) -> QWidget | None:
        """An entry's page, if it was made already."""
        return self._pages.get(name)

    def shown_page(self) -> Page | None:
        return _page_in(self._stack.currentWidget())


class StartWindow(Window):
    """The window before a desk is open: first run and opening, one page in it and no rail."""

    def __init__(self) -> None:
        super().__init__()
        self._stack = QStackedWidget()
        self._across.addWidget(self._stack, 1)
        self.setLayout(self._across)

    def show_page(self, page: QWidget) -> None:
        """Show this page in place of the one before, which is let go; with the first one the window appears."""
        self.show()
        before = self._stack.currentWidget()
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        if before is not None and before is not page:
            self._stack.removeWidget(before)
            before.deleteLater()
        if isinstance(page, Page):
            page.focus_first()

    def shown_page(self) -> Page | None:
        return _page_in(self._stack.currentWidget())


def _page_in(widget: QWidget | None) -> Page | None:
    if isinstance(widget, PageStack):
        return widget.page
    return widget if isinstance(widget, Page) else None
