"""The sample's books (会計): three years settled and carried over, this year as far as it has come, its budget."""

from datetime import date
from uuid import UUID

from kobe_desk.core.japanese.fiscal_year import FiscalYear
from kobe_desk.core.records import Records
from kobe_desk.modules.ledger.usecases import (
    AssetLine,
    CountRequest,
    EntryRequest,
    TransferRequest,
    YearEndRequest,
    accounts,
    carry_over,
    close_month,
    month_facts,
    month_to_close,
    move_money,
    open_books,
    post_entry,
    purses,
    save_budget,
    save_year_end,
    settlement,
)
from kobe_desk.sample.facts import Days, written

CARRIED, RESERVE = "繰越金", "予備費"
YEARS_BEFORE = 3
OPEN_MONTHS = 2
"""So many months that are over are still open: there is something to close."""
Keys = dict[str, UUID]


def keep_books(records: Records, days: Days) -> None:
    """Enter three years as they were and this one up to today, each begun with what the one before left."""
    records.do(open_books)
    known: Keys = {each.name: each.id for each in records.ask(accounts)}
    places: Keys = {each.name: each.id for each in records.ask(purses)}
    for age in range(YEARS_BEFORE, -1, -1):
        year = FiscalYear(days.year.year - age, days.year.first_month)
        for day, _order, request in sorted(_year(days, year, age, known, places), key=lambda each: each[:2]):
            if day > days.today:
                continue
            if isinstance(request, EntryRequest):
                records.do(post_entry, request)
            else:
                records.do(move_money, request)
        if age <= 1:
            _plan(records, year, known)
        if age:
            _settle(records, year)


def close_months(records: Records, days: Days) -> None:
    """Close this year's months but the last ones; after everything that was entered with an earlier day."""
    count = days.today.year * 12 + days.today.month - 1 - OPEN_MONTHS - 1
    month = days.today.replace(year=count // 12, month=count % 12 + 1, day=1)
    turn = records.ask(month_to_close)
    if turn is not None and turn <= month:
        _close(records, month)


def _year(
    days: Days, year: FiscalYear, age: int, known: Keys, places: Keys
) -> list[tuple[date, int, EntryRequest | TransferRequest]]:  # fmt: skip
    found: list[tuple[date, int, EntryRequest | TransferRequest]] = []
    for order, each in enumerate(written()["money"]):
        if each["account"] == CARRIED and age < YEARS_BEFORE:
            continue  # carried over by the settlement of the year before
        day = days.of(each["day"], year)
        place = places[each.get("purse", "現金")]
        request = EntryRequest(day, known[each["account"]], _then(each["amount"], age), each["text"],
                               each.get("partner", ""), place)  # fmt: skip
        found.append((day, order, request))
    cash, bank = places["現金"], places["預金"]
    for order, each in enumerate(written()["moved"], start=len(found)):
        day, out = days.of(each["day"], year), each["amount"] < 0
        amount = _then(abs(each["amount"]), age)
        source, target = (bank, cash) if out else (cash, bank)
        found.append((day, order, TransferRequest(day, source, target, amount, each["text"])))
    return found


def _plan(records: Records, year: FiscalYear, known: Keys) -> None:
    told = written()["budget"]
    amounts = {known[name]: yen for name, (yen, _note) in told.items()}
    amounts[known[CARRIED]] = records.ask(settlement, year.year - 1).statement.left
    income = sum(amounts[known[name]] for name in ("会費", "寄付金", CARRIED))
    amounts[known[RESERVE]] = 2 * income - sum(amounts.values())  # both sides are equal
    records.do(save_budget, year.year, amounts, {known[name]: note for name, (_yen, note) in told.items()})


def _settle(records: Records, year: FiscalYear) -> None:
    """The year's last month is closed, the names are written down, what is left goes into the next year."""
    _close(records, year.last.replace(day=1))
    assets = tuple(AssetLine(**each) for each in written()["asset"])
    audited = year.next.first.replace(day=12)
    chair, treasurer = _holders("会長")[0], _holders("会計")[0]
    said = YearEndRequest(chair, treasurer, _holders("監事"), audited, assets)
    records.do(save_year_end, year.year, said)
    records.do(carry_over, year.year)


def _holders(office: str) -> tuple[str, ...]:
    return tuple(each["name"] for each in written()["officer"] if each["office"] == office)


def _close(records: Records, month: date) -> None:
    facts = records.ask(month_facts, month)
    counts = tuple(CountRequest(each.purse, each.book) for each in facts.purses)
    records.do(close_month, month, counts)


def _then(amount: int, age: int) -> int:
    """Everything cost a little less some years ago: 2 % a year, to ten yen."""
    return amount * (100 - 2 * age) // 1000 * 10
