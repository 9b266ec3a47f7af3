"""The sample's cash book (出納帳): three years whole, this year as far as it has come."""

from kobe_desk.core.japanese.fiscal_year import FiscalYear
from kobe_desk.core.records import Records
from kobe_desk.modules.ledger.usecases import EntryRequest, accounts, cash_book, open_books, post_entry
from kobe_desk.sample.facts import Days, written

CARRIED = "繰越金"
YEARS_BEFORE = 3


def keep_books(records: Records, days: Days) -> None:
    """Enter three years as they were and this one up to today, each begun with what the one before left."""
    records.do(open_books)
    known = {each.name: each.id for each in records.ask(accounts)}
    left = 0
    for age in range(YEARS_BEFORE, -1, -1):
        year = FiscalYear(days.year.year - age, days.year.first_month)
        for each in written()["money"]:
            day = days.of(each["day"], year)
            amount = left if left and each["account"] == CARRIED else _then(each["amount"], age)
            if day <= days.today:
                request = EntryRequest(day, known[each["account"]], amount, each["text"], each.get("partner", ""))
                records.do(post_entry, request)
        left = records.ask(cash_book, year.year)[-1].balance


def _then(amount: int, age: int) -> int:
    """Everything cost a little less some years ago: 2 % a year, to ten yen."""
    return amount * (100 - 2 * age) // 1000 * 10
