"""定足数: the verdict and the count first, then the bar with the mark of the quorum, then the sum in words."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QBrush, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from kobe_desk.core.text import N_, _
from kobe_desk.modules.meetings.usecases import Attendance, MeetingRow
from kobe_desk.modules.meetings.view.wording import UNITS
from kobe_desk.ui.flow import Flow
from kobe_desk.ui.layout import STRETCH, Column, Panel, Row
from kobe_desk.ui.notice import Picture
from kobe_desk.ui.text import Label, Paragraph
from kobe_desk.ui.theme import follow, theme

_PATTERNS = (
    Qt.BrushStyle.SolidPattern,
    Qt.BrushStyle.Dense5Pattern,
    Qt.BrushStyle.BDiagPattern,
    Qt.BrushStyle.CrossPattern,
)
_KINDS = (N_("In the hall"), N_("In writing"), N_("By proxy"), N_("Electronic"))


@dataclass(frozen=True, slots=True)
class Standing:
    """What the panel shows: the counts, whether the meeting stands, and where the bylaws say it."""

    attendance: Attendance
    present: int
    total: int
    needed: int
    reached: bool
    unit: str
    article: str = ""
    counts: tuple[bool, bool, bool] = (True, True, True)
    """Whether papers in writing, proxies and electronic votes count as present."""

    @property
    def parts(self) -> tuple[int, ...]:
        each = self.attendance
        papers = (each.valid_writing, each.valid_proxy, each.valid_electronic)
        return each.in_person, *(count if counts else 0 for count, counts in zip(papers, self.counts, strict=True))


def standing_of(row: MeetingRow) -> Standing:
    """How a meeting stands by the counts written down with it."""
    rules, quorum = row.rules, row.quorum
    counts = (rules.writing_counts, rules.proxy_counts, rules.electronic_counts)
    return Standing(row.attendance, quorum.present, quorum.total, quorum.needed, quorum.reached, rules.unit,
                    rules.article("quorum"), counts)  # fmt: skip


class QuorumBar(QWidget):
    """Who is present by kind, each with a pattern of its own, against all; a mark stands where the quorum is."""

    def __init__(self) -> None:
        super().__init__()
        self._standing: Standing | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        follow(self, lambda: self.setFixedHeight(theme.space(44) + theme.metrics.text("body")))

    def show_standing(self, standing: Standing) -> None:
        self._standing = standing
        self.update()

    # Qt asks:

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.width(200), self.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._standing is None or not self._standing.total:
            return
        painter = QPainter(self)
        bar = QRect(1, theme.space(6), self.width() - 2, theme.space(28))
        painter.fillRect(bar, theme.colour("sunken"))
        left = bar.left()
        for place, count in enumerate(self._standing.parts):
            wide = round(bar.width() * count / self._standing.total)
            paint_pattern(painter, QRect(left, bar.top(), min(wide, bar.right() + 1 - left), bar.height()), place)
            left += wide
        painter.setPen(QPen(theme.colour("border"), 1))
        painter.drawRect(bar)
        self._paint_mark(painter, bar)

    def _paint_mark(self, painter: QPainter, bar: QRect) -> None:
        standing = self._standing
        assert standing is not None  # noqa: S101 - only painted with one
        at = min(bar.left() + round(bar.width() * standing.needed / standing.total), bar.right())
        painter.fillRect(QRect(at - 1, 0, 3, bar.bottom() + theme.space(5)), theme.colour("ink"))
        painter.setFont(theme.font(bold=True))
        words = _("Quorum {needed}").format(needed=standing.needed)
        wide = painter.fontMetrics().horizontalAdvance(words)
        left = max(bar.left(), min(at - wide // 2, bar.right() - wide))
        painter.setPen(theme.colour("ink"))
        painter.drawText(left, self.height() - painter.fontMetrics().descent(), words)


def paint_pattern(painter: QPainter, rect: QRect, place: int) -> None:
    """The look of a kind of presence: told apart without its colour."""
    painter.fillRect(rect, theme.colour("accent_soft"))
    painter.fillRect(rect, QBrush(theme.colour("accent"), _PATTERNS[place]))


class _Swatch(QWidget):
    def __init__(self, place: int) -> None:
        super().__init__()
        self._place = place
        follow(self, lambda: self.setFixedSize(theme.space(20), theme.space(20)))

    # Qt asks:

    def sizeHint(self) -> QSize:
        return self.size()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_pattern(painter, self.rect(), self._place)
        painter.setPen(QPen(theme.colour("accent"), 1))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))


class QuorumPanel(Panel):
    """Always in sight while people come in."""

    def __init__(self) -> None:
        self._picture = Picture("circle-check", "ok", "rail")
        self.verdict = Label("", "lead")
        self.count = Label("", "figure")
        self._of = Label("")
        self.bar = QuorumBar()
        self._sum = Flow(gap="tight", lines="hair")
        self._why = Paragraph(ink="muted", narrow=True)
        holder = QWidget()
        holder.setLayout(self._sum)
        top = Row(self._picture, self.verdict, STRETCH, self.count, self._of, gap="item")
        super().__init__(Column(top, self.bar, holder, self._why, around=(18, 12, 18, 12)), box="card")

    def show_standing(self, standing: Standing) -> None:
        unit = _(UNITS[standing.unit])
        ok = standing.reached
        self.turn(box="done" if ok else "card")
        self._picture.show_icon("circle-check" if ok else "octagon-alert", "ok" if ok else "error")
        self.verdict.setText(_("The meeting stands") if ok else _("Not enough for the quorum"))
        self.verdict.set_ink("ok" if ok else "error")
        self.count.setText(str(standing.present))
        self._of.setText(_("of {total} {unit}").format(total=standing.total, unit=unit))
        self.bar.show_standing(standing)
        self._show_sum(standing)
        where = _(" (bylaws, {article})").format(article=standing.article) if standing.article else ""
        left = max(standing.needed - standing.present, 0)
        words = _("{needed} {unit} are needed{where}.") if ok else _("{needed} {unit} are needed{where}: {left} more.")
        self._why.say(words.format(needed=standing.needed, unit=unit, where=where, left=left))

    def _show_sum(self, standing: Standing) -> None:
        """64 + 52 + 48 = 164, each with the pattern of the bar."""
        self._sum.empty()
        shown = [(at, count) for at, count in enumerate(standing.parts) if count or at == 0]
        for number, (at, count) in enumerate(shown):
            if number:
                self._sum.add(Label("＋", ink="muted"))
            self._sum.add(_Swatch(at), Label(_(_KINDS[at])), Label(str(count), bold=True))
        self._sum.add(Label("＝", ink="muted"), Label(str(standing.present), bold=True))
