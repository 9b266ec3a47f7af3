"""The manual beside the screen: a page of resources/manual, read from the disk and never from a network."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QImage, QTextDocument
from PySide6.QtWidgets import QTextBrowser

from kobe_desk.core import paths
from kobe_desk.core.text import _, language
from kobe_desk.ui.button import Button, secondary
from kobe_desk.ui.layout import STRETCH, Column, Panel, Row, Rule
from kobe_desk.ui.reading import show_markdown
from kobe_desk.ui.text import Label
from kobe_desk.ui.theme import follow, theme

_FIRST = "index"


def manual_page(page: str) -> Path | None:
    """The file of a page in the chosen language, in Japanese where there is no other; None if there is none at all."""
    for each in (language(), "ja"):
        path = paths.resources("manual", each, f"{page}.md")
        if path.is_file():
            return path
    return None


class _Reader(QTextBrowser):
    """Shows Markdown from the manual's folder; what lies elsewhere is not fetched."""

    def __init__(self) -> None:
        super().__init__()
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.base = paths.resources("manual")

    # Qt asks:

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        name = QUrl(name)
        if kind != QTextDocument.ResourceType.ImageResource.value or name.scheme() not in ("", "file"):
            return None
        path = (self.base / name.toLocalFile() if name.isLocalFile() else self.base / name.path()).resolve()
        if not path.is_relative_to(paths.resources("manual").resolve()) or not path.is_file():
            return None
        picture = QImage(str(path))
        room = max(self.viewport().width() - 40, 80)
        return picture.scaledToWidth(room) if picture.width() > room else picture


class ManualPanel(Panel):
    """「使い方」: the page of this screen, at the right; Esc or とじる puts it away."""

    closed = Signal()

    def __init__(self) -> None:
        self._reader = _Reader()
        self._reader.setAccessibleName(_("How to use this screen"))
        self.close_button: Button = secondary(_("Close"), "x")
        head = Row(Label(_("How to use"), "lead"), STRETCH, self.close_button, around=(18, 12, 12, 8))
        column = Column(gap=0)
        column.addLayout(head)
        column.add(Rule())
        column.addWidget(self._reader, 1)
        super().__init__(column, ground="surface", edge="left")
        self.page = ""
        self._reader.anchorClicked.connect(self._follow_link)
        self.close_button.clicked.connect(self.closed)
        follow(self, self._dress)

    def open(self, page: str) -> None:
        """Show a page of the manual; its first page where a screen has none of its own."""
        path = manual_page(page) or manual_page(_FIRST)
        self.page = page
        if path is None:
            self._reader.setMarkdown(_("The manual is not installed."))
            return
        self._reader.base = path.parent
        self._reader.document().setBaseUrl(QUrl.fromLocalFile(f"{path.parent}/"))
        show_markdown(self._reader, path.read_text("utf-8"))

    def text(self) -> str:
        return self._reader.toPlainText()

    def focus_text(self) -> None:
        self._reader.setFocus()

    def _follow_link(self, target: QUrl) -> None:
        if not target.scheme() and target.path().endswith(".md"):
            self.open(Path(target.path()).stem)

    def _dress(self) -> None:
        self.setFixedWidth(round(400 * (1 + (theme.size / 12 - 1) * 0.4)))
        self._reader.setFont(theme.font())
        self._reader.document().setDocumentMargin(theme.space("group"))
        self._reader.document().setDefaultStyleSheet(f"a {{ color: {theme.hex('accent')}; }}")
        if self.page:
            self.open(self.page)
