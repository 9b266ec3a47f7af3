"""領収書 for the fees of a booking."""

from kobe_desk.modules.bookings.papers import words
from kobe_desk.modules.bookings.usecases import BookingDetail, CentreRow
from kobe_desk.paper.receipt import Receipt
from kobe_desk.paper.receipt import receipts_pdf as draw_receipts


def receipts_pdf(detail: BookingDetail, centre: CentreRow, manager: str, *, sample: bool = False) -> bytes:
    """Every receipt that was given for a booking; one that was taken back keeps its page. Raises MissingGlyph."""
    row = detail.row
    purpose = f"施設使用料（{words.day(row)} {words.hours(row)} {row.room}）"
    issuer = (centre.label, *(f"指定管理者　{manager}".split("\n")))
    found = [
        Receipt(each.receipt, each.day, row.group, each.amount, purpose, issuer, cancelled=each.returned is not None)
        for each in detail.payments
        if each.receipt
    ]
    return draw_receipts(found, author=centre.label, sample=sample)
