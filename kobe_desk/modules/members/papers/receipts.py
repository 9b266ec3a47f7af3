"""領収書 of dues (b03), each a stub with the same number beside it.

No stamp is needed: dues of an association that is no business are untaxed (印紙税法別表第一第17号).
"""

from collections.abc import Sequence

from kobe_desk.modules.members.usecases.dues.slips import ReceiptSlip
from kobe_desk.modules.members.usecases.paper_rows import title_of
from kobe_desk.paper.receipt import Receipt
from kobe_desk.paper.receipt import receipts_pdf as draw_receipts

WAYS = {"cash": "現金", "transfer": "振込"}


def receipts_pdf(slips: Sequence[ReceiptSlip]) -> bytes:
    """The receipts as a PDF, three on a sheet. Raises MissingGlyph."""
    author = slips[0].association if slips else ""
    return draw_receipts([_receipt(slip) for slip in slips], author=author, sample=any(slip.sample for slip in slips))


def _receipt(slip: ReceiptSlip) -> Receipt:
    return Receipt(
        slip.number,
        slip.day,
        slip.payer,
        slip.amount,
        slip.purpose,
        tuple(filter(None, (slip.association, slip.signer))),
        by=slip.signer,
        means=WAYS.get(slip.way, ""),
        cancelled=slip.cancelled,
        honorific=title_of(slip.payer),
        seal=True,
    )
