"""「なぜ聞くのか」: why a page is asked, and the papers its answers go into."""

from collections.abc import Sequence

from PySide6.QtWidgets import QSizePolicy

from kobe_desk.core.text import _
from kobe_desk.ui.layout import STRETCH, Column, Panel, Row, Rule
from kobe_desk.ui.notice import Picture
from kobe_desk.ui.text import Label, Paragraph
from kobe_desk.ui.theme import follow, goes_when_large, theme

WIDTH = 270


class WhyBox(Panel):
    """A quiet box beside the questions; from 16 pt on it goes."""

    def __init__(self, why: str, papers: Sequence[str]) -> None:
        head = Row(Picture("lightbulb", "muted"), Label(_("Why this is asked"), bold=True), STRETCH, gap="tight")
        parts: list[object] = [head, Paragraph(why, narrow=True)] if why else []
        if why and papers:
            parts.append(Rule())
        if papers:
            parts.append(Paragraph(_("Papers these answers go into"), ink="muted", narrow=True))
            parts += [_paper(each) for each in papers]
        super().__init__(Column(*parts, gap="tight", around=(16, 14, 16, 14)), box="quiet")  # type: ignore[arg-type]
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        follow(self, lambda: self.setFixedWidth(theme.width(WIDTH)))
        if not parts:
            self.hide()
        else:
            goes_when_large(self)


def _paper(title: str) -> Row:
    row = Row(Picture("file-text", "muted", "chip"), gap="tight")
    row.addWidget(Paragraph(title, narrow=True), 1)
    return row
