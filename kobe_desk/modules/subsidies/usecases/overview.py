"""The grants of a fiscal year at one glance (年度の助成一覧): for the general meeting."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core import clock
from kobe_desk.core.japanese.fiscal_year import FiscalYear
from kobe_desk.core.permission import query
from kobe_desk.modules.ledger.usecases import year_of
from kobe_desk.modules.subsidies.model import Application, ApplicationState
from kobe_desk.modules.subsidies.rules.deadline import next_day
from kobe_desk.modules.subsidies.rules.definition import Programme
from kobe_desk.modules.subsidies.rules.life import Step, decided, noted, reached, stage_of, taxable
from kobe_desk.modules.subsidies.rules.terms import standing_period
from kobe_desk.modules.subsidies.usecases.amounts import all_steps, amounts_in
from kobe_desk.modules.subsidies.usecases.facts import ApplicationRow
from kobe_desk.modules.subsidies.usecases.storing import row_of

NOT_APPLIED = "not_applied"
"""The state of a programme that was used the year before and not this year."""


@dataclass(frozen=True, slots=True)
class YearLine:
    """One application of the year, or a programme of the year before that was not applied for again."""

    key: str
    application: UUID | None
    programme: str
    """The programme's id: the same over the years."""
    title: str
    funder: str
    state: str
    """answering, prepared, signed, submitted, or not_applied."""
    stage: str
    """In the programme's own words, once it was handed in."""
    ended: bool
    """Refused, withdrawn or stopped: it brings nothing."""
    asked: int | None
    decided: int | None
    settled: int | None
    paid: int | None
    due: date | None
    before: int | None = None
    """What the programme brought the year before; None where it was not used, or stands in a line above."""

    @property
    def counts(self) -> int:
        """What is known of the amount by now: settled, else decided, else asked for; nothing once it has ended."""
        known = (each for each in (self.settled, self.decided, self.asked) if each is not None)
        return 0 if self.ended else next(known, 0)


@dataclass(frozen=True, slots=True)
class YearSums:
    """The sums at the foot of a year."""

    asked: int
    decided: int
    settled: int
    paid: int
    counts: int
    before: int

    @property
    def difference(self) -> int:
        return self.counts - self.before


@dataclass(frozen=True, slots=True)
class YearOverview:
    """A fiscal year beside the one before it."""

    year: int
    label: str
    label_before: str
    lines: tuple[YearLine, ...]
    years: tuple[int, ...]
    """Years in which something was applied for, and this year; the newest first."""

    @property
    def sums(self) -> YearSums:
        def total(*amounts: int | None) -> int:
            return sum(each or 0 for each in amounts)

        lines = self.lines
        return YearSums(
            total(*(each.asked for each in lines)),
            total(*(each.decided for each in lines)),
            total(*(each.settled for each in lines)),
            total(*(each.paid for each in lines)),
            total(*(each.counts for each in lines)),
            total(*(each.before for each in lines)),
        )

    def difference(self, line: YearLine) -> int | None:
        """Against the year before: of all applications to the programme together, in the first line of it."""
        mine = [each for each in self.lines if each.programme == line.programme]
        if mine[0].key != line.key:
            return None
        return sum(each.counts for each in mine) - (line.before or 0)


@query(needs="subsidies.read")
def year_overview(session: Session, year: int | None = None) -> YearOverview:
    """The grants of a fiscal year, this one if none is named; beside the sums of the year before."""
    this = year_of(session, clock.today())
    year = this if year is None else year
    found = sa.select(Application.fiscal_year).distinct()
    years = tuple(sorted({*session.scalars(found), this, year}, reverse=True))
    steps = all_steps(session)
    lines = tuple(_lines(session, year, steps))
    before = tuple(_lines(session, year - 1, steps))
    return YearOverview(year, FiscalYear(year).label, FiscalYear(year - 1).label, tuple(_beside(lines, before)), years)


@query(needs="subsidies.read")
def last_results(session: Session) -> dict[str, tuple[int, YearLine]]:
    """What became of each programme the last time before this year: the fiscal year and its first application."""
    this = year_of(session, clock.today())
    years = sa.select(Application.fiscal_year).where(Application.fiscal_year < this).distinct()
    found: dict[str, tuple[int, YearLine]] = {}
    steps = all_steps(session)
    for year in sorted(session.scalars(years), reverse=True):
        for line in _lines(session, year, steps):
            found.setdefault(line.programme, (year, line))
    return found


def _lines(session: Session, year: int, steps: Mapping[UUID, Sequence[Step]]) -> Iterator[YearLine]:
    mine = sa.select(Application).where(Application.fiscal_year == year).order_by(Application.begun, Application.id)
    for found in session.scalars(mine):
        yield _line(found, steps.get(found.id, ()))


def _line(found: Application, steps: Sequence[Step]) -> YearLine:
    row, amounts = row_of(found), amounts_in(found, steps)
    programme = row.programme
    handed_in = row.state == ApplicationState.SUBMITTED
    now = stage_of(programme, steps)
    done = reached(steps)
    return YearLine(
        key=str(row.id),
        application=row.id,
        programme=found.programme_id,
        title=found.title,
        funder=programme.funder,
        state=row.state,
        stage=now.title if handed_in else "",
        ended=bool(done) and now.ends_early,
        asked=amounts.asked,
        decided=amounts.decided,
        settled=amounts.settled,
        paid=_paid(steps),
        due=_due(row, programme, steps) if handed_in else _closes(row),
    )


def _paid(steps: Sequence[Step]) -> int | None:
    """What has come in: all of it once it was paid, else what was paid in advance."""
    done = reached(steps)
    if any(each.stage == "paid" for each in done):
        settled = noted(done, "settled_amount")
        return settled if settled is not None else decided(steps).yen
    found: int | None = noted(done, "advance_amount")
    return found


def _due(row: ApplicationRow, programme: Programme, steps: Sequence[Step]) -> date | None:
    period = standing_period(programme, row.answers, steps, clock.today())
    found = next_day(programme, steps, period.end if period else None, taxed=taxable(row.answers))
    return found.day if found else None


def _closes(row: ApplicationRow) -> date:
    return row.programme.window.on(row.begun.astimezone(clock.JST).date(), row.programme.fiscal_year).close_day


def _beside(lines: Sequence[YearLine], before: Sequence[YearLine]) -> Iterator[YearLine]:
    """Each programme's first line carries what the year before brought; those not used again come last."""
    brought: dict[str, int] = defaultdict(int)
    for each in before:
        brought[each.programme] += each.counts
    left = dict(brought)
    for line in lines:
        yield replace(line, before=left.pop(line.programme, None))
    for each in before:
        if each.programme in left:
            yield YearLine(
                key=f"before:{each.programme}", application=None, programme=each.programme, title=each.title,
                funder=each.funder, state=NOT_APPLIED, stage="", ended=False, asked=None, decided=None, settled=None,
                paid=None, due=None, before=left.pop(each.programme),
            )  # fmt: skip
