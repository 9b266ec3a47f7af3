"""A paper of a later stage on the office's own form: what it says put among the answers, then laid like any form."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from kobe_desk.modules.subsidies.papers.later.disposal import disposal_facts
from kobe_desk.modules.subsidies.papers.later.facts import Later
from kobe_desk.modules.subsidies.papers.overlaid import overlaid_form
from kobe_desk.modules.subsidies.papers.settled import receipt_note
from kobe_desk.modules.subsidies.papers.words import Words
from kobe_desk.modules.subsidies.rules.actual import PlanLine
from kobe_desk.modules.subsidies.rules.answers import Answers
from kobe_desk.modules.subsidies.rules.definition import Field, Kind
from kobe_desk.modules.subsidies.rules.evaluate import evaluate
from kobe_desk.modules.subsidies.rules.later import SAID, STOPS, LaterPaper, form_of, laid_on
from kobe_desk.modules.subsidies.rules.life import STOP_KIND
from kobe_desk.modules.subsidies.rules.settlement import Line
from kobe_desk.modules.subsidies.rules.values import Value
from kobe_desk.modules.subsidies.usecases.facts import OverlaidForm, PaperRequest

Rows = tuple[Mapping[str, Value], ...]


def overlaid(paper: LaterPaper, later: Later, given: OverlaidForm) -> PaperRequest:
    """The paper, kept under the name it has without a form of the office. Raises MissingGlyph, BoxNotOnPaper."""
    form = form_of(later.programme, paper)
    offices = {each.role: later.house.office(each.role) for each in form.signers}
    made = overlaid_form(form, words_of(paper, later), given, offices, day=later.day, number=later.number)
    return replace(made, form=paper.name)


def words_of(paper: LaterPaper, later: Later) -> Words:
    """What the paper says, in words, beside the answers of the application."""
    programme, answers = laid_on(later.programme, paper.form), answers_of(paper, later)
    return Words(programme, answers, evaluate(programme, answers, later.day))


def answers_of(paper: LaterPaper, later: Later) -> Answers:
    """The answers of the application, and beside them what the paper says."""
    answers = later.answers
    for name in paper.says:
        said = SAID[name]
        if isinstance(said, Field):
            value = _value(name, said, later)
            answers = answers if value in (None, "") else answers.with_value(said.id, value)
        else:
            for row in _ROWS[name](later):
                answers = answers.with_row(said.id, row)
    return answers


def _value(name: str, said: Field, later: Later) -> Value | None:
    known: dict[str, Value | None] = {
        "day": later.day,
        "number": later.number,
        "decision_day": later.decided.day,
        "decision_no": later.decided.number,
        "decided": later.decided.yen,
        "advance": later.values.get("advance_amount"),
        "cost": later.cost,
        "executed": later.cost,
        "stop_kind": STOPS.get(later.values.get(STOP_KIND, "")),
        "claim": later.claimed,
        "settled": later.settled,
        "paid": later.paid,
        "settlement": later.settlement.granted,
        "left": later.left,
        "share": later.share(),
        "spent_so_far": later.spent_so_far,
        "enclosed": "、".join(later.goes_with_it),
        "new_yen": later.new_yen,
        "more": later.more,
        "new_from": later.new_period.start if later.new_period else None,
        "new_to": later.new_period.end if later.new_period else None,
    }
    if later.asset is not None:
        known |= disposal_facts(later.asset)
    value = known[name] if name in known else later.values.get(name)
    return date.fromisoformat(value) if said.kind is Kind.DATE and isinstance(value, str) and value else value


_PLANNED = ("label", "planned", "actual", "difference")
_CHANGED = ("label", "before", "after", "difference")


def _laid(names: tuple[str, ...], lines: tuple[Line, ...]) -> Rows:
    return tuple(dict(zip(names, each, strict=True)) for each in lines)


def _receipts(later: Later) -> Rows:
    return tuple(
        {"number": str(each.number), "day": each.day, "partner": each.partner, "text": each.text,
         "category": later.categories.get(each.category, ""),
         "whole": each.whole, "amount": each.yen, "receipt": each.receipt,
         "note": receipt_note(each, enclosed=later.copies)}
        for each in later.receipts
    )  # fmt: skip


def _progress(later: Later) -> Rows:
    return tuple(_progress_row(each, later.share(each.category)) for each in later.so_far)


def _progress_row(line: PlanLine, done: int | None) -> Mapping[str, Value]:
    row: dict[str, Value] = {
        "label": line.label, "planned": line.planned, "actual": line.spent, "left": line.left,
    }  # fmt: skip
    return row if done is None else {**row, "share": done}


_ROWS: Mapping[str, Callable[[Later], Rows]] = {
    "income": lambda later: _laid(_PLANNED, later.settlement.came_in),
    "spent": lambda later: _laid(_PLANNED, later.settlement.went_out),
    "receipts": _receipts,
    "progress": _progress,
    "changed_income": lambda later: _laid(_CHANGED, later.changed_income),
    "changed_costs": lambda later: _laid(_CHANGED, later.changed_costs),
}
