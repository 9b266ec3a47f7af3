"""What cannot be so in the life of a grant: more paid in advance or settled than was decided, an end before a start."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from kobe_desk.core import clock
from kobe_desk.core.errors import UserError
from kobe_desk.core.japanese.era import wareki
from kobe_desk.core.text import N_
from kobe_desk.modules.subsidies.rules.advance import Greatest
from kobe_desk.modules.subsidies.rules.life import AS_OF, NEW_FROM, NEW_TO, SHARE, Step, decided, noted
from kobe_desk.modules.subsidies.rules.settlement import Settlement
from kobe_desk.modules.subsidies.rules.terms import changed_period
from kobe_desk.modules.subsidies.rules.values import Period

_ALL_DONE = 100


class LessThanNothing(UserError):
    text = N_("A figure here cannot be less than zero.")


class AdvanceOverDecided(UserError):
    text = N_(
        "The advance of {advance} yen is more than the {decided} yen that were decided. Please check both figures."
    )


class AdvanceOverSettled(UserError):
    text = N_(
        "The advance of {advance} yen is more than the {settled} yen that were settled. Please check both figures."
    )


class SettledOverDecided(UserError):
    text = N_("The settled {settled} yen are more than the {decided} yen that were decided. Please check both figures.")


class MoreThanAllDone(UserError):
    text = N_("More than 100 per cent cannot be done. Please write how much of it is done.")


class ToldBeforeTheDay(UserError):
    text = N_("The report is of {day}, and cannot tell what is spent up to {until}. Please check both days.")


class ProjectEndsBeforeStart(UserError):
    text = N_("The last day of the project is before its first day. Please check both days.")


class SuspensionEndsBeforeStart(UserError):
    text = N_("The last day of the suspension is before its first day. Please check both days.")


class ChangedEndsBeforeStart(UserError):
    text = N_("With this change the project would begin on {start} and end on {end}. Please check both days.")


class ToBePaidBack(UserError):
    text = N_("The {paid} yen paid in advance are {over} yen more than the grant comes to. There is nothing to claim: "
              "please ask the office how to pay {over} yen back.")  # fmt: skip


class NothingToClaim(UserError):
    text = N_("The whole grant of {yen} yen was paid in advance. There is nothing left to claim.")


class AdvanceOverRule(UserError):
    text = N_(
        "By the rule of the programme, at most {most} yen can be asked for in advance, and {advance} yen are written. "
        "Please write {most} yen or less. If the office has paid more already, note it without making the claim."
    )


def require_possible(steps: Sequence[Step], stage: str, values: Mapping[str, Any], day: date | None) -> None:
    """What a stage says can be so, after what was noted before; what a programme never records is not asked.

    A settlement below an advance is possible: the difference is paid back. Raises LessThanNothing,
    MoreThanAllDone, AdvanceOverDecided, AdvanceOverSettled, SettledOverDecided, ProjectEndsBeforeStart,
    SuspensionEndsBeforeStart, ToldBeforeTheDay.
    """
    below = next((name for name, value in values.items() if isinstance(value, int) and value < 0), None)
    if below is not None:
        raise LessThanNothing(below)
    over = next((name for name, value in values.items() if name.startswith(SHARE) and value > _ALL_DONE), None)
    if over is not None:
        raise MoreThanAllDone(over)
    _days(values, day)
    before = [each for each in steps if each.day is not None]
    _yen(values, decided([*before, Step(stage, day or clock.today(), values)]).yen, noted(before, "settled_amount"))


def _days(values: Mapping[str, Any], day: date | None) -> None:
    """While it is written, a report may name a day that is still to come: it is handed in on that day or after it."""
    until = values.get(AS_OF)
    if until and day is not None and date.fromisoformat(until) > day:
        raise ToldBeforeTheDay(AS_OF, day=wareki(day), until=wareki(date.fromisoformat(until)))
    for first, last, error in (
        ("done_from", "done_to", ProjectEndsBeforeStart),
        ("stop_from", "stop_to", SuspensionEndsBeforeStart),
    ):
        start, end = values.get(first), values.get(last)
        if start and end and end < start:  # both written as ISO
            raise error(last)


def require_period(known: Period | None, values: Mapping[str, Any]) -> None:
    """The period as a change has it has an end after its start. Raises ChangedEndsBeforeStart."""
    changed = changed_period(known, values)
    if changed is not None and changed.end < changed.start:
        raise ChangedEndsBeforeStart(
            NEW_TO if values.get(NEW_TO) else NEW_FROM, start=wareki(changed.start), end=wareki(changed.end)
        )


def _yen(values: Mapping[str, Any], most: int | None, settled_before: int | None) -> None:
    advance, settled = values.get("advance_amount"), values.get("settled_amount")
    if settled is not None and most is not None and settled > most:
        raise SettledOverDecided("settled_amount", settled=f"{settled:,}", decided=f"{most:,}")
    if advance is None:
        return
    if settled_before is not None and advance > settled_before:
        raise AdvanceOverSettled("advance_amount", advance=f"{advance:,}", settled=f"{settled_before:,}")
    if most is not None and advance > most:
        raise AdvanceOverDecided("advance_amount", advance=f"{advance:,}", decided=f"{most:,}")


def require_within(most: Greatest | None, values: Mapping[str, Any]) -> None:
    """The claim for an advance asks for no more than the rule gives; what the office really paid may be more.

    Raises AdvanceOverRule.
    """
    advance = values.get("advance_amount")
    if most is not None and advance is not None and advance > most.yen:
        raise AdvanceOverRule("advance_amount", advance=f"{advance:,}", most=f"{most.yen:,}")


def require_claim(stage: str, made: Settlement, paid: int) -> None:
    """Something is left to be claimed. Raises ToBePaidBack, NothingToClaim."""
    if stage != "claim" or not paid:
        return
    whole = made.most if made.settled is None else made.settled
    if paid > whole:
        raise ToBePaidBack(paid=f"{paid:,}", over=f"{paid - whole:,}")
    if paid == whole:
        raise NothingToClaim(yen=f"{whole:,}")
