"""What a file held goes into the desk, and what became of each row is said."""

from argparse import Namespace
from typing import Any

from kobe_desk.cli.outcome import DONE, REFUSED, progress, say
from kobe_desk.cli.secrets import opened
from kobe_desk.core.progress import Report
from kobe_desk.core.records import Records
from kobe_desk.core.sheets.sheet import Sheet
from kobe_desk.core.text import _
from kobe_desk.modules.members.exchange.ahead import rows_ahead
from kobe_desk.modules.members.exchange.fields import FIELD_NAMES
from kobe_desk.modules.members.exchange.guess import ColumnGuess, as_read_before, guess
from kobe_desk.modules.members.exchange.mapping import Mapping
from kobe_desk.modules.members.usecases.importing import (
    Headings,
    ImportReport,
    Problem,
    check_roster,
    import_roster,
    remembered_mappings,
)
from kobe_desk.modules.members.usecases.importing.items import ERROR

_MOST_SHOWN = 50


def take_in(options: Namespace, sheet: Sheet) -> int:
    """Take in the rows as their headings say."""
    with opened(options, options.desk) as desk:
        guesses = guess(sheet.header, [row.cells for row in sheet.first()], _remembered(desk.records))
        for each in guesses:
            progress(options, f"{each.heading or '-'} → {_(FIELD_NAMES[each.field])}")
        report = _taken_in(options, desk.records, sheet, guesses)
    say(options, _words(report, options.dry_run), {**report.as_json(), "dry_run": options.dry_run})
    return DONE if report.readable else REFUSED


def _remembered(records: Records) -> dict[str, str]:
    """How each heading was read before in this desk."""
    return as_read_before((each.names, each.fields) for each in records.ask(remembered_mappings))


def _taken_in(options: Namespace, records: Records, sheet: Sheet, guesses: tuple[ColumnGuess, ...]) -> ImportReport:
    fields = tuple(each.field for each in guesses)
    rows = rows_ahead(sheet, Mapping(fields), _telling(options))
    if options.dry_run:
        return records.ask(check_roster, rows)
    headings = Headings(sheet.header, tuple(each.value for each in fields))
    return records.do(import_roster, rows, headings).result


def _telling(options: Namespace) -> Report:
    """A line for every tenth of a long file."""
    told = 0

    def report(done: int, total: int) -> None:
        nonlocal told
        tenth = 10 * done // max(total, 1)
        if tenth > told:
            told = tenth
            progress(options, _("{percent} % read").format(percent=10 * tenth))

    return report


def _words(report: ImportReport, dry_run: bool) -> str:
    counts = _("{rows} rows: {imported} new, {changed} changed, {unchanged} unchanged, {refused} not taken in")
    lines = [_problem(each) for each in report.problems[:_MOST_SHOWN]]
    if len(report.problems) > _MOST_SHOWN:
        more = len(report.problems) - _MOST_SHOWN
        lines.append(_("{count} more; --json shows all of them").format(count=more))
    if not report.readable:
        lines.append(_("Nobody could be taken in, and the desk is as before. Does a column have the heading 氏名?"))
    elif dry_run:
        lines.append(_("Nothing was written."))
    facts: dict[str, Any] = {name: getattr(report, name) for name in ("rows", "imported", "changed", "unchanged")}
    return "\n".join([*lines, counts.format(refused=report.refused, **facts)])


def _problem(each: Problem) -> str:
    words = _("line {line}, {column}: {value}: {reason}") if each.column else _("line {line}: {value}: {reason}")
    mark = "!" if each.severity == ERROR else "-"
    return f"{mark} {words.format(**each._asdict())}"
