"""Notices that nobody is at the desk: no key, no click, no composing for a while, or the computer slept meanwhile."""

from datetime import timedelta

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from kobe_desk.core import clock

LOOK_EVERY = 5_000
"""Milliseconds. The clock on the wall is compared, not counted: a computer that slept locks when it wakes."""
_SIGNS = (
    QEvent.Type.KeyPress,
    QEvent.Type.InputMethod,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
)


class Idle(QObject):
    """Watches the windows and whatever has the keyboard. `minutes` 0 never locks."""

    reached = Signal()

    def __init__(self, minutes: int) -> None:
        super().__init__()
        self.minutes = minutes
        self._last = clock.now()
        self._watched: dict[str, QObject | None] = {"window": None, "object": None}
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.focusWindowChanged.connect(lambda window: self._watch("window", window))
            app.focusObjectChanged.connect(lambda focused: self._watch("object", focused))
        self._timer = QTimer(self, interval=LOOK_EVERY)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        self.stir()
        self._timer.start()

    def stop(self) -> None:
        self._timer.stop()

    def stir(self) -> None:
        """Somebody is there."""
        self._last = clock.now()

    def look(self) -> None:
        """Lock when it is time."""
        if self.minutes and clock.now() - self._last >= timedelta(minutes=self.minutes):
            self.stop()
            self.reached.emit()

    def _watch(self, place: str, thing: QObject | None) -> None:
        if thing is not None:
            thing.installEventFilter(self)
        self._watched[place] = thing

    # Qt asks:

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in _SIGNS:
            self.stir()
        return False


def finish_typing() -> None:
    """Dialogs are left, what an input method composes is taken, and the field with the keyboard keeps its draft."""
    QGuiApplication.inputMethod().commit()
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, QDialog) and widget.isVisible():
            widget.reject()
    popup = QApplication.activePopupWidget()
    if popup is not None:
        popup.close()
    focused: QWidget | None = QApplication.focusWidget()
    if focused is not None:
        focused.clearFocus()
