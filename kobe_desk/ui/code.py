"""A code as it stands on its sheet: shown once, line by line, and kept out of pictures of the screen."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtGui import QHideEvent, QShowEvent

from kobe_desk.ui.layout import STRETCH, Column, Panel, Row
from kobe_desk.ui.text import Label
from kobe_desk.ui.theme import fit
from kobe_desk.ui.unseen import keep_out_of_pictures


@dataclass(frozen=True, slots=True)
class CodeLine:
    """A line of the sheet: its letter, the groups, and the character in the circle."""

    letter: str
    groups: tuple[str, ...]
    check: str


class CodeBox(Panel):
    """The code as it stands on the sheet, line by line; no picture of the screen shows it."""

    def __init__(self, lines: Sequence[CodeLine]) -> None:
        column = Column(gap=9, around=(20, 16, 20, 18))
        for line in lines:
            row = Row(_wide(Label(line.letter, "lead", ink="muted"), 34), gap=0)
            for group in line.groups:
                row.add(_wide(Label(group, "lead"), 92))
            row.add(Label(f"（{line.check}）", "lead", ink="muted"), STRETCH)
            column.addLayout(row)
        super().__init__(column, box="quiet")

    # Qt asks:

    def showEvent(self, event: QShowEvent) -> None:
        keep_out_of_pictures(self.window(), out=True)
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        keep_out_of_pictures(self.window(), out=False)
        super().hideEvent(event)


def _wide(label: Label, width: int) -> Label:
    fit(label, width)
    return label
