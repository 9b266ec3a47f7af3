"""Forms, attachments and stages: all that is named exists, every form is used, every stage leads somewhere."""

from collections.abc import Iterator, Sequence

from kobe_desk.core.text import N_
from kobe_desk.modules.subsidies.rules.definition import Attachment, Programme, Stage
from kobe_desk.modules.subsidies.rules.figure import advance_at
from kobe_desk.modules.subsidies.rules.later import papers_at
from kobe_desk.modules.subsidies.rules.life import RECORDS, decides
from kobe_desk.modules.subsidies.rules.patterns import covers
from kobe_desk.modules.subsidies.rules.prefill import REUSABLE
from kobe_desk.modules.subsidies.rules.problem import Problem, no_source, unknown
from kobe_desk.modules.subsidies.rules.wanted import sources_at

DUE_AFTER = frozenset({"project_end", "decision_date", "window_close", "year_end"})


def problems(programme: Programme) -> Iterator[Problem]:
    yield from _stages(programme)
    yield from _forms(programme)
    yield from _lists(programme)
    for each in programme.attachments:
        if each.reuse and each.reuse not in REUSABLE:
            yield no_source(f"attachment.{each.id}.reuse", each.reuse)
        if each.lines and each.lines.table not in programme.tables:
            yield unknown(f"attachment.{each.id}.lines.table", each.lines.table)
    for each in programme.attachments_later:
        yield from _later(programme, each)


def _later(programme: Programme, paper: Attachment) -> Iterator[Problem]:
    """What goes with a later stage: of one where something is handed in, and from a source that is there by then."""
    at = f"attachment.{paper.id}"
    if all(each.id != paper.stage for each in programme.stages):
        yield unknown(f"{at}.stage", paper.stage)
    elif not papers_at(programme, paper.stage):
        yield Problem(f"{at}.stage", N_("Nothing is handed in at this stage, so nothing can go with it."))
    if paper.reuse and paper.reuse not in sources_at(programme, paper.stage):
        yield no_source(f"{at}.reuse", paper.reuse)
    if paper.lines or paper.kind == "extract":
        words = N_("Only a paper of the application belongs to lines of a table, or is made from minutes.")
        yield Problem(at, words)


def _stages(programme: Programme) -> Iterator[Problem]:
    stages = {each.id: each for each in programme.stages}
    for stage in programme.stages:
        at = f"stage.{stage.id}"
        if not stage.next and not stage.final:
            yield Problem(at, N_("This stage leads nowhere. Name the next one, or say final = true."))
        yield from _unknown(programme, stage, at, stages)
        yield from _advance(programme, stage)
    first = programme.stages[0].id
    reached, waiting = {first}, [first]
    while waiting:
        for each in stages[waiting.pop()].next:
            if each in stages and each not in reached:
                reached.add(each)
                waiting.append(each)
    for each in stages.keys() - reached:
        yield Problem(f"stage.{each}", N_("No stage leads here."))


def _advance(programme: Programme, stage: Stage) -> Iterator[Problem]:
    """A rule for the advance stands where an advance is noted, is a share of the whole, and has a decision before."""
    if stage.advance is None:
        return
    at = advance_at(stage.id)
    if "advance_amount" not in stage.records:
        yield Problem(at, N_("This stage notes no advance. Add advance_amount to its records, or take the rule out."))
    if stage.advance.at_most > 1:
        yield Problem(f"{at}.at_most", N_("The advance is more than what was decided."))
    if not decides(programme):
        yield Problem(at, N_("No stage decides an amount, so that there is nothing to take a share of."))


def _unknown(programme: Programme, stage: Stage, at: str, stages: dict[str, Stage]) -> Iterator[Problem]:
    forms = {each.id for each in programme.forms}
    after = (stage.copies_from,) if stage.copies_from else ()
    wrong = [each for each in (*stage.next, *after) if each not in stages]
    wrong += [each for each in stage.forms if each not in forms] + [
        each for each in stage.records if each not in RECORDS
    ]
    wrong += [stage.due.after] if stage.due and stage.due.after not in DUE_AFTER else []
    for each in wrong:
        yield unknown(at, each)


def _forms(programme: Programme) -> Iterator[Problem]:
    used = {form for stage in programme.stages for form in stage.forms}
    layouts = programme.data.get("layouts", {})
    known = {*programme.fields, *programme.tables, *(f"amounts.{each.id}" for each in programme.amounts)}
    for form in programme.forms:
        at = f"form.{form.id}"
        if form.id not in used:
            yield Problem(at, N_("No stage uses this form."))
        if form.official and form.layout not in layouts:
            yield Problem(at, N_("An official form needs its layout; without one it is 参考様式 (official = false)."))
        if form.layout and form.layout not in layouts:
            yield Problem(f"{at}.layout", N_("This file is missing."))
        for each in form.fields:
            if each not in known:
                yield unknown(f"{at}.fields", each)


def _lists(programme: Programme) -> Iterator[Problem]:
    known = [*programme.fields, *programme.tables]
    amounts = [each.id for each in programme.amounts]
    attachments = [each.id for each in programme.attachments]
    places: dict[str, tuple[Sequence[str], list[str]]] = {
        "reuse.carry": (programme.reuse_carry, known),
        "reuse.ask_again": (programme.reuse_ask_again, known),
        "reuse.since": (programme.reuse_since, known),
        "share": (tuple(programme.share), known + amounts),
        "delegate.allow": (programme.delegate_allow, known + attachments),
        **{f"check.{each.id}.fields": (each.fields, known + amounts) for each in programme.checks},
    }
    for place, (names, allowed) in places.items():
        yield from (unknown(place, each) for each in names if not any(covers(each, name) for name in allowed))
