"""Lists at the left: the entries of the rail, the steps of a wizard, the papers of a preview, the parts of 設定."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QRect, QSize, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

from kobe_desk.core.text import N_, _
from kobe_desk.ui.layout import STRETCH, Column, Panel, Row
from kobe_desk.ui.notice import Picture
from kobe_desk.ui.text import Paragraph
from kobe_desk.ui.theme import follow, theme
from kobe_desk.ui.wrapped import draw_wrapped, wrapped_height


class SideItem(QPushButton):
    """An icon and its word; the current one has a surface ground, an accent bar and bold accent words."""

    def __init__(self, text: str, icon: str, *, above: str = "", measure: str = "step_item") -> None:
        super().__init__(text.replace("&", "&&"))
        self._icon, self._above, self._measure = icon, above, measure
        self._ink = "ink"
        self.setCheckable(True)
        self.setAutoDefault(False)
        # Fixed would hold it to the height of its first width, however its words wrap later
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        if above:
            self.setAccessibleName(f"{above} {text}")
        follow(self, self._dress)

    def show_as(self, icon: str, ink: str = "ink") -> None:
        """Change the icon and the colour it has while the item is not the current one."""
        self._icon, self._ink = icon, ink
        self.update()

    def narrowest(self) -> int:
        """Pixels below which a word of letters would be cut in two; Japanese breaks anywhere."""
        measure = QFontMetrics(theme.font(bold=True))
        words = [measure.horizontalAdvance(word) for word in self._title().split() if word.isascii()]
        return self.width() - self._words().width() + max(words, default=0) + 1

    def _dress(self) -> None:
        self.setFont(theme.font())
        self.updateGeometry()

    def _left(self) -> int:
        return theme.space(19)

    def _words(self) -> QRect:
        left = self._left() + theme.metrics.icon("rail") + theme.space(13 if self._measure == "nav_item" else 9)
        return self.rect().adjusted(left, 0, -theme.space(6), 0)

    def _title_height(self, width: int) -> int:
        room = self._words().width() + width - self.width()
        return wrapped_height(self._broken(room), theme.font(bold=True), room)

    def _broken(self, room: int) -> str:
        """The words; what does not fit on one line breaks before its bracket (団体概要書 / （参考様式）)."""
        title = self._title()
        fits = QFontMetrics(theme.font(bold=True)).horizontalAdvance(title) <= room
        return title if fits or title.startswith("（") else title.replace("（", "\n（", 1)

    def _title(self) -> str:
        return self.text().replace("&&", "&")

    # Qt asks:

    def sizeHint(self) -> QSize:
        width = self._words().x() + self.fontMetrics().horizontalAdvance(self._title()) + theme.space(8)
        return QSize(width, self.heightForWidth(self.width()))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.width(60), theme.px(self._measure))

    def heightForWidth(self, width: int) -> int:
        above = self.fontMetrics().height() + theme.space(4) if self._above else 0
        return max(theme.px(self._measure), self._title_height(width) + above + theme.space(14))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        current = self.isChecked()
        if current or self.underMouse():
            painter.fillRect(self.rect(), theme.colour("surface" if current else "accent_soft"))
        if current:
            bar = theme.metrics.edges["nav_bar_px"]
            painter.fillRect(QRect(0, 0, bar, self.height()), theme.colour("accent"))
        side = theme.metrics.icon("rail")
        drawn = theme.pixmap(self._icon, "accent" if current else self._ink, "rail")
        painter.drawPixmap(self._left(), (self.height() - side) // 2, drawn)
        self._paint_words(painter, current)

    def _paint_words(self, painter: QPainter, current: bool) -> None:
        room = self._words()
        above = self.fontMetrics().height() + theme.space(4) if self._above else 0
        room.setTop((self.height() - self._title_height(self.width()) - above) // 2)
        if self._above:
            painter.setPen(theme.colour("muted"))
            painter.drawText(room, 0, self._above)
        painter.setFont(theme.font(bold=current))
        quiet = self._measure == "step_item" and not self.isEnabled()
        painter.setPen(theme.colour("accent" if current else "muted" if quiet else "ink"))
        draw_wrapped(painter, room.adjusted(0, above, 0, 0), self._broken(room.width()))


class StepState(Enum):
    """How a step stands: icon, colour, and the word the ear is told."""

    DONE = ("circle-check", "ok", N_("done"))
    NOW = ("circle-dot", "accent", N_("now"))
    LATER = ("circle", "muted", N_("later"))
    AGAIN = ("triangle-alert", "warn", N_("check again"))


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a wizard or a line of an agenda; it can be chosen once it was reached."""

    title: str
    state: StepState = StepState.LATER
    above: str = ""
    reached: bool = False


class SideList(Panel):
    """A sunken list with a heading above and a note below; `chosen` tells the place of the entry pressed."""

    chosen = Signal(int)

    def __init__(self, title: str = "", *, width: int = 196, note: str = "", note_icon: str = "") -> None:
        self._items: list[SideItem] = []
        self._named: list[tuple[str, str]] = []
        """The steps shown: where only their states change, their items stay."""
        self._rows = Column(gap=0)
        column = Column(gap=0, around=(0, 0, 0, 12))
        if title:
            heading = Row(Paragraph(f"{title}", bold=True, narrow=True), around=(20, 12, 10, 8))
            column.addLayout(heading)
        column.addLayout(self._rows)
        column.add(STRETCH)
        if note:
            column.addLayout(_note(note, note_icon))
        super().__init__(column, ground="sunken", edge="right")
        self._width = width
        follow(self, lambda: self.setFixedWidth(self.width_now()))

    def width_now(self) -> int:
        """How wide it is at the present size."""
        return _list_width(self._width)

    @property
    def items(self) -> tuple[SideItem, ...]:
        return tuple(self._items)

    def show_entries(self, entries: Sequence[tuple[str, str]], current: int = 0, heads: Sequence[str] = ()) -> None:
        """Show (words, icon) entries, all of which can be chosen; `heads` names for each the heading it is under."""
        self._named = []
        self._fill([SideItem(words, icon) for words, icon in entries], heads)
        self.mark(current)

    def show_steps(self, steps: Sequence[Step]) -> None:
        """Show the steps of a wizard with their states."""
        named = [(step.above, step.title) for step in steps]
        if named != self._named:
            focused = next((at for at, item in enumerate(self._items) if item.hasFocus()), None)
            self._fill([SideItem(step.title, "circle", above=step.above) for step in steps])
            self._named = named
            if focused is not None and focused < len(steps):
                self._items[focused].setFocus()
        for item, step in zip(self._items, steps, strict=True):
            icon, ink, word = step.state.value
            item.show_as(icon, ink)
            item.setAccessibleName(
                _("{title} ({state})").format(title=f"{step.above} {step.title}".strip(), state=_(word))
            )
            item.setEnabled(step.reached or step.state is not StepState.LATER)
        self.mark(next((at for at, step in enumerate(steps) if step.state is StepState.NOW), -1))

    def mark(self, current: int) -> None:
        """Show which entry is the current one."""
        for at, item in enumerate(self._items):
            item.setChecked(at == current)

    def _fill(self, items: list[SideItem], heads: Sequence[str] = ()) -> None:
        self._rows.empty()
        self._items = items
        before = ""
        for item, head in zip(items, heads or [""] * len(items), strict=True):
            if head and head != before:
                self._rows.addLayout(Row(Paragraph(head, ink="muted", bold=True, narrow=True), around=(20, 10, 8, 4)))
            if head:
                item.setAccessibleName(f"{head} {item.text()}".replace("&&", "&"))
            self._rows.add(item)
            before = head
        for at, item in enumerate(items):
            item.clicked.connect(lambda _checked=False, at=at: self._choose(at))

    def _choose(self, at: int) -> None:
        current = next((place for place, item in enumerate(self._items) if item.isChecked() and place != at), at)
        self.mark(current)
        self.chosen.emit(at)


def _note(text: str, icon: str) -> Row:
    row = Row(gap=6, around=(20, 8, 10, 8))
    if icon:
        row.addLayout(Column(4, Picture(icon, "muted", "chip"), STRETCH, gap=0))
    row.addWidget(Paragraph(text, ink="muted", narrow=True), 1)
    return row


def _list_width(base: int) -> int:
    """Wide lists grow more slowly: at 20 pt room is what is scarce."""
    return round(base * (1 + (theme.size / 12 - 1) * 0.55))
