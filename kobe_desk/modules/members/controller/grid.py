"""The list as a grid: what is typed, pasted and filled down goes to the desk, and the columns are kept for each person.

Everything beyond showing the list is imported when it is first used.
"""

from __future__ import annotations  # rows of the later pages need not be there when the list is painted

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from kobe_desk.core.errors import UserError
from kobe_desk.core.text import N_, _
from kobe_desk.modules.members import usecases
from kobe_desk.modules.members.controller.grid_columns import GridColumns
from kobe_desk.modules.members.usecases import PeopleFilter, PeoplePage, PersonRow
from kobe_desk.modules.members.view.roster import RosterPage
from kobe_desk.ui.desk import Desk, Progress
from kobe_desk.ui.page import PageStack

if TYPE_CHECKING:
    from kobe_desk.modules.members.usecases import AreaRow

MOST = 20_000
"""So many lines of cells are taken from the clipboard or given to it at once."""
SLOW = 300
"""From so many cells on the writing says how far it is."""


class TooManyLines(UserError):
    text = N_("These are {count} lines. Up to {most} can be taken at once; import a file for more.")


class GridController(QObject):
    """A child of the roster's stack. Tells with `papers_wanted`, `file_wanted` and `shown_alone` what others do."""

    papers_wanted = Signal(object)
    """Labels of these people: their keys."""
    file_wanted = Signal(object)
    picked_alone = Signal(object)
    moving_wanted = Signal(object)

    def __init__(self, desk: Desk, page: RosterPage, stack: PageStack) -> None:
        super().__init__(stack)
        self._desk, self._page, self._stack = desk, page, stack
        self.columns = GridColumns(desk, page, stack)
        self._may = desk.who.may("members.edit")
        page.model.typed.connect(self._typed)
        page.table.pasted.connect(self._paste)
        page.table.copied.connect(self._copy)
        page.table.filled.connect(self._fill)
        page.table.emptied.connect(self._empty)
        page.picked.wanted.connect(self._with_picked)

    def let_write(self) -> None:
        """The roster of another day is only looked at."""
        self._page.let_write(may=self._may)

    # one cell

    def _typed(self, row: PersonRow, field: str, text: str) -> None:
        from kobe_desk.modules.members.usecases.grid.cells import CellEdit, preview_cells

        edit = CellEdit(row.id, field, text)
        edits = [edit]
        if field == "name" and self._page.model.reading and not row.kana:  # a reading that stands there is left alone
            edits.append(CellEdit(row.id, "kana", self._page.model.reading))
        self._desk.ask(preview_cells, tuple(edits), then=self._looked_at_one, refused=partial(self._refuse, edit))

    def _looked_at_one(self, changes: Sequence[Any]) -> None:
        """Nothing asked where nothing is dated and nobody else is touched: then it is written at once."""
        from kobe_desk.modules.members.usecases.grid.cells import write_cells

        change, edits = changes[0], tuple(each.edit for each in changes)
        edit = change.edit
        if change.reason:
            self._page.table.refuse(edit.person, edit.field, edit.text, change.reason)
        elif not change.changes:
            self._page.model.forget(edit.person, edit.field)
        elif change.dated or change.mates:
            self._page.model.forget(edit.person, edit.field)
            self._look_over(changes)
        else:
            then, refused = partial(self._written_one, change), partial(self._refuse, edit)
            self._desk.do(write_cells, edits, then=then, refused=refused)

    def _written_one(self, change: Any, _count: int) -> None:
        if change.doubt:
            self._page.table.hint(change.edit.person, change.edit.field, change.doubt)

    def _refuse(self, edit: Any, error: UserError) -> None:
        self._page.table.refuse(edit.person, edit.field, edit.text, error.message())

    # many cells

    def _paste(self) -> None:
        """A block from the clipboard, from the current cell on; one cell is put into all that are picked."""
        from kobe_desk.core.sheets.block import read_block

        index = self._page.table.currentIndex()
        if not (self._page.model.editable and index.isValid()):
            return
        block = read_block(QGuiApplication.clipboard().text())
        if len(block) > MOST:
            self._desk.refused.emit(TooManyLines(count=f"{len(block):,}", most=f"{MOST:,}"))
        elif len(block) == 1 and len(block[0]) == 1:
            self._put_everywhere(block[0][0])
        elif block:
            columns = self._page.table.columns_from(index.column())
            rows = (index.row(), min(len(block), self._page.model.rowCount() - index.row()))
            self._ask_rows((rows,), partial(self._pasted, block, columns))

    def _pasted(self, block: Any, columns: Sequence[int], keys: Sequence[UUID]) -> None:
        from kobe_desk.modules.members.usecases.grid.cells import CellEdit

        titles = self._page.model.columns
        edits = [
            CellEdit(key, titles[at].key, text, number + 1)
            for number, (key, line) in enumerate(zip(keys, block, strict=False))
            for at, text in zip(columns, line, strict=False)
            if titles[at].typed is not None
        ]
        self._look_at(edits)

    def _fill(self) -> None:
        """Ctrl+D: what stands in the first picked row is written into the rows below."""
        ranges = self._page.table.rows_picked()
        columns = self._written_columns()
        first = self._page.model.row_at(ranges[0][0]) if ranges else None
        if not (self._page.model.editable and columns and first is not None):
            return
        texts = [(self._page.model.columns[at].key, self._page.model.columns[at].typed(first)) for at in columns]  # type: ignore[misc]
        self._ask_rows(_as_places(ranges), lambda keys: self._put(keys[1:], texts))

    def _empty(self) -> None:
        self._put_everywhere("")

    def _put_everywhere(self, text: str) -> None:
        """The same text into every picked cell."""
        columns = self._written_columns()
        if self._page.model.editable and columns:
            texts = [(self._page.model.columns[at].key, text) for at in columns]
            self._ask_rows(_as_places(self._page.table.rows_picked()), lambda keys: self._put(keys, texts))

    def _written_columns(self) -> list[int]:
        columns = self._page.model.columns
        return [at for at in self._page.table.columns_picked() if columns[at].typed is not None]

    def _put(self, keys: Sequence[UUID], texts: Sequence[tuple[str, str]]) -> None:
        from kobe_desk.modules.members.usecases.grid.cells import CellEdit

        self._look_at([CellEdit(key, field, text) for key in keys for field, text in texts])

    def _look_at(self, edits: Sequence[Any]) -> None:
        from kobe_desk.modules.members.usecases.grid.cells import preview_cells

        if edits:
            self._desk.ask(preview_cells, tuple(edits), then=self._look_over, refused=self._desk.refused.emit)

    def _look_over(self, changes: Sequence[Any]) -> None:
        """A page that shows everything before it is written; opened once the cell is left, where one goes back to."""
        QTimer.singleShot(0, self, partial(self._open_changes, changes))

    def _open_changes(self, changes: Sequence[Any]) -> None:
        from kobe_desk.modules.members.view.grid.changes import CellChangesPage

        page = CellChangesPage(changes, self.columns.own)
        page.write_requested.connect(partial(self._write, page, changes))
        page.moving_wanted.connect(partial(self._move, page))
        self._page.table.setFocus()
        self._stack.open(page)

    def _write(self, page: Any, changes: Sequence[Any], since: Any) -> None:
        from kobe_desk.modules.members.usecases.grid.cells import write_cells

        edits = tuple(each.edit for each in changes if each.changes)
        progress = Progress(self._desk, _("Writing in the list")) if len(edits) > SLOW else None
        then, refused = (lambda _count: page.back_requested.emit()), page.show_refusal
        self._desk.do(write_cells, edits, since, then=then, refused=refused, progress=progress)

    def _move(self, page: Any, person: UUID) -> None:
        page.back_requested.emit()
        self.moving_wanted.emit(person)

    # the clipboard, and what is picked

    def _copy(self) -> None:
        """The picked block as text; rows that are not at hand are fetched."""
        ranges, columns = self._page.table.rows_picked(), self._page.table.columns_picked()
        count = sum(bottom - top + 1 for top, bottom in ranges)
        if count > MOST:
            self._desk.refused.emit(TooManyLines(count=f"{count:,}", most=f"{MOST:,}"))
        elif columns:
            self._copy_from(ranges, columns, [])

    def _copy_from(self, ranges: Sequence[tuple[int, int]], columns: Sequence[int], rows: list[PersonRow]) -> None:
        if not ranges:
            from kobe_desk.core.sheets.block import block_text

            titles = [self._page.model.columns[at] for at in columns]
            lines = [[(each.typed or each.text)(row) for each in titles] for row in rows]
            QGuiApplication.clipboard().setText(block_text(lines))
            return
        (top, bottom), *rest = ranges
        from kobe_desk.modules.members.usecases.grid.rows import people_in_columns

        def go_on(found: PeoplePage) -> None:
            self._copy_from(rest, columns, [*rows, *found.rows])

        self._desk.ask(people_in_columns, self._page.which, self.columns.keys, top, bottom - top + 1, then=go_on)

    def _with_picked(self, what: str) -> None:
        from kobe_desk.modules.members.view.grid.many import CHANGE, EXPORT, LABELS, ONLY

        acts: dict[str, Callable[[Any], object]] = {
            CHANGE: self._change_all,
            ONLY: self.picked_alone.emit,
            LABELS: self.papers_wanted.emit,
            EXPORT: self.file_wanted.emit,
        }
        self._ask_rows(_as_places(self._page.table.rows_picked()), acts[what])

    def _ask_rows(self, places: Sequence[tuple[int, int]], then: Callable[[Any], object]) -> None:
        """The keys of rows, given by place and number."""
        from kobe_desk.modules.members.usecases.grid.rows import keys_between

        ranges = tuple((first, first + count - 1) for first, count in places if count > 0)
        self._desk.ask(keys_between, self._page.which, ranges, then=then)

    def _change_all(self, keys: tuple[UUID, ...]) -> None:
        self._desk.ask(usecases.areas, then=partial(self._open_bulk, keys))

    def _open_bulk(self, keys: tuple[UUID, ...], rows: tuple[AreaRow, ...]) -> None:
        from kobe_desk.modules.members.view.grid.bulk import BulkPage

        page = BulkPage(len(keys), rows, self.columns.tags)
        page.area_requested.connect(lambda name: self._bulk(page, keys, name))
        page.tag_requested.connect(lambda tag, put: self._tag(page, keys, tag, put=put))
        self._stack.open(page)

    def _tag(self, page: Any, keys: tuple[UUID, ...], tag: UUID, *, put: bool) -> None:
        from kobe_desk.modules.members.usecases.own.tags import put_tag, take_tag_off

        done = partial(self._tagged, page)
        self._desk.do(put_tag if put else take_tag_off, tag, keys, then=done, refused=page.show_refusal)

    def _tagged(self, page: Any, _count: int) -> None:
        page.back_requested.emit()

    def _bulk(self, page: Any, keys: tuple[UUID, ...], area: str) -> None:
        page.back_requested.emit()
        self._put(keys, [("area", area)])


def _as_places(ranges: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    return [(top, bottom - top + 1) for top, bottom in ranges]


def picked_filter(which: PeopleFilter, keys: tuple[UUID, ...]) -> PeopleFilter:
    """Only these, as of the day the list is of."""
    return PeopleFilter(chosen=keys, on=which.on)
