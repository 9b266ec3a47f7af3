"""列を選ぶ: which columns the list has, kept for each person who opens the desk."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from kobe_desk.core.text import _
from kobe_desk.modules.members.usecases import PersonRow
from kobe_desk.modules.members.view.grid.columns import USUAL
from kobe_desk.ui.button import primary, secondary
from kobe_desk.ui.card import Card
from kobe_desk.ui.field.ticks import Ticks
from kobe_desk.ui.layout import STRETCH
from kobe_desk.ui.page import Page
from kobe_desk.ui.table import Column
from kobe_desk.ui.text import Paragraph


class ColumnsPage(Page):
    """A box for each column; the name is always there."""

    help_page = "members-grid"
    chosen = Signal(object, bool)
    """The keys of the columns, and whether the widths are as they were at first again."""

    def __init__(self, everything: Sequence[Column[PersonRow]], keys: Sequence[str]) -> None:
        super().__init__(_("Columns of the list"), back=_("To the roster"))
        self.ticks = Ticks([(each.key, _(each.title)) for each in everything if each.key != "name"])
        self.ticks.set_value(keys)
        text = _("The name always stands first. With many columns the list can be moved sideways.")
        self.usual = secondary(_("Back to the usual columns and widths"), "rotate-ccw")
        self.usual.clicked.connect(lambda: self.chosen.emit(USUAL, True))
        self.add(Card(_("What the list shows"), Paragraph(text, ink="muted"), self.ticks, self.usual), STRETCH)
        self.leave = secondary(_("Leave it"))
        self.leave.clicked.connect(self.back_requested)
        self.save = primary(_("Show these columns"), "check")
        self.save.clicked.connect(lambda: self.chosen.emit(("name", *self.ticks.value()), False))
        self.set_footer(self.leave, STRETCH, self.save)

    # Qt asks:

    def focus_first(self) -> None:
        self.ticks.parts()[0][1].setFocus()
