"""The sample's people: the roster by the real import, the offices by assigning them for four fiscal years."""

from uuid import UUID

from kobe_desk.core import paths
from kobe_desk.core.records import Records
from kobe_desk.core.sheets.reading import read_sheet
from kobe_desk.modules.association.usecases import offices
from kobe_desk.modules.members.exchange.fields import words_expected
from kobe_desk.modules.members.exchange.guess import guess
from kobe_desk.modules.members.exchange.mapping import Mapping
from kobe_desk.modules.members.exchange.roster_rows import rows_of
from kobe_desk.modules.members.usecases import PeopleFilter, TermRequest, assign_office, people
from kobe_desk.modules.members.usecases.importing.items import ImportReport
from kobe_desk.modules.members.usecases.importing.roster import Headings, import_roster
from kobe_desk.sample.facts import Days, written


def take_in_roster(records: Records) -> ImportReport:
    """Import resources/sample/roster.csv."""
    sheet = read_sheet(paths.resources("sample", "roster.csv"), words=words_expected())
    fields = tuple(each.field for each in guess(sheet.header, [row.cells for row in sheet.first()]))
    headings = Headings(sheet.header, tuple(each.value for each in fields))
    return records.do(import_roster, rows_of(sheet, Mapping(fields)), headings).result


def elect(records: Records, days: Days) -> None:
    """Give each office to its holder of this fiscal year, and in the three years before to another of the same."""
    known = {each.name: each.id for each in records.ask(offices)}
    holders = [(known[each["office"]], _person(records, each["name"])) for each in written()["officer"]]
    year = days.year
    for age in range(YEARS):
        for number, (office, _person_now) in enumerate(holders):
            person = holders[(number + age) % len(holders)][1]
            records.do(assign_office, TermRequest(person, office, year.first, year.last))
        year = year.previous


def _person(records: Records, name: str) -> UUID:
    found = records.ask(people, PeopleFilter(words=name)).rows
    return next(row.id for row in found if row.name == name)


YEARS = 4
"""This fiscal year and three before."""
