"""The columns of the list, kept with their widths for each person who opens the desk."""

from __future__ import annotations  # what is noted beyond the usual need not be there when the list is painted

import json
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from kobe_desk.core.drafts import Draft
from kobe_desk.modules.members.view.roster import RosterPage
from kobe_desk.ui.desk import Desk
from kobe_desk.ui.page import PageStack

if TYPE_CHECKING:
    from kobe_desk.modules.members.usecases.own.fields import FieldRow
    from kobe_desk.modules.members.usecases.own.tags import TagRow

KEPT = "members.columns"
"""The page under which the columns of a person are kept; the record is the person's slot."""


class GridColumns(QObject):
    """A child of the roster's stack; `changed` when others were chosen and the rows have to be asked for again."""

    changed = Signal()

    def __init__(self, desk: Desk, page: RosterPage, stack: PageStack) -> None:
        super().__init__(stack)
        self._desk, self._page, self._stack = desk, page, stack
        self.own: tuple[FieldRow, ...] = ()
        """The association's own fields."""
        self.tags: tuple[TagRow, ...] = ()
        self.keys: tuple[str, ...] = ()
        """The columns somebody chose; empty for the usual ones."""
        self._widths: dict[str, int] = {}
        page.table.widened.connect(self._widened)
        page.columns.clicked.connect(self._choose_columns)
        desk.draft(KEPT, desk.who.slot, self._know)

    def _know(self, kept: Draft | None) -> None:
        said: dict[str, Any] = json.loads(kept.text) if kept is not None else {}
        self.keys, self._widths = tuple(said.get("columns", ())), said.get("widths", {})
        if self.keys or self._widths:
            self.dress()

    def dress(self) -> None:
        columns: Sequence[Any] = self._page.model.columns
        if self.keys:
            from kobe_desk.modules.members.view.grid.columns import chosen_columns

            columns = chosen_columns(self._everything(), self.keys)
        else:
            columns = self._page.usual_columns()
        self._page.use_columns(columns, self._widths, chosen=bool(self.keys))

    def _everything(self) -> tuple[Any, ...]:
        from kobe_desk.modules.members.view.grid.columns import all_columns, own_columns

        return all_columns(self._page.short, self._page.blocks, own_columns(self.own))

    def know_own(self, found: tuple[tuple[TagRow, ...], tuple[FieldRow, ...]] | None) -> None:
        """Tags and fields of the association's own: columns to choose, and conditions."""
        tags, fields = found if found is not None else ((), ())
        if (tags, fields) == (self.tags, self.own):
            return
        self.tags, self.own = tags, fields
        from kobe_desk.modules.members.view.own.wording import conditions_of

        self._page.conditions.show_own({row.id: row.name for row in tags}, conditions_of(fields))
        if self.keys:
            self.dress()

    def _choose_columns(self) -> None:
        from kobe_desk.modules.members.view.grid.choosing import ColumnsPage
        from kobe_desk.modules.members.view.grid.columns import USUAL

        page = ColumnsPage(self._everything(), self.keys or USUAL)
        page.chosen.connect(partial(self._chosen, page))
        self._stack.open(page)

    def _chosen(self, page: Any, keys: tuple[str, ...], usual: bool) -> None:
        from kobe_desk.modules.members.view.grid.columns import USUAL

        self.keys = () if usual or keys == USUAL else keys
        self._widths = {} if usual else self._widths
        self._keep()
        page.back_requested.emit()
        self.dress()
        self.changed.emit()

    def _widened(self, widths: dict[str, int]) -> None:
        self._widths = widths
        self._keep()

    def _keep(self) -> None:
        said = json.dumps({"columns": self.keys, "widths": self._widths})
        self._desk.keep(Draft(KEPT, self._desk.who.slot, said))
