"""Words on the screen: single-line labels by rank, and the one paragraph for everything that can wrap."""

from collections.abc import Iterable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from kobe_desk.ui.layout import restyle
from kobe_desk.ui.theme import follow, theme, tokens

_ESCAPED = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})
"""As `html.escape`, which every start would wait for: it brings in the names of all signs."""
_STRONG, _WEAK = "\x0e", "\x0f"
_BOLD_RANKS = ("lead", "title", "figure")


def strong(value: object) -> str:
    """A value that stands out inside a paragraph: `_("It is {count} now.").format(count=strong(748))`."""
    return f"{_STRONG}{value}{_WEAK}"


def strong_at(text: str, marks: Iterable[tuple[int, int]]) -> str:
    """A text whose places (from and to, in order) stand out inside a paragraph."""
    said, last = "", 0
    for start, end in marks:
        said += text[last:start] + strong(text[start:end])
        last = end
    return said + text[last:]


class Label(QLabel):
    """One line of text that never wraps: rank body, lead, title or figure; ink one of the colour roles.

    With `elide` it may be squeezed and then ends in …; the full text must stand somewhere else.
    """

    def __init__(
        self, text: str = "", rank: str = "body", *, ink: str = "", bold: bool | None = None, elide: bool = False
    ) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._rank, self._elide = rank, elide
        self._bold = rank in _BOLD_RANKS if bold is None else bold
        if ink:
            self.setProperty("ink", ink)
        if elide:
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        follow(self, lambda: self.setFont(theme.font(self._rank, bold=self._bold)))
        self.setText(text)

    @property
    def gives_way(self) -> bool:
        """Whether it may be squeezed."""
        return self._elide

    def set_ink(self, role: str) -> None:
        if self.property("ink") != role:
            self.setProperty("ink", role)
            restyle(self)

    # Qt asks:

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), 2 * hint.height()), hint.height()) if self._elide else hint

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._elide or self.fontMetrics().horizontalAdvance(self.text()) <= self.width():
            super().paintEvent(event)
            return
        painter = QPainter(self)
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignVCenter), shown)


class Paragraph(QLabel):
    """Text that can wrap, set with 150 % line height because the font itself has none (140 % when `narrow`).

    The text is escaped: what a person typed can never become markup. Its height follows its width.
    """

    def __init__(
        self,
        text: str = "",
        rank: str = "body",
        *,
        ink: str = "",
        bold: bool = False,
        narrow: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._plain, self._rank, self._bold = "", rank, bold
        self._leading = tokens().leading_narrow if narrow else tokens().leading
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setSizePolicy(_height_for_width())
        self.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        if ink:
            self.setProperty("ink", ink)
        follow(self, self._dress)
        self.say(text)

    def say(self, text: str) -> None:
        """Show this text; line breaks stay, `strong` parts are bold."""
        self._plain = text
        body = text.translate(_ESCAPED).replace("\n", "<br>").replace(_STRONG, "<b>").replace(_WEAK, "</b>")
        self.setText(f'<p style="line-height:{self._leading}%">{body}</p>')
        self.setAccessibleName(self.plain())
        self._hold()

    def plain(self) -> str:
        """The text without any mark."""
        return self._plain.replace(_STRONG, "").replace(_WEAK, "")

    def set_ink(self, role: str) -> None:
        if self.property("ink") != role:
            self.setProperty("ink", role)
            restyle(self)

    def _dress(self) -> None:
        self.setFont(theme.font(self._rank, bold=self._bold))
        self.setContentsMargins(0, self._half(), 0, 0)
        self.say(self._plain)

    def _half(self) -> int:
        """Qt puts the extra height below each line: half of it goes above the first, and half below the last is cut."""
        return round(theme.metrics.text(self._rank) * (self._leading - 100) / 200)

    def _hold(self) -> None:
        """Keep the height that the present width needs: a squeezed label would overlap its neighbour."""
        needed = self.heightForWidth(self.width()) if self.testAttribute(Qt.WidgetAttribute.WA_Resized) else 0
        if needed != self.minimumHeight():
            self.setMinimumHeight(max(needed, 0))

    # Qt asks:

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._hold()

    def heightForWidth(self, width: int) -> int:
        return super().heightForWidth(width) - self._half()

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(hint.width(), hint.height() - self._half())

    def minimumSizeHint(self) -> QSize:
        return QSize(6 * self.fontMetrics().height(), self.fontMetrics().height())


def _height_for_width() -> QSizePolicy:
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
    policy.setHeightForWidth(True)
    return policy
