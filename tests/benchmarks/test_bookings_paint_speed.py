"""The wall's month against a bare canvas that draws the same marks; and how soon a week is painted once it is known."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from io import BytesIO
from statistics import median
from time import process_time

import pytest
from benchmarks.race import Ratios
from PySide6.QtCore import QCoreApplication, QEvent, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from support.centre import set_up
from support.key import KEY

from kobe_desk.core import migrate, paths
from kobe_desk.core.database import Database
from kobe_desk.core.permission import Role, Who
from kobe_desk.core.records import Records
from kobe_desk.modules.bookings import usecases as bookings
from kobe_desk.modules.bookings.papers import month_pdf
from kobe_desk.modules.bookings.usecases import BookingRequest, PastBooking, WeekRow
from kobe_desk.modules.bookings.view.bookings import WEEK, BookingsPage

pytestmark = pytest.mark.benchmark
FIRST, DAYS = date(2026, 4, 1), 30
MM = 72 / 25.4
FRAME = 1 / 60
"""Seconds."""
MOST_PAINT = 3.0
BESIDE = 12
LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
FULL = "BenchMonth"
NAMES = ("コーラスみなと", "茶道あじさい会", "みなと卓球クラブ", "こども将棋教室")


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Records]:
    """Nine rooms of which every band of every day is taken."""
    path = tmp_path_factory.mktemp("centre") / "desk.db"
    migrate.create(path, KEY)
    records = Records(Database.open(path, KEY), Who("slot-1", "館長", Role.SECRETARY, admin=True))
    house = set_up(records, monday=False)
    for number in range(5):
        records.do(bookings.add_room, bookings.RoomRequest(f"集会室{number + 1}"))
    groups = (house.chorus, house.tea, house.club)
    rooms = [each.id for each in records.ask(bookings.rooms) if len(each.parts) == 1]
    found = [
        PastBooking(_request(room, groups[(number + day) % 3], day, hour))
        for day in range(DAYS)
        for number, room in enumerate(rooms)
        for hour in (9, 13, 18)
    ]
    assert records.do(bookings.take_in_bookings, found).result.taken == len(found) == DAYS * 9 * 3
    yield records
    records.close()


def _request(room: object, group: object, day: int, hour: int) -> BookingRequest:
    start = datetime.combine(FIRST + timedelta(day), time(hour))
    return BookingRequest(room, group, start, start + timedelta(hours=3), purpose="練習")  # type: ignore[arg-type]


def test_the_month_for_the_wall_is_drawn_nearly_as_fast_as_by_hand(ratios: Ratios, full: Records) -> None:
    """A3, 810 bookings in their cells, dates, heads, shades and lines; the first reads the fonts and is not counted."""
    month = full.ask(bookings.bookings_week, FIRST, DAYS)
    pdfmetrics.registerFont(TTFont(FULL, str(paths.resources("fonts", "BIZUDGothic-Regular.ttf")), shapable=False))
    row = ratios.race(
        "month for the wall, 810 bookings", lambda: month_pdf(month), lambda: by_hand(month), most=1.3, rounds=9
    )
    assert row.held, str(row)


def by_hand(month: WeekRow) -> bytes:
    """The same month on a bare canvas: every cell's ground and its words on two lines, every line; no fitting."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=(420 * MM, 297 * MM), pageCompression=1, invariant=1, lang="ja", initialFontName=FULL)
    lanes = sorted({each.room for each in month.bookings})
    bands = (("午前", 9), ("午後", 13), ("夜間", 18))
    held = {(each.room, each.start): each.title for each in month.bookings}
    for part in (bands[:2], bands[2:]):
        _by_hand_sheet(canvas, month, lanes, part, held)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _by_hand_sheet(
    canvas: Canvas,
    month: WeekRow,
    lanes: list[str],
    bands: tuple[tuple[str, int], ...],
    held: dict[tuple[str, datetime], str],
) -> None:
    left, top, date_width = 15 * MM, 265 * MM, 38 * MM
    wide, row = (390 * MM - date_width) / (len(lanes) * len(bands)), 230 * MM / DAYS
    _words(canvas, left, top + 20, f"{FIRST.month}月 施設予約表　{month.centre.label}", 18)
    _ground(canvas, left, top, 390 * MM, 15 * MM, 0.2)
    for at, (name, _hour) in enumerate(bands):
        _words(canvas, left + date_width + at * wide * len(lanes), top + 28, name, 12)
        for place, lane in enumerate(lanes):
            _words(canvas, left + date_width + (at * len(lanes) + place) * wide, top + 5, lane, 9.5)
    for number in range(DAYS):
        y, day = top - (number + 1) * row, FIRST + timedelta(number)
        _ground(canvas, left, y, date_width, row, 0.9)
        _words(canvas, left + 5, y + 6, f"{day.day} {'月火水木金土日'[day.weekday()]}", 14)
        for at, (_name, hour) in enumerate(bands):
            for place, lane in enumerate(lanes):
                x = left + date_width + (at * len(lanes) + place) * wide
                _cell(canvas, x, y, wide, row, held[lane, datetime.combine(day, time(hour))])
        _line(canvas, left, y, left + 390 * MM, y)


def _cell(canvas: Canvas, x: float, y: float, wide: float, high: float, words: str) -> None:
    _ground(canvas, x + 1, y + 1, wide - 2, high - 2, 0.88)
    half = -(-len(words) // 2)
    _words(canvas, x + 4, y + high / 2 + 1, words[:half], 9)
    _words(canvas, x + 4, y + high / 2 - 10, words[half:], 9)
    _line(canvas, x, y, x, y + high)


def _ground(canvas: Canvas, x: float, y: float, wide: float, high: float, grey: float) -> None:
    canvas.setFillGray(grey)
    canvas.rect(x, y, wide, high, stroke=0, fill=1)
    canvas.setFillGray(0)


def _words(canvas: Canvas, x: float, y: float, words: str, size: float) -> None:
    canvas.setFont(FULL, size)
    canvas.drawString(x, y, words)


def _line(canvas: Canvas, x1: float, y1: float, x2: float, y2: float) -> None:
    canvas.setLineWidth(0.35)
    canvas.line(x1, y1, x2, y2)


def test_a_week_is_painted_about_as_fast_as_by_hand(ratios: Ratios, full: Records, qtbot: QtBot) -> None:
    """From the rows in hand to the pixels on the screen: the page takes them, is laid out and painted.

    Beside it a bare widget that draws the same boxes, words and lines and has as many words beside it. Measured were
    1.8 to 2.3 on a busy machine; the frames of this run are told.
    """
    page, bare = BookingsPage(), _ByHand()
    for each in (page, bare):
        qtbot.addWidget(each)
        each.resize(1234, 690)
        each.show()
    weeks = [full.ask(bookings.bookings_week, FIRST + timedelta(7 * number), 7) for number in range(4)]
    assert len(weeks[0].bookings) == 7 * 9 * 3
    took = [
        (_painted(lambda at=number: page.show_days(weeks[at % 4], WEEK, FIRST)),
         _painted(lambda at=number: bare.show_days(weeks[at % 4])))
        for number in range(13)
    ][1:]  # fmt: skip
    frames = median(own for own, _floor in took) / FRAME
    row = ratios.compare(
        "first paint of a week", took, most=MOST_PAINT, unit="ms", scale=1_000, beside=f"{frames:.1f} frames"
    )
    assert row.held, str(row)


class _ByHand(QWidget):
    """The least that shows a week: boxes, words and lines, and a few labels beside them; no keyboard, no ear."""

    def __init__(self) -> None:
        super().__init__()
        self._beside = [QLabel() for _each in range(BESIDE)]
        layout = QVBoxLayout(self)
        layout.setAlignment(Qt.AlignmentFlag.AlignRight)
        for each in self._beside:
            layout.addWidget(each)
        self._boxes: list[tuple[QRect, str]] = []

    def show_days(self, week: WeekRow) -> None:
        lanes = {room.id: number for number, room in enumerate(week.rooms)}
        days = {day.day: number for number, day in enumerate(week.days)}
        wide, high = self.width() * 3 // 4 // 7, self.height() // (3 * len(lanes))
        bands = {9: 0, 13: 1, 18: 2}
        self._boxes = [
            (QRect(days[each.start.date()] * wide,
                   (bands[each.start.hour] * len(lanes) + lanes[each.room_id]) * high, wide, high), each.title)
            for each in week.bookings
        ]  # fmt: skip
        for label, each in zip(self._beside, week.bookings, strict=False):
            label.setText(f"{each.title} {each.start:%H:%M}")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics, edge, ground, ink = self.fontMetrics(), QColor("#1d5fa8"), QColor("#e4eefa"), QColor("#1b1f24")
        for box, words in self._boxes:
            painter.fillRect(box.left(), box.top(), box.width(), 1, edge)
            painter.fillRect(box.right(), box.top(), 1, box.height(), edge)
            painter.setPen(edge)
            painter.setBrush(ground)
            painter.drawRoundedRect(box.adjusted(2, 2, -2, -2), 4, 4)
            painter.setPen(ink)
            room = box.adjusted(16, 0, -4, 0)
            painter.drawText(room, LEFT, metrics.elidedText(words, Qt.TextElideMode.ElideRight, room.width()))


def _painted(show: Callable[[], None]) -> float:
    """Seconds of the processor from showing the rows until nothing waits to be laid out or painted."""
    start = process_time()
    show()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    QApplication.processEvents()
    return process_time() - start
