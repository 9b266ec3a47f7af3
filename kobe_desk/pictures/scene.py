"""One thing to look at on the tour."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from kobe_desk.ui.page import Page
from kobe_desk.ui.window import Window


@dataclass(frozen=True, slots=True)
class Scene:
    """A window in sight, under the name that its picture gets."""

    name: str
    window: QWidget
    data: Callable[[], str] = str
    """What the open desk holds as text: words on a screen that are none of the program's."""

    @property
    def page(self) -> Page | None:
        """The page in it; a dialog has none."""
        return self.window.shown_page() if isinstance(self.window, Window) else None
