"""One thing to look at on the tour."""

from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from kobe_desk.ui.page import Page
from kobe_desk.ui.window import Window


@dataclass(frozen=True, slots=True)
class Scene:
    """A window in sight, under the name that its picture gets."""

    name: str
    window: QWidget

    @property
    def page(self) -> Page | None:
        """The page in it; a dialog has none."""
        return self.window.shown_page() if isinstance(self.window, Window) else None
