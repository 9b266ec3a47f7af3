"""Takes a roster in: new, changed and unchanged people told apart, nothing written twice, one undo for all of it."""

from array import array
from dataclasses import dataclass
from itertools import islice
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core.batch import CHUNK
from kobe_desk.core.japanese import era
from kobe_desk.core.names import same
from kobe_desk.core.permission import query, usecase
from kobe_desk.core.text import N_, _
from kobe_desk.modules.members.model import ImportMapping
from kobe_desk.modules.members.rules.identity import person_keys
from kobe_desk.modules.members.rules.places import Places
from kobe_desk.modules.members.usecases.importing.items import (
    WARNING,
    ImportItems,
    ImportReport,
    ImportRow,
    Problem,
    RefusedRow,
)
from kobe_desk.modules.members.usecases.importing.known import KnownPeople, KnownPerson, changes
from kobe_desk.modules.members.usecases.importing.moves import Moves
from kobe_desk.modules.members.usecases.importing.writer import Writer
from kobe_desk.modules.members.usecases.people import DAY

SAME_NUMBER = N_("Line {line} has the same number, so the number was left empty here.")
NUMBER_TAKEN = N_("The desk has this number for {name}, so the number was left empty here.")
LOOKS_ALIKE = N_("This may be the same person as line {line}. Both were taken in; check them.")
KNOWN_ALIKE = N_("{name} on the roster looks like the same person. This row was taken in as well; check both.")
OTHER_SPELLING = N_("The desk writes this name as {name} and keeps it so.")
OTHER_DAY = N_("The desk has {day} here and keeps it.")


@dataclass(frozen=True, slots=True)
class Headings:
    """The columns of the file and what each was read as, to be remembered for the next time."""

    names: tuple[str, ...]
    fields: tuple[str, ...]


@query(needs="members.import")
def check_roster(session: Session, rows: ImportItems) -> ImportReport:
    """What an import of these rows would do; nothing is written."""
    return _Import(session, None).run(rows)


@usecase(label=N_("Import the roster"), needs="members.import")
def import_roster(session: Session, rows: ImportItems, headings: Headings | None = None) -> ImportReport:
    """Take in the good rows in one change; the others stay in the report."""
    report = _Import(session, session.info["work"]).run(rows)
    if headings and any(headings.names):
        _remember(session, headings)
    return report


@query(needs="members.import")
def remembered_mappings(session: Session) -> tuple[Headings, ...]:
    """How files were read before, by their headings."""
    found = session.execute(sa.select(ImportMapping.headings, ImportMapping.fields))
    return tuple(Headings(tuple(names.split("\t")), tuple(fields)) for names, fields in found)


def _remember(session: Session, headings: Headings) -> None:
    names = "\t".join(headings.names)
    mapping = session.scalars(sa.select(ImportMapping).where(ImportMapping.headings == names)).first()
    if mapping is None:
        session.add(ImportMapping(headings=names, fields=list(headings.fields)))
    else:
        mapping.fields = list(headings.fields)


class _Import:
    """One import under way. `work` is None when it is only tried."""

    def __init__(self, session: Session, work: Any) -> None:
        self._people, self._writer = KnownPeople(session), Writer(session, work)
        self._lines, self._moves = Places(), Moves(session, self._writer)
        self._rows = self._refused = 0
        self._new_lines, self._changed_lines = array("q"), array("q")
        self._problems: list[Problem] = []

    def run(self, items: ImportItems) -> ImportReport:
        iterator = iter(items)
        while chunk := list(islice(iterator, CHUNK)):
            self._rows += len(chunk)
            self._chunk(chunk)
            self._writer.flush()
        self._changed_lines.extend(self._moves.settle())
        self._writer.flush()
        new, changed = len(self._new_lines), len(self._changed_lines)
        unchanged = self._rows - self._refused - new - changed
        figures = (self._rows, new, changed, unchanged, self._refused, self._writer.households)
        problems = tuple(sorted(self._problems, key=lambda each: each.line))
        return ImportReport(*figures, problems, self._new_lines, self._changed_lines)

    def _chunk(self, chunk: list[ImportRow | RefusedRow]) -> None:
        good = [each for each in chunk if isinstance(each, ImportRow)] if len(self._people) else []
        candidates = self._people.candidates(good)
        for each in chunk:
            self._problems += each.problems
            if isinstance(each, RefusedRow):
                self._refused += 1
            else:
                self._row(self._checked_against_file(each), candidates)

    def _row(self, row: ImportRow, candidates: dict[int, KnownPerson]) -> None:
        known, alike = self._people.match(row, candidates) if candidates else (None, None)
        if known:
            self._compare(row, known)
            return
        self._writer.add_person(self._checked_against(row, alike) if alike else row)
        self._new_lines.append(row.line)

    def _checked_against_file(self, row: ImportRow) -> ImportRow:
        """A number that came before is dropped; a person who came before is only pointed at."""
        number = row.number
        if number and (line := self._lines.get(("number", number))) >= 0:
            self._warn(row, number, _(SAME_NUMBER).format(line=line))
            row = row._replace(number="")
        elif number:
            self._lines.put(("number", number), row.line)
        house, rest = row.address and row.home, (row.kana, row.area, row.house)
        key = next(person_keys("", row.name, row.birth, house, row.phone or row.mobile, rest))
        if (line := self._lines.put(key, row.line)) >= 0:
            self._warn(row, row.name, _(LOOKS_ALIKE).format(line=line))
        return row

    def _checked_against(self, row: ImportRow, alike: KnownPerson) -> ImportRow:
        if row.number and row.number == alike.number:
            self._warn(row, row.number, _(NUMBER_TAKEN).format(name=alike.name))
            return row._replace(number="")
        self._warn(row, row.name, _(KNOWN_ALIKE).format(name=alike.name))
        return row

    def _warn(self, row: ImportRow, value: str, reason: str) -> None:
        self._problems.append(Problem(row.line, "", value, reason, WARNING))

    def _compare(self, row: ImportRow, known: KnownPerson) -> None:
        """Write what the file says otherwise; what it leaves empty, days of membership and rare kanji stay."""
        found = changes(row, known)
        if not same(row.name, known.name):
            found["name"] = row.name
        elif "".join(row.name.split()) != "".join(known.name.split()):
            self._warn(row, row.name, _(OTHER_SPELLING).format(name=known.name))
        until = row.left + DAY if row.left else None
        if until and known.until is None:
            found["until"] = until
        for here, there in ((row.joined, known.joined), (until, known.until)):
            if here and there and here != there:
                self._warn(row, era.wareki(here), _(OTHER_DAY).format(day=era.wareki(there)))
        if found:
            self._writer.edit_person(known, found)
            self._changed_lines.append(row.line)
        self._moves.note(row, known, bool(found))
