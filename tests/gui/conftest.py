"""Every window of the tests is dressed as the program dresses it, in Japanese, at the smallest size, in 明るい."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from kobe_desk.core.text import use_language
from kobe_desk.ui.theme import theme


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> Iterator[None]:
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # the windows of the test before
    use_language("ja")
    if (theme.palette, theme.size) != ("light", 12) or not qapp.styleSheet():
        theme.wear("light", 12)
    yield
    use_language("ja")
