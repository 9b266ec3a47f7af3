"""The sample's cash book (出納帳): last year whole, this year as far as it has come."""

from kobe_desk.core.records import Records
from kobe_desk.modules.ledger.usecases import EntryRequest, accounts, cash_book, open_books, post_entry
from kobe_desk.sample.facts import Days, written

CARRIED = "繰越金"


def keep_books(records: Records, days: Days) -> None:
    """Enter the same year twice: once as it was, once up to today, begun with what last year left."""
    records.do(open_books)
    known = {each.name: each.id for each in records.ask(accounts)}
    left = 0
    for year in (days.year.previous, days.year):
        for each in written()["money"]:
            day = days.of(each["day"], year)
            amount = left if left and each["account"] == CARRIED else each["amount"]
            if day <= days.today:
                request = EntryRequest(day, known[each["account"]], amount, each["text"], each.get("partner", ""))
                records.do(post_entry, request)
        left = records.ask(cash_book, year.year)[-1].balance
