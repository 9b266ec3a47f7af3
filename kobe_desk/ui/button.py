"""Buttons: an icon never without its verb, the width follows the words, and none of them is ever a default button."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QSizePolicy

from kobe_desk.ui.theme import follow, theme

_CLEAR = 5  # an underline in QSS also underlines the blank after the icon, so the icon brings its own
LINK_SIDE = 6
"""What the stylesheet leaves free beside the words of a link."""
_INKS = {"primary": "on_accent", "link": "accent", "filter": "accent"}


class Button(QPushButton):
    """A verb to press. Kinds: primary (one a screen), secondary, link (in rows), toggle, square, filter.

    `after` puts the icon behind the words (次へ →). `name` is for the ear where the words alone would not tell.
    """

    def __init__(
        self, text: str, icon: str = "", kind: str = "secondary", *, after: bool = False, name: str = ""
    ) -> None:
        super().__init__()
        self._icon, self._kind, self._after = icon, kind, after
        self.setProperty("kind", kind)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        if kind in ("toggle", "square"):
            self.setCheckable(True)
        if after:
            self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        if name:
            self.setAccessibleName(name)
        self.say(text)
        follow(self, self._dress)
        self.toggled.connect(self._dress)

    def say(self, text: str, icon: str | None = None) -> None:
        """Change the verb (and the icon)."""
        self.setText(text.replace("&", "&&"))
        if icon is not None:
            self._icon = icon
            self._dress()

    def words(self) -> str:
        return self.text().replace("&&", "&")

    def _dress(self) -> None:
        if not self._icon:
            return
        ink = "accent" if self._kind == "toggle" and self.isChecked() else _INKS.get(self._kind, "ink")
        icon = theme.icon(self._icon, ink, clear=-_CLEAR if self._after else _CLEAR)
        self.setIcon(icon)
        self.setIconSize(icon.availableSizes()[0])


def primary(text: str, icon: str = "", *, after: bool = False, name: str = "") -> Button:
    """The one button of a screen that does what the screen is for."""
    return Button(text, icon, "primary", after=after, name=name)


def secondary(text: str, icon: str = "", *, after: bool = False, name: str = "") -> Button:
    return Button(text, icon, "secondary", after=after, name=name)


def link(text: str, icon: str = "", *, name: str = "") -> Button:
    """An act inside a row or beside a heading."""
    return Button(text, icon, "link", name=name)
