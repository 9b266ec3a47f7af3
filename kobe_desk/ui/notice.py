"""Boxes with a meaning: a sentence with its icon, and buttons that name what they do (要確認)."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from kobe_desk.ui.button import Button, secondary
from kobe_desk.ui.chip import MEANING_ICONS
from kobe_desk.ui.flow import Flow
from kobe_desk.ui.layout import STRETCH, Column, Panel, Row
from kobe_desk.ui.text import Paragraph
from kobe_desk.ui.theme import follow, theme


class Picture(QLabel):
    """A Lucide icon beside the word that tells the same; the ear hears only the word."""

    def __init__(self, icon: str, ink: str = "ink", place: str | int = "button") -> None:
        super().__init__()
        self._icon, self._ink, self._place = icon, ink, place
        self.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
        follow(self, self._draw)

    def show_icon(self, icon: str, ink: str | None = None) -> None:
        self._icon, self._ink = icon, self._ink if ink is None else ink
        self._draw()

    def _draw(self) -> None:
        side = theme.metrics.icon(self._place)
        self.setFixedSize(side, side)
        self.setPixmap(theme.pixmap(self._icon, self._ink, self._place))


class Notice(Panel):
    """A box of a meaning (ok, warn, error, info; quiet has no meaning) with a sentence and up to two named buttons.

    For 要確認 the buttons name both values: 「748人にする」「741人のまま」. Nothing is replaced without being asked.
    """

    def __init__(
        self, meaning: str, text: str = "", *answers: tuple[str, Callable[[], object]], icon: str = ""
    ) -> None:
        ink = "ink" if meaning == "quiet" else meaning
        self._picture = Picture(icon or MEANING_ICONS.get(meaning, "info"), ink)
        self._text = Paragraph(text)
        self._buttons: list[Button] = []
        self._answers = Flow()
        column = Column(self._text, self._answers, gap=6)
        row = Row(gap=10, around=(14, 10, 14, 12))
        row.addLayout(Column(4, self._picture, STRETCH, gap=0))
        row.addLayout(column, 1)
        super().__init__(row, box=meaning)
        self.ask(text, *answers)

    @property
    def text(self) -> str:
        return self._text.plain()

    @property
    def buttons(self) -> tuple[Button, ...]:
        return tuple(self._buttons)

    def mean(self, meaning: str) -> None:
        """Give the box another meaning."""
        self.turn(box=meaning)
        self._picture.show_icon(MEANING_ICONS.get(meaning, "info"), "ink" if meaning == "quiet" else meaning)

    def ask(self, text: str, *answers: tuple[str, Callable[[], object]]) -> None:
        """Show this sentence with these answers in place of what stood here."""
        self._text.say(text)
        self._answers.empty()
        self._buttons = []
        for words, act in answers:
            button = secondary(words)
            button.clicked.connect(lambda _checked=False, act=act: act())
            self._buttons.append(button)
            self._answers.add(button)
