"""異動: what happens to a household from a day on, with everybody it touches shown before it is written."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal

from kobe_desk.core.errors import UserError
from kobe_desk.core.text import _
from kobe_desk.modules.members.table import TOUCHED_COLUMNS, touched_sentence
from kobe_desk.modules.members.usecases import AreaRow, HouseholdCard, PersonRow, TouchedRow
from kobe_desk.modules.members.view.moving.acts import ACTS, Known
from kobe_desk.modules.members.view.moving.people import HomeSearch
from kobe_desk.ui.button import primary, secondary
from kobe_desk.ui.card import Card
from kobe_desk.ui.form import Form
from kobe_desk.ui.layout import STRETCH, Column
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.page import Page
from kobe_desk.ui.side_list import SideList
from kobe_desk.ui.table import Table, TableModel
from kobe_desk.ui.text import Paragraph


class MovingPage(Page):
    """The kinds at the left, the questions of one, and below them who is touched."""

    help_page = "members-moving"
    looked = Signal(str, object)
    """The kind and its request: to be shown before it is written."""
    requested = Signal(str, object)
    searched = Signal(str)
    """Words by which another household is looked for."""

    def __init__(self) -> None:
        super().__init__(_("Moves"), back=_("To the household"))
        self.known = Known()
        self._act = ACTS[0]
        self.form = Form({})
        self._text = Paragraph(ink="muted")
        self._ask = Column(gap="group")
        self.look = secondary(_("Look who is touched"), "eye")
        self.look.clicked.connect(lambda: self._read(self.looked))
        self.model: TableModel[TouchedRow] = TableModel(TOUCHED_COLUMNS, key=lambda row: (row.id, row.field, row.name))
        self.table = Table(self.model, _("Who is touched"))
        self.table.setMinimumHeight(210)
        self.table.row_chosen.connect(self._tell)
        self._told = Paragraph(ink="muted")
        self.table.shown_whole_in = self._told
        self._shown = Card(_("Who is touched"), self.table, self._told)
        self.warning = Notice("warn")
        self.parts = SideList(width=196)
        self.parts.show_entries([(_(act.title), act.icon) for act in ACTS])
        self.parts.chosen.connect(self.show_part)
        self.set_list(self.parts)
        asked = Card("", self._text)
        asked.body.addLayout(self._ask)
        asked.body.add(self.look)
        self.add(self.warning, asked, self._shown, STRETCH)
        self.leave = secondary(_("Leave it"))
        self.leave.clicked.connect(self.back_requested)
        self.write = primary(_("Write it down like this"), "save")
        self.write.clicked.connect(lambda: self._read(self.requested))
        self.set_footer(self.leave, STRETCH, self.write)
        self._forget()

    def show_card(self, card: HouseholdCard) -> None:
        """The household that this is about."""
        self.known = replace(self.known, card=card)
        head = next((each.name for each in card.people if each.head), "")
        self.header.say(_("Moves"), _("The household of {name}").format(name=head) if head else "")
        self.show_part(ACTS.index(self._act))

    def show_part(self, place: int) -> None:
        """Another kind: its own questions, and nothing looked at yet."""
        self._act = ACTS[place]
        self.parts.mark(place)
        self._text.say(_(self._act.text))
        self._ask.empty()
        self.form = Form(self._act.fields(self.known))
        self.form.edited.connect(self._forget)
        if (search := self._search) is not None:
            search.searched.connect(self.searched)
        self._ask.add(self.form)
        self._forget()
        self.to_top()

    def show_areas(self, rows: Sequence[AreaRow]) -> None:
        """The 班 a new address can be in."""
        self.known = replace(self.known, areas=tuple((row.id, row.name) for row in rows))
        self.show_part(ACTS.index(self._act))

    @property
    def _search(self) -> HomeSearch | None:
        field = self.form.fields.get("target")
        return field.control if field is not None and isinstance(field.control, HomeSearch) else None

    def show_homes(self, rows: Sequence[PersonRow]) -> None:
        """The households of the people who fit the words."""
        if (search := self._search) is not None:
            search.show_homes(row for row in rows if row.household_id != self.known.id)

    def show_touched(self, rows: Sequence[TouchedRow]) -> None:
        """What would happen, row by row."""
        self.warning.hide()
        self.model.show(rows)
        self.table.setCurrentIndex(self.model.index(0, 0))
        self._shown.show()
        self.write.setEnabled(True)
        self.table.setFocus()

    def _tell(self, row: TouchedRow | None) -> None:
        """The chosen line in full: a narrow column cuts an address."""
        self._told.say(touched_sentence(row) if row is not None else "")

    def show_refusal(self, error: UserError) -> None:
        self._forget()
        if not self.form.show_refusal(error):
            self.warning.ask(error.message())
            self.warning.show()
            self.to_top()

    def _forget(self) -> None:
        """What was looked at no longer holds."""
        self._shown.hide()
        self.warning.hide()
        self.write.setEnabled(False)

    def _read(self, wish: Any) -> None:
        values = self.form.read()
        if values is not None:
            wish.emit(self._act.kind, self._act.request(self.known, values))

    # Qt asks:

    def focus_first(self) -> None:
        self.parts.items[0].setFocus()
