"""A page of the window: header, list at the left, body, side pane, footer. Only the body and the pane scroll."""

from typing import ClassVar, Protocol, runtime_checkable

import shiboken6
from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QSizePolicy, QStackedWidget, QWidget

from kobe_desk.core.text import _
from kobe_desk.ui.button import link
from kobe_desk.ui.layout import STRETCH, Column, Item, Panel, Row
from kobe_desk.ui.text import Label
from kobe_desk.ui.theme import follow, goes_when_large, theme


@runtime_checkable
class ShowsHelp(Protocol):
    """A window that can open a page of the manual beside what it shows."""

    def show_help(self, page: str) -> None: ...


class Scroll(QScrollArea):
    """What may be higher than the screen, but never wider: its content follows the width there is."""

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        content.setProperty("scrolled", True)
        self.setWidget(content)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._show_focus)

    def _show_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self._holds(now):
            self._reveal()
            # the focus itself may open something (the form of a row): where things are then is known after the layout
            QTimer.singleShot(0, self, self._reveal)

    def _holds(self, widget: QWidget) -> bool:
        content = self.widget()
        return content is not None and content.isAncestorOf(widget)

    def _reveal(self) -> None:
        now, content = QApplication.focusWidget(), self.widget()
        if now is None or content is None or not self._holds(now) or now.height() > self.viewport().height():
            return
        middle = now.mapTo(content, now.rect().center())
        # Qt's ensureWidgetVisible would be content with the cursor; the whole control and its ring have to be seen
        self.ensureVisible(middle.x(), middle.y(), 0, now.height() // 2 + 12)


class Header(Panel):
    """Title, quiet subtitle, other actions, at most one primary action, 「使い方」 last and always there."""

    def __init__(self, title: str, subtitle: str = "", back: str = "") -> None:
        self.back = link(back, "arrow-left")
        self.title = Label(title, "title", elide=True)
        self.subtitle = Label(subtitle, ink="muted", elide=True)
        self.subtitle.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)  # it gives way first
        self.help = link(_("How to use"), "circle-question-mark")
        self._actions = Row(gap=10)
        row = Row(self.back, self.title, self.subtitle, STRETCH, gap=14, around=(24, 0, 18, 0))
        row.setStretchFactor(self.subtitle, 1000)
        row.addLayout(self._actions)
        row.add(self.help)
        super().__init__(row, ground="page")
        self.back.setVisible(bool(back))
        self.subtitle.setVisible(bool(subtitle))
        goes_when_large(self.subtitle)
        follow(self, lambda: self.setFixedHeight(theme.px("header")))

    def add(self, *buttons: QWidget) -> None:
        """Put actions before 「使い方」, the primary one last."""
        self._actions.add(*buttons)

    def say(self, title: str, subtitle: str = "") -> None:
        self.title.setText(title)
        self.subtitle.setText(subtitle)
        self.subtitle.setVisible(bool(subtitle) and not theme.large)


class Page(QWidget):
    """One screen. A subclass names its page of the manual in `help_page` and puts its parts into `body`.

    `back` names where the way back leads (「名簿へ」); pressing it is `back_requested`.
    """

    help_page: ClassVar[str] = ""
    back_requested = Signal()

    def __init__(self, title: str, subtitle: str = "", *, back: str = "", scrolls: bool = True) -> None:
        super().__init__()
        self.header = Header(title, subtitle, back)
        self.header.back.clicked.connect(self.back_requested)
        self.header.help.clicked.connect(self._ask_help)
        self.body = Column(gap="item", around=(24, 0, 24, 12))
        content = QWidget()
        content.setLayout(self.body)
        self._scroll = Scroll(content) if scrolls else None
        self._middle = Column(gap=0)
        self._middle.addWidget(self._scroll or content, 1)
        self._across = Row(gap=0)
        self._across.addLayout(self._middle, 1)
        column = Column(self.header, gap=0)
        column.addLayout(self._across, 1)
        self.setLayout(column)

    def add(self, *items: Item) -> None:
        """Put parts into the body, one below the other."""
        self.body.add(*items)

    def set_list(self, panel: QWidget) -> None:
        """The list at the left: steps, papers, parts."""
        self._across.insertWidget(0, panel)

    def set_main(self, content: QWidget) -> None:
        """A content that takes the whole page up to its edges, in place of the body."""
        while (item := self._middle.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
        self._middle.addWidget(content, 1)

    def set_side(self, content: QWidget, width: int = 340) -> Panel:
        """The side pane: a fixed width, surface, one line at its left, scrolling by itself. Returned to be hidden."""
        pane = Panel(Row(Scroll(content), gap=0), ground="surface", edge="left")
        follow(pane, lambda: pane.setFixedWidth(_pane_width(width)))
        self._across.addWidget(pane)
        return pane

    def set_footer(self, *items: Item) -> None:
        """The footer: the way back at the left, STRETCH, the way forward at the far right. Never scrolled away."""
        footer = Panel(Row(*items, gap=10, around=(24, 0, 16, 0)), ground="surface", edge="top")
        follow(footer, lambda: footer.setFixedHeight(theme.px("footer")))
        self._middle.addWidget(footer)

    def goes_when_large(self, *widgets: QWidget) -> None:
        """These parts of the page may go: hidden from 16 pt on."""
        goes_when_large(*widgets)

    def to_top(self) -> None:
        """Scroll the body to its beginning."""
        if self._scroll is not None:
            self._scroll.verticalScrollBar().setValue(0)

    def to_part(self, part: QWidget) -> None:
        """Scroll the body so that a part of it begins at the top."""
        content = self._scroll.widget() if self._scroll is not None else None
        if self._scroll is not None and content is not None:
            self._scroll.verticalScrollBar().setValue(part.mapTo(content, QPoint(0, 0)).y())

    def focus_first(self) -> None:
        """Where the keyboard is when the page opens; a page may say better."""

    def _ask_help(self) -> None:
        window = self.window()
        if isinstance(window, ShowsHelp):
            window.show_help(self.help_page)


class SidePane(QWidget):
    """The usual content of a side pane: a column with the pane's margins."""

    def __init__(self, *items: Item) -> None:
        super().__init__()
        self.body = Column(*items, gap="item", around=(20, 12, 18, 12))
        outer = Column(gap=0)
        outer.addLayout(self.body)
        outer.add(STRETCH)
        self.setLayout(outer)


class PageStack(QStackedWidget):
    """A page and the pages one level down that it opens; going back leaves them."""

    moved = Signal()
    jump_wanted = Signal(str, str)
    """Another module's page is wanted, and a record of it."""
    ties_wanted = Signal(str, object)
    """What belongs to a record in other modules is wanted, for a callable that takes the module and its `Tie`s."""

    def __init__(self, first: Page) -> None:
        super().__init__()
        self._left: dict[Page, QWidget | None] = {}
        self.addWidget(first)

    @property
    def page(self) -> Page:
        """The page in sight."""
        page = self.currentWidget()
        assert isinstance(page, Page)  # noqa: S101 - nothing else is put in
        return page

    def open(self, page: Page) -> None:
        """Go one level down; the page's way back returns here and lets it go."""
        page.back_requested.connect(lambda: self.leave(page))
        self._left[page] = self.page.focusWidget()
        self.setCurrentIndex(self.addWidget(page))
        page.focus_first()
        page.to_top()  # the layout has not settled: looking for the focus would scroll to where it is not
        self.moved.emit()

    def leave(self, page: Page) -> None:
        """Go back up from a page; what it was opened from is in sight again."""
        if self.indexOf(page) > 0:
            self.setCurrentIndex(self.indexOf(page) - 1)
            self.removeWidget(page)
            page.deleteLater()
            self._focus_where_it_was(self._left.pop(page, None))
            self.moved.emit()

    def _focus_where_it_was(self, widget: QWidget | None) -> None:
        """The keyboard goes on where it was before the page was opened."""
        if widget is not None and shiboken6.isValid(widget) and widget.isVisible() and widget.isEnabled():
            widget.setFocus()
        else:
            self.page.focus_first()


def _pane_width(base: int) -> int:
    """Side panes grow more slowly than the type: 340 at 12 pt is 452 at 20."""
    return round(base * (1 + (theme.size / 12 - 1) * 0.5))
