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
from kobe_desk.ui.field import FormField, Need, Select, TextField
from kobe_desk.ui.flow import Flow
from kobe_desk.ui.form import Form
from kobe_desk.ui.layout import STRETCH
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.page import Page
from kobe_desk.ui.table import Table, TableModel
from kobe_desk.ui.text import Paragraph
from kobe_desk.ui.theme import follow, theme


class AreasPage(Page):
    """The list, and one form to add a block or to give the chosen one another name or district (ブロック)."""

    help_page = "members-areas"
    add_requested = Signal(str, object)
    """The name, and the key of the district it stands in (None: in none)."""
    change_requested = Signal(object, str, object)
    """The row, its name and district."""
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
        follow(self.table, lambda: self.table.setMaximumWidth(theme.width(620)))
        self.table.row_opened.connect(lambda _row: self._rename())
        self._none = Paragraph(_("No block is written down. Importing a roster makes them by itself."), ink="muted")
        self.up = secondary(_("Move up"), "arrow-up")
        self.down = secondary(_("Move down"), "arrow-down")
        self.rename = secondary(_("Change the name or district"), "pencil")
        self.remove = secondary(_("Take this block out"), "trash-2")
        self.up.clicked.connect(lambda: self._move(-1))
        self.down.clicked.connect(lambda: self._move(1))
        self.rename.clicked.connect(self._rename)
        self.remove.clicked.connect(self._remove)
        self._acts = QWidget()
        self._acts.setLayout(Flow(self.up, self.down, self.rename, self.remove))
        self.warning = Notice("warn")
        self._parent = Select(width=220)
        hint = _("Only if several blocks make a district. Add the district itself here first, like a block.")
        self.form = Form(
            {
                "name": FormField(_("Name of the block"), TextField(220)),
                "parent": FormField(_("Stands in the district"), self._parent, Need.OPTIONAL, hint),
            }
        )
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
        self._offer(self._renamed)
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
        self._offer(None)
        self.form.fill({"name": "", "parent": None})
        self.card.heading.setText(_("Another block"))
        self.save.say(_("Add this block"), "plus")
        self.stop.hide()

    def _offer(self, row: AreaRow | None) -> None:
        """The districts that can be chosen for a block: every other."""
        others = [(each.id, each.name) for each in self._rows if row is None or each.id != row.id]
        self._parent.offer([(None, _("in none")), *others])

    def show_refusal(self, error: UserError) -> None:
        if not self.form.show_refusal(error):
            self.warning.ask(error.message())
            self.warning.show()

    def _move(self, by: int) -> None:
        """Past the next one of the same district; what stands in it goes along."""
        chosen: AreaRow | None = self.table.row
        if chosen is None:
            return
        beside = [row.id for row in self._rows if row.parent_id == chosen.parent_id]
        place = beside.index(chosen.id)
        if not 0 <= place + by < len(beside):
            return
        keys = [row.id for row in self._rows]
        one, other = keys.index(chosen.id), keys.index(beside[place + by])
        keys[one], keys[other] = keys[other], keys[one]
        self.order_requested.emit(tuple(keys))

    def _rename(self) -> None:
        row: AreaRow | None = self.table.row
        if row is None:
            return
        self._renamed = row
        self.warning.hide()
        self._offer(row)
        self.form.fill({"name": row.name, "parent": row.parent_id})
        self.card.heading.setText(_("Name and district of {name}").format(name=row.name))
        self.save.say(_("Save these"), "save")
        self.stop.show()
        self.form.focus_first()

    def _save(self) -> None:
        values = self.form.read()
        if values is None:
            return
        if self._renamed is None:
            self.add_requested.emit(values["name"], values["parent"])
        else:
            self.change_requested.emit(self._renamed, values["name"], values["parent"])

    def _remove(self) -> None:
        if self.table.row is not None:
            self.remove_requested.emit(self.table.row.id)

    # Qt asks:

    def focus_first(self) -> None:
        if self._rows:
            self.table.setFocus()
        else:
            self.form.focus_first()
