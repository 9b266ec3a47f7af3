"""ほか: where there is no room for a row of buttons, one that opens them as a menu."""

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu

from kobe_desk.core.text import _
from kobe_desk.ui.button import Button
from kobe_desk.ui.theme import follow, goes_when_large, theme


class More(Button):
    """From 16 pt on it stands in for these buttons: the same verbs, reached by arrows and Enter."""

    def __init__(self, *buttons: Button) -> None:
        super().__init__(_("More"), "ellipsis")
        self._buttons = buttons
        self.clicked.connect(self._open)
        goes_when_large(*buttons)
        follow(self, self._come_or_go)

    def menu_of(self) -> QMenu:
        """The menu with its verbs."""
        menu = QMenu(self)
        menu.setAccessibleName(self.words())
        menu.setFont(theme.font())
        for button in self._buttons:
            menu.addAction(button.icon(), button.text(), button.click)
        return menu

    def _open(self) -> None:
        menu = self.menu_of()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(QPoint(0, self.height())))

    def _come_or_go(self) -> None:
        if not theme.large:
            self.setProperty("gone", True)
            self.hide()
        elif self.property("gone"):
            self.setProperty("gone", False)
            self.show()
