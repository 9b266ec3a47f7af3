"""The one dress of the application: a palette and a whole-UI size, changed live."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QIcon, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from kobe_desk.ui.theme import fonts, icons
from kobe_desk.ui.theme.palette import qt_palette
from kobe_desk.ui.theme.style import stylesheet
from kobe_desk.ui.theme.tokens import Metrics, tokens


class Theme(QObject):
    """Which palette (light, dark, contrast) and size (12, 14, 16, 20) everything wears. Use the one `theme`."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.palette = "light"
        self.size = 12

    def wear(self, palette: str | None = None, size: int | None = None) -> None:
        """Dress the whole application; every window follows at once."""
        self.palette = palette or self.palette
        self.size = size or self.size
        icons.forget()
        fonts.load()
        app = QApplication.instance()
        if not isinstance(app, QApplication):
            raise RuntimeError("the theme dresses a running application")
        if not app.property("fusion"):  # Qt hides the style's name behind the stylesheet
            app.setStyle("Fusion")
            app.setProperty("fusion", True)
        app.setEffectEnabled(Qt.UIEffect.UI_AnimateCombo, False)
        app.setPalette(qt_palette(tokens().colours[self.palette]))
        app.setFont(self.font())
        app.setStyleSheet(stylesheet(self.palette, self.metrics))
        self.changed.emit()

    def bigger(self) -> None:
        self._step(1)

    def smaller(self) -> None:
        self._step(-1)

    def _step(self, by: int) -> None:
        sizes = sorted(tokens().sizes)
        place = sizes.index(self.size) + by
        if 0 <= place < len(sizes):
            self.wear(size=sizes[place])

    @property
    def metrics(self) -> Metrics:
        return tokens().sizes[self.size]

    @property
    def large(self) -> bool:
        """True from 16 pt on, where the parts that may go are gone."""
        return self.metrics.large

    def hex(self, role: str) -> str:
        return tokens().colours[self.palette][role]

    def colour(self, role: str) -> QColor:
        """The colour of a role."""
        return QColor(self.hex(role))

    def space(self, step: str | int) -> int:
        return self.metrics.space(step)

    def px(self, name: str) -> int:
        return self.metrics.px(name)

    def width(self, base: int) -> int:
        return self.metrics.width(base)

    def edge(self) -> int:
        """The thickness of a control's edge in this palette."""
        return self.metrics.edges["control_px_contrast" if self.palette == "contrast" else "control_px"]

    def font(self, rank: str = "body", *, bold: bool = False) -> QFont:
        return fonts.font(self.metrics.text(rank), bold=bold)

    def pixmap(self, name: str, role: str = "ink", place: str | int = "button") -> QPixmap:
        return icons.pixmap(name, self.hex(role), self.metrics.icon(place))

    def icon(self, name: str, role: str = "ink", place: str | int = "button", *, clear: int = 0) -> QIcon:
        return icons.icon(name, self.hex(role), self.hex("disabled"), self.metrics.icon(place), clear)


theme = Theme()


class _Follower(QObject):
    """Does something now and at every change of the theme, as long as its owner lives."""

    def __init__(self, owner: QObject, act: Callable[[], object]) -> None:
        super().__init__(owner)
        self._act = act
        theme.changed.connect(self._follow)
        act()

    def _follow(self) -> None:
        self._act()


def follow(owner: QObject, act: Callable[[], object]) -> None:
    """Run `act()` now and whenever palette or size change, as long as `owner` (a widget or a layout) lives."""
    _Follower(owner, act)


def fit(widget: QWidget, width: int | None = None, height: int | None = None) -> None:
    """Fix a widget's width and height, given in pixels at 12 pt, at every size."""

    def measure() -> None:
        if width is not None:
            widget.setFixedWidth(theme.width(width))
        if height is not None:
            widget.setFixedHeight(theme.space(height))

    follow(widget, measure)


def goes_when_large(*widgets: QWidget) -> None:
    """These parts of a page may go: they are hidden from 16 pt on, where room is scarce."""
    for widget in widgets:
        follow(widget, partial(_stay_or_go, widget))


def _stay_or_go(widget: QWidget) -> None:
    if theme.large:
        widget.setProperty("gone", True)
        widget.hide()
    elif widget.property("gone"):
        widget.setProperty("gone", False)
        widget.show()
