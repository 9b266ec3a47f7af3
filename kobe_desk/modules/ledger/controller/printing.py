"""Papers of the ledger: plain rows from the desk, made into PDFs by the child process."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import QObject

from kobe_desk.core import clock
from kobe_desk.core.progress import Report
from kobe_desk.core.text import _
from kobe_desk.modules.association.usecases import Profile, profile
from kobe_desk.modules.ledger import usecases
from kobe_desk.modules.ledger.usecases import Book, BookFilter, BudgetRow, Settlement
from kobe_desk.modules.ledger.view.papers import LedgerPaper, LedgerPapersPage
from kobe_desk.ui.desk import Desk

Made = tuple[tuple[str, bytes, str, str], ...]
"""Name, PDF, and the kind and the title of the document it is kept as."""


@dataclass(frozen=True, slots=True)
class House:
    """Whose papers they are."""

    name: str
    sample: bool
    made: date


def book_papers(book: Book, house: House, label: str, said: str, report: Report) -> Made:
    """The cash book: a job of the child process, which alone needs paper."""
    from kobe_desk.modules.ledger.papers import book_pdf

    report(0, 1)
    pdf = book_pdf(book, house.name, label, said, made=house.made, sample=house.sample)
    return ((_("Cash book"), pdf, "", ""),)


def slip_papers(book: Book, house: House, label: str, _said: str, report: Report) -> Made:
    """A slip for every line of the book in sight: a job of the child process."""
    from kobe_desk.modules.ledger.papers import slips_pdf

    report(0, 1)
    pdf = slips_pdf(book.rows, house.name, label, made=house.made, sample=house.sample)
    return ((_("Slips"), pdf, "", ""),)


def year_papers(
    found: Settlement, this: tuple[BudgetRow, ...], following: tuple[BudgetRow, ...], house: House, label: str,
    report: Report,
) -> Made:  # fmt: skip
    """Statement, things owned, audit, and the budgets of this year and the next: a job of the child process."""
    from kobe_desk.modules.ledger.papers import assets_pdf, audit_pdf, budget_pdf, statement_pdf
    from kobe_desk.modules.ledger.papers.year import Issued

    issued = Issued(house.name, house.made, house.sample)

    def plan(rows: tuple[BudgetRow, ...], label: str) -> bytes:
        return budget_pdf(rows, house.name, label, made=house.made, sample=house.sample)

    makers: tuple[tuple[str, Any, str, str], ...] = (
        (_("Statement"), lambda: statement_pdf(found, issued), "accounts", f"{found.label} 収支決算書"),
        (_("What is owned"), lambda: assets_pdf(found, issued), "other", f"{found.label} 財産目録"),
        (_("Audit"), lambda: audit_pdf(found, issued), "other", f"{found.label} 監査報告書"),
        (_("Budget of this year"), lambda: plan(this, found.label), "budget", f"{found.label} 収支予算書"),
        (_("Budget of the next year"), lambda: plan(following, label), "budget", f"{label} 収支予算書"),
    )
    made = []
    for place, (words, make, kind, title) in enumerate(makers):
        report(place, len(makers))
        made.append((words, make(), kind, title))
    return tuple(made)


def budget_papers(rows: tuple[BudgetRow, ...], house: House, label: str, report: Report) -> Made:
    """The budget alone: a job of the child process."""
    from kobe_desk.modules.ledger.papers import budget_pdf

    report(0, 1)
    pdf = budget_pdf(rows, house.name, label, made=house.made, sample=house.sample)
    return ((_("Budget"), pdf, "budget", f"{label} 収支予算書"),)


class _Printing(QObject):
    """What the papers have in common: whose they are, and where they go once they are made."""

    def __init__(self, desk: Desk, page: LedgerPapersPage) -> None:
        super().__init__(page)
        self._desk, self._page = desk, page
        self._house, self._label = House("", False, clock.today()), ""

    def _know(self, found: Profile | None) -> None:
        if found is not None:
            self._house = House(found.name, found.sample, clock.today())

    def _run(self, job: Any, *args: Any) -> None:
        self._desk.run(job, *args, then=self._show, refused=self._page.show_refusal, text=_("Making the papers"))

    def _show(self, made: Made) -> None:
        self._page.show_papers([LedgerPaper(*each) for each in made])


class BookPrintController(_Printing):
    """The cash book as it is filtered, or the slips of its lines."""

    def __init__(
        self, desk: Desk, page: LedgerPapersPage, which: BookFilter, said: str, *, slips: bool = False
    ) -> None:
        super().__init__(desk, page)
        self._said, self._job = said, slip_papers if slips else book_papers
        desk.ask(profile, then=self._know)
        desk.ask(usecases.settlement, which.year, then=self._name)
        desk.ask(usecases.book, which, then=self._make)

    def _name(self, found: Settlement) -> None:
        self._label = found.label

    def _make(self, book: Book) -> None:
        self._run(self._job, book, self._house, self._label, self._said)


class YearPrintController(_Printing):
    """The papers of a year's end, or its budget alone."""

    def __init__(self, desk: Desk, page: LedgerPapersPage, year: int, what: str) -> None:
        super().__init__(desk, page)
        self._what = what
        self._parts: list[Any] = []
        page.keep_requested.connect(self._keep)
        desk.ask(profile, then=self._know)
        desk.ask(usecases.settlement, year, then=self._parts.append)
        desk.ask(usecases.settlement, year + 1, then=self._parts.append)
        desk.ask(usecases.budget, year, then=self._parts.append)
        desk.ask(usecases.budget, year + 1, then=self._make)

    def _make(self, following: tuple[BudgetRow, ...]) -> None:
        found, after, this = self._parts
        if self._what == "budget":
            self._run(budget_papers, this, self._house, found.label)
        else:
            self._run(year_papers, found, this, following, self._house, after.label)

    def _keep(self, paper: LedgerPaper) -> None:
        self._desk.do(usecases.keep_year_paper, paper.document, paper.title, paper.pdf, clock.today(),
                      then=self._page.show_kept, refused=self._page.show_refusal)  # fmt: skip
