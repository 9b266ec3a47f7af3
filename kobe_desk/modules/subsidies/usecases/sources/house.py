"""The association as forms ask for it: profile, officers on a day, counts, figures of the cash book."""

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date
from functools import cached_property, lru_cache

from sqlalchemy.orm import Session

from kobe_desk.core.japanese.fiscal_year import FiscalYear
from kobe_desk.core.japanese.kana import bank_kana
from kobe_desk.modules.association.usecases import Bank, DocumentRow, Profile, bank_account, documents, profile
from kobe_desk.modules.bookings.usecases import CentreMissing, use_report
from kobe_desk.modules.ledger.model import AccountKind
from kobe_desk.modules.ledger.usecases import budget, cash_book, year_of
from kobe_desk.modules.members.usecases import OfficerRow, counts_on, officers_on
from kobe_desk.modules.subsidies.rules.values import Address, BankAccount, DocumentRef, PersonRef, Value

LEGAL_FORMS = {
    "none": "法人格なし（任意団体）",
    "recognised": "認可地縁団体",
    "npo": "特定非営利活動法人",
    "other": "その他の法人",
}
ACCOUNT_KINDS = {"ordinary": "普通", "current": "当座"}
SEXES = {"female": "女", "male": "男", "other": "その他"}
DOCUMENTS = {"bylaws": "bylaws", "bank_book": "passbook", "assembly_papers": "assembly"}
YEARS_SHOWN = 3
Row = Mapping[str, Value]


class House:
    """What the desk says of the association; each part is read once."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.officers: Callable[[date], tuple[OfficerRow, ...]] = lru_cache(lambda day: officers_on(session, day))

    @cached_property
    def profile(self) -> Profile | None:
        return profile(self._session)

    @cached_property
    def bank(self) -> Bank | None:
        return bank_account(self._session)

    @cached_property
    def documents(self) -> tuple[DocumentRow, ...]:
        return documents(self._session)

    def value(self, source: str, day: date) -> Value | None:
        """What a name of the vocabulary gives on a day, or None when nothing is written down."""
        head, _, rest = source.partition(".")
        return {"association": self._association, "roster": self._roster, "officers": self._officers,
                "bookings": self._bookings, "ledger": self._ledger}[head](rest, day)  # fmt: skip

    def rows(self, source: str, day: date) -> tuple[Row, ...]:
        """The rows a name of the vocabulary gives on a day."""
        return {"officers.list": self._officer_rows, "ledger.years": self._year_rows}[source](day)

    def _association(self, name: str, _day: date) -> Value | None:
        known = self.profile
        if name.startswith("documents."):
            return self._document(name.removeprefix("documents."))
        if name == "bank_account":
            return self._bank()
        if known is None:
            return None
        made: Mapping[str, Callable[[], Value | None]] = {
            "address": lambda: Address(known.postal_code, known.address) if known.address else None,
            "incorporated": lambda: known.legal_form != "none",
            "legal_form": lambda: LEGAL_FORMS[known.legal_form],
            "year_text": lambda: _year_text(known.year_starts),
        }
        found: Value | None = made[name]() if name in made else getattr(known, name)
        return found

    def _bank(self) -> BankAccount | None:
        known = self.bank
        if known is None:
            return None
        kana = known.holder_kana or ""
        return BankAccount(
            known.bank, known.branch, ACCOUNT_KINDS[known.kind], known.number, known.holder, bank_kana(kana)
        )

    def _document(self, kind: str) -> DocumentRef | None:
        found = next((each for each in self.documents if each.kind == DOCUMENTS[kind]), None)
        return DocumentRef(str(found.id), found.title, found.sha256) if found else None

    def _roster(self, name: str, day: date) -> Value | None:
        counts = counts_on(self._session, day)
        return counts.people if name == "count" else counts.households

    def _officers(self, name: str, day: date) -> Value | None:
        if name == "summary":
            counted = Counter(each.office for each in self.officers(day))
            return "、".join(f"{office}{count}名" for office, count in counted.items())
        kind, _, part = name.partition(".")
        found = next((each for each in self.officers(day) if each.kind == kind), None)
        if found is None:
            return None
        person = PersonRef(str(found.person_id), found.name, found.kana, found.office)
        return str(getattr(person, part)) if part else person

    def _bookings(self, name: str, day: date) -> Value | None:
        """How the rooms were used in the fiscal year of a day (利用状況); None without a centre or a use."""
        year = FiscalYear(year_of(self._session, day))
        try:
            found = use_report(self._session, year.first, year.last)
        except CentreMissing:
            return None
        figures = {"uses": found.uses, "people": found.people, "fees": found.fees}
        return figures[name] if found.uses else None

    def _officer_rows(self, day: date) -> tuple[Row, ...]:
        return tuple(
            {
                name: value
                for name, value in (
                    ("office", each.office),
                    ("name", each.name),
                    ("kana", each.kana),
                    ("born", each.birth),
                    ("sex", SEXES.get(each.sex, "")),
                    ("address", each.address),
                )
                if value
            }
            for each in self.officers(day)
        )

    def _ledger(self, name: str, day: date) -> Value | None:
        if name == "budget":
            return self._budget(year_of(self._session, day))
        income, expense, carried = self._figures(year_of(self._session, day))
        return {"income": income, "expense": expense, "carry_over": carried}[name]

    def _budget(self, year: int) -> int | None:
        """What a year is meant to take in; None while no budget is written down."""
        return sum(row.budget or 0 for row in budget(self._session, year) if row.kind == AccountKind.INCOME) or None

    def _figures(self, year: int) -> tuple[int, int, int]:
        book = cash_book(self._session, year)
        return sum(row.income for row in book), sum(row.expense for row in book), book[-1].balance if book else 0

    def _year_rows(self, day: date) -> tuple[Row, ...]:
        last = year_of(self._session, day)
        rows: list[Row] = []
        for year in range(last - YEARS_SHOWN + 1, last + 1):
            income, expense, carried = self._figures(year)
            if income or expense:
                rows.append({"year": FiscalYear(year).label, "income": income, "expense": expense, "carried": carried})
        return tuple(rows)


def _year_text(first: int) -> str:
    last = (first + 10) % 12 + 1
    end = {2: "末日", 4: "30日", 6: "30日", 9: "30日", 11: "30日"}.get(last, "31日")
    return f"{first}月1日から{'' if last > first else '翌年'}{last}月{end}まで"
