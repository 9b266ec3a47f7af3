"""まとめて変える: one form for everybody who is picked."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kobe_desk.core.errors import UserError
from kobe_desk.core.text import _, n_
from kobe_desk.modules.members.usecases import AreaRow
from kobe_desk.modules.members.usecases.own.tags import TagRow
from kobe_desk.ui.button import primary, secondary
from kobe_desk.ui.card import Card
from kobe_desk.ui.field import FormField, Need, Select
from kobe_desk.ui.flow import Flow
from kobe_desk.ui.form import Form
from kobe_desk.ui.layout import STRETCH
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.page import Page


class BulkPage(Page):
    """What is left as it is, is not touched."""

    help_page = "members-grid"
    area_requested = Signal(str)

    tag_requested = Signal(object, bool)
    """The key of a tag, and whether it is put on (or taken off)."""

    def __init__(self, count: int, areas: Sequence[AreaRow], tags: Sequence[TagRow] = ()) -> None:
        super().__init__(_("Change for all"), back=_("To the roster"))
        words = n_("{count} person is picked", "{count} people are picked", count).format(count=f"{count:,}")
        self.who = Notice("info", words, icon="users")
        self.warning = Notice("warn")
        self.warning.hide()
        blocks = [(None, _("leave as it is")), *((row.name, row.name) for row in areas)]
        hint = _("A block belongs to the household: all of its people go with it.")
        self.form = Form({"area": FormField(_("Block"), Select(blocks, 200), Need.UNSAID, hint)})
        self.tags = Select([(row.id, row.name) for row in tags], 240)
        self.tags.setAccessibleName(_("Tag"))
        self.put, self.take = secondary(_("Put it on all"), "plus"), secondary(_("Take it off all"), "minus")
        self.put.clicked.connect(lambda: self.tag_requested.emit(self.tags.value(), True))
        self.take.clicked.connect(lambda: self.tag_requested.emit(self.tags.value(), False))
        acts = QWidget()
        acts.setLayout(Flow(self.tags, self.put, self.take, gap="item"))
        tagging = Card(_("Tags"), acts)
        tagging.setVisible(bool(tags))
        self.add(self.who, self.warning, Card(_("What is changed"), self.form), tagging, STRETCH)
        self.leave = secondary(_("Leave it"))
        self.leave.clicked.connect(self.back_requested)
        self.go_on = primary(_("Look it over"), "arrow-right", after=True)
        self.go_on.clicked.connect(self._go_on)
        self.set_footer(self.leave, STRETCH, self.go_on)

    def show_refusal(self, error: UserError) -> None:
        self.warning.ask(error.message())
        self.warning.show()

    def _go_on(self) -> None:
        area = self.form.fields["area"].value()
        if area is None:
            self.warning.ask(_("Nothing is chosen yet. Choose what is changed."))
            self.warning.show()
        else:
            self.area_requested.emit(area)

    # Qt asks:

    def focus_first(self) -> None:
        self.form.focus_first()
