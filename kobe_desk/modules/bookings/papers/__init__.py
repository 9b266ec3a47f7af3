"""The papers of the centre."""

from kobe_desk.modules.bookings.papers.cash import cash_pdf
from kobe_desk.modules.bookings.papers.door import door_pdf
from kobe_desk.modules.bookings.papers.draw import draw_letters_pdf, draw_result_pdf
from kobe_desk.modules.bookings.papers.keys import keys_pdf
from kobe_desk.modules.bookings.papers.letter import letters_pdf
from kobe_desk.modules.bookings.papers.month import month_pdf
from kobe_desk.modules.bookings.papers.permit import Issued, permit_pdf
from kobe_desk.modules.bookings.papers.receipts import receipts_pdf
from kobe_desk.modules.bookings.papers.report import report_pdf
from kobe_desk.modules.bookings.papers.request import request_pdf
from kobe_desk.modules.bookings.papers.week import week_pdf

__all__ = [
    "Issued",
    "cash_pdf",
    "door_pdf",
    "draw_letters_pdf",
    "draw_result_pdf",
    "keys_pdf",
    "letters_pdf",
    "month_pdf",
    "permit_pdf",
    "receipts_pdf",
    "report_pdf",
    "request_pdf",
    "week_pdf",
]
