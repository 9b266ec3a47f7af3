"""By when a grant's next step is to be done: as a notice says, else by the programme's own rule (期限)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kobe_desk.core.japanese.fiscal_year import FiscalYear, fiscal_year
from kobe_desk.modules.subsidies.rules.definition import Due, Programme, Stage
from kobe_desk.modules.subsidies.rules.life import AGAIN, BESIDE, DUE, Step, decided, next_stages, reached, stage_of


def straight_on(programme: Programme, steps: Sequence[Step]) -> Stage | None:
    """The next stage on the way to the end: not one that ends it early, nor one that leads back onto the same way."""
    now = stage_of(programme, steps)
    ways = (each for each in next_stages(programme, steps) if not each.ends_early)
    return next((each for each in ways if each.final or not _is_beside(now, each)), None)


def _is_beside(now: Stage, then: Stage) -> bool:
    """Whether a stage (変更、概算払、状況報告) leads nowhere that was not open before: what waits goes on waiting.

    So it does while a grant was stopped (中止) and goes on.
    """
    stopped = now.ends_early or then.ends_early
    return stopped or then.id in BESIDE | AGAIN or bool(then.next) and set(then.next) - AGAIN <= set(now.next)


@dataclass(frozen=True, slots=True)
class NextDay:
    """By when something is to be done next, and what that is."""

    day: date
    what: str


def next_day(programme: Programme, steps: Sequence[Step], end: date | None, *, taxed: bool = False) -> NextDay | None:
    """As the last notice says, else the first day by the programme's rule. None: not known, or nothing comes any more.

    `taxed`: the group pays consumption tax.
    """
    following = next_stages(programme, steps, taxed=taxed)
    if not following or stage_of(programme, steps).ends_early:
        return None
    said, straight = _said_day(programme, reached(steps)), straight_on(programme, steps)
    if said is not None:
        return NextDay(said, straight.title if straight else stage_of(programme, steps).title)
    days = [
        NextDay(day, stage.due.what or stage.title)
        for stage in following
        if stage.due and (day := _ruled(programme, stage.due, steps, end))
    ]
    return min(days, key=lambda each: each.day, default=None)


def _said_day(programme: Programme, done: Sequence[Step]) -> date | None:
    """The day a notice says: of the last step, or of one before it while all that came since lies beside the way."""
    stages = {each.id: each for each in programme.stages}
    for at in reversed(range(len(done))):
        if said := done[at].values.get(DUE):
            return date.fromisoformat(said)
        before = next((stages.get(each.stage) for each in reversed(done[:at]) if each.stage not in BESIDE), None)
        now = stages.get(done[at].stage)
        if before is None or now is None or not _is_beside(before, now):
            return None
    return None


def _ruled(programme: Programme, due: Due, steps: Sequence[Step], end: date | None) -> date | None:
    since = {
        "project_end": end,
        "decision_date": decided(steps).day,
        "window_close": programme.window.on(end, programme.fiscal_year).close_day if end else None,
        "year_end": _year_end(programme, end),
    }[due.after]
    return since + timedelta(days=due.days) if since else None


def _year_end(programme: Programme, end: date | None) -> date | None:
    """The last day of the programme's fiscal year, which begins in April; of one that follows the clock, by the end
    of the project.
    """
    if programme.fiscal_year is not None:
        return FiscalYear(programme.fiscal_year).last
    return fiscal_year(end).last if end else None
