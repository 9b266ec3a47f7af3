"""会計, one level down: the receipts of a line, the book on paper, the papers of a year."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from kobe_desk.core import clock
from kobe_desk.modules.ledger.view.auditing import AuditPage
from kobe_desk.modules.ledger.view.bank import BankPage
from kobe_desk.modules.ledger.view.exporting import ExportBookPage
from kobe_desk.modules.ledger.view.page import LedgerPage
from kobe_desk.modules.ledger.view.papers import LedgerPapersPage
from kobe_desk.modules.ledger.view.vouchers import VouchersPage
from kobe_desk.pictures.guide import Guide
from kobe_desk.pictures.patience import wait
from kobe_desk.pictures.scene import Scene

ENTERING, BOOK, BUDGET, YEAR_END = 0, 1, 3, 5


def ledger(guide: Guide) -> Iterator[Scene]:
    """A line is written, its receipt filed; then the papers."""
    guide.opened.open_at("ledger")
    page = guide.page(LedgerPage)
    page.show_part(ENTERING)
    page.entering.form.fill(
        {"day": clock.today(), "amount": 1_280, "text": "コピー用紙", "partner": "見本文具", "filed": ("14", "3")}
    )
    page.entering.enter.click()
    guide.page(LedgerPage)
    yield guide.scene("ledger-written")
    page.entering.done.buttons[0].click()
    guide.page(VouchersPage)
    yield guide.scene("ledger-vouchers")
    guide.back()
    page = guide.page(LedgerPage)
    page.show_part(BOOK)
    page.book.print.click()
    guide.page(LedgerPapersPage)
    yield guide.scene("ledger-book-print")
    guide.back()
    guide.page(LedgerPage).book.slips.click()
    preview = guide.page(LedgerPapersPage).preview
    wait(lambda: preview.paper is not None)
    yield guide.scene("ledger-slips")
    guide.back()
    guide.page(LedgerPage).book.export.click()
    guide.page(ExportBookPage)
    yield guide.scene("ledger-export")
    guide.back()
    yield from _bank(guide)
    guide.page(LedgerPage).before.click()
    page = guide.page(LedgerPage)
    page.show_part(YEAR_END)
    yield guide.scene("ledger-settled")
    page.year_end.print.click()
    guide.page(LedgerPapersPage)
    yield guide.scene("ledger-print")
    guide.back()
    guide.page(LedgerPage).year_end.audit.click()
    make = guide.page(AuditPage).make
    assert make is not None  # noqa: S101 - the sample's year has no report yet
    make.click()
    guide.page(AuditPage)
    yield guide.scene("ledger-audit")
    guide.back()
    guide.page(LedgerPage).after.click()
    guide.page(LedgerPage).show_part(ENTERING)


BANK = """お取引日,お引出し,お預入れ,お取り扱い内容,残高
{month}/2,,12000,フリコミ ミナトサカシヨウテンカイ,333520
{month}/5,1650,,デンワリヨウキン,331870
{month}/10,,15,リソク,331885
{month}/18,５百円,,テスウリヨウ,331385
"""


def _bank(guide: Guide) -> Iterator[Scene]:
    """A file of the bank, looked at; nothing of it is taken in."""
    guide.page(LedgerPage).book.bank.click()
    guide.page(BankPage)
    yield guide.scene("ledger-bank")
    month = clock.today().strftime("%Y/%m")
    with TemporaryDirectory() as folder:
        path = Path(folder) / "meisai.csv"
        path.write_text(BANK.format(month=month), encoding="cp932")  # as if it came from the bank
        guide.page(BankPage).file_chosen.emit(path)
        guide.page(BankPage)
        yield guide.scene("ledger-bank-look")
    guide.page(BankPage).columns.fold.click()
    guide.page(BankPage).to_top()
    yield guide.scene("ledger-bank-columns")
    guide.back()
