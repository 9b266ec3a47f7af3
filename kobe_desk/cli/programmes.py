"""Subsidy programmes (補助制度の定義) as data."""

from argparse import Namespace
from typing import Any

from kobe_desk.cli.outcome import CANNOT_OPEN, DONE, REFUSED, Refused, say
from kobe_desk.core.text import _
from kobe_desk.modules.subsidies.rules import library
from kobe_desk.modules.subsidies.rules.problem import Problem


def lint(options: Namespace) -> int:
    """Schema, lint and worked examples of a folder, a `.kdprog` or a lone `.toml`: every fault with its place."""
    if not options.file.exists():
        raise Refused(_("There is no file {name} at this place.").format(name=options.file.name), CANNOT_OPEN)
    entry = library.check(options.file)
    lines = [f"{'-' if each.hint else '!'} {each.message()}" for each in entry.problems]
    verdict = _("The definition can be used.") if entry.offered else _("The definition cannot be used.")
    facts = {"usable": entry.offered, "problems": [_as_json(each) for each in entry.problems]}
    say(options, "\n".join([*lines, verdict]), facts)
    return DONE if entry.offered else REFUSED


def _as_json(problem: Problem) -> dict[str, Any]:
    return {"at": problem.at, "text": problem.message(), "severity": "hint" if problem.hint else "error"}
