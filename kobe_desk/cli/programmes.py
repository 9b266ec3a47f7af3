"""Subsidy programmes (補助制度の定義) as data."""

from argparse import Namespace
from typing import Any

from kobe_desk.cli.outcome import CANNOT_OPEN, DONE, REFUSED, Refused, say
from kobe_desk.core.text import _
from kobe_desk.modules.subsidies.papers.printable import unprintable
from kobe_desk.modules.subsidies.rules import library
from kobe_desk.modules.subsidies.rules.problem import Problem


def lint(options: Namespace) -> int:
    """Schema, lint and worked examples of a folder, a `.kdprog` or a lone `.toml`: every fault with its place."""
    if not options.file.exists():
        raise Refused(_("There is no file {name} at this place.").format(name=options.file.name), CANNOT_OPEN)
    entry = library.check(options.file)
    problems = (*entry.problems, *(unprintable(entry.programme) if entry.programme else ()))
    usable = entry.programme is not None and all(each.hint for each in problems)
    lines = [f"{'-' if each.hint else '!'} {each.message()}" for each in problems]
    verdict = _("The definition can be used.") if usable else _("The definition cannot be used.")
    facts = {"usable": usable, "problems": [_as_json(each) for each in problems]}
    say(options, "\n".join([*lines, verdict]), facts)
    return DONE if usable else REFUSED


def _as_json(problem: Problem) -> dict[str, Any]:
    return {"at": problem.at, "text": problem.message(), "severity": "hint" if problem.hint else "error"}
