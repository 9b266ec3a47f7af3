"""班: the blocks of the association, in the order of its lists."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kobe_desk.core.errors import UserError
from kobe_desk.core.text import _
from kobe_desk.modules.members.table import AREA_COLUMNS
from kobe_desk.modules.members.usecases import AreaRow
from kobe_desk.ui.button import secondary
from kobe_desk.ui.card import Card
from kobe_desk.ui.field import FormField, TextField
from kobe_desk.ui.flow import Flow
from kobe_desk.ui.form import Form
from kobe_desk.ui.layout import STRETCH
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.page import Page
from kobe_desk.ui.table import Table, TableModel
from kobe_desk.ui.text import Paragraph
from kobe_desk.ui.theme import follow, theme


class AreasPage(Page):
    """The list, and one form to add a block or to give the chosen one another name."""

    help_page = "members-areas"
    add_requested = Signal(str)
    rename_requested = Signal(object, str)
    remove_requested = Signal(object)
    order_requested = Signal(object)
    """The keys of all blocks in their new order."""

    def __init__(self) -> None:
        super().__init__(_("Blocks"), back=_("To the upkeep"))
        self._rows: tuple[AreaRow, ...] = ()
        self._renamed: AreaRow | None = None
        self.model: TableModel[AreaRow] = TableModel(AREA_COLUMNS)
        self.table = Table(self.model, _("Blocks"))
        self.table.setMinimumHeight(320)
        follow(self.table, lambda: self.table.setMaximumWidth(theme.width(560)))
        self.table.row_opened.connect(lambda _row: self._rename())
        self._none = Paragraph(_("No block is written down. Importing a roster makes them by itself."), ink="muted")
        self.up = secondary(_("Move up"), "arrow-up")
        self.down = secondary(_("Move down"), "arrow-down")
        self.rename = secondary(_("Change the name"), "pencil")
        self.remove = secondary(_("Take this block out"), "trash-2")
        self.up.clicked.connect(lambda: self._move(-1))
        self.down.clicked.connect(lambda: self._move(1))
        self.rename.clicked.connect(self._rename)
        self.remove.clicked.connect(self._remove)
        self._acts = QWidget()
        self._acts.setLayout(Flow(self.up, self.down, self.rename, self.remove))
        self.warning = Notice("warn")
        self.form = Form({"name": FormField(_("Name of the block"), TextField(220))})
        self.save = secondary(_("Add this block"), "plus")
        self.stop = secondary(_("Leave it"))
        self.save.clicked.connect(self._save)
        self.stop.clicked.connect(self.clear)
        self.card = Card(_("Another block"), self.form)
        self.card.body.addLayout(Flow(self.save, self.stop))
        self.add(self._none, self.table, self._acts, self.warning, self.card, STRETCH)
        self.clear()

    def show_areas(self, rows: Sequence[AreaRow]) -> None:
        self._rows = tuple(rows)
        self.model.show(self._rows)
        for part in (self.table, self._acts):
            part.setVisible(bool(rows))
        self._none.setVisible(not rows)
        if rows and self.table.row is None:
            self.table.setCurrentIndex(self.model.index(0, 0))

    def clear(self, _result: object = None) -> None:
        """An empty form for another block."""
        self._renamed = None
        self.warning.hide()
        self.form.fill({"name": ""})
        self.card.heading.setText(_("Another block"))
        self.save.say(_("Add this block"), "plus")
        self.stop.hide()

    def show_refusal(self, error: UserError) -> None:
        if not self.form.show_refusal(error):
            self.warning.ask(error.message())
            self.warning.show()

    def _move(self, by: int) -> None:
        place = next((at for at, row in enumerate(self._rows) if row == self.table.row), None)
        if place is None or not 0 <= place + by < len(self._rows):
            return
        keys = [row.id for row in self._rows]
        keys[place], keys[place + by] = keys[place + by], keys[place]
        self.order_requested.emit(tuple(keys))

    def _rename(self) -> None:
        row: AreaRow | None = self.table.row
        if row is None:
            return
        self._renamed = row
        self.warning.hide()
        self.form.fill({"name": row.name})
        self.card.heading.setText(_("Another name for {name}").format(name=row.name))
        self.save.say(_("Save the name"), "save")
        self.stop.show()
        self.form.focus_first()

    def _save(self) -> None:
        values = self.form.read()
        if values is None:
            return
        if self._renamed is None:
            self.add_requested.emit(values["name"])
        else:
            self.rename_requested.emit(self._renamed, values["name"])

    def _remove(self) -> None:
        if self.table.row is not None:
            self.remove_requested.emit(self.table.row.id)

    # Qt asks:

    def focus_first(self) -> None:
        if self._rows:
            self.table.setFocus()
        else:
            self.form.focus_first()
