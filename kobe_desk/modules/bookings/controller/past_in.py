"""Taking in a table of past years: read in the workshop, compared at the desk, written when it is wished."""

import re
import unicodedata
from datetime import date
from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QObject

from kobe_desk.core import clock
from kobe_desk.core.errors import UserError
from kobe_desk.core.ids import new_id
from kobe_desk.core.japanese.fiscal_year import fiscal_year
from kobe_desk.core.progress import Report
from kobe_desk.core.sheets.reading import read_sheet
from kobe_desk.core.sheets.sheet import Sheet
from kobe_desk.core.text import N_, _
from kobe_desk.modules.bookings import usecases
from kobe_desk.modules.bookings.exchange.matrix import Matrix, MatrixProblem, past_of, read_matrix
from kobe_desk.modules.bookings.usecases import (
    CentreRules,
    DayRow,
    GroupLine,
    PastBooking,
    RoomRow,
    Staged,
    TakingInReport,
)
from kobe_desk.modules.bookings.view.files import PastPage
from kobe_desk.modules.bookings.view.files.taking import TakeRow
from kobe_desk.modules.bookings.view.wording import hours, long_day
from kobe_desk.ui.desk import Desk

REIWA = 2018
_YEAR = re.compile(r"(?:令和|R)(\d{1,2})|((?:19|20)\d\d)")
NO_BAND = N_("{what}: there is no such time on this day")


def first_month_of(name: str, today: date) -> date:
    """The April that a file's name tells of (令和7年度, R7, 2025年度), else that of the fiscal year before this one."""
    told = _YEAR.search(unicodedata.normalize("NFKC", name))
    before = fiscal_year(today).year - 1
    year = before if told is None else int(told[2]) if told[2] else REIWA + int(told[1])
    return date(min(year, before + 1), 4, 1)


def read_table(path: Path, sheet: str | None, report: Report) -> Sheet:
    """The table in a file: a job of the child process."""
    return read_sheet(path, sheet=sheet, report=report, across=True)


class PastController(QObject):
    """One table being taken in; a child of its page."""

    def __init__(self, desk: Desk, page: PastPage) -> None:
        super().__init__(page)
        self._desk, self._page = desk, page
        self._path = Path()
        self._sheet: Sheet | None = None
        self._matrix = Matrix((), (), ())
        self._rooms: tuple[RoomRow, ...] = ()
        self._groups: tuple[GroupLine, ...] = ()
        self._bands: tuple[str, ...] = ()
        self._staged = Staged(())
        self._problems: tuple[MatrixProblem, ...] = ()
        self._names: dict[UUID, str] = {}
        page.file_chosen.connect(self.read)
        page.sheet_chosen.connect(self._read_sheet)
        page.answered.connect(self._look)
        page.take_in_requested.connect(self._take_in)
        desk.ask(usecases.rooms, then=partial(setattr, self, "_rooms"))
        desk.ask(usecases.groups, then=partial(setattr, self, "_groups"))
        desk.ask(usecases.centre_rules, then=self._know_bands)

    def _know_bands(self, rules: CentreRules) -> None:
        self._bands = tuple(dict.fromkeys(each.name for each in rules.bands))

    def read(self, path: Path) -> None:
        """Read a file; the desk and its key are out of its reach."""
        self._path = path
        self._page.month.set_value(first_month_of(path.stem, clock.today()))
        self._read_sheet(None)

    def _read_sheet(self, name: str | None) -> None:
        self._desk.run(
            *(read_table, self._path, name),
            then=partial(self._show_sheet, name),
            refused=self._page.show_refusal,
            text=_("Reading the file"),
        )

    def _show_sheet(self, name: str | None, sheet: Sheet) -> None:
        self._sheet = sheet
        self._page.show_file(self._path.name)
        self._page.show_sheets(sheet.sheet_names, name or next(iter(sheet.sheet_names), ""))
        self._look()

    # what would become of it

    def _look(self) -> None:
        """Read the table again as it is answered now; then ask who its names are."""
        if self._sheet is None:
            return
        month: date = self._page.month.value()
        try:
            lines = [(row.line, row.cells) for row in self._sheet.every_row()]
            self._matrix = read_matrix(lines, [each.name for each in self._rooms], self._bands, month)
        except UserError as error:
            self._page.show_nothing_yet()
            self._page.show_refusal(error)
            return
        bands = dict.fromkeys(each.band for each in self._matrix.columns)
        days = {each.day for each in self._matrix.cells}
        self._page.show_reading(self._matrix.rooms, tuple(bands), len(days))
        self._desk.ask(usecases.groups_named, self._matrix.groups, then=self._know_names)

    def _know_names(self, named: dict[str, UUID | None]) -> None:
        self._page.show_names([name for name, key in named.items() if key is None], self._groups)
        decided = self._page.decided()
        new = {name: new_id() for name, key in decided.items() if key is None}
        groups = {name: key or decided.get(name) or new[name] for name, key in named.items()}
        self._names = {key: name for name, key in groups.items()}
        days = sorted({each.day for each in self._matrix.cells})
        if not days:
            self._compared(TakingInReport(0, 0))
            return
        then = partial(self._stage, groups, {key: name for name, key in new.items()})
        self._desk.ask(usecases.days_between, days[0], days[-1], then=then, refused=self._page.show_refusal)

    def _stage(self, groups: dict[str, UUID], new: dict[UUID, str], days: tuple[DayRow, ...]) -> None:
        rooms = {each.name: each.id for each in self._rooms}
        found, self._problems = past_of(self._matrix, rooms, groups, {each.day: each.bands for each in days})
        self._staged = Staged(found, new)
        self._desk.ask(usecases.compare_past, found, then=self._compared, refused=self._page.show_refusal)

    def _compared(self, report: TakingInReport) -> None:
        why = {(each.line, each.start, each.room): each.why for each in report.refused}
        rows = [self._row(each, why.get((each.line, each.request.start, each.request.room), ""))
                for each in self._staged.found]  # fmt: skip
        rows += [TakeRow(each.line, "", "", "", _(NO_BAND).format(what=each.why)) for each in self._problems]
        rows += [TakeRow(each.line, "", "", "", each.why) for each in self._matrix.problems]
        self._page.show_rows(rows)

    def _row(self, past: PastBooking, why: str) -> TakeRow:
        asked = past.request
        when = _("{day} {hours}").format(day=long_day(asked.start.date()), hours=hours(asked.start, asked.end))
        room = next((each.name for each in self._rooms if each.id == asked.room), "")
        return TakeRow(past.line, when, room, self._names.get(asked.group, ""), why)

    def _take_in(self) -> None:
        self._page.take_in.setEnabled(False)
        then = lambda _report: self._page.back_requested.emit()  # noqa: E731 - one expression
        self._desk.do(usecases.take_in_staged, self._staged, then=then, refused=self._page.show_refusal)
