"""Takes a roster in: new, changed and unchanged people told apart, nothing written twice, one undo for all of it."""

from array import array
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core.batch import CHUNK
from kobe_desk.core.japanese import era
from kobe_desk.core.names import same
from kobe_desk.core.permission import query, usecase
from kobe_desk.core.text import N_, _
from kobe_desk.modules.members.model import ImportMapping
from kobe_desk.modules.members.rules.alike import Marks, SameNames
from kobe_desk.modules.members.rules.import_rows import (
    WARNING,
    ImportRow,
    OwnCell,
    Problem,
    RowChunk,
    chunk_of,
    chunks_of,
)
from kobe_desk.modules.members.rules.periods import DAY
from kobe_desk.modules.members.rules.places import Places
from kobe_desk.modules.members.usecases.importing.items import ImportItems, ImportReport
from kobe_desk.modules.members.usecases.importing.known import KnownPeople, KnownPerson, agreeing, changes
from kobe_desk.modules.members.usecases.importing.moves import MOST_TOLD, Moves
from kobe_desk.modules.members.usecases.importing.own_columns import OwnColumns, Owner
from kobe_desk.modules.members.usecases.importing.writer import Writer

PAGES_KEPT = 800
"""Pages of 4 KiB the database keeps in memory during an import."""
SAME_NUMBER = N_("Line {line} has the same number, so the number was left empty here.")
NUMBER_TAKEN = N_("The desk has this number for {name}, so the number was left empty here.")
LOOKS_ALIKE = N_("Name and {facts} are those of line {line}: perhaps the same person. Both were taken in; check them.")
SAME_AGAIN = N_("This row says the same as line {line}. Both were taken in; check them.")
KNOWN_ALIKE = N_("Name and {facts} are those of {name} on the roster. This row was taken in as well; check both.")
FACT_NAMES = {
    "birth": N_("birth date"),
    "home": N_("address"),
    "phone": N_("telephone"),
    "mobile": N_("mobile phone"),
}
OTHER_SPELLING = N_("The desk writes this name as {name} and keeps it so.")
WHICH_AREA = N_("Several blocks have a group called {text}. It was left empty here: please choose it on the card.")
OVERTAKEN = N_("A later change of this entry is written down already, so what is dated was left as it is.")
OTHER_DAY = N_("The desk has {day} here and keeps it.")


@dataclass(frozen=True, slots=True)
class Headings:
    """The columns of the file and what each was read as, to be remembered for the next time."""

    names: tuple[str, ...]
    fields: tuple[str, ...]
    words: tuple[tuple[str, str, str], ...] = ()
    """Words for sex and relation that were read otherwise: field, word, meaning."""
    era: str = ""


@query(needs="members.import")
def check_roster(
    session: Session, rows: ImportItems, since: date | None = None, own: Iterable[OwnCell] = ()
) -> ImportReport:
    """What an import of these rows would do; nothing is written."""
    return _Import(session, None, since, own).run(rows)


@usecase(label=N_("Import the roster"), needs="members.import")
def import_roster(
    session: Session,
    rows: ImportItems,
    headings: Headings | None = None,
    since: date | None = None,
    own: Iterable[OwnCell] = (),
) -> ImportReport:
    """Take in the good rows in one change; the others stay in the report. `own` fills the association's own fields.

    What the file says otherwise of addresses, households, 班 and readings changed on `since` (変更), or without it was
    wrong from the beginning (訂正): asked once for the whole file.
    """
    with _small_cache(session):
        report = _Import(session, session.info["work"], since, own).run(rows)
    if headings and any(headings.names):
        _remember(session, headings)
    return report


@contextmanager
def _small_cache(session: Session) -> Iterator[None]:
    """A long import goes through the pages once: keeping them would only cost memory."""
    connection = session.connection()
    before: int = connection.exec_driver_sql("PRAGMA cache_size").scalar_one()
    connection.exec_driver_sql(f"PRAGMA cache_size = {PAGES_KEPT}")
    try:
        yield
    finally:
        connection.exec_driver_sql(f"PRAGMA cache_size = {before}")


@query(needs="members.import")
def remembered_mappings(session: Session) -> tuple[Headings, ...]:
    """How files were read before, by their headings."""
    return tuple(
        Headings(tuple(each.headings.split("\t")), tuple(each.fields), _as_words(each.words), each.era)
        for each in session.scalars(sa.select(ImportMapping).order_by(ImportMapping.id))
    )


def _as_words(kept: list[Any] | None) -> tuple[tuple[str, str, str], ...]:
    return tuple((field, word, meaning) for field, word, meaning in kept or ())


def _remember(session: Session, headings: Headings) -> None:
    names = "\t".join(headings.names)
    mapping = session.scalars(sa.select(ImportMapping).where(ImportMapping.headings == names)).first()
    if mapping is None:
        mapping = ImportMapping(headings=names)
        session.add(mapping)
    mapping.fields, mapping.era = list(headings.fields), headings.era
    mapping.words = [list(each) for each in headings.words]


def _facts(names: Iterable[str]) -> str:
    return "・".join(_(FACT_NAMES[name]) for name in names if name in FACT_NAMES)


class _Import:
    """One import under way. `work` is None when it is only tried."""

    def __init__(self, session: Session, work: Any, since: date | None = None, own: Iterable[OwnCell] = ()) -> None:
        self._own = OwnColumns(session, work, own) if own != () else None
        self._people, self._writer = KnownPeople(session), Writer(session, work, since)
        self._numbers, self._names, self._moves = Places(), SameNames(), Moves(session, self._writer)
        self._rows = self._refused = 0
        self._new_lines, self._changed_lines = array("q"), array("q")
        self._problems: list[Problem] = []

    def run(self, items: ImportItems) -> ImportReport:
        for chunk in chunks_of(items, CHUNK):
            self._rows += chunk.rows
            self._refused += chunk.refused
            self._problems += chunk.problems
            numbers = self._checked_against_file(chunk)
            if len(self._people):
                chunk, numbers = self._new_among(chunk, numbers)
            self._new_lines.extend(chunk.column("line"))
            self._warn_of_unclear_areas(chunk)
            self._writer.add_people(chunk, numbers)
            self._remember_owners(chunk)
            self._writer.flush_edits()
        self._changed_lines.extend(self._moves.settle())
        self._writer.flush_edits()
        self._settle_own()
        new, changed = len(self._new_lines), len(self._changed_lines)
        for line, name in self._writer.overtaken:
            self._warn(line, name, _(OVERTAKEN))
        unchanged = self._rows - self._refused - new - changed
        figures = (self._rows, new, changed, unchanged, self._refused, self._writer.households)
        problems = tuple(sorted(self._problems, key=lambda each: each.line))
        told = tuple(sorted(self._moves.differences, key=lambda each: each.line))[:MOST_TOLD]
        return ImportReport(*figures, problems, self._new_lines, self._changed_lines, told)

    def _warn_of_unclear_areas(self, chunk: RowChunk) -> None:
        for line, area in zip(chunk.column("line"), chunk.column("area"), strict=True):
            if area and self._writer.areas.unclear(area):
                self._warn(line, area, _(WHICH_AREA).format(text=area), "area")

    def _remember_owners(self, chunk: RowChunk) -> None:
        """Whom the new lines are of: what stands in the association's own fields is written afterwards."""
        if self._own is None:
            return
        for line, name, (key, home) in zip(chunk.column("line"), chunk.column("name"), self._writer.made, strict=False):
            self._own.owners[line] = Owner(name, UUID(bytes=key), UUID(bytes=home) if home else None)
        if not self._writer.made:
            self._own.owners |= {line: Owner("", None, None) for line in chunk.column("line")}

    def _settle_own(self) -> None:
        if self._own is None:
            return
        self._own.settle()
        self._problems += self._own.problems
        seen = {*self._new_lines, *self._changed_lines}
        self._changed_lines.extend(sorted(self._own.changed - seen))
        self._moves.differences += [each for each in self._own.differences if each.line not in {*self._new_lines}]

    def _checked_against_file(self, chunk: RowChunk) -> list[str]:
        """The numbers of the rows, without those that came before; a person who came before is only pointed at."""
        numbers = list(chunk.column("number"))
        lines, names = chunk.column("line"), chunk.column("name")
        for place, (line, said) in enumerate(zip(lines, zip(*chunk.marks, strict=True), strict=True)):
            number = numbers[place]
            if number and (earlier := self._numbers.put_new(number, line)) >= 0:
                self._warn(line, number, _(SAME_NUMBER).format(line=earlier), "number")
                numbers[place] = ""
            if alike := self._alike(line, said):
                self._warn(line, names[place], alike)
        return numbers

    def _alike(self, line: int, said: Marks) -> str:
        """That a row of this name came before with a further fact the same, and no other birth date."""
        earlier, agreed = self._names.add(line, said)
        if earlier < 0:
            return ""
        reason = SAME_AGAIN if agreed == ("all",) else LOOKS_ALIKE
        return _(reason).format(line=earlier, facts=_facts(agreed))

    def _new_among(self, chunk: RowChunk, numbers: list[str]) -> tuple[RowChunk, list[str]]:
        """The rows of people who are not on the roster yet; the others are compared."""
        rows = [row._replace(number=number) for row, number in zip(chunk.items(), numbers, strict=True)]
        candidates = self._people.candidates(rows)
        new = [each for row in rows if (each := self._unless_known(row, candidates))]
        return chunk_of(new), [row.number for row in new]

    def _unless_known(self, row: ImportRow, candidates: dict[int, KnownPerson]) -> ImportRow | None:
        known, alike = self._people.match(row, candidates)
        if known:
            self._compare(row, known)
            return None
        if alike and row.number and row.number == alike.number:
            self._warn(row.line, row.number, _(NUMBER_TAKEN).format(name=alike.name), "number")
            return row._replace(number="")
        if alike and (facts := agreeing(row, alike)):
            self._warn(row.line, row.name, _(KNOWN_ALIKE).format(name=alike.name, facts=_facts(facts)))
        return row

    def _warn(self, line: int, value: str, reason: str, field: str = "") -> None:
        self._problems.append(Problem(line, "", value, reason, WARNING, field))

    def _compare(self, row: ImportRow, known: KnownPerson) -> None:
        """Write what the file says otherwise; what it leaves empty, days of membership and rare kanji stay."""
        if self._own is not None:
            self._own.owners[row.line] = Owner(known.name, known.id, known.household_id)
        found = changes(row, known)
        if not same(row.name, known.name):
            found["name"] = row.name
        elif "".join(row.name.split()) != "".join(known.name.split()):
            self._warn(row.line, row.name, _(OTHER_SPELLING).format(name=known.name))
        until = row.left + DAY if row.left else None
        if until and known.until is None:
            found["until"] = until
        for here, there in ((row.joined, known.joined), (until, known.until)):
            if here and there and here != there:
                self._warn(row.line, era.wareki(here), _(OTHER_DAY).format(day=era.wareki(there)))
        if found:
            self._writer.edit_person(known, found)
            self._moves.tell(row, known, found)
            self._changed_lines.append(row.line)
        self._moves.note(row, known, bool(found))
