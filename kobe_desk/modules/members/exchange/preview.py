"""What an import would do, with the first rows of each kind to look at; nothing is written."""

from dataclasses import dataclass
from heapq import nsmallest

from sqlalchemy.orm import Session

from kobe_desk.core.permission import query
from kobe_desk.core.progress import Report, silent
from kobe_desk.core.sheets.sheet import Sheet
from kobe_desk.modules.members.exchange.mapping import Mapping, own_cells
from kobe_desk.modules.members.exchange.roster_rows import rows_of
from kobe_desk.modules.members.exchange.words import WordRow, words_of
from kobe_desk.modules.members.rules.import_rows import ERROR, ImportRow, RowChunk
from kobe_desk.modules.members.usecases.importing.items import ImportItems, ImportReport
from kobe_desk.modules.members.usecases.importing.roster import check_roster

SHOWN = 20
"""Rows of each kind that are shown."""
NEW, CHANGED, UNCHANGED, REFUSED = "new", "changed", "unchanged", "refused"
KINDS = (NEW, CHANGED, UNCHANGED, REFUSED)
_TOLD_EVERY = 100


@dataclass(frozen=True, slots=True)
class RosterPreview:
    """The report of an import that was only tried, and the first rows of each kind but the refused ones."""

    report: ImportReport
    rows: dict[str, tuple[ImportRow, ...]]
    words: tuple[WordRow, ...] = ()
    """How the words for sex and relation are read."""


@query(needs="members.import")
def preview_roster(session: Session, sheet: Sheet, mapping: Mapping, report: Report = silent) -> RosterPreview:
    """Try the import of a table as it is mapped."""
    own = own_cells(sheet, mapping) if mapping.own else ()
    told = check_roster(session, counted(rows_of(sheet, mapping), 0, report), None, own)
    return RosterPreview(told, _first_rows(sheet, mapping, told), words_of(sheet, mapping))


def counted(rows: ImportItems, total: int, report: Report) -> ImportItems:
    """The same rows, told to `report` as they go by; stopping it stops the import."""
    done = told = 0
    report(0, total)
    for row in rows:
        done += row.rows if isinstance(row, RowChunk) else 1
        if done - told >= _TOLD_EVERY:
            told = done
            report(done, total)
        yield row


def _first_rows(sheet: Sheet, mapping: Mapping, report: ImportReport) -> dict[str, tuple[ImportRow, ...]]:
    kinds = dict.fromkeys(nsmallest(SHOWN, report.new_lines), NEW)
    kinds |= dict.fromkeys(nsmallest(SHOWN, report.changed_lines), CHANGED)
    known = {*report.new_lines, *report.changed_lines}
    refused = {each.line for each in report.problems if each.severity == ERROR}
    found: dict[str, list[ImportRow]] = {NEW: [], CHANGED: [], UNCHANGED: []}
    wanted = len(kinds) + min(report.unchanged, SHOWN)
    for row in rows_of(sheet, mapping):
        if sum(map(len, found.values())) >= wanted:
            break
        if not isinstance(row, ImportRow) or row.line in refused:
            continue
        kind = kinds.get(row.line, "" if row.line in known else UNCHANGED)
        if kind and len(found[kind]) < SHOWN:
            found[kind].append(row)
    return {kind: tuple(rows) for kind, rows in found.items()}
