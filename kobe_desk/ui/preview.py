"""The preview of papers: a list of them, the paper at a readable width, 全体 大きく 印刷 PDFで保存 above.

Paper is white in every palette. What is shown, printed and saved are the same bytes.
"""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kobe_desk.core.text import _, n_
from kobe_desk.ui.button import secondary
from kobe_desk.ui.flow import Flow
from kobe_desk.ui.layout import Column, Panel, Row
from kobe_desk.ui.page import Scroll
from kobe_desk.ui.printing import page_image, print_pdf, save_pdf
from kobe_desk.ui.side_list import SideList
from kobe_desk.ui.text import Label
from kobe_desk.ui.theme import follow, theme

_POINTS = 72
_KEPT = 12
_EDGE = 12
_BIGGEST = 3.0
_STEP = 1.25
_READABLE = 1040
_LIST = 186
_BESIDE_GRIP = 8
"""Pixels between a scroll bar and what it scrolls, as the style sets them, and the line at the right."""
"""The height in pixels at 12 pt of a page whose small print can still be read."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A PDF with the name it is listed and saved under, and the `group` it is listed in.

    `place` marks where a signature will stand, before signing: page (from 0) and left, top, width, height in points
    from the upper left, with the words shown there.
    """

    name: str
    pdf: bytes
    place: tuple[int, float, float, float, float] | None = None
    place_text: str = ""
    group: str = ""

    @property
    def whole_name(self) -> str:
        """The name by which it is known apart from the list, as a file or for the ear."""
        return f"{self.group} {self.name}" if self.group else self.name


class Sheets(QWidget):
    """The pages of one PDF, one below the other, drawn when they come into sight and kept only for a while."""

    measured = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._paper = Paper("", b"")
        self._sizes: tuple[tuple[float, float], ...] = ()
        self._drawn: OrderedDict[tuple[int, int], QImage] = OrderedDict()
        self._zoom = 1.0
        self._whole = 0
        self._room = 0

    @property
    def pages(self) -> int:
        return len(self._sizes)

    def show_paper(self, paper: Paper) -> None:
        from kobe_desk.paper import render  # not needed before the first preview

        self._paper = paper
        self._sizes = render.page_sizes(paper.pdf) if paper.pdf else ()
        self._drawn.clear()
        self.setAccessibleName(
            n_("{name}, {count} page", "{name}, {count} pages", self.pages).format(
                name=paper.whole_name, count=self.pages
            )
        )
        self._measure()

    def fill(self, width: int) -> None:
        """Use this width of the view."""
        if width != self._room:
            self._room = width
            self._measure()

    def zoom(self, factor: float, whole: int = 0) -> None:
        """Show the paper at this factor of the width there is, or as a whole in a height of `whole` pixels."""
        self._zoom = min(max(factor, 1.0), _BIGGEST)
        self._whole = whole
        self._measure()

    @property
    def factor(self) -> float:
        return self._zoom

    def top_of(self, page: int) -> int:
        return sum(size.height() + _EDGE for size in self._pixel_sizes()[:page])

    def page_at(self, y: int) -> int:
        """The page at a height of this widget."""
        top = 0
        for page, size in enumerate(self._pixel_sizes()):
            top += size.height() + _EDGE
            if y < top:
                return page
        return max(self.pages - 1, 0)

    def _pixel_sizes(self) -> list[QSize]:
        room = max(self._room - 2 * _EDGE, 100)
        sizes = []
        for width, height in self._sizes:
            readable = min(room, theme.width(_READABLE) * width / height) * self._zoom
            across = min(room, (self._whole - 2 * _EDGE) * width / height) if self._whole else readable
            sizes.append(QSize(round(across), round(across * height / width)))
        return sizes

    def _measure(self) -> None:
        sizes = self._pixel_sizes()
        widest = max((size.width() for size in sizes), default=0) + 2 * _EDGE
        self.setMinimumSize(widest if widest > self._room else 0, self.top_of(self.pages) + _EDGE)
        self.update()
        self.measured.emit()

    def _image(self, page: int, width: int) -> QImage:
        ratio = self.devicePixelRatioF()
        key = (page, round(width * ratio))
        if key not in self._drawn:
            dpi = key[1] / self._sizes[page][0] * _POINTS
            self._drawn[key] = page_image(self._paper.pdf, page, dpi)
            self._drawn[key].setDevicePixelRatio(ratio)
            while len(self._drawn) > _KEPT:
                self._drawn.popitem(last=False)
        return self._drawn[key]

    def _paint_place(self, painter: QPainter, page: int, rect: QRect) -> None:
        place = self._paper.place
        if place is None or place[0] != page:
            return
        scale = rect.width() / self._sizes[page][0]
        left, top, width, height = (value * scale for value in place[1:])
        box = QRectF(rect.left() + left, rect.top() + top, width, height)
        painter.setPen(QPen(QColor("#1F4E8C"), 2, Qt.PenStyle.DashLine))  # on paper, which is white in every palette
        painter.setBrush(QColor(31, 78, 140, 14))
        painter.drawRoundedRect(box, 4, 4)
        painter.setPen(QColor("#1D2127"))
        words = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(box.adjusted(8, 4, -8, -4), words, self._paper.place_text)

    # Qt asks:

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Down: 60, Qt.Key.Key_Up: -60, Qt.Key.Key_PageDown: 500, Qt.Key.Key_PageUp: -500}
        parent = self.parentWidget()
        area = parent.parentWidget() if parent is not None else None
        if event.key() in steps and isinstance(area, Scroll):
            bar = area.verticalScrollBar()
            bar.setValue(bar.value() + steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        top = _EDGE // 2
        for page, size in enumerate(self._pixel_sizes()):
            rect = QRect((self.width() - size.width()) // 2, top, size.width(), size.height())
            top += size.height() + _EDGE
            if rect.intersects(event.rect()):
                painter.fillRect(rect, QColor("white"))
                painter.drawImage(rect.topLeft(), self._image(page, size.width()))
                painter.setPen(QPen(theme.colour("border"), 1))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(rect.adjusted(-1, -1, 0, 0))
                self._paint_place(painter, page, rect)

    def ring_place(self) -> QRect:
        """What can be seen of the sheets: they are higher than the screen."""
        return self.visibleRegion().boundingRect().adjusted(6, 6, -6, -6)


class _Desk(Scroll):
    """What the sheets lie on; the one place that scrolls sideways, when the paper is made larger than the view."""

    def __init__(self, sheets: Sheets) -> None:
        super().__init__(sheets)
        self._sheets = sheets
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)

    # Qt asks:

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._sheets.fill(self.viewport().width())


class PaperPreview(QWidget):
    """Papers to look at. Printing and saving are done here; what came of it is announced."""

    printed = Signal(str)
    saved = Signal(str)
    paper_shown = Signal(int)

    def __init__(self, title: str = "") -> None:
        super().__init__()
        self._papers: tuple[Paper, ...] = ()
        self._current = 0
        self.list = SideList(title or _("Papers"), width=_LIST)
        self._sheets = Sheets()
        self._sheets.setAccessibleName(title or _("Papers"))  # until there are any
        self._scroll = _Desk(self._sheets)
        self._count = Label(ink="muted")
        self.whole = secondary(_("Whole page"), "file-text")
        self.larger = secondary(_("Larger"), "plus")
        self.print_button = secondary(_("Print"), "printer")
        self.save_button = secondary(_("Save as PDF"), "download")
        tools = Flow(self.whole, self.larger, self.print_button, self.save_button, self._count, lines="tight")
        column = Column(gap="tight", around=(16, 10, 12, 0))
        column.addLayout(tools)
        column.addWidget(self._scroll, 1)
        self._listing = scrolled_list(self.list)
        row = Row(self._listing, gap=0)
        row.addLayout(column, 1)
        self.setLayout(row)
        self.list.chosen.connect(self.show_paper)
        self.whole.clicked.connect(lambda: self._sheets.zoom(1.0, self._scroll.viewport().height()))
        self.larger.clicked.connect(lambda: self._sheets.zoom(self._sheets.factor * _STEP))
        self.print_button.clicked.connect(self._print)
        self.save_button.clicked.connect(self._save)
        self._scroll.verticalScrollBar().valueChanged.connect(self._tell_page)
        self._sheets.measured.connect(self._tell_page)

    @property
    def sheets(self) -> Sheets:
        return self._sheets

    @property
    def papers(self) -> tuple[Paper, ...]:
        """What is listed, in its order."""
        return self._papers

    @property
    def paper(self) -> Paper | None:
        """The paper in sight."""
        return self._papers[self._current] if self._papers else None

    def show_papers(self, papers: Sequence[Paper]) -> None:
        """Show these papers, the first of them in sight."""
        self._papers = tuple(papers)
        heads = [paper.group for paper in self._papers]
        self.list.show_entries([(paper.name, "file-text") for paper in self._papers], heads=heads)
        self._listing.setVisible(len(self._papers) > 1)
        if self._papers:
            self.show_paper(0)

    def show_paper(self, place: int) -> None:
        self._current = place
        self.list.mark(place)
        self._sheets.show_paper(self._papers[place])
        self._scroll.verticalScrollBar().setValue(0)
        self._tell_page()
        self.paper_shown.emit(place)

    def _tell_page(self) -> None:
        if not self._sheets.pages:
            return
        page = self._sheets.page_at(self._scroll.verticalScrollBar().value() + self._scroll.viewport().height() // 3)
        self._count.setText(_("Page {page} of {count}").format(page=page + 1, count=self._sheets.pages))

    def _print(self) -> None:
        if self.paper is not None and print_pdf(self.window(), self.paper.pdf, self.paper.whole_name):
            self.printed.emit(self.paper.name)

    def _save(self) -> None:
        if self.paper is None:
            return
        target = save_pdf(self.window(), self.paper.pdf, self.paper.whole_name)
        if target is not None:
            self.saved.emit(str(target))


def scrolled_list(papers: SideList) -> Panel:
    """The list in a frame of its own that scrolls: there may be more entries than large type has room for."""
    papers.setProperty("edge", "")
    frame = Panel(Row(Scroll(papers), gap=0), ground="sunken", edge="right")
    follow(frame, lambda: frame.setFixedWidth(papers.width_now() + theme.space(14) + _BESIDE_GRIP))
    return frame
