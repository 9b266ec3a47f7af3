"""Worked examples (計算例) of a programme: answers with what must come of them, run before the programme is offered."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from kobe_desk.core.errors import UserError
from kobe_desk.core.text import N_
from kobe_desk.modules.subsidies.rules import parse, promise, schema, values
from kobe_desk.modules.subsidies.rules.answers import NOT_APPLICABLE, Answer, Answers
from kobe_desk.modules.subsidies.rules.definition import Field, Kind, Programme
from kobe_desk.modules.subsidies.rules.evaluate import evaluate
from kobe_desk.modules.subsidies.rules.evaluation import Evaluation
from kobe_desk.modules.subsidies.rules.problem import Problem, unknown

ABSENT = "該当なし"


@dataclass(frozen=True, slots=True)
class Example:
    """One worked example.

    `expect` may name amounts, totals, failed checks, missing answers, pages, summary lines,
    and what stands on the forms, which is seen on paper (`papers/proof.py`).
    """

    name: str
    title: str
    today: date
    answers: Answers
    expect: Mapping[str, Any] = field(default_factory=dict)


def read(programme: Programme, name: str, data: Mapping[str, Any]) -> Example | Problem:
    """The example of a file, or why it is none."""
    wrong = schema.problems(data, schema.EXAMPLE)
    if wrong:
        return Problem(f"{name}.{wrong[0].at}".strip("."), wrong[0].text, wrong[0].values)
    try:
        made = _answers(programme, data)
        return Example(name, title_of(name, data), date.fromisoformat(data["today"]), made, data.get("expect", {}))
    except UserError as fault:
        return Problem(
            f"{name}.{fault.field or ''}", N_("This answer cannot be read: {reason}"), {"reason": fault.message()}
        )
    except KeyError as fault:
        return unknown(name, str(fault.args[0]))
    except (ValueError, TypeError, AttributeError):
        return Problem(name, N_("An answer in it is not written as its question needs it."))


def _answers(programme: Programme, data: Mapping[str, Any]) -> Answers:
    made = Answers()
    for key, given in data.get("answers", {}).items():
        made = made.with_answer(key, _answer(programme, programme.fields[key], given))
    for table, rows in data.get("rows", {}).items():
        for row in rows:
            made = made.with_row(
                table, {key: _value(programme, programme.fields[f"{table}.{key}"], each) for key, each in row.items()}
            )
    return made


def _answer(programme: Programme, field_: Field, given: Any) -> Answer:
    return NOT_APPLICABLE if given == ABSENT and field_.not_applicable else Answer(_value(programme, field_, given))


def _value(programme: Programme, field_: Field, given: Any) -> values.Value:
    if isinstance(given, str) and field_.kind in parse.TYPED and field_.kind is not Kind.DATE:
        return parse.parse(field_, given, programme.choice_lists) or ""
    return parse.within(field_, values.from_json(field_.kind, given))


def results(programme: Programme, example: Example) -> Evaluation:
    return evaluate(programme, example.answers, example.today)


def problems(programme: Programme, files: Mapping[str, Mapping[str, Any]]) -> Iterator[Problem]:
    """Where an example no longer gives what it promises; and whether there is a complete one at all."""
    complete = False
    for name, data in files.items():
        example = read(programme, name, data)
        if isinstance(example, Problem):
            yield example
            continue
        found = results(programme, example)
        complete = complete or found.complete
        yield from _unmet(programme, example, found)
    if not files:
        yield Problem("examples", N_("There is no worked example. Add one under examples/."))
    elif not complete:
        yield Problem("examples", N_("No example is answered to the end, without a missing answer or an error."))


def title_of(name: str, data: Mapping[str, Any]) -> str:
    return str(data.get("title", name))


def unmet(programme: Programme, name: str, data: Mapping[str, Any]) -> tuple[str, tuple[Problem, ...]]:
    """The title of an example, and where it no longer gives what it promises."""
    example = read(programme, name, data)
    if isinstance(example, Problem):
        return title_of(name, data), (example,)
    return example.title, tuple(_unmet(programme, example, results(programme, example)))


def outcome(found: Evaluation) -> dict[str, Any]:
    """What comes of an example, under the headings that its promises have."""
    return {
        "amounts": {key: each.yen for key, each in found.amounts.items() if each},
        "totals": dict(found.totals),
        "failed": sorted(each.id for each in found.failed),
        "missing": sorted({each.field for each in found.missing}),
        "pages": [each.id for each in found.pages],
        "summary": {key: each.trace.summary for key, each in found.amounts.items() if each},
    }


def _unmet(programme: Programme, example: Example, found: Evaluation) -> Iterator[Problem]:
    now = outcome(found)
    for what, wanted in example.expect.items():
        if what == promise.FORMS:
            yield from promise.unknown_forms(programme, example.name, wanted)
        elif isinstance(wanted, dict):
            yield from (
                _differs(example, f"{what}.{key}", each, now[what].get(key))
                for key, each in wanted.items()
                if now[what].get(key) != each
            )
        elif now[what] != (sorted(wanted) if what != "pages" else wanted):
            yield _differs(example, what, wanted, now[what])


def _differs(example: Example, what: str, wanted: Any, found: Any) -> Problem:
    return Problem(
        f"{example.name}.{what}",
        N_("The example promises {wanted} and gives {found}."),
        {"wanted": wanted, "found": found},
    )
