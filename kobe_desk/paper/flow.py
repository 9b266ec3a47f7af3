"""Drawing from top to bottom: a place on the sheet, room asked for before drawing, the next sheet when it is full."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from kobe_desk.paper.document import Paper
from kobe_desk.paper.lines import draw_justified, draw_lines, wrap
from kobe_desk.paper.sheet import Align, Sheet, Type, centre_line


class Flow:
    """Where the next thing is drawn: `y` mm from the top, between `left` and `right`.

    `again` draws what each further sheet begins with (a title with （続き）) and moves `y` below it.
    """

    def __init__(self, paper: Paper, again: "Callable[[Flow], None] | None" = None) -> None:
        self.paper, self.again = paper, again
        self.y = paper.top
        self.left, self.right = paper.left, paper.right

    @property
    def sheet(self) -> Sheet:
        return self.paper.sheet

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def room(self) -> float:
        """What is left of this sheet in mm."""
        return self.paper.bottom - self.y

    def gap(self, height: float) -> None:
        self.y += height

    def need(self, height: float) -> None:
        """Begin the next sheet unless this much room is left (or the sheet is still empty)."""
        if height > self.room and self.y > self.paper.top:
            self.next_sheet()

    def next_sheet(self) -> None:
        self.paper.add_sheet()
        self.y = self.paper.top
        if self.again:
            self.again(self)

    @contextmanager
    def inset(self, left: float = 0.0, right: float = 0.0) -> Iterator[None]:
        """Draw between narrower margins."""
        before = self.left, self.right
        self.left, self.right = self.left + left, self.right - right
        yield
        self.left, self.right = before

    def text(self, text: str, type: Type, align: Align = "left") -> None:
        """Plain text, wrapped, ragged; goes on over sheets."""
        for line in wrap(self.paper.setter, text, type, self.width):
            self.need(type.line)
            self.y = draw_lines(self.sheet, self.left, self.y, self.width, [line], type, align)

    def paragraph(self, text: str, type: Type, indent: bool = True) -> None:
        """Body text: each paragraph begins one em in, lines are stretched to the width; goes on over sheets."""
        setter = self.paper.setter
        for part in text.split("\n"):
            first = type.em if indent and part.strip() and part[0] not in "\u3000（「" else 0.0
            lines = wrap(setter, part, type, self.width, first)
            if len(lines) > 1:
                self.need(2 * type.line)
            for number, line in enumerate(lines):
                self.need(type.line)
                self.y = draw_justified(self.sheet, self.left, self.y, self.width, [line], type,
                                        first if number == 0 else 0.0, last=number == len(lines) - 1)  # fmt: skip

    def heading(self, text: str, type: Type, right: str = "", keep: float = 16.0, mark: bool = True) -> None:
        """A heading that stays with the `keep` mm after it, with a note or unit at its right shoulder."""
        self.need(type.line + keep)
        if mark:
            self.paper.mark(text)
        baseline = centre_line(self.y, type.line, type.size)
        used = 0.0
        if right:
            small = type.at(min(9.5, type.size))
            used = self.sheet.text(self.right, baseline, right, small, "right") + 3
        self.sheet.within(self.left, baseline, self.width - used, text, type)
        self.y += type.line
