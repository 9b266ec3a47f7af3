"""Subsidy programmes (補助制度の定義) as data."""

from argparse import Namespace
from collections.abc import Iterator
from typing import Any

from kobe_desk.cli.outcome import CANNOT_OPEN, DONE, REFUSED, Refused, say
from kobe_desk.core.text import _
from kobe_desk.modules.subsidies.papers.printable import unprintable
from kobe_desk.modules.subsidies.papers.proof import unmet_pages
from kobe_desk.modules.subsidies.rules import library
from kobe_desk.modules.subsidies.rules.library import Entry
from kobe_desk.modules.subsidies.rules.pack import Origin, grouped
from kobe_desk.modules.subsidies.rules.problem import Problem


def lint(options: Namespace) -> int:
    """Schema, lint, worked examples and their papers of a folder, a `.kdprog` or a lone `.toml`: every fault."""
    if not options.file.exists():
        raise Refused(_("There is no file {name} at this place.").format(name=options.file.name), CANNOT_OPEN)
    entry = library.check(options.file)
    problems = (*entry.problems, *_on_paper(entry))
    usable = entry.programme is not None and all(each.hint for each in problems)
    lines = [f"{'-' if each.hint else '!'} {each.message()}" for each in problems]
    verdict = _("The definition can be used.") if usable else _("The definition cannot be used.")
    facts = {"usable": usable, "problems": [_as_json(each) for each in problems], **_from(entry)}
    say(options, "\n".join([*_source(entry), *lines, verdict]), facts)
    return DONE if usable else REFUSED


def _on_paper(entry: Entry) -> Iterator[Problem]:
    """What cannot be printed; if nothing, where the papers of the examples are not what these promise."""
    if entry.programme is None:
        return
    wrong = tuple(unprintable(entry.programme))
    yield from wrong
    if entry.offered and all(each.hint for each in wrong):
        yield from unmet_pages(entry.programme, entry.examples)


def _from(entry: Entry) -> dict[str, Any]:
    """The fingerprint, and what the file says of its origin."""
    if entry.programme is None:
        return {}
    return {"sha256": entry.programme.sha256, "origin": Origin.of(entry.origin).as_data()}


def _source(entry: Entry) -> Iterator[str]:
    if entry.programme is not None:
        yield _("Fingerprint: {sha256}").format(sha256=grouped(entry.programme.sha256))
    said = Origin.of(entry.origin).as_data()
    if said:
        named = {"association": "", "person": "", "day": said.get("written", ""), **said}
        yield _("The file says it comes from: {association} {person} {day}").format(**named)


def _as_json(problem: Problem) -> dict[str, Any]:
    return {"at": problem.at, "text": problem.message(), "severity": "hint" if problem.hint else "error"}
