"""What the sheets for the wall share: the words of a booking, and how places are drawn."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime

from kobe_desk.core.japanese import era
from kobe_desk.modules.bookings.papers.words import at
from kobe_desk.modules.bookings.usecases import BookingRow, DayRow
from kobe_desk.modules.bookings.usecases.lanes import PROVISIONAL, TAKEN
from kobe_desk.paper.fonts import Face
from kobe_desk.paper.lines import wrap
from kobe_desk.paper.marks import draw_hatch, draw_plate
from kobe_desk.paper.sheet import Align, Sheet, Type, centre_line

SHADE, NOT_OFFERED = 0.88, 0.97
CLOSED, MAYBE = "休館", "仮"
DARK, CLEAR = 0.2, 1.0
SUNDAY_SHADE, SATURDAY_SHADE = 0.78, 0.9
NAME = Type(Face.GOTHIC, 9.5, 1.25)
SMALLER = (9.0, 8.5, 8.0)
NARROWER = (88.0, 75.0, 62.0)
LEAST_LEADING, SQUEEZE = 1.08, 1.1
HEAD = Type(Face.GOTHIC_BOLD, 11, 1.3, grey=CLEAR)
_SIGNS = (("確定", TAKEN), ("仮予約（審査中）", PROVISIONAL), (CLOSED, "closed"), ("空き", ""))


def words_of(booking: BookingRow, start: datetime, end: datetime) -> str:
    """Who has it; with the hours where they are not the band's own."""
    hours = ""
    if booking.start > start or booking.end < end:
        hours = f"{at(booking.start)}〜" if booking.start > start else f"〜{at(booking.end)}"
    maybe = MAYBE if booking.state == PROVISIONAL else ""
    return " ".join(filter(None, (maybe, hours, booking.title)))


def closed_words(day: DayRow) -> str:
    """休館, and why where there is more to say."""
    why = (day.closed or "").strip()
    return CLOSED if why in ("", CLOSED) else f"{CLOSED}（{why}）"


def day_words(day: date) -> str:
    return era.with_weekday(f"{day.day}日", day)


def shade_of(day: DayRow) -> float:
    """How dark the cell of a date is: holidays and Sundays most."""
    if day.holiday or day.day.weekday() == 6:
        return SUNDAY_SHADE
    return SATURDAY_SHADE if day.day.weekday() == 5 else CLEAR


def draw_block(
    sheet: Sheet, x: float, y: float, width: float, height: float, lines: Sequence[str], maybe: bool
) -> None:
    """A taken place: grey with its lines, or a dashed frame when it is provisional."""
    if maybe:
        sheet.box(x + 0.5, y + 0.5, width - 1, height - 1, 0.9, dash=(2, 1.4))
    else:
        sheet.tint(x + 0.3, y + 0.3, width - 0.6, height - 0.6, SHADE)
    draw_fitted(sheet, x + 1.4, y, width - 2.4, height, lines, NAME)


def draw_fitted(
    sheet: Sheet,
    x: float,
    y: float,
    width: float,
    height: float,
    lines: Sequence[str],
    type: Type,
    align: Align = "left",
) -> None:
    """Words in a box: whole, else on more lines, else smaller, else narrower; never cut off."""
    room = height - 0.8
    for each in _tries(type):
        wrapped = [part for line in lines for part in _lines(sheet, line, each, width)]
        if len(wrapped) * each.em * LEAST_LEADING <= room:
            break
    step = min(each.line, room / len(wrapped))
    top = y + (height - step * len(wrapped)) / 2
    for number, line in enumerate(wrapped):
        sheet.within(x, centre_line(top + number * step, step, each.size), width, line, each, align)


def _tries(type: Type) -> Iterator[Type]:
    sizes = (type.size, *(size for size in SMALLER if size < type.size))
    yield from (type.at(size) for size in sizes)
    yield from (replace(type, size=sizes[-1], scale=scale) for scale in NARROWER)


def _lines(sheet: Sheet, line: str, type: Type, width: float) -> list[str]:
    """One line if a little squeezing is enough, else as many as it takes."""
    natural = sheet.setter.width(line, type.face) * type.em * type.scale / 100_000
    return [line] if natural <= width * SQUEEZE else wrap(sheet.setter, line, type, width)


def draw_closed(sheet: Sheet, x: float, y: float, width: float, height: float, words: str) -> None:
    """A closed place: hatched, with a plate that says so."""
    draw_hatch(sheet, x, y, width, height)
    type = Type(Face.GOTHIC_BOLD, 11)
    draw_plate(sheet, x + width / 2, y + height / 2, words, sheet.squeezed(words, type, width - 6))


def draw_signs(sheet: Sheet, x: float, y: float) -> None:
    """The legend: what grey, dashed, hatched and white mean."""
    for words, sign in _SIGNS:
        if sign == TAKEN:
            sheet.tint(x, y, 6, 4, SHADE)
        if sign == "closed":
            draw_hatch(sheet, x, y, 6, 4, 1.4)
        sheet.box(x, y, 6, 4, 0.9 if sign == PROVISIONAL else 0.5, dash=(2, 1.4) if sign == PROVISIONAL else ())
        x += 7.5 + sheet.middle(x + 7.5, y, 4, words, NAME) + 5
